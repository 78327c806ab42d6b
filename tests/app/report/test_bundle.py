"""The report's page, its bundle, and the way back from the bundle."""

import dataclasses
import io
import json
import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pandas as pd
import pypdf
import pytest

from dashboard import __main__
from dashboard.data import report as report_data
from dashboard.data import store
from dashboard.images import pdf, rendering
from dashboard.report import bundle
from dashboard.report import page as page_report
from dashboard.selection import Selection
from sentiment.errors import DataError
from sentiment.reports.contents import ReportInputs

EVENT = "2026-02-02-shares-fall"
CHOSEN = Selection(
    share="NVDA",
    benchmark="SPY",
    span="story",
    scorer="compound",
    about_share=False,
    marks="line",
    copies_once=True,
)
HOSTILE = "<script>alert(1)</script> **bold** $x$ :red[x] [a](javascript:b)"


@pytest.fixture(scope="module")
def gathered(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ReportInputs]:
    """What is held of the day, with an article that is full of markup."""
    place = tmp_path_factory.mktemp("held")
    before = os.environ.get("DASHBOARD_STORE")
    os.environ["DASHBOARD_STORE"] = f"sqlite:///{place}/store.db"
    store.library.clear()
    store.forget()
    held = report_data.inputs(report_data.of_event(EVENT, CHOSEN), CHOSEN)
    marked = held.articles.iloc[-1:].assign(
        title=HOSTILE,
        outlet=HOSTILE,
        published=pd.Timestamp("2026-02-02 15:00", tz="UTC"),
        text=f"{HOSTILE} Profit fell. {HOSTILE} Shares fell 1.1% on Monday.",
    )
    marked.index = pd.Index(["marked"], name=held.articles.index.name)
    yield dataclasses.replace(held, articles=pd.concat([held.articles, marked]))
    store.library.clear()
    store.forget()
    del os.environ["DASHBOARD_STORE"]
    if before is not None:
        os.environ["DASHBOARD_STORE"] = before


@pytest.fixture(scope="module")
def made(gathered: ReportInputs) -> bundle.WrittenReport:
    return bundle.make(report_data.of_event(EVENT, CHOSEN), gathered)


@pytest.fixture(scope="module")
def zipped(made: bundle.WrittenReport) -> bytes:
    return bundle.zipped(made)


def test_the_page_says_which_moment_each_figure_is_of(made: bundle.WrittenReport) -> None:
    told = re.sub(r"<[^>]+>", " ", made.page)

    assert "$191.13" in told
    assert "−2.9% on the day" in told
    assert "Matches an intraday moment only ($189.03" in told
    assert "placebo p" in told


def test_what_the_share_weighs_in_its_benchmark_comes_with_it(made: bundle.WrittenReport) -> None:
    assert "NVDA is about 8% of SPY" in made.page
    assert "inputs/weights.parquet" in made.files


def test_text_from_outside_is_shown_as_it_was_written(made: bundle.WrittenReport) -> None:
    assert "<script" not in made.page
    assert "&lt;script&gt;alert(1)&lt;/script&gt; **bold** $x$ :red[x]" in made.page
    assert "<strong>bold" not in made.page
    assert "href" not in made.page


def test_the_page_needs_nothing_from_elsewhere(made: bundle.WrittenReport) -> None:
    assert not re.search(r"""(?:src|href)=["'](?!data:)""", made.page)
    assert "default-src 'none'" in made.page


def test_a_quotation_is_short_and_says_whose_it_is(made: bundle.WrittenReport) -> None:
    quotes = re.findall(r"<blockquote.*?</blockquote>", made.page, re.DOTALL)

    assert quotes
    for quote in quotes:
        said = re.search(r"“(.*)”", quote)
        assert said
        assert len(said[1].split()) <= 25
        assert "2026" in quote


def test_pictures_say_what_they_show(made: bundle.WrittenReport, gathered: ReportInputs) -> None:
    drawn = page_report.figures(made.brief, gathered)

    assert set(drawn) == {"story", "day", "study"}
    if rendering.missing_browser() is None:
        assert made.page.count("<img alt=") == len(drawn)


@pytest.mark.skipif(rendering.missing_browser() is not None, reason="no browser prints here")
def test_it_prints_on_numbered_pages(made: bundle.WrittenReport) -> None:
    document = pypdf.PdfReader(io.BytesIO(pdf.printed(made.page)))
    pages = [" ".join(page.extract_text().split()) for page in document.pages]

    assert 3 <= len(pages) <= 12
    assert "$185.61" in pages[0]
    assert "“" in pages[0]  # what was written of it stands beside what it did
    assert "beyond what was expected" in pages[1]
    assert "What the articles say of the price" in pages[1]
    assert "Appendix" in pages[2]
    assert "hash of the inputs" not in "".join(pages[:3])
    assert "hash of the inputs" in pages[-1]
    for number, page in enumerate(pages, 1):
        assert f"{number} / {len(pages)}" in page


def test_a_bundle_makes_the_same_tables_to_the_byte(zipped: bytes) -> None:
    remade = bundle.remake(zipped)

    archive = zipfile.ZipFile(io.BytesIO(zipped))
    inside = {name for name in archive.namelist() if name.startswith("tables/")}
    assert remade.words == f"All {len(inside)} tables are the same to the byte."
    assert all(remade.tables[name] == archive.read(name) for name in inside)
    assert {f"tables/{name}.csv" for name in ("sessions", "claims", "study")} <= inside


def test_another_machine_makes_the_same_tables(zipped: bytes, tmp_path: Path) -> None:
    place = tmp_path / "bundle.zip"
    place.write_bytes(zipped)
    elsewhere = {"TZ": "Asia/Tokyo", "PYTHONHASHSEED": "7", "LC_ALL": "C", "HOME": str(tmp_path)}
    run = subprocess.run(
        [sys.executable, "-m", "dashboard", "report", "--from", place, "--out", "again", "--json"],
        cwd=tmp_path,
        env={**os.environ, **elsewhere},
        capture_output=True,
        text=True,
        check=True,
    )

    archive = zipfile.ZipFile(place)
    assert "same to the byte" in json.loads(run.stdout)["said"]
    for path in (tmp_path / "again").iterdir():
        assert path.read_bytes() == archive.read(f"tables/{path.name}")


def changed(zipped: bytes, change: Callable[[dict[str, bytes]], None]) -> bytes:
    with zipfile.ZipFile(io.BytesIO(zipped)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    change(files)
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return written.getvalue()


def another_input(files: dict[str, bytes]) -> None:
    files["inputs/bars.parquet"] = files["inputs/events.parquet"]


def another_format(files: dict[str, bytes]) -> None:
    files["manifest.json"] = files["manifest.json"].replace(b'"format": 1', b'"format": 99')


def a_way_out(files: dict[str, bytes]) -> None:
    manifest = json.loads(files["manifest.json"])
    manifest["files"]["../outside.csv"] = bundle._hash(b"x")
    files["../outside.csv"] = b"x"
    files["manifest.json"] = json.dumps(manifest).encode()


def without_inputs(files: dict[str, bytes]) -> None:
    manifest = json.loads(files["manifest.json"])
    del manifest["files"]["inputs/bars.parquet"], files["inputs/bars.parquet"]
    files["manifest.json"] = json.dumps(manifest).encode()


def signed(name: str, content: bytes) -> Callable[[dict[str, bytes]], None]:
    """Return what puts another file in the place of one, and its hash into the manifest."""

    def change(files: dict[str, bytes]) -> None:
        manifest = json.loads(files["manifest.json"])
        manifest["files"][name] = bundle._hash(content)
        files |= {name: content, "manifest.json": json.dumps(manifest).encode()}

    return change


def settings(**other: object) -> Callable[[dict[str, bytes]], None]:
    """Return what asks a bundle something else, rightly signed."""

    def change(files: dict[str, bytes]) -> None:
        asked = json.loads(files["settings.json"]) | other
        signed("settings.json", json.dumps(asked).encode())(files)

    return change


def torn_input(files: dict[str, bytes]) -> None:
    content = bytearray(files["inputs/bars.parquet"])
    content[len(content) // 3 : len(content) // 2] = b""
    signed("inputs/bars.parquet", bytes(content))(files)


def deep_manifest(files: dict[str, bytes]) -> None:
    files["manifest.json"] = b'{"files":' + b"[" * 100_000


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (signed("settings.json", b"[" * 100_000), "lacks what its tables are made from"),
        (signed("settings.json", b"null"), "lacks what its tables are made from"),
        (settings(first=None), "lacks what its tables are made from"),
        (settings(first="1000-01-01"), "lacks what its tables are made from"),
        (settings(window=[]), "lacks what its tables are made from"),
        (settings(about=[]), "lacks what its tables are made from"),
        (settings(known_as=[1]), "lacks what its tables are made from"),
        (torn_input, "lacks what its tables are made from"),
        (deep_manifest, "no bundle"),
        (another_input, "was changed after it was made"),
        (another_format, "another version"),
        (a_way_out, "was changed after it was made"),
        (without_inputs, "lacks what its tables are made from"),
        (lambda files: files.pop("manifest.json"), "no bundle"),
    ],
)
def test_a_bundle_that_was_tampered_with_is_refused(
    zipped: bytes, change: Callable[[dict[str, bytes]], None], sentence: str
) -> None:
    with pytest.raises(DataError, match=sentence):
        bundle.remake(changed(zipped, change))


@pytest.mark.parametrize("content", [b"", b"PK", b"no zip at all"])
def test_what_is_no_zip_is_no_bundle(content: bytes) -> None:
    with pytest.raises(DataError, match="no bundle"):
        bundle.remake(content)


@pytest.mark.parametrize(("place", "value"), [(8, 1), (10, 97), (6, 200)])
def test_a_zip_that_is_locked_or_packed_in_no_known_way_is_refused(
    zipped: bytes, place: int, value: int
) -> None:
    changed_zip, at = bytearray(zipped), 0
    while (at := zipped.find(b"PK\x01\x02", at + 1)) >= 0:
        changed_zip[at + place] = value

    with pytest.raises(DataError, match="no bundle"):
        bundle.remake(bytes(changed_zip))


def test_half_a_bundle_is_refused(zipped: bytes) -> None:
    with pytest.raises(DataError, match="no bundle"):
        bundle.remake(zipped[: len(zipped) // 2])


def test_tables_that_come_out_otherwise_are_named(zipped: bytes) -> None:
    def other_table(files: dict[str, bytes]) -> None:
        manifest = json.loads(files["manifest.json"])
        files["tables/claims.csv"] = b"key\nother\n"
        manifest["files"]["tables/claims.csv"] = bundle._hash(files["tables/claims.csv"])
        manifest["versions"]["pandas"] = "0.1"
        files["manifest.json"] = json.dumps(manifest).encode()

    remade = bundle.remake(changed(zipped, other_table))

    assert remade.differ == ("tables/claims.csv",)
    assert "pandas 0.1 then" in remade.words


def test_equal_inputs_make_equal_tables(gathered: ReportInputs, made: bundle.WrittenReport) -> None:
    again = bundle.make(report_data.of_event(EVENT, CHOSEN), gathered)

    assert bundle.tables(again.brief) == bundle.tables(made.brief)


@pytest.mark.usefixtures("gathered")
@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("--event", "never", "--out", "x.html"), "never: is no announcement"),
        (("--days", "2026-02-02", "soon", "--out", "x.html"), "soon is no day"),
        (("--days", "2026-02-07", "2026-02-08", "--out", "x.html"), "no session of the exchange"),
        (("--event", EVENT, "--out", "x.txt"), ".html, .pdf or .zip"),
        (("--event", EVENT, "--share", "ZZZZ", "--out", "x.html"), "No bars are held"),
        (("--from", "nowhere.zip", "--out", "x"), "cannot be opened"),
    ],
)
def test_wrong_input_of_the_command_is_told_in_a_sentence(
    words: tuple[str, ...],
    sentence: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    code = __main__.main(["report", *words])

    assert code == 1
    assert sentence in capsys.readouterr().err
    assert not list(tmp_path.iterdir())


def test_a_table_of_moments_without_a_row_is_written() -> None:
    assert bundle._parquet(pd.DataFrame({"at": pd.DatetimeIndex([])})).startswith(b"PAR1")
