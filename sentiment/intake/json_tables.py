"""JSON of any shape to records: an array, one within an answer, columns, days, or JSON Lines."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

from sentiment.errors import DataError
from sentiment.intake import column_names, encodings

LARGEST = 100_000_000  # bytes of one JSON value, which is held whole
LONGEST_LINE = 10_000_000  # characters
MOST_NAMES = 200  # of a record
_DEEPEST = 6  # levels at which records may lie, and within a record names
_PLACES = frozenset({"BARS", "DATA", "ITEMS", "NEWS", "PRICES", "QUOTES", "ROWS", "VALUES"})
# A number of Asia's exchanges is a ticker, too; a year or a month is none.
_TICKER = re.compile(
    r"\^?[A-Z][A-Z0-9]{0,5}(?:[.-][A-Z]{1,3})?|(?!(?:19|20)\d\d(?:0[1-9]|1[0-2])?$)\d{4,6}"
)


def is_lines(path: Path) -> bool:
    """Return whether a file of JSON has an object on each line, by its first line.

    Raises
    ------
    OSError
        If it cannot be opened.
    """
    if path.suffix.lower() in {".jsonl", ".ndjson"}:
        return True
    with path.open(encoding=_encoding(path), errors="replace") as file:
        first = next((line for line in islice(file, 100) if line.strip()), "")
        try:
            return isinstance(json.loads(first), dict) and any(line.strip() for line in file)
        except (ValueError, RecursionError):
            return False


def lines_of(path: Path) -> Iterator[dict[str, object]]:
    """Yield the objects of JSON Lines, whose objects within become names of several words.

    Raises
    ------
    DataError
        If a line is no object.
    OSError
        If it cannot be opened.
    """
    with path.open(encoding=_encoding(path), errors="replace") as file:
        lines = iter(lambda: file.readline(LONGEST_LINE + 1), "")
        for number, line in enumerate(lines, 1):
            if len(line) > LONGEST_LINE:
                raise DataError(path, f"line {number} is longer than {LONGEST_LINE:,} characters")
            if not line.strip():
                continue
            try:
                row = json.loads(line)
            except (ValueError, RecursionError) as error:
                raise DataError(path, f"line {number} is no JSON ({error})") from error
            if not isinstance(row, dict):
                raise DataError(path, f"line {number} is no JSON object")
            yield flat(row)


def records_of(path: Path) -> list[dict[str, object]]:
    """Return the records of a JSON value, those that look most like a table.

    Raises
    ------
    DataError
        If it is no JSON, larger than can be held, or holds no records.
    OSError
        If it cannot be opened.
    """
    if path.stat().st_size > LARGEST:
        fault = f"is larger than {LARGEST // 10**6} MB; save it as JSON Lines, an object a line"
        raise DataError(path, fault)
    try:
        value = json.loads(path.read_text(_encoding(path), errors="replace"))
        found = list(_tables(value, {}, _DEEPEST)) or _alone(value)
    except (ValueError, RecursionError) as error:
        raise DataError(path, f"is no JSON ({error})") from error
    if not found:
        raise DataError(path, "holds no list of records")
    best = max(found, key=_worth)
    return [row for one in found if one is best or _like(one, best) for row in one]


def _like(one: Sequence[Mapping[str, object]], best: Sequence[Mapping[str, object]]) -> bool:
    """Return whether records go on with others: those of another share, or the next page's."""
    names = set(best[0])
    told = len(names) > 1 and any(map(_known, names)) and set(one[0] if one else ()) == names
    return told and ("symbol" in names or _tells(best))


def _known(name: str) -> bool:
    return any(column_names.roles_of(name, kind) for kind in column_names.KINDS)


def _alone(value: object) -> list[list[dict[str, object]]]:
    """Return the table of one row that an object is, if it has a headline and says when."""
    row = flat(value) if isinstance(value, dict) else {}
    roles = column_names.columns_by_role(list(row), "column")
    return [[row]] if "title" in roles and roles.keys() & {"published", "time"} else []


def flat(row: Mapping[str, Any]) -> dict[str, object]:
    """Return a record without objects in it: their names follow that of their place.

    Examples
    --------
    >>> flat({"title": "Up", "source": {"id": None, "name": "The Wire"}, "tickers": ["AMD", "MU"]})
    {'title': 'Up', 'source id': None, 'source name': 'The Wire', 'tickers': 'AMD, MU'}
    """
    return dict(islice(_flat(row, "", _DEEPEST), MOST_NAMES))


def _flat(row: Mapping[str, Any], within: str, depth: int) -> Iterator[tuple[str, object]]:
    for name, value in row.items():
        path = f"{within} {name}".strip()
        if isinstance(value, dict):
            if depth:
                yield from _flat(value, path, depth - 1)
        elif isinstance(value, list):
            yield path, _joined(value)
            yield from _shares_among(value, path)
        else:
            yield path, value


def _shares_among(values: Sequence[object], path: str) -> Iterator[tuple[str, object]]:
    """Yield the tickers that objects of a list tell of themselves, as one column each."""
    held = [one for one in values if isinstance(one, dict)]
    for name in held[0] if held else ():
        if "ticker" in column_names.roles_of(name, "column"):
            yield f"{path} {name}", _joined([one.get(name) for one in held])


def _joined(values: Sequence[object]) -> str:
    """Return a list's words as one; of objects, the first thing each says of itself."""
    told = (next(iter(one.values()), "") if isinstance(one, dict) else one for one in values)
    return ", ".join(str(one) for one in told if isinstance(one, str | int | float))


def _tables(value: object, beside: dict[str, object], depth: int) -> Iterator[list[Any]]:
    """Yield all that may be a table within a value; what is told beside it goes with its rows."""
    if isinstance(value, list):
        records = [flat(one) for one in value if isinstance(one, dict)]
        if records:
            yield [beside | one for one in records]
        if len(value) == len(records) and depth and _may_hold_others(records):
            for one in value:  # pages of an answer, or shares with the bars of each
                yield from _tables(one, beside, depth - 1)
        rows = [one for one in value if isinstance(one, list)]
        if rows and not records:
            named = column_names.is_header(rows[0])
            names = rows[0] if named else [f"column {at}" for at in range(1, len(rows[0]) + 1)]
            yield [beside | dict(zip(map(str, names), row, strict=False)) for row in rows[named:]]
    elif isinstance(value, dict) and depth:
        told = beside | _symbols(value)
        yield from _of_object(value, told)
        by_share = "symbol" not in told and all(
            _TICKER.fullmatch(one) and one not in _PLACES for one in value
        )
        for name, one in value.items():
            yield from _tables(one, {**told, "symbol": name} if by_share else told, depth - 1)


def _of_object(value: Mapping[str, Any], beside: dict[str, object]) -> Iterator[list[Any]]:
    """Yield the tables that an object is itself: of columns, or of records by their day."""
    parts = list(value.values())
    if parts and all(isinstance(one, dict) and one for one in parts):
        if all(_is_day(name) for name in value):
            yield [{**beside, "date": day, **flat(one)} for day, one in value.items()]
        elif len(parts) > 1 and len({tuple(one) for one in parts}) == 1:
            index = _days_of(list(parts[0]), len(parts[0]))
            yield [
                beside | told | {name: column[place] for name, column in value.items()}
                for told, place in zip(index, parts[0], strict=True)
            ]
    if len(parts) > 1 and all(_is_day(name) for name in value):
        yield from _by_day(value, beside)
    for names, rows in _headed(parts):
        index = _days_of(value.get("index"), len(rows))
        yield [
            beside | told | dict(zip(names, row, strict=True))
            for told, row in zip(index, rows, strict=True)
        ]
    lists = dict(_lists(value, "", _DEEPEST))
    if len(lists) > 1 and len({len(one) for one in lists.values()}) == 1:
        columns = zip(*lists.values(), strict=True)
        yield [beside | dict(zip(lists, row, strict=True)) for row in columns]


def _by_day(value: Mapping[str, Any], beside: dict[str, object]) -> Iterator[list[Any]]:
    """Yield the table of an object that tells headlines, records or a close for each day."""
    told = [(day, one if isinstance(one, list) else [one]) for day, one in value.items()]
    cells = [one for _, held in told for one in held]
    if cells and all(isinstance(one, str) for one in cells):
        yield [{**beside, "date": day, "title": one} for day, held in told for one in held]
    elif all(isinstance(one, list) for one in value.values()) and all(
        isinstance(one, dict) for one in cells
    ):
        yield [{**beside, "date": day, **flat(one)} for day, held in told for one in held]
    elif cells and len(cells) == len(value) and all(isinstance(one, int | float) for one in cells):
        yield [{**beside, "date": day, "close": held[0]} for day, held in told]


def _headed(parts: Sequence[object]) -> Iterator[tuple[list[str], list[list[object]]]]:
    """Yield rows of an object, and names beside them that are as many as their cells."""
    lists = [one for one in parts if isinstance(one, list) and one]
    grids = [one for one in lists if all(isinstance(row, list) for row in one)]
    for names in lists if grids else ():
        told = [one.get("name") if isinstance(one, dict) else one for one in names]
        if all(isinstance(one, str) for one in told):
            for rows in grids:
                if all(len(row) == len(told) for row in rows):
                    yield list(map(str, told)), rows


def _lists(value: Mapping[str, Any], within: str, depth: int) -> Iterator[tuple[str, list[Any]]]:
    """Yield the columns that stand in an object as lists, and in the only object of a list."""
    for name, one in value.items():
        path = f"{within} {name}".strip()
        only = one[0] if isinstance(one, list) and len(one) == 1 else one
        if isinstance(only, dict) and depth:
            yield from _lists(only, path, depth - 1)
        elif isinstance(one, list) and len(one) > 1 and not isinstance(one[0], dict | list):
            yield path, one


def _days_of(index: object, n: int) -> list[dict[str, object]]:
    """Return the day of each row that an index beside the rows tells, if it tells days."""
    days = index if isinstance(index, list) and len(index) == n else []
    dated = all(_is_day(str(one)) for one in days)
    return [{"date": one} for one in days] if days and dated else [{} for _ in range(n)]


def _symbols(value: Mapping[str, Any]) -> dict[str, object]:
    """Return the share that is told beside a table, as "2. Symbol" of "Meta Data" is."""
    held = {**flat({name: one for name, one in value.items() if isinstance(one, str)})}
    for one in value.values():
        if isinstance(one, dict) and len(one) <= 20:
            held |= {name: told for name, told in flat(one).items() if isinstance(told, str)}
    roles = column_names.columns_by_role(list(held), "price")
    return {role: held[roles[role][0]] for role in ("symbol", "currency") if role in roles}


def _may_hold_others(records: Sequence[Mapping[str, object]]) -> bool:
    """Return whether records may hold tables within them rather than be all that is told."""
    names = list(dict.fromkeys(name for row in records[:20] for name in row))
    dated = column_names.columns_by_role(names, "column").keys() & {"published", "time"}
    return len(records) == 1 or not dated or not _tells(records)


def _tells(records: Sequence[Mapping[str, object]]) -> bool:
    """Return whether records are headlines or bars themselves, and do not only hold such."""
    names = list(dict.fromkeys(name for row in records[:20] for name in row))
    kinds = (column_names.columns_by_role(names, kind) for kind in column_names.KINDS)
    return any(not roles.keys().isdisjoint({"title", "text", "close"}) for roles in kinds)


def _is_day(name: str) -> bool:
    return len(name) >= 8 and name[:4].isdigit() and len(name) <= 30


def _worth(records: Sequence[Mapping[str, object]]) -> tuple[int, int]:
    """Return how much records look like a table: how many names are known, how many rows."""
    names = list(dict.fromkeys(name for row in records[:20] for name in row))
    known = max(len(column_names.columns_by_role(names, kind)) for kind in column_names.KINDS)
    return known, len(records)


def _encoding(path: Path) -> str:
    encoding = encodings.encoding_of(path)
    if encoding is None:
        raise DataError(path, "is no text, as JSON is")
    return "utf-8-sig" if encoding == "utf-8" else encoding
