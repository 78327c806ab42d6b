"""Ways in which other people tell prices: live blogs, posts, tables, recaps, texts of the night."""

from pathlib import Path

import pandas as pd
import pytest

import seeds
from sentiment.claims import verdicts
from sentiment.claims.finding import find_claims
from sentiment.claims.verdicts import Judged
from sentiment.market import bars

DAILY = bars.read_prices(Path(seeds.__file__).parent / "prices.parquet")
FRIDAY = "2026-02-06 18:00"
MONTH_OVER = "2026-01-31 10:00"
MATCHES = "matches the close"


def all_judged(text: str, published: str) -> list[Judged]:
    """Return what daily bars say of every claim of a text."""
    instant = pd.Timestamp(published, tz="America/New_York")
    return verdicts.judge_all(find_claims(text, published=instant), DAILY, {})


# The text, when it was published, and a figure with whose it is and of which session or stretch.
TOLD = [
    # Whose: a company that saw its shares move, and a fund named between commas.
    (
        "On Friday Nvidia rose 7.9% and TSMC saw its American shares finish 5.5% higher.",
        FRIDAY,
        [("5.5%", "TSM", "2026-02-06")],
    ),
    (
        "AMD jumped 8.3% on Friday, while Broadcom watched its stock climb 7.2%.",
        FRIDAY,
        [("7.2%", "AVGO", "2026-02-06")],
    ),
    (
        "Nvidia rose 7.9% on Friday and weighs most in the Nasdaq 100; the ETF that follows it, "
        "QQQ, gained 2.1%.",
        FRIDAY,
        [("2.1%", "QQQ", "2026-02-06")],
    ),
    (
        "Elsewhere, AMD surged 8.3% on Friday. By contrast Microsoft rose just 1.9%.",
        FRIDAY,
        [("1.9%", "MSFT", "2026-02-06")],
    ),
    # The day before, where the text has a clock or was written before the bell.
    (
        "1:15 p.m. - Oracle keeps sliding. Monday's loser is at it again: at 1:10 p.m. it was 2% "
        "lower, on top of the 2.8% it lost the day before.",
        "2026-02-03 13:30",
        [("2.8%", "ORCL", "2026-02-02")],
    ),
    (
        "Monday's winners are fading. AMD was down 1% at 12:45, after the 4.0% gain of the day "
        "before.",
        "2026-02-03 13:30",
        [("4.0%", "AMD", "2026-02-02")],
    ),
    (
        "Friday was bad, Monday was better. AMD was 1% lower at noon, following its 4.0% rise the "
        "previous session.",
        "2026-02-03 12:30",
        [("4.0%", "AMD", "2026-02-02")],
    ),
    (
        "Monday's decliner: Nvidia is 1.5% lower at midday after dropping 2.9% the session before.",
        "2026-02-03 12:30",
        [("2.9%", "NVDA", "2026-02-02")],
    ),
    # Texts of the evening, the night and the early morning speak of the session that is over.
    (
        "AMD's shares tumbled 17.3% to finish at $200.19, a day after the company's outlook "
        "disappointed.",
        "2026-02-05 01:10",
        [("17.3%", "AMD", "2026-02-04"), ("$200.19", "AMD", "2026-02-04")],
    ),
    (
        "AMD's shares turned lower to end 17.3% down at $200.19, a day after an outlook that "
        "disappointed.",
        "2026-02-04 17:30",
        [("17.3%", "AMD", "2026-02-04"), ("$200.19", "AMD", "2026-02-04")],
    ),
    (
        "Microsoft stock settled at $414.19 last night, up 0.7%.",
        "2026-02-05 08:15",
        [("$414.19", "MSFT", "2026-02-04"), ("0.7%", "MSFT", "2026-02-04")],
    ),
    # Posts and headlines that shout.
    (
        "NVDA ripping!! 7.9% today, 185.41 at the close, best day in ages. my $MSFT: +1.9%, meh",
        "2026-02-06 16:30",
        [("7.9%", "NVDA", "2026-02-06"), ("185.41", "NVDA", "2026-02-06")],
    ),
    (
        "ORCL closed 146.67. down 5.2% today after 3.4% ystdy. someone make it stop",
        "2026-02-04 16:20",
        [("5.2%", "ORCL", "2026-02-04"), ("3.4%", "ORCL", "2026-02-03")],
    ),
    (
        "AMD closes 200.19. Down 41.92 points on the day = 17.3%. i am ruined",
        "2026-02-04 16:45",
        [("41.92", "AMD", "2026-02-04"), ("17.3%", "AMD", "2026-02-04")],
    ),
    (
        "NVIDIA SURGES 7.9% TO $185.41 ON FRIDAY",
        FRIDAY,
        [("7.9%", "NVDA", "2026-02-06"), ("$185.41", "NVDA", "2026-02-06")],
    ),
    # Rows of quotes.
    (
        "Stock | Last | Change\nAMD | $208.44 | +8.3%\nTSMC ADR | $348.85 | +5.5%\n\n"
        "Prices as of the close on February 6.",
        "2026-02-06 17:00",
        [("$348.85", "TSM", "2026-02-06"), ("+5.5%", "TSM", "2026-02-06")],
    ),
    (
        "Nvidia (NVDA) $185.41 +13.53 (+7.87%)\nBroadcom (AVGO) $332.92 +22.41 (+7.22%)\n\n"
        "Friday's best.",
        "2026-02-06 17:00",
        [("$185.41", "NVDA", "2026-02-06"), ("$332.92", "AVGO", "2026-02-06")],
    ),
    (
        "Wednesday's laggards\n\nAMD -17.3% · ORCL -5.2% · AVGO -3.8% · NVDA -3.4%",
        "2026-02-04 16:30",
        [("-17.3%", "AMD", "2026-02-04"), ("-3.4%", "NVDA", "2026-02-04")],
    ),
    # Stretches.
    (
        "From April 4 to today AMD is up 37%.",
        "2025-05-16 18:00",
        [("37%", "AMD", "2025-04-04 2025-05-16")],
    ),
    (
        "Nvidia closed at $94.31 on April 4. From there to today it has risen 44%.",
        "2025-05-16 18:00",
        [("44%", "NVDA", "2025-04-04 2025-05-16")],
    ),
    (
        "On November 24, 2025, AMD finished at $215.05. Since that close it has lost 3.1%.",
        FRIDAY,
        [("3.1%", "AMD", "2025-11-24 2026-02-06")],
    ),
    (
        "The Nasdaq 100 lost 2.0% this week. Microsoft gave up 6.8%, and TSMC rose for a second "
        "session in a row on Friday.",
        FRIDAY,
        [("6.8%", "MSFT", "2026-01-30 2026-02-06")],
    ),
    (
        "AMD climbed 10.5%, TSMC gained 8.8% and Oracle sank 15.6% in January.",
        MONTH_OVER,
        [("10.5%", "AMD", "2025-12-31 2026-01-30"), ("8.8%", "TSM", "2025-12-31 2026-01-30")],
    ),
    (
        "AMD rose 8.3%, and Nvidia has lost 0.6% in 2026.",
        FRIDAY,
        [("8.3%", "AMD", "2026-02-06")],
    ),
    (
        "January in chips\n\nAMD added 10.5% and TSMC 8.8%.",
        MONTH_OVER,
        [("10.5%", "AMD", "2025-12-31 2026-01-30"), ("8.8%", "TSM", "2025-12-31 2026-01-30")],
    ),
    (
        "January scorecard: AMD added 10.5%.",
        MONTH_OVER,
        [("10.5%", "AMD", "2025-12-31 2026-01-30")],
    ),
    (
        "Week in review\n\nOracle cratered 13.2%. TSMC was up 5.5%.",
        FRIDAY,
        [("13.2%", "ORCL", "2026-01-30 2026-02-06")],
    ),
    (
        "November was grim for Oracle: the stock lost 23.1% over the month and ended it at "
        "$201.95.",
        "2025-12-03 10:00",
        [("23.1%", "ORCL", "2025-10-31 2025-11-28"), ("$201.95", "ORCL", "2025-11-28")],
    ),
    (
        "The Week That Was\n\nOracle lost 13.2%.",
        FRIDAY,
        [("13.2%", "ORCL", "2026-01-30 2026-02-06")],
    ),
    # A dash parts what was done with a share from what the share did; a question ends where it
    # began.
    (
        "$AMD flying, +8.3% - sold mine yesterday, of course",
        FRIDAY,
        [("+8.3%", "AMD", "2026-02-06")],
    ),
    (
        "$AMD +8.3% wow closed at 208.44. who sold after yesterday's dip??",
        FRIDAY,
        [("+8.3%", "AMD", "2026-02-06"), ("208.44", "AMD", "2026-02-06")],
    ),
    (
        "JIM: We have to talk about Microsoft.\n\nCARLA: We do. It closed at $401.14 last night.",
        "2026-02-09 10:20",
        [("$401.14", "MSFT", "2026-02-06")],
    ),
    (
        "And Broadcom lost, I have it here, 3.8 percent on Wednesday.",
        FRIDAY,
        [("3.8 percent", "AVGO", "2026-02-04")],
    ),
    (
        "Oracle, thanks to its debts, bucked the trend by falling 5.2% on Wednesday.",
        FRIDAY,
        [("5.2%", "ORCL", "2026-02-04")],
    ),
    # "That Wednesday", and the night of whoever slept.
    (
        "AMD had its worst day in years on Wednesday, February 4. Oracle finished that Wednesday "
        "at $146.67.",
        FRIDAY,
        [("$146.67", "ORCL", "2026-02-04")],
    ),
    (
        "TSMC's ADRs overnight finished up 5.5%, reported at 348.85 US dollars.",
        "2026-02-09 07:30",
        [("5.5%", "TSM", "2026-02-06"), ("348.85", "TSM", "2026-02-06")],
    ),
    # Questions, and words between a share and its figure.
    (
        "Q: How did AMD do?\nA: AMD rose 8.3% on Friday.\n\nQ: And Broadcom?\nA: It gained 7.2% "
        "that day, to $332.92.",
        FRIDAY,
        [("7.2%", "AVGO", "2026-02-06"), ("$332.92", "AVGO", "2026-02-06")],
    ),
    (
        "AMD shares fell 17.3% on Wednesday. Oracle did little better, off 5.2%.",
        "2026-02-04 18:00",
        [("5.2%", "ORCL", "2026-02-04")],
    ),
    # A price it had stood at and a move it had made, told within another.
    (
        "Nvidia ended above the $171.88 it closed at on Thursday.",
        FRIDAY,
        [("171.88", "NVDA", "2026-02-05")],
    ),
    (
        "Nvidia more than made good the $2.31 it had shed on Thursday, adding $13.53 to $185.41.",
        FRIDAY,
        [("2.31", "NVDA", "2026-02-05"), ("185.41", "NVDA", "2026-02-06")],
    ),
    # The price before, where a rise is told from one to another.
    (
        "Nvidia had a big Friday. It rose from $171.88 to $185.41.",
        FRIDAY,
        [("$171.88", "NVDA", "2026-02-05"), ("to $185.41", "NVDA", "2026-02-06")],
    ),
    # Posts, notes and broken English.
    (
        "Nvidia closed at a hundred and eighty-five bucks and change on Friday.",
        FRIDAY,
        [("bucks", "NVDA", "2026-02-06")],
    ),
    (
        "NVDA closed at 185, lol. ORCL ended Fri at $142.82.",
        FRIDAY,
        [("185", "NVDA", "2026-02-06"), ("142.82", "ORCL", "2026-02-06")],
    ),
    ("$NVDA +0.4% pre; Fri close $185.41.", "2026-02-09 08:00", [("185.41", "NVDA", "2026-02-06")]),
    (
        "Nvidia closed on Friday with a plus of 7.9 percent.",
        FRIDAY,
        [("7.9 percent", "NVDA", "2026-02-06")],
    ),
    (
        "Shares of Nvidia (NVDA 7.87%) were in demand on Friday.",
        FRIDAY,
        [("7.87%", "NVDA", "2026-02-06")],
    ),
    # A month before its noun, one named before, and a loss that is told by "was".
    ("Oracle's 15.6% January slump hurt.", FRIDAY, [("15.6%", "ORCL", "2025-12-31 2026-01-30")]),
    (
        "Oracle fell 15.6% in January. Microsoft slid 11% that month.",
        FRIDAY,
        [("11%", "MSFT", "2025-12-31 2026-01-30")],
    ),
    (
        "AMD is a loser. For the week the loss was 12%.",
        FRIDAY,
        [("12%", "AMD", "2026-01-30 2026-02-06")],
    ),
    # An amount of somebody's business before a day behind a comma has no claim to the day.
    (
        "“We spend 20% of revenue,” said AMD, a day after the stock's 17.3% rout.",
        "2026-02-05 19:00",
        [("17.3%", "AMD", "2026-02-04")],
    ),
    # What hangs on "if" ends with a colon.
    (
        "If you kept it, well done: AMD jumped 8.3% on Friday.",
        FRIDAY,
        [("8.3%", "AMD", "2026-02-06")],
    ),
    # "The day before that" is counted from the day named last.
    (
        "Oracle ended at $142.82 on Friday, $136.48 on Thursday and $146.67 the day before that.",
        FRIDAY,
        [("146.67", "ORCL", "2026-02-04")],
    ),
    # Two figures of one insertion share its day.
    (
        "Microsoft, which had gained 0.7% on Wednesday only to lose 5% on Thursday, rose 1.9%.",
        FRIDAY,
        [("0.7%", "MSFT", "2026-02-04"), ("5%", "MSFT", "2026-02-05")],
    ),
    (
        "Nvidia climbed 7.9% on Friday, against Microsoft's 1.9% rise.",
        FRIDAY,
        [("1.9%", "MSFT", "2026-02-06")],
    ),
    (
        "Nvidia ended up 13.53, or 7.87%, on Friday.",
        FRIDAY,
        [("13.53", "NVDA", "2026-02-06"), ("7.87%", "NVDA", "2026-02-06")],
    ),
    (
        "A target of $205 is 11% above Friday's close of $185.41 for Nvidia.",
        FRIDAY,
        [("185.41", "NVDA", "2026-02-06")],
    ),
    # The heading of a list stands over it, whatever left both out of the prose.
    (
        "CHIPS AT THE CLOSE\nAMD +8.3%\nTSM +5.5%\nAVGO 332.92 +7.2%\nthe rest was calm",
        FRIDAY,
        [("8.3%", "AMD", "2026-02-06"), ("332.92", "AVGO", "2026-02-06")],
    ),
    (
        "On Friday Broadcom jumped 7.2%, while Microsoft made do with 1.9%.",
        FRIDAY,
        [("1.9%", "MSFT", "2026-02-06")],
    ),
    (
        "Nvidia rose for a second straight session, by 7.9%, on Friday.",
        FRIDAY,
        [("7.9%", "NVDA", "2026-02-06")],
    ),
]


@pytest.mark.parametrize(("text", "published", "figures"), TOLD, ids=[one[0] for one in TOLD])
def test_a_figure_of_other_peoples_words_is_held_against_its_own_share_and_day(
    text: str, published: str, figures: list[tuple[str, str, str]]
) -> None:
    found = [
        (one.claim.symbol, " ".join(f"{day:%Y-%m-%d}" for day in one.claim.sessions), one.verdict)
        for words, _, _ in figures
        for one in all_judged(text, published)
        if words in text[one.claim.start : one.claim.end]
        and one.claim.kind not in {"record", "streak"}
    ]

    for _, symbol, days in figures:
        assert (symbol, days, MATCHES) in found


@pytest.mark.parametrize(
    ("text", "published"),
    [
        # A record is of its own day, not of the one that it is held against.
        (
            "Nvidia gained 7.9% on Friday. It was the chipmaker's best day since April 2025, and "
            "it undid Tuesday's 2.8% slide.",
            FRIDAY,
        ),
        (
            "AMD dived 17.3% after earnings. It was the steepest drop for the shares since 2017, "
            "and it dwarfed Tuesday's 1.7% dip.",
            "2026-02-04 18:00",
        ),
        # A low of the week is none of its last day.
        (
            "AMD lost 12.0% last week, ending at $208.44 after trading as low as $190.72.",
            "2026-02-09 09:00",
        ),
        # A stretch that ends with an event ends on a day that no words name.
        (
            "AMD shed 17.3% on Wednesday. The stock had climbed 45% this year until the results.",
            "2026-02-04 18:00",
        ),
        (
            "AMD shed 17.3% on Wednesday. It had gained 30% this year going into the report.",
            "2026-02-04 18:00",
        ),
        (
            "AMD shed 17.3% on Wednesday. Shares were up 30% in 2026 ahead of the announcement.",
            "2026-02-04 18:00",
        ),
        (
            "AMD shed 17.3% on Wednesday. Before the numbers came out it had risen 31% so far this "
            "month.",
            "2026-02-04 18:00",
        ),
        (
            "AMD shed 17.3% on Wednesday, having soared 40% year to date before the print.",
            "2026-02-04 18:00",
        ),
    ],
)
def test_words_that_leave_the_day_open_accuse_nobody(text: str, published: str) -> None:
    found = all_judged(text, published)

    assert found
    assert "does not match" not in {one.verdict for one in found}


@pytest.mark.parametrize(
    ("text", "published"),
    [
        # What the market did beside, a low of the session, and who speaks next: all of that day.
        (
            "On Wednesday Microsoft gained 0.7%. The shares beat the S&P 500, which rose 1.5%.",
            "2026-02-04 18:00",
        ),
        ("AMD finished at $200.19 on Wednesday after trading as low as $185.40.", FRIDAY),
        (
            "HOST: Oracle, what a Friday, up 4.6% after all.\nGUEST: And Microsoft gained 3.4%.",
            FRIDAY,
        ),
        # A fund tells of its index by how much a record is missed, if that is far.
        ("The S&P 500 rose 3.3% on Monday, its best day since 2022.", "2025-05-12 18:00"),
    ],
)
def test_what_a_neighbour_places_can_be_false(text: str, published: str) -> None:
    assert [one.verdict for one in all_judged(text, published)] == [MATCHES, "does not match"]


def test_of_a_company_that_no_list_knows_nothing_is_told_of_another() -> None:
    text = "Nvidia — the shares rallied 7.9% on Friday. eBay — the stock lost 8% on Friday."

    assert [one.claim.symbol for one in all_judged(text, FRIDAY)] == ["NVDA"]


def test_a_streak_is_of_losses_where_its_color_says_so() -> None:
    [found] = all_judged("$ORCL red for 7 straight days", "2026-02-04 18:00")

    assert found.claim.of == "fall"


def test_of_an_open_session_without_minutes_its_whole_range_tells() -> None:
    told = [all_judged(f"AMD is down {one}% today.", "2026-02-04 11:15") for one in (15, 25)]

    assert [one.verdict for [one] in told] == ["within the day's range", "does not match"]


def test_a_close_told_while_the_session_is_open_is_of_the_day_before_and_can_be_false() -> None:
    text = "Shares of Oracle dropped 5.2% yesterday. They closed at $141.20."

    assert [one.verdict for one in all_judged(text, "2026-02-05 11:00")] == [
        MATCHES,
        "does not match",
    ]


def test_a_figure_on_the_session_of_a_live_text_is_never_the_last_close() -> None:
    text = "10:45 a.m.: Microsoft was last at $410.05, 2.9% lower on the session."

    found = all_judged(text, "2026-02-04 11:15")

    assert MATCHES not in {one.verdict for one in found}
    assert {one.claim.sessions for one in found} == {(pd.Timestamp("2026-02-04"),)}
