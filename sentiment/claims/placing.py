"""The day, stretch and moment of each figure: of its own, shared, or carried over."""

import re
from collections.abc import Sequence
from dataclasses import replace

import pandas as pd

from sentiment.claims.checks import OUT_OF_HOURS
from sentiment.claims.claim import Meaning
from sentiment.claims.dates import Moment, Time, counted
from sentiment.claims.figure import Figure
from sentiment.claims.meanings import Row, Setting
from sentiment.claims.owners import STRONG, above, broken, distance, is_back, times_of
from sentiment.claims.placements import Placement
from sentiment.claims.references import Reference, read_reference
from sentiment.claims.sharing import shared, to_another_day

_EVENT = (
    r"results?|report|earnings|numbers|print|announcement|release|call|update|news|ruling|verdict"
    r"|vote|election|deal|split|launch|guidance|outlook|figures|meeting|decision|summit|disclosure"
)
_UNTIL_EVENT = re.compile(
    r"\b(?:until|till|up to|before|ahead of|prior to|(?:going|heading|coming|running|leading)"
    rf" (?:in|up)?to|into) (?:\w+(?:'s)? ){{0,3}}(?:{_EVENT})\b", re.IGNORECASE,
)  # fmt: skip
# "After the initial pop the shares cooled" is told of the session, and no more of the hours before.
_OPENED = re.compile(
    r"\b(?:after|following) (?:the|an|that|this|its) (?:initial|early|first)\b", re.I
)
_INTO_TODAY = re.compile(
    r"\b(?:heading|going|coming) into (?:today|the day|the session|this session)\b", re.IGNORECASE
)
_SINCE = re.compile(r"\W*(?:since|from)\b", re.IGNORECASE)


def place(setting: Setting, figures: Sequence[Figure]) -> list[Placement]:
    """Return the figures with their meanings, in order."""
    own = times_of(setting.scene, figures)
    references = [read_reference(setting.scene, one, known=setting.known) for one in figures]
    inside = frozenset(place for one in references if one for place in one.places)
    for at, reference in enumerate(references):
        taken = reference.places if reference is not None else above(setting.scene, figures[at])
        own[at] = [one for one in own[at] if one[0] not in taken]
        inside |= taken
    own = [_behind_from(setting, one, own[at]) for at, one in enumerate(figures)]
    backs = [
        is_back(setting.scene, figures, at) or one.place in inside for at, one in enumerate(figures)
    ]
    days = [
        None if figures[at].place in inside else _absolute(times) for at, times in enumerate(own)
    ]
    placed: list[Placement] = []
    row = Row(figures, own, days, backs, placed)
    for at in range(len(figures)):
        placed.append(_placed(setting, row, at))
    return [
        one for one, reference in zip(placed, references, strict=True)
        if "distance" not in one.figure.traits or (reference is not None and one.meanings)
    ]  # fmt: skip


def _behind_from(
    setting: Setting, figure: Figure, times: list[tuple[int, Time]]
) -> list[tuple[int, Time]]:
    """Return the times of a figure; a day between "from" and "to" is of the price before it."""
    if not to_another_day(setting, figure):
        return times
    outside = [one for one in times if not figure.first < one[0] < figure.place]
    earlier = [
        (at, one) for at, one in setting.scene.times if at < figure.first and one.kind == "day"
    ]
    return outside or earlier[-1:]


def _absolute(times: Sequence[tuple[int, Time]]) -> pd.Timestamp | None:
    """Return the session that a figure's own words name by themselves."""
    return next((one.first for _, one in times if one.kind == "day" and not one.through), None)


def _placed(setting: Setting, row: Row, at: int) -> Placement:
    """Return one figure with its meanings."""
    figures, own, days, backs = row.figures, row.own, row.days, row.backs
    figure, times = figures[at], own[at]
    moment, minutes = _moment(setting, figures, own, at)
    reference = read_reference(setting.scene, figure, known=setting.known)
    told = any(one.kind == "day" and place > figure.place for place, one in times)
    chosen = (None if told else _when(setting, figure)) or _chosen(
        setting, figure, times, reference
    )
    chosen = setting.period_before(chosen) if chosen and chosen.is_span else chosen
    if reference is not None:
        found = setting.distance_of(reference, row, at)
        if found is not None:
            meanings = tuple(replace(one, moment=moment or one.moment) for one in found)
            return Placement(figure, meanings, True, setting.day_of(meanings), None, True)
    if chosen is not None:
        own_meanings = setting.meant(chosen, row, at)
        day = setting.day_of(own_meanings)
        if chosen.kind != "relative":
            days[at] = days[at] or (day if not backs[at] else None)
        span = chosen if chosen.is_span else None
        moved = sum(one.kind in {"change", "points"} for one in figures) > 1
        own_meanings = _until(setting, own_meanings, span, back=backs[at] and moved)
        own_meanings += _beside(setting, figure, times, chosen)
        own_meanings += _before(figure, own_meanings)
        meanings = tuple(_at(one, moment, minutes, chosen) for one in own_meanings)
        leads = chosen.kind == "relative"
        return Placement(figure, meanings, bool(meanings), day, span, backs[at] or leads)
    return _without(setting, row, at, moment, minutes)


def _beside(
    setting: Setting, figure: Figure, times: Sequence[tuple[int, Time]], chosen: Time
) -> tuple[Meaning, ...]:
    """Return the stretch beside a change's day: "for 2026 after Friday's close, it is up 5%"."""
    if figure.kind != "change" or chosen.is_span:
        return ()
    spans = (setting.period_before(one) for _, one in times if one.is_span)
    return tuple(one for span in spans for one in setting.stretch(span))


def _before(figure: Figure, meanings: Sequence[Meaning]) -> tuple[Meaning, ...]:
    """Return the day before, for "from $9" of "from $9 to $8 on Monday"."""
    alone = [one for one in meanings if not one.is_span] if "start" in figure.traits else []
    return tuple(
        replace(one, sessions=(counted(one.sessions[0], -1),), stated=False) for one in alone
    )


def _until(
    setting: Setting, meanings: tuple[Meaning, ...], span: Time | None, *, back: bool
) -> tuple[Meaning, ...]:
    """Return the meanings of a stretch as an event or a session ends it.

    "It had gained 30% this year going into the report" ends on a day that no words name, and
    "it fell 3%, after a weekly gain of 4%" is told of a week that they leave open.
    """
    if span is None:
        return meanings
    if span.running and _INTO_TODAY.search(setting.scene.text):
        meanings = tuple(_before_today(one) for one in meanings)
    if back and span.running:
        meanings = (*meanings, *(_before_today(one, span.count) for one in meanings))
    if _UNTIL_EVENT.search(setting.scene.text) or (
        back and (span.running or setting.unit_of(span))
    ):
        return tuple(replace(one, stated=False) for one in meanings)
    return meanings


def _when(setting: Setting, figure: Figure) -> Time | None:
    """Return the day that a clause with "when" is of: "since April 9, when it rose 10%"."""
    scene = setting.scene
    for at in range(figure.first - 1, max(-1, figure.first - 6), -1):
        if scene.word(at) == "when":
            before = at - 2 if scene.name(at - 1) == "," else at - 1
            time = scene.time(before)
            if time is None or time.first is None:
                return None
            loose = time.earliest is not None and time.earliest != time.first
            if time.is_span and (loose or not _SINCE.match(scene.text, time.start)):
                return None
            return replace(time, kind="day", last=time.first, through=False)
        if scene.name(at) in STRONG or scene.name(at) == ",":
            return None
    return None


def _chosen(
    setting: Setting, figure: Figure, times: Sequence[tuple[int, Time]], reference: Reference | None
) -> Time | None:
    """Return which of its times a figure is of: a day or a stretch."""
    taken = reference.places if reference is not None else frozenset[int]()
    told = [(at, one) for at, one in times if one.kind != "none" and at not in taken]
    ends = [_ending(setting, one, figure) for _, one in told if one.through]
    spans = [(at, one) for at, one in told if one.is_span]
    if figure.kind in {"record", "streak"}:
        spans = []
    others = [(at, one) for at, one in told if not one.is_span and not one.through]
    if figure.kind not in {"change", "span"}:
        known = [one for _, one in others if one.kind in {"day", "relative", "spoken"}]
        if known:
            return known[0]
        return others[0][1] if others else spans[0][1] if spans else ends[0] if ends else None
    if spans and (not others or _nearer(setting, figure, spans[0][0], others[0][0])):
        span = spans[0][1]
        return _ended(span, ends[0]) if ends else span
    if others:
        known = [one for _, one in others if one.kind not in {"unknown", "shut"}]
        return known[0] if known else others[0][1]
    return replace(ends[0], through=False) if ends else None


def _ending(setting: Setting, time: Time, figure: Figure) -> Time:
    """Return the day with which a stretch ends: "through Tuesday", "up to that point"."""
    if time.first is not None:
        return time
    named = [
        one.first for at, one in setting.scene.times if at < figure.first and one.kind == "day"
    ]
    day = named[-1] if named else setting.carried.last or setting.carried.day
    return replace(time, kind="day", first=day or setting.default())


def _nearer(setting: Setting, figure: Figure, span: int, other: int) -> bool:
    """Return whether the stretch is nearer to a figure than its day."""
    if figure.first <= span <= figure.last:
        return True
    return distance(setting.scene, figure, span) <= distance(setting.scene, figure, other)


def _ended(span: Time, end: Time) -> Time:
    """Return a stretch that ends with another day: "this year through Tuesday"."""
    assert end.first is not None  # noqa: S101
    if span.first is None or span.first >= end.first:
        return span
    return replace(span, last=end.first, running=False)


def _moment(
    setting: Setting, figures: Sequence[Figure], own: Sequence[Sequence[tuple[int, Time]]], at: int
) -> tuple[Moment | None, tuple[int, int] | None]:
    """Return the moment of the session that a figure is of."""
    figure, times = figures[at], own[at]
    told = [one for _, one in times if one.moment is not None]
    beyond = next((one.moment for one in told if one.moment in OUT_OF_HOURS), None)
    if figure.moment in {"open", "range"} and not (figure.moment == "range" and beyond):
        return figure.moment, None
    if figure.moment == "close" and not (told and told[0].moment in OUT_OF_HOURS):
        return "close", None
    if told:
        return told[0].moment, told[0].minutes
    if any(_is_for_the_day(setting, one) for _, one in times):
        return "close", None
    if figure.moment is not None:
        return figure.moment, None
    if at and _of_close(setting, figures[at - 1], figure):
        return "close", None
    return _shared_moment(setting, figures, own, at)


def _is_for_the_day(setting: Setting, time: Time) -> bool:
    """Return whether a figure is told "for the day": at its close; not "the winner of the day"."""
    words = setting.scene.text[time.start : time.end].lower()
    return time.kind == "spoken" and not time.leads and not words.startswith("of ")


def _of_close(setting: Setting, before: Figure, figure: Figure) -> bool:
    """Return whether a change only repeats a close: "finished at $100.45, 4.4% lower"."""
    if "closing" not in before.traits or figure.kind not in {"change", "points"}:
        return False
    between = range(before.last + 1, figure.first)
    return all(
        setting.scene.name(at) in {",", "(", "DAY"} or setting.scene.name(at).startswith("fl:")
        for at in between
    )


def _shared_moment(
    setting: Setting, figures: Sequence[Figure], own: Sequence[Sequence[tuple[int, Time]]], at: int
) -> tuple[Moment | None, tuple[int, int] | None]:
    """Return the moment of a list: "rose 2%, AMD 3% in premarket trading"."""
    if any(one.kind != "none" for _, one in own[at]):
        return None, None
    for other in [*range(at - 1, -1, -1), *range(at + 1, len(figures))]:
        first, last = sorted((figures[at].place, figures[other].place))
        held = [(at, one) for at, one in own[other] if one.moment is not None]
        if held and held[0][1].moment == "close" and other < at:
            return "close", None
        if other > at and held and held[0][0] < figures[other].first:
            continue  # it opens the clause of the later figure
        told = [one for _, one in held if one.moment in {*OUT_OF_HOURS, "clock"}]
        words = {setting.scene.word(place) for place in range(first, last)}
        if broken(setting.scene, first, last) or words & {"before", "after", "then"}:
            continue
        if other > at and told and told[0].moment == "clock":
            continue
        if told:
            return told[0].moment, told[0].minutes
    days = any(one.kind not in {"none", "unknown"} for times in own for _, one in times)
    over = _OPENED.search(setting.scene.text)
    outside = None if days or over else setting.carried.outside
    return (outside, None) if outside is not None else (None, None)


def _without(
    setting: Setting, row: Row, at: int, moment: Moment | None, minutes: tuple[int, int] | None
) -> Placement:
    """Return a figure that names no day, with those that it may share."""
    figures, days, backs, placed = row.figures, row.days, row.backs, row.placed
    meanings, dated, span = shared(setting, row, at, moment)
    day = setting.day_of(meanings)
    if day is not None and dated and not backs[at]:
        days[at] = day
    done = tuple(
        replace(one, moment=moment or one.moment, minutes=minutes or one.minutes)
        for one in meanings
    )
    done += _before(figures[at], done)
    tied = bool(placed) and figures[at].first <= placed[-1].figure.last
    back = backs[at] or (tied and placed[-1].back)
    return Placement(figures[at], done, dated, day, span, back)


def _before_today(meaning: Meaning, count: int = 0) -> Meaning:
    """Return a stretch that ends with the session before: "heading into today, up 5%".

    One of so many sessions, "after a two-day rout of 20%", begins a session earlier too.
    """
    first, last = meaning.sessions[0], counted(meaning.sessions[-1], -1)
    if not meaning.is_span or (first >= last and not count):
        return meaning
    first, early = (counted(first, -1), None) if count else (first, meaning.earliest)
    return replace(meaning, sessions=(first, last), earliest=early, running=False)


def _at(
    meaning: Meaning, moment: Moment | None, minutes: tuple[int, int] | None, time: Time
) -> Meaning:
    """Return a meaning with its moment."""
    return replace(
        meaning, moment=moment or time.moment or "session", minutes=minutes or time.minutes
    )
