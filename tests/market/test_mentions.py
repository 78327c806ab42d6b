from dataclasses import replace

import pytest

from sentiment.market.mentions import symbols_in
from sentiment.market.shares import by_form, by_metadata, shipped

LEARNT = {
    "PLTR": by_metadata("PLTR", {"longName": "Palantir Technologies Inc."}),
    "VOD.L": by_metadata("VOD.L", {"longName": "Vodafone Group Public Limited Company"}),
    "GANX": by_metadata("GANX", {"longName": "Gain Therapeutics, Inc."}),
    "ON": by_metadata("ON", {"longName": "ON Semiconductor Corporation"}),
}


@pytest.mark.parametrize(
    ("text", "symbols"),
    [
        ("Nvidia slips.", ("NVDA",)),
        ("AMD soars while Nvidia slips.", ("AMD", "NVDA")),
        ("Advanced Micro Devices beats estimates.", ("AMD",)),
        ("Jensen Huang spoke in Taipei.", ("NVDA",)),
        ("Chips: Snowflake (NYSE: SNOW) gains.", ("SNOW",)),
        ("Berkshire (NYSE: BRK.B) gains.", ("BRK-B",)),
        ("Vodafone (LON: VOD) gains.", ("VOD.L",)),
        ("Siemens (XETRA:SIE) gains.", ("SIE.DE",)),
        ("Tesla Inc (TSLA.O) gains.", ("TSLA",)),
        ("SAP <SAP.DE> gains.", ("SAP.DE",)),
        ("$RKLB and $BRK.B are up, $5 a share.", ("RKLB", "BRK-B")),
        ("The chief executive (CEO) on artificial intelligence (AI) and GDP (GDP).", ()),
        ("Palantir gains.", ("PLTR",)),
        ("Palantir Technologies gains (PLTR).", ("PLTR",)),
        ("PLTR gains.", ("PLTR",)),
        ("Vodafone Group gains.", ("VOD.L",)),
        ("Gain in chip shares lifts the index.", ()),
        ("Gain Therapeutics fell.", ("GANX",)),
        ("Shares depend ON rates.", ()),
        ("Profit fell 3%.", ()),
        ("", ()),
    ],
)
def test_a_text_speaks_of_the_shares_it_names(text: str, symbols: tuple[str, ...]) -> None:
    assert symbols_in(text, {**shipped(), **LEARNT}) == symbols


def test_a_name_not_learnt_yet_is_found_by_its_bracket_alone() -> None:
    assert symbols_in("Gain Therapeutics fell.", shipped()) == ()
    assert symbols_in("Gain Therapeutics (NASDAQ: GANX) fell.", shipped()) == ("GANX",)


def test_an_article_of_a_company_is_of_each_listing_of_it_that_is_known() -> None:
    abroad = replace(by_form("SAP.DE"), name="SAP SE")
    at_home = replace(by_form("SAP"), name="SAP SE")
    text = "SAP cuts its outlook."

    assert symbols_in(text, shipped()) == ("SAP",)
    assert symbols_in(text, {**shipped(), "SAP.DE": abroad}) == ("SAP.DE",)
    assert set(symbols_in(text, {**shipped(), "SAP": at_home, "SAP.DE": abroad})) == {
        "SAP",
        "SAP.DE",
    }
    assert symbols_in("Nvidia slips.", {**shipped(), "SAP.DE": abroad}) == ("NVDA",)


def test_two_listings_learnt_of_are_both_named() -> None:
    told = {"longName": "Vodafone Group Public Limited Company"}
    both = {one: by_metadata(one, told) for one in ("VOD", "VOD.L")}

    assert set(symbols_in("Vodafone gains.", {**shipped(), **both})) == {"VOD", "VOD.L"}
