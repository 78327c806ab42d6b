import pandas as pd
import pytest

import seeds
from sentiment.claims.undated import likely_days
from sentiment.market import announcements, bars

DAILY = bars.read_prices(f"{seeds.__path__[0]}/prices.parquet")
EVENTS = announcements.read_events(f"{seeds.__path__[0]}/events.csv")
NOW = pd.Timestamp("2026-10-03 12:00", tz="America/New_York")


def days(text: str, now: pd.Timestamp = NOW) -> list[str]:
    return [f"{one.day:%Y-%m-%d}" for one in likely_days(text, DAILY, EVENTS, now=now)]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Nvidia closed at $185.61 on Monday, down 2.9%.", "2026-02-02"),
        (
            "AMD shares soared 23.7% on Monday and ended at $203.71. Nvidia slipped 1.1%.",
            "2025-10-06",
        ),
        ("TSM rose 4.4% on Thursday. It had lost 1.2% on Wednesday.", "2026-01-15"),
        ("Nvidia closed at $1,209.98 on Thursday, before its shares are split.", "2024-06-06"),
        ("On January 15 TSM closed at $341.64.", "2026-01-15"),
        (
            "The lab signed a letter of intent for systems of ten gigawatts, which come in steps; "
            "the chipmaker means to invest as each is deployed, the first in half a year.",
            "2025-09-22",
        ),
    ],
)
def test_a_day_is_offered_that_the_bars_or_an_announcement_bear_out(text: str, day: str) -> None:
    assert days(text)[:1] == [day]


@pytest.mark.parametrize("now", ["2026-10-03 12:00", "2026-09-30 12:00", "2026-10-02 17:00"])
def test_the_same_days_are_offered_whenever_it_is_asked(now: str) -> None:
    text = "Nvidia closed at $185.61 on Monday, down 2.9%."

    assert days(text, pd.Timestamp(now, tz="America/New_York")) == ["2026-02-02"]


@pytest.mark.parametrize(
    "text",
    [
        "Nvidia closed at $18,561.00 on Monday.",
        "Nvidia fell 61% on Monday and AMD rose 80%.",
        "Nvidia fell 2.9% today.",  # of any day
        "Nvidia shares rose on Monday.",
        "It rained.",
        "Nvidia rose 0.1% on Monday.",  # of many
        "On February 3 Nvidia closed at $185.61.",  # which it did the day before
        "",
    ],
)
def test_nothing_is_offered_where_nothing_bears_out(text: str) -> None:
    assert days(text) == []


def test_an_offer_says_why() -> None:
    [likely] = likely_days("Nvidia closed at $185.61 on Monday.", DAILY, EVENTS, now=NOW)

    assert likely.reasons == (
        "“Nvidia closed at $185.61”: NVDA closed at $185.61, −2.9%, on Monday 2026-02-02",
    )


def test_only_figures_that_the_bars_bear_out_are_reasons_for_a_day() -> None:
    text = "Nvidia closed at $185.61 on Monday, down 2.9%. AMD had risen 61% on Monday."

    [likely] = likely_days(text, DAILY, EVENTS, now=NOW)

    assert f"{likely.day:%Y-%m-%d}" == "2026-02-02"
    assert len(likely.reasons) == 2
    assert not any("AMD" in reason for reason in likely.reasons)


@pytest.mark.parametrize("back", [1, 2])
def test_a_price_of_the_last_sessions_held_is_in_the_dollars_of_its_day(back: int) -> None:
    close = DAILY["NVDA"]["close"]
    day = close.index[-back]

    assert f"{day:%Y-%m-%d}" in days(f"Nvidia closed at ${close.iloc[-back]:.2f} on {day:%A}.")
