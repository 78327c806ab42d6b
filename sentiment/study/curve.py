"""One announcement under every way of measuring it: how far the answer hangs on the choice."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np
import pandas as pd

from sentiment.study import columns, significance
from sentiment.study.design import LEVEL, Design
from sentiment.study.ground import Ground, ground_of
from sentiment.study.panel import Measure, Model
from sentiment.study.weights import Weights

WINDOWS = ((0, 0), (0, 1), (-1, 1), (-5, 5), (-10, 10))
RETURNS: tuple[Measure, ...] = ("compound", "simple")


@dataclass(frozen=True, slots=True, eq=False)
class Curve:
    """What an announcement's move is under each specification, and what all of them say together.

    Attributes
    ----------
    table
        One row per specification, by the size of the move: `window`, `model`, `benchmark`
        (two joined by "+"), `measure`, `move`, `placebo_p`, `smallest_p`, `verdict`.
    p
        How often, among placebo sessions, the largest standardised move over all specifications
        that can tell was as large: the max-T of Westfall & Young (1993). NaN where none can tell.
    smallest_p
        The lowest that p can be.
    together
        How many specifications p looks at.
    """

    table: pd.DataFrame
    p: float
    smallest_p: float
    together: int


def specifications(share: str, *, benchmarks: Sequence[str], sector: str | None) -> list[Design]:
    """Return every design that windows, models, benchmarks and returns make.

    The share's own mean knows no benchmark, so it comes once for each window and returns.
    """
    models: list[tuple[Model, str, str | None]] = [("mean-adjusted", benchmarks[0], None)]
    for one in benchmarks:
        models += [("market", one, None), ("market-adjusted", one, None)]
        models += [("two-factor", one, sector)] if sector and one != sector else []
    return [
        Design.of_window(
            share, benchmark, sector=second, window=window, model=model, measure=measure
        )
        for window, (model, benchmark, second), measure in product(WINDOWS, models, RETURNS)
    ]


def specification_curve(
    designs: Sequence[Design],
    events: pd.DataFrame,
    prices: Mapping[str, pd.DataFrame],
    *,
    session: pd.Timestamp,
    results: pd.DatetimeIndex | None = None,
    known: Weights | None = None,
    tell: Callable[[int], object] | None = None,
) -> Curve:
    """Return the announcement on *session* under each of the *designs*.

    *tell* is told how many are done.
    """
    rows, standings = [], []
    for done, design in enumerate(designs, start=1):
        ground = ground_of(design, events, prices, results=results, known=known or {})
        row, standing = _measured(design, ground, session)
        rows.append(row)
        standings += [standing] * (standing.lowest <= LEVEL)
        if tell:
            tell(done)
    table = pd.DataFrame(rows).sort_values("move", ignore_index=True)
    return Curve(table, *_together(standings))


@dataclass(frozen=True, slots=True, eq=False)
class _Standing:
    """How far out the announcement is by one specification, and every placebo session."""

    score: float
    lowest: float  # p that can be
    scores: "pd.Series[float]"  # by session
    length: int


def _measured(
    design: Design, ground: Ground, session: pd.Timestamp
) -> tuple[dict[str, object], _Standing]:
    """Return the announcement by one specification, and where it stands."""
    field, days = ground.field, ground.panel.days
    at = int(ground.panel.positions(pd.DatetimeIndex([session]))[0])
    sound = at >= 0 and bool(ground.swept.sound[at])
    car = float(ground.swept.abnormal[at].sum()) if sound else np.nan
    drawn = field.ended(at)
    rivals = field.alike(np.array([at]))[0] if sound else None
    score, p, lowest = car / float(field.scales[at]), np.nan, np.nan
    if rivals is not None and len(rivals):
        p = significance.placebo_p(score, rivals.scores, length=rivals.length)
        lowest = significance.lowest_p(len(rivals), length=rivals.length)
    row: dict[str, object] = {
        "window": design.window,
        "model": design.model,
        "benchmark": "+".join(filter(None, (design.benchmark, design.sector))),
        "measure": design.measure,
        "move": float(np.expm1(car)) if design.measure == "compound" else car,
        "placebo_p": p,
        "smallest_p": lowest,
        "verdict": columns.verdicts(np.array([p]), np.array([lowest]))[0],
    }
    sums = ground.swept.abnormal[drawn].sum(axis=1) / field.scales[drawn]
    return row, _Standing(score, lowest, pd.Series(sums, index=days[drawn]), design.length)


def _together(standings: Sequence[_Standing]) -> tuple[float, float, int]:
    """Return the p of the largest score over all specifications, its lowest, and their number.

    Compared are the sessions that are placebos by every one; the longest window says for how
    little each counts.
    """
    if not standings:
        return np.nan, np.nan, 0
    scores = pd.concat([one.scores.abs() for one in standings], axis=1, join="inner")
    length = max(one.length for one in standings)
    largest = max(abs(one.score) for one in standings)
    drawn = scores.max(axis=1).to_numpy()
    p = significance.placebo_p(largest, drawn, length=length)
    return p, significance.lowest_p(len(drawn), length=length), len(standings)
