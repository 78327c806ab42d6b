"""A table keeps its columns and gets each row's reading beside them."""

import pandas as pd
import pytest

from sentiment.batch import frames
from sentiment.errors import DataError
from sentiment.reading import article

NOW = pd.Timestamp("2026-06-01", tz="UTC")
NEWS = pd.DataFrame(
    {
        "date": ["03/02/2026 09:35", "23/02/2026 16:10", "soon"],
        "headline": ["AMD beats estimates", "Intel slips on a weak outlook", None],
        "label": [1, 2, 3],
    },
    index=[7, 8, 9],
)


def test_columns_are_kept_and_the_reading_stands_beside() -> None:
    read = frames.score_table(NEWS, text="headline", date="date", zone="ET", now=NOW)

    pd.testing.assert_frame_equal(read[list(NEWS.columns)], NEWS)
    assert read["compound"][8] == article.score("Intel slips on a weak outlook").compound
    assert list(read["tone_label"][:2]) == ["positive", "negative"]
    assert read["compound"].isna().to_list() == [False, False, True]
    days = read["session"].dt.strftime("%m-%d")
    assert days.fillna("none").to_list() == ["02-03", "02-24", "none"]


def test_a_headline_and_its_text_are_read_together() -> None:
    news = pd.DataFrame({"title": ["AMD beats estimates"], "body": ["Costs rose sharply."]})

    assert frames.score_table(news, text=["title", "body"])["n"].to_list() == [2]


@pytest.mark.parametrize(
    ("dates", "fault"),
    [
        (["2026-02-03 09:35"], "tells times without a zone; say zone="),
        (["03/02/2026"], "leaves open whether 03/02/2026 is the day or the month first"),
    ],
)
def test_what_dates_leave_open_is_asked(dates: list[str], fault: str) -> None:
    news = pd.DataFrame({"text": ["Up"], "date": dates})

    with pytest.raises(DataError, match=fault):
        frames.score_table(news, date="date", now=NOW)


def test_a_column_that_is_not_there_is_told_with_those_that_are() -> None:
    with pytest.raises(KeyError, match="no column 'text'; there are date, headline"):
        frames.score_table(NEWS)
