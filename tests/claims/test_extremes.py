from fractions import Fraction
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from plain_claims import DAYS, bars_of, claim_of, day_of

import seeds
import sentiment
from sentiment.claims.claim import Meaning, Of
from sentiment.claims.extremes import check_extreme, check_reached

PRICES = sentiment.read_prices(Path(seeds.__file__).parent / "prices.parquet")


def verdicts(text: str, published: str) -> dict[str, str]:
    claims = sentiment.find_claims(text, published=pd.Timestamp(published))
    return {claim.text: sentiment.judge(claim, PRICES, {}).verdict for claim in claims}


def test_a_streak_too_long_for_the_bars_does_not_match() -> None:
    told = verdicts(
        "Nvidia rose for a thirteenth straight session on Wednesday.", "2026-04-16T09:00:00-04:00"
    )

    assert list(told.values()) == ["does not match"]


@pytest.mark.parametrize(
    ("text", "published"),
    [
        (
            "Oracle closed lower for a ninth straight session; the slide began after 18 June.",
            "2026-07-02T17:30:00-04:00",
        ),
        (
            "From $165.17 on 30 March to $198.87 last night: eleven gains in a row for Nvidia.",
            "2026-04-16T09:00:00-04:00",
        ),
    ],
)
def test_a_streak_that_ended_on_a_later_day_accuses_nobody(text: str, published: str) -> None:
    told = verdicts(text, published)

    assert told
    assert "does not match" not in told.values()


SPREAD = 0.003  # of the price, by which sources differ
MOST: tuple[Of, ...] = ("rise", "high close", "high")
KINDS: tuple[Of, ...] = (*MOST, "fall", "low close", "low")
tenths = st.lists(st.integers(900, 912), min_size=4, max_size=12)  # of a dollar: ties are common


@pytest.mark.parametrize(("of", "way"), [("rise", 1), ("fall", -1)])
@pytest.mark.parametrize("run", [0, 1, 4])
@pytest.mark.parametrize("more", [-1, 0, 1])
def test_a_streak_is_as_long_as_the_sessions_in_a_row(
    of: Of, way: int, run: int, more: int
) -> None:
    before = [100.0, 100.0 - way, 100.0 - way]  # a day the other way, and one that stood still
    bars = bars_of([*before, *(100 + way * step for step in range(run))])
    told = claim_of("streak", of=of, amount=run + more)

    found = check_extreme(told, day_of(bars.index[-1]), bars)

    assert (
        found.verdict
        == {
            -1: "near the close",
            0: "matches the close",
            1: "does not match",
        }[more]
    )
    assert f"{run} session{'' if run == 1 else 's'} in a row until" in found.words


def test_a_streak_of_neither_gains_nor_losses_cannot_be_checked() -> None:
    bars = bars_of([100.0, 101.0, 102.0])

    found = check_extreme(claim_of("streak", of=None, amount=2), day_of(bars.index[-1]), bars)

    assert found.verdict == "cannot be checked"


def measured(closes: list[int], of: Of) -> dict[int, Fraction]:
    """Return by place what a record is of, the larger the more extreme."""
    way = 1 if of in MOST else -1
    if of in {"rise", "fall"}:
        return {
            place: way * (Fraction(closes[place], closes[place - 1]) - 1)
            for place in range(1, len(closes))
        }
    return {place: way * Fraction(close, 10) for place, close in enumerate(closes)}


@pytest.mark.parametrize("of", KINDS)
@settings(max_examples=40)
@given(closes=tenths, back=st.integers(1, 11))
def test_a_record_stands_where_no_session_since_was_as_extreme(
    of: Of, closes: list[int], back: int
) -> None:
    last = len(closes) - 1
    since = max(last - back, 0)
    values = measured(closes, of)
    as_extreme = [place for place in values if place < last and values[place] >= values[last]]
    bars = bars_of([close / 10 for close in closes])
    told = claim_of("record", of=of, since=(bars.index[since],) * 2)

    found = check_extreme(told, day_of(bars.index[-1]), bars)

    other_way = of in {"rise", "fall"} and values[last] <= 0
    if other_way or any(place > since for place in as_extreme):
        expected = "does not match"
    elif not as_extreme and since <= min(values):
        expected = "cannot be checked"  # the bars do not go back before it
    else:
        expected = "matches the close"
    assert found.verdict == expected


@pytest.mark.parametrize("of", ["high close", "low close", "high", "low"])
@settings(max_examples=40)
@given(closes=tenths, ends=st.tuples(st.integers(0, 10), st.integers(0, 10)))
def test_a_record_of_a_named_time_had_nearly_its_like_then(
    of: Of, closes: list[int], ends: tuple[int, int]
) -> None:
    last = len(closes) - 1
    early, late = (min(end, last - 1) for end in sorted(ends))
    values = measured(closes, of)
    before = [place for place in values if place < last and values[place] >= values[last]]
    bars = bars_of([close / 10 for close in closes], reach=0.0)
    told = claim_of("record", of=of, since=(bars.index[early], bars.index[late]), exact=True)

    found = check_extreme(told, day_of(bars.index[-1]), bars)

    slack = Fraction(str(SPREAD)) * Fraction(closes[last], 10)
    nearly = max(values[place] for place in range(early, late + 1)) >= values[last] - slack
    if any(place > late for place in before) or (before and before[-1] < early and not nearly):
        assert found.verdict == "does not match"
    elif not before and late == 0:
        assert found.verdict == "cannot be checked"
    else:
        assert found.verdict == "matches the close"


CLOSES = [100.0, 104.0, 108.0, 106.0, 110.0]


def reached(told: float, *, bars: pd.DataFrame, **meant: Any) -> Any:
    meaning = Meaning((DAYS[0], DAYS[4]), "", stated=True, **meant)
    return check_reached(claim_of("level", amount=told), meaning, bars)


@pytest.mark.parametrize(
    ("told", "verdict", "day"),
    [
        (110.0, "matches the close", 4),
        (110.0 * (1 - SPREAD * 0.99), "matches the close", 4),
        (110.0 * (1 - SPREAD * 1.02), "does not match", 4),
        (100.0, "matches the close", 0),
        (115.0, "matches an intraday moment only", 4),
        (95.0, "matches an intraday moment only", 0),
        (106.0, "does not match", 4),  # a close, and not the extreme of the stretch
        (120.0, "does not match", 4),
    ],
)
def test_a_level_told_of_a_stretch_is_one_of_its_extremes(
    told: float, verdict: str, day: int
) -> None:
    found = reached(told, bars=bars_of(CLOSES))

    assert (found.verdict, found.session) == (verdict, DAYS[day])
    if verdict == "does not match":
        assert "the range was $95.00 to $115.00" in found.words


def test_a_past_high_may_be_any_close_of_the_time_it_is_told_of() -> None:
    bars = bars_of(CLOSES)

    assert reached(106.0, bars=bars, peak="high close").session == DAYS[3]
    assert reached(106.0, bars=bars, peak="high close").verdict == "matches the close"
    assert reached(120.0, bars=bars, peak="high close").verdict == "cannot be checked"


def test_what_a_running_stretch_has_reached_is_told_of_the_day_that_reached_it() -> None:
    assert reached(100.0, bars=bars_of(CLOSES), running=True).session == DAYS[0]


@pytest.mark.parametrize(("early", "verdict"), [(0, "does not match"), (1, "cannot be checked")])
def test_a_stretch_that_began_before_the_bars_accuses_nobody(early: int, verdict: str) -> None:
    earliest = DAYS[0] - pd.Timedelta(days=early)

    assert reached(120.0, bars=bars_of(CLOSES), earliest=earliest).verdict == verdict
