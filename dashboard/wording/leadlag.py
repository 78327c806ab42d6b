"""The words of lead and lag, and of the hours around articles.

Neutral throughout: what moved together is said, never that one moved the other.
"""

import math

import pandas as pd

from dashboard.wording import numbers
from sentiment.output import frames
from sentiment.reading.daily import Definition
from sentiment.study.around_averages import HOURS
from sentiment.study.intraday import MEASURES
from sentiment.study.leadlag import LeadLag

DEFINITIONS: dict[Definition, str] = {
    "mean": "Mean of the articles",
    "by sentences": "Mean, long articles weigh more",
    "negative share": "Share of articles that read negative",
    "negative sentences": "Share of sentences that read negative",
    "without price reports": "Mean without price reports",
    "sum": "Sum: many articles weigh more",
    "surprise": "Surprise: mean less that of before",
}
RETURNS = {"less": "Less the benchmark", "plain": "As they are"}
LONGEST_ROLL = 250  # pairs, about a year of sessions with articles
OWN_SAMPLES = (
    "The shipped articles were written for this project from public facts, after the event. They "
    "show how the page works; of what came first they prove nothing. Save your own articles to "
    "learn about real coverage."
)


def describe_lags(result: LeadLag) -> str:
    """Return what the picture of lags shows, for a reader who cannot see it."""
    values = ", ".join(
        f"{numbers.signed(row.Index)}: {_r(row.r)}" for row in frames.rows(result.table)
    )
    return f"Correlation of tone with the return by lag. {values}. {result.verdict}"


def _r(number: float) -> str:
    """Return a correlation with its sign, in words where there is none."""
    return "too few pairs" if math.isnan(number) else numbers.tone(number)


def describe_scatter(result: LeadLag, lag: int) -> str:
    """Return what the picture of pairs shows, for a reader who cannot see it."""
    row = frames.row(result.table, lag)
    number = numbers.count(int(row["n"]), "session")
    pairs = f"{number}, each with its tone and the return at lag {numbers.signed(lag)}"
    return f"{pairs}; r {_r(row['r'])}."


def describe_rolling(rolled: pd.DataFrame) -> str:
    """Return what the picture of the rolling correlation shows."""
    values = rolled["r"].dropna()
    if values.empty:
        return "No correlation can be given: too few pairs."
    low, high, last = (_r(number) for number in (values.min(), values.max(), values.iloc[-1]))
    return f"Rolling correlation from {low} to {high}, last {last}."


def around_rows(averages: pd.DataFrame) -> pd.DataFrame:
    """Return the moves around articles with their stretches of time in words."""
    return averages.assign(measure=averages["measure"].map(MEASURES))


def usual_hours(table: pd.DataFrame) -> str:
    """Return when most of the articles were published."""
    within = table["in_hours"].astype(bool)
    return HOURS[0] if within.sum() > len(table) / 2 else HOURS[1]


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
    return f"Beyond the benchmark: {', '.join(parts)}.{_half(row)}{since}{lacking}{_placebo(row)}"


def _half(row: pd.Series) -> str:
    """Return when half of the move after an article was reached."""
    if pd.isna(row["half_minutes"]):
        return ""
    return f" Half of the move after came within {row['half_minutes']:.0f} minutes of trading."


def _placebo(row: pd.Series) -> str:
    """Return where the raw move after stands among the same times of ordinary sessions."""
    if pd.isna(row["placebo_p"]):
        return " Too few sessions without articles are held to compare with."
    return (
        f" The share alone moved {numbers.percent(math.expm1(row['raw_after']), digits=2)} after; "
        f"of {row['placebo_n']:.0f} ordinary sessions at that time a share of "
        f"{row['placebo_p']:.2f} moved as far."
    )


def article_label(row: pd.Series, title: str) -> str:
    """Return an article as it is chosen from a list."""
    return f"{numbers.day(row['session'])} · tone {numbers.tone(row['compound'])} · {title}"
