"""What each group of rules contributes to the finance reading: all of them, then each left out.

    python benchmarks/ablation.py [FILE.csv]

The file has the columns ``text`` and ``label``, and may have ``about``, the company asked for;
without one, the project's own sentences in ``tests/answers`` are read. The rules were mended by
these, so that they tell what a group does, not how right the reading is on news it never met.

Each group is switched off from outside, in a process of its own before anything is read there: its
kinds of terms are left out of the lists as they are loaded, or its function gives back nothing, or
its factor changes nothing. Patching our own functions is fit for a benchmark alone. Groups lean on
one another, so the differences need not add up.
"""

import multiprocessing
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from types import ModuleType
from typing import NamedTuple

import pandas as pd

from sentiment.reading import (
    article,
    comparisons,
    directions,
    evaluation,
    expectations,
    lexicon,
    rules,
    sentence,
    surroundings,
    targets,
    vader,
)
from sentiment.reading.lexicon import Term
from sentiment.text import boilerplate
from sentiment.text.companies import Mention

OWN = Path(__file__).parent.parent / "tests" / "answers" / "sentences.csv"
EVERYTHING, VADER, NO_MOVES = "everything", "plain VADER", "price reports"
# The kinds of terms that are left out of the word lists.
KINDS = {
    "judgements": {"tone"},
    "traders' words in posts": {"post"},
    "phrases that judge nothing": {"plain"},
    "quantities": {"good", "price", "bad", "neither"},
    "denials": {"negation"},
    "hedges": {"hedge"},
    "boosts": {"boost"},
    "but and however": {"contrast"},
    "despite and although": {"spite"},
    "told as the cause": {"cause"},
}
# What stands in another's place: a module, the name there and what it becomes.
Change = tuple[ModuleType, str, object]


def _nothing(*_: object, **__: object) -> tuple[list[object], set[int]]:
    """Stand in for a rule that finds no marks and speaks for no words."""
    return [], set()


def _no_rules(*_: object) -> rules.Found:
    """Stand in for rules of several words that are not found."""
    return rules.Found([], set(), set())


def _no_marks(*_: object, **__: object) -> list[object]:
    """Stand in for a rule that finds no marks."""
    return []


def _as_they_are(marks: list[object], _: float) -> list[object]:
    """Stand in for what would hold faint marks back."""
    return marks


def _no(*_: object, **__: object) -> None:
    """Stand in for a question that is always answered with no."""


def _no_comments(sentences: list[str], _: object) -> tuple[bool, ...]:
    """Stand in for a search for comments that finds none."""
    return (False,) * len(sentences)


def _all_pieces(_: str, pieces: object, *, mentions: Sequence[Mention]) -> dict[str, object]:
    """Stand in for the choice of what is about each company."""
    return {mention.company: pieces for mention in mentions}


RULES: dict[str, list[Change]] = {
    "directions": [(directions, "find_directions", _nothing)],
    "comparisons": [(comparisons, "find_comparisons", _nothing)],
    "rules of several words": [(rules, "find_rules", _no_rules)],
    "expectations": [(expectations, "find_expectations", _nothing)],
    "signed figures": [(sentence, "_signed_figures", _no_marks)],
    "everyday words": [(sentence, "_everyday", _no_marks)],
    "faint words held back": [(sentence, "_faint_held", _as_they_are)],
    "contradiction": [(sentence, "NEARLY_ONE", -1.0)],
    "questions": [(surroundings, "ASKED", 1.0)],
    "furniture": [(boilerplate, "recognise", _no)],
    "whom it is about": [
        (targets, "pieces_by_company", _all_pieces),
        (targets, "set_against", _no),
    ],
    "outsiders' comments": [(targets, "find_comments", _no_comments)],
    "pronouns": [(targets, "carried_on", _no)],
}
LEFT_OUT = [EVERYTHING, *RULES, *KINDS, NO_MOVES, VADER]


class Told(NamedTuple):
    """The labels that a reading gives, and how right they are."""

    labels: list[str]
    found: evaluation.Evaluation


def main(file: str = str(OWN)) -> None:
    """Print the reading with everything and with each group left out."""
    fresh = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(2, mp_context=fresh, max_tasks_per_child=1) as processes:
        told = dict(
            zip(LEFT_OUT, processes.map(read, LEFT_OUT, [file] * len(LEFT_OUT)), strict=True)
        )
    whole = told.pop(EVERYTHING)
    print(f"{whole.found.n} texts of {Path(file).name}")
    print(f"{'':28}  accuracy         macro-F1         wrong signs  changed")
    print(line(EVERYTHING, whole, whole=whole))
    for group in sorted(told, key=lambda group: told[group].found.accuracy):
        name = group if group == VADER else f"less {group}"
        print(line(name, told[group], whole=whole))


def read(group: str, file: str) -> Told:
    """Return how the texts read with one group left out; changes this process for good."""
    rows = pd.read_csv(file, dtype="str", keep_default_na=False)
    rows = rows[rows["label"] != ""]  # of whom a text does not speak, it says nothing
    about = rows["about"] if "about" in rows else [""] * len(rows)
    switch_off(group)
    compounds = (compound(group, *row) for row in zip(rows["text"], about, strict=True))
    labels = [article.label_of(one) for one in compounds]
    return Told(labels, evaluation.compare(group, said=labels, given=list(rows["label"])))


def switch_off(group: str) -> None:
    """Leave a group of rules out of all that this process reads from now on."""
    for module, name, instead in RULES.get(group, ()):
        getattr(module, name)  # a rule that was renamed must not pass for one that does nothing
        setattr(module, name, instead)
    if group in KINDS:
        lexicon._terms = _without(lexicon._terms, KINDS[group])
        lexicon.finance_terms.cache_clear()


def _without(terms: Callable[[str], Iterator[Term]], kinds: set[str]) -> Callable[[str], object]:
    """Return what yields the terms of a list but for some kinds."""
    return lambda name: (term for term in terms(name) if term.kind not in kinds)


def compound(group: str, text: str, about: str) -> float:
    """Return a text's compound with a group left out."""
    if group == VADER:
        return vader.polarity(text).compound
    reading = article.score(text, about or None)
    if group == NO_MOVES:
        # Nothing but reports of a price leaves no number, which reads as neutral.
        return reading.without_moves if reading.without_moves == reading.without_moves else 0.0
    return reading.compound


def line(name: str, told: Told, *, whole: Told) -> str:
    """Return a row of the table: the measures, and how far each is from those of everything."""
    found, base = told.found, whole.found
    changed = sum(one != other for one, other in zip(told.labels, whole.labels, strict=True))
    return (
        f"{name:34}{found.accuracy:6.1%} ({found.accuracy - base.accuracy:+6.1%})"
        f"  {found.macro_f1:.3f} ({found.macro_f1 - base.macro_f1:+.3f})"
        f"  {wrong_signs(found):9d}  {changed:9d}"
    )


def wrong_signs(found: evaluation.Evaluation) -> int:
    """Return how many texts were given the opposite sign."""
    counts = found.confusion
    return int(counts.loc["negative", "positive"] + counts.loc["positive", "negative"])


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
