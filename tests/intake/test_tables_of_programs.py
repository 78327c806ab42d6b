"""Tables that programs write: what they print of objects, days in parts, headlines side by side."""

import json
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from sentiment.errors import DataError
from sentiment.intake import article_tables, columns, price_files, tables, written_dates

NOW = pd.Timestamp("2026-06-01", tz="UTC")
BEATS, SLIPS = "AMD beats estimates again", "Intel slips on a weak outlook"


@pytest.fixture
def articles(tmp_path: Path) -> Callable[..., list[dict[str, object]]]:
    def read(name: str, content: object, **how: object) -> list[dict[str, object]]:
        path = tmp_path / name
        path.write_text(content if isinstance(content, str) else json.dumps(content), "utf-8")
        rows = article_tables.read_rows(path, now=NOW, **how)  # type: ignore[arg-type]
        return [row.article for row in rows if row.article is not None]

    return read


def days(found: list[dict[str, object]]) -> list[tuple[str, str]]:
    return [(str(one["title"]), f"{one['published']:%Y-%m-%d}") for one in found]


BOTH = [(BEATS, "2026-02-03"), (SLIPS, "2026-02-16")]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.csv", f"Year,Month,Day,Headline\n2026,2,3,{BEATS}\n2026,2,16,{SLIPS}\n"),
        ("a.csv", f"headline,day,month,year\n{BEATS},3,Feb,2026\n{SLIPS},16,February,2026\n"),
        ("a.csv", f"Jahr;Monat;Tag;Titel\n2026;02;03;{BEATS}\n2026;02;16;{SLIPS}\n"),
        ("a.json", {"2026-02-03": [BEATS], "2026-02-16": [SLIPS]}),
        ("a.json", {"2026-02-03": BEATS, "2026-02-16": SLIPS}),
        ("a.json", {"2026-02-03": [{"head": BEATS}], "2026-02-16": [{"head": SLIPS}]}),
        ("a.csv", f"day,title\n115/02/03,{BEATS}\n115/02/16,{SLIPS}\n"),  # Taiwan's years
        ("a.csv", f"day,title\n2026- 02- 03,{BEATS}\n2026- 02- 16,{SLIPS}\n"),
        ("a.csv", f"day,title\n2026-02-03,b'{BEATS}'\n2026-02-16,b'{SLIPS}'\n"),
    ],
)
def test_a_day_in_parts_or_over_its_headlines_is_their_day(
    articles: Callable[..., list[dict[str, object]]], name: str, content: object
) -> None:
    assert days(articles(name, content)) == BOTH


def test_headlines_side_by_side_are_each_of_their_row_s_day(
    articles: Callable[..., list[dict[str, object]]],
) -> None:
    content = f"Date,Label,Top1,Top2,Top3\n2026-02-03,0,{BEATS},{SLIPS},\n2026-02-04,1,,,{BEATS}\n"

    assert days(articles("a.csv", content)) == [
        (BEATS, "2026-02-03"),
        (SLIPS, "2026-02-03"),
        (BEATS, "2026-02-04"),
    ]


def test_numbered_columns_of_figures_are_no_headlines(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("Date,lag1,lag2,lag3\n2026-02-03,0.1,0.2,0.3\n")

    assert tables.open_table(path).names == ("Date", "lag1", "lag2", "lag3")


def test_a_column_of_moments_goes_on_with_times_of_day_alone(
    articles: Callable[..., list[dict[str, object]]],
) -> None:
    rows = [f"Feb-16-26 09:30PM,{SLIPS}", f"09:12PM,{BEATS}", f"08:50PM,{BEATS}, too"]
    found = articles("a.csv", "Time,Headline\n" + "\n".join(rows) + "\n", zone="New York")

    assert [f"{one['published']:%d %H:%M}" for one in found] == ["16 21:30", "16 21:12", "16 20:50"]


def test_news_within_the_records_of_shares_is_of_those_shares(
    articles: Callable[..., list[dict[str, object]]],
) -> None:
    value = [
        {"code": "AMD", "title": "AMD Inc.", "news": [{"title": BEATS, "date": "2026-02-03"}]},
        {"code": "INTC", "title": "Intel", "news": [{"title": SLIPS, "date": "2026-02-16"}]},
    ]
    found = articles("a.json", value)

    assert days(found) == BOTH
    assert [one["tickers"] for one in found] == [("AMD",), ("INTC",)]


@pytest.mark.parametrize(
    ("number", "tickers"), [("600999", ("600999",)), ("2025", ()), ("202511", ())]
)
def test_a_number_over_headlines_may_be_a_share_and_no_year_or_month(
    articles: Callable[..., list[dict[str, object]]], number: str, tickers: tuple[str, ...]
) -> None:
    (one,) = articles("a.json", {"stocks": {number: [{"title": BEATS, "date": "2026-02-03"}]}})

    assert one["tickers"] == tickers


def test_of_what_a_program_printed_the_words_are_taken(
    articles: Callable[..., list[dict[str, object]]],
) -> None:
    source = "\"{'id': None, 'name': 'Sample Wire'}\""
    content = (
        "title,content,source,clean_title,comments,date\n"
        f"{BEATS},Sales rose. [+812 chars],{source},amd beat estimate,14,2026-02-03\n"
    )
    (one,) = articles("a.csv", content)

    assert (one["title"], one["text"]) == (BEATS, "Sales rose.")
    assert (one["outlet"], one["note"]) == ("Sample Wire", "")


def test_capitals_under_a_name_that_says_nothing_are_tickers_only_if_some_are_known() -> None:
    def role_of(cell: str) -> str | None:
        return columns.roles_in(["k", "d", "h"], [{"k": cell, "d": "2026-02-03", "h": BEATS}]).get(
            "ticker"
        )

    assert (role_of("AMD"), role_of("VIDEO")) == ("k", None)


def test_a_clock_that_several_places_call_so_is_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(f'date,title\n"February 03, 2026 02:30 PM IST",{BEATS}\n')

    assert article_tables.understand(path, now=NOW).needs_zone


@pytest.mark.parametrize("cell", ["99/02/03", "1150/02/03", "115/13/01"])
def test_other_numbers_are_no_years_of_taiwan(cell: str) -> None:
    read = written_dates.read(cell)

    assert read is None or read.day is None or read.day.year != 2026


def test_closes_in_columns_of_companies_are_theirs(tmp_path: Path) -> None:
    path = tmp_path / "closes.csv"
    path.write_text("Date,Nvidia,Intel\n2026-05-11,100,20\n2026-05-12,101,21\n")
    found = price_files.read(path, now=NOW)

    assert {one.symbol: one.bars["close"].tolist() for one in found} == {
        "NVDA": [100, 101],
        "INTC": [20, 21],
    }


def test_an_explained_close_is_the_close_and_none_that_dividends_adjust(tmp_path: Path) -> None:
    path = tmp_path / "TSLA.txt"
    path.write_text(
        "Date\tClose Close price as adjusted for splits.\tAdj Close Close adjusted for splits and "
        "for dividends.\n2026-05-11\t10\t9\n2026-05-12\t11\t10\n2026-05-13\t12\t11\n"
    )
    (one,) = price_files.read(path, now=NOW)

    assert one.bars["close"].tolist() == [10, 11, 12]


@pytest.mark.parametrize(
    ("step", "fault"), [("7D", "stand 7 days apart, as of weeks"), ("5min", "as of hours or min")]
)
def test_bars_of_other_lengths_are_refused_as_such(tmp_path: Path, step: str, fault: str) -> None:
    moments = pd.date_range("2026-01-06 09:30", periods=8, freq=step)
    rows = "".join(f"{one:%Y-%m-%d %H:%M},{10 + n}\n" for n, one in enumerate(moments))
    path = tmp_path / "TSLA.csv"
    path.write_text(f"Date,Close\n{rows}")

    with pytest.raises(DataError, match=fault):
        price_files.read(path, now=NOW)
