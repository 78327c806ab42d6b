"""Price claims held against the bars: every meaning that the words allow, and what that leaves."""

import re
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, replace

import pandas as pd

from sentiment.claims import checks
from sentiment.claims.checks import Verdict
from sentiment.claims.claim import Claim, Meaning
from sentiment.claims.doubts import DOUBTS
from sentiment.claims.evidence import RANK, Evidence, Span, untold
from sentiment.claims.extremes import check_extreme, check_reached
from sentiment.claims.outside import check_outside
from sentiment.claims.reprieve import reprieve_of
from sentiment.claims.sessions import check_session
from sentiment.claims.spans import check_span
from sentiment.market.shares import Share, by_form

REFUSED: Verdict = "does not match"
_MISDATED = "the day that the words name fits no figure beside it"
_DOLLARS = re.compile(r"\$(\d[\d,]*\.\d\d)")  # as ``numbers.dollars`` writes them


@dataclass(frozen=True, slots=True)
class Judged:
    """What the bars say of one claim."""

    claim: Claim
    verdict: Verdict
    words: str  # the verdict as a sentence, with its evidence
    figures: tuple[tuple[str, float], ...]  # what each meaning comes to: a change as a decimal
    session: pd.Timestamp | None  # the one it was held against
    level: float  # dollars per share that the claim stands for; NaN where it stands for none
    spans: tuple[Span, ...]  # when the bars were at that level


def judge(
    claim: Claim,
    daily: Mapping[str, pd.DataFrame],
    intraday: Mapping[str, pd.DataFrame],
    *,
    share: Share | None = None,
) -> Judged:
    """Return what the bars say of a claim, in the money of its share.

    It matches if one of its meanings does, which then is the evidence. It does not match only if
    the text tells its day, or leaves one alone, and every meaning contradicts.

    Parameters
    ----------
    daily, intraday
        Bars by symbol, as ``read_prices`` and ``read_intraday`` of ``sentiment.market.bars`` give.
        What came after the instant that a claim may know is shown beside, and never counts for it.
    share
        What is known of the claim's share; by the form of its symbol if not given.
    """
    judged = _judge(claim, daily, intraday)
    return judged if claim.symbol is None else _in_money(judged, share or by_form(claim.symbol))


def _judge(
    claim: Claim, daily: Mapping[str, pd.DataFrame], intraday: Mapping[str, pd.DataFrame]
) -> Judged:
    reason = _unanswerable(claim, daily)
    if reason:
        return _judged(claim, untold(reason))
    if claim.either:
        return _either_way(claim, daily, intraday)
    assert claim.symbol is not None  # noqa: S101
    bars, path = daily[claim.symbol], intraday.get(claim.symbol)
    outside = [one for one in claim.meanings if one.moment in checks.OUT_OF_HOURS]
    found = [(one, _held(claim, one, bars, path)) for one in outside or claim.meanings]
    meaning, best = min(found, key=lambda one: RANK[one[1].verdict])
    if best.verdict == REFUSED:
        best = _refused(claim, found, bars)
    told = _with_meaning(claim, meaning, best)
    return _judged(told, _with_proxy(told, _taken(told, best)))


def _either_way(
    claim: Claim, daily: Mapping[str, pd.DataFrame], intraday: Mapping[str, pd.DataFrame]
) -> Judged:
    """Return the verdict on a change as a rise or a fall, whichever the bars bear out."""
    rise = replace(claim, either=False)
    fall = replace(rise, amount=-claim.amount, low=-claim.high, high=-claim.low)
    held = [_judge(one, daily, intraday) for one in (rise, fall)]
    best = min(held, key=lambda one: RANK[one.verdict])
    if best.verdict != REFUSED:
        return best
    return _judged(best.claim, untold(f"the words do not say which way; {_shown(best)}"))


def judge_all(
    claims: Sequence[Claim],
    daily: Mapping[str, pd.DataFrame],
    intraday: Mapping[str, pd.DataFrame],
    *,
    shares: Mapping[str, Share] | None = None,
) -> list[Judged]:
    """Return what the bars say of each claim of a text.

    Parameters
    ----------
    shares
        By symbol, as far as they are known.
    """
    known = shares or {}
    judged = [
        judge(claim, daily, intraday, share=known.get(claim.symbol or "")) for claim in claims
    ]
    doubtful = {_place(one.claim) for one in judged if _is_doubtful(one)}
    return [_beside(one, doubtful) for one in judged]


def _shown(judged: Judged) -> str:
    """Return the evidence of a mismatch, without its verdict."""
    return judged.words.partition(": ")[2].removesuffix(".")


Place = tuple[str, str | None, tuple[pd.Timestamp, ...]]


def _place(claim: Claim) -> Place:
    """Return the sentence of a claim, whose it is, and its days."""
    return claim.sentence, claim.symbol, claim.sessions


def _is_doubtful(judged: Judged) -> bool:
    """Return whether a figure fits no price of its day."""
    figure = judged.claim.kind in {"change", "level"}
    return figure and judged.verdict in {REFUSED, "cannot be checked"}


def _beside(judged: Judged, doubtful: Set[Place]) -> Judged:
    """Return a verdict; a record refused beside such a figure is of a day that is told wrong."""
    claim = judged.claim
    if claim.kind not in {"record", "streak"} or judged.verdict != REFUSED:
        return judged
    if _place(claim) not in doubtful:
        return judged
    evidence = untold(f"{_MISDATED}: {_shown(judged)}", session=judged.session)
    return _judged(claim, evidence)


def _in_money(judged: Judged, share: Share) -> Judged:
    """Return a verdict with its prices as the share's are said: the checks word dollars."""
    if share.signs == by_form("SPY").signs:
        return judged

    def said(price: re.Match[str]) -> str:
        return share.price(float(price[1].replace(",", "")))

    return replace(judged, words=_DOLLARS.sub(said, judged.words))


def finest(*held: pd.DataFrame) -> pd.DataFrame:
    """Return intraday bars of several lengths as one path: of each session, the first that has any.

    Parameters
    ----------
    held
        Intraday frames of one symbol, the finest first.
    """
    parts: list[pd.DataFrame] = []
    known: set[object] = set()
    for bars in held:
        days = pd.DatetimeIndex(bars.index).date
        parts.append(bars[[day not in known for day in days]])
        known.update(days)
    return pd.concat(parts).sort_index()


def _unanswerable(claim: Claim, daily: Mapping[str, pd.DataFrame]) -> str:
    """Return why no bars can answer a claim, "" if some can."""
    if claim.symbol is None or claim.symbol not in daily:
        return f"no bars of {claim.symbol or claim.company} are held"
    if not claim.meanings:
        return "the words name no single session"
    return ""


def _held(
    claim: Claim, meaning: Meaning, bars: pd.DataFrame, path: pd.DataFrame | None
) -> Evidence:
    """Hold one meaning of a claim against the bars."""
    if meaning.moment in checks.OUT_OF_HOURS:
        return check_outside(claim, meaning, bars, path)
    if claim.kind in {"record", "streak"}:
        return check_extreme(claim, meaning, bars)
    if meaning.is_span and claim.kind in {"level", "points"}:
        return check_reached(claim, meaning, bars)
    if meaning.is_span:
        return check_span(claim, meaning, bars, path)
    return check_session(claim, meaning, bars, path)


def _refused(
    claim: Claim, found: Sequence[tuple[Meaning, Evidence]], bars: pd.DataFrame
) -> Evidence:
    """Return a mismatch with each meaning that was tried, or why it accuses nobody."""
    first, best = found[0]
    if not all(one.stated for one, _ in found):
        day = f"{first.sessions[0]:%Y-%m-%d}"
        doubted = [one.why for one, _ in found if one.why in DOUBTS]
        reason = doubted[0] if doubted else "the words do not say of which day"
        return untold(
            f"{reason}. On {day} {best.shown.removesuffix('.')}",
            session=best.session,
        )
    reprieves = (reprieve_of(claim, one, bars) for one, _ in found)
    if spared := next(filter(None, reprieves), None):
        return spared
    if len(found) == 1:
        return best
    tried = "; ".join(f"{_name(one)}, {held.shown.removesuffix('.')}" for one, held in found)
    return replace(best, words=f"Does not match on any day that it can mean: {tried}.")


def _name(meaning: Meaning) -> str:
    """Return a meaning's day or stretch."""
    days = [f"{day:%Y-%m-%d}" for day in meaning.sessions]
    return f"from {days[0]} to {days[-1]}" if meaning.is_span else f"on {days[0]}"


def _with_meaning(claim: Claim, meaning: Meaning, found: Evidence) -> Claim:
    """Return a claim with the meaning that was held against the bars before the others."""
    if found.sessions and meaning.is_span:
        peak = meaning.peak if len(found.sessions) == 2 else None
        meaning = replace(meaning, sessions=found.sessions, peak=peak)
    others = tuple(one for one in claim.meanings if one.sessions != meaning.sessions)
    if found.verdict in {"cannot be checked", REFUSED} and not found.sessions:
        return claim
    kind = claim.kind
    if kind in {"change", "span"}:
        kind = "span" if meaning.is_span else "change"
    return replace(claim, meanings=(meaning, *others), kind=kind)


def _taken(claim: Claim, found: Evidence) -> Evidence:
    """Add the day that a claim without one was taken for."""
    if claim.dated or found.verdict == "cannot be checked" or not claim.meanings:
        return found
    day = f"{claim.sessions[-1]:%Y-%m-%d}"
    return replace(found, words=f"{found.words} Taken for {day}: the words name no day.")


def _with_proxy(claim: Claim, found: Evidence) -> Evidence:
    """Add that a fund stands for an index."""
    if not claim.proxy or found.verdict == "cannot be checked":
        return found
    words = f"{found.words} By {claim.symbol}, a fund that follows the {claim.company}."
    return replace(found, words=words)


def _judged(claim: Claim, found: Evidence) -> Judged:
    """Return a claim with its verdict."""
    return Judged(
        claim, found.verdict, found.words, found.figures, found.session,
        found.level, found.spans,
    )  # fmt: skip
