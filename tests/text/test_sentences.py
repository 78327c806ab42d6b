import itertools

import pytest
import sentencex
from hypothesis import given
from hypothesis import strategies as st

from sentiment.text.invisible import Visible
from sentiment.text.sentences import split_passages


def sentences(text: str) -> list[str]:
    return [sentence.text for sentence in split_passages(text).sentences]


@pytest.mark.parametrize(
    "expected",
    [
        ["Nvidia Inc. rose 2.5% on Monday.", "The U.S. market was flat."],
        ["The deal is worth $100 billion.", "It was signed on Jan. 5."],
        ["They met in Washington, D.C.", "But nobody spoke."],
        ["Mr. Huang said the plan was on ice.", "“We never committed,” he said.", "Shares fell."],
        ["Shares closed at $185.61, down 2.9%.", "The No. 1 chip maker lost ground."],
        ["Wait... what happened?", "Nobody knows!"],
        ["The U.S. Federal Reserve met at 2 p.m. ET on Tuesday.", "Rates were unchanged."],
        ["Yahoo! Inc. bought a stake.", "It cost 3.5 billion dollars vs. 2.9 billion before."],
        ["A maker of chips (NASDAQ: NVDA) fell 1.2%.", "Others gained."],
        ["Sales grew in the U.S.", "The rest was flat."],
        ["“Is it over?” she asked.", "No one answered."],
        ["It paid approx. $20 billion for Groq.", "OpenAI Corp. declined to comment."],
        ["It slid 3.4 pct. in early trading.", "Volume was 1.2m."],
        ["$NVDA to the moon!", "#stocks are up."],
        ["Alba fell 3% despite a good year [1]", "- Its margin is down [2][3]", "- Costs rose"],
        ["Sales [1] - a new high - rose 5%."],
    ],
)
def test_sentences_end_where_a_reader_ends_them(expected: list[str]) -> None:
    assert sentences(" ".join(expected)) == expected


@pytest.mark.parametrize("share", ["MSFT.US", "BRK.B", "VOD.L"])
def test_the_market_behind_a_ticker_is_part_of_it(share: str) -> None:
    assert sentences(f"{share}, the group, fell 3%. It rose again.") == [
        f"{share}, the group, fell 3%.",
        "It rose again.",
    ]


@pytest.mark.parametrize("sign", ["\u00ad", "\u200b", "\u200c", "\u200d", "\u2060", "\ufeff"])
def test_an_invisible_character_parts_no_word(sign: str) -> None:
    text = f"{sign}AMD shares plum{sign}meted 17%.{sign} It was{sign} bad."

    first, second = split_passages(text).sentences
    assert (first.text, second.text) == ("AMD shares plummeted 17%.", "It was bad.")
    assert text[first.start : first.end] == f"AMD shares plum{sign}meted 17%."
    assert text[second.start : second.end] == f"It was{sign} bad."


def test_a_headline_and_bullets_without_a_stop_stand_alone() -> None:
    text = "Bet on OpenAI unravels\n\n- Shares fell\n- The plan is on ice\n\nNvidia said nothing."

    assert sentences(text) == [
        "Bet on OpenAI unravels",
        "- Shares fell",
        "- The plan is on ice",
        "Nvidia said nothing.",
    ]


def test_hard_wrapped_lines_are_one_paragraph() -> None:
    text = (
        "Nvidia would put up to one hundred billion dollars into OpenAI, and OpenAI\n"
        "would buy chips with it. That plan is on ice, according to a report that\n"
        "appeared on Friday."
    )

    assert len(sentences(text)) == 2
    assert {sentence.paragraph for sentence in split_passages(text).sentences} == {0}


def test_the_headline_and_the_first_paragraph_are_told_apart() -> None:
    text = "A bet unravels\n\nThe plan is on ice. Shares fell.\n\nNobody was surprised."

    roles = [sentence.role for sentence in split_passages(text).sentences]

    assert roles == ["headline", "lead", "lead", "body"]


def test_a_passage_pasted_twice_counts_once() -> None:
    body = "The plan is on ice, a report said.\n\nShares fell 1.1% on Monday."

    read = split_passages(body + "\n\n" + body.replace("a report", "A  Report"))

    assert [sentence.copies for sentence in read.sentences] == [2, 2]
    assert [omission.why for omission in read.omissions] == ["repeat", "repeat"]


def test_a_short_sentence_may_be_said_twice() -> None:
    assert sentences("Was it over? Yes. Was it a surprise? Yes.").count("Yes.") == 2


def test_furniture_is_left_out_and_named() -> None:
    read = split_passages("A bet unravels\n\nAdvertisement\n\nShares fell on Monday.")

    assert [sentence.text for sentence in read.sentences] == [
        "A bet unravels",
        "Shares fell on Monday.",
    ]
    assert [omission.reason for omission in read.omissions] == ["an advertisement"]


@given(st.text(max_size=300))
def test_spans_lie_in_the_text_in_order_and_apart(text: str) -> None:
    read = split_passages(text)

    assert all(Visible(text[one.start : one.end]).text == one.text for one in read.sentences)
    spans = sorted((one.start, one.end) for one in (*read.sentences, *read.omissions))
    assert all(first[1] <= second[0] for first, second in itertools.pairwise(spans))
    held = sum(end - start for start, end in spans)
    seen = Visible(text).text
    assert held >= sum(not character.isspace() for character in seen) - text.count("\n")


@pytest.mark.parametrize(
    "unit",
    [
        *("“", "”", "‘", "’", "«", "»", "‹", "„", "「", "'", '"', "(", "[", ".", "?", "…", " "),
        *("“a ", "“a. ", "“He said. ", "(a. ", "[1] ", "«A. B» ", "a.", "Mr. ", "U.S. ", "e.g. "),
    ],
)
def test_the_work_grows_with_the_text_whatever_it_repeats(
    unit: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The splitter's work may grow with the square of what it is given in one piece."""
    given_at_once: list[int] = []
    split = sentencex.get_sentence_boundaries

    def counted(language: str, block: str) -> object:
        given_at_once.append(len(block))
        return split(language, block)

    monkeypatch.setattr(sentencex, "get_sentence_boundaries", counted)

    def work(size: int) -> int:
        given_at_once.clear()
        split_passages("A" + (unit * size)[:size] + "z")
        return sum(length**2 for length in given_at_once)

    assert work(40_000) < 2.3 * work(20_000)


@pytest.mark.parametrize("size", [1_000, 5_000, 12_000])
def test_a_long_paragraph_holds_the_sentences_of_its_parts(size: int) -> None:
    sentence = "“Deal {} of the U.S. firm is off,” Mr. Huang said."
    expected = [sentence.format(number) for number in range(size // len(sentence))]

    assert sentences(" ".join(expected)) == expected


def test_a_long_paragraph_without_a_stop_is_read_to_its_end() -> None:
    words = [f"word{number}" for number in range(5_000)]

    assert " ".join(sentences(" ".join(words))).split() == words
