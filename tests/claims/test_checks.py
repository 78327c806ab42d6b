import math

import pandas as pd
import pytest

from sentiment.claims import checks
from sentiment.market import bars as market_bars

NAN = math.nan
DAY = pd.Timestamp("2026-02-02")
MOVE = market_bars.Move(DAY, 191.13, 187.20, 190.30, 184.88, 185.61, 181e6)


def path(levels: list[float]) -> pd.DataFrame:
    """Return one-minute bars from 10:00 on, each a cent wide around its level."""
    start = pd.date_range(
        "2026-02-02 10:00", periods=len(levels), freq="min", tz="America/New_York"
    )
    closes = pd.Series(levels, index=start.rename("start"))
    bars = {"open": closes, "high": closes + 0.01, "low": closes - 0.01, "close": closes}
    return pd.DataFrame({**bars, "volume": 1.0})


NONE_HELD = path([]).astype(float)


@pytest.mark.parametrize(
    ("moment", "change", "level", "verdict"),
    [
        ("close", -0.029, NAN, "matches the close"),
        ("close", -0.03, NAN, "matches the close"),  # said to the nearest percent
        ("close", -0.0431, NAN, "does not match"),
        ("close", NAN, 185.61, "matches the close"),
        ("close", NAN, 187.88, "does not match"),
        ("previous close", NAN, 191.13, "matches the close"),
        ("pre-market", -0.018, NAN, "cannot be checked"),
        ("after hours", NAN, 186.0, "cannot be checked"),
        ("late morning", -0.011, NAN, "within the day's range"),
        ("session", -0.05, NAN, "does not match"),
    ],
)
def test_a_figure_is_held_against_the_moment_it_names(
    moment: str, change: float, level: float, verdict: str
) -> None:
    check = checks.check_figure(MOVE, NONE_HELD, moment=moment, change=change, level=level)

    assert check.verdict == verdict


def test_a_late_morning_figure_is_found_in_the_path_and_set_against_the_close() -> None:
    intraday = path([188.5, 189.03, 189.5, 189.02, 188.0])

    check = checks.check_figure(MOVE, intraday, moment="late morning", change=-0.011, level=NAN)

    assert check.verdict == "matches an intraday moment only"
    assert check.level == 189.03
    assert check.words == (
        "Matches an intraday moment only ($189.03, passed 10:01–10:03); "
        "the close was $185.61, −2.9%."
    )


def test_a_level_the_path_jumps_over_is_not_said_to_have_been_met() -> None:
    check = checks.check_figure(
        MOVE, path([188.0, 190.0]), moment="session", change=NAN, level=189.03
    )

    assert check.verdict == "within the day's range"
    assert check.spans == ()


@pytest.mark.parametrize(("minute", "known"), [(4, 2), (5, 3), (64, 3), (65, 4)])
def test_a_bar_is_known_once_it_has_ended_however_long_trading_rested(
    minute: int, known: int
) -> None:
    start = pd.Timestamp("2026-02-02 10:00", tz="America/New_York")
    places = [start + pd.Timedelta(minutes=minute) for minute in (0, 1, 4, 64)]
    bars = pd.DataFrame({"close": 1.0}, index=pd.DatetimeIndex(places))

    assert len(checks.known_by(bars, start + pd.Timedelta(minutes=minute))) == known
