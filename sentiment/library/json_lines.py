"""The library as JSON Lines, out and in again without loss.

Each line is an object with ``version`` and ``kind``: "article" (with its tags, its links, the
shares that its reader chose or null, its edit number and whether it is in the bin), "announcement",
"correction", and "tag" and "link" of articles that are not the library's own. Instants are ISO 8601
in UTC. Equal libraries give equal lines.
"""

import json
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice
from typing import Any

import pandas as pd
import sqlalchemy as sql

from sentiment.errors import DataError
from sentiment.library import schema, subjects
from sentiment.library.announcements import announcement_row
from sentiment.library.article_rows import article_row, checked_instant, chunks
from sentiment.library.corrections import correction_row, tag_name
from sentiment.library.database import insert
from sentiment.library.library import Library
from sentiment.library.schema import ANNOUNCEMENT, ARTICLE, CORRECTION, articles, now, storable, utc

VERSION = 1
LONGEST_LINE = 10_000_000  # characters

_AT_ONCE = 200  # lines kept in one transaction
_LONGEST_KEY = 160  # characters, as wide as the tables'
_FIELDS: dict[str, tuple[str, ...]] = {
    "article": ("key", *ARTICLE, "added_at", "removed_at", "edited", "tags", "links", "shares"),
    "announcement": ("key", *ANNOUNCEMENT, "removed_at"),
    "correction": tuple(name for name in CORRECTION if name != "digest"),
    "tag": ("article", "tag"),
    "link": ("article", "event"),
}
# What a line may leave out; a moment that is left out is that of the import.
_DEFAULTS: dict[str, Any] = {
    **dict.fromkeys(("author", "url", "note", "summary"), ""),
    **dict.fromkeys(("added_at", "removed_at", "made_at", "shares", "updated")),
    "timed": True,
    "instant_known": "exact",
    "edited": 0,
    "tags": (),
    "links": (),
}
_INSTANTS = {
    "published": "was published",
    "updated": "was updated",
    "added_at": "was added",
    "removed_at": "was taken out",
    "instant": "came",
    "made_at": "was made",
}
# JSON leaves these as they are, and Python's splitlines breaks lines there.
_BREAKS = str.maketrans({"\x85": "\\u0085", "\u2028": "\\u2028", "\u2029": "\\u2029"})
_COUNTERS = {"article": "articles", "announcement": "announcements"}  # others: notes


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of a line."""

    number: int  # of the line, from 1
    ok: bool  # whether the library holds what the line says
    new: bool  # whether the library changed
    kind: str  # "" where the line does not tell
    key: str  # of the article or announcement, "" without one
    reason: str  # why not, in words; "" if ok


def export_library(library: Library, keys: Collection[str] | None = None) -> Iterator[str]:
    """Yield the library line by line, each with its line feed; the bin is part of it.

    Parameters
    ----------
    keys
        Only these articles, with their tags, links and corrections; no announcements.
    """
    noted = {"tags": library.notes.tags(), "links": library.notes.links()}
    chosen = subjects.chosen_subjects(library.store)
    order = (articles.c.published, articles.c.key)
    with library.store.connection() as connection:
        article_keys = [
            str(key) for key in connection.scalars(sql.select(articles.c.key).order_by(*order))
        ]
    for some in chunks(
        article_keys if keys is None else [key for key in article_keys if key in set(keys)]
    ):
        for row in _rows(library, "article", articles, where=articles.c.key.in_(some), order=order):
            theirs = {name: list(lists.get(row["key"], [])) for name, lists in noted.items()}
            yield _line("article", row | theirs | {"shares": chosen.get(row["key"])})
    if keys is None:
        table = schema.announcements
        for row in _rows(library, "announcement", table, order=(table.c.instant, table.c.key)):
            yield _line("announcement", row)
    wanted = None if keys is None else set(keys)
    for kind, name, lists in (("tag", "tag", noted["tags"]), ("link", "event", noted["links"])):
        elsewhere = set(lists.index).difference(article_keys)
        for key in sorted(elsewhere if wanted is None else elsewhere & wanted):
            yield from (_line(kind, {"article": key, name: one}) for one in lists[key])
    table = schema.corrections
    made = (table.c.made_at, table.c.article, table.c.digest)
    for row in _rows(library, "correction", table, order=made):
        if wanted is None or row["article"] in wanted:
            yield _line("correction", row)


def import_library(library: Library, lines: Iterable[str]) -> Iterator[Imported]:
    """Keep what lines of :func:`export_library` say, and yield what became of each.

    A faulty line stops none of the others. What is held already stays as it is, so that importing
    twice changes nothing; only what a line has outside the bin leaves the bin. Blank lines count
    as lines but yield nothing.

    Raises
    ------
    StoreError
        If the library cannot be written to; the lines yielded before are kept.
    """
    renamed: dict[str, str] = {}  # keys of the lines to those that the library has for the articles
    numbered = (
        (number, line) for number, line in enumerate(lines, 1) if line.strip("\ufeff \t\r\n")
    )
    while some := list(islice(numbered, _AT_ONCE)):
        with library.store.connection(writes=True) as connection:
            outcomes = [_keep(connection, number, line, renamed=renamed) for number, line in some]
            for name in {_COUNTERS.get(one.kind, "notes") for one in outcomes if one.new}:
                schema.count(connection, name)
        yield from outcomes


def _rows(
    library: Library,
    kind: str,
    table: sql.Table,
    *,
    order: Sequence[sql.ColumnElement[Any]],
    where: sql.ColumnElement[bool] | None = None,
) -> list[dict[str, Any]]:
    query = sql.select(*(table.c[name] for name in _FIELDS[kind] if name in table.c))
    with library.store.connection() as connection:
        rows = connection.execute((query if where is None else query.where(where)).order_by(*order))
        return [dict(row) for row in rows.mappings()]


def _line(kind: str, row: dict[str, Any]) -> str:
    """Return a row as a line, its fields in their one order."""
    fields = {name: _plain(row[name]) for name in _FIELDS[kind]}
    text = json.dumps({"version": VERSION, "kind": kind} | fields, ensure_ascii=False)
    return text.translate(_BREAKS) + "\n"


def _plain(value: Any) -> Any:
    return value.replace(tzinfo=UTC).isoformat() if isinstance(value, datetime) else value


def _keep(
    connection: sql.Connection, number: int, line: str, *, renamed: dict[str, str]
) -> Imported:
    """Keep what a line says, and return what became of it."""
    kind = key = ""
    try:
        given = _read(line)
        kind = given["kind"]
        values = _checked(kind, given)
        key = str(values.get("key", values.get("article", "")))
        if "article" in values:
            values["article"] = key = renamed.get(key, key)
        own_key, new = _KEEPERS[kind](connection, values)
    except DataError as error:
        return Imported(number, False, False, kind, key, str(error))
    if kind == "article" and own_key != key:
        renamed[key] = own_key
    return Imported(number, True, new, kind, own_key, "")


def _read(line: str) -> dict[str, Any]:
    """Return the object of a line, of a kind and version that are known."""
    if len(line) > LONGEST_LINE:
        raise DataError("The line", f"is longer than {LONGEST_LINE:,} characters")
    try:
        given = json.loads(line.strip("\ufeff \t\r\n"), parse_constant=_refuse_constant)
    except (ValueError, RecursionError) as error:
        raise DataError("The line", f"is not JSON ({error})") from error
    if not isinstance(given, dict):
        raise DataError("The line", "is not a JSON object")
    version, kind = given.get("version"), given.get("kind")
    if type(version) is not int or version < 1:
        raise DataError("The line", "has no version")
    if version > VERSION:
        raise DataError("The line", f"was written by a newer program (version {version})")
    if not isinstance(kind, str) or kind not in _FIELDS:
        raise DataError("The line", f"has a kind that is none of {', '.join(_FIELDS)}")
    return given


def _refuse_constant(name: str) -> float:
    raise ValueError(f"{name} is not a number")


def _checked(kind: str, given: dict[str, Any]) -> dict[str, Any]:
    """Return the fields of a line, instants and lists read, those left out filled in."""
    source = f"The {kind}"
    fields = _FIELDS[kind]
    if absent := [name for name in fields if name not in given and name not in _DEFAULTS]:
        raise DataError(source, f"lacks {', '.join(absent)}")
    if strange := sorted(given.keys() - {*fields, "version", "kind"}):
        raise DataError(source, f"has an unknown {', '.join(strange)}")
    values = {name: given.get(name, _DEFAULTS.get(name)) for name in fields}
    for name in values.keys() & {"key", "article", "event"}:
        values[name] = _key(source, name, values[name])
    for name in values.keys() & _INSTANTS.keys():
        values[name] = _instant(source, name, values[name])
    for name in values.keys() & {"tags", "links"}:
        values[name] = _list(source, name, values[name])
    if values.get("shares") is not None:
        values["shares"] = _list(source, "shares", values["shares"])
    return values


def _key(source: str, name: str, value: object) -> str:
    if not isinstance(value, str) or not value.strip() or storable(value) != value:
        raise DataError(source, f"has no usable {name}")
    if len(value) > _LONGEST_KEY:
        raise DataError(source, f"has a {name} longer than {_LONGEST_KEY} characters")
    return value


def _instant(source: str, name: str, value: object) -> pd.Timestamp | None:
    """Return an instant; None where one may be missing and is."""
    if value is None and name in _DEFAULTS:
        return None
    try:
        instant = pd.Timestamp(datetime.fromisoformat(str(value)))
        return checked_instant(instant, what=_INSTANTS[name], source=source)
    except ValueError as error:
        raise DataError(source, f"has a {name} that is not ISO 8601", value) from error


def _list(source: str, name: str, value: object) -> list[str]:
    if not isinstance(value, list | tuple):
        raise DataError(source, f"has {name} that are not a list")
    if name == "links":
        return [_key(source, "link", one) for one in value]
    if not all(isinstance(one, str) for one in value):
        raise DataError(source, f"has {name} that are not text")
    if name == "shares":
        return subjects.checked(value)
    return [tag_name(one) for one in value]


def _keep_article(connection: sql.Connection, values: dict[str, Any]) -> tuple[str, bool]:
    """Insert an article if neither it nor its key is held; return its key and whether it is new."""
    row = article_row({name: values[name] for name in ARTICLE})
    if type(values["edited"]) is not int or not 0 <= values["edited"] < 2**31:
        raise DataError("The article", "has an edited that is not a count", values["edited"])
    of_same = (articles.c.digest == row["digest"]) | (articles.c.key == values["key"])
    columns = (articles.c.key, articles.c.digest, articles.c.removed_at)
    rows = connection.execute(sql.select(*columns).where(of_same)).all()
    same = next((one for one in rows if one.digest == row["digest"]), None)
    if rows and same is None:
        raise DataError("The article", "has the key of one held with another title or text")
    key, new = (values["key"] if same is None else str(same.key)), same is None
    if same is None:
        moments = {name: values[name] and utc(values[name]) for name in ("added_at", "removed_at")}
        moments["added_at"] = moments["added_at"] or now(connection)
        row |= moments | {"key": key, "edited": values["edited"]}
        connection.execute(articles.insert().values(row))
    elif values["removed_at"] is None:
        new = _take_back(connection, articles, key)
    tagged = [_keep_tag(connection, {"article": key, "tag": tag})[1] for tag in values["tags"]]
    linked = [_keep_link(connection, {"article": key, "event": one})[1] for one in values["links"]]
    shares = values["shares"]
    chosen = shares is not None and subjects.keep_chosen(connection, key, shares)
    return key, new or any(tagged) or any(linked) or chosen


def _keep_announcement(connection: sql.Connection, values: dict[str, Any]) -> tuple[str, bool]:
    table, key = schema.announcements, values["key"]
    row = announcement_row({name: values[name] for name in ANNOUNCEMENT})
    columns = [table.c[name] for name in ANNOUNCEMENT]
    present = connection.execute(sql.select(*columns).where(table.c.key == key)).mappings().first()
    if present is None:
        removed_at = values["removed_at"] and utc(values["removed_at"])
        connection.execute(table.insert().values(row | {"key": key, "removed_at": removed_at}))
        return key, True
    if dict(present) != row:
        raise DataError("The announcement", "has the key of one that is held and differs")
    return key, values["removed_at"] is None and _take_back(connection, table, key)


def _keep_correction(connection: sql.Connection, values: dict[str, Any]) -> tuple[str, bool]:
    """Keep a label unless a later one of the same sentence is held."""
    for name in ("text", "label", "note"):
        if not isinstance(values[name], str):
            raise DataError("The correction", f"has a {name} that is not text")
    if type(values["computed"]) not in (int, float):
        raise DataError("The correction", "has a computed that is not a number")
    row = correction_row(
        values["article"],
        values["text"],
        computed=values["computed"],
        label=values["label"],
        note=values["note"],
    )
    row["made_at"] = utc(values["made_at"]) if values["made_at"] else now(connection)
    table = schema.corrections
    same = (table.c.article == row["article"]) & (table.c.digest == row["digest"])
    present = connection.execute(sql.select(table).where(same)).mappings().first()
    if present is None:
        connection.execute(table.insert().values(row))
        return row["article"], True
    if dict(present) | {"made_at": None} == row | {"made_at": None}:
        return row["article"], False
    if present["made_at"] >= row["made_at"]:
        raise DataError("The correction", "is older than the one held of that sentence")
    connection.execute(table.update().where(same).values(row))
    return row["article"], True


def _keep_tag(connection: sql.Connection, values: dict[str, Any]) -> tuple[str, bool]:
    if not isinstance(values["tag"], str):
        raise DataError("The tag", "is not text")
    return _attach(connection, schema.tags, values | {"tag": tag_name(values["tag"])})


def _keep_link(connection: sql.Connection, values: dict[str, Any]) -> tuple[str, bool]:
    return _attach(connection, schema.links, values)


def _attach(connection: sql.Connection, table: sql.Table, row: dict[str, Any]) -> tuple[str, bool]:
    statement = insert(connection, table).values(row).on_conflict_do_nothing()
    done = connection.execute(statement.returning(table.c.article)).first()
    return row["article"], done is not None


def _take_back(connection: sql.Connection, table: sql.Table, key: str) -> bool:
    """Take a row out of the bin, and return whether it was there."""
    binned = (table.c.key == key) & table.c.removed_at.is_not(None)
    return connection.execute(table.update().where(binned).values(removed_at=None)).rowcount > 0


_KEEPERS: dict[str, Callable[[sql.Connection, dict[str, Any]], tuple[str, bool]]] = {
    "article": _keep_article,
    "announcement": _keep_announcement,
    "correction": _keep_correction,
    "tag": _keep_tag,
    "link": _keep_link,
}
