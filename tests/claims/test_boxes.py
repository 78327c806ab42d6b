"""A box of quotes beside an article: labels, and what each says of the price."""

from pathlib import Path

import pandas as pd
import pytest

import seeds
from sentiment.claims import verdicts
from sentiment.claims.finding import find_claims
from sentiment.claims.verdicts import Judged
from sentiment.market import bars

DAILY = bars.read_prices(Path(seeds.__file__).parent / "prices.parquet")
STORY = "Nvidia stock fell 2.9% on Monday, and the shares of its rivals were mixed at the close."
BESIDE = """NVDA

Previous close
$191.13

Day's range
$184.88 - $190.30

P/E ratio
37.15

"""
LINES = """Nvidia (NVDA)
Price: $185.61
Previous Close 191.13
Open | 187.20
52-week range 86.62 - 212.19

"""
TABLE = """Nvidia (NVDA) at a glance

| Item | Value | Meaning |
|---|---|---|
| **Closing price** | $185.61 | down |
| Opening price | $187.20 | below Friday |
| Daily change | -2.89% (-$5.52) | a third loss |
| 52-week range | $86.62 – $212.19 | wide |

"""


def all_judged(text: str) -> list[Judged]:
    """Return what daily bars say of every claim of a text of Monday's evening."""
    instant = pd.Timestamp("2026-02-02 18:00", tz="America/New_York")
    return verdicts.judge_all(find_claims(text, published=instant), DAILY, {})


@pytest.mark.parametrize(
    ("box", "levels"),
    [
        (BESIDE, [191.13, 184.88, 190.30]),
        (LINES, [185.61, 191.13, 187.20, 86.62, 212.19]),
        (TABLE, [185.61, 187.20, -0.0289, -5.52, 86.62, 212.19]),
    ],
)
def test_each_level_of_a_box_is_a_claim_that_the_bars_bear_out(
    box: str, levels: list[float]
) -> None:
    *found, story = all_judged(box + STORY)

    assert [one.claim.amount for one in found] == levels
    assert {one.verdict for one in found} <= {
        "matches the close", "matches an intraday moment only", "within the day's range",
    }  # fmt: skip
    assert story.claim.text == "Nvidia stock fell 2.9%"


def test_a_box_may_be_of_any_time_and_so_accuses_nobody() -> None:
    *found, _ = all_judged(BESIDE.replace("191.13", "291.13").replace("190.30", "290.30") + STORY)

    assert [one.verdict for one in found] == [
        "cannot be checked", "within the day's range", "cannot be checked",
    ]  # fmt: skip


def test_a_single_label_makes_no_box() -> None:
    text = "Nvidia's canteen\n\nOpen\n$8.50\n\n" + STORY

    assert [one.claim.text for one in all_judged(text)] == ["Nvidia stock fell 2.9%"]
