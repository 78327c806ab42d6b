"""What every attempt to fetch bars had to say."""

from dataclasses import dataclass

import pandas as pd
import sqlalchemy as sql

from sentiment.library import schema
from sentiment.library.schema import utc
from sentiment.library.store import Store


@dataclass(frozen=True, slots=True)
class Fetch:
    """An attempt to bring a symbol's bars up to date."""

    symbol: str
    interval: str
    at: pd.Timestamp
    ok: bool
    said: str


class Fetches:
    """The attempts that a library knows of."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def record(self, symbol: str, *, interval: str, at: pd.Timestamp, ok: bool, said: str) -> None:
        """Note how an attempt to fetch bars went."""
        row = {"symbol": symbol, "interval": interval, "at": utc(at), "ok": ok, "said": said}
        with self._store.connection(writes=True) as connection:
            connection.execute(schema.fetches.insert(), row)

    def last(self, symbol: str, *, interval: str = "1d") -> Fetch | None:
        """Return the last attempt to fetch a symbol's bars; None if there was none."""
        columns = (schema.fetches.c[name] for name in ("symbol", "interval", "at", "ok", "said"))
        query = sql.select(*columns).where(
            schema.fetches.c.symbol == symbol, schema.fetches.c.interval == interval
        )
        rows = self._store.rows(query.order_by(schema.fetches.c.number.desc()).limit(1))
        if not rows:
            return None
        symbol, interval, at, ok, sentence = rows[0]
        return Fetch(symbol, interval, pd.Timestamp(at, tz="UTC"), ok, sentence)
