"""Files of prices in the shapes of many sites become the same bars, and faults name their row."""

import json
from collections.abc import Mapping
from pathlib import Path

import pandas as pd
import pytest

from sentiment.errors import DataError
from sentiment.intake import figures, price_files, price_owners, tables

NOW = pd.Timestamp("2026-06-30", tz="UTC")
DAYS = ["2026-05-11", "2026-05-12", "2026-05-13"]
CLOSES = [1463.18, 1429.83, 1458.12]


def written(folder: Path, name: str, content: str) -> Path:
    path = folder / name
    path.write_bytes(content.encode("utf-8"))
    return path


def closes(path: Path, symbol: str | None = None) -> Mapping[str, float]:
    (one,) = price_files.read(path, now=NOW, symbol=symbol)
    assert one.symbol == "TSLA"
    return {f"{day:%Y-%m-%d}": close for day, close in one.bars["close"].items()}  # type: ignore[str-format]


ALPHA = {
    "Meta Data": {"1. Information": "Daily Prices", "2. Symbol": "TSLA"},
    "Time Series (Daily)": {
        day: {"1. open": "1450.0", "2. high": "1500.0", "3. low": "1400.0", "4. close": str(close)}
        for day, close in zip(DAYS, CLOSES, strict=True)
    },
}
SHAPES = {
    "TSLA.csv": "Date,Open,High,Low,Close,Adj Close,Volume\n"
    "2026-05-11,1460,1470,1450,1463.18,1455.1,7084410\n"
    "2026-05-12,1430,1440,1425,1429.83,1420.2,8184586\n"
    "2026-05-13,1440,1460,1430,1458.12,1450.3,7409823\n",
    "page TSLA.txt": "Currency in USD\nDate\tOpen\tHigh\tLow\tClose \tAdj Close \tVolume\n"
    "May 13, 2026\t1,440.0\t1,460.0\t1,430.0\t1,458.12\t1,450.3\t7,409,823\n"
    "May 12, 2026\t1.51 Dividend\n"
    "May 12, 2026\t1,430.0\t1,440.0\t1,425.0\t1,429.83\t1,420.2\t8,184,586\n"
    "May 11, 2026\t1,460.0\t1,470.0\t1,450.0\t1,463.18\t1,455.1\t7,084,410\n",
    "HistoricalData TSLA.csv": "Date,Close/Last,Volume,Open,High,Low\n"
    "05/13/2026,$1458.12,7409823,$1440.0,$1460.0,$1430.0\n"
    "05/12/2026,$1429.83,8184586,$1430.0,$1440.0,$1425.0\n"
    "05/11/2026,$1463.18,7084410,$1460.0,$1470.0,$1450.0\n",
    "Tesla Historical Data.csv": '\ufeff"Date","Price","Open","High","Low","Vol.","Change %"\n'
    '"05/13/2026","1,458.12","1,440.00","1,460.00","1,430.00","7.41M","1.98%"\n'
    '"05/12/2026","1,429.83","1,430.00","1,440.00","1,425.00","182.99K","-2.28%"\n'
    '"05/11/2026","1,463.18","1,460.00","1,470.00","1,450.00","-","0.10%"\n',
    "kurse_TSLA.csv": "Datum;Eröffnung;Hoch;Tief;Schluss;Volumen\n"
    "11.05.2026;1.460,00;1.470,00;1.450,00;1.463,18;7084410\n"
    "12.05.2026;1.430,00;1.440,00;1.425,00;1.429,83;8184586\n"
    "13.05.2026;1.440,00;1.460,00;1.430,00;1.458,12;7409823\n",
    "NASDAQ_TSLA, 1D.csv": "time,open,high,low,close,Volume\n1778506200,1460,1470,1450,1463.18,7\n"
    "1778592600,1430,1440,1425,1429.83,8\n1778679000,1440,1460,1430,1458.12,9\n",
    "tsla_us_d.csv": "Date,Close\n5/11/2026 16:00:00,1463.18\n5/12/2026 16:00:00,1429.83\n"
    "5/13/2026 16:00:00,1458.12\n",
    "prices.csv": "Ticker,Day,Last\nNASDAQ:TSLA,2026-05-11,1463.18\nTSLA,2026-05-12,1429.83\n"
    "TSLA.US,2026-05-13,1458.12\n",
    "query.json": json.dumps(ALPHA),
}

ROWS = [
    dict(zip("tohlcv", (f"{d}T04:00:00Z", c, c, c, c, 7), strict=True))
    for d, c in zip(DAYS, CLOSES, strict=True)
]
SECONDS = [1778506200, 1778592600, 1778679000]
SHAPES |= {
    "letters.json": json.dumps({"bars": {"TSLA": ROWS}, "next_page_token": None}),
    "aggregates.json": json.dumps({"ticker": "TSLA", "resultsCount": 3, "results": ROWS}),
    "candles TSLA.json": json.dumps({"c": CLOSES, "o": CLOSES, "t": SECONDS, "s": "ok"}),
    "chart.json": json.dumps(
        {
            "chart": {
                "result": [
                    {
                        "meta": {"currency": "USD", "symbol": "TSLA"},
                        "timestamp": SECONDS,
                        "indicators": {"quote": [{"close": CLOSES, "open": CLOSES}]},
                    }
                ],
                "error": None,
            }
        }
    ),
    "frame TSLA.json": json.dumps(
        {"columns": ["Close"], "index": DAYS, "data": [[close] for close in CLOSES]}
    ),
    "download.csv": "Price,Close,Volume\nTicker,TSLA,TSLA\nDate,,\n2026-05-11,1463.18,7\n"
    "2026-05-12,1429.83,8\n2026-05-13,1458.12,9\n",
    "latest TSLA.csv": "Time,Open,Latest\n05/11/2026,1460,1463.18\n05/12/2026,1430,1429.83\n"
    "05/13/2026,1440,1458.12\n",
    "explained TSLA.txt": "Date\tOpen\tClose\nClose price adjusted for splits.\nAdj Close\n"
    "Adjusted for dividends, too.\nVolume\n"
    "May 13, 2026\t1,440.0\t1,458.12\t1,450.3\t7,409,823\n"
    "May 12, 2026\t1,430.0\t1,429.83\t1,420.2\t8,184,586\n"
    "May 11, 2026\t1,460.0\t1,463.18\t1,455.1\t7,084,410\n",
}
STAMPS = [f"{second}000" for second in SECONDS]
PAIRS = list(zip(DAYS, CLOSES, strict=True))
SHAPES |= {
    "turned TSLA.csv": f",{','.join(DAYS)}\nOpen,1460,1430,1440\n"
    f"Close,{','.join(map(str, CLOSES))}\n",
    "by name TSLA.json": json.dumps(
        {name: dict(zip(STAMPS, CLOSES, strict=True)) for name in ("Open", "Close")}
    ),
    "headed.json": json.dumps(
        {
            "dataset": {
                "dataset_code": "X",
                "symbol": "TSLA",
                "column_names": ["Date", "Close"],
                "data": [[day, close] for day, close in PAIRS],
            }
        }
    ),
    "pages.json": json.dumps([{"ticker": "TSLA", "bars": [row]} for row in ROWS]),
    "hint TSLA.csv": "sep=;\nDate;Open;Close;\n"
    + "".join(f"{day};1,5;{str(close).replace('.', ',')};\n" for day, close in PAIRS),
    "joined.csv": "Date,Close_TSLA,Volume_TSLA\n"
    + "".join(f"{day},{close},7\n" for day, close in PAIRS),
    "joined_behind.csv": "Date,TSLA.Open,TSLA.Close\n"
    + "".join(f"{day},1,{close}\n" for day, close in PAIRS),
    "telephone TSLA.txt": "Date\tClose\n"
    + "".join(f"Date: {day}\tClose: {close}\n" for day, close in PAIRS),
}


@pytest.mark.parametrize("name", SHAPES, ids=str)
def test_prices_of_any_shape_are_the_same_bars(tmp_path: Path, name: str) -> None:
    assert closes(written(tmp_path, name, SHAPES[name])) == dict(zip(DAYS, CLOSES, strict=True))


@pytest.mark.parametrize(
    ("names", "encoding"),
    [
        ("日付,始値,終値", "cp932"),
        ("日期,开盘,收盘", "gb18030"),
        ("日期,開盤,收盤", "big5"),
        ("날짜,시가,종가", "cp949"),
        ("Дата,Откр.,Цена", "cp1251"),
        ("Jour,Dernier à l’ouverture,Clôture", "cp1252"),
    ],
)
def test_names_tell_the_encoding_of_eight_bits(tmp_path: Path, names: str, encoding: str) -> None:
    rows = "".join(f"{day},1,{close}\n" for day, close in zip(DAYS, CLOSES, strict=True))
    path = tmp_path / "TSLA.csv"
    path.write_bytes(f"{names}\n{rows}".encode(encoding))

    assert closes(path) == dict(zip(DAYS, CLOSES, strict=True))


@pytest.mark.parametrize(
    ("content", "money"),
    [
        ("Date,Open (GBX),Close (GBX)\n2026-05-11,1,10\n", "GBp"),
        ("Datum;Schluss (EUR)\n2026-05-11;10,5\n", "EUR"),
        ("Datum;Schluss\n2026-05-11;10,50 €\n2026-05-12;11,50 €\n", "EUR"),
        ("Date,Close\n2026-05-11,£10.5\n", "GBP"),
        ("Date,Close\n2026-05-11,€10.5\n2026-05-12,10.5\n", None),
    ],
)
def test_a_name_or_a_sign_tells_the_money(tmp_path: Path, content: str, money: str | None) -> None:
    (one,) = price_files.read(written(tmp_path, "prices.csv", content), now=NOW, symbol="XYZ")

    assert one.currency == money


def test_a_column_for_each_share_holds_its_closes(tmp_path: Path) -> None:
    path = written(tmp_path, "several.csv", "Date,AMD,MU\n2026-05-11,1,3\n2026-05-12,5,\n")

    held = {one.symbol: one.bars["close"].to_list() for one in price_files.read(path, now=NOW)}
    assert held == {"AMD": [1.0, 5.0], "MU": [3.0]}


def test_a_header_of_two_levels_holds_several_shares(tmp_path: Path) -> None:
    grid = ",AMD,AMD,MU,MU\n,Close,Volume,Close,Volume\nDate,,,,\n"
    path = written(tmp_path, "several.csv", f"{grid}2026-05-11,1,2,3,4\n2026-05-12,5,6,,\n")

    held = {one.symbol: one.bars["close"].to_list() for one in price_files.read(path, now=NOW)}
    assert held == {"AMD": [1.0, 5.0], "MU": [3.0]}


def test_a_dividend_between_the_rows_is_kept_on_its_day(tmp_path: Path) -> None:
    (one,) = price_files.read(written(tmp_path, "page TSLA.txt", SHAPES["page TSLA.txt"]), now=NOW)

    assert one.bars["dividend"].to_list() == [0.0, 1.51, 0.0]
    assert (one.currency, one.bars["volume"].iloc[0]) == ("USD", 7_084_410)


@pytest.mark.parametrize("hole", ["null,null", ",", "-,-"])
def test_rows_without_a_price_are_left_out_and_counted(tmp_path: Path, hole: str) -> None:
    path = written(tmp_path, "TSLA.csv", f"Date,Close,Volume\n2026-05-11,10,1\n2026-05-12,{hole}\n")
    (one,) = price_files.read(path, now=NOW)

    assert (len(one.bars), one.empty) == (1, 1)


@pytest.mark.parametrize(
    ("name", "content", "fault"),
    [
        ("Sheet1.csv", "Date,Close\n2026-05-11,10\n", "say it, such as --symbol TSLA"),
        ("AMD MU.csv", "Date,Close\n2026-05-11,10\n", "does not tell whose prices they are"),
        (
            "hours.csv",
            "Time,Close\n2026-05-11 10:00,10\n2026-05-11 11:00,11\n",
            "more than one row of a day, as of hours or minutes: row 2",
        ),
        ("ratios.csv", "O,T,C\n1,0.98,1\n1,1.02,1\n", "row 1: its date cannot be read: 0.98"),
        ("TSLA.csv", "Date,Note\n2026-05-11,10\n", "no column of closes"),
        ("TSLA.csv", "Date,Close\nsoon,10\n", "row 1: its date cannot be read: soon"),
        ("TSLA.csv", "Date,Close\n2026-05-11,ten\n", "row 1: Close is no number: ten"),
        ("TSLA.csv", "Date,Close\n01/02/2026,10\n04/03/2026,9\n02/03/2026,9\n", "day or the month"),
        ("TSLA.csv", "Date,Close\n2026-05-09,10\n", "the exchange was shut that day"),
        ("TSLA.csv", "Date,Close\n2026-05-11,10\n2026-05-11,11\n", "two bars on one day"),
        ("TSLA.csv", "Date,Close\n", "holds no row"),
    ],
)  # fmt: skip
def test_what_cannot_be_kept_is_said_in_a_sentence(
    tmp_path: Path, name: str, content: str, fault: str
) -> None:
    with pytest.raises(DataError, match=fault):
        price_files.read(written(tmp_path, name, content), now=NOW)


@pytest.mark.parametrize(
    ("name", "symbol"),
    [
        ("TSLA.csv", "TSLA"),
        ("ALV.DE.csv", "ALV.DE"),
        ("BRK-B.csv", "BRK-B"),
        ("cat_us_d.csv", "CAT"),
        ("Download Data - STOCK_US_XNYS_CAT.csv", "CAT"),
        ("NASDAQ_ADBE, 1D (2).csv", "ADBE"),
        ("^GSPC.csv", "^GSPC"),
        ("Tesla Stock Price History.csv", "TSLA"),
        ("Quetzal Stock Price History.csv", None),
        ("daily_TSLA.csv", "TSLA"),
        ("HistoricalData_1780000000003.csv", None),
        ("Sheet1.csv", None),
        ("prices.csv", None),
        ("AMD against MU.csv", None),
    ],
)
def test_a_file_name_tells_a_share_or_none(name: str, symbol: str | None) -> None:
    assert price_owners.symbol_in(name) == symbol


@pytest.mark.parametrize(
    ("cells", "rather", "mark"),
    [
        (["1,196", "1,200"], ".", "."),
        (["1,196", "1,200"], ",", ","),
        (["186,23", "1,196"], ".", ","),
        (["1.234.567", "1.200"], ".", ","),
        (["1'196.50"], ",", "."),
        (["12.5K", "7,409"], ",", "."),
    ],
)
def test_the_mark_of_decimals_is_told_by_all_cells(
    cells: list[str], rather: figures.Mark, mark: str
) -> None:
    assert figures.decimal_mark(cells, rather=rather) == mark


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        *[("7,409", 7_409), ("2.5K", 2_500), ("2.5M", 2.5e6), ("3 Mio.", 3e6), ("3 mn", 3e6)],
        *[("1.2B", 1.2e9), ("1.2bn", 1.2e9), ("4 Mrd.", 4e9)],
    ],
)
def test_a_letter_behind_a_number_counts_it_in_thousands_or_more(cell: str, number: float) -> None:
    assert figures.number_of(cell) == pytest.approx(number)


def test_a_remark_below_days_side_by_side_is_no_column(tmp_path: Path) -> None:
    rows = {"Open": CLOSES, "High": [1470, 1480, 1490], "Low": [1390, 1400, 1410], "Close": CLOSES}
    lines = [["", *DAYS], *([name, *map(str, cells)] for name, cells in rows.items())]
    grid = "\n".join([*map(",".join, lines), "All prices in dollars"])

    path = written(tmp_path, "TSLA.csv", grid)
    assert tables.open_table(path).names[1:] == ("Open", "High", "Low", "Close")
    assert [*closes(path).values()] == CLOSES


NOTED = "Day,Open,High,Low,Last,Volume\n" + "".join(
    f"{day},{close - 1},{close + 5},{close - 5},{close},1000\n"
    for day, close in zip(DAYS, CLOSES, strict=True)
)


@pytest.mark.parametrize(
    "below",
    [
        '"Taken from an exchange on 05-14-2026 at 06:10am CDT"\n',
        "Source: example.com,,,,,\n",
        "\nAverage,,,,1450.38,1000\n",
        "Total,,,,,3000\n(delayed by 15 minutes)\n",
        "Prices in dollars,,,,,\n© Example Data 2026,,,,,\n",
    ],
)
def test_what_stands_below_the_last_bar_is_left_out(tmp_path: Path, below: str) -> None:
    path = written(tmp_path, "tsla_history-05-14-2026.csv", NOTED + below)

    assert [*closes(path).values()] == CLOSES


def test_words_among_the_bars_are_refused_by_their_row(tmp_path: Path) -> None:
    first, second, *rest = NOTED.splitlines(keepends=True)
    path = written(tmp_path, "TSLA.csv", first + second + "no trading,,,,12,\n" + "".join(rest))

    with pytest.raises(DataError, match="row 2"):
        price_files.read(path, now=NOW)


def test_closes_that_are_said_to_be_unadjusted_are_refused_at_a_split_alone(
    tmp_path: Path,
) -> None:
    head = "Trade Date,Symbol,Close (unadj.)\n2026-05-11,TSLA,1463.18\n2026-05-12,TSLA,1429.83\n"
    whole = written(tmp_path, "whole.csv", head)
    split = written(tmp_path, "split.csv", f"{head}2026-05-13,TSLA,486.10\n")

    assert closes(whole) == {"2026-05-11": 1463.18, "2026-05-12": 1429.83}
    with pytest.raises(DataError, match=r"not adjusted for a split: on 2026-05-13 .* 486\.10"):
        price_files.read(split, now=NOW)


@pytest.mark.parametrize(
    ("last", "volume", "refused"),
    [("146.10", 9_000_000, True), ("146.10", 90_000_000, False), ("981.00", 9_000_000, False)],
    ids=["a split", "a rout", "a bad day"],
)
def test_a_jump_by_a_whole_number_is_a_split_where_no_more_shares_changed_hands(
    tmp_path: Path, last: str, volume: int, refused: bool
) -> None:
    head = "date;ticker;close;volume\n2026-05-11;TSLA;1463.18;7084410\n"
    path = written(tmp_path, "TSLA.csv", f"{head}2026-05-12;TSLA;{last};{volume}\n")

    if refused:
        with pytest.raises(DataError, match="not adjusted for a split"):
            price_files.read(path, now=NOW)
    else:
        assert closes(path)["2026-05-12"] == float(last)


def test_the_line_above_the_names_tells_the_money(tmp_path: Path) -> None:
    head = "Historical Data\nSample SE - DE0001234567 - XETR - EUR\nDate;Open;Close\n"
    path = written(
        tmp_path, "TSLA.csv", f"{head}2026-05-11;1460;1463.18\n2026-05-12;1430;1429.83\n"
    )

    (one,) = price_files.read(path, now=NOW)

    assert one.currency == "EUR"


@pytest.mark.parametrize(
    ("name", "above", "symbol"),
    [
        ("export.csv", "Security,Barclays PLC (BARC.L)\nCurrency,GBX\n\n", "BARC.L"),
        ("export.csv", "Ticker: SHEL\nMoney: EUR (EUR)\n\n", "SHEL"),
        ("BARC_LSE_daily.csv", "", "BARC.L"),
        ("6758-TYO.csv", "", "6758.T"),
    ],
)
def test_whose_prices_they_are_stands_above_or_beside_an_exchange(
    tmp_path: Path, name: str, above: str, symbol: str
) -> None:
    path = written(tmp_path, name, f"{above}Date,Close\n2026-05-11,81.2\n2026-05-12,82.4\n")
    (found,) = price_files.read(path, now=NOW)
    assert found.symbol == symbol


def test_a_code_is_a_share_and_thousands_are_counted(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        "tokyo.csv",
        "Date,Country code,Code,Close (JPY),Volume (thousand shares)\n"
        '2026-05-11,JP,6758.T,"3,006.2","1,017"\n2026-05-12,JP,6758.T,"2,970.6","1,324"\n',
    )
    (found,) = price_files.read(path, now=NOW)
    assert (found.symbol, found.currency) == ("6758.T", "JPY")
    assert list(found.bars["volume"]) == [1_017_000, 1_324_000]
