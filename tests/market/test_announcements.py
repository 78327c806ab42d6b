from pathlib import Path

import pandas as pd
import pytest

from sentiment.errors import DataError
from sentiment.market import announcements
from sentiment.market.shares import by_form

EVENTS = "key,instant,instant_known,session,title,summary,symbols"
FIGURES = "event,symbol,moment,change,level,said,source_note"
FRIDAY = "2026-01-30-report,2026-01-30T17:00:00-05:00,day,2026-02-02,Report,What it says.,NVDA"


def file_of(folder: Path, header: str, *rows: str) -> Path:
    path = folder / "rows.csv"
    path.write_text("\n".join([header, *rows]))
    return path


def new_york(text: str) -> pd.Timestamp:
    return pd.Timestamp(text, tz="America/New_York")


def test_an_announcement_is_placed_on_its_session(tmp_path: Path) -> None:
    read = announcements.read_events(file_of(tmp_path, EVENTS, FRIDAY)).loc["2026-01-30-report"]

    assert read["instant"] == new_york("2026-01-30 17:00")
    assert read["session"] == pd.Timestamp("2026-02-02")
    assert read["why"] == (
        "Friday 30 January, after the close at 16:00: the next session is Monday 2 February."
    )


def test_the_instant_may_be_given_in_any_zone(tmp_path: Path) -> None:
    utc = FRIDAY.replace("2026-01-30T17:00:00-05:00", "2026-01-30T22:00Z")

    read = announcements.read_events(file_of(tmp_path, EVENTS, utc))

    assert read["instant"].iloc[0] == new_york("2026-01-30 17:00")
    assert str(read["instant"].dtype) == "datetime64[ns, America/New_York]"


@pytest.mark.parametrize("given", ["", "left out"])
def test_a_session_that_is_not_given_is_worked_out(tmp_path: Path, given: str) -> None:
    row = FRIDAY.replace(",2026-02-02", "," if given == "" else "")
    header = EVENTS if given == "" else EVENTS.replace(",session", "")

    read = announcements.read_events(file_of(tmp_path, header, row))

    assert read["session"].to_list() == [pd.Timestamp("2026-02-02")]


def test_a_file_without_announcements_is_an_empty_frame(tmp_path: Path) -> None:
    read = announcements.read_events(file_of(tmp_path, EVENTS))

    assert read.empty
    assert list(read.columns) == announcements.EVENT


@pytest.mark.parametrize(
    ("rows", "fault"),
    [
        ([FRIDAY.replace("2026-02-02", "2026-01-30")], "not the one that its instant counts for"),
        ([FRIDAY.replace("2026-02-02", "soon")], "session is not a date"),
        ([FRIDAY.replace("-05:00", "")], "not ISO 8601 with an offset"),
        ([FRIDAY.replace("17:00:00-05:00", "")], "not ISO 8601 with an offset"),
        ([FRIDAY.replace("T17", "T25")], "instant is not a date"),
        ([FRIDAY.replace("2026-01-30T", "2099-01-30T")], "beyond the exchange's calendar"),
        ([FRIDAY.replace("2026-01-30T", "4052-01-30T")], "beyond the exchange's calendar"),
        ([FRIDAY.replace("2026-02-02", "4052-02-02")], "session is beyond the exchange's"),
        ([FRIDAY.replace(",day,", ",roughly,")], "instant_known is none of exact, about, day"),
        ([FRIDAY.replace("Report,", ",")], "a title, summary or symbol is missing"),
        ([FRIDAY.replace("2026-01-30-report", "")], "a key is missing"),
        ([FRIDAY, FRIDAY], "two announcements have one key"),
        (
            [FRIDAY, FRIDAY.replace("report", "earlier").replace("T17", "T16")],
            "the announcements are not in order",
        ),
    ],
)
def test_an_announcement_that_cannot_be_true_is_refused(
    tmp_path: Path, rows: list[str], fault: str
) -> None:
    with pytest.raises(DataError, match=fault):
        announcements.read_events(file_of(tmp_path, EVENTS, *rows))


def test_missing_columns_are_named(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="the columns title, symbols are missing"):
        announcements.read_events(file_of(tmp_path, "key,instant,instant_known,summary"))


def test_a_file_that_is_no_table_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="cannot be read as a table"):
        announcements.read_figures(tmp_path / "none.csv")


def test_a_figure_is_a_change_or_a_level(tmp_path: Path) -> None:
    path = file_of(
        tmp_path, FIGURES, "a,NVDA,late morning,-0.011,,down 1.1%,", "a,NVDA,close,,185.61,at,"
    )

    read = announcements.read_figures(path)

    assert read["change"].isna().to_list() == [False, True]
    assert read["level"].to_list()[1] == 185.61


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        ("a,NVDA,close,,,down,", "a change or a level, not both"),
        ("a,NVDA,close,0.1,100,down,", "a change or a level, not both"),
        ("a,NVDA,close,1.1%,,down,", "a change or level is not a number"),
        ("a,NVDA,teatime,0.1,,down,", "the moment is none of previous close, pre-market"),
        ("a,NVDA,close,-1,,down,", "a change is -100 % or less"),
        ("a,NVDA,close,,-3,down,", "a level is not positive"),
        ("a,NVDA,close,0.1,,,", "an event, symbol or wording is missing"),
    ],
)
def test_a_figure_that_cannot_be_true_is_refused(tmp_path: Path, row: str, fault: str) -> None:
    with pytest.raises(DataError, match=fault):
        announcements.read_figures(file_of(tmp_path, FIGURES, row))


def test_results_after_a_close_count_for_the_next_session(tmp_path: Path) -> None:
    path = file_of(tmp_path, "symbol,released,quarter", "NVDA,2025-11-26,Q0 FY2000")

    read = announcements.read_results(path)

    assert read["session"].to_list() == [pd.Timestamp("2025-11-28")]  # Thanksgiving lies between


@pytest.mark.parametrize(
    ("released", "fault"),
    [
        ("2025-11-27", "the exchange was shut that day"),
        ("1912-02-25", "released is beyond the exchange's calendar"),
        ("8231-02-25", "released is beyond the exchange's calendar"),
        ("soon", "released is not a date"),
        ("", "a day of publication is missing"),
    ],
)
def test_results_on_a_day_that_was_no_session_are_refused(
    tmp_path: Path, released: str, fault: str
) -> None:
    path = file_of(tmp_path, "symbol,released,quarter", f"NVDA,{released},Q0 FY2000")

    with pytest.raises(DataError, match=fault):
        announcements.read_results(path)


def test_a_file_without_results_holds_none(tmp_path: Path) -> None:
    assert announcements.read_results(file_of(tmp_path, "symbol,released,quarter")).empty


@pytest.mark.parametrize(
    ("instant", "why"),
    [
        ("2026-02-02 08:00", "Monday 2 February, before the open at 09:30: it counts for that"),
        ("2026-02-02 09:30", "Monday 2 February, while the exchange is open: it counts for that"),
        ("2026-02-02 16:00", "Monday 2 February, at the close at 16:00: the next session is Tue"),
        ("2026-02-02 17:34", "Monday 2 February, after the close at 16:00: the next session is T"),
        ("2025-12-24 13:00", "Wednesday 24 December, at the early close at 13:00: the next sess"),
        ("2025-12-25 10:00", "Thursday 25 December: the exchange is shut; the next session is F"),
        ("2026-02-16 10:00", "Monday 16 February: the exchange is shut; the next session is Tue"),
    ],
)
def test_the_reason_for_a_session_is_told(instant: str, why: str) -> None:
    assert announcements.why_session(new_york(instant)).startswith(why)


def test_the_reason_says_new_york_where_the_clock_was_elsewhere() -> None:
    taipei = pd.Timestamp("2026-01-31 08:00", tz="Asia/Taipei")

    assert announcements.why_session(taipei) == (
        "Friday 30 January in New York, after the close at 16:00: "
        "the next session is Monday 2 February."
    )


@pytest.mark.parametrize("symbol", ["NVDA", "SAP.DE", "BTC-USD"])
def test_a_share_without_announcements_has_an_empty_list_of_them(
    tmp_path: Path, symbol: str
) -> None:
    events = announcements.read_events(file_of(tmp_path, EVENTS, FRIDAY)).iloc[:0]
    placed = announcements.on_sessions_of(events, by_form(symbol))

    assert placed.empty
    assert placed["session"].dtype == "datetime64[ns]"


def test_a_day_without_an_hour_is_that_day_on_every_exchange(tmp_path: Path) -> None:
    """It stands as its midnight in New York, when Sydney has shut on that day already."""
    told = announcements.read_events(file_of(tmp_path, EVENTS, FRIDAY))
    midnight = pd.Timestamp("2026-02-03", tz="America/New_York")
    events = told.assign(instant=midnight, instant_known="day")

    assert announcements.on_sessions_of(events.assign(instant_known="about"), by_form("BHP.AX"))[
        "session"
    ].to_list() == [pd.Timestamp("2026-02-04")]
    placed = announcements.on_sessions_of(events, by_form("BHP.AX"))
    assert placed["session"].to_list() == [pd.Timestamp("2026-02-03")]
    assert placed["why"].iloc[0].startswith("Tuesday 3 February, hour not known")
