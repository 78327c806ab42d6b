import json
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

    for name in ("n", "sigma", "car", "error", "t", "p", "low", "high"):
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
    assert found.table["placebo_p"].to_list() == pytest.approx(ANSWERS["placebo_p"])
    assert found.table["p_holm"].to_list() == pytest.approx(ANSWERS["p_holm"])


def test_windows_that_share_sessions_are_flagged_and_only_the_first_is_averaged(
    run: Callable[..., abnormal.EventStudy],
) -> None:
    found = run()

    assert found.table["averaged"].to_list() == [True, True, True, False, True, True, True]
    assert found.table["flags"].str.contains("window shared with").sum() == 2
    assert any("share sessions with an earlier event's" in note for note in found.notes)


def test_results_inside_a_window_are_flagged(run: Callable[..., abnormal.EventStudy]) -> None:
    flags = run().table["flags"]

    assert flags.str.contains("results in the window").to_list()[:3] == [False, True, False]


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

    assert (left["left_out"], kept["left_out"]) == (2, 0)
    assert kept["n"] - left["n"] == 2


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
        ("2026-02-20", {"SHARE": lambda b: halted(b, "2026-02-20")}, "SHARE has no value"),
        ("2026-02-20", {"INDEX": lambda b: halted(b, "2026-02-23")}, "INDEX has no value"),
        ("2026-02-20", {"SHARE": lambda b: unfinished(b, "2026-02-23")}, "SHARE has no value"),
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
        before.table.drop(columns=["p_holm", "placebo_p_holm"]).iloc[0],
        later.table.drop(columns=["p_holm", "placebo_p_holm"]).iloc[0],
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

    heavy, light = (
        abnormal.event_study(events, market, share="SHARE", benchmark="INDEX", weight=weight)
        for weight in (0.1, None)
    )

    assert any("about 15% of a move of its own is taken for the market's" in n for n in heavy.notes)
    assert not any("taken for the market's" in note for note in light.notes)


@pytest.mark.parametrize("count", [1, 2, 5])
def test_few_events_say_what_cannot_be_concluded(market: Bars, count: int) -> None:
    days = calendar.sessions_between(pd.Timestamp("2025-12-01"), pd.Timestamp("2026-03-20"))
    events = events_on(*days[::10][:count])

    notes = abnormal.event_study(events, market, share="SHARE", benchmark="INDEX").notes

    said = "nothing can be concluded about an average" if count == 1 else "are few: only"
    assert any(said in note for note in notes)


def test_the_fan_is_made_of_the_events_own_placebo_windows(market: Bars) -> None:
    found = abnormal.event_study(
        events_on("2026-02-20"), market, share="SHARE", benchmark="INDEX", window=(-2, 2)
    )

    own = found.placebos[: found.table["placebo_n"].iloc[0]]
    assert found.fan["q50"].to_list() == pytest.approx(own.median().to_list())
    assert found.fan["q975"].to_list() == pytest.approx(own.quantile(0.975).to_list())
    assert found.fan["offset"].to_list() == [-2, -1, 0, 1, 2]
