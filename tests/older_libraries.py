"""Library files as the first version of the program made them, and what files hold."""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import sqlalchemy as sql
from alembic.operations import Operations
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

import sentiment.library.migrations


def first_revision(path: Path, *, articles: int, then: str = "0001") -> None:
    """Make a library as the first revision did, with articles in it, and bring it up to another."""
    engine = sql.create_engine(f"sqlite:///{path}")
    scripts = ScriptDirectory(str(Path(sentiment.library.migrations.__file__).parent))
    with engine.begin() as connection:
        options = {"fn": lambda revision, _: scripts._upgrade_revs("0001", revision)}
        context = MigrationContext.configure(connection, opts=options)
        with Operations.context(context), context.begin_transaction():
            context.run_migrations()
        for number in range(articles):
            connection.exec_driver_sql(
                "INSERT INTO articles (key, title, outlet, author, zone, url, origin, note, text, "
                "published, digest, added_at, removed_at) VALUES (?, ?, 'The Wire', '', 'UTC', '', "
                "'pasted', '', ?, '2026-02-02 17:00:00.000000', ?, '2026-02-03 19:00:00', ?)",
                (
                    f"2026-02-02-{number:04}",
                    f"Title {number} 株",
                    f"Nvidia fell {number} times. " * 40,
                    f"digest {number}",
                    "2026-02-04 12:00:00" if number % 10 == 0 else None,
                ),
            )
        connection.exec_driver_sql("INSERT INTO counters VALUES ('articles', 7)")
    with engine.begin() as connection:
        options = {"fn": lambda revision, _: scripts._upgrade_revs(then, revision)}
        context = MigrationContext.configure(connection, opts=options)
        with Operations.context(context), context.begin_transaction():
            context.run_migrations()
    engine.dispose()


def rows_of(path: Path) -> list[tuple[Any, ...]]:
    names = "key, title, outlet, author, zone, url, origin, note, text, published, digest, added_at"
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(
            f"SELECT {names}, removed_at FROM articles ORDER BY key"  # noqa: S608
        ).fetchall()


def revision_of(path: Path) -> str:
    with closing(sqlite3.connect(path)) as connection:
        return str(connection.execute("SELECT version_num FROM alembic_version").fetchone()[0])


def integrity(path: Path) -> str:
    with closing(sqlite3.connect(path)) as connection:
        return str(connection.execute("PRAGMA integrity_check").fetchone()[0])
