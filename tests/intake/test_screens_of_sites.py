"""What sites, apps and chats set round an article's sentences, copied along with them."""

import pytest

from sentiment.intake.details import find_details
from sentiment.intake.pastes import find_articles
from sentiment.reading.article import score
from sentiment.text.sentences import split_passages

BROADCASTER = """Skip to content | Accessibility statement
News  Sport  Business  Arts  More
Bakery chain warns on profit
3 March 2026, 08:40 GMT
Ada Lovelace
Food correspondent
Save   Share   Listen 4 min
Image source, Sample Pictures
Image caption, The chain has 200 shops
The chain warned that flour costs had halved its margin.
Its shares fell 9%."""
READER = """sampleledger.example
Bakery chain warns on profit
Ada Lovelace
6–8 minutes
Published: 03/23/26 at 8:40 a.m. ET
The chain warned that flour costs had halved its margin.
Its shares fell 9%."""
LETTER = """Crumbs of Thought
Subscribe   Sign in

Bakery chain warns on profit

ADA LOVELACE
MAR 03, 2026

♡ 41   💬 9   ↻ 3

The chain warned that flour costs had halved its margin.

Give a gift membership

Its shares fell 9%.

Subscribe to Crumbs of Thought"""
HANDED_ON = """Look at this:
“Bakery chain warns on profit”
The chain warned that flour costs had halved its margin.
Its shares fell 9%.
2h ago · Shared via Sample News. Get the app to keep reading"""
LIVE = """LIVE
Bakery chain halts its ovens across the U.S.
First published Mar 3, 2026, 8:05 a.m. EST
Newest first ▾

11:47 a.m. EST
The chain warned that flour costs had halved its margin.
Follow this topic

8:05 a.m. EST
Its shares fell 9%.

That's all for now."""
NEWS = ("The chain warned that flour costs had halved its margin.", "Its shares fell 9%.")
TITLE = "Bakery chain warns on profit"


@pytest.mark.parametrize(
    ("text", "title", "author", "outlet", "published"),
    [
        (BROADCASTER, TITLE, "Ada Lovelace", "", "2026-03-03 08:40:00+00:00"),
        (READER, TITLE, "Ada Lovelace", "sampleledger.example", "2026-03-23 08:40:00-04:00"),
        (LETTER, TITLE, "Ada Lovelace", "Crumbs of Thought", "2026-03-03 00:00:00"),
        (HANDED_ON, TITLE, "", "", "None"),
        (
            LIVE,
            "Bakery chain halts its ovens across the U.S.",
            "",
            "",
            "2026-03-03 08:05:00-05:00",
        ),
    ],
    ids=["broadcaster", "reader", "letter", "handed on", "live"],
)
def test_a_screen_is_its_headline_and_its_news_alone(
    text: str, title: str, author: str, outlet: str, published: str
) -> None:
    found = find_details(text)
    read = [one.text.strip("“”") for one in split_passages(text).sentences]

    assert (found.title, found.author, found.outlet) == (title, author, outlet)
    assert str(found.published) == published
    assert read == [title, *NEWS]


@pytest.mark.parametrize(
    "line",
    [
        "Costs rose  and sales fell  in May",
        "Share   Bakery chain slips   2h ago",
        "Nvidia  Intel  Micron  Broadcom  Arm",
        "Shared with Nvidia, the cost fell.",
    ],
)
def test_words_with_wide_blanks_are_no_menu_if_they_say_something(line: str) -> None:
    text = f"Bakery chain warns on profit\n\nIts shares fell 9%.\n{line}\nIt cut its outlook."

    assert len(split_passages(text).sentences) > len(NEWS) + 1


def test_every_message_of_a_chat_is_kept_whatever_the_chat_says_between_them() -> None:
    text = """[03/23/2026, 09:14:22] Messages and calls are end-to-end encrypted.
[03/23/2026, 09:14:22] Ada: Bakery chain wins a contract
[03/23/2026, 09:20:41] ~ Bo: <Media omitted>
[03/24/2026, 14:02:10] Ada: Miller sheds 400 staff"""

    told = [(one.title, f"{one.published:%d %H:%M}") for one in find_articles(text)]

    assert told == [
        ("Bakery chain wins a contract", "23 09:14"),
        ("Miller sheds 400 staff", "24 14:02"),
    ]


def test_a_page_of_results_opens_with_a_share_and_its_menu() -> None:
    text = """Alba Rivets plc (ALBR)
Summary  News  Chart  Statistics  Historical Data

Alba licenses a rivet to carmakers
Sample Parish • 22m ago

Ad
Alba to build a plant in Leeds
Fen Gazette • yesterday"""

    told = [(one.title, one.outlet) for one in find_articles(text)]

    assert told == [
        ("Alba licenses a rivet to carmakers", "Sample Parish"),
        ("Alba to build a plant in Leeds", "Fen Gazette"),
    ]
    assert len(split_passages(text).sentences) == len(told)


def test_a_notice_that_names_its_company_twice_is_called_by_what_it_says() -> None:
    text = """RNS Number : 1234Q
Alba Rivets PLC
21 January 2026

Alba Rivets plc (LSE: ALBR)
("Alba", the "Group")

Trading update: profit ahead of expectations

Alba, the maker of rivets, said that profit rose 12%.
The order book stands at a record £38m."""

    assert find_details(text).title == "Trading update: profit ahead of expectations"
    assert [name for name, *_ in score(text).companies] == ["Alba"]


def test_a_pasted_table_of_markdown_has_its_tickers_in_bold() -> None:
    text = """| When | Share | What happened | Where |
|:-----|:-----:|---------------|------:|
| 2026-06-02 | **FLR** | Flour maker loses an appeal | Fen Gazette |
| 2026-06-03 | **RVT** | Rivet maker lifts its forecast | Fen Gazette |"""

    assert [one.ticker for one in find_articles(text)] == ["FLR", "RVT"]


def test_headlines_above_their_dates_are_articles_without_blank_lines() -> None:
    text = (
        "Sample Post\nMore\nMaker slips on weak orders\nFeb 3, 2026\nBy Ada Lovelace\n"
        "Sample Ledger\nMore\nMaker shuts two of its plants\nJan 20, 2026\n"
        "The Sample Times\nMore\nMaker names a new chief\nJan 9, 2026"
    )
    found = find_articles(text)
    assert [(one.title, one.outlet, f"{one.published:%Y-%m-%d}") for one in found] == [
        ("Maker slips on weak orders", "Sample Post", "2026-02-03"),
        ("Maker shuts two of its plants", "Sample Ledger", "2026-01-20"),
        ("Maker names a new chief", "The Sample Times", "2026-01-09"),
    ]


def test_a_firm_and_its_ticker_above_a_notice_are_no_headline() -> None:
    text = (
        "Go to market news section\nMaker PLC - MKR\nHalf-year Report\n"
        "Released 07:00 3 March 2026\nRNS Number : 4417X\nMaker PLC\n3 March 2026\n"
        "Maker had a strong half, with profit up 22%."
    )
    assert find_articles(text)[0].title == "Half-year Report"
