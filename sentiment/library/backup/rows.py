"""The rows of a backup, which may be anybody's file, into a fresh library of this program's own.

Rows alone are taken over, of the tables that are known by name, and each value must be of its
column's kind. What else a file may hold is never run: views, triggers, indexes, checks, computed
columns and tables that a module of SQLite makes up. How to read such a file:
https://www.sqlite.org/security.html.
"""

import re
import sqlite3
from collections.abc import Collection, Iterator, Sequence
from contextlib import closing, contextmanager
from itertools import count
from pathlib import Path

from sentiment.errors import DataError
from sentiment.library.backup.values import Check, Column, check_of
from sentiment.library.database import (
    DamagedError,
    StoreError,
    check_head,
    open_engine,
    revisions,
    worded,
)

UNTOUCHED = "Choose another backup; the library itself was left as it is"
LONGEST_VALUE = 20_000_000  # bytes of a value, or of a row
# Steps of SQLite's machine: reading a library takes less than one for each of its bytes, and to
# know its tables some hundreds.
MOST_STEPS, STEPS_PER_BYTE, MOST_STEPS_TO_OPEN = 50_000_000, 10, 100_000
_STEPS_AT_ONCE = 100_000
_LIMITS = {
    sqlite3.SQLITE_LIMIT_LENGTH: LONGEST_VALUE,
    sqlite3.SQLITE_LIMIT_SQL_LENGTH: 20_000,
    sqlite3.SQLITE_LIMIT_COLUMN: 100,
    sqlite3.SQLITE_LIMIT_EXPR_DEPTH: 50,
    sqlite3.SQLITE_LIMIT_COMPOUND_SELECT: 5,
    sqlite3.SQLITE_LIMIT_TRIGGER_DEPTH: 1,
    sqlite3.SQLITE_LIMIT_ATTACHED: 0,
}
_NO_LIBRARY = "holds no library of this program"
_FAULTS = {
    None: "holds text that cannot be read",  # Python's own words, of bytes that are no letters
    "SQLITE_INTERRUPT": "takes far more work to read than a library of its size",
    "SQLITE_TOOBIG": f"holds a value of over {LONGEST_VALUE // 10**6} MB",
    "SQLITE_AUTH": "holds what no library does",
    "SQLITE_ERROR": _NO_LIBRARY,
}


def carry_rows(source: Path, target: Path, *, named: str) -> None:
    """Make a library in the empty file *target*, and write the rows of the one in *source* to it.

    Its tables are those of the revision that the source says it is of.

    Parameters
    ----------
    named
        What an error calls the source.

    Raises
    ------
    StoreError
        If the source is damaged, is no library or of a newer program, or holds what no library
        does.
    """
    try:
        with closing(_opened(source)) as foreign:
            revision = _revision_of(foreign)
            if revision not in revisions():
                fault = f"was made by a newer version of this program (revision {revision})"
                raise StoreError(named, fault, f"Update the program. {UNTOUCHED}")
            open_engine(str(target), revision=revision).dispose()
            with closing(sqlite3.connect(target)) as fresh:
                _carry(foreign, fresh)
    except DataError as error:
        raise StoreError(named, error.fault, UNTOUCHED) from error


def _opened(source: Path) -> sqlite3.Connection:
    """Open a file that may be hostile, for reading alone and within limits."""
    try:
        check_head(source)
    except DamagedError as error:
        raise DataError(source, error.fault) from error
    alone = not any(Path(f"{source}{end}").exists() for end in ("-wal", "-journal"))
    # by itself it is read where nothing may be written beside it, and nothing is
    how = "mode=ro&immutable=1" if alone else "mode=ro"
    with _reading():
        place = f"{source.resolve().as_uri()}?{how}"
        foreign = sqlite3.connect(place, uri=True, isolation_level=None)
        try:
            _bound(foreign, size=source.stat().st_size)
        except BaseException:
            foreign.close()
            raise
    return foreign


def _bound(foreign: sqlite3.Connection, *, size: int) -> None:
    """Set limits to what reading takes, and let plain reading alone pass."""
    for limit, most in _LIMITS.items():
        foreign.setlimit(limit, most)
    for setting in ("trusted_schema = OFF", "ignore_check_constraints = ON"):
        foreign.execute(f"PRAGMA {setting}")
    foreign.set_progress_handler(lambda: True, MOST_STEPS_TO_OPEN)
    foreign.execute("BEGIN")  # all of it is read as of one moment
    foreign.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchall()
    rounds, most = count(), (MOST_STEPS + STEPS_PER_BYTE * size) // _STEPS_AT_ONCE
    foreign.set_progress_handler(lambda: next(rounds) > most, _STEPS_AT_ONCE)
    foreign.set_authorizer(_allowed)


def _allowed(
    action: int, first: str | None, second: str | None, _base: str | None, within: str | None
) -> int:
    """Refuse what a view or a computed column would do: it reads from within another table."""
    fine = within is None and (
        action in {sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ}
        or (action == sqlite3.SQLITE_PRAGMA and first in {"quick_check", "table_xinfo"})
        or (action == sqlite3.SQLITE_FUNCTION and second == "count")
    )
    return sqlite3.SQLITE_OK if fine else sqlite3.SQLITE_DENY


@contextmanager
def _reading() -> Iterator[None]:
    """Tell what SQLite says of the backup in words."""
    try:
        yield
    except (sqlite3.Error, UnicodeDecodeError) as error:
        code = getattr(error, "sqlite_errorname", None)
        raise DataError("The backup", _FAULTS.get(code) or worded("", error).fault) from error


def _revision_of(foreign: sqlite3.Connection) -> str:
    """Return the revision that a backup says it is of."""
    _check_table(foreign, "alembic_version", {"version_num"})
    with _reading():
        rows = foreign.execute("SELECT version_num FROM alembic_version LIMIT 2").fetchall()
    names = [row[0] for row in rows if isinstance(row[0], str)]
    if len(rows) != 1 or not names or not re.fullmatch(r"\w{1,32}", names[0]):
        raise DataError("The backup", _NO_LIBRARY)
    return names[0]


def _carry(foreign: sqlite3.Connection, fresh: sqlite3.Connection) -> None:
    """Copy the rows of every table of a fresh library's, then index their words."""
    fresh.execute("PRAGMA journal_mode = OFF")  # it is thrown away if anything fails
    fresh.execute("PRAGMA synchronous = OFF")
    # words are indexed three times as fast at once as by a trigger at every row
    triggers = fresh.execute(
        "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"
    ).fetchall()
    for name, _ in triggers:
        fresh.execute(f'DROP TRIGGER "{name}"')
    for table, columns in _tables_of(fresh).items():
        _carry_table(foreign, fresh, table=table, columns=columns)
    for _, made in triggers:
        fresh.execute(made)
    if triggers:
        fresh.execute("INSERT INTO article_words (article_words) VALUES ('rebuild')")
    fresh.commit()


def _carry_table(
    foreign: sqlite3.Connection, fresh: sqlite3.Connection, *, table: str, columns: Sequence[Column]
) -> None:
    names = [column.name for column in columns]
    _check_table(foreign, table, names)
    listed, places = ", ".join(f'"{name}"' for name in names), ", ".join("?" * len(names))
    put = f'INSERT INTO "{table}" ({listed}) VALUES ({places})'  # noqa: S608 - ours
    try:
        fresh.executemany(put, _checked_rows(foreign, table, columns))
    except sqlite3.IntegrityError as error:
        raise DataError("The backup", f"holds rows that cannot be ({error})") from error


def _tables_of(fresh: sqlite3.Connection) -> dict[str, list[Column]]:
    """Return the tables of a library and their columns, but for the index of words."""
    made = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT GLOB 'article_words*'"
    names = [row[0] for row in fresh.execute(made) if row[0] != "alembic_version"]
    return {
        table: [
            Column(table, name, kind, bool(needed))
            for _, name, kind, needed, *_ in fresh.execute(f'PRAGMA table_info("{table}")')
        ]
        for table in names
    }


def _check_table(foreign: sqlite3.Connection, table: str, names: Collection[str]) -> None:
    """Refuse a backup whose table is none, or computes a column, or is damaged."""
    with _reading():
        made = "SELECT type, rootpage, sql FROM sqlite_master WHERE name = ?"
        entries = foreign.execute(made, (table,)).fetchall()
        computed = {row[1]: row[6] for row in foreign.execute(f'PRAGMA table_xinfo("{table}")')}
        if not _is_plain(entries) or any(computed.get(name, True) for name in names):
            raise DataError("The backup", _NO_LIBRARY)
        answer = foreign.execute(f'PRAGMA quick_check("{table}")').fetchall()
    if answer != [("ok",)]:  # its words repeat names of the file's, which may be anything
        raise DataError("The backup", "is damaged")


def _is_plain(entries: Sequence[tuple[object, ...]]) -> bool:
    """Return whether what is found of a name is one table, with rows of its own."""
    if len(entries) != 1:
        return False
    kind, root, made = entries[0]
    return kind == "table" and bool(root) and str(made).startswith("CREATE TABLE ")


def _checked_rows(
    foreign: sqlite3.Connection, table: str, columns: Sequence[Column]
) -> Iterator[list[object]]:
    """Yield a table's rows as they are kept; refuse what none of ours ever holds."""
    listed = ", ".join(f'"{column.name}"' for column in columns)
    checks = [check_of(column) for column in columns]
    number = 0
    with _reading():
        rows = foreign.execute(f'SELECT {listed} FROM "{table}" NOT INDEXED')  # noqa: S608 - ours
        for number, row in enumerate(rows, 1):  # noqa: B007 - the last number is the answer
            yield _checked(row, checks, columns)
        # counted along an index, which a lost page of rows does not shorten
        [counted] = foreign.execute(f'SELECT count(*) FROM "{table}"').fetchone()  # noqa: S608
    if counted != number:
        raise DataError("The backup", f"is damaged (of {counted} {table}, {number} are there)")


def _checked(
    row: Sequence[object], checks: Sequence[Check], columns: Sequence[Column]
) -> list[object]:
    values = []
    for value, check, column in zip(row, checks, columns, strict=True):
        try:
            values.append(check(value))
        except (ValueError, DataError) as error:
            fault = f"holds a value that cannot be ({column.name} in {column.table})"
            raise DataError("The backup", fault) from error
    return values
