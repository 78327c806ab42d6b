from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

import dashboard
from dashboard.panels import welcome
from sentiment.library.library import Library

APP = Path(dashboard.__file__).with_name("app.py")


def opened(view: str = "story", **asked: str) -> AppTest:
    app = AppTest.from_file(APP, default_timeout=60).switch_page(f"views/{view}.py")
    for name, value in asked.items():
        app.query_params[name] = value
    return app.run()


def shown(app: AppTest) -> bool:
    return any(welcome.STEPS["Library"] in one.value for one in app.markdown)


@pytest.mark.usefixtures("own_library")
def test_the_tour_is_shown_until_it_is_closed_and_never_again() -> None:
    app = opened()
    assert shown(app)

    app.button("tour_close").click().run()

    assert not shown(app)
    assert not shown(opened())


@pytest.mark.usefixtures("own_library")
def test_a_link_with_a_choice_in_it_shows_no_tour() -> None:
    assert not shown(opened(share="AMD"))


@pytest.mark.usefixtures("own_library")
def test_the_method_page_shows_it_again() -> None:
    app = opened()
    app.button("tour_close").click().run()
    app.switch_page("views/method.py").run()
    app.button("tour_again").click().run()
    app.switch_page("views/story.py").run()

    assert shown(app)


def test_the_tour_names_the_pages_as_the_bar_above_does() -> None:
    app = APP.read_text(encoding="utf-8")

    assert all(f'title="{name}"' in app for name in welcome.STEPS)


def test_a_library_counts_how_often_it_was_closed(tmp_path: Path) -> None:
    library = Library(f"sqlite:///{tmp_path}/store.db")
    assert library.tours_closed() == 0

    library.close_tour()

    assert library.tours_closed() == 1
    library.close()
