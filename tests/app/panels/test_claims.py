from collections.abc import Iterator
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

import dashboard

APP = Path(dashboard.__file__).parent / "app.py"
TIMED = "A bet unravels\nPublished Mon, Feb 2 2026 11:42 AM EST\n\n"
TABLE = ["claim", "share", "day", "verdict", "words"]


@pytest.fixture
def article(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[AppTest]:
    """The article page over an empty library, without a network."""
    monkeypatch.setenv("DASHBOARD_OFFLINE", "1")
    monkeypatch.setenv("DASHBOARD_STORE", f"sqlite:///{tmp_path}/store.db")
    st.cache_resource.clear()
    st.cache_data.clear()
    yield (
        AppTest.from_file(str(APP), default_timeout=60).run().switch_page("views/article.py").run()
    )
    st.cache_resource.clear()
    st.cache_data.clear()


def read(article: AppTest, text: str) -> AppTest:
    """Paste a text."""
    article.text_area[0].set_value(text).run()
    assert not article.exception
    return article


def claimed(article: AppTest) -> list[dict[str, str]]:
    """Return the rows of the table of claims; none if there is no such table."""
    tables = [one.value for one in article.dataframe if list(one.value.columns) == TABLE]
    return tables[0].to_dict("records") if tables else []


def test_each_claim_stands_in_a_table_with_its_verdict(article: AppTest) -> None:
    text = "Nvidia closed at $191.13 on Friday. Nvidia's shares fell 1.1% on Monday."

    rows = claimed(read(article, TIMED + text))

    assert [(row["claim"], row["day"], row["verdict"]) for row in rows] == [
        ("Nvidia closed at $191.13", "Fri 30 Jan 2026", "matches the close"),
        ("Nvidia's shares fell 1.1%", "Mon 2 Feb 2026", "matches an intraday moment only"),
    ]


def test_the_claim_that_was_true_for_a_while_is_opened_first(article: AppTest) -> None:
    text = "Nvidia closed at $191.13 on Friday. Nvidia's shares fell 1.1% on Monday."

    shown = [one.value for one in read(article, TIMED + text).markdown]

    assert any("passed 10" in one and "189" in one for one in shown)


def test_a_day_that_the_words_leave_open_is_marked(article: AppTest) -> None:
    [row] = claimed(read(article, TIMED + "Tesla shares rose 2%."))

    assert row["day"].endswith(", perhaps")
    assert row["verdict"] == "cannot be checked"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Nvidia's shares fell 1.1% on Monday.", "Say above when it was published"),
        (TIMED + "Nvidia's revenue rose 62%.", "It says nothing of a price"),
    ],
)
def test_an_empty_panel_says_why(article: AppTest, text: str, said: str) -> None:
    told = [one.value for one in read(article, text).caption]

    assert claimed(article) == []
    assert any(one.startswith(said) for one in told)


def test_the_example_says_when_it_was_published_and_shows_its_claims(article: AppTest) -> None:
    fill = next(one for one in article.button if one.label == "Fill in an example")
    fill.click().run()

    assert not article.exception
    assert claimed(article)[0]["verdict"] == "matches an intraday moment only"
