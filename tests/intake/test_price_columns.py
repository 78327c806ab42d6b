"""Columns of prices are known by their numbers where their names say nothing."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from sentiment.intake import price_columns, price_files
from tests.intake.test_price_files import NOW, written

# day, first, highest, lowest, last
DAYS = [
    ("2026-05-11", 100.0, 104.0, 99.0, 103.0),
    ("2026-05-12", 102.5, 103.5, 97.0, 98.0),
    ("2026-05-13", 98.5, 101.0, 98.2, 100.5),
    ("2026-05-14", 100.0, 108.0, 99.5, 107.0),
    ("2026-05-15", 107.5, 109.0, 104.0, 105.0),
]
WANTED = {"session": "一", "open": "二", "high": "三", "low": "四", "close": "五"}


def rows(days: Sequence[Sequence[object]], names: str = "一二三四五") -> list[dict[str, object]]:
    return [dict(zip(names, one, strict=True)) for one in days]


@pytest.mark.parametrize("order", ["一二三四五", "五四三二一", "三五一四二"])
@pytest.mark.parametrize("days", [DAYS, DAYS[::-1]], ids=["up", "down"])
def test_the_numbers_of_a_day_tell_its_prices(order: str, days: Sequence[Sequence[object]]) -> None:
    told = price_columns.roles_in(order, rows(days))

    assert told.roles == WANTED
    assert told.by_numbers == set(WANTED)


def test_a_close_told_again_on_the_next_day_is_no_open() -> None:
    before = [101.0, *(one[4] for one in DAYS)]
    days = [(*one, last, 60.0, 140.0) for one, last in zip(DAYS, before, strict=False)]

    assert (
        price_columns.roles_in("一二三四五六七八", rows(days, "一二三四五六七八")).roles == WANTED
    )


def test_a_close_told_again_within_the_next_days_range_is_no_open() -> None:
    # Nearer to the close before than any open, as it is that close.
    opened_lower = [*DAYS[:2], ("2026-05-13", 98.5, 101.0, 97.8, 100.5), *DAYS[3:]]
    before = [101.0, *(one[4] for one in DAYS)]
    days = [(*one, last) for one, last in zip(opened_lower, before, strict=False)]

    assert price_columns.roles_in("一二三四五六", rows(days, "一二三四五六")).roles == WANTED


def test_a_name_that_says_the_day_before_is_no_close() -> None:
    days = [(one[0], "x", one[4], "x") for one in DAYS]

    for former in ("前收盘", "Prev. Close"):
        names = ["Date", former, "Schlusskurs", "y"]
        told = price_columns.roles_in(names, [dict(zip(names, one, strict=True)) for one in days])
        assert told.roles["close"] == "Schlusskurs"


def test_the_days_of_several_shares_are_told_apart() -> None:
    names = ["symbol", *WANTED.values()]
    days = [
        dict(zip(names, (share, one[0], *(price * times for price in one[1:])), strict=True))
        for one in DAYS
        for share, times in (("AMD", 1), ("MU", 3))
    ]

    assert price_columns.roles_in(names, days).roles == {**WANTED, "symbol": "symbol"}


def test_a_name_holds_only_where_its_cells_bear_it_out() -> None:
    named = [{"Time": "regular", "Day": one[0], "Close": "yes", "Last": one[4]} for one in DAYS]

    told = price_columns.roles_in(["Time", "Day", "Close", "Last"], named)
    assert (told.roles["session"], told.roles["close"]) == ("Day", "Last")
    assert not told.by_numbers


@pytest.mark.parametrize(
    ("second", "third"),
    [([1, 2, 3, 4, 5], None), ([5.0] * 5, None), ([1.1, -2.0, 3.0, 1.0, 2.0], None),
     ([1.5, 2.5, 1.0, 2.0, 3.0], [900, 20, 40, 100, 7])],
    ids=["numbered", "constant", "changes", "two of them"],
)  # fmt: skip
def test_numbers_that_may_be_anything_are_no_closes(
    second: Sequence[float], third: Sequence[float] | None
) -> None:
    days = zip((one[0] for one in DAYS), second, third or [""] * 5, strict=True)

    assert "close" not in price_columns.roles_in("pqs", rows(list(days), "pqs")).roles


def test_closes_that_the_numbers_alone_tell_are_said_to_be(tmp_path: Path) -> None:
    lines = ["一,二,三,四,五", *(",".join(map(str, one)) for one in DAYS)]
    path = written(tmp_path, "TSLA.csv", "\n".join(lines))

    (one,) = price_files.read(path, now=NOW)
    assert one.bars["close"].to_list() == [day[4] for day in DAYS]
    assert "五" in one.doubt
    assert price_files.are_prices(path)


def test_headlines_beside_numbers_are_no_prices(tmp_path: Path) -> None:
    lines = [
        "一,二,三,四,五,六",
        *(f"{','.join(map(str, one))},Profit rises by far" for one in DAYS),
    ]

    assert not price_files.are_prices(written(tmp_path, "news.csv", "\n".join(lines)))
