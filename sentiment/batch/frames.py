"""A table at hand in a notebook, with how each of its rows reads beside it."""

from collections.abc import Iterator, Sequence
from typing import Any

import pandas as pd

from sentiment.batch import processes
from sentiment.errors import DataError
from sentiment.intake import date_columns, placing, written_dates
from sentiment.market import calendar


def score_table(
    frame: pd.DataFrame,
    *,
    text: str | Sequence[str] = "text",
    date: str | None = None,
    about: str | None = None,
    zone: str | None = None,
    day_first: bool | None = None,
    now: pd.Timestamp | None = None,
    workers: int | None = None,
) -> pd.DataFrame:
    """Return a table with its columns kept and each row's reading beside them.

    Parameters
    ----------
    text
        The column that is read, or several: a headline and the text below it.
    date
        The column that says when; then ``session`` tells what each row counts for, NaT where the
        row does not say when.
    zone
        The clock of times that name none.
    day_first
        Whether 03/02/2026 is in February, where the column does not tell.
    now
        Nothing was published after it, which helps to tell the order of dates; by the machine's
        clock if not given.
    workers
        Processes to read in: see :func:`sentiment.score_many`.

    Returns
    -------
    DataFrame
        Index and columns as given, then ``compound``, ``label``, ``n`` sentences, ``low`` and
        ``high`` (95 % interval), ``without_moves``, ``plain`` (VADER of the whole text), and
        ``session``; NaN where nothing was read. Where the table has such a column, the reading's
        is called ``tone_…``.

    Raises
    ------
    KeyError
        If the table has no such column.
    DataError
        If times name no zone and none is given, or nothing tells the order of the dates.

    Examples
    --------
    >>> news = pd.DataFrame({"when": ["2026-01-30"], "headline": ["AMD beats estimates"]})
    >>> read = score_table(news, text="headline", date="when")
    >>> list(read.columns[:4]), read["label"][0], str(read["session"][0].date())
    (['when', 'headline', 'compound', 'label'], 'positive', '2026-01-30')
    """
    columns = [text] if isinstance(text, str) else list(text)
    for name in [*columns, *([date] if date else [])]:
        if name not in frame.columns:
            raise KeyError(f"no column {name!r}; there are {', '.join(map(str, frame.columns))}")
    texts = _texts(frame, columns)
    readings = processes.score_many(texts, about=about, processes=workers)
    read = pd.DataFrame(map(processes.row_of, readings), index=frame.index)
    read[["compound", "label", "plain"]] = read[["compound", "label", "plain"]].where(read["n"] > 0)
    if date is not None:
        until = pd.Timestamp.now(tz="UTC") if now is None else now
        read["session"] = _sessions(frame[date], zone=zone, day_first=day_first, now=until)
    beside = {name: f"tone_{name}" for name in read.columns if name in frame.columns}
    return pd.concat([frame, read.rename(columns=beside)], axis=1)


def _texts(frame: pd.DataFrame, columns: Sequence[str]) -> Iterator[str]:
    """Yield what is read of each row, its parts as paragraphs."""
    for cells in frame[list(columns)].itertuples(index=False):
        parts = (str(cell).strip() for cell in cells if not written_dates.is_blank(cell))
        yield "\n\n".join(dict.fromkeys(parts))


def _sessions(
    dates: "pd.Series[Any]", *, zone: str | None, day_first: bool | None, now: pd.Timestamp
) -> "pd.Series[pd.Timestamp]":
    name = str(dates.name)
    order = date_columns.survey(((cell, None, None) for cell in dates), name=name, now=now)
    order = date_columns.settled(order, day_first)
    if order.open and order.day_first is None:
        fault = f"leaves open whether {order.example} is the day or the month first; say day_first"
        raise DataError(name, fault)
    clock = None if zone is None else written_dates.zone_named(zone)
    if order.unplaced and clock is None:
        raise DataError(name, 'tells times without a zone; say zone="America/New_York", or which')
    days = [_session(cell, order, clock) for cell in dates]
    return pd.Series(pd.DatetimeIndex(days), index=dates.index, name="session")


def _session(cell: object, order: date_columns.Order, clock: str | None) -> pd.Timestamp:
    try:
        moment = date_columns.moment_in(cell, order=order, falls="no")
        return calendar.session_of(placing.placed(moment, otherwise=clock)[0])
    except ValueError:  # it does not tell when, or at no moment that there was
        return pd.NaT  # type: ignore[return-value]
