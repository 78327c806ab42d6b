"""Tables of articles are read row by row, and each row that cannot be kept says why."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

import pandas as pd
import pytest

from sentiment.errors import DataError
from sentiment.intake import article_tables
from sentiment.intake.article_tables import Row

NOW = pd.Timestamp("2026-03-01", tz="UTC")
GOOD = {"title": "Bet unravels", "text": "It fell.", "published": "2026-02-02T11:42:00-05:00"}


def read(folder: Path, *rows: Mapping[str, object], start: int = 0) -> list[Row]:
    path = folder / "rows.jsonl"
    path.write_text("\n".join(json.dumps(row) for row in rows))
    return [*article_tables.read_rows(path, now=NOW, start=start)]


def test_a_row_becomes_an_article(tmp_path: Path) -> None:
    (row,) = read(tmp_path, {**GOOD, "Source": "The Wire", "LINK": "https://example.org/a"})

    assert row.reason == ""
    assert row.article == {
        "title": "Bet unravels",
        "text": "It fell.",
        "published": pd.Timestamp("2026-02-02T11:42:00-05:00"),
        "zone": "America/New_York",
        "outlet": "The Wire",
        "author": "",
        "url": "https://example.org/a",
        "note": "",
        "origin": "imported",
        "tickers": (),
        "timed": True,
    }


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"title": "", "text": " "}, "no headline and no text"),
        ({"title": "", "text": None}, "no headline and no text"),
        ({"text": "x" * 1_000_001}, "longer than 1,000,000"),
        ({"title": ""}, "no title"),
        ({"published": ""}, "does not say when"),
        ({"published": "soon"}, "cannot be read: soon"),
        ({"published": "01/02/2026 11:42 EST"}, "may be 1 February or 2 January"),
        ({"published": "2026-02-02 11:42 IST"}, "several places call their clock so: IST"),
        ({"published": "2026-02-02 11:42"}, "names no zone"),
        ({"published": "2026-02-02 11:42", "zone": "Mars/Base"}, "zone cannot be told"),
        ({"published": "2026-03-08 02:30", "zone": "America/New_York"}, "comes twice or never"),
        ({"published": "2026-04-02T11:42:00Z"}, "cannot have been published then"),
        ({"zone": "America/" + "x" * 300}, "zone cannot be told: America/x"),
        ({"zone": "America"}, "zone cannot be told: America"),
        ({"zone": "../../etc/passwd"}, "zone cannot be told"),
        ({"published": "2026-02-02 11:42", "zone": "America"}, "zone cannot be told"),
        ({"zone": "Mars/Base"}, "zone cannot be told: Mars/Base"),
    ],
    ids=str,
)
def test_what_cannot_be_kept_has_its_reason(
    tmp_path: Path, change: dict[str, object], reason: str
) -> None:
    (row, after) = read(tmp_path, {**GOOD, **change}, GOOD)

    assert row.article is None
    assert reason in row.reason
    assert after.article is not None


def test_a_zone_beside_the_clock_is_taken(tmp_path: Path) -> None:
    (row,) = read(tmp_path, {**GOOD, "published": "2026-02-02 16:42", "tz": "Europe/London"})

    assert row.article is not None
    assert row.article["published"] == pd.Timestamp("2026-02-02T11:42:00-05:00")
    assert row.article["zone"] == "Europe/London"


def test_rows_kept_before_are_passed_over(tmp_path: Path) -> None:
    assert [row.number for row in read(tmp_path, GOOD, GOOD, GOOD, start=2)] == [3]


@pytest.mark.parametrize("suffix", [".csv", ".parquet"])
def test_the_other_kinds_give_the_same(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"rows{suffix}"
    frame = pd.DataFrame([GOOD])
    frame.to_csv(path, index=False) if suffix == ".csv" else frame.to_parquet(path)

    assert [*article_tables.read_rows(path, now=NOW)] == read(tmp_path, GOOD)


def test_a_table_without_any_such_column_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "rows.csv"
    path.write_text("a,b\n1,2\n")

    with pytest.raises(DataError, match="no column of headlines or texts"):
        [*article_tables.read_rows(path, now=NOW)]


def test_where_no_column_holds_dates_each_row_says_so(tmp_path: Path) -> None:
    path = tmp_path / "rows.csv"
    path.write_text("headline,outlet\nMaker slips,The Wire\nRival gains,The Wire\n")

    rows = [*article_tables.read_rows(path, now=NOW)]
    assert [row.reason for row in rows] == [
        "the table has no column of dates; add one, named date"
    ] * 2


def test_a_file_of_json_may_hold_an_object_on_each_line(tmp_path: Path) -> None:
    path = tmp_path / "rows.json"
    path.write_text("\n".join(json.dumps(row) for row in (GOOD, {**GOOD, "title": "Rival gains"})))

    rows = [*article_tables.read_rows(path, now=NOW)]
    assert [row.article and row.article["title"] for row in rows] == ["Bet unravels", "Rival gains"]


def test_of_a_long_table_too_more_than_the_first_line_tells_its_separator(tmp_path: Path) -> None:
    told = "Kosten steigen, Preise fallen. " * 300
    rows = [f"0{1 + number % 2}.02.2026;Meldung {number};{told}" for number in range(60)]
    path = tmp_path / "rows.csv"
    path.write_text("\n".join(["Stand heute, ohne Gewähr", "Datum;Titel;Text", *rows]), "utf-8")

    titles = [
        one.article and one.article["title"] for one in article_tables.read_rows(path, now=NOW)
    ]
    assert titles == [f"Meldung {number}" for number in range(60)]


def test_one_that_the_library_refuses_stops_none_of_the_others(tmp_path: Path) -> None:
    rows = read(tmp_path, GOOD, {**GOOD, "title": "Refused"}, {**GOOD, "published": ""}, GOOD)
    kept: list[object] = []

    def save(articles: Sequence[Mapping[str, object]]) -> None:
        if any(one["title"] == "Refused" for one in articles):
            raise DataError("The article", "is refused")
        kept.extend(articles)

    told = [*article_tables.keep_rows(rows, save)]
    assert [one.ok for one in told] == [True, False, False, True]
    assert [one.reason for one in told] == [
        "",
        "The article: is refused.",
        "it does not say when it was published; fill in its date",
        "",
    ]
    assert len(kept) == 2
