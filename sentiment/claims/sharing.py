"""The days of a figure that names none: shared with others, or left by the sentences before."""

import re
from collections.abc import Sequence
from dataclasses import replace

import pandas as pd

from sentiment.claims.claim import Meaning
from sentiment.claims.dates import Moment, Time, counted, last_closed, open_session
from sentiment.claims.figure import Figure
from sentiment.claims.meanings import CARRIED, SHARED, TAKEN, Row, Setting
from sentiment.claims.owners import broken
from sentiment.claims.placements import Placement
from sentiment.market import calendar

_CONTRAST = frozenset("versus vs against compared compares v".split())
_STRETCHING = frozenset("since over during within until through from between".split())


def to_another_day(setting: Setting, figure: Figure) -> bool:
    """Return whether the price that a figure comes from is of a day of its own."""
    return "end" in figure.traits and any(
        figure.first <= at < figure.place and one.kind in {"day", "relative"}
        for at, one in setting.scene.times
    )


def shared(
    setting: Setting, row: Row, at: int, moment: Moment | None
) -> tuple[tuple[Meaning, ...], bool, Time | None]:
    """Return the meanings that a figure shares with others or takes from the text."""
    figures, days, backs = row.figures, row.days, row.backs
    placed = row.placed
    figure = figures[at]
    tied = bool(placed) and figure.first <= placed[-1].figure.last
    earlier = [
        one for one in reversed(placed)
        if tied or figure.shared or _is_beside(setting, one, figure)
    ]  # fmt: skip
    if earlier and earlier[0].figure.kind == "streak" and figure.kind == "change" and not tied:
        return setting.over_streak(earlier[0]), True, None
    source = earlier[0] if earlier and earlier[0].meanings else None
    if figure.kind == "level" and "close" in figure.traits and _of_record(setting, figure):
        return setting.record_level(), False, None
    if figure.kind in {"record", "streak"}:
        named = _only_day(setting, figure)
        if named is not None:
            return (Meaning((named,), SHARED, True),), True, None
    elif backs[at] and not tied and (source is not None or setting.carried.day or days):
        main = setting.anchor([day if place != at else None for place, day in enumerate(days)], at)
        return (
            Meaning((main,), SHARED, False), Meaning((counted(main, -1),), SHARED, False),
        ), False, None  # fmt: skip
    if to_another_day(setting, figure):
        return _carried_over(setting, figure, moment), False, None
    if source is not None and (source.dated or figure.shared):
        meanings, dated, of = _from(setting, source, figure)
        several = len({day for day in days if day is not None}) > 1
        ranged = figure.amount.hedge == "extreme" and any(one.span for one in placed)
        now = _is_of_now(setting, source, figure)
        if ranged or ((several or now) and not (tied or figure.shared)):
            meanings = tuple(replace(one, stated=False) for one in meanings)
            dated = several
        return meanings, dated, of
    return _from_behind(setting, row, at, moment)


def _is_beside(setting: Setting, source: Placement, figure: Figure) -> bool:
    """Return whether a figure may share the time of one before: not of ", which rose 7%,"."""
    inside = _insertion(setting, source.figure)
    return not source.back if inside is None else inside == _insertion(setting, figure)


def _insertion(setting: Setting, figure: Figure) -> int | None:
    """Return where the insertion opens in which a figure stands, None if it stands in none."""
    opened = None
    for at in range(1, figure.first):
        name, before = setting.scene.name(at), setting.scene.name(at - 1)
        if name in {"which", "who", "whose"} and before == ",":
            opened = at
        elif name == "," and setting.scene.name(at + 1) not in {"to", "which"}:
            opened = None
    return opened


def _from_behind(
    setting: Setting, row: Row, at: int, moment: Moment | None
) -> tuple[tuple[Meaning, ...], bool, Time | None]:
    """Return the meanings of a figure that has those behind it to share with, or the text."""
    figures, days = row.figures, row.days
    over = _carried_over(setting, figures[at], moment)
    later = [
        place for place in range(at + 1, len(figures))
        if days[place] and not row.backs[place] and not _owned(setting, row.own[place])
    ]  # fmt: skip
    if later and not _parted(setting, figures[: at + 1], figures[later[0]]):
        day = days[later[0]]
        assert day is not None  # noqa: S101
        if setting.carried.day in {None, day} and not over[0].is_span:
            return (Meaning((day,), SHARED, True),), True, None
        others = tuple(replace(one, stated=False) for one in over if one.why == CARRIED)
        told = (Meaning((day,), SHARED, False),)
        apart = over[0].is_span and figures[later[0]].subject != figures[at].subject
        return (*others, *told) if apart else (*told, *others), False, None
    span = _list_span(row, at) if moment is None else None
    stretch = setting.stretch(span) if span is not None else ()
    return (*(replace(one, stated=False) for one in stretch), *over), False, span


def _list_span(row: Row, at: int) -> Time | None:
    """Return the stretch behind a list: "AMD rose 4%, Oracle 3% and Intel gained 9% in April"."""
    figure, later = row.figures[at], range(at + 1, len(row.figures))
    held = next((row.own[one] for one in later if row.own[one]), ())
    other = next((row.figures[one] for one in later if row.own[one]), figure)
    spans = [one for place, one in held if one.kind == "span" and place > other.place]
    apart = figure.kind == other.kind == "change" and figure.subject != other.subject
    return spans[0] if spans and apart else None


def _is_of_now(setting: Setting, source: Placement, figure: Figure) -> bool:
    """Return whether a change is told of now behind an old price: "bought at $191, is down"."""
    between = {setting.scene.word(at) for at in range(source.figure.last + 1, figure.first)}
    return source.figure.kind == "level" and bool(between & {"is", "are"})


def _parted(setting: Setting, figures: Sequence[Figure], other: Figure) -> bool:
    """Return whether the day of a later figure is its own: "lost 17%, versus 3% on Friday"."""
    figure = figures[-1]
    words = {setting.scene.word(at) for at in range(figure.last + 1, other.first + 1)}
    bare = any(one.kind == "change" and not one.amount.signed for one in figures)
    signs = other.amount.signed and bare
    return bool(signs or words & _CONTRAST) or broken(setting.scene, figure.place, other.place)


def _only_day(setting: Setting, figure: Figure) -> pd.Timestamp | None:
    """Return the one day that the sentence names; not one of what the record is held against.

    "It was its best day since April, and it undid Tuesday's dip" is not told of Tuesday.
    """
    days = {
        one.first for at, one in setting.scene.times
        if one.kind == "day" and not (at > figure.last and _is_of_another(setting, figure, at))
    }  # fmt: skip
    return days.pop() if len(days) == 1 else None


def _is_of_another(setting: Setting, figure: Figure, place: int) -> bool:
    """Return whether a day behind a record belongs to a clause of its own."""
    scene = setting.scene
    between = range(figure.last, place)
    if any(scene.word(at) == "since" for at in between):
        return True
    linked = any(scene.name(at) in {"and", "but"} for at in between)
    owner = scene.name(place).endswith("'s") and scene.name(place + 1) not in {",", "."}
    return owner or (linked and scene.name(place - 1) in {"and", "but"})


def _of_record(setting: Setting, figure: Figure) -> bool:
    """Return whether a level is told to be a record that was set before."""
    words = setting.scene.text[max(0, figure.amount.start - 60) : figure.amount.start].lower()
    own = re.search(r"\b(?:closed|ended|finished|ending|closing at|at a record)\b", words)
    return bool(re.search(r"record|all-time", words)) and not own


def _owned(setting: Setting, times: Sequence[tuple[int, Time]]) -> bool:
    """Return whether a figure's day stands before it as its owner: "Thursday's 12.6%"."""
    held = [at for at, one in times if one.kind == "day"]
    return bool(held) and setting.scene.name(held[0]).endswith("'s")


def _from(
    setting: Setting, source: Placement, figure: Figure
) -> tuple[tuple[Meaning, ...], bool, Time | None]:
    """Return the meanings of the figure before, for one that is told with it."""
    meanings = tuple(
        replace(one, why=SHARED, moment="session", minutes=None) for one in source.meanings
    )
    spans = [one for one in meanings if one.is_span]
    if not spans:
        return meanings, source.dated, None
    met = "reached" in figure.traits and figure.moment == "range"
    if figure.kind == "level" and (figure.amount.hedge == "extreme" or met):
        return (replace(spans[0], peak="high"),), source.dated, None
    if figure.kind in {"level", "points", "record", "streak"}:
        end = Meaning((spans[0].sessions[1],), SHARED, True)
        return (end,), source.dated, None
    if figure.shared or (source.span is not None and _leading(setting, source)):
        return meanings, source.dated, source.span
    days = tuple(replace(one, stated=False) for one in _carried_over(setting, figure))
    return (*days, *meanings), False, source.span


def _leading(setting: Setting, source: Placement) -> bool:
    """Return whether the stretch of a figure opens the sentence, and so is that of a list."""
    if source.span is None:
        return False
    spans = [at for at, one in setting.scene.times if one.is_span]
    return bool(spans) and (spans[0] < source.figure.first or source.span.kind == "span")


def _is_of_a_stretch(setting: Setting, figure: Figure) -> bool:
    """Return whether a figure without a day may be of a stretch: "since the deal it has"."""
    if figure.kind not in {"change", "points"}:
        return "start" in figure.traits
    words = {setting.scene.word(at) for at in range(figure.first)}
    before = {setting.scene.word(at) for at in range(figure.first - 3, figure.first)}
    perfect = figure.kind == "change" and before & {"has", "have", "had"}
    return bool(words & _STRETCHING) or bool(perfect)


def _is_present(setting: Setting, figure: Figure) -> bool:
    """Return whether a change is told of the session that is open: "is down 3% to trade at"."""
    open_ = open_session(setting.known) is not None and figure.kind == "change"
    words = {setting.scene.word(at) for at in range(figure.first - 3, figure.first)}
    return open_ and bool(words & {"is", "are"})


def _carried_over(
    setting: Setting, figure: Figure, moment: Moment | None = None
) -> tuple[Meaning, ...]:
    """Return the days and stretches that the sentences before leave, and the likely one.

    A mismatch counts only where they leave one day alone.
    """
    if moment == "pre-market":
        return (Meaning((calendar.session_of(setting.known),), TAKEN, False),)
    found: dict[tuple[pd.Timestamp, ...], Meaning] = {}
    carried, default = setting.carried, setting.default()
    if moment == "clock" and setting.is_live():
        return (Meaning((default,), TAKEN, not carried.stretched),)
    closed = last_closed(setting.known)
    if figure.moment == "close" and figure.kind == "level":
        default = closed
    if carried.span is not None and figure.kind == "change":
        found = {one.sessions: replace(one, why=CARRIED, stated=False)
                 for one in setting.stretch(carried.span)}  # fmt: skip
    if carried.day is not None:
        found[carried.day,] = Meaning((carried.day,), CARRIED, False)
    now = moment in {"open", "range"} or (moment == "clock" and figure.moment != "clock")
    now = now or carried.days == {default} or _is_present(setting, figure)
    for day in (default,) if now else (default, closed):
        found.setdefault((day,), Meaning((day,), TAKEN, False))
    alone, *others = found.values()
    told = alone.why == CARRIED or (moment == "clock" and open_session(setting.known) is not None)
    told = told and not (carried.stretched or _is_of_a_stretch(setting, figure))
    return (replace(alone, stated=told and not others), *others)
