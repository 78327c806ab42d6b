"""Tones on the sessions of other exchanges; what is expected is worked out from served days."""

import numpy as np
import pandas as pd
import pytest

from sentiment.market import sessions
from sentiment.market.returns import market_adjusted
from sentiment.market.shares import by_form
from sentiment.reading import daily
from sentiment.study import leadlag

EASTER = ("2026-04-03", "2026-04-06")  # Xetra was shut; New York on the first alone
COLUMNS = ("compound", "without_moves", "plain")


def tones_at(*published: str) -> pd.DataFrame:
    instants = pd.to_datetime(list(published), utc=True)
    values = np.linspace(-0.5, 0.5, len(instants))
    read = pd.DataFrame(dict.fromkeys(COLUMNS, values)).assign(published=instants, n=1)
    return read.assign(session=pd.NaT, title="A title").rename_axis("key")


def placed(symbol: str, *published: str, untimed: tuple[int, ...] = ()) -> list[str]:
    exchange = sessions.of_share(by_form(symbol))
    held = daily.on_sessions_of(tones_at(*published), exchange, untimed=untimed)
    return held["session"].dt.strftime("%Y-%m-%d").to_list()


@pytest.mark.parametrize(
    ("symbol", "published", "session"),
    [
        ("SAP.DE", "2026-04-01 17:29+02:00", "2026-04-01"),
        ("SAP.DE", "2026-04-01 17:30+02:00", "2026-04-02"),  # New York trades on until 22:00
        ("SAP.DE", "2026-04-02 17:30+02:00", "2026-04-07"),  # over Easter
        ("7203.T", "2026-02-02 15:29+09:00", "2026-02-02"),
        ("7203.T", "2026-02-02 15:30+09:00", "2026-02-03"),
        ("7203.T", "2026-02-10 20:00+09:00", "2026-02-12"),  # a holiday of Tokyo's alone
        ("BTC-USD", "2026-01-31 12:00+00:00", "2026-01-31"),  # a Saturday
        ("BTC-USD", "2026-01-31 20:00-05:00", "2026-02-01"),
        ("EURUSD=X", "2026-01-31 12:00+00:00", "2026-02-02"),
        ("VOD.L", "2025-12-24 12:31+00:00", "2025-12-29"),  # after the half day
    ],
)
def test_an_article_counts_for_the_session_of_the_shares_own_exchange(
    symbol: str, published: str, session: str
) -> None:
    assert placed(symbol, published) == [session]


def test_new_yorks_tones_stay_as_they_are() -> None:
    given = tones_at("2026-02-02 17:00-05:00")

    assert daily.on_sessions_of(given, sessions.sessions_of(sessions.NEW_YORK)) is given


def test_a_day_whose_time_is_unknown_counts_for_itself_on_every_clock() -> None:
    midnights = ("2026-02-03 00:00-05:00", "2026-02-07 00:00-05:00")  # New York's; a Saturday

    for symbol in ("SAP.DE", "7203.T", "NAB.AX", "AIR.NZ"):
        expected = ["2026-02-03", "2026-02-09"]
        assert placed(symbol, *midnights, untimed=(0, 1)) == expected


def served(symbol: str, days: pd.DatetimeIndex) -> pd.DataFrame:
    close = pd.Series(100 + np.arange(len(days)) ** 1.5, days.rename("session"))
    bars = pd.DataFrame({"close": close, "dividend": 0.0, "partial": False})
    return sessions.marked(bars, by_form(symbol))


def test_a_lag_counts_the_exchanges_own_sessions() -> None:
    days = pd.bdate_range("2026-03-16", "2026-04-17")
    xetra = days[~days.isin(pd.to_datetime(EASTER))]
    bars = served("SAP.DE", xetra)
    returns = market_adjusted(bars, served("^GDAXI", xetra).assign(close=1.0))["abnormal"]
    tone = pd.Series(np.cos(np.arange(len(xetra))), xetra)
    found = leadlag.lead_lag(tone, returns, lags=[0, 1], draws=99)

    following = returns.to_numpy()[1:]
    assert found.pairs[1].to_numpy()[:-1] == pytest.approx(following, nan_ok=True)
    known = leadlag.rolling(found, lag=1, over=8).index
    assert list(known[: len(xetra) - 2]) == list(xetra[1 : len(xetra) - 1])


def test_a_weekend_is_two_sessions_of_a_coin() -> None:
    days = pd.date_range("2026-01-26", "2026-02-10")
    returns = market_adjusted(served("BTC-USD", days), served("ETH-USD", days).assign(close=1.0))
    tone = pd.Series(np.cos(np.arange(len(days))), days)
    found = leadlag.lead_lag(tone, returns["abnormal"], lags=[2], draws=99)

    friday, sunday = pd.Timestamp("2026-01-30"), pd.Timestamp("2026-02-01")
    assert found.pairs.loc[friday, 2] == returns.loc[sunday, "abnormal"]


def test_a_surprise_is_against_the_sessions_before_of_the_same_exchange() -> None:
    days = ("2026-03-31", "2026-04-01", "2026-04-02", "2026-04-07")
    exchange = sessions.of_share(by_form("SAP.DE"))
    read = daily.on_sessions_of(tones_at(*(f"{day} 12:00+02:00" for day in days)), exchange)
    mean = daily.tone_series(read).to_numpy()
    found = daily.surprise(daily.tone_series(read), over=3, exchange=exchange)

    # of three sessions before the 7th; New York's calendar would count the 6th among them
    assert found.iloc[-1] == pytest.approx(mean[3] - mean[:3].mean())
