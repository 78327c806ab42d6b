"""Doors to the library for its page: what fits a search, and what is done to it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

import pandas as pd

from dashboard.data import articles, passing, shares, store, subjects, tones
from dashboard.data.store import library
from sentiment.intake import article_tables, tables
from sentiment.intake.article_tables import Kept
from sentiment.library import corrections, incoming, json_lines
from sentiment.library.backup import copies
from sentiment.library.search import EVERYTHING, Query
from sentiment.market import calendar
from sentiment.output import frames, spreadsheets
from sentiment.output.labels import label_of
from sentiment.reading import daily

ON_A_PAGE = 50
MOST_BY_TONE = 500  # articles among which a tone is looked for
TABLES = tuple(one.removeprefix(".") for one in tables.TABLES)
WHOSE = ("Yours", "Shipped", "Bin")
PARTS = (*WHOSE, "Announcements", "Copies and backup")


@dataclass(frozen=True, slots=True)
class Choice:
    """What a reader looks for on the page: among whose articles, and of which tone."""

    whose: str
    query: Query = EVERYTHING
    tone: str | None = None


def shipped() -> pd.DataFrame:
    """Return the articles that the project ships with, newest first."""
    return articles.shipped_articles().iloc[::-1]


def find(
    choice: Choice, page: int, *, about: str | None, share: str = store.STORY_SHARE
) -> tuple[pd.DataFrame, int]:
    """Return one page of what fits, with its tone, and how many fit in all.

    An article counts for a session of the exchange of *share* where it speaks of that, else of the
    first share that it speaks of.
    """
    if choice.whose == "Shipped":
        matches = _among_shipped(choice)
        rows, total = matches.iloc[page * ON_A_PAGE : (page + 1) * ON_A_PAGE], len(matches)
    elif choice.tone is None:
        rows, total = _search(choice, limit=ON_A_PAGE, offset=page * ON_A_PAGE)
    else:
        rows, _ = _search(choice, limit=MOST_BY_TONE, offset=0)
        rows = _of_tone(rows, choice.tone, about=about)
        rows, total = rows.iloc[page * ON_A_PAGE : (page + 1) * ON_A_PAGE], len(rows)
    return _as_listed(rows, about=about, share=share), total


def _search(choice: Choice, *, limit: int, offset: int) -> tuple[pd.DataFrame, int]:
    """Return the reader's own articles that fit but for their tone."""
    query = replace(
        choice.query,
        binned=choice.whose == "Bin",
        descending=choice.query.order in {"published", "added"},
    )
    return library().articles.find(query, limit=limit, offset=offset)


def _among_shipped(choice: Choice) -> pd.DataFrame:
    articles, query = shipped(), choice.query
    wanted = [*query.words.casefold().replace('"', "").split()]
    wanted += [query.company.casefold()] if query.company else []
    fits = pd.Series(True, articles.index)
    if wanted:
        texts = articles[["title", "outlet", "author", "text"]].agg(" ".join, axis=1).str.casefold()
        for word in wanted:
            fits &= texts.str.contains(word, regex=False)
    if query.since is not None:
        fits &= articles["published"] >= query.since
    if query.until is not None:
        fits &= articles["published"] < query.until
    if query.outlet is not None:
        fits &= articles["outlet"] == query.outlet
    for name, lists in (
        (query.tag, library().notes.tags()),
        (query.event, library().notes.links()),
    ):
        if name is not None:
            fits &= articles.index.isin([key for key, names in lists.items() if name in names])
    articles = articles[fits]
    if choice.tone is not None:
        articles = _of_tone(articles, choice.tone, about=None)
    by = {"title": "title", "outlet": "outlet"}.get(query.order)
    return articles if by is None else articles.sort_values(by, kind="stable")


def _of_tone(rows: pd.DataFrame, tone: str, *, about: str | None) -> pd.DataFrame:
    """Return the articles that read so; one that was never read has no tone."""
    labels = _compounds(rows, about=about).dropna().map(label_of)
    return rows.loc[labels.index[labels == tone]]


def _compounds(rows: pd.DataFrame, *, about: str | None) -> "pd.Series[float]":
    return tones.compounds(tuple(rows.index), about, articles.library_version())


def _as_listed(rows: pd.DataFrame, *, about: str | None, share: str) -> pd.DataFrame:
    """Return rows with their session, tone, tags and links, as the page lists them."""
    spoken_of = subjects.of_articles(list(rows.index))
    joined = {
        name: pd.Series({key: ", ".join(names) for key, names in lists.items()}, dtype="str")
        for name, lists in (
            ("shares", spoken_of),
            ("tags", library().notes.tags()),
            ("links", library().notes.links()),
        )
    }
    return pd.DataFrame(
        {
            "compound": _compounds(rows, about=about),
            "title": rows["title"],
            "outlet": rows["outlet"],
            "published": rows["published"],
            "session": _sessions(rows, spoken_of, share=share),
            **{name: cells.reindex(rows.index).fillna("") for name, cells in joined.items()},
            "note": rows["note"],
        }
    )


def _sessions(
    rows: pd.DataFrame, spoken_of: Mapping[str, list[str]], *, share: str
) -> "pd.Series[pd.Timestamp]":
    """Return the session that each article counts for, on the exchange of a share it speaks of."""
    whose = pd.Series(
        [
            share if share in spoken_of[key] else next(iter(spoken_of[key]), store.STORY_SHARE)
            for key in rows.index
        ],
        rows.index,
        dtype="str",
    )
    instants = rows[["published"]].assign(session=rows["published"].map(calendar.session_of))
    untimed = rows.index[rows["timed"].eq(False)] if "timed" in rows else ()
    placed = instants["session"].copy()
    for symbol, of in whose.groupby(whose):
        exchange = shares.exchange(str(symbol))
        theirs = daily.on_sessions_of(instants.loc[of.index], exchange, untimed=untimed)
        placed.loc[of.index] = theirs["session"]
    return placed


def has_own() -> bool:
    """Return whether the reader keeps any article, or has one in the bin."""
    return any(
        library().articles.find(Query(binned=binned), limit=1)[1] for binned in (False, True)
    )


def article(key: str) -> "pd.Series[Any]":
    """Return an article, shipped or the reader's own; a shipped one has no ``edited``."""
    sample = articles.shipped_articles()
    return frames.row(sample, key) if key in sample.index else library().articles.one(key)


def tag_names() -> list[str]:
    """Return every tag in use."""
    return sorted({name for tags in library().notes.tags() for name in tags})


def outlets() -> list[str]:
    """Return every outlet, the shipped articles' too."""
    return sorted({*library().articles.outlets(), *shipped()["outlet"]}, key=str.casefold)


def as_lines(keys: list[str] | None = None) -> bytes:
    """Return articles, or the whole library, as JSON Lines."""
    return "".join(json_lines.export_library(library(), keys)).encode()


def take_in(name: str, content: bytes, *, zone: str | None = None) -> Iterator[tuple[Kept, float]]:
    """Keep the rows of a file, and yield what became of each and how much of the file is done.

    Parameters
    ----------
    zone
        The clock of times that name none.
    """
    rows = max(content.count(b"\n"), 1)
    if b'"kind"' in content[:200]:  # taken out of a library
        lines = content.decode("utf-8", "replace").split("\n")
        outcomes = json_lines.import_library(library(), lines)
        lines_read = (Kept(one.number, one.ok, one.reason) for one in outcomes)
        yield from ((one, min(one.number / rows, 1.0)) for one in lines_read)
        return
    with passing.dropped(name, content) as place:
        table = article_tables.read_rows(place, now=pd.Timestamp.now(tz="UTC"), zone=zone)
        for one in article_tables.keep_rows(table, partial(incoming.save, library())):
            yield one, min(one.number / rows, 1.0)


def labelled() -> bytes:
    """Return the reader's corrections as a labelled file."""
    return spreadsheets.to_csv(corrections.labelled(library().notes.corrections())).encode(
        "utf-8-sig"
    )


def in_file() -> bool:
    """Return whether the library is a file, which can be copied and put back here."""
    return copies.in_file(store.address())


def backup() -> bytes:
    """Return a checked copy of the library's file."""
    with passing.folder() as folder:
        place = folder / "library.sqlite"
        copies.backup(library().store, place)
        return place.read_bytes()


def restore(content: bytes, *, named: str) -> Path | None:
    """Put a copy in the place of the library; return where the former one is kept.

    Parameters
    ----------
    named
        What a refusal calls the copy, which lies in a folder that no reader has heard of.
    """
    with passing.file("library.sqlite", content) as place:
        former = copies.restore(place, store.address(), named=named)
    store.reopen()
    return former


def start_afresh() -> Path:
    """Move a damaged library away, so that an empty one is made; return where it is kept."""
    former = copies.set_aside(store.address())
    store.reopen()
    return former
