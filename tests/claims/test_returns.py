"""A return counts dividends, which closes leave out: on either side of what those held explain."""

import pytest
from plain_claims import DAYS, bars_of, claim_of

from sentiment.claims import verdicts
from sentiment.claims.claim import Meaning
from sentiment.claims.doubts import RETURNED

WIDTH = 0.001  # of a figure's rounding


def verdict_on(told: float, *, closes: list[float], why: str = "", dividend: float = 0.0) -> str:
    """Return the verdict on a figure of the whole stretch, in which a dividend was paid."""
    bars = bars_of(closes)
    bars.loc[DAYS[2], "dividend"] = dividend
    claim = claim_of(
        "span",
        amount=told,
        low=told - WIDTH / 2,
        high=told + WIDTH / 2,
        meanings=(Meaning((DAYS[0], bars.index[-1]), why, stated=True),),
    )
    return verdicts.judge(claim, {"NVDA": bars}, {}).verdict


@pytest.mark.parametrize("off", [-0.55, -0.45, 0.45, 0.55])
@pytest.mark.parametrize("last", [100.0, 110.0])
def test_a_figure_is_near_that_is_the_change_with_the_dividends_held(
    off: float, last: float
) -> None:
    closes, dividend = [100.0, 100.0, 100.0, 100.0, last], 2.0
    returned = (100 + dividend) / 100 * last / 100 - 1  # as if the dividend were put in again

    verdict = verdict_on(returned + off * WIDTH, closes=closes, dividend=dividend)

    assert verdict == ("near the close" if abs(off) < 0.5 else "does not match")


@pytest.mark.parametrize("day", [0, 4])
def test_a_dividend_counts_from_the_day_after_a_stretch_begins_to_its_end(day: int) -> None:
    bars = bars_of([100.0] * 5)
    bars.loc[DAYS[day], "dividend"] = 2.0
    meaning = Meaning((DAYS[0], DAYS[4]), "", stated=True)
    claim = claim_of("span", amount=0.02, low=0.0195, high=0.0205, meanings=(meaning,))

    verdict = verdicts.judge(claim, {"NVDA": bars}, {}).verdict

    assert verdict == ("near the close" if day else "does not match")


@pytest.mark.parametrize(
    ("told", "why", "dividend", "verdict"),
    [
        (0.12, RETURNED, 0.0, "cannot be checked"),  # no dividends are held
        (0.12, RETURNED, 0.5, "does not match"),
        (0.12, "", 0.0, "does not match"),
        (0.08, RETURNED, 0.0, "does not match"),  # below the price's own change
    ],
)
def test_what_is_told_as_a_return_accuses_nobody_where_no_dividends_are_held(
    told: float, why: str, dividend: float, verdict: str
) -> None:
    closes = [100.0, 100.0, 100.0, 100.0, 110.0]

    assert verdict_on(told, closes=closes, why=why, dividend=dividend) == verdict
