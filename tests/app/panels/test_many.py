"""Several articles are shown as they are understood, mended in place, and kept at one press."""

from contextlib import closing
from pathlib import Path
from zlib import crc32

import pytest
from streamlit.testing.v1 import AppTest

import dashboard
from dashboard.panels import many
from sentiment.library.library import Library
from sentiment.reading import article

APP = Path(dashboard.__file__).with_name("app.py")
NEWS = (
    "datetime,headline,ticker\n2026-02-03 09:05,AMD beats estimates,AMD\n"
    "2026-02-04 16:05,AMD slides on a weak outlook,AMD\nsoon,AMD names a new chief,AMD\n"
)
LIST = (
    "Feb 3, 2026 AMD beats estimates on servers\nFeb 4, 2026 AMD slides after a weak outlook\n"
    "Feb 5, 2026 AMD cuts its forecast again\n"
)


@pytest.fixture
def app(own_library: str) -> AppTest:
    """The page for reading an article, on a library of its own, without a network."""
    assert own_library
    app = AppTest.from_file(str(APP), default_timeout=60)
    app.run()
    return app.switch_page("views/article.py").run()


def dropped(app: AppTest, name: str, content: str) -> AppTest:
    return (
        app.file_uploader(key="article_file").set_value((name, content.encode(), "text/csv")).run()
    )


def keep(app: AppTest) -> str:
    return app.button(key="many_keep").label


def test_a_table_is_shown_with_its_one_question_and_kept(app: AppTest, own_library: str) -> None:
    dropped(app, "news.csv", NEWS)

    assert not app.exception
    assert app.selectbox(key="many_zone").value == "America/New_York"
    assert keep(app) == "Keep 2 articles · AMD"
    assert "1 row cannot be kept yet" in app.warning[0].value
    app.button(key="many_keep").click().run()
    with closing(Library(own_library)) as library:
        held = library.articles.all()
    assert sorted(held["title"]) == ["AMD beats estimates", "AMD slides on a weak outlook"]
    assert not app.exception
    assert app.session_state["share"] == "AMD"
    assert [one.value for one in app.header] != ["Read an article"]


def test_a_pasted_list_is_rows_and_its_box_is_empty_once_kept(app: AppTest) -> None:
    app.text_area(key="article_text").set_value(LIST).run()

    assert not app.exception
    assert keep(app) == "Keep 3 articles · AMD"
    app.button(key="many_keep").click().run()
    app.switch_page("views/article.py").run()
    assert app.text_area(key="article_text").value == ""


def long_table(rows: int) -> str:
    lines = (
        f"2026-02-{day % 27 + 1:02} 09:05-05:00,AMD wins order number {day},AMD"
        for day in range(rows)
    )
    return "\n".join(["datetime,headline,ticker", *lines])


def test_of_a_long_table_the_rows_in_sight_are_read_and_all_are_kept(
    app: AppTest, own_library: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[str] = []
    plain = article.score
    monkeypatch.setattr(article, "score", lambda text: read.append(text) or plain(text))
    dropped(app, "news.csv", long_table(230) + "\nsoon,AMD names a new chief,AMD")

    assert keep(app) == "Keep 230 articles · AMD"
    assert len(read) == many.AT_ONCE
    app.number_input(key="many_page").set_value(2).run()
    assert len(read) == 2 * many.AT_ONCE
    app.button(key="many_keep").click().run()
    with closing(Library(own_library)) as library:
        assert len(library.articles.all()) == 230
    assert "1 row not kept" in app.error[0].value
    assert app.button(key="many_see").label == "See them on AMD's chart"


def test_keeping_that_was_stopped_goes_on_where_it_was(app: AppTest, own_library: str) -> None:
    content = long_table(230)
    dropped(app, "news.csv", content)
    key = f"news.csv-{crc32(content.encode()):08x}-None-None"
    app.session_state["several_kept_up_to"] = {key: (200, 198)}
    app.run()

    assert keep(app) == "Go on after row 200 of 230"
    app.button(key="many_keep").click().run()
    with closing(Library(own_library)) as library:
        assert len(library.articles.all()) == 30
    assert app.toast[0].value.startswith("228 articles kept")


def test_what_was_mended_in_one_paste_is_not_mended_in_another_as_long() -> None:
    other = LIST.replace("beats", "cites")
    first = many.Pile("pasted.txt", LIST.encode(), *[None] * 3).key  # type: ignore[arg-type]
    second = many.Pile("pasted.txt", other.encode(), *[None] * 3).key  # type: ignore[arg-type]

    assert len(LIST) == len(other)
    assert first != second


def test_one_article_is_no_list(app: AppTest) -> None:
    app.text_area(key="article_text").set_value("AMD slips\n\nIt fell. Costs rose.").run()

    assert not [one for one in app.button if one.key == "many_keep"]
    assert "To save it, say when it was published" in " ".join(one.value for one in app.caption)


def test_a_text_over_the_limit_says_so(app: AppTest) -> None:
    app.text_area(key="article_text").set_value("It fell. " * 120_000).run()

    assert "1,080,000 characters, more than the 1,000,000" in app.error[0].value


def test_days_without_a_year_are_said_to_be_guesses(app: AppTest) -> None:
    app.text_area(key="article_text").set_value(LIST.replace(", 2026", ":")).run()

    assert not app.exception
    told = [one.value for one in app.caption]
    assert "3 dates without a year: the likeliest was taken." in told
    assert keep(app) == "Keep 3 articles · AMD"


def test_the_day_of_one_article_without_a_year_is_said_to_be_a_guess(app: AppTest) -> None:
    told = "AMD slides after a weak outlook\n\nFebruary 4\n\nShares of AMD fell on Wednesday."
    app.text_area(key="article_text").set_value(told).run()

    assert not app.exception
    assert any("It names no year" in one.value for one in app.markdown)
