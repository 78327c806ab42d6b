"""How the library's articles read, kept there so that each is read once.

What is kept is of one edit of an article and of one version of the engine; when either moves on,
the article counts as unread.
"""

from collections.abc import Collection
from typing import Any

import pandas as pd
import sqlalchemy as sql

from sentiment.library import schema
from sentiment.library.article_rows import newest
from sentiment.library.database import insert
from sentiment.library.schema import ARTICLE, TONE, articles, speaks_of, utc
from sentiment.library.store import Store

_STORED = ("session", "edited", *TONE)
_COUNTS = ("n", "negative", "plain_negative")  # whole numbers, never missing
_READ = (*ARTICLE, "edited")
SHIPPED = -1  # the edit of an article that the library does not hold: none of its own has it


def unread(
    store: Store,
    about: str | None,
    *,
    engine: str,
    symbol: str | None = None,
    keys: Collection[str] | None = None,
    limit: int = 500,
) -> pd.DataFrame:
    """Return articles whose tone is not kept, newest first, as ``Store.articles`` does.

    Parameters
    ----------
    about
        The company that tone is read about; None for whole articles.
    engine
        The version of what reads.
    symbol
        Only articles that speak of this share.
    keys
        Only these articles, no more than some hundred.

    Returns
    -------
    DataFrame
        Its column ``edited`` goes back to :func:`keep_tones`.
    """
    missing = (*_unread(about, engine), *_of(symbol, keys))
    of_share = symbol is not None
    with store.connection() as connection:
        return newest(connection, _READ, *missing, of_share=of_share, limit=limit)


def count_unread(store: Store, about: str | None, *, engine: str, symbol: str | None = None) -> int:
    """Return how many articles have no tone kept: see :func:`unread`."""
    query = sql.select(sql.func.count()).select_from(articles)
    query = query.where(*_unread(about, engine), *_of(symbol))
    with store.connection() as connection:
        return int(connection.scalar(query) or 0)


def keep_tones(store: Store, tones: pd.DataFrame, *, about: str | None, engine: str) -> None:
    """Keep how articles read.

    Parameters
    ----------
    tones
        From :func:`sentiment.reading.daily.tones`, joined with ``edited`` of the articles read.
    """
    rows = schema.records(tones[list(_STORED)].reset_index(names="article"))
    for row in rows:
        row.update(about=about or "", engine=engine, session=row["session"].date())
    if not rows:
        return
    with store.connection(writes=True) as connection:
        statement = insert(connection, schema.tones)
        new = statement.excluded
        upsert = statement.on_conflict_do_update(
            index_elements=["article", "about"],
            set_={name: new[name] for name in (*_STORED, "engine")},
            where=new.edited >= schema.tones.c.edited,
        )
        connection.execute(upsert, rows)


def kept_tones(
    store: Store,
    about: str | None,
    *,
    engine: str,
    symbol: str | None = None,
    keys: Collection[str] | None = None,
    between: tuple[pd.Timestamp, pd.Timestamp] | None = None,
) -> pd.DataFrame:
    """Return the tones kept of the articles as they are now, oldest first.

    In the shape of :func:`sentiment.reading.daily.tones`; articles in the bin are left out.

    Parameters
    ----------
    symbol, keys
        Only articles that speak of this share; only these, no more than some hundred.
    between
        Only those published between these instants, both included.
    """
    table = schema.tones
    shown = (articles.c.key, table.c.session, articles.c.published, articles.c.title)
    query = sql.select(*shown, *(table.c[name] for name in TONE))
    fitting = query.where(articles.c.removed_at.is_(None), *_fits(about, engine))
    fitting = fitting.where(*_of(symbol, keys))
    if between is not None:
        fitting = fitting.where(articles.c.published.between(*map(utc, between)))
    with store.connection() as connection:
        result = connection.execute(fitting.order_by(articles.c.published, articles.c.number))
        rows: list[tuple[Any, ...]] = [tuple(row) for row in result]
    frame = _typed(pd.DataFrame(rows, columns=["key", "session", "published", "title", *TONE]))
    published = pd.to_datetime(frame["published"], utc=True).dt.as_unit("ns")
    return frame.astype({"title": "str"}).assign(published=published)


def shipped_tones(store: Store, shipped: pd.DataFrame, *, engine: str) -> pd.DataFrame | None:
    """Return the tones kept of the articles that a project ships with; None unless all are kept.

    Parameters
    ----------
    shipped
        The articles, with ``published`` and ``title``.

    Returns
    -------
    DataFrame
        As :func:`sentiment.reading.daily.tones` of the articles, read whole. Kept are those that
        :func:`keep_tones` was given with ``edited`` at ``SHIPPED``.
    """
    table = schema.tones
    query = sql.select(table.c.article, table.c.session, *(table.c[name] for name in TONE)).where(
        table.c.edited == SHIPPED, table.c.engine == engine, table.c.about == ""
    )
    frame = _typed(pd.DataFrame(store.rows(query), columns=["key", "session", *TONE]))
    if not shipped.index.isin(frame.index).all():
        return None
    beside = shipped[["published", "title"]].join(frame).rename_axis("key")
    return beside[["session", "published", "title", *TONE]].sort_values("published")


def _typed(frame: pd.DataFrame) -> pd.DataFrame:
    """Return rows of tones by key, in the types that a reading has."""
    kinds = dict.fromkeys(TONE, "float64") | dict.fromkeys(_COUNTS, "int64")
    session = pd.to_datetime(frame["session"]).dt.as_unit("ns")
    return frame.astype({**kinds, "key": "str"}).assign(session=session).set_index("key")


def untimed(store: Store) -> set[str]:
    """Return the keys of the articles of which the day of publication alone is known."""
    query = sql.select(articles.c.key).where(articles.c.timed.is_(False))
    with store.connection() as connection:
        return {str(key) for key in connection.scalars(query)}


def _of(
    symbol: str | None, keys: Collection[str] | None = None
) -> tuple[sql.ColumnElement[bool], ...]:
    """Return the conditions that an article speak of a share, or be one of some."""
    named = () if keys is None else (articles.c.key.in_(list(keys)),)
    return named if symbol is None else (*named, *speaks_of(symbol))


def _unread(about: str | None, engine: str) -> tuple[sql.ColumnElement[bool], ...]:
    """Return the conditions on an article whose tone is not kept."""
    return articles.c.removed_at.is_(None), ~sql.exists().where(*_fits(about, engine))


def _fits(about: str | None, engine: str) -> tuple[sql.ColumnElement[bool], ...]:
    """Return the conditions that a tone be of an article's present edit."""
    table = schema.tones
    return (
        table.c.article == articles.c.key,
        table.c.edited == articles.c.edited,
        table.c.about == (about or ""),
        table.c.engine == engine,
    )
