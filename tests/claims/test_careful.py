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
