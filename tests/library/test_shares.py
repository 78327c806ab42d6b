from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from sentiment.errors import DataError
from sentiment.library import shares
from sentiment.library.library import Library
from sentiment.market.shares import by_form

LEARNT = [
    replace(by_form(symbol), name=f"Of {symbol}", source="Yahoo") for symbol in ("PLTR", "ZS")
]
NOON = pd.Timestamp("2026-02-02 12:00", tz="UTC")


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    opened = Library(f"{tmp_path}/library.sqlite")
    for number, share in enumerate(LEARNT):
        shares.keep_share(opened.store, share, learnt_at=NOON + pd.Timedelta(days=number))
    yield opened
    opened.close()


def test_each_share_is_known_by_its_own_symbol(library: Library) -> None:
    known = [shares.known(library.store, one.symbol) for one in LEARNT]

    assert known == LEARNT
    assert shares.known(library.store, "NVDA") == by_form("NVDA")
    assert shares.learnt_at(library.store, "ZS") == NOON + pd.Timedelta(days=1)
    assert shares.learnt_at(library.store, "NVDA") is None


@pytest.mark.parametrize("symbol", ["PLTR", "ZS"])
def test_one_share_is_forgotten_and_no_other_and_every_process_is_told(
    library: Library, symbol: str
) -> None:
    before = shares.shares_version(library.store)

    shares.forget_share(library.store, symbol)

    assert [*shares.learnt(library.store)] == [one.symbol for one in LEARNT if one.symbol != symbol]
    assert shares.shares_version(library.store) > before


def test_whatever_is_kept_of_a_share_is_told_to_every_process(library: Library) -> None:
    before = shares.shares_version(library.store)

    shares.edit_share(library.store, "PLTR", name="Palantir")

    assert shares.shares_version(library.store) > before


@pytest.mark.parametrize(
    ("typed", "held"), [("soxx", "SOXX"), ("$QQQ", "QQQ"), ("", ""), ("no such thing", "")]
)
def test_a_benchmark_is_kept_as_its_symbol_or_as_none(
    library: Library, typed: str, held: str
) -> None:
    assert shares.edit_share(library.store, "PLTR", benchmark=typed).benchmark == held
    assert shares.known(library.store, "PLTR").benchmark == held


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"calendar": "XXXX"}, "has a calendar that is not known"),
        ({"colour": "red"}, "has no colour"),
        ({"source": "Yahoo"}, "has no source"),
    ],
)
def test_what_a_share_cannot_be_is_refused_and_nothing_is_changed(
    library: Library, change: dict[str, Any], words: str
) -> None:
    with pytest.raises(DataError, match=words):
        shares.edit_share(library.store, "PLTR", **change)

    assert shares.known(library.store, "PLTR") == LEARNT[0]


def test_a_calendar_of_the_table_is_taken(library: Library) -> None:
    assert shares.edit_share(library.store, "PLTR", calendar="XTKS").calendar == "XTKS"


@pytest.mark.parametrize(("source", "held"), [("Yahoo", "By hand"), ("reader", "Learnt")])
def test_what_a_reader_wrote_gives_way_to_the_reader_alone(
    library: Library, source: Any, held: str
) -> None:
    shares.edit_share(library.store, "PLTR", name="By hand")
    shares.keep_share(library.store, replace(LEARNT[0], name="Learnt", source=source))

    assert shares.known(library.store, "PLTR").name == held
