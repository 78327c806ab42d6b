"""What a reader notes of articles: tags, links to announcements, labels for sentences.

All may be of shipped articles too: a key need not be one of the store's.
"""

from collections.abc import Iterable
from typing import Any

import pandas as pd
import sqlalchemy as sql

from sentiment.library import schema
from sentiment.library.article_rows import chunks, digest_of
from sentiment.library.corrections import correction_row, tag_name
from sentiment.library.database import insert
from sentiment.library.schema import CORRECTION, now, storable
from sentiment.library.store import Store
from sentiment.output.labels import Label


class Notes:
    """What the reader of a library notes of articles."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def tag(self, keys: Iterable[str], tag: str) -> None:
        """Give articles a tag.

        Raises
        ------
        DataError
            If the tag is empty or too long.
        """
        name = tag_name(tag)
        self._attach(schema.tags, [{"article": key, "tag": name} for key in keys])

    def untag(self, keys: Iterable[str], tag: str) -> None:
        """Take a tag from articles."""
        self._detach(schema.tags, list(keys), name=tag)

    def tags(self) -> "pd.Series[Any]":
        """Return the tags of each article that has any: key to a sorted list."""
        return self._attached(schema.tags)

    def link(self, keys: Iterable[str], event: str) -> None:
        """Link articles to the announcement of a key."""
        self._attach(schema.links, [{"article": key, "event": event} for key in keys])

    def unlink(self, keys: Iterable[str], event: str) -> None:
        """Take the link to an announcement from articles."""
        self._detach(schema.links, list(keys), name=event)

    def links(self) -> "pd.Series[Any]":
        """Return the announcements of each article that is linked to any: key to a sorted list."""
        return self._attached(schema.links)

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
        with self._store.connection(writes=True) as connection:
            statement = insert(connection, schema.corrections)
            upsert = statement.on_conflict_do_update(
                index_elements=["article", "digest"],
                set_={name: statement.excluded[name] for name in CORRECTION[2:]},
            )
            connection.execute(upsert, row | {"made_at": now(connection)})
            schema.count(connection, "notes")

    def uncorrect(self, key: str, sentence: str) -> None:
        """Forget how the reader reads a sentence."""
        table = schema.corrections
        same = (table.c.article == key) & (table.c.digest == digest_of(storable(sentence).strip()))
        with self._store.connection(writes=True) as connection:
            connection.execute(table.delete().where(same))
            schema.count(connection, "notes")

    def corrections(self) -> pd.DataFrame:
        """Return every correction in the order they were made.

        Columns ``key`` (of the article), ``text`` (the sentence), ``computed``, ``label``,
        ``note`` and ``made_at`` (UTC).
        """
        table = schema.corrections
        names = [name for name in CORRECTION if name != "digest"]
        query = sql.select(*(table.c[name] for name in names))
        rows = self._store.rows(query.order_by(table.c.made_at, table.c.article, table.c.digest))
        frame = pd.DataFrame(rows, columns=["key", *names[1:]])
        words = dict.fromkeys(("key", "text", "label", "note"), "str")
        made_at = pd.to_datetime(frame["made_at"], utc=True).dt.as_unit("ns")
        return frame.astype(words | {"computed": "float64"}).assign(made_at=made_at)

    def version(self) -> int:
        """Return a number that changes whenever a tag, link or correction does, in any process."""
        return self._store.version("notes")

    def _attach(self, table: sql.Table, rows: list[dict[str, str]]) -> None:
        if not rows:
            return
        with self._store.connection(writes=True) as connection:
            connection.execute(insert(connection, table).on_conflict_do_nothing(), rows)
            schema.count(connection, "notes")

    def _detach(self, table: sql.Table, keys: list[str], *, name: str) -> None:
        column = list(table.c)[1]
        with self._store.connection(writes=True) as connection:
            for some in chunks(keys):
                theirs = table.delete().where(table.c.article.in_(some), column == name)
                connection.execute(theirs)
            schema.count(connection, "notes")

    def _attached(self, table: sql.Table) -> "pd.Series[Any]":
        by_key: dict[str, list[str]] = {}
        for key, name in self._store.rows(sql.select(*table.c)):
            by_key.setdefault(key, []).append(name)
        index = pd.Index(sorted(by_key), dtype="str", name="key")
        return pd.Series([sorted(by_key[key]) for key in index], index, dtype="object")
