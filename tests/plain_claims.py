"""Claims and bars made by hand, for tests of what the bars say of a claim."""

from collections.abc import Sequence
from typing import Any

import pandas as pd

from sentiment.claims.claim import Claim, Meaning
from sentiment.market import calendar

NAN = float("nan")
DAYS = calendar.sessions_between(pd.Timestamp("2026-01-02"), pd.Timestamp("2026-02-27"))


def claim_of(kind: Any, **told: Any) -> Claim:
    """Return a claim that may know every bar of ``DAYS``, and says what is told."""
    plain: dict[str, Any] = {
        "text": "", "start": 0, "end": 0, "sentence": "", "company": "Nvidia", "symbol": "NVDA",
        "proxy": False, "kind": kind, "amount": NAN, "low": NAN, "high": NAN, "step": 1.0,
        "hedge": "", "meanings": (), "dated": True, "of": None, "since": None, "exact": False,
        "known": pd.Timestamp("2026-03-02", tz="America/New_York"),
    }  # fmt: skip
    return Claim(**(plain | told))


def day_of(session: pd.Timestamp, **meant: Any) -> Meaning:
    """Return one day as a meaning that the text itself states."""
    return Meaning((session,), "", stated=True, **meant)


def bars_of(closes: Sequence[float], *, reach: float = 5.0) -> pd.DataFrame:
    """Return the first of ``DAYS``, which open at their close and reach as far to either side."""
    close = pd.Series(closes, index=DAYS[: len(closes)], dtype=float)
    bars = {"open": close, "high": close + reach, "low": close - reach, "close": close}
    return pd.DataFrame(bars).assign(volume=1e6, dividend=0.0, split=0.0, partial=False)
