import io
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from xml.etree import ElementTree

import pandas as pd
import plotly.graph_objects as go
import pypdf
import pytest
from PIL import Image, ImageFont

from dashboard.charts.lead_lag import BANDS
from dashboard.charts.marks import COLOURS
from dashboard.images import publishing, rendering, typeface

SOURCES = ("Bars: public records.", "Tone: VADER.")
TITLE = "NVDA <b>& tone"


def figure() -> go.Figure:
    days = pd.bdate_range("2026-01-26", periods=10)
    drawn = go.Figure(
        go.Bar(
            x=days,
            y=[0.1, -0.2] * 5,
            marker_color=[COLOURS["positive"], COLOURS["negative"]] * 5,
            name="Tone",
        )
    )
    drawn.update_xaxes(rangebreaks=[{"bounds": ["sat", "mon"]}])
    drawn.update_layout(margin={"l": 8, "r": 8, "t": 8, "b": 8}, height=300)
    drawn.add_annotation(text="a level", x=days[0], y=0.1, font={"color": COLOURS["share"]})
    return drawn


def draw(kind: rendering.Kind, *, size: str = "banner", look: str = "light") -> bytes:
    return rendering.draw(figure(), kind=kind, size=size, look=look, title=TITLE, sources=SOURCES)


@pytest.fixture
def browser() -> None:
    """Skip where no browser is found, except where the whole suite must run."""
    missing = rendering.missing_browser()
    if missing and not os.environ.get("CI"):
        pytest.skip(missing)
    assert missing is None


@pytest.mark.usefixtures("browser")
@pytest.mark.parametrize("size", rendering.SIZES)
def test_a_png_has_twice_its_size(size: str) -> None:
    width, height = rendering.SIZES[size]

    assert Image.open(io.BytesIO(draw("png", size=size))).size == (2 * width, 2 * height)


@pytest.mark.usefixtures("browser")
@pytest.mark.parametrize("look", rendering.LOOKS)
def test_a_picture_lies_on_its_paper_and_keeps_its_edge_free(look: str) -> None:
    picture = Image.open(io.BytesIO(draw("png", look=look))).convert("RGB")
    width, height = picture.size
    paper = tuple(bytes.fromhex(publishing.look_of(look).paper[1:]))
    edges = [(0, 0, width, 8), (0, height - 8, width, height), (0, 0, 8, height)]
    edges.append((width - 8, 0, width, height))

    assert all(picture.crop(edge).getcolors() is not None for edge in edges)
    assert {colour for edge in edges for _, colour in picture.crop(edge).getcolors()} == {paper}


@pytest.mark.usefixtures("browser")
def test_print_holds_no_colour() -> None:
    picture = Image.open(io.BytesIO(draw("png", look="print"))).convert("RGB")
    saturation = picture.convert("HSV").getchannel("S")

    assert saturation.getextrema()[1] == 0


@pytest.mark.usefixtures("browser")
def test_a_pdf_is_listed_by_its_title() -> None:
    told = pypdf.PdfReader(io.BytesIO(draw("pdf"))).metadata

    assert told is not None
    assert told.title == TITLE


@pytest.mark.usefixtures("browser")
def test_an_svg_holds_title_and_sources_as_text() -> None:
    root = ElementTree.fromstring(draw("svg"))  # noqa: S314 - drawn here
    text = " ".join("".join(node.itertext()) for node in root.iter() if node.tag.endswith("}text"))

    assert TITLE in text
    assert " ".join(SOURCES) in text


@pytest.mark.usefixtures("browser")
def test_a_pdf_is_one_page_with_text_in_fonts_of_its_own() -> None:
    pages = pypdf.PdfReader(io.BytesIO(draw("pdf"))).pages
    page = pages[0]
    fonts = [font.get_object() for font in page["/Resources"]["/Font"].values()]
    parts = [part.get_object() for font in fonts for part in font.get("/DescendantFonts", [font])]

    assert len(pages) == 1
    assert page.mediabox.width / page.mediabox.height == pytest.approx(3, rel=0.02)
    assert "Bars: public records." in page.extract_text()
    assert all(
        {"/FontFile", "/FontFile2", "/FontFile3"} & set(part["/FontDescriptor"].get_object())
        for part in parts
        if "/FontDescriptor" in part
    )


def test_html_needs_no_network() -> None:
    page = draw("html").decode()

    assert not re.findall(r"<(?:script|link|img)[^>]+(?:src|href)=", page.split("<body>")[0])
    assert not re.findall(r'<script[^>]+src="', page)
    assert "<title>NVDA &lt;b&gt;&amp; tone</title>" in page
    assert "<h1>NVDA &lt;b&gt;&amp; tone</h1>" in page
    assert len(page) > 1_000_000


@pytest.mark.usefixtures("browser")
def test_html_draws_in_a_browser_without_a_network(tmp_path: Path) -> None:
    sync_api = pytest.importorskip("playwright.sync_api")
    path = tmp_path / "chart.html"
    path.write_bytes(draw("html", look="dark"))
    found = shutil.which("chromium") or shutil.which("google-chrome")
    with sync_api.sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        context = opened.new_context(offline=True)
        asked: list[str] = []
        page = context.new_page()
        page.on("request", lambda request: asked.append(request.url))
        page.goto(path.as_uri())
        page.wait_for_selector(".bars .point", state="attached")
        title = page.locator("h1").text_content()
        page.set_viewport_size({"width": 390, "height": 844})
        page.wait_for_function(
            "document.querySelector('.main-svg').getBoundingClientRect().right <= 390"
        )
        across = page.evaluate("document.documentElement.scrollWidth")
        opened.close()

    assert title == TITLE
    assert across <= 390
    assert [url for url in asked if not url.startswith(("file:", "data:", "blob:"))] == []


def test_the_figure_given_is_never_changed() -> None:
    drawn = figure()
    before = drawn.to_json()
    for look in rendering.LOOKS:
        publishing.dressed(drawn, size="slide", look=look, title=TITLE, sources=SOURCES)

    assert drawn.to_json() == before


def test_what_the_figure_says_of_its_axes_is_kept() -> None:
    spec = publishing.dressed(figure(), size="slide", look="light", title=TITLE)

    assert spec["layout"]["xaxis"]["rangebreaks"] == [{"bounds": ["sat", "mon"]}]
    assert (spec["layout"]["width"], spec["layout"]["height"]) == rendering.SIZES["slide"]


def test_print_shades_in_grey() -> None:
    shades = [go.Scatter(x=[0, 1], y=[0, 1], fillcolor=colour) for colour in BANDS.values()]
    data = publishing.dressed(go.Figure(shades), size="slide", look="print", title=TITLE)["data"]

    for trace in data:
        red, green, blue, opacity = re.findall(r"[\d.]+", trace["fillcolor"])
        assert red == green == blue
        assert opacity == "0.13"


@pytest.mark.parametrize("size", rendering.SIZES)
def test_a_long_title_is_wrapped_before_the_edge(size: str) -> None:
    title = "Abnormal return of NVDA against SPY, around each announcement of some weeks"
    layout = publishing.dressed(figure(), size=size, look="light", title=title)["layout"]
    lines = re.sub("</?b>", "", layout["title"]["text"]).split("<br>")

    assert " ".join(lines) == title
    bold = ImageFont.truetype(typeface.FILES / "bold.ttf", layout["title"]["font"]["size"])
    assert max(map(bold.getlength, lines)) <= 0.95 * layout["width"]
    # Where the pictures' own is not at hand: 0.53 is the mean width of Arial Bold.
    assert max(map(len, lines)) * layout["title"]["font"]["size"] * 0.53 <= layout["width"]


def test_a_tall_panel_has_few_enough_ticks_to_read() -> None:
    panels = go.Figure(go.Scatter(x=[0, 1], y=[168, 208]))
    panels.update_yaxes(domain=[0.1, 0.9])
    layout = publishing.dressed(panels, size="column", look="print", title=TITLE)["layout"]

    assert layout["yaxis"]["nticks"] <= 9


def test_print_tells_signs_apart_by_pattern() -> None:
    spec = publishing.dressed(figure(), size="slide", look="print", title=TITLE)

    assert spec["data"][0]["marker"]["pattern"]["shape"][:2] == ["/", ""]


@pytest.mark.parametrize("look", rendering.LOOKS)
def test_letters_are_readable_on_their_paper(look: str) -> None:
    worn = publishing._LOOKS[look]
    inks = [worn.ink, worn.faint, *worn.letters.values()]

    assert min(contrast(ink, worn.paper) for ink in inks if ink != "#4a2f86") >= 4.5


def contrast(one: str, other: str) -> float:
    """WCAG 2.2's contrast ratio."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    parts = [channel / 255 for channel in bytes.fromhex(colour[1:])]
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_without_a_browser_a_sentence_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("BROWSER_PATH", str(tmp_path / "none"))

    assert "install Google Chrome" in (rendering.missing_browser() or "")
    with pytest.raises(rendering.ImageError, match="install Google Chrome"):
        draw("png")
    assert draw("html")


@pytest.mark.usefixtures("browser")
def test_the_browser_is_kept_and_started_anew_when_it_was_killed() -> None:
    draw("png")
    first = rendering._studio()._browser.subprocess
    started = time.perf_counter()
    draw("png")
    again = time.perf_counter() - started

    assert rendering._studio()._browser.subprocess is first
    assert again < 5
    kill(first)
    assert draw("png").startswith(b"\x89PNG")
    assert rendering._studio()._browser.subprocess is not first


@pytest.mark.usefixtures("browser")
def test_a_browser_killed_while_drawing_costs_no_picture(monkeypatch: pytest.MonkeyPatch) -> None:
    draw("png")
    kept = rendering._studio()._browser
    really = kept.calc_fig

    async def shot(*arguments: object, **options: object) -> bytes:
        kill(kept.subprocess, wait=False)
        return await really(*arguments, **options)

    monkeypatch.setattr(kept, "calc_fig", shot)

    assert draw("png").startswith(b"\x89PNG")


@pytest.mark.usefixtures("browser")
def test_a_browser_that_always_ends_becomes_a_sentence(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    rendering._studio().close()
    broken = tmp_path / "chromium"
    broken.write_text("#!/bin/sh\nexit 1\n")
    broken.chmod(0o755)
    monkeypatch.setenv("BROWSER_PATH", str(broken))
    with pytest.raises(rendering.ImageError, match="twice"):
        draw("png")


def kill(process: subprocess.Popen[bytes], *, wait: bool = True) -> None:
    """End the browser of a process, and the processes it started, at once."""
    os.killpg(process.pid, signal.SIGKILL)
    if wait:
        process.wait(5)


def test_a_margin_is_kept_only_for_labels_that_are_drawn() -> None:
    rows = go.Figure(go.Bar(x=[1], y=["a name of some forty letters, and a few"], orientation="h"))
    beside = publishing.dressed(rows, size="square", look="light", title=TITLE)
    rows.update_yaxes(showticklabels=False)
    over = publishing.dressed(rows, size="square", look="light", title=TITLE)

    assert over["layout"]["margin"]["l"] < beside["layout"]["margin"]["l"] / 2


@pytest.mark.parametrize(("size", "beside"), [("square", False), ("banner", True)])
def test_rows_are_named_beside_themselves_where_they_stand_close(size: str, beside: bool) -> None:
    names = [f"announcement {number}" for number in range(12)]
    rows = go.Figure(go.Bar(x=[1] * 12, y=names, orientation="h"))
    rows.update_yaxes(showticklabels=False)
    for name in names:
        rows.add_annotation(text=name, x=0, y=name, yshift=17, showarrow=False)
    layout = publishing.dressed(rows, size=size, look="light", title=TITLE)["layout"]

    assert layout["yaxis"]["showticklabels"] is beside
    assert len(layout["annotations"]) == (0 if beside else 12)


def test_pictures_bring_their_own_typeface() -> None:
    page = pypdf.PdfReader(io.BytesIO(draw("pdf"))).pages[0]
    fonts = [str(one.get_object()["/BaseFont"]) for one in page["/Resources"]["/Font"].values()]

    assert b"@font-face{font-family:'Dashboard Sans'" in draw("svg")
    assert b"@font-face{font-family:'Dashboard Sans'" in draw("html")
    if sys.platform.startswith("linux"):  # elsewhere a browser asks no fontconfig
        assert {name.partition("+")[2] for name in fonts} == {
            "DashboardSans-Regular",
            "DashboardSans-Bold",
        }


@pytest.mark.parametrize("size", rendering.SIZES)
def test_a_panels_title_stands_below_the_panel_above(size: str) -> None:
    axes = {"yaxis": {"domain": [0.52, 1]}, "yaxis2": {"domain": [0, 0.48], "anchor": "x"}}
    title = {"text": "Tone", "y": 0.48, "yref": "paper", "yanchor": "bottom", "font": {"size": 13}}
    panels = go.Figure(
        [go.Scatter(x=[0, 1], y=[0, 1]), go.Scatter(x=[0, 1], y=[0, 1], yaxis="y2")],
        {**axes, "annotations": [title]},
    )
    layout = publishing.dressed(panels, size=size, look="light", title=TITLE)["layout"]
    heading = next(one for one in layout["annotations"] if one["text"] == "Tone")
    room = layout["height"] - layout["margin"]["t"] - layout["margin"]["b"]
    gap = (layout["yaxis"]["domain"][0] - heading["y"]) * room

    assert gap >= 1.4 * heading["font"]["size"]
    assert layout["yaxis2"]["domain"][1] == heading["y"]
