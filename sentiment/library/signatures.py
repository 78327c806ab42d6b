"""The signatures of the library's articles, kept there so that each text is looked at once."""

from collections.abc import Collection, Hashable, Mapping

import numpy as np
import pandas as pd
import sqlalchemy as sql

from sentiment.library.article_rows import chunks, newest
from sentiment.library.database import insert
from sentiment.library.schema import articles, signatures, speaks_of
from sentiment.library.store import Store
from sentiment.text import duplicates
from sentiment.text.duplicates import Signature

_READ = ("text", "edited")


def sign_some(store: Store, *, symbol: str | None = None, limit: int = 500) -> int:
    """Work out the signatures of articles that have none as they are now, and return how many.

    Only of those that speak of the share *symbol*, if one is given.
    """
    theirs = () if symbol is None else speaks_of(symbol)
    missing = (articles.c.removed_at.is_(None), ~sql.exists().where(*_FITS), *theirs)
    with store.connection() as connection:
        frame = newest(connection, _READ, *missing, of_share=symbol is not None, limit=limit)
    computed = {key: duplicates.signature(text) for key, text in frame["text"].items()}
    _keep(store, computed, edited=dict(frame["edited"].items()))
    return len(frame)


def signatures_of(store: Store, keys: Collection[str] | None = None) -> pd.DataFrame:
    """Return what is kept of the articles, or of those with *keys*, as they are now, by key.

    Columns ``published`` (UTC) and ``signature``, None for a text too short to tell.
    """
    query = sql.select(articles.c.key, articles.c.published, signatures.c.signature)
    fitting = query.where(articles.c.removed_at.is_(None), *_FITS)
    some_of = [None] if keys is None else chunks(list(keys))
    with store.connection() as connection:
        rows = [
            tuple(row)
            for some in some_of
            for row in connection.execute(
                fitting if some is None else fitting.where(articles.c.key.in_(some))
            )
        ]
    frame = pd.DataFrame(rows, columns=["key", "published", "signature"])
    values = [None if one is None else np.frombuffer(one, dtype=np.uint32) for *_, one in rows]
    return frame.assign(
        key=frame["key"].astype("str"),
        published=pd.to_datetime(frame["published"], utc=True).dt.as_unit("ns"),
        signature=pd.Series(values, frame.index, dtype="object"),
    ).set_index("key")


def _keep(
    store: Store, computed: Mapping[Hashable, Signature | None], *, edited: Mapping[Hashable, int]
) -> None:
    rows = [
        {
            "article": key,
            "edited": int(edited[key]),
            "signature": None if one is None else one.tobytes(),
        }
        for key, one in computed.items()
    ]
    if not rows:
        return
    with store.connection(writes=True) as connection:
        statement = insert(connection, signatures)
        new = statement.excluded
        upsert = statement.on_conflict_do_update(
            index_elements=["article"],
            set_={"edited": new.edited, "signature": new.signature},
            where=new.edited >= signatures.c.edited,
        )
        connection.execute(upsert, rows)


_FITS = (signatures.c.article == articles.c.key, signatures.c.edited == articles.c.edited)
