"""Articles to tone: one row per article, then one row per session."""

import math
from typing import Any, Literal

import pandas as pd

from sentiment import leadlag, scoring, sessions


def tones(articles: pd.DataFrame, *, about: str | None = None) -> pd.DataFrame:
    """Return how each article reads, one row per article, oldest first.

    Parameters
    ----------
    articles
        Columns ``title``, ``text`` and ``published`` (with a zone), one row per article.
    about
        Read only what is said of this company; an article that never names it has NaN.

    Returns
    -------
    DataFrame
        Index as given; ``session`` that the article counts for, ``published``, ``title``,
        ``compound``, ``low`` and ``high`` (95 % interval), ``n`` distinct sentences,
        ``without_moves``, ``plain`` (the same mean of plain VADER's sentence compounds) and
        ``whole`` (plain VADER's compound of the whole text).
    """
    rows = [_tone(article, about) for _, article in articles.iterrows()]
    columns = ["session", "published", "title", *_NUMBERS]
    index = articles.index.rename("key")
    return pd.DataFrame(rows, index=index, columns=columns).sort_values("published")


def by_session(tones: pd.DataFrame, *, scorer: str = "compound") -> pd.DataFrame:
    """Return one row per session that has an article: how many, how they read on average.

    Parameters
    ----------
    tones
        From :func:`tones`; articles without a number are left out.
    scorer
        The column that counts as an article's tone.

    Returns
    -------
    DataFrame
        Index ``session``; ``n`` articles, ``compound`` their mean, ``lowest`` and ``highest``
        of them, ``spread`` their standard deviation (NaN for one article).
    """
    held = tones.dropna(subset=[scorer])
    grouped = held.groupby("session")[scorer]
    return pd.DataFrame(
        {
            "n": grouped.size(),
            "compound": grouped.mean(),
            "lowest": grouped.min(),
            "highest": grouped.max(),
            "spread": grouped.std(),
        }
    )


Definition = Literal["mean", "negative share", "without price reports", "sum", "surprise"]


def tone_series(
    tones: pd.DataFrame, definition: Definition = "mean", *, scorer: str = "compound"
) -> "pd.Series[float]":
    """Return one number per session that has an article, by one of several definitions of tone.

    Parameters
    ----------
    tones
        From :func:`tones`; articles without a number are left out.
    definition
        "mean" of the session's articles; "negative share", those that read negative (more of them
        is worse); "without price reports", the mean of what judges, so that tone is not measured
        by the move it reports; "sum", so that many articles weigh more than one; "surprise", the
        mean less that of the sessions before (:func:`sentiment.leadlag.surprise`).
    scorer
        The column that counts as an article's tone; "without price reports" has its own.

    Examples
    --------
    >>> day = pd.Timestamp("2026-02-02")
    >>> read = pd.DataFrame({"session": [day, day], "compound": [-0.4, 0.02]})
    >>> [float(tone_series(read, one).round(2).iloc[0]) for one in ("mean", "negative share")]
    [-0.19, 0.5]
    """
    column = "without_moves" if definition == "without price reports" else scorer
    held = tones.dropna(subset=[column])
    grouped = held.groupby("session")[column]
    if definition == "negative share":
        negative = (held[column] <= -scoring.NEUTRAL_BAND).astype("float64")
        return negative.groupby(held["session"]).mean().rename(definition)
    if definition == "sum":
        return grouped.sum().rename(definition)
    mean = grouped.mean().rename(definition)
    return leadlag.surprise(mean) if definition == "surprise" else mean


def daily(articles: pd.DataFrame, *, about: str | None = None) -> pd.DataFrame:
    """Return the articles' tone as one row per session: see :func:`by_session`."""
    return by_session(tones(articles, about=about))


_NUMBERS = ["compound", "low", "high", "n", "without_moves", "plain", "whole"]


def _tone(article: "pd.Series[Any]", about: str | None) -> tuple[object, ...]:
    """Return one row of :func:`tones`."""
    published, title, text = article["published"], article["title"], article["text"]
    reading = scoring.score(f"{title}\n\n{text}", about)
    numbers = [
        reading.compound if reading.n else math.nan,
        reading.low,
        reading.high,
        reading.n,
        reading.without_moves,
        reading.plain_mean,
        reading.plain.compound,
    ]
    return sessions.session_of(published), published, title, *numbers
