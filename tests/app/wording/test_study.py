import re
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from causes import CAUSAL

from dashboard.wording import leadlag as lag_words
from dashboard.wording import study as words
from sentiment.market import calendar
from sentiment.study import abnormal, leadlag
from sentiment.study.intraday import MEASURES

JUMP = pd.Timestamp("2026-02-02")
QUIET = pd.Timestamp("2025-11-03")
EARLY = pd.Timestamp("2024-01-02")  # before the first bar
ALONE = pd.Timestamp("2025-06-02")  # no window before it to compare with
FEW = pd.Timestamp("2025-06-10")  # four of them
Market = dict[str, pd.DataFrame]
NAN = re.compile(r"\bnan\b", re.IGNORECASE)


def studied(market: Market, *days: pd.Timestamp, **how: object) -> abnormal.EventStudy:
    """Study a jump and what else is asked for; estimated on the 119 sessions before."""
    titles = [f"News of {day:%B}, a long heading that no label can hold in one" for day in days]
    events = pd.DataFrame(
        {"session": pd.DatetimeIndex(days), "title": titles},
        index=pd.Index([f"news-{place}" for place in range(len(days))], name="key"),
    )
    asked = {"share": "SHARE", "benchmark": "INDEX", "estimation": (-120, -2), **how}
    return abnormal.event_study(events, market, **asked)


@pytest.fixture
def both(market: Market) -> abnormal.EventStudy:
    return studied(market, JUMP, QUIET, EARLY)


@pytest.fixture
def busy(market: Market) -> abnormal.EventStudy:
    """Study volume, twice its usual on the day of the jump."""
    random = np.random.default_rng(1)
    for bars in market.values():
        bars["volume"] = np.exp(random.normal(14, 0.2, len(bars)))
    market["SHARE"].loc[JUMP, "volume"] *= 8
    return studied(market, JUMP, QUIET, of="volume", window=(0, 0))


def test_windows_are_said_with_their_signs() -> None:
    assert list(words.WINDOWS) == ["0 … 0", "0 … +1", "−1 … +1", "−5 … +5", "−10 … +10"]
    assert words.span((-10, 0)) == "−10 … 0"


def test_a_study_has_a_row_an_event_with_the_middle_of_its_placebos(
    both: abnormal.EventStudy,
) -> None:
    rows = words.study_rows(both)

    last = both.fan[both.fan["offset"] == 1].set_index("event")
    last = np.expm1(last[["q025", "q975"]])
    assert list(rows["session"]) == [EARLY, QUIET, JUMP]
    assert rows["placebo_low"].iloc[1:].to_list() == last.loc[[QUIET, JUMP], "q025"].to_list()
    assert rows["placebo_high"].iloc[1:].to_list() == last.loc[[QUIET, JUMP], "q975"].to_list()
    assert rows["placebo_low"].isna().to_list() == [True, False, False]
    assert rows["label"].iloc[2].startswith("2 Feb 2026 · News of February")
    assert rows["label"].str.endswith(" …").all()
    assert rows["label"].str.len().max() <= 60


def test_the_verdict_counts_what_stands_out_and_what_would_by_chance(
    both: abnormal.EventStudy,
) -> None:
    verdict = words.study_verdict(both)

    assert verdict.startswith("**1 of 2** announcements stand out")
    assert "chance alone would give about 0.1" in verdict
    assert "for 2 announcements together" in verdict or "(Holm): **1**" in verdict


def test_an_announcement_that_stands_out_is_told_from_one_that_does_not(
    both: abnormal.EventStudy,
) -> None:
    jump, quiet = (words.event_verdict(both, session) for session in (JUMP, QUIET))

    row = both.table.set_index("session").loc[JUMP]
    assert "it **stands out**" in jump
    assert f"**+{row['move']:.1%}** over sessions −1 … +1" in jump
    assert f"(95% +{row['move_low']:.1%} to +{row['move_high']:.1%})" in jump
    assert f"Of {row['placebo_n']:.0f} windows" in jump
    assert f"±{np.expm1(row['detectable']):.1%}" in jump
    assert "it **does not stand out**" in quiet


def test_without_a_window_to_compare_with_the_verdict_cannot_tell(market: Market) -> None:
    verdict = words.event_verdict(studied(market, ALONE, JUMP), ALONE)

    assert "Cannot tell whether that is unusual" in verdict
    assert not NAN.search(verdict)


def test_with_few_windows_the_verdict_says_they_are_too_few(market: Market) -> None:
    verdict = words.event_verdict(studied(market, FEW, JUMP), FEW)

    assert "With this window it cannot be told whether that is unusual: 4 windows" in verdict
    assert "which overlap and are worth 1 separate ones" in verdict


def test_with_few_windows_no_smallest_move_is_named(market: Market) -> None:
    verdict = words.event_verdict(studied(market, FEW, JUMP), FEW)

    assert "±not held" not in verdict


def test_what_to_mind_is_said_with_the_verdict(both: abnormal.EventStudy) -> None:
    flagged = replace(both, table=both.table.assign(flags="results in the window"))

    assert words.event_verdict(flagged, JUMP).endswith("Mind: results in the window.")
    assert "Mind" not in words.event_verdict(both, JUMP)


def test_volume_is_told_as_a_multiple_of_what_was_expected(busy: abnormal.EventStudy) -> None:
    verdict = words.volume_verdict(busy, JUMP)

    car = busy.table.set_index("session").loc[JUMP, "car"]
    (times,) = re.findall(r"\*\*(\d+\.\d\d) times\*\*", verdict)
    assert float(times) == pytest.approx(np.exp(car), abs=0.005)
    assert 4 < float(times) < 16
    assert words.moved(busy, car) == f"{car:+.2f}"
    assert words.moved(busy, -0.5) == "−0.50"


def test_volume_that_is_not_held_cannot_be_told(market: Market) -> None:
    # The volume of this market never varies, which nothing can be fitted to.
    constant = studied(market, JUMP, of="volume")

    assert words.volume_verdict(constant, JUMP).startswith("Volume: cannot tell, ")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({}, "Abnormal return of SHARE against INDEX"),
        ({"measure": "volume"}, "Abnormal log volume of SHARE against INDEX"),
        ({"without_share": True}, "Abnormal return of SHARE against INDEX without SHARE"),
        (
            {"model": "two-factor", "sector": "SOXX"},
            "Abnormal return of SHARE against INDEX and SOXX",
        ),
        ({"model": "mean-adjusted"}, "Abnormal return of SHARE against its own mean"),
    ],
)
def test_a_study_says_what_it_measures_against_what(
    both: abnormal.EventStudy, change: dict[str, str], said: str
) -> None:
    assert words.subject(replace(both, design=replace(both.design, **change))) == said


def test_the_pictures_of_a_study_are_described(both: abnormal.EventStudy) -> None:
    forest, path = words.describe_forest(both), words.describe_car(both, QUIET)

    row = both.table.set_index("session").loc[QUIET]
    moved = f"−{-row['move']:.1%}"
    assert f"Mon 3 Nov 2025 {moved} (placebo p {row['placebo_p']:.2f})" in forest
    assert "2024" not in forest
    assert f"{moved}, 95% interval −{-row['move_low']:.1%} to +{row['move_high']:.1%}" in path
    assert f"below {1 - row['placebo_rank']:.0%} of its placebo windows" in path


@pytest.mark.parametrize("describe", [words.describe_forest, words.describe_car])
def test_a_picture_without_placebos_is_described_without_their_numbers(
    market: Market, describe: object
) -> None:
    found = studied(market, ALONE, JUMP)

    arguments = (found,) if describe is words.describe_forest else (found, ALONE)
    assert not NAN.search(describe(*arguments))


def test_a_study_that_measured_nothing_says_so(market: Market) -> None:
    assert not words.describe_forest(studied(market, EARLY)).endswith(": .")


def correlated(n: int) -> leadlag.LeadLag:
    """Return tone against returns of which the next session's follows it, over *n* sessions."""
    days = calendar.sessions_between(pd.Timestamp("2025-06-02"), pd.Timestamp("2025-08-29"))
    returns = pd.Series(np.random.default_rng(2).normal(size=len(days)), index=days)
    tone = (returns.shift(-1) * -0.5).dropna().iloc[10 : 10 + n]
    return leadlag.lead_lag(tone, returns, lags=(-1, 0, 1), draws=99)


def test_the_lags_are_described() -> None:
    found = correlated(40)

    said = lag_words.describe_lags(found).replace("−", "-")

    assert said.startswith("Correlation of tone with the return by lag.")
    assert f"+1: {found.table.loc[1, 'r']:+.2f}" in said
    assert said.endswith(found.verdict.replace("−", "-"))
    assert found.table.loc[1, "r"] == pytest.approx(-1.0)


def test_the_pairs_and_their_roll_are_described() -> None:
    found = correlated(40)
    rolled = leadlag.rolling(found, lag=1, over=20)

    pairs, roll = lag_words.describe_scatter(found, 1), lag_words.describe_rolling(rolled)

    assert pairs.startswith("40 sessions, each with its tone and the return at lag +1; r ")
    assert roll.replace("−", "-") == "Rolling correlation from -1.00 to -1.00, last -1.00."


def test_a_roll_of_too_few_pairs_says_so() -> None:
    rolled = leadlag.rolling(correlated(3), lag=1, over=20)

    assert lag_words.describe_rolling(rolled) == "No correlation can be given: too few pairs."


@pytest.mark.parametrize(
    "said",
    [
        lag_words.describe_lags(correlated(40)),
        lag_words.describe_scatter(correlated(40), -1),
        lag_words.describe_rolling(leadlag.rolling(correlated(40), lag=1, over=20)),
    ],
    ids=["lags", "pairs", "roll"],
)
def test_a_correlation_below_nought_has_a_minus_and_no_hyphen(said: str) -> None:
    assert not re.search(r"-\d", said)


@pytest.mark.parametrize(
    "said",
    [lag_words.describe_lags(correlated(3)), lag_words.describe_scatter(correlated(3), 0)],
    ids=["lags", "pairs"],
)
def test_too_few_pairs_are_described_without_a_number(said: str) -> None:
    assert "nan" not in said


def test_too_few_pairs_cannot_tell() -> None:
    assert "Cannot tell: 3 sessions have a tone and a return" in lag_words.describe_lags(
        correlated(3)
    )


def article(**values: object) -> pd.Series:
    """Return an article's row, nothing known of the price but what is given."""
    moves = dict.fromkeys([*MEASURES, "half_minutes", "placebo_p"], np.nan)
    return pd.Series(
        {"session": JUMP, "compound": -0.42, "in_hours": True, "reason": "", **moves, **values}
    )


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (
            article(before=0.001, after=-0.0125),
            "Beyond the benchmark: two hours before +0.10%, two hours after −1.25%.{few}",
        ),
        (
            article(
                after=0.02,
                half_minutes=15.0,
                raw_after=np.log(1.03),
                placebo_n=60.0,
                placebo_p=0.21,
            ),
            "Beyond the benchmark: two hours after +2.00%. Half of the move after came within 15 "
            "minutes of trading. The share alone moved +3.00% after; of 60 ordinary sessions at "
            "that time a share of 0.21 moved as far.",
        ),
        (
            article(in_hours=False, to_open=-0.02, to_close=-0.03),
            "Beyond the benchmark: to the next open −2.00%, to the close −3.00%. Published out of "
            "hours, measured from the close before.{few}",
        ),
        (
            article(to_next_close=0.01, reason="prices are lacking for the time before"),
            "Beyond the benchmark: to the next close +1.00%. Not shown: prices are lacking for "
            "the time before.{few}",
        ),
        (article(reason="no bars are held"), "Cannot tell: no bars are held."),
    ],
)
def test_what_the_price_did_around_an_article_is_told(row: pd.Series, said: str) -> None:
    few = " Too few sessions without articles are held to compare with."

    assert lag_words.describe_article(row) == said.format(few=few)


def test_an_article_is_chosen_by_day_tone_and_title() -> None:
    assert lag_words.article_label(article(), "A bet") == "Mon 2 Feb 2026 · tone −0.42 · A bet"


def test_every_stretch_of_time_has_its_words() -> None:
    averages = pd.DataFrame({"measure": list(MEASURES), "mean": 0.0})

    assert lag_words.around_rows(averages)["measure"].to_list() == list(MEASURES.values())


def test_no_sentence_says_that_one_thing_moved_another(
    both: abnormal.EventStudy, busy: abnormal.EventStudy
) -> None:
    found = correlated(40)
    said = [
        words.study_verdict(both),
        words.event_verdict(both, JUMP),
        words.event_verdict(both, QUIET),
        words.volume_verdict(busy, JUMP),
        words.describe_forest(both),
        words.describe_car(both, JUMP),
        lag_words.describe_lags(found),
        lag_words.describe_scatter(found, 1),
        lag_words.describe_article(article(after=-0.01)),
        *both.notes,
        *busy.notes,
        lag_words.OWN_SAMPLES,
    ]

    assert not [one for one in said if CAUSAL.search(one)]
