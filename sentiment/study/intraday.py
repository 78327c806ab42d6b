"""The price around each article: the hours before it, the hours after, the closes that follow.

Moves are logarithms beyond the benchmark's over the same time. Time is trading time: the minutes in
which the share's exchange was open. Of a bar that holds an article's instant only the open was
known.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sentiment.market import sessions
from sentiment.market.sessions import Sessions
from sentiment.study import around_averages, placebo_instants
from sentiment.study.regression import Array, Positions

MEASURES = {
    "before": "the time before",
    "to_open": "the next open",
    "after": "the time after",
    "to_close": "its session's close",
    "to_next_close": "the next close",
}
COLUMNS = ["session", "in_hours", *MEASURES, "half_minutes", "reason"]

Pair = tuple[pd.DataFrame, pd.DataFrame]


@dataclass(frozen=True, slots=True, eq=False)
class Around:
    """What the price did before and after articles, beyond its benchmark.

    Attributes
    ----------
    table
        One row per article, by its key: `published`, `session` (that it counts for), `compound`,
        `in_hours`, `before` (the reach before it), `to_open` (from the last trade before to the
        next open; NaN in hours), `after` (the reach after it), `to_close` (of its session),
        `to_next_close`, `half_minutes` (of trading until half of `after` was reached), `reason`
        (what is lacking, "" if nothing is), `raw_after` (the share alone), `placebo_n` and
        `placebo_p` (its place among the same times of sessions without articles, where enough are
        held).
    paths
        One row per article and step: `key`, `minutes` of trading before (negative) or after, and
        `move` since the last price before the article.
    averages
        One row per tone, hours and measure, see :func:`around_averages.averages`, with `p_holm`
        and `placebo_p` (of the mean raw move after, among ordinary sessions; NaN for the others).
    mean_paths
        The same per tone, hours and `minutes`.
    notes
        What can be said of each tone, in sentences.
    """

    table: pd.DataFrame
    paths: pd.DataFrame
    averages: pd.DataFrame
    mean_paths: pd.DataFrame
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class _Tape:
    """Intraday bars of share and benchmark as one logarithmic level, its unbroken runs numbered."""

    exchange: Sessions
    start: pd.DatetimeIndex
    opened: Array
    closed: Array
    run: Positions


# Longer than most: one step after the other, each with what the one before made.
def around_articles(
    articles: pd.DataFrame,
    *,
    intraday: Pair,
    daily: Pair,
    interval: str = "5min",
    reach: str = "2h",
    seed: int = 0,
) -> Around:
    """Return what the price did around each article.

    An article out of hours is measured from the close before it, since no
    later trade is held; its next open is the first price that can know of it.

    Parameters
    ----------
    articles
        Indexed by key, with `published` (with a zone) and `compound`.
    intraday, daily
        Bars of the share and of its benchmark; the daily ones are marked as of the share's
        exchange, New York's by default.
    interval
        How long an intraday bar is.
    reach
        How much trading time to look back and ahead.
    seed
        Of the draws of ordinary sessions.
    """
    step = pd.Timedelta(interval)
    steps = int(pd.Timedelta(reach) / step)
    offsets = np.arange(-steps, steps + 1)
    cash = (_cash(daily[0]), _cash(daily[1]))
    exchange = sessions.of_bars(daily[0])
    tape = _tape(intraday, cash=cash, step=step, exchange=exchange)
    level = _level(daily, cash=cash)
    instants = pd.DatetimeIndex(articles["published"]).tz_convert(exchange.zone)
    rows = [
        _one(instant, tape=tape, level=level, offsets=offsets, step=step) for instant in instants
    ]
    table = pd.DataFrame([row for row, _ in rows], index=articles.index, columns=COLUMNS)
    table = table.assign(published=articles["published"], compound=articles["compound"])
    minutes = (offsets * (step / pd.Timedelta("1min"))).astype(int)
    paths = _paths(articles.index, [path for _, path in rows], minutes=minutes)
    raw = _tape(intraday[:1], cash=cash[:1], step=step, exchange=exchange)
    after, ordinary = _raw(instants, table["session"], tape=raw, offsets=offsets, step=step)
    table = table.assign(raw_after=after)
    table[["placebo_n", "placebo_p"]] = placebo_instants.standing(after, ordinary).to_numpy()
    grouping = ["session", "compound", "in_hours"]
    moves = table.melt(grouping, list(MEASURES), "measure", "move")
    averages = around_averages.averages(moves, by="measure", order=list(MEASURES))
    averages = around_averages.corrected(averages).assign(
        placebo_p=_mean_placebo_ps(averages, table, ordinary, seed=seed)
    )
    placed = paths.join(table[grouping], on="key")
    return Around(
        table=table,
        paths=paths,
        averages=averages,
        mean_paths=around_averages.averages(placed, by="minutes", order=minutes.tolist()),
        notes=around_averages.notes(averages, reach=reach),
    )


def _paths(keys: pd.Index, moves: list[Array], *, minutes: Positions) -> pd.DataFrame:
    """Return the paths of `Around`, a row per article and step."""
    return pd.DataFrame(
        {
            "key": np.repeat(keys.to_numpy(), len(minutes)),
            "minutes": np.tile(minutes, len(keys)),
            "move": np.concatenate(moves) if moves else np.empty(0),
        }
    )


def _raw(
    instants: pd.DatetimeIndex,
    sessions: "pd.Series[pd.Timestamp]",
    *,
    tape: _Tape,
    offsets: Positions,
    step: pd.Timedelta,
) -> tuple[Array, Array]:
    """Return the share's move after each article, and after its time of each ordinary session.

    Ordinary are the sessions held from the first article's to the last's that no article counts
    for. A time out of hours is any before the open: the move is then from the close before.
    """
    open_of, close_of = tape.exchange.open_of, tape.exchange.close_of
    days = pd.DatetimeIndex(tape.start.tz_localize(None).normalize().unique())
    near = days[(days >= sessions.min()) & (days <= sessions.max())] if len(sessions) else days[:0]
    quiet = near.difference(pd.DatetimeIndex(sessions))

    def after(instant: pd.Timestamp, session: pd.Timestamp) -> float:
        if instant >= close_of(session):
            return np.nan  # a half day was over by then
        path, _ = _path(instant, session, tape=tape, offsets=offsets, step=step)
        return float(path[-1])

    def beside(instant: pd.Timestamp, session: pd.Timestamp) -> list[float]:
        opens = open_of(session)
        if instant < opens:
            return [after(open_of(day) - step, day) for day in quiet]
        return [after(open_of(day) + (instant - opens), day) for day in quiet]

    pairs = list(zip(instants, sessions, strict=True))
    own = np.array([after(*pair) for pair in pairs], dtype=float)
    return own, np.array([beside(*pair) for pair in pairs]).reshape(len(pairs), len(quiet))


def _mean_placebo_ps(
    averages: pd.DataFrame, table: pd.DataFrame, ordinary: Array, *, seed: int
) -> list[float]:
    """Return the p of each mean raw move after, NaN for what no ordinary session is held for."""
    ps = []
    for row in averages.itertuples():
        mask_of_tone = around_averages.tone_of(table["compound"]) == row.tone
        when = table["in_hours"].astype(bool) == (row.hours == around_averages.HOURS[0])
        mask = (mask_of_tone & when & table["raw_after"].notna()).to_numpy()
        comparable = row.measure == "after" and mask.any()
        own = table["raw_after"].to_numpy(dtype=float)[mask]
        drawn = (own, ordinary[mask], table["session"][mask])
        ps.append(placebo_instants.mean_p(*drawn, seed=seed) if comparable else np.nan)
    return ps


def _cash(daily: pd.DataFrame) -> "pd.Series[float]":
    """Return what dividends have added to the logarithm of the price by each session."""
    return (daily["dividend"] / daily["close"]).transform(np.log1p).cumsum()


def _tape(
    intraday: tuple[pd.DataFrame, ...],
    *,
    cash: "tuple[pd.Series[float], ...]",
    step: pd.Timedelta,
    exchange: Sessions,
) -> _Tape:
    """Return the share's bars less the benchmark's, if given, by unbroken trading time."""
    start = pd.DatetimeIndex(intraday[0].index).tz_convert(exchange.zone)
    days = start.tz_localize(None).normalize()
    levels = [
        [
            np.log(bars[name].reindex(start).to_numpy(dtype=float))
            + paid.reindex(days, method="ffill").fillna(0.0).to_numpy()
            for bars, paid in zip(intraday, cash, strict=True)
        ]
        for name in ("open", "close")
    ]
    opened, closed = (of_share - sum(others, np.zeros(1)) for of_share, *others in levels)
    broken = ~_follows(start, days, step=step, exchange=exchange)
    return _Tape(exchange, start, opened, closed, np.concatenate([[0], np.cumsum(broken)]))


def _follows(
    start: pd.DatetimeIndex, days: pd.DatetimeIndex, *, step: pd.Timedelta, exchange: Sessions
) -> NDArray[np.bool_]:
    """Return which bars begin where the bar before ended, an exchange that was shut aside."""
    if start.empty:
        return np.empty(0, dtype=bool)
    open_days = exchange.between(days[0], days[-1])
    place = open_days.get_indexer(days)
    opens, closes = exchange.hours_of(days)
    at_open, at_close = (start == opens)[1:], (start + step == closes)[:-1]
    overnight = (np.diff(place) == 1) & at_open & at_close
    rests, resumes = exchange.rests_of(days)
    noon = (start == resumes)[1:] & (start + step == rests)[:-1]
    unbroken = (np.diff(start) == step) | noon
    return np.asarray(overnight | ((np.diff(place) == 0) & unbroken))


def _level(daily: Pair, *, cash: "tuple[pd.Series[float], pd.Series[float]]") -> pd.DataFrame:
    """Return the same level at each session's open and close."""
    of_share, of_benchmark = (
        bars[["open", "close"]].mask(bars["partial"]).transform(np.log).add(paid, axis=0)
        for bars, paid in zip(daily, cash, strict=True)
    )
    return of_share.sub(of_benchmark)


def _one(
    instant: pd.Timestamp,
    *,
    tape: _Tape,
    level: pd.DataFrame,
    offsets: Positions,
    step: pd.Timedelta,
) -> tuple[list[object], Array]:
    """Return an article's row of the table and its path."""
    exchange = tape.exchange
    session = exchange.session_of(instant)
    in_hours = instant >= exchange.open_of(session)
    after = exchange.following(session)
    opened, closed = level["open"].get(session, np.nan), level["close"].get(session, np.nan)
    before = level["close"].get(exchange.previous(session), np.nan)
    path, base = _path(instant, session, tape=tape, offsets=offsets, step=step)
    since = base if in_hours else before
    moves = {
        "before": -path[0],
        "to_open": np.nan if in_hours else opened - since,
        "after": path[-1],
        "to_close": closed - since,
        "to_next_close": level["close"].get(after, np.nan) - since,
    }
    lacking = [
        words
        for name, words in MEASURES.items()
        if np.isnan(moves[name]) and not (in_hours and name == "to_open")
    ]
    reason = f"prices are lacking for {', '.join(lacking)}" if lacking else ""
    return [session, in_hours, *moves.values(), _half(path, offsets, step=step), reason], path


def _half(path: Array, offsets: Positions, *, step: pd.Timedelta) -> float:
    """Return the minutes until half of the whole move after the article was reached."""
    whole = path[-1]
    if np.isnan(whole) or not whole:
        return np.nan
    reached = (offsets > 0) & (path * np.sign(whole) >= abs(whole) / 2)
    return float(offsets[reached][0] * (step / pd.Timedelta("1min")))


def _path(
    instant: pd.Timestamp,
    session: pd.Timestamp,
    *,
    tape: _Tape,
    offsets: Positions,
    step: pd.Timedelta,
) -> tuple[Array, float]:
    """Return the moves at each step from the last price before *instant*, and that price's level.

    Behind it a step is at the open of its bar, ahead at the close: the night
    between two sessions then falls on the first step after it.
    """
    nothing = np.full(len(offsets), np.nan)
    # While it trades the bar that holds the instant, else the first bar of what comes next.
    trading = tape.exchange.trades_at(instant, session)
    place = int(tape.start.searchsorted(instant, side="right")) - trading
    first = place if trading else place - 1
    if not 0 <= first < len(tape.start) or not _holds(tape, first, instant, session, step=step):
        return nothing, np.nan
    base = tape.opened[place] if trading else tape.closed[first]
    rows = place + offsets - (offsets > 0)
    inside = (rows >= 0) & (rows < len(tape.start))
    rows = np.where(inside, rows, first)
    reached = inside & (tape.run[rows] == tape.run[first])
    level = np.where(offsets > 0, tape.closed[rows], tape.opened[rows])
    moves = np.where(reached, level - base, np.nan)
    moves[offsets == 0] = 0.0 if np.isfinite(base) else np.nan
    return moves, float(base)


def _holds(
    tape: _Tape, row: int, instant: pd.Timestamp, session: pd.Timestamp, *, step: pd.Timedelta
) -> bool:
    """Return whether the bar in *row* is the one that *instant* falls in or comes next after."""
    ends, exchange = tape.start[row] + step, tape.exchange
    if exchange.trades_at(instant, session):
        return bool(tape.start[row] <= instant < ends)
    if instant >= exchange.open_of(session) and (rest := exchange.rest_of(session)) is not None:
        return bool(ends == rest[0])
    return bool(ends == exchange.close_of(exchange.previous(session)))
