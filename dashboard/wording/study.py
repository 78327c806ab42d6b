"""The words of the studies: choices, verdicts, and pictures for readers who cannot see them.

Neutral throughout: what moved together is said, never that one moved the other.
"""

import math
import textwrap
from typing import Any

import pandas as pd

from dashboard.wording import numbers
from dashboard.wording.escaping import as_written
from sentiment.output import frames
from sentiment.study import curve
from sentiment.study.abnormal import EventStudy
from sentiment.study.curve import Curve
from sentiment.study.design import LEVEL, Compared, Design, LeftOut
from sentiment.study.panel import Measure, Model

MODELS: dict[Model, str] = {
    "market": "Market model",
    "two-factor": "Market and sector",
    "market-adjusted": "Market-adjusted",
    "mean-adjusted": "Mean-adjusted",
}
OF: dict[Measure, str] = {
    "compound": "Compounded returns",
    "log": "Log points",
    "simple": "Simple returns",
    "volume": "Log volume",
}
LEFT_OUT: dict[LeftOut, str] = {"announcements": "Other announcements", "results": "Results"}
PLACEBOS: dict[Compared, str] = {"before": "before the announcement", "all": "all that are held"}
HUNDRED = 100  # windows; of fewer the count is said as it is
ONE_IN_HUNDRED = 0.0095  # rarer than this is said in a thousand
FURTHEST = 20  # sessions from the announcement, the reach of a window of one's own
STUDY_SHOWN = [
    "session",
    "title",
    "move",
    "move_low",
    "move_high",
    "placebo_p",
    "verdict",
    "flags",
    "reason",
]
STATISTICS = [
    "session",
    "move",
    "placebo_p",
    "placebo_p_holm",
    "placebo_p_plain",
    "placebo_kind",
    "placebo_rank",
    "placebo_n",
    "smallest_p",
    "detectable",
    "volatility",
    "t",
    "p",
    "t_low",
    "t_high",
    "beta",
    "r2",
    "n",
    "left_out",
]


def span(window: tuple[int, int]) -> str:
    """Return a window of sessions as it is chosen.

    Examples
    --------
    >>> span((-1, 1)), span((0, 1))
    ('−1 … +1', '0 … +1')
    """
    return " … ".join(map(numbers.signed, window))


WINDOWS = {span(one): one for one in curve.WINDOWS}
OWN_WINDOW = "Other"


def none_named(share: str) -> str:
    """Return what can be done where no announcement names a share."""
    return (
        f"No announcement that names {as_written(share)} is held. Write one under *Library*, or "
        "switch on *Announcements about other shares, too*."
    )


def study_rows(study: EventStudy) -> pd.DataFrame:
    """Return a study's events as the page shows them, with the middle of their placebos."""
    last = study.fan[study.fan["offset"] == study.design.window[1]].set_index("event")
    middle = last.reindex(study.table["session"])
    rows = study.table[STUDY_SHOWN].assign(
        placebo_low=shown_moves(study.design, middle["q025"]).to_numpy(),
        placebo_high=shown_moves(study.design, middle["q975"]).to_numpy(),
    )
    short = [textwrap.shorten(title, 44, placeholder=" …") for title in rows["title"]]
    labels = [
        f"{session.day} {session:%b %Y} · {title}"
        for session, title in zip(rows["session"], short, strict=True)
    ]
    return rows.assign(label=labels)


def statistics(study: EventStudy) -> pd.DataFrame:
    """Return the statistics of the events that could be measured, in the unit they are told in."""
    rows = study.table.loc[study.table["reason"] == "", STATISTICS].reset_index(drop=True)
    names = ["detectable", "volatility", "t_low", "t_high"]
    return rows.assign(**{name: shown_moves(study.design, rows[name]) for name in names})


def shown_moves(design: Design, numbers_held: "pd.Series[float]") -> "pd.Series[float]":
    """Return moves as they are told: of compounded returns the simple ones."""
    return numbers_held.map(math.expm1) if design.measure == "compound" else numbers_held


def study_verdict(study: EventStudy) -> str:
    """Return in a sentence how many announcements stood out, and how many would by chance."""
    measured = study.table[study.table["placebo_p"].notna()]
    if measured.empty:
        return "Cannot tell whether any stood out: none could be held against days without one."
    able = measured[measured["verdict"] != "cannot be told"]
    if able.empty:
        return (
            f"With this window it cannot be told whether any of {len(measured)} stand out: no p "
            f"can fall below {measured['smallest_p'].min():.2g}."
        )
    out = (able["verdict"] == "stands out").sum()
    unable = len(measured) - len(able)
    rest = f" (of {unable} more it cannot be told)" if unable else ""
    return (
        f"**{out} of {len(able)}** announcements stand out{rest}, where chance alone would give "
        f"about {LEVEL * len(able):.1f}; {_together(measured)}"
    )


def _together(measured: pd.DataFrame) -> str:
    """Return how many stand out when it counts that so many were looked at."""
    if (measured["verdict_holm"] == "cannot be told").all():
        return f"with this window it cannot be told for {len(measured)} announcements together."
    count = (measured["verdict_holm"] == "stands out").sum()
    return f"corrected for looking at {len(measured)} (Holm): **{count}**."


def moved(study: EventStudy, number: float) -> str:
    """Return an abnormal return in percent or log points, or an abnormal log volume as it is."""
    return told_as(study.design.measure, number)


def told_as(measure: str, number: float) -> str:
    """Return a move that was measured, in words.

    Examples
    --------
    >>> told_as("compound", 0.2), told_as("log", 0.2), told_as("simple", 0.2)
    ('+22.1%', '+20.0 log points', '+20.0%')
    """
    if measure == "volume":
        return numbers.decimal(number)
    if measure == "log":
        return f"{numbers.points(number)} log points"
    return numbers.percent(math.expm1(number) if measure == "compound" else number)


def rarity(study: EventStudy, session: pd.Timestamp) -> str:
    """Return in one sentence how rare so large a move is, before any statistic."""
    row = study.event(session)
    if row["reason"]:
        return f"What this announcement did cannot be measured: {row['reason']}"
    what = _what(study, row)
    if not row["placebo_n"]:
        return f"How rare {what.lower()} is cannot be told: nothing is held to compare it with"
    often = f"{what} came {_how_often(study, row)}"
    return f"{often}: {_STANDING[row['verdict']]}"


_STANDING = {
    "stands out": "it stands out",
    "does not stand out": "it does not stand out",
    "cannot be told": "too few to tell whether it is unusual",
}


def _what(study: EventStudy, row: "pd.Series[Any]") -> str:
    """Return the kind of move: "A fall this large"."""
    if study.design.measure == "volume":
        return "Trading this busy" if row["car"] > 0 else "Trading this quiet"
    return "A rise this large" if row["car"] > 0 else "A fall this large"


def _how_often(study: EventStudy, row: "pd.Series[Any]") -> str:
    """Return on how many of a hundred windows a move as far the same way came."""
    count, of = int(row["same_side"]), int(row["placebo_n"])
    if row["placebo_kind"] == "results":
        return f"with {count} of the {of} results before"
    length = study.design.length
    windows = "ordinary days" if length == 1 else f"ordinary windows of {length} sessions"
    at = "on" if length == 1 else "in"
    if of < HUNDRED:
        return f"{at} {count} of {of} {windows} of like volatility"
    if not count:
        return f"{at} none of {of} {windows} of like volatility"
    share = count / of
    words = (
        f"{share * 100:.0f} in 100" if share >= ONE_IN_HUNDRED else f"{share * 1000:.0f} in 1,000"
    )
    return f"{at} {words} {windows} of like volatility"


def event_verdict(study: EventStudy, session: pd.Timestamp) -> str:
    """Return where one announcement stands among its placebo windows, and what could have shown."""
    row = study.event(session)
    move = f"{numbers.day(session)}: **{moved(study, row['car'])}** over sessions "
    opening = f"{move}{span(study.design.window)} beyond what was expected{_range(study, row)}."
    if not row["placebo_n"]:
        return (
            f"{opening} Cannot tell whether that is unusual: no window {_alike(row)} is held to "
            "compare with."
        )
    mind = f" Mind: {row['flags']}." if row["flags"] else ""
    if row["verdict"] == "cannot be told":
        return f"{opening} {_untold(row)}{mind}"
    smallest = moved(study, row["detectable"]).lstrip("+")
    return (
        f"{opening} Of {row['placebo_n']:.0f} windows {_alike(row)}, each at its own volatility, "
        f"{row['placebo_rank']:.1%} lie below it: it **{row['verdict']}** (placebo p "
        f"{row['placebo_p']:.3f}, {_corrected(study, row)}; the lowest that so many windows allow "
        f"is {row['smallest_p']:.3f}). The smallest move that stands out is ±{smallest}.{mind}"
    )


def _range(study: EventStudy, row: "pd.Series[Any]") -> str:
    """Return the effects that the verdict does not reject."""
    if math.isnan(row["low"]):
        return ""
    return f" (95% {moved(study, row['low'])} to {moved(study, row['high'])})"


def _alike(row: "pd.Series[Any]") -> str:
    """Return which windows an event is held against."""
    if row["placebo_kind"] == "results":
        return "with the share's past results"
    return "without an announcement"


def _untold(row: "pd.Series[Any]") -> str:
    """Return why no p could have made an event stand out, and why it has no interval."""
    worth = round(1 / row["smallest_p"] - 1)
    few = f"{row['placebo_n']:.0f} windows {_alike(row)} are held"
    if worth < row["placebo_n"]:
        few += f", which overlap and are worth {worth} separate ones"
    why = (
        " A results day is held against results days alone, so with few of them it hardly ever can."
        if row["placebo_kind"] == "results"
        else ""
    )
    return (
        f"With this window it cannot be told whether that is unusual: {few}, too few for a placebo "
        f"p below {row['smallest_p']:.3f} (it is {row['placebo_p']:.3f}), or for a 95% interval."
        f"{why}"
    )


def _corrected(study: EventStudy, row: "pd.Series[Any]") -> str:
    """Return the p that counts all announcements that were looked at, or that it cannot tell."""
    measured = numbers.count(int((study.table["reason"] == "").sum()), "announcement")
    if row["verdict_holm"] == "cannot be told":
        return f"for {measured} together it cannot be told"
    return f"corrected for {measured} {row['placebo_p_holm']:.3f}"


def looked_at(count: int) -> str:
    """Return what it means that so many ways of measuring were looked at."""
    if count == 1:
        return "This is the first way of measuring looked at in this visit."
    return (
        f"Ways of measuring looked at in this visit: {count}. Each is another chance for something "
        "to stand out that is nothing; *Measure it in every way* counts them."
    )


def curve_verdict(result: Curve) -> str:
    """Return what all ways of measuring an announcement say together."""
    able = result.table[result.table["verdict"] != "cannot be told"]
    if able.empty:
        return "In none of these ways can it be told whether the move is unusual."
    out = int((able["verdict"] == "stands out").sum())
    low, high = (numbers.percent(one) for one in (able["move"].min(), able["move"].max()))
    opening = (
        f"In **{out} of {len(able)}** ways that can tell, it stands out; the move lies between "
        f"{low} and {high}. In {len(result.table) - len(able)} more it cannot be told."
    )
    if result.smallest_p > LEVEL:
        return (
            f"{opening} All together they cannot tell: no p can fall below {result.smallest_p:.3f}."
        )
    standing = "stands out" if result.p <= LEVEL else "does not stand out"
    return (
        f"{opening} Counting that {result.together} were looked at, it **{standing}** (max-T "
        f"p {result.p:.3f}: how often the largest of them was as large on ordinary days)."
    )


def describe_curve(result: Curve) -> str:
    """Return what the picture of all ways shows, for a reader who cannot see it."""
    return curve_verdict(result).replace("**", "")


def volume_verdict(volume: EventStudy, session: pd.Timestamp) -> str:
    """Return how busy trading was around one announcement, and whether that stands out."""
    row = volume.event(session)
    if row["reason"]:
        return f"Volume: cannot tell, {row['reason']}."
    length = volume.design.length
    factor = math.exp(row["car"] / length)
    among = "no window to compare with"
    if row["placebo_n"]:
        among = (
            f"placebo p {row['placebo_p']:.3f} in either direction, "
            f"{row['placebo_rank']:.1%} of placebo windows lower"
        )
    return (
        f"Volume over the same sessions: **{factor:.2f} times** what was expected "
        f"(in logarithms {moved(volume, row['car'])}; {among})."
    )


def subject(study: EventStudy) -> str:
    """Return what a study measures, and against what."""
    design = study.design
    against = {
        "two-factor": f"{design.benchmark} and {design.sector}",
        "mean-adjusted": "its own mean",
    }.get(design.model, design.benchmark)
    of = "log volume" if design.measure == "volume" else "return"
    without = f" without {design.share}" if design.without_share else ""
    return f"Abnormal {of} of {design.share} against {against}{without}"


def describe_forest(study: EventStudy) -> str:
    """Return what the picture of all events shows, for a reader who cannot see it."""
    measured = study.table[study.table["reason"] == ""]
    parts = [
        f"{numbers.day(row.session)} {moved(study, row.car)} "
        f"({f'placebo p {row.placebo_p:.2f}' if row.placebo_n else 'no placebo window'})"
        for row in frames.rows(measured)
    ]
    return f"{subject(study)}, cumulative: {', '.join(parts) or 'nothing could be measured'}."


def describe_car(study: EventStudy, session: pd.Timestamp) -> str:
    """Return what one event's path shows, for a reader who cannot see it."""
    row = study.event(session)
    return (
        f"{subject(study)}, around {numbers.day(session)}: {moved(study, row['car'])}, "
        f"{_interval(study, row)}{_rank(row)}."
    )


def _interval(study: EventStudy, row: "pd.Series[Any]") -> str:
    if math.isnan(row["low"]):
        return "no 95% interval, "
    return f"95% interval {moved(study, row['low'])} to {moved(study, row['high'])}, "


def _rank(row: "pd.Series[Any]") -> str:
    if not row["placebo_n"]:
        return "without a placebo window to compare with"
    return f"below {1 - row['placebo_rank']:.0%} of its placebo windows"
