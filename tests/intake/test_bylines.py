from datetime import datetime
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sentiment.errors import DataError
from sentiment.intake import bylines
from sentiment.market import calendar

GOOD = """+++
title = "A quiet day"
outlet = "Sample wire"
published = 2026-02-02T11:42:00-05:00
zone = "America/New_York"
origin = "seed"
note = "Made up for a test."
+++

Shares hardly moved.

Nobody minded.
"""


def folder_of(folder: Path, **texts: str) -> Path:
    for name, text in texts.items():
        (folder / f"{name}.md").write_text(text, encoding="utf-8")
    return folder


def test_an_article_is_read_with_its_text(tmp_path: Path) -> None:
    article = bylines.read_articles(folder_of(tmp_path, quiet=GOOD)).loc["quiet"]

    assert article["title"] == "A quiet day"
    assert article["published"] == pd.Timestamp("2026-02-02 16:42", tz="UTC")
    assert article["text"] == "Shares hardly moved.\n\nNobody minded."
    assert (article["author"], article["url"]) == ("", "")


def test_articles_come_oldest_first_whatever_their_names(tmp_path: Path) -> None:
    older = GOOD.replace("2026-02-02", "2026-01-30")

    articles = bylines.read_articles(folder_of(tmp_path, a=GOOD, b=older))

    assert list(articles.index) == ["b", "a"]
    assert str(articles["published"].dtype) == "datetime64[ns, UTC]"


def test_a_folder_without_articles_is_an_empty_frame(tmp_path: Path) -> None:
    articles = bylines.read_articles(tmp_path)

    assert articles.empty
    assert list(articles.columns) == bylines.ARTICLE
    assert str(articles["published"].dtype) == "datetime64[ns, UTC]"


def test_a_rule_of_plusses_in_the_text_is_text(tmp_path: Path) -> None:
    articles = bylines.read_articles(folder_of(tmp_path, a=GOOD + "+++\nMore.\n"))

    assert articles["text"].iloc[0].endswith("Nobody minded.\n+++\nMore.")


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("+++\ntitle", "title", "does not open with TOML between two lines"),
        ('title = "A quiet day"', "title = A quiet day", "the opening cannot be read"),
        ('outlet = "Sample wire"\n', "", "the opening lacks outlet"),
        ('outlet = "', 'mood = "glad"\noutlet = "', "the opening has an unknown mood"),
        ('"Sample wire"', "7", "outlet is not text"),
        ('"A quiet day"', '" "', "the title or the text is missing"),
        ("Shares hardly moved.\n\nNobody minded.\n", "", "the title or the text is missing"),
        ("11:42:00-05:00", "11:42:00", "published is not a date-time with an offset"),
        ("2026-02-02T11:42:00-05:00", "2026-02-02", "published is not a date-time with an offset"),
        ("2026-02-02T11:42:00-05:00", '"soon"', "published is not a date-time with an offset"),
        ("America/New_York", "Wall Street", "the zone is not one of the IANA names"),
        ("America/New_York", "America", "the zone is not one of the IANA names"),
        ("-05:00", "-04:00", "the offset of published is not that of America/New_York then"),
    ],
)
def test_a_file_that_is_not_as_documented_is_refused(
    tmp_path: Path, old: str, new: str, fault: str
) -> None:
    assert old in GOOD

    with pytest.raises(DataError, match=rf"torn\.md: .*{fault}"):
        bylines.read_articles(folder_of(tmp_path, torn=GOOD.replace(old, new)))


def test_a_file_that_is_not_utf_8_is_refused(tmp_path: Path) -> None:
    (tmp_path / "torn.md").write_bytes(GOOD.encode("utf-16"))

    with pytest.raises(DataError, match="the opening cannot be read"):
        bylines.read_articles(tmp_path)


@pytest.mark.parametrize(
    ("line", "published", "zone"),
    [
        ("Published Mon, Feb 2 2026 11:42 AM EST", "2026-02-02T16:42Z", "America/New_York"),
        ("February 2, 2026 at 10:55 a.m. ET", "2026-02-02T15:55Z", "America/New_York"),
        ("Sept. 22, 2025, 12:31 p.m. EDT", "2025-09-22T16:31Z", "America/New_York"),
        ("Updated 11:42 AM EST, Mon February 2, 2026", "2026-02-02T16:42Z", "America/New_York"),
        ("Feb. 2, 2026 4:10 pm Eastern Time", "2026-02-02T21:10Z", "America/New_York"),
        ("Updated 2 Feb 2026, 15:04 GMT", "2026-02-02T15:04Z", "UTC"),
        ("2 July 2025, 15:04 BST", "2025-07-02T14:04Z", "Europe/London"),
        ("February 2nd, 2026 | 5 p.m. PT", "2026-02-03T01:00Z", "America/Los_Angeles"),
        ("2026/02/02 18:00 JST", "2026-02-02T09:00Z", "Asia/Tokyo"),
        ("Jan 31, 2026 8:30 PM Taipei time", "2026-01-31T12:30Z", "Asia/Taipei"),
        ("Mon 2 Feb 2026 15.04 GMT", "2026-02-02T15:04Z", "UTC"),
        ("Published 01/30/2026, 05:05 PM ET", "2026-01-30T22:05Z", "America/New_York"),
        ("Stand: 02.03.2026, 15:04 CET", "2026-03-02T14:04Z", "Europe/Berlin"),
        ("2026-02-02T15:04:05Z", "2026-02-02T15:04:05Z", "UTC"),
        ("2026-02-02T11:42:00-05:00", "2026-02-02T16:42Z", "America/New_York"),
        ("2025-09-22 11:42:00.123456-0400", "2025-09-22T15:42:00.123456Z", "America/New_York"),
        ("2 Feb 2026 10:00 (GMT+8)", "2026-02-02T02:00Z", "UTC"),
        ("2026-02-02 10:00 UTC−3", "2026-02-02T13:00Z", "UTC"),
        ("2026-02-02T10:00:00+05:30", "2026-02-02T04:30Z", "UTC"),
        ("By A. Writer, Sample wire · 2 February 2026, 9:05 am ET", "2026-02-02T14:05Z", None),
    ],
)
def test_the_moment_of_publication_is_found_with_its_zone(
    line: str, published: str, zone: str | None
) -> None:
    found = bylines.find_details(f"A bet unravels\n{line}\n\nNvidia said nothing.")

    assert found.title == "A bet unravels"
    assert found.timed
    assert found.published == pd.Timestamp(published)
    assert found.zone == (zone or "America/New_York")
    assert found.words in line


@pytest.mark.parametrize(
    "line", ["February 2, 2026 at 10:55 a.m.", "2 February 2026 | 10:55 CST", "2026-02-02 10:55"]
)
def test_a_clock_without_a_clear_zone_is_said_to_have_none(line: str) -> None:
    found = bylines.find_details(f"A bet unravels\n{line}\n\nNvidia said nothing.")

    assert found.published == pd.Timestamp("2026-02-02 10:55")
    assert found.zone is None


def test_a_day_alone_is_said_to_be_no_more() -> None:
    found = bylines.find_details("A bet unravels\nPublished February 2, 2026\n\nNvidia.")

    assert found.published == pd.Timestamp("2026-02-02")
    assert (found.timed, found.zone) == (False, None)


@pytest.mark.parametrize(
    "line",
    [
        "Two hours ago",
        "03/02/2026 14:30 GMT",  # March or February
        "Published 30 February 2026 10:00 GMT",
        "Feb 2 2026 25:00 ET",
        "On February 2, 2026 at 10:55 a.m. ET the company told investors that it would go on.",
        "Its report, published on February 1, 2026, was late.",
        "Nvidia closed at 185.61 on Monday.",
        "Published 0000-02-02T11:00-05:00",
        "Published Jan 3, 1950 10:00 AM EST",
        "Published Dec 30, 2050 11:00 PM EST",
        "Published Jan 1, 9999 10:00 AM EST",
    ],
)
def test_what_is_unclear_is_not_guessed(line: str) -> None:
    found = bylines.find_details(f"A bet unravels\n{line}\n\nNvidia said nothing.")

    assert (found.published, found.zone, found.timed, found.words) == (None, None, False, "")


@pytest.mark.parametrize(
    "text",
    [
        "T\nUpdated Mon, Feb 2 2026 4:11 PM EST\nPublished Mon, Feb 2 2026 8:05 AM EST",
        "T\nPublished Mon, Feb 2 2026 8:05 AM EST Updated Mon, Feb 2 2026 4:11 PM EST",
        "T\nFebruary 1, 2026\nFirst published February 2, 2026, 8:05 AM ET",
        "T\nFebruary 2, 2026\nFeb 2, 2026 8:05 AM ET",
    ],
)
def test_publication_goes_before_updates_and_a_time_before_a_day(text: str) -> None:
    found = bylines.find_details(text)

    assert found.published == pd.Timestamp("2026-02-02 08:05", tz="America/New_York")


def test_a_moment_at_the_foot_of_a_long_text_is_found() -> None:
    text = "T\n\n" + "Nvidia said nothing. " * 40_000 + "\n\nPublished: 2 Feb 2026, 15:04 GMT"

    assert bylines.find_details(text).published == pd.Timestamp("2026-02-02 15:04", tz="UTC")


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("# Shares fall\n\nNvidia fell.", "Shares fall"),
        ("\n\n  Is the bet off?  \nNvidia fell.", "Is the bet off?"),
        ("By A. Writer\nFeb 2, 2026 9:00 AM ET\nShares fall\n\nNvidia fell.", "Shares fall"),
        ("Nvidia's shares fell on Monday, and nobody knew why.\nMore.", ""),
        ("word " * 60, ""),
        ("", ""),
    ],
)
def test_the_headline_is_the_first_line_that_is_one(text: str, title: str) -> None:
    assert bylines.find_details(text).title == title


@given(st.text(max_size=400))
def test_any_text_can_be_asked(text: str) -> None:
    found = bylines.find_details(text)

    assert found.words in text
    assert found.published is None or (found.zone is None) == (found.published.tzinfo is None)


@pytest.mark.parametrize("piece", ["Feb ", "12:30 ", "1", "Feb 2 2026 11:42 ", "+1:00", "\n", "."])
def test_a_megabyte_of_anything_is_answered_at_once(piece: str) -> None:
    text = piece * (1_000_000 // len(piece))
    started = pd.Timestamp.now()

    bylines.find_details(text)

    assert (pd.Timestamp.now() - started).total_seconds() < 2


@pytest.mark.parametrize("year", [1, 1950, 2051, 9999])
def test_a_clock_time_beyond_the_calendar_is_refused(year: int) -> None:
    with pytest.raises(DataError, match="outside the years of the exchange's calendar"):
        bylines.placed(datetime(year, 6, 1, 10, 0), "America/New_York")


@pytest.mark.parametrize("day", [calendar.FIRST_NEWS, calendar.LAST_NEWS])
@pytest.mark.parametrize("clock", ["00:00", "23:59"])
@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Etc/GMT+12"])
def test_every_moment_that_is_told_counts_for_a_session(day: str, clock: str, zone: str) -> None:
    told = bylines.placed(datetime.fromisoformat(f"{day} {clock}"), zone)

    assert calendar.is_session(calendar.session_of(told))


@pytest.mark.parametrize("clock", [datetime(2026, 3, 8, 2, 30), datetime(2026, 11, 1, 1, 30)])
def test_a_clock_time_that_comes_never_or_twice_is_refused(clock: datetime) -> None:
    with pytest.raises(DataError, match="comes twice or never"):
        bylines.placed(clock, "America/New_York")
