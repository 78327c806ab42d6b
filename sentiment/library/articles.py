"""The articles that a library keeps: saved, found, edited, put into the bin and taken out of it."""

from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd
import sqlalchemy as sql

from sentiment.errors import DataError, SentimentError
from sentiment.library import search
from sentiment.library.article_rows import (
    LISTED,
    article_row,
    articles_frame,
    digest_of,
    keep_rows,
    rows_by_number,
    storable_values,
)
from sentiment.library.schema import ARTICLE, articles, count, now, utc
from sentiment.library.search import EVERYTHING, Query
from sentiment.library.store import Store


class EditedElsewhereError(SentimentError):
    """An article was changed by someone else since it was opened for editing."""

    def __init__(self, title: str, *, edited: int, held: int) -> None:
        super().__init__(title, edited, held)
        self.title, self.edited, self.held = title, edited, held

    def __str__(self) -> str:
        return (
            f"“{self.title}” was changed elsewhere while it was open here, so this change was not "
            "kept and nothing was overwritten. Open the article again to see how it reads now."
        )


class Articles:
    """The articles of a library; every change is kept as a whole or not at all."""

    def __init__(self, store: Store) -> None:
        self._store = store

    # Longer than most: a field after the other, each handed on as it is.
    def save(
        self,
        *,
        title: str,
        outlet: str,
        published: pd.Timestamp,
        zone: str,
        origin: str,
        text: str,
        author: str = "",
        url: str = "",
        note: str = "",
        timed: bool = True,
        updated: pd.Timestamp | None = None,
        added_at: pd.Timestamp | None = None,
    ) -> str:
        """Keep an article and return its key; one held already is left as it is.

        The same title and text are the same article; if it was in the bin, it comes back.

        Parameters
        ----------
        published
            With a zone; *zone* names the clock that the publication goes by.
        timed
            Whether the time of day is known; of a day alone *published* is its midnight in New
            York, which counts for that day's session.
        updated
            When it was last changed, with a zone; None if that is not known.
        added_at
            When it was added; by the database's clock if not given.
        """
        given = {
            "title": title,
            "outlet": outlet,
            "author": author,
            "published": published,
            "timed": timed,
            "updated": updated,
            "zone": zone,
            "url": url,
            "origin": origin,
            "note": note,
            "text": text,
        }
        row = article_row(given)
        with self._store.connection(writes=True) as connection:
            row["added_at"] = now(connection) if added_at is None else utc(added_at)
            [key] = keep_rows(connection, [row])
            count(connection, "articles")
        return key

    def save_many(
        self, rows: Iterable[Mapping[str, Any]], *, added_at: pd.Timestamp | None = None
    ) -> list[str]:
        """Keep many articles at once and return their keys: see :meth:`save`.

        Raises
        ------
        DataError
            If one cannot be; then none is kept.
        """
        given = [article_row(row) for row in rows]
        with self._store.connection(writes=True) as connection:
            added = now(connection) if added_at is None else utc(added_at)
            keys = keep_rows(connection, [row | {"added_at": added} for row in given])
            count(connection, "articles")
        return keys

    def one(self, key: str) -> "pd.Series[Any]":
        """Return one article with its text and its ``edited`` number, also from the bin.

        Raises
        ------
        DataError
            If none is held under that key.
        """
        rows = self._frame((*LISTED, "text"), articles.c.key == key)
        if rows.empty:
            raise _no_article(key)
        return rows.iloc[0]

    def all(self) -> pd.DataFrame:
        """Return the articles of the library, oldest first, with those in the bin left out."""
        return self._frame(ARTICLE, articles.c.removed_at.is_(None))

    def among(self, first: pd.Timestamp, last: pd.Timestamp) -> pd.DataFrame:
        """Return the articles published from *first* to *last*, both included, oldest first.

        As :meth:`all`, and ``edited``.
        """
        among = articles.c.published.between(utc(first), utc(last))
        return self._frame((*ARTICLE, "edited"), articles.c.removed_at.is_(None), among)

    def find(
        self, query: Query = EVERYTHING, *, limit: int = 50, offset: int = 0
    ) -> tuple[pd.DataFrame, int]:
        """Return one page of the articles that fit, without their texts, and how many fit in all.

        Returns
        -------
        tuple
            A frame indexed by ``key``: the columns of articles but ``text``, then ``edited``,
            ``added_at`` and ``removed_at``; and the number of articles.
        """
        conditions, by = search.wanted(query), search.ordered(query)
        with self._store.connection() as connection:
            conditions += search.with_words(connection, query)
            counted = sql.select(sql.func.count()).select_from(articles).where(*conditions)
            total = connection.scalar(counted) or 0
            # Numbers first, off the index alone: a far page need not read the rows before it.
            page = sql.select(articles.c.number).where(*conditions).order_by(*by)
            numbers = list(connection.scalars(page.limit(limit).offset(offset)))
            rows = rows_by_number(connection, LISTED, numbers)
        return articles_frame([rows[number] for number in numbers], LISTED), int(total)

    def outlets(self) -> list[str]:
        """Return the outlets of the articles held, in the order of the alphabet."""
        query = sql.select(articles.c.outlet).where(articles.c.removed_at.is_(None)).distinct()
        return sorted((str(row[0]) for row in self._store.rows(query)), key=str.casefold)

    def edit(self, key: str, *, edited: int, **changes: Any) -> int:
        """Change an article and return its new ``edited`` number; its key stays.

        Parameters
        ----------
        edited
            The article's number when it was opened for editing.
        changes
            Any of ``title``, ``outlet``, ``author``, ``published`` and ``updated`` (with a
            zone), ``timed``, ``zone``, ``url``, ``note`` and ``text``.

        Raises
        ------
        EditedElsewhereError
            If the article has another number by now; it stays as it is.
        DataError
            If it is not held, or cannot be as it would become.
        """
        edited = int(edited)  # numpy's, as a row holds it, SQLite would keep as bytes
        values = storable_values(changes)
        for name in sorted({"title", "text"} & values.keys()):
            if not values[name].strip():
                raise DataError("The article", f"needs a {name}")
        with self._store.connection(writes=True) as connection:
            query = sql.select(articles.c.title, articles.c.text, articles.c.edited)
            row = connection.execute(query.where(articles.c.key == key)).first()
            if row is None:
                raise _no_article(key)
            if row.edited != edited:
                raise EditedElsewhereError(row.title, edited=edited, held=row.edited)
            title, text = values.get("title", row.title), values.get("text", row.text)
            digest = _only_digest(connection, key, title=title, text=text)
            change = articles.update().where(articles.c.key == key)
            connection.execute(change.values(values | {"digest": digest, "edited": edited + 1}))
            count(connection, "articles")
        return edited + 1

    def binned(self) -> pd.DataFrame:
        """Return the articles in the bin, oldest first."""
        return self._frame(ARTICLE, articles.c.removed_at.is_not(None))

    def delete(self, key: str) -> None:
        """Put an article into the bin, from which it can be restored."""
        self._mark(key, binned=True)

    def restore(self, key: str) -> None:
        """Take an article out of the bin."""
        self._mark(key, binned=False)

    def version(self) -> int:
        """Return a number that changes whenever an article does, in any process."""
        return self._store.version("articles")

    def _frame(self, columns: tuple[str, ...], *which: sql.ColumnElement[bool]) -> pd.DataFrame:
        query = _selected(columns).where(*which)
        rows = self._store.rows(query.order_by(articles.c.published, articles.c.key))
        return articles_frame(rows, columns)

    def _mark(self, key: str, *, binned: bool) -> None:
        with self._store.connection(writes=True) as connection:
            removed_at = now(connection) if binned else None
            change = articles.update().where(articles.c.key == key).values(removed_at=removed_at)
            connection.execute(change)
            count(connection, "articles")


def _selected(columns: Iterable[str]) -> sql.Select[Any]:
    return sql.select(articles.c.key, *(articles.c[name] for name in columns))


def _only_digest(connection: sql.Connection, key: str, *, title: str, text: str) -> str:
    """Return the digest of title and text, which no other article may have."""
    digest = digest_of(title, text)
    others = (articles.c.digest == digest) & (articles.c.key != key)
    other = connection.scalar(sql.select(articles.c.key).where(others))
    if other is not None:
        raise DataError("The article", "would have the title and text of another", other)
    return digest


def _no_article(key: str) -> DataError:
    return DataError("The library", "holds no article of the key", key)
