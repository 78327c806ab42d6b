"""Work out tests/answers/study.json apart from the engine: statsmodels, scipy and plain loops.

Run once with statsmodels 0.15.0 (not among the project's requirements):
python benchmarks/work_out_study.py. Abnormal returns are the coefficients of
one dummy a session in a regression over the estimation and the event window at
once (Karafiath 1988), so that their standard errors, prediction error included,
are statsmodels' own.
"""

import json
import math
from pathlib import Path

import exchange_calendars
import numpy as np
import pandas as pd
import scipy
import statsmodels
import statsmodels.api as sm
from scipy.stats import norm, rankdata
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.proportion import binom_test

ANSWERS = Path(__file__).parents[1] / "tests" / "answers"
WINDOW, ESTIMATION = (-1, 2), (-150, -11)
EVENTS = [171, 184, 200, 201, 239, 251, 266]  # 200 and 201 share sessions
RESULTS = [130, 185, 230]


def make_bars() -> pd.DataFrame:
    """Return closes, volumes and dividends of a share, an index and a sector."""
    random = np.random.default_rng(1997)
    calendar = exchange_calendars.get_calendar("XNYS", start="2024-01-01", end="2025-12-31")
    days = calendar.sessions_in_range("2024-06-03", "2025-07-31")[:290]
    index = random.normal(0.0004, 0.01, 290)
    sector = 1.2 * index + random.normal(0, 0.008, 290)
    share = 0.001 + 0.9 * index + 0.5 * sector + 0.012 * random.standard_t(5, 290)
    share[[200, 239]] += [-0.07, 0.05]
    bars = pd.DataFrame({"session": days.strftime("%Y-%m-%d")})
    for name, returns in (("SHARE", share), ("INDEX", index), ("SECTOR", sector)):
        bars[name] = np.round(100 * np.exp(np.cumsum(returns)), 3)
    common = random.normal(0, 0.2, 290)
    bars["SHARE volume"] = np.round(2e6 * np.exp(0.7 * common + random.normal(0, 0.3, 290)))
    bars["INDEX volume"] = np.round(5e6 * np.exp(common + random.normal(0, 0.1, 290)))
    bars["dividend"] = 0.0
    bars.loc[[100, 199], "dividend"] = 0.5
    return bars


def returns_of(close: list[float], dividend: list[float], kind: str) -> list[float]:
    """Return each session's total return."""
    growth = [(close[i] + dividend[i]) / close[i - 1] for i in range(1, len(close))]
    return [math.nan] + [math.log(g) if kind == "log" else g - 1 for g in growth]


def rows_before(event: int) -> list[int]:
    """Return the sessions of the estimation window that are not left out."""
    first = max(event + ESTIMATION[0], 1)
    news = {day for other in EVENTS for day in rows_around(other)} | set(RESULTS)
    return [t for t in range(first, event + ESTIMATION[1] + 1) if t not in news]


def rows_around(event: int) -> list[int]:
    """Return the sessions of the event window."""
    return list(range(event + WINDOW[0], event + WINDOW[1] + 1))


def one(y: np.ndarray, x: np.ndarray, event: int) -> dict[str, object]:
    """Return an event's numbers by one regression with dummies."""
    before, around = rows_before(event), rows_around(event)
    dummies = np.vstack([np.zeros((len(before), len(around))), np.eye(len(around))])
    k = x.shape[1]
    fit = sm.OLS(y[before + around], np.hstack([x[before + around], dummies])).fit()
    total = np.concatenate([np.zeros(k), np.ones(len(around))])
    test = fit.t_test(total)
    found = {
        "n": len(before),
        "sigma": float(np.sqrt(fit.scale)),
        "abnormal": fit.params[k:].tolist(),
        "car": float(test.effect[0]),
        "error": float(np.squeeze(test.sd)),
        "t": float(np.squeeze(test.tvalue)),
        "p": float(np.squeeze(test.pvalue)),
        "t_low": float(test.conf_int()[0, 0]),
        "t_high": float(test.conf_int()[0, 1]),
    }
    if k:
        plain = sm.OLS(y[before], x[before]).fit()
        found |= {"coefficients": plain.params.tolist(), "r2": float(plain.rsquared)}
    return found


def scores(y: np.ndarray, x: np.ndarray) -> dict[int, tuple[float, float]]:
    """Return each window's cumulative abnormal return and the deviation to expect of it.

    In plain loops: a mean of past squares of departure whose weights fall by 6 % a session, nine
    parts of it to one of the estimation's own.
    """
    found = {}
    recent, length = None, WINDOW[1] - WINDOW[0] + 1
    for t in range(1, len(y)):
        before = rows_before(t)
        if len(before) < 100:
            continue
        fit = sm.OLS(y[before], x[before]).fit()
        sigma = math.sqrt(fit.scale)
        recent = sigma**2 if recent is None else recent
        around = rows_around(t)
        if around[-1] < len(y):
            total = x[around].sum(axis=0)
            shared = length + total @ fit.normalized_cov_params @ total
            car = float(np.sum(y[around] - fit.predict(x[around])))
            found[t] = (car, math.sqrt((0.9 * recent + 0.1 * sigma**2) * shared))
        if t not in RESULTS:
            departed = abs(float(y[t] - fit.predict(x[t : t + 1])[0]))
            recent = 0.94 * recent + 0.06 * departed**2
    return found


def placebo_p(event: int, drawn: dict[int, float], scored: dict[int, tuple[float, float]]) -> float:
    """Return the p of an event among windows alike, each over what was to be expected of it."""
    length = WINDOW[1] - WINDOW[0] + 1
    held = [day - event for day in RESULTS if day in rows_around(event)]
    alike = list(drawn) if not held else [day - held[0] for day in RESULTS if day < event]
    worth = 1 if held else length
    alike = [t for t in alike if t in scored and t + WINDOW[1] < event + WINDOW[0]]
    own = abs(scored[event][0] / scored[event][1])
    beyond = sum(abs(scored[t][0] / scored[t][1]) >= own for t in alike)
    return (worth + beyond) / (worth + len(alike))


def placebos(y: np.ndarray, x: np.ndarray) -> dict[int, float]:
    """Return the cumulative abnormal return of every window without news."""
    found = {}
    for t in range(1, len(y)):
        around = rows_around(t)
        news = {day for event in EVENTS for day in rows_around(event)}
        if (
            around[0] < 1
            or around[-1] >= len(y)
            or news & set(around)
            or set(RESULTS) & set(around)
        ):
            continue
        before = rows_before(t)
        if len(before) < 100:
            continue
        fit = sm.OLS(y[before], x[before]).fit()
        found[t] = float(np.sum(y[around] - fit.predict(x[around])))
    return found


def weights(x: np.ndarray, event: int) -> np.ndarray:
    """Return what each session's return adds to the event's cumulative abnormal return."""
    before, around = rows_before(event), rows_around(event)
    found = np.zeros(len(x))
    found[around] += 1
    found[before] -= x[around].sum(axis=0) @ np.linalg.pinv(x[before])
    return found


def together(y: np.ndarray, x: np.ndarray, singles: list[dict]) -> dict[str, object]:
    """Return the tests across events, event 201 left out of those that need windows apart."""
    apart = [i for i, event in enumerate(EVENTS) if event != 201]
    cars = np.array([singles[i]["car"] for i in apart])
    every = np.array([one["car"] / one["error"] for one in singles])
    scaled = every[apart]
    count, freedom = len(apart), np.array([singles[i]["n"] - x.shape[1] for i in apart])
    bmp = math.sqrt(count) * scaled.mean() / scaled.std(ddof=1)
    correlations = []
    for i, first in enumerate(EVENTS):
        for second in EVENTS[i + 1 :]:
            one_way, other = weights(x, first), weights(x, second)
            correlations.append(one_way @ other / math.sqrt(one_way @ one_way * (other @ other)))
    mean, all_n = float(np.mean(correlations)), len(EVENTS)
    plain = math.sqrt(all_n) * every.mean() / every.std(ddof=1)
    adjusted = plain * math.sqrt((1 - mean) / (1 + (all_n - 1) * mean))
    ranks, positive = [], []
    for i in apart:
        before, around = rows_before(EVENTS[i]), rows_around(EVENTS[i])
        fit = sm.OLS(y[before], x[before]).fit()
        positive.append(float(np.mean(fit.resid > 0)))
        row = dict(zip([t - EVENTS[i] for t in before], fit.resid, strict=True))
        row |= dict(zip([t - EVENTS[i] for t in around], singles[i]["abnormal"], strict=True))
        scores = rankdata(list(row.values())) / (len(row) + 1) - 0.5
        ranks.append(dict(zip(row, scores, strict=True)))
    offsets = sorted({offset for row in ranks for offset in row})
    daily = {}
    for offset in offsets:
        held = [row[offset] for row in ranks if offset in row]
        daily[offset] = sum(held) / math.sqrt(len(held))
    size, length = len(daily), WINDOW[1] - WINDOW[0] + 1
    spread = sum(value**2 for value in daily.values()) / size
    drawn = length * spread * (size - length) / (size - 1)
    rank = sum(daily[o] for o in range(WINDOW[0], WINDOW[1] + 1)) / math.sqrt(drawn)
    usual, up = float(np.mean(positive)), int((cars > 0).sum())
    sign = (up - count * usual) / math.sqrt(count * usual * (1 - usual))
    patell = scaled.sum() / math.sqrt(sum(f / (f - 2) for f in freedom))
    return {
        "mean": float(cars.mean()),
        "correlation": mean,
        "Cross-sectional t": statsmodels.stats.weightstats.DescrStatsW(cars).ttest_mean()[:2],
        "Patell": (patell, 2 * norm.sf(abs(patell))),
        "Standardised cross-sectional": (bmp, 2 * scipy.stats.t.sf(abs(bmp), count - 1)),
        "Adjusted for shared sessions": (
            adjusted,
            2 * scipy.stats.t.sf(abs(adjusted), all_n - 1),
        ),
        "Rank": (rank, 2 * norm.sf(abs(rank))),
        "Generalised sign": (sign, binom_test(up, count, usual)),
    }


def main() -> None:
    """Write study_bars.csv and study.json."""
    bars = make_bars()
    bars.to_csv(ANSWERS / "study_bars.csv", index=False)
    zero = [0.0] * len(bars)
    cases = {}
    for kind in ("log", "simple"):
        share = np.array(returns_of(bars["SHARE"].to_list(), bars["dividend"].to_list(), kind))
        index, sector = (
            np.array(returns_of(bars[name].to_list(), zero, kind)) for name in ("INDEX", "SECTOR")
        )
        ones = np.ones(len(bars))
        cases[f"market {kind}"] = (share, np.column_stack([ones, index]))
        cases[f"market-adjusted {kind}"] = (share - index, np.empty((len(bars), 0)))
        cases[f"mean-adjusted {kind}"] = (share, ones[:, None])
        both = np.column_stack([ones, index, sector])
        cases[f"two-factor {kind}"] = (share, both)
    volumes = [np.log(bars[f"{name} volume"].to_numpy()) for name in ("SHARE", "INDEX")]
    cases["market volume"] = (volumes[0], np.column_stack([np.ones(len(bars)), volumes[1]]))
    answers = {
        "origin": f"benchmarks/work_out_study.py, with statsmodels {statsmodels.__version__},"
        f" scipy {scipy.__version__} and numpy {np.__version__}; nothing of the engine is used.",
        "window": WINDOW,
        "estimation": ESTIMATION,
        "events": [bars["session"][event] for event in EVENTS],
        "results": [bars["session"][day] for day in RESULTS],
        "cases": {name: [one(y, x, event) for event in EVENTS] for name, (y, x) in cases.items()},
    }
    y, x = cases["market log"]
    singles = answers["cases"]["market log"]
    answers["together"] = together(y, x, singles)
    drawn = placebos(y, x)
    answers["placebos"] = {bars["session"][t]: car for t, car in drawn.items()}
    answers["placebo_p_plain"] = []
    for event, single in zip(EVENTS, singles, strict=True):
        rivals = [abs(c) for t, c in drawn.items() if t + WINDOW[1] < event + WINDOW[0]]
        beyond = sum(rival >= abs(single["car"]) for rival in rivals)
        answers["placebo_p_plain"].append((1 + beyond) / (1 + len(rivals)))
    scored = scores(y, x)
    answers["volatility"] = [scored[event][1] for event in EVENTS]
    answers["placebo_p"] = [placebo_p(event, drawn, scored) for event in EVENTS]
    holm = multipletests(answers["placebo_p"], method="holm")[1]
    answers["placebo_p_holm"] = holm.tolist()
    (ANSWERS / "study.json").write_text(json.dumps(answers, indent=1) + "\n")


if __name__ == "__main__":
    main()
