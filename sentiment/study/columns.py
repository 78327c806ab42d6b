"""What was found at each event, as the columns and frames of a study."""

from collections.abc import Mapping, Sequence
from typing import Literal

import numpy as np
import pandas as pd
from scipy.special import stdtr, stdtrit

from sentiment.study import regression
from sentiment.study import significance as study_significance
from sentiment.study.design import LEVEL
from sentiment.study.regression import Array, Positions
from sentiment.study.rivals import Rivals
from sentiment.study.windows import NEEDED, Measured, Sweep

FAN = {"q025": 0.025, "q25": 0.25, "q50": 0.5, "q75": 0.75, "q975": 0.975}

Columns = Mapping[str, object]
Verdict = Literal["stands out", "does not stand out", "cannot be told"]


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


def significance(measured: Measured) -> Columns:
    """Return the cumulative abnormal returns with their t tests."""
    error, statistic = measured.errors[:, -1], measured.standardised
    half = stdtrit(measured.freedom, 0.975) * error
    return {
        "car": measured.car,
        "error": error,
        "t": statistic,
        "p": 2 * stdtr(measured.freedom, -np.abs(statistic)),
        "t_low": measured.car - half,
        "t_high": measured.car + half,
    }


# Longer than most: a column after the other.
def compared(
    car: Array, scale: Array, *, alike: Sequence[Rivals], plain: Sequence[Rivals]
) -> Columns:
    """Return where each event stands among its placebo windows, each at its own volatility.

    The interval holds the effects that the placebo p would not reject, so the two never
    contradict each other; where no p can reach the level there is none.
    """
    score = car / scale
    pairs = list(zip(score, alike, strict=True))
    p = _where_any(alike, [_p(one, rivals) for one, rivals in pairs])
    holm = study_significance.holm(p)
    lowest = _where_any(
        alike, [study_significance.lowest_p(len(one), length=one.length) for one in alike]
    )
    beyond = scale * [
        study_significance.smallest_notable(one.scores, length=one.length) for one in alike
    ]
    cars = [one.running[:, -1] for one in plain]
    return {
        "low": car - beyond,
        "high": car + beyond,
        "volatility": scale,
        "placebo_p": p,
        "placebo_p_holm": holm,
        "placebo_p_plain": _where_any(
            plain, list(map(study_significance.placebo_p, car.tolist(), cars))
        ),
        "placebo_rank": [
            study_significance.placebo_rank(one, windows.scores) for one, windows in pairs
        ],
        "same_side": [_same_side(one, windows.scores) for one, windows in pairs],
        "placebo_n": [len(one) for one in alike],
        "placebo_kind": [one.kind for one in alike],
        "smallest_p": lowest,
        "detectable": beyond,
        "verdict": verdicts(p, lowest),
        "verdict_holm": verdicts(holm, lowest, together=len(p)),
    }


def verdicts(p: Array, lowest: Array, *, together: int = 1) -> list[Verdict]:
    """Return what each p says, given the lowest there can be, of so many looked at *together*."""
    reached = [value * together <= LEVEL for value in lowest.tolist()]
    return [
        "stands out" if value <= LEVEL else "does not stand out" if able else "cannot be told"
        for value, able in zip(p.tolist(), reached, strict=True)
    ]


def _p(score: float, rivals: Rivals) -> float:
    return study_significance.placebo_p(score, rivals.scores, length=rivals.length)


def _same_side(score: float, placebos: Array) -> int:
    """Return how many placebos lie as far from nought in the direction of the score."""
    return int((placebos * np.sign(score) >= abs(score)).sum())


def _where_any(rivals: Sequence[Rivals], values: Sequence[float]) -> Array:
    """Return the values of the events that have a placebo window, NaN for the others."""
    return np.where([len(one) > 0 for one in rivals], values, np.nan).astype(float)


def moves(columns: Columns, *, measure: str) -> Columns:
    """Return the effects and their intervals as they are told: compounded ones as simple returns.

    Examples
    --------
    >>> found = {"car": np.log([1.2]), "low": np.log([0.9]), "high": np.log([1.5])}
    >>> {name: one.round(3).tolist() for name, one in moves(found, measure="compound").items()}
    {'move': [0.2], 'move_low': [-0.1], 'move_high': [0.5]}
    """
    shown = {"move": "car", "move_low": "low", "move_high": "high"}
    values = {name: np.asarray(columns[of], dtype=float) for name, of in shown.items()}
    return {name: np.expm1(one) if measure == "compound" else one for name, one in values.items()}


def paths(measured: Measured, *, days: pd.DatetimeIndex, offsets: Positions) -> pd.DataFrame:
    """Return a row per event and offset with the running sum and its 95 % interval."""
    running = measured.abnormal.cumsum(axis=1)
    half = stdtrit(measured.freedom, 0.975)[:, None] * measured.errors
    columns = {
        "session": days[(measured.at[:, None] + offsets).ravel()],
        "abnormal": measured.abnormal.ravel(),
        "car": running.ravel(),
        "low": (running - half).ravel(),
        "high": (running + half).ravel(),
    }
    return pd.DataFrame({**_placed(measured.at, days=days, offsets=offsets), **columns})


def fan(
    at: Positions,
    *,
    days: pd.DatetimeIndex,
    offsets: Positions,
    scale: Array,
    rivals: Sequence[Rivals],
) -> pd.DataFrame:
    """Return a row per event and offset with quantiles of its placebo windows' running sums.

    Each window counts at the volatility of the event's eve.
    """
    nothing = np.full((len(FAN), len(offsets)), np.nan)
    drawn = [
        one.running * (own / one.scales)[:, None] for own, one in zip(scale, rivals, strict=True)
    ]
    spans = [
        np.quantile(running, list(FAN.values()), axis=0) if len(running) else nothing
        for running in drawn
    ]
    stacked = np.concatenate([span.T for span in spans]) if spans else np.empty((0, len(FAN)))
    columns = dict(zip(FAN, stacked.T, strict=True))
    return pd.DataFrame({**_placed(at, days=days, offsets=offsets), **columns})


def ordinary(
    at: Positions, *, days: pd.DatetimeIndex, scale: Array, rivals: Sequence[Rivals]
) -> pd.DataFrame:
    """Return a row per event and placebo window: `event`, `car` at the event's volatility."""
    counts = [len(one) for one in rivals]
    sums = [own * one.scores for own, one in zip(scale, rivals, strict=True)]
    drawn = np.concatenate(sums) if sums else np.empty(0)
    return pd.DataFrame({"event": days[np.repeat(at, counts)], "car": drawn})


def _placed(at: Positions, *, days: pd.DatetimeIndex, offsets: Positions) -> Columns:
    """Return the columns that tell a row per event and offset apart."""
    return {"event": days[np.repeat(at, len(offsets))], "offset": np.tile(offsets, len(at))}
