"""What was written of a share around one of its sessions, as Yahoo and Google News list it.

Neither list is promised to anybody: Yahoo's hold some twenty of the newest headlines, Google's at
most a hundred. What they give is a headline and a summary, no article.
"""

import re
from collections.abc import Mapping
from urllib.parse import quote, urlencode

import pandas as pd

from sentiment.market.sessions import Sessions
from sentiment.market.shares import Share
from sentiment.text.companies import bare_name

YAHOO = "https://feeds.finance.yahoo.com/rss/2.0/headline"
GOOGLE = "https://news.google.com/rss/search"
NOTE = "headline and summary only"
COLUMNS = ["title", "outlet", "published", "session", "summary", "source", "link"]
_LETTERS = re.compile(r"\W+")
_DAY = pd.Timedelta(days=1)


def feeds_of(
    share: Share, session: pd.Timestamp, *, yahoo: str = YAHOO, google: str = GOOGLE
) -> dict[str, str]:
    """Return the addresses of the feeds that list headlines of a share around a session, by name.

    Examples
    --------
    >>> from sentiment.market.shares import by_form
    >>> feeds_of(by_form("AMD"), pd.Timestamp("2026-02-04"))["Google News"].partition("?q=")[2]
    '%22AMD%22+after%3A2026-02-02+before%3A2026-02-06&hl=en-US&gl=US&ceid=US%3Aen'
    """
    return {
        "Yahoo's feed": f"{yahoo}?s={quote(share.symbol)}&region=US&lang=en-US",
        "Google News": f"{google}?{_google_query(share, session)}",
    }


def searches_of(share: Share, session: pd.Timestamp) -> dict[str, str]:
    """Return the addresses where a reader can look for what happened to a share, by name."""
    days = f"{session - _DAY:%m/%d/%Y},cd_max:{session + _DAY:%m/%d/%Y}"
    bing = f'"{share.company}" {session:%B} {session.day} {session:%Y}'
    links = {
        "Google News": f"https://news.google.com/search?{_google_query(share, session)}",
        "Google, those days": "https://www.google.com/search?"
        + urlencode({"q": f'"{share.company}"', "tbm": "nws", "tbs": f"cdr:1,cd_min:{days}"}),
        "Bing News": f"https://www.bing.com/news/search?{urlencode({'q': bing})}",
        "Yahoo Finance": f"https://finance.yahoo.com/quote/{quote(share.symbol)}/news",
    }
    if share.kind == "share" and share.zone == "America/New_York":
        form = {"action": "getcompany", "CIK": share.symbol, "owner": "exclude", "count": "40"}
        links["EDGAR"] = f"https://www.sec.gov/cgi-bin/browse-edgar?{urlencode(form)}"
    return links


def window_of(session: pd.Timestamp, exchange: Sessions) -> tuple[pd.Timestamp, pd.Timestamp]:
    """Return from when to when what is written may tell of a session.

    From the close before it, since when news could move it, to the next open.
    """
    first = exchange.close_of(exchange.previous(session))
    return first, exchange.open_of(exchange.following(session))


def around(
    told: Mapping[str, pd.DataFrame], session: pd.Timestamp, exchange: Sessions
) -> pd.DataFrame:
    """Return the headlines that several lists have of the time around a session, oldest first.

    Parameters
    ----------
    told
        The entries of each list, as ``feeds.read_feed`` returns them, by its name.

    Returns
    -------
    DataFrame
        ``COLUMNS``: each headline once, from the list that has a summary of it, else the first;
        ``session`` is the one that it counts for. What tells no time is left out.
    """
    parts = [_cleaned(entries).assign(source=source) for source, entries in told.items()]
    if not parts:
        return pd.DataFrame(columns=COLUMNS)
    first, end = window_of(session, exchange)
    every = pd.concat(parts, ignore_index=True)
    inside = every[(every["published"] >= first) & (every["published"] < end)]
    alike = inside["title"].map(_folded)
    inside = inside.assign(alike=alike, brief=inside["summary"] == "")
    once = inside.sort_values("brief", kind="stable").drop_duplicates("alike")
    ordered = once.sort_values("published", kind="stable").reset_index(drop=True)
    return ordered.assign(session=exchange.sessions_for(ordered["published"]))[COLUMNS]


def _google_query(share: Share, session: pd.Timestamp) -> str:
    """Return what Google is asked: the company's name, on the days around a session."""
    days = f"after:{session - 2 * _DAY:%Y-%m-%d} before:{session + 2 * _DAY:%Y-%m-%d}"
    locale = {"hl": "en-US", "gl": "US", "ceid": "US:en"}  # which must agree
    return urlencode({"q": f'"{bare_name(share.company)}" {days}'} | locale)


def _cleaned(entries: pd.DataFrame) -> pd.DataFrame:
    """Return entries whose title is the headline alone, and whose summary says more than it.

    Google writes the publisher behind the headline, and both again for a summary.
    """
    titles = [
        title.removesuffix(f" - {outlet}").strip() if outlet else title
        for title, outlet in zip(entries["title"], entries["outlet"], strict=True)
    ]
    summaries = [
        "" if _folded(summary).startswith(_folded(title)) and len(summary) < 2 * len(title) + 60
        else summary
        for title, summary in zip(titles, entries["summary"], strict=True)
    ]  # fmt: skip
    named = pd.Series(titles, entries.index, dtype="str")
    told = entries.assign(title=named, summary=pd.Series(summaries, entries.index, dtype="str"))
    return told[(named != "") & told["published"].notna()]


def _folded(text: str) -> str:
    """Return the letters and digits of a headline, by which copies are told."""
    return _LETTERS.sub(" ", text).casefold().strip()
