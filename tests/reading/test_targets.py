import pytest

from sentiment.reading import targets
from sentiment.reading.article import score
from sentiment.text.companies import Mention, mentions


def about(sentence: str, company: str, *pieces: str) -> list[str]:
    """Return which of the pieces, words of the sentence, are about a company."""
    spans = [
        Mention(piece, sentence.index(piece), sentence.index(piece) + len(piece))
        for piece in pieces
    ]
    named = mentions(sentence, names=[company])
    found = targets.pieces_by_company(sentence, spans, mentions=named)
    return [one.company for one in found.get(company, ())]


@pytest.mark.parametrize(
    ("sentence", "pieces", "first", "second"),
    [
        ("AMD soars while Nvidia slips", ["soars", "slips"], "AMD", "Nvidia"),
        ("AMD soars, but Nvidia slips", ["soars", "slips"], "AMD", "Nvidia"),
        ("AMD soars; Nvidia slips", ["soars", "slips"], "AMD", "Nvidia"),
        ("Profit fell at AMD, while Nvidia thrived", ["fell", "thrived"], "AMD", "Nvidia"),
        ("Tesla fell 3% after Apple soared", ["fell", "soared"], "Tesla", "Apple"),
    ],
)
def test_each_clause_belongs_to_the_name_in_it(
    sentence: str, pieces: list[str], first: str, second: str
) -> None:
    assert about(sentence, first, *pieces) == pieces[:1]
    assert about(sentence, second, *pieces) == pieces[1:]


@pytest.mark.parametrize("company", ["AMD", "Nvidia", "Intel"])
@pytest.mark.parametrize("sentence", ["AMD, Nvidia and Intel fell", "AMD/Nvidia/Intel fell"])
def test_names_of_a_list_share_what_is_said(sentence: str, company: str) -> None:
    assert about(sentence, company, "fell") == ["fell"]


@pytest.mark.parametrize("company", ["Nvidia", "OpenAI"])
def test_a_bet_of_one_on_another_is_both_of_theirs(company: str) -> None:
    assert about("Nvidia's bet on OpenAI imploded", company, "imploded") == ["imploded"]


def test_a_name_not_known_takes_what_is_said_of_it() -> None:
    sentence = "Nvidia rose while shares of Western Digital fell"

    assert about(sentence, "Nvidia", "rose", "fell") == ["rose"]


@pytest.mark.parametrize("noun", ["CEO", "Monday", "January", "AI", "The"])
def test_a_capital_alone_makes_no_company(noun: str) -> None:
    assert about(f"Nvidia said on or by {noun} it fell", "Nvidia", "fell") == ["fell"]


def test_of_a_company_not_named_there_is_nothing() -> None:
    assert about("Nvidia fell", "Nokia", "fell") == []


@pytest.mark.parametrize(
    ("sentence", "carried"),
    [
        ("The company expects a better year.", True),
        ("It expects a better year.", True),
        ("Its shares fell.", True),
        ("“It fell,” he said.", True),
        ("But the stock fell.", True),
        ("However, the chipmaker fell.", True),
        ("The deal fell through.", True),
        ("Italy fell.", False),
        ("AMD fell.", False),
        ("The weather was fine.", False),
        ("", False),
    ],
)
def test_a_pronoun_or_a_company_without_its_name_goes_on(sentence: str, carried: bool) -> None:
    assert targets.carried_on(sentence) is carried


LEE = "said Ann Lee, senior economist at North Bank."


@pytest.mark.parametrize(
    ("sentences", "comments"),
    [
        ([f"“Growth is slowing,” {LEE}"], [True]),
        (["“Growth is slowing.", f"It will slow more,” {LEE}"], [True, True]),
        ([f"“Growth is slowing,” {LEE}", "“It will slow more.”"], [True, True]),
        ([f"“Growth is slowing,” {LEE}", "It will slow more, she added."], [True, True]),
        ([f"“Growth is slowing,” {LEE}", "Shares fell."], [True, False]),
        ([f"“The Fed is slow in Europe,” {LEE}"], [True]),
        ([f"“Atria is slow in Europe,” {LEE}"], [True]),  # an opening may be any word
        ([f"“Growth at Nokia is slowing,” {LEE}"], [False]),
        ([f"“Micron is slow,” {LEE}"], [False]),
        (["Growth is slowing."], [False]),
        ([], []),
    ],
)
def test_a_comment_on_the_times_names_nobody_but_its_source(
    sentences: list[str], comments: list[bool]
) -> None:
    named = [mentions(sentence) for sentence in sentences]

    assert list(targets.find_comments(sentences, named)) == comments


@pytest.mark.parametrize("company", ["Tesla", "Nvidia"])
@pytest.mark.parametrize(
    "sentence",
    [
        "The Dow fell, led by Tesla and Nvidia.",
        "The Dow fell 2%, dragged lower by losses in Tesla and Nvidia.",
        "Shares of makers including Tesla and Nvidia fell.",
        "Makers such as Tesla and Nvidia fell on Friday.",
    ],
)
def test_who_leads_a_move_or_is_of_a_set_that_moved_shares_it(sentence: str, company: str) -> None:
    assert about(sentence, company, "fell") == ["fell"]


@pytest.mark.parametrize(
    "sentence", ["The Dow fell while Tesla waited", "The Dow fell after a test by Tesla"]
)
def test_a_move_is_not_shared_by_all_who_are_named_behind_it(sentence: str) -> None:
    assert about(sentence, "Tesla", "fell") == []


@pytest.mark.parametrize(
    "sentence",
    [
        "Nokia cut its target price for Tesla, which fell",
        "Nokia analysts lowered their rating on Tesla, which fell",
        "Nokia downgraded Tesla, which fell",
        "Nokia Downgrades Tesla, Which fell",
        "Nokia Analysts Cut Price Target For Tesla, Which fell",
        "Nokia cut its Tesla target to $40, which fell",
        "Tesla fell, said Ann Lee, analyst at Nokia.",
    ],
)
def test_a_house_that_rates_or_comments_is_not_whom_it_is_about(sentence: str) -> None:
    assert about(sentence, "Nokia", "fell") == []
    assert about(sentence, "Tesla", "fell") == ["fell"]


@pytest.mark.parametrize(
    "between", ["on Thursday", "in Europe", "on Wall Street", "at its Dresden plant"]
)
def test_a_day_a_place_or_what_is_owned_is_nobody(between: str) -> None:
    assert about(f"Nokia said {between} fell", "Nokia", "fell") == ["fell"]


def test_a_name_with_of_in_it_is_one_name() -> None:
    sentence = "Tesla and Bank of Alba fell"

    assert about(sentence, "Tesla", "fell") == ["fell"]


def test_a_day_at_the_end_with_its_stop_is_nobody() -> None:
    sentence = "Nokia, whose factories are in the north, closed 27% higher on Thursday."

    assert about(sentence, "Nokia", "higher") == ["higher"]


def test_a_move_in_somebody_is_theirs_whoever_else_is_near() -> None:
    sentence = "The Dow shrugged off a slump of 4% in Intel and a drop at Nokia as AMD waited"

    assert about(sentence, "Intel", "slump", "drop") == ["slump"]
    assert about(sentence, "Nokia", "slump", "drop") == ["drop"]
    assert about(sentence, "AMD", "slump", "drop") == []


@pytest.mark.parametrize("company", ["Apple", "Nokia"])
@pytest.mark.parametrize(
    "sentence",
    [
        "Apple Inc Nokia Oyj fell",
        "Apple Inc. and Nokia Corp fell",
        "Phone maker Apple and rival Nokia fell",
        "Apple and network maker Nokia fell",
    ],
)
def test_a_legal_form_or_a_trade_between_two_names_does_not_part_them(
    sentence: str, company: str
) -> None:
    assert about(sentence, company, "fell") == ["fell"]


def test_where_figures_come_from_is_not_whom_they_are_of() -> None:
    sentence = "Micron said in the spring that it fell, according to data from Fjord"

    assert about(sentence, "Micron", "fell") == ["fell"]
    assert about(sentence, "Fjord", "fell") == []


def test_a_word_of_a_name_is_not_said_of_it() -> None:
    assert about("Boom Video fell", "Boom Video", "Boom", "fell") == ["fell"]


@pytest.mark.parametrize(
    "text",
    [
        "OpenAI is unsatisfied with some of Nvidia's chips.",
        "Oracle has been unhappy with the speed of Nvidia's deliveries.",
        "Dell complained about Nvidia.",
    ],
)
def test_a_complaint_falls_on_whose_thing_it_is(text: str) -> None:
    assert score(text, about="Nvidia").compound <= score(text).compound <= 0
    assert score(text, about="Nvidia").label == score(text).label


@pytest.mark.parametrize(
    "rated",
    [
        "Barclays raised its price target.",
        "Barclays and UBS raised their price targets.",
        "Analysts at UBS and Barclays raised their targets.",
        "Brokers have lifted their targets.",
        "Two strategists bumped up their targets.",
    ],
)
def test_what_brokers_do_is_told_of_the_share_that_a_text_is_about(rated: str) -> None:
    text = f"Nvidia met its suppliers. {rated}"

    about_share, about_house = (score(text, about=name) for name in ("Nvidia", "Barclays"))

    assert about_share.label == "positive"
    assert not about_house.compound > 0


def test_a_rated_share_that_is_named_takes_what_is_said() -> None:
    text = "Nvidia met its suppliers. Barclays raised its price target for AMD."

    assert score(text, about="AMD").label == "positive"
    assert score(text, about="Nvidia").label == "neutral"


def test_a_trade_that_is_rated_is_no_share_named_before() -> None:
    text = "Nvidia met its suppliers. Barclays upgraded the makers of cement."

    assert score(text, about="Nvidia").label == "neutral"


@pytest.mark.parametrize(
    ("text", "about", "label"),
    [
        ("Nokia Soars On Patent Win While Corvo Slumps", "Nokia", "positive"),
        ("Nokia Soars On Patent Win While Corvo Foods Slumps", "Nokia", "positive"),
        ("Nokia, unlike Ericsson, missed forecasts", "Nokia", "negative"),
        ("Nokia, like rival Ericsson, missed forecasts", "Nokia", "negative"),
    ],
)
def test_whom_a_title_sets_beside_a_company_takes_nothing_of_what_it_does(
    text: str, about: str, label: str
) -> None:
    assert score(text, about=about).label == label
