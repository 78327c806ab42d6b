"""Tables of headlines or articles of any kind, to articles that can be kept.

A table is understood as a whole first: which column holds what, in which order its dates stand,
what is left open. Then it is read row by row; a row that cannot be kept is told with its reason
and what would mend it, and stops none of the others. Only a few rows are held at once.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from pathlib import Path

import pandas as pd

from sentiment.errors import DataError
from sentiment.intake import (
    bylines,
    column_names,
    columns,
    date_columns,
    footers,
    markup,
    placing,
    tables,
    written_dates,
)
from sentiment.intake.date_columns import Moment, NotTellingError, Order
from sentiment.text.lines import without_by

LONGEST_TEXT = 1_000_000  # characters
LONGEST_TITLE = 500
FIRST_YEAR = 1900
AT_ONCE = 200  # rows kept in one step
_LINK = re.compile(r"\[(?P<words>[^\]]+)\]\((?P<address>https?://[^\s()]+)\)")
_BYTES = re.compile(r"b(?P<quote>['\"])(?P<words>.*)(?P=quote)", re.DOTALL)
_OBJECT = re.compile(
    r"\{[^{}]{0,200}?['\"](?:name|title|displayName)['\"]: ?['\"](?P<name>[^'\"{}]{1,200})['\"]"
)
_CUT_OFF = re.compile(r"…?\s*\[\+\d+ chars\]\s*$")  # as a service says that it cut a text
_TAG = re.compile(r"</?[a-zA-Z][^>]{0,500}>")

Save = Callable[[Sequence[Mapping[str, object]]], object]


@dataclass(frozen=True, slots=True)
class Layout:
    """How a table was understood."""

    path: Path
    names: tuple[str, ...]  # of its columns
    roles: Mapping[str, str]  # what is held by which column
    order: Order  # of its dates
    zone: str | None  # told by the name of a column
    rows: int  # that hold anything

    @property
    def needs_zone(self) -> bool:
        """Whether some times of day name no zone."""
        return self.order.unplaced > 0 and self.zone is None

    @property
    def needs_order(self) -> bool:
        """Whether nothing tells if the day or the month stands first."""
        return self.order.open > 0 and self.order.day_first is None


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table: an article, or the reason why it is none."""

    number: int  # from 1
    article: dict[str, object] | None
    reason: str  # "" if it is an article
    told: str = ""  # the headline of what is none


@dataclass(frozen=True, slots=True)
class Kept:
    """What became of a row."""

    number: int
    ok: bool
    reason: str  # why not, in words; "" if ok


@dataclass(frozen=True, slots=True)
class Faults:
    """Rows that could not be kept for one reason."""

    reason: str
    n: int
    numbers: tuple[int, ...]  # of the first ones
    example: str  # the reason of the first one, with what stands there


def understand(path: Path | str, *, now: pd.Timestamp) -> Layout:
    """Return how a table is understood, all of its rows looked at.

    Raises
    ------
    DataError
        If it cannot be read, or no column holds headlines or texts.
    """
    table = tables.open_table(path)
    sample = list(tables.until_torn(islice(table.rows(), columns.LOOKED_AT)))
    roles = columns.roles_in(table.names, sample)
    if not sample:
        raise DataError(table.path, "holds no row below its header")
    if not roles.keys() & {"title", "text"}:
        fault = f"has no column of headlines or texts (it has: {', '.join(table.names)})"
        raise DataError(table.path, fault)
    seen = _Count()
    zone = next(
        filter(None, (_zone_in_name(roles.get(one, "")) for one in ("published", "time"))), None
    ) or _zone_of_service(roles.get("published", ""), sample)
    own = (
        row for row in seen.of(_filled(tables.until_torn(table.rows()))) if not footers.is_sum(row)
    )
    order = date_columns.survey(
        (_cells(row, roles, zone) for row in own), name=roles.get("published", ""), now=now
    )
    return Layout(table.path, table.names, roles, order, zone, seen.n)


def read_rows(
    path: Path | str,
    *,
    now: pd.Timestamp,
    start: int = 0,
    zone: str | None = None,
    day_first: bool | None = None,
    layout: Layout | None = None,
) -> Iterator[Row]:
    """Yield the rows of a table of articles, in order.

    Parameters
    ----------
    now
        No article is published after it.
    start
        Rows passed over, which were kept before.
    zone
        The clock of times that name none: an IANA name or a short one.
    day_first
        Whether 03/02/2026 is in February, where the table does not tell.
    layout
        From :func:`understand`, if the table was understood before.

    Raises
    ------
    DataError
        If the file cannot be read at all, or is torn further on; or if there is no such zone.
    """
    clock = written_dates.chosen_zone(zone)
    layout = layout or understand(path, now=now)
    reader = _Reader(layout, now, clock, date_columns.settled(layout.order, day_first))
    table = tables.open_table(path)
    for number, row in enumerate(_filled(table.rows()), 1):
        if number <= start and not layout.order.falls:
            continue
        read = reader.row(number, row)  # a day that stands above holds for the rows below it
        if number > start:
            yield read


def keep_rows(rows: Iterable[Row], save: Save) -> Iterator[Kept]:
    """Keep the articles of rows, some at a time, and yield what became of each row.

    Parameters
    ----------
    save
        Keeps all the articles that it is given, or none: see
        :func:`sentiment.library.incoming.save`.
    """
    remaining = iter(rows)
    while some := list(islice(remaining, AT_ONCE)):
        try:
            save([row.article for row in some if row.article is not None])
        except DataError:  # one of them cannot be kept: each is tried by itself
            yield from (_kept_alone(row, save) for row in some)
        else:
            yield from (Kept(row.number, row.article is not None, row.reason) for row in some)


def gathered(faults: Iterable[Kept]) -> list[Faults]:
    """Return rows that were not kept by their reason, the commonest first."""
    met: dict[str, list[Kept]] = {}
    counts: dict[str, int] = {}
    for one in faults:
        reason = re.sub(r": [^;]*(?=;|$)", "", one.reason)
        counts[reason] = counts.get(reason, 0) + 1
        if len(held := met.setdefault(reason, [])) < _SHOWN:
            held.append(one)
    return [
        Faults(reason, n, tuple(one.number for one in met[reason]), met[reason][0].reason)
        for reason, n in sorted(counts.items(), key=lambda one: -one[1])
    ]


_SHOWN = 5  # rows that are named for a reason


class _Count:
    """Counts rows while they pass."""

    n = 0

    def of(self, rows: Iterable[tables.Record]) -> Iterator[tables.Record]:
        for row in rows:
            self.n += 1
            yield row


class _Reader:
    """Reads the rows of a table; a day told by one row holds for those below that tell none."""

    def __init__(self, layout: Layout, now: pd.Timestamp, clock: str | None, order: Order) -> None:
        self.roles, self.zone, self.order = layout.roles, layout.zone, order
        self.now, self.clock = now, clock
        self.before: date | None = None

    def row(self, number: int, row: tables.Record) -> Row:
        """Return a row as an article, or why it is none."""
        told = {role: _text_of(row.get(name)) for role, name in self.roles.items()}
        try:
            if footers.is_sum(row):
                raise ValueError("it sums up the rows above it, and is no headline")
            if self.roles.get("published") is None:
                raise NotTellingError(_UNDATED)
            cell, clock, _ = _cells(row, self.roles)
            moment = date_columns.moment_in(cell, order=self.order, clock=clock, before=self.before)
            self.before = moment.day
            published, zone, timed = self._placed(moment, told.get("zone", ""))
            head, link = _linked(told.get("title", ""))
            title, text = _texts(head, told.get("text") or told.get("summary", ""))
        except ValueError as error:
            return Row(number, None, str(error), told.get("title", ""))
        rest = {name: told.get(name, "") for name in ("outlet", "author", "url", "note")}
        rest |= {name: without_by(rest[name]) for name in ("author", "outlet")}
        rest["url"] = rest["url"] or link
        article = {"title": title, "text": text, "published": published, "zone": zone, **rest}
        tickers = tuple(columns.tickers_of(row.get(self.roles.get("ticker", ""))))
        return Row(
            number, {**article, "origin": "imported", "tickers": tickers, "timed": timed}, ""
        )

    def _placed(self, moment: Moment, named: str) -> tuple[pd.Timestamp, str, bool]:
        """Return an instant, its zone, and whether its time of day is known."""
        instant, zone = placing.placed(moment, own=named, otherwise=self.zone or self.clock)
        if instant > self.now or instant.year < FIRST_YEAR:
            raise ValueError(
                f"it cannot have been published then: {instant:%Y-%m-%d}; mend its date"
            )
        return instant, zone, moment.clock is not None


_UNDATED = "the table has no column of dates; add one, named date"


def _cells(
    row: tables.Record, roles: Mapping[str, str], named: str | None = None
) -> tuple[object, object, object]:
    """Return what a row says of when: its date, its time of day, its zone or its column's."""
    published, clock, zone = (row.get(roles.get(one, "")) for one in ("published", "time", "zone"))
    dated = None if written_dates.is_blank(published) else published
    return dated, clock, named if written_dates.is_blank(zone) else zone


def _filled(rows: Iterable[tables.Record]) -> Iterator[tables.Record]:
    """Yield the rows of which any cell holds anything."""
    return (row for row in rows if any(not written_dates.is_blank(cell) for cell in row.values()))


def _text_of(cell: object) -> str:
    """Return a cell as words; of what a program printed, the words in it."""
    told = "" if written_dates.is_blank(cell) else str(cell).strip()
    if bare := _BYTES.fullmatch(told):
        return bare["words"].replace("\\'", "'")
    if named := _OBJECT.match(told):
        return named["name"]
    return told


def _texts(title: str, text: str) -> tuple[str, str]:
    """Return a headline and the text below it, which does not say the headline again."""
    if len(text) > LONGEST_TEXT or len(title) > LONGEST_TEXT:
        raise ValueError(f"its text is longer than {LONGEST_TEXT:,} characters; cut it")
    title, text = (_unmarked(one) for one in (title, _CUT_OFF.sub("", text)))
    title = " ".join(title.split())
    if not title and not text:
        raise ValueError("it has no headline and no text; fill one in")
    if not title:
        title = bylines.find_details(text).title
        if not title:
            raise ValueError("it has no title, and its text opens with none; fill one in")
    elif len(title) > LONGEST_TITLE:
        title, text = title[:LONGEST_TITLE].rsplit(" ", 1)[0] + " …", f"{title}\n\n{text}".strip()
    if " ".join(text[: len(title) + 1].split()) == title or text == title:
        text = text[len(title) :].strip()
    return title, text


def _linked(told: str) -> tuple[str, str]:
    """Return the words of a link of Markdown and where it leads; "" where a cell is none."""
    link = _LINK.fullmatch(told)
    return (link["words"].strip(), link["address"]) if link else (told, "")


def _unmarked(told: str) -> str:
    """Return words without the markup of a web page."""
    if not _TAG.search(told) and "&" not in told:
        return told
    return markup.visible_text(told[: markup.LARGEST])


def _zone_in_name(name: str) -> str | None:
    r"""Return the zone that the name of a column tells, as "Published (UTC)" does."""
    words = name.replace("_", " ").replace("(", " ").replace(")", " ").split()
    ends = (" ".join(words[first:]) for first in range(1, len(words)))
    return next(filter(None, map(written_dates.zone_named, ends)), None)


# Alpha Vantage's news: its documentation names no clock, and the stamps are those of UTC
_SERVICE = ("time published", re.compile(r"\d{8}T\d{6}"))


def _zone_of_service(name: str, sample: Sequence[tables.Record]) -> str | None:
    """Return the zone of a service whose column and stamps are known, though none names it."""
    known, stamp = _SERVICE
    alike = all(stamp.fullmatch(str(row.get(name) or "")) for row in sample)
    return "UTC" if column_names.plain(name) == known and alike else None


def _kept_alone(row: Row, save: Save) -> Kept:
    """Keep one row, and return what became of it."""
    if row.article is None:
        return Kept(row.number, False, row.reason)
    try:
        save([row.article])
    except DataError as error:
        return Kept(row.number, False, str(error))
    return Kept(row.number, True, "")
