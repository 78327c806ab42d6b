"""The reader's library: bars and articles kept, and all that is noted beside them."""

import warnings
from typing import TYPE_CHECKING

from sentiment.library import schema
from sentiment.library.announcements import Announcements
from sentiment.library.articles import Articles
from sentiment.library.bars import Bars, IntradayBars
from sentiment.library.fetches import Fetches
from sentiment.library.notes import Notes
from sentiment.library.store import Store

_FORMER = {  # names of version 0.1, which still work in 0.2
    "save_bars": "bars.save",
    "bars_version": "bars.version",
    "symbols": "bars.symbols",
    "save_intraday": "intraday.save",
    "minutes_version": "intraday.version",
    "record_fetch": "fetches.record",
    "last_fetch": "fetches.last",
    "save_article": "articles.save",
    "save_articles": "articles.save_many",
    "article": "articles.one",
    "articles_among": "articles.among",
    "outlets": "articles.outlets",
    "edit_article": "articles.edit",
    "binned_articles": "articles.binned",
    "delete_article": "articles.delete",
    "restore_article": "articles.restore",
    "articles_version": "articles.version",
    **{
        name: f"notes.{name}"
        for name in (
            "tag",
            "untag",
            "tags",
            "link",
            "unlink",
            "links",
            "correct",
            "uncorrect",
            "corrections",
        )
    },
    "notes_version": "notes.version",
    "save_announcement": "announcements.save",
    "edit_announcement": "announcements.edit",
    "delete_announcement": "announcements.delete",
    "restore_announcement": "announcements.restore",
    "announcements_version": "announcements.version",
    "connection": "store.connection",
    "version": "store.version",
}


class Library:
    """An open library; any thread may use it.

    Each part moves a number of its own (``articles.version()``) with every change, in whatever
    process.

    Attributes
    ----------
    store
        The database, which all parts share.
    articles, notes
        Articles; tags, links to announcements and corrections of them.
    announcements
        Those that the reader wrote down or accepted.
    bars, intraday, fetches
        Bars of days and of minutes, and how each attempt to fetch them went.

    Raises
    ------
    StoreError
        If *url*, an address or the bare path of an SQLite file, cannot be opened.
    """

    def __init__(self, url: str) -> None:
        self.store = Store(url)
        self.articles = Articles(self.store)
        self.notes = Notes(self.store)
        self.announcements = Announcements(self.store)
        self.bars = Bars(self.store)
        self.intraday = IntradayBars(self.store)
        self.fetches = Fetches(self.store)

    def close(self) -> None:
        """Let go of the database."""
        self.store.close()

    def tours_closed(self) -> int:
        """Return how often the tour of the pages was closed."""
        return self.store.version("tours")

    def close_tour(self) -> None:
        """Note that the tour of the pages has been read."""
        with self.store.connection(writes=True) as connection:
            schema.count(connection, "tours")

    if not TYPE_CHECKING:  # a type checker is to tell of a former name, not to let it pass

        def __getattr__(self, name):
            """Return what a name of version 0.1 is now, with a warning."""
            if name not in _FORMER:
                raise AttributeError(f"A library has no {name!r}.")
            part, new = _FORMER[name].split(".")
            told = f"Library.{name} is Library.{part}.{new} now."
            warnings.warn(told, DeprecationWarning, stacklevel=2)
            return getattr(getattr(self, part), new)
