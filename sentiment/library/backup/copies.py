"""The library's file copied, and put back: whole or not at all.

Copies are made through SQLite, page by page under its locks, never by copying the file: part of
what was saved last may still lie in the log beside it.
"""

import os
import re
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

import sqlalchemy as sql

from sentiment.library.backup.rows import UNTOUCHED, carry_rows
from sentiment.library.database import (
    PATIENCE,
    DamagedError,
    StoreError,
    address_of,
    check_head,
    open_engine,
    worded,
)
from sentiment.library.store import Store

_PART = ".part"  # ends the name of a copy that is being written
_BESIDE = ("", "-wal", "-shm", "-journal")  # what SQLite keeps a file's parts in
_STALE = 3_600  # seconds since a copy was last written to


def backup(store: Store, path: Path | str) -> None:
    """Write a checked copy of the library to *path*, over a file that is there.

    Others may read and write the library meanwhile; the copy is of one moment.

    Raises
    ------
    StoreError
        If the library is not an SQLite file, or the copy cannot be written; a file that was at
        *path* before then stays.
    """
    target = Path(path)
    with store.connection() as connection:
        _refuse_server(connection.engine.url, tool="pg_dump")
        source = connection.connection.driver_connection
        file = str(connection.engine.url.database)
        if target.exists() and Path(file).exists() and target.samefile(file):
            raise StoreError(file, "cannot be copied over itself", "Name another file")
        if not isinstance(source, sqlite3.Connection):
            raise TypeError(f"expected an SQLite connection, got {source!r}")
        with _written_beside(target) as temporary:
            _copy(source, temporary)
            _check(temporary, named=file, remedy="Restore an older backup")


def in_file(url: str) -> bool:
    """Return whether the library at *url* is a file, which can be copied and put back here.

    One on a server has tools of the server's own: pg_dump and pg_restore.

    Examples
    --------
    >>> in_file("library.sqlite"), in_file("postgresql://server/library")
    (True, False)
    """
    return "://" not in url or url.startswith("sqlite")


def restore(path: Path | str, url: str, *, named: str | None = None) -> Path | None:
    """Put a backup in the place of the library at *url*, and return where that is kept.

    The library may be open: whoever has it open finds the backup's contents at the next look. An
    older backup is brought up to date. Of a file that may be anybody's, nothing but rows is taken
    over, and nothing in it is run: see :mod:`sentiment.library.backup.rows`.

    Parameters
    ----------
    named
        What an error calls the backup; its path if not given.

    Returns
    -------
    Path
        A copy of the library as it was, beside it; None if there was none.

    Raises
    ------
    StoreError
        If the backup is damaged, is no library or is of a newer program, or the library cannot be
        written to; the library then stays as it is.
    """
    source, address = Path(path), address_of(url)
    _refuse_server(address, tool="pg_restore")
    target = Path(str(address.database))
    if source.exists() and target.exists() and source.samefile(target):
        raise StoreError(str(source), "cannot be restored from itself", "Choose a backup")
    with _written_beside(target, put=False) as temporary:
        _read_backup(source, temporary, named=named or str(source))
        _sync(temporary)
        if not target.exists() or not target.stat().st_size:
            os.replace(temporary, target)
            return None
        former = _name_beside(target, "before-restore")
        if _is_whole(target):
            _replace_contents(temporary, target, former=former)
        else:
            _move(target, former)
            os.replace(temporary, target)
        _sync(target.parent)
    return former


def set_aside(url: str) -> Path:
    """Move a damaged library away, so that a fresh one can be made; return where it is kept.

    Raises
    ------
    StoreError
        If the library is whole after all, or cannot be moved; it then stays.
    """
    address = address_of(url)
    _refuse_server(address, tool="pg_restore")
    target = Path(str(address.database))
    if not target.exists() or _is_whole(target):
        raise StoreError(str(target), "is not damaged", "It stays where it is")
    former = _name_beside(target, "damaged")
    try:
        _move(target, former)
        _sync(target.parent)
    except OSError as error:
        fault = f"cannot be moved ({error.strerror})"
        raise StoreError(str(target), fault, "Make its folder writable") from error
    return former


def _move(target: Path, place: Path) -> None:
    """Move a library with what lies beside it; its log first, which no other file may meet."""
    for end in ("-shm", "-wal", ""):
        if (part := Path(f"{target}{end}")).exists():
            os.replace(part, f"{place}{end}")


def _refuse_server(url: sql.URL, *, tool: str) -> None:
    if url.get_backend_name() != "sqlite":
        place = url.set(query={}).render_as_string(hide_password=True)
        fault = "is kept by a database server, not in a file of its own"
        raise StoreError(place, fault, f"Use {tool}, which comes with PostgreSQL")
    if str(url.database).startswith("file:") or url.database in (None, "", ":memory:"):
        raise StoreError(str(url.database), "is not a plain file", "Open it by its path")


def _read_backup(source: Path, temporary: Path, *, named: str) -> None:
    """Write a backup's rows to *temporary*, as a library that is up to date."""
    if not source.is_file():
        raise StoreError(named, "is not there", UNTOUCHED)
    carry_rows(source, temporary, named=named)
    open_engine(str(temporary)).dispose()
    with closing(sqlite3.connect(temporary)) as copy:
        copy.execute("PRAGMA journal_mode = DELETE")


def _copy(source: sqlite3.Connection, temporary: Path) -> None:
    """Copy a database into a file that needs no log beside it."""
    with closing(sqlite3.connect(temporary)) as copy:
        source.backup(copy)
        copy.execute("PRAGMA journal_mode = DELETE")


def _read_through(backup: sqlite3.Connection) -> None:
    """Read every row: SQLite's own check passes over text that is none."""
    plain = "SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'"
    for (name,) in backup.execute(plain).fetchall():
        quoted = name.replace('"', '""')
        for _ in backup.execute(f'SELECT * FROM "{quoted}"'):  # noqa: S608 - a name, quoted
            pass


def _check(file: Path, *, named: str, remedy: str) -> None:
    """Refuse a file that is damaged or holds no library."""
    try:
        check_head(file)
    except DamagedError as error:
        raise DamagedError(named, error.fault, remedy) from error
    try:
        with closing(sqlite3.connect(file, timeout=PATIENCE)) as copy:
            faults = [row[0] for row in copy.execute("PRAGMA integrity_check(1)")]
            tables = {row[0] for row in copy.execute("SELECT name FROM sqlite_master")}
            _read_through(copy)
    except (sqlite3.Error, UnicodeDecodeError) as error:
        reason = worded("", error)
        raise type(reason)(named, reason.fault, remedy) from error
    if faults != ["ok"]:
        raise DamagedError(named, f"is damaged ({faults[0].strip()})", remedy)
    if not {"alembic_version", "articles", "bars"} <= tables:
        raise DamagedError(named, "holds no library of this program", remedy)


def _is_whole(target: Path) -> bool:
    """Return whether a library can be read; one that others hold is not known to be damaged."""
    try:
        _check(target, named=str(target), remedy="Try again in a while; it was left as it is")
    except DamagedError:
        return False
    return True


def _replace_contents(temporary: Path, target: Path, *, former: Path) -> None:
    """Keep a copy of the library, then write the backup into it as one change."""
    try:
        with (
            closing(sqlite3.connect(target, timeout=PATIENCE)) as live,
            closing(sqlite3.connect(temporary, isolation_level=None)) as new,
        ):
            with _written_beside(former) as copy:
                _copy(live, copy)
            _fit(new, live)
            new.backup(live, progress=_give_up(target))
    except sqlite3.Error as error:
        raise worded(str(target), error) from error


def _fit(new: sqlite3.Connection, live: sqlite3.Connection) -> None:
    """Give the backup the library's page size, and counters beyond any that a page has seen."""
    [size] = live.execute("PRAGMA page_size").fetchone()
    new.execute(f"PRAGMA page_size = {size}")
    if new.execute("PRAGMA page_size").fetchone() != (size,):
        new.execute("VACUUM")
    counted = dict(live.execute("SELECT name, value FROM counters"))
    for name, value in new.execute("SELECT name, value FROM counters"):
        counted[name] = max(value, counted.get(name, 0))
    beyond = [(name, value + 1) for name, value in counted.items()]
    new.execute("BEGIN")
    new.executemany("INSERT OR REPLACE INTO counters (name, value) VALUES (?, ?)", beyond)
    new.execute("COMMIT")


def _give_up(target: Path) -> Callable[[int, int, int], None]:
    """Return what stops a copy whose turn to write does not come; Python would wait for ever."""

    def progress(status: int, _remaining: int, _total: int) -> None:
        if status in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            fault = "is in use by another program"
            raise StoreError(str(target), fault, "Close that program, or try again in a while")

    return progress


def _name_beside(target: Path, why: str) -> Path:
    """Return a free name that tells why and when the library was put aside, by SQLite's clock."""
    with closing(sqlite3.connect(":memory:")) as clock:
        [moment] = clock.execute("SELECT strftime('%Y-%m-%dT%H%M%SZ', 'now')").fetchone()
    name, number = f"{target.name}.{why}-{moment}", 2
    while (place := target.with_name(name)).exists():
        name, number = f"{target.name}.{why}-{moment}-{number}", number + 1
    return place


@contextmanager
def _written_beside(target: Path, *, put: bool = True) -> Iterator[Path]:
    """Hand out a new file in the target's folder, put in the target's place once written."""
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(_PART, prefix=f".{target.name}.", dir=target.parent)
    except OSError as error:
        fault = f"cannot be written ({error.strerror})"
        raise StoreError(str(target), fault, "Name another folder") from error
    os.close(handle)
    temporary = Path(name)
    try:
        with suppress(OSError):  # what cannot be cleared stays
            _clear_stale(target, fresh=temporary)
        yield temporary
        if put:
            _sync(temporary)
            os.replace(temporary, target)
            _sync(target.parent)
    except sqlite3.Error as error:
        raise worded(str(target), error) from error
    except StoreError as error:
        if error.place != str(temporary):
            raise
        raise StoreError(str(target), error.fault, error.remedy) from error
    except OSError as error:
        fault = f"cannot be written ({error.strerror})"
        raise StoreError(str(target), fault, "Check the disk and its free space") from error
    finally:
        for end in _BESIDE:
            Path(f"{temporary}{end}").unlink(missing_ok=True)


def _clear_stale(target: Path, *, fresh: Path) -> None:
    """Remove what a killed process left half written here, told by its name and its age.

    The age is told by the clock of the disk, which has just written *fresh*.
    """
    ends = "|".join(map(re.escape, _BESIDE))
    ours = re.compile(rf"\.{re.escape(target.name)}\.(?:.+\.)?[a-z0-9_]{{8}}{_PART}(?:{ends})")
    latest = fresh.stat().st_mtime - _STALE
    for file in target.parent.iterdir():
        if ours.fullmatch(file.name) and file.is_file() and file.stat().st_mtime < latest:
            file.unlink(missing_ok=True)


def _sync(path: Path) -> None:
    """Wait until a file, or a folder's list of files, is on the disk."""
    if path.is_dir() and os.name == "nt":
        return  # Windows syncs no folders
    handle = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
