import pytest
from hypothesis import given
from hypothesis import strategies as st

from sentiment.text import companies


def named(text: str, *names: str) -> list[str]:
    return [mention.company for mention in companies.mentions(text, names=names)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Nvidia's chips, NVIDIA and $NVDA", ["Nvidia"] * 3),
        ("Jensen Huang spoke; Huang left.", ["Nvidia", "Nvidia"]),
        ("Sam Altman answered Altman's critics.", ["OpenAI", "OpenAI"]),
        ("The maker of ChatGPT", ["OpenAI"]),
        ("Google and Facebook", ["Alphabet", "Meta"]),
        ("Advanced Micro Devices (AMD)", ["AMD", "AMD"]),
        ("Apple pies need an apple", ["Apple"]),
        ("nvidia falls", ["Nvidia"]),
        ("$nvda falls", ["Nvidia"]),
        ("#nvidia falls", ["Nvidia"]),
        ("I sold nvidia and kept AMD", ["Nvidia", "AMD"]),
        ("HOME DEPOT SHARES RISE", ["Home Depot"]),
        ("Home\nDepot, Home  Depot, Home\xa0Depot, Home\u202fDepot", ["Home Depot"] * 4),
        ("McDonald’s and McDonald's", ["McDonald's"] * 2),
        ("JPMorgan, JPMorgan Chase & Co., J.P. Morgan", ["JPMorgan Chase"] * 3),
        ("Big Blue and International Business Machines", ["IBM"] * 2),
        (
            "P&G, J&J, VW and GM",
            ["Procter & Gamble", "Johnson & Johnson", "Volkswagen", "General Motors"],
        ),
        ("Ford Motor (F) at 9", ["Ford", "Ford"]),
        ("an F grade; it is on the low side", []),
        ("GAP IN THE MARKET: ALL ON NOW", []),
        ("price target cut, gap up", []),
        ("Target prices rise", []),
        ("an arm of the group", []),
        ("Nvidian oracles intellect metal", []),
        ("unOpenAI OpenAIs", []),
        ("", []),
    ],
)
def test_companies_are_found_by_name_ticker_and_people(text: str, expected: list[str]) -> None:
    assert named(text) == expected


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Atria rose", "Atria Oyj"),
        ("Atria Oyj rose", "Atria Oyj"),
        ("Alba-Zeta rose", "The Alba-Zeta Company"),
        ("TKWY Holding rose", "TKWY Holding N.V."),
        ("$ZQRX rose", "ZQRX"),
        ("A&Z rose", "A&Z Inc."),
        ("Quellan shares rose", "Quellan Technologies Inc"),
        ("C++ Corp rose", "C++ Corp"),
    ],
)
def test_a_name_asked_for_is_found_with_and_without_its_legal_form(text: str, name: str) -> None:
    assert named(text, name) == [name]


@pytest.mark.parametrize(
    "name", ["NVDA", "$nvda", " Nvidia ", "nvidia", "Nvidia Corp.", "NVIDIA", "Huang"]
)
def test_a_name_or_ticker_stands_for_the_known_company(name: str) -> None:
    assert companies.resolve(name) == "Nvidia"


@pytest.mark.parametrize("name", ["Atria", "", "Nv", "Inc."])
def test_an_unknown_name_stands_for_itself(name: str) -> None:
    assert companies.resolve(name) == name


def test_tickers_lead_to_companies_and_back() -> None:
    tickers = {one.ticker: name for name, one in companies.known().items() if one.ticker}

    assert {ticker: companies.company_of(ticker) for ticker in tickers} == tickers
    assert {companies.ticker_of(name): name for name in tickers.values()} == tickers
    assert companies.company_of("NONE") is None
    assert companies.ticker_of("OpenAI") is None
    assert companies.ticker_of("Atria") is None


def test_a_name_asked_for_is_found_in_a_text_without_capitals() -> None:
    assert named("peloton shares slide", "Peloton") == ["Peloton"]
    assert named("target shares slide", "Target") == ["Target"]
    assert named("the price target is cut by UBS", "Target") == ["UBS"]
    assert named("MERRIWAY SHARES SLIDE", "Merriway") == ["Merriway"]


def test_who_is_known_by_one_name_is_found_by_the_others() -> None:
    assert named("JPMorgan fell", "JPMorgan Chase & Co.") == ["JPMorgan Chase"]
    assert named("Kohl's rose", "Kohl’s") == ["Kohl's"]


@pytest.mark.parametrize(
    ("name", "meant"),
    [("Nvida", "Nvidia"), ("Micorsoft", "Microsoft"), ("Meriway", "Merriway"), ("Zzz", None)],
)
def test_a_slip_in_a_name_leads_to_the_name_meant(name: str, meant: str | None) -> None:
    assert companies.near(name, others=["Merriway"]) == meant


def test_no_spelling_stands_for_two_companies() -> None:
    spellings = [name for one in companies.known().values() for name in one.known_as]

    assert len(set(spellings)) == len(spellings)


@given(
    st.lists(st.sampled_from("Nvidia AMD's $MU the Tim Cook’s, Nokia (Intel) fell".split())),
    st.text(max_size=20),
)
def test_mentions_lie_in_the_text_in_order_and_apart(words: list[str], other: str) -> None:
    text = " ".join([*words, other])

    found = companies.mentions(text, names=["Nokia"])

    ends = [0, *(mention.end for mention in found)]
    assert all(end <= one.start < one.end for end, one in zip(ends, found, strict=False))
    assert all(companies.resolve(text[one.start : one.end]) == one.company for one in found)


@given(st.text(min_size=1, max_size=12))
def test_any_name_asked_for_is_looked_for_as_written(name: str) -> None:
    companies.mentions(f"Before {name} behind", names=[name])


def test_places_and_public_bodies_are_no_companies() -> None:
    places, bodies = map(companies.no_companies, ("places", "bodies"))

    assert {"Europe", "Wall Street"} <= places
    assert {"Fed", "SEC"} <= bodies
    assert places.isdisjoint(bodies)
    assert companies.known().keys().isdisjoint(places | bodies)


@pytest.mark.parametrize(
    ("asked", "text"),
    [("L'Oréal", "L'Oreal sales slow"), ("Nestle", "Sales at Nestlé slow"), ("Citroen", "CITROËN")],
)
def test_accents_make_no_other_company(asked: str, text: str) -> None:
    (found,) = companies.mentions(text, names=[asked])

    assert found.company == companies.resolve(asked)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Analysts at Crane & Dell downgraded the stock.", []),
        ("Nvidia & AMD fall.", ["Nvidia", "AMD"]),
        ("Nvidia & Example sign a deal.", ["Nvidia"]),
        ("Procter & Gamble rose, Tesla & Co fell.", ["Procter & Gamble", "Tesla"]),
    ],
)
def test_the_second_name_of_a_firm_is_no_other_company(text: str, named: list[str]) -> None:
    assert [one.company for one in companies.mentions(text)] == named
