"""The app's command line, run in this process on the shipped data."""

import io
import json
import zipfile
from pathlib import Path

import plotly.graph_objects as go
import pytest
from PIL import Image

from dashboard import __main__
from dashboard.charts import captions
from dashboard.commands import chart, chosen
from dashboard.images import archives, rendering


@pytest.fixture(autouse=True)
def _own_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A library of the test's own, and caches that hold nothing of another's."""
    from dashboard.data import store  # noqa: PLC0415 - decorated functions warn without a page

    for cached in (store.library, store.refresher):
        cached.clear()
    store.forget()
    monkeypatch.setenv("DASHBOARD_STORE", f"sqlite:///{tmp_path}/store.db")
    yield
    store.library.clear()
    store.forget()


def said(capsys: pytest.CaptureFixture[str], *words: object) -> tuple[int, str, str]:
    code = __main__.main([str(word) for word in words])
    out, err = capsys.readouterr()
    return code, out, err


@pytest.mark.parametrize("name", chart.CHARTS)
def test_every_chart_is_drawn_with_the_defaults_of_its_page(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, err = said(capsys, "chart", name, "--out", tmp_path / "drawn.html", "--json")

    told = json.loads(out)
    page = (tmp_path / "drawn.html").read_text(encoding="utf-8")
    assert (code, err) == (0, "")
    assert told["bytes"] == len(page.encode())
    assert told["title"]
    assert told["alt"]
    assert "plotly" in page


@pytest.mark.parametrize("page", ["cp1252", "cp932", "ascii"])
def test_what_was_drawn_is_told_in_utf8_whatever_the_console_takes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, page: str
) -> None:
    out = io.TextIOWrapper(io.BytesIO(), encoding=page)
    monkeypatch.setattr("sys.stdout", out)
    code = __main__.main(["chart", "story", "--out", str(tmp_path / "日本 − Škoda.html"), "--json"])
    out.flush()

    assert code == 0
    assert "日本 − Škoda" in json.loads(out.buffer.getvalue().decode("utf-8"))["file"]


def test_a_day_is_drawn_of_the_share_and_announcement_asked_for(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    event = "2025-09-22-letter-of-intent"
    _, out, _ = said(
        capsys, "chart", "day", "--event", event, "--out", tmp_path / "day.html", "--json"
    )

    assert json.loads(out)["title"] == "NVDA on Mon 22 Sep 2025"


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("story", "--out", "story.gif"), ".png, .svg, .pdf, .html"),
        (("all", "--out", "all.png"), "end it with .zip"),
        (("day", "--event", "never", "--out", "day.html"), "never is no announcement"),
        (("story", "--event", "never", "--out", "story.html"), "never is no announcement"),
        (("day", "--share", "TSLA", "--out", "day.html"), "no intraday bars"),
        (("story", "--share", "ZZZZ", "--out", "story.html"), "No bars are held"),
        (("lags", "--share", "ZZZZ", "--out", "lags.html"), "No bars are held"),
        (("pairs", "--lag", "9", "--out", "pairs.html"), "from -5 to 5"),
        (("story", "--out", "nowhere/story.html"), "cannot be written"),
        (("unusual", "--window", "3", "1", "--out", "x.html"), "ends before it begins"),
    ],
    ids=" ".join,
)
def test_wrong_input_is_told_in_a_sentence(
    words: tuple[str, ...],
    sentence: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    code, _, err = said(capsys, "chart", *words)

    assert code == 1
    assert sentence in err
    assert "Traceback" not in err
    assert not [path for path in tmp_path.iterdir() if not path.name.startswith("store.db")]


def test_wrong_usage_is_two(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        __main__.main(["chart", "nothing-such", "--out", "x.png"])

    assert ended.value.code == 2
    assert "invalid choice" in capsys.readouterr().err


def test_help_names_the_commands_and_each_shows_an_example(
    capsys: pytest.CaptureFixture[str],
) -> None:
    for words in ([], ["chart"]):
        with pytest.raises(SystemExit):
            __main__.main([*words, "--help"])

        assert "dashboard chart story --out story.png" in capsys.readouterr().out


def test_a_file_is_replaced_whole_or_not_at_all(tmp_path: Path) -> None:
    place = tmp_path / "drawn.svg"
    chosen.write(place, b"before")
    chosen.write(place, b"after")

    assert place.read_bytes() == b"after"
    assert [path.name for path in tmp_path.iterdir()] == ["drawn.svg"]


def picture(title: str) -> captions.Picture:
    return captions.Picture(go.Figure(go.Scatter(y=[1, 2])), title=title, alt=f"{title}: up")


def test_pictures_of_one_title_keep_their_own_files() -> None:
    told: list[int] = []
    zipped = archives.zipped(
        [picture("Up"), picture("Up"), picture("…")],
        kinds=["html"],
        size="banner",
        look="dark",
        tell=told.append,
    )

    archive = zipfile.ZipFile(io.BytesIO(zipped))
    pages = ["up.html", "up-2.html", "picture.html"]
    assert archive.namelist() == [*pages, rendering.SCRIPT, archives.NOTE]
    assert all(b'src="plotly.min.js"' in archive.read(name) for name in pages)
    assert all(len(archive.read(name)) < 200_000 for name in pages)
    assert "Up: up" in archive.read(archives.NOTE).decode()
    assert told == [1, 2, 3]


def test_equal_pictures_make_equal_archives() -> None:
    asked = {"kinds": ["html"], "size": "slide", "look": "light"}
    first, again = (archives.zipped([], **asked) for _ in range(2))

    assert first == again


@pytest.mark.skipif(rendering.missing_browser() is not None, reason="no browser draws here")
def test_a_zip_holds_every_format_of_every_picture() -> None:
    zipped = archives.zipped([picture("Up")], kinds=["png", "svg"], size="banner", look="light")

    archive = zipfile.ZipFile(io.BytesIO(zipped))
    width, height = rendering.SIZES["banner"]
    assert Image.open(io.BytesIO(archive.read("up.png"))).size == (2 * width, 2 * height)
    assert b"<desc>Up: up</desc>" in archive.read("up.svg")
