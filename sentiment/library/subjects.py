"""The shares that the library's articles speak of: found once in each text, or chosen by hand.

What is found is of one edit of an article; what the reader chose stays, whatever the text says.
"""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

import pandas as pd
import sqlalchemy as sql

from sentiment.errors import DataError
from sentiment.library.article_rows import articles_frame, chunks
from sentiment.library.database import insert
from sentiment.library.schema import ARTICLE, articles, count, subject_checks, subjects
from sentiment.library.search import Query, with_words
from sentiment.library.store import Store
from sentiment.market.mentions import symbols_in
from sentiment.market.shares import Share
from sentiment.market.tickers import symbol_of

_ALL = ""  # no article's key: under it stands the articles' version at which all were looked at


def find_some(store: Store, known: Mapping[str, Share], *, limit: int = 500) -> int:
    """Find the shares of articles not looked at as they are now; return how many were looked at.

    Parameters
    ----------
    known
        The shares whose names are looked for, by symbol.
    """
    version = store.version("articles")
    if _none_left(store, version):
        return 0
    query = sql.select(articles.c.key, articles.c.title, articles.c.text, articles.c.edited)
    newest = query.where(*_UNSOUGHT).order_by(articles.c.published.desc(), articles.c.number.desc())
    with store.connection() as connection:
        rows = connection.execute(newest.limit(limit)).all()
    symbols = {key: symbols_in(f"{title}\n\n{text}", known) for key, title, text, _ in rows}
    with store.connection(writes=True) as connection:
        _keep(connection, symbols, edited={row.key: row.edited for row in rows}, given=False)
        if len(rows) < limit:
            _keep(connection, {_ALL: ()}, edited={_ALL: version}, given=False)
    return len(rows)


def count_unsought(store: Store) -> int:
    """Return how many articles have not been looked at as they are now."""
    if _none_left(store, store.version("articles")):
        return 0
    query = sql.select(sql.func.count()).select_from(articles).where(*_UNSOUGHT)
    with store.connection() as connection:
        return int(connection.scalar(query) or 0)


def subjects_of(store: Store, keys: Collection[str]) -> dict[str, list[str]]:
    """Return the shares of articles, by key; none of an article that speaks of none."""
    by_key: dict[str, list[str]] = {key: [] for key in keys}
    with store.connection() as connection:
        for some in chunks(list(keys)):
            query = sql.select(subjects.c.article, subjects.c.symbol)
            for key, symbol in connection.execute(query.where(subjects.c.article.in_(some))):
                by_key[key].append(symbol)
    return {key: sorted(symbols) for key, symbols in by_key.items()}


def articles_of(store: Store, symbol: str) -> pd.DataFrame:
    """Return the articles that speak of a share, oldest first, as :meth:`Articles.all` does."""
    theirs = sql.exists().where(subjects.c.article == articles.c.key, subjects.c.symbol == symbol)
    query = sql.select(articles.c.key, *(articles.c[name] for name in ARTICLE))
    shown = query.where(articles.c.removed_at.is_(None), theirs)
    with store.connection() as connection:
        result = connection.execute(shown.order_by(articles.c.published, articles.c.key))
        rows = [tuple(row) for row in result]
    return articles_frame(rows, ARTICLE)


def chosen_subjects(store: Store) -> dict[str, list[str]]:
    """Return the shares of the articles, shipped ones too, whose shares the reader chose."""
    given = sql.select(subject_checks.c.article).where(subject_checks.c.given.is_(True))
    with store.connection() as connection:
        keys = [str(key) for key in connection.scalars(given)]
    return subjects_of(store, keys)


def choose(store: Store, keys: Iterable[str], symbols: Iterable[str]) -> None:
    """Let articles speak of these shares and no others, as their reader says.

    Raises
    ------
    DataError
        If one of the symbols cannot be one.
    """
    chosen = checked(symbols)
    with store.connection(writes=True) as connection:
        given = dict.fromkeys(keys, chosen)
        edits = _edits(connection, list(given))
        _keep(connection, given, edited={key: edits.get(key, 0) for key in given}, given=True)
        count(connection, "articles")


def keep_chosen(connection: sql.Connection, key: str, symbols: Iterable[str]) -> bool:
    """Keep what an article's reader chose, unless a choice is held; return whether that is new."""
    query = sql.select(subject_checks.c.article).where(
        subject_checks.c.article == key, subject_checks.c.given.is_(True)
    )
    if connection.scalar(query) is not None:
        return False
    _keep(connection, {key: symbols}, edited=_edits(connection, [key]), given=True)
    return True


def forget(store: Store, *, keys: Collection[str] | None = None, chosen: bool = False) -> None:
    """Forget which shares were found, so that they are looked for anew with the names now known.

    Parameters
    ----------
    keys
        Of these articles alone.
    chosen
        Also what the reader chose.
    """
    which: list[sql.ColumnElement[bool]] = [] if chosen else [subject_checks.c.given.is_(False)]
    with store.connection(writes=True) as connection:
        for some in [None] if keys is None else chunks(list(keys)):
            fits = which if some is None else [*which, subject_checks.c.article.in_(some)]
            theirs = sql.select(subject_checks.c.article).where(*fits)
            connection.execute(subjects.delete().where(subjects.c.article.in_(theirs)))
            connection.execute(subject_checks.delete().where(*fits))
        count(connection, "articles")


def forget_naming(store: Store, names: Iterable[str]) -> None:
    """Have articles that hold one of these names looked at anew: a share is known by it now."""
    with store.connection() as connection:
        named = {
            str(key)
            for name in names
            for key in connection.scalars(
                sql.select(articles.c.key).where(*with_words(connection, Query(company=name)))
            )
        }
    if named:
        forget(store, keys=named)


def counts(store: Store) -> "pd.Series[Any]":
    """Return how many articles outside the bin speak of each share, most first."""
    query = sql.select(subjects.c.symbol, sql.func.count()).join(
        articles, articles.c.key == subjects.c.article
    )
    shown = query.where(articles.c.removed_at.is_(None)).group_by(subjects.c.symbol)
    with store.connection() as connection:
        rows = connection.execute(shown).all()
    numbers = {str(symbol): int(number) for symbol, number in rows}
    return pd.Series(numbers, dtype="int64").sort_values(ascending=False, kind="stable")


def count_without(store: Store) -> int:
    """Return how many articles were looked at and speak of no share."""
    looked = sql.exists().where(subject_checks.c.article == articles.c.key)
    spoken = sql.exists().where(subjects.c.article == articles.c.key)
    query = sql.select(sql.func.count()).select_from(articles)
    with store.connection() as connection:
        shown = query.where(articles.c.removed_at.is_(None), looked, ~spoken)
        return int(connection.scalar(shown) or 0)


def _keep(
    connection: sql.Connection,
    shares: Mapping[str, Iterable[str]],
    *,
    edited: Mapping[str, int],
    given: bool,
) -> None:
    if not shares:
        return
    for some in chunks(list(shares)):
        connection.execute(subjects.delete().where(subjects.c.article.in_(some)))
    rows = [{"article": key, "symbol": one} for key, symbols in shares.items() for one in symbols]
    if rows:
        connection.execute(insert(connection, subjects).on_conflict_do_nothing(), rows)
    statement = insert(connection, subject_checks)
    upsert = statement.on_conflict_do_update(
        index_elements=["article"],
        set_={"edited": statement.excluded.edited, "given": statement.excluded.given},
    )
    checks = [{"article": key, "edited": edited[key], "given": given} for key in shares]
    connection.execute(upsert, checks)


def _edits(connection: sql.Connection, keys: list[str]) -> dict[str, int]:
    """Return the number of each article's present edit; shipped ones have none."""
    edits: dict[str, int] = {}
    for some in chunks(keys):
        query = sql.select(articles.c.key, articles.c.edited).where(articles.c.key.in_(some))
        edits |= {str(key): int(edited) for key, edited in connection.execute(query)}
    return edits


def checked(symbols: Iterable[str]) -> list[str]:
    """Return shares as Yahoo writes them, each once.

    Raises
    ------
    DataError
        If one of the symbols cannot be one.
    """
    read = {ticker: symbol_of(ticker) for ticker in symbols}
    for ticker, symbol in read.items():
        if symbol is None:
            raise DataError("The article's shares", "hold what is no ticker", ticker)
    return list(dict.fromkeys(symbol for symbol in read.values() if symbol))


def _none_left(store: Store, version: int) -> bool:
    """Return whether all were looked at when the articles last changed."""
    query = sql.select(subject_checks.c.edited).where(subject_checks.c.article == _ALL)
    with store.connection() as connection:
        return connection.scalar(query) == version


_UNSOUGHT = (
    articles.c.removed_at.is_(None),
    ~sql.exists().where(
        subject_checks.c.article == articles.c.key,
        (subject_checks.c.edited == articles.c.edited) | subject_checks.c.given.is_(True),
    ),
)
