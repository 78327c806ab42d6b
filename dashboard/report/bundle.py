"""A report with all that it was made from, as one zip that makes the same tables again."""

import hashlib
import io
import json
import platform
import re
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from importlib.metadata import version
from typing import Any

import pandas as pd

from dashboard.images import pdf
from dashboard.images.archives import add
from dashboard.images.rendering import missing_browser
from dashboard.report import page as page_report
from sentiment import parquet
from sentiment.errors import DataError, SentimentError
from sentiment.market.shares import Share
from sentiment.output import spreadsheets
from sentiment.reading import version as reading_version
from sentiment.reports.contents import Brief, ReportInputs, ReportRequest, brief
from sentiment.study import weights

MANIFEST = "manifest.json"
FORMAT = 1
LARGEST = 500_000_000  # bytes unpacked, against a small zip that holds a large file
_NAME = re.compile(r"(?:[a-z]+/)?[a-z0-9-]+\.(?:html|pdf|svg|csv|parquet|json)")
_PACKAGES = ("numpy", "pandas", "pyarrow", "plotly", "scipy", "vaderSentiment")
_FRAMES = ("events", "figures", "results", "articles", "weights")


@dataclass(frozen=True, slots=True, eq=False)
class WrittenReport:
    """A report's parts: ``files`` by their names in the bundle, ``page`` and ``brief``."""

    brief: Brief
    page: str
    files: Mapping[str, bytes]

    @property
    def facts(self) -> dict[str, object]:
        """What was made, for a summary."""
        return {
            "share": self.brief.request.share,
            "first": f"{self.brief.request.first:%Y-%m-%d}",
            "last": f"{self.brief.request.last:%Y-%m-%d}",
            "articles": len(self.brief.articles),
            "claims": len(self.brief.claims),
        }


def make(
    request: ReportRequest, material: ReportInputs, *, sources: Sequence[str] = ()
) -> WrittenReport:
    """Return a report with its tables and what it was made from.

    The inputs are written first and read back, so that what is worked out here is what anybody
    works out from the bundle.
    """
    inputs = _written(material)
    settings = _settings(request)
    report, again = _remade(settings, inputs)
    drawn = page_report.draw(report, again, sources=sources)
    facts = {**versions(), "hash of the inputs": _hash_of(inputs), "settings": settings.decode()}
    page = page_report.page(report, again, drawn=drawn, facts=facts, sources=sources)
    figures = {f"figures/{name}.svg": svg for name, svg in drawn.items()}
    return WrittenReport(
        report,
        page,
        {"settings.json": settings, **inputs, **tables(report), **figures},
    )


def zipped(made: WrittenReport) -> bytes:
    """Return the bundle; with the report as PDF too, where a browser is at hand to print it."""
    files = {**made.files, "report.html": made.page.encode()}
    if missing_browser() is None:
        files["report.pdf"] = pdf.printed(made.page)
    manifest = {
        "format": FORMAT,
        "versions": versions(),
        "files": {name: _hash(content) for name, content in sorted(files.items())},
    }
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in sorted(files.items()):
            add(archive, name, content)
        add(archive, MANIFEST, json.dumps(manifest, indent=1).encode())
    return written.getvalue()


def versions() -> dict[str, str]:
    """Return what numbers may depend on: the reading's rules, Python and packages."""
    return {
        "reading": reading_version.engine(),
        "python": platform.python_version(),
        **{name: version(name) for name in _PACKAGES},
    }


@dataclass(frozen=True, slots=True, eq=False)
class Remade:
    """The tables of a bundle, worked out anew, and how they compare with those in it."""

    tables: Mapping[str, bytes]
    differ: tuple[str, ...]
    changed: tuple[str, ...]  # what has another version here, in words

    @property
    def words(self) -> str:
        """The outcome in a sentence."""
        if not self.differ:
            return f"All {len(self.tables)} tables are the same to the byte."
        why = "; ".join(self.changed) or "the versions are the same"
        return f"{len(self.differ)} tables differ: {', '.join(self.differ)} ({why})."


def remake(content: bytes) -> Remade:
    """Work out a bundle's tables anew from what lies in it.

    Raises
    ------
    DataError
        If the file is no bundle, or something in it is not as its manifest says.
    """
    files, manifest = _unpacked(content)
    inputs = {name: one for name, one in files.items() if name.startswith("inputs/")}
    try:
        report, _ = _remade(files["settings.json"], inputs)
        made = tables(report)
    except SentimentError:
        raise
    except Exception as error:  # whoever made it may have put anything in the place of anything
        raise DataError("the bundle", f"lacks what its tables are made from ({error})") from error
    was, now = manifest["versions"], versions()
    changed = [f"{name} {was.get(name)} then, {now[name]} now" for name in now]
    return Remade(
        made,
        differ=tuple(name for name, one in made.items() if files.get(name) != one),
        changed=tuple(
            one for one, name in zip(changed, now, strict=True) if was.get(name) != now[name]
        ),
    )


def tables(report: Brief) -> dict[str, bytes]:
    """Return a report's tables as files, each as CSV and as Parquet."""
    files = {}
    for name, table in report.tables.items():
        files[f"tables/{name}.csv"] = spreadsheets.to_csv(table).encode()
        files[f"tables/{name}.parquet"] = _parquet(table)
    return files


def _unpacked(content: bytes) -> tuple[dict[str, bytes], dict[str, dict[str, str]]]:
    """Return a bundle's files, each checked against the manifest."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if sum(one.file_size for one in archive.infolist()) > LARGEST:
                raise DataError("the bundle", f"is larger than {LARGEST:,} bytes unpacked")
            manifest = json.loads(archive.read(MANIFEST))
            files = {
                name: archive.read(name) for name in manifest["files"] if _NAME.fullmatch(name)
            }
            digests = dict(manifest["files"])
            known = manifest["format"] == FORMAT and isinstance(manifest["versions"], dict)
    except DataError:
        raise
    except Exception as error:  # a torn zip breaks its reader in any of many places
        raise DataError("the bundle", "is no bundle of a report, or it is damaged") from error
    if not known:
        raise DataError("the bundle", "was made by another version of the dashboard")
    wrong = [name for name in digests if name not in files or _hash(files[name]) != digests[name]]
    if wrong:
        raise DataError("the bundle", f"was changed after it was made: {', '.join(wrong)}")
    return files, manifest


def _remade(settings: bytes, inputs: Mapping[str, bytes]) -> tuple[Brief, ReportInputs]:
    """Return what a report says, worked out from its written inputs."""
    request, material = _request(json.loads(settings)), _read(inputs)
    return brief(request, material), material


def _request(settings: Mapping[str, Any]) -> ReportRequest:
    """Return what was asked; a setting that is of no such kind as its own is refused."""
    days = {name: pd.Timestamp(settings[name]) for name in ("first", "last")}
    several = {"window": tuple(settings["window"]), "known_as": tuple(settings.get("known_as", ()))}
    quoted = None if settings.get("quoted") is None else _share(settings["quoted"])
    request = ReportRequest(**{**settings, **days, **several, "quoted": quoted})
    texts = (request.share, request.benchmark, request.scorer, request.only, *request.known_as)
    others = (one for one in (request.event, request.about) if one is not None)
    if not all(isinstance(one, str) for one in (*texts, *others)):
        raise TypeError("a setting is no text")
    return request


def _share(settings: Mapping[str, Any]) -> Share:
    """Return what is known of the share; a fact that is of no such kind as its own is refused."""
    share = Share(**{**settings, "aliases": tuple(settings["aliases"])})
    facts = (one for name, one in asdict(share).items() if name != "aliases")
    if not all(isinstance(one, str) for one in (*facts, *share.aliases)):
        raise TypeError("a fact of the share is no text")
    return share


def _settings(request: ReportRequest) -> bytes:
    """Return what was asked as JSON."""
    days = {name: f"{getattr(request, name):%Y-%m-%d}" for name in ("first", "last")}
    return json.dumps({**asdict(request), **days}, ensure_ascii=False).encode()


def _written(material: ReportInputs) -> dict[str, bytes]:
    """Return what a report is made from as Parquet files."""
    frames = {
        "bars": pd.concat(material.bars, names=["symbol"]).reset_index(),
        **{name: getattr(material, name) for name in _FRAMES},
    }
    if material.intraday:
        frames["intraday"] = pd.concat(material.intraday, names=["symbol"]).reset_index()
    return {f"inputs/{name}.parquet": _parquet(frame) for name, frame in frames.items()}


def _read(inputs: Mapping[str, bytes]) -> ReportInputs:
    """Return what :func:`_written` wrote."""
    frames = {
        name.removeprefix("inputs/").removesuffix(".parquet"): parquet.read_frame(one, name=name)
        for name, one in inputs.items()
    }
    # Bundles made before weights were put into them say nothing of them.
    frames.setdefault("weights", pd.DataFrame(columns=weights.COLUMNS))
    return ReportInputs(
        bars=_by_symbol(frames["bars"], "session"),
        intraday=_by_symbol(frames["intraday"], "start") if "intraday" in frames else {},
        **{name: frames[name] for name in _FRAMES},
    )


def _by_symbol(rows: pd.DataFrame, index: str) -> dict[str, pd.DataFrame]:
    return {
        str(symbol): one.drop(columns="symbol").set_index(index)
        for symbol, one in rows.groupby("symbol")
    }


def _parquet(table: pd.DataFrame) -> bytes:
    """Return a table as Parquet; cells that hold several things are written as text."""
    plain = table.copy()
    for name in plain.columns:
        if any(isinstance(cell, tuple | list | set) for cell in plain[name]):
            plain[name] = plain[name].map(str)
    return bytes(plain.to_parquet(compression="zstd"))


def _hash_of(files: Mapping[str, bytes]) -> str:
    return _hash("".join(f"{name} {_hash(files[name])}\n" for name in sorted(files)).encode())


def _hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
