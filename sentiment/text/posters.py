"""Who posted: the lines of a forum or an app that name a person beside an age."""

import re
from collections.abc import Sequence

from sentiment.text import boilerplate
from sentiment.text.lines import Line, is_prose, names_outlet, stopped

AGE = (  # how long ago, as pages write it
    r"(?:(?:about |over |almost )?(?:\d{1,3}\s?|(?:an?|one|a few)\s)(?:m|h|d|w|mos?\.?|y|mins?\.?"
    r"|hrs?\.?|wks?\.?|yrs?\.?|minutes?|hours?|days?|weeks?|months?|years?)(?:\s?ago)?|yesterday|today"
    r"|just now|last (?:week|month))"
)
_AGED = re.compile(AGE, re.IGNORECASE)
_ACCOUNT = r"(?:u/)?[\w.'’-]{2,30}(?: [\w.'’-]{1,20}){0,2}"
_JOINT = r"\s?(?:[·•|]|\s[-–—*]\s|,)\s?"
# "Cocoa Ledger @cocoaledger · Jul 30", "u/dividend_reader"
# but "Regulator clears drug via @cocoaledger" is what somebody posted
_POSTER = re.compile(
    r"(?:(?:\S{1,24} ){1,4}(?<!\bvia )(?<!\bby ))?@\w{2,30}(?: ?[·•] ?.{1,20})?"
    rf"|u/[\w-]{{2,30}}(?:\s?[·•|,]?\s?(?i:{AGE}))?"
)
# "Posted by u/reader 3 hr. ago", "submitted 7 hours ago by reader to r/Shares"
_POSTED = re.compile(
    rf"(?:r/\w{{2,30}}{_JOINT})?(?:posted|submitted|started|asked|commented|crossposted)\s"
    rf"(?:(?P<before>{AGE})\s(?:\*\s)?)?by\s(?P<who>{_ACCOUNT}?)(?:\sto\sr/\w{{2,30}})?"
    rf"(?:(?:{_JOINT}|\s)(?P<behind>{AGE}))?",
    re.IGNORECASE,
)
# "name • 2d", "r/Shares · 5 hr. ago"
_BESIDE = re.compile(
    rf"(?P<who>(?:r/)?{_ACCOUNT})\s?[·•|]\s?(?:{AGE})(?:\s?[·•|(]\s?(?:edited|op|author)\b.{{0,20}})?",
    re.IGNORECASE,
)
# A word that is no name of a section: "grain_bull", "tape77", "sage"
_NICK = re.compile(r"\w*(?:_|\d)\w*|[a-z]\w+")
# An account and the side that it takes: "grain_bull Bullish"
_LEANING = re.compile(r"\S{2,30} (?:bullish|bearish)", re.IGNORECASE)


def mark_posters(lines: Sequence[Line]) -> None:
    """Say which lines name who posted below or above them: an account, or a name beside an age."""
    for place, line in enumerate(lines if len(lines) > 1 else ()):  # alone it is what was posted
        near = [one for one in lines[max(0, place - 2) : place + 3] if one is not line]
        aged = any(one.kind is not None and _AGED.fullmatch(one.text) for one in near)
        alone = " " not in line.text and line.text[0].isalpha() and not stopped(line.text)
        below = lines[place + 1 : place + 2]
        stamped = any(one.part == "moment" and one.gap == 0 for one in below)
        handled = any(one.gap == 0 and one.text[0] == "@" for one in below)
        if _is_poster(line) or (_LEANING.fullmatch(line.text) and any(map(_tells_when, near))):
            line.is_("a byline")
        elif (handled and line.kind is None and not is_prose(line)) or (
            alone and line.kind is None and (aged or (stamped and _NICK.fullmatch(line.text)))
        ):
            line.is_("a byline", part="byline", told=line.text)
        elif (beside := _BESIDE.fullmatch(line.text)) and _is_account(beside["who"]):
            printed = names_outlet(beside["who"])
            line.is_("the time of publication", part="outlet" if printed else "")
            line.told = beside["who"] if printed else ""


def _is_poster(line: Line) -> bool:
    """Return whether a line says that somebody posted, and no more."""
    if _POSTER.fullmatch(line.text):
        return True
    posted = _POSTED.fullmatch(line.text)
    return posted is not None and bool(posted["before"] or posted["behind"] or "u/" in line.text)


def _tells_when(line: Line) -> bool:
    """Return whether a line is a moment or an age."""
    return line.part == "moment" or bool(_AGED.fullmatch(line.text))


def _is_account(name: str) -> bool:
    """Return whether the words beside an age may name an account, and tell no news."""
    return not boilerplate.tells_news(name)
