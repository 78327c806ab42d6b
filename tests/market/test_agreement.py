"""Bars of a file are refused where those at hand contradict them, with both numbers named."""

import pandas as pd
import pytest

from sentiment.market import agreement, shares

DAYS = pd.DatetimeIndex(["2024-06-06", "2024-06-07", "2024-06-10"])
HELD = pd.DataFrame({"close": [121.0, 120.89, 121.79]}, index=DAYS)
NVDA = shares.by_form("NVDA")


def bars(*closes: float) -> pd.DataFrame:
    return pd.DataFrame({"close": closes}, index=DAYS[: len(closes)])


def test_records_of_one_share_agree() -> None:
    agreement.check(bars(121.3, 120.5), HELD, share=NVDA, currency="USD")
    agreement.check(bars(1210.0), None, share=NVDA, currency=None)


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ((1210.0, 1208.9), r"1,210\.00 and the one held is 121\.00, 10 times as much.*split"),
        ((121.0, 30.22), r"2024-06-07 the file's close of NVDA is 30\.22 .* 1/4 of it"),
        ((121.0, 171.3), r"Another share, or another money: .* 171\.30 .* on 1 of 2 sessions"),
    ],
)
def test_another_scale_or_share_is_named(told: tuple[float, ...], said: str) -> None:
    with pytest.raises(agreement.DisagreementError, match=said):
        agreement.check(bars(*told), HELD, share=NVDA, currency=None)


def test_another_money_is_named() -> None:
    with pytest.raises(agreement.MoneyError, match="in EUR, and NVDA is quoted in USD"):
        agreement.check(bars(121.0), None, share=NVDA, currency="EUR")
