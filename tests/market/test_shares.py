from contextlib import suppress
from dataclasses import replace

import pandas as pd
import pytest

from sentiment.market import exchanges, shares, tickers
from sentiment.market.shares import Share, by_form, by_metadata, listings, shipped
from sentiment.market.tickers import UnknownShareError, doubt_of, share_of, symbol_of
from sentiment.text import companies


@pytest.mark.parametrize(
    ("typed", "symbol"),
    [
        ("NVDA", "NVDA"),
        ("nvda ", "NVDA"),
        ("Nvidia", "NVDA"),
        ("nvidia corp", "NVDA"),
        ("NVIDIA Corporation", "NVDA"),
        ("advanced micro devices", "AMD"),
        ("taiwan semiconductor manufacturing", "TSM"),
        ("tsmc", "TSM"),
        ("tesla", "TSLA"),
        ("$NVDA", "NVDA"),
        ("NASDAQ:NVDA", "NVDA"),
        ("Nasdaq: NVDA", "NVDA"),
        ("NYSE:BRK.B", "BRK-B"),
        ("BRK.B", "BRK-B"),
        ("BRK/B", "BRK-B"),
        ("brk b", "BRK-B"),
        ("BF.B", "BF-B"),
        ("NVDA.US", "NVDA"),
        ("NVDA.O", "NVDA"),
        ("NVDA US Equity", "NVDA"),
        ("SAP GY", "SAP.DE"),
        ("SAP.DE", "SAP.DE"),
        ("XETR:SAP", "SAP.DE"),
        ("ETR:SAP", "SAP.DE"),
        ("VOD LN", "VOD.L"),
        ("VOD.UK", "VOD.L"),
        ("LON:VOD", "VOD.L"),
        ("7203 JP", "7203.T"),
        ("TYO:7203", "7203.T"),
        ("TSE:7203", "7203.T"),
        ("TSE:RY", "RY.TO"),
        ("700 HK", "0700.HK"),
        ("HKG:0700", "0700.HK"),
        ("HKEX:700", "0700.HK"),
        ("MC FP", "MC.PA"),
        ("NESN SW", "NESN.SW"),
        ("2330 TT", "2330.TW"),
        ("bitcoin", "BTC-USD"),
        ("BTC", "BTC-USD"),
        ("BTCUSD", "BTC-USD"),
        ("ETH/EUR", "ETH-EUR"),
        ("EURUSD", "EURUSD=X"),
        ("EUR/USD", "EURUSD=X"),
        ("FX:EURUSD", "EURUSD=X"),
        ("S&P 500", "^GSPC"),
        ("^VIX", "^VIX"),
        ("\N{FULLWIDTH LATIN CAPITAL LETTER N}\N{FULLWIDTH LATIN CAPITAL LETTER V}DA", "NVDA"),
        ("PLTR", "PLTR"),
        ("GC=F", "GC=F"),
    ],
)
def test_a_share_is_found_however_it_is_typed(typed: str, symbol: str) -> None:
    assert share_of(typed).symbol == symbol


@pytest.mark.parametrize(
    "typed", ["zzzzqq!!", "", "  ", "<b>x</b>", "A" * 40, "one two three", "$"]
)
def test_what_is_no_share_is_said_to_be_none(typed: str) -> None:
    with pytest.raises(UnknownShareError):
        share_of(typed)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("Nvida", "NVDA"), ("nvidea", "NVDA"), ("Brodcom", "AVGO"), ("Tesle", "TSLA")],
)
def test_a_slip_is_told_the_nearest_name(typed: str, meant: str) -> None:
    with pytest.raises(UnknownShareError) as raised:
        share_of(typed)

    assert raised.value.nearest[0].symbol == meant
    assert f"({meant})" in str(raised.value)


@pytest.mark.parametrize(
    ("typed", "symbol", "told"),
    [
        ("Shell", "SHEL", "the company Shell (SHEL); the ticker SHELL is written $SHELL"),
        ("FORD", "F", "the company Ford (F); the ticker FORD is written $FORD"),
        ("visa", "V", "the company Visa (V); the ticker VISA is written $VISA"),
        ("Fiat", "FIAT", "the ticker FIAT: no company of that name is known here"),
        ("$Shell", "SHELL", ""),
        ("NYSE:FORD", "FORD", ""),
        ("Gap", "GAP", ""),
        ("amd", "AMD", ""),
        ("Toyota", "TM", ""),
        ("ABCDE", "ABCDE", ""),
    ],
)
def test_a_short_name_goes_before_the_ticker_it_could_be(
    typed: str, symbol: str, told: str
) -> None:
    share = share_of(typed)
    said = doubt_of(typed, share)

    assert share.symbol == symbol
    assert said == (f"“{typed}” was taken for {told}." if told else "")


@pytest.mark.parametrize(
    ("typed", "beside"), [("Groq", "; a ticker GROQ is written $GROQ"), ("Huawei", "")]
)
def test_a_company_without_a_share_is_no_ticker(typed: str, beside: str) -> None:
    with pytest.raises(UnknownShareError) as raised:
        share_of(typed)

    assert str(raised.value) == f"No share of the company “{typed}” is known here{beside}."


def test_every_listing_is_of_a_company_that_has_no_other_ticker() -> None:
    for company, symbol in listings().items():
        assert companies.known()[company].ticker is None, company
        assert symbol_of(symbol) == symbol
        assert by_form(symbol).name == company


def test_a_learnt_share_is_found_by_its_name() -> None:
    told = {"longName": "Palantir Technologies Inc.", "exchangeName": "NMS", "currency": "USD"}
    learnt = {"PLTR": by_metadata("PLTR", told)}

    assert share_of("palantir technologies", learnt=learnt) is learnt["PLTR"]
    assert share_of("PLTR", learnt=learnt).name == "Palantir Technologies Inc."


@pytest.mark.parametrize(
    ("symbol", "told", "expected"),
    [
        ("SAP.DE", {"exchangeName": "GER", "exchangeTimezoneName": "Europe/Berlin"},
         ("share", "XETR", "EUR", "Europe/Berlin", "^GDAXI", "€ per share")),
        ("7203.T", {"exchangeName": "JPX", "currency": "JPY"},
         ("share", "XTKS", "JPY", "Asia/Tokyo", "^N225", "yen per share")),
        ("0700.HK", {"exchangeName": "HKG", "currency": "HKD"},
         ("share", "XHKG", "HKD", "Asia/Hong_Kong", "^HSI", "HKD per share")),
        ("VOD.L", {"exchangeName": "LSE", "currency": "GBp"},
         ("share", "XLON", "GBp", "Europe/London", "^FTSE", "pence per share")),
        ("RY.TO", {"exchangeName": "TOR", "currency": "CAD"},
         ("share", "XTSE", "CAD", "America/Toronto", "^GSPTSE", "CAD per share")),
        ("^GSPC", {"exchangeName": "SNP", "instrumentType": "INDEX", "currency": "USD"},
         ("index", "XNYS", "USD", "America/New_York", "SPY", "points")),
        ("^GDAXI", {"exchangeName": "GER", "instrumentType": "INDEX",
                    "exchangeTimezoneName": "Europe/Berlin"},
         ("index", "XETR", "EUR", "Europe/Berlin", "SPY", "points")),
        ("EURUSD=X", {"exchangeName": "CCY", "instrumentType": "CURRENCY", "currency": "USD",
                      "exchangeTimezoneName": "Europe/London"},
         ("currency", "24/5", "USD", "Europe/London", "SPY", "USD for one EUR")),
        ("BTC-USD", {"exchangeName": "CCC", "instrumentType": "CRYPTOCURRENCY",
                     "exchangeTimezoneName": "UTC", "currency": "USD"},
         ("crypto", "24/7", "USD", "UTC", "SPY", "US$")),
        ("SMSN.IL", {"exchangeName": "IOB", "currency": "USD",
                     "exchangeTimezoneName": "Europe/London"},
         ("share", "XLON", "USD", "Europe/London", "^FTSE", "US$ per share")),
        # Bombay's code and that of another exchange are one: the clock says which
        ("TCS.BO", {"exchangeName": "BSE", "exchangeTimezoneName": "Asia/Kolkata"},
         ("share", "XBOM", "INR", "Asia/Kolkata", "^BSESN", "INR per share")),
        ("ABC", {}, ("share", "XNYS", "USD", "America/New_York", "SPY", "US$ per share")),
    ],
)  # fmt: skip
def test_what_yahoo_tells_places_a_share(
    symbol: str, told: dict[str, str], expected: tuple[str, ...]
) -> None:
    share = by_metadata(symbol, told)

    facts = (share.kind, share.calendar, share.currency, share.zone, share.benchmark, share.unit)
    assert facts == expected


@pytest.mark.parametrize(
    ("symbol", "amount", "said"),
    [
        ("NVDA", 185.61, "$185.61"),
        ("SAP.DE", 209.0, "€209.00"),
        ("VOD.L", 71.4, "71.40p"),
        ("7203.T", 3450.0, "¥3,450"),
        ("^GSPC", 6939.03, "6,939.03"),
        ("EURUSD=X", 1.1648, "1.1648"),
        ("BTC-USD", 88123.456, "$88,123.46"),
        ("NESN.SW", 78.9, "78.90 CHF"),
        ("0700.HK", 600.5, "HK$600.50"),
        ("TEVA.TA", 9800.0, "9,800.00 agorot"),
        ("7203.T", 3450.5, "¥3,450.5"),
        ("7203.T", 100.0, "¥100"),  # from here on a yen has no hundredths
        ("7203.T", 99.0, "¥99.00"),
        ("JPY=X", 150.0, "150.0000"),
        ("NVDA", 1.0, "$1.00"),
        ("NVDA", 0.99, "$0.9900"),
        ("NVDA", 0.0, "$0.00"),
    ],
)
def test_a_price_is_said_in_its_own_money(symbol: str, amount: float, said: str) -> None:
    assert by_form(symbol).price(amount) == said


def test_every_shipped_bar_belongs_to_a_shipped_share() -> None:
    assert {"NVDA", "AMD", "AVGO", "MSFT", "ORCL", "TSM", "SPY", "QQQ", "SMH", "SOXX"} <= {
        *shipped()
    }
    assert all(isinstance(one, Share) and one.source == "shipped" for one in shipped().values())


def test_every_suffix_of_yahoo_is_read_back_from_its_symbol() -> None:
    dotted = [one for one in exchanges.exchanges() if one.suffix.startswith(".")]

    assert len({one.suffix for one in exchanges.exchanges()}) == len(exchanges.exchanges())
    for one in dotted:
        symbol = symbol_of(f"ABC{one.suffix}")
        assert symbol == f"ABC{one.suffix}"
        assert by_form(symbol).zone == one.zone
        pd.Timestamp("2026-02-02", tz=one.zone)


def test_prefixes_and_letters_lead_to_one_exchange_each() -> None:
    for kind in ("letters", "also"):
        told = [name for one in exchanges.exchanges() for name in getattr(one, kind)]
        assert {name for name in told if told.count(name) > 1} <= {"GR", "PL"}
    assert tickers.symbol_of("NYSE:") is None
    assert shares.by_form("brk-b").symbol == "BRK-B"


@pytest.mark.parametrize("length", [39, 40, 41])
def test_what_is_no_share_is_shown_as_far_as_forty_characters(length: int) -> None:
    typed = "Quetzal " + "z" * (length - 8)

    with pytest.raises(UnknownShareError) as caught:
        share_of(typed)

    assert f"“{typed[:40]}”" in str(caught.value)


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ("Quetzalcoatl", True),  # nothing known is near, and it is too long for a ticker
        ("Nvidai", False),  # near a known name
        ("Quetz", True),  # a ticker, or a name
        ("QUETZ", False),
        ("$quetz", False),
    ],
)
def test_a_name_is_looked_for_elsewhere_where_nothing_here_is_near(
    typed: str, *, asked: bool
) -> None:
    searched: list[str] = []

    def search(text: str) -> tuple[Share, ...]:
        searched.append(text)
        return ()

    with suppress(UnknownShareError):
        share_of(typed, search=search)

    assert searched == ([typed] if asked else [])


@pytest.mark.parametrize(
    "typed", ["Acme Robotics", "acme robotics inc.", "Acme Robotics Inc", "AR"]
)
def test_a_share_learnt_of_is_meant_by_its_names_with_legal_form_or_without(typed: str) -> None:
    own = replace(by_form("ACRO"), name="Acme Robotics, Inc.", aliases=("AR",), source="Yahoo")

    assert share_of(typed, learnt={"ACRO": own}).symbol == "ACRO"


@pytest.mark.parametrize(
    ("symbol", "kind"),
    [("^GSPC", "index"), ("SPY", "share"), ("BTC-USD", "crypto"), ("EURUSD=X", "currency")],
)
def test_an_index_is_told_from_a_fund_that_stands_for_a_market(symbol: str, kind: str) -> None:
    assert shares._by_form(symbol).kind == kind


@pytest.mark.parametrize(
    "exchange", [one for one in exchanges.exchanges() if one.index], ids=lambda one: one.place
)
def test_an_exchange_s_own_index_is_an_index_beside_new_york_s(
    exchange: exchanges.Exchange,
) -> None:
    own = by_form(exchange.index)

    assert own.kind == ("fund" if exchange.index == "SPY" else "index")
    assert own.benchmark != exchange.index or exchange.index == "SPY"
