"""The story's panel of tone: bars of sessions, a mark for each article, the mean of the last."""

from typing import Any

import pandas as pd

from dashboard.charts.marks import COLOURS, colour_of
from dashboard.wording import escaping
from dashboard.wording import numbers as numbers_wording
from sentiment.market.sessions import Sessions
from sentiment.output import frames
from sentiment.output.labels import SIGNS, Label, label_of
from sentiment.reports import story as reports_story

MOST_MARKS = 500  # articles; of more, their sessions' bars alone are drawn
ARTICLE = "article"  # what a mark says of itself to whoever hears its click
NOON = pd.Timedelta(hours=12)
ASIDE = pd.Timedelta(hours=18)  # width of a session, along which its articles stand
_SHAPES = {"positive": "triangle-up", "neutral": "circle", "negative": "triangle-down"}
_SIDES: tuple[Label, ...] = ("positive", "negative")


def noons(days: "pd.Index[Any]") -> pd.DatetimeIndex:
    """Return where sessions stand: in the middle of their days."""
    return pd.DatetimeIndex(days) + NOON


def tone_title(articles: int, *, only: str = "") -> str:
    """Return the title of the tone's panel, of how much it is the tone; below it its legend.

    In one line, a phone would cut the legend off.
    """
    counted = numbers_wording.count(articles, "article")
    which = f" {escaping.plain(only)}" if only else ""
    whose = f"<b>Tone of {counted}{which}</b>"
    signs = " ".join(coloured(label, f"{SIGNS[label]} {label}") for label in _SIDES)
    marks = "" if articles > MOST_MARKS else " ● neutral · line: last five"
    return f"{whose}, bars: mean of each session<br>{signs}{marks}"


def tone_bars(tone: pd.DataFrame, *, articles: pd.DataFrame) -> dict[str, object]:
    """Return each session's mean tone from zero; its label tells its articles too."""
    hovers = dict.fromkeys(tone.index, "")
    if len(articles) <= MOST_MARKS:
        for row in frames.rows(articles):
            tone_words = f"<br>{SIGNS[label_of(row.tone)]} {numbers_wording.tone(row.tone)} "
            hovers[row.session] = hovers.get(row.session, "") + tone_words + short(str(row.title))
    return {
        "type": "bar",
        "yaxis": "y3",
        "x": noons(tone.index),
        "y": tone["compound"],
        "opacity": 0.5 if 0 < len(articles) <= MOST_MARKS else 1,
        "marker": {"color": [colour_of(value) for value in tone["compound"]]},
        "customdata": [
            f"{numbers_wording.tone(row.compound)} of {numbers_wording.count(row.n, 'article')}"
            + hovers[row.Index]
            for row in frames.rows(tone)
        ],
        "hovertemplate": "%{customdata}",
        "name": "Tone",
    }


def short(title: str, most: int = 60) -> str:
    """Return a title that fits a label, cut at a word."""
    if len(title) <= most:
        return escaping.plain(title)
    return escaping.plain(title[:most].rsplit(" ", 1)[0] + " …")


def article_marks(articles: pd.DataFrame, exchange: Sessions) -> list[dict[str, object]]:
    """Return a mark for each article at its minute, and the mean of the last five."""
    place = {"type": "scatter", "yaxis": "y3", "hoverinfo": "skip"}
    within = reports_story.within_session(articles, exchange)
    places = articles["session"] + NOON + (within - 0.5) * ASIDE
    labels = [label_of(one) for one in articles["tone"]]
    line: dict[str, object] = {
        **place,
        "x": places,
        "y": reports_story.smoothed(articles),
        "mode": "lines",
        "line": {"color": COLOURS["neutral"], "width": 1.5, "shape": "hv"},
        "name": "Mean of the last five",
    }
    dots: dict[str, object] = {
        **place,
        "hoverinfo": "none",  # its session's label tells it; a click opens it
        "customdata": [[ARTICLE, key] for key in articles.index],
        "x": places,
        "y": articles["tone"],
        "mode": "markers",
        "marker": {
            "size": 8,
            "symbol": [_SHAPES[label] for label in labels],
            "color": [COLOURS[label] for label in labels],
        },
        "name": "Articles",
    }
    return [line, dots]


def coloured(meaning: str, text: str) -> str:
    """Return a word of a title in the colour of a meaning."""
    return f'<span style="color:{COLOURS[meaning]}">{text}</span>'
