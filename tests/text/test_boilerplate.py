"""What is no sentence of an article is recognised, and no sentence that looks like it is."""

import pytest

from sentiment.text import boilerplate

EXAMPLES = boilerplate.examples()


@pytest.mark.parametrize(("reason", "line"), [(why, line) for why, line, of in EXAMPLES if of])
def test_a_line_of_a_kind_is_told_with_its_reason(reason: str, line: str) -> None:
    assert boilerplate.recognise(line) == reason


@pytest.mark.parametrize("line", [line for _, line, of in EXAMPLES if not of])
def test_a_line_that_only_looks_like_it_is_read(line: str) -> None:
    assert boilerplate.recognise(line) is None


@pytest.mark.parametrize(
    "paragraph",
    [
        "This article is for informational purposes only and is not financial advice.",
        "This release contains forward-looking statements within the meaning of the Private "
        "Securities Litigation Reform Act of 1995, such as on losses and weak demand.",
        "Forward-looking statements involve risks and uncertainties that may cause results to "
        "differ materially, among them fires, strikes, lawsuits and recalls. " * 20,
        "The author holds no position in any of the stocks mentioned.",
        "Past performance is no guarantee of future results.",
        "Disclaimer: Views and investment tips expressed by experts are their own.",
    ],
)
def test_a_disclaimer_of_any_length_is_recognised(paragraph: str) -> None:
    assert boilerplate.recognise(paragraph) == "a disclaimer"


@pytest.mark.parametrize(
    "paragraph",
    [
        "The company withdrew its forward-looking statements on Monday.",
        "The suit under the Securities Act was dropped.",
        "Fund managers hold no positions in the debt of the firm.",
        "The bank recommended the shares and raised its target.",
        "It made an offer for its rival.",
    ],
)
def test_a_sentence_with_a_word_of_disclaimers_is_read(paragraph: str) -> None:
    assert boilerplate.recognise(paragraph) is None


@pytest.mark.parametrize(
    "line",
    [
        "Share prices fell on Monday.",
        "Shares like these are rarely cheap.",
        "By Monday the loss had been made good",
        "Nvidia's $100 billion gamble on OpenAI comes apart",
        "Print ads are down, digital is up.",
        "Advertisers are leaving the platform",
        "Home sales fell for a third month",
        "Markets shrug off a default",
        "Contacts lenses were recalled by Alcon",
        "Apple | Google deal under scrutiny",
        "Related-party deals cost the group $4 million.",
        "Image sensors lifted Sony's profit",
        "Source: Apple to cut orders, a supplier says in Taipei.",
        "Close to 9,000 jobs will go.",
        "Rating agencies cut Boeing to junk",
        "Updated guidance from Target disappoints",
        "Read the fine print: margins are falling",
        "Sign language app wins a prize",
        "Download speeds improved at Verizon",
        "Subscribe rates at Peloton slip",
        "Live sports help Fox beat estimates",
        "Questions and doubts weigh on Tesla",
        "Safe harbor rules are tightened for banks, the regulator says",
        "Copyright claims hit OpenAI",
        "Top news of the week was the fall of a bank.",
        "From 3 March the dividend is paid.",
        "Analysts: the worst is over",
        "Operator of the pipeline cuts output",
        "AMD +3% as a deal is signed",
        "EPS -12% on weak demand",
    ],
)
def test_a_headline_or_sentence_is_no_boilerplate(line: str) -> None:
    assert boilerplate.recognise(line) is None


def test_any_line_costs_no_more_than_its_length() -> None:
    line = "share " * 60 + "| " * 20
    assert boilerplate.recognise(line) is None or len(line) <= boilerplate.LONGEST
    assert boilerplate.recognise("a. " * 100_000) is None
