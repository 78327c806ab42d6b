"""Headlines on a cluster of one worker and of two: how much faster, and how much memory.

    python benchmarks/cluster.py [headlines]

Prints, side by side in one run, the time on one and on two worker processes, the time that joining
the parts took of it, the largest memory of a worker, and whether both files are equal.
"""

import sys
import tempfile
import time
from pathlib import Path

import pyarrow as pa
from distributed import LocalCluster
from pyarrow import parquet

from sentiment.batch import cluster

HEADLINES = 1_000_000
WHO = ("Nvidia", "AMD", "The chip maker", "Intel", "The lender", "The carrier")
WHAT = ("profit", "revenue", "outlook", "margin", "guidance", "order book")
HOW = ("rose", "fell sharply", "was cut", "beat expectations", "missed forecasts", "held steady")
WHY = ("as costs eased", "after a weak quarter", "on strong demand", "amid doubts over the deal")


def main(asked: str = str(HEADLINES)) -> None:
    """Print the times, the memory and whether the files are equal."""
    number, alone, files = int(asked), 0.0, []
    with tempfile.TemporaryDirectory() as folder:
        archive = Path(folder) / "archive.parquet"
        parquet.write_table(pa.table({"title": headlines(number)}), archive)
        for workers in (1, 2):
            out = Path(folder) / f"{workers}.parquet"
            taken, joining, memory = timed(archive, out, workers=workers)
            alone = alone or taken
            files.append(out.read_bytes())
            print(
                f"{number} headlines, {workers} workers: {taken:.1f} s, {alone / taken:.2f} times "
                f"as fast, {joining:.1f} s of it joining; largest memory of a worker {memory} MB",
                flush=True,
            )
    print(f"the files are {'equal' if files[0] == files[1] else 'NOT EQUAL'}")


def timed(archive: Path, out: Path, *, workers: int) -> tuple[float, float, int]:
    """Return the seconds in all, those of joining, and the largest memory of a worker in MB."""
    with LocalCluster(
        n_workers=workers, threads_per_worker=1, processes=True, dashboard_address=":0"
    ) as local:
        start = read = time.perf_counter()
        for _ in cluster.read_archives([str(archive)], out, address=local.scheduler_address):
            read = time.perf_counter()
        end = time.perf_counter()
        with local.get_client() as client:
            memory = max(client.run(largest).values())
    return end - start, end - read, memory


def largest() -> int:
    """Return the largest memory that this process has had, in MB, on Linux.

    What resource.getrusage says begins with that of the process which started it.
    """
    status = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) // 1024 for line in status if line.startswith("VmHWM"))


def headlines(number: int) -> list[str]:
    """Return headlines by templates, all different."""
    return [
        f"{WHO[place % 6]} {WHAT[place // 6 % 6]} {HOW[place // 36 % 6]} "
        f"{WHY[place // 216 % 4]}, {place % 97 / 10}% in week {place}"
        for place in range(number)
    ]


if __name__ == "__main__":
    main(*sys.argv[1:])
