"""Archives read on a cluster of two worker processes come out as one machine would write them."""

import os
import re
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import psutil
import pyarrow as pa
import pytest
from distributed import LocalCluster
from pyarrow import parquet

from sentiment.__main__ import main
from sentiment.batch import cluster
from sentiment.errors import DataError
from sentiment.intake import tables

ROWS = 3_000
WORDS = "profit fell rose sharply costs shares outlook cut raised doubts Nvidia AMD".split()


@pytest.fixture(scope="module")
def dask() -> Iterator[LocalCluster]:
    """A scheduler and two workers of one thread each, on this machine."""
    with LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=":0"
    ) as local:
        yield local


@pytest.fixture
def small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "ROWS_A_PART", 250)


@pytest.fixture
def archives(tmp_path: Path) -> list[str]:
    """Two archives; the groups of rows of neither are as long as a part."""
    names = []
    for name, groups in (("a", 170), ("b", 1_100)):
        titles = [
            " ".join(WORDS[(number * step) % len(WORDS)] for step in (1, 3, 5, 7)) + f" {number}%."
            for number in range(ROWS // 2)
        ]
        table = pa.table({"title": titles, "other": list(range(len(titles)))})
        parquet.write_table(table, tmp_path / f"{name}.parquet", row_group_size=groups)
        names.append(str(tmp_path / f"{name}.parquet"))
    return names


def alone(archives: list[str], out: Path) -> bytes:
    assert main(["read", *archives, "--out", str(out), "--processes", "1"]) == 0
    return out.read_bytes()


@pytest.mark.usefixtures("small_parts")
@pytest.mark.parametrize("kind", ["parquet", "csv", "jsonl"])
@pytest.mark.parametrize("about", [[], ["--about", "Nvidia"]])
def test_a_cluster_writes_what_one_machine_does_to_the_byte(
    dask: LocalCluster, archives: list[str], tmp_path: Path, kind: str, about: list[str]
) -> None:
    out = tmp_path / f"cluster.{kind}"
    asked = ["read", *archives, *about, "--out"]
    assert main([*asked, str(out), "--cluster", dask.scheduler_address]) == 0
    assert main([*asked, str(tmp_path / f"alone.{kind}"), "--processes", "1"]) == 0

    assert out.read_bytes() == (tmp_path / f"alone.{kind}").read_bytes()
    assert not list(tmp_path.glob(".*"))  # the parts are gone


def processes_of(dask: LocalCluster) -> list[int]:
    """Return the numbers of the worker processes, below their keepers."""
    with dask.get_client() as client:
        return [int(number) for number in client.run(os.getpid).values()]


def parts_in(folder: Path) -> list[Path]:
    return list(folder.glob(".*.parts/*.parquet"))


@pytest.mark.usefixtures("small_parts")
@pytest.mark.skipif(os.name == "nt", reason="kill -9 is POSIX's")
def test_a_worker_killed_in_the_middle_loses_and_doubles_nothing(
    dask: LocalCluster, archives: list[str], tmp_path: Path
) -> None:
    expected = alone(archives, tmp_path / "alone.parquet")
    out = tmp_path / "cluster.parquet"
    running = iter(cluster.read_archives(archives, out, address=dask.scheduler_address))
    assert next(running) == 0
    assert next(running) < ROWS
    victim = processes_of(dask)[0]
    psutil.Process(victim).send_signal(signal.SIGKILL)
    counted = list(running)

    assert victim not in processes_of(dask)
    assert counted[-1] == ROWS
    assert out.read_bytes() == expected


STOPPED = """
import sys
from sentiment.batch import cluster
cluster.ROWS_A_PART = 250
address, out, *archives = sys.argv[1:]
for done in cluster.read_archives(archives, out, address=address):
    print(done, flush=True)
"""


@pytest.mark.usefixtures("small_parts")
@pytest.mark.skipif(os.name == "nt", reason="kill -9 is POSIX's")
def test_a_run_that_was_killed_goes_on_where_it_stopped(
    dask: LocalCluster, archives: list[str], tmp_path: Path
) -> None:
    expected = alone(archives, tmp_path / "alone.parquet")
    out = tmp_path / "cluster.parquet"
    asked = [sys.executable, "-c", STOPPED, dask.scheduler_address, str(out), *archives]
    with subprocess.Popen(asked, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        for _ in range(4):
            process.stdout.readline()
        process.kill()
    stopped = {part: part.stat().st_mtime_ns for part in parts_in(tmp_path)}
    (tmp_path / ".cluster.parquet.0123456789ab.parts").mkdir()  # of another task
    counted = []
    for done in cluster.read_archives(archives, out, address=dask.scheduler_address):
        counted.append(done)
        kept = {part: part.stat().st_mtime_ns for part in parts_in(tmp_path) if part in stopped}
        assert kept == stopped  # none is read again

    assert counted[0] >= 3 * 250
    assert out.read_bytes() == expected
    assert not list(tmp_path.glob(".*"))


def running_loops() -> set[threading.Thread]:
    """The threads of Dask's clients and clusters."""
    return {thread for thread in threading.enumerate() if thread.name == "IO loop"}


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:{shut}", "nonsense", "x://y", "", "tcp://:x"])
def test_an_address_where_nobody_answers_is_a_sentence(
    archives: list[str],
    tmp_path: Path,
    address: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(cluster, "PATIENCE", 1)
    loops = running_loops()
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # bound but not listening: refused
        named = address.format(shut=taken.getsockname()[1])
        code = main(["read", archives[0], "--out", str(tmp_path / "o.csv"), "--cluster", named])

    assert code == 1
    told = capsys.readouterr().err
    assert re.fullmatch(rf"The cluster at {re.escape(named)} cannot be reached\. .*\n", told)
    assert running_loops() <= loops  # one left behind can hold up the next client
    assert not (tmp_path / "o.csv").exists()


def test_a_cluster_without_workers_is_a_sentence(
    archives: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cluster, "PATIENCE", 1)
    with (
        LocalCluster(n_workers=0, processes=True, dashboard_address=":0") as empty,
        pytest.raises(cluster.ClusterError, match=r"has no workers\. Start some: dask worker"),
    ):
        list(cluster.read_archives(archives, tmp_path / "out.csv", address=empty.scheduler_address))


def test_workers_that_read_otherwise_are_refused(
    dask: LocalCluster,
    archives: list[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("sentiment.reading.version.engine", lambda: "0123456789ab")
    with pytest.raises(
        cluster.ClusterError, match=r"has a worker, .* with engine 0123456789ab.*same version"
    ):
        list(cluster.read_archives(archives, tmp_path / "out.csv", address=dask.scheduler_address))
    part = cluster.Part(archives[0], archives[0], 0, 10, str(tmp_path / "part.parquet"))
    with pytest.raises(DataError, match="A worker: reads with engine 0123456789ab"):
        cluster.read_part(part, about=None, expected="engine of who asks")


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (["absent.parquet", "--out", "o.csv"], "cannot be opened"),
        (["texts.csv", "--out", "o.csv"], "only Parquet files"),
        (["none.parquet", "--out", "o.csv"], "has none of the columns text, title"),
        (["torn.parquet", "--out", "o.csv"], "cannot be read as Parquet"),
        (["empty.parquet", "--out", "o.xyz"], "only files of these kinds"),
        (["empty.parquet"], "needs --out"),
        (["empty.parquet", "--out", "o.csv", "--processes", "2"], "leaves idle"),
        (["gap.parquet", "--out", "o.csv"], "row 2 has neither a text nor a title"),
        (["empty.parquet", "--out", "absent/o.csv"], "cannot be written to"),
    ],
)
def test_what_cannot_be_read_is_a_sentence(
    dask: LocalCluster,
    folder: Path,
    capsys: pytest.CaptureFixture[str],
    wrong: list[str],
    said: str,
) -> None:
    assert main(["read", *wrong, "--cluster", dask.scheduler_address]) == 1
    told = capsys.readouterr().err
    assert said in told
    assert told.count("\n") == 1
    assert not list(folder.glob("o.*"))


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder that relative names are of, with archives that cannot be read."""
    monkeypatch.chdir(tmp_path)
    parquet.write_table(pa.table({"title": ["one", None]}), "gap.parquet")
    parquet.write_table(pa.table({"title": pa.array([], pa.string())}), "empty.parquet")
    parquet.write_table(pa.table({"words": ["one"]}), "none.parquet")
    Path("torn.parquet").write_bytes(Path("gap.parquet").read_bytes()[:-3])
    return tmp_path


def test_an_empty_archive_gives_an_empty_file(dask: LocalCluster, tmp_path: Path) -> None:
    archive, out = str(tmp_path / "empty.parquet"), tmp_path / "out.csv"
    parquet.write_table(pa.table({"title": pa.array([], pa.string())}), archive)
    counted = list(cluster.read_archives([archive], out, address=dask.scheduler_address))

    assert counted == [0]
    assert out.read_bytes() == alone([archive], tmp_path / "alone.csv")


@pytest.mark.parametrize("first", [0, 1, 169, 170, 171, 1_499, 1_500])
@pytest.mark.parametrize("rows", [1, 170, 2_000])
def test_rows_between_are_those_of_the_whole(archives: list[str], first: int, rows: int) -> None:
    for archive in archives:
        whole = list(tables.texts_of(archive))
        some = list(tables.texts_between(archive, first, rows=rows))

        assert some == whole[first : first + rows]


def test_all_workers_lost_is_a_sentence_and_the_parts_stay(
    archives: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cluster, "ROWS_A_PART", 100)
    monkeypatch.setattr(cluster, "WITHOUT_WORKERS", 1)
    out = tmp_path / "out.parquet"
    with LocalCluster(
        n_workers=1, threads_per_worker=1, processes=True, dashboard_address=":0"
    ) as small:
        running = iter(cluster.read_archives(archives, out, address=small.scheduler_address))
        next(running)
        next(running)
        small.scale(0)
        with pytest.raises(cluster.ClusterError, match=r"has had no worker.*goes on where"):
            list(running)

    assert parts_in(tmp_path)
    assert not out.exists()
