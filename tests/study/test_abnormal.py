import json
import re
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sentiment import DataError
from sentiment.market import calendar
from sentiment.study import abnormal
from sentiment.study.design import Design

HERE = Path(__file__).parents[1]
ANSWERS = json.loads((HERE / "answers" / "study.json").read_text())
CASES = [(name, place) for name in ANSWERS["cases"] for place in range(len(ANSWERS["events"]))]

Bars = dict[str, pd.DataFrame]


def bars_of(closes: list[float], *, dividends: list[float] | None = None) -> pd.DataFrame:
    index = calendar.sessions_between(pd.Timestamp("2026-01-26"), pd.Timestamp("2026-12-31"))
    columns = {"close": closes, "dividend": dividends or [0.0] * len(closes)}
    return pd.DataFrame(columns, index=index[: len(closes)].rename("session"))


def events_on(*days: str | pd.Timestamp) -> pd.DataFrame:
    frame = pd.DataFrame({"session": pd.DatetimeIndex(days)})
    frame["title"] = [f"News {place}" for place in range(len(days))]
    return frame.set_index(pd.Index([f"news-{place}" for place in range(len(days))], name="key"))


@pytest.fixture(scope="module")
def answer_bars() -> Bars:
    rows = pd.read_csv(HERE / "answers" / "study_bars.csv", parse_dates=["session"])
    rows = rows.set_index("session")
    nothing = pd.Series(0.0, index=rows.index)
    return {
        symbol: pd.DataFrame(
            {
                "close": rows[symbol],
                "volume": rows.get(f"{symbol} volume", nothing),
                "dividend": rows["dividend"] if symbol == "SHARE" else nothing,
                "partial": False,
            }
        )
        for symbol in ("SHARE", "INDEX", "SECTOR")
    }


@pytest.fixture(scope="module")
def run(answer_bars: Bars) -> Callable[..., abnormal.EventStudy]:
    def run_case(case: str = "market log") -> abnormal.EventStudy:
        model, measure = case.split()
        of = {"of": "volume"} if measure == "volume" else {"returns": measure}
        return abnormal.event_study(
            events_on(*ANSWERS["events"]),
            answer_bars,
            share="SHARE",
            benchmark="INDEX",
            sector="SECTOR" if model == "two-factor" else None,
            model=model,
            window=tuple(ANSWERS["window"]),
            estimation=tuple(ANSWERS["estimation"]),
            results=pd.DatetimeIndex(ANSWERS["results"]),
            **of,
        )

    return run_case


@pytest.mark.parametrize("case", ANSWERS["cases"])
def test_each_event_is_as_statsmodels_has_it(
    case: str, run: Callable[..., abnormal.EventStudy]
) -> None:
    found = run(case).table

    for name in ("n", "sigma", "car", "error", "t", "p", "t_low", "t_high"):
        expected = [answer[name] for answer in ANSWERS["cases"][case]]
        assert found[name].to_list() == pytest.approx(expected, rel=1e-7), name


@pytest.mark.parametrize("case", ["market log", "two-factor simple", "market volume"])
def test_each_session_is_as_statsmodels_has_it(
    case: str, run: Callable[..., abnormal.EventStudy]
) -> None:
    paths = run(case).paths

    expected = [value for answer in ANSWERS["cases"][case] for value in answer["abnormal"]]
    assert paths["abnormal"].to_list() == pytest.approx(expected, rel=1e-7)
    assert paths.groupby("event")["car"].last().to_list() == pytest.approx(
        paths.groupby("event")["abnormal"].sum().to_list()
    )


def test_coefficients_are_as_statsmodels_has_them(run: Callable[..., abnormal.EventStudy]) -> None:
    found = run("market simple").table

    answers = ANSWERS["cases"]["market simple"]
    assert found["alpha"].to_list() == pytest.approx([a["coefficients"][0] for a in answers])
    assert found["beta"].to_list() == pytest.approx([a["coefficients"][1] for a in answers])
    assert found["r2"].to_list() == pytest.approx([a["r2"] for a in answers])


def test_the_sector_net_of_the_market_leaves_the_market_its_own_beta(
    run: Callable[..., abnormal.EventStudy],
) -> None:
    one, two = run("market log").table, run("two-factor log").table

    answers = ANSWERS["cases"]["two-factor log"]
    assert two["beta"].to_list() == pytest.approx(one["beta"].to_list())
    assert two["alpha"].to_list() == pytest.approx(one["alpha"].to_list())
    assert two["sector_beta"].to_list() == pytest.approx([a["coefficients"][2] for a in answers])


def test_the_tests_across_events_are_as_worked_apart(
    run: Callable[..., abnormal.EventStudy],
) -> None:
    summary = run().summary.set_index("test")

    for name, answer in ANSWERS["together"].items():
        if name in summary.index:
            assert summary.loc[name, ["statistic", "p"]].to_list() == pytest.approx(answer), name
    assert summary.loc["Patell", "mean"] == pytest.approx(ANSWERS["together"]["mean"])
    assert summary.loc["Patell", "n"] == 6
    assert summary.loc["Adjusted for shared sessions", "n"] == 7


def test_placebo_windows_are_every_window_without_news(
    run: Callable[..., abnormal.EventStudy],
) -> None:
    found = run()

    last = found.placebos.iloc[:, -1]
    assert [f"{day:%Y-%m-%d}" for day in last.index] == list(ANSWERS["placebos"])
    assert last.to_list() == pytest.approx(list(ANSWERS["placebos"].values()))
    for name in ("volatility", "placebo_p", "placebo_p_plain", "placebo_p_holm"):
        assert found.table[name].to_list() == pytest.approx(ANSWERS[name]), name


def test_windows_that_share_sessions_are_flagged_and_only_the_first_is_averaged(
    run: Callable[..., abnormal.EventStudy],
) -> None:
    found = run()

    assert found.table["averaged"].to_list() == [True, True, True, False, True, True, True]
    assert found.table["flags"].str.contains("window shared with").sum() == 2
    assert any("share sessions with an earlier event's" in note for note in found.notes)


@pytest.mark.parametrize(("apart", "share"), [(1, True), (2, True), (3, False)])
def test_only_windows_with_a_session_in_common_are_flagged(
    market: Bars, apart: int, share: bool
) -> None:
    days = market["SHARE"].index[[240, 240 + apart]]

    found = abnormal.event_study(
        events_on(*days), market, share="SHARE", benchmark="INDEX", window=(-1, 1)
    )

    assert found.table["flags"].str.contains("window shared").to_list() == [share, share]
    assert found.table["averaged"].to_list() == [True, not share]


def test_results_inside_a_window_are_flagged(run: Callable[..., abnormal.EventStudy]) -> None:
    flags = run().table["flags"]

    assert flags.str.contains("results on").to_list()[:3] == [False, True, False]


def test_the_planted_jump_is_found_and_its_neighbours_are_not(
    market: Bars, jump_session: pd.Timestamp
) -> None:
    quiet = calendar.sessions_between(pd.Timestamp("2026-02-10"), pd.Timestamp("2026-03-20"))[::6]

    found = abnormal.event_study(
        events_on(jump_session, *quiet), market, share="SHARE", benchmark="INDEX", window=(0, 0)
    )

    jump, rest = found.table.iloc[0], found.table.iloc[1:]
    assert jump["car"] == pytest.approx(0.05, abs=0.005)
    assert jump["beta"] == pytest.approx(1.5, abs=0.15)
    assert jump["placebo_p"] == jump["smallest_p"] == 1 / (jump["placebo_n"] + 1)
    assert jump["verdict"] == jump["verdict_holm"] == "stands out"
    assert jump["placebo_rank"] == 1
    assert abs(jump["car"]) > jump["detectable"]
    assert (rest["placebo_p_holm"] > 0.05).all()


def test_announcements_of_one_session_are_one_event(
    market: Bars, jump_session: pd.Timestamp
) -> None:
    events = events_on(jump_session, jump_session, "2026-02-20")

    found = abnormal.event_study(events, market, share="SHARE", benchmark="INDEX")

    assert found.table["keys"].to_list() == ["news-0 news-1", "news-2"]
    assert found.table["title"].iloc[0] == "News 0; News 1"
    assert "Announcements that count for one session are one event: 2 February 2026." in found.notes


def test_other_announcements_and_results_are_left_out_unless_kept(market: Bars) -> None:
    events, results = events_on("2025-10-01", "2026-02-20"), pd.DatetimeIndex(["2025-09-10"])

    left, kept = (
        abnormal.event_study(
            events,
            market,
            share="SHARE",
            benchmark="INDEX",
            results=results,
            leave_out_events=flag,
            leave_out_results=flag,
        ).table.iloc[1]
        for flag in (True, False)
    )

    assert (left["left_out"], kept["left_out"]) == (4, 0)  # the other's window of 3, and results
    assert kept["n"] - left["n"] == 4


@pytest.mark.parametrize("known", [None, [], ["1999-01-04"]])
@pytest.mark.parametrize("flag", [True, False])
def test_results_that_are_not_known_are_not_said_to_be_left_out(
    market: Bars, known: list[str] | None, flag: bool
) -> None:
    """Neither where none is held at all, nor where none lies among the bars."""
    events = events_on("2025-10-01", "2026-02-20")
    results = None if known is None else pd.DatetimeIndex(known)
    notes = abnormal.event_study(
        events, market, share="SHARE", benchmark="INDEX", results=results, leave_out_results=flag
    ).notes

    assert not any("of results are left out" in note or "or results" in note for note in notes)
    assert any(note.startswith("No results dates of SHARE are held") for note in notes)


@pytest.mark.parametrize("flag", [True, False])
def test_known_results_are_said_to_be_left_out_only_where_they_are(
    market: Bars, flag: bool
) -> None:
    events, results = events_on("2025-10-01", "2026-02-20"), pd.DatetimeIndex(["2025-09-10"])
    notes = abnormal.event_study(
        events, market, share="SHARE", benchmark="INDEX", results=results, leave_out_results=flag
    ).notes

    assert not any(note.startswith("No results dates") for note in notes)
    assert any("and of results are left out" in note for note in notes) is flag
    assert any("without an announcement or results" in note for note in notes) is flag


def halted(bars: pd.DataFrame, day: str) -> pd.DataFrame:
    return bars.drop(pd.Timestamp(day))


def constant(bars: pd.DataFrame) -> pd.DataFrame:
    return bars.assign(close=100.0)


def unfinished(bars: pd.DataFrame, day: str) -> pd.DataFrame:
    return bars.assign(partial=bars.index == pd.Timestamp(day))


@pytest.mark.parametrize(
    ("day", "change", "reason"),
    [
        ("2024-12-02", {}, "the share's first bar is of 2025-01-02"),
        ("2026-06-01", {}, "the share's last bar is of 2026-03-31"),
        ("2026-02-07", {}, "the exchange was shut that day"),
        ("2026-03-31", {}, "its window runs off the bars"),
        ("2025-01-02", {}, "its window runs off the bars"),
        ("2025-05-20", {}, "can be used, 100 are needed"),
        ("2026-02-20", {"SHARE": lambda b: halted(b, "2026-02-20")}, "no whole bar of SHARE"),
        ("2026-02-20", {"INDEX": lambda b: halted(b, "2026-02-23")}, "no whole bar of INDEX"),
        ("2026-02-20", {"SHARE": lambda b: unfinished(b, "2026-02-23")}, "no whole bar of SHARE"),
        (
            "2026-02-20",
            {"SHARE": lambda b: halted(b, "2026-02-18")},
            "SHARE has no return on 2026-02-19, inside the window: no whole bar is held for the "
            "session before, 2026-02-18",
        ),
        ("2026-02-20", {"SHARE": constant}, "varies too little"),
        ("2026-02-20", {"INDEX": constant}, "varies too little"),
    ],
)
def test_an_event_that_cannot_be_measured_keeps_its_row_with_a_reason(
    market: Bars, day: str, change: dict[str, Callable[..., pd.DataFrame]], reason: str
) -> None:
    bars = market | {symbol: make(market[symbol]) for symbol, make in change.items()}

    found = abnormal.event_study(events_on(day), bars, share="SHARE", benchmark="INDEX")

    row = found.table.iloc[0]
    assert reason in row["reason"]
    assert np.isnan(row["car"])
    assert np.isnan(row["placebo_p"])
    assert any(reason in note for note in found.notes)


def test_the_rest_is_measured_when_one_event_cannot_be(market: Bars) -> None:
    events = events_on("2024-12-02", "2026-02-20")

    found = abnormal.event_study(events, market, share="SHARE", benchmark="INDEX")

    assert found.table["car"].notna().to_list() == [False, True]
    assert found.paths["event"].nunique() == 1


def test_no_event_at_all_gives_empty_tables(market: Bars) -> None:
    found = abnormal.event_study(events_on(), market, share="SHARE", benchmark="INDEX")

    assert found.table.empty
    assert found.summary["p"].isna().all()


def test_a_symbol_without_bars_is_a_fault_in_words(market: Bars) -> None:
    with pytest.raises(DataError, match="no bars of ELSE are held"):
        abnormal.event_study(events_on("2026-02-20"), market, share="SHARE", benchmark="ELSE")


@pytest.mark.parametrize(
    "choice",
    [
        {"share": "INDEX", "benchmark": "INDEX"},
        {"share": "SHARE", "benchmark": "INDEX", "sector": "INDEX", "model": "two-factor"},
    ],
)
def test_a_symbol_is_not_measured_against_itself(market: Bars, choice: dict[str, str]) -> None:
    with pytest.raises(DataError, match="have to be different symbols"):
        abnormal.event_study(events_on("2026-02-20"), market, **choice)


@pytest.mark.parametrize(
    "choice",
    [
        {"window": (2, 1)},
        {"window": (-40, 1)},
        {"estimation": (-30, -250)},
        {"estimation": (-250, 0), "window": (0, 1)},
        {"model": "two-factor"},
        {"sector": "INDEX"},
    ],
)
def test_windows_and_models_that_make_no_sense_are_refused(
    market: Bars, choice: dict[str, object]
) -> None:
    with pytest.raises(ValueError, match=r"has to end before|two-factor"):
        abnormal.event_study(
            events_on("2026-02-20"), market, share="SHARE", benchmark="INDEX", **choice
        )


@settings(max_examples=15)
@given(st.integers(0, 10**6))
def test_what_comes_after_an_event_changes_nothing_in_its_row(seed: int) -> None:
    days = calendar.sessions_between(pd.Timestamp("2025-01-02"), pd.Timestamp("2026-03-31"))
    made = np.random.default_rng(3).normal(0, 0.01, (2, len(days)))
    changed = made.copy()
    after = days > pd.Timestamp("2026-01-16")
    changed[:, after] = np.random.default_rng(seed).permutation(changed[:, after], axis=1)
    event = events_on("2026-01-15", "2026-03-10")

    before, later = (
        abnormal.event_study(
            event,
            {
                name: pd.DataFrame(
                    {
                        "close": 100 * np.exp(np.cumsum(row)),
                        "volume": 1.0,
                        "dividend": 0.0,
                        "partial": False,
                    },
                    index=days,
                )
                for name, row in zip(("SHARE", "INDEX"), moves, strict=True)
            },
            share="SHARE",
            benchmark="INDEX",
        )
        for moves in (made, changed)
    )

    pd.testing.assert_series_equal(
        before.table.drop(columns=["placebo_p_holm", "verdict_holm"]).iloc[0],
        later.table.drop(columns=["placebo_p_holm", "verdict_holm"]).iloc[0],
    )
    first = before.fan["event"] == pd.Timestamp("2026-01-15")
    pd.testing.assert_frame_equal(before.fan[first], later.fan[first])


def test_all_placebos_are_those_before_and_after(market: Bars) -> None:
    events = events_on("2025-12-15")

    before, every = (
        abnormal.event_study(events, market, share="SHARE", benchmark="INDEX", placebos=which)
        for which in ("before", "all")
    )

    assert every.table["placebo_n"].iloc[0] == len(every.placebos)
    assert before.table["placebo_n"].iloc[0] < len(before.placebos)


def test_a_share_that_weighs_much_in_its_benchmark_is_noted_with_the_effect(market: Bars) -> None:
    events = events_on("2026-02-20")

    heavy, unknown = (
        abnormal.event_study(events, market, share="SHARE", benchmark="INDEX", weight=weight)
        for weight in (0.1, None)
    )

    assert any("about 15% of a move of its own is taken for the market's" in n for n in heavy.notes)
    assert not any("of a move of its own" in note for note in unknown.notes)
    assert any("What SHARE weighs in INDEX is not known" in note for note in unknown.notes)


def test_two_benchmarks_hide_one_part_of_a_move_by_their_coefficients(market: Bars) -> None:
    sector = market["INDEX"].assign(
        close=market["INDEX"]["close"] * np.exp(np.random.default_rng(5).normal(0, 0.01, 311))
    )
    design = Design("SHARE", "INDEX", sector="SECTOR", model="two-factor")
    known = {name: pd.Series({pd.Timestamp("2026-01-02"): 0.1}) for name in ("INDEX", "SECTOR")}

    found = abnormal.study_of(
        design, events_on("2026-02-20"), market | {"SECTOR": sector}, known=known
    )

    # The share follows the index alone: its coefficients are near 1.5 and 0, and 0.1 x 1.5 = 15 %.
    (note,) = [note for note in found.notes if "of a move of its own" in note]
    assert re.search(r"about 1[456]% of a move of its own", note)


def test_a_benchmark_without_the_share_is_what_the_rest_of_it_did(market: Bars) -> None:
    """An index that is a fifth the share and four fifths the rest gives the rest back."""
    share, rest = (market[name]["close"].pct_change().fillna(0) for name in ("SHARE", "INDEX"))
    mixed = market["INDEX"].assign(close=100 * (1 + 0.2 * share + 0.8 * rest).cumprod())
    day = pd.Timestamp("2026-02-20")
    known = {"MIXED": pd.Series({pd.Timestamp("2026-01-02"): 0.2})}

    alone, without = (
        abnormal.study_of(design, events_on(day), market | {"MIXED": mixed}, known=known)
        for design in (Design("SHARE", "INDEX"), Design("SHARE", "MIXED", without_share=True))
    )

    assert without.table["car"].to_list() == pytest.approx(alone.table["car"].to_list())
    assert any("its own part is taken out" in note for note in without.notes)


@pytest.mark.parametrize("count", [1, 2, 5])
def test_few_events_say_what_cannot_be_concluded(market: Bars, count: int) -> None:
    days = calendar.sessions_between(pd.Timestamp("2025-12-01"), pd.Timestamp("2026-03-20"))
    events = events_on(*days[::10][:count])

    notes = abnormal.event_study(events, market, share="SHARE", benchmark="INDEX").notes

    said = "nothing can be concluded about an average" if count == 1 else "are few: only"
    assert any(said in note for note in notes)


def test_the_fan_is_made_of_the_events_own_placebo_windows_at_its_volatility(market: Bars) -> None:
    found = abnormal.event_study(
        events_on("2026-02-20"), market, share="SHARE", benchmark="INDEX", window=(-2, 2)
    )

    row, last = found.table.iloc[0], found.fan.iloc[-1]
    assert len(found.ordinary) == row["placebo_n"]
    assert last["q50"] == pytest.approx(found.ordinary["car"].median())
    assert last["q975"] == pytest.approx(found.ordinary["car"].quantile(0.975))
    assert (found.ordinary["car"] < row["car"]).mean() == pytest.approx(row["placebo_rank"])
    assert found.fan["offset"].to_list() == [-2, -1, 0, 1, 2]


def turbulent(market: Bars, *, calm_until: str, times: float) -> Bars:
    """Return the market with the share's own noise so many times larger after a day."""
    noise = np.random.default_rng(8).normal(0, 0.008, len(market["SHARE"]))
    noise[market["SHARE"].index > pd.Timestamp(calm_until)] *= times
    index = np.log(market["INDEX"]["close"]).diff().fillna(0)
    close = 100 * np.exp(np.cumsum(1.5 * index + noise))
    return market | {"SHARE": market["SHARE"].assign(close=close)}


def test_a_move_of_the_usual_size_in_turbulence_is_not_held_against_calm_days(
    market: Bars,
) -> None:
    """Six times the noise: by raw returns nearly every day of it stands out."""
    days = calendar.sessions_between(pd.Timestamp("2026-02-02"), pd.Timestamp("2026-03-20"))[::3]
    wild = turbulent(market, calm_until="2026-01-23", times=6)

    found = abnormal.event_study(
        events_on(*days), wild, share="SHARE", benchmark="INDEX", window=(0, 0)
    ).table

    assert (found["placebo_p_plain"] <= 0.05).mean() > 0.3
    assert (found["placebo_p"] <= 0.05).mean() <= 0.15


@pytest.mark.parametrize("window", [(0, 0), (0, 1), (-1, 1), (-5, 5)])
def test_interval_and_verdict_never_contradict_each_other(
    market: Bars, window: tuple[int, int]
) -> None:
    days = calendar.sessions_between(pd.Timestamp("2025-11-03"), pd.Timestamp("2026-03-10"))[::4]

    table = abnormal.event_study(
        events_on(*days[::2]), market, share="SHARE", benchmark="INDEX", window=window
    ).table

    told = table["smallest_p"] <= 0.05
    outside = (table["low"] > 0) | (table["high"] < 0)
    assert (outside == (table["placebo_p"] <= 0.05))[told].all()
    assert table[["low", "high", "detectable"]].isna().all(axis=1).equals(~told)
    assert (table["verdict"] == "cannot be told").equals(~told)
    assert (table["move_low"] - np.expm1(table["low"])).abs().max() == 0 or not told.any()


def test_twenty_one_sessions_leave_too_few_windows_for_any_verdict(market: Bars) -> None:
    found = abnormal.event_study(
        events_on("2026-02-20"), market, share="SHARE", benchmark="INDEX", window=(-10, 10)
    ).table.iloc[0]

    # By hand: n windows of 21 sessions are worth n / 21, so p is at least 1 / (1 + n / 21).
    assert found["smallest_p"] == pytest.approx(1 / (1 + found["placebo_n"] / 21))
    assert found["placebo_p"] >= found["smallest_p"] > 0.05
    assert found["verdict"] == "cannot be told"


def test_results_are_held_against_past_results_alone(market: Bars) -> None:
    """The share jumps at each of its results, and so at the event that holds them."""
    reports = pd.DatetimeIndex(["2025-08-20", "2025-10-15", "2025-12-10", "2026-02-11"])
    close = np.log(market["SHARE"]["close"])
    for day, jump in zip(reports, (0.07, -0.06, 0.08, -0.05), strict=True):
        close = close + jump * (close.index >= day)
    bars = market | {"SHARE": market["SHARE"].assign(close=np.exp(close))}
    asked = {"share": "SHARE", "benchmark": "INDEX", "window": (0, 1), "results": reports}

    found = abnormal.event_study(events_on("2026-01-12", "2026-02-10"), bars, **asked)
    plain, held = (row for _, row in found.table.iterrows())
    every = abnormal.event_study(events_on("2026-02-10"), bars, leave_out_results=False, **asked)

    assert (plain["placebo_kind"], held["placebo_kind"]) == ("ordinary", "results")
    assert held["placebo_p_plain"] < 0.05
    assert (held["placebo_n"], held["placebo_p"], held["smallest_p"]) == (3, 1.0, 0.25)
    assert held["verdict"] == held["verdict_holm"] == "cannot be told"
    assert np.isnan(held["low"])
    assert any("held against its past windows with results, 3 of them" in n for n in found.notes)
    assert every.table["placebo_kind"].to_list() == ["ordinary"]


def test_the_average_is_given_with_and_without_results(market: Bars) -> None:
    days = calendar.sessions_between(pd.Timestamp("2025-12-01"), pd.Timestamp("2026-03-20"))[::9]

    found = abnormal.event_study(
        events_on(*days), market, share="SHARE", benchmark="INDEX", results=days[[1, 3]]
    )

    kept = found.table["car"].drop([1, 3])
    assert found.without_results["n"].iloc[0] == len(days) - 2
    assert found.without_results["mean"].iloc[0] == pytest.approx(kept.mean())
    assert found.summary["n"].iloc[0] == len(days)
    assert any("2 hold the share's results" in note for note in found.notes)


@pytest.mark.parametrize(
    ("returns", "told"), [("compound", np.expm1), ("log", np.asarray), ("simple", np.asarray)]
)
def test_a_move_is_told_as_the_simple_return_that_its_logarithm_stands_for(
    market: Bars, jump_session: pd.Timestamp, returns: str, told: Callable[..., np.ndarray]
) -> None:
    found = abnormal.event_study(
        events_on(jump_session), market, share="SHARE", benchmark="INDEX", returns=returns
    ).table

    for name, of in (("move", "car"), ("move_low", "low"), ("move_high", "high")):
        assert found[name].to_list() == pytest.approx(told(found[of]).tolist()), name


def test_where_no_corrected_p_can_reach_the_level_none_is_said_not_to(market: Bars) -> None:
    days = calendar.sessions_between(pd.Timestamp("2025-12-01"), pd.Timestamp("2026-03-20"))[::5]

    table = abnormal.event_study(
        events_on(*days), market, share="SHARE", benchmark="INDEX", window=(-1, 1)
    ).table

    able = table["smallest_p"] * len(days) <= 0.05
    assert not able.any()
    assert set(table["verdict_holm"]) == {"cannot be told"}
