"""The numbers of the page worked out step by step, in words."""

import math
from collections.abc import Sequence

import pandas as pd

from dashboard.wording import descriptions, escaping, money, numbers
from sentiment.market.bars import Move
from sentiment.market.shares import Share
from sentiment.output import frames
from sentiment.reading.article import Reading
from sentiment.study.abnormal import EventStudy
from sentiment.study.design import LEVEL
from sentiment.study.leadlag import LeadLag

RESAMPLED = "blocks of sessions drawn again and again"


def day(move: Move, returns: pd.Series, *, share: Share, benchmark: str) -> list[str]:
    """Return how a day's move, and the move less the benchmark's, come about."""
    gap = returns["share"] - returns["benchmark"]
    return [
        f"**On the day**, close over close before: {money.price(move.close, share=share)} / "
        f"{money.price(move.previous_close, share=share)} − 1 = {_fine(move.close_to_close)}.",
        f"**Less {escaping.as_written(benchmark)}**, dividends counted: "
        f"{_fine(returns['share'])} − "
        f"({_fine(returns['benchmark'])}) = {_fine(gap)}.",
    ]


def abnormal(
    study: EventStudy, session: pd.Timestamp, *, share: float, benchmark: float
) -> list[str]:
    """Return how one session's abnormal return, and its place among placebos, come about.

    Parameters
    ----------
    study
        Of that one session, by the market model of log returns.
    share, benchmark
        Their log returns of the session.
    """
    row = study.event(session)
    if row["reason"]:
        return [f"**Abnormal return**: cannot tell, {row['reason']}."]
    expected = row["alpha"] + row["beta"] * benchmark
    named = escaping.as_written(study.design.benchmark)
    return [
        f"**Expected** by the market model, estimated on {row['n']:.0f} sessions before: α + β × "
        f"{named} = {_fine(row['alpha'])} + {row['beta']:.2f} × {_fine(benchmark)} = "
        f"{_fine(expected)} (log returns).",
        f"**Abnormal return**: {_fine(share)} − ({_fine(expected)}) = {_fine(row['car'])} in "
        f"logarithms, {numbers.percent(row['move'], digits=2)} as a return.",
        f"**Placebo p**: the session's eve promised a deviation of {_fine(row['volatility'])}, so "
        f"the move is {abs(row['car'] / row['volatility']):.2f} of them. Of "
        f"{row['placebo_n']:.0f} windows, each over its own, {row['placebo_rank']:.1%} lie below; "
        f"as far out on either side, the move itself counted, lies a share of "
        f"{row['placebo_p']:.3f}. {LEVEL:.0%} or less stands out. Corrected for all announcements "
        f"(Holm: the smallest p times their number, the next times one less, and so on) it is "
        f"{row['placebo_p_holm']:.2f}.",
        *_interval(row),
    ]


def _interval(row: "pd.Series[float]") -> list[str]:
    """Return how the interval comes about, where there is one."""
    if math.isnan(row["low"]):
        return []
    return [
        f"**Its 95% interval** holds every effect that this p would not reject: "
        f"{numbers.percent(row['move_low'], digits=2)} to "
        f"{numbers.percent(row['move_high'], digits=2)} (by Student's t, which knows no volatility "
        f"but that of the estimation: {_fine(row['t_low'])} to {_fine(row['t_high'])} in "
        "logarithms)."
    ]


def article(reading: Reading) -> list[str]:
    """Return how a sentence's and an article's tone come about."""
    counted = [one for one in reading.sentences if one.weight]
    explained = [one for one in counted if one.reading.parts]
    if not explained:
        return ["**Tone**: no sentence of it carries one."]
    strongest = max(explained, key=lambda one: abs(one.reading.compound))
    weights = sum(one.weight for one in counted)
    total = sum(one.weight * one.reading.compound for one in counted)
    return [
        f"**A sentence**, “{escaping.as_written(strongest.sentence.text)}”: "
        f"{descriptions.sum_of(strongest)}",
        f"**An article** of {len(counted)} sentences: the sum of weight times tone over the sum "
        f"of weights = {_number(total)} / {weights:.1f} = {_number(reading.compound)}; the "
        "headline weighs 2, the two sentences behind it 1.5, every other one 1.",
    ]


def session(tones: Sequence[float]) -> str:
    """Return how a session's tone comes about from its articles'."""
    if not tones:
        return "**A session** without articles has no tone."
    terms = " + ".join(f"({_number(tone)})" for tone in tones)
    mean = sum(tones) / len(tones)
    return f"**A session** of {len(tones)} articles: ({terms}) / {len(tones)} = {_number(mean)}."


def together(result: LeadLag, *, lag: int = 0) -> list[str]:
    """Return how the correlation of tone and returns at one lag comes about."""
    row = frames.row(result.table, lag)
    if math.isnan(row["r"]):
        return [f"**Tone and price together**: {result.verdict}"]
    return [
        f"**Tone and price together**, at lag {lag}: both are ranked over {row['n']:.0f} sessions "
        f"with articles; the correlation of the ranks (Spearman's) is {_number(row['r'])}, 95% "
        f"interval {_number(row['low'])} to {_number(row['high'])} from {RESAMPLED}.",
        f"**Its p**: tones shuffled in blocks came out as far from 0 in a share of {row['p']:.3f}; "
        f"the largest over all {len(result.table)} lags did so in {row['p_adjusted']:.3f}, which "
        "is what counts when all are looked at.",
    ]


def _fine(change: float) -> str:
    return numbers.percent(change, digits=2)


def _number(value: float) -> str:
    return numbers.decimal(value, digits=3)
