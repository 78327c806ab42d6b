"""The doors by which something from outside comes in, each asked with bytes as they come.

``ask`` of a door may return or raise an error of the project's own, which a reader is shown;
anything else is a fault of the door. Tests and ``tests/fuzz.py`` knock at the same doors.
"""

import ipaddress
import json
import os
import socket
import sqlite3
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from functools import cache, partial
from itertools import count
from pathlib import Path
from urllib.parse import parse_qs

import edgar_server
import pandas as pd
import specimens
import sqlalchemy as sql

from sentiment.claims import finding, verdicts
from sentiment.errors import SentimentError
from sentiment.intake import (
    article_tables,
    bylines,
    documents,
    feeds,
    markup,
    pastes,
    price_files,
    web,
)
from sentiment.intake import tables as intake_tables
from sentiment.library import schema, signatures, tones
from sentiment.library.backup import copies
from sentiment.library.json_lines import export_library, import_library
from sentiment.library.library import Library
from sentiment.library.search import Query
from sentiment.market import announcements, candidates, edgar, shares
from sentiment.market import bars as market_bars
from sentiment.reading import article, evaluation
from sentiment.reading import daily as reading_daily
from sentiment.text import duplicates

NOW = pd.Timestamp("2026-03-01", tz="UTC")
PUBLISHED = pd.Timestamp("2026-02-02 11:42", tz="America/New_York")
NOON = pd.Timestamp("2026-02-02 12:00", tz="America/New_York")
URL = "https://example.org/feed.xml"


@dataclass(frozen=True, slots=True)
class Door:
    """A way in, and what it takes when all is well."""

    ask: Callable[[bytes], object]
    specimens: Callable[[], list[bytes]]


def knock(door: Door, content: bytes) -> object:
    """Ask a door, and return what it gave; None where it refused in words."""
    try:
        return door.ask(content)
    except SentimentError:
        return None


def _text(content: bytes) -> object:
    text = content.decode("utf-8", "replace")
    found = bylines.find_details(text)
    said = finding.find_claims(text, published=PUBLISHED, about="NVDA")
    return found, article.score(text, "NVDA"), verdicts.judge_all(said, {}, {})


def _file(suffix: str, content: bytes) -> object:
    documents.origin_of(content, f"bet{suffix}")
    text = documents.text_of(content, f"bet{suffix}")
    return bylines.find_details(text)


def _table(suffix: str, content: bytes) -> object:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"rows{suffix}"
        path.write_bytes(content)
        read: list[object] = []
        for door in (intake_tables.texts_of, partial(article_tables.read_rows, now=NOW)):
            with suppress(SentimentError):
                read += door(path)
        return read


def _sheet(content: bytes) -> object:
    """Take the bytes for the one sheet within a workbook."""
    parts = specimens.unzipped(_BOOK) | {"xl/worksheets/sheet1.xml": content}
    return _table(".xlsx", specimens.zipped(parts, packing=zipfile.ZIP_STORED))


def _several(content: bytes) -> object:
    text = content.decode("utf-8", "replace")
    found = pastes.find_articles(text)
    assert all(0 <= one.start <= one.end <= len(text) for one in found)
    return found


def _date(content: bytes) -> object:
    """Take the bytes for when an article of a table was published."""
    told = specimens.ROW | {"published": content.decode("utf-8", "replace")}
    return _table(".jsonl", json.dumps(told).encode())


def _seeds(reader: Callable[[Path], object], suffix: str, content: bytes) -> object:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"rows{suffix}"
        path.write_bytes(content)
        return reader(path)


def _history(path: Path) -> object:
    return price_files.read(path, now=NOW, symbol="NVDA")


def _library(content: bytes) -> object:
    lines = content.decode("utf-8", "replace").split("\n")
    told = [*import_library(_opened(), lines)]
    assert not any(one.new for one in import_library(_opened(), lines) if one.ok)
    return told


@cache
def _opened() -> Library:
    """Return a library that is kept until the process ends."""
    return Library(f"{tempfile.mkdtemp()}/library.sqlite")


@cache
def _lines() -> bytes:
    """Return a small library as lines."""
    with tempfile.TemporaryDirectory() as folder:
        library = Library(f"{folder}/library.sqlite")
        [key] = library.articles.save_many([_ARTICLE])
        library.notes.tag([key, "shipped"], "to read")
        library.notes.link([key, "shipped"], "an-event")
        library.notes.correct(key, "It fell.", computed=-0.25, label="neutral", note="reports")
        library.announcements.save(instant=NOON, title="A deal", symbols="NVDA AMD")
        written = "".join(export_library(library)).encode()
        library.close()
        return written


def _backup(content: bytes) -> object:
    """Restore the bytes, and read all that the library then holds as the pages do."""
    with tempfile.TemporaryDirectory() as folder:
        given, place = Path(folder) / "given.sqlite", Path(folder) / "library.sqlite"
        given.write_bytes(content)
        copies.restore(given, str(place))
        library = Library(str(place))
        try:
            return _all_of(library)
        finally:
            library.close()


def _all_of(library: Library) -> list[object]:
    signed = signatures.signatures_of(library.store)
    with library.store.connection() as connection:
        engines = list(connection.scalars(sql.select(schema.tones.c.engine)))
    return [
        library.articles.find(Query(words="fell")),
        library.bars.of("NVDA"),
        library.fetches.last("NVDA"),
        library.articles.all(),
        library.articles.binned(),
        library.announcements.all(),
        library.notes.corrections(),
        library.notes.tags(),
        library.notes.links(),
        [tones.kept_tones(library.store, None, engine=one) for one in engines[:3]],
        duplicates.groups(signed["published"], signed["signature"]),
        library.intraday.of("NVDA", interval="1m", session=pd.Timestamp("2026-02-02")),
        library.articles.save(**_ARTICLE),
        *export_library(library),
    ]


def _backup_after(content: bytes) -> object:
    """Take the bytes for SQL that was run on a backup before it was given."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "spoilt.sqlite"
        place.write_bytes(_copied())
        with closing(sqlite3.connect(place, isolation_level=None)) as spoilt:
            spoilt.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 0)
            spoilt.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, 100_000)
            steps = count()
            spoilt.set_progress_handler(lambda: next(steps) > 100, 1_000)
            with suppress(sqlite3.Error, ValueError):
                spoilt.executescript(content.decode("utf-8", "replace"))
        return _backup(place.read_bytes())


def _backup_with(content: bytes) -> object:
    """Take the bytes for a table, a column and what each of its rows holds there."""
    try:
        table, column, value = json.loads(content)
        change = f'UPDATE "{table}" SET "{column}" = ?'  # noqa: S608 - the backup is spoilt
        with tempfile.TemporaryDirectory() as folder:
            place = Path(folder) / "spoilt.sqlite"
            place.write_bytes(_copied())
            with closing(sqlite3.connect(place)) as spoilt, spoilt:
                spoilt.execute(change, (value,))
            spoilt_bytes = place.read_bytes()
    except (sqlite3.Error, ValueError, TypeError, OverflowError, RecursionError):
        return None
    return _backup(spoilt_bytes)


@cache
def _copied() -> bytes:
    """Return a backup of a small library with a row in every table."""
    with tempfile.TemporaryDirectory() as folder:
        library = Library(f"{folder}/library.sqlite")
        list(import_library(library, _lines().decode().split("\n")))
        daily = dict.fromkeys((*schema.BAR, "dividend", "split"), 1.0) | {"partial": False}
        bars = pd.DataFrame(daily, pd.DatetimeIndex(["2026-02-02"]))
        library.bars.save("NVDA", bars, fetched_at=NOON)
        minutes = bars[list(schema.BAR)].set_axis(pd.DatetimeIndex([NOON]))
        library.intraday.save("NVDA", minutes, interval="1m")
        library.fetches.record("NVDA", interval="1d", at=NOON, ok=True, said="")
        read = reading_daily.tones(library.articles.all(), about=None).assign(edited=0)
        tones.keep_tones(library.store, read, about=None, engine="1")
        long = " ".join(f"Word {number} fell by {number} words." for number in range(40))
        library.articles.save(**_ARTICLE | {"title": "Long", "text": long})
        signatures.sign_some(library.store)
        place = Path(folder) / "copy.sqlite"
        copies.backup(library.store, place)
        library.close()
        with closing(sqlite3.connect(place)) as copy:
            copy.execute("PRAGMA page_size = 512")  # of fewer bytes, more are met
            copy.execute("VACUUM")
        return place.read_bytes()


def _feed(content: bytes) -> object:
    entries = feeds.read_feed(content, url=URL)
    assert len(entries) <= feeds.MOST_ENTRIES
    assert all(not link or link.startswith(("http:", "https:")) for link in entries["link"])
    return entries


def _address(content: bytes) -> object:
    url = content.decode("utf-8", "replace")
    with network(b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\nIt fell."):
        return web.fetch(url)


def _answer(content: bytes) -> object:
    """Take the bytes for all that a site sends."""
    with network(content):
        found = web.fetch("http://9.9.9.9/bet")
        assert len(found.content) <= 3 * web.LARGEST_ANSWER  # in UTF-8
        return web.article_of(found)


@contextmanager
def network(answer: bytes) -> Iterator[list[str]]:
    """Let every site answer so; no name is looked up, and a private address is never asked."""
    asked: list[str] = []
    real = socket.getaddrinfo, socket.create_connection

    def looked_up(host: str, port: int, **_: object) -> object:
        return real[0](host, port, type=socket.SOCK_STREAM, flags=socket.AI_NUMERICHOST)

    def connected(address: tuple[str, int], **_: object) -> socket.socket:
        host = ipaddress.ip_address(address[0])
        inner = getattr(host, "ipv4_mapped", None) or host
        assert inner.is_global, f"a private address was asked: {address}"
        assert address[1] in {80, 443}
        asked.append(address[0])
        ours, theirs = socket.socketpair()
        with theirs:
            theirs.settimeout(5)
            theirs.sendall(answer[:100_000])
            theirs.shutdown(socket.SHUT_WR)
        return ours

    socket.getaddrinfo, socket.create_connection = looked_up, connected  # type: ignore[assignment]
    try:
        yield asked
    finally:
        socket.getaddrinfo, socket.create_connection = real


class _Told(edgar.Edgar):
    """An EDGAR whose answers are given."""

    def __init__(self, content: bytes, *, at: str) -> None:
        super().__init__("A Reader a@example.org", pause=0.0)
        self._given = {"tickers": _tickers(), "submissions": _filed(), ".txt": b"", at: content}

    def _body(self, url: str, *, what: str, most: int | None = None) -> bytes:
        del what, most
        return next(body for part, body in self._given.items() if part in url)


def _tickers() -> bytes:
    return json.dumps({"0": {"cik_str": 2488, "ticker": "AMD", "title": "AMD Inc."}}).encode()


def _filed() -> bytes:
    rows = [
        edgar_server.filing(1, "2026-02-03 16:16", items="2.02,9.01"),
        edgar_server.filing(2, "2026-02-04 07:00", form="6-K", headline="AMD Reports Results"),
        edgar_server.filing(3, "2026-02-05 11:00", items="2.02", clock_told_as_utc=True),
    ]
    recent = edgar_server.columns(rows)
    return json.dumps({"cik": "2488", "filings": {"recent": recent, "files": []}}).encode()


def _edgar(at: str, content: bytes) -> object:
    """Take the bytes for what EDGAR tells at one of its places."""
    told = candidates.from_edgar(
        _Told(content, at=at), shares.by_form("AMD"), since=pd.Timestamp("2023-01-01")
    )
    assert len({one.key for one in told}) == len(told)
    return told


def _link(content: bytes) -> object:
    from dashboard.visit import links  # noqa: PLC0415 - it opens a library, which the test names

    assert os.environ.get("DASHBOARD_STORE")
    return links.faults(parse_qs(content.decode("utf-8", "replace"), keep_blank_values=True))


def _paragraphs(content: bytes) -> object:
    """Take the bytes for the text within a Word document."""
    parts = specimens.unzipped(_WORD) | {"word/document.xml": content}
    return _file(".docx", specimens.zipped(parts, packing=zipfile.ZIP_STORED))


def _entities(content: bytes) -> object:
    return markup.visible_text(content.decode("utf-8", "replace"))


def _strings(*held: str) -> Callable[[], list[bytes]]:
    return lambda: [one.encode() for one in held]


_ARTICLE = {
    "title": "A bet unravels",
    "text": "It fell.",
    "published": PUBLISHED,
    "zone": "America/New_York",
    "outlet": "The Wire",
    "origin": "pasted",
}
_BOOK = specimens.workbook_rows()
_WORD = specimens.word("A bet", "It fell.")
_HEAD = "HTTP/1.1 200 OK\r\nContent-Type: {}\r\nContent-Encoding: identity\r\n\r\n"
DOORS: dict[str, Door] = {
    "text": Door(_text, _strings(specimens.TEXT)),
    "txt": Door(partial(_file, ".txt"), _strings(specimens.TEXT)),
    "md": Door(
        partial(_file, ".md"),
        _strings(f'+++\ntitle = "A bet"\npublished = {PUBLISHED.isoformat()}\n+++\nIt fell.'),
    ),
    "html": Door(partial(_file, ".html"), _strings(specimens.PAGE)),
    "pdf": Door(partial(_file, ".pdf"), lambda: [specimens.pdf("A bet", "It fell.")]),
    "docx": Door(partial(_file, ".docx"), lambda: [specimens.word("A bet", "It fell.")]),
    "paragraphs": Door(_paragraphs, lambda: [specimens.unzipped(_WORD)["word/document.xml"]]),
    "eml": Door(partial(_file, ".eml"), lambda: [specimens.mail(), specimens.mail(specimens.PAGE)]),
    "markup": Door(_entities, _strings("<p>AT&amp;T <b>fell</b></p><script>x()</script>&#60;")),
    "csv": Door(partial(_table, ".csv"), lambda: [specimens.csv_rows()]),
    "jsonl": Door(partial(_table, ".jsonl"), lambda: [specimens.json_rows()]),
    "xlsx": Door(partial(_table, ".xlsx"), lambda: [_BOOK]),
    "sheet": Door(_sheet, lambda: [specimens.unzipped(_BOOK)["xl/worksheets/sheet1.xml"]]),
    "json": Door(partial(_table, ".json"), lambda: [specimens.json_list()]),
    "several": Door(
        _several,
        _strings(
            f"{specimens.TEXT}\n\n---\n\n{specimens.TEXT}",
            "Feb 2, 2026 MKR: Maker slips\nFeb 3, 2026 XYZ: Rival gains\nFeb 4, 2026 Both fall",
        ),
    ),
    "history": Door(partial(_seeds, _history, ".csv"), _strings(specimens.HISTORY)),
    "series": Door(partial(_seeds, _history, ".json"), _strings(specimens.SERIES)),
    "parquet": Door(partial(_table, ".parquet"), lambda: [specimens.parquet_rows()]),
    "events": Door(partial(_seeds, announcements.read_events, ".csv"), _strings(specimens.EVENTS)),
    "figures": Door(
        partial(_seeds, announcements.read_figures, ".csv"), _strings(specimens.FIGURES)
    ),
    "results": Door(
        partial(_seeds, announcements.read_results, ".csv"), _strings(specimens.RESULTS)
    ),
    "prices": Door(partial(_seeds, market_bars.read_prices, ".csv"), _strings(specimens.PRICES)),
    "labelled": Door(
        partial(_seeds, evaluation.read_labelled, ".csv"), _strings(specimens.LABELLED)
    ),
    "library": Door(_library, lambda: [_lines()]),
    "backup": Door(_backup, lambda: [_copied()]),
    "backup_after": Door(
        _backup_after,
        _strings(
            "UPDATE articles SET text = x'00ff', added_at = '2026-02-30'; DROP TABLE tags;",
            "ALTER TABLE tags RENAME TO t; CREATE VIEW tags AS WITH RECURSIVE c(x) AS (SELECT 1 "
            "UNION ALL SELECT x+1 FROM c) SELECT x AS article, x AS tag FROM c LEFT JOIN t;",
            "CREATE TRIGGER a AFTER INSERT ON articles BEGIN DELETE FROM tags; END;",
            "PRAGMA writable_schema = ON; UPDATE sqlite_master SET rootpage = 2, type = 'table';",
            "CREATE INDEX i ON tags (hex(zeroblob(90)) || tag) WHERE tag GLOB '*'; VACUUM;",
        ),
    ),
    "backup_with": Door(
        _backup_with,
        _strings(
            *(
                json.dumps(one)
                for one in [
                    ("articles", "published", "2026-02-02 16:42:00.000000"),
                    ("articles", "zone", "Europe/Berlin"),
                    ("bars", "close", 1e300),
                    ("tones", "n", -3),
                    ("corrections", "label", "neutral"),
                    ("announcements", "symbols", "NVDA"),
                    ("signatures", "signature", None),
                    ("counters", "value", 9223372036854775807),
                ]
            )
        ),
    ),
    "filers": Door(partial(_edgar, "tickers"), lambda: [_tickers()]),
    "filings": Door(partial(_edgar, "submissions"), lambda: [_filed()]),
    "filing": Door(
        partial(_edgar, ".txt"),
        _strings(
            "<SEC-HEADER>\n<ACCEPTANCE-DATETIME>20260204070001\n</SEC-HEADER>\n<DOCUMENT>\n"
            "<TYPE>EX-99.1\n<TEXT><html><p>AMD Reports Second Quarter Results</p></html></TEXT>"
            "</DOCUMENT>",
            "<ACCEPTANCE-DATETIME>20260308023000\n",  # an hour that New York's clocks leapt over
        ),
    ),
    "feed": Door(_feed, _strings(specimens.RSS, specimens.ATOM)),
    "date": Door(
        _date,
        _strings(
            "Mon, Feb 2 2026 11:42 AM EST", "2026-02-02T11:42:00-05:00", "2.2.2026, 11:42 CET"
        ),
    ),
    "address": Door(
        _address,
        _strings("http://9.9.9.9/bet?a=1#b", "https://[2606:4700::1111]:443/", "http://0x7f.1/"),
    ),
    "answer": Door(
        _answer,
        lambda: [
            _HEAD.format("text/html; charset=utf-8").encode() + specimens.PAGE.encode(),
            _HEAD.format("application/octet-stream").encode() + specimens.pdf("It fell."),
            b"HTTP/1.1 302 Found\r\nLocation: http://8.8.8.8/a\r\n\r\n",
            b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nTransfer-Encoding: chunked\r\n\r\n"
            b"8\r\nIt fell.\r\n0\r\n\r\n",
        ],
    ),
    "link": Door(
        _link,
        _strings(
            "share=NVDA&benchmark=SPY&span=1+year&marks=Line", "study_window=(0,+1)&about=true"
        ),
    ),
}
