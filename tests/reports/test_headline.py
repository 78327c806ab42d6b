"""A session in one sentence, whatever is held of it."""

import math
from dataclasses import replace

import pandas as pd
import pytest

from sentiment.market.bars import Move
from sentiment.market.shares import by_form
from sentiment.reports import headline
from sentiment.reports.headline import Day, DayTone

SESSION = pd.Timestamp("2026-02-02")


def day(
    *, close: float = 97.1, before: float = 100.0, beyond: float = -0.034, **more: object
) -> Day:
    """A session of Nvidia's against SPY, with articles where they are given."""
    facts: dict[str, object] = {
        "share": by_form("NVDA"),
        "benchmark": "SPY",
        "session": SESSION,
        "move": Move(SESSION, before, close, close, close, close, 1.0),
        "benchmark_move": 0.005,
        "beyond": beyond,
        "tone": None,
    }
    return Day(**{**facts, **more})  # type: ignore[arg-type]


def tone(*compounds: float) -> DayTone | None:
    return headline.day_tone(pd.DataFrame({"compound": compounds, "plain": compounds}))


@pytest.mark.parametrize(
    ("known", "said"),
    [
        (day(), "Nvidia fell 2.9% on 2 February 2026, 3.4 points behind the market"),
        (day(close=104.0), "Nvidia rose 4.0% on 2 February 2026, 3.4 points behind the market"),
        (
            day(beyond=0.0123),
            "Nvidia fell 2.9% on 2 February 2026, 1.2 points ahead of the market",
        ),
        (day(beyond=0.0001), "Nvidia fell 2.9% on 2 February 2026, level with the market"),
        (day(beyond=math.nan), "Nvidia fell 2.9% on 2 February 2026"),
        (
            day(close=100.04, beyond=math.nan),
            "Nvidia closed unchanged on 2 February 2026",
        ),
        (day(before=math.nan), "Nvidia closed at $97.10 on 2 February 2026"),
        (
            day(benchmark="SMH"),
            "Nvidia fell 2.9% on 2 February 2026, 3.4 points behind SMH",
        ),
        (
            day(partial=True),
            "Nvidia fell 2.9% on 2 February 2026, while the session was open, "
            "3.4 points behind the market",
        ),
        (
            day(share=replace(by_form("SAP.DE"), name="SAP SE"), benchmark="^GDAXI"),
            "SAP fell 2.9% on 2 February 2026, 3.4 points behind the market",
        ),
        (
            day(share=replace(by_form("SAP.DE"), name="SAP SE"), before=math.nan),
            "SAP closed at €97.10 on 2 February 2026",
        ),
        (day(share=by_form("SPY"), beyond=0.0), "SPDR S&P 500 ETF fell 2.9% on 2 February 2026"),
    ],
)
def test_a_move_is_told_by_what_is_held(known: Day, said: str) -> None:
    assert headline.what_it_did(known) == said


@pytest.mark.parametrize(
    ("read", "said"),
    [
        ((), "no article is held"),
        ((math.nan,), "no article is held"),
        ((-0.2,), "its one article reads negative, −0.20"),
        ((0.03, 0.04), "two articles read neutral, +0.04"),
        ((-0.3, 0.36), "its two articles pull both ways, +0.03"),
        ((-0.2, -0.2, -0.2, -0.2, -0.2), "five articles read negative, −0.20"),
        ((0.5,) * 1200, "1,200 articles read positive, +0.50"),
    ],
    ids=str,
)
def test_articles_are_told_by_their_number_and_label(read: tuple[float, ...], said: str) -> None:
    assert headline.how_it_was_told(tone(*read)) == said


@pytest.mark.parametrize(
    ("read", "said"),
    [
        ((), "no article of Wire is held"),
        ((-0.2,), "one article of Wire reads negative, −0.20"),
        ((-0.3, 0.36), "two articles of Wire pull both ways, +0.03"),
        ((0.5, 0.5), "two articles of Wire read positive, +0.50"),
    ],
    ids=str,
)
def test_that_only_some_articles_count_is_said(read: tuple[float, ...], said: str) -> None:
    assert headline.how_it_was_told(tone(*read), "of Wire") == said


def test_a_tones_interval_is_students_over_its_articles() -> None:
    read = tone(-0.26, -0.21, -0.34, -0.09, -0.11)  # mean −0.202, s 0.10426: t(4) = 2.7764

    assert read is not None
    assert read.mean == pytest.approx(-0.202)
    assert read.low == pytest.approx(-0.202 - 2.7764 * 0.10426 / math.sqrt(5), abs=1e-4)
    assert read.high == pytest.approx(-0.202 + 2.7764 * 0.10426 / math.sqrt(5), abs=1e-4)
    single = tone(-0.2)
    assert single is not None
    assert math.isnan(single.low)
    assert math.isnan(single.high)


def test_a_session_is_gathered_from_what_is_held_of_it() -> None:
    sessions = pd.DatetimeIndex(["2026-01-30", "2026-02-02"], name="session")
    bars = pd.DataFrame(
        {name: [191.13, 185.61] for name in ("open", "high", "low", "close", "volume")}
        | {"partial": False},
        index=sessions,
    )
    returns = pd.DataFrame(
        {"share": [0.0, -0.0289], "benchmark": [0.0, 0.005], "abnormal": [0.0, -0.0339]},
        index=sessions,
    )
    tones = pd.DataFrame({"session": [*sessions], "compound": [0.9, -0.2], "plain": [0.9, 0.1]})

    known = headline.day_of(
        SESSION,
        share=by_form("NVDA"),
        benchmark="SPY",
        bars=bars,
        returns=returns,
        tones=tones,
    )

    assert headline.sentence(known) == (
        "Nvidia fell 2.9% on 2 February 2026, 3.4 points behind the market; "
        "its one article reads negative, −0.20"
    )
    assert known.tone is not None
    assert known.tone.plain == pytest.approx(0.1)
