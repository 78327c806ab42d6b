"""A study in sentences: what was done, what bears on it, and what cannot be concluded."""

from collections.abc import Iterable, Mapping, Sequence

import numpy as np
import pandas as pd

from sentiment.output import numbers
from sentiment.study.across_events import SIZE
from sentiment.study.design import Design

FEW = 30  # events; below this an average effect of usual size mostly goes unseen

MODELS = {
    "market": "the market model on {benchmark}",
    "market-adjusted": "the difference from {benchmark}",
    "mean-adjusted": "the difference from the share's own mean",
    "two-factor": "a two-factor model on {benchmark} and on what {sector} does beyond it",
}
MEASURES = {
    "compound": "log returns, told as compounded simple ones,",
    "log": "log returns, told as log points,",
    "simple": "simple returns",
    "volume": "log volume",
}


def method(design: Design, *, needed: int) -> str:
    """Return the sentence on what is measured and how."""
    by = MODELS[design.model].format(benchmark=design.benchmark, sector=design.sector)
    first, last = (numbers.signed(offset) for offset in design.estimation)
    return (
        f"Abnormal {MEASURES[design.measure]} of {design.share} by {by}, estimated on sessions "
        f"{first} to {last} before each event, of which at least {needed} must be usable."
    )


def left_out(table: pd.DataFrame, *, news: bool, results: bool) -> str:
    """Return the sentence on the sessions kept out of the estimation.

    *results* is whether any that are known were kept out.
    """
    groups = ["of the windows of other announcements"] * news + ["of results"] * results
    if not groups:
        return "No session is left out of the estimation."
    counts = table["left_out"].dropna()
    what = f"Sessions {' and '.join(groups)} are left out of the estimation"
    return f"{what}: {between(counts)} an event." if len(counts) else f"{what}."


def unknown_results(share: str) -> str:
    """Return what it means that no session of a share's results is known."""
    return (
        f"No results dates of {share} are held: its own results may lie in any window, also in "
        "those of the estimation and among the placebo windows, and are nowhere left out or "
        "pointed out."
    )


def shared_sessions(table: pd.DataFrame) -> list[str]:
    """Return what bears on single events: several on one session, shared windows, results."""
    sentences = []
    several = table["session"][[" " in keys for keys in table["keys"]]]
    if len(several):
        sentences.append(
            f"Announcements that count for one session are one event: {dates(several)}."
        )
    behind = table["session"][(table["reason"] == "") & ~table["averaged"]]
    if len(behind):
        sentences.append(
            f"The windows of {dates(behind)} share sessions with an earlier event's: each is "
            "measured, but the moves cannot be told apart, and tests that take events for "
            "independent leave the later one out; the test adjusted for shared sessions keeps all."
        )
    return sentences


def placebos(table: pd.DataFrame, *, length: int, before: bool, results: bool) -> list[str]:
    """Return what the placebo windows are and what they can show.

    *results* is whether windows with known results were kept out.
    """
    plain = table[table["placebo_kind"] == "ordinary"]
    sentences = (
        _ordinary(plain, length=length, before=before, results=results) if len(plain) else []
    )
    return [*sentences, *_of_results(table[table["placebo_kind"] == "results"])]


def _ordinary(table: pd.DataFrame, *, length: int, before: bool, results: bool) -> list[str]:
    """Return what windows without an announcement can show."""
    when = "ended before its own" if before else "do not touch any event's, earlier or later"
    without = "an announcement or results" if results else "an announcement"
    sentences = [
        "For a single event the verdict rests on its placebo windows, those of the same share "
        f"without {without} that {when}: {between(table['placebo_n'])} of them, so its p cannot "
        f"fall below {table['smallest_p'].min():.2g} (Gelbach, Helland & Klick 2013). Each window "
        "counts by its own forecast error and by how strongly the share was moving on its eve."
    ]
    if length > 1:
        apart = (table["placebo_n"] / length).transform(np.floor)
        sentences.append(
            f"Placebo windows of {length} sessions overlap one another: they are worth about "
            f"{between(apart)} separate ones, and are counted as so many."
        )
    return sentences


def _of_results(table: pd.DataFrame) -> list[str]:
    """Return what past results windows can show of those that hold results."""
    if table.empty:
        return []
    one = len(table) == 1
    sentences = (
        f"The window{'' if one else 's'} of {dates(table['session'])} "
        f"hold{'s' if one else ''} the share's own results, and results move a share: "
        f"{'it is' if one else 'they are'} held against its past windows with results, "
        f"{between(table['placebo_n'])} of them, so that p cannot fall below "
        f"{table['smallest_p'].fillna(1.0).min():.2g}"
    )
    if (table["verdict"] == "cannot be told").all():
        return [f"{sentences}: with so few, whether such a move stands out cannot be told."]
    return [f"{sentences}."]


def own_weight(
    share: str,
    *,
    beta: Mapping[str, float],
    known: Mapping[str, "pd.Series[float]"],
    taken_out: bool,
) -> list[str]:
    """Return how far the share moves the benchmarks it is measured against, or what took it out.

    A move e of the share alone moves a benchmark by weight · e, of which the model takes
    beta · weight · e for the market's doing; of two benchmarks the two parts add up, each by the
    coefficient that it has beside the other.
    """
    unknown = [symbol for symbol in beta if symbol not in known]
    sentences = [
        f"What {share} weighs in {' and '.join(unknown)} is not known: as far as it is part of "
        "that, its own news is taken for the market's, and abnormal returns are shown too small."
    ] * bool(unknown)
    if not known:
        return sentences
    parts = " and ".join(
        f"about {one.iloc[-1]:.0%} of {symbol} ({dates(one.index[-1:])})"
        for symbol, one in known.items()
    )
    if taken_out:
        return [
            f"{share} is {parts}; its own part is taken out of that benchmark's returns.",
            *sentences,
        ]
    hidden = sum(beta[symbol] * float(one.iloc[-1]) for symbol, one in known.items())
    names, betas = " and ".join(known), " and ".join(f"{beta[symbol]:.2f}" for symbol in known)
    return [
        f"{share} is {parts}, so its own news moves {names} too: with a coefficient of {betas} "
        f"about {hidden:.0%} of a move of its own is taken for the market's, and abnormal returns "
        "are shown too small by that much.",
        *sentences,
    ]


def average(n: int, *, half: float, correlation: float) -> list[str]:
    """Return what the events together can and cannot show.

    *n* counts the events whose windows lie apart; *half* is half the 95 %
    interval of their mean.
    """
    if n < 2:
        subject = "No event" if n == 0 else "One event"
        return [f"{subject} with a window of its own: nothing can be concluded about an average."]
    sentences = []
    if n < FEW:
        sentences.append(
            f"{n} events with windows apart are few: only an average beyond ±{half:.1%} would "
            "differ from nought at the 5 % level, and that none is found does not show that there "
            "is none."
        )
    if correlation > 0.005:
        sentences.append(
            f"Events share sessions, of their windows or of their estimation: their mean "
            f"correlation is {correlation:.2f}, for which only the adjusted test allows."
        )
    return sentences


def measured_size(n: int) -> list[str]:
    """Return which tests across *n* events fire on nothing where volatility changes."""
    if n < 2:
        return []
    patell, rank = (f"{SIZE[name]:.0%}" for name in ("Patell", "Rank"))
    return [
        "Patell's test and the rank test take volatility for constant: where news came in "
        f"turbulent times they fired on nothing in {patell} and {rank} of simulated studies, "
        "not 5%."
    ]


def average_without_results(
    every: pd.DataFrame, without: pd.DataFrame, *, volume: bool
) -> list[str]:
    """Return how the average changes where events with results in their windows are left out."""
    (whole, part) = (one.iloc[0] for one in (every, without))
    if part["n"] == whole["n"] or not part["n"]:
        return []
    left = int(whole["n"] - part["n"])
    return [
        f"Of the {whole['n']:.0f} events with windows apart {left} hold{'s' * (left == 1)} the "
        f"share's results: with them the mean is {_mean(whole, volume=volume)}, "
        f"without them {_mean(part, volume=volume)}."
    ]


def _mean(row: "pd.Series[float]", *, volume: bool) -> str:
    number = (f"{row['mean']:+.2f}" if volume else f"{row['mean']:+.2%}").replace("-", "−")
    return number if np.isnan(row["p"]) else f"{number} (p {row['p']:.2f})"


def volume() -> str:
    """Return what volume asks of the reader."""
    return (
        "Volume is high or low for weeks on end, so its t and the tests across events reject too "
        "easily; the placebo windows, which share that habit, do not."
    )


def unmeasured(table: pd.DataFrame) -> list[str]:
    """Return which events have no measurement."""
    pairs = zip(table["session"], table["reason"], strict=True)
    return [f"{dates([day])} is not measured: {reason}." for day, reason in pairs if reason]


def flag(overlapping: Sequence[pd.Timestamp], results: Sequence[pd.Timestamp]) -> str:
    """Return what else falls in an event's window."""
    reasons = [f"window shared with {dates(overlapping)}"] * bool(len(overlapping))
    reasons += [f"results on {dates(results)}"] * bool(len(results))
    return "; ".join(reasons)


def dates(days: Iterable[pd.Timestamp]) -> str:
    """Return days as a clause.

    Examples
    --------
    >>> dates([pd.Timestamp("2026-02-02"), pd.Timestamp("2026-02-03")])
    '2 February 2026 and 3 February 2026'
    """
    words = [f"{day.day} {day:%B %Y}" for day in days]
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def between(counts: "pd.Series[float]") -> str:
    """Return a range of counts as a clause.

    Examples
    --------
    >>> between(pd.Series([3, 3])), between(pd.Series([3, 12]))
    ('3', '3 to 12')
    """
    low, high = int(counts.min()), int(counts.max())
    return f"{low}" if low == high else f"{low} to {high}"
