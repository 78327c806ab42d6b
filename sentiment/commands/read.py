"""``read``: the tone of texts, sentence by sentence for one, a row each for many."""

import argparse
import json
import sys
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from pathlib import Path

from tqdm import tqdm

from sentiment.batch import kept_columns, processes
from sentiment.commands import inputs
from sentiment.errors import DataError
from sentiment.intake import tables
from sentiment.intake.tables import Text
from sentiment.output import row_files
from sentiment.reading import article
from sentiment.reading.article import Reading, ReadSentence

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
        "- for what is piped; for many texts a folder, or a table with a column of headlines or "
        "texts (CSV, Excel, JSON, JSON Lines or Parquet), whose columns are kept",
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


def run(arguments: argparse.Namespace) -> int:
    """Print how texts read, or write it to a file."""
    if arguments.processes is not None and arguments.processes < 1:
        raise DataError("--processes", f"is at least 1, not {arguments.processes}")
    if arguments.cluster is not None:
        return _on_cluster(arguments)
    if len(arguments.files) == 1 and arguments.out is None and not _many(arguments.files[0]):
        reading = article.score(inputs.text_of(arguments.files[0]), arguments.about)
        print(
            json.dumps(_plain(reading), ensure_ascii=False) if arguments.json else _lines(reading)
        )
        return 0
    faults: list[DataError] = []
    rows = _rows(arguments, faults)
    if arguments.out is not None:
        files = [name for name in arguments.files if _is_file(name)]
        row_files.write_rows(rows, arguments.out, columns=kept_columns.columns_of(files))
    else:
        for row in rows:
            print(row_files.json_line(row))
    for fault in faults:
        print(fault, file=sys.stderr)
    return 1 if faults else 0


def _on_cluster(arguments: argparse.Namespace) -> int:
    """Read archives on a cluster, the progress shown to whoever watches."""
    from sentiment.batch import cluster  # noqa: PLC0415 - few need it, all would wait

    if arguments.out is None:
        raise DataError("--cluster", "needs --out FILE, where the readings go")
    if arguments.processes is not None:
        raise DataError("--processes", "is of this machine, which --cluster leaves idle")
    quiet = not sys.stderr.isatty()
    with tqdm(unit=" texts", file=sys.stderr, disable=quiet) as progress:
        for done in cluster.read_archives(
            arguments.files, arguments.out, address=arguments.cluster, about=arguments.about
        ):
            progress.update(done - progress.n)
    return 0


def _many(name: str) -> bool:
    """Return whether a file may hold more than one text."""
    return _is_file(name) and (Path(name).is_dir() or tables.is_table(name))


def _is_file(name: str) -> bool:
    """Return whether a file or folder was named, and not what is piped or stands on the web."""
    return name != "-" and not inputs.is_address(name)


def _rows(arguments: argparse.Namespace, faults: list[DataError]) -> Iterator[dict[str, object]]:
    """Yield a row for each text with the columns it had, the progress shown to whoever watches."""
    texts = chain.from_iterable(_texts(name, faults) for name in arguments.files)
    # The places wait here while their texts are read, which comes to a few batches at most.
    places: deque[tuple[Text, Mapping[str, object]]] = deque()
    readings = processes.score_many(
        _remembered(texts, places), about=arguments.about, processes=arguments.processes
    )
    quiet = not sys.stderr.isatty()
    for reading in tqdm(readings, unit=" texts", file=sys.stderr, disable=quiet):
        place, beside = places.popleft()
        figures = processes.row_of(reading)
        yield kept_columns.row_beside(figures, beside, source=place.source, number=place.row)


def _texts(name: str, faults: list[DataError]) -> Iterator[tuple[Text, Mapping[str, object]]]:
    """Yield the texts of a file, an address, or of what is piped, each with its row's columns."""
    if not _is_file(name):
        yield Text(name, None, inputs.text_of(name)), {}
    elif not Path(name).is_dir() and tables.is_table(name):
        yield from tables.texts_with_rows(name)
    else:
        yield from ((text, {}) for text in tables.texts_of(name, skipped=faults.append))


def _remembered(
    readings: Iterable[tuple[Text, Mapping[str, object]]],
    places: "deque[tuple[Text, Mapping[str, object]]]",
) -> Iterator[str]:
    """Yield each text, and keep where it stood."""
    for text, row in readings:
        places.append((text._replace(text=""), row))
        yield text.text


def _lines(reading: Reading) -> str:
    lines = [_headed(reading)]
    lines += [f"plain VADER of the whole text: {reading.plain.compound:+.4f}"]
    lines += [f"mind: {caution}" for caution in reading.cautions]
    for read in _counted(reading):
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
            for read in _counted(reading)
        ],
    }


def _headed(reading: Reading) -> str:
    """Return what a reading comes to, in a line."""
    if not reading.n:
        return f"{reading.verdict}, 0 sentences"
    sure = f"{reading.confidence_in_words}, as {reading.confidence:.0%} of such labels are right"
    return f"{reading.compound:+.3f} {reading.verdict}, {reading.n} sentences ({sure})"


def _counted(reading: Reading) -> list[ReadSentence]:
    """Return the sentences that speak of the company asked for, all where none was."""
    return [one for one in reading.sentences if one.weight]
