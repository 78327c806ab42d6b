import pytest

from sentiment import aspects
from sentiment.companies import Mention, mentions


def about(sentence: str, company: str, *pieces: str) -> list[str]:
    """Return which of the pieces, words of the sentence, are about a company."""
    spans = [
        Mention(piece, sentence.index(piece), sentence.index(piece) + len(piece))
        for piece in pieces
    ]
    found = aspects.pieces_about(
        sentence, spans, mentions=mentions(sentence, names=[company]), company=company
    )
    return [one.company for one in found]


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
    assert aspects.carried_on(sentence) is carried
