"""Announcements, each on its session, and the price figures that were reported around them."""

from pathlib import Path
from typing import Literal, get_args

import pandas as pd

from sentiment.market import calendar, sessions, tables
from sentiment.market.sessions import Sessions
from sentiment.market.shares import Share, by_form
from sentiment.market.tickers import symbol_of

# How well the instant is known: to the minute; to about the hour; or the day and its side of the
# session alone, with the instant placed at 08:00, 12:00 or 17:00 New York time.
Known = Literal["exact", "about", "day"]
Moment = Literal[
    "previous close",
    "pre-market",
    "open",
    "late morning",
    "afternoon",
    "session",
    "low",
    "high",
    "close",
    "after hours",
]
EVENT = ["instant", "instant_known", "session", "title", "summary", "symbols", "why"]
Side = Literal["before open", "in session", "after close"]
RESULT = ("at", "quarter", "known")  # what is told of results beside symbol and day
FIGURE = ["event", "symbol", "moment", "change", "level", "said", "source_note"]


# Longer than most: a fault after the other.
def read_events(path: Path | str) -> pd.DataFrame:
    """Return the announcements of a CSV file, oldest first.

    Parameters
    ----------
    path
        Columns ``key``, ``instant`` (ISO 8601 with an offset), ``instant_known`` ("exact",
        "about" or "day"), ``title``, ``summary`` and ``symbols`` (tickers set apart by spaces,
        the main one first); ``session``, if given, is checked.

    Returns
    -------
    DataFrame
        Index ``key``; those columns with ``instant`` in New York time, ``session``, the first
        whose close could reflect the news, and ``why``, a sentence on how that follows.

    Raises
    ------
    DataError
        If a column is missing or a row cannot be true.
    """
    path = Path(path)
    rows = tables.text_rows(path, needed=["key", *EVENT[:2], *EVENT[3:6]])
    tables.refuse(
        path,
        rows,
        faults={
            "a key is missing": rows["key"] == "",
            "two announcements have one key": rows.duplicated("key"),
            "a title, summary or symbol is missing": (rows[EVENT[3:6]] == "").any(axis=1),
            f"instant_known is none of {', '.join(get_args(Known))}": ~rows["instant_known"].isin(
                get_args(Known)
            ),
            "the instant is not ISO 8601 with an offset": ~rows["instant"].str.fullmatch(_INSTANT),
        },
    )
    instants = _dates(path, rows, column="instant").dt.tz_convert(calendar.NEW_YORK)
    placed = instants.map(calendar.session_of)
    tables.refuse(
        path,
        rows,
        faults={
            "the announcements are not in order": instants.diff() < pd.Timedelta(0),
            "the session is not the one that its instant counts for": _given_session(path, rows)
            .fillna(placed)
            .ne(placed),
        },
    )
    whys = instants.map(why_session)
    events = rows.assign(instant=instants, session=placed, why=whys)
    return events.set_index("key")[EVENT]


def read_figures(path: Path | str) -> pd.DataFrame:
    """Return the reported price figures of a CSV file, in its order.

    Parameters
    ----------
    path
        Columns ``event`` (an announcement's key), ``symbol``, ``moment`` (what the figure says
        it is of: see ``Moment``), ``change`` (a decimal against the previous close) or ``level``
        (US dollars per share), ``said`` and ``source_note``.

    Raises
    ------
    DataError
        If a column is missing or a row cannot be true.
    """
    path = Path(path)
    rows = tables.text_rows(path, needed=FIGURE)
    figures = rows.assign(
        change=pd.to_numeric(rows["change"], errors="coerce"),
        level=pd.to_numeric(rows["level"], errors="coerce"),
    )
    tables.refuse(
        path,
        rows,
        faults={
            "an event, symbol or wording is missing": (rows[["event", "symbol", "said"]] == "").any(
                axis=1
            ),
            f"the moment is none of {', '.join(get_args(Moment))}": ~rows["moment"].isin(
                get_args(Moment)
            ),
            "a change or level is not a number": (
                figures["change"].isna().ne(rows["change"] == "")
                | figures["level"].isna().ne(rows["level"] == "")
            ),
            "a figure needs a change or a level, not both": figures["change"]
            .isna()
            .eq(figures["level"].isna()),
            "a change is -100 % or less": figures["change"] <= -1,
            "a level is not positive": figures["level"] <= 0,
        },
    )
    return figures[FIGURE]


def read_results(path: Path | str) -> pd.DataFrame:
    """Return the dates on which companies published results, from a CSV file.

    Parameters
    ----------
    path
        Columns ``symbol`` and ``released`` (the day of publication, by the exchange's clock); if
        given, ``at`` ("before open", "in session", or "after close", which is meant where it is
        empty), ``quarter`` ("Q3 FY2026") and ``known`` (how well, in words).

    Returns
    -------
    DataFrame
        Those columns and ``session``, the first of the share's exchange whose close could reflect
        the results.

    Raises
    ------
    DataError
        If a column is missing or a row cannot be true.
    """
    path = Path(path)
    dates = tables.text_rows(path, needed=["symbol", "released"])
    rows = dates.assign(**{name: "" for name in RESULT if name not in dates.columns})
    rows = rows.assign(at=rows["at"].replace("", "after close"))
    symbols = [symbol_of(symbol) for symbol in rows["symbol"]]
    tables.refuse(
        path,
        rows,
        faults={
            "a symbol is no ticker": pd.Series([one is None for one in symbols], rows.index, bool),
            "a day of publication is missing": rows["released"] == "",
            f"at is none of {', '.join(get_args(Side))}": ~rows["at"].isin(get_args(Side)),
        },
    )
    released = _dates(path, rows, column="released").dt.tz_localize(None).dt.normalize()
    rows = rows.assign(symbol=pd.Series(symbols, rows.index, dtype="str"), released=released)
    shut = ~pd.Series([*map(_is_open, rows["symbol"], released)], rows.index, bool)
    tables.refuse(path, rows, faults={"the exchange was shut that day": shut})
    return rows.assign(session=result_sessions(rows))


def result_sessions(rows: pd.DataFrame) -> "pd.Series[pd.Timestamp]":
    """Return the first session of each share's exchange whose close could reflect its results."""
    placed = [
        _result_session(sessions.of_share(by_form(symbol)), released, at)
        for symbol, released, at in zip(rows["symbol"], rows["released"], rows["at"], strict=True)
    ]
    return pd.Series(placed, rows.index, dtype="datetime64[ns]", name="session")


def _result_session(exchange: Sessions, released: pd.Timestamp, at: str) -> pd.Timestamp:
    if at == "after close" or not exchange.is_session(released):
        return exchange.following(released)
    return released


def _is_open(symbol: str, day: pd.Timestamp) -> bool:
    """Return whether a share's exchange may have been open on a day."""
    exchange = sessions.of_share(by_form(symbol))
    return not exchange.are_known(day, day) or exchange.is_session(day)


def naming(events: pd.DataFrame, symbol: str) -> "pd.Series[bool]":
    """Return which announcements name a share among their symbols."""
    return events["symbols"].map(lambda told: symbol in str(told).split()).astype(bool)


def on_sessions_of(events: pd.DataFrame, share: Share) -> pd.DataFrame:
    """Return announcements on the sessions of a share's own exchange, each with the reason.

    A session is the first whose close could reflect the news there, which may be another than in
    New York.
    """
    if share.calendar == sessions.NEW_YORK:
        return events
    exchange = sessions.of_share(share)
    local = events["instant"].dt.tz_convert(calendar.NEW_YORK).dt.tz_localize(None)
    # a day without an hour stands as its midnight in New York, which is the next day in Sydney
    alone = events["instant_known"].eq("day") & (local == local.dt.normalize())
    placed = exchange.sessions_for(events["instant"])
    placed = placed.mask(alone, exchange.sessions_for_days(local.dt.normalize()))
    whys = [
        f"{_spoken(day.normalize())}, hour not known: it counts for {_spoken(session)}."
        if untimed
        else _why_abroad(instant, session, exchange)
        for instant, session, day, untimed in zip(
            events["instant"], placed, local, alone, strict=True
        )
    ]
    return events.assign(session=placed, why=pd.Series(whys, events.index, dtype="str"))


def on_held_sessions(events: pd.DataFrame, bars: pd.DataFrame) -> pd.DataFrame:
    """Return announcements on the next session with a bar, where their own fell out.

    That happens where two exchanges are compared on the sessions they share; else they stay.
    """
    if bars.attrs.get("calendar") != sessions.EVERY_DAY or bars.empty:
        return events
    days = pd.DatetimeIndex(bars.index)
    inside = events["session"].between(days[0], days[-1])
    following = days[days.searchsorted(events.loc[inside, "session"])]
    return events.assign(
        session=events["session"].where(~inside, pd.Series(following, events.index[inside]))
    )


def _why_abroad(instant: pd.Timestamp, session: pd.Timestamp, exchange: Sessions) -> str:
    """Return in a sentence which session of another exchange news of *instant* counts for."""
    local, close = instant.tz_convert(exchange.zone), exchange.close_of(session)
    return (
        f"{_spoken(exchange.day_of(instant))}, {local:%H:%M %Z}: it counts for {_spoken(session)}, "
        f"whose close at {close:%H:%M %Z} is the first after it."
    )


def why_session(instant: pd.Timestamp) -> str:
    """Return in a sentence why news of *instant* counts for its session.

    Examples
    --------
    >>> why_session(pd.Timestamp("2026-01-31 12:00", tz="America/New_York"))
    'Saturday 31 January: the exchange is shut; the next session is Monday 2 February.'
    >>> why_session(pd.Timestamp("2025-12-24 14:30", tz="America/New_York"))
    'Wednesday 24 December, after the early close at 13:00: the next session is Friday 26 December.'
    >>> why_session(pd.Timestamp("2026-02-02 11:00", tz="America/New_York"))
    'Monday 2 February, while the exchange is open: it counts for that session.'
    """
    session = calendar.session_of(instant)
    local = instant.tz_convert(calendar.NEW_YORK)
    day = local.tz_localize(None).normalize()
    elsewhere = instant.utcoffset() != local.utcoffset()
    spoken = _spoken(day) + (" in New York" if elsewhere else "")
    following = f"the next session is {_spoken(session)}"
    if not calendar.is_session(day):
        return f"{spoken}: the exchange is shut; {following}."
    if local < calendar.open_of(day):
        return f"{spoken}, before the open at 09:30: it counts for that session."
    close = calendar.close_of(day)
    if local < close:
        return f"{spoken}, while the exchange is open: it counts for that session."
    side = "at" if local == close else "after"
    early = "early " if close.hour < 16 else ""
    return f"{spoken}, {side} the {early}close at {close:%H:%M}: {following}."


# A date with a clock time and an offset, which pandas would otherwise do without.
_INSTANT = r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d)?(Z|[+-]\d\d:?\d\d)"


def _spoken(day: pd.Timestamp) -> str:
    """Return a day as it is said: Monday 2 February."""
    return f"{day:%A} {day.day} {day:%B}"


def _dates(path: Path, rows: pd.DataFrame, *, column: str) -> "pd.Series[pd.Timestamp]":
    """Return a column of ISO dates or instants in UTC; what is left empty is NaT."""
    read = pd.to_datetime(rows[column], errors="coerce", utc=True, format="ISO8601")
    first, last = (pd.Timestamp(day, tz="UTC") for day in (calendar.FIRST_NEWS, calendar.LAST_NEWS))
    tables.refuse(
        path,
        rows,
        faults={
            f"{column} is not a date": read.isna() & (rows[column] != ""),
            f"{column} is beyond the exchange's calendar": read.notna()
            & ~read.between(first, last),
        },
    )
    return read.dt.as_unit("ns")


def _given_session(path: Path, rows: pd.DataFrame) -> "pd.Series[pd.Timestamp]":
    """Return the sessions that the file gives, NaT where it gives none."""
    given = rows if "session" in rows.columns else rows.assign(session="")
    return _dates(path, given, column="session").dt.tz_localize(None)
