"""A small market with a planted effect, and a library of a test's own for the app."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import postgres_server
import pytest
import streamlit as st
from browsing import browser, served_folder, site, visit
from hypothesis import settings

from dashboard.panels import errors
from sentiment.market import calendar

if TYPE_CHECKING:
    from yahoo_server import YahooServer

__all__ = ["browser", "served_folder", "site", "visit"]  # fixtures, found here by every test

# No test asserts on time: a busy machine is no fault.
# In CI the draws are the same at every run: a draw nobody saw fails where somebody looks.
settings.register_profile("untimed", deadline=None, derandomize=bool(os.environ.get("CI")))
settings.load_profile("untimed")


@pytest.fixture(autouse=True)
def unexpected_errors_fail(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have the page pass on a fault of ours, for which it otherwise has a sentence."""

    def pass_on(error: Exception) -> None:
        raise error

    monkeypatch.setattr(errors, "tell_unexpected", pass_on)


BETA = 1.5
JUMP = 0.05  # log return beyond the benchmark
JUMP_SESSION = pd.Timestamp("2026-02-02")


@pytest.fixture(scope="session")
def jump_session() -> pd.Timestamp:
    return JUMP_SESSION


@pytest.fixture
def market() -> dict[str, pd.DataFrame]:
    """Daily bars of SHARE and INDEX, 2 January 2025 to 31 March 2026.

    In log returns SHARE is 1.5 times INDEX plus noise of 0.5 % a session. On 2 February 2026
    the noise is replaced by a jump of 5 %; nothing else is planted.
    """
    days = calendar.sessions_between(pd.Timestamp("2025-01-02"), pd.Timestamp("2026-03-31"))
    random = np.random.default_rng(20260202)
    index = random.normal(0.0005, 0.01, len(days))
    own = random.normal(0, 0.005, len(days))
    own[days.get_loc(JUMP_SESSION)] = JUMP
    return {
        "SHARE": _bars(days, 100 * np.exp(np.cumsum(BETA * index + own))),
        "INDEX": _bars(days, 500 * np.exp(np.cumsum(index))),
    }


def _bars(days: pd.DatetimeIndex, close: np.ndarray) -> pd.DataFrame:
    opened = np.concatenate([close[:1], close[:-1]])
    bars = {
        "open": opened,
        "high": np.maximum(opened, close) * 1.002,
        "low": np.minimum(opened, close) * 0.998,
        "close": close,
        "volume": 1e6,
        "dividend": 0.0,
        "split": 0.0,
        "partial": False,
    }
    return pd.DataFrame(bars, index=days.rename("session"))


@pytest.fixture(scope="module")
def served_yahoo() -> "Iterator[YahooServer]":
    """A Yahoo on this machine, which yfinance asks."""
    from yahoo_server import served_quickly  # noqa: PLC0415 - loads what few tests need

    with served_quickly() as server:
        yield server


@pytest.fixture(scope="session")
def postgres() -> Iterator[postgres_server.PostgresServer]:
    """A PostgreSQL server that the tests started."""
    binaries = postgres_server.programs()
    if binaries is None:
        if os.environ.get("CI"):
            pytest.fail("PostgreSQL is not installed, and CI needs it")
        pytest.skip("PostgreSQL is not installed")
    with postgres_server.started(binaries) as server:
        yield server


@pytest.fixture(params=["sqlite", "postgres"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of an empty library, one of each kind that a store can be."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path}/store.db"
        return
    with request.getfixturevalue("postgres").fresh() as url:
        yield url


@pytest.fixture
def own_library(monkeypatch: pytest.MonkeyPatch, address: str) -> Iterator[str]:
    """The address of a library of the test's own, which the app opens, without a network."""
    url = address
    monkeypatch.setenv("DASHBOARD_STORE", url)
    monkeypatch.setenv("DASHBOARD_OFFLINE", "1")
    st.cache_data.clear()
    st.cache_resource.clear()
    yield url
    st.cache_data.clear()
    st.cache_resource.clear()
