"""Figures whose day, stretch or share the words around them tell: a year, a heading, an if."""

from pathlib import Path

import pandas as pd
import pytest

import seeds
from sentiment.claims import verdicts
from sentiment.claims.finding import find_claims
from sentiment.claims.verdicts import Judged
from sentiment.market import bars

DAILY = bars.read_prices(Path(seeds.__file__).parent / "prices.parquet")
MONDAY, FRIDAY = "2026-02-02 18:00", "2026-02-06 18:00"
MATCHES, WITHIN, OPEN = "matches the close", "within the day's range", "cannot be checked"


def judged_of(text: str, published: str) -> list[Judged]:
    """Return what daily bars say of every claim of a text."""
    instant = pd.Timestamp(published, tz="America/New_York")
    return verdicts.judge_all(find_claims(text, published=instant), DAILY, {})


@pytest.mark.parametrize(
    ("text", "published", "symbol", "days", "verdict"),
    [
        # A date without its year is of the year with which the text has named its month.
        (
            "We have seen this before, in January 2025. On January 27, Nvidia fell 17%.",
            MONDAY,
            "NVDA",
            "2025-01-27",
            MATCHES,
        ),
        (
            "The plan is of January 2025. On February 2, Nvidia fell 2.9%.",
            MONDAY,
            "NVDA",
            "2026-02-02",
            MATCHES,
        ),
        # What a move is the worst of is not its own time.
        (
            "2026-02-04, morning after results\nMove: AMD -17.3% (worst of 2026)",
            FRIDAY,
            "AMD",
            "2026-02-04",
            MATCHES,
        ),
        ("Full week: Nvidia -3.0%.", "2026-02-09 18:00", "NVDA", "2026-01-30 2026-02-06", MATCHES),
        # "The same day" names no close.
        (
            "Nvidia slid on Monday, while Oracle saw a 3.5% gain on the same day.",
            MONDAY,
            "ORCL",
            "2026-02-02",
            WITHIN,
        ),
        # A clock in an open session is of that session.
        (
            "Nvidia fell 2.9% on Monday. Its shares dropped more than 1% in early trading.",
            "2026-02-03 10:15",
            "NVDA",
            "2026-02-03",
            WITHIN,
        ),
        # A stretch that only says how low it is carries to nobody.
        (
            "Chips drag Wall Street to a two-week low\n\nIndexes: S&P down 1.1%",
            "2026-02-03 14:00",
            "SPY",
            "2026-02-03",
            WITHIN,
        ),
        # A list of closes, a year without "in", a line in capitals, a streak that is over.
        (
            "Nvidia and AMD closed at $185.41 and $208.44 on Friday, respectively.",
            FRIDAY,
            "AMD",
            "2026-02-06",
            MATCHES,
        ),
        (
            "2026 returns through Friday: Nvidia +2.5%, AMD +10.5%.",
            MONDAY,
            "AMD",
            "2025-12-31 2026-01-30",
            MATCHES,
        ),
        ("ORACLE ENDS 4.6% HIGHER, AMD GAINS 8.3%", FRIDAY, "ORCL", "2026-02-06", MATCHES),
        ("$NVDA 5 red days in a row then green today", FRIDAY, "NVDA", "2026-02-05", MATCHES),
        (
            "Nvidia lost 17%, shedding $589 billion of value, on January 27, 2025.",
            MONDAY,
            "NVDA",
            "2025-01-27",
            MATCHES,
        ),
        # A list of closes may hold a price from before the close.
        (
            "Nvidia slid on Monday. Oracle did better, ending at $165.00.",
            MONDAY,
            "ORCL",
            "2026-02-02",
            WITHIN,
        ),
        (
            "The S&P 500 and the Nasdaq Composite rose on Friday. The broad market index gained"
            " 1.9%.",
            FRIDAY,
            "SPY",
            "2026-02-06",
            MATCHES,
        ),
    ],
)
def test_a_figure_is_of_the_day_and_share_that_the_words_around_it_tell(
    text: str, published: str, symbol: str, days: str, verdict: str
) -> None:
    found = [one for one in judged_of(text, published) if one.claim.symbol == symbol]

    one = found[-1]
    assert " ".join(f"{day:%Y-%m-%d}" for day in one.claim.sessions) == days
    assert one.verdict == verdict


def test_what_a_line_of_conditions_tells_is_no_claim() -> None:
    text = "IF MISS or soft guide: BEARISH. NVDA −2% Friday.\nNvidia fell 2.9% on Monday."

    assert [one.claim.text for one in judged_of(text, MONDAY)] == ["Nvidia fell 2.9%"]


def test_a_record_accuses_nobody_where_its_day_fits_no_figure_beside_it() -> None:
    """AMD sank on Wednesday: the day is told wrong, and what was a record then was one."""
    text = "AMD sank 17.3% on Tuesday, its worst day since May 2023."

    [record] = [one for one in judged_of(text, "2026-02-05 05:00") if one.claim.kind == "record"]

    assert record.verdict == OPEN
    assert "fits no figure beside it" in record.words


def test_a_move_that_names_nobody_accuses_nobody_where_several_were_told_of() -> None:
    text = (
        "The Nasdaq Composite slid on Friday. The VanEck Semiconductor ETF (SMH) gained 4% that"
        " week.\n\nThe decline came after a stunning 80% surge in January."
    )

    last = judged_of(text, FRIDAY)[-1]

    assert last.claim.amount == pytest.approx(0.8)
    assert last.verdict == OPEN


def test_a_price_that_was_met_before_is_of_its_own_day() -> None:
    [judged] = judged_of("Nvidia is off its 52-week high of $212.19.", MONDAY)

    assert [f"{day:%Y-%m-%d}" for day in judged.claim.sessions] == ["2025-10-29"]
