"""Everything about the reader's articles: edited, tagged, linked, corrected, searched.

Tags, links and corrections may be of shipped articles too: a key need not be one of the store's.
"""

from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd
import sqlalchemy as sql

from sentiment import search, tables
from sentiment.announced import announcement_row, announcements_frame
from sentiment.article_rows import (
    LISTED,
    article_row,
    articles_frame,
    chunks,
    digest_of,
    free_key,
    keep_rows,
    key_of,
    storable_values,
)
from sentiment.corrections import Label, correction_row, tag_name
from sentiment.database import insert
from sentiment.errors import DataError, SentimentError
from sentiment.store import Store
from sentiment.tables import ANNOUNCEMENT, ARTICLE, CORRECTION, articles, now, storable, utc


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


class Library(Store):
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
            tables.count(connection, "articles")
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
            rows: dict[int, tuple[Any, ...]] = {}
            for some in chunks(numbers):
                query = _selected(LISTED).add_columns(articles.c.number)
                held = connection.execute(query.where(articles.c.number.in_(some)))
                rows |= {row[-1]: tuple(row[:-1]) for row in held}
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
            Any of ``title``, ``outlet``, ``author``, ``published`` (with a zone), ``zone``,
            ``url``, ``note`` and ``text``.

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
            tables.count(connection, "articles")
        return edited + 1

    # --- tags and links

    def tag(self, keys: Iterable[str], tag: str) -> None:
        """Give articles a tag.

        Raises
        ------
        DataError
            If the tag is empty or too long.
        """
        name = tag_name(tag)
        self._attach(tables.tags, [{"article": key, "tag": name} for key in keys])

    def untag(self, keys: Iterable[str], tag: str) -> None:
        """Take a tag from articles."""
        self._detach(tables.tags, list(keys), name=tag)

    def tags(self) -> "pd.Series[Any]":
        """Return the tags of each article that has any: key to a sorted list."""
        return self._attached(tables.tags)

    def link(self, keys: Iterable[str], event: str) -> None:
        """Link articles to the announcement of a key."""
        self._attach(tables.links, [{"article": key, "event": event} for key in keys])

    def unlink(self, keys: Iterable[str], event: str) -> None:
        """Take the link to an announcement from articles."""
        self._detach(tables.links, list(keys), name=event)

    def links(self) -> "pd.Series[Any]":
        """Return the announcements of each article that is linked to any: key to a sorted list."""
        return self._attached(tables.links)

    # --- the reader's own announcements

    def save_announcement(
        self,
        *,
        instant: pd.Timestamp,
        title: str,
        symbols: str,
        summary: str = "",
        instant_known: str = "exact",
    ) -> str:
        """Keep an announcement and return its key; one that is held comes back from the bin.

        Parameters
        ----------
        symbols
            Tickers set apart by spaces or commas, the main one first.

        Raises
        ------
        DataError
            If a value cannot be.
        """
        row = announcement_row(
            {
                "instant": instant,
                "instant_known": instant_known,
                "title": title,
                "summary": summary,
                "symbols": symbols,
            }
        )
        table = tables.announcements
        with self.connection(writes=True) as connection:
            same = sql.and_(*(table.c[name] == value for name, value in row.items()))
            key = connection.scalar(sql.select(table.c.key).where(same))
            if key is not None:
                back = table.update().where(table.c.key == key).values(removed_at=None)
                connection.execute(back)
            else:
                digest = digest_of(row["instant"].isoformat(), row["title"])
                key = free_key(connection, table, key_of(instant, row["title"], digest=digest))
                connection.execute(table.insert().values(row | {"key": key}))
            tables.count(connection, "announcements")
        return str(key)

    def edit_announcement(self, key: str, **changes: Any) -> None:
        """Change what is given of an announcement; its key stays.

        Raises
        ------
        DataError
            If it is not held, or cannot be as it would become.
        """
        self._change_announcement(key, announcement_row(changes))

    def delete_announcement(self, key: str) -> None:
        """Put an announcement into the bin, from which it can be restored."""
        self._change_announcement(key, {}, binned=True)

    def restore_announcement(self, key: str) -> None:
        """Take an announcement out of the bin."""
        self._change_announcement(key, {}, binned=False)

    def announcements(self, *, binned: bool = False) -> pd.DataFrame:
        """Return the reader's announcements, oldest first, as ``read_events`` does the shipped."""
        table = tables.announcements
        query = sql.select(table.c.key, *(table.c[name] for name in ANNOUNCEMENT))
        removed = table.c.removed_at.is_not(None) if binned else table.c.removed_at.is_(None)
        return announcements_frame(
            self._rows(query.where(removed).order_by(table.c.instant, table.c.key))
        )

    # --- the reader's labels for sentences

    def correct(
        self, key: str, sentence: str, *, computed: float, label: Label, note: str = ""
    ) -> None:
        """Keep how the reader reads a sentence of an article, over what was kept of it before.

        Parameters
        ----------
        computed
            The compound that the engine gave it.

        Raises
        ------
        DataError
            If the sentence is empty or the label none of the three.
        """
        row = correction_row(key, sentence, computed=computed, label=label, note=note)
        with self.connection(writes=True) as connection:
            statement = insert(connection, tables.corrections)
            upsert = statement.on_conflict_do_update(
                index_elements=["article", "digest"],
                set_={name: statement.excluded[name] for name in CORRECTION[2:]},
            )
            connection.execute(upsert, row | {"made_at": now(connection)})
            tables.count(connection, "notes")

    def uncorrect(self, key: str, sentence: str) -> None:
        """Forget how the reader reads a sentence."""
        table = tables.corrections
        same = (table.c.article == key) & (table.c.digest == digest_of(storable(sentence).strip()))
        with self.connection(writes=True) as connection:
            connection.execute(table.delete().where(same))
            tables.count(connection, "notes")

    def corrections(self) -> pd.DataFrame:
        """Return every correction in the order they were made.

        Columns ``key`` (of the article), ``text`` (the sentence), ``computed``, ``label``,
        ``note`` and ``made_at`` (UTC).
        """
        table = tables.corrections
        names = [name for name in CORRECTION if name != "digest"]
        query = sql.select(*(table.c[name] for name in names))
        rows = self._rows(query.order_by(table.c.made_at, table.c.article, table.c.digest))
        frame = pd.DataFrame(rows, columns=["key", *names[1:]])
        words = dict.fromkeys(("key", "text", "label", "note"), "str")
        made_at = pd.to_datetime(frame["made_at"], utc=True).dt.as_unit("ns")
        return frame.astype(words | {"computed": "float64"}).assign(made_at=made_at)

    # --- counters

    def tours_closed(self) -> int:
        """Return how often the tour of the pages was closed."""
        return self._version("tours")

    def close_tour(self) -> None:
        """Note that the tour of the pages has been read."""
        with self.connection(writes=True) as connection:
            tables.count(connection, "tours")

    def announcements_version(self) -> int:
        """Return a number that changes whenever an announcement does, in any process."""
        return self._version("announcements")

    def notes_version(self) -> int:
        """Return a number that changes whenever a tag, link or correction does, in any process."""
        return self._version("notes")

    # --- within

    def _frame(self, columns: tuple[str, ...], *which: sql.ColumnElement[bool]) -> pd.DataFrame:
        query = _selected(columns).where(*which)
        rows = self._rows(query.order_by(articles.c.published, articles.c.key))
        return articles_frame(rows, columns)

    def _attach(self, table: sql.Table, rows: list[dict[str, str]]) -> None:
        if not rows:
            return
        with self.connection(writes=True) as connection:
            connection.execute(insert(connection, table).on_conflict_do_nothing(), rows)
            tables.count(connection, "notes")

    def _detach(self, table: sql.Table, keys: list[str], *, name: str) -> None:
        column = list(table.c)[1]
        with self.connection(writes=True) as connection:
            for some in chunks(keys):
                theirs = table.delete().where(table.c.article.in_(some), column == name)
                connection.execute(theirs)
            tables.count(connection, "notes")

    def _attached(self, table: sql.Table) -> "pd.Series[Any]":
        found: dict[str, list[str]] = {}
        for key, name in self._rows(sql.select(*table.c)):
            found.setdefault(key, []).append(name)
        index = pd.Index(sorted(found), dtype="str", name="key")
        return pd.Series([sorted(found[key]) for key in index], index, dtype="object")

    def _change_announcement(
        self, key: str, values: dict[str, Any], *, binned: bool | None = None
    ) -> None:
        table = tables.announcements
        with self.connection(writes=True) as connection:
            same = table.c.key == key
            if connection.scalar(sql.select(table.c.key).where(same)) is None:
                raise DataError("The library", "holds no announcement of the key", key)
            if binned is not None:
                values = values | {"removed_at": now(connection) if binned else None}
            connection.execute(table.update().where(same).values(values))
            tables.count(connection, "announcements")


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
