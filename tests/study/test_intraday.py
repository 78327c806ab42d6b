import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sentiment.market import calendar
from sentiment.study import intraday as study_intraday

DAYS = calendar.sessions_between(pd.Timestamp("2025-11-24"), pd.Timestamp("2025-12-05"))
STEP = pd.Timedelta("5min")


def starts() -> pd.DatetimeIndex:
    spans = [
        pd.date_range(calendar.open_of(day), calendar.close_of(day), freq=STEP, inclusive="left")
        for day in DAYS
    ]
    return spans[0].append(spans[1:])


def flat(level: float) -> pd.Series:
    return pd.Series(level, index=starts())


def stepped(moves: dict[str, float]) -> pd.Series:
    """Return a price of 100 that changes by a factor as the bar of each instant begins."""
    price = flat(100.0)
    for instant, factor in moves.items():
        price[price.index >= pd.Timestamp(instant, tz="America/New_York")] *= factor
    return price


def bars_of(price: pd.Series, *, dividend: dict[str, float] | None = None) -> tuple:
    """Return intraday and daily bars of a price that stands still within each bar."""
    intraday = pd.DataFrame(dict.fromkeys(("open", "high", "low", "close"), price))
    by_day = price.groupby(price.index.tz_localize(None).normalize())
    daily = pd.DataFrame({"open": by_day.first(), "close": by_day.last(), "dividend": 0.0})
    for day, cash in (dividend or {}).items():
        daily.loc[pd.Timestamp(day), "dividend"] = cash
    return intraday, daily.assign(partial=False)


def articles_at(*instants: str, compound: float = -0.5) -> pd.DataFrame:
    published = pd.DatetimeIndex(instants).tz_localize("America/New_York").tz_convert("UTC")
    keys = [f"article-{place}" for place in range(len(instants))]
    return pd.DataFrame({"published": published, "compound": compound}, index=keys)


def look(articles: pd.DataFrame, share: pd.Series, benchmark: pd.Series) -> study_intraday.Around:
    (share_tape, share_daily), (other_tape, other_daily) = bars_of(share), bars_of(benchmark)
    return study_intraday.around_articles(
        articles, intraday=(share_tape, other_tape), daily=(share_daily, other_daily)
    )


def moves_of(found: study_intraday.Around) -> list[float]:
    return found.table[list(study_intraday.MEASURES)].iloc[0].astype(float).to_list()


@pytest.mark.parametrize(
    ("published", "change", "expected"),
    [
        # before, to the next open, after, to the close, to the next close
        ("2025-12-02 12:00", "2025-12-02 11:00", [1, np.nan, 0, 0, 0]),
        ("2025-12-02 12:00", "2025-12-02 13:00", [0, np.nan, 1, 1, 1]),
        ("2025-12-02 12:00", "2025-12-02 14:30", [0, np.nan, 0, 1, 1]),
        ("2025-12-02 12:00", "2025-12-03 11:00", [0, np.nan, 0, 0, 1]),
        ("2025-12-02 12:00", "2025-12-02 09:30", [0, np.nan, 0, 0, 0]),
        ("2025-12-02 09:31", "2025-12-02 09:30", [1, np.nan, 0, 0, 0]),  # the night came before
        ("2025-12-02 15:00", "2025-12-03 09:30", [0, np.nan, 1, 0, 1]),  # reaches the next morning
        ("2025-12-02 18:00", "2025-12-03 09:30", [0, 1, 1, 1, 1]),
        ("2025-12-02 18:00", "2025-12-02 15:00", [1, 0, 0, 0, 0]),
        ("2025-12-02 18:00", "2025-12-03 11:00", [0, 0, 1, 1, 1]),
        ("2025-11-28 14:00", "2025-12-01 09:30", [0, 1, 1, 1, 1]),  # after a half day
        ("2025-11-27 12:00", "2025-11-28 09:30", [0, 1, 1, 1, 1]),  # on Thanksgiving
    ],
)
def test_a_move_falls_before_or_after_an_article(
    published: str, change: str, expected: list[float]
) -> None:
    found = look(articles_at(published), stepped({change: 1.1}), flat(50.0))

    wanted = [value * np.log(1.1) for value in expected]
    assert moves_of(found) == pytest.approx(wanted, nan_ok=True)
    assert found.table["reason"].iloc[0] == ""


def test_a_move_of_the_whole_market_is_no_move() -> None:
    change = {"2025-12-02 11:00": 1.1, "2025-12-02 13:00": 0.9}

    found = look(articles_at("2025-12-02 12:00"), stepped(change), stepped(change))

    assert moves_of(found) == pytest.approx([0, np.nan, 0, 0, 0], nan_ok=True)


def test_a_dividend_paid_overnight_is_no_move() -> None:
    share = stepped({"2025-12-03 09:30": 0.99})
    (tape, daily), (flat_tape, flat_daily) = (
        bars_of(share, dividend={"2025-12-03": 1.0}),
        bars_of(flat(50.0)),
    )

    found = study_intraday.around_articles(
        articles_at("2025-12-02 18:00"), intraday=(tape, flat_tape), daily=(daily, flat_daily)
    )

    assert moves_of(found) == pytest.approx([0, 0, 0, 0, 0], abs=1e-3)


@pytest.mark.parametrize(
    ("published", "lost", "lacking"),
    [
        ("2025-12-02 12:00", "2025-12-02 10:30", "the time before"),
        ("2025-12-02 12:00", "2025-12-02 13:30", "the time after"),
        ("2025-12-02 12:01", "2025-12-02 12:00", "the time before, the time after, its session's"),
        ("2025-12-05 18:00", None, "the next open, the time after, its session's close"),
        ("2025-12-05 15:00", None, "the time after, the next close"),
        ("2026-03-02 12:00", None, "the time before, the time after, its session's close"),
    ],
)
def test_what_is_lacking_is_said_and_left_out(
    published: str, lost: str | None, lacking: str
) -> None:
    (tape, daily), other = bars_of(flat(100.0)), bars_of(flat(50.0))
    if lost is not None:
        tape = tape.drop(pd.Timestamp(lost, tz="America/New_York"))

    found = study_intraday.around_articles(
        articles_at(published), intraday=(tape, other[0]), daily=(daily, other[1])
    )

    assert found.table["reason"].iloc[0].startswith(f"prices are lacking for {lacking}")


def test_an_article_out_of_hours_needs_no_intraday_bars_for_the_closes() -> None:
    share, other = bars_of(stepped({"2025-12-03 09:30": 1.1})), bars_of(flat(50.0))

    found = study_intraday.around_articles(
        articles_at("2025-12-02 18:00"),
        intraday=(share[0][:0], other[0][:0]),
        daily=(share[1], other[1]),
    )

    assert moves_of(found) == pytest.approx(
        [np.nan, *[np.log(1.1)] * 1, np.nan, np.log(1.1), np.log(1.1)], nan_ok=True
    )


def test_articles_of_one_session_count_as_one() -> None:
    articles = articles_at(
        "2025-12-01 12:00", "2025-12-02 12:00", "2025-12-02 12:02", "2025-12-03 12:00"
    )
    share = stepped({"2025-12-02 13:00": 1.1})

    averages = look(articles, share, flat(50.0)).averages.set_index(["tone", "measure"])

    row = averages.loc[("negative", "after")]
    assert (row["articles"], row["sessions"]) == (4, 3)
    assert row["mean"] == pytest.approx(np.log(1.1) / 3)
    assert row["low"] < 0 < row["high"]


def test_the_path_is_the_move_since_the_article() -> None:
    found = look(articles_at("2025-12-02 12:00"), stepped({"2025-12-02 12:30": 1.1}), flat(50.0))

    path = found.paths.set_index("minutes")["move"]
    assert path.index.to_list() == list(range(-120, 121, 5))
    assert (path.loc[:30] == 0).all()
    assert path.loc[35:].to_list() == pytest.approx([np.log(1.1)] * 18)
    mean = found.mean_paths.query("tone == 'negative'").set_index("minutes")["mean"]
    assert mean.to_list() == pytest.approx(path.to_list())


def test_a_tone_with_few_sessions_cannot_tell_and_no_note_speaks_of_a_cause() -> None:
    articles = articles_at("2025-12-01 12:00", "2025-12-02 12:00", "2025-12-03 12:00")

    notes = look(articles, stepped({"2025-12-02 13:00": 1.1}), flat(50.0)).notes

    assert notes[0].startswith("Around negative articles (3 on 3 sessions) the price moved 0.0%")
    assert notes[2].startswith("Cannot tell what the price did around positive articles")
    assert not any(word in " ".join(notes) for word in ("cause", "because", "reaction", "drove"))


def test_no_articles_give_empty_tables() -> None:
    found = look(articles_at(), flat(100.0), flat(50.0))

    assert found.table.empty
    assert found.averages["articles"].sum() == 0


@settings(max_examples=20)
@given(st.integers(0, 10**6), st.sampled_from(["2025-12-02 12:03", "2025-12-02 18:00"]))
def test_what_comes_after_an_article_changes_nothing_before_it(seed: int, published: str) -> None:
    instant = pd.Timestamp(published, tz="America/New_York")
    price = flat(100.0) * np.exp(np.random.default_rng(4).normal(0, 0.01, len(starts())))
    changed = price.copy()
    later = changed.index > instant
    changed[later] = np.random.default_rng(seed).permutation(changed[later])

    first, second = (look(articles_at(published), path, flat(50.0)) for path in (price, changed))

    assert first.table["before"].iloc[0] == second.table["before"].iloc[0]
    before = first.paths["minutes"] <= 0
    pd.testing.assert_frame_equal(first.paths[before], second.paths[before])
