"""What a headline looks like by its letters alone, and the outlet that a page's title ends with."""

import re

from sentiment.text.lines import names_outlet

FEWEST_WORDS = 4  # of a title without its outlet, and of capitalised ones that make a title
FEWEST_KNOWN = 2  # words of a title without the name of an outlet that is known
_SHORTEST_WORD = 4  # letters, below which a title's word may be small
_ABBREVIATED = re.compile(r"\b(?:[A-Z]\.){2,}$")  # "across the U.S."
_WORDS = re.compile(r"[^\W\d_][\w'’-]*")
_TAIL = re.compile(r"(?<!\s)\s++(?P<joint>[-–—|·])\s++(?P<outlet>[^-–—|·]{2,40}?)\s*+$")
# How outlets are called: "The Larkspur Ledger", "Example! Finance", "24/7 Sample St.", and sites.
NAME = (
    r"(?:The\s)?[A-Z0-9][\w&'’.!/+-]*"
    r"(?:\s(?:(?:of|and|the|for|on|&)\s)?[A-Z0-9&][\w&'’.!/+-]*){0,4}"
)
SITE = r"(?:www\.)?[a-z0-9][\w-]{1,40}(?:\.[a-z]{2,8}){1,2}"
_ADDRESS = re.compile(SITE, re.IGNORECASE)


def stops_short(said: str) -> bool:
    """Return whether a line ends with a stop though it is a headline.

    The stop is that of an abbreviation, it trails off, or all longer words open with a capital.

    Examples
    --------
    >>> stops_short("Maker Slips Below Its Rivals. These Are the Reasons Behind It.")
    True
    >>> stops_short("Maker fell below its rivals on Monday."), stops_short("Shoppers fled the U.S.")
    (False, True)
    """
    if said.endswith(("...", "…")):
        return True
    return said.endswith(".") and bool(_ABBREVIATED.search(said) or is_capitalised(said))


def is_capitalised(said: str) -> bool:
    """Return whether a line writes its longer words with capitals, as American headlines do."""
    words = [word for word in _WORDS.findall(said) if len(word) >= _SHORTEST_WORD]
    small = sum(word[0].islower() for word in words)
    return len(words) >= FEWEST_WORDS and small * 8 <= len(words)


def without_outlet(title: str) -> tuple[str, str]:
    """Return a page's title without the outlet it ends with, and this; "" where it names none.

    Examples
    --------
    >>> without_outlet("Maker slips as orders fall - MarketWatch")
    ('Maker slips as orders fall', 'MarketWatch')
    >>> without_outlet("Maker pays again - MarketWatch")
    ('Maker pays again', 'MarketWatch')
    >>> without_outlet("Maker slips again - analysts")
    ('Maker slips again - analysts', '')
    """
    tail = _TAIL.search(title)
    if tail is None:
        return title, ""
    name, known = tail["outlet"], names_outlet(tail["outlet"])
    fewest = FEWEST_KNOWN if known else FEWEST_WORDS
    if not (known or _ADDRESS.fullmatch(name)) or title[: tail.start()].count(" ") + 1 < fewest:
        return title, ""
    return title[: tail.start()].rstrip(), name
