"""Who is named in a sentence: shares, funds, indices, and people who speak for them."""

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Literal

from sentiment.market import exchanges
from sentiment.text import companies

Role = Literal["company", "fund", "index", "person", "other"]
# Funds whose own bars may be held, by their usual names; indices with the fund that follows each.
_FUNDS = (
    (r"S&P ?500[- ](?:index )?(?:fund|tracker|ETF)(?: SPY| \(SPY\))?(?! \(?[A-Z]{3,4}\b)", "SPY"),
    (
        r"Nasdaq[- ]100[- ](?:index )?(?:fund|tracker|ETF)(?: QQQ| \(QQQ\))?(?! \(?[A-Z]{3,4}\b)",
        "QQQ",
    ),
    (r"S&P 500 SPDR|SPDR S&P 500(?: ETF)?(?: Trust)?(?: fund)?|SPY(?: ETF| fund| Trust)?", "SPY"),
    (r"Invesco QQQ(?: Trust)?(?: ETF| fund)?|QQQ(?: Trust| ETF)?", "QQQ"),
    (r"VanEck (?:Semiconductor |chip )?(?:ETF|fund)|SMH(?: ETF| fund)?", "SMH"),
    (
        r"iShares (?:Semiconductor|PHLX)? ?(?:Semiconductor )?(?:ETF|fund)|SOXX(?: ETF| fund)?",
        "SOXX",
    ),
)
_INDICES = (
    (r"S&P ?500(?: composite)?(?: [Ii]ndex)?|S&P(?! \d)(?! Global)|SPX", "S&P 500", "SPY"),
    (r"Nasdaq[- ]100(?: [Ii]ndex)?|NDX", "Nasdaq 100", "QQQ"),
    (r"Nasdaq(?: [Cc]omposite)?(?: [Ii]ndex)?", "Nasdaq Composite", None),
    (r"Dow(?: Jones)?(?: [Ii]ndustrial [Aa]verage| [Ii]ndustrials)?", "Dow Jones", None),
    (
        r"(?:Philadelphia|PHLX)(?: SE)? [Ss]emiconductor(?: Sector)?(?: [Ii]ndex)?|PHLX|SOX",
        "PHLX Semiconductor",
        None,  # the fund SOXX left it for another index in 2021
    ),
    (r"Russell 2000(?: [Ii]ndex)?", "Russell 2000", None),
)
_MARKETS = re.compile(
    r"(?<![\w$])(?:[Tt]he )?\$?(?:"
    + "|".join(f"(?P<f{place}>{pattern})" for place, (pattern, _) in enumerate(_FUNDS))
    + "|"
    + "|".join(f"(?P<i{place}>{pattern})" for place, (pattern, _, _) in enumerate(_INDICES))
    + r")(?![\w-])(?! (?:futures|options|stocks|companies|members))"
)
# What is behind a name in brackets: "(NASDAQ: AVGO)", "(NVDA.O)", "(TSM)".
_TICKER = re.compile(
    r" ?\((?:[^\W\d_][\w .]{0,12}: ?)?\$?[A-Z]{1,5}(?:[.:][A-Z]{1,2})?(?:(?:,| -) [^()]{0,40})?\)"
)
_FORM = re.compile(rf",? (?:{companies.FORMS}|Co|Company|Manufacturing|Semi|Semiconductor)\b\.?")
_SEMI = re.compile(r"(?<!\w)(?:Taiwan Semi|Advanced Micro|MSFT|TSM|AVGO)\b(?!conductor| Devices)")
# Companies that no list holds, where the text gives the ticker: "Zscaler (NASDAQ: ZS)", "$ZS".
_TOLD = re.compile(
    r"(?P<name>[A-Z][\w&'’-]*(?: (?:[A-Z&][\w&'’-]*|of|and)){0,4})"
    rf"(?:,? (?:{companies.FORMS}|Co)\b\.?)?"
    rf" \({exchanges.written('America/New_York')} ?: ?(?P<ticker>[A-Z]{{1,5}})\)"
    r"|(?<![\w$])\$(?P<tag>[A-Z]{2,5})\b"
)
_SHORT = {"Taiwan Semi": "TSM", "Advanced Micro": "AMD"}


@dataclass(frozen=True, slots=True)
class Subject:
    """Whose price is spoken of; a symbol only where bars may answer."""

    company: str
    symbol: str | None
    proxy: bool = False  # the symbol is a fund that follows the index of which the text speaks
    role: Role = "company"


@dataclass(frozen=True, slots=True)
class Mention:
    """A subject named at ``start:end`` of a sentence."""

    subject: Subject
    start: int
    end: int


def read_mentions(sentence: str, *, names: Sequence[str] = ()) -> list[Mention]:
    """Return whom a sentence names, in order; a ticker in brackets belongs to its name.

    Examples
    --------
    >>> [one.subject.symbol for one in read_mentions("The S&P rose; so did AMD (NASDAQ: AMD).")]
    ['SPY', 'AMD']
    """
    found = [_market(match) for match in _MARKETS.finditer(sentence)]
    found += [
        Mention(_company(one.company, sentence[one.start : one.end]), one.start, one.end)
        for one in companies.mentions(sentence, names=names)
    ]
    if sentence.isupper():
        found += _shouted(sentence)
    found += [
        Mention(subject_of(_SHORT.get(match[0], match[0])), *match.span())
        for match in _SEMI.finditer(sentence)
    ]
    known = [(one.start, one.end) for one in found]
    found += [
        Mention(Subject(match["name"] or match["tag"], match["ticker"] or match["tag"]), *span)
        for match in _TOLD.finditer(sentence)
        if not any(start < match.end() and end > match.start() for start, end in known)
        and (span := match.span())
    ]
    found.sort(key=lambda one: (one.start, -one.end))
    kept: list[Mention] = []
    for one in found:
        if not kept or one.start >= kept[-1].end:
            kept.append(_lengthened(one, sentence))
    return kept


def _shouted(sentence: str) -> list[Mention]:
    """Return whom a line in capitals names where a clause begins: "ORACLE ENDS 5% LOWER"."""
    plain = re.sub(r"[A-Z]+", lambda word: word[0].capitalize(), sentence)
    return [
        Mention(_company(one.company, plain[one.start : one.end]), one.start, one.end)
        for one in companies.mentions(plain)
        if re.search(r"(?:^|[,;:] )$", plain[: one.start])
    ]


def _lengthened(mention: Mention, sentence: str) -> Mention:
    """Return a mention with the legal form and the ticker behind it."""
    end = mention.end
    form = _FORM.match(sentence, end) if mention.subject.role == "company" else None
    end = form.end() if form else end
    ticker = _TICKER.match(sentence, end)
    bare = f" {mention.subject.symbol}"
    if (
        ticker is None
        and sentence.startswith(bare, end)
        and not sentence[end + len(bare) :][:1].isalnum()
    ):
        end += len(bare)  # "shares of Nvidia Corporation NVDA fell"
    return Mention(mention.subject, mention.start, ticker.end() if ticker else end)


def _market(match: "re.Match[str]") -> Mention:
    """Return the fund or index of a match."""
    for place, (_, symbol) in enumerate(_FUNDS):
        if match[f"f{place}"]:
            return Mention(Subject(symbol, symbol, role="fund"), *match.span())
    place = next(n for n in range(len(_INDICES)) if match[f"i{n}"])
    _, name, fund = _INDICES[place]
    return Mention(Subject(name, fund, fund is not None, "index"), *match.span())


def _company(company: str, written: str) -> Subject:
    """Return a company, or the person who speaks for it."""
    if written in _people():
        return Subject(company, _symbol(company), role="person")
    return Subject(company, _symbol(company))


def subject_of(about: str) -> Subject:
    """Return the company that a name or ticker means."""
    company = companies.resolve(about)
    market = _MARKETS.fullmatch(about)
    return _market(market).subject if market else Subject(company, _symbol(company))


def _symbol(company: str) -> str | None:
    """Return a company's ticker; a name that is itself written like one is its own."""
    known = companies.ticker_of(company)
    return known or (company if re.fullmatch(r"[A-Z.]{1,6}", company) else None)


@cache
def _people() -> frozenset[str]:
    """Return the people who speak for companies: their losses are not the share's."""
    file = resources.files("sentiment.text").joinpath("companies.toml")
    rows = tomllib.loads(file.read_text(encoding="utf-8"))["company"]
    return frozenset(person for row in rows for person in row.get("people", ()))
