"""What a sentence leaves to the next: the day and stretch it spoke of, and the hours."""

import re
from collections.abc import Sequence

import pandas as pd

from sentiment.claims.checks import OUT_OF_HOURS
from sentiment.claims.placed import Carried, Placed
from sentiment.claims.scene import Scene
from sentiment.claims.when import local_day


def carry(carried: Carried, scene: Scene, placed: Sequence[Placed], known: pd.Timestamp) -> Carried:
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
    headed = [one for _, one in scene.times if one.kind == "span"]
    span = spans[-1] if spans and main[-1].span is spans[-1] else None
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
    return Carried(day, span, outside, last, stretched)


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
