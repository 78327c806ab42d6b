"""The reader's library: articles kept, searched and edited, and all that is noted beside them."""

from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd
import sqlalchemy as sql

from sentiment.errors import DataError, SentimentError
from sentiment.library import schema, search
from sentiment.library.announcements import OwnAnnouncements
from sentiment.library.articles import (
    LISTED,
    article_row,
    articles_frame,
    digest_of,
    keep_rows,
    rows_by_number,
    storable_values,
)
from sentiment.library.notes import Notes
from sentiment.library.schema import ARTICLE, articles, now, utc


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


class Library(Notes, OwnAnnouncements):
    """An open library with all that a reader does to articles; any thread may use it.

    Every change is kept as a whole or not at all. ``articles_version`` moves with articles,
    ``announcements_version`` with announcements, ``notes_version`` with tags, links and
    corrections.
    """

    # --- articles

    def save_articles(
        self, rows: Iterable[Mapping[str, Any]], *, added_at: pd.Timestamp | None = None
    ) -> list[str]:
        """Keep many articles at once and return their keys: see :meth:`Store.save_article`.

        Raises
        ------
        DataError
            If one cannot be; then none is kept.
        """
        given = [article_row(row) for row in rows]
        with self.connection(writes=True) as connection:
            added = now(connection) if added_at is None else utc(added_at)
            keys = keep_rows(connection, [row | {"added_at": added} for row in given])
            schema.count(connection, "articles")
        return keys

    def article(self, key: str) -> "pd.Series[Any]":
        """Return one article with its text and its ``edited`` number, also from the bin.

        Raises
        ------
        DataError
            If none is held under that key.
        """
        found = self._frame((*LISTED, "text"), articles.c.key == key)
        if found.empty:
            raise _no_article(key)
        return found.iloc[0]

    def articles_among(self, first: pd.Timestamp, last: pd.Timestamp) -> pd.DataFrame:
        """Return the articles published from *first* to *last*, both included, oldest first.

        As :meth:`Store.articles`, and ``edited``.
        """
        among = articles.c.published.between(utc(first), utc(last))
        return self._frame((*ARTICLE, "edited"), articles.c.removed_at.is_(None), among)

    def find_articles(
        self,
        *,
        words: str = "",
        since: pd.Timestamp | None = None,
        until: pd.Timestamp | None = None,
        outlet: str | None = None,
        tag: str | None = None,
        event: str | None = None,
        binned: bool = False,
        order: search.Order = "published",
        descending: bool = True,
        limit: int = 50,
        offset: int = 0,
    ) -> tuple[pd.DataFrame, int]:
        """Return one page of the articles that fit, without their texts, and how many fit in all.

        Parameters
        ----------
        words
            Every one of them must open a word of the title, outlet, author or text; what stands
            in double quotes must stand there as it is.
        since, until
            Instants of publication, the first included, the last not.
        tag, event
            Only articles so tagged, or linked to that announcement.
        binned
            Search the bin, and nothing else.

        Returns
        -------
        tuple
            A frame indexed by ``key``: the columns of articles but ``text``, then ``edited``,
            ``added_at`` and ``removed_at``; and the number of articles.
        """
        conditions = search.wanted(
            since=since, until=until, outlet=outlet, tag=tag, event=event, binned=binned
        )
        by = search.ordered(order, descending=descending)
        with self.connection() as connection:
            conditions += search.with_words(connection, words)
            counted = sql.select(sql.func.count()).select_from(articles).where(*conditions)
            total = connection.scalar(counted) or 0
            # Numbers first, off the index alone: a far page need not read the rows before it.
            page = sql.select(articles.c.number).where(*conditions).order_by(*by)
            numbers = list(connection.scalars(page.limit(limit).offset(offset)))
            rows = rows_by_number(connection, LISTED, numbers)
        return articles_frame([rows[number] for number in numbers], LISTED), int(total)

    def outlets(self) -> list[str]:
        """Return the outlets of the articles held, in the order of the alphabet."""
        held = sql.select(articles.c.outlet).where(articles.c.removed_at.is_(None)).distinct()
        return sorted((str(row[0]) for row in self._rows(held)), key=str.casefold)

    def edit_article(self, key: str, *, edited: int, **changes: Any) -> int:
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
        with self.connection(writes=True) as connection:
            query = sql.select(articles.c.title, articles.c.text, articles.c.edited)
            held = connection.execute(query.where(articles.c.key == key)).first()
            if held is None:
                raise _no_article(key)
            if held.edited != edited:
                raise EditedElsewhereError(held.title, edited=edited, held=held.edited)
            title, text = values.get("title", held.title), values.get("text", held.text)
            digest = _only_digest(connection, key, title=title, text=text)
            change = articles.update().where(articles.c.key == key)
            connection.execute(change.values(values | {"digest": digest, "edited": edited + 1}))
            schema.count(connection, "articles")
        return edited + 1

    # --- counters

    def tours_closed(self) -> int:
        """Return how often the tour of the pages was closed."""
        return self.version("tours")

    def close_tour(self) -> None:
        """Note that the tour of the pages has been read."""
        with self.connection(writes=True) as connection:
            schema.count(connection, "tours")

    # --- within

    def _frame(self, columns: tuple[str, ...], *which: sql.ColumnElement[bool]) -> pd.DataFrame:
        query = _selected(columns).where(*which)
        rows = self._rows(query.order_by(articles.c.published, articles.c.key))
        return articles_frame(rows, columns)


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
