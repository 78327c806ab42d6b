"""What is told of no share's price, or only put about, and what of a day left open."""

from pathlib import Path

import pandas as pd
import pytest

import seeds
from sentiment.claims import verdicts
from sentiment.claims.finding import find_claims
from sentiment.claims.verdicts import Judged
from sentiment.market import bars

DAILY = bars.read_prices(Path(seeds.__file__).parent / "prices.parquet")
MONDAY = "2026-02-02 18:00"
WEDNESDAY = "2026-02-04 18:00"
MATCHES, FALSE = "matches the close", "does not match"


def all_judged(text: str, published: str) -> list[Judged]:
    """Return what daily bars say of every claim of a text."""
    instant = pd.Timestamp(published, tz="America/New_York")
    return verdicts.judge_all(find_claims(text, published=instant), DAILY, {})


@pytest.mark.parametrize(
    "text",
    [
        # Of a volume, an average or a target, not of a price.
        "AMD fell 17.3% on Wednesday in heavy trading, 70% above the usual.",
        "AMD fell 17.3% on Wednesday, with turnover 45% over its norm.",
        "AMD fell 17.3% on Wednesday. Volume jumped 80%.",
        "AMD fell 17.3% on Wednesday. Trading volume rose 140%.",
        "AMD fell 17.3% on Wednesday. AMD put volume rose 140%.",
        # What options or traders had thought of.
        "AMD fell 17.3% on Wednesday. The straddle prices in a 7% swing.",
        "AMD fell 17.3% on Wednesday. Holders had baked in a drop of 6%.",
    ],
)
def test_what_is_told_of_no_price_is_no_claim(text: str) -> None:
    assert [(one.claim.text, one.verdict) for one in all_judged(text, WEDNESDAY)] == [
        ("AMD fell 17.3%", MATCHES)
    ]


@pytest.mark.parametrize(
    "text",
    [
        "CLAIM: Nvidia lost a third of its value on Monday. FINDING: Nvidia fell 2.9% on Monday.",
        "Myth 3: Nvidia shed 9% on Monday. The truth: Nvidia fell 2.9% on Monday.",
        "What was claimed: Nvidia shed 9% on Monday. In fact Nvidia fell 2.9% on Monday.",
        "A widely read post says Nvidia sank 9% on Monday. In fact Nvidia fell 2.9% on Monday.",
        "An earlier version of this said Nvidia fell 9% on Monday. Nvidia fell 2.9% on Monday.",
        "It is not true that Nvidia fell 9% on Monday. Nvidia fell 2.9% on Monday.",
    ],
)
def test_what_a_text_only_reports_to_be_said_is_not_its_own_claim(text: str) -> None:
    found = all_judged(text, "2026-02-03 08:00")

    assert [(one.claim.text, one.verdict) for one in found] == [("Nvidia fell 2.9%", MATCHES)]


def test_books_and_labels_of_records_are_no_records() -> None:
    text = "Nvidia had a session for the record books on Monday: it fell 2.9%."

    assert [one.claim.kind for one in all_judged(text, MONDAY)] == ["change"]


@pytest.mark.parametrize(
    ("text", "published", "verdict"),
    [
        # "The month" and "monthly" are the month that was named ...
        ("Nvidia ended January with a monthly gain of 2.5%.", MONDAY, MATCHES),
        ("Nvidia ended January with a monthly loss of 9%.", MONDAY, FALSE),
        # ... and where one has only begun, the one that is over is tried as well.
        ("Nvidia posted a monthly gain of 2.5%.", MONDAY, MATCHES),
        ("Nvidia slipped 2.9% in the month.", MONDAY, MATCHES),
        ("Nvidia slipped 9% in the month.", MONDAY, FALSE),
        # A week before "the week" is one that the words leave open.
        ("Last week Nvidia climbed 1.8%, after a weekly gain of 4%.", MONDAY, "cannot be checked"),
    ],
)
def test_the_month_may_be_the_one_that_is_over(text: str, published: str, verdict: str) -> None:
    assert all_judged(text, published)[-1].verdict == verdict


def test_the_month_named_is_that_of_the_next_sentence_too() -> None:
    text = "Nvidia closed January with a monthly gain of 2.5%. Microsoft fell 3% in the month."

    found = all_judged(text, MONDAY)

    assert [one.verdict for one in found] == [MATCHES, FALSE]
    assert found[1].claim.sessions == (pd.Timestamp("2025-12-31"), pd.Timestamp("2026-01-30"))


# A text of Monday's evening or of Wednesday's, and what is found of its last figure.
TOLD = [
    (
        "Nvidia slid on Monday. Oracle extended its decline with a 2.8% drop.",
        MONDAY,
        "ORCL",
        MATCHES,
    ),
    ("On Monday $NVDA closes $185.61 -2.89%", MONDAY, "NVDA", MATCHES),
    ("On Monday $NVDA closes $185.61 -4.1%", MONDAY, "NVDA", FALSE),
    ("Nvidia closed on Monday a hair under $186.", MONDAY, "NVDA", MATCHES),
    ("AMD was down on Wednesday, call it 17.3%.", WEDNESDAY, "AMD", MATCHES),
    ("Friday's settle for Nvidia was $191.13.", MONDAY, "NVDA", MATCHES),
    ("In truth Nvidia fell 2.9% on Monday.", MONDAY, "NVDA", MATCHES),
    (
        "AMD sank 17.3% on Wednesday. The drop was its steepest since 2023.",
        WEDNESDAY,
        "AMD",
        MATCHES,
    ),
    ("Nvidia fell 2.9% on Monday, and the slide was the worst since 2024.", MONDAY, "NVDA", FALSE),
    ("Nvidia returned 38.9% in 2025.", MONDAY, "NVDA", MATCHES),
]


@pytest.mark.parametrize(("text", "published", "symbol", "verdict"), TOLD)
def test_what_others_write_is_read(text: str, published: str, symbol: str, verdict: str) -> None:
    last = all_judged(text, published)[-1]

    assert (last.claim.symbol, last.verdict) == (symbol, verdict)


def test_the_first_trade_is_the_open_of_the_share_that_is_named() -> None:
    text = "QQQ began trading 1% lower on Monday; Nvidia's first trade was at $187.20."

    last = all_judged(text, MONDAY)[-1]

    assert (last.claim.symbol, last.claim.moment) == ("NVDA", "open")
    assert last.verdict == "matches an intraday moment only"


def test_a_return_is_held_against_the_dividends_that_the_bars_hold() -> None:
    text = "Nvidia returned 38.9% in 2025, Microsoft 15.6% and Oracle 40%."

    found = all_judged(text, MONDAY)

    assert [one.verdict for one in found] == [MATCHES, "near the close", FALSE]
    assert "with dividends" in found[1].words


def test_a_return_accuses_nobody_where_no_dividends_are_held() -> None:
    evening = pd.Timestamp(MONDAY, tz="America/New_York")
    found = find_claims("Oracle returned 40% in 2025.", published=evening)
    held = DAILY | {"ORCL": DAILY["ORCL"].assign(dividend=0.0)}

    [judged] = verdicts.judge_all(found, held, {})

    assert judged.verdict == "cannot be checked"
    assert "counts dividends" in judged.words


def test_the_biggest_since_of_an_order_is_no_record_of_a_price() -> None:
    text = "Nvidia fell 2.9% on Monday. The order was the biggest since 2022."

    assert [one.claim.kind for one in all_judged(text, MONDAY)] == ["change"]


# Figures that are true, or of something else, and that a hasty reader would call false.
UNACCUSED = [
    # Of a move within the session, or counted from another price than a close.
    ("Nvidia fell 2.9% on Monday. In the final half hour it regained 0.9%.", "another price"),
    ("Nvidia hit $184.88 on Monday. From that trough it rose 6% into the close.", "another price"),
    # Of a time that is not understood.
    ("On Monday, not so many days ago, Nvidia fell 7%.", "a time that is not"),
    ("Nvidia had lost 7% in January before Thursday.", "a time that is not"),
    ("Over one year Nvidia gained 44%, over five it gained 700%.", "a time that is not"),
    ("Nvidia -2.9% Mon, -7% wk.", "a time that is not"),
    # Of somebody who is not known.
    ("Nvidia fell 2.9% on Monday, while the industry with its loss of 7% fared worse.", "somebody"),
    ("Nvidia fell 2.9% on Monday. My Nvidia tokens -44%.", "somebody"),
    # A stretch told before may be meant, too.
    ("For the week AMD lost 6%. Nvidia fell 2.9% on Monday. The S&P shed 4%.", "of which day"),
]


@pytest.mark.parametrize(("text", "why"), UNACCUSED)
def test_what_may_be_true_of_something_else_accuses_nobody(text: str, why: str) -> None:
    last = all_judged(text, MONDAY)[-1]

    assert last.verdict == "cannot be checked"
    assert why in last.words


# A text of Friday's evening, and what is found of each figure.
BESIDE = [
    # The day of an insertion, and of what was made up for, are no other figure's.
    ("AMD, which rose 77% in 2025 (+77.3%), jumped 8.3%.", [MATCHES] * 3),
    ("Nvidia erased a weekly loss of 10.1% as of Thursday with a 7.9% jump.", [MATCHES] * 2),
    # A stretch that a move came after ended before it.
    ("AMD rebounded 8.3% on Friday after a two-day, 20.5% rout.", [MATCHES] * 2),
    # A day beyond another price is that price's.
    ("Nvidia closed up 7.9% to 185.41 vs. 171.88 Thursday.", [MATCHES] * 3),
    # "Since Tuesday" may count that day's own move, "the past month" from a day of last month.
    ("Nvidia has lost 0.1% since Monday. It is down 5% since Tuesday.", [MATCHES, FALSE]),
    ("Oracle has lost 27% over the previous month.", [MATCHES]),
]


@pytest.mark.parametrize(("text", "verdicts_"), BESIDE)
def test_each_figure_has_its_own_time(text: str, verdicts_: list[str]) -> None:
    assert [one.verdict for one in all_judged(text, "2026-02-06 18:00")] == verdicts_


def test_a_label_that_is_nobody_known_takes_no_figure_from_the_share_before() -> None:
    text = "Nvidia: -2.9% on Monday. Crude: -5.1% on Monday. TLT: +0.4% on Monday."

    assert [one.claim.text for one in all_judged(text, MONDAY)] == ["Nvidia: -2.9%"]


@pytest.mark.parametrize(
    ("text", "published"),
    [
        ("The quarter's best performer was Broadcom, which gained 64.6%.", "2025-07-02 09:00"),
        ("Broadcom was the quarter's best performer, up 64.6%.", "2025-07-02 09:00"),
        ("The year's top gainer was AMD, which rose 77.3%.", "2026-01-04 09:00"),
        ("The board for 2026 after Friday's session: Nvidia is down 7.4%.", "2026-03-20 18:10"),
        ("Year to date, at Friday's close: Nvidia down 7.4%.", "2026-03-20 18:10"),
        ("So far in 2026, with Friday's drop, Nvidia has lost 7.4%.", "2026-03-20 18:10"),
    ],
)
def test_a_stretch_that_is_over_or_stands_beside_a_day_is_tried(text: str, published: str) -> None:
    (one,) = all_judged(text, published)

    assert (one.verdict, one.claim.kind) == (MATCHES, "span")


@pytest.mark.parametrize(
    ("text", "published"),
    [
        # Too far from that day's price to be told of it.
        ("Nvidia shares soared 74% on Monday.", MONDAY),
        ("Nvidia's stock closed at $899 on Monday.", MONDAY),
        ("Nvidia's shares fell $265 on Monday.", MONDAY),
        ("Nvidia shares have climbed 290% since the start of 2026.", MONDAY),
        # After results, a move in the hours behind the close.
        ("After a strong report on Monday Nvidia shares jumped 8%.", MONDAY),
        # Only the sentences before it tell the day, and others bear it out.
        ("Nvidia fell 2.9% and AMD gained 4.0%. Oracle slid 9%.", MONDAY),
    ],
)
def test_a_figure_likelier_told_of_something_else_accuses_nobody(text: str, published: str) -> None:
    assert FALSE not in {one.verdict for one in all_judged(text, published)}


@pytest.mark.parametrize(
    "text",
    [
        "Nvidia shares soared 9% on Monday.",
        "Nvidia's stock closed at $158.61 on Monday.",
        "Nvidia's shares fell $9 on Monday.",
        "After a strong report Nvidia shares jumped 4% on Monday.",
    ],
)
def test_a_figure_within_reach_of_its_day_is_called_wrong(text: str) -> None:
    assert [one.verdict for one in all_judged(text, MONDAY)] == [FALSE]


def test_a_stretch_that_counts_dividends_as_adjusted_closes_do_is_near() -> None:
    (one,) = all_judged("Broadcom shares are up 126.3% this year.", "2024-12-16 18:00")

    assert one.verdict == "near the close"
    assert "+126.3% with dividends, +124.0% without" in one.words


@pytest.mark.parametrize(
    "text",
    [
        "The S&P and Nasdaq were down 4.8% and 8.5% on Monday from their respective closing highs.",
        "Nvidia closed at $185.61 on Monday, down from a late-October peak of $299.04.",
        "By its record close in July, Nvidia stock had gained 290% this year.",
        "Nvidia fell 2.9% on Monday, past the 9% correction mark.",
        "On Monday Nvidia was still up 8.5%.",
        "The VanEck ETF fell, and the company's stock still plunged 9% on Monday.",
        "Nvidia fell after gaining 55% this year through the day before.",
        "The S&P 500 had its first loss of over 1% since the end of April.",
        "Nvidia shed $128 billion in market cap on Monday, the largest drop on record.",
    ],
)
def test_a_figure_that_counts_from_elsewhere_accuses_nobody(text: str) -> None:
    assert FALSE not in {one.verdict for one in all_judged(text, MONDAY)}
