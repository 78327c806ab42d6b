"""A claim of one session, on either side of every edge that its verdict has."""

from typing import Any

import pandas as pd
import pytest
from plain_claims import DAYS, bars_of, claim_of, day_of

from sentiment.claims.evidence import Evidence
from sentiment.claims.sessions import check_session
from sentiment.market import calendar

DAY = DAYS[1]
BARS = bars_of([1000.0, 1000.0], reach=10.0)  # the day before, and a day that ended where it began
CLOSE = calendar.close_of(DAY)


def held(
    kind: str, amount: float, *, width: float = 0.0, path: pd.DataFrame | None = None, **told: Any
) -> Evidence:
    """Return what the bars say of a figure that may be off by half its width."""
    meant = {key: told.pop(key) for key in ("moment", "minutes") if key in told}
    low, high = amount - width / 2, amount + width / 2
    claim = claim_of(kind, amount=amount, low=low, high=high, **told)
    return check_session(claim, day_of(DAY, **meant), BARS, path)


def minutes_of(**prices: float) -> pd.DataFrame:
    """Return one-minute bars, each of one price, by times such as ``at_1030``."""
    at = [pd.Timestamp(f"{DAY:%Y-%m-%d} {one[3:5]}:{one[5:]}", tz=CLOSE.tz) for one in prices]
    price = pd.Series(prices.values(), index=pd.DatetimeIndex(at), dtype=float)
    return pd.DataFrame(dict.fromkeys(("open", "high", "low", "close"), price))


@pytest.mark.parametrize("way", [1, -1])
@pytest.mark.parametrize(
    ("share", "verdict"), [(0.98, "cannot be checked"), (1.02, "does not match")]
)
def test_a_fund_settles_no_difference_that_may_be_its_own(
    way: int, share: float, verdict: str
) -> None:
    told = way * 0.004 * share  # what a day of a fund and of its index may differ by

    assert held("change", told, moment="close", step=1e-4, proxy=True).verdict == verdict


@pytest.mark.parametrize(
    ("proxy", "told", "verdict"),
    [
        (False, -0.015, "does not match"),  # the low was 1 % below the close before
        (True, -0.015, "near the close"),  # which the fund may miss its index's by
        (True, 0.015, "near the close"),
        (True, -0.02, "does not match"),
    ],
)
def test_a_low_of_an_index_may_lie_beyond_that_of_its_fund(
    proxy: bool, told: float, verdict: str
) -> None:
    found = held("change", told, width=1e-4, moment="range", step=1e-4, proxy=proxy)

    assert found.verdict == verdict


@pytest.mark.parametrize(
    ("seconds", "verdict"), [(-1, "cannot be checked"), (0, "matches the close")]
)
def test_a_close_is_known_from_the_moment_of_it(seconds: int, verdict: str) -> None:
    known = CLOSE + pd.Timedelta(seconds=seconds)

    assert held("change", 0.0, width=1e-3, moment="close", known=known).verdict == verdict


@pytest.mark.parametrize(
    ("kind", "amount", "told", "verdict"),
    [
        ("level", 1000.0, {"moment": "range"}, "matches the close"),
        ("level", 1000.0, {"moment": "range", "hedge": "extreme"}, "within the day's range"),
        ("change", 0.0, {"moment": "range"}, "within the day's range"),
        ("level", 1000.0, {"moment": "session"}, "matches the close"),
    ],
)
def test_only_a_level_that_is_no_extreme_is_held_against_the_close_though_it_names_none(
    kind: str, amount: float, told: dict[str, Any], verdict: str
) -> None:
    assert held(kind, amount, width=1e-4, **told).verdict == verdict


@pytest.mark.parametrize("way", [1, -1])
@pytest.mark.parametrize(
    ("share", "verdict"), [(0.98, "near the close"), (1.02, "within the day's range")]
)
def test_a_change_is_near_by_a_little_more_than_half_of_its_last_digit(
    way: int, share: float, verdict: str
) -> None:
    step = 0.01  # as "3%": half of it is its rounding, and 0.55 of it may lie beyond that
    told = way * (0.5 + 0.55 * share) * step

    assert held("change", told, width=step, step=step, moment="session").verdict == verdict


@pytest.mark.parametrize("way", [1, -1])
@pytest.mark.parametrize(("beyond", "verdict"), [(0.0, "near the close"), (0.01, "does not match")])
def test_a_level_is_near_the_day_s_range_up_to_the_spread_of_sources(
    way: int, beyond: float, verdict: str
) -> None:
    edge = 1000.0 + way * 13.0  # 1010 and 990, and three in a thousand

    found = held("level", edge + way * beyond, moment="range", hedge="extreme")

    assert found.verdict == verdict


def test_a_figure_met_at_its_time_within_its_rounding_keeps_when_it_was_met_exactly() -> None:
    path = minutes_of(at_1000=1003.0, at_1001=1003.0, at_1400=1003.4, at_1401=1003.4)

    found = held("level", 1003.0, width=1.0, path=path, moment="clock", minutes=(840, 845))

    assert found.verdict == "matches an intraday moment only"
    assert [f"{first:%H:%M}" for first, _ in found.spans] == ["10:00"]


@pytest.mark.parametrize(("minutes", "time"), [((600, 605), "10:00"), ((840, 845), "14:00")])
def test_a_figure_met_at_its_time_is_told_of_that_time_alone(
    minutes: tuple[int, int], time: str
) -> None:
    path = minutes_of(at_1000=1003.0, at_1200=1006.0, at_1400=1003.0)

    found = held("level", 1003.0, path=path, moment="clock", minutes=minutes)

    assert [f"{first:%H:%M}" for first, _ in found.spans] == [time]


def test_what_an_open_session_came_to_is_read_off_the_last_minute_that_was_over() -> None:
    path = minutes_of(at_1000=1002.0, at_1001=1007.0, at_1002=994.0, at_1003=1005.0, at_1004=900.0)
    known = pd.Timestamp(f"{DAY:%Y-%m-%d} 10:04:30", tz=CLOSE.tz)

    found = held("change", 0.0, path=path, moment="session", known=known)

    assert {name: round(change, 6) for name, change in found.figures} == {
        "at 10:04": 0.005,
        "at the open": 0.0,
        "at the low until then": -0.006,
        "at the high until then": 0.007,
    }
