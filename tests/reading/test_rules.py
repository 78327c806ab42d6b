import pytest

from sentiment.reading import marks, rules
from sentiment.reading.marks import Hit, Mark
from sentiment.reading.rule_rows import Rule
from sentiment.reading.rule_rows import rules as rows
from sentiment.reading.sentence import read_sentence
from sentiment.text import matching


def found(text: str) -> list[Mark]:
    words, terms = marks.read_words(text)
    return rules.find_rules(words, terms)[0]


def said(rule: Rule, text: str) -> bool:
    """Return whether a rule is found in a text: by its reason, as its name may hold a term."""
    if rule.whole:
        words, terms = marks.read_words(text)
        _, taken, _ = rules.find_rules(words, terms)
        return len(taken) == len(words)
    return any(mark.reason == rule.reason for mark in found(text))


YES = [pytest.param(rule, text, id=text) for rule in rows() for text in rule.yes]
NO = [pytest.param(rule, text, id=text) for rule in rows() for text in rule.no]


@pytest.mark.parametrize(("rule", "text"), YES)
def test_a_rule_is_found_in_its_examples(rule: Rule, text: str) -> None:
    assert said(rule, text)


@pytest.mark.parametrize(("rule", "text"), NO)
def test_a_rule_is_not_found_where_it_says_so(rule: Rule, text: str) -> None:
    assert not said(rule, text)


def test_no_rule_that_would_be_found_is_left_out_for_what_a_sentence_lacks() -> None:
    for text in [text for rule in rows() for text in (*rule.yes, *rule.no)]:
        words, terms = marks.read_words(text)
        tagged: dict[str, list[Hit]] = {}
        for hits in marks.families_for_rules(words, terms).values():
            for hit in hits:
                for tag in hit.term.tags:
                    tagged.setdefault(tag, []).append(hit)

        looked_for = rules.rules_for(words, terms)

        found = [row for row in rows() if any(matching.matches(row.pattern, words, tagged))]
        assert [row.name for row in found if row not in looked_for] == []


def test_a_sentence_without_a_term_of_a_rule_is_asked_for_none() -> None:
    words, terms = marks.read_words("The firm said on Monday that it has no comment.")

    assert not rules.rules_for(words, terms)


def test_every_rule_has_examples_of_both_and_a_reason_of_its_own() -> None:
    assert all(rule.yes and rule.no for rule in rows())
    assert len({rule.reason for rule in rows()}) == len(rows())


@pytest.mark.parametrize(
    ("text", "name", "sign"),
    [
        ("Tariffs hurt its margins", "“margins” hurt", -1),
        ("The market situation was difficult", "“market situation” stands well or badly", -1),
        ("The order was won by the shipyard", "gets “order”", 1),
        ("The carrier lost its London licence", "loses “licence”", -1),
    ],
)
def test_what_a_rule_says_names_the_term(text: str, name: str, sign: int) -> None:
    told = {mark.rule: mark.points for mark in found(text)}

    assert told[name] * sign > 0


def test_a_signed_agreement_is_worth_less_than_an_order() -> None:
    (agreement,) = found("The company signed an agreement")
    (order,) = found("The company won an order")

    assert 0 < agreement.points < order.points


def test_what_a_rule_speaks_for_is_its_words() -> None:
    words, terms = marks.read_words("On Monday the rally faded")

    told, taken, _ = rules.find_rules(words, terms)

    assert [words[place].text for place in sorted(taken)] == ["rally", "faded"]
    assert [(mark.first, mark.last) for mark in told] == [(3, 4)]


def test_one_prize_is_won_by_one_verb() -> None:
    (mark,) = found("The two signed an agreement on strategic cooperation")

    assert mark.rule == "gets “agreement”"


@pytest.mark.parametrize(("rule", "text"), [one for one in YES if not one.values[0].whole])
def test_a_rule_is_not_denied_by_a_word_that_it_asks_for(rule: Rule, text: str) -> None:
    points = [one.points for one in found(text) if one.reason == rule.reason and one.points]
    told = [one.points for one in read_sentence(text).told if one.reason == rule.reason]
    assert [one > 0 for one in told] == [one > 0 for one in points]
