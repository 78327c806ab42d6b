"""What a text says of prices: each claim with its share, its figure, its day and its moment.

Found are changes ("fell 1.1% on Monday"), levels ("closed at $185.61"), changes in dollars, longer
spans, records, streaks and market values. A percentage that is not surely a price's is left alone:
a claim that is missed does less harm than one that nobody made.
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

import pandas as pd

from sentiment.claims.amounts import Amount, read_amounts
from sentiment.claims.changes import Figure
from sentiment.claims.claim import Claim
from sentiment.claims.days import Day, in_calendar, read_days
from sentiment.claims.figures import read_figure
from sentiment.claims.names import name_subjects
from sentiment.claims.placing import Reader
from sentiment.claims.records import read_records
from sentiment.claims.subjects import Scene, Subject, opener
from sentiment.text import companies
from sentiment.text.sentences import Sentence, split_passages
from sentiment.text.tokens import Token, tokenise

__all__ = ["Claim", "find_claims"]
REMEMBERED = 3  # sentences for which "the stock" still means the share last spoken of
MAIN = 0.5  # of a text's mentions of listed companies: its subject has at least so many
LONGEST_SENTENCE = 3_000  # characters; what is longer is a table or a list, and no sentence
OPENING = 160  # characters in which a sentence without figures can open with its subject
_HINT = re.compile(
    r"\d|per ?cent|halved|doubled|tripled|trebled|quadrupled|\brecord|highest|lowest|biggest"
    r"|largest|steepest|sharpest|best|worst|straight|consecutive|streak"
    r"|dollars|in a row|all-time|(?:its|their) value",
    re.IGNORECASE,
)


def find_claims(text: str, *, published: pd.Timestamp, about: str | None = None) -> list[Claim]:
    """Return what a text says of prices, in its order.

    Parameters
    ----------
    published
        When; day words are read from this instant, and nothing after it is ever meant. Nothing is
        found outside the exchange's calendar, 1962 to 2050.
    about
        The company that "the stock" means where the text has named none, by name or ticker.

    Raises
    ------
    ValueError
        If *published* has no time zone.

    Examples
    --------
    >>> noon = pd.Timestamp("2026-02-02 12:00", tz="America/New_York")
    >>> text = "Nvidia shares fell 1.1% on Monday. Revenue rose 62%."
    >>> [claim] = find_claims(text, published=noon)
    >>> claim.symbol, round(claim.amount, 4), f"{claim.sessions[0]:%a %d %b}"
    ('NVDA', -0.011, 'Mon 02 Feb')
    """
    if published.tzinfo is None:
        raise ValueError(f"published needs a time zone, got {published}")
    names = [about] if about else []
    if not in_calendar(published):
        return []
    sentences = split_passages(text).sentences
    memory = _Memory(_asked(about) or _main([one.text for one in sentences], names=names))
    found: list[Claim] = []
    for sentence in sentences:
        claims, memory = _read_sentence(sentence, published=published, names=names, memory=memory)
        found += claims
    return found


@dataclass(frozen=True, slots=True)
class _Memory:
    """What the sentences before leave to the next: whose share, since when, and which day."""

    asked: Subject | None  # whom the text is about
    subject: Subject | None = None
    age: int = 0
    it: Subject | None = None
    day: Day | None = None
    spoken: tuple[Day, ...] = ()  # every day of the sentence before

    @property
    def carried(self) -> Subject | None:
        """The share that "the stock" means."""
        near = REMEMBERED if self.asked is None else 1
        return self.subject if self.subject and self.age <= near else self.asked


def _asked(about: str | None) -> Subject | None:
    """Return the company asked about as a subject."""
    if not about:
        return None
    company = companies.resolve(about)
    ticker = companies.ticker_of(company)
    return Subject(
        company, ticker or (company if re.fullmatch(r"[A-Z.]{1,6}", company) else None), False, 0
    )


def _main(sentences: Sequence[str], *, names: Sequence[str]) -> Subject | None:
    """Return the listed company that most of a text's mentions are of, None if it has no such."""
    told = Counter(
        one.company
        for sentence in sentences
        for one in companies.mentions(sentence, names=names)
        if companies.ticker_of(one.company)
    )
    if not told:
        return None
    company, count = told.most_common(1)[0]
    if count < MAIN * told.total():
        return None
    return Subject(company, companies.ticker_of(company), False, 0)


def _read_sentence(
    sentence: Sentence, *, published: pd.Timestamp, names: Sequence[str], memory: _Memory
) -> tuple[list[Claim], _Memory]:
    """Return the claims of one sentence, and what it leaves to the next."""
    if len(sentence.text) > LONGEST_SENTENCE:
        return [], _Memory(memory.asked)
    hinted = _HINT.search(sentence.text) is not None
    words = sentence.text if hinted else sentence.text[:OPENING]
    tokens = tokenise(words)
    named = name_subjects(words, tokens, names=names)
    lowered = _lowered(words)
    days = read_days(lowered, published=published, before=memory.spoken)
    memory = replace(memory, spoken=tuple(days))
    if not hinted:
        scene = Scene(tokens, named, frozenset(), {}, memory.carried, memory.it)
        return [], _remember(memory, scene, [], None)
    scene = Scene(tokens, named, _dated(tokens, days), {}, memory.carried, memory.it)
    figures, scene = _figures(scene)
    reader = Reader(sentence, lowered, scene, days, published, memory.day)
    claims = reader.claims(figures) + read_records(reader, figures)
    held = sorted(claims, key=lambda one: one.start)
    return held, _remember(memory, scene, figures, _last_day(claims, days))


def _lowered(text: str) -> str:
    """Return a sentence in lower case, letter by letter so that every span still holds."""
    plain = text.translate(str.maketrans("’‘ʼ", "'''"))
    lowered = plain.lower()
    if len(lowered) == len(plain):
        return lowered
    return "".join(low if len(low := letter.lower()) == 1 else letter for letter in plain)


def _last_day(claims: Sequence[Claim], days: Sequence[Day]) -> Day | None:
    """Return the day that the sentence's last dated claim is of."""
    single = [day for day in days if day.kind == "session"]
    return single[-1] if claims and single else None


def _remember(memory: _Memory, scene: Scene, figures: Sequence[Figure], day: Day | None) -> _Memory:
    """Return the memory after a sentence: the one share it spoke of, else the one it opens with."""
    opening = opener(scene)
    spoken = {one.subject.company: one.subject for one in figures}
    subject = next(iter(spoken.values())) if len(spoken) == 1 else opening
    it = None if len(spoken) > 1 else subject
    if subject is None or subject.symbol is None or subject.proxy:
        return replace(memory, age=memory.age + 1, it=it, day=day)
    return _Memory(memory.asked, subject, 0, it, day, memory.spoken)


def _dated(tokens: Sequence[Token], days: Sequence[Day]) -> frozenset[int]:
    """Return the tokens that belong to words for a day."""
    starts = [token.start for token in tokens]
    spans = [range(bisect_left(starts, day.start), bisect_left(starts, day.end)) for day in days]
    return frozenset(place for span in spans for place in span)


def _figures(scene: Scene) -> tuple[list[Figure], Scene]:
    """Return the figures of a sentence that are said of a price, and the scene with their ends."""
    found: list[Figure] = []
    ended: dict[int, Subject] = {}
    scene = replace(scene, ended=ended)
    for amount in _amounts(scene):
        figure = read_figure(scene, amount, prior=found)
        if figure is not None:
            found.append(figure)
            ended[figure.last] = figure.subject
    return found, scene


def _amounts(scene: Scene) -> list[Amount]:
    """Return the amounts that are no part of a date or name."""
    held = [
        one
        for one in read_amounts(scene.tokens)
        if not scene.dated & set(range(one.first, one.last + 1)) and one.last not in scene.named
    ]
    return held
