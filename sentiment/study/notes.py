"""A study in sentences: what was done, what bears on it, and what cannot be concluded."""

from collections.abc import Iterable, Sequence

import pandas as pd

from sentiment.output import numbers

FEW = 30  # events; below this an average effect of usual size mostly goes unseen

MODELS = {
    "market": "the market model on {benchmark}",
    "market-adjusted": "the difference from {benchmark}",
    "mean-adjusted": "the difference from the share's own mean",
    "two-factor": "a two-factor model on {benchmark} and on what {sector} does beyond it",
}
MEASURES = {
    "log": "log returns",
    "simple": "simple returns",
    "volume": "log volume",
}

# About what the funds hold of the share in late 2025, when most of the shipped announcements fall;
# the indices behind SMH and SOXX cap a member at 20 % and 8 %.
WEIGHTS = {
    ("NVDA", "SPY"): 0.08,
    ("NVDA", "QQQ"): 0.09,
    ("NVDA", "SMH"): 0.20,
    ("NVDA", "SOXX"): 0.08,
}


def method(
    share: str,
    *,
    benchmark: str,
    sector: str | None,
    model: str,
    measure: str,
    estimation: tuple[int, int],
    needed: int,
) -> str:
    """Return the sentence on what is measured and how."""
    by = MODELS[model].format(benchmark=benchmark, sector=sector)
    first, last = (numbers.signed(offset) for offset in estimation)
    return (
        f"Abnormal {MEASURES[measure]} of {share} by {by}, estimated on sessions {first} to {last} "
        f"before each event, of which at least {needed} must be usable."
    )


def left_out(table: pd.DataFrame, *, news: bool, results: bool) -> str:
    """Return the sentence on the sessions kept out of the estimation.

    *results* is whether any that are known were kept out.
    """
    groups = ["other announcements"] * news + ["results"] * results
    if not groups:
        return "No session is left out of the estimation."
    counts = table["left_out"].dropna()
    what = f"Sessions of {' and of '.join(groups)} are left out of the estimation"
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
    said = []
    several = table["session"][[" " in keys for keys in table["keys"]]]
    if len(several):
        said.append(f"Announcements that count for one session are one event: {dates(several)}.")
    behind = table["session"][(table["reason"] == "") & ~table["averaged"]]
    if len(behind):
        said.append(
            f"The windows of {dates(behind)} share sessions with an earlier event's: each is "
            "measured, but the moves cannot be told apart, and tests that take events for "
            "independent leave the later one out; the test adjusted for shared sessions keeps all."
        )
    return said


def placebos(table: pd.DataFrame, *, length: int, before: bool, results: bool) -> list[str]:
    """Return what the placebo windows are and what they can show.

    *results* is whether windows with known results were kept out.
    """
    count = table["placebo_n"].dropna()
    if count.empty:
        return []
    when = "ended before its own" if before else "do not touch any event's, earlier or later"
    without = "an announcement or results" if results else "an announcement"
    said = [
        "For a single event the verdict rests on its placebo windows, those of the same share "
        f"without {without} that {when}: {between(count)} of "
        f"them, so its p cannot fall below {table['smallest_p'].min():.2g} (Gelbach, Helland & "
        "Klick 2013)."
    ]
    if length > 1:
        said.append(
            f"Placebo windows of {length} sessions overlap one another: they are worth about "
            f"{between(count // length)} separate ones."
        )
    return said


def own_weight(share: str, *, benchmark: str, weight: float, beta: float) -> str:
    """Return how far the share moves the benchmark it is measured against.

    A move e of the share alone moves the benchmark by weight · e, of which the
    model takes beta · weight · e for the market's doing.
    """
    hidden = weight * beta
    return (
        f"{share} is about {weight:.0%} of {benchmark}, so its own news moves {benchmark} too: "
        f"with a beta of {beta:.2f} about {hidden:.0%} of a move of its own is taken for the "
        "market's, and abnormal returns are shown too small by that much."
    )


def average(n: int, *, half: float, correlation: float) -> list[str]:
    """Return what the events together can and cannot show.

    *n* counts the events whose windows lie apart; *half* is half the 95 %
    interval of their mean.
    """
    if n < 2:
        held = "No event" if n == 0 else "One event"
        return [f"{held} with a window of its own: nothing can be concluded about an average."]
    said = []
    if n < FEW:
        said.append(
            f"{n} events with windows apart are few: only an average beyond ±{half:.1%} would "
            "differ from nought at the 5 % level, and that none is found does not show that there "
            "is none."
        )
    if correlation > 0.005:
        said.append(
            f"Events share sessions, of their windows or of their estimation: their mean "
            f"correlation is {correlation:.2f}, for which only the adjusted test allows."
        )
    return said


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
    said = [f"window shared with {dates(overlapping)}"] * bool(len(overlapping))
    said += [f"results in the window ({dates(results)})"] * bool(len(results))
    return "; ".join(said)


def dates(days: Iterable[pd.Timestamp]) -> str:
    """Return days as a clause.

    Examples
    --------
    >>> dates([pd.Timestamp("2026-02-02"), pd.Timestamp("2026-02-03")])
    '2 February 2026 and 3 February 2026'
    """
    said = [f"{day.day} {day:%B %Y}" for day in days]
    return " and ".join([", ".join(said[:-1]), said[-1]] if len(said) > 1 else said)


def between(counts: "pd.Series[float]") -> str:
    """Return a range of counts as a clause.

    Examples
    --------
    >>> between(pd.Series([3, 3])), between(pd.Series([3, 12]))
    ('3', '3 to 12')
    """
    low, high = int(counts.min()), int(counts.max())
    return f"{low}" if low == high else f"{low} to {high}"
