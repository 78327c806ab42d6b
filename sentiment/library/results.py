"""Dates of results that the reader took in, kept in the library."""

from typing import Any

import pandas as pd
import sqlalchemy as sql

from sentiment.library.database import insert
from sentiment.library.schema import RESULT, count, results
from sentiment.library.store import Store
from sentiment.market.announcements import result_sessions


def keep_results(store: Store, dates: pd.DataFrame) -> None:
    """Keep dates of results, over those of the same share and day.

    Parameters
    ----------
    dates
        As :func:`sentiment.market.announcements.read_results` returns them.
    """
    rows: list[dict[str, Any]] = [
        {str(name): value for name, value in row.items()}
        for row in dates[["symbol", "released", *RESULT]].to_dict("records")
    ]
    for row in rows:
        row["released"] = row["released"].date()
    if not rows:
        return
    with store.connection(writes=True) as connection:
        statement = insert(connection, results)
        upsert = statement.on_conflict_do_update(
            index_elements=["symbol", "released"],
            set_={name: statement.excluded[name] for name in RESULT},
        )
        connection.execute(upsert, rows)
        count(connection, "results")


def forget_results(store: Store, symbol: str) -> None:
    """Forget the dates that were taken in of a share."""
    with store.connection(writes=True) as connection:
        connection.execute(results.delete().where(results.c.symbol == symbol))
        count(connection, "results")


def kept_results(store: Store, symbol: str) -> pd.DataFrame:
    """Return the dates taken in of a share, oldest first, as ``read_results`` returns them."""
    names = ["symbol", "released", *RESULT]
    query = sql.select(*(results.c[name] for name in names)).where(results.c.symbol == symbol)
    with store.connection() as connection:
        rows = [tuple(row) for row in connection.execute(query.order_by(results.c.released))]
    frame = pd.DataFrame(rows, columns=names)
    released = pd.to_datetime(frame["released"]).dt.as_unit("ns")
    told = frame.astype(dict.fromkeys(("symbol", *RESULT), "str")).assign(released=released)
    return told.assign(session=result_sessions(told))


def results_version(store: Store) -> int:
    """Return a number that changes whenever the dates do, in any process."""
    return store.version("results")


def both(shipped: pd.DataFrame, kept: pd.DataFrame) -> pd.DataFrame:
    """Return the dates shipped and those taken in, each session once, the reader's over others."""
    every = pd.concat([kept, shipped]).drop_duplicates("session")
    return every.sort_values("session", kind="stable").reset_index(drop=True)
