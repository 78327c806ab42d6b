import json
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

import dashboard
from dashboard import state

APP = Path(dashboard.__file__).parent / "app.py"
TIMED = "A bet unravels\nPublished Mon, Feb 2 2026 11:42 AM EST\n\n"
UNDATED = ["claim", "share", "verdict"]
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
        ("Nvidia's shares fell 1.1%", "Mon 2 Feb 2026", "matches an intraday moment only"),
        ("Nvidia closed at $191.13", "Fri 30 Jan 2026", "matches the close"),
    ]


def test_the_claim_that_was_true_for_a_while_is_opened_first(article: AppTest) -> None:
    text = "Nvidia closed at $191.13 on Friday. Nvidia's shares fell 1.1% on Monday."

    shown = [one.value for one in read(article, TIMED + text).markdown]

    assert any("passed 10" in one and "189" in one for one in shown)


def test_all_claims_are_told_in_one_line(article: AppTest) -> None:
    text = "Nvidia closed at $191.13 on Friday. Nvidia's shares fell 1.1% on Monday."

    shown = [one.value for one in read(article, TIMED + text).markdown]

    assert "2 price claims: 1 matches, 1 a moment only." in shown


def test_each_claim_is_underlined_in_its_passage(article: AppTest) -> None:
    text = "Nvidia closed at $191.13 on Friday.\n\nNvidia's shares fell 1.1% on Monday, it said."

    parts = [part for passage in passages(read(article, TIMED + text)) for part in passage]

    assert [(one["text"], one["verdict"], one["opened"]) for one in parts if one["verdict"]] == [
        ("Nvidia closed at $191.13", "matches the close", False),
        ("Nvidia's shares fell 1.1%", "matches an intraday moment only", True),
    ]
    assert " on Monday, it said." in [one["text"] for one in parts]


def passages(article: AppTest) -> list[list[dict[str, Any]]]:
    """Return what the page shows of the text around its claims."""
    told = [one.proto for one in article.get("bidi_component")]
    return next(json.loads(one.json) for one in told if one.component_name == "claims")["passages"]


def test_claims_know_what_was_known_when_the_reader_says_it_was_rewritten(
    article: AppTest,
) -> None:
    text = (
        "AMD falls\nPublished Wed, Feb 4 2026 11:15 AM EST\n\nAMD closed at $200.19 on Wednesday."
    )

    assert claimed(read(article, text))[0]["verdict"] == "cannot be checked"
    article.datetime_input(key=state.UPDATED).set_value(datetime(2026, 2, 4, 16, 31)).run()
    assert claimed(article)[0]["verdict"] == "matches the close"


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


def test_an_undated_article_lists_its_claims_and_offers_a_day_with_its_reason(
    article: AppTest,
) -> None:
    text = "A bet unravels\n\nNvidia closed at $185.61 on Monday, down 2.9%."
    shown = read(article, text)

    listed = next(one.value for one in shown.dataframe if list(one.value.columns) == UNDATED)
    assert set(listed["verdict"]) == {"say when it was published"}
    assert len(listed) == 2
    offer = next(one for one in shown.button if one.label == "It is of Mon 2 Feb 2026")
    assert any("closed at" in one.value for one in shown.caption)
    offer.click().run()
    assert {row["verdict"] for row in claimed(article)} == {"matches the close"}


def test_no_day_is_offered_where_nothing_bears_out(article: AppTest) -> None:
    shown = read(article, "A bet unravels\n\nNvidia closed at $985.61 on Monday.")

    assert not [one for one in shown.button if one.label.startswith("It is of")]


def test_the_example_says_when_it_was_published_and_shows_its_claims(article: AppTest) -> None:
    fill = next(one for one in article.button if one.label == "Fill in an example")
    fill.click().run()

    assert not article.exception
    assert claimed(article)[0]["verdict"] == "matches an intraday moment only"
