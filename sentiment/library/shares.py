"""What was learnt of shares, or written by the reader, kept in the library."""

from collections.abc import Mapping
from dataclasses import asdict, replace
from typing import Any

import pandas as pd
import sqlalchemy as sql

from sentiment.errors import DataError
from sentiment.library.database import insert
from sentiment.library.schema import SHARE, count, now, shares, utc
from sentiment.library.store import Store
from sentiment.market import exchanges
from sentiment.market.shares import Share, by_form
from sentiment.market.tickers import symbol_of

MONTH = pd.Timedelta(days=30)  # for which what Yahoo told is not asked for again
_EDITABLE = ("name", "aliases", "kind", "exchange", "calendar", "currency", "zone", "benchmark")


def keep_share(store: Store, share: Share, *, learnt_at: pd.Timestamp | None = None) -> None:
    """Keep what is known of a share, unless its reader wrote what is held."""
    row = asdict(share) | {"aliases": "\n".join(share.aliases)}
    with store.connection(writes=True) as connection:
        row["learnt_at"] = now(connection) if learnt_at is None else utc(learnt_at)
        statement = insert(connection, shares).values(row)
        upsert = statement.on_conflict_do_update(
            index_elements=["symbol"],
            set_={name: statement.excluded[name] for name in (*SHARE, "learnt_at")},
            where=(statement.excluded.source == "reader") | (shares.c.source != "reader"),
        )
        connection.execute(upsert)
        count(connection, "shares")


def edit_share(store: Store, symbol: str, **changes: Any) -> Share:
    """Write what is given of a share over what is known of it, for good; return it.

    Raises
    ------
    DataError
        If the symbol is none, there is no such fact, or the calendar or benchmark cannot be.
    """
    read = symbol_of(symbol)
    if read is None:
        raise DataError("The share", "needs a ticker", symbol)
    if strange := sorted(changes.keys() - {*_EDITABLE}):
        raise DataError("The share", f"has no {', '.join(strange)}")
    if "calendar" in changes and changes["calendar"] not in _calendars():
        raise DataError("The share", "has a calendar that is not known", changes["calendar"])
    if "benchmark" in changes:
        changes["benchmark"] = symbol_of(changes["benchmark"]) or ""
    share = replace(known(store, read), **changes, source="reader")
    keep_share(store, share)
    return share


def forget_share(store: Store, symbol: str) -> None:
    """Forget what was learnt or written of a share."""
    with store.connection(writes=True) as connection:
        connection.execute(shares.delete().where(shares.c.symbol == symbol))
        count(connection, "shares")


def learnt(store: Store) -> dict[str, Share]:
    """Return the shares learnt of or written, by symbol."""
    query = sql.select(shares.c.symbol, *(shares.c[name] for name in SHARE))
    with store.connection() as connection:
        rows = [dict(row._mapping) for row in connection.execute(query.order_by(shares.c.symbol))]
    return {row["symbol"]: _share(row) for row in rows}


def known(store: Store, symbol: str) -> Share:
    """Return what is known of a share: what was learnt, else what ships or its symbol tells."""
    query = sql.select(shares.c.symbol, *(shares.c[name] for name in SHARE))
    with store.connection() as connection:
        row = connection.execute(query.where(shares.c.symbol == symbol)).first()
    return by_form(symbol) if row is None else _share(dict(row._mapping))


def learnt_at(store: Store, symbol: str) -> pd.Timestamp | None:
    """Return when a share was learnt of; None if it never was."""
    query = sql.select(shares.c.learnt_at).where(shares.c.symbol == symbol)
    with store.connection() as connection:
        at = connection.scalar(query)
    return None if at is None else pd.Timestamp(at, tz="UTC")


def shares_version(store: Store) -> int:
    """Return a number that changes whenever what is known of a share does, in any process."""
    return store.version("shares")


def _share(row: Mapping[str, Any]) -> Share:
    return Share(**{**row, "aliases": tuple(filter(None, row["aliases"].split("\n")))})


def _calendars() -> set[str]:
    return {one.calendar for one in exchanges.exchanges()}
