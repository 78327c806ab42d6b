"""A mail, pasted: its heading, whom it greets, what it answers and who signs it."""

import re
from collections.abc import Sequence

from sentiment.text import boilerplate
from sentiment.text.lines import Line, beside_moments, is_prose, runs

HEADING = "the heading of a mail"
ANSWERED = "the mail that is answered"
GREETING = "a line of a newsletter"
_NAMES = {  # of a heading's fields, as programs of several languages write them
    "from": "from von de da van från fra".split(),
    "to": "to an à a para aan till til".split(),
    "copy": "cc bcc kopie copie".split(),
    "answered": ["reply-to"],
    "sent": "date sent datum gesendet envoyé fecha enviado data inviato verzonden skickat".split(),
    "subject": "subject betreff objet asunto oggetto assunto onderwerp ämne emne".split(),
}
_FIELDS = {name: field for field, names in _NAMES.items() for name in names}
_FIELD = re.compile(rf"({'|'.join(_FIELDS)})\s*:\s*(?=\S)", re.IGNORECASE)
_FEWEST_FIELDS = 2  # one line that opens with "Date:" is no mail
_SENDER = re.compile(r"[\"“']?(?P<name>[^\"”'<@]{2,60}?)[\"”']?\s*<[^<>]{3,100}>")
_FORWARDED = re.compile(r"(?:fwd?|wg|tr)\s*:", re.IGNORECASE)
_GREETED = re.compile(r"[A-Z][\w'’.-]{1,20}(?: (?:and |& )?[A-Z][\w'’.-]{1,20}){0,2}\s?[,–—-]")
_WROTE = re.compile(  # as programs write it above what they quote
    r"(?:on|am|le|el|il)\s.{4,80}\d{1,2}[:.]\d{2}\b.{0,80}"
    r"\b(?:wrote|writes|schrieb|a écrit|escribió|ha scritto)\b.{0,60}:",
    re.IGNORECASE,
)
_CALLED = re.compile(r"\S@\S+\.\w|\d{3}[\d\s().-]{3}")  # an address of mail, a number to call
_SIGNED = re.compile(  # a name, an office, a firm: words with capitals
    r"[A-ZÀ-Þ][\w&.'’/-]*"
    r"(?:(?:,? |\s?[|·•–-]\s?)(?:(?:of|and|the|for|at|&) )?[A-ZÀ-Þ&][\w&.'’/-]*){0,8}"
)
_LONGEST_SIGNED = 80  # characters of a line of a signature
_MOST_SIGNED = 8  # lines of one


def mark_heading(lines: Sequence[Line]) -> None:
    """Say which lines head a mail: its subject is the headline, its sender the author."""
    fields = [(line, match) for line in lines[:12] if (match := _FIELD.match(line.text))]
    if not _heads(fields):
        for line in lines:
            if line.kind is not None and line.kind.reason == HEADING:
                line.kind = None
        return
    last = fields[-1][0]
    forwarded = False
    for line, match in fields:
        name, told = _FIELDS[match[1].casefold()], line.text[match.end() :]
        forwarded = forwarded or (name == "subject" and bool(_FORWARDED.match(told)))
        if name == "subject" and not (_FORWARDED.match(told) and _headed(lines, last)):
            line.kind, line.part, line.mark = None, "headline", match.end()
            continue
        beside_moments(line)
        sender = _SENDER.fullmatch(told) if name == "from" else None
        part = "byline" if sender else "moment" if name == "sent" else ""
        line.is_(HEADING, part=part, told=sender["name"] if sender else "")
    below = [line for line in lines if line.start > last.start]
    for line in below[:1]:
        if line.kind is None and _GREETED.fullmatch(line.text):
            line.is_(GREETING)
    if not forwarded:
        _mark_answered(below)


def mark_quoted(lines: Sequence[Line]) -> None:
    """Say which lines are of the mail that a text answers: those with a bracket before them."""
    answered = False
    for line in lines:
        if _WROTE.fullmatch(line.text):
            answered = True
            line.is_(ANSWERED)
        elif answered and line.text.startswith(">"):
            line.is_(ANSWERED)


def _headed(lines: Sequence[Line], last: Line) -> bool:
    """Return whether what stands below a mail's heading has a headline and a byline of its own."""
    below = [line for line in lines if line.start > last.start][:4]
    bylined = any(line.kind and line.kind.reason == "a byline" for line in below[1:])
    return bylined and below[0].kind is None and not is_prose(below[0])


def _mark_answered(lines: Sequence[Line]) -> None:
    """Say which lines head the mail that this one answers: its sender wrote another text."""
    for run in runs(lines):
        fields = [(line, match) for line in run if (match := _FIELD.match(line.text))]
        for line, _ in fields if _heads(fields) else ():
            line.is_(HEADING)


def _heads(fields: Sequence[tuple[Line, re.Match[str]]]) -> bool:
    """Return whether lines head a mail: "A:" above every answer is no heading in Italian."""
    return len({_FIELDS[match[1].casefold()] for _, match in fields}) >= _FEWEST_FIELDS


def mark_signatures(lines: Sequence[Line]) -> None:
    """Say which lines sign a text: names and offices beside an address or a number to call.

    They stand together below a sentence, none of them a sentence.
    """
    told = [at for at, line in enumerate(lines) if line.kind is None and is_prose(line)]
    for run in runs(lines[told[0] + 1 :] if told else ()):
        short = all(len(line.text) <= _LONGEST_SIGNED and not is_prose(line) for line in run)
        called = any(line.kind and _CALLED.search(line.text) for line in run)
        free = [line for line in run if line.kind is None and not line.part]
        short = short and all(map(_is_signed, free))
        for line in free if short and called and len(run) <= _MOST_SIGNED else ():
            line.is_("a contact")


def _is_signed(line: Line) -> bool:
    """Return whether a line may be a name, an office or a firm."""
    return bool(_SIGNED.fullmatch(line.text)) and not boilerplate.tells_news(line.text)
