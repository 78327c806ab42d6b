"""The transcript of a call: whose words are whose, and that a name is no sentence."""

import re
from collections.abc import Collection, Sequence

from sentiment.text.lines import Line, is_prose, names_people, stopped

MANAGEMENT, ANALYST, OPERATOR = "management", "analyst", "operator"
FEWEST_TURNS = 2  # speakers' lines without which a text is no transcript
_SPEAKER = re.compile(
    r"(?P<name>[A-ZÀ-Þ][^\s,:]*(?: [A-ZÀ-Þ][^\s,:]*){1,3}|Operator|Unidentified \w+)"
    r"(?:\s*(?:--|—|–|-(?=\s)|,|\||:)\s*(?P<role>[^.!?]{2,100}))?(?:\s\[\d{1,3}\])?:?"
)
_OPERATOR = re.compile(r"(?:the )?operator(?: \[\d{1,3}\])?:?", re.IGNORECASE)
_LED = re.compile(
    r"\b(?:chief|president|officer|investor relations|chair(?:man|woman)?|ceo|cfo|coo|cto|vice"
    r"|treasurer|head|director|founder|executive|management|secretary)\b",
    re.IGNORECASE,
)
_ASKS = re.compile(r"\banalyst\b|^unidentified analyst", re.IGNORECASE)
# "[00:01:20] Ada Lovelace, Chief Executive: Thank you."
_INLINE = re.compile(
    r"(?:[\[(]?\d{1,2}:\d\d(?::\d\d)?[\])]?\s*)?"
    r"(?P<name>Operator|[A-ZÀ-Þ][^\s,:]*(?: [A-ZÀ-Þ][^\s,:]*){1,3})"
    r"(?:(?:,| -| --| –)\s*(?P<role>[^:.!?]{2,80}))?:\s+(?=\S)"
)
FEWEST_INLINE = 3  # turns
_CALLED = re.compile(
    r"\b(?:earnings|conference|results) (?:conference )?call\b|\) (?:stock|shares?)$", re.I
)
_PARTICIPANTS = re.compile(r"(?P<who>.*?)participants?:?|(?P<list>executives|analysts):?", re.I)


def mark_speakers(lines: Sequence[Line]) -> None:
    """Say of a transcript's lines which name a speaker, and of all others whose words they are."""
    if len(lines) < FEWEST_TURNS or _mark_inline(lines):
        return
    told = _roles(lines)
    if not any(_OPERATOR.fullmatch(line.text) for line in lines) and not told:
        return
    turns = {place for place in range(len(lines)) if _is_turn(lines, place, told)}
    turns = {place for place in turns if _speaks(lines, place, turns)}
    if len(turns) < FEWEST_TURNS:
        return
    speaker = ("", "")
    for place, line in enumerate(lines):
        if place in turns:
            speaker = _named(line.text, told)
            line.is_("a speaker's name", part="speaker", told=speaker[0])
        elif place - 1 in turns and _is_office(line):
            line.is_("a speaker's name")
        elif not speaker[0] and line.kind is None and _is_title(line):
            line.is_("a heading of the call")
        elif line.kind is None and line.part != "headline":
            line.speaker = speaker
            if speaker[1] == OPERATOR:
                line.is_("the operator's words")


def _mark_inline(lines: Sequence[Line]) -> bool:
    """Set apart the speakers' names of a call in which each stands before the words said.

    Return whether the text is such a call.
    """
    turns = {line.start: match for line in lines if (match := _INLINE.match(line.text))}
    sides = {match["name"]: _side(match["role"] or "") for match in turns.values()}
    led = "Operator" in sides or any(sides.values())
    if len(turns) < FEWEST_INLINE or not led:
        return False
    speaker = ("", "")
    for line in lines:
        if match := turns.get(line.start):
            operator = match["name"] == "Operator"
            speaker = match["name"], OPERATOR if operator else sides[match["name"]]
            line.mark = match.end()
        if speaker[0] and line.part != "headline":
            line.speaker = speaker
            if speaker[1] == OPERATOR:
                line.is_("the operator's words")
    return True


def _speaks(lines: Sequence[Line], place: int, turns: Collection[int]) -> bool:
    """Return whether what a speaker says stands below the name, not another name of a list."""
    below = lines[place + 1 : place + 3]
    if _OPERATOR.fullmatch(lines[place].text) or len(lines) == place + 1:
        return True
    first = below[0]
    ordered = first.kind is not None and first.kind.reason == "the order of the call"
    said = first.kind is None and place + 1 not in turns and not _is_office(first)
    return ordered or said or any(stopped(line.text) for line in below[1:])


def _is_office(line: Line) -> bool:
    """Return whether a line below a speaker's name is the office or the firm, and no words."""
    words = line.text.split()
    titled = all(word[0].isupper() or word in {"of", "and", "for", "the", "&"} for word in words)
    office = titled and (len(words) > 1 or bool(_LED.search(line.text)))
    return line.gap == 0 and not is_prose(line) and len(line.text) <= 100 and office


def _is_title(line: Line) -> bool:
    """Return whether a line above the first speaker names the call, or the share, once more."""
    return line.part != "headline" and not is_prose(line) and bool(_CALLED.search(line.text))


def _roles(lines: Sequence[Line]) -> dict[str, str]:
    """Return the side of each speaker whose role stands beside the name."""
    told: dict[str, str] = {}
    listed = ""
    for line in lines:
        heading = _PARTICIPANTS.fullmatch(line.text)
        if heading:
            who = (heading["who"] or heading["list"] or "").casefold()
            listed = ANALYST if "conference" in who or "analyst" in who else MANAGEMENT
        elif is_prose(line):
            listed = ""
        match = _SPEAKER.fullmatch(line.text)
        if match and match["role"] and not is_prose(line) and names_people(match["name"]):
            side = _side(match["role"]) or listed
            if side:
                told[match["name"]] = side
    return told


def _side(role: str) -> str:
    """Return on which side of a call a role speaks, "" if it does not tell."""
    if _ASKS.search(role):
        return ANALYST
    return MANAGEMENT if _LED.search(role) else ""


def _is_turn(lines: Sequence[Line], place: int, told: dict[str, str]) -> bool:
    """Return whether a line names the speaker of what follows it."""
    line = lines[place]
    if line.part == "headline" or len(line.text) > 140 or place + 1 == len(lines):
        return False
    if _OPERATOR.fullmatch(line.text):
        return True
    match = _SPEAKER.fullmatch(line.text)
    if match is None or is_prose(line):
        return False
    known = match["name"] in told or bool(_ASKS.search(match["name"]))
    return known and (match["role"] is None or line.kind is None or line.kind.then != "names")


def _named(text: str, told: dict[str, str]) -> tuple[str, str]:
    """Return who speaks after a line that names the speaker, and on which side."""
    if _OPERATOR.fullmatch(text):
        return "Operator", OPERATOR
    match = _SPEAKER.fullmatch(text)
    name = match["name"] if match else text
    side = ANALYST if _ASKS.search(name) else told.get(name, "")
    return name, side
