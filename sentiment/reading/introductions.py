"""Companies that no list holds, learnt from the text that names them.

A text introduces a company by its ticker, "Alba Sensors (NYSE: ALBS)", by its legal form, "Alba
Sensors AG", or by a headline whose subject its sentences go on to tell of. Such a name is what
the text calls somebody, and no more: whether there is such a company is not known.
"""

import re
from collections.abc import Collection, Sequence

from sentiment.market import exchanges
from sentiment.reading import capitals, masking
from sentiment.reading.names import is_rival
from sentiment.text import companies
from sentiment.text.companies import Mention

FEWEST = 2  # sentences that name what only a form or a headline introduces
_WORD = r"[A-ZÀ-Þ][\w&’'.-]*"
_RUN = rf"{_WORD}(?:,? (?:(?:of|and|&|de|the) )?{_WORD}){{0,5}}"
_BY_EXCHANGE = re.compile(
    rf"(?P<name>{_RUN})(?:,? plc)?(?:,| \(publ\))? "
    rf"\({exchanges.written()}[\w -]{{0,16}}\s?:\s?[A-Z0-9][A-Z0-9.-]*\b"
)
_BY_TICKER = re.compile(rf"(?P<name>{_RUN}) \((?P<ticker>[A-Z]{{2,5}})\)")
_BY_FORM = re.compile(rf"(?P<name>{_RUN}),? {companies.FORMS}\b")
_SUBJECT = re.compile(_RUN)
_NO_SUBJECT = re.compile(
    r"(?:The|A|An|This|That|These|Its?|His|Her|Our|We|I|You|Why|How|What|When|Who|Where|Is|Are|Can"
    r"|Will|Should|In|On|At|After|As|Amid|For|From|With|Shares|Stocks?|Futures|Markets?|Wall Street"
    r"|Analysts?|Investors|Traders|Buy|Sell|Live|Update|Exclusive|Breaking|CEO|CFO|Chief)\b"
)
_OF_A_FIRM = re.compile(
    r"\b(?:the|its) (?:company|group|firm|maker|retailer|bank|carrier|stock|board)\b"
    r"|\b(?:free cash flow|net (?:income|loss|sales)|share sale|order book|bookings"
    r"|EPS|shares|guidance|revenue|earnings|profit|margins?|dividend)\b",
    re.IGNORECASE,
)
_BEING = frozenset("is are was were be been has have had do does did will".split())
_OTHERS = ("places", "bodies", "venues", "currencies")


def introduced(
    sentences: Sequence[str], *, above: Sequence[str] = (), known: Collection[str] = ()
) -> tuple[str, ...]:
    """Return the names of companies that the sentences of a text introduce, and no list holds.

    Parameters
    ----------
    above
        Lines above the text that are no more than a company's name, or how it is called below.
    known
        Names that the reader gave: nothing that shares its first word with one is learnt.

    Examples
    --------
    >>> introduced(["Alba Sensors AG cut its outlook.", "Alba Sensors fell 9%."])
    ('Alba Sensors',)
    >>> introduced(["The Nasdaq fell.", "Nvidia (NASDAQ: NVDA) fell."])
    ()
    """
    found = [*_by_marks(sentences), *_by_headline(sentences), *_by_name(above, sentences)]
    taken = {name.split()[0].casefold() for name in known if name.strip()}
    names = list(dict.fromkeys(name for name in found if _is_new(name, taken)))
    # "Alba" and "Alba Sensors" are one: the first that was found is the better introduced
    first = {name.split()[0]: name for name in reversed(names)}
    return tuple(name for name in names if first[name.split()[0]] == name)


def _by_marks(sentences: Sequence[str]) -> list[str]:
    """Return the names that stand before a ticker or a legal form."""
    found = []
    for place, sentence in enumerate(sentences):
        marked = "(" in sentence
        for match in _BY_EXCHANGE.finditer(sentence) if marked else ():
            found.append(_told(match["name"], sentences) or _alone(match["name"]))
        for match in _BY_TICKER.finditer(sentence) if marked else ():
            initials = "".join(re.findall(r"\b[A-Z]", match["name"]))
            headed = _alone(match["name"]) if place == 0 and match.start() == 0 else ""
            told = _told(match["name"], sentences) or headed
            found.append("" if match["ticker"] in initials else told)
        found += [_told(match["name"], sentences) for match in _BY_FORM.finditer(sentence)]
    return [name for name in found if name]


def _whole(run: str) -> str:
    """Return a run of words with capitals as a name, without its legal form."""
    return companies.bare_name(run.removeprefix("The "))


def _alone(run: str) -> str:
    """Return a run as a name, "" if it holds words of a title: "Funds Are Selling Alba Sensors"."""
    name = _whole(run)
    titled = (word.lower() for word in name.split() if word[0].isupper())
    return "" if any(word in capitals.NO_NAME or word in _BEING for word in titled) else name


def _told(run: str, sentences: Sequence[str]) -> str:
    """Return the end of a run of words with capitals that the text names again, "" if none is."""
    words = _whole(run).split()
    for first in range(len(words)):
        name = " ".join(words[first:])
        if not _NO_SUBJECT.match(name) and _n(name, sentences) >= FEWEST:
            return name
    return ""


def _n(name: str, sentences: Sequence[str]) -> int:
    """Return how many sentences hold a name."""
    held = re.compile(rf"(?<!\w){re.escape(name)}(?!\w)")
    return sum(name in one and bool(held.search(one)) for one in sentences)


def _by_headline(sentences: Sequence[str]) -> list[str]:
    """Return the subject of the first sentence, if others go on to tell of it as of a company."""
    opening = _SUBJECT.match(sentences[0].lstrip('“"')) if len(sentences) >= FEWEST else None
    if opening is None or _NO_SUBJECT.match(opening[0]):
        return []
    if not any(map(_OF_A_FIRM.search, sentences)):
        return []
    words = _whole(opening[0]).removesuffix("'s").removesuffix("’s").split()
    names = [" ".join(words[:last]) for last in range(len(words), 0, -1)]
    return [one for one in names if _acts(one, sentences) and not _is_people(one, sentences)][:1]


def _by_name(above: Sequence[str], sentences: Sequence[str]) -> list[str]:
    """Return the names of lines above a text as the text goes on to call them."""
    told = [*sentences, *(one for one in above if one.startswith("("))]
    found = []
    for line in above:
        run = _SUBJECT.match(line)
        words = _alone(run[0]).split() if run else []
        names = (" ".join(words[:last]) for last in range(len(words), 0, -1))
        found += [name for name in names if _n(name, told) >= FEWEST][:1]
    return found


def _acts(name: str, sentences: Sequence[str]) -> bool:
    """Return whether a later sentence tells of a name as of a company."""
    told = (one for one in sentences[1:] if f"{name} " in one or f"{name}'s" in one)
    mentions = (
        (one, Mention(name, at, at + len(name))) for one in told for at in [one.index(name)]
    )
    return any(is_rival(one, mention) for one, mention in mentions)


def _is_people(name: str, sentences: Sequence[str]) -> bool:
    """Return whether one word is a person's surname, or what several people are."""
    if " " in name:
        return False
    called = re.compile(rf"\b[A-ZÀ-Þ][a-zà-ÿ]+ {re.escape(name)}\b")
    several = name.endswith(("ors", "ers", "ials", "ists", "ents"))
    given = (match for one in sentences[1:] if (match := called.search(one)))
    return several or any(not _NO_SUBJECT.match(match[0]) for match in given)


def _is_new(name: str, taken: Collection[str]) -> bool:
    """Return whether a name is a company's that no list holds, and no word of another kind."""
    first = name.split(maxsplit=1)[0]
    if companies.mentions(name) or first.casefold() in taken or masking.is_quantity(first):
        return False
    others = any(name in companies.no_companies(which) for which in _OTHERS)
    return len(name) > 2 and not others
