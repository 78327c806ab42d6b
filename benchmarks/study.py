"""How often the event study's tests cry wolf, how often they see a real effect, and how fast it is.

python benchmarks/study.py [studies], about a minute and a half. The comparison of
speed needs statsmodels, which the project does not; without it that line is left out.

Each simulated market has a share with a beta of 1.5 and fresh noise. Its events are sessions drawn
at random (spread out) or spaced as the shipped announcements are (crowded into 110 sessions, two
pairs on neighbouring sessions). A rate is a share of studies, or of events for single events.
"""

import sys
import time

import numpy as np
import pandas as pd

from sentiment.market.calendar import sessions_between
from sentiment.study.abnormal import EventStudy, event_study
from sentiment.study.leadlag import lead_lag

NOISE = 0.02
EFFECTS = (0.0, 0.5, 1.0, 2.0)  # of the noise of one session, on the event's session
# Sessions from the first shipped announcement to each of the others.
CROWDED = np.array([0, 10, 15, 43, 50, 67, 79, 91, 92, 104, 108, 109])


def make_bars(close: np.ndarray, days: pd.DatetimeIndex) -> pd.DataFrame:
    """Return daily bars of these closes."""
    columns = {"close": close, "volume": 1.0, "dividend": 0.0, "partial": False}
    return pd.DataFrame(columns, index=days)


def simulate(
    random: np.random.Generator, *, days: pd.DatetimeIndex, spaced: str, effect: float, tails: bool
) -> EventStudy:
    """Return the study of one simulated market."""
    size = len(days)
    index = random.normal(0, 0.01, size)
    own = random.standard_t(4, size) / np.sqrt(2) if tails else random.normal(size=size)
    if spaced == "crowded":
        at = size - 120 + CROWDED
    else:
        at = np.sort(random.choice(np.arange(300, size - 5), 12, replace=False))
    own[at] += effect
    share = 1.5 * index + NOISE * own
    prices = {
        name: make_bars(100 * np.exp(np.cumsum(moves)), days)
        for name, moves in (("SHARE", share), ("INDEX", index))
    }
    events = pd.DataFrame({"session": days[at], "title": "News"}, index=range(12))
    seed = int(random.integers(2**31))
    return event_study(events, prices, share="SHARE", benchmark="INDEX", window=(-1, 1), seed=seed)


def rates(studies: list[EventStudy]) -> dict[str, float]:
    """Return how often each test rejects at 5 %."""
    singles = pd.concat([study.table for study in studies])
    found = {
        "one event, t": (singles["p"] <= 0.05).mean(),
        "one event, placebo windows": (singles["placebo_p"] <= 0.05).mean(),
        "any event, Holm over placebos": np.mean(
            [(study.table["placebo_p_holm"] <= 0.05).any() for study in studies]
        ),
    }
    together = pd.concat([study.summary for study in studies])
    for test, rows in together.groupby("test", sort=False):
        bounded = (rows["low"] > 0) | (rows["high"] < 0)
        found[str(test)] = (bounded if test == "Bootstrap" else rows["p"] <= 0.05).mean()
    return found


def show_rates(count: int) -> None:
    """Print rates of rejection, a column per effect."""
    days = sessions_between(pd.Timestamp("2023-01-03"), pd.Timestamp("2026-10-02"))
    random = np.random.default_rng(2026)
    worlds = [
        ("spread out, normal noise", "spread", False, EFFECTS, (1.0, 0.1, 0.1, 0.1)),
        ("crowded, normal noise", "crowded", False, EFFECTS[:1], (0.5,)),
        ("crowded, noise with fat tails (t, 4 degrees)", "crowded", True, EFFECTS[:1], (0.5,)),
    ]
    for name, spaced, tails, effects, parts in worlds:
        columns = {}
        for effect, part in zip(effects, parts, strict=True):
            number = int(count * part)
            studies = [
                simulate(random, days=days, spaced=spaced, effect=effect, tails=tails)
                for _ in range(number)
            ]
            error = 1.96 * np.sqrt(0.05 * 0.95 / number)
            columns[f"{effect:g} noise, {number} studies"] = rates(studies)
            if not effect:
                print(f"\n{name}: nominal 5.0 % ± {error:.1%} for {number} studies")
        print((100 * pd.DataFrame(columns)).round(1).to_string())


def show_lags(count: int) -> None:
    """Print how often a lag stands out, first where tone and returns have nothing in common."""
    random = np.random.default_rng(11)
    days = sessions_between(pd.Timestamp("2025-06-02"), pd.Timestamp("2026-02-27"))
    print(f"\nlead-lag, 40 sessions with a tone out of {len(days)}, {count} studies")
    for shared in (0.0, 0.5, 1.0):
        found = 0
        for seed in range(count):
            returns = pd.Series(random.standard_t(4, len(days)), index=days)
            mood = pd.Series(random.normal(size=len(days)), index=days).rolling(3).mean()
            tone = mood * np.sqrt(3) + shared * returns
            tone = tone.dropna().sample(40, random_state=seed).sort_index()
            found += lead_lag(tone, returns, draws=499, seed=seed).table["p_adjusted"].min() <= 0.05
        print(f"tone of the same session shifted by {shared:g} of the return: {found / count:.1%}")


def best_of(times: int, call: object) -> float:
    """Return the shortest time of a call in seconds."""
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        call()
        taken.append(time.perf_counter() - start)
    return min(taken)


def show_speed() -> None:
    """Print how long studies take, beside as many fits by statsmodels in the same run."""
    random = np.random.default_rng(1)
    print("\nspeed")
    for events, size in ((14, 941), (250, 5000), (500, 5000), (1000, 5000)):
        days = sessions_between(pd.Timestamp("1990-01-02"), pd.Timestamp("2026-10-02"))[-size:]
        index, own = random.normal(0, 0.01, size), random.normal(0, NOISE, size)
        prices = {
            name: make_bars(100 * np.exp(np.cumsum(moves)), days)
            for name, moves in (("SHARE", 1.5 * index + own), ("INDEX", index))
        }
        at = np.sort(random.choice(np.arange(300, size - 5), events, replace=False))
        news = pd.DataFrame({"session": days[at], "title": "News"}, index=range(events))

        def study(news: pd.DataFrame = news, prices: dict = prices) -> None:
            event_study(news, prices, share="SHARE", benchmark="INDEX")

        print(f"{events:5} events, {size} sessions, every placebo: {best_of(9, study):.4f} s")
        if events == 14:
            show_statsmodels(index, 1.5 * index + own, at)


def show_statsmodels(x: np.ndarray, y: np.ndarray, at: np.ndarray) -> None:
    """Print how long one fit an event takes in statsmodels, if it is there."""
    try:
        import statsmodels.api as sm  # noqa: PLC0415 - not a requirement of the project
    except ImportError:
        print("      statsmodels is not installed")
        return

    design = sm.add_constant(x)

    def fit(event: int) -> object:
        before = slice(event - 250, event - 29)
        return sm.OLS(y[before], design[before]).fit()

    def coefficients() -> None:
        for event in at:
            found = fit(event)
            _ = found.params, found.bse, found.pvalues, found.rsquared

    def predictions() -> None:
        for event in at:
            fit(event).get_prediction(design[event - 1 : event + 2]).summary_frame()

    print(
        f"   14 statsmodels fits, their coefficients and errors: {best_of(9, coefficients):.4f} s"
    )
    print(f"   14 statsmodels fits with predictions and errors:    {best_of(9, predictions):.4f} s")


if __name__ == "__main__":
    started = time.perf_counter()
    show_speed()
    show_rates(int(sys.argv[1]) if len(sys.argv) > 1 else 1500)
    show_lags(400)
    print(f"\n{time.perf_counter() - started:.0f} s in all")
