"""What type checkers know of the public names: functions that mypy checks, and nobody calls.

Each answer is asked for by its type, so that a name which lost its own would be told.
"""

from collections.abc import Mapping
from pathlib import Path

import pandas as pd

import sentiment


def tone_of(text: str, company: str) -> float | None:
    """Return how a text reads about a company; None where it does not speak of it."""
    reading: sentiment.Reading = sentiment.score(text, about=company)
    return reading.compound if reading.n else None


def untrue_claims(
    text: str, published: pd.Timestamp, prices: Mapping[str, pd.DataFrame]
) -> list[str]:
    """Return what a text says of prices that the bars contradict."""
    claims: list[sentiment.Claim] = sentiment.find_claims(text, published=published)
    answers: list[sentiment.Judged] = [sentiment.judge(claim, prices, {}) for claim in claims]
    return [answer.words for answer in answers if answer.verdict == "does not match"]


def standing(prices: Mapping[str, pd.DataFrame], events: Path) -> pd.DataFrame:
    """Return where each announcement stands among ordinary days."""
    study: sentiment.EventStudy = sentiment.event_study(
        sentiment.read_events(events), prices, share="NVDA", benchmark="QQQ", window=(0, 1)
    )
    return study.table[["session", "move", "verdict"]]


def together(articles: pd.DataFrame, returns: "pd.Series[float]") -> str:
    """Return whether tone and price moved together, in a sentence."""
    tones: pd.DataFrame = sentiment.tones(articles)
    found: sentiment.LeadLag = sentiment.lead_lag(sentiment.tone_series(tones, "mean"), returns)
    return found.verdict
