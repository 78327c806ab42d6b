"""The share that somebody means: by name, or by its ticker in the form of any site."""

import difflib
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from functools import cache

from sentiment.errors import SentimentError
from sentiment.market import exchanges, shares
from sentiment.market.shares import Share
from sentiment.text import companies

SYMBOL = r"[A-Z0-9^][A-Z0-9.^=&-]{0,19}"
LIKE = 0.8  # how alike a slip and a name are; "Nvida" and "nvidia" are so by 0.91
LONGEST_TICKER = 5  # letters; a longer word of letters alone is a name
SHOWN = 3  # names told of those that are nearest
_CLASS = re.compile(r"([A-Z]{1,5})[./ ]([A-Z])")
_PREFIXED = re.compile(r"([A-Z_]{2,14})\s*:\s*(\S.*)")
_LETTERS = re.compile(r"(\S+)\s+([A-Z]{2})(?:\s+EQUITY)?")
_BRAZILIAN = re.compile(r"[A-Z]{4}(?:[3-8]|11)")  # a company's letters and the kind of share
_PAIR = re.compile(r"([A-Z]{3,5})[-/]?([A-Z]{3})(?:=X)?")
_CURRENCIES = frozenset(
    "USD EUR GBP JPY CHF CAD AUD NZD SEK NOK DKK PLN CZK HUF TRY ZAR MXN BRL CNY HKD SGD INR KRW "
    "TWD THB ILS".split()
)
_COINS = frozenset("BTC XBT ETH SOL XRP ADA DOGE LTC BNB DOT AVAX LINK BCH XLM TRX".split())


class UnknownShareError(SentimentError):
    """Nothing is known that could be meant."""

    def __init__(self, text: str, nearest: tuple[Share, ...]) -> None:
        super().__init__(text, nearest)
        self.text, self.nearest = text, nearest

    def __str__(self) -> str:
        shown = self.text.strip()[:40]
        if (plain := _plain(self.text)).casefold() in _unlisted():
            written = f"; a ticker {plain} is written ${plain}" if _is_word(plain) else ""
            return f"No share of the company “{shown}” is known here{written}."
        if not self.nearest:
            return f"“{shown}” is no share that is known here, and no ticker."
        meant = " or ".join(f"{one.company} ({one.symbol})" for one in self.nearest)
        return f"“{shown}” is no share that is known here. Is {meant} meant?"


def share_of(
    text: str,
    *,
    learnt: Mapping[str, Share] | None = None,
    search: Callable[[str], tuple[Share, ...]] | None = None,
) -> Share:
    """Return the share that *text* means; :func:`doubt_of` says where it could mean another.

    A name is looked for first, then the forms of a ticker: ``$NVDA``, ``NASDAQ:NVDA``, ``BRK.B``,
    ``NVDA.US``, ``SAP GY``, ``EUR/USD``. What has the form of a ticker is one, known or not; but
    a long word, one that is nearly a known name, or the name of a company whose share is not known
    is not taken for the ticker it could be.

    Parameters
    ----------
    learnt
        Shares learnt of or edited, by symbol: they stand over those shipped.
    search
        What finds shares by a name elsewhere, asked where none here fits or a short word may be
        a name as well as a ticker.

    Raises
    ------
    UnknownShareError
        If nothing fits; it holds the nearest that are known.

    Examples
    --------
    >>> texts = ("nvidia", "$NVDA", "NASDAQ:NVDA", "NVDA.US", "BRK.B", "SAP GY", "700 HK")
    >>> [share_of(text).symbol for text in texts]
    ['NVDA', 'NVDA', 'NVDA', 'NVDA', 'BRK-B', 'SAP.DE', '0700.HK']
    """
    known = {**shares.shipped(), **(learnt or {})}
    plain = _plain(text)
    if (symbol := _named(plain, known.values())) is not None:
        return known.get(symbol) or shares.by_form(symbol)
    symbol = symbol_of(plain)
    if symbol in known:
        return known[symbol]
    surely = plain.startswith("$") or ":" in plain
    near = nearest(text, learnt=learnt)
    is_name = (plain.isalpha() and not _is_word(plain)) or plain.casefold() in _unlisted()
    unknown = symbol is None or (
        not surely and (is_name or bool(near and _is_slip(plain, near[0])))
    )
    if not unknown and not _may_be_name(text, plain):
        return shares.by_form(str(symbol))
    elsewhere = search(text) if search is not None and (not unknown or not near) else ()
    if not unknown and (own := [one for one in elsewhere if one.symbol == symbol]):
        return own[0]
    if unknown or elsewhere:
        raise UnknownShareError(text, near or elsewhere)
    return shares.by_form(str(symbol))


def doubt_of(text: str, share: Share) -> str:
    """Return in a sentence what *text* was taken for, where it could mean another share; else "".

    Examples
    --------
    >>> doubt_of("Ford", share_of("Ford"))
    '“Ford” was taken for the company Ford (F); the ticker FORD is written $FORD.'
    >>> doubt_of("Quetz", share_of("Quetz"))
    '“Quetz” was taken for the ticker QUETZ: no company of that name is known here.'
    >>> doubt_of("NVDA", share_of("NVDA")), doubt_of("nvda", share_of("nvda"))
    ('', '')
    """
    plain, shown = _plain(text), text.strip()[:40]
    if share.symbol == symbol_of(plain):
        known = share.source != "form" or share.name != share.symbol
        if known or not _may_be_name(text, plain):
            return ""
        return (
            f"“{shown}” was taken for the ticker {share.symbol}: no company of that name is known "
            "here."
        )
    if not _is_word(plain):
        return ""
    return (
        f"“{shown}” was taken for the company {share.company} ({share.symbol}); the ticker {plain} "
        f"is written ${plain}."
    )


def symbol_of(text: str) -> str | None:
    """Return Yahoo's symbol for a ticker as any site writes it; None if it is no ticker's form.

    Examples
    --------
    >>> [symbol_of(text) for text in ("NYSE: BF.B", "VOD LN Equity", "btc/usd", "EURUSD", "700.hk")]
    ['BF-B', 'VOD.L', 'BTC-USD', 'EURUSD=X', '0700.HK']
    >>> symbol_of("PETR4"), symbol_of("600519.SH")
    ('PETR4.SA', '600519.SS')
    """
    plain = _plain(text).removeprefix("$")
    if _BRAZILIAN.fullmatch(plain):
        return f"{plain}.SA"
    if match := _PREFIXED.fullmatch(plain):
        return _in_place(exchanges.with_prefix(match[1], _class(match[2])), match[2])
    if match := _LETTERS.fullmatch(plain):
        symbol = exchanges.with_letters(match[2], _class(match[1].replace("/", ".")))
        if symbol is not None:
            return symbol
    if pair := _pair(plain):
        return pair
    head, dot, suffix = plain.rpartition(".")
    if dot and suffix not in exchanges.suffixes():
        other = exchanges.with_other_suffix(suffix, _class(head))
        plain = other or _class(plain)
    elif dot:
        plain = exchanges.placed(_class(head), exchanges.exchange_of(plain))
    else:
        plain = _class(plain)
    return plain if re.fullmatch(SYMBOL, plain) else None


def is_known(ticker: str) -> bool:
    """Return whether a ticker is that of a share or a company that is known here.

    Examples
    --------
    >>> is_known("NVDA"), is_known("STORY")
    (True, False)
    """
    symbol = symbol_of(ticker)
    return symbol in shares.shipped() or symbol in _of_companies().values()


def nearest(text: str, *, learnt: Mapping[str, Share] | None = None) -> tuple[Share, ...]:
    """Return the known shares whose names or symbols are most like *text*, the likest first.

    Examples
    --------
    >>> [share.symbol for share in nearest("Nvida")], nearest("Quetzal Mining")
    (['NVDA'], ())
    """
    known = {**shares.shipped(), **(learnt or {})}
    spelt: dict[str, str] = {symbol.casefold(): symbol for symbol in known}
    for share in known.values():
        spelt |= {name.casefold(): share.symbol for name in share.names}
    spelt |= _of_companies()
    plain = _plain(text).removeprefix("$").casefold()
    likest = difflib.get_close_matches(plain, spelt, n=2 * SHOWN, cutoff=LIKE)
    symbols = list(dict.fromkeys(spelt[one] for one in likest))[:SHOWN]
    return tuple(known.get(symbol) or shares.by_form(symbol) for symbol in symbols)


def _plain(text: str) -> str:
    """Return a text in plain capitals: full width letters and odd spaces are made usual."""
    folded = unicodedata.normalize("NFKC", text).replace("\N{NO-BREAK SPACE}", " ")
    return " ".join(folded.split()).upper()


def _named(plain: str, known: Iterable[Share]) -> str | None:
    """Return the symbol of the share with that name, legal form or not."""
    name_alone = companies.bare_name(plain).casefold()
    for share in known:
        spelt = {name.casefold() for name in share.names}
        bare = {companies.bare_name(name).casefold() for name in share.names}
        if plain.casefold() in spelt or name_alone in bare:
            return share.symbol
    return _of_companies().get(plain.casefold()) or _of_companies().get(name_alone)


@cache
def _of_companies() -> dict[str, str]:
    return {
        name.casefold(): symbol
        for one in companies.known().values()
        for name in (one.name, *one.known_as)
        if (symbol := one.ticker or shares.listings().get(one.name))
    }


def _is_word(plain: str) -> bool:
    """Return whether a text has the form of a ticker and of a word alike."""
    return plain.isalpha() and len(plain) <= LONGEST_TICKER


def _may_be_name(text: str, plain: str) -> bool:
    """Return whether a word without a mark of a ticker may be a name: "Honda", but no "HMC"."""
    return plain.isalpha() and text.strip() != plain and companies.company_of(plain) is None


@cache
def _unlisted() -> frozenset[str]:
    """Return the names of known companies whose share is not known, in small letters."""
    return frozenset(
        name.casefold()
        for one in companies.known().values()
        if one.ticker is None and one.name not in shares.listings()
        for name in (one.name, *one.known_as)
    )


def _is_slip(plain: str, near: Share) -> bool:
    """Return whether a word is rather a name with a slip than a ticker."""
    return len(plain) > 4 and plain.isalpha() and near.symbol != plain


def _class(ticker: str) -> str:
    """Return a ticker with its class of shares behind a dash: BRK.B to BRK-B."""
    match = _CLASS.fullmatch(ticker)
    if match is None or f"{match[2]}" in exchanges.suffixes():
        return ticker
    return f"{match[1]}-{match[2]}"


def _in_place(symbol: str | None, ticker: str) -> str | None:
    """Return the symbol found behind a prefix; of pairs and coins, the pair."""
    pair = _pair(ticker)
    if symbol is None or (pair and symbol == ticker):
        return pair
    return symbol if re.fullmatch(SYMBOL, symbol) else None


def _pair(plain: str) -> str | None:
    """Return two currencies, or a coin and a currency, as Yahoo writes them."""
    if plain in _COINS:
        return f"{plain.replace('XBT', 'BTC')}-USD"
    match = _PAIR.fullmatch(plain)
    if match is None or match[2] not in _CURRENCIES:
        return None
    if match[1] in _COINS:
        return f"{match[1].replace('XBT', 'BTC')}-{match[2]}"
    return f"{match[1]}{match[2]}=X" if match[1] in _CURRENCIES else None
