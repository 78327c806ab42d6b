"""Events and prices to abnormal returns: one by one, among placebos, and on average.

Nothing from after an event's window enters its row, but for the flags that name later events and
Holm's adjustment for all of them: the model is estimated on sessions before the window, and placebo
windows ended before it (or, if asked for, are all that are held).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
import pandas as pd

from sentiment.output import notebook
from sentiment.study import across_events, panel, regression, windows
from sentiment.study import columns as study_columns
from sentiment.study import notes as study_notes
from sentiment.study.panel import Measure, Model, Panel
from sentiment.study.regression import Mask, Positions
from sentiment.study.windows import Sweep

_SHOWN = ["session", "title", "car", "low", "high", "placebo_p", "placebo_rank", "n", "reason"]


@dataclass(frozen=True, slots=True, eq=False)
class EventStudy:
    """What a share did around events beyond what its benchmark explains.

    Returns are decimals (log volumes when `measure` is "volume"); intervals hold 95 %.

    Attributes
    ----------
    table
        One row per session with events: `session`, `keys` (space-separated), `title`, `n`
        (sessions the model was estimated on), `left_out`, `alpha`, `beta`, `sector_beta`, `r2`,
        `sigma`, `car` (cumulative abnormal return), `error`, `low`, `high`, `t`, `p`, `p_holm`,
        `placebo_p`, `placebo_p_holm`, `placebo_rank` (share of placebo windows below),
        `placebo_n`, `smallest_p` (the lowest placebo p there can be), `detectable` (the size
        beyond which a move has a placebo p of at most 5 %), `averaged` (part of the tests that
        need windows apart), `flags`, `reason` (why there is no measurement, "" if there is one).
    paths
        One row per event and offset: `event` (its session), `offset`, `session`, `abnormal`,
        `car` (running), `low`, `high`.
    fan
        One row per event and offset: `event`, `offset` and the quantiles `q025` `q25` `q50` `q75`
        `q975` of the running sums of that event's placebo windows.
    placebos
        One row per placebo window, by its session; a column per offset with the running sum.
    summary
        One row per test across events, see :func:`sentiment.averages.summarise`.
    notes
        What was done and what cannot be concluded, in sentences.
    """

    share: str
    benchmark: str
    sector: str | None
    model: Model
    measure: Measure
    window: tuple[int, int]
    estimation: tuple[int, int]
    table: pd.DataFrame
    paths: pd.DataFrame
    fan: pd.DataFrame
    placebos: pd.DataFrame
    summary: pd.DataFrame
    notes: tuple[str, ...]

    def _repr_html_(self) -> str:
        """Return each event's move and its standing, as a notebook shows them."""
        heading = f"{self.share} against {self.benchmark}, sessions {self.window}, {self.model}"
        return notebook.table(heading, self.table[_SHOWN], notes=self.notes)


def event_study(
    events: pd.DataFrame,
    prices: Mapping[str, pd.DataFrame],
    *,
    share: str,
    benchmark: str,
    sector: str | None = None,
    window: tuple[int, int] = (-1, 1),
    estimation: tuple[int, int] = (-250, -30),
    model: Model = "market",
    returns: Literal["log", "simple"] = "log",
    of: Literal["price", "volume"] = "price",
    results: pd.DatetimeIndex | None = None,
    leave_out_events: bool = True,
    leave_out_results: bool = True,
    placebos: Literal["before", "all"] = "before",
    weight: float | None = None,
    seed: int = 0,
) -> EventStudy:
    """Return how far *share* departed from what *benchmark* explains around each event.

    Parameters
    ----------
    events
        Announcements, indexed by key, with `session` and `title`; those of one session are one
        event.
    prices
        Daily bars by symbol.
    share, benchmark
        Whose returns, and which symbol stands for the market.
    sector
        A second benchmark, for the two-factor model alone. `beta` is then the share's on
        *benchmark*, and `sector_beta` its on what *sector* does beyond *benchmark*.
    window, estimation
        Sessions around an event, both ends included.
    model, returns
        What is expected of the share (:func:`sentiment.panel.panel_of`), and of which returns.
    of
        What is measured; for "volume", log volume takes the place of returns.
    results
        Sessions on which the share's results count; where none is known, the notes say so.
    leave_out_events, leave_out_results
        Whether sessions of other announcements and of results are kept out of the estimation.
        Placebo windows never touch an event's, and hold results only if these are not left out.
    placebos
        Compare an event with windows that ended before its own, or with all that are held.
    weight
        The share's weight in *benchmark*; for some pairs a rough one is known.
    seed
        Of the bootstrap interval.

    Raises
    ------
    DataError
        If *prices* lack a symbol that is needed, or a symbol is its own benchmark.
    ValueError
        If a window ends before it starts, or the estimation does not end before the window.
    """
    if not (estimation[0] <= estimation[1] < min(window[0], 0) and window[0] <= window[1]):
        raise ValueError(f"estimation {estimation} has to end before the window {window}")
    measure: Measure = "volume" if of == "volume" else returns
    held = panel.panel_of(
        prices, share, benchmark=benchmark, sector=sector, model=model, measure=measure
    )
    news, reported = _by_session(events), pd.DatetimeIndex([] if results is None else results)
    days = pd.DatetimeIndex(news["session"])
    never = leave_out_results & held.marked(reported)
    excluded = never | (leave_out_events & held.marked(days))
    swept = windows.sweep(
        held.response,
        held.design,
        usable=held.complete & ~excluded,
        window=window,
        estimation=estimation,
    )
    places = held.positions(days)
    news["reason"] = [
        _reason(held, swept, day=day, at=at) for day, at in zip(days, places, strict=True)
    ]
    measured = (news["reason"] == "").to_numpy()
    found = windows.measure(swept, places[measured])
    apart = windows.separate(found.at, len(swept.offsets))
    drawn = windows.placebos(swept, events=held.marked(days), never=never)
    running = swept.abnormal[drawn].cumsum(axis=1)
    # Placebos ascend, so those that ended before an event's window come first.
    ended = np.searchsorted(drawn, found.at - len(swept.offsets), side="right")
    rivals = [running[: count if placebos == "before" else None] for count in ended]
    columns = {
        **study_columns.estimated(swept, found.at, restricted=model == "market-adjusted"),
        "left_out": _count(held.complete & excluded, found.at, offsets=swept.estimation),
        **study_columns.significance(found),
        **study_columns.compared(found, rivals),
        "averaged": apart,
        "flags": _flags(held, found.at, days=days, results=reported, offsets=swept.offsets),
    }
    study = EventStudy(
        share=share,
        benchmark=benchmark,
        sector=sector,
        model=model,
        measure=measure,
        window=window,
        estimation=estimation,
        table=_joined(news, pd.DataFrame(columns, index=news.index[measured])),
        paths=study_columns.paths(found, days=held.days, offsets=swept.offsets),
        fan=study_columns.fan(found.at, days=held.days, offsets=swept.offsets, rivals=rivals),
        placebos=pd.DataFrame(running, index=held.days[drawn], columns=swept.offsets),
        summary=across_events.summarise(found, apart=apart, seed=seed),
        notes=(),
    )
    known = bool(held.marked(reported).any())
    spared = known and leave_out_results
    about_results = [] if known else [study_notes.unknown_results(share)]
    notes = _notes(
        study,
        left_out=[
            study_notes.left_out(study.table, news=leave_out_events, results=spared),
            *about_results,
        ],
        spared=spared,
        correlation=across_events.mean_correlation(found),
        weight=_known_weight(share, benchmark) if weight is None else weight,
        before=placebos == "before",
    )
    return replace(study, notes=notes)


def _by_session(events: pd.DataFrame) -> pd.DataFrame:
    """Return one row per session with events, in order: `session`, `keys`, `title`."""
    days, places = np.unique(events["session"].to_numpy(), return_inverse=True)
    joined: dict[str, list[list[str]]] = {name: [[] for _ in days] for name in ("keys", "title")}
    for place, key, title in zip(places, events.index, events["title"], strict=True):
        joined["keys"][place].append(str(key))
        joined["title"][place].append(str(title))
    keys, titles = (map(by.join, joined[name]) for by, name in ((" ", "keys"), ("; ", "title")))
    return pd.DataFrame({"session": days, "keys": list(keys), "title": list(titles)})


def _reason(held: Panel, swept: Sweep, *, day: pd.Timestamp, at: int) -> str:
    """Return why an event on *day*, in row *at*, cannot be measured, "" if it can."""
    if at >= 0:
        return "" if swept.sound[at] else _lack(held, swept, at)
    if day < held.days[0]:
        return f"the share's first bar is of {held.days[0]:%Y-%m-%d}"
    if day > held.days[-1]:
        return f"the share's last bar is of {held.days[-1]:%Y-%m-%d}"
    return "the exchange was shut that day"


def _lack(held: Panel, swept: Sweep, at: int) -> str:
    """Return what keeps the session in row *at* from being measured."""
    if at + swept.offsets[0] < 0 or at + swept.offsets[-1] >= len(held.days):
        return f"its window runs off the bars, {held.days[0]:%Y-%m-%d} to {held.days[-1]:%Y-%m-%d}"
    if gap := _gap(held.measured.iloc[at + swept.offsets]):
        return gap
    if (n := swept.fit.n[at]) < windows.NEEDED:
        return f"only {n} sessions before it can be used, {windows.NEEDED} are needed"
    return "what came before it varies too little to fit the model"


def _gap(around: pd.DataFrame) -> str:
    """Return which values are missing on the first session that lacks any, "" if none does."""
    for day, lacking in zip(around.index, around.isna().to_numpy(), strict=True):
        if lacking.any():
            names = " and ".join(around.columns[lacking])
            return f"{names} has no value on {day:%Y-%m-%d}, inside the window"
    return ""


def _count(marked: Mask, at: Positions, *, offsets: Positions) -> Positions:
    """Return how many of the marked sessions lie at the *offsets* from each row *at*."""
    found = regression.gather(np.where(marked, 1.0, 0.0), at, offsets=offsets)
    return np.asarray(np.nansum(found, axis=1), dtype=np.int64)


def _flags(
    held: Panel,
    at: Positions,
    *,
    days: pd.DatetimeIndex,
    results: pd.DatetimeIndex,
    offsets: Positions,
) -> list[str]:
    """Return what else falls in the window of each event *at* these rows."""
    other, released = (held.positions(which) for which in (days, results))
    first, last, length = offsets[0], offsets[-1], len(offsets)
    said = []
    for row in at:
        shared = (other >= 0) & (other != row) & (np.abs(other - row) < length)
        inside = (released >= 0) & (released >= row + first) & (released <= row + last)
        named = [days[place] for place in np.flatnonzero(shared).tolist()]
        said.append(
            study_notes.flag(named, [results[place] for place in np.flatnonzero(inside).tolist()])
        )
    return said


def _joined(news: pd.DataFrame, found: pd.DataFrame) -> pd.DataFrame:
    """Return every event's row with what was found, the reason last."""
    flags = found.pop("flags").astype("str").reindex(news.index, fill_value="")
    averaged = found.pop("averaged").reindex(news.index, fill_value=False)
    numbers = found.reindex(news.index)
    named = news[["session", "keys", "title"]]
    last = {"averaged": averaged, "flags": flags, "reason": news["reason"].astype("str")}
    return pd.concat([named, numbers, pd.DataFrame(last)], axis=1)


def _notes(
    study: EventStudy,
    *,
    left_out: Sequence[str],
    spared: bool,
    correlation: float,
    weight: float | None,
    before: bool,
) -> tuple[str, ...]:
    """Return the study in sentences."""
    table, interval = study.table, study.summary.iloc[0]
    length = study.window[1] - study.window[0] + 1
    of_sector = _known_weight(study.share, study.sector)
    weighing = [
        (study.benchmark, weight, float(table["beta"].median())),
        (study.sector, of_sector, float(table["sector_beta"].median())),
    ]
    notes = [
        study_notes.method(
            study.share,
            benchmark=study.benchmark,
            sector=study.sector,
            model=study.model,
            measure=study.measure,
            estimation=study.estimation,
            needed=windows.NEEDED,
        ),
        *left_out,
        *study_notes.shared_sessions(table),
        *study_notes.placebos(table, length=length, before=before, results=spared),
    ]
    notes += [
        study_notes.own_weight(study.share, benchmark=symbol, weight=part, beta=beta)
        for symbol, part, beta in weighing
        if symbol and part and np.isfinite(beta) and study.measure != "volume"
    ]
    half = float(interval["high"] - interval["low"]) / 2
    notes += study_notes.average(int(interval["n"]), half=half, correlation=correlation)
    if study.measure == "volume":
        notes.append(study_notes.volume())
    return (*notes, *study_notes.unmeasured(table))


def _known_weight(share: str, benchmark: str | None) -> float | None:
    """Return about what the benchmark holds of the share, None if unknown."""
    return study_notes.WEIGHTS.get((share, benchmark or ""))
