"""What was done with all articles as they were at one change of them, so that nobody looks again.

A note is of one version of the articles: whatever is saved, edited, taken out, put back, given
another share or forgotten moves the version on, and the note says nothing any more.
"""

import sqlalchemy as sql

from sentiment.library.database import insert
from sentiment.library.schema import subject_checks
from sentiment.library.store import Store

_NO_KEY = " "  # before what is noted: no article's key begins so


def note_done(store: Store, what: str, *, version: int) -> None:
    """Note that something was done with all articles as of a version of them."""
    row = {"article": f"{_NO_KEY}{what}", "edited": version, "given": False}
    with store.connection(writes=True) as connection:
        statement = insert(connection, subject_checks).values(row)
        upsert = statement.on_conflict_do_update(
            index_elements=["article"], set_={"edited": statement.excluded.edited}
        )
        connection.execute(upsert)


def is_done(store: Store, what: str, *, version: int) -> bool:
    """Return whether something was done with all articles as of this version of them."""
    query = sql.select(subject_checks.c.edited).where(
        subject_checks.c.article == f"{_NO_KEY}{what}"
    )
    with store.connection() as connection:
        return connection.scalar(query) == version
