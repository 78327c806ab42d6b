"""Headlines around a session: from several lists, each once, on the session they count for."""

from urllib.parse import parse_qs, urlsplit

import pandas as pd
import pytest

from sentiment.intake import coverage, feeds
from sentiment.market import sessions
from sentiment.market.shares import by_form

DAY = pd.Timestamp("2026-02-04")
NEW_YORK = sessions.sessions_of("XNYS")
NOW = pd.Timestamp("2026-02-10", tz="UTC")
GOOGLE = """<?xml version="1.0"?><rss version="2.0"><channel><title>"AMD" - Google News</title>
{items}</channel></rss>"""
ITEM = """<item><title>{title}</title><link>https://news.google.com/rss/articles/CBMi{n}?oc=5</link>
<guid isPermaLink="false">CBMi{n}</guid><pubDate>{at}</pubDate>
<description>&lt;a href="x"&gt;{title}&lt;/a&gt; &lt;font&gt;{outlet}&lt;/font&gt;</description>
<source url="https://wire.example">{outlet}</source></item>"""


def google(*rows: tuple[str, str]) -> pd.DataFrame:
    """Entries of Google's list, as it writes them: title and publisher in one, twice."""
    items = "".join(
        ITEM.format(title=f"{title} - The Wire", n=n, at=at, outlet="The Wire")
        for n, (title, at) in enumerate(rows)
    )
    feed = GOOGLE.format(items=items).encode()
    return feeds.read_feed(feed, url="https://news.google.com/rss/search", now=NOW)


def yahoo(*rows: tuple[str, str, str]) -> pd.DataFrame:
    """Entries of Yahoo's list: title, instant, summary."""
    entries = pd.DataFrame(rows, columns=["title", "published", "summary"])
    published = pd.to_datetime(entries["published"], utc=True)
    return entries.assign(published=published, link="https://y.example/1", outlet="", author="",
                          text="")  # fmt: skip


def test_googles_headline_stands_without_its_publisher_and_without_a_summary_that_repeats_it() -> (
    None
):
    told = {
        "Google News": google(("AMD slides after its outlook", "Wed, 04 Feb 2026 12:00:00 GMT"))
    }
    [row] = coverage.around(told, DAY, NEW_YORK).itertuples()

    assert (row.title, row.outlet) == ("AMD slides after its outlook", "The Wire")
    assert (row.summary, row.source) == ("", "Google News")
    assert row.link.startswith("https://news.google.com/rss/articles/CBMi")


@pytest.mark.parametrize(
    ("at", "counts"),
    [
        ("2026-02-03T20:59Z", None),  # before the close before: that session could show it
        ("2026-02-03T21:20Z", "2026-02-04"),
        ("2026-02-04T20:59Z", "2026-02-04"),
        ("2026-02-04T23:00Z", "2026-02-05"),
        ("2026-02-05T14:29Z", "2026-02-05"),
        ("2026-02-05T14:30Z", None),
    ],
)
def test_what_is_written_from_the_close_before_to_the_next_open_tells_of_a_session(
    at: str, counts: str | None
) -> None:
    found = coverage.around({"Yahoo": yahoo(("AMD slides", at, ""))}, DAY, NEW_YORK)

    assert [f"{one:%Y-%m-%d}" for one in found["session"]] == ([counts] if counts else [])


def test_copies_are_one_and_the_one_with_a_summary_stays() -> None:
    told = {
        "Google News": google(("AMD slides: what to know", "Wed, 04 Feb 2026 12:00:00 GMT")),
        "Yahoo": yahoo(
            ("AMD Slides – What to Know", "2026-02-04T12:05Z", "The outlook disappointed."),
            ("Chip stocks mixed", "2026-02-04T11:00Z", ""),
        ),
    }
    found = coverage.around(told, DAY, NEW_YORK)

    assert found["title"].to_list() == ["Chip stocks mixed", "AMD Slides – What to Know"]
    assert found["summary"].to_list() == ["", "The outlook disappointed."]


def test_nothing_told_is_an_empty_list() -> None:
    assert coverage.around({}, DAY, NEW_YORK).columns.to_list() == coverage.COLUMNS
    assert coverage.around({"Yahoo": yahoo()}, DAY, NEW_YORK).empty


@pytest.mark.parametrize(("symbol", "said"), [("SAP.DE", "SAP.DE"), ("^GSPC", "%5EGSPC")])
def test_the_lists_are_asked_for_the_share_and_the_days_around(symbol: str, said: str) -> None:
    asked = coverage.feeds_of(by_form(symbol), DAY)
    query = parse_qs(urlsplit(asked["Google News"]).query)

    assert f"?s={said}&" in asked["Yahoo's feed"]
    assert query["q"][0].endswith(" after:2026-02-02 before:2026-02-06")
    assert (query["hl"], query["gl"], query["ceid"]) == (["en-US"], ["US"], ["US:en"])


def test_a_reader_is_sent_to_searches_of_the_day_and_an_american_share_to_edgar() -> None:
    assert {"EDGAR", "Google News", "Bing News"} <= coverage.searches_of(by_form("AMD"), DAY).keys()
    assert "EDGAR" not in coverage.searches_of(by_form("SAP.DE"), DAY)
    for address in coverage.searches_of(by_form("^GSPC"), DAY).values():
        assert urlsplit(address).scheme == "https"
        assert not set(address) & set(' "<>()[]')
