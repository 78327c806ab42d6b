"""A row's day and clock to the instant they were, by the zone that is told nearest to them."""

from datetime import datetime

import pandas as pd

from sentiment.errors import DataError
from sentiment.intake import bylines, date_columns, written_dates
from sentiment.intake.date_columns import Moment
from sentiment.market import calendar

_MENDED = "say which clock it goes by, such as New York's"


def placed(
    moment: Moment, *, own: str = "", otherwise: str | None = None
) -> tuple[pd.Timestamp, str]:
    """Return the instant of a moment, and the zone whose clock tells it.

    A day without a time of day is its first moment in New York: it counts for that day's session.

    Parameters
    ----------
    own
        The zone that the row tells in a column of its own; "" where it tells none.
    otherwise
        The zone of moments that name none.

    Raises
    ------
    ValueError
        With the reason and what would mend it, where the moment cannot be placed.
    """
    zone = written_dates.zone_named(own) if own else None
    if own and zone is None:
        raise ValueError(f"its zone cannot be told: {own[:60]}; write one such as Europe/London")
    if moment.clock is None:
        return _midnight(pd.Timestamp(moment.day)), calendar.NEW_YORK.key
    if moment.instant is not None:
        return moment.instant, zone or moment.zone or _zone_of(moment.instant)
    instant = _on_a_clock(moment, zone or otherwise)
    return instant.tz_convert(zone or _zone_of(instant)), zone or _zone_of(instant)


def _on_a_clock(moment: Moment, otherwise: str | None) -> pd.Timestamp:
    told = moment.zone
    if told is not None and told.startswith("?"):
        if otherwise is None:
            raise ValueError(f"several places call their clock so: {told[1:]}; {_MENDED}")
        told = None
    zone = told or otherwise
    if zone is None:
        raise ValueError(f"its time names no zone; {_MENDED}")
    shown = datetime.combine(moment.day, moment.clock or date_columns.MIDNIGHT)
    try:
        return bylines.placed(shown, f"UTC{zone}" if zone[0] in "+-" else zone)
    except DataError as error:
        raise ValueError(f"its time is none: {error.source}; {error.fault}") from error


def _zone_of(instant: pd.Timestamp) -> str:
    """Return the zone of an instant; of an offset alone New York if it fits, else UTC."""
    name = str(instant.tz)
    if "/" in name:
        return name
    fits = instant.tz_convert(calendar.NEW_YORK).utcoffset() == instant.utcoffset()
    return calendar.NEW_YORK.key if fits else "UTC"


def _midnight(day: pd.Timestamp) -> pd.Timestamp:
    if not pd.Timestamp(calendar.FIRST_NEWS) <= day <= pd.Timestamp(calendar.LAST_NEWS):
        raise ValueError(f"it cannot have been published then: {day:%Y-%m-%d}; mend its date")
    return day.tz_localize(calendar.NEW_YORK)
