"""What was found at each event, as the columns and frames of a study."""

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd
from scipy.stats import t as student_t

from sentiment.study import regression
from sentiment.study import significance as study_significance
from sentiment.study.regression import Array, Positions
from sentiment.study.windows import NEEDED, Measured, Sweep

FAN = {"q025": 0.025, "q25": 0.25, "q50": 0.5, "q75": 0.75, "q975": 0.975}

Columns = Mapping[str, object]


def estimated(swept: Sweep, at: Positions, *, restricted: bool) -> Columns:
    """Return the model's coefficients at the rows *at*, NaN for those it does not have.

    A *restricted* model takes the benchmark's coefficient for one. Of two
    benchmarks the second is taken net of the first, which leaves abnormal
    returns as they are: Frisch & Waugh (1933).
    """
    fit = swept.fit
    count = swept.design.shape[1]
    nothing, ones = np.full(len(at), np.nan), np.ones(len(at))
    alpha = fit.coefficients[at, 0] if count else 0 * ones
    beta = fit.coefficients[at, 1] if count > 1 else ones if restricted else nothing
    sector = fit.coefficients[at, 2] if count > 2 else nothing
    if count > 2:
        window = (int(swept.estimation[0]), int(swept.estimation[-1]))
        net = regression.rolling_fits(
            swept.design[:, 2],
            swept.design[:, :2],
            window=window,
            usable=swept.usable,
            needed=NEEDED,
        ).coefficients[at]
        alpha, beta = alpha + sector * net[:, 0], beta + sector * net[:, 1]
    return {
        "n": fit.n[at],
        "alpha": alpha,
        "beta": beta,
        "sector_beta": sector,
        "r2": fit.r2[at],
        "sigma": fit.sigma[at],
    }


def significance(found: Measured) -> Columns:
    """Return the cumulative abnormal returns with their t tests."""
    error, statistic = found.errors[:, -1], found.standardised
    half = student_t.ppf(0.975, found.freedom) * error
    p = 2 * student_t.sf(np.abs(statistic), found.freedom)
    return {
        "car": found.car,
        "error": error,
        "low": found.car - half,
        "high": found.car + half,
        "t": statistic,
        "p": p,
        "p_holm": study_significance.holm(p),
    }


def compared(found: Measured, rivals: Sequence[Array]) -> Columns:
    """Return where each event stands among the running sums of its placebo windows."""
    cars = [running[:, -1] for running in rivals]
    pairs = list(zip(found.car, cars, strict=True))
    count = np.array([len(placebos) for placebos in cars], dtype=int)
    p = np.array([study_significance.placebo_p(car, placebos) for car, placebos in pairs])
    p[count == 0] = np.nan
    return {
        "placebo_p": p,
        "placebo_p_holm": study_significance.holm(p),
        "placebo_rank": [study_significance.placebo_rank(car, placebos) for car, placebos in pairs],
        "placebo_n": count,
        "smallest_p": np.where(count > 0, 1 / (count + 1), np.nan),
        "detectable": [study_significance.smallest_notable(placebos) for placebos in cars],
    }


def paths(found: Measured, *, days: pd.DatetimeIndex, offsets: Positions) -> pd.DataFrame:
    """Return a row per event and offset with the running sum and its 95 % interval."""
    running = found.abnormal.cumsum(axis=1)
    half = student_t.ppf(0.975, found.freedom)[:, None] * found.errors
    columns = {
        "session": days[(found.at[:, None] + offsets).ravel()],
        "abnormal": found.abnormal.ravel(),
        "car": running.ravel(),
        "low": (running - half).ravel(),
        "high": (running + half).ravel(),
    }
    return pd.DataFrame({**_placed(found.at, days=days, offsets=offsets), **columns})


def fan(
    at: Positions, *, days: pd.DatetimeIndex, offsets: Positions, rivals: Sequence[Array]
) -> pd.DataFrame:
    """Return a row per event and offset with quantiles of its placebo windows' running sums."""
    nothing = np.full((len(FAN), len(offsets)), np.nan)
    spans = [
        np.quantile(running, list(FAN.values()), axis=0) if len(running) else nothing
        for running in rivals
    ]
    drawn = np.concatenate([span.T for span in spans]) if spans else np.empty((0, len(FAN)))
    columns = dict(zip(FAN, drawn.T, strict=True))
    return pd.DataFrame({**_placed(at, days=days, offsets=offsets), **columns})


def _placed(at: Positions, *, days: pd.DatetimeIndex, offsets: Positions) -> Columns:
    """Return the columns that tell a row per event and offset apart."""
    return {"event": days[np.repeat(at, len(offsets))], "offset": np.tile(offsets, len(at))}
