import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sentiment.market import calendar, sessions
from sentiment.study import around_averages, placebo_instants, significance
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
        ("2025-12-02 12:00", "2025-12-02 13:55", [0, np.nan, 1, 1, 1]),  # two hours, and no more
        ("2025-12-02 12:00", "2025-12-02 14:00", [0, np.nan, 0, 1, 1]),
        ("2025-12-02 12:00", "2025-12-02 14:30", [0, np.nan, 0, 1, 1]),
        ("2025-12-02 12:00", "2025-12-03 11:00", [0, np.nan, 0, 0, 1]),
        ("2025-12-02 12:00", "2025-12-02 09:30", [0, np.nan, 0, 0, 0]),
        ("2025-11-24 11:30", "2025-11-24 10:00", [1, np.nan, 0, 0, 0]),  # from the first bar held
        ("2025-12-02 09:31", "2025-12-02 09:30", [1, np.nan, 0, 0, 0]),  # the night came before
        ("2025-12-02 09:30", "2025-12-02 09:30", [1, np.nan, 0, 0, 0]),  # at the very open
        ("2025-12-02 09:30", "2025-12-02 11:00", [0, np.nan, 1, 1, 1]),
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


def test_an_article_in_the_first_bar_that_is_held_is_followed_from_there() -> None:
    found = look(articles_at("2025-11-24 09:32"), stepped({"2025-11-24 10:00": 1.1}), flat(50.0))

    move = np.log(1.1)
    assert moves_of(found) == pytest.approx([np.nan, np.nan, move, move, move], nan_ok=True)
    assert found.table["half_minutes"].iloc[0] == 35  # in the seventh bar


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
        "2025-11-25 12:00", "2025-12-02 12:00", "2025-12-02 12:02", "2025-12-04 12:00"
    )
    share = stepped({"2025-12-02 13:00": 1.1})

    averages = look(articles, share, flat(50.0)).averages.set_index(["tone", "hours", "measure"])

    row = averages.loc[("negative", "in hours", "after")]
    assert (row["articles"], row["sessions"]) == (4, 3)
    assert row["mean"] == pytest.approx(np.log(1.1) / 3)
    assert row["low"] < 0 < row["high"]


def test_the_path_is_the_move_since_the_article() -> None:
    found = look(articles_at("2025-12-02 12:00"), stepped({"2025-12-02 12:30": 1.1}), flat(50.0))

    path = found.paths.set_index("minutes")["move"]
    assert path.index.to_list() == list(range(-120, 121, 5))
    assert (path.loc[:30] == 0).all()
    assert path.loc[35:].to_list() == pytest.approx([np.log(1.1)] * 18)
    mean = found.mean_paths.query("tone == 'negative' and hours == 'in hours'")
    mean = mean.set_index("minutes")["mean"]
    assert mean.to_list() == pytest.approx(path.to_list())


def test_the_path_steps_at_the_end_of_each_bar() -> None:
    found = look(articles_at("2025-12-02 12:00"), stepped({"2025-12-02 12:05": 1.1}), flat(50.0))

    path = found.paths.set_index("minutes")["move"]
    assert path.loc[:10].iloc[-3:].to_list() == pytest.approx([0, 0, np.log(1.1)])


def test_a_tone_with_few_sessions_cannot_tell_and_no_note_speaks_of_a_cause() -> None:
    articles = articles_at("2025-12-01 12:00", "2025-12-02 12:00", "2025-12-03 12:00")

    notes = look(articles, stepped({"2025-12-02 13:00": 1.1}), flat(50.0)).notes

    assert notes[0].startswith(
        "Around negative articles in hours (3 on 3 sessions) the price moved 0.0%"
    )
    assert notes[1].startswith("Cannot tell what the price did around negative articles out of")
    assert notes[4].startswith("Cannot tell what the price did around positive articles in hours")
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


def test_articles_in_and_out_of_hours_are_told_apart_and_the_gap_is_named() -> None:
    articles = articles_at(
        "2025-11-25 18:00", "2025-12-01 18:00", "2025-12-03 18:00", "2025-12-02 12:00"
    )
    share = stepped({"2025-12-02 09:30": 1.1, "2025-12-04 10:00": 1.2})

    found = look(articles, share, flat(50.0))

    rows = found.averages.set_index(["tone", "hours", "measure"])
    out, within = (rows.loc[("negative", hours, "after")] for hours in around_averages.HOURS[::-1])
    assert (out["articles"], within["articles"]) == (3, 1)
    assert out["mean"] == pytest.approx((np.log(1.1) + np.log(1.2)) / 3)
    gap = np.log(1.1) / 3
    assert f"of which +{gap:.1%} by the next open" in found.notes[1]


def test_sessions_in_a_row_count_as_one_where_their_moves_overlap() -> None:
    """Three runs: of two, one and one sessions."""
    articles = articles_at(*(f"2025-{day} 12:00" for day in ("11-25", "11-26", "12-02", "12-04")))

    rows = look(articles, flat(100.0), flat(50.0)).averages.set_index(["tone", "hours", "measure"])

    assert rows.loc[("negative", "in hours", "to_close"), "clusters"] == 4
    assert rows.loc[("negative", "in hours", "to_next_close"), "clusters"] == 3


def test_clusters_of_one_value_give_the_ordinary_t_test() -> None:
    values = np.random.default_rng(2).normal(0.01, 0.02, 9)

    mean, low, high, p = around_averages.clustered(values, np.arange(9))

    assert (low, high) == pytest.approx(significance.t_interval(values))
    assert p == pytest.approx(significance.cross_sectional(values).p)
    assert mean == pytest.approx(values.mean())


def test_values_of_a_cluster_count_together_by_hand() -> None:
    # Departures -.02 -.01 | .03: sums -.03 and .03; sqrt(2 * (.0009 + .0009)) / 3 = .02.
    mean, low, high, _ = around_averages.clustered(np.array([0.0, 0.01, 0.05]), np.array([0, 0, 1]))

    assert mean == pytest.approx(0.02)
    assert (high - low) / 2 == pytest.approx(12.706 * 0.02, rel=1e-4)  # t of one degree


def test_overlapping_moves_of_sessions_in_a_row_seldom_look_like_more_than_chance() -> None:
    """Twenty runs of three sessions, each move sharing one session with the next."""
    random, fired = np.random.default_rng(6), []
    cluster = np.repeat(np.arange(20), 3)
    for _ in range(400):
        steps = random.normal(size=(20, 4))
        moves = (steps[:, :-1] + steps[:, 1:]).ravel()
        fired.append(around_averages.clustered(moves, cluster)[3] <= 0.05)

    assert 0.02 <= np.mean(fired) <= 0.09


def test_many_means_are_corrected_together() -> None:
    rows = look(
        articles_at("2025-11-25 12:00", "2025-12-02 12:00", "2025-12-04 12:00"),
        stepped({"2025-11-25 13:00": 1.1, "2025-12-02 13:00": 1.11, "2025-12-04 13:00": 1.12}),
        flat(50.0),
    ).averages

    held = rows["p"].notna()
    assert rows.loc[held, "p_holm"].to_list() == pytest.approx(
        significance.holm(rows.loc[held, "p"].to_numpy()).tolist()
    )


@pytest.mark.parametrize(
    ("changes", "minutes"),
    [
        ({"2025-12-02 12:30": 1.1}, 35.0),
        ({"2025-12-02 12:30": 1.03, "2025-12-02 13:00": 1.08}, 65.0),
        ({"2025-12-02 12:30": 0.9, "2025-12-02 13:00": 0.98}, 35.0),
        ({}, np.nan),
    ],
)
def test_the_time_to_half_of_the_move(changes: dict[str, float], minutes: float) -> None:
    found = look(articles_at("2025-12-02 12:00"), stepped(changes), flat(50.0))

    assert found.table["half_minutes"].to_list() == pytest.approx([minutes], nan_ok=True)


def test_a_raw_move_is_held_against_the_same_time_of_sessions_without_articles() -> None:
    """One of 24 ordinary sessions moved as far: (1 + 1) / (24 + 1)."""
    ordinary = np.concatenate([np.full(23, 0.01), [-0.09]])[None, :]

    found = placebo_instants.standing(np.array([0.05]), ordinary)

    assert (found["placebo_n"].iloc[0], found["placebo_p"].iloc[0]) == (24, pytest.approx(2 / 25))
    assert np.isnan(placebo_instants.standing(np.array([0.05]), ordinary[:, :5])["placebo_p"][0])


def test_a_mean_raw_move_is_held_against_means_over_ordinary_sessions() -> None:
    random = np.random.default_rng(9)
    ordinary = random.normal(0, 0.01, 60)[None, :].repeat(4, axis=0)
    sessions = pd.Series(pd.DatetimeIndex(["2025-12-01", "2025-12-01", "2025-12-02", "2025-12-04"]))

    far, near = (
        placebo_instants.mean_p(np.full(4, move), ordinary, sessions, seed=0)
        for move in (0.03, 0.001)
    )

    assert far < 0.01
    assert near > 0.5


def test_ordinary_sessions_are_those_that_no_article_counts_for() -> None:
    articles = articles_at("2025-11-25 12:00", "2025-12-04 18:00")

    table = look(articles, stepped({"2025-12-02 13:00": 1.1}), flat(50.0)).table

    # From 25 November to 5 December, the half day of the 28th and two article sessions aside.
    assert table["placebo_n"].to_list() == [6, 6]
    assert table["raw_after"].to_list() == pytest.approx([0, 0])


@pytest.mark.parametrize(
    ("published", "change", "expected"),
    [
        ("2025-12-23 12:00", "2025-12-23 13:00", [0, np.nan, 1, 1, 1]),
        ("2025-12-23 12:00", "2025-12-23 17:00", [0, np.nan, 0, 1, 1]),  # New York's morning
        ("2025-12-23 18:00", "2025-12-29 09:00", [0, 1, 1, 1, 1]),  # over three days of Christmas
        ("2025-12-23 18:00", "2025-12-23 16:00", [1, 0, 0, 0, 0]),
    ],
)
def test_hours_abroad_are_those_of_the_shares_own_exchange(
    published: str, change: str, expected: list[float]
) -> None:
    berlin = "Europe/Berlin"
    days = pd.to_datetime(["2025-12-22", "2025-12-23", "2025-12-29", "2025-12-30"])
    hours = pd.timedelta_range("09:00:00", "17:25:00", freq=STEP)
    start = pd.DatetimeIndex([day + hour for day in days for hour in hours]).tz_localize(berlin)
    price = pd.Series(100.0, start)
    price[start >= pd.Timestamp(change, tz=berlin)] *= 1.1
    (tape, daily), (other_tape, other_daily) = bars_of(price), bars_of(price * 0 + 50.0)
    daily.attrs = {"calendar": "XETR", "zone": berlin}
    at = pd.DataFrame(
        {"published": pd.to_datetime([published]).tz_localize(berlin), "compound": -0.5}, ["a"]
    )
    found = study_intraday.around_articles(
        at, intraday=(tape, other_tape), daily=(daily, other_daily)
    )

    wanted = [value * np.log(1.1) for value in expected]
    assert moves_of(found) == pytest.approx(wanted, nan_ok=True)


@pytest.mark.parametrize(
    ("published", "change", "expected"),
    [
        ("11:00", "12:30", [0, np.nan, 1, 1, 1]),  # the reach goes on after the rest
        ("12:00", "12:30", [0, np.nan, 1, 1, 1]),  # while the exchange rested
        ("12:00", "11:20", [1, np.nan, 0, 0, 0]),
        ("13:00", "12:30", [1, np.nan, 0, 0, 0]),
    ],
)
def test_trading_goes_on_after_the_noon_rest(
    published: str, change: str, expected: list[float]
) -> None:
    """Tokyo rests from 11:30 to 12:30: an hour in which no price is known and none is lacking."""
    tokyo = sessions.sessions_of("XTKS")
    days = tokyo.between(pd.Timestamp("2026-01-29"), pd.Timestamp("2026-02-05"))
    spans = [
        pd.date_range(tokyo.open_of(day), tokyo.close_of(day), freq=STEP, inclusive="left")
        for day in days
    ]
    start = spans[0].append(spans[1:])
    clock = start.hour * 60 + start.minute
    price = pd.Series(100.0, index=start[(clock < 690) | (clock >= 750)])
    price[price.index >= pd.Timestamp(f"2026-02-02 {change}", tz="Asia/Tokyo")] *= 1.02
    tape, daily = bars_of(price)
    other, other_daily = bars_of(price * 0 + 50.0)
    daily.attrs = {"calendar": "XTKS", "zone": "Asia/Tokyo"}
    at = pd.DatetimeIndex([f"2026-02-02 {published}"]).tz_localize("Asia/Tokyo")
    articles = pd.DataFrame({"published": at.tz_convert("UTC"), "compound": -0.5}, index=["one"])

    found = study_intraday.around_articles(
        articles, intraday=(tape, other), daily=(daily, other_daily)
    )

    assert found.table["reason"].to_list() == [""]
    assert moves_of(found) == pytest.approx(
        [one * np.log(1.02) for one in expected], nan_ok=True, abs=1e-12
    )
