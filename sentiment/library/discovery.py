"""What can be found of a share's announcements; a source that fails is one sentence."""

from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd

from sentiment.errors import SentimentError
from sentiment.market import candidates, yahoo
from sentiment.market.candidates import Candidate
from sentiment.market.edgar import Edgar, EdgarError
from sentiment.market.shares import Share


@dataclass(frozen=True, slots=True)
class Discovery:
    """What the sources told of a share, newest first, and what those said that told nothing."""

    candidates: tuple[Candidate, ...]
    silent: tuple[str, ...]  # a sentence for each source that could not be asked


def discover(
    share: Share,
    *,
    since: pd.Timestamp,
    now: pd.Timestamp,
    edgar: Edgar | None,
    bars: pd.DataFrame | None = None,
) -> Discovery:
    """Ask EDGAR and Yahoo what a company told since a day.

    Where EDGAR tells results, Yahoo's dates of them, known to the hour at best, are left out.

    Parameters
    ----------
    since
        The first day that counts, naive.
    edgar
        Who asks EDGAR; None to leave it out.
    bars
        Daily bars held of the share, by which the unit of a dividend is told.
    """
    news: list[Candidate] = []
    silent: list[str] = []

    def ask(question: Callable[[], list[Candidate]]) -> bool:
        try:
            news.extend(one for one in question() if _day(one, share) >= since)
        except EdgarError as error:
            if error.trouble != "no filer":  # which is an answer
                silent.append(str(error))
            return False
        except SentimentError as error:
            silent.append(str(error))
            return False
        return True

    edgar_answered = edgar is not None and ask(
        lambda: candidates.from_edgar(edgar, share, since=since) if edgar else []
    )
    if not edgar_answered and share.kind == "share":
        ask(
            lambda: candidates.from_results_dates(
                yahoo.fetch_results_dates(share.symbol), share, now=now
            )
        )
    ask(lambda: candidates.from_actions(yahoo.fetch_actions(share.symbol), share, bars=bars))
    newest = sorted(news, key=lambda one: (one.instant, one.key), reverse=True)
    return Discovery(tuple(newest), tuple(dict.fromkeys(silent)))


def _day(one: Candidate, share: Share) -> pd.Timestamp:
    return one.instant.tz_convert(share.zone).tz_localize(None).normalize()
