"""Lines that a copy folded: a page in one line, and words broken at the ends of a page's lines.

All of it is undone in place: blanks and line breaks change places, and no other letter does.
"""

import re

from sentiment.text import dates

FEWEST_HYPHENATED = 2  # words broken at a line's end, without which a hyphen is one of its own
SHORTEST = 200  # characters of a page in one line
_TOP = 400  # characters in which it says who wrote it and when
_HYPHENATED = re.compile(
    r"(?<![\w-])(?P<first>[A-Za-z]*[a-z])(?P<hyphen>-)(?P<break>\r?\n[ \t]*)"
    r"(?P<last>[a-z]+)(?![\w-])"
)
_WORD = re.compile(r"[a-z]+(?:-[a-z]+)*")
_APART = re.compile(r"(?<=\S)(?:[ \u00a0]{2,}|\t+)(?=\S)")
_FEWEST_APART = 3
_SENTENCE = re.compile(r"[a-z)%\d][.!?][\"”’]?\s+[A-Z“\"]")
_BY = re.compile(
    r"\s(?P<by>By\s[A-Z][\w.'’-]*(?:\s(?:(?:and|&)\s)?[A-Z][\w.'’-]*){1,5}\s*[,|·•–-]?\s*)?"
    r"(?:(?:Published|Updated|Posted|Last updated)\b:?\s*(?:on\s)?)?$"
)
_SHORTEST_LINE = 200  # characters of a paragraph that a wire's credits may end
# "FILE PHOTO: ... REUTERS/Ada Writer/File Photo", "Reporting by ...; editing by ..."
_CREDITS = re.compile(
    r"(?<=\S)[ \t]+(?=FILE PHOTO:|\(?(?:Additional r|R)eporting by [A-Z][^\n]{2,200}?"
    r"[Ee]diting by [A-Z][^\n]{2,120}$|\((?:Additional r|R)eporting by [A-Z][^()\n]{2,200}\)"
    r"|Our Standards: The )"
    r"|(?<=/File Photo)[ \t]+(?=[A-Z“\"(])"
    r"|(?<=[.!?”\"])[ \t]+(?=\((?:[Pp]hoto|[Ii]mage|[Pp]icture|[Ff]ile [Pp]hoto)(?: [Cc]redit)?: "
    r"[^()\n]{2,80}\)$)",
    re.MULTILINE,
)
# "… said the bank. Also Read | Five shares to watch"
_POINTER = re.compile(
    r"(?<=[.!?”\"])[ \t]+(?=(?:ALSO READ|Also [Rr]ead|READ (?:ALSO|MORE)|Read (?:[Aa]lso|[Mm]ore)"
    r"|Don['’]t [Mm]iss)\s?[|:–-]\s?[A-Z“\"‘'\d])"
)
_CREDITED = ("eporting by ", "FILE PHOTO", "hoto: ", "hoto credit: ", "mage: ", "icture: ")
_AGAIN = re.compile(
    r"[\s|·•,–-]*(?:(?:Last )?(?:Published|Updated|Posted|Modified)\b:?\s*(?:on\s)?)?", re.I
)


def broken_words(text: str) -> tuple[list[tuple[int, int]], list[int]]:
    """Return what parts the words that a text breaks at its lines' ends, and the blanks behind.

    A word that holds a hyphen of its own keeps it: elsewhere the text writes it with one, or has
    both of its halves as words, as "third-" above "quarter". A single one may be a dash.
    """
    if "-\n" not in text and "-\r\n" not in text:
        return [], []
    found = list(_HYPHENATED.finditer(text))
    if len(found) < FEWEST_HYPHENATED:
        return [], []
    words = set(_WORD.findall(_HYPHENATED.sub(" ", text).casefold()))
    parted = [
        match.span("break")
        if _compound(match, words)
        else (match.start("hyphen"), match.end("break"))
        for match in found
    ]
    behind = (re.compile(r"\S*( )").match(text, match.end()) for match in found)
    return parted, [blank.start(1) for blank in behind if blank]


def _compound(match: re.Match[str], words: set[str]) -> bool:
    """Return whether a word that is broken at its hyphen holds it within a line, too."""
    first, last = match["first"].casefold(), match["last"]
    return f"{first}{last}" not in words and (f"{first}-{last}" in words or {first, last} <= words)


def unfolded(text: str) -> str:
    r"""Return a text with its headline and the line of its author and day on lines of their own.

    Only a long text in a single line is changed, and only blanks of it become line breaks.

    Examples
    --------
    >>> told = "Maker slips  By Ada Writer  May 4, 2026  Shares of the maker fell.  "
    >>> unfolded(told + "Dealers were not surprised. " * 5).split("\n\n")[:3]
    ['Maker slips', 'By Ada Writer', 'May 4, 2026']
    """
    held = text.strip()
    if len(held) < SHORTEST or "\n" in held:
        return text
    apart = list(_APART.finditer(text))
    if len(apart) >= _FEWEST_APART and not _SENTENCE.search(text[: apart[0].end() + 1]):
        return _APART.sub(lambda blank: "\n" * len(blank[0]), text)
    cut = _headed(text)
    return (
        "".join("\n" if place in cut else letter for place, letter in enumerate(text))
        if cut
        else text
    )


def with_credits_apart(text: str) -> str:
    r"""Return a text with a wire's credits and links on lines of their own, not behind a sentence.

    Examples
    --------
    >>> told = "Shares fell. (Reporting by Ada Writer; Editing by Bo Reader)"
    >>> with_credits_apart("Dealers were surprised. " * 9 + told).rpartition("\n")[2]
    '(Reporting by Ada Writer; Editing by Bo Reader)'
    >>> with_credits_apart("It rose. Also Read | Five shares to watch").splitlines()
    ['It rose.', 'Also Read | Five shares to watch']
    """
    if "ead" in text or "EAD" in text or "iss" in text:
        text = _POINTER.sub(lambda blank: "\n" * len(blank[0]), text)
    if len(text) < _SHORTEST_LINE or not any(map(text.__contains__, _CREDITED)):
        return text
    return _CREDITS.sub(lambda blank: "\n" * len(blank[0]), text)


def _headed(text: str) -> set[int]:
    """Return the blanks around the author and the moments that a text in one line opens with."""
    moments = list(dates.moments_in(text[:_TOP]))
    if not moments:
        return set()
    by = _BY.search(text[: moments[0].start])
    title = text[: by.start()] if by else ""
    if (
        by is None
        or _SENTENCE.search(title)
        or not (by["by"] or moments[0].timed)
        or not title.strip()
    ):
        return set()
    end = moments[0].end
    for moment in moments[1:]:
        if not _AGAIN.fullmatch(text[end : moment.start]):
            break
        end = moment.end
    behind = re.compile(r"[.)\]|–—-]*(\s)").match(text, end)
    return {by.start(), behind.start(1)} if behind else set()
