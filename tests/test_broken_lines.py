"""The page when its line to the app breaks, is shared, or is taken up again: nothing is lost."""

import contextlib
import re
import socket
import struct
import threading
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pandas as pd
import pytest
from browsing import PATIENCE, Visit, free_port, paste, save, serving, settled
from playwright.sync_api import Page, expect
from waiting import wait_until

from sentiment.library.library import Library

LONG = PATIENCE * 1000
BOX = "Paste the article, its headline first"
TEXT = "{}\n\nPublished 2026-02-02T11:42:00-05:00\n\nNvidia fell hard."
COPIES = "library?library_part=Copies+and+backup"
ROWS = 4000
AGAIN = re.compile("try again|failed|error|unable", re.IGNORECASE)


class Line:
    """A line to the app that can be cut, and that can break in the middle of an upload."""

    def __init__(self, site: str) -> None:
        self._site = ("127.0.0.1", int(urlsplit(site).port or 0))
        self._held: list[socket.socket] = []
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._listening.getsockname()[1]}"
        self.whole = True
        self.longest: int | None = None  # bytes of a request that pass
        self.answering = True
        self.unanswered = threading.Event()  # set once an answer went lost
        threading.Thread(target=self._accept, daemon=True).start()

    def cut(self) -> None:
        """Break every connection, and let none through until the line is *whole*."""
        self.whole = False
        for held in self._held:
            _reset(held)
        self._held.clear()

    def close(self) -> None:
        self.cut()
        self._listening.close()

    def _accept(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                near, _ = self._listening.accept()
                if not self.whole:
                    _reset(near)
                    continue
                far = socket.create_connection(self._site)
                self._held += [near, far]
                for one, other, limited in ((near, far, True), (far, near, False)):
                    threading.Thread(
                        target=self._pass, args=(one, other, limited), daemon=True
                    ).start()

    def _pass(self, one: socket.socket, other: socket.socket, limited: bool) -> None:
        passed = 0
        with contextlib.suppress(OSError):
            while some := one.recv(65536):
                passed += len(some)
                if limited and self.longest is not None and passed > self.longest:
                    break
                if limited or self.answering:
                    other.sendall(some)
                else:
                    self.unanswered.set()
        _reset(one)
        _reset(other)


def _reset(line: socket.socket) -> None:
    """End a connection at once, without a farewell."""
    with contextlib.suppress(OSError):
        line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        line.shutdown(socket.SHUT_RD)
    line.close()


@pytest.fixture
def line(site: str) -> Iterator[Line]:
    made = Line(site)
    yield made
    made.close()


@pytest.fixture
def library(served_folder: Path) -> Iterator[Library]:
    """The library of the served app, as another program sees it."""
    opened = Library(f"sqlite:///{served_folder}/store.db")
    yield opened
    opened.close()


def typed_on(page: Page) -> str:
    """Type on in the box without sending it; return what stands there then."""
    box = page.get_by_label(BOX)
    box.press("Control+End")
    page.keyboard.type(" Its costs rose.")
    return box.input_value()


def test_what_was_typed_is_there_when_the_line_is_back(
    visit: Visit, line: Line, library: Library
) -> None:
    page = visit("article", line.url)
    paste(page, TEXT.format("Line lost"))
    typed = typed_on(page)
    line.cut()
    box = page.get_by_label(BOX)
    expect(box).to_be_disabled(timeout=LONG)
    expect(box).to_have_value(typed)
    line.whole = True
    expect(box).to_be_enabled(timeout=LONG)
    settled(page)
    expect(box).to_have_value(typed)
    save(page)

    assert library.articles.all().set_index("title").loc["Line lost", "text"] == typed


def test_an_answer_that_went_lost_is_asked_for_again(visit: Visit, line: Line) -> None:
    page = visit("article", line.url)
    paste(page, TEXT.format("Read before"))  # by then the browser has all that it needs
    expect(page.get_by_text("Read before").first).to_be_visible(timeout=LONG)
    settled(page)  # else an answer of this text is the one that goes lost
    box = page.get_by_label(BOX)
    box.fill(TEXT.format("Answer lost"))
    line.answering = False
    box.press("Control+Enter")
    assert line.unanswered.wait(PATIENCE)
    line.cut()
    line.answering = line.whole = True

    expect(page.get_by_label("Title", exact=True)).to_have_value("Answer lost", timeout=LONG)
    settled(page)
    save(page)


def test_what_was_typed_without_a_line_is_read_once_it_is_back(visit: Visit, line: Line) -> None:
    page = visit("article", line.url)
    paste(page, TEXT.format("Line back"))
    typed_on(page)
    line.cut()
    box = page.get_by_label(BOX)
    expect(box).to_be_disabled(timeout=LONG)
    line.whole = True
    expect(box).to_be_enabled(timeout=LONG)
    box.press("Control+Enter")

    read = page.get_by_test_id("stMarkdown").filter(has_text="Its costs rose.")
    expect(read.first).to_be_visible(timeout=LONG)


def test_what_was_typed_is_there_when_the_app_was_started_anew(
    visit: Visit, library: Library, served_folder: Path
) -> None:
    port = free_port()
    with serving(served_folder, port) as site:
        page = visit("article", site)
        paste(page, TEXT.format("App killed"))
        page.get_by_label("Outlet").fill("The Paper")
        page.get_by_label("Outlet").press("Enter")
        settled(page)
        typed = typed_on(page)
    box = page.get_by_label(BOX)
    expect(box).to_be_disabled(timeout=LONG)
    with serving(served_folder, port):
        expect(box).to_be_enabled(timeout=LONG)
        settled(page)
        expect(page.get_by_text("brought it back")).to_be_visible(timeout=LONG)
        expect(box).to_have_value(typed)
        expect(page.get_by_label("Outlet")).to_have_value("The Paper")
        save(page)

    kept = library.articles.all().set_index("title").loc["App killed"]
    assert (kept["text"], kept["outlet"]) == (typed, "The Paper")


def table(name: str) -> dict[str, object]:
    """A table of many articles, as a browser uploads it."""
    rows = (f"{name} {row},Sales rose {row}.,2026-02-02T11:42:00-05:00" for row in range(ROWS))
    content = "\n".join(["title,text,published", *rows])
    return {"name": f"{name}.csv", "mimeType": "text/csv", "buffer": content.encode()}


def dropped(page: Page, name: str) -> None:
    uploader = page.get_by_test_id("stMain").get_by_test_id("stFileUploader").first
    uploader.locator("input[type=file]").set_input_files([table(name)])


def of(library: Library, name: str) -> int:
    return int(library.articles.all()["title"].str.startswith(f"{name} ").sum())


def test_of_an_upload_that_is_cut_off_nothing_is_taken(
    visit: Visit, line: Line, library: Library
) -> None:
    page = visit(COPIES, line.url)
    line.longest = 60_000
    dropped(page, "cut")
    uploader = page.get_by_test_id("stMain").get_by_test_id("stFileUploader").first
    expect(uploader).to_contain_text(AGAIN, timeout=LONG)
    offered = page.get_by_role("button", name="Take them in").count()
    line.longest = None
    page.reload()
    settled(page)

    assert offered == 0
    assert of(library, "cut") == 0
    expect(page.get_by_role("heading", name="Library")).to_be_visible()


def test_an_import_cut_short_by_a_reload_goes_on_when_it_comes_again(
    visit: Visit, library: Library
) -> None:
    page = visit(COPIES)
    for attempt in ("cut short", "again"):
        dropped(page, "many")
        page.get_by_role("button", name="Take them in").click(timeout=LONG)
        if attempt == "cut short":
            expect(page.get_by_text("rows read").first).to_be_visible(timeout=LONG)
            page.reload()
            settled(page)
            kept = of(library, "many")
    expect(page.get_by_text("rows held now")).to_be_visible(timeout=LONG)

    assert 0 < kept < ROWS
    assert of(library, "many") == ROWS


def to_library(page: Page) -> None:
    """Go to the library by its link, and wait until it stands."""
    page.get_by_role("link", name="Library").first.click()
    expect(page.get_by_role("heading", name="Library")).to_be_visible(timeout=LONG)
    settled(page)


def test_back_leads_to_the_view_before_with_the_choices_of_the_sidebar(visit: Visit) -> None:
    page = visit("study")
    page.get_by_role("radio", name="Plain VADER").click()
    expect(page).to_have_url(re.compile("scorer=Plain"), timeout=LONG)
    settled(page)
    to_library(page)
    page.go_back()
    expect(page.get_by_role("heading", name="Was it unusual?")).to_be_visible(timeout=LONG)

    expect(page).to_have_url(re.compile(r"/study\?scorer=Plain"), timeout=LONG)
    expect(page.get_by_role("radio", name="Plain VADER")).to_be_checked(timeout=LONG)


def test_back_leads_to_the_story_with_what_stands_there_alone(visit: Visit) -> None:
    page = visit()
    page.get_by_role("radio", name="Candles").click()
    expect(page).to_have_url(re.compile("marks=Candles"), timeout=LONG)
    settled(page)
    to_library(page)
    expect(page).to_have_url(re.compile(r"/library$"))
    page.go_back()

    expect(page).to_have_url(re.compile(r"/\?marks=Candles$"), timeout=LONG)
    expect(page.get_by_role("radio", name="Candles")).to_be_checked(timeout=LONG)


def test_back_leads_to_a_view_with_its_own_choices_at_once(visit: Visit) -> None:
    page = visit("study?scorer=Plain+VADER")
    entries = page.evaluate("history.length")
    main = page.get_by_test_id("stMain")
    main.get_by_role("radio", name="−1 … +1").click()
    expect(page).to_have_url(re.compile("study_window="), timeout=LONG)
    settled(page)
    to_library(page)
    expect(page).to_have_url(re.compile(r"/library\?scorer=Plain\+VADER$"))
    assert page.evaluate("history.length") == entries + 1
    for _ in ("back", "loaded anew"):
        page.go_back() if page.url.endswith("/library?scorer=Plain+VADER") else page.reload()
        expect(page.get_by_role("heading", name="Was it unusual?")).to_be_visible(timeout=LONG)
        settled(page)
        expect(main.get_by_role("radio", name="−1 … +1")).to_be_checked(timeout=LONG)
        expect(page.get_by_role("radio", name="Plain VADER")).to_be_checked()

    page.go_forward()
    expect(page.get_by_role("heading", name="Library")).to_be_visible(timeout=LONG)


def opened(page: Page, title: str) -> Page:
    """Open the only article that fits a title in the library, and its form."""
    search = page.get_by_role("textbox", name="Search")
    search.fill(title)
    search.press("Enter")
    main = page.get_by_test_id("stMain")
    expect(main.get_by_text("1 article", exact=True)).to_be_visible(timeout=LONG)
    settled(page)
    canvas = main.get_by_test_id("stDataFrame").first.locator("canvas").first
    place = canvas.bounding_box()
    assert place is not None
    page.mouse.click(place["x"] + 18, place["y"] + 52)
    main.get_by_text("Edit", exact=True).click()
    expect(main.get_by_label("Note", exact=True)).to_be_visible(timeout=LONG)
    settled(page)
    return page


def test_two_tabs_on_two_apps_with_one_library_see_each_others_changes(
    visit: Visit, site: str, served_folder: Path, library: Library
) -> None:
    key = library.articles.save(
        title="Shared article",
        outlet="The Paper",
        published=pd.Timestamp("2026-02-02 12:00", tz="UTC"),
        zone="UTC",
        origin="pasted",
        text="Nvidia fell hard.",
    )
    with serving(served_folder, free_port()) as other:
        one = opened(visit("library?library_part=Yours", other), "Shared article")
        two = one.context.new_page()
        two.set_default_timeout(LONG)
        two.goto(f"{site}/library?library_part=Yours")
        opened(two, "Shared article")
        one.get_by_label("Note", exact=True).fill("noted in tab one")
        one.get_by_role("button", name="Save the changes").click()
        # Two servers answer two tabs: without this wait the second tab's change may be the first.
        wait_until(lambda: library.articles.one(key)["note"] == "noted in tab one")
        two.get_by_label("Note", exact=True).fill("noted in tab two")
        two.get_by_role("button", name="Save the changes").click()
        told = two.get_by_test_id("stMain").get_by_text("was changed elsewhere while it was open")
        expect(told).to_be_visible(timeout=LONG)
        expect(two.get_by_text("It was changed elsewhere since you opened it here")).to_be_visible()
        expect(two.get_by_label("Note", exact=True)).to_have_value("noted in tab two")

    assert library.articles.one(key)["note"] == "noted in tab one"
