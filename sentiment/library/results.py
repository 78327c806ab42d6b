"""Dates of results that the reader took in or accepted where they were found, in the library."""

from collections.abc import Iterable
from itertools import combinations
from typing import Any

import pandas as pd
import sqlalchemy as sql

from sentiment.library.database import insert
from sentiment.library.schema import RESULT, count, results
from sentiment.library.shares import known
from sentiment.library.store import Store
from sentiment.market import sessions
from sentiment.market.announcements import Side, result_sessions
from sentiment.market.candidates import Candidate
from sentiment.market.sessions import Sessions
from sentiment.output import numbers

FROM_SEARCH = "found: "  # before the source of results that were found
NEAR = pd.Timedelta(days=10)  # of two dates that can be of one quarter's results


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


def keep_found(store: Store, candidates: Iterable[Candidate]) -> None:
    """Keep the results among candidates; a date that was taken in stays as it is."""
    announced = [one for one in candidates if one.kind == "results"]
    exchanges = _exchanges(store, {one.share for one in announced})
    rows = [_found_row(one, exchanges[one.share]) for one in announced]
    if not rows:
        return
    with store.connection(writes=True) as connection:
        connection.execute(insert(connection, results).on_conflict_do_nothing(), rows)
        count(connection, "results")


def forget_found(store: Store, events: pd.DataFrame) -> None:
    """Forget results that were found, by the announcements made of them.

    Parameters
    ----------
    events
        As :meth:`Announcements.all` returns them.
    """
    exchanges = _exchanges(store, set(events["symbols"]))
    with store.connection(writes=True) as connection:
        for symbol, instant in zip(events["symbols"], events["instant"], strict=True):
            day = exchanges[symbol].day_of(instant).date()
            of_day = (results.c.symbol == symbol, results.c.released == day)
            by_search = results.c.known.startswith(FROM_SEARCH)
            connection.execute(results.delete().where(*of_day, by_search))
        count(connection, "results")


def _found_row(one: Candidate, exchange: Sessions) -> dict[str, Any]:
    """Return what is kept of results that were found: their day, and their side of the session."""
    day = exchange.day_of(one.instant).date()
    session = pd.Timestamp(day)
    at: Side = "after close"
    if exchange.is_session(session) and one.instant < exchange.close_of(session):
        at = "before open" if one.instant < exchange.open_of(session) else "in session"
    values = {"at": at, "quarter": "", "known": f"{FROM_SEARCH}{one.source}"}
    return {"symbol": one.share, "released": day} | values


def _exchanges(store: Store, symbols: Iterable[str]) -> dict[str, Sessions]:
    return {symbol: sessions.of_share(known(store, symbol)) for symbol in symbols}


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
    dates = frame.astype(dict.fromkeys(("symbol", *RESULT), "str")).assign(released=released)
    return dates.assign(session=result_sessions(dates))


def results_version(store: Store) -> int:
    """Return a number that changes whenever the dates do, in any process."""
    return store.version("results")


def both(shipped: pd.DataFrame, own: pd.DataFrame) -> pd.DataFrame:
    """Return the dates shipped and those taken in, each session once, the reader's over others."""
    every = pd.concat([own, shipped]).drop_duplicates("session")
    return every.sort_values("session", kind="stable").reset_index(drop=True)


def disagreements(shipped: pd.DataFrame, own: pd.DataFrame) -> list[str]:
    """Return a sentence for each two dates near each other that two sources tell differently.

    Sources are what is shipped, what was taken in, and what was found.
    """
    of_found = own["known"].str.startswith(FROM_SEARCH)
    sources = {
        "the shipped ones": shipped,
        "your dates": own[~of_found],
        "those found": own[of_found],
    }
    sentences = []
    for (other, theirs), (named, ours) in combinations(sources.items(), 2):
        for symbol, session in zip(ours["symbol"], ours["session"], strict=True):
            near = theirs.loc[(theirs["session"] - session).abs() <= NEAR, "session"]
            if len(near) and session not in set(near):
                sentences.append(
                    f"Results of {symbol} count for {numbers.day(session)} by {named} and for "
                    f"{numbers.day(near.iloc[0])} by {other}: both are taken for results."
                )
    return sentences
