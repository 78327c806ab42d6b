"""Bars brought up to date behind the page: only what is missing is asked for, nothing is lost."""

import queue
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, Protocol

import pandas as pd

from sentiment.errors import SentimentError
from sentiment.library import delisting, minutes, subjects
from sentiment.library import shares as library_shares
from sentiment.library.article_rows import checked_instant
from sentiment.library.library import Library
from sentiment.market import sessions, yahoo
from sentiment.market.sessions import Sessions
from sentiment.market.shares import Share
from sentiment.market.yahoo_search import search_shares

FIRST_SESSION = pd.Timestamp("2023-01-03")  # where the history of a share not held yet begins
# Complete sessions asked for again, to notice a restated history and dividends told late: a fund's
# are at times, and the answer to one question holds them all.
OVERLAP = 100
TOLERANCE = 0.0005  # of the close; a source may correct one by a little
ROUNDING = 0.006  # of the currency; some sources round a close to the cent
PAUSES = (1, 5, 30)  # minutes to leave after the first, second and every further failure
REST = 15  # minutes to leave after a success
WORKERS = 2
State = Literal["idle", "running", "done", "failed"]


class NoBarsError(SentimentError):
    """No bars are held of a symbol, neither shipped nor fetched."""

    def __init__(self, symbol: str = "this share", *, offline: bool = False) -> None:
        super().__init__(symbol, offline)
        self.symbol, self.offline = symbol, offline

    def __str__(self) -> str:
        file = "python -m sentiment prices import FILE"
        if self.offline:
            return (
                f"No bars are held of {self.symbol}, and Yahoo is not asked: DASHBOARD_OFFLINE is "
                f"set. Start without it to have them fetched, or take in a file of prices: {file}."
            )
        return (
            f"No bars are held of {self.symbol} yet. With a network they are fetched from Yahoo; "
            f"a file of prices can be taken in with: {file}."
        )


class Fetcher(Protocol):
    """Whatever fetches daily bars as :func:`sentiment.market.yahoo.fetch_daily` does."""

    def __call__(
        self, symbol: str, start: pd.Timestamp, /, *, end: pd.Timestamp, now: pd.Timestamp
    ) -> pd.DataFrame:
        """Return the bars of the sessions from *start* to *end*."""


@dataclass(frozen=True, slots=True)
class Refreshed:
    """What an attempt to bring a symbol up to date came to."""

    symbol: str
    new_sessions: int
    restated: bool  # the history had changed and was fetched anew
    said: str
    ok: bool = True


@dataclass(frozen=True, slots=True)
class Status:
    """How far a symbol's background job is."""

    state: State
    said: str = ""
    at: pd.Timestamp | None = None  # when it was asked for


def merged(snapshot: pd.DataFrame | None, stored: pd.DataFrame | None) -> pd.DataFrame:
    """Return the shipped bars with the stored ones over them, session by session.

    Two scales are never spliced: where the closes disagree, one of the two was restated since,
    and the stored bars are returned alone if they reach as far back, else the shipped ones.

    Raises
    ------
    NoBarsError
        If neither is there.
    """
    if stored is None or stored.empty:
        if snapshot is None or snapshot.empty:
            raise NoBarsError
        return snapshot
    if snapshot is None or snapshot.empty:
        return stored
    if _moved(snapshot, stored):
        return stored if stored.index[0] <= snapshot.index[0] else snapshot
    shipped = snapshot[~snapshot.index.isin(stored.index)]
    return pd.concat([shipped, stored]).sort_index()


def unseen(shown: pd.DataFrame, own: pd.DataFrame) -> str:
    """Return why bars that were kept are not those that are shown; "" where they are.

    Examples
    --------
    >>> day = pd.DatetimeIndex(["2026-02-02"])
    >>> held = pd.DataFrame({"close": [423.37], "partial": [False]}, index=day)
    >>> unseen(held, held.assign(close=409.0))
    'not seen: their closes differ from those held, and two records of a share are never mixed'
    >>> unseen(held, held)
    ''
    """
    if not _moved(shown, own):
        return ""
    return (
        "not seen: their closes differ from those held, and two records of a share are never mixed"
    )


def refresh(
    library: Library,
    symbol: str,
    *,
    held: pd.DataFrame | None,
    now: pd.Timestamp,
    fetch: Fetcher = yahoo.fetch_daily,
    search: delisting.Search = search_shares,
) -> Refreshed:
    """Ask for the sessions missing in *held* and keep them; say how it went.

    The last hundred sessions held are asked for again. Where their closes differ, a split has come
    since or the currency is another, the history was restated: it is fetched as a whole and takes
    the place of what was stored; a dividend that was missing is added. On a failure to fetch, what
    is stored stays as it is. What Yahoo tells of the share itself is kept, too. Where it knows a
    share no longer of which bars are held, its successor is looked for by name.

    Raises
    ------
    StoreError
        If the store cannot be written.
    DataError
        If *now* is outside the exchange's calendar.
    """
    try:
        result = _refreshed(library, symbol, held=held, now=now, fetch=fetch)
    except yahoo.YahooError as error:
        sentence = str(error)
        if error.kind == "unknown ticker" and held is not None and len(held):
            known = library_shares.known(library.store, symbol)
            sentence = delisting.departed(known, held, search=search)
        result = Refreshed(symbol, 0, restated=False, said=sentence, ok=False)
    library.fetches.record(symbol, interval="1d", at=now, ok=result.ok, said=result.said)
    return result


def _refreshed(
    library: Library, symbol: str, *, held: pd.DataFrame | None, now: pd.Timestamp, fetch: Fetcher
) -> Refreshed:
    known = library_shares.known(library.store, symbol)
    exchange = sessions.of_share(known)
    last = _last_session(now, exchange)
    complete = None if held is None else held[~held["partial"]]
    if complete is None or complete.empty:
        new = fetch(symbol, FIRST_SESSION, end=last, now=now)
        _learn(library, known, new, now=now)
        library.bars.save(symbol, new, fetched_at=now, replace=True)
        return Refreshed(symbol, len(new), restated=False, said=_sentence(symbol, new))
    if complete.index[-1] >= last:
        sentence = f"{symbol} is up to date to {complete.index[-1]:%Y-%m-%d}."
        return Refreshed(symbol, 0, restated=False, said=sentence)
    new = fetch(symbol, complete.index[-OVERLAP:][0], end=last, now=now)
    fresh = int((~new.index.isin(complete.index)).sum())
    share = yahoo.share_told(new, symbol) or known
    restated = _restated(complete, new) or share.currency != known.currency
    if not restated:
        _append(library, known, new, complete=complete, now=now)
        rests = delisting.quiet(symbol, new.index[-1], newest=last, exchange=exchange)
        sentence = " ".join([_sentence(symbol, new), *_dividends_added(complete, new), *rests])
    else:
        whole = fetch(symbol, complete.index[0], end=last, now=now)
        _replace(library, known, whole, complete=complete, now=now)
        sentence = f"{_sentence(symbol, whole)} Its history had been restated and was fetched anew."
    return Refreshed(symbol, fresh, restated=restated, said=sentence)


def _append(
    library: Library,
    known: Share,
    new: pd.DataFrame,
    *,
    complete: pd.DataFrame,
    now: pd.Timestamp,
) -> None:
    stored = library.bars.of(known.symbol)
    # what is stored is not in *complete* if it was on another scale
    outdated = stored is not None and _moved(complete, stored)
    library.bars.save(known.symbol, new, fetched_at=now, replace=outdated)
    _learn(library, known, new, now=now)


def _replace(
    library: Library,
    known: Share,
    whole: pd.DataFrame,
    *,
    complete: pd.DataFrame,
    now: pd.Timestamp,
) -> None:
    """Keep a history in the place of the one held.

    Raises
    ------
    YahooError
        If it is cut, which would cost sessions that are held.
    """
    if not _covers(whole, complete):
        raise yahoo.YahooError(known.symbol, "broken answer")
    library.bars.save(known.symbol, whole, fetched_at=now, replace=True)
    _learn(library, known, whole, now=now)  # not before: the bars held are in the former currency


def _learn(library: Library, known: Share, bars: pd.DataFrame, *, now: pd.Timestamp) -> None:
    """Keep what was told of a share beside its bars, if it is news or a month old."""
    share = yahoo.share_told(bars, known.symbol)
    if share is None:
        return
    at = library_shares.learnt_at(library.store, known.symbol)
    if share != known or at is None or not at <= now < at + library_shares.MONTH:
        library_shares.keep_share(library.store, share, learnt_at=now)
    if new := set(share.names) - set(known.names):
        subjects.forget_naming(library.store, new)


def _last_session(now: pd.Timestamp, exchange: Sessions) -> pd.Timestamp:
    """Return the last session that has opened; where the holidays are not known, the last day."""
    checked_instant(now, what="is", source="This computer's clock")
    last = exchange.last_opened(now)
    return last if exchange.are_known(last, last) else exchange.day_of(now)


def _dividends_added(old: pd.DataFrame, new: pd.DataFrame) -> list[str]:
    """Return in a sentence how many dividends of sessions held were missing or were another."""
    both = old.index.intersection(new.index)
    dividends = new.loc[both, "dividend"]
    added = int(((old.loc[both, "dividend"] - dividends).abs() > TOLERANCE * dividends).sum())
    if not added:
        return []
    what = "A dividend" if added == 1 else f"{added} dividends"
    return [f"{what} of sessions held before {'was' if added == 1 else 'were'} mended."]


def _restated(old: pd.DataFrame, new: pd.DataFrame) -> bool:
    """Return whether the bars held are no longer what the source says of those sessions."""
    both = old.index.intersection(new.index)
    if both.empty:
        return True  # nothing to compare by: better fetched anew than spliced
    split_since = (new.loc[~new.index.isin(both), "split"] > 0).any()
    split_moved = (new.loc[both, "split"] != old.loc[both, "split"]).any()
    return bool(split_since or split_moved) or _moved(old, new)


def _moved(old: pd.DataFrame, other: pd.DataFrame) -> bool:
    """Return whether closes of the same complete sessions differ by more than rounding."""
    ours = old.loc[~old["partial"], "close"]
    theirs = other.loc[~other["partial"], "close"]
    both = ours.index.intersection(theirs.index)
    allowed = TOLERANCE * ours[both] + ROUNDING
    return bool(((theirs[both] - ours[both]).abs() > allowed).any())


def _covers(whole: pd.DataFrame, old: pd.DataFrame) -> bool:
    """Return whether a history fetched anew reaches as far back as what it takes the place of."""
    return bool(whole.index[0] <= old.index[0] and len(whole) >= 0.98 * len(old))


def _sentence(symbol: str, bars: pd.DataFrame) -> str:
    last = bars.index[-1]
    still_open = " (that session is still open)" if bars["partial"].iloc[-1] else ""
    words = f"{symbol} was brought up to date from Yahoo to {last:%Y-%m-%d}{still_open}."
    shut = yahoo.days_left_out(bars)
    if not shut:
        return words
    return f"{words} Left out as days on which the exchange was shut: {', '.join(shut)}."


_Question = tuple[str, pd.Timestamp | None]  # a symbol, and of which session its minutes


@dataclass(slots=True)
class _Job:
    """Where a symbol stands, and when it may be asked for next."""

    state: State = "idle"
    said: str = ""
    at: pd.Timestamp | None = None
    failures: int = 0
    rests_until: pd.Timestamp | None = None

    def rests(self, now: pd.Timestamp) -> bool:
        """Return whether it was tried a short while ago; a clock put back is not waited for."""
        if self.at is None or self.rests_until is None:
            return False
        return self.at <= now < self.rests_until


@dataclass(eq=False)
class Refresher:
    """A few threads that bring bars up to date while the page goes on.

    Parameters
    ----------
    snapshot
        The shipped bars by symbol, which need not be fetched.
    """

    library: Library
    snapshot: Mapping[str, pd.DataFrame]
    fetch: Fetcher = field(default=yahoo.fetch_daily, kw_only=True)

    def __post_init__(self) -> None:
        self._jobs: dict[_Question, _Job] = {}
        self._lock = threading.Lock()
        self._queue: queue.SimpleQueue[tuple[_Question, pd.Timestamp] | None] = queue.SimpleQueue()
        self._threads: list[threading.Thread] = []
        self._closed = False

    def ask(self, symbol: str, *, now: pd.Timestamp, session: pd.Timestamp | None = None) -> None:
        """Have a symbol brought up to date, unless that runs or was tried a short while ago.

        With *session*, its bars of minutes are fetched instead with those outside its hours.
        """
        task = (symbol, session)
        with self._lock:
            job = self._jobs.setdefault(task, _Job())
            if self._closed or job.state == "running" or job.rests(now):
                return
            job.state, job.said, job.at = "running", "", now
            if len(self._threads) < WORKERS:
                # a daemon: the app must be able to end while Yahoo hangs
                self._threads.append(threading.Thread(target=self._work, daemon=True))
                self._threads[-1].start()
            self._queue.put((task, now))

    def status(self, symbol: str, session: pd.Timestamp | None = None) -> Status:
        """Return how far a symbol's job is; "idle" if it was never asked for."""
        with self._lock:
            job = self._jobs.get((symbol, session), _Job())
            return Status(job.state, job.said, job.at)

    def close(self) -> None:
        """Take no more jobs; a running one still ends."""
        with self._lock:
            self._closed = True
            for _ in self._threads:
                self._queue.put(None)

    def _work(self) -> None:
        while (task := self._queue.get()) is not None:
            subject, now = task
            try:
                ok, sentence = self._done(*subject, now)
            except SentimentError as error:
                ok, sentence = False, str(error)
            except Exception as error:  # a thread that died would leave the page waiting
                ok, sentence = False, f"{subject[0]} could not be brought up to date ({error!r})."
            self._finish(subject, now, ok=ok, said=sentence)

    def _done(
        self, symbol: str, session: pd.Timestamp | None, now: pd.Timestamp
    ) -> tuple[bool, str]:
        if session is not None:
            return minutes.fetch_minutes(self.library, symbol, session, now=now)
        result = self._refresh(symbol, now)
        return result.ok, result.said

    def _refresh(self, symbol: str, now: pd.Timestamp) -> Refreshed:
        shipped, stored = self.snapshot.get(symbol), self.library.bars.of(symbol)
        bars = None if shipped is None and stored is None else merged(shipped, stored)
        return refresh(self.library, symbol, held=bars, now=now, fetch=self.fetch)

    def _finish(self, question: _Question, now: pd.Timestamp, *, ok: bool, said: str) -> None:
        with self._lock:
            job = self._jobs[question]
            job.failures = 0 if ok else job.failures + 1
            rest = REST if ok else PAUSES[min(job.failures, len(PAUSES)) - 1]
            job.rests_until = now + pd.Timedelta(minutes=rest)
            job.state, job.said = "done" if ok else "failed", said
