"""What the times of a figure mean: the day or stretch, and those that the words leave open."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

import pandas as pd

from sentiment.claims.claim import Meaning
from sentiment.claims.dates import Time, counted, last_closed, local_day, open_session
from sentiment.claims.figure import Figure
from sentiment.claims.placements import Context, Placement
from sentiment.claims.references import Reference
from sentiment.claims.scene import Scene
from sentiment.claims.stretches import period_before
from sentiment.market import calendar

NAMED, SHARED, CARRIED, TAKEN = (
    "the words name it", "told beside it", "carried from the sentences before",
    "taken for it: the words name no day",
)  # fmt: skip
_NONE, _WEEK = pd.Timedelta(0), pd.Timedelta(days=7)
_PRIOR = re.compile(r"\b(?:prior|previous|preceding)\b")

_PART = re.compile(r"^(?!since\b|from\b).*\b(?:early|mid|late)\b")  # no edge of it is told

_PERIOD = re.compile(
    r"\b(?:(?:over|in|for|on|during) the (?P<the>week|month|quarter|year)"
    r"|\bthe (?P<own>week|month|quarter|year)(?:['’]s)?"
    r"|(?P<every>week|month|quarter|year)ly)$"
)
_ROLLING = re.compile(r"\b(?:past|last|previous|trailing|prior)\b")
_LAST = re.compile(r"\bthe (?:last|previous|prior) (week|month|quarter|year)$")
# Sessions into a period in which "the month" may well be the one that is over.
_FRESH = {"week": 1, "month": 4, "quarter": 5, "year": 5}
_LENGTHS = {
    "week": range(3, 9), "month": range(26, 36), "quarter": range(85, 97), "year": range(355, 371),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Row:
    """The figures of a sentence while they are placed, each with its own times and day."""

    figures: Sequence[Figure]
    own: Sequence[Sequence[tuple[int, Time]]]
    days: list[pd.Timestamp | None]
    backs: Sequence[bool]
    placed: list[Placement]


@dataclass(frozen=True)
class Setting:
    """A sentence, and what the text before it leaves, for what its times mean."""

    scene: Scene
    carried: Context
    known: pd.Timestamp

    def anchor(self, days: Sequence[pd.Timestamp | None], at: int) -> pd.Timestamp:
        """Return the day from which "the day before" is counted for a figure."""
        earlier = [day for day in reversed(days[:at]) if day is not None]
        later = [day for day in days[at + 1 :] if day is not None]
        near = [*earlier, *later]
        if near:
            return near[0]
        if self.carried.day is not None and not self.is_live():
            return self.carried.day
        return self.default()

    def is_live(self) -> bool:
        """Return whether a sentence tells of the session that is open, by its time of day."""
        clock = any(one.moment == "clock" for _, one in self.scene.times)
        return clock and open_session(self.known) is not None

    def default(self) -> pd.Timestamp:
        """Return the session that a text without a day is likely of."""
        return open_session(self.known) or last_closed(self.known)

    def meant(self, time: Time, row: Row, at: int) -> tuple[Meaning, ...]:
        """Return what a time of a figure's own means."""
        days, figure = row.days, row.figures[at]
        if time.kind in {"shut", "unknown"} or self._is_long_past(time):
            return ()
        if time.kind == "relative":
            return self._counted_from(time, row, at)
        if time.kind == "spoken":
            if time.leads and not any(days[:at]):
                named = [
                    one.first for _, one in self.scene.times
                    if one.start < time.start and one.kind == "day"
                ]  # fmt: skip
                last = named[-1] if named else self.carried.last
                return () if last is None else (Meaning((last,), CARRIED, True),)
            return self.spoken(days, at)
        if time.kind == "then":
            start = self.anchor(days, at)
            return self.since(start)
        if time.kind == "same":
            before = [
                one for place, one in self.scene.times
                if place < figure.place and one.kind == "span"
            ]  # fmt: skip
            span = before[-1] if before else self.carried.span
            return self.stretch(span) if span else ()
        if time.is_span:
            if figure.kind in {"level", "points"}:
                met = "reached" in figure.traits and figure.moment == "range"
                if met and time.first is not None and time.last is not None:
                    return (replace(self.stretch(time)[0], peak="high"),)
                if {"close", "noun"} <= figure.traits and time.first is not None:
                    return (replace(self.stretch(time)[0], peak="high close"),)
                return self.at_end(time)
            if _PART.search(self.scene.text[time.start : time.end].lower()):
                return tuple(replace(one, stated=False) for one in self.stretch(time))
            beside = (*self._just_over(time), *self._until_yesterday(time))
            return (*self.led_up(time, row, at), *self.stretch(time), *beside)
        return self._of_day(time, figure)

    def _of_day(self, time: Time, figure: Figure) -> tuple[Meaning, ...]:
        """Return what a named day means: before it opens, a price is that of the close before."""
        assert time.first is not None  # noqa: S101
        day = Meaning((time.first,), NAMED, time.earliest is None)
        if time.earliest is not None:
            return (day, replace(day, sessions=(time.earliest,)))
        ahead = time.first == calendar.session_of(self.known) and open_session(self.known) is None
        if figure.kind == "level" and ahead:
            return (day, replace(day, sessions=(counted(time.first, -1),), stated=False))
        return (day,)

    def _counted_from(self, time: Time, row: Row, at: int) -> tuple[Meaning, ...]:
        """Return "the day before": of the day spoken of, and before the close also of today."""
        days = row.days
        skipped = {at} | {place for place in range(len(days)) if row.backs[place]}
        skipped = skipped if time.shift < 0 else {at}
        others = [None if place in skipped else day for place, day in enumerate(days)]
        told = Meaning((counted(self.anchor(others, at), time.shift),), NAMED, True)
        today, last = calendar.session_of(self.known), self.carried.day
        if time.shift == -1 and not any(others) and last == last_closed(self.known):
            return (told, Meaning((last,), NAMED, True))  # said a day later, it is that day itself
        ahead = today == local_day(self.known)
        if any(others) or not ahead or self.carried.day == today:
            return (told,)
        now = Meaning((counted(today, time.shift),), NAMED, True)
        return (told,) if told.sessions == now.sessions else (told, now)

    def _is_long_past(self, time: Time) -> bool:
        """Return whether "that Friday" is none of the week after the day last named."""
        if not self.scene.text[: time.start].lower().endswith("that ") or time.kind != "day":
            return False
        last, first = self.carried.last, time.first
        return last is None or first is None or not _WEEK > first - last >= _NONE

    def led_up(self, time: Time, row: Row, at: int) -> tuple[Meaning, ...]:
        """Return the sessions up to the day told: "up 13%, after losing 17% in the prior three".

        They end before that day, of which the other reading, up to now, makes the last.
        """
        words = self.scene.text[time.start : time.end].lower()
        if not time.count or not _PRIOR.search(words):
            return ()
        others = [None if place == at else day for place, day in enumerate(row.days)]
        end = counted(self.anchor(others, at), -1)
        first = counted(end, -time.count)
        return (Meaning((first, end), SHARED, True, earliest=first),)

    def period_before(self, time: Time) -> Time:
        """Return the month that was named for "the month", and so of weeks, quarters and years."""
        unit = self.unit_of(time)
        named = [one for _, one in self.scene.times if one.start < time.start and one.first]
        for one in reversed([self.carried.span, *named]):
            if not unit or one is None or one.first is None or one.last is None:
                continue
            if (one.last - one.first).days in _LENGTHS[unit]:
                return replace(one, start=time.start, end=time.end, moment=time.moment)
        return time

    def unit_of(self, time: Time) -> str:
        """Return "month" for "the month" and "monthly", "" for a time that says which it is."""
        found = _PERIOD.search(self.scene.text[time.start : time.end].lower())
        return (found["the"] or found["own"] or found["every"]) if found else ""

    def _just_over(self, time: Time) -> tuple[Meaning, ...]:
        """Return the period that is over, where "the month" has only begun: it may be meant.

        "The previous month" may be that of the calendar too, and not the last thirty days.
        """
        if found := _LAST.search(self.scene.text[time.start : time.end].lower()):
            return self.stretch(period_before(time, found[1], known=self.known))
        unit = self.unit_of(time)
        if not unit or not time.running or time.first is None or time.last is None:
            return ()
        if counted(time.last, -_FRESH[unit]) > time.first:
            return ()
        return self.stretch(period_before(time, unit, known=self.known))

    def _until_yesterday(self, time: Time) -> tuple[Meaning, ...]:
        """Return "the past month" as it stood the evening before, as many a recap counts it."""
        loose = time.first is not None and time.earliest not in {None, time.first}
        if not (loose and time.running) or time.count or time.first is None or time.last is None:
            return ()
        first, last = counted(time.first, -1), counted(time.last, -1)
        rolling = _ROLLING.search(self.scene.text[time.start : time.end].lower())
        return (Meaning((first, last), NAMED, True, earliest=time.earliest),) if rolling else ()

    def at_end(self, time: Time) -> tuple[Meaning, ...]:
        """Return the last session of a stretch, at which a level told with it stands."""
        if time.last is None:
            return ()
        if time.running and open_session(self.known) is not None:
            return (
                Meaning((self.default(),), SHARED, False),
                Meaning((time.last,), SHARED, False),
            )
        return (Meaning((time.last,), SHARED, True),)

    def spoken(self, days: Sequence[pd.Timestamp | None], at: int) -> tuple[Meaning, ...]:
        """Return what "for the day" means: the day last spoken of; today while it is going on."""
        near = [day for place, day in enumerate(days) if day is not None and place != at]
        earlier = [day for day in reversed(days[:at]) if day is not None]
        if earlier or (near and self.carried.day is None):
            return (Meaning(((earlier or near)[0],), SHARED, True),)
        today = open_session(self.known)
        if today is not None and self.is_live():
            return (Meaning((today,), CARRIED, True),)
        held = [day for day in (today, self.carried.day) if day is not None]
        held = list(dict.fromkeys([*held, last_closed(self.known)]))
        return tuple(Meaning((day,), CARRIED, len(held) == 1) for day in held)

    def since(self, start: pd.Timestamp) -> tuple[Meaning, ...]:
        """Return the stretch from the close of a day to now."""
        last = last_closed(self.known)
        if start >= last:
            return ()
        return (Meaning((start, last), NAMED, True, earliest=start, running=True),)

    def stretch(self, time: Time) -> tuple[Meaning, ...]:
        """Return a stretch as a meaning."""
        if time.first is None or time.last is None:
            return ()
        return (
            Meaning(
                (time.first, time.last), NAMED, True, earliest=time.earliest, running=time.running
            ),
        )

    def day_of(self, meanings: Sequence[Meaning]) -> pd.Timestamp | None:
        """Return the one session that is meant, if it is one."""
        days = [one.sessions[0] for one in meanings if not one.is_span and one.sessions]
        return days[0] if len(days) == 1 else None

    def distance_of(self, reference: Reference, row: Row, at: int) -> tuple[Meaning, ...] | None:
        """Return the stretch from a record or past close to the figure's own day."""
        times, days = row.own[at], row.days
        told = [one for place, one in times if place not in reference.places and one.kind == "day"]
        near = [day for place, day in enumerate(days) if day is not None and place != at]
        held = told[0].first if told else near[0] if near else None
        main = held or self.carried.day or self.default()
        if reference.relative:
            return (
                Meaning(
                    (main,), NAMED, held is not None or self.carried.day is not None, "session"
                ),
            )
        end = held if told and held is not None else last_closed(self.known)
        if reference.day is not None:
            following = calendar.next_session(reference.day)
            one_day = following == main and following <= self.default()
            day = (Meaning((main,), NAMED, True),) if one_day else ()
            if held is not None and day:
                return day
            if reference.day >= end:
                return day or None
            beside = held if held is not None and held > reference.day else end
            return day + tuple(
                Meaning(
                    (reference.day, one), NAMED, True, earliest=reference.day,
                    running=not told, peak=reference.of, level=reference.level,
                )
                for one in dict.fromkeys((end, beside))
            )  # fmt: skip
        first = (
            reference.first if reference.first is not None else pd.Timestamp(calendar.FIRST_NEWS)
        )
        if reference.last is not None and reference.last <= first:
            return None
        until = min(reference.last or end, end)
        return (
            Meaning(
                (until, end), NAMED, reference.first is not None or reference.level is not None,
                earliest=first, running=not told, peak=reference.of or "high close",
                level=reference.level,
            ),
        )  # fmt: skip

    def record_level(self) -> tuple[Meaning, ...]:
        """Return any session before now, for a record close without its day."""
        first, last = pd.Timestamp(calendar.FIRST_NEWS), last_closed(self.known)
        return (Meaning((last, last), NAMED, False, earliest=first, peak="high close"),)

    def over_streak(self, streak: Placement) -> tuple[Meaning, ...]:
        """Return the sessions of a streak, or the last of them alone."""
        if streak.day is None and not streak.meanings:
            return ()
        end = streak.day or streak.meanings[0].sessions[0]
        first = counted(end, -int(streak.figure.amount.value))
        before = counted(end, -1)
        early = counted(before, -int(streak.figure.amount.value))
        return (
            Meaning((first, end), SHARED, True, earliest=first),
            Meaning((end,), SHARED, True),
            Meaning((early, before), SHARED, True, earliest=early),
        )
