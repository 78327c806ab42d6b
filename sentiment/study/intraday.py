"""The price around each article: the hours before it, the hours after, the closes that follow.

Moves are logarithms beyond the benchmark's over the same time. Time is trading time: the minutes in
which the exchange was open. Of a bar that holds an article's instant only the open was known.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sentiment.market import calendar
from sentiment.output import numbers
from sentiment.output.labels import LABELS, NEUTRAL_BAND
from sentiment.study import significance
from sentiment.study.regression import Array, Positions

MEASURES = {
    "before": "the time before",
    "to_open": "the next open",
    "after": "the time after",
    "to_close": "its session's close",
    "to_next_close": "the next close",
}
COLUMNS = ["session", "in_hours", *MEASURES, "reason"]
FEWEST = 3  # sessions; the interval of two means is too wide to say anything

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
        `to_next_close`, `reason` (what is lacking, "" if nothing is).
    paths
        One row per article and step: `key`, `minutes` of trading before (negative) or after, and
        `move` since the last price before the article.
    averages
        One row per tone and measure: `tone`, `measure`, `articles`, `sessions`, `mean`, `low`,
        `high` (95 %). Articles of one session share its price, so they count as one.
    mean_paths
        The same per tone and `minutes`.
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

    start: pd.DatetimeIndex
    opened: Array
    closed: Array
    run: Positions


def around_articles(
    articles: pd.DataFrame,
    *,
    intraday: Pair,
    daily: Pair,
    interval: str = "5min",
    reach: str = "2h",
) -> Around:
    """Return what the price did around each article.

    An article out of hours is measured from the close before it, since no
    later trade is held; its next open is the first price that can know of it.

    Parameters
    ----------
    articles
        Indexed by key, with `published` (with a zone) and `compound`.
    intraday, daily
        Bars of the share and of its benchmark.
    interval
        How long an intraday bar is.
    reach
        How much trading time to look back and ahead.
    """
    step = pd.Timedelta(interval)
    steps = int(pd.Timedelta(reach) / step)
    offsets = np.arange(-steps, steps + 1)
    cash = (_cash(daily[0]), _cash(daily[1]))
    tape, level = _tape(intraday, cash=cash, step=step), _level(daily, cash=cash)
    instants = pd.DatetimeIndex(articles["published"]).tz_convert(calendar.NEW_YORK)
    found = [
        _one(instant, tape=tape, level=level, offsets=offsets, step=step) for instant in instants
    ]
    table = pd.DataFrame([row for row, _ in found], index=articles.index, columns=COLUMNS)
    table = table.assign(published=articles["published"], compound=articles["compound"])
    moves = np.concatenate([path for _, path in found]) if found else np.empty(0)
    minutes = (offsets * (step / pd.Timedelta("1min"))).astype(int)
    paths = pd.DataFrame(
        {
            "key": np.repeat(articles.index.to_numpy(), len(offsets)),
            "minutes": np.tile(minutes, len(articles)),
            "move": moves,
        }
    )
    measured = table.melt(["session", "compound"], list(MEASURES), "measure", "move")
    placed = paths.join(table[["session", "compound"]], on="key")
    averages = _averages(measured, by="measure", order=list(MEASURES))
    return Around(
        table=table,
        paths=paths,
        averages=averages,
        mean_paths=_averages(placed, by="minutes", order=minutes.tolist()),
        notes=tuple(
            _note(averages[averages["tone"] == tone], tone, reach=reach) for tone in LABELS
        ),
    )


def _cash(daily: pd.DataFrame) -> "pd.Series[float]":
    """Return what dividends have added to the logarithm of the price by each session."""
    return (daily["dividend"] / daily["close"]).transform(np.log1p).cumsum()


def _tape(
    intraday: Pair, *, cash: "tuple[pd.Series[float], pd.Series[float]]", step: pd.Timedelta
) -> _Tape:
    """Return the share's bars less the benchmark's, numbered by unbroken trading time."""
    start = pd.DatetimeIndex(intraday[0].index)
    days = start.tz_localize(None).normalize()
    levels = [
        [
            np.log(bars[name].reindex(start).to_numpy(dtype=float))
            + paid.reindex(days, method="ffill").fillna(0.0).to_numpy()
            for bars, paid in zip(intraday, cash, strict=True)
        ]
        for name in ("open", "close")
    ]
    opened, closed = (of_share - of_benchmark for of_share, of_benchmark in levels)
    broken = ~_follows(start, days, step=step)
    return _Tape(start, opened, closed, np.concatenate([[0], np.cumsum(broken)]))


def _follows(
    start: pd.DatetimeIndex, days: pd.DatetimeIndex, *, step: pd.Timedelta
) -> NDArray[np.bool_]:
    """Return which bars begin where the bar before ended, an exchange that was shut aside."""
    if start.empty:
        return np.empty(0, dtype=bool)
    held = calendar.sessions_between(days[0], days[-1])
    place = held.get_indexer(days)
    opens, closes = (
        pd.DatetimeIndex([of(day) for day in days.unique()])[days.unique().get_indexer(days)]
        for of in (calendar.open_of, calendar.close_of)
    )
    at_open, at_close = (start == opens)[1:], (start + step == closes)[:-1]
    overnight = (np.diff(place) == 1) & at_open & at_close
    return np.asarray(overnight | ((np.diff(place) == 0) & (np.diff(start) == step)))


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
    session = calendar.session_of(instant)
    in_hours = instant >= calendar.open_of(session)
    after = calendar.next_session(session)
    opened, closed = level["open"].get(session, np.nan), level["close"].get(session, np.nan)
    before = level["close"].get(calendar.previous_session(session), np.nan)
    path, base = _path(instant, session, tape=tape, offsets=offsets, step=step, in_hours=in_hours)
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
    return [session, in_hours, *moves.values(), reason], path


def _path(
    instant: pd.Timestamp,
    session: pd.Timestamp,
    *,
    tape: _Tape,
    offsets: Positions,
    step: pd.Timedelta,
    in_hours: bool,
) -> tuple[Array, float]:
    """Return the moves at each step from the last price before *instant*, and that price's level.

    Behind it a step is at the open of its bar, ahead at the close: the night
    between two sessions then falls on the first step after it.
    """
    nothing = np.full(len(offsets), np.nan)
    # In hours the bar that holds the instant, else the first bar of the next session.
    place = int(tape.start.searchsorted(instant, side="right")) - in_hours
    first = place if in_hours else place - 1
    if not 0 <= first < len(tape.start) or not _holds(tape, first, instant, session, step=step):
        return nothing, np.nan
    base = tape.opened[place] if in_hours else tape.closed[first]
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
    ends = tape.start[row] + step
    if instant >= calendar.open_of(session):
        return bool(tape.start[row] <= instant < ends)
    return bool(ends == calendar.close_of(calendar.previous_session(session)))


def _averages(moves: pd.DataFrame, *, by: str, order: list[object]) -> pd.DataFrame:
    """Return one row per tone and *by* with the mean move of the sessions and its interval."""
    held = moves.dropna(subset=["move", "compound"])
    labels = np.select(
        [held["compound"] <= -NEUTRAL_BAND, held["compound"] >= NEUTRAL_BAND],
        ["negative", "positive"],
        "neutral",
    )
    grouped = dict(list(held.groupby([labels, by])))
    rows = []
    for tone in LABELS:
        for value in order:
            group = grouped.get((tone, value), held[:0])
            means = group.groupby("session")["move"].mean().to_numpy()
            mean = means.mean() if len(means) else np.nan
            rows.append(
                (tone, value, len(group), len(means), mean, *significance.t_interval(means))
            )
    return pd.DataFrame(rows, columns=["tone", by, "articles", "sessions", "mean", "low", "high"])


def _note(rows: pd.DataFrame, tone: str, *, reach: str) -> str:
    """Return what the hours around articles of one tone show, and what they cannot."""
    before, after = (rows[rows["measure"] == name].iloc[0] for name in ("before", "after"))
    fewest = int(min(before["sessions"], after["sessions"]))
    if fewest < FEWEST:
        return (
            f"Cannot tell what the price did around {tone} articles: sessions with such articles "
            f"and prices around them: {fewest}, at least {FEWEST} are needed."
        )
    hours = f"{pd.Timedelta(reach) / pd.Timedelta('1h'):g} hours"
    said = " and ".join(
        f"{numbers.percent(row['mean'])} ({numbers.percent(row['low'])} to "
        f"{numbers.percent(row['high'])}) in the {hours} {when}"
        for row, when in ((before, "before"), (after, "after"))
    )
    clear = [
        when
        for row, when in ((before, "before"), (after, "after"))
        if row["low"] > 0 or row["high"] < 0
    ]
    told = f"the move {' and '.join(clear)} them is" if clear else "neither is"
    return (
        f"Around {tone} articles ({before['articles']:.0f} on {before['sessions']:.0f} sessions) "
        f"the price moved {said}, beyond the benchmark; {told} larger than chance would have it."
    )
