"""Tables as strangers have them are understood as a whole, and what they leave open is asked."""

import datetime as dt
import json
from collections.abc import Sequence
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from sentiment.intake import article_tables, columns, tables, written_dates
from sentiment.intake.article_tables import Row

NOW = pd.Timestamp("2026-06-01", tz="UTC")
NEW_YORK = "America/New_York"


def written(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def read(path: Path, **how: object) -> list[Row]:
    return [*article_tables.read_rows(path, now=NOW, **how)]  # type: ignore[arg-type]


def told(row: Row) -> tuple[str, str, tuple[str, ...]]:
    """Return a row's headline, its moment on its own clock (a day alone where that is all)."""
    assert row.article is not None, row.reason
    moment = pd.Timestamp(str(row.article["published"])).tz_convert(str(row.article["zone"]))
    shown = f"{moment:%Y-%m-%d %H:%M}" if row.article["timed"] else f"{moment:%Y-%m-%d}"
    tickers = row.article["tickers"]
    return str(row.article["title"]), shown, tickers if isinstance(tickers, tuple) else ()


BEATS, SLIPS = "AMD beats estimates again", "Intel slips on a weak outlook"
DAYS = [(BEATS, "2026-02-03", ("AMD",)), (SLIPS, "2026-02-16", ("INTC",))]
TIMES = [(BEATS, "2026-02-03 16:05", ("AMD",)), (SLIPS, "2026-02-16 09:30", ("INTC",))]


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("a.csv", f"date,headline,ticker\n2026-02-03,{BEATS},AMD\n2026-02-16,{SLIPS},INTC\n", DAYS),
        ("a.csv", f"x;y;z\n03.02.2026;{BEATS};AMD\n16.02.2026;{SLIPS};INTC\n", DAYS),
        ("a.txt", f"Date\tNews\tStock\n2/3/2026\t{BEATS}\tAMD\n2/16/2026\t{SLIPS}\tINTC\n", DAYS),
        ("a.csv", f"When|Story|Share\n3/2/26|{BEATS}|$AMD\n16/2/26|{SLIPS}|$INTC\n", DAYS),
        ("a.csv", f"2026-02-03,AMD,{BEATS}\n2026-02-16,INTC,{SLIPS}\n", DAYS),
        (  # copied from a page, with a button behind each row
            "a.tsv",
            f"Date & Time (ET)\tSymbol\tHeadline\tProvider\t\n"
            f"Feb 3, 2026 4:05 PM\tA.M.D. (AMD)\t{BEATS}\tSample Post\tRead\n"
            f"Feb 16, 2026 9:30 AM\tIntel Corp. (INTC)\t{SLIPS}\tSample Wire\tRead\n",
            TIMES,
        ),
        (  # names in two rows
            "a.csv",
            "Published,Company,,Article,\non,name,ticker,headline,paper\n"
            f"2026-02-03,A.M.D.,AMD,{BEATS},Post\n2026-02-16,Intel Corp.,INTC,{SLIPS},Wire\n",
            DAYS,
        ),
        ("a.csv", f"20260203,{BEATS},AMD\n20260216,{SLIPS},INTC\n", DAYS),
        (
            "a.csv",
            f"My list\nof March\n\nDate,Title,RIC\n3 Feb 2026,{BEATS},AMD.O\n,,\n"
            f"16 Feb 2026,{SLIPS},INTC.OQ\n",
            DAYS,
        ),
        (
            "a.csv",
            f"Datum;Uhrzeit;Schlagzeile;Kürzel\n3.2.26;16:05;{BEATS};AMD\n"
            f"16.2.26;9:30;{SLIPS};INTC\n".encode("cp1252"),
            TIMES,
        ),
        (
            "a.csv",
            f"Date de publication;Heure;Titre;Valeur\n3/2/2026;16h05;{BEATS};AMD US Equity\n"
            f"4/2/2026;9h30;{SLIPS};INTC US Equity\n".encode("utf-16"),
            [TIMES[0], (SLIPS, "2026-02-04 09:30", ("INTC",))],
        ),
        (
            "a.csv",
            f"Time (ET),Headline,Symbols\nFeb-16-26 09:30AM,{SLIPS},INTC\n"
            f"Feb-03-26 04:05PM,{BEATS},AMD\n",
            TIMES[::-1],
        ),
        (
            "a.csv",
            f"| Date | Headline | Ticker |\n|---|---|---|\n| 2026-02-03 | {BEATS} | AMD |\n"
            f"| 2026-02-16 | {SLIPS} | INTC |\n",
            DAYS,
        ),
        (
            "a.tsv",
            f"created_at\ttext\tcashtags\nTue Feb 03 16:05:00 -0500 2026\t{BEATS}\t$AMD\n"
            f"Mon Feb 16 09:30:00 -0500 2026\t{SLIPS}\t$INTC\n",
            TIMES,
        ),
    ],
    ids=str,
)
def test_a_table_of_any_layout_is_understood(
    tmp_path: Path, name: str, content: str | bytes, expected: Sequence[tuple[object, ...]]
) -> None:
    rows = read(written(tmp_path, name, content), zone=NEW_YORK)

    assert [told(row) for row in rows] == list(expected)


@pytest.mark.parametrize(
    "value",
    [
        [{"headline": BEATS, "date": "2026-02-03", "tickers": ["AMD"]}],
        {"data": {"items": [{"title": BEATS, "published": "2026-02-03", "symbol": "AMD"}]}},
        {"title": {"0": BEATS, "1": "x y z"}, "date": {"0": "2026-02-03", "1": "2026-02-04"},
         "stock": {"0": "AMD", "1": "MU"}},
        {"title": [BEATS, "x y z"], "date": ["2026-02-03", "2026-02-04"], "stock": ["AMD", "MU"]},
        {"columns": ["title", "date", "stock"], "data": [[BEATS, "2026-02-03", "AMD"]]},
        [["title", "date", "stock"], [BEATS, "2026-02-03", "AMD"]],
        [{"page": n, "items": [{"title": t, "date": "2026-02-03", "stock": "AMD"}]}
         for n, t in enumerate([BEATS, "x y z"])],
        {"fields": [{"name": "title", "type": "string"}, {"name": "date"}, {"name": "stock"}],
         "rows": [[BEATS, "2026-02-03", "AMD"]]},
        [{"content": {"title": BEATS, "pubDate": "2026-02-03"}, "symbols": [{"symbol": "AMD"}]}],
    ],
    ids=str,
)  # fmt: skip
def test_json_of_any_shape_is_understood(tmp_path: Path, value: object) -> None:
    rows = read(written(tmp_path, "a.json", json.dumps(value)))

    assert told(rows[0]) == DAYS[0]


@pytest.mark.parametrize(
    ("name", "cells"),
    [
        ("news", ["Earnings", "Earnings", "Dividend"]),
        ("news", ["https://example.com/1", "https://example.com/2", "https://example.com/3"]),
        ("title", ["AMD", "INTC", "MU"]),
    ],
    ids=["kinds", "addresses", "tickers"],
)
def test_a_name_makes_no_headlines_of_other_cells(name: str, cells: Sequence[str]) -> None:
    days = ["2026-02-03", "2026-02-04", "2026-02-05"]
    heads = [
        f"{BEATS} in the north",
        f"{SLIPS} for memory",
        "Rival lifts its forecast for the year",
    ]
    rows = [
        dict(zip((name, "wording", "date"), one, strict=True))
        for one in zip(cells, heads, days, strict=True)
    ]

    assert columns.roles_in([name, "wording", "date"], rows)["title"] == "wording"


def test_short_headlines_are_headlines_still() -> None:
    rows = [{"title": "Up again"}, {"title": "Down"}, {"title": "Flat"}]

    assert columns.roles_in(["title"], rows) == {"title": "title"}


def test_names_without_blanks_are_known_by_how_they_end() -> None:
    names = ["新闻内容", "新闻标题", "发布时间", "文章来源", "新闻链接"]
    row = dict(
        zip(names, ["很长的文章", BEATS, "2026-02-03", "甲", "https://example.com/a"], strict=True)
    )

    assert columns.roles_in(names, [row]) == {
        "published": "发布时间",
        "title": "新闻标题",
        "text": "新闻内容",
        "outlet": "文章来源",
        "url": "新闻链接",
    }


def test_pages_of_an_answer_are_one_table(tmp_path: Path) -> None:
    pages = [{"page": n, "items": [{"title": f"{BEATS} {n}", "date": "2026-02-03"}]} for n in "123"]

    rows = read(written(tmp_path, "a.json", json.dumps({"pages": pages})))
    assert [told(row)[0] for row in rows] == [f"{BEATS} {n}" for n in "123"]


def test_what_was_said_of_records_is_none(tmp_path: Path) -> None:
    said = [{"author": "Jo", "body": "I hold it", "created": "2026-02-04"}] * 9
    posts = [{"title": f"{BEATS} {n}", "created": "2026-02-03", "comments": said} for n in range(2)]

    rows = read(written(tmp_path, "a.json", json.dumps({"posts": posts})))
    assert [told(row)[0] for row in rows] == [f"{BEATS} 0", f"{BEATS} 1"]


def test_a_table_in_markdown_is_one_whatever_its_names(tmp_path: Path) -> None:
    table = "| When | What | Mine |\n| :-- | --- | --: |\n"
    rows = f"| 2026-02-03 | [{BEATS}](https://example.com/a) | 1 |\n" * 3
    path = written(tmp_path, "notes.md", f"# My list\n\nFrom the wires.\n\n{table}{rows}")

    assert tables.is_table(path)
    assert not tables.is_table(written(tmp_path, "prose.md", "AMD | rose.\n\nIt rose.\n" * 9))


def test_what_an_answer_tells_within_its_records_is_found(tmp_path: Path) -> None:
    record = {
        "headline": {"main": BEATS, "kicker": None},
        "published_utc": "2026-02-03T21:05:00Z",
        "publisher": {"logo_url": "", "name": "Sample Post"},
        "byline": {"original": "By Jo Doe"},
        "entities": [{"symbol": "AMD", "name": "Advanced Micro Devices"}, {"symbol": "MU"}],
    }
    (row,) = read(written(tmp_path, "a.json", json.dumps({"status": "ok", "docs": [record]})))

    assert row.article is not None
    assert {name: row.article[name] for name in ("title", "outlet", "author", "tickers")} == {
        "title": BEATS,
        "outlet": "Sample Post",
        "author": "Jo Doe",
        "tickers": ("AMD", "MU"),
    }


def test_sheets_of_one_header_are_one_table(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    first = book.active
    for row in (
        ["News of the quarter"],
        [],
        ["Date", "Title", "Stock"],
        [dt.datetime(2026, 2, 3), BEATS, "NASDAQ:AMD"],
        [None, "Ford gains on its orders", "F"],
        [None, "Meta rises on its advertising", "META"],
    ):
        first.append(row)
    second = book.create_sheet("More")
    second.append(["Date", "Title", "Stock"])
    second.append([dt.datetime(2026, 2, 16), SLIPS, "INTC"])
    book.create_sheet("Notes").append(["as shown on the terminal"])
    book.save(tmp_path / "a.xlsx")

    assert [told(row) for row in read(tmp_path / "a.xlsx")] == [
        DAYS[0],
        ("Ford gains on its orders", "2026-02-03", ("F",)),
        ("Meta rises on its advertising", "2026-02-03", ("META",)),
        DAYS[1],
    ]


@pytest.mark.parametrize(
    ("cells", "day"),
    [
        (["03/02/2026", "23/02/2026"], "2026-02-03"),
        (["03/02/2026", "03/23/2026"], "2026-03-02"),
        (["03/02/2026", "04/02/2026", "05/02/2026", "02/03/2026"], "2026-02-03"),
        (["01/07/2026", "02/01/2026"], "2026-01-07"),  # no row lies in the future
    ],
)
def test_a_column_settles_the_order_of_its_dates(
    tmp_path: Path, cells: list[str], day: str
) -> None:
    lines = "".join(f"{cell},{BEATS}\n" for cell in cells)
    first, *_ = read(written(tmp_path, "a.csv", f"date,headline\n{lines}"))

    assert told(first)[1] == day


def test_what_a_column_leaves_open_is_asked_and_taken_from_the_reader(tmp_path: Path) -> None:
    path = written(
        tmp_path, "a.csv", f"date,headline\n02/01/2026,{BEATS}\n04/03/2026,{SLIPS}\n03/02/2026,Up\n"
    )
    layout = article_tables.understand(path, now=NOW)

    assert layout.needs_order
    assert "2 January or 1 February: 02/01/2026" in read(path)[0].reason
    assert [told(one)[1] for one in read(path, day_first=True)][:2] == ["2026-01-02", "2026-03-04"]
    assert told(read(path, day_first=False)[0])[1] == "2026-02-01"


def test_times_without_a_zone_are_placed_by_the_reader(tmp_path: Path) -> None:
    path = written(tmp_path, "a.csv", f"datetime,headline\n2026-02-03 16:05,{BEATS}\n")

    assert article_tables.understand(path, now=NOW).needs_zone
    assert "names no zone; say which clock" in read(path)[0].reason
    (row,) = read(path, zone="London")
    assert row.article is not None
    assert row.article["published"] == pd.Timestamp("2026-02-03 16:05", tz="Europe/London")


def test_midnight_throughout_is_no_time_of_day(tmp_path: Path) -> None:
    path = written(
        tmp_path, "a.csv", f"date,title\n2026-02-03 00:00:00,{BEATS}\n2026-02-16 00:00:00,{SLIPS}\n"
    )

    assert not article_tables.understand(path, now=NOW).needs_zone
    assert [told(row)[1] for row in read(path)] == ["2026-02-03", "2026-02-16"]


def test_commas_within_a_headline_are_put_back(tmp_path: Path) -> None:
    rows = read(
        written(
            tmp_path,
            "a.csv",
            "date,headline,ticker\n2026-02-03,Apple, Ford and Meta rise,AAPL\n"
            "2026-02-04,Oil slips,XOM\n",
        )
    )

    assert told(rows[0])[::2] == ("Apple, Ford and Meta rise", ("AAPL",))


def test_faults_are_gathered_by_their_reason() -> None:
    reasons = [
        "its date cannot be read: soon; mend it",
        "its date cannot be read: x; mend it",
        "no",
    ]
    rows = [article_tables.Kept(number, False, one) for number, one in enumerate(reasons, 1)]
    first, second = article_tables.gathered(rows)

    assert (first.n, first.numbers, first.example) == (2, (1, 2), reasons[0])
    assert (second.n, second.numbers) == (1, (3,))


@pytest.mark.parametrize(
    ("cell", "shares"),
    [
        ("AMD", ["AMD"]),
        ("NASDAQ:AMD, $MU", ["AMD", "MU"]),
        ("['ORCL', 'BRK.B']", ["ORCL", "BRK-B"]),
        ("AMD MU", ["AMD", "MU"]),
        ("F US Equity", ["F"]),
        ("SAP GY Equity", ["SAP.DE"]),
        ("NVDA.OQ; IBM.N", ["NVDA", "IBM"]),
        ("Nvidia", ["NVDA"]),
        ("A company nobody knows", []),
        ("Quetzal", []),
        ("", []),
        (None, []),
    ],
)
def test_a_cell_names_shares_in_the_form_of_any_site(cell: object, shares: list[str]) -> None:
    assert columns.tickers_of(cell) == shares


@pytest.mark.parametrize(
    "content",
    [
        "Day,Story,Share\n2026-02-03,{a},AMD\n,{b},INTC\n2026-02-16,{c},MU\n,{d},F\n"
        "2026-03-02,{e},\n",
        "Market diary\n\nWhen;What;Share\n03.02.2026;{a};AMD\n;{b};INTC\n16.02.2026;{c};MU\n"
        ";{d};F\n02.03.2026;{e};\n",
        "Day\tStory\n3/2/2026\t{e}\n2/16/2026\t{c}\n\t{d}\n2/3/2026\t{a}\n\t{b}\n",  # newest first
        "Day,Story\n2026-02-03,{a}\n,{b}\n,\n2026-02-16,{c}\n,{d}\n2026-03-02,{e}\nTotal,5\n",
        "Day,Story\n2026-02-03,{a}\n\n-,{b}\n2026-02-16,{c}\nnan,{d}\n2026-03-02,{e}\nSum:,5\n",
    ],
    ids=["ISO", "titled", "newest first", "blank and total", "marks for none"],
)
def test_a_day_on_its_first_row_alone_holds_for_those_below(tmp_path: Path, content: str) -> None:
    titles = dict(
        zip(
            "abcde",
            [BEATS, SLIPS, "Micron lifts outlook", "Ford recalls vans", "Oil up"],
            strict=True,
        )
    )
    path = written(tmp_path, "diary.csv", content.format(**titles))

    kept = [told(row) for row in read(path) if row.article]

    assert {title: day for title, day, _ in kept} == {
        BEATS: "2026-02-03",
        SLIPS: "2026-02-03",
        "Micron lifts outlook": "2026-02-16",
        "Ford recalls vans": "2026-02-16",
        "Oil up": "2026-03-02",
    }


@pytest.mark.parametrize(
    "content",
    [
        f"Day,Story\n2026-02-03,{BEATS}\n,{SLIPS}\n2026-02-16,Micron lifts outlook\n",  # one alone
        f"Day,Story\n2026-02-03,{BEATS}\n2026-02-03,It rose again\n,{SLIPS}\n,Oil up\n"
        "2026-02-16,Micron lifts outlook\n2026-02-17,Ford recalls vans\n2026-02-18,A\n"
        "2026-02-19,B\n2026-02-20,C\n",
    ],
    ids=["one without a date", "days written out"],
)
def test_a_date_that_is_missing_is_asked_for(tmp_path: Path, content: str) -> None:
    rows = {row.told: row.reason for row in read(written(tmp_path, "news.csv", content))}

    assert "fill in its date" in rows[SLIPS]


def test_a_row_that_sums_up_is_no_headline(tmp_path: Path) -> None:
    content = f"Day,Story,Share\n2026-02-03,{BEATS},AMD\n2026-02-16,{SLIPS},INTC\nTotal,2,\n"
    *_, last = read(written(tmp_path, "diary.csv", content))

    assert "sums up" in last.reason


@pytest.mark.parametrize(
    "content",
    [
        '"nr","when","headline","tags"\n"1","2026-02-03","{a}","Chips|Results"\n'
        '"2","2026-02-16","{b}","Chips|Outlook"\n"3","2026-02-17","Oil up","Energy|Prices"\n',
        "day,headline,topics\n2026-02-03,{a},a;b;c\n2026-02-16,{b},a;b;c\n"
        "2026-02-17,Oil up,a;b;c\n",
        "Wann;Was;Felder\n2026-02-03;{a};x|y\n2026-02-16;{b};x|y\n2026-02-17;Oil up;z|y\n",
    ],
)
def test_a_list_within_a_cell_parts_no_columns(tmp_path: Path, content: str) -> None:
    rows = read(written(tmp_path, "export.csv", content.format(a=BEATS, b=SLIPS)))

    assert [told(row)[:2] for row in rows] == [
        (BEATS, "2026-02-03"),
        (SLIPS, "2026-02-16"),
        ("Oil up", "2026-02-17"),
    ]


def test_an_american_clock_puts_the_month_first(tmp_path: Path) -> None:
    rows = f"03/02/2026 4:05 PM,{BEATS},AMD\n03/04/2026 9:30 AM,{SLIPS},INTC\n7 rows\n"
    path = written(tmp_path, "a.csv", f"Time (NY),Headline,Symbols\n{rows}")
    first, second, counted = read(path)
    assert told(first) == (BEATS, "2026-03-02 16:05", ("AMD",))
    assert told(second) == (SLIPS, "2026-03-04 09:30", ("INTC",))
    assert counted.reason.startswith("it sums up")
    open_still = read(written(tmp_path, "b.csv", f"Time (London),Headline,Symbols\n{rows}"))
    assert "may be" in open_still[0].reason


def test_an_object_that_is_one_article_is_a_table_of_one_row(tmp_path: Path) -> None:
    value = {"title": BEATS, "tickers": ["$AMD"], "time": "Feb 3, 2026, 4:05 PM EST", "ago": "1 h"}

    assert [told(row) for row in read(written(tmp_path, "a.json", json.dumps(value)))] == TIMES[:1]


def test_a_headline_is_known_by_what_its_column_is_the_subject_of(tmp_path: Path) -> None:
    content = f"Form,Announced,Subject of the Notice\nA 4-31 of ours,2026-02-03,{BEATS} (AMD)\n"

    [row] = read(written(tmp_path, "a.csv", content))
    assert told(row)[:2] == (f"{BEATS} (AMD)", "2026-02-03")


@pytest.mark.parametrize(
    ("name", "stamp", "zone"),
    [
        ("time_published", "20260203T210500", "UTC"),
        ("time_published", "2026-02-03 21:05:00", None),
        ("published", "20260203T210500", None),
    ],
)
def test_the_clock_of_a_known_service_is_that_of_its_stamps(
    tmp_path: Path, name: str, stamp: str, zone: str | None
) -> None:
    path = written(tmp_path, "a.csv", f"title,{name}\n{BEATS},{stamp}\n")

    assert article_tables.understand(path, now=NOW).zone == zone


@pytest.mark.parametrize(
    ("cell", "moment"),
    [
        ("19 сентября 2025 г.", "2025-09-19"),
        ("19 сент. 2025, 14:30", "2025-09-19 14:30"),
        ("5. července 2025", "2025-07-05"),
        ("19 syyskuuta 2025", "2025-09-19"),
        ("sexta-feira, 19 de setembro de 2025", "2025-09-19"),
        ("пятница, 19.09.2025", "2025-09-19"),
        ("Last updated: 19 Sep 2025", "2025-09-19"),
        ("2025年9月19日 下午2:30", "2025-09-19 14:30"),
        ("2025年9月19日 14时05分", "2025-09-19 14:05"),
        ("2025년 9월 19일 오전 9:30", "2025-09-19 09:30"),
        ("/Date(1758292200000)/", "2025-09-19 14:30"),
        ("20250919 14:30:00", "2025-09-19 14:30"),
    ],
)
def test_a_date_is_read_in_many_languages(cell: str, moment: str) -> None:
    told = written_dates.read(cell)

    assert told is not None
    assert told.day is not None
    clock = f" {told.clock:%H:%M}" if told.clock else ""
    assert f"{told.day:%Y-%m-%d}{clock}" == moment


@pytest.mark.parametrize("cell", ["AMD on 2026-02-03 rose", "Results of 3 Feb 2026 disappoint"])
def test_a_sentence_with_a_day_is_no_date(cell: str) -> None:
    assert written_dates.read(cell) is None


def test_a_table_of_markdown_has_its_links_words_and_no_ticker_of_a_country(
    tmp_path: Path,
) -> None:
    path = written(
        tmp_path,
        "a.md",
        "| Firm | Country | Headline | Published |\n|---|---|---|---|\n"
        f"| Alba | US | [{BEATS}](https://example.com/a-1) | 2026-02-03 16:05 UTC |\n"
        f"| Brent | AU | [{SLIPS}](https://example.com/b-2) | 2026-02-04 16:05 UTC |\n",
    )

    first, second = read(path)
    assert first.article is not None
    assert second.article is not None
    assert (first.article["title"], first.article["url"]) == (BEATS, "https://example.com/a-1")
    assert second.article["title"] == SLIPS
    assert first.article["tickers"] == second.article["tickers"] == ()
