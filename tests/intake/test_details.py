"""A pasted text tells its title, author, outlet and moments as they are, or nothing."""

import pandas as pd
import pytest

from sentiment.intake.details import find_details


@pytest.mark.parametrize(
    ("line", "published", "outlet"),
    [
        ("SANTA CLARA, Calif., Feb. 03, 2026 (GLOBE NEWSWIRE) --", "2026-02-03", "GLOBE NEWSWIRE"),
        ("DUBAI, 3rd December, 2025 (Example Agency) --", "2025-12-03", "Example Agency"),
        ("March 3, 2026", "2026-03-03", ""),
        ("Trois-Rivières, Quebec – March 3, 2026 –", "2026-03-03", ""),
        ("Perth, Australia, 3 March 2026 --", "2026-03-03", ""),
    ],
)
def test_the_day_of_a_dateline_is_that_of_the_text(line: str, published: str, outlet: str) -> None:
    found = find_details(f"Maker reports results\n\n{line} Maker Inc. announced results.")

    assert (found.published, found.timed) == (pd.Timestamp(published), False)
    assert found.outlet == outlet
    assert found.session == pd.Timestamp(published)


def test_a_dateline_without_a_year_has_that_of_the_text() -> None:
    dateline = "Feb 3 (Reuters) - It fell."

    assert find_details(f"Bet unravels\n\n{dateline}").published is None
    found = find_details(f"Bet unravels\n\n{dateline}\n\n© 2026 Example")
    assert (found.published, found.words) == (pd.Timestamp("2026-02-03"), "Feb 3")


def test_a_moment_with_its_zone_goes_before_a_bare_one() -> None:
    text = (
        "Shares slip\n\n04:12 PM EDT, 10/14/2025 (Example Newswires) -- Shares fell.\n\n"
        "2025-10-14 18:30"
    )

    assert find_details(text).published == pd.Timestamp("2025-10-14T20:12Z")


@pytest.mark.parametrize(
    "caption",
    [
        "A sign stands in Austin, Texas, on Dec. 11, 2025.",
        "The logo is seen in Taipei, on Dec. 11, 2025. Photo: J. Doe",
        "A showroom in Hamburg, Germany, on Jan. 9, 2026.\nJ. Doe | Pictures | Getty Images",
    ],
)
def test_the_day_of_a_caption_is_never_that_of_the_text(caption: str) -> None:
    assert find_details(f"Oracle tumbles\n{caption}\nIt fell 4.5% on Friday.").published is None


def test_publication_and_update_are_both_told() -> None:
    found = find_details(
        "A bet unravels\nPublished Mon, Feb 2 2026 11:42 AM EST Updated Mon, Feb 2 2026 4:31 PM EST"
    )

    assert found.published == pd.Timestamp("2026-02-02T16:42Z")
    assert found.updated == pd.Timestamp("2026-02-02T21:31Z")
    alone = find_details("A bet unravels\nUpdated Feb 2, 2026 4:31 PM EST")
    assert alone.updated == alone.published == found.updated


def test_a_day_without_a_time_counts_for_its_own_session() -> None:
    saturday = find_details("A bet unravels\nPublished January 31, 2026\n\nIt fell.")
    bare = find_details("A bet unravels\nPublished January 30, 2026 4:30 PM\n\nIt fell.")

    assert saturday.session == pd.Timestamp("2026-02-02")
    assert bare.session is None


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("News\nA bet unravels\n\nIt fell on Monday.", "A bet unravels"),
        ("Key Takeaways\n\nA bet unravels\n\nIt fell on Monday.", "A bet unravels"),
        ("We value your privacy\nAccept all\n\nA bet unravels\n\nIt fell.", "A bet unravels"),
        (
            "Garrison Bank Research\n\n11 June 2026\n\nApple: to Buy\n\nIt is cheap.",
            "Apple: to Buy",
        ),
        ("From: A. B <a@example.org>\nTo: C\nSubject: AMD to Buy\n\nIt is cheap.", "AMD to Buy"),
        ("Shares of the maker fell on\nThursday after a warning.", ""),
        ("Nvidia Earnings Call, May 28, 2026\n\nThe chief spoke for an hour.", None),
    ],
)
def test_the_title_is_the_first_line_that_is_a_headline(text: str, title: str | None) -> None:
    expected = "Nvidia Earnings Call, May 28, 2026" if title is None else title

    assert find_details(text).title == expected


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ("By Ada Lovelace", "Ada Lovelace"),
        ("By ADA LOVELACE", "Ada Lovelace"),
        ("By\nAda Lovelace", "Ada Lovelace"),
        ("By Ada Lovelace and Charles Babbage", "Ada Lovelace and Charles Babbage"),
        ("By Ada Lovelace – Apr 10, 2026 at 8:15AM EDT", "Ada Lovelace"),
        ("By Ada Lovelace, March 2, 2026 7:10 am ET", "Ada Lovelace"),
        ("Ada Lovelace\nMarch 2, 2026 7:10 am ET", "Ada Lovelace"),
        ("Written by Ada Lovelace | Edited by: Charles Babbage", "Ada Lovelace"),
        ("Shoppers wait for lower prices", ""),
        ("By Monday it had been made good", ""),
    ],
)
def test_the_author_is_found_in_the_byline(line: str, author: str) -> None:
    assert find_details(f"A bet unravels\n{line}\n\nIt fell on Monday.").author == author


BODY = "Shares of the maker fell after it cut its outlook, and its rival fell as well."


@pytest.mark.parametrize(
    ("text", "title", "author", "outlet"),
    [
        (f"Maker slips\nSample Wire | 3 February 2026\n\n{BODY}", "Maker slips", "", "Sample Wire"),
        (
            f"Maker slips\nBy Ada Lovelace, Coinpost, Tue 3 Feb 2026 12:15 GMT\n\n{BODY}",
            *("Maker slips", "Ada Lovelace", "Coinpost"),
        ),
        (
            f"Maker slips\nBy Ada Lovelace, Senior Reporter, Feb 3, 2026\n\n{BODY}",
            *("Maker slips", "Ada Lovelace", ""),
        ),
        (
            f"Maker slips\nBy Ada Lovelace in New York\nFeb 3, 2026\n\n{BODY}\n\n"
            "© The Sample Mail Ltd 2026. All rights reserved.",
            *("Maker slips", "Ada Lovelace", "The Sample Mail"),
        ),
        (
            f"Sample Ledger Transcripts\nMaker Inc. (MKR) Q3 Earnings Call\nFeb 3, 2026\n\n{BODY}",
            *("Maker Inc. (MKR) Q3 Earnings Call", "", "Sample Ledger"),
        ),
        (
            "From: A Desk <desk@firm.example>\nSubject: MKR: no quarter to frame\n"
            f"Date: Tue, 3 Feb 2026 06:52:18 +0100\n\n{BODY}\n\nSample Quay Securities LLP, Dock 4",
            *("MKR: no quarter to frame", "A Desk", "Sample Quay Securities"),
        ),
        (
            "FOR IMMEDIATE RELEASE\n\nMaker Selects Rival's Chips\n\n"
            f"ROTTERDAM, Netherlands--(SampleLine Newswire)--February 3, 2026--{BODY}",
            *("Maker Selects Rival's Chips", "", "SampleLine Newswire"),
        ),
    ],
)
def test_who_wrote_and_printed_it_is_told_by_many_a_line(
    text: str, title: str, author: str, outlet: str
) -> None:
    found = find_details(text)

    assert (found.title, found.author, found.outlet) == (title, author, outlet)
    assert f"{found.published:%Y-%m-%d}" == "2026-02-03"


HEADED = (
    "Maker slips after outlook\nBy Ada Writer\nMarch 3, 2026 4:20 PM ET\n\nShares fell 4% on it."
)


@pytest.mark.parametrize(
    ("subject", "below", "expected"),
    [
        ("Fwd: Maker", HEADED, ("Maker slips after outlook", "Ada Writer")),
        ("FW: look at this", HEADED, ("Maker slips after outlook", "Ada Writer")),
        (
            "Maker slips after outlook",
            "Shares fell 4% on it.",
            ("Maker slips after outlook", "Bo Peep"),
        ),
    ],
)
def test_who_sends_an_article_on_did_not_write_it(
    subject: str, below: str, expected: tuple[str, str]
) -> None:
    found = find_details(
        f"From: Bo Peep <bo@example.com>\nTo: List <l@example.com>\nSubject: {subject}\n\n{below}"
    )

    assert (found.title, found.author) == expected


@pytest.mark.parametrize(
    "byline",
    [
        "By Ada Lovelace, City Correspondent",
        "By\nAda Lovelace Follow",
        "By Ada Lovelace, Senior Markets Editor",
    ],
)
def test_an_office_or_a_button_behind_a_name_is_no_author(byline: str) -> None:
    text = (
        f"Maker slips on weak orders\n{byline}\nFeb 3, 2026 4:05 PM ET\nMaker fell 4% on Tuesday."
    )
    assert find_details(text).author == "Ada Lovelace"
