import pytest

from sentiment.text import boilerplate


@pytest.mark.parametrize(
    "line",
    [
        "Share. Like. Sign up free",
        "Share",
        "Share this article",
        "Share on Facebook Twitter LinkedIn",
        "Sign up for our morning newsletter",
        "Subscribe today for unlimited access.",
        "Advertisement",
        "Story continues below advertisement",
        "Read more: What chips cost",
        "Related articles",
        "By Ada Lovelace",
        "By Ada Lovelace and Charles Babbage",
        "(Reporting by the desk in New York; Editing by the desk in London)",
        "Photo: a data centre in Texas",
        "Updated 4 min ago",
        "5 min read",
        "© 2026 All rights reserved.",
        "Home | Markets | Technology",
        "This article is for informational purposes only and is not financial advice.",
    ],
)
def test_furniture_is_recognised(line: str) -> None:
    assert boilerplate.recognise(line) is not None


@pytest.mark.parametrize(
    "line",
    [
        "Share prices fell on Monday.",
        "Shares like these are rarely cheap.",
        "Sign of trouble at Nvidia as a plan stalls",
        "By Monday the loss had been made good",
        "From Taipei, Huang answered the report.",
        "Read the filing closely and the caution is plain.",
        "The picture is mixed.",
        "Market leaders fell.",
        "News of the round lifted the shares.",
        "Updated guidance was above estimates.",
        "Nvidia's $100 billion gamble on OpenAI comes apart",
    ],
)
def test_a_sentence_of_the_article_is_not_furniture(line: str) -> None:
    assert boilerplate.recognise(line) is None
