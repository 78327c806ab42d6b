"""The story in a real browser: what a reader asks of it, and in how many clicks."""

import re
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest
from browsing import PATIENCE, Visit, settled
from playwright.sync_api import Locator, Page, expect

MOST_CLICKS = 5
DOTS = ".js-plotly-plot .xy3 .scatterlayer .trace .point"
BRUSH = ".st-key-story_brush .js-plotly-plot"
ARTICLE = """Nvidia slips as a deal stays open

February 2, 2026, 11:30 a.m. ET

Nvidia shares fell 1.1% on Monday. Analysts called the outcome a serious disappointment.
"""


@pytest.fixture
def click() -> Callable[[Locator], None]:
    """Click as a reader would, and fail where a task takes too many of them."""
    clicks: list[str] = []

    def clicked(place: Locator) -> None:
        clicks.append(str(place))
        place.first.click()
        settled(place.page)
        assert len(clicks) <= MOST_CLICKS

    return clicked


def middle(place: Locator) -> tuple[float, float]:
    box = place.bounding_box()
    assert box is not None
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def drag(page: Page, place: Locator, first: float, last: float) -> None:
    """Drag over a picture from one part of its width to another."""
    box = place.bounding_box()
    assert box is not None
    y = box["y"] + box["height"] / 3
    page.mouse.move(box["x"] + first * box["width"], y)
    page.mouse.down()
    for part in (0.5, 1.0):
        page.mouse.move(box["x"] + (first + part * (last - first)) * box["width"], y, steps=4)
    page.mouse.up()


def test_what_happened_on_2_february_and_was_it_unusual(
    visit: Visit, click: Callable[[Locator], None]
) -> None:
    page = visit()
    expect(page.get_by_role("heading", level=1)).to_contain_text("fell 2.9% on 2 February 2026")
    click(page.get_by_role("region", name="Was it unusual?").get_by_role("button"))

    expect(page.get_by_role("heading", name="Was it unusual?")).to_be_visible()
    expect(page.get_by_text("Mon 2 Feb 2026").first).to_be_visible()
    expect(page.get_by_text("ordinary windows").first).to_be_visible()


def test_a_picture_of_it_goes_into_a_slide(visit: Visit, click: Callable[[Locator], None]) -> None:
    page = visit()
    click(page.get_by_role("button", name="Export", exact=True))
    drawer = page.get_by_role("dialog")
    expect(drawer.get_by_test_id("stImage").locator("img")).to_be_visible()
    with page.expect_download(timeout=PATIENCE * 1000) as download:
        click(drawer.get_by_role("button", name="PNG", exact=True))

    assert Path(download.value.path()).read_bytes().startswith(b"\x89PNG")


def test_an_article_is_read_and_kept(visit: Visit, click: Callable[[Locator], None]) -> None:
    page = visit()
    click(page.get_by_role("link", name="Read an article"))
    box = page.get_by_label("Paste the article, its headline first")
    click(box)
    box.fill(ARTICLE)
    box.press("Control+Enter")
    expect(page.get_by_text("Finance: negative")).to_be_visible()
    settled(page)
    click(page.get_by_role("button", name="Save to the library"))

    expect(page.get_by_text("Saved; the library lists it.")).to_be_visible()


def test_fifty_headlines_go_from_a_file_to_their_shares_tone_by_a_drop_and_a_click(
    visit: Visit, tmp_path: Path
) -> None:
    days = pd.bdate_range("2026-01-05", periods=50)
    news = ("beats estimates", "cuts its outlook", "names a finance chief", "wins a server order")
    rows = [f"{day:%d/%m/%Y};AMD {news[at % 4]} ({at})" for at, day in enumerate(days)]
    file = tmp_path / "headlines.csv"
    file.write_text("\n".join(["Published;Headline", *rows]), encoding="cp1252")
    page = visit()

    page.locator(".st-key-article_file_elsewhere input[type=file]").set_input_files(str(file))
    page.get_by_role("button", name="Keep 50 articles · AMD").click()

    expect(page.get_by_role("heading", level=1, name=re.compile("^AMD "))).to_be_visible()
    expect(page.get_by_text(re.compile(r"^Tone of \d+ articles")).first).to_be_visible()
    shown = page.get_by_text(re.compile(r"^Tone of \d+ articles")).first.text_content()
    assert int(re.findall(r"\d+", str(shown))[0]) >= 50


def test_a_mark_of_an_article_opens_its_strongest_sentences(visit: Visit) -> None:
    page = visit("?event=2026-02-02-shares-fall")
    dots = page.locator(DOTS)
    expect(dots.first).to_be_attached()
    settled(page)
    x, y = middle(dots.last)
    page.mouse.move(x - 2, y)
    page.mouse.move(x, y)
    page.mouse.click(x, y)
    opened = page.get_by_role("dialog")

    expect(opened.get_by_text("Its strongest sentences")).to_be_visible()
    expect(opened.get_by_text("Sample article written for this project")).to_be_visible()
    expect(opened.locator(".stMarkdownColoredBackground").first).to_be_visible()
    opened.get_by_role("button", name="Read it in full").click()
    expect(page).to_have_url(re.compile("/article"))
    expect(page.get_by_text("Finance: ")).to_be_visible()


def test_an_article_of_the_day_is_opened_and_left_by_keyboard(visit: Visit) -> None:
    page = visit()
    article = page.get_by_role("button", name="comes apart")
    article.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog").get_by_text("Its strongest sentences")).to_be_visible()
    settled(page)
    page.keyboard.press("Escape")

    expect(page.get_by_role("dialog")).to_have_count(0)


def test_each_announcement_of_a_session_has_a_mark_of_its_own(visit: Visit) -> None:
    page = visit()
    for number, name in (("8", "plan is on ice"), ("9", "friction nonsense")):
        badge = page.locator(
            ".js-plotly-plot .scatterlayer .trace text", has_text=re.compile(f"^{number}$")
        )
        x, y = middle(badge.first)
        page.mouse.move(x, y)
        page.mouse.click(x, y)

        expect(page.get_by_role("heading", name=name)).to_be_visible()
        settled(page)


def test_dragging_over_all_that_is_held_shows_those_sessions_and_back_undoes_it(
    visit: Visit,
) -> None:
    page = visit()
    brush = page.locator(BRUSH)
    expect(brush.locator(".main-svg").first).to_be_attached()
    brush.scroll_into_view_if_needed()
    settled(page)
    drag(page, brush, 0.3, 0.5)
    expect(page).to_have_url(re.compile(r"days=202\d-\d\d-\d\d\.\.202"))
    expect(page.get_by_test_id("stDateInput")).to_be_visible()
    settled(page)
    page.go_back()

    expect(page).not_to_have_url(re.compile("days="))


def test_own_dates_come_from_a_link_and_step_to_what_came_before(visit: Visit) -> None:
    page = visit("?span=Own+dates&days=2026-01-05..2026-02-13")
    field = page.get_by_test_id("stDateInput")
    expect(field).to_be_visible()
    page.get_by_role("button", name="Earlier").click()

    expect(page).to_have_url(re.compile(r"days=2025-11-\d\d\.\.2026-01-02"))


@pytest.mark.parametrize("part", ["2026-02-30..2026-03-01", "2026-03-01..2026-02-01", "then"])
def test_days_that_are_none_are_said_to_be(visit: Visit, part: str) -> None:
    page = visit(f"?span=Own+dates&days={part}")

    expect(page.get_by_text("This link holds what is not understood")).to_be_visible()


def test_days_without_a_session_are_explained_and_changed_at_once(visit: Visit) -> None:
    page = visit()
    page.goto(f"{page.url}?span=Own+dates&days=1999-01-04..1999-02-01")
    expect(page.get_by_text("has no session from")).to_be_visible()
    page.get_by_text("1 year", exact=True).click()

    expect(page.get_by_role("heading", level=1)).to_contain_text("Nvidia")
