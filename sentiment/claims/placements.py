"""A figure with its meanings, and what a sentence leaves to the next of when."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from sentiment.claims.checks import OUT_OF_HOURS
from sentiment.claims.claim import Meaning
from sentiment.claims.dates import Moment, Time, local_day
from sentiment.claims.figure import Figure
from sentiment.claims.scene import Scene


@dataclass(frozen=True, slots=True)
class Context:
    """What the sentences before leave: the day and stretch they spoke of, and the hours."""

    day: pd.Timestamp | None = None
    span: Time | None = None
    outside: Moment | None = None
    last: pd.Timestamp | None = None  # the day named last, which "that day" means
    stretched: bool = False  # the text has told of a stretch, of which more may be told
    days: frozenset[pd.Timestamp] = frozenset()  # all that the text has named


@dataclass(frozen=True, slots=True)
class Placement:
    """A figure with the meanings that its words allow."""

    figure: Figure
    meanings: tuple[Meaning, ...]
    dated: bool  # the sentence itself says which day or stretch
    day: pd.Timestamp | None  # the one session that is meant, if it is one
    span: Time | None
    back: bool  # told of an earlier move: "after sliding 17% the day before"


def carry(
    carried: Context, scene: Scene, placed: Sequence[Placement], known: pd.Timestamp
) -> Context:
    """Return what a sentence leaves to the next."""
    main = [one for one in placed if not one.back and one.dated]
    days = [one.day for one in main if one.day is not None]
    named = [one.first for _, one in scene.times if one.kind == "day" and one.first is not None]
    background = any(
        item.name == "ax:had" and _is_participle(scene, at + 1)
        for at, item in enumerate(scene.items)
    )
    told = named and not placed and not background
    day = days[-1] if days else named[-1] if told else carried.day
    if background and carried.day is not None and day is not None and day < carried.day:
        day = carried.day
    spans = [
        one.span for one in main
        if one.span is not None and one.span.kind == "span" and one.figure.kind != "level"
    ]  # fmt: skip
    headed = [
        one for _, one in scene.times if one.kind == "span" and not scene.is_width(one)
    ]  # fmt: skip
    span = spans[-1] if spans and main[-1].span is spans[-1] else None
    span = None if span is not None and "tally" in main[-1].figure.traits else span
    if not placed:
        span = headed[-1] if headed and _is_heading(scene) else carried.span
    elif not main and carried.span is not None:
        span = carried.span
    outside = next(
        (one.meanings[0].moment for one in reversed(placed)
         if one.meanings and one.meanings[0].moment in OUT_OF_HOURS), None,
    )  # fmt: skip
    if not placed:
        outside = carried.outside
    if outside is not None and days and local_day(known) != days[-1]:
        outside = None
    lost = any(one.kind == "unknown" for _, one in scene.times)
    last = named[-1] if named else None if lost else day
    told_of = [
        *(one.span for one in placed if one.figure.kind == "change"),
        *(headed if not placed else []),
    ]
    stretched = carried.stretched or any(one is not None for one in told_of)
    return Context(day, span, outside, last, stretched, carried.days | {*named})


def _is_participle(scene: Scene, at: int) -> bool:
    """Return whether a word makes "had" a tense: "had fallen", and not "had quite a day"."""
    while scene.name(at)[:3] == "fl:" and scene.word(at) not in {"a", "an"}:
        at += 1
    return scene.name(at)[:3] in {"up:", "dn:", "cl:", "to:", "tr:", "ax:"} or scene.word(
        at
    ).endswith("ed")


_HEADING = re.compile(r"[.!?]$")


def _is_heading(scene: Scene) -> bool:
    """Return whether a sentence stands over a list."""
    ended = any(
        item.name.startswith("cl:") and scene.name(at + 1) == "SPAN"
        for at, item in enumerate(scene.items)
    )
    return not _HEADING.search(scene.text.strip()) or len(scene.items) < 12 or ended
