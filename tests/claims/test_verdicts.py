import math
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

import seeds
from sentiment.claims import checks, verdicts
from sentiment.claims.finding import find_claims
from sentiment.claims.verdicts import Judged
from sentiment.market import bars, calendar, sessions
from sentiment.market.shares import Share, by_form

SEEDS = Path(seeds.__file__).parent
DAILY = bars.read_prices(SEEDS / "prices.parquet")
MINUTES = {"NVDA": bars.read_intraday(SEEDS / "intraday.parquet", "NVDA", interval="1m")}
NO_PATH: dict[str, pd.DataFrame] = {}
EVENING = "2026-02-02 18:00"


def judged(text: str, published: str = EVENING, *, minutes: bool = True) -> Judged:
    """Return what the bars say of the last claim of a text."""
    instant = pd.Timestamp(published, tz="America/New_York")
    claims = find_claims(text, published=instant)
    return verdicts.judge(claims[-1], DAILY, MINUTES if minutes else NO_PATH)


def test_the_monday_drop_was_true_late_in_the_morning_only() -> None:
    found = judged("Nvidia shares fell 1.1% on Monday.")

    assert found.verdict == "matches an intraday moment only"
    assert found.words == (
        "Matches an intraday moment only ($189.03, passed 10:19–11:56 and 14:43); "
        "the close was $185.61, −2.9%."
    )
    assert found.level == 189.03
    assert [f"{first:%H:%M}" for first, _ in found.spans] == ["10:19", "14:43"]


def test_every_meaning_of_a_day_is_shown_with_its_figure() -> None:
    figures = dict(judged("Nvidia shares fell 1.1% on Monday.").figures)

    assert list(figures) == [
        "close to close",
        "at the open",
        "open to close",
        "at the low",
        "at the high",
    ]
    assert round(figures["close to close"], 4) == -0.0289
    assert round(figures["open to close"], 4) == -0.0085


def test_a_figure_read_at_noon_is_held_against_the_morning_alone() -> None:
    found = judged("Nvidia shares fell 2.9% on Monday.", "2026-02-02 12:00")

    assert found.verdict == "does not match"
    assert "the range by 12:00 was" in found.words
    assert found.figures[0][0] == "at 12:00"


def test_without_minutes_a_figure_is_only_known_to_lie_in_the_range() -> None:
    found = judged("Nvidia shares fell 1.1% on Monday.", minutes=False)

    assert found.verdict == "within the day's range"
    assert found.spans == ()


@pytest.mark.parametrize(
    ("text", "published", "words"),
    [
        (
            "Nvidia closed at $187.88 on Monday.",
            EVENING,
            "Does not match: the close was $185.61, −2.9%.",
        ),
        (
            "Nvidia shares fell 1.8% in premarket trading on Monday.",
            EVENING,
            "Cannot be checked: no pre-market bars are held.",
        ),
        (
            "Nvidia shares fell 2% on Monday.",
            "2026-02-02 08:00",
            "Cannot be checked: the session of 2026-02-02 had not opened when this was published.",
        ),
        (
            "Nvidia fell 9%.",
            EVENING,
            "Cannot be checked: the words do not say of which day. On 2026-02-02 the range was "
            "$184.88 to $190.30; the close was $185.61, −2.9%.",
        ),
        (
            "Nvidia fell 2.9%.",
            EVENING,
            "Matches the close: $185.61, −2.9%. Taken for 2026-02-02: the words name no day.",
        ),
        (
            "The S&P 500 rose 0.5% on Monday.",
            EVENING,
            "Matches the close: $695.41, +0.5%. By SPY, a fund that follows the S&P 500.",
        ),
        (
            "The S&P 500 closed 0.8% higher on Monday.",
            EVENING,
            "Cannot be checked exactly: SPY only follows the S&P 500, and moved +0.5%.",
        ),
        (
            "Tesla shares fell 2% on Monday.",
            EVENING,
            "Cannot be checked: no bars of TSLA are held.",
        ),
        (
            "Nvidia opened at $187.20 on Monday.",
            EVENING,
            "Matches an intraday moment only (the open: $187.20, −2.1%); "
            "the close was $185.61, −2.9%.",
        ),
        (
            "Nvidia shares fell for a third straight session on Monday.",
            EVENING,
            "Does not match: it fell 2 sessions in a row until 2026-02-02.",
        ),
        (
            "On Monday Nvidia had its worst day since November 25.",
            EVENING,
            "Does not match: the change of the day was −2.9%, and on 2026-01-20 it was −4.4%.",
        ),
        (
            "Nvidia shares have lost 3% since Jan. 30.",
            "2026-02-07 10:00",
            "Matches the close: −3.0% from $191.13 (2026-01-30) to $185.41 (2026-02-06).",
        ),
        (
            "AMD gained 24% last week.",
            "2025-10-15 10:00",
            "Cannot be checked: it fits 2025-10-06 alone (+23.7%), and the whole span was "
            "+30.5% from $164.67 (2025-10-03) to $214.90 (2025-10-10).",
        ),
        (
            "Nvidia shares fell 2% on Monday.",
            "2019-02-05 10:00",
            "Cannot be checked: bars are held from 2023-01-03 to 2026-10-02 only.",
        ),
    ],
)
def test_a_verdict_is_a_sentence_with_its_evidence(text: str, published: str, words: str) -> None:
    assert judged(text, published).words == words


def test_a_price_before_a_split_is_held_against_the_shares_of_its_day() -> None:
    before = judged("Nvidia closed at $1,209.98 on Thursday.", "2024-06-06 18:00")
    since = judged("Nvidia closed at $1,209.98 on Thursday.", "2026-02-06 18:00")

    assert before.verdict == "matches the close"
    assert math.isclose(before.level, 120.998)
    assert since.verdict == "cannot be checked"


def test_a_mismatch_told_of_no_day_accuses_nobody() -> None:
    texts = ["Nvidia shares gained 40%.", "Nvidia closed at $20.", "Nvidia's shares fell $90."]

    assert {judged(text).verdict for text in texts} == {"cannot be checked"}


def test_an_empty_list_of_claims_has_no_verdicts() -> None:
    assert verdicts.judge_all([], DAILY, MINUTES) == []


SWEPT = calendar.sessions_between(pd.Timestamp("2025-01-01"), pd.Timestamp("2026-10-02"))


@pytest.mark.parametrize(
    "words",
    [
        "Nvidia shares fell 1% on {weekday}, their biggest drop since last month.",
        "Nvidia shares fell 1% today, their worst day since 2020.",
        "Nvidia closed at $150.15 on {date}.",
    ],
)
def test_a_day_that_is_named_is_that_day_and_its_close_is_not_foretold(words: str) -> None:
    """Of every session, read while it was open: no close before or behind it answers."""
    for session in SWEPT:
        told = words.format(weekday=f"{session:%A}", date=f"{session:%B} {session.day}")
        instant = calendar.open_of(session) + pd.Timedelta(hours=1.5)
        claims = find_claims(told, published=instant)
        assert {one.sessions for one in claims} == {(session,)}, told
        last = verdicts.judge(claims[-1], DAILY, NO_PATH)
        assert last.verdict == "cannot be checked"
        assert "open when this was published" in last.words or "not closed" in last.words


@pytest.mark.parametrize(
    "words", ["Nvidia fell 1% on {weekday}.", "Nvidia closed 1% lower {date}."]
)
def test_a_day_on_which_the_exchange_was_shut_is_no_other_day(words: str) -> None:
    days = pd.date_range("2025-01-01", "2026-10-02", freq="B")
    for day in days.difference(SWEPT):
        instant = (day + pd.Timedelta(days=1, hours=18)).tz_localize("America/New_York")
        told = words.format(weekday=f"{day:%A}", date=f"on {day:%B} {day.day}")
        [claim] = find_claims(told, published=instant)
        found = verdicts.judge(claim, DAILY, NO_PATH)
        assert (claim.sessions, found.verdict) == ((), "cannot be checked"), told
        assert found.words == "Cannot be checked: the words name no single session."


@pytest.mark.parametrize(
    ("published", "text", "session"),
    [
        ("2025-01-31 07:30", "Microsoft closed at $414.99, down 6.2% on the day.", "2025-01-30"),
        (
            "2025-04-10 08:00",
            "Taiwan Semiconductor surged on Wednesday and ended at $158.75, a gain of 12.3% for "
            "the day.",
            "2025-04-09",
        ),
        (
            "2025-04-10 18:00",
            "Taiwan Semiconductor surged on Wednesday and ended at $158.75, a gain of 12.3% for "
            "the day.",
            "2025-04-09",
        ),
        (
            "2026-01-30 09:00",
            "Microsoft tumbled on Thursday. It closed at $433.50, down 10% on the day.",
            "2026-01-29",
        ),
        (
            "2026-01-30 18:00",
            "Microsoft tumbled on Thursday. It closed at $433.50, down 10% on the day.",
            "2026-01-29",
        ),
        (
            "2025-10-07 07:00",
            "AMD surged on Monday; it was 23.7% higher on the day at the closing bell.",
            "2025-10-06",
        ),
        (
            "2024-09-09 08:00",
            "Broadcom slid on Friday. It finished at $137.00, a loss of 10.4% for the session.",
            "2024-09-06",
        ),
    ],
)
def test_the_day_is_the_one_last_spoken_of(published: str, text: str, session: str) -> None:
    instant = pd.Timestamp(published, tz="America/New_York")
    found = verdicts.judge_all(find_claims(text, published=instant), DAILY, NO_PATH)

    assert found
    assert {one.verdict for one in found} == {"matches the close"}
    assert {f"{one.session:%Y-%m-%d}" for one in found} == {session}


def test_the_day_accuses_nobody_while_another_session_is_open() -> None:
    text = "AMD shares rose 23.7% on Monday. The stock is now up 9% for the day."

    assert judged(text, "2025-10-07 11:00").verdict == "cannot be checked"


@pytest.mark.parametrize(
    ("published", "verdict"),
    [
        ("2025-10-06 18:00", "does not match"),  # Monday is the one day that is left
        ("2025-10-07 11:00", "cannot be checked"),  # Tuesday's session is open
        ("2025-10-07 18:00", "cannot be checked"),
    ],
)
@pytest.mark.parametrize(
    "text",
    [
        "AMD rose 23.7% on Monday. The shares fell 9%.",
        "AMD rose on Monday. The stock has lost $40.",
        "AMD closed at $203.71 on Monday. It was a loss of 9% for the day.",
    ],
)
def test_a_day_merely_carried_over_accuses_only_where_no_other_is_left(
    text: str, published: str, verdict: str
) -> None:
    assert judged(text, published, minutes=False).verdict == verdict


def test_it_accuses_nobody_where_it_may_be_either_of_two() -> None:
    text = "Nvidia fell 2.9% on Monday and AMD rose 4.0%. It had closed at $236.73 on Friday."

    found = judged(text)  # true of AMD alone

    assert found.verdict == "cannot be checked"
    assert "do not say of which company" in found.words


def test_a_stretch_merely_carried_over_accuses_nobody() -> None:
    text = "AMD has leapt this week. Traders cheered. The shares have fallen 19%."

    assert judged(text, "2025-10-09 18:00").verdict == "cannot be checked"


WORDINGS = [
    ("Nvidia fell 1% on {weekday}.", "evening"),
    ("Nvidia fell 1% today.", "evening"),
    ("Nvidia fell 1% yesterday.", "next day"),
    ("Nvidia closed at $150.15, down 1% for the day.", "next morning"),
    ("Nvidia fell 1% on {date}.", "evening"),
]


@pytest.mark.parametrize(("words", "when"), WORDINGS)
def test_every_session_is_meant_by_its_own_words(words: str, when: str) -> None:
    for session in SWEPT:
        told = words.format(weekday=f"{session:%A}", date=f"{session:%B} {session.day}")
        instant = calendar.close_of(session) + pd.Timedelta(hours=2)
        if when == "next day":
            instant = (session + pd.Timedelta(days=1, hours=8)).tz_localize("America/New_York")
        if when == "next morning":
            following = calendar.next_session(session)
            instant = calendar.open_of(following) - pd.Timedelta(hours=1)
        claims = find_claims(told, published=instant)
        assert {one.sessions for one in claims} == {(session,)}, told


@pytest.mark.parametrize(
    "words", ["Nvidia is up 1% so far this week.", "Nvidia fell 1% a day after."]
)
def test_weeks_and_days_after_end_with_no_crash_and_no_later_day(words: str) -> None:
    for session in SWEPT:
        instant = calendar.close_of(session) + pd.Timedelta(hours=2)
        for claim in find_claims(words, published=instant):
            verdicts.judge(claim, DAILY, NO_PATH)
            assert all(day <= calendar.next_session(session) for day in claim.sessions)


@pytest.mark.parametrize(
    ("until", "bars_known"),
    [("10:19:30", 49), ("10:20", 50), ("10:20:30", 50), ("10:21", 51)],
)
def test_a_bar_counts_from_the_instant_of_its_end_and_no_sooner(
    until: str, bars_known: int
) -> None:
    """Minute bars from 9:30: the one of 10:19 ends at 10:20."""
    day = pd.Timestamp("2026-02-02", tz="America/New_York")
    path = MINUTES["NVDA"]
    path = path[(path.index >= day) & (path.index < day + pd.Timedelta(days=1))]

    known = checks.known_by(path, pd.Timestamp(f"2026-02-02 {until}", tz="America/New_York"))

    assert len(known) == bars_known


def test_of_several_days_the_one_that_fits_is_the_evidence() -> None:
    found = judged("Nvidia rose on Friday. The stock gained 7.9%.", "2026-02-09 18:00")

    assert found.verdict == "matches the close"
    assert found.session == pd.Timestamp("2026-02-06")


@pytest.mark.parametrize(
    ("text", "published", "verdict"),
    [
        (
            "Nvidia rose 7.9% on Friday. It had lost 10.7% in the prior five sessions.",
            "2026-02-06 18:00",
            "matches the close",
        ),
        (
            "Nvidia gained 40% in 2025, and even AMD, last year's laggard, jumped 9%.",
            EVENING,
            "cannot be checked",
        ),
        ("Nvidia closed lower on Monday. It is down 33% since the rout began.", EVENING, "cannot"),
        ("Nvidia fell 2.9% on Monday. It is up 900% since it went public.", EVENING, "cannot"),
        (
            "Nvidia ended at $207.04 on Wednesday, its best close ever.",
            "2025-10-29 18:00",
            "cannot",
        ),
        (
            "Monday's rout took Nvidia from $191.13 at Friday's close to $185.61.",
            EVENING,
            "matches the close",
        ),
        (
            "The S&P 500 rose 0.5% on Monday. In early 2000 the Philadelphia index rose 70%.",
            EVENING,
            "matches the close",
        ),
        (
            "The S&P 500 rose 0.5% on Monday. It lost 49% over the following thirty months.",
            EVENING,
            "cannot",
        ),
        ("Nvidia finished at $185.61 on Monday, 1.1% lower.", EVENING, "does not match"),
    ],
)
def test_a_day_that_the_clause_leaves_open_accuses_nobody(
    text: str, published: str, verdict: str
) -> None:
    assert judged(text, published).verdict.startswith(verdict)


@pytest.mark.parametrize(
    ("text", "published", "verdict"),
    [
        ("It was a January in which Nvidia gained 2.5%.", EVENING, "matches the close"),
        (
            "Nvidia ended the week 2% up despite a January in which it gained 2.5%.",
            EVENING,
            "matches the close",
        ),
    ],
)
def test_a_figure_is_held_against_the_day_or_stretch_that_its_words_lean_on(
    text: str, published: str, verdict: str
) -> None:
    instant = pd.Timestamp(published, tz="America/New_York")
    found = verdicts.judge_all(find_claims(text, published=instant), DAILY, MINUTES)

    assert verdict in {one.verdict for one in found if one.claim.symbol == "NVDA"}
    assert all(one.claim.dated for one in found)


def test_a_claim_of_a_share_abroad_is_held_against_its_own_exchanges_hours() -> None:
    """At noon of New York Frankfurt has closed: what is told of Monday's close is known."""
    days = sessions.sessions_of("XETR").between(
        pd.Timestamp("2026-01-26"), pd.Timestamp("2026-02-06")
    )
    closes = [200.0, 202.0, 201.0, 203.0, 204.0, 197.88, 199.0, 200.0, 201.0, 202.0]
    held = pd.DataFrame(
        dict.fromkeys(("open", "high", "low", "close"), closes)
        | {"volume": 1e6, "dividend": 0.0, "split": 0.0, "partial": False},
        index=days,
    )
    held.attrs = {"calendar": "XETR", "zone": "Europe/Berlin"}
    start = pd.date_range("2026-02-02 09:00", "2026-02-02 17:25", freq="5min", tz="Europe/Berlin")
    path = pd.DataFrame(dict.fromkeys(("open", "high", "low", "close"), 200.0), index=start)
    path.loc[path.index >= "2026-02-02 17:00+01:00", ["open", "high", "low", "close"]] = 197.88
    text = "SAP shares closed 3.0% lower on Monday."

    def judged(at: str) -> str:
        known = pd.Timestamp(f"2026-02-02 {at}", tz="Europe/Berlin")
        [claim] = find_claims(text, published=known, about="SAP")
        named = replace(claim, symbol="SAP.DE")
        return verdicts.judge(named, {"SAP.DE": held}, {"SAP.DE": path}).verdict

    assert judged("18:00") == "matches the close"
    assert judged("16:00") == "cannot be checked"


@pytest.mark.parametrize(
    ("symbol", "share", "close"),
    [
        ("SAP.DE", None, "the close was €1,197.88, −3.0%."),
        ("VOD.L", None, "the close was 1,197.88p, −3.0%."),
        ("0700.HK", None, "the close was HK$1,197.88, −3.0%."),
        ("NVDA", None, "the close was $1,197.88, −3.0%."),
        ("VOD.L", replace(by_form("VOD.L"), currency="USD"), "the close was $1,197.88, −3.0%."),
    ],
)
def test_a_verdict_words_prices_in_the_money_of_the_share(
    symbol: str, share: Share | None, close: str
) -> None:
    days = pd.DatetimeIndex(["2026-01-30", "2026-02-02"])
    closes = [1234.93, 1197.88]
    held = pd.DataFrame(
        dict.fromkeys(("open", "high", "low", "close"), closes)
        | {"volume": 1e6, "dividend": 0.0, "split": 0.0, "partial": False},
        index=days,
    )
    [claim] = find_claims(
        "Nvidia closed 7% lower on Monday.", published=pd.Timestamp(EVENING, tz="America/New_York")
    )
    named = replace(claim, symbol=symbol)

    assert verdicts.judge(named, {symbol: held}, {}, share=share).words.endswith(close)
