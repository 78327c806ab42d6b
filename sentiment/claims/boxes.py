"""Prices in a box of quotes: a label, and beside or below it one level or the two of a range."""

import re
from collections.abc import Iterator

import pandas as pd

from sentiment.claims.amounts import read_amounts
from sentiment.claims.claim import Claim, Meaning
from sentiment.claims.dates import Moment, counted, last_closed, open_session
from sentiment.claims.figure import Kind
from sentiment.claims.mentions import Subject

FEWEST = 2  # labels that make a box: "Open" over a price may be a door's
YEAR = 252  # sessions
_LEVEL = r"\$?\d[\d,]*\.\d\d"
_CHANGE = r"[+\-−] ?(?:\$ ?)?\d[\d,]*(?:\.\d+)?%?"
_ROW = re.compile(
    r"^[ \t|•*-]{0,9}(?:(?P<label>(?P<before>prev(?:ious|\.)? close)"
    r"|(?P<open>(?:today's )?open(?:ing price)?)"
    r"|(?P<year>52[- ]w(?:ee)?k (?:range|high|low))"
    r"|(?P<range>(?:(?:(?:intra-?)?day|today|session)(?:[’']?s)? )?(?:range|high|low))"
    rf"|(?:last |closing |current )?price|(?:last )?close)[ \t|:*]*+\n?\s*+(?P<first>{_LEVEL})"
    rf"(?:\s*[-–]\s*(?P<second>{_LEVEL}))?"
    r"|(?:(?:daily|day's|net|price|percentage|percent|%) )?(?:change|gain|loss)(?: %)?"
    rf"[ \t|:*]*+\n?\s*+(?P<change>{_CHANGE})(?:,? ?\((?P<same>{_CHANGE})\))?)"
    r"[ \t*]*(?:\|[^\n]*)?$",
    re.IGNORECASE | re.MULTILINE,
)


def rows_of(text: str) -> list["re.Match[str]"]:
    """Return the rows of the boxes of quotes in a text, in order; none where there is but one."""
    found = list(_ROW.finditer(text))
    return found if sum(row["label"] is not None for row in found) >= FEWEST else []


def read_row(row: "re.Match[str]", subject: Subject | None, known: pd.Timestamp) -> Iterator[Claim]:
    """Yield the claims of a row: the time of a quote is seldom told, and so none accuses."""
    if subject is None or subject.symbol is None:
        return
    meanings = tuple(_meanings(row, known))
    for name in ("first", "second", "change", "same"):
        for amount in read_amounts(row[name] or ""):
            start, end = row.span(name)
            changed = name in {"change", "same"}
            kind: Kind = "level" if not changed else "change" if "%" in row[name] else "points"
            sign = -1 if changed and amount.signed < 0 else 1
            low, high = sorted((sign * amount.low, sign * amount.high))
            yield Claim(
                row.string[start:end], start, end, " ".join(row[0].split()), subject.company,
                subject.symbol, subject.proxy, kind, sign * amount.value, low, high, amount.step,
                "", meanings, False, None, None, False, known,
            )  # fmt: skip


def _meanings(row: "re.Match[str]", known: pd.Timestamp) -> Iterator[Meaning]:
    """Yield what the label of a row can mean: of the last session, of the one before, of a year."""
    closed, why = last_closed(known), "a box of quotes names it"
    session = open_session(known) or closed
    if row["year"]:
        early = counted(closed, -YEAR)
        yield Meaning((closed, closed), why, False, earliest=early, peak="high")
        return
    moment: Moment = "close" if row["before"] else "open" if row["open"] else "session"
    moment = "range" if row["range"] else moment
    days = (closed, counted(closed, -1)) if row["before"] else (session, closed)
    for day in dict.fromkeys(days):
        yield Meaning((day,), why, False, moment)
