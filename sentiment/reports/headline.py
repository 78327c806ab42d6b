"""One session of a share in a sentence, and the numbers that the sentence is made of."""

import math
from dataclasses import dataclass

import pandas as pd
from scipy.special import stdtrit

from sentiment.market import bars as market_bars
from sentiment.market.bars import Move
from sentiment.market.shares import Share
from sentiment.output import numbers
from sentiment.output.labels import Label, label_of

UNMOVED = 0.0005  # a change that one decimal of a per cent writes as nought
MARKET = "SPY"  # the fund that a sentence calls the market, beside the index of a share's home


@dataclass(frozen=True, slots=True)
class DayTone:
    """How the articles of one session read: the mean of their tones, and how far it is known."""

    n: int
    mean: float
    low: float  # 95 % interval of the mean over articles; NaN for a single one
    high: float
    plain: float  # the same mean of plain VADER's
    both_ways: bool  # some read positive and some negative

    @property
    def label(self) -> Label:
        """What the mean is called."""
        return label_of(self.mean)


@dataclass(frozen=True, slots=True)
class Day:
    """What is known of a share on one session; NaN and None stand for what is not held."""

    share: Share
    benchmark: str
    session: pd.Timestamp
    move: Move
    benchmark_move: float
    beyond: float  # the share's return less the benchmark's, dividends counted
    tone: DayTone | None
    partial: bool = False  # the session was still open when its bar was fetched
    only: str = ""  # the words of ``filters.Filter``, where not all articles count


def day_of(
    session: pd.Timestamp,
    *,
    share: Share,
    benchmark: str,
    bars: pd.DataFrame,
    returns: pd.DataFrame,
    tones: pd.DataFrame,
    scorer: str = "compound",
    only: str = "",
) -> Day:
    """Return what is known of a share on a session.

    Parameters
    ----------
    bars, returns
        The share's daily bars; ``share``, ``benchmark`` and ``abnormal`` returns by session.
    tones
        From ``daily.tones``: articles that count for any session.
    scorer
        The column that counts as an article's tone.
    only
        What *tones* were filtered by, in words.

    Raises
    ------
    CoverageError, DataError
        If no bar of the session is held.
    """
    here = returns.reindex([session]).iloc[0]
    return Day(
        share=share,
        benchmark=benchmark,
        session=session,
        move=market_bars.move_of(bars, session, symbol=share.symbol),
        benchmark_move=float(here["benchmark"]),
        beyond=float(here["abnormal"]),
        tone=day_tone(tones[tones["session"] == session], scorer=scorer),
        partial=bool(bars.loc[session, "partial"]),
        only=only,
    )


def day_tone(tones: pd.DataFrame, *, scorer: str = "compound") -> DayTone | None:
    """Return how some articles read; None where none has a reading.

    The interval is Student's t over the articles, kept within the scale.

    Examples
    --------
    >>> read = pd.DataFrame({"compound": [-0.3, -0.1], "plain": [0.2, 0.0]})
    >>> tone = day_tone(read)
    >>> tone.n, round(tone.mean, 2), tone.low, round(tone.plain, 2), tone.label
    (2, -0.2, -1.0, 0.1, 'negative')
    """
    read = tones.dropna(subset=[scorer])
    if read.empty:
        return None
    values, n = read[scorer], len(read)
    mean, half = float(values.mean()), math.nan
    if n > 1:
        half = float(stdtrit(n - 1, 0.975) * values.std() / math.sqrt(n))
    sides = {label_of(value) for value in values}
    return DayTone(
        n=n,
        mean=mean,
        low=max(-1.0, mean - half) if n > 1 else math.nan,
        high=min(1.0, mean + half) if n > 1 else math.nan,
        plain=float(read["plain"].mean()),
        both_ways={"negative", "positive"} <= sides,
    )


def sentence(day: Day) -> str:
    """Return the session in one sentence: the move, against the benchmark, and the tone.

    What is not held is left out, and that no article is held is said.
    """
    return f"{what_it_did(day)}; {how_it_was_told(day.tone, day.only)}"


def what_it_did(day: Day) -> str:
    """Return what the share did, against its benchmark where that is known."""
    when = f"on {numbers.long_day(day.session)}"
    change = day.move.close_to_close
    if math.isnan(change):
        closed = "stood at" if day.partial else "closed at"
        return f"{day.share.company} {closed} {day.share.price(day.move.close)} {when}"
    so_far = ", while the session was open" if day.partial else ""
    return f"{day.share.company} {_moved(change)} {when}{so_far}{_against(day)}"


def how_it_was_told(tone: DayTone | None, only: str = "") -> str:
    """Return how the session's articles read, *only* those of which so much is true in words."""
    which = f" {only}" if only else ""
    if tone is None:
        return f"no article{which} is held"
    number, its = numbers.tone(tone.mean), "" if only else "its "
    if tone.n == 1:
        return f"{its}one article{which} reads {tone.label}, {number}"
    counted = numbers.in_words(tone.n)
    if tone.label == "neutral" and tone.both_ways:
        return f"{its}{counted} articles{which} pull both ways, {number}"
    return f"{counted} articles{which} read {tone.label}, {number}"


def _moved(change: float) -> str:
    if abs(change) < UNMOVED:
        return "closed unchanged"
    verb = "rose" if change > 0 else "fell"
    return f"{verb} {numbers.percent(abs(change), sign=False)}"


def _against(day: Day) -> str:
    """Return how far the share was ahead of its benchmark or behind."""
    if math.isnan(day.beyond) or day.share.symbol == day.benchmark:
        return ""
    home = day.benchmark in {MARKET, day.share.benchmark}
    other = "the market" if home else day.benchmark
    if abs(day.beyond) < UNMOVED:
        return f", level with {other}"
    side = "ahead of" if day.beyond > 0 else "behind"
    return f", {numbers.decimal(abs(day.beyond) * 100, digits=1, sign=False)} points {side} {other}"
