import csv
import time
from pathlib import Path

import pandas as pd
import pytest

import seeds
from sentiment.claims.claim import Claim
from sentiment.claims.finding import find_claims
from sentiment.claims.verdicts import Judged, judge
from sentiment.market import bars

ANSWERS = Path(__file__).parents[1] / "answers" / "claims.csv"
SEEDS = Path(seeds.__file__).parent
DAILY = bars.read_prices(SEEDS / "prices.parquet")
INTRADAY = {
    symbol: bars.read_intraday(SEEDS / "intraday.parquet", symbol, interval="5m")
    for symbol in DAILY
}
EVENING = pd.Timestamp("2026-02-02 18:00", tz="America/New_York")
CASES = list(csv.DictReader(ANSWERS.read_text(encoding="utf-8").splitlines()))


def told(judged: Judged) -> str:
    """Return a claim and its verdict as the answers write them."""
    claim = judged.claim
    session = f"{claim.sessions[-1]:%Y-%m-%d}" if claim.dated else "?"
    parts = [claim.symbol or "-", claim.kind, amount_of(claim), session, judged.verdict]
    return " ".join(part for part in parts if part)


def amount_of(claim: Claim) -> str:
    """Return a claim's figure as the answers write it."""
    if claim.kind == "record":
        return ""
    if claim.kind in {"change", "span"}:
        return f"{round(claim.amount * 100, 6):g}%"
    return f"{claim.amount:.15g}"


def read(case: dict[str, str]) -> tuple[list[str], list[str]]:
    """Return what is expected of a sentence, and what is found in it."""
    claims = find_claims(case["sentence"], published=pd.Timestamp(case["published"]))
    found = [told(judge(claim, DAILY, INTRADAY)) for claim in claims]
    return [one for one in case["expected"].split("; ") if one], found


@pytest.mark.parametrize("case", CASES, ids=[one["sentence"] for one in CASES])
def test_a_sentence_is_read_and_judged_as_its_answer_says(case: dict[str, str]) -> None:
    expected, found = read(case)

    assert sorted(found) == sorted(expected)


def test_nothing_is_meant_that_came_after_publication() -> None:
    text = "Nvidia closed at $185.61 on Monday. Nvidia shares fell 1.1% on Tuesday."
    noon = pd.Timestamp("2026-02-02 12:00", tz="America/New_York")

    claims = find_claims(text, published=noon)

    assert len(claims) == 2
    assert all(max(claim.sessions) <= pd.Timestamp("2026-02-02") for claim in claims)


def test_a_claim_tells_where_it_stands_in_the_text() -> None:
    text = (
        "A long story\n\nNobody cheered. On Monday, Nvidia’s shares fell 1.1%, and that was that."
    )

    [claim] = find_claims(text, published=EVENING)

    assert text[claim.start : claim.end] == claim.text == "Nvidia’s shares fell 1.1%"


def test_a_passage_that_stands_twice_makes_its_claims_once() -> None:
    passage = "Nvidia's shares fell 1.1% on Monday.\n\nThe rest of the story is told elsewhere.\n\n"

    assert len(find_claims(passage * 2, published=EVENING)) == 1


def test_the_stock_is_that_of_the_company_asked_about_where_none_is_named() -> None:
    text = "The stock fell 1.1% on Monday."

    assert find_claims(text, published=EVENING) == []
    assert [one.symbol for one in find_claims(text, published=EVENING, about="AMD")] == ["AMD"]


def test_the_stock_is_that_of_the_company_the_text_is_about() -> None:
    text = (
        "Nvidia spoke. Nobody listened. It rained. It rained more. The stock fell 2.9% on Monday."
    )

    assert [one.symbol for one in find_claims(text, published=EVENING)] == ["NVDA"]


def test_an_instant_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        find_claims("Nvidia fell 2%.", published=pd.Timestamp("2026-02-02 12:00"))


AWKWARD = [
    "Nvidia fell 1.1% on Monday. ",
    "Nvidia " * 3,
    "1.1% ",
    "fell ",
    "on Monday, ",
    "(",
    "late a ",
    "in the past ",
    "biggest one-day ",
    "$1,1,",
    "Nvidia, and ",
    "the the ",
    "a\n",
]


@pytest.mark.parametrize("unit", AWKWARD)
def test_a_long_text_is_read_in_time_that_grows_with_its_length(unit: str) -> None:
    short, long = unit * (40_000 // len(unit)), unit * (400_000 // len(unit))

    def seconds(text: str) -> float:
        began = time.process_time()
        find_claims(text, published=EVENING)
        return time.process_time() - began

    first, second = min(seconds(short), seconds(short)), seconds(long)

    assert second < 25 * first + 1.0


def test_every_sentence_of_an_article_is_read() -> None:
    part = "Nvidia’s shares fell 1.1% on Monday, number {}, and nobody knew why it had to be so. "
    text = "".join(part.format(number) for number in range(60))

    assert len(find_claims(text, published=EVENING)) == 60


@pytest.mark.parametrize(
    "words",
    ["in February 1950", "since 1955", "on 31 February", "on May 4, 2031", "over 999 years"],
)
def test_a_day_that_no_bars_can_hold_is_no_day(words: str) -> None:
    claims = find_claims(f"Nvidia shares fell 2% {words}.", published=EVENING)

    assert [claim.dated for claim in claims] == [False]


def test_nothing_is_found_outside_the_exchange_calendar() -> None:
    published = pd.Timestamp("1955-02-02 18:00", tz="America/New_York")

    assert find_claims("The S&P 500 fell 2% on Monday.", published=published) == []


def test_a_text_that_was_rewritten_knows_prices_up_to_its_update() -> None:
    text = "AMD shares fell 17.3% on Wednesday and closed at $200.19."
    published = pd.Timestamp("2026-02-04 11:15", tz="America/New_York")
    updated = pd.Timestamp("2026-02-04 16:31", tz="America/New_York")

    def verdicts(rewritten: pd.Timestamp | None) -> list[str]:
        claims = find_claims(text, published=published, updated=rewritten)
        return [judge(claim, DAILY, INTRADAY).verdict for claim in claims]

    assert verdicts(None)[1] == "cannot be checked"
    assert verdicts(updated) == ["matches the close", "matches the close"]


def test_a_soft_hyphen_hides_no_claim() -> None:
    [claim] = find_claims("Nvi\u00addia fell 2.9% on Mon\u200cday.", published=EVENING)

    assert claim.symbol == "NVDA"
    assert claim.sessions == (pd.Timestamp("2026-02-02"),)


@pytest.mark.parametrize(
    "text",
    [
        "Nvidia lost 6.7% in the last week of February.",
        "In the first three days of February Nvidia fell 8.9%.",
        "The last week of February cost Nvidia 6.7%.",
    ],
)
def test_a_part_of_a_month_is_neither_the_month_nor_last_week(text: str) -> None:
    april = pd.Timestamp("2026-04-11 09:00", tz="America/New_York")

    assert [claim.sessions for claim in find_claims(text, published=april)] == [()]


@pytest.mark.parametrize(
    "text", ["By noon in New York AMD was down 16.1%.", "In New York AMD fell 2%."]
)
def test_where_it_is_traded_may_stand_before_the_name(text: str) -> None:
    known = pd.Timestamp("2026-02-04 18:00", tz="America/New_York")

    assert [claim.symbol for claim in find_claims(text, published=known)] == ["AMD"]
