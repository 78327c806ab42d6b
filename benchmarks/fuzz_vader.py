"""Our VADER against vaderSentiment on hundreds of thousands of sentences: no digit may differ.

    python benchmarks/fuzz_vader.py [sentences] [seed]

Half of the sentences are drawn from the words that VADER's rules speak of, half are real ones
with words put in, repeated, glued, put in capitals, marked or cut. Prints how many differ, and the
first of those.
"""

import random
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from vaderSentiment.vaderSentiment import (
    BOOSTER_DICT,
    NEGATE,
    SPECIAL_CASES,
    SentimentIntensityAnalyzer,
)

import seeds
from sentiment.intake import bylines
from sentiment.reading import vader, vader_lexicon
from sentiment.text import sentences as text_sentences

SENTENCES = 500_000
SHOWN = 5
RULED = (
    "kind of|sort of|just enough|never so|never this|without doubt|without a doubt|but|BUT|But|no"
)
RULED += "|No|nor|or|so|this|least|at least|very least|at|very|kind|of|not|isn't|ISN’T|can't|doubt"
ODD = "“good”|bad—good|İ|ß|İSTANBUL|\u2028|\x1c|\ud800|\u00a0|\u200b|№|Σ|ΑΣ|ǅ|𝐀|ﬁne"
ODD += "|n't|N'T|'n't|don't.|:-Þ|...|--|!|!!|!!!!!|?|??|????|?!"
ODD += "|(good)|'bad'|good.bad|*good*|good,|\"no\"|U.S.|$100|1.1%"
PLAIN = "the|a|company|Nvidia|shares|plan|NVDA|for|AND|outlook|is|on"
BLANKS = (" ", " ", " ", " ", "  ", "\n", "\t", " \u3000")


def main(asked: str = str(SENTENCES), seed: str = "0") -> int:
    """Compare both on so many sentences; returns how many differ, at most one."""
    draw, oracle = random.Random(int(seed)), SentimentIntensityAnalyzer()  # noqa: S311
    pools, real = pools_of_words(), real_sentences()
    differing = 0
    for number in range(int(asked)):
        text = mutated(draw, real, pools) if number % 2 else drawn(draw, pools)
        theirs, ours = oracle.polarity_scores(text), vader.polarity(text)._asdict()
        if ours != theirs:
            differing += 1
            if differing <= SHOWN:
                print(f"{text!r}\n  theirs {theirs}\n  ours   {ours}")
    print(f"{asked} sentences, {differing} differ")
    return min(differing, 1)


def pools_of_words() -> list[list[str]]:
    """Return the words that sentences are made of, each pool as likely as the others."""
    emoji = list(vader_lexicon.vader_emoji())
    words = list(vader_lexicon.vader_words())
    signs = [word for word in words if not any(map(str.isalpha, word))]
    spoken = [RULED.split("|"), list(BOOSTER_DICT), list(NEGATE), list(SPECIAL_CASES)]
    return [words, words, *spoken, spoken[0], ODD.split("|"), PLAIN.split("|"), signs, emoji]


def real_sentences() -> list[str]:
    """Return the sentences of the shipped articles."""
    articles = bylines.read_articles(Path(seeds.__file__).parent / "articles")
    texts = [text_sentences.split_passages(text).sentences for text in articles["text"]]
    return [sentence.text for sentences in texts for sentence in sentences]


def drawn(draw: random.Random, pools: Sequence[Sequence[str]]) -> str:
    """Return up to 14 words of the pools in any order."""
    words = [cased(draw, draw.choice(draw.choice(pools))) for _ in range(draw.randint(0, 14))]
    text = draw.choice(BLANKS).join(words)
    return text.upper() if draw.random() < 0.04 else text


def mutated(draw: random.Random, real: Sequence[str], pools: Sequence[Sequence[str]]) -> str:
    """Return a real sentence after up to six changes."""
    words = draw.choice(real).split()
    for _ in range(draw.randint(1, 6)):
        place = draw.randrange(len(words) + 1)
        change = draw.choice(CHANGES)
        words[place : place + 1] = change(draw, words[place : place + 1], pools)
    return draw.choice(BLANKS).join(words)


def _inserted(draw: random.Random, held: list[str], pools: Sequence[Sequence[str]]) -> list[str]:
    return [cased(draw, draw.choice(draw.choice(pools))), *held]


def _replaced(draw: random.Random, _: list[str], pools: Sequence[Sequence[str]]) -> list[str]:
    return [draw.choice(draw.choice(pools))]


def _repeated(draw: random.Random, held: list[str], _: Sequence[Sequence[str]]) -> list[str]:
    return held * draw.randint(0, 3)


def _glued(draw: random.Random, held: list[str], pools: Sequence[Sequence[str]]) -> list[str]:
    return ["".join([*held, draw.choice(draw.choice(pools))])]


def _recased(draw: random.Random, held: list[str], _: Sequence[Sequence[str]]) -> list[str]:
    return [draw.choice((word.upper(), word.title(), word.lower())) for word in held]


def _marked(draw: random.Random, held: list[str], _: Sequence[Sequence[str]]) -> list[str]:
    return [word + draw.choice(("!", "?", "!!!", "??", ",", ".", "'", "’", ")")) for word in held]


Change = Callable[[random.Random, list[str], Sequence[Sequence[str]]], list[str]]
CHANGES: Sequence[Change] = (_inserted, _replaced, _repeated, _glued, _recased, _marked)


def cased(draw: random.Random, word: str) -> str:
    """Return a word, now and then in capitals."""
    return word.upper() if draw.random() < 0.15 else word


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
