"""Which day and moment a figure is of, and whether a wrong one is called so or left open."""

from pathlib import Path

import pandas as pd
import pytest

import seeds
from sentiment.claims import verdicts
from sentiment.claims.finding import find_claims
from sentiment.claims.times import read_times
from sentiment.market import bars

DAILY = bars.read_prices(Path(seeds.__file__).parent / "prices.parquet")
WEDNESDAY, FRIDAY = "2026-02-04 18:00", "2026-02-06 18:00"
MATCHES, FALSE, OPEN = "matches the close", "does not match", "cannot be checked"


@pytest.mark.parametrize(
    ("text", "published", "judged"),
    [
        # "the day before" behind a stretch is that before the text's, not before the stretch.
        (
            "AMD has lost 15% since Friday. Nvidia fell 2.84% the day before.",
            WEDNESDAY,
            [MATCHES, MATCHES],
        ),
        # A day behind a link goes with what follows, far as it may stand.
        (
            "On Monday AMD gained 4%, then on Wednesday after a cautious outlook it fell 17.3%.",
            WEDNESDAY,
            [MATCHES, MATCHES],
        ),
        (
            "On Monday Nvidia fell 2.9%, but by Wednesday it was its rival AMD that fell 17.3%.",
            WEDNESDAY,
            [MATCHES, MATCHES],
        ),
        ("AMD ended at a low of $200.19 that it reached on Wednesday.", FRIDAY, [MATCHES]),
        # A close has its hour; after it nothing closes.
        ("AMD closed 17.3% lower at 4 p.m. on Wednesday.", WEDNESDAY, [MATCHES]),
        ("AMD closed down 17.3% on Wednesday in after-hours trading.", WEDNESDAY, [OPEN]),
        # By its closes it was: of Wednesday's trading, that opened higher, it was not.
        ("On Friday AMD rose to its highest close since Tuesday.", FRIDAY, [MATCHES]),
        ("On Friday AMD rose to its highest intraday level since Tuesday.", FRIDAY, [FALSE]),
        # One session is the day that is told, and leaves nothing open.
        ("On Wednesday AMD shed 22.3% in a single session.", WEDNESDAY, [FALSE]),
        (
            "AMD disappointed on Wednesday. It lost 22.3% in Wednesday's regular session.",
            WEDNESDAY,
            [FALSE],
        ),
        ("AMD disappointed on Wednesday. It lost 22.3% the other day.", WEDNESDAY, [OPEN]),
        # A move that carries a share is that share's, with its day between them too.
        (
            "AMD was not alone. A 7.9% gain on Friday left Nvidia at $185.41.",
            FRIDAY,
            [MATCHES, MATCHES],
        ),
        # Behind the comma of a dated figure other times are of other things.
        ("AMD slid 22.3% on Wednesday, a loss that took years to build.", WEDNESDAY, [FALSE]),
        # Whose the figure is, the name of somebody unknown before it leaves open.
        ("Hit on Wednesday was AMD, ahead of Lumora, down 22.3%.", WEDNESDAY, [OPEN]),
        ("On Wednesday AMD, ahead of Lumora, was down 22.3%.", WEDNESDAY, [FALSE]),
    ],
)
def test_a_figure_is_held_against_the_day_and_moment_that_are_meant(
    text: str, published: str, judged: list[str]
) -> None:
    instant = pd.Timestamp(published, tz="America/New_York")

    claims = verdicts.judge_all(find_claims(text, published=instant), DAILY, {})

    assert [one.verdict for one in claims] == judged


@pytest.mark.parametrize(
    ("part", "within", "beyond"),
    [
        ("late morning", "11:15", "09:45"),
        ("mid-morning", "10:30", "12:00"),
        ("midday", "12:30", "14:00"),
        ("early afternoon", "13:00", "11:30"),
        ("mid-afternoon", "14:00", "12:30"),
        ("late afternoon", "15:30", "14:00"),
    ],
)
def test_a_part_of_the_day_holds_its_hours(part: str, within: str, beyond: str) -> None:
    known = pd.Timestamp(WEDNESDAY, tz="America/New_York")
    times = read_times(f"it slipped in {part} trading", known=known)
    (first, last) = next(one.minutes for one in times if one.minutes is not None)

    def minute(clock: str) -> int:
        hours, minutes = clock.split(":")
        return 60 * int(hours) + int(minutes)

    assert first <= minute(within) <= last
    assert not first <= minute(beyond) <= last


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("results are due on march 4, it says", None),  # no day of the year before
        ("results were due on january 14, it says", "2026-01-14"),
        ("it was due on march 4, 2025, and late", "2025-03-04"),
        ("it was due on 2025-03-04, and late", "2025-03-04"),
    ],
)
def test_a_day_to_come_is_not_taken_for_that_of_the_year_before(text: str, day: str | None) -> None:
    times = read_times(text, known=pd.Timestamp(WEDNESDAY, tz="America/New_York"))

    assert [one.first for one in times if one.is_day] == ([pd.Timestamp(day)] if day else [])
