"""A PostgreSQL of the tests' own, in a folder of its own; started, stopped, killed as they ask."""

import itertools
import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlalchemy as sql

USER, PASSWORD = "librarian", "s3cret-%40-word"  # the password as an address holds it
_DEBIAN = Path("/usr/lib/postgresql")
_SETTINGS = {
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",
    "fsync": "off",
    "full_page_writes": "off",
    "shared_buffers": "32MB",
    "max_connections": "60",
}


def programs() -> Path | None:
    """Return the folder of PostgreSQL's programs, the newest; None where there is none."""
    versions = [folder / "bin" for folder in _DEBIAN.glob("*") if folder.name.isdigit()]
    versions.sort(key=lambda folder: int(folder.parent.name), reverse=True)
    found = shutil.which("initdb")
    folders = [*versions, *([Path(found).resolve().parent] if found else [])]
    return next((one for one in folders if (one / "initdb").exists()), None)


class PostgresServer:
    """A cluster in *folder*, whose server can be stopped and started."""

    def __init__(self, folder: Path, binaries: Path) -> None:
        self._data, self._binaries = folder / "data", binaries
        self._as: dict[str, Any] = _unprivileged(folder)
        self._numbers = itertools.count(1)
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = int(free.getsockname()[1])
        word = folder / "password"
        word.write_text(PASSWORD.replace("%40", "@"))
        word.chmod(0o644)
        self._run(
            *("initdb", "--pgdata", str(self._data), "--username", USER, "--pwfile", str(word)),
            *("--auth=scram-sha-256", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync"),
        )
        with (self._data / "postgresql.auto.conf").open("a") as file:
            file.writelines(f"{name} = '{value}'\n" for name, value in _SETTINGS.items())
            file.write(f"port = {self.port}\n")
        self.start()

    def start(self) -> None:
        """Start the server, and come back once it answers."""
        self._run(
            *("pg_ctl", "start", "--wait", "--pgdata", str(self._data)),
            *("--log", str(self._data / "log")),
        )

    def stop(self) -> None:
        """Stop the server as a machine that is switched off would; nobody is waited for."""
        self._run("pg_ctl", "stop", "--wait", "--pgdata", str(self._data), "--mode", "immediate")

    def freeze(self) -> None:
        """Let the server hang: it takes calls and never answers."""
        os.kill(self._number(), signal.SIGSTOP)

    def thaw(self) -> None:
        """Let the server go on."""
        os.kill(self._number(), signal.SIGCONT)

    def running(self) -> bool:
        """Return whether the server runs."""
        status = self._run("pg_ctl", "status", "--pgdata", str(self._data), check=False)
        return status.returncode == 0

    def address(self, database: str = "postgres", *, password: str = PASSWORD) -> str:
        """Return an address for DASHBOARD_STORE."""
        return f"postgresql+psycopg://{USER}:{password}@127.0.0.1:{self.port}/{database}"

    @contextmanager
    def fresh(self) -> Iterator[str]:
        """Hand out the address of an empty database, which goes afterwards."""
        name = f"library_{next(self._numbers)}"
        self.tell(f"CREATE DATABASE {name} TEMPLATE template0")
        yield self.address(name)
        self.tell(f"DROP DATABASE {name} WITH (FORCE)")

    def tell(self, statement: str, *, database: str = "postgres") -> None:
        """Run a statement outside any transaction."""
        engine = sql.create_engine(self.address(database), isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.exec_driver_sql(statement)
        engine.dispose()

    def tool(self, name: str, *arguments: str, said: str = "") -> str:
        """Run one of PostgreSQL's own tools, and return what it writes; *said* is piped to it."""
        return subprocess.run(
            [str(self._binaries / name), *arguments],
            input=said,
            capture_output=True,
            text=True,
            check=True,
            timeout=60,
        ).stdout

    def _number(self) -> int:
        return int((self._data / "postmaster.pid").read_text().split()[0])

    def _run(
        self, name: str, *arguments: str, check: bool = True
    ) -> "subprocess.CompletedProcess[str]":
        # To a file: the server would hold a pipe open for as long as it runs.
        with tempfile.TemporaryFile("w+") as said:
            done = subprocess.run(
                [str(self._binaries / name), *arguments],
                stdin=subprocess.DEVNULL,
                stdout=said,
                stderr=subprocess.STDOUT,
                cwd="/",
                check=False,
                timeout=60,
                **self._as,
            )
            said.seek(0)
            told = said.read()
        if check and done.returncode:
            raise RuntimeError(f"{name} failed: {told}")
        return subprocess.CompletedProcess(done.args, done.returncode, told)


@contextmanager
def started(binaries: Path) -> Iterator[PostgresServer]:
    """Hand out a server of its own, which ends and leaves nothing behind."""
    folder = Path(tempfile.mkdtemp(prefix="library-postgres-"))
    try:
        server = PostgresServer(folder, binaries)
        try:
            yield server
        finally:
            if server.running():
                server.thaw()
                server.stop()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _unprivileged(folder: Path) -> dict[str, Any]:
    """Give *folder* to a user that PostgreSQL runs as, and return how to become that user.

    It refuses to run as root.
    """
    if os.geteuid() != 0:
        return {}
    names = [one.pw_name for one in pwd.getpwall()]
    user = pwd.getpwnam("postgres" if "postgres" in names else "nobody")
    os.chown(folder, user.pw_uid, user.pw_gid)
    return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}
