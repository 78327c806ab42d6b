"""Parquet archives read on many machines, to the file that one machine would have written.

The rows are cut into parts. A worker reads a part a few rows at a time and writes what it found to
a file of a name that only this part has, put in its place once it is whole. So a part that is read
twice, because its first worker was thought dead, is the same file twice; and a run that was
stopped goes on with the parts that are not there yet. In the end the parts are joined in order.
Workers see the archives and the folder of the result under the same names as who asks.
"""

import contextlib
import hashlib
import json
import logging
import shutil
import socket
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from importlib import metadata
from itertools import islice
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING, Any

from sentiment.batch import kept_columns, processes
from sentiment.errors import DataError, SentimentError
from sentiment.intake import tables
from sentiment.output import row_files
from sentiment.reading import article
from sentiment.reading import version as reading_version

if TYPE_CHECKING:
    from distributed import Client

ROWS_A_PART = 20_000  # some seconds of reading: what a killed worker costs
PATIENCE = 10  # seconds to wait for the scheduler and for a first worker
WITHOUT_WORKERS = 60  # seconds that all workers may be away before the run is given up
AHEAD = 3  # parts given to each thread of the cluster at a time
_READERS = ("sentencex", "vaderSentiment", "pyarrow")  # what else a part's bytes depend on
_GO_ON = "Run the same command again: it goes on where it stopped"


class ClusterError(SentimentError):
    """A cluster cannot be asked, or cannot go on."""

    def __init__(self, address: str, fault: str, remedy: str) -> None:
        super().__init__(address, fault, remedy)
        self.address, self.fault, self.remedy = address, fault, remedy

    def __str__(self) -> str:
        return f"The cluster at {self.address} {self.fault}. {self.remedy}."


@dataclass(frozen=True, slots=True)
class Part:
    """Rows of an archive that one worker reads together."""

    source: str  # the archive as it was named
    path: str  # where it lies
    first: int  # row, from 0
    rows: int
    target: str  # the file that holds what was found


def read_archives(
    archives: Sequence[str], out: Path | str, *, address: str, about: str | None = None
) -> Iterator[int]:
    """Read archives on the cluster at *address* into the file *out*.

    Yields how many rows are read, as parts come in; parts of an earlier run count at once. The
    file is there, whole, once all was yielded.

    Parameters
    ----------
    archives
        Parquet files with a column ``text`` or ``title``.
    address
        Of a Dask scheduler, such as ``tcp://10.0.0.1:8786``.
    about
        As for :func:`sentiment.score`.

    Raises
    ------
    ClusterError
        If nobody answers there, its workers read otherwise than this machine, or all are lost.
    DataError
        If an archive cannot be read or the file cannot be written.
    """
    out = Path(out)
    if out.suffix.lower() not in row_files.KINDS:
        kinds = ", ".join(row_files.KINDS)
        raise DataError(out, f"only files of these kinds can be written: {kinds}")
    folder, parts = _plan(archives, out.resolve(), about=about)
    with _called(address) as client:
        _check_workers(client, address)
        _make(folder)
        missing = [part for part in parts if not Path(part.target).exists()]
        done = sum(part.rows for part in parts) - sum(part.rows for part in missing)
        yield done
        for rows in _read(client, missing, about=about, address=address):
            done += rows
            yield done
    whole = _beside(archives, _joined(parts, address))
    row_files.write_rows(whole, out, columns=kept_columns.columns_of(archives))
    shutil.rmtree(folder, ignore_errors=True)


def version() -> str:
    """Return what reads here: equal versions give equal bytes."""
    others = [f"{name} {metadata.version(name)}" for name in _READERS]
    return ", ".join([f"engine {reading_version.engine()}", *others])


def _plan(
    archives: Sequence[str], out: Path, *, about: str | None
) -> tuple[Path, tuple[Part, ...]]:
    """Return the parts and their folder, which bears the name of this very task."""
    known: list[Any] = [version(), about, ROWS_A_PART]
    counts = []
    for name in archives:
        if Path(name).suffix.lower() != ".parquet":
            raise DataError(
                name, "cannot be read on a cluster: only Parquet files are cut in parts"
            )
        counts.append(tables.count_rows(name))
        state = Path(name).stat()
        known.append([name, str(Path(name).resolve()), state.st_size, state.st_mtime_ns])
    task = hashlib.sha256(json.dumps(known).encode()).hexdigest()[:12]
    folder = out.with_name(f".{out.name}.{task}.parts")
    parts = [
        Part(
            source=name,
            path=str(Path(name).resolve()),
            first=first,
            rows=min(ROWS_A_PART, count - first),
            target=str(folder / f"{place:06}-{first:012}.parquet"),
        )
        for place, (name, count) in enumerate(zip(archives, counts, strict=True))
        for first in range(0, count, ROWS_A_PART)
    ]
    return folder, tuple(parts)


def _make(folder: Path) -> None:
    """Make the folder of the parts; those of other tasks with the same result are stale."""
    out = folder.name.removesuffix(".parts").rpartition(".")[0]
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        raise DataError(folder.parent, f"cannot be written to ({error.strerror})") from error
    for other in folder.parent.glob(f"{out}.*.parts"):
        if other != folder:
            shutil.rmtree(other, ignore_errors=True)


@contextlib.contextmanager
def _called(address: str) -> Iterator["Client"]:
    """Hand out the cluster, or say in a sentence why it does not answer."""
    try:
        from distributed import Client  # noqa: PLC0415 - few need it, all would wait
        from distributed.comm import get_address_host_port  # noqa: PLC0415
    except ModuleNotFoundError as error:
        remedy = 'Install it: pip install "investor-sentiment-dashboard[cluster]"'
        raise ClusterError(address, "needs Dask to be asked", remedy) from error
    logging.getLogger("distributed").setLevel(logging.CRITICAL)  # its errors come as sentences
    remedy = "Give the address that dask scheduler prints, such as tcp://10.0.0.1:8786"
    try:
        # A client that reaches nobody leaves its thread behind, which can hold up the next one's.
        socket.create_connection(get_address_host_port(address), timeout=PATIENCE).close()
        client = Client(address, timeout=PATIENCE, set_as_default=False)
    except (OSError, ValueError, TypeError, RuntimeError) as error:
        raise ClusterError(address, "cannot be reached", remedy) from error
    try:
        yield client
    finally:
        client.close(timeout=PATIENCE)


def _check_workers(client: "Client", address: str) -> None:
    """Refuse a cluster that has no worker, or one that reads otherwise than this machine."""
    try:
        client.wait_for_workers(1, timeout=PATIENCE)
        versions = client.run(version, on_error="return")
    except (OSError, TimeoutError) as error:
        remedy = f"Start some: dask worker {address} --nthreads 1"
        raise ClusterError(address, "has no workers", remedy) from error
    for worker, answer in versions.items():
        if isinstance(answer, Exception):
            raise _different(address, worker, f"cannot read ({type(answer).__name__}: {answer})")
        if answer != version():
            raise _different(address, worker, f"reads with {answer}, this machine with {version()}")


def _different(address: str, worker: str, how: str) -> ClusterError:
    remedy = "Install the same version of this program and its libraries on every machine"
    return ClusterError(address, f"has a worker, {worker}, that {how}", remedy)


def _read(
    client: "Client", parts: Collection[Part], *, about: str | None, address: str
) -> Iterator[int]:
    """Yield the number of rows of each part as it is read."""
    from distributed import KilledWorker  # noqa: PLC0415
    from distributed.client import FutureCancelledError  # noqa: PLC0415

    read = partial(read_part, about=about, expected=version())
    waiting, done = iter(parts), SimpleQueue[Any]()
    running = set()

    def send(most: int) -> None:
        for part in islice(waiting, most):
            # a name of its own at each asking: the scheduler may still know one that failed
            future = client.submit(read, part, pure=False)
            running.add(future)
            future.add_done_callback(done.put)

    try:
        send(AHEAD * sum(client.nthreads().values()))
        while running:
            future = _next(client, done, address)
            running.remove(future)
            send(1)
            yield future.result()
    except KilledWorker as error:
        fault = "lost several workers over the same rows"
        raise ClusterError(address, fault, f"Give them more memory. {_GO_ON}") from error
    except (OSError, FutureCancelledError) as error:
        raise ClusterError(address, "does not answer any more", _GO_ON) from error


def _next(client: "Client", done: "SimpleQueue[Any]", address: str) -> Any:
    """Return the next part that is done; raise if all workers stay away."""
    empty = 0
    while empty < WITHOUT_WORKERS:
        try:
            return done.get(timeout=1)
        except Empty:
            empty = 0 if client.nthreads() else empty + 1
    raise ClusterError(address, f"has had no worker for {WITHOUT_WORKERS} seconds", _GO_ON)


def read_part(part: Part, *, about: str | None, expected: str) -> int:
    """Read a part on a worker, write it to its target, and return its rows."""
    if version() != expected:  # a worker that came later
        raise DataError("A worker", f"reads with {version()}, who asks with {expected}")
    target = Path(part.target)
    if target.exists():
        return part.rows
    rows = (
        {"source": part.source, "row": text.row} | processes.row_of(article.score(text.text, about))
        for text in tables.texts_between(part.path, part.first, rows=part.rows)
    )
    return row_files.write_rows(rows, target, columns=processes.COLUMNS)


def _beside(archives: Sequence[str], readings: Iterator[row_files.Row]) -> Iterator[row_files.Row]:
    """Yield the archives' rows with their readings beside them, both in order."""
    for archive in archives:
        for text, row in tables.texts_with_rows(archive):
            reading = next(readings)
            figures = {name: reading[name] for name in _FIGURES}
            yield kept_columns.row_beside(figures, row, source=archive, number=text.row)


_FIGURES = tuple(name for name in processes.COLUMNS if name not in {"source", "row"})


def _joined(parts: Collection[Part], address: str) -> Iterator[row_files.Row]:
    for part in parts:
        if not Path(part.target).exists():
            remedy = "Let all machines see one folder under one name, such as a network disk"
            fault = f"wrote {Path(part.target).name} where this machine does not see it"
            raise ClusterError(address, fault, remedy)
        yield from tables.rows_of(part.target, wanted=tuple(processes.COLUMNS))
