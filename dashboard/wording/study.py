"""The words of the studies: choices, verdicts, and pictures for readers who cannot see them.

Neutral throughout: what moved together is said, never that one moved the other.
"""

import math
import textwrap

import pandas as pd

from dashboard.wording import numbers
from sentiment.study.abnormal import EventStudy
from sentiment.study.intraday import MEASURES
from sentiment.study.leadlag import LeadLag

MODELS = {
    "market": "Market model",
    "two-factor": "Market and sector",
    "market-adjusted": "Market-adjusted",
    "mean-adjusted": "Mean-adjusted",
}
OF = {"log": "Log returns", "simple": "Simple returns", "volume": "Log volume"}
LEFT_OUT = {"announcements": "Other announcements", "results": "Results"}
PLACEBOS = {"before": "before the announcement", "all": "all that are held"}
DEFINITIONS = {
    "mean": "Mean of the articles",
    "by sentences": "Mean, long articles weigh more",
    "negative share": "Share of articles that read negative",
    "negative sentences": "Share of sentences that read negative",
    "without price reports": "Mean without price reports",
    "sum": "Sum: many articles weigh more",
    "surprise": "Surprise: mean less that of before",
}
RETURNS = {"less": "Less the benchmark", "plain": "As they are"}
LEVEL = 0.05  # of the tests; what is at most this stands out
FURTHEST = 20  # sessions from the announcement, the reach of a window of one's own
LONGEST_ROLL = 250  # pairs, about a year of sessions with articles
STUDY_SHOWN = [
    "session",
    "title",
    "car",
    "low",
    "high",
    "t",
    "p",
    "placebo_p",
    "placebo_p_holm",
    "placebo_rank",
    "placebo_n",
    "smallest_p",
    "detectable",
    "beta",
    "r2",
    "n",
    "left_out",
    "flags",
    "reason",
]
OWN_SAMPLES = (
    "The shipped articles were written for this project from public facts, after the event. They "
    "show how the page works; of what came first they prove nothing. Save your own articles to "
    "learn about real coverage."
)


def span(window: tuple[int, int]) -> str:
    """Return a window of sessions as it is chosen.

    Examples
    --------
    >>> span((-1, 1)), span((0, 1))
    ('−1 … +1', '0 … +1')
    """
    return " … ".join(map(numbers.signed, window))


WINDOWS = {span(one): one for one in ((0, 0), (0, 1), (-1, 1), (-5, 5), (-10, 10))}
OWN_WINDOW = "Other"


def study_rows(study: EventStudy) -> pd.DataFrame:
    """Return a study's table with the middle of its placebos, as the page shows it."""
    last = study.fan[study.fan["offset"] == study.window[1]].set_index("event")
    middle = last.reindex(study.table["session"])
    rows = study.table[STUDY_SHOWN].assign(
        placebo_low=middle["q025"].to_numpy(), placebo_high=middle["q975"].to_numpy()
    )
    short = [textwrap.shorten(title, 44, placeholder=" …") for title in rows["title"]]
    labels = [
        f"{session.day} {session:%b %Y} · {title}"
        for session, title in zip(rows["session"], short, strict=True)
    ]
    return rows.assign(label=labels)


def study_verdict(study: EventStudy) -> str:
    """Return in a sentence how many announcements stood out, and how many would by chance."""
    measured = study.table[study.table["placebo_p"].notna()]
    if measured.empty:
        return "Cannot tell whether any stood out: none could be held against days without one."
    out, held = (measured[name] <= LEVEL for name in ("placebo_p", "placebo_p_holm"))
    return (
        f"**{out.sum()} of {len(measured)}** announcements stand out from days without one "
        f"(placebo p of at most 5%), where chance alone would give about "
        f"{LEVEL * len(measured):.1f}; corrected for looking at {len(measured)} (Holm): "
        f"**{held.sum()}**."
    )


def moved(study: EventStudy, number: float) -> str:
    """Return an abnormal return in percent, or an abnormal log volume as it is."""
    if study.measure == "volume":
        return numbers.decimal(number)
    return numbers.percent(number)


def event_verdict(study: EventStudy, session: pd.Timestamp) -> str:
    """Return where one announcement stands among its placebo windows, and what could have shown."""
    row = study.table.set_index("session").loc[session]
    move = f"{numbers.day(session)}: **{moved(study, row['car'])}** over sessions "
    opening = f"{move}{span(study.window)} beyond what was expected."
    if not row["placebo_n"]:
        return (
            f"{opening} Cannot tell whether that is unusual: no window without an announcement is "
            "held to compare with."
        )
    measured = int((study.table["reason"] == "").sum())
    beyond = ""
    if not math.isnan(row["detectable"]):
        smallest = moved(study, row["detectable"]).lstrip("+")
        beyond = f" The smallest move that stands out is ±{smallest}."
    mind = f" Mind: {row['flags']}." if row["flags"] else ""
    return (
        f"{opening} Of {row['placebo_n']:.0f} windows without an announcement "
        f"{row['placebo_rank']:.1%} lie below it: {_standing(row)} (placebo p "
        f"{row['placebo_p']:.3f}, corrected for {measured} announcements "
        f"{row['placebo_p_holm']:.2f}; the lowest that so many windows allow is "
        f"{row['smallest_p']:.3f}).{beyond}{mind}"
    )


def _standing(row: pd.Series) -> str:
    """Return whether an announcement stands out, or that so few windows cannot tell."""
    if row["smallest_p"] > LEVEL:
        return "too few to tell whether it is unusual"
    return "it **stands out**" if row["placebo_p"] <= LEVEL else "it **does not stand out**"


def volume_verdict(volume: EventStudy, session: pd.Timestamp) -> str:
    """Return how busy trading was around one announcement, and whether that stands out."""
    row = volume.table.set_index("session").loc[session]
    if row["reason"]:
        return f"Volume: cannot tell, {row['reason']}."
    length = volume.window[1] - volume.window[0] + 1
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


def strongest(rows: pd.DataFrame) -> int:
    """Return the position of the event that stands out most among its placebos."""
    return int(rows["placebo_p"].argmin())


def subject(study: EventStudy) -> str:
    """Return what a study measures, and against what."""
    against = {
        "two-factor": f"{study.benchmark} and {study.sector}",
        "mean-adjusted": "its own mean",
    }.get(study.model, study.benchmark)
    of = "log volume" if study.measure == "volume" else "return"
    return f"Abnormal {of} of {study.share} against {against}"


def describe_forest(study: EventStudy) -> str:
    """Return what the picture of all events shows, for a reader who cannot see it."""
    measured = study.table[study.table["reason"] == ""]
    parts = [
        f"{numbers.day(row.session)} {moved(study, row.car)} "
        f"({f'placebo p {row.placebo_p:.2f}' if row.placebo_n else 'no placebo window'})"
        for row in measured.itertuples()
    ]
    return f"{subject(study)}, cumulative: {', '.join(parts) or 'nothing could be measured'}."


def describe_lags(found: LeadLag) -> str:
    """Return what the picture of lags shows, for a reader who cannot see it."""
    values = ", ".join(
        f"{numbers.signed(lag)}: {_r(row['r'])}" for lag, row in found.table.iterrows()
    )
    return f"Correlation of tone with the return by lag. {values}. {found.verdict}"


def _r(number: float) -> str:
    """Return a correlation with its sign, in words where there is none."""
    return "too few pairs" if math.isnan(number) else numbers.tone(number)


def describe_car(study: EventStudy, session: pd.Timestamp) -> str:
    """Return what one event's path shows, for a reader who cannot see it."""
    row = study.table.set_index("session").loc[session]
    return (
        f"{subject(study)}, around {numbers.day(session)}: {moved(study, row['car'])}, "
        f"95% interval {moved(study, row['low'])} to "
        f"{moved(study, row['high'])}, {_rank(row)}."
    )


def _rank(row: pd.Series) -> str:
    """Return where an event stands among its placebo windows."""
    if not row["placebo_n"]:
        return "without a placebo window to compare with"
    return f"below {1 - row['placebo_rank']:.0%} of its placebo windows"


def describe_scatter(found: LeadLag, lag: int) -> str:
    """Return what the picture of pairs shows, for a reader who cannot see it."""
    row = found.table.loc[lag]
    number = numbers.count(int(row["n"]), "session")
    pairs = f"{number}, each with its tone and the return at lag {numbers.signed(lag)}"
    return f"{pairs}; r {_r(row['r'])}."


def describe_rolling(rolled: pd.DataFrame) -> str:
    """Return what the picture of the rolling correlation shows."""
    held = rolled["r"].dropna()
    if held.empty:
        return "No correlation can be given: too few pairs."
    low, high, last = (_r(number) for number in (held.min(), held.max(), held.iloc[-1]))
    return f"Rolling correlation from {low} to {high}, last {last}."


def around_rows(averages: pd.DataFrame) -> pd.DataFrame:
    """Return the moves around articles with their stretches of time in words."""
    return averages.assign(measure=averages["measure"].map(MEASURES))


def describe_article(row: pd.Series) -> str:
    """Return what the price did around one article."""
    parts = [
        f"{name} {numbers.percent(row[column], digits=2)}"
        for column, name in (
            ("before", "two hours before"),
            ("to_open", "to the next open"),
            ("after", "two hours after"),
            ("to_close", "to the close"),
            ("to_next_close", "to the next close"),
        )
        if pd.notna(row[column])
    ]
    if not parts:
        return f"Cannot tell: {row['reason']}."
    since = "" if row["in_hours"] else " Published out of hours, measured from the close before."
    lacking = f" Not shown: {row['reason']}." if row["reason"] else ""
    return f"Beyond the benchmark: {', '.join(parts)}.{since}{lacking}"


def article_label(row: pd.Series, title: str) -> str:
    """Return an article as it is chosen from a list."""
    return f"{numbers.day(row['session'])} · tone {numbers.tone(row['compound'])} · {title}"
