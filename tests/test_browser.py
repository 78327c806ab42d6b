"""The real page in a real browser: what is drawn, clicked, pasted, saved and downloaded."""

import io
import re
from pathlib import Path
from urllib.parse import urlsplit

import openpyxl
import pandas as pd
import pytest
from browsing import PATIENCE, VIEWS, Visit, paste, save, settled
from playwright.sync_api import Browser, expect

CHART = ".js-plotly-plot .main-svg"
ARTICLE = """Nvidia bet falls apart

February 2, 2026, 11:30 a.m. ET

Nvidia shares fell 1.1% on Monday. The gamble has imploded, and the money will not come.

Analysts called the outcome a serious disappointment for Nvidia.

Nvidia shares fell 1.1% on Monday. The gamble has imploded, and the money will not come.

Analysts called the outcome a serious disappointment for Nvidia.
"""
HOSTILE = (
    "<script>window.struck = true</script> <img src=x onerror='window.struck = true'> "
    "[link](javascript:alert(1)) ![picture](http://a.example/i.png) :red[colour] $x^2$ **bold** "
    "The plan failed badly."
)


def test_the_story_is_drawn_with_the_day_that_is_still_misquoted(visit: Visit) -> None:
    page = visit()
    expect(page.locator(CHART).first).to_be_visible()

    # The story's line and badges, and the day's path.
    expect(page.locator(".js-plotly-plot .scatterlayer .trace").nth(2)).to_be_attached()
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "Nvidia fell 2.9% on 2 February 2026, 3.4 points behind the market; "
        "five articles read negative, −0.20"
    )
    expect(page.get_by_role("region", name="NVDA close")).to_contain_text("$185.61")
    expect(page.get_by_role("region", name="NVDA close")).to_contain_text("−2.9%")
    expect(page.get_by_text("reported −1.1%, $189.03").first).to_be_attached()
    expect(page.get_by_text("Matches an intraday moment only ($189.03").first).to_be_visible()


@pytest.mark.parametrize("width", [1440, 390])
def test_the_first_screen_answers_and_the_picture_begins_on_it(visit: Visit, width: int) -> None:
    page = visit(viewport={"width": width, "height": 844})
    expect(page.locator(CHART).first).to_be_visible(timeout=PATIENCE * 1000)
    settled(page)
    tiles = page.locator(".tile")
    expect(tiles).to_have_count(4)
    boxes = [tiles.nth(place).bounding_box() for place in range(4)]
    chart = page.locator(CHART).first.bounding_box()

    assert len({box["y"] for box in boxes if box}) == 1  # in one row
    assert chart is not None
    assert chart["y"] <= 320


def test_a_choice_stands_in_the_address_and_back_undoes_it(visit: Visit) -> None:
    page = visit()
    first = "Nvidia's shares fall as the reports are digested"
    expect(page.get_by_role("heading", name=first)).to_be_visible()
    badge = page.locator(".js-plotly-plot .scatterlayer .trace text", has_text=re.compile(r"^1$"))
    badge.first.click(force=True)
    opened = page.get_by_role("heading", name="Nvidia and OpenAI sign a letter of intent")
    expect(opened).to_be_visible()
    expect(page).to_have_url(re.compile("event=2025-09-22-letter-of-intent"))
    settled(page)
    page.go_back()

    expect(page.get_by_role("heading", name=first)).to_be_visible(timeout=PATIENCE * 1000)


@pytest.mark.parametrize("view", VIEWS)
def test_no_view_asks_another_machine_or_breaks(browser: Browser, site: str, view: str) -> None:
    window = browser.new_context()
    page = window.new_page()
    asked: list[str] = []
    faults: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.goto(f"{site}/{view}")
    expect(page.get_by_test_id("stHeading").first).to_be_visible(timeout=PATIENCE * 1000)
    settled(page)
    hosts = {urlsplit(url).hostname for url in asked if url.startswith(("http", "ws"))}

    assert hosts == {"127.0.0.1"}
    assert faults == []
    assert page.get_by_test_id("stException").count() == 0
    window.close()


def test_a_click_on_a_mark_opens_its_announcement(visit: Visit) -> None:
    page = visit()
    badge = page.locator(".js-plotly-plot .scatterlayer .trace text", has_text=re.compile(r"^1$"))
    expect(badge.first).to_be_visible()
    heading = page.get_by_role("heading", level=1)
    before = heading.inner_text()
    place = badge.first.bounding_box()
    assert place is not None
    page.mouse.move(place["x"] + place["width"] / 2, place["y"] + place["height"] / 2)
    page.mouse.click(place["x"] + place["width"] / 2, place["y"] + place["height"] / 2)

    expect(heading).not_to_have_text(before)
    assert "event=" in page.url


def test_the_list_of_announcements_is_worked_by_keyboard(visit: Visit) -> None:
    page = visit()
    heading = page.get_by_role("heading", level=1)
    before = heading.inner_text()
    page.get_by_role("button", name="Nvidia and OpenAI sign a letter of intent").click()
    expect(heading).not_to_have_text(before)
    settled(page)
    before = heading.inner_text()
    page.keyboard.press("ArrowDown")

    expect(heading).not_to_have_text(before)
    assert "event=" in page.url


def test_the_list_of_announcements_is_sorted_by_a_head_and_keeps_what_is_open(visit: Visit) -> None:
    page = visit()
    table = page.get_by_role("table", name="Announcements")
    move = table.get_by_role("button", name="Move")
    move.focus()
    page.keyboard.press("Enter")

    expect(table.get_by_role("columnheader", name="Move")).to_have_attribute(
        "aria-sort", "ascending"
    )
    expect(table.get_by_role("row").nth(1)).to_contain_text("Nvidia reports its fourth quarter")
    expect(table.locator("[aria-current]")).to_have_text(
        "Nvidia's shares fall as the reports are digested"
    )


def test_on_a_phone_announcements_are_cards_beside_the_open_one_and_all_of_them_on_demand(
    visit: Visit,
) -> None:
    page = visit(viewport={"width": 390, "height": 844})
    cards = page.get_by_role("table", name="Announcements").get_by_role("row")
    expect(cards.filter(visible=True)).to_have_count(5)
    page.get_by_role("button", name="All 14 announcements").click()

    expect(cards.filter(visible=True)).to_have_count(14)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_a_link_opens_the_same_view_in_another_window(visit: Visit) -> None:
    page = visit("?share=AMD&benchmark=SMH")

    expect(page.get_by_role("region", name="Against SMH")).to_be_visible()
    expect(page.get_by_label("Share", exact=True)).to_have_value("AMD")


def test_a_pasted_article_is_explained_kept_and_still_there_after_a_reload(visit: Visit) -> None:
    page = visit("article")
    paste(page, ARTICLE)

    expect(page.get_by_text("Finance: negative")).to_be_visible()
    expect(page.get_by_text("Left out: ")).to_be_visible()
    expect(page.get_by_text("Mon 2 Feb 2026").first).to_be_visible()
    expect(page.locator(CHART).first).to_be_attached()

    save(page)
    page.goto(page.url.replace("article", "library"))
    settled(page)
    main = page.get_by_test_id("stMain")
    expect(main.get_by_text("1 article", exact=True)).to_be_visible()
    table = main.get_by_test_id("stDataFrame").first.locator("canvas").first.bounding_box()
    assert table is not None
    page.mouse.click(table["x"] + 18, table["y"] + 52)
    main.get_by_role("button", name="Put 1 article into the bin").click()
    expect(main.get_by_text("You have kept no article yet")).to_be_visible()
    main.get_by_role("button", name="Undo").click()
    expect(main.get_by_text("1 article", exact=True)).to_be_visible()


def test_a_megabyte_from_the_clipboard_is_read(visit: Visit) -> None:
    paragraph = "Nvidia reported record revenue. Its margin fell. The board meets on Monday."
    text = "\n\n".join(f"Part {number}. {paragraph}" for number in range(12_000))[:999_999]
    page = visit("article")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.evaluate("text => navigator.clipboard.writeText(text)", text)
    box = page.get_by_label("Paste the article, its headline first")

    box.focus()
    page.keyboard.press("Control+V")
    expect(box).to_have_value(text, timeout=PATIENCE * 1000)
    page.keyboard.press("Control+Enter")

    expect(page.get_by_text("When was it published?")).to_be_visible(timeout=2 * PATIENCE * 1000)
    assert "record revenue" in page.get_by_role("heading", level=3).first.inner_text()


def test_markup_in_a_pasted_text_stays_text(visit: Visit) -> None:
    page = visit("article")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    paste(page, HOSTILE)
    main = page.get_by_test_id("stMain")

    expect(main.get_by_text("<script>window.struck").first).to_be_visible()
    expect(main.get_by_text("![picture](http://a.example/i.png)").first).to_be_visible()
    assert page.evaluate("window.struck") is None
    assert main.locator("a[href^='javascript'], img[src*='a.example'], .katex").count() == 0
    assert not any("a.example" in url for url in asked)


def test_a_picture_is_seen_with_its_own_title_and_leaves_as_files_that_open(visit: Visit) -> None:
    page = visit()
    page.get_by_role("button", name="Export", exact=True).click()
    drawer = page.get_by_role("dialog")
    drawer.get_by_label("Title").fill("A day in February")
    drawer.get_by_label("Note under it").fill("As the sample articles tell it.")
    drawer.get_by_label("Note under it").press("Control+Enter")
    expect(drawer.get_by_test_id("stImage").locator("img")).to_be_visible()
    settled(page)
    files = {}
    for kind in ("PNG", "SVG", "PDF", "HTML"):
        with page.expect_download(timeout=PATIENCE * 1000) as download:
            drawer.get_by_role("button", name=kind, exact=True).click()
        files[kind] = Path(download.value.path()).read_bytes()
        assert download.value.suggested_filename == f"a-day-in-february.{kind.lower()}"

    assert files["PNG"].startswith(b"\x89PNG")
    assert b"A day in February" in files["SVG"]
    assert b"As the sample articles tell it." in files["SVG"]
    assert files["PDF"].startswith(b"%PDF-")
    assert not re.search(rb"<script[^>]+src=.https?:", files["HTML"])


def test_tables_leave_as_files_that_open(visit: Visit) -> None:
    page = visit("library")
    page.get_by_role("button", name="Export", exact=True).click()
    drawer = page.get_by_role("dialog")
    files = {}
    for kind in ("CSV", "XLSX"):
        with page.expect_download(timeout=PATIENCE * 1000) as download:
            drawer.get_by_role("button", name=kind, exact=True).first.click()
        files[kind] = Path(download.value.path()).read_bytes()
    table = pd.read_csv(io.BytesIO(files["CSV"]))
    book = openpyxl.load_workbook(io.BytesIO(files["XLSX"]))

    assert len(table)
    assert book.worksheets[0].max_row == len(table) + 1
    assert "About" in book.sheetnames


def test_the_numbers_behind_the_picture_come_when_they_are_unfolded(visit: Visit) -> None:
    page = visit()
    settled(page)
    table = page.get_by_test_id("stExpander").get_by_test_id("stDataFrame")
    folded = table.count()
    page.get_by_text("The numbers behind the picture").click()

    expect(table).to_be_visible(timeout=PATIENCE * 1000)
    assert folded == 0


@pytest.mark.parametrize("view", VIEWS)
def test_a_narrow_screen_is_never_scrolled_sideways(visit: Visit, view: str) -> None:
    page = visit(view, viewport={"width": 400, "height": 800})

    assert (
        page.evaluate(
            "Math.max(document.documentElement.scrollWidth,"
            " document.querySelector('[data-testid=stMain]').scrollWidth)"
        )
        <= 400
    )


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_both_themes_are_readable(visit: Visit, scheme: str) -> None:
    page = visit(color_scheme=scheme)
    ink, paper = page.evaluate(
        "[getComputedStyle(document.querySelector('[data-testid=stHeading] *')).color,"
        " getComputedStyle(document.querySelector('[data-testid=stApp]')).backgroundColor]"
    )

    assert (luminance(paper) < 0.2) == (scheme == "dark")
    lighter, darker = sorted((luminance(ink), luminance(paper)), reverse=True)
    assert (lighter + 0.05) / (darker + 0.05) >= 7  # WCAG 2.2, enhanced contrast


def luminance(colour: str) -> float:
    """The relative luminance of a computed colour: WCAG 2.2."""
    shares = [int(part) / 255 for part in re.findall(r"\d+", colour)[:3]]
    linear = [one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in shares]
    return sum(weight * one for weight, one in zip((0.2126, 0.7152, 0.0722), linear, strict=True))
