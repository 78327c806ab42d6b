"""The figures of a sentence as claims, each with the day and the moment that stand with it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

import pandas as pd

from sentiment.claims.amounts import Hedge
from sentiment.claims.changes import Figure, Kind
from sentiment.claims.claim import Claim, Of, Told
from sentiment.claims.days import Day, last_closed, likely_sessions, local_day
from sentiment.claims.moments import Moment, When, read_moment
from sentiment.claims.subjects import Scene, Subject, is_aside, subject_before
from sentiment.claims.vocabulary import FACTORS, word_at
from sentiment.market.calendar import is_session
from sentiment.text.sentences import Sentence
from sentiment.text.tokens import Token


@dataclass(frozen=True, slots=True)
class Placed:
    """The day of a figure, and how the text tells it."""

    day: Day | None
    told: Told


@dataclass(frozen=True, slots=True)
class Reader:
    """A sentence with its days, from which figures become claims."""

    sentence: Sentence
    lowered: str
    scene: Scene
    days: list[Day]
    published: pd.Timestamp
    before: Day | None  # the day that the sentence before was of

    def claims(self, figures: Sequence[Figure]) -> list[Claim]:
        """Return the figures as claims, each with its day and moment."""
        figures = [one for one in figures if not self.abroad(one)]
        own = [self.day(figures, place) for place in range(len(figures))]
        days = [self.placed(figures, own, place) for place in range(len(figures))]
        whens = shared_moments(
            figures, [self.when(figures, place) for place in range(len(figures))]
        )
        built = [
            self.claim(figures, place, day=days[place], when=whens[place])
            for place in range(len(figures))
        ]
        return built + self.factors()

    def abroad(self, figure: Figure) -> bool:
        """Return whether a figure is told of an exchange of another country."""
        tokens = self.scene.tokens
        behind = self.lowered[tokens[figure.last].end :]
        return bool(_ABROAD.match(behind) or _ABROAD_FIRST.match(self.lowered))

    def first(self, figures: Sequence[Figure], place: int) -> int:
        """Return the token at which a figure's own words begin: its subject, if not shared."""
        figure = figures[place]
        before = figures[place - 1].last + 1 if place else 0
        first = min(figure.first, figure.subject.first)
        return first if first >= before else max(before, min(figure.first, figure.amount.first))

    def day(self, figures: Sequence[Figure], place: int) -> Day | None:
        """Return the day that stands with a figure: in it, behind it, or before its subject."""
        tokens, figure = self.scene.tokens, figures[place]
        first = self.first(figures, place)
        inside = self.within(self.begins(first, figure), tokens[figure.last].end)
        found = [self.behind(figure.last), inside, self.ahead(first)]
        held = [day for day in found if day is not None]
        known = [day for day in held if day.kind not in {"unknown", "shut"}]
        return next(iter(known or held), None)

    def begins(self, first: int, figure: Figure) -> int:
        """Return where a figure's words begin, behind any insertion: "AMD, which ...,"."""
        tokens = self.scene.tokens
        commas = [at for at in range(first, figure.first) if tokens[at].text == ","]
        return tokens[commas[-1] if len(commas) > 1 else first].start

    def placed(self, figures: Sequence[Figure], own: Sequence[Day | None], place: int) -> Placed:
        """Return a figure's day: its own, else that of a figure told with it, else a likely one."""
        day = own[place]
        if day is not None and day.kind == "same":
            day = next((one for one in reversed(own[:place]) if one), self.before)
        if day is not None and day.kind == "shut":
            return Placed(day, "by an event")
        if day is not None and day.kind != "unknown":
            return Placed(day, "said")
        shared = told_with(self.scene.tokens, figures, own, place)
        if shared is not None and shared.kind not in {"unknown", "shut"}:
            return Placed(shared, "said")
        if day is not None or shared is not None:
            return Placed(day or shared, "by an event")
        near = [one for one in own[:place] if one] or self.opening()
        return Placed(near[-1], "nearby") if near else Placed(self.before, "not")

    def within(self, start: int, end: int) -> Day | None:
        """Return the last day between two places of the sentence."""
        held = [day for day in self.days if start <= day.start and day.end <= end]
        return held[-1] if held else None

    def behind(self, last: int) -> Day | None:
        """Return the first day behind a token, past words of time and prices only."""
        tokens = self.scene.tokens
        for at in range(last + 1, min(last + 12, len(tokens))):
            if at in self.scene.dated:
                day = next((day for day in self.days if day.end > tokens[at].start), None)
                return self.since(day) if word_at(tokens, at - 1) == "from" else day
            if not (is_aside(self.scene, at) or _passes(tokens, at)):
                return None
        return None

    def since(self, day: Day | None) -> Day | None:
        """Return the span that begins with a day: "from Friday's close"."""
        last = last_closed(self.published)
        if day is not None and day.kind == "span":
            return day
        if day is None or day.kind != "session" or day.first is None or day.first >= last:
            return None
        return replace(day, kind="span", last=last)

    def ahead(self, first: int) -> Day | None:
        """Return the day that leads to a subject: "On Monday, Nvidia shares"."""
        tokens = self.scene.tokens
        at = first - 1
        while at >= 0 and (tokens[at].text in _LEADING_IN or is_aside(self.scene, at)):
            if at in self.scene.dated:
                when = "when" in {word_at(tokens, at + step) for step in (1, 2)}
                if self.follows_figure(at) and not when:
                    return None
                held = [day for day in self.days if day.start <= tokens[at].start]
                return held[-1] if held else None
            at -= 1
        return None

    def follows_figure(self, at: int) -> bool:
        """Return whether a day at a token stands behind an earlier figure, and so is its day."""
        while at >= 0 and at not in self.scene.ended and is_aside(self.scene, at):
            at -= 1
        return at in self.scene.ended

    def opening(self) -> list[Day]:
        """Return the day that the sentence opens with, if it does."""
        return [day for day in self.days[:1] if day.start <= len("on late on ")]

    def when(self, figures: Sequence[Figure], place: int) -> When | None:
        """Return the moment that stands with a figure."""
        tokens, figure = self.scene.tokens, figures[place]
        first, last = self.first(figures, place), figure.last
        beyond = figures[place + 1].first if place + 1 < len(figures) else len(tokens)
        while last + 1 < beyond and (
            is_aside(self.scene, last + 1) or tokens[last + 1].text in _MOMENT_WORDS
        ):
            last += 1
        while (
            first > 0
            and first - 1 not in self.scene.ended
            and (is_aside(self.scene, first - 1) or tokens[first - 1].number is not None)
        ):
            first -= 1
        if figure.undone or figure.amount.hedge == "extreme":
            return When("range")
        return read_moment(self.lowered[tokens[first].start : tokens[last].end])

    def claim(
        self, figures: Sequence[Figure], place: int, *, day: Placed, when: When | None
    ) -> Claim:
        """Return a figure as a claim."""
        tokens, figure = self.scene.tokens, figures[place]
        amount, sign = figure.amount, figure.sign
        first = self.first(figures, place)
        ends = (amount.low, amount.high) if sign >= 0 else (-amount.high, -amount.low)
        span = day.day is not None and day.day.kind == "span"
        if span and when is not None and when.moment in _WITHIN_A_SESSION:
            day, span = Placed(day.day, "by an event"), False  # "in November it opened higher"
        spans = span and day.told == "said" and figure.kind in {"change", "points"}
        return self.built(
            tokens[first].start,
            tokens[figure.last].end,
            subject=figure.subject,
            kind="span" if spans else figure.kind,
            amount=(amount.value * sign if sign else amount.value, *ends),
            hedge=amount.hedge,
            when=when,
            day=day,
        )

    def built(
        self,
        start: int,
        end: int,
        *,
        subject: Subject,
        kind: Kind,
        amount: tuple[float, float, float],
        when: When | None,
        day: Placed,
        hedge: Hedge = "",
        of: Of | None = None,
    ) -> Claim:
        """Return a claim with its sessions."""
        moment = when or When("session")
        sessions, earliest = self.sessions(day, kind=kind, moment=moment.moment)
        base = self.sentence.start
        return Claim(
            text=self.sentence.text[start:end],
            start=base + start,
            end=base + end,
            sentence=self.sentence.text,
            company=subject.company,
            symbol=subject.symbol,
            proxy=subject.proxy,
            kind=kind,
            amount=amount[0],
            low=amount[1],
            high=amount[2],
            hedge=hedge,
            moment="longer" if kind == "span" else moment.moment,
            minutes=moment.minutes if kind != "span" else None,
            sessions=sessions,
            earliest=earliest,
            told=day.told,
            of=of,
            published=self.published,
        )

    def sessions(
        self, placed: Placed, *, kind: Kind, moment: Moment
    ) -> tuple[tuple[pd.Timestamp, ...], pd.Timestamp | None]:
        """Return the sessions a claim can mean, and a span's earliest close."""
        day = placed.day
        if placed.told != "said" or day is None or day.first is None or day.last is None:
            return self._likely(day, moment), None
        if day.kind != "span":
            return (day.first,), None
        if kind == "span":
            return (day.first, day.last), day.earliest
        if day.words.startswith("since "):  # "since 28 October, when they closed at"
            return (day.first,), None
        return ((day.last,) if moment == "close" else ()), None

    def _likely(self, day: Day | None, moment: Moment) -> tuple[pd.Timestamp, ...]:
        """Return the sessions that a claim without a day can mean, the nearest told one first."""
        if day is not None and day.kind == "shut":
            return ()
        likely = likely_sessions(self.published)
        if moment == "close":
            likely = (last_closed(self.published),)
        if moment == "pre-market" and is_session(local_day(self.published)):
            likely = (local_day(self.published),)
        if day is None or day.kind != "session" or day.first is None:
            return likely
        return (day.first, *(one for one in likely if one != day.first))

    def factors(self) -> list[Claim]:
        """Return what halved or doubled."""
        found = []
        tokens = self.scene.tokens
        for place, token in enumerate(tokens):
            if token.text not in FACTORS or word_at(tokens, place + 1) in _OBJECTS:
                continue
            subject = subject_before(self.scene, place)
            day = self.behind(place) or (self.ahead(subject.first) if subject else None)
            if subject is None or subject.bare or day is None:
                continue
            value = FACTORS[token.text]
            # "Doubled" is said of anything short of tripled.
            low, high = (-0.62, -0.45) if value < 0 else (0.85 * value, value + 0.9)
            found.append(
                self.built(
                    tokens[subject.first].start,
                    token.end,
                    subject=subject,
                    kind="span" if day.kind == "span" else "change",
                    amount=(value, low, high),
                    when=None,
                    day=Placed(day, "by an event" if day.kind == "unknown" else "said"),
                    hedge="about",
                )
            )
        return found


_PLACES = r"(?:frankfurt|xetra|london|paris|tokyo|taipei|taiwan|hong kong|seoul|shanghai|europe)"
_ABROAD = re.compile(rf"(?: on \w+)?,? (?:in|on|at) (?:the )?{_PLACES}\b")
_ABROAD_FIRST = re.compile(rf"in {_PLACES}(?: trading)?(?: on \w+)?, ")
_WITHIN_A_SESSION = frozenset({"open", "clock", "range", "pre-market", "after hours"})
_LEADING_IN = frozenset({",", "the", "a", "when"})
_MOMENT_WORDS = frozenset("the p.m a.m bell open close before after until".split())
_OBJECTS = frozenset("its the their down in".split())
_PASSING = frozenset(
    "share per apiece each a or $ percent about us of its their value at the close open"
    " bell".split()
)


def _passes(tokens: Sequence[Token], at: int) -> bool:
    """Return whether a day may stand behind this token and still belong to the figure before."""
    token = tokens[at]
    if token.text == ",":  # "down 2%, at 3 p.m. on Monday"
        return word_at(tokens, at + 1) in {"at", "on", "by"}
    if token.number is not None:
        return token.unit == "$" or (
            token.unit == "%" and word_at(tokens, at - 1) in {"or", "(", "about"}
        )
    return token.text in _PASSING


def told_with(
    tokens: Sequence[Token], figures: Sequence[Figure], own: Sequence[Day | None], place: int
) -> Day | None:
    """Return the day of a figure that is told in one breath with this one."""
    figure = figures[place]
    later = _told_behind(figures, own, place)
    if later is not None and not figure.tied:
        return later
    for before in range(place - 1, -1, -1):
        if own[before] is None:
            continue
        tied = all(one.tied for one in figures[before + 1 : place + 1])
        chained = _goes_on(tokens, figures[before], figure)
        return own[before] if tied or chained else later
    return later


def _told_behind(figures: Sequence[Figure], own: Sequence[Day | None], place: int) -> Day | None:
    """Return the day of what a figure came to: "fell 2.9% to $185.61 on Monday"."""
    for later in range(place + 1, len(figures)):
        same = figures[later].subject.company == figures[place].subject.company
        if not (figures[later].tied and same):
            return None
        if own[later] is not None:
            return own[later]
    return None


def _goes_on(tokens: Sequence[Token], before: Figure, figure: Figure) -> bool:
    """Return whether a figure goes on with the day of one before: "and closed at".

    What a relative clause told is over ("which fell on Friday, dropped"), and so is what the
    present tense follows ("and is up 40%").
    """
    now = word_at(tokens, figure.first - 1) in {"is", "are", "has", "have", "now"}
    told = range(before.subject.first, before.first)
    aside = any(tokens[at].text in {"which", "whose", "that"} for at in told)
    return figure.subject is before.subject and not now and not aside


def shared_moments(figures: Sequence[Figure], whens: Sequence[When | None]) -> list[When | None]:
    """Return the moments, given on between the figures that are told in one breath."""
    shared = list(whens)
    for place, figure in enumerate(figures[1:], 1):
        same = figures[place - 1].subject.company == figure.subject.company
        own, before = shared[place], shared[place - 1]
        aside = (
            figure.tied == "behind" and before is not None and before.moment in {"open", "close"}
        )
        if same and ((figure.tied and own is None) or (aside and own and own.moment == "clock")):
            shared[place] = before
        if figure.tied == "before" and same and shared[place - 1] is None:
            shared[place - 1] = shared[place]
    return shared
