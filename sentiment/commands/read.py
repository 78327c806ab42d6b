"""``read``: the tone of texts, sentence by sentence for one, a row each for many."""

import argparse
import json
import sys
from collections import deque
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path

from tqdm import tqdm

from sentiment.batch import processes
from sentiment.commands import inputs
from sentiment.errors import DataError
from sentiment.intake import tables
from sentiment.intake.tables import Text
from sentiment.output import row_files
from sentiment.reading import article
from sentiment.reading.article import Reading

EXAMPLE = """examples:
  python -m sentiment read article.txt --about Nvidia
  python -m sentiment read https://example.com/article.html
  python -m sentiment read headlines.csv --out tones.parquet
  python -m sentiment read archive.parquet --out tones.parquet --cluster tcp://10.0.0.1:8786"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument(
        "files",
        nargs="+",
        metavar="FILE",
        help="a text, web page, PDF, Word or e-mail file; an address of the web, with https://; "
        "- for what is piped; for many texts a folder, or a CSV, JSON "
        "Lines or Parquet file with a column text",
    )
    parser.add_argument("--about", metavar="COMPANY", help="only what is said of this company")
    parser.add_argument("--json", action="store_true", help="as JSON")
    parser.add_argument(
        "--out", metavar="FILE", help="write a row per text to a .jsonl, .csv or .parquet file"
    )
    parser.add_argument(
        "--processes", type=int, metavar="N", help="to read many texts in (default: one a core)"
    )
    parser.add_argument(
        "--cluster",
        metavar="ADDRESS",
        help="read Parquet files on the workers of a Dask scheduler, such as tcp://10.0.0.1:8786; "
        "what was stopped goes on when asked again",
    )


def run(asked: argparse.Namespace) -> int:
    """Print how texts read, or write it to a file."""
    if asked.processes is not None and asked.processes < 1:
        raise DataError("--processes", f"is at least 1, not {asked.processes}")
    if asked.cluster is not None:
        return _on_cluster(asked)
    if len(asked.files) == 1 and asked.out is None and not _many(asked.files[0]):
        reading = article.score(inputs.text_of(asked.files[0]), asked.about)
        print(json.dumps(_plain(reading), ensure_ascii=False) if asked.json else _told(reading))
        return 0
    rows = _rows(asked)
    if asked.out is not None:
        row_files.write_rows(rows, asked.out, columns=processes.COLUMNS)
    else:
        for row in rows:
            print(row_files.json_line(row))
    return 0


def _on_cluster(asked: argparse.Namespace) -> int:
    """Read archives on a cluster, the progress shown to whoever watches."""
    from sentiment.batch import cluster  # noqa: PLC0415 - few need it, all would wait

    if asked.out is None:
        raise DataError("--cluster", "needs --out FILE, where the readings go")
    if asked.processes is not None:
        raise DataError("--processes", "is of this machine, which --cluster leaves idle")
    quiet = not sys.stderr.isatty()
    with tqdm(unit=" texts", file=sys.stderr, disable=quiet) as progress:
        for done in cluster.read_archives(
            asked.files, asked.out, address=asked.cluster, about=asked.about
        ):
            progress.update(done - progress.n)
    return 0


def _many(name: str) -> bool:
    """Return whether a file may hold more than one text."""
    if name == "-" or inputs.is_address(name):
        return False
    return Path(name).is_dir() or Path(name).suffix.lower() in tables.TABLES


def _rows(asked: argparse.Namespace) -> Iterator[dict[str, object]]:
    """Yield a row for each text, the progress shown to whoever watches."""
    told = chain.from_iterable(map(_texts, asked.files))
    # The places wait here while their texts are read, which comes to a few batches at most.
    places: deque[Text] = deque()
    readings = processes.score_many(
        _remembered(told, places), about=asked.about, processes=asked.processes
    )
    quiet = not sys.stderr.isatty()
    for reading in tqdm(readings, unit=" texts", file=sys.stderr, disable=quiet):
        place = places.popleft()
        yield {"source": place.source, "row": place.row, **processes.row_of(reading)}


def _texts(name: str) -> Iterable[Text]:
    """Return the texts of a file, an address, or of what is piped."""
    if name == "-" or inputs.is_address(name):
        return [Text(name, None, inputs.text_of(name))]
    return tables.texts_of(name)


def _remembered(told: Iterable[Text], places: "deque[Text]") -> Iterator[str]:
    """Yield each text, and keep where it stood."""
    for one in told:
        places.append(one._replace(text=""))
        yield one.text


def _told(reading: Reading) -> str:
    """Return a reading as lines of text."""
    lines = [f"{reading.compound:+.3f} {reading.label}, {reading.n} sentences"]
    lines += [f"plain VADER of the whole text: {reading.plain.compound:+.4f}"]
    lines += [f"mind: {caution}" for caution in reading.cautions]
    for read in reading.sentences:
        lines.append(f"{read.reading.compound:+.2f}  {' '.join(read.sentence.text.split())}")
        parts = [part for part in read.reading.parts if abs(part.points) >= 0.2]
        lines += [f"       {part.points:+.2f} {part.text!r}: {part.rule}" for part in parts]
    return "\n".join(lines)


def _plain(reading: Reading) -> dict[str, object]:
    """Return a reading as JSON holds it."""
    return {
        **{name: row_files.plain(value) for name, value in processes.row_of(reading).items()},
        "cautions": list(reading.cautions),
        "companies": [
            {"company": name, "compound": row_files.plain(compound), "sentences": n}
            for name, compound, n in reading.companies
        ],
        "sentences": [
            {
                "text": read.sentence.text,
                "compound": read.reading.compound,
                "plain": read.plain,
                "kind": read.reading.kind,
                "parts": [
                    {"text": part.text, "points": part.points, "rule": part.rule}
                    for part in read.reading.parts
                ],
            }
            for read in reading.sentences
        ],
    }
