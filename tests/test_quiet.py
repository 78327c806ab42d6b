"""What people read and write stays out of what the server says, also where things go wrong."""

import io
import sqlite3
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from browsing import PATIENCE, free_port, paste, save, serving, settled
from playwright.sync_api import Browser, Page, expect

WORDS = ("Zanthor", "quillbark", "mirefell", "oddlewick")
ARTICLE = (
    "Zanthor bet falls apart\n\nPublished 2026-02-02T11:42:00-05:00\n\n"
    "The quillbark plan of Nvidia has failed badly, and shares fell 1.1% on Monday."
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("quiet")


@pytest.fixture
def page(browser: Browser, folder: Path) -> Iterator[Page]:
    with serving(folder, free_port(), STREAMLIT_LOGGER_LEVEL="debug") as address:
        window = browser.new_context(viewport={"width": 1280, "height": 900})
        opened = window.new_page()
        opened.set_default_timeout(PATIENCE * 1000)
        opened.goto(f"{address}/article")
        expect(opened.get_by_label("Paste the article, its headline first")).to_be_visible()
        yield opened
        window.close()


def broken_document() -> bytes:
    """Return a Word file whose text is not well-formed."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types>")
        archive.writestr("word/document.xml", "<w:document><w:t>mirefell</w:document>")
    return held.getvalue()


def test_the_server_says_no_word_of_an_article(page: Page, folder: Path) -> None:
    paste(page, ARTICLE)
    with sqlite3.connect(folder / "store.db") as library:
        library.execute("ALTER TABLE articles RENAME COLUMN note TO remark")
    page.get_by_role("button", name="Save to the library").click()
    expect(page.get_by_text("gave an error").first).to_be_visible()
    with sqlite3.connect(folder / "store.db") as library:
        library.execute("ALTER TABLE articles RENAME COLUMN remark TO note")
    save(page)

    broken = {"name": "a.docx", "mimeType": "application/zip", "buffer": broken_document()}
    page.locator("input[type=file]").set_input_files(broken)
    expect(page.get_by_test_id("stAlert").first).to_be_visible()
    page.get_by_role("radio", name="Web address").click()
    page.get_by_label("Web address of the article").fill("http://127.0.0.1/oddlewick")
    page.get_by_role("button", name="Read it").click()
    expect(page.get_by_test_id("stAlert").first).to_be_visible()
    settled(page)
    said = (folder / "log").read_text(encoding="utf-8")

    assert "AppSession initialized" in said  # it says all that it can
    assert "Traceback" not in said
    assert [word for word in WORDS if word in said] == []
