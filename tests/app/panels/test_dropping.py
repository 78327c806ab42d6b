"""A file dropped on a view that reads none opens where it is read, or as its share's chart."""

from contextlib import closing
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

import dashboard
import seeds
from sentiment.library.library import Library
from sentiment.market import bars

APP = Path(dashboard.__file__).with_name("app.py")
SEVERAL = (
    "date,headline\n2026-02-03,AMD beats estimates on servers\n2026-02-04,AMD cuts its outlook\n"
)
ONE = "AMD slides on a weak outlook\n\nShares of AMD fell 4% after the outlook was cut.\n"


@pytest.fixture
def app(own_library: str) -> AppTest:
    """The story, on a library of its own, without a network."""
    assert own_library
    return AppTest.from_file(str(APP), default_timeout=60).run()


def drop(app: AppTest, name: str, content: str) -> AppTest:
    place = app.file_uploader(key="article_file_elsewhere")
    return place.set_value((name, content.encode(), "text/plain")).run()


def prices() -> str:
    held = bars.read_prices(Path(seeds.__file__).parent / "prices.parquet")["AMD"].tail(40)
    rows = [
        f"{day:%Y-%m-%d},{row['open']},{row['high']},{row['low']},{row['close']},{row['volume']}"
        for day, row in held.iterrows()
    ]
    return "\n".join(["Date,Open,High,Low,Close,Volume", *rows])


def test_several_articles_open_to_be_kept_and_can_be_put_away(app: AppTest) -> None:
    drop(app, "news.csv", SEVERAL)

    assert not app.exception
    assert [one.value for one in app.subheader] == ["2 headlines found"]
    app.button(key="article_file_away").click().run()
    assert not app.exception
    assert not app.subheader
    assert not app.text_area(key="article_text").value


def test_several_articles_wait_while_another_view_is_open(app: AppTest) -> None:
    drop(app, "news.csv", SEVERAL)

    app.switch_page("views/study.py").run()
    app.switch_page("views/article.py").run()

    assert [one.value for one in app.subheader] == ["2 headlines found"]


def test_one_article_stands_in_the_box(app: AppTest) -> None:
    drop(app, "note.txt", ONE)

    assert not app.exception
    assert app.text_area(key="article_text").value == ONE.strip()


def test_prices_open_as_their_shares_chart(app: AppTest, own_library: str) -> None:
    drop(app, "CAT.csv", prices())

    assert not app.exception
    assert app.session_state["share"] == "CAT"
    with closing(Library(own_library)) as library:
        assert len(library.bars.of("CAT")) == 40


def test_prices_that_name_no_share_are_asked_about(app: AppTest) -> None:
    drop(app, "prices.csv", prices())

    assert not app.exception
    assert app.text_input(key="own_bars_symbol").label.startswith("Whose prices are in prices")


def test_what_cannot_be_read_is_said_where_it_was_dropped(app: AppTest) -> None:
    drop(app, "report.pdf", "no document")

    assert not app.exception
    assert len(app.sidebar.error) == 1
    assert app.file_uploader(key="article_file_elsewhere").value is not None
