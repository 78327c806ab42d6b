"""The studies' figures with their words."""

import pandas as pd

from dashboard.charts import lead_lag
from dashboard.charts import study as study_charts
from dashboard.charts.captions import Picture
from dashboard.wording import numbers
from dashboard.wording import study as words
from sentiment.study.abnormal import EventStudy
from sentiment.study.intraday import Around
from sentiment.study.leadlag import LeadLag


def unusual(study: EventStudy) -> Picture:
    """Return every announcement's abnormal return among its placebos."""
    rows = words.study_rows(study)
    return Picture(
        study_charts.forest(rows, measure=study.measure),
        title=f"{words.subject(study)}, around each announcement",
        alt=words.describe_forest(study),
        dates=numbers.from_to(rows["session"]),
    )


def path(study: EventStudy, session: pd.Timestamp) -> Picture:
    """Return one announcement's path, session by session, among its placebos."""
    return Picture(
        study_charts.path_among_placebos(study, session),
        title=f"{words.subject(study)}, around {numbers.day(session)}",
        alt=words.describe_car(study, session),
    )


def lags(found: LeadLag, *, returns: str) -> Picture:
    """Return how tone and returns go together at each lag."""
    return Picture(
        lead_lag.lags(found.table),
        title=f"Tone and {returns}, by lag",
        alt=words.describe_lags(found),
        dates=numbers.from_to(found.pairs.index),
    )


def pairs(found: LeadLag, lag: int, *, tone: str, returns: str) -> Picture:
    """Return each session's tone and the return *lag* sessions later."""
    return Picture(
        lead_lag.pairs(found, lag, tone=tone, returns=returns),
        title=f"Tone and {returns} at lag {numbers.signed(lag)}",
        alt=words.describe_scatter(found, lag),
        dates=numbers.from_to(found.pairs.index),
    )


def rolling(rolled: pd.DataFrame, *, lag: int, over: int) -> Picture:
    """Return the correlation over the last pairs, as it became known."""
    return Picture(
        lead_lag.rolling(rolled),
        title=f"Correlation over the last {over} pairs, lag {numbers.signed(lag)}",
        alt=words.describe_rolling(rolled),
        dates=numbers.from_to(rolled.index),
    )


def around(found: Around, *, share: str, benchmark: str) -> Picture:
    """Return the mean moves around articles."""
    return Picture(
        lead_lag.around(found.mean_paths),
        title=f"{share} around articles, beyond {benchmark}",
        alt=" ".join(found.notes),
        dates=numbers.from_to(found.table["published"]),
    )


def around_one(found: Around, key: str, *, share: str, benchmark: str) -> Picture:
    """Return the move around one article."""
    row = found.table.loc[key]
    return Picture(
        lead_lag.around_one(found.paths[found.paths["key"] == key], row),
        title=f"{share} around one article, beyond {benchmark}",
        alt=words.describe_article(row),
        dates=numbers.moment(row["published"]),
    )
