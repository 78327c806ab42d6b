"""Announcements as rows of a study: joined by session, with reasons and flags."""

import numpy as np
import pandas as pd

from sentiment.study import notes as study_notes
from sentiment.study import regression, windows
from sentiment.study.panel import Panel
from sentiment.study.regression import Mask, Positions
from sentiment.study.windows import Sweep


def by_session(events: pd.DataFrame) -> pd.DataFrame:
    """Return one row per session with events, in order: `session`, `keys`, `title`."""
    days, places = np.unique(events["session"].to_numpy(), return_inverse=True)
    joined: dict[str, list[list[str]]] = {name: [[] for _ in days] for name in ("keys", "title")}
    for place, key, title in zip(places, events.index, events["title"], strict=True):
        joined["keys"][place].append(str(key))
        joined["title"][place].append(str(title))
    keys, titles = (map(by.join, joined[name]) for by, name in ((" ", "keys"), ("; ", "title")))
    return pd.DataFrame({"session": days, "keys": list(keys), "title": list(titles)})


def reason(panel: Panel, swept: Sweep, *, day: pd.Timestamp, at: int) -> str:
    """Return why an event on *day*, in row *at*, cannot be measured, "" if it can."""
    if at >= 0:
        return "" if swept.sound[at] else _lack(panel, swept, at)
    if day < panel.days[0]:
        return f"the share's first bar is of {panel.days[0]:%Y-%m-%d}"
    if day > panel.days[-1]:
        return f"the share's last bar is of {panel.days[-1]:%Y-%m-%d}"
    return "the exchange was shut that day"


def _lack(panel: Panel, swept: Sweep, at: int) -> str:
    """Return what keeps the session in row *at* from being measured."""
    if at + swept.offsets[0] < 0 or at + swept.offsets[-1] >= len(panel.days):
        return (
            f"its window runs off the bars, {panel.days[0]:%Y-%m-%d} to {panel.days[-1]:%Y-%m-%d}"
        )
    if gap := panel.gap(at + swept.offsets):
        return gap
    if (n := swept.fit.n[at]) < windows.NEEDED:
        return f"only {n} sessions before it can be used, {windows.NEEDED} are needed"
    return "what came before it varies too little to fit the model"


def count(marked: Mask, at: Positions, *, offsets: Positions) -> Positions:
    """Return how many of the marked sessions lie at the *offsets* from each row *at*."""
    hits = regression.gather(np.where(marked, 1.0, 0.0), at, offsets=offsets)
    return np.asarray(np.nansum(hits, axis=1), dtype=np.int64)


def flags(
    panel: Panel,
    at: Positions,
    *,
    days: pd.DatetimeIndex,
    results: pd.DatetimeIndex,
    offsets: Positions,
) -> list[str]:
    """Return what else falls in the window of each event *at* these rows."""
    other, released = (panel.positions(which) for which in (days, results))
    first, last, length = offsets[0], offsets[-1], len(offsets)
    words = []
    for row in at:
        shared = (other >= 0) & (other != row) & (np.abs(other - row) < length)
        inside = (released >= 0) & (released >= row + first) & (released <= row + last)
        named = [days[place] for place in np.flatnonzero(shared).tolist()]
        words.append(
            study_notes.flag(named, [results[place] for place in np.flatnonzero(inside).tolist()])
        )
    return words


def joined(news: pd.DataFrame, results: pd.DataFrame) -> pd.DataFrame:
    """Return every event's row with what was found, the reason last."""
    words = {
        name: results.pop(name).astype("str").reindex(news.index, fill_value="")
        for name in ("placebo_kind", "verdict", "verdict_holm", "flags")
    }
    averaged = results.pop("averaged").reindex(news.index, fill_value=False)
    numbers = results.reindex(news.index)
    named = news[["session", "keys", "title"]]
    last = {**words, "averaged": averaged, "reason": news["reason"].astype("str")}
    return pd.concat([named, numbers, pd.DataFrame(last)], axis=1)
