"""What is typed into the box for the share, and what the box holds afterwards."""

import pytest
import streamlit as st

from dashboard import state
from sentiment.market.shares import by_form
from sentiment.market.tickers import share_of


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch) -> dict[str, object]:
    held: dict[str, object] = {state.SHARE: "NVDA", state.BENCHMARK: "SPY"}
    monkeypatch.setattr(st, "session_state", held)
    state.share()
    return held


def settle(typed: dict[str, object], text: str) -> None:
    typed[state.SHARE] = text
    state.settle_share(share_of, home=lambda symbol: by_form(symbol).benchmark)


def test_a_name_becomes_its_share(typed: dict[str, object]) -> None:
    settle(typed, "advanced micro devices")

    assert (typed[state.SHARE], typed[state.BENCHMARK], state.mistyped()) == ("AMD", "SPY", "")


def test_a_share_abroad_brings_its_markets_benchmark(typed: dict[str, object]) -> None:
    settle(typed, "SAP GY")
    assert (typed[state.SHARE], typed[state.BENCHMARK]) == ("SAP.DE", "^GDAXI")

    state.share()
    settle(typed, "AMD")
    assert typed[state.BENCHMARK] == "SPY"


def test_a_benchmark_of_ones_own_choice_stays(typed: dict[str, object]) -> None:
    typed[state.BENCHMARK] = "SOXX"
    settle(typed, "AMD")

    assert typed[state.BENCHMARK] == "SOXX"


def test_a_slip_leaves_the_share_and_names_the_nearest(typed: dict[str, object]) -> None:
    settle(typed, "nvidea")

    assert typed[state.SHARE] == "NVDA"
    assert "Nvidia (NVDA)" in state.mistyped()
    settle(typed, "AMD")
    assert state.mistyped() == ""
