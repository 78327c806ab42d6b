"""Articles to tone: one row per article, then one row per session."""

import math
from collections.abc import Collection
from typing import Any, Literal

import pandas as pd

from sentiment.market import calendar, sessions
from sentiment.market.sessions import Sessions
from sentiment.reading import article as reading_article


def tones(
    articles: pd.DataFrame, *, about: str | None = None, known_as: Collection[str] = ()
) -> pd.DataFrame:
    """Return how each article reads, one row per article, oldest first.

    Parameters
    ----------
    articles
        Columns ``title``, ``text`` and ``published`` (with a zone), one row per article; and
        ``about``, if some are read about a company and others whole, where it is "".
    about
        Read only what is said of this company; an article that never names it has NaN.
    known_as
        Other names of the company, or of each that the articles are read about.

    Returns
    -------
    DataFrame
        Index as given; ``session`` that the article counts for, ``published``, ``title``,
        ``compound``, ``low`` and ``high`` (95 % interval), ``n`` distinct sentences,
        ``without_moves``, ``plain`` (the same mean of plain VADER's sentence compounds),
        ``whole`` (plain VADER's compound of the whole text), ``negative`` and
        ``plain_negative`` (how many of the sentences read negative by either).
    """
    rows = [_tone(article, about, known_as) for _, article in articles.iterrows()]
    columns = ["session", "published", "title", *_NUMBERS]
    index = articles.index.rename("key")
    return pd.DataFrame(rows, index=index, columns=columns).sort_values("published")


def on_sessions_of(
    tones: pd.DataFrame, exchange: Sessions, *, untimed: Collection[str] = ()
) -> pd.DataFrame:
    """Return tones on the sessions of an exchange, which may be others than New York's.

    Parameters
    ----------
    tones
        From :func:`tones`.
    untimed
        Keys of the articles of which the day of publication alone is known: it counts for itself.
    """
    if exchange.name == sessions.NEW_YORK:
        return tones
    published = tones["published"]
    days = published.dt.tz_convert(calendar.NEW_YORK).dt.tz_localize(None).dt.normalize()
    alone = tones.index.isin(list(untimed))
    placed = exchange.sessions_for(published)
    return tones.assign(session=placed.mask(alone, exchange.sessions_for_days(days)))


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


Scorer = Literal["compound", "plain"]
Definition = Literal[
    "mean",
    "by sentences",
    "negative share",
    "negative sentences",
    "without price reports",
    "sum",
    "surprise",
]


def tone_series(
    tones: pd.DataFrame,
    definition: Definition = "mean",
    *,
    scorer: str = "compound",
    exchange: Sessions | None = None,
) -> "pd.Series[float]":
    """Return one number per session that has an article, by one of several definitions of tone.

    Parameters
    ----------
    tones
        From :func:`tones`; articles without a number are left out.
    definition
        "mean" of the session's articles; "by sentences", the mean in which an article weighs as
        much as it has sentences; "negative share", of articles that read negative (more of them
        is worse), "negative sentences", the same of sentences; "without price reports", the mean
        of what judges, so that tone is not measured by the move it reports; "sum", so that many
        articles weigh more than one; "surprise", the mean less that of the sessions before
        (:func:`surprise`).
    scorer
        The column that counts as an article's tone; "without price reports" has its own.
    exchange
        Whose sessions are those before one, for "surprise"; New York's by default.

    Examples
    --------
    >>> day = pd.Timestamp("2026-02-02")
    >>> read = pd.DataFrame({"session": [day, day], "compound": [-0.4, 0.02], "n": [1, 3]})
    >>> asked = ("mean", "by sentences", "negative share")
    >>> [float(tone_series(read, one).round(3).iloc[0]) for one in asked]
    [-0.19, -0.085, 0.5]
    """
    column = "without_moves" if definition == "without price reports" else scorer
    held = tones.dropna(subset=[column])
    total, count = _summands(held, definition, column=column)
    summed = total.groupby(held["session"]).sum()
    if definition == "sum":
        return summed.rename(definition)
    ratio = (summed / count.groupby(held["session"]).sum()).rename(definition)
    return surprise(ratio, exchange=exchange) if definition == "surprise" else ratio


def _summands(
    held: pd.DataFrame, definition: Definition, *, column: str
) -> "tuple[pd.Series[float], pd.Series[float]]":
    """Return what each article adds to its session's total and to what the total is divided by."""
    tone, once = held[column], held[column] * 0 + 1
    if definition == "by sentences":
        return tone * held["n"], held["n"]
    if definition == "negative sentences":
        return held[_NEGATIVE[column]], held["n"]
    if definition == "negative share":
        return (tone <= -reading_article.NEUTRAL_BAND).astype("float64"), once
    return tone, once


def daily(articles: pd.DataFrame, *, about: str | None = None) -> pd.DataFrame:
    """Return the articles' tone as one row per session: see :func:`by_session`."""
    return by_session(tones(articles, about=about))


_NEGATIVE = {"compound": "negative", "plain": "plain_negative"}
_NUMBERS = [
    *("compound", "low", "high", "n", "without_moves", "plain", "whole"),
    *_NEGATIVE.values(),
]


def _tone(
    article: "pd.Series[Any]", about: str | None, known_as: Collection[str]
) -> tuple[object, ...]:
    """Return one row of :func:`tones`."""
    published, title, text = article["published"], article["title"], article["text"]
    about = about or article.get("about") or None
    reading = reading_article.score(f"{title}\n\n{text}", about, known_as=known_as)
    counted = [one for one in reading.sentences if one.weight]
    numbers = [
        reading.compound if reading.n else math.nan,
        reading.low,
        reading.high,
        reading.n,
        reading.without_moves,
        reading.plain_mean,
        reading.plain.compound,
        _negative([one.reading.compound for one in counted]),
        _negative([one.plain for one in counted]),
    ]
    return calendar.session_of(published), published, title, *numbers


def _negative(compounds: list[float]) -> int:
    """Return how many of the compounds read negative."""
    return sum(reading_article.label_of(compound) == "negative" for compound in compounds)


def surprise(
    tone: "pd.Series[float]",
    *,
    over: int = 20,
    fewest: int = 3,
    exchange: Sessions | None = None,
) -> "pd.Series[float]":
    """Return the tone less its mean over the *over* sessions before, NaN without *fewest* tones.

    Sessions are those of *exchange*, New York's by default.

    Examples
    --------
    >>> days = pd.DatetimeIndex(["2026-01-29", "2026-01-30", "2026-02-02", "2026-02-03"])
    >>> surprise(pd.Series([0.1, 0.2, 0.3, -0.2], index=days)).round(2).to_list()
    [nan, nan, nan, -0.4]
    """
    spread_out = tone.reindex(sessions.days_of_both(tone, tone, exchange=exchange))
    usual = spread_out.rolling(over, min_periods=fewest).mean().shift()
    return (spread_out - usual).reindex(tone.index)
