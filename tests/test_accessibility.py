"""Every view in both themes, wide and narrow, held against axe-core; and worked by keyboard."""

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from browsing import PATIENCE, VIEWS, Visit, settled
from playwright.sync_api import Page, expect

GRAVE = {"serious", "critical"}
WIDE, NARROW = {"width": 1280, "height": 900}, {"width": 390, "height": 844}
WINDOWS = {"light": ("light", WIDE), "dark": ("dark", WIDE), "narrow": ("light", NARROW)}


def grave(page: Page) -> list[str]:
    """What axe-core finds serious or critical, with the first place of each."""
    page.wait_for_function(  # what is drawn anew is faded meanwhile
        "[...document.querySelectorAll('[data-testid=stElementContainer]')]"
        ".every(one => getComputedStyle(one).opacity === '1')"
    )
    found = Axe().run(page).response["violations"]
    return [
        f"{one['impact']} {one['id']} in {len(one['nodes'])}: {one['nodes'][0]['html'][:200]} "
        f"{one['nodes'][0]['failureSummary']}"
        for one in found
        if one["impact"] in GRAVE
    ]


def opened(visit: Visit, view: str, **options: object) -> Page:
    page = visit(view, **options)
    if view == "article":
        page.get_by_role("button", name="Fill in an example").click()
        expect(page.get_by_text("When was it published?")).to_be_visible(timeout=PATIENCE * 1000)
        settled(page)
    return page


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("window", WINDOWS)
def test_no_view_keeps_anybody_out(visit: Visit, view: str, window: str) -> None:
    scheme, viewport = WINDOWS[window]
    page = opened(visit, view, color_scheme=scheme, viewport=viewport)

    assert grave(page) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    ("part", "shown"),
    [
        ("Announcements", "Look for announcements"),
        ("Copies and backup", "Everything as JSON Lines"),
    ],
)
def test_no_part_of_the_library_keeps_anybody_out(
    visit: Visit, part: str, shown: str, scheme: str
) -> None:
    page = visit("library", color_scheme=scheme)
    page.get_by_role("radio", name=part, exact=True).click()
    expect(page.get_by_role("button", name=shown)).to_be_visible(timeout=PATIENCE * 1000)
    settled(page)

    assert grave(page) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_menu_keeps_anybody_out(visit: Visit, scheme: str) -> None:
    page = visit(color_scheme=scheme)
    page.get_by_role("button", name="Five pages, five questions").click()
    expect(page.get_by_test_id("stPopoverBody")).to_be_visible()
    settled(page)

    assert grave(page) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_drawer_keeps_nobody_out(visit: Visit, scheme: str) -> None:
    page = visit(color_scheme=scheme)
    page.get_by_role("button", name="Export", exact=True).click()
    for part in ("This picture", "All pictures", "Tables", "Report"):
        page.get_by_role("dialog").get_by_text(part, exact=True).click()
        settled(page)

        assert grave(page) == []


def drawn(page: Page) -> None:
    """Wait until everything that loads by itself stands on the page, with its buttons."""
    page.wait_for_load_state("networkidle")
    expect(page.get_by_test_id("stSkeleton")).to_have_count(0, timeout=PATIENCE * 1000)
    page.wait_for_function(
        """() => [["stPlotlyChart", ".main-svg"], ["stDataFrame", "canvas"]].every(
            ([kind, part]) => [...document.querySelectorAll(`[data-testid=${kind}]`)].every(
                one => !one.checkVisibility() || one.querySelector(part)))""",
        timeout=PATIENCE * 1000,
    )


def stops(page: Page, *, most: int) -> Iterator[str]:
    """The names of what Tab comes to, in order, until it comes round."""
    # A click on what is gone since would have Tab begin anywhere; and two elements can stand at
    # one place, each scrolled to when it is come to, so that the element itself is held.
    page.get_by_role("link", name="Skip to main content").focus()
    page.evaluate("window.first = document.activeElement")
    for _ in range(most):
        page.keyboard.press("Tab")
        name = page.evaluate(
            """() => {
            const at = document.activeElement;
            if (!at || at === document.body) return "";
            if (at === window.first) return null;
            const label = at.getAttribute("aria-label") || at.innerText || at.title
                || (at.labels && at.labels.length ? at.labels[0].innerText : "");
            return (label || at.getAttribute("role") || at.tagName).trim();
        }"""
        )
        if name is None:
            return
        if name:  # else the page itself has the focus, before the first stop or after the last
            yield name


@pytest.mark.parametrize("view", VIEWS)
def test_every_button_and_field_is_reached_by_keyboard(visit: Visit, view: str) -> None:
    page = opened(visit, view)
    drawn(page)
    wanted = page.evaluate(
        """() => [...document.querySelectorAll(
                "[data-testid=stMain] button, [data-testid=stMain] textarea")]
            .filter(one => one.checkVisibility() && !one.disabled && one.tabIndex >= 0
                // Within a group of choices the arrows go on.
                && !one.closest("[data-testid=stButtonGroup]"))
            .map(one => (one.getAttribute("aria-label") || one.innerText || "").trim())
            .filter(name => name)"""
    )
    names = list(stops(page, most=250))

    missed = {name for name in wanted if not any(name in reached for reached in names)}
    assert missed == set()


def test_a_menu_is_opened_and_left_by_keyboard(visit: Visit) -> None:
    page = visit()
    button = page.get_by_role("button", name="Five pages, five questions")
    button.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_test_id("stPopoverBody").get_by_text("Was it unusual?")).to_be_visible()
    settled(page)
    page.keyboard.press("Escape")

    expect(page.get_by_test_id("stPopoverBody")).to_have_count(0)
    expect(button).to_be_focused()


def test_the_drawer_is_opened_worked_and_left_by_keyboard(visit: Visit) -> None:
    page = visit()
    page.get_by_role("button", name="Export", exact=True).focus()
    page.keyboard.press("Enter")
    drawer = page.get_by_role("dialog")
    report = drawer.get_by_role("radio", name="Report").or_(
        drawer.get_by_role("button", name="Report")
    )
    report.first.focus()
    page.keyboard.press("Enter")
    expect(drawer.get_by_role("button", name="PDF")).to_be_visible()
    settled(page)
    page.keyboard.press("Escape")

    expect(drawer).to_have_count(0)
