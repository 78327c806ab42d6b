"""How often the event study's verdict cries wolf, what it sees, and how fast it is.

python benchmarks/study.py [studies], about a quarter of an hour for 1,000; 100 by default, a minute
and a half. What is left out without it: the comparison of speed, without statsmodels, and the check
of the verdict's volatility by a GJR-GARCH, without arch 8.0.0, neither of which the project needs.

Each simulated market has a share with a beta of 1.5 and twelve events that do nothing. A rate is a
share of events, or of studies for "any"; thirds are those of the share's true volatility on the eve
of the event, or where that never changes of its estimate.
"""

import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from sentiment.market.calendar import sessions_between
from sentiment.study import across_events, columns, significance, volatility, windows
from sentiment.study.abnormal import event_study
from sentiment.study.design import LEVEL, Design, estimation_before
from sentiment.study.ground import Ground, ground_of
from sentiment.study.leadlag import lead_lag

NOISE, EVENTS = 0.02, 12
WINDOWS = ((0, 0), (0, 1), (-1, 1), (-5, 5), (-10, 10))
DAYS = sessions_between(pd.Timestamp("2023-01-03"), pd.Timestamp("2026-10-02"))
# Sessions from the first shipped announcement to each of the others.
CROWDED = np.array([0, 10, 15, 43, 50, 67, 79, 91, 92, 104, 108, 109])
ARCH, GARCH, TAILS = 0.07, 0.90, 5  # of the share's own noise where volatility changes
EFFECTS = (0.0, 1.0, 2.0)  # of the noise of one session, on the event's session


@dataclass(frozen=True, slots=True, eq=False)
class World:
    """A simulated market: bars, its events, and the true volatility on the eve of each."""

    prices: dict[str, pd.DataFrame]
    at: np.ndarray
    eve: np.ndarray

    @property
    def events(self) -> pd.DataFrame:
        """Return the events as the study takes them."""
        return pd.DataFrame({"session": DAYS[self.at], "title": "News"}, index=range(len(self.at)))


def make_bars(close: np.ndarray, days: pd.DatetimeIndex) -> pd.DataFrame:
    """Return daily bars of these closes."""
    made = {"close": close, "volume": 1.0, "dividend": 0.0, "partial": False}
    return pd.DataFrame(made, index=days)


def steady(random: np.random.Generator, size: int) -> tuple[np.ndarray, np.ndarray]:
    """Return normal noise, and its deviation."""
    return random.normal(size=size), np.ones(size)


def tailed(random: np.random.Generator, size: int) -> tuple[np.ndarray, np.ndarray]:
    """Return noise of Student's t with 3 degrees of freedom, and its deviation."""
    return random.standard_t(3, size) / np.sqrt(3), np.ones(size)


def clustered(random: np.random.Generator, size: int) -> tuple[np.ndarray, np.ndarray]:
    """Return GARCH(1,1) noise with fat tails, and its deviation of each session."""
    burnt = 250
    fresh = random.standard_t(TAILS, size + burnt) * np.sqrt((TAILS - 2) / TAILS)
    variance, drawn, spread = 1.0, np.empty(size + burnt), np.empty(size + burnt)
    for session, shock in enumerate(fresh):
        spread[session] = np.sqrt(variance)
        drawn[session] = spread[session] * shock
        variance = 1 - ARCH - GARCH + ARCH * drawn[session] ** 2 + GARCH * variance
    return drawn[burnt:], spread[burnt:]


def spread_out(random: np.random.Generator, deviation: np.ndarray, *, power: float) -> np.ndarray:
    """Return events drawn at random, the likelier the higher the *power* of the deviation."""
    held = np.arange(420, len(deviation) - 25)
    odds = deviation[held] ** power
    return np.sort(random.choice(held, EVENTS, replace=False, p=odds / odds.sum()))


Noise = Callable[[np.random.Generator, int], tuple[np.ndarray, np.ndarray]]
# The noise, and how events are drawn: None as the shipped ones are, else by what power.
SCENARIOS: dict[str, tuple[Noise, float | None]] = {
    "normal": (steady, 0),
    "t, 3 degrees": (tailed, 0),
    "GARCH, t": (clustered, 0),
    "GARCH, t, crowded": (clustered, None),
    "GARCH, t, news in turbulence": (clustered, 4),
}


def world(random: np.random.Generator, scenario: str, *, effect: float = 0) -> World:
    """Return one simulated market."""
    noise, power = SCENARIOS[scenario]
    size = len(DAYS)
    index = random.normal(0, 0.01, size)
    own, deviation = noise(random, size)
    crowded = size - 140 + CROWDED
    at = crowded if power is None else spread_out(random, deviation, power=power)
    own[at] += effect
    closes = {"SHARE": 1.5 * index + NOISE * own, "INDEX": index}
    prices = {
        name: make_bars(100 * np.exp(np.cumsum(moves)), DAYS) for name, moves in closes.items()
    }
    return World(prices, at, deviation[at])


def laid_over(made: World, window: tuple[int, int]) -> Ground:
    """Return what a market's study stands on."""
    design = Design("SHARE", "INDEX", window=window, estimation=estimation_before(window))
    return ground_of(design, made.events, made.prices, results=None, known={})


def told(made: World, window: tuple[int, int]) -> pd.DataFrame:
    """Return what the study says of each event of a market, and the volatility on its eve."""
    ground = laid_over(made, window)
    found, field = windows.measure(ground.swept, made.at), ground.field
    alike, scale = field.alike(made.at), field.scales[made.at]
    rows = pd.DataFrame(columns.compared(found.car, scale, alike=alike, plain=field.plain(made.at)))
    departed = np.abs(ground.swept.departures)
    recent = volatility.averaged(
        departed, start=ground.swept.fit.sigma, counted=np.isfinite(departed)
    )
    still = np.ptp(made.eve) == 0
    return rows.assign(eve=(recent / ground.swept.fit.sigma)[made.at] if still else made.eve)


def sizes(rows: pd.DataFrame, name: str) -> Iterator[tuple[str, float]]:
    """Yield how often a p rejects: in all, by thirds of volatility, any of a study, any by Holm."""
    fired = rows[name] <= LEVEL
    yield "all", fired.mean()
    thirds = pd.qcut(rows["eve"], 3, labels=["calm", "middle", "wild"])
    yield from fired.groupby(thirds, observed=True).mean().items()
    if name == "placebo_p":
        yield "any, Holm", (rows["placebo_p_holm"] <= LEVEL).groupby(rows["study"]).any().mean()


def show_sizes(count: int) -> None:
    """Print false alarms by scenario, window and third, of the verdict's p and of the plain one."""
    print(f"\nfalse alarms in %, nominal 5; {count} studies of {EVENTS} events each")
    for scenario in SCENARIOS:
        random = np.random.default_rng(2026)
        worlds = [world(random, scenario) for _ in range(count)]
        table = {}
        for window in WINDOWS:
            rows = pd.concat(
                [told(one, window).assign(study=place) for place, one in enumerate(worlds)]
            )
            for name, said in (("placebo_p", "verdict"), ("placebo_p_plain", "plain")):
                table[f"{window}", said] = dict(sizes(rows, name))
            table[f"{window}", "verdict"]["lowest p"] = rows["smallest_p"].median() / 100
        print(f"\n{scenario}", flush=True)
        print(
            (100 * pd.DataFrame(table).T)
            .round(1)
            .to_string(na_rep="", float_format="{:.3g}".format),
            flush=True,
        )


def show_power(count: int) -> None:
    """Print how often an effect on the event's session is seen where both p have the right size."""
    print(f"\nevents that stand out in %, normal noise, {count} studies")
    for window in WINDOWS:
        said = []
        for effect in EFFECTS:
            random = np.random.default_rng(7)
            rows = pd.concat(
                [told(world(random, "normal", effect=effect), window) for _ in range(count)]
            )
            new, old = ((rows[name] <= LEVEL).mean() for name in ("placebo_p", "placebo_p_plain"))
            said.append(f"{effect:g} noise: {new:.1%} (plain {old:.1%})")
        print(f"{window!s:10} {'; '.join(said)}", flush=True)


def by_gjr(ground: Ground) -> np.ndarray:
    """Return the deviation of each session by a GJR-GARCH(1,1) with t noise, NaN without a fit.

    Its coefficients are of the whole history, its deviation of what came before each session:
    Glosten, Jagannathan & Runkle (1993).
    """
    from arch import arch_model  # noqa: PLC0415 - not a requirement of the project

    departed = ground.swept.departures
    held = np.isfinite(departed)
    model = arch_model(100 * departed[held], mean="Zero", p=1, o=1, q=1, dist="t", rescale=False)
    fitted = model.fit(disp="off", show_warning=False)
    deviation = np.full(len(departed), np.nan)
    deviation[held] = fitted.conditional_volatility / 100
    return deviation


def show_gjr(count: int) -> None:
    """Print the verdict's false alarms beside those by a GJR-GARCH's volatility, and agreement."""
    try:
        import arch  # noqa: F401, PLC0415 - not a requirement of the project
    except ImportError:
        print("\narch is not installed: no check by a GJR-GARCH")
        return
    print(f"\nverdict beside one by a GJR-GARCH, false alarms in %, {count} studies")
    for scenario in SCENARIOS:
        random = np.random.default_rng(93)
        worlds = [world(random, scenario) for _ in range(count)]
        eves = np.concatenate([one.eve for one in worlds])
        deviations = [by_gjr(laid_over(one, (0, 0))) for one in worlds]
        for window in WINDOWS[:3]:
            pairs = [
                by_both(one, window, deviation)
                for one, deviation in zip(worlds, deviations, strict=True)
            ]
            print(f"{scenario:30} {window!s:8} {compared(pd.concat(pairs), eves)}", flush=True)


def by_both(made: World, window: tuple[int, int], deviation: np.ndarray) -> pd.DataFrame:
    """Return the placebo p of each event, by the engine's volatility and by another."""
    ground = laid_over(made, window)
    own = ground.field
    other = replace(own, scales=volatility.forecast_errors(ground.swept, deviation))
    car = windows.measure(ground.swept, made.at).car
    return pd.DataFrame(
        {
            name: [
                significance.placebo_p(move / scale, rivals.scores, length=rivals.length)
                for move, scale, rivals in zip(
                    car, field.scales[made.at], field.alike(made.at), strict=True
                )
            ]
            for name, field in (("verdict", own), ("GJR", other))
        }
    )


def compared(p: pd.DataFrame, eves: np.ndarray) -> str:
    """Return false alarms of either, by thirds of volatility where it changes, and agreement."""
    fired = p <= LEVEL
    said = []
    for name in p:
        rate = f"{name} {fired[name].mean():.1%}"
        if np.ptp(eves):
            thirds = fired[name].groupby(pd.qcut(eves, 3).codes).mean()
            rate += f" ({' / '.join(f'{one:.1%}' for one in thirds)})"
        said.append(rate)
    agreed = (fired["verdict"] == fired["GJR"]).mean()
    return f"{'; '.join(said)}; alike {agreed:.1%}, r of log p {np.log(p).corr().iloc[0, 1]:.2f}"


def show_averages(count: int) -> None:
    """Print how often the tests across events cry wolf, in steady and in turbulent times."""
    print(f"\ntests across {EVENTS} events, false alarms in %, window (0, 1), {count} studies")
    table: dict[str, dict[str, float]] = {}
    for scenario in ("normal", "GARCH, t", "GARCH, t, news in turbulence"):
        random = np.random.default_rng(5)
        fired = []
        for seed in range(count):
            made = world(random, scenario)
            design = Design("SHARE", "INDEX", window=(0, 1))
            ground = ground_of(design, made.events, made.prices, results=None, known={})
            found = windows.measure(ground.swept, made.at)
            apart = windows.separate(made.at, design.length)
            summary = across_events.summarise(found, apart=apart, seed=seed).set_index("test")
            bounded = (summary["low"] > 0) | (summary["high"] < 0)
            fired.append((summary["p"] <= LEVEL).where(summary["p"].notna(), bounded))
        table[scenario] = 100 * pd.DataFrame(fired).mean()
    print(pd.DataFrame(table).round(1).to_string(), flush=True)


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
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 100
    show_speed()
    show_sizes(number)
    show_power(number // 2)
    show_gjr(min(number, 200))
    show_averages(number)
    show_lags(400)
    print(f"\n{time.perf_counter() - started:.0f} s in all")
