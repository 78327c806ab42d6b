"""The studies' figures with their words."""

import pandas as pd

from dashboard.charts import lead_lag, specification_curve
from dashboard.charts import study as study_charts
from dashboard.charts.captions import Picture
from dashboard.wording import leadlag as lag_words
from dashboard.wording import numbers
from dashboard.wording import study as words
from sentiment.output import frames
from sentiment.study.abnormal import EventStudy
from sentiment.study.curve import Curve
from sentiment.study.design import Design
from sentiment.study.intraday import Around
from sentiment.study.leadlag import LeadLag


def unusual(study: EventStudy) -> Picture:
    """Return every announcement's abnormal return among its placebos."""
    rows = words.study_rows(study)
    return Picture(
        study_charts.forest(rows, measure=study.design.measure),
        title=f"{words.subject(study)}, around each announcement",
        alt=words.describe_forest(study),
        dates=numbers.from_to(rows["session"]),
        tone=False,
    )


def ordinary(study: EventStudy, session: pd.Timestamp) -> Picture:
    """Return one announcement among its placebo windows, each a dot."""
    measured = study.table[study.table["reason"] == ""].set_index("session")
    row = study.event(session)
    scaled = measured["car"] / measured["volatility"] * row["volatility"]
    rows = words.study_rows(study).set_index("session").loc[measured.index]
    others = rows.assign(move=words.shown_moves(study.design, scaled)).drop(session)
    drawn = study.ordinary.loc[study.ordinary["event"] == session, "car"]
    return Picture(
        study_charts.strip(
            words.shown_moves(study.design, drawn),
            others,
            move=row["move"],
            label=frames.row(rows, session)["label"],
            measure=study.design.measure,
        ),
        title=f"{words.subject(study)}: {numbers.day(session)} among placebo windows",
        alt=f"{words.rarity(study, session)}. {words.describe_car(study, session)}",
        tone=False,
    )


def curve(result: Curve, design: Design, session: pd.Timestamp) -> Picture:
    """Return one announcement under every way of measuring it."""
    return Picture(
        specification_curve.curve(result.table),
        title=f"{design.share} around {numbers.day(session)}, measured in every way",
        alt=words.describe_curve(result),
        tone=False,
    )


def path(study: EventStudy, session: pd.Timestamp) -> Picture:
    """Return one announcement's path, session by session, among its placebos."""
    return Picture(
        study_charts.path_among_placebos(study, session),
        title=f"{words.subject(study)}, around {numbers.day(session)}",
        alt=words.describe_car(study, session),
        tone=False,
    )


def lags(result: LeadLag, *, returns: str) -> Picture:
    """Return how tone and returns go together at each lag."""
    return Picture(
        lead_lag.lags(result.table),
        title=f"Tone and {returns}, by lag",
        alt=lag_words.describe_lags(result),
        dates=numbers.from_to(result.pairs.index),
    )


def pairs(result: LeadLag, lag: int, *, tone: str, returns: str) -> Picture:
    """Return each session's tone and the return *lag* sessions later."""
    return Picture(
        lead_lag.pairs(result, lag, tone=tone, returns=returns),
        title=f"Tone and {returns} at lag {numbers.signed(lag)}",
        alt=lag_words.describe_scatter(result, lag),
        dates=numbers.from_to(result.pairs.index),
    )


def rolling(rolled: pd.DataFrame, *, lag: int, over: int) -> Picture:
    """Return the correlation over the last pairs, as it became known."""
    return Picture(
        lead_lag.rolling(rolled),
        title=f"Correlation over the last {over} pairs, lag {numbers.signed(lag)}",
        alt=lag_words.describe_rolling(rolled),
        dates=numbers.from_to(rolled.index),
    )


def around(result: Around, *, share: str, benchmark: str, hours: str | None = None) -> Picture:
    """Return the mean moves around articles in hours or out of them; by default of the more."""
    when = hours or lag_words.usual_hours(result.table)
    paths = result.mean_paths[result.mean_paths["hours"] == when]
    return Picture(
        lead_lag.around(paths),
        title=f"{share} around articles {when}, beyond {benchmark}",
        alt=" ".join(result.notes),
        dates=numbers.from_to(result.table["published"]),
    )


def around_one(result: Around, key: str, *, share: str, benchmark: str) -> Picture:
    """Return the move around one article."""
    row = frames.row(result.table, key)
    return Picture(
        lead_lag.around_one(result.paths[result.paths["key"] == key], row),
        title=f"{share} around one article, beyond {benchmark}",
        alt=lag_words.describe_article(row),
        dates=numbers.moment(row["published"]),
    )
