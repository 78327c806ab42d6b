"""What stands beside tables: how their columns are to be read, and of whom they are."""

import math
from typing import Any

import pandas as pd

from dashboard.wording import cells, numbers
from sentiment.output import frames
from sentiment.output.labels import Label, label_of
from sentiment.reports.headline import UNMOVED
from sentiment.reports.standing import rarity


def timeline_note(benchmark: str, only: str = "") -> str:
    """Return what the timeline's columns mean, and which articles *only* were counted."""
    counted = f" Counted are only articles {only}." if only else ""
    return (
        "“As large”: on how many of 100 ordinary days the share moved as far beyond what "
        f"{benchmark} explains, up or down. Announcements of one session share its numbers."
        + counted
    )


def timeline_heads(benchmark: str) -> dict[str, tuple[str, str]]:
    """Return the head of each of the timeline's columns, in their order, and what it means."""
    return {
        "number": ("No.", "In the order they came"),
        "session": ("Session", "The session it counts for"),
        "title": ("Announcement", "Opens it here and on every page; the arrow keys step through"),
        "move": ("Move", "The close against the close before"),
        "beyond": (f"Less {benchmark}", "The share's return less the benchmark's"),
        "tone": ("Tone", "Mean tone of the session's articles, from −1 to 1"),
        "articles": ("Articles", "How many count for the session"),
        "p": ("As large", "Ordinary days that moved as far"),
    }


def timeline(rows: pd.DataFrame, *, benchmark: str, only: str = "") -> dict[str, object]:
    """Return the announcements as their table tells them: heads, and each row's words and order.

    Parameters
    ----------
    rows
        From ``reports.timeline``.
    only
        What the articles were filtered by, in words.
    """
    counted = numbers.count(len(rows), "announcement")
    return {
        "title": "Announcements",
        "note": timeline_note(benchmark, only),
        "heads": [
            {"name": name, "meaning": meaning}
            for name, meaning in timeline_heads(benchmark).values()
        ],
        "rows": [_cells(row) for row in frames.rows(rows)],
        "all": f"All {counted}",
        "fewer": "Those beside the open one alone",
    }


def _cells(row: Any) -> dict[str, object]:
    """Return an announcement's cells in words, what each is sorted by, and the sign it has."""
    moves = [cells.cell(row.move, "percent"), cells.cell(row.beyond, "percent")]
    large = "–" if math.isnan(row.p) else rarity(row.p)
    toned = "–" if math.isnan(row.tone) else numbers.tone(row.tone)
    day = numbers.day(row.session)
    order = [row.number, row.session.timestamp(), row.title.casefold(), row.move, row.beyond]
    order += [row.tone, row.articles, row.p]
    signs = [_sign(row.move), _sign(row.beyond), label_of(row.tone) if toned != "–" else None]
    return {
        "key": str(row.Index),
        "cells": [str(row.number), day, row.title, *moves, toned, str(row.articles), large],
        "order": [_short(one) for one in order],
        "signs": [None, None, None, *signs, None, None],
    }


def _short(value: Any) -> Any:
    """Return a number as short as sorting needs it, None where it is not known."""
    if not isinstance(value, float):
        return value
    return None if math.isnan(value) else round(value, 5)


def _sign(change: float) -> Label | None:
    """Return which way a change goes; None where it is not known or nought."""
    if math.isnan(change) or abs(change) < UNMOVED:
        return None
    return "positive" if change > 0 else "negative"


def of_others(symbols: str, share: str, session: pd.Timestamp) -> str:
    """Return what is said over an announcement that does not name the chosen share.

    Examples
    --------
    >>> of_others("NVDA", "AMD", pd.Timestamp("2026-02-02"))
    'This announcement is about NVDA; below is what AMD did on Mon 2 Feb 2026.'
    """
    whose = numbers.listed(symbols.split())
    return (
        f"This announcement is about {whose}; below is what {share} did on {numbers.day(session)}."
    )
