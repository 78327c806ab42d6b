"""Of a page as it is pasted, the article's sentences are read, and all else is left out by name."""

import pytest

from sentiment.text import datelines, layout
from sentiment.text.sentences import Passages, split_passages

PAGE = """Skip to main content
The Sample Ledger
Markets | Economy | Tech | Opinion | Video
Sign in

We value your privacy
We and our partners store cookies on your device to show ads.
These help us to know you better.
Accept all

Markets > Chips
Chip maker slips as orders fall
Ada Lovelace
Published Tue, Feb 3 2026 11:42 AM EST
Updated Tue, Feb 3 2026 1:15 PM EST
Facebook | X | LinkedIn | Email
Key Points
• Orders fell for a third quarter.
In this article
ACME
+1.02%
A showroom in Hamburg, Germany, on Jan. 9, 2026.
J. Doe | Sample Pictures | Getty Images

Shares of the maker fell 4% on Tuesday.

Advertisement
Margins have been shrinking since the summer.

READ MORE
Five winners of the copper boom
What a chip costs

"The discounts hurt," an analyst said.

Sign up to Business Today
Get set for the working day: we'll point you to the news you need
Most Popular
Ten airports ranked by their queues
© 2026 Sample Ledger LLC"""


def sentences(read: Passages) -> list[str]:
    return [one.text for one in read.sentences]


def test_of_a_pasted_page_the_article_is_read_and_nothing_else() -> None:
    read = split_passages(PAGE)

    assert sentences(read) == [
        "Chip maker slips as orders fall",
        "• Orders fell for a third quarter.",
        "Shares of the maker fell 4% on Tuesday.",
        "Margins have been shrinking since the summer.",
        '"The discounts hurt," an analyst said.',
    ]
    assert all(one.reason for one in read.omissions)
    assert read.sentences[0].role == "headline"


def test_what_stands_below_a_label_is_left_out_only_while_it_belongs_to_it() -> None:
    text = "A bet unravels\n\nIt fell.\n\nYou may also like\n\nMargins rose to 52% from 41%."

    assert sentences(split_passages(text))[-1] == "Margins rose to 52% from 41%."


def test_the_date_line_does_not_take_the_place_of_the_lead() -> None:
    text = (
        "A bet unravels\n\nFebruary 4, 2026 11:15 AM EST\n\nShares fell.\n\nNobody was surprised."
        "\n\nIt rained."
    )

    read = split_passages(text)
    assert [one.role for one in read.sentences] == ["headline", "lead", "lead", "body"]
    assert [one.reason for one in read.omissions] == ["the time of publication"]


@pytest.mark.parametrize("mark", ["1. ", "1) ", "12. ", "1/ ", "1/3 "])
def test_the_numbers_of_a_list_are_no_sentences(mark: str) -> None:
    text = f"{mark}Intel warned on the quarter\n{mark}Its stock is plunging"

    read = split_passages(text)
    assert sentences(read) == ["Intel warned on the quarter", "Its stock is plunging"]
    assert {one.reason for one in read.omissions} == {"a number of a list"}


def test_a_figure_that_opens_a_text_is_no_number_of_a_list() -> None:
    assert sentences(split_passages("1/2 of sales came from China.")) == [
        "1/2 of sales came from China."
    ]


LONG = "Caterpillar slides as dealers trim orders and investors ask what comes next for it"


@pytest.mark.parametrize("lead", ["", "Feb 20, 2026  ", "CAT: ", "• ", "- "])
def test_headlines_one_a_line_are_not_glued(lead: str) -> None:
    lines = [f"{lead}{LONG} in {place}" for place in ("Ohio", "Texas", "Maine", "Utah")]

    assert len(split_passages("\n".join(lines)).sentences) == 4


def test_a_name_in_small_letters_opens_a_headline() -> None:
    text = "Apple cuts orders for the year\niPhone sales fall in China\neBay buys a rival"

    assert len(split_passages(text).sentences) == 3


def test_hard_wrapped_prose_is_joined_though_a_line_opens_with_a_name() -> None:
    text = (
        "Shares of the maker fell on Thursday after the forecast was trimmed for the\n"
        "year. It blamed demand, and the same was said by the chief of its rival, the\n"
        "Intuitive of old, which has seen cuts to budgets of hospitals in Asia and\n"
        "Europe alike."
    )

    assert len(split_passages(text).sentences) == 2


SAFE = """Maker reports results

DALLAS, Feb. 10, 2026 /PRNewswire/ -- Maker Inc. today announced a recall of its modules.

Two customers have filed complaints.

Safe Harbor Statement
Words like "may" mark such statements. Losses and lawsuits are among the risks.

Investor contact: press office, +1 555 0100
SOURCE Maker Inc."""


def test_of_a_press_release_the_dateline_and_the_legal_part_are_left_out() -> None:
    read = split_passages(SAFE)

    assert sentences(read) == [
        "Maker reports results",
        "Maker Inc. today announced a recall of its modules.",
        "Two customers have filed complaints.",
    ]
    assert "the dateline" in {one.reason for one in read.omissions}


CALL = """Maker (MKR) Q2 2026 Earnings Call Transcript

Company Participants
Ada Lovelace - Chief Executive Officer
Conference Call Participants
Charles Babbage - Sample Partners

Operator
Good afternoon and welcome to the call.

Ada Lovelace
Revenue grew 16%. Thank you.

Charles Babbage
How should we think about next year?

Ada Lovelace
We are raising our outlook.

Operator
This concludes today's call."""


def test_the_answers_of_a_call_stay_with_their_speaker() -> None:
    read = split_passages(CALL)

    assert [(one.text, one.speaker, one.side) for one in read.sentences[1:]] == [
        ("Revenue grew 16%.", "Ada Lovelace", "management"),
        ("Thank you.", "Ada Lovelace", "management"),
        ("How should we think about next year?", "Charles Babbage", "analyst"),
        ("We are raising our outlook.", "Ada Lovelace", "management"),
    ]


def test_an_article_that_names_an_operator_is_no_call() -> None:
    read = split_passages("Pipeline shut\n\nOperator\n\nThe line was shut.\n\nNobody was hurt.")

    assert not any(one.speaker for one in read.sentences)


@pytest.mark.parametrize(
    ("paragraph", "report", "agency"),
    [
        ("SANTA CLARA, Calif., Feb. 03, 2026 (GLOBE NEWSWIRE) -- It rose.", "It", "GLOBE NEWSWIRE"),
        ("Feb 3 (Reuters) - It rose.", "It", "Reuters"),
        ("NEW YORK (AP) — It rose.", "It", "AP"),
        ("MOLINE, Ill.--(BUSINESS WIRE)--It rose.", "It", "BUSINESS WIRE"),
        ("DUBAI, 3rd December, 2025 (Example Agency) -- It rose.", "It", "Example Agency"),
        ("04:12 PM EDT, 10/14/2025 (Example Newswires) -- It rose.", "It", "Example Newswires"),
        ("HOUSTON, TX / ACCESSWIRE / February 3, 2026 / It rose.", "It", "ACCESSWIRE"),
        ("Toronto--(Newsfile Corp. - February 3, 2026) - It rose.", "It", "Newsfile Corp."),
        ("NEW YORK, February 3, 2026 – It rose.", "It", ""),
        ("March 3, 2026 Oracle shares rose.", "Oracle", ""),
    ],
)
def test_a_dateline_ends_where_the_report_begins(paragraph: str, report: str, agency: str) -> None:
    dateline = datelines.dateline_of(paragraph)

    assert dateline is not None
    assert paragraph[dateline.end :].split(maxsplit=1)[0] == report
    assert dateline.agency == agency


@pytest.mark.parametrize(
    "paragraph",
    [
        "Apple (AAPL) - a share to hold.",
        "AMD (NASDAQ: AMD) -- the maker of chips -- rose.",
        "On March 3, 2026 the shares rose.",
        "WASHINGTON — The Fed held.",
        "Shares of AMD (Reuters) fell.",
        "AMD, Feb. 3 - a day to forget.",
    ],
)
def test_a_sentence_that_looks_like_a_dateline_has_none(paragraph: str) -> None:
    assert datelines.dateline_of(paragraph) is None


@pytest.mark.parametrize(
    "unit", ["Share\n", "It fell.\n", "By A. Writer\n\n", "1. It\n", "READ MORE\nx\n", "Operator\n"]
)
def test_the_work_grows_with_the_lines(unit: str, monkeypatch: pytest.MonkeyPatch) -> None:
    calls = 0
    judged = layout.is_prose

    def counted(line: layout.Line) -> bool:
        nonlocal calls
        calls += 1
        return judged(line)

    monkeypatch.setattr(layout, "is_prose", counted)

    def work(lines: int) -> int:
        nonlocal calls
        calls = 0
        layout.laid_out(unit * lines)
        return calls

    assert work(2_000) <= 2.3 * work(1_000) + 100


LEAD = "Shares of the maker fell 4% on Tuesday after a weak outlook."


@pytest.mark.parametrize(
    ("above", "below"),
    [
        ("Skip to main content\nMy Portfolio\nScreeners\nAdvertisement\n\n", ""),
        ("Skip to content\nGive today\nNews\nPodcasts\nMoney\nHouse prices\n", ""),
        (
            "Sign in\nHome\nMarkets\nOur funds\nOpinion\n\n",
            "\n\nRecommended Stories\nPrivacy Policy",
        ),
        ("---------- Forwarded message ---------\n\n", "\n\n--\nSent from my phone"),
        (
            "RNS Number : 4471Q\nMaker & Sons PLC\n3 February 2026\n\n",
            "\n\nLEI: 5299000ABCDEFGHIJ123\nEND",
        ),
    ],
    ids=["menu", "menu joined", "menu and foot", "forwarded", "notice"],
)
def test_what_a_site_or_a_mail_puts_round_an_article_is_left_out(above: str, below: str) -> None:
    headline = "Maker slips after it cut its outlook"
    read = split_passages(f"{above}{headline}\n\n{LEAD}{below}")

    assert sentences(read) == [headline, LEAD]
    assert read.sentences[0].role == "headline"


@pytest.mark.parametrize("after", ["\n\n", "\nBy Ada Writer\n\n", "\nFeb 3, 2026 4:05 PM ET\n\n"])
def test_a_short_headline_below_a_menu_is_kept(after: str) -> None:
    text = f"Home\nMarkets\nOpinion\nMaker slips again{after}{LEAD}"

    assert sentences(split_passages(text)) == ["Maker slips again", LEAD]


@pytest.mark.parametrize(
    "post", ["Regulator clears gout drug via @albanews", "Rally fizzles by @ada_a", "Buy @albanews"]
)
def test_a_post_that_ends_with_a_handle_is_read(post: str) -> None:
    assert [line.kind for line in layout.laid_out(post)] == [None]


def test_a_quote_within_a_sentence_is_left_out() -> None:
    text = "Shares of Maker Corp.\n    MKR,\n    -1.15%\n   fell on Thursday, and it rained."

    read = split_passages(text)
    assert sentences(read) == ["Shares of Maker Corp.", "fell on Thursday, and it rained."]
    assert {one.reason for one in read.omissions} == {"prices of the market"}


def test_a_wires_credits_behind_a_paragraph_are_left_out() -> None:
    told = ["Shares of the maker fell on Monday, and few dealers were surprised by it."] * 2
    text = " ".join(
        [
            *(f"{one[:-1]} at {place}." for one, place in zip(told, ("noon", "one"), strict=True)),
            "FILE PHOTO: The logo of the maker is seen in Oslo. REUTERS/Ada Writer/File Photo",
            "Reporting by Ada Writer and Bo Reader in Oslo; editing by Cy Mender",
        ]
    )

    read = split_passages(text)
    assert len(read.sentences) == 2
    assert read.sentences[1].text.endswith("at one.")
    assert [one.reason for one in read.omissions] == [
        "a picture's caption or credit",
        "a byline",
    ]


def test_reporting_by_somebody_within_a_sentence_is_read() -> None:
    text = f"{'Dealers were not surprised by it. ' * 8}The reporting by Sample Post hurt the maker."

    assert sentences(split_passages(text))[-1] == "The reporting by Sample Post hurt the maker."
