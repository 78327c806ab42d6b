"""The bars that a library keeps: of days and of minutes."""

from zoneinfo import ZoneInfo

import pandas as pd
import sqlalchemy as sql

from sentiment.library import schema
from sentiment.library.database import insert
from sentiment.library.schema import BAR, DAILY, count, records, utc
from sentiment.library.store import Store
from sentiment.market import calendar

LATEST = pd.Timedelta(hours=12)  # that an answer asked for can come late; in truth it is minutes


class Bars:
    """The daily bars of a library."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def save(
        self, symbol: str, bars: pd.DataFrame, *, fetched_at: pd.Timestamp, replace: bool = False
    ) -> None:
        """Keep daily bars, over those of the same sessions unless these were fetched later.

        With *replace*, every bar held of the symbol goes: a restated history is kept as a whole.
        Bars that seem to come from long after *fetched_at* were fetched by a clock that was wrong.
        """
        rows = records(bars.reset_index(names="session")[["session", *DAILY]])
        for row in rows:
            row.update(symbol=symbol, session=row["session"].date(), fetched_at=utc(fetched_at))
        with self._store.connection(writes=True) as connection:
            if replace:
                connection.execute(schema.bars.delete().where(schema.bars.c.symbol == symbol))
            if rows:
                statement = insert(connection, schema.bars)
                new = statement.excluded
                upsert = statement.on_conflict_do_update(
                    index_elements=["symbol", "session"],
                    set_={name: new[name] for name in (*DAILY, "fetched_at")},
                    where=(new.fetched_at >= schema.bars.c.fetched_at)
                    | (schema.bars.c.fetched_at > utc(fetched_at + LATEST)),
                )
                connection.execute(upsert, rows)
            count(connection, _counter_of(symbol))

    def of(self, symbol: str) -> pd.DataFrame | None:
        """Return a symbol's daily bars; None where none are held."""
        query = sql.select(schema.bars.c.session, *(schema.bars.c[name] for name in DAILY))
        rows = self._store.rows(
            query.where(schema.bars.c.symbol == symbol).order_by(schema.bars.c.session)
        )
        if not rows:
            return None
        bars = pd.DataFrame(rows, columns=["session", *DAILY])
        bars["session"] = pd.to_datetime(bars["session"]).dt.as_unit("ns")
        kinds = dict.fromkeys(DAILY, "float64") | {"partial": "bool"}
        return bars.astype(kinds).set_index("session")

    def symbols(self) -> list[str]:
        """Return the symbols that daily bars are kept of."""
        return sorted(
            str(row[0]) for row in self._store.rows(sql.select(schema.bars.c.symbol).distinct())
        )

    def version(self, symbol: str) -> int:
        """Return a number that changes whenever a bar of the symbol does, in any process."""
        return self._store.version(_counter_of(symbol))


class IntradayBars:
    """The bars of minutes of a library."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def save(self, symbol: str, bars: pd.DataFrame, *, interval: str) -> None:
        """Keep intraday bars, over those that start at the same instants."""
        rows = records(bars.reset_index(names="start")[["start", *BAR]])
        for row in rows:
            row.update(symbol=symbol, interval=interval, start=utc(row["start"]))
        if not rows:
            return
        with self._store.connection(writes=True) as connection:
            statement = insert(connection, schema.intraday)
            upsert = statement.on_conflict_do_update(
                index_elements=["symbol", "interval", "start"],
                set_={name: statement.excluded[name] for name in BAR},
            )
            connection.execute(upsert, rows)
            count(connection, _minutes_of(symbol))

    def of(
        self,
        symbol: str,
        *,
        interval: str,
        session: pd.Timestamp,
        zone: ZoneInfo = calendar.NEW_YORK,
    ) -> pd.DataFrame:
        """Return the intraday bars of a session's day, by the exchange's clock; empty for none.

        *zone* is that clock.
        """
        day = session.normalize()
        first, end = (
            utc(instant.tz_localize(zone)) for instant in (day, day + pd.Timedelta(days=1))
        )
        query = sql.select(
            schema.intraday.c.start, *(schema.intraday.c[name] for name in BAR)
        ).where(
            schema.intraday.c.symbol == symbol,
            schema.intraday.c.interval == interval,
            schema.intraday.c.start >= first,
            schema.intraday.c.start < end,
        )
        bars = pd.DataFrame(
            self._store.rows(query.order_by(schema.intraday.c.start)), columns=["start", *BAR]
        )
        start = pd.to_datetime(bars["start"], utc=True).dt.as_unit("ns")
        bars["start"] = start.dt.tz_convert(zone)
        return bars.astype(dict.fromkeys(BAR, "float64")).set_index("start")

    def version(self, symbol: str) -> int:
        """Return a number that changes whenever an intraday bar of the symbol does."""
        return self._store.version(_minutes_of(symbol))


def _minutes_of(symbol: str) -> str:
    return f"minutes of {symbol}"


def _counter_of(symbol: str) -> str:
    return f"bars of {symbol}"
