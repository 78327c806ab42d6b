"""The head of a note as programs for writing keep it: fields between two rules above the text."""

import re
from collections.abc import Sequence

from sentiment.text.lines import Line, beside_moments

FIELD = "a field of the file's head"
_RULES = {"---", "+++"}
_MOST = 40  # lines of a head
_FIELD = re.compile(
    r"(?P<name>[A-Za-z][\w -]{0,30})\s?[:=](?:\s+(?P<quote>[\"']?)(?P<told>\S.*?)(?P=quote))?"
)
_ITEM = re.compile(r"-\s.{1,100}")
_TITLES, _DAYS = {"title", "headline"}, {"date", "published", "updated", "created", "modified"}
_AUTHORS, _OUTLETS = {"author", "by", "byline"}, {"source", "outlet", "publisher", "site"}


def mark_front(lines: Sequence[Line]) -> None:
    """Say which lines are the fields of a note's head: its title is the headline, its date when."""
    rule = lines[0].text if lines else ""
    below = [line.text for line in lines[1:_MOST]]
    if rule not in _RULES or rule not in below:
        return
    held = lines[1 : below.index(rule) + 1]
    fields = [_FIELD.fullmatch(line.text) for line in held]
    if not any(fields) or any(
        field is None and not _ITEM.fullmatch(line.text)
        for field, line in zip(fields, held, strict=True)
    ):
        return
    for line in (lines[0], lines[len(held) + 1]):
        line.is_(FIELD)
    for line, field in zip(held, fields, strict=True):
        _mark(line, field)


def _mark(line: Line, field: re.Match[str] | None) -> None:
    """Say what one line of a head tells."""
    told = (field["told"] if field else "") or ""
    name = field["name"].strip().casefold() if field and told else ""
    if field and name in _TITLES:
        line.kind, line.part, line.mark = None, "headline", field.start("told")
        line.end -= len(line.text) - field.end("told")
        line.text = line.text[: field.end("told")]
        return
    dated = name in _DAYS and beside_moments(line) is not None
    part = "moment" if dated else ""
    part = "byline" if name in _AUTHORS else "outlet" if name in _OUTLETS else part
    line.is_(FIELD, part=part, told="" if dated else told if part else "")
