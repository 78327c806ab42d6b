"""The database that the store keeps its rows in: opened, brought up to date, its faults in words.

SQLite keeps a log beside the file (WAL), so that pages read while another process writes. It waits
for the disk at every change, so that a power cut takes back nothing that was told as kept; whoever
deletes the files ending in -wal and -shm beside a library throws its last changes away.
PostgreSQL does so by its own settings (fsync, synchronous_commit), which are left as they are.
"""

import os
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import sqlalchemy as sql
from sqlalchemy.dialects import sqlite
from sqlalchemy.exc import ArgumentError, DBAPIError

from sentiment.errors import SentimentError
from sentiment.library import postgres

if TYPE_CHECKING:
    from alembic.config import Config
    from sqlalchemy.dialects import postgresql

_SCRIPTS = Path(__file__).parent / "migrations"
# Of the names of its files, "r0004_folded_words.py": opening a library need not load alembic.
HEAD = max(path.name[1:5] for path in (_SCRIPTS / "versions").glob("r*.py"))
_ONE_AT_A_TIME = threading.Lock()  # Alembic's context is the whole process's
PATIENCE = 10.0  # seconds to wait while another process writes; each of ours takes milliseconds

_FRESH = (
    "Nothing in it was changed. To start a fresh one, move the file away or let DASHBOARD_STORE "
    "name another; to put a backup in its place: python -m sentiment library restore FILE, which "
    "keeps this file"
)
_PLACE = "Make it writable, or let DASHBOARD_STORE name another file"
# https://www.sqlite.org/rescode.html; longer codes begin with these
_FAULTS = {
    "SQLITE_BUSY": ("is in use by another program", "Close that program, or try again in a while"),
    "SQLITE_LOCKED": ("is in use by another program", "Try again in a while"),
    "SQLITE_READONLY": ("cannot be written to", _PLACE),
    "SQLITE_PERM": ("cannot be written to", _PLACE),
    "SQLITE_CANTOPEN": ("cannot be opened", _PLACE),
    "SQLITE_NOTADB": ("is not a database, or is damaged", _FRESH),
    "SQLITE_CORRUPT": ("is damaged", _FRESH),
    "SQLITE_FULL": (
        "has no room left on its disk",
        "Free some space and try again; what was kept before is safe",
    ),
    "SQLITE_IOERR": (
        "could not be read from or written to its disk",
        "Check the disk and its free space, then try again; what was kept before is safe",
    ),
}
_LACKING = ("no such table", "no such column")


class StoreError(SentimentError):
    """The library cannot be opened, read or written."""

    def __init__(self, place: str, fault: str, remedy: str) -> None:
        super().__init__(place, fault, remedy)
        self.place, self.fault, self.remedy = place, fault, remedy

    def __str__(self) -> str:
        return f"The library {self.place} {self.fault}. {self.remedy}."


class DamagedError(StoreError):
    """The library's file cannot be read any more."""


def open_engine(url: str, *, revision: str = HEAD) -> sql.Engine:
    """Return an engine for *url*, its folder made and its tables brought up to date.

    Parameters
    ----------
    revision
        The one that the tables are brought up to: one of :func:`revisions`.

    Raises
    ------
    StoreError
        If it cannot be opened, is damaged, or was made by a newer version of this program.
    """
    address = address_of(url)
    if address.get_backend_name() == "sqlite":
        check_head(Path(str(address.database)))
        _refuse_foreign(Path(str(address.database)))
    engine = _engine_for(address)
    if engine.dialect.name == "sqlite":
        sql.event.listen(engine, "connect", _prepare_sqlite)
        sql.event.listen(engine, "begin", _begin_sqlite)
    try:
        _migrate(engine, revision)
    except BaseException:
        engine.dispose()  # an open handle would keep the user from moving the file on Windows
        raise
    return engine


def revisions() -> set[str]:
    """Return every revision of the tables that is known."""
    from alembic.script import ScriptDirectory  # noqa: PLC0415 - slow, and seldom needed

    scripts = ScriptDirectory.from_config(_alembic())
    return {script.revision for script in scripts.walk_revisions()}


def check_head(file: Path) -> None:
    """Refuse a file that is no database, before SQLite opens it and throws away the log beside it.

    What is looked at: https://www.sqlite.org/fileformat.html, section 1.3.

    Raises
    ------
    DamagedError
        If it is there, not empty, and begins as no database does.
    """
    if file.exists() and not file.is_file():
        raise StoreError(str(file), "cannot be opened: it is no file", _PLACE)
    try:
        with file.open("rb") as opened:
            head = opened.read(24)
    except OSError:
        return  # SQLite says why
    size = int.from_bytes(head[16:18], "big")
    sized = size == 1 or (size >= 512 and size & (size - 1) == 0)
    if head and not (head.startswith(b"SQLite format 3\0") and sized and head.endswith(b"@  ")):
        raise DamagedError(str(file), *_FAULTS["SQLITE_NOTADB"])


def _refuse_foreign(file: Path) -> None:
    """Refuse another program's database, before anything is changed in it."""
    if not file.is_file() or not file.stat().st_size:
        return
    try:
        with closing(sqlite3.connect(_for_reading(file), uri=True)) as opened:
            tables = {name for (name,) in opened.execute("SELECT name FROM sqlite_master")}
            ours = "alembic_version" in tables and opened.execute(
                "SELECT count(*) FROM alembic_version"
            ).fetchone() != (0,)
    except (sqlite3.Error, UnicodeDecodeError):
        return  # what is wrong with it is found and told as it is opened
    if tables and not ours:
        raise StoreError(
            str(file),
            "is another program's database",
            "Nothing in it was changed; let DASHBOARD_STORE name another file",
        )


def _for_reading(file: Path) -> str:
    """Return the address that opens a file of SQLite for reading alone."""
    return f"{file.resolve().as_uri()}?mode=ro{'&immutable=1' if _is_sealed(file) else ''}"


def _is_sealed(file: Path) -> bool:
    """Return whether a library lies whole on a disk that nobody can write to.

    SQLite opens it there only if told so, as it can make no log beside it; one that lies there must
    be read first, and is no reason to pass over what it holds.
    """
    if not hasattr(os, "statvfs") or not file.is_file():
        return False
    log = file.with_name(f"{file.name}-wal")
    sealed = bool(os.statvfs(file).f_flag & os.ST_RDONLY)
    return sealed and not (log.exists() and log.stat().st_size)


@contextmanager
def transaction(engine: sql.Engine, *, writes: bool = False) -> Iterator[sql.Connection]:
    """Hand out a connection whose changes are kept together, or not at all.

    Raises
    ------
    StoreError
        If the database refuses.
    """
    try:
        with engine.connect() as plain:
            connection = _intended(plain, writes=writes)
            with connection.begin():
                if writes and engine.dialect.name == "postgresql":
                    postgres.take_turn(connection)
                yield connection
    except DBAPIError as error:
        raise worded(_place(engine.url), error.orig or error) from error
    except UnicodeDecodeError as error:
        raise worded(_place(engine.url), error) from error


def stays(url: str) -> bool:
    """Return whether what is kept at an address is there after the program has ended.

    Examples
    --------
    >>> stays("sqlite://"), stays("sqlite:///library.sqlite")
    (False, True)
    """
    address = address_of(url)
    return address.get_backend_name() != "sqlite" or address.database not in {None, "", ":memory:"}


def insert(connection: sql.Connection, table: sql.Table) -> "sqlite.Insert | postgresql.Insert":
    """Return an insert that can say what to do where the row is already there."""
    if connection.dialect.name == "postgresql":
        from sqlalchemy.dialects import postgresql  # noqa: PLC0415 - few need it, all would wait

        return postgresql.insert(table)
    return sqlite.insert(table)


def address_of(address: str) -> sql.URL:
    """Return the URL, its folder made; a bare path is an SQLite file.

    Raises
    ------
    StoreError
        If it is no address of a kind that is known, or its folder cannot be made.
    """
    if "://" not in address:
        url = sql.URL.create("sqlite", database=str(Path(address).expanduser()))
    else:
        try:
            url = sql.make_url(address.replace("postgres://", "postgresql://", 1))
        except (ArgumentError, ValueError):
            # their words repeat parts of the address, where a password may stand
            raise _no_address("it cannot be read") from None
    kind = url.get_backend_name()
    if kind == "postgresql":
        return postgres.called(url, patience=PATIENCE)
    if kind != "sqlite":
        raise _no_address(f"{kind} is not a kind that is known")
    in_file = url.database not in (None, "", ":memory:")
    if in_file and not str(url.database).startswith("file:"):
        _make_folder(url)
    return url.update_query_dict({"timeout": str(PATIENCE)})


def _no_address(why: str) -> StoreError:
    return StoreError(
        "of DASHBOARD_STORE",
        f"cannot be opened ({why})",
        "Give an address such as sqlite:///library.sqlite or "
        "postgresql://name:password@server/library",
    )


def _engine_for(url: sql.URL) -> sql.Engine:
    try:
        # asked whether it still stands, or a server that was started anew would fail each caller
        pre_ping = url.get_backend_name() != "sqlite"
        # an error that is logged would else hold the article that could not be kept
        if not pre_ping and _is_sealed(file := Path(str(url.database))):
            opened = partial(sqlite3.connect, _for_reading(file), uri=True, check_same_thread=False)
            return sql.create_engine(url, creator=opened, hide_parameters=True)
        return sql.create_engine(url, pool_pre_ping=pre_ping, hide_parameters=True)
    except ArgumentError as error:
        raise _no_address(str(error)) from error
    except ModuleNotFoundError as error:
        remedy = f"Install its driver: {postgres.EXTRA}"
        raise StoreError(_place(url), f"cannot be opened ({error})", remedy) from error


def _intended(connection: sql.Connection, *, writes: bool) -> sql.Connection:
    """Return the connection told whether it will write; a reader sees one moment throughout."""
    if connection.dialect.name == "postgresql" and not writes:
        return connection.execution_options(isolation_level="REPEATABLE READ")
    return connection.execution_options(writes=writes)


def _make_folder(url: sql.URL) -> None:
    folder = Path(str(url.database)).parent
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        fault = f"cannot be opened: the folder {folder} cannot be made ({error.strerror})"
        raise StoreError(_place(url), fault, "Let DASHBOARD_STORE name another file") from error


def _prepare_sqlite(connection: sqlite3.Connection, _record: object) -> None:
    connection.isolation_level = None  # the driver would begin too late, and commit before DDL
    if connection.execute("PRAGMA journal_mode").fetchone() != ("wal",):
        connection.execute("PRAGMA journal_mode = WAL")
    # NORMAL would let a power cut take back the last articles saved; FULL costs a few ms a save.
    connection.execute("PRAGMA synchronous = FULL")


def _begin_sqlite(connection: sql.Connection) -> None:
    # A reader that turns writer fails at once if another wrote meanwhile; a writer from the
    # start waits for its turn.
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _alembic() -> "Config":
    """Return what Alembic needs to know: where the revisions stand."""
    from alembic.config import Config  # noqa: PLC0415 - slow, and seldom needed

    settings = Config()
    settings.set_main_option("script_location", str(_SCRIPTS).replace("%", "%%"))
    return settings


def _migrate(engine: sql.Engine, revision: str) -> None:
    """Bring the tables up to a revision; costs one query if they are."""
    with transaction(engine) as connection:
        if _revision(connection) == revision:
            return
    from alembic import command  # noqa: PLC0415 - slow, and seldom needed

    with transaction(engine, writes=True) as connection:
        if connection.dialect.name == "postgresql":
            _check_letters(connection)
        present = _revision(connection)
        if present is not None and present not in revisions():
            raise StoreError(
                _place(engine.url),
                f"was made by a newer version of this program (revision {present})",
                "Update the program, or let DASHBOARD_STORE name another file; "
                "nothing in it was changed",
            )
        settings = _alembic()
        settings.attributes["connection"] = connection
        with _ONE_AT_A_TIME:
            command.upgrade(settings, revision)


def _check_letters(connection: sql.Connection) -> None:
    """Refuse a database that cannot hold every language."""
    if (letters := postgres.letters_of(connection)) != "UTF8":
        remedy = "Make another with: createdb --encoding=UTF8 --template=template0 NAME"
        fault = f"holds the letters of {letters} alone"
        raise StoreError(_place(connection.engine.url), fault, remedy)


def _revision(connection: sql.Connection) -> str | None:
    """Return the revision of the tables held; None for a fresh database."""
    if not sql.inspect(connection).has_table("alembic_version"):
        return None
    revision = connection.scalar(sql.text("SELECT version_num FROM alembic_version"))
    return None if revision is None else str(revision)


def _place(url: sql.URL) -> str:
    if url.get_backend_name() == "sqlite" and url.database:
        return url.database
    return url.set(query={}).render_as_string(hide_password=True)


def worded(place: str, cause: BaseException) -> StoreError:
    """Return a driver's error as a sentence for the page."""
    if _is_torn(cause):
        return DamagedError(place, *_FAULTS["SQLITE_CORRUPT"])
    if not isinstance(cause, sqlite3.Error) and (by_server := postgres.fault_of(cause)) is not None:
        return StoreError(place, *by_server)
    code = getattr(cause, "sqlite_errorname", "")
    for start, (fault, remedy) in _FAULTS.items():
        if code.startswith(start):
            kind = DamagedError if remedy is _FRESH else StoreError
            return kind(place, fault, remedy)
    words = str(cause).strip().splitlines()[0].rstrip(".")
    if isinstance(cause, sqlite3.OperationalError) and words.startswith(_LACKING):
        return DamagedError(place, f"lacks a part that every library has ({words})", _FRESH)
    return StoreError(place, f"gave an error ({words})", "Check that it runs and may be written to")


def _is_torn(cause: BaseException) -> bool:
    """Return whether a file of SQLite holds text that is none: it bears no code of SQLite's."""
    if isinstance(cause, UnicodeDecodeError):  # SQLite's own sentence, of a table's bent name
        return True
    return isinstance(cause, sqlite3.OperationalError) and "Could not decode to UTF-8" in str(cause)
