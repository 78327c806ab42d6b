"""Trading outside the hours counts for claims of those hours, and for no other."""

import pandas as pd
import pytest

import seeds
from sentiment.claims.finding import find_claims
from sentiment.claims.verdicts import Judged, judge
from sentiment.market import bars

DAILY = bars.read_prices(f"{seeds.__path__[0]}/prices.parquet")  # NVDA: 191.13, then 185.61
HOURS = {"08:00": 188.5, "08:01": 188.1, "09:30": 187.2, "15:59": 185.6, "16:05": 186.4}


def path(levels: dict[str, float] = HOURS) -> pd.DataFrame:
    """Return bars of a minute on 2 February 2026, each a cent wide around its level."""
    starts = pd.DatetimeIndex([f"2026-02-02 {at}" for at in levels], tz="America/New_York")
    close = pd.Series(list(levels.values()), index=starts.rename("start"))
    bar = {"open": close, "high": close + 0.01, "low": close - 0.01, "close": close}
    return pd.DataFrame({**bar, "volume": 0.0})


def judged(text: str, published: str, held: pd.DataFrame) -> Judged:
    instant = pd.Timestamp(published, tz="America/New_York")
    [claim] = find_claims(text, published=instant)
    return judge(claim, DAILY, {"NVDA": held})


@pytest.mark.parametrize(
    ("text", "published", "verdict", "words"),
    [
        (
            "Nvidia shares fell 1.6% in premarket trading on Monday.",
            "2026-02-02 09:00",
            "matches an intraday moment only",
            "Matches the pre-market price ($188.07, passed 08:01)",
        ),
        (
            "Nvidia shares rose 0.4% in after-hours trading on Monday.",
            "2026-02-02 18:00",
            "matches an intraday moment only",
            "Matches the after hours price ($186.35, passed 16:05)",
        ),
        (  # a quarter past eight is not known at eight
            "Nvidia shares fell 1.6% in premarket trading on Monday.",
            "2026-02-02 08:01",
            "cannot be checked",
            "pre-market prices were $188.49 to $188.51",
        ),
        (
            "Nvidia shares fell 9% in premarket trading on Monday.",
            "2026-02-02 09:00",
            "cannot be checked",
            "pre-market prices were $188.09 to $188.51",
        ),
    ],
)
def test_a_claim_of_those_hours_is_held_against_their_bars(
    text: str, published: str, verdict: str, words: str
) -> None:
    found = judged(text, published, path())

    assert found.verdict == verdict
    assert words in found.words


def test_a_claim_of_the_session_is_not_held_against_them() -> None:
    text = "Nvidia shares were down 1.4% at one point on Monday."  # $188.45, before the open alone

    with_them = judged(text, "2026-02-02 18:00", path())
    without = judged(text, "2026-02-02 18:00", path().between_time("09:30", "15:59"))

    assert with_them == without
    assert with_them.spans == ()


def test_without_such_bars_nothing_is_told_of_those_hours() -> None:
    text = "Nvidia shares fell 1.6% in premarket trading on Monday."
    regular = path().between_time("09:30", "15:59")

    assert judged(text, "2026-02-02 09:00", regular).words == (
        "Cannot be checked: no pre-market bars are held."
    )
