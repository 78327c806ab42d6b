"""A daily tone and returns, set against each other some sessions apart.

A lag is counted in sessions from the tone to the return: at lag +1 the return is of the session
after the tone, at lag −1 of the session before. A session without articles makes no pair.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import pandas as pd

from sentiment.market import sessions
from sentiment.output import notebook, numbers
from sentiment.study import resampling
from sentiment.study.resampling import Array, Positions

FEWEST = 8  # pairs; with fewer, no order of them is rare enough among eleven lags
LAGS = range(-5, 6)  # sessions: a week of trading either way
# Cohen (1988) calls a correlation of 0.5 large: where only more would show, a study cannot tell.
LARGE = 0.5
LEVEL = 0.05
DRAWS_OF_SPREAD = 499  # Efron & Tibshirani (1993), section 6.4: 200 do for a standard error
COLUMNS = ["r", "low", "high", "n", "p", "p_adjusted"]


@dataclass(frozen=True, slots=True, eq=False)
class LeadLag:
    """How tone and returns went together at each lag.

    Attributes
    ----------
    table
        Indexed by `lag`: `r` (Spearman), `low` and `high` (95 %, block bootstrap), `n` (pairs),
        `p` (permutation) and `p_adjusted` for the lags tried.
    pairs
        Indexed by the tone's session: `tone`, and one column per lag with the return.
    n
        Sessions with a tone and a return of at least one lag.
    detectable
        The size beyond which a correlation would have stood out among the lags, NaN if unknown.
    verdict
        What can be said, in a sentence.
    """

    table: pd.DataFrame
    pairs: pd.DataFrame
    n: int
    detectable: float
    verdict: str

    def _repr_html_(self) -> str:
        """Return the verdict and the correlation at each lag, as a notebook shows them."""
        return notebook.table(self.verdict, self.table.reset_index())


def lead_lag(
    tone: "pd.Series[float]",
    returns: "pd.Series[float]",
    *,
    lags: Iterable[int] = LAGS,
    draws: int = 1999,
    seed: int = 0,
) -> LeadLag:
    """Return the correlation of *tone* with *returns* at each of *lags*.

    Both are indexed by session, of the exchange that *returns* are marked as of. Intervals come
    from a circular block bootstrap on Fisher's scale; p from shuffling the tone in blocks, with the
    largest correlation over all lags as the yardstick (Westfall & Young 1993).

    Examples
    --------
    >>> days = pd.bdate_range("2026-02-02", periods=9)
    >>> tone = pd.Series([0.1, -0.2, 0.4, 0.3, -0.5], index=days[:5])
    >>> lead_lag(tone, tone.shift(1).reindex(days), lags=[0, 1]).verdict
    'Cannot tell: 5 sessions have a tone and a return, at least 8 are needed.'
    """
    lags = list(lags)
    pairs = _pairs(tone, returns, lags)
    x, lagged = pairs["tone"].to_numpy(dtype=float), pairs[lags].to_numpy(dtype=float)
    n, counts = len(pairs), np.isfinite(lagged).sum(axis=0)
    in_order = np.arange(n)[None, :]
    r = np.where(
        counts >= FEWEST, _correlations(x, lagged, at_x=in_order, at_y=in_order)[0], np.nan
    )
    table = pd.DataFrame({"r": r, "n": counts}, index=pd.Index(lags, name="lag"))
    table = table.reindex(columns=COLUMNS)
    with_return = np.isfinite(r)
    if not with_return.any():
        return LeadLag(table, pairs, n, np.nan, _too_few(n))
    random = np.random.default_rng(seed)
    drawn = resampling.drawn_blocks(n, draws=DRAWS_OF_SPREAD, random=random)
    spread = _correlations(x, lagged[:, with_return], at_x=drawn, at_y=drawn)
    table.loc[with_return, ["low", "high"]] = np.column_stack(
        _interval(r[with_return], spread, drawn_from=n)
    )
    shuffled = resampling.shuffled_blocks(n, draws=draws, random=random)
    # A lag with fewer pairs varies more: all are compared on one scale.
    scale = np.sqrt(counts[with_return] - 1)
    null = np.abs(np.nan_to_num(_shuffled(x, lagged[:, with_return], shuffled))) * scale
    sizes, largest = np.abs(r[with_return]) * scale, null.max(axis=1)
    table.loc[with_return, "p"] = _share_beyond(sizes, null)
    table.loc[with_return, "p_adjusted"] = _share_beyond(sizes, largest[:, None])
    detectable = float(np.quantile(largest, 1 - LEVEL) / np.median(scale))
    return LeadLag(table, pairs, n, detectable, _verdict(table, n=n, detectable=detectable))


def rolling(found: LeadLag, *, lag: int, over: int = 15) -> pd.DataFrame:
    """Return the correlation at one lag over the last *over* pairs, as it became known.

    Returns
    -------
    DataFrame
        Indexed by the session at whose close both of a pair were known; ``r`` (Spearman, NaN with
        fewer than 8 pairs) and ``n``.

    Examples
    --------
    >>> days = pd.bdate_range("2026-02-02", periods=10)
    >>> tone = pd.Series(range(10), index=days, dtype=float)
    >>> found = lead_lag(tone, tone, lags=[0], draws=99)
    >>> rolling(found, lag=0, over=8)["r"].tail(2).to_list()
    [1.0, 1.0]
    """
    pairs = found.pairs[["tone", lag]].dropna()
    x, y = pairs["tone"].to_numpy(dtype=float), pairs[lag].to_numpy(dtype=float)
    ends = [(max(0, end - over), end) for end in range(1, len(pairs) + 1)]
    r = [_one_correlation(x[first:end], y[first:end]) for first, end in ends]
    n = [end - first for first, end in ends]
    exchange = sessions.of_bars(found.pairs)
    known = pd.DatetimeIndex([exchange.offset(day, max(lag, 0)) for day in pairs.index])
    return pd.DataFrame({"r": r, "n": n}, index=known.rename("session"))


def _one_correlation(x: Array, y: Array) -> float:
    """Return Spearman's correlation of two arrays, NaN for too few pairs."""
    if len(x) < FEWEST:
        return np.nan
    order = np.arange(len(x))[None, :]
    return float(resampling.spearman_rows(x, y, at_x=order, at_y=order)[0])


def _pairs(tone: "pd.Series[float]", returns: "pd.Series[float]", lags: list[int]) -> pd.DataFrame:
    """Return the sessions with a tone and a return of at least one lag."""
    days = sessions.days_of_both(tone, returns)
    spread_out = returns.reindex(days)
    # Sessions lie ahead of the last one too, but no return of theirs is held: shifting gives NaN.
    lagged = pd.DataFrame({lag: spread_out.shift(-lag) for lag in lags}, index=days)
    pairs = pd.concat([tone.reindex(days).rename("tone"), lagged], axis=1)
    rows = pairs[pairs["tone"].notna() & pairs[lags].notna().any(axis=1)]
    rows.attrs = dict(returns.attrs)
    return rows


def _correlations(x: Array, lagged: Array, *, at_x: Positions, at_y: Positions) -> Array:
    """Return a row per resample and a column per lag."""
    columns = (resampling.spearman_rows(x, y, at_x=at_x, at_y=at_y) for y in lagged.T)
    return np.column_stack([np.empty((len(at_x), 0)), *columns])


def _shuffled(x: Array, lagged: Array, rows: Positions) -> Array:
    """Return the same for the shuffled *x*; without gaps its ranks need only be reordered."""
    correlations = np.empty((len(rows), lagged.shape[1]))
    whole = np.isfinite(lagged).all(axis=0)
    in_order = np.arange(len(x))[None, :]
    correlations[:, ~whole] = _correlations(x, lagged[:, ~whole], at_x=rows, at_y=in_order)
    ranks_x, ranks_y = (
        resampling.standard_ranks(values) for values in (x[:, None], lagged[:, whole])
    )
    correlations[:, whole] = ranks_x[:, 0][rows] @ ranks_y
    return correlations


def _interval(r: Array, drawn: Array, *, drawn_from: int) -> tuple[Array, Array]:
    """Return the 95 % interval from the resamples' spread on Fisher's scale.

    On that scale few pairs give a near-normal spread, which the quantiles of
    the correlations themselves do not. Drawing among few blocks makes it too
    narrow by a known factor, taken back here.
    """
    blocks = drawn_from / resampling.block_length(drawn_from)
    spread = np.nanstd(np.arctanh(np.clip(drawn, -0.999, 0.999)), axis=0)
    centre, half = (
        np.arctanh(np.clip(r, -0.999, 0.999)),
        1.96 * spread * np.sqrt(blocks / (blocks - 1)),
    )
    return np.tanh(centre - half), np.tanh(centre + half)


def _share_beyond(sizes: Array, null: Array) -> Array:
    """Return the share of shuffles at least as large, the data counted as one of them."""
    return np.asarray((1 + (null >= sizes * (1 - 1e-9)).sum(axis=0)) / (len(null) + 1))


def _too_few(n: int) -> str:
    if n < FEWEST:
        words = f"{n} sessions have" if n != 1 else "1 session has"
        return f"Cannot tell: {words} a tone and a return, at least {FEWEST} are needed."
    return "Cannot tell: the tone or the return never changes."


def _verdict(table: pd.DataFrame, *, n: int, detectable: float) -> str:
    """Return what the lags show, without a word on what brought what about."""
    at = int(table["p_adjusted"].argmin())
    if table["p_adjusted"].iloc[at] > LEVEL:
        at = int(table["r"].abs().argmax())
    best = table.iloc[at]
    where = f"{_words(int(table.index[at]))}: {numbers.decimal(best['r'])}"
    tried = f"{len(table)} lag{'s' * (len(table) > 1)} tried"
    if best["p_adjusted"] <= LEVEL:
        return (
            f"Tone went together with {where} ({numbers.decimal(best['low'])} to "
            f"{numbers.decimal(best['high'])}), p {best['p_adjusted']:.2g} with {tried}, "
            f"{best['n']:.0f} sessions. Neither is shown to bring the other about."
        )
    opening = "Cannot tell" if detectable > LARGE else "No lag stands out"
    return (
        f"{opening}: with {n} sessions and {tried} only a correlation beyond ±{detectable:.2f} "
        f"would have stood out; the largest was with {where}."
    )


def _words(lag: int) -> str:
    if not lag:
        return "the return of the same session"
    count = f"{abs(lag)} session{'s' * (abs(lag) > 1)}"
    return f"the return {count} {'later' if lag > 0 else 'earlier'}"
