"""An article that is in the box and not saved outlives the page, for whoever put it there."""

import re
from pathlib import Path

import pytest
from browsing import PATIENCE, Visit, free_port, paste, save, serving, settled
from playwright.sync_api import Page, Route, WebSocket, expect

LONG = PATIENCE * 1000
BOX = "Paste the article, its headline first"
TEXT = "{}\n\nPublished 2026-02-02T11:42:00-05:00\n\nNvidia fell hard."
TOLD = "This article was not saved."
OF_ANOTHER = '{"visitor": "somebody else", "draft": {"article_text": "Not for you"}}'


def reloaded(page: Page) -> Page:
    page.reload()
    expect(page.get_by_label(BOX)).to_be_enabled(timeout=LONG)
    settled(page)
    return page


def came_back(page: Page, text: str) -> None:
    expect(page.get_by_label(BOX)).to_have_value(text, timeout=LONG)
    expect(page.get_by_text(TOLD)).to_be_visible(timeout=LONG)
    settled(page)


def keeps_nothing(page: Page) -> bool:
    return bool(page.evaluate("sessionStorage.getItem('article-draft') === null"))


def stays_empty(page: Page) -> None:
    """Open the view anew in a tab that keeps nothing of its visitor's, and see that none comes."""
    assert keeps_nothing(page)
    # The page takes it away once it has looked at what the tab keeps.
    page.evaluate("kept => sessionStorage.setItem('article-draft', kept)", OF_ANOTHER)
    reloaded(page)
    page.wait_for_function("sessionStorage.getItem('article-draft') === null")
    settled(page)
    expect(page.get_by_role("button", name="Fill in an example")).to_be_visible()
    expect(page.get_by_label(BOX)).to_have_value("")
    expect(page.get_by_text(TOLD)).to_have_count(0)


def fill(page: Page, label: str, text: str) -> None:
    page.get_by_label(label, exact=True).fill(text)
    page.get_by_label(label, exact=True).press("Enter")
    settled(page)


def test_an_article_with_its_fields_comes_back_until_it_is_saved(visit: Visit) -> None:
    page = visit("article")
    paste(page, TEXT.format("Kept by the tab"))
    fill(page, "Title", "A title of mine")
    fill(page, "Outlet", "The Paper")
    came_back(reloaded(page), TEXT.format("Kept by the tab"))
    expect(page.get_by_label("Title", exact=True)).to_have_value("A title of mine")
    expect(page.get_by_label("Outlet", exact=True)).to_have_value("The Paper")
    expect(page.get_by_text("counts for the session of")).to_be_visible()
    save(page)

    stays_empty(page)


def test_what_the_page_has_not_heard_of_yet_comes_back(visit: Visit) -> None:
    page = visit("article")
    paste(page, TEXT.format("An older one"))
    fill(page, "Outlet", "The Paper")
    page.get_by_label(BOX).fill(TEXT.format("Typed, not sent"))

    came_back(reloaded(page), TEXT.format("Typed, not sent"))
    expect(page.get_by_label("Title", exact=True)).to_have_value("Typed, not sent")
    expect(page.get_by_label("Outlet", exact=True)).to_have_value("")


def test_an_article_outlives_an_app_that_is_started_anew(visit: Visit, served_folder: Path) -> None:
    port = free_port()
    with serving(served_folder, port) as site:
        page = visit("article", site)
        paste(page, TEXT.format("App started anew"))
    with serving(served_folder, port):
        came_back(reloaded(page), TEXT.format("App started anew"))


def test_an_article_waits_while_another_view_is_opened_anew(visit: Visit) -> None:
    page = visit("article")
    paste(page, TEXT.format("Left for another view"))
    page.get_by_role("link", name="Library").first.click()
    expect(page.get_by_role("heading", name="Library")).to_be_visible(timeout=LONG)
    settled(page)
    page.reload()
    expect(page.get_by_role("heading", name="Library")).to_be_visible(timeout=LONG)
    page.get_by_role("link", name="Read an article").first.click()

    came_back(page, TEXT.format("Left for another view"))


@pytest.mark.parametrize("how", ["thrown away", "emptied"])
def test_an_article_that_is_not_wanted_does_not_come_back(visit: Visit, how: str) -> None:
    page = visit("article")
    paste(page, TEXT.format("Not wanted"))
    came_back(reloaded(page), TEXT.format("Not wanted"))
    if how == "thrown away":
        page.get_by_role("button", name="Throw it away").click()
    else:
        page.get_by_label(BOX).fill("")
        page.get_by_label(BOX).press("Control+Enter")
    expect(page.get_by_role("button", name="Fill in an example")).to_be_visible(timeout=LONG)
    settled(page)

    stays_empty(page)


def test_an_article_belongs_to_its_tab_alone(visit: Visit) -> None:
    page = visit("article")
    paste(page, TEXT.format("Of one tab"))
    beside = page.context.new_page()
    beside.goto(page.url)
    expect(beside.get_by_label(BOX)).to_be_enabled(timeout=LONG)
    settled(beside)

    stays_empty(beside)
    assert page.url.endswith("/article")
    came_back(reloaded(page), TEXT.format("Of one tab"))


@pytest.mark.parametrize("kept", ["no JSON", "[1]", '{"visitor": ""}', OF_ANOTHER])
def test_what_is_no_draft_of_the_visitor_is_taken_away_unseen(visit: Visit, kept: str) -> None:
    page = visit("library")
    page.evaluate("kept => sessionStorage.setItem('article-draft', kept)", kept)
    page.get_by_role("link", name="Read an article").first.click()
    page.wait_for_function("sessionStorage.getItem('article-draft') === null", timeout=LONG)

    stays_empty(page)


@pytest.mark.parametrize(
    "kept",
    [
        '{"article_text": 1}',
        '{"article_text": "Fell hard.", "article_published": "yesterday"}',
        '{"article_text": "Fell hard.", "article_title": null}',
    ],
)
def test_a_draft_that_is_not_as_it_was_kept_is_not_taken(visit: Visit, kept: str) -> None:
    page = visit("library")
    draft = f'{{"visitor": "", "draft": {kept}}}'
    page.evaluate("kept => sessionStorage.setItem('article-draft', kept)", draft)
    lines: list[WebSocket] = []
    page.on("websocket", lambda line: lines.insert(0, line))
    page.reload()
    expect(page.get_by_role("heading", name="Library")).to_be_visible(timeout=LONG)
    settled(page)
    with lines[0].expect_event("framesent", lambda sent: b"article_text" in bytes(sent)):
        page.get_by_role("link", name="Read an article").first.click()
    page.get_by_text("Only what is said of").click()
    expect(page).to_have_url(re.compile("about="), timeout=LONG)
    settled(page)

    expect(page.get_by_label(BOX)).to_have_value("")
    expect(page.get_by_test_id("stException")).to_have_count(0)


def test_who_types_before_the_page_has_looked_keeps_that(visit: Visit) -> None:
    page = visit("library")
    draft = '{"visitor": "", "draft": {"article_text": "An older one"}}'
    page.evaluate("kept => sessionStorage.setItem('article-draft', kept)", draft)
    held: list[Route] = []
    page.route("**/BidiComponent*", lambda asked: held.insert(0, asked))
    page.reload()
    expect(page.get_by_role("heading", name="Library")).to_be_visible(timeout=LONG)
    page.get_by_role("link", name="Read an article").first.click()
    page.get_by_label(BOX).fill("A newer one")
    for asked in held:
        asked.continue_()
    page.unroute("**/BidiComponent*")
    page.wait_for_function("sessionStorage.getItem('article-draft').includes('A newer one')")

    came_back(reloaded(page), "A newer one")
