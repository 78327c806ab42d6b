"""What several commands take: a text, an instant, the bars and articles held."""

import argparse
import os
import sys
from collections.abc import Iterable, Mapping
from contextlib import suppress
from datetime import datetime
from functools import cache
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from sentiment.errors import DataError, SentimentError
from sentiment.intake import documents
from sentiment.market import bars, calendar
from sentiment.offline import is_offline, refuse_offline

if TYPE_CHECKING:
    from sentiment.library.library import Library
    from sentiment.market.shares import Share

STORY_SHARE = "NVDA"  # whose story the shipped articles tell


def is_address(name: str) -> bool:
    """Return whether what was named is an address of the web, and no file."""
    return "://" in name


def text_of(name: str) -> str:
    """Return the text of a file, of what stands at an address of the web, or of what is piped.

    Raises
    ------
    FetchError
        If the address cannot be read.
    DataError
        If the file cannot be, or holds no text.
    """
    if name == "-":
        return sys.stdin.read()
    if is_address(name):
        return _text_at(name)
    try:
        return documents.text_of(Path(name).read_bytes(), name)
    except OSError as error:
        raise DataError(Path(name), f"cannot be opened ({error.strerror})") from error


def _text_at(url: str) -> str:
    """Return the article at an address as a reader would have pasted it."""
    from sentiment.intake import web  # noqa: PLC0415 - few need it, all would wait

    refuse_offline(url)
    private = frozenset(os.environ.get("DASHBOARD_ALLOW_PRIVATE", "").split())  # tests name some
    return web.article_of(web.fetch(url, allow_private=private))


def instant_of(written: str, *, option: str) -> pd.Timestamp:
    """Return an instant; New York's time without an offset, the end of the day without a time."""
    try:
        moment = datetime.fromisoformat(written)
    except ValueError as error:
        raise DataError(option, f"is no instant: {written}") from error
    if not calendar.FIRST_NEWS <= moment.date().isoformat() <= calendar.LAST_NEWS:
        raise DataError(option, f"is outside the years of the exchange's calendar: {written}")
    instant = pd.Timestamp(moment)
    if instant.tzinfo is None:
        instant = instant.tz_localize(calendar.NEW_YORK)
    return instant if ":" in written else instant + pd.Timedelta(hours=23, minutes=59)


def window_of(arguments: argparse.Namespace) -> tuple[int, int]:
    """Return the first and the last session of a window, counted from an announcement's."""
    first, last = arguments.window
    if last < first:
        raise DataError("--window", f"ends before it begins: {first} {last}")
    return int(first), int(last)


def shipped(name: str) -> Path:
    """Return the place of a file that the project ships."""
    return Path(str(resources.files("seeds").joinpath(name)))


def add_store(parser: argparse.ArgumentParser) -> None:
    """Let a command name the library that it works on."""
    parser.add_argument(
        "--store",
        metavar="URL",
        help="the library, a file or an SQLAlchemy address (default: DASHBOARD_STORE, else yours)",
    )


def add_clock(parser: argparse.ArgumentParser) -> None:
    """Let a command say how the dates of a table are meant, where the table does not."""
    parser.add_argument(
        "--zone",
        metavar="ZONE",
        help="the clock of times that name none, such as America/New_York, ET or UTC",
    )
    add_order(parser)


def add_order(parser: argparse.ArgumentParser) -> None:
    """Let a command say which number of a date is the day, where the table does not."""
    order = parser.add_mutually_exclusive_group()
    order.add_argument(
        "--day-first",
        action="store_true",
        default=None,
        help="03/02/2026 is in February; needed only where no other row tells",
    )
    order.add_argument(
        "--month-first", dest="day_first", action="store_false", help="03/02/2026 is in March"
    )


def day_first_of(arguments: argparse.Namespace) -> bool | None:
    """Return which number of a date is the day, if that was said."""
    return None if arguments.day_first is None else bool(arguments.day_first)


def library_of(arguments: argparse.Namespace) -> "Library":
    """Return the library that was asked for; say so if nothing stays in it."""
    from sentiment.library.database import stays  # noqa: PLC0415 - half a second
    from sentiment.library.library import Library  # noqa: PLC0415

    if not stays(address := address_of(arguments)):
        print(f"The library {address} is in memory alone: nothing stays in it.", file=sys.stderr)
    return Library(address)


def address_of(arguments: argparse.Namespace) -> str:
    """Return where the library that was asked for lies."""
    from sentiment.library.store import default_url  # noqa: PLC0415

    return str(arguments.store or os.environ.get("DASHBOARD_STORE") or default_url())


def articles_of(library: "Library", share: "Share") -> pd.DataFrame:
    """Return the articles that count for a share, each with what it is read ``about``.

    Those that speak of it, read about it; while the shipped story's own share is asked for, every
    shipped article, read whole.
    """
    from sentiment.intake import bylines  # noqa: PLC0415 - few need it, all would wait
    from sentiment.library import shares as library_shares  # noqa: PLC0415
    from sentiment.library import subjects  # noqa: PLC0415
    from sentiment.market.mentions import symbols_in  # noqa: PLC0415
    from sentiment.market.shares import shipped as shipped_shares  # noqa: PLC0415

    known = {**shipped_shares(), **library_shares.learnt(library.store)}
    look_through(library, known)
    articles = bylines.read_articles(shipped("articles"))
    if share.symbol != STORY_SHARE:
        chosen = subjects.chosen_subjects(library.store)
        texts = articles["title"] + "\n\n" + articles["text"]
        theirs = [
            share.symbol in chosen.get(str(key), symbols_in(text, known))
            for key, text in texts.items()
        ]
        articles = articles[theirs]
    whole = "" if share.symbol == STORY_SHARE else share.company
    own = subjects.articles_of(library.store, share.symbol)
    return pd.concat([articles.assign(about=whole), own.assign(about=share.company)])


def look_through(library: "Library", known: "Mapping[str, Share]") -> None:
    """Find the shares of every article not looked at yet, and show how far that is."""
    from tqdm import tqdm  # noqa: PLC0415 - few need it

    from sentiment.library import subjects  # noqa: PLC0415

    left = subjects.count_unsought(library.store)
    with tqdm(total=left, desc="Looking for shares", unit="", disable=left < 1000) as bar:
        while looked := subjects.find_some(library.store, known):
            bar.update(looked)


def own_announcements(arguments: argparse.Namespace) -> pd.DataFrame:
    """Return the reader's own announcements, as ``read_events`` returns those shipped."""
    return library_of(arguments).announcements.all()


def results_of(library: "Library", symbol: str, *, file: str | None = None) -> pd.DataFrame:
    """Return the dates of a share's results: of a file, else those shipped and taken in."""
    from sentiment.library import results as library_results  # noqa: PLC0415
    from sentiment.market.announcements import read_results  # noqa: PLC0415

    if file is not None:
        file_dates = read_results(file)
        return file_dates[file_dates["symbol"] == symbol]
    library_dates = library_results.kept_results(library.store, symbol)
    return library_results.both(_shipped_results(symbol), library_dates)


def disagreements(library: "Library", symbol: str) -> list[str]:
    """Return in sentences where dates of a share's results are apart: shipped, yours and found."""
    from sentiment.library import results as library_results  # noqa: PLC0415

    library_dates = library_results.kept_results(library.store, symbol)
    return library_results.disagreements(_shipped_results(symbol), library_dates)


@cache
def _shipped_results(symbol: str) -> pd.DataFrame:
    """Return the dates of a share's results that the project ships; nobody may change them."""
    from sentiment.market.announcements import read_results  # noqa: PLC0415

    dates = read_results(shipped("results.csv"))
    return dates[dates["symbol"] == symbol]


def share_of(library: "Library", name: str) -> "Share":
    """Return the share that was asked for by ticker or name; say so where it could be another.

    Raises
    ------
    UnknownShareError
        If none fits.
    """
    from sentiment.library import shares as library_shares  # noqa: PLC0415
    from sentiment.market import tickers  # noqa: PLC0415

    search = None if is_offline() else _searched
    share = tickers.share_of(name, learnt=library_shares.learnt(library.store), search=search)
    if doubt := tickers.doubt_of(name, share):
        print(doubt, file=sys.stderr)
    return share


def known(library: "Library", symbol: str) -> "Share":
    """Return what is known of the share with a symbol of Yahoo's."""
    from sentiment.library import shares as library_shares  # noqa: PLC0415

    return library_shares.known(library.store, symbol)


def _searched(text: str) -> "tuple[Share, ...]":
    """Return the shares that Yahoo finds by a name; none where it cannot be asked."""
    from sentiment.market.yahoo_search import search_shares  # noqa: PLC0415 - half a second

    with suppress(SentimentError):
        return search_shares(text)
    return ()


def held_bars(library: "Library", symbols: Iterable[str]) -> dict[str, pd.DataFrame]:
    """Return the daily bars of symbols: the shipped ones, and over them what was fetched since."""
    from sentiment.library.refresh import NoBarsError, merged  # noqa: PLC0415
    from sentiment.market import sessions  # noqa: PLC0415

    snapshot = bars.read_prices(shipped("prices.parquet"))
    by_symbol = {}
    for symbol in dict.fromkeys(symbols):
        try:
            bars_held = merged(snapshot.get(symbol), library.bars.of(symbol))
            by_symbol[symbol] = sessions.marked(bars_held, known(library, symbol))
        except NoBarsError as error:
            remedy = (
                f"no bars are held; fetch them with: python -m sentiment prices refresh {symbol}"
            )
            raise DataError(symbol, remedy) from error
    return by_symbol
