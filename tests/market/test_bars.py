from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from sentiment.errors import CoverageError, DataError
from sentiment.market import bars as market_bars

SEEDS = Path(__file__).parents[2] / "seeds"
HEADER = "symbol,session,open,high,low,close,volume,dividend,split,partial"
GOOD = "NVDA,2026-01-30,191.21,194.49,189.47,191.13,179489500,0,0,False"
KEY_DAY = pd.Timestamp("2026-02-02")


def file_of(folder: Path, *rows: str, header: str = HEADER) -> Path:
    path = folder / "prices.csv"
    path.write_text("\n".join([header, *rows]))
    return path


def days(*texts: str) -> pd.DatetimeIndex:
    return pd.DatetimeIndex(texts, name="session")


def closes(index: pd.DatetimeIndex, values: list[float]) -> pd.DataFrame:
    return pd.DataFrame({"close": values, "dividend": 0.0, "partial": False}, index=index)


def minutes(day: str) -> pd.DataFrame:
    path = SEEDS / "intraday.parquet"
    return market_bars.read_intraday(path, "NVDA", interval="1m", session=pd.Timestamp(day))


@pytest.fixture(scope="module")
def bundled() -> dict[str, pd.DataFrame]:
    return market_bars.read_prices(SEEDS / "prices.parquet")


def test_a_csv_and_a_parquet_file_read_alike(
    tmp_path: Path, bundled: dict[str, pd.DataFrame]
) -> None:
    rows = pd.concat(bundled, names=["symbol"]).reset_index()
    rows.to_csv(tmp_path / "prices.csv", index=False)

    read = market_bars.read_prices(tmp_path / "prices.csv")

    assert read.keys() == bundled.keys()
    for symbol, bars in bundled.items():
        pd.testing.assert_frame_equal(read[symbol], bars)


def test_columns_of_rare_things_may_be_left_out(tmp_path: Path) -> None:
    path = file_of(tmp_path, ",".join(GOOD.split(",")[:7]), header=HEADER.partition(",div")[0])

    bars = market_bars.read_prices(path)["NVDA"]

    assert bars.loc["2026-01-30", ["dividend", "split", "partial"]].to_list() == [0.0, 0.0, False]


def test_a_price_that_is_not_known_stays_missing(tmp_path: Path) -> None:
    bars = market_bars.read_prices(file_of(tmp_path, "NVDA,2026-01-30,,,,191.13,,0,0,False"))[
        "NVDA"
    ]

    assert bars[["open", "high", "low", "volume"]].isna().all(axis=None)


def test_a_ticker_that_looks_like_a_gap_is_a_ticker(tmp_path: Path) -> None:
    assert list(market_bars.read_prices(file_of(tmp_path, GOOD.replace("NVDA", "NA")))) == ["NA"]


@pytest.mark.parametrize(
    ("rows", "fault"),
    [
        (["NVDA,2026-01-30,1,1,1,,1,0,0,False"], "a close is missing or not positive"),
        (["NVDA,2026-01-30,1,1,1,0,1,0,0,False"], "a close is missing or not positive"),
        (["NVDA,2026-01-30,-1,1,,1,1,0,0,False"], "a price is not positive"),
        (["NVDA,2026-01-30,2,3,2,1,1,0,0,False"], "below its bar's low"),
        (["NVDA,2026-01-30,2,3,2,4,1,0,0,False"], "above its bar's high"),
        (["NVDA,2026-01-30,1,1,1,1,-5,0,0,False"], "a volume is negative"),
        (["NVDA,2026-01-30,1,1,1,one,1,0,0,False"], "close is not a number"),
        (["NVDA,2026-01-30,1,1,1,inf,1,0,0,False"], "close is not a number"),
        (["NVDA,2026-01-30,1,1,1,1,1,-1,0,False"], "a dividend is missing or negative"),
        (["NVDA,2026-01-30,1,1,1,1,1,0,,False"], "a split is missing or negative"),
        (["NVDA,2026-01-30,1,1,1,1,1,0,0,maybe"], "partial is neither true nor false"),
        ([",2026-01-30,1,1,1,1,1,0,0,False"], "a symbol is missing"),
        (["<b>A</b>,2026-01-30,1,1,1,1,1,0,0,False"], "a symbol is no ticker"),
        (["NVDA,01/02/2026,1,1,1,1,1,0,0,False"], "a session is not a date in ISO 8601"),
        (["NVDA,20260130.5,1,1,1,1,1,0,0,False"], "a session is not a date in ISO 8601"),
        (["NVDA,someday,1,1,1,1,1,0,0,False"], "a session is not a date"),
        (["NVDA,2026-01-31,1,1,1,1,1,0,0,False"], "the exchange was shut that day"),
        (["NVDA,2099-01-30,1,1,1,1,1,0,0,False"], "the exchange was shut that day"),
        (["NVDA,4052-01-30,1,1,1,1,1,0,0,False"], "the exchange was shut that day"),
        (["NVDA,2026-01-30 09:30,1,1,1,1,1,0,0,False"], "the exchange was shut that day"),
        ([GOOD, GOOD], "a symbol has two bars on one day"),
        ([GOOD.replace("30", "29"), GOOD.replace("30", "28")], "not in order"),
    ],
)
def test_a_row_that_cannot_be_true_is_refused(tmp_path: Path, rows: list[str], fault: str) -> None:
    with pytest.raises(DataError, match=fault):
        market_bars.read_prices(file_of(tmp_path, *rows))


def test_days_out_of_order_are_found_between_other_symbols(tmp_path: Path) -> None:
    later, other = GOOD, GOOD.replace("NVDA", "AMD")

    with pytest.raises(DataError, match="not in order"):
        market_bars.read_prices(file_of(tmp_path, later, other, GOOD.replace("01-30", "01-29")))


def test_the_error_shows_the_faulty_row(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"prices\.csv: .* \(symbol NVDA, .*close -1"):
        market_bars.read_prices(file_of(tmp_path, GOOD, GOOD.replace("191.13", "-1")))


def test_missing_columns_are_named(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="the columns close, volume are missing"):
        market_bars.read_prices(file_of(tmp_path, header="symbol,session,open,high,low"))


@pytest.mark.parametrize("name", ["torn.parquet", "torn.csv", "none.parquet"])
def test_a_file_that_is_no_table_is_refused(tmp_path: Path, name: str) -> None:
    if name.startswith("torn"):
        (tmp_path / name).write_bytes(b"PAR1\x00\xff\xfe")

    with pytest.raises(DataError, match=r"cannot be read as (a table|Parquet)"):
        market_bars.read_prices(tmp_path / name)


def test_one_session_of_one_interval_is_read_in_new_york_time() -> None:
    bars = minutes("2026-02-02")

    assert len(bars) == 390
    assert bars.index[0] == pd.Timestamp("2026-02-02 09:30", tz="America/New_York")
    assert bars["high"].idxmax() == pd.Timestamp("2026-02-02 13:12", tz="America/New_York")


def test_intraday_bars_that_are_not_held_give_an_empty_frame() -> None:
    none = market_bars.read_intraday(SEEDS / "intraday.parquet", "NVDA", interval="2m")

    assert list(none.columns) == market_bars.BAR
    assert str(none.index.dtype) == "datetime64[ns, America/New_York]"
    assert none.empty


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"start": pd.Timestamp("2026-02-02 14:30")}, "cannot be read|no time zone"),
        ({"close": 200.0}, "above its bar's high"),
        ({"low": -1.0}, "a price is not positive"),
    ],
)
def test_an_intraday_bar_that_cannot_be_true_is_refused(
    tmp_path: Path, change: dict[str, object], fault: str
) -> None:
    bar = {"symbol": "NVDA", "interval": "1m", "start": pd.Timestamp("2026-02-02 14:30", tz="UTC")}
    bar |= {"open": 187.0, "high": 188.0, "low": 186.0, "close": 187.5, "volume": 1.0} | change
    pd.DataFrame([bar]).to_parquet(tmp_path / "intraday.parquet")

    with pytest.raises(DataError, match=fault):
        market_bars.read_intraday(tmp_path / "intraday.parquet", "NVDA", interval="1m")


def test_a_dividend_is_part_of_the_return_on_its_ex_date() -> None:
    bars = closes(days("2026-01-29", "2026-01-30"), [100, 99]).assign(dividend=[0, 1.0])

    assert market_bars.simple_returns(bars).iloc[1] == pytest.approx(0)
    assert market_bars.simple_returns(bars, dividends=False).iloc[1] == pytest.approx(-0.01)
    assert market_bars.log_returns(bars, dividends=False).iloc[1] == pytest.approx(np.log(0.99))


def test_a_session_after_a_gap_has_no_return() -> None:
    held = days("2026-01-28", "2026-01-30", "2026-02-02")  # Thursday the 29th is missing

    returns = market_bars.simple_returns(closes(held, [100, 101, 102]))

    assert returns.isna().to_list() == [True, True, False]
    pd.testing.assert_index_equal(returns.index, held)


def test_a_weekend_is_no_gap() -> None:
    returns = market_bars.simple_returns(closes(days("2026-01-30", "2026-02-02"), [100, 102]))

    assert returns.iloc[1] == pytest.approx(0.02)


def test_no_bars_have_no_returns() -> None:
    assert market_bars.log_returns(closes(days(), [])).empty


def test_log_returns_of_the_market_carry_the_planted_jump(
    market: dict[str, pd.DataFrame], jump_session: pd.Timestamp
) -> None:
    share, index = (market_bars.log_returns(market[symbol]) for symbol in ("SHARE", "INDEX"))

    assert (share - 1.5 * index)[jump_session] == pytest.approx(0.05)


def test_the_move_of_the_second_of_february_is_as_reported(
    bundled: dict[str, pd.DataFrame],
) -> None:
    move = market_bars.move_of(bundled["NVDA"], KEY_DAY)

    assert (move.previous_close, move.close) == (191.13, 185.61)
    changes = [move.close_to_close, move.overnight, move.open_to_close]
    assert [round(change, 3) for change in changes] == [-0.029, -0.021, -0.008]
    assert (move.low, move.high) == (184.88, 190.30)
    assert move.low_change == pytest.approx(184.88 / 191.13 - 1)
    assert move.high_change == pytest.approx(190.30 / 191.13 - 1)


def test_a_move_after_a_gap_has_no_previous_close(bundled: dict[str, pd.DataFrame]) -> None:
    bars = bundled["NVDA"].drop(pd.Timestamp("2026-01-30"))

    move = market_bars.move_of(bars, KEY_DAY)

    assert np.isnan(move.close_to_close)
    assert move.open_to_close == pytest.approx(185.61 / 187.20 - 1)


def test_a_move_that_is_not_held_is_refused(bundled: dict[str, pd.DataFrame]) -> None:
    with pytest.raises(CoverageError, match="AMD prices are held from 2023-01-03 to 2026-10-02"):
        market_bars.move_of(bundled["AMD"], pd.Timestamp("2026-10-05"), symbol="AMD")


def test_quality_names_the_sessions_without_a_bar() -> None:
    held = days("2026-01-28", "2026-01-30", "2026-02-02")
    bars = closes(held, [100, 101, 102]).assign(partial=[False, False, True])

    quality = market_bars.quality_of(bars, until=pd.Timestamp("2026-02-03"))

    assert (quality.first, quality.last, quality.n) == (held[0], held[2], 3)
    assert [f"{day:%d}" for day in quality.missing] == ["29", "03"]
    assert quality.partial.to_list() == [held[2]]


def test_quality_of_nothing_is_nothing() -> None:
    quality = market_bars.quality_of(closes(days(), []))

    assert (quality.n, len(quality.missing), len(quality.partial)) == (0, 0, 0)


def test_the_reported_fall_was_a_price_of_the_late_morning() -> None:
    spells = market_bars.crossings(minutes("2026-02-02"), 189.03)

    assert [f"{first:%H:%M}" for first, _ in spells] == ["10:19", "14:43"]
    assert [f"{last:%H:%M}" for _, last in spells] == ["11:56", "14:44"]


@pytest.mark.parametrize("level", [184.87, 190.31])
def test_a_level_outside_the_range_was_never_met(level: float) -> None:
    assert market_bars.crossings(minutes("2026-02-02"), level) == []


def test_a_figure_reported_wrongly_was_no_price_of_that_day() -> None:
    assert len(market_bars.crossings(minutes("2026-02-03"), 176.23)) == 1  # the low
    assert market_bars.move_of(
        market_bars.read_prices(SEEDS / "prices.parquet")["NVDA"], pd.Timestamp("2026-02-03")
    ).close == pytest.approx(180.34)


def test_rows_with_more_fields_than_the_header_names_are_refused(tmp_path: Path) -> None:
    table = tmp_path / "prices.csv"
    table.write_text(
        "symbol,session,open,high,low,close,volume\n"
        "NVDA,2026-01-30,191.2,194.4,189.4,191.13,1000,0,0\n"
        "NVDA,2026-01-30,191.2,194.4,189.4,191.13,1000,0,0\n"
    )

    with pytest.raises(DataError, match="more fields than its header"):
        market_bars.read_prices(table)
