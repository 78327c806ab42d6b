"""Events and prices to abnormal returns: one by one, among placebos, and on average.

Nothing from after an event's window enters its row, but for the flags that name later events and
Holm's adjustment for all of them: the model is estimated on sessions before the window, and placebo
windows ended before it (or, if asked for, are all that are held).
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal

import numpy as np
import pandas as pd

from sentiment.output import frames, notebook
from sentiment.study import across_events, event_rows, weights, windows
from sentiment.study import columns as study_columns
from sentiment.study import notes as study_notes
from sentiment.study.design import Compared, Design, LeftOut
from sentiment.study.ground import Ground, ground_of
from sentiment.study.panel import Model
from sentiment.study.regression import Array, Positions
from sentiment.study.rivals import Field, Rivals
from sentiment.study.windows import Measured

_SHOWN = ["session", "title", "move", "move_low", "move_high", "placebo_p", "verdict", "reason"]


@dataclass(frozen=True, slots=True, eq=False)
class EventStudy:
    """What a share did around events beyond what its benchmark explains.

    Returns are decimals (log returns or volumes as `measure` says); intervals hold 95 %.

    Attributes
    ----------
    design
        What was measured, against what and how.
    table
        One row per session with events: `session`, `keys` (space-separated), `title`, `n`
        (sessions the model was estimated on), `left_out`, `alpha`, `beta`, `sector_beta`, `r2`,
        `sigma`, `car` (cumulative abnormal return), `error`, `t`, `p`, `t_low`, `t_high` (the
        parametric test and its interval), `low`, `high` (the effects that the placebo p does not
        reject; NaN where none can be), `move`, `move_low`, `move_high` (the same as they are
        told: of "compound" the simple return that the logarithm stands for), `volatility` (the
        deviation to be expected of `car` on the eve of the event), `placebo_p`, `placebo_p_holm`,
        `placebo_p_plain` (among raw returns, windows counted as if apart), `placebo_rank` (share
        of placebo windows below, each at its own volatility), `same_side` (placebo windows that
        moved as far in the same direction), `placebo_n`, `smallest_p` (the lowest placebo p there
        can be), `detectable` (the size beyond which a move has a placebo p of at most 5 %),
        `placebo_kind`
        ("ordinary" or "results" windows), `verdict` and `verdict_holm` ("stands out", "does not
        stand out", "cannot be told"), `flags`, `averaged` (part of the tests that need windows
        apart), `reason` (why there is no measurement, "" if there is one).
    paths
        One row per event and offset: `event` (its session), `offset`, `session`, `abnormal`,
        `car` (running), `low`, `high` (by t).
    fan
        One row per event and offset: `event`, `offset` and the quantiles `q025` `q25` `q50` `q75`
        `q975` of the running sums of that event's placebo windows, at the event's volatility.
    ordinary
        One row per event and placebo window: `event`, `car` at the event's volatility.
    placebos
        One row per ordinary window, by its session; a column per offset with the running sum.
    summary, without_results
        One row per test across events, see :func:`sentiment.study.across_events.summarise`; of all,
        and of those whose windows hold no known results.
    notes
        What was done and what cannot be concluded, in sentences.
    """

    design: Design
    table: pd.DataFrame
    paths: pd.DataFrame
    fan: pd.DataFrame
    ordinary: pd.DataFrame
    placebos: pd.DataFrame
    summary: pd.DataFrame
    without_results: pd.DataFrame
    notes: tuple[str, ...]

    def event(self, session: pd.Timestamp) -> "pd.Series[Any]":
        """Return the row of the events of a session.

        Raises
        ------
        KeyError
            No event counts for it.
        """
        return frames.row(self.table.set_index("session"), session)

    def _repr_html_(self) -> str:
        """Return each event's move and its standing, as a notebook shows them."""
        design = self.design
        heading = (
            f"{design.share} against {design.benchmark}, sessions {design.window}, {design.model}"
        )
        return notebook.table(heading, self.table[_SHOWN], notes=self.notes)


# Longer than most: a parameter after the other, each handed on as it is.
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
    returns: Literal["compound", "log", "simple"] = "compound",
    of: Literal["price", "volume"] = "price",
    results: pd.DatetimeIndex | None = None,
    leave_out_events: bool = True,
    leave_out_results: bool = True,
    placebos: Compared = "before",
    weight: float | None = None,
    without_share: bool = False,
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
    returns, of
        Which returns are measured: logarithms, told as compounded simple returns or as they are
        (log points), or simple ones; for "volume", log volume takes the place of returns.
    results
        Sessions on which the share's results count; where none is known, the notes say so.
    leave_out_events, leave_out_results
        What `Design.leave_out` holds.
    weight
        The share's weight in *benchmark*, if it is known.
    seed
        Of the bootstrap interval.

    All others are those of :class:`sentiment.study.design.Design`.

    Raises
    ------
    DataError
        If *prices* lack a symbol that is needed, or a symbol is its own benchmark.
    ValueError
        If a window ends before it starts, or the estimation does not end before the window.
    """
    left_out: dict[LeftOut, bool] = {
        "announcements": leave_out_events,
        "results": leave_out_results,
    }
    design = Design(
        share=share,
        benchmark=benchmark,
        sector=sector,
        window=window,
        estimation=estimation,
        model=model,
        measure="volume" if of == "volume" else returns,
        leave_out=tuple(name for name, kept_out in left_out.items() if kept_out),
        placebos=placebos,
        without_share=without_share,
    )
    known = {} if weight is None else {benchmark: pd.Series({pd.Timestamp(0): weight})}
    return study_of(design, events, prices, results=results, known=known, seed=seed)


def study_of(
    design: Design,
    events: pd.DataFrame,
    prices: Mapping[str, pd.DataFrame],
    *,
    results: pd.DatetimeIndex | None = None,
    known: weights.Weights | None = None,
    seed: int = 0,
) -> EventStudy:
    """Return the study of a *design*; *known* are the share's weights by benchmark and date.

    The rest is as :func:`event_study` has it.
    """
    ground = ground_of(design, events, prices, results=results, known=known or {})
    panel, swept, news = ground.panel, ground.swept, event_rows.by_session(events)
    places = panel.positions(ground.days)
    news["reason"] = [
        event_rows.reason(panel, swept, day=day, at=at)
        for day, at in zip(ground.days, places, strict=True)
    ]
    measured = (news["reason"] == "").to_numpy()
    measurement = windows.measure(swept, places[measured])
    field = ground.field
    rivals = field.alike(measurement.at)
    columns = pd.DataFrame(
        _columns(ground, measurement, field=field, rivals=rivals), index=news.index[measured]
    )
    with_results = event_rows.count(
        panel.marked(ground.results), measurement.at, offsets=swept.offsets
    )
    study = EventStudy(
        design=design,
        table=event_rows.joined(news, columns),
        **_frames(ground, measurement, field=field, rivals=rivals),
        summary=_summary(measurement, seed=seed),
        without_results=_summary(measurement.only(with_results == 0), seed=seed),
        notes=(),
    )
    return replace(study, notes=_notes(study, ground, measurement))


def _columns(
    ground: Ground, measured: Measured, *, field: Field, rivals: list[Rivals]
) -> dict[str, object]:
    swept, panel, scale = ground.swept, ground.panel, field.scales[measured.at]
    excluded = panel.complete & ~swept.usable
    restricted = ground.design.model == "market-adjusted"
    columns = {
        **study_columns.estimated(swept, measured.at, restricted=restricted),
        "left_out": event_rows.count(excluded, measured.at, offsets=swept.estimation),
        **study_columns.significance(measured),
        **study_columns.compared(measured.car, scale, alike=rivals, plain=field.plain(measured.at)),
        "averaged": windows.separate(measured.at, len(swept.offsets)),
        "flags": event_rows.flags(
            panel, measured.at, days=ground.days, results=ground.results, offsets=swept.offsets
        ),
    }
    return {**columns, **study_columns.moves(columns, measure=ground.design.measure)}


def _frames(
    ground: Ground, measured: Measured, *, field: Field, rivals: list[Rivals]
) -> dict[str, pd.DataFrame]:
    days, offsets, scale = ground.panel.days, ground.swept.offsets, field.scales[measured.at]
    drawn = field.ordinary
    sums = ground.swept.abnormal[drawn].cumsum(axis=1)
    return {
        "paths": study_columns.paths(measured, days=days, offsets=offsets),
        "fan": study_columns.fan(
            measured.at, days=days, offsets=offsets, scale=scale, rivals=rivals
        ),
        "ordinary": study_columns.ordinary(measured.at, days=days, scale=scale, rivals=rivals),
        "placebos": pd.DataFrame(sums, index=days[drawn], columns=offsets),
    }


def _summary(measured: Measured, *, seed: int) -> pd.DataFrame:
    apart = windows.separate(measured.at, measured.abnormal.shape[1])
    return across_events.summarise(measured, apart=apart, seed=seed)


def _notes(study: EventStudy, ground: Ground, measured: Measured) -> tuple[str, ...]:
    table, design, interval = study.table, study.design, study.summary.iloc[0]
    reported = bool(ground.panel.marked(ground.results).any())
    half = float(interval["high"] - interval["low"]) / 2
    notes = [
        study_notes.method(design, needed=windows.NEEDED),
        study_notes.left_out(
            table, news="announcements" in design.leave_out, results=bool(ground.spared.any())
        ),
        *([] if reported else [study_notes.unknown_results(design.share)]),
        *study_notes.shared_sessions(table),
        *study_notes.placebos(
            table,
            length=design.length,
            before=design.placebos == "before",
            results=bool(ground.spared.any()),
        ),
        *_own_weight(ground, measured.at),
        *study_notes.average(
            int(interval["n"]), half=half, correlation=across_events.mean_correlation(measured)
        ),
        *study_notes.measured_size(int(interval["n"])),
        *study_notes.average_without_results(
            study.summary, study.without_results, volume=design.measure == "volume"
        ),
    ]
    if design.measure == "volume":
        notes.append(study_notes.volume())
    return (*notes, *study_notes.unmeasured(table))


def _own_weight(ground: Ground, at: Positions) -> list[str]:
    """Return what the share's own weight in its benchmarks hides, or what took it out."""
    design, fit = ground.design, ground.swept.fit
    if design.measure == "volume" or design.model == "mean-adjusted" or not len(at):
        return []
    symbols = [design.benchmark, *([design.sector] if design.sector else [])]
    slopes: Array = fit.coefficients[at][:, -len(symbols) :]
    if design.model == "market-adjusted":
        slopes = np.ones((len(at), 1))
    known = {symbol: ground.known[symbol] for symbol in symbols if symbol in ground.known}
    beta = dict(zip(symbols, np.median(slopes, axis=0).tolist(), strict=True))
    return study_notes.own_weight(
        design.share, beta=beta, known=known, taken_out=design.without_share
    )
