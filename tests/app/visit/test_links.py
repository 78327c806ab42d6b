from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

import dashboard
from dashboard.data import announcements
from dashboard.visit import links
from dashboard.wording.escaping import as_written

FILES = {"first": "leadlag"}  # where a view's file is not named as its address
APP = Path(dashboard.__file__).with_name("app.py")
EVENT = "2025-10-06-amd-deal"


def opened(**asked: str | list[str]) -> AppTest:
    app = AppTest.from_file(APP, default_timeout=60)
    for name, value in asked.items():
        app.query_params[name] = value
    return app.run()


def told(app: AppTest) -> list[str]:
    return [one.value for one in app.warning if "not understood" in one.value]


@pytest.mark.usefixtures("own_library")
@pytest.mark.parametrize(
    ("name", "value", "default"),
    [
        ("share", "<b>x</b>", "NVDA"),
        pytest.param("share", "A" * 10_000, "NVDA", id="10,000 letters"),
        ("share", "", "NVDA"),
        ("benchmark", "XXX", "SPY"),
        ("span", "???", "story"),
        ("scorer", "best", "compound"),
        ("marks", "dots", "line"),
        ("event", "no such key", announcements.OPENING_EVENT),
        ("once", "maybe", True),
        ("about", ["true", "false"], False),
    ],
)
def test_nonsense_in_a_link_leaves_the_usual_choice_and_is_told(
    name: str, value: str | list[str], default: object
) -> None:
    app = opened(**{name: value})

    assert app.session_state[name] == default
    assert len(told(app)) == 1
    assert name in told(app)[0]
    assert not app.exception


@pytest.mark.usefixtures("own_library")
def test_a_name_that_is_markup_is_shown_as_it_was_written() -> None:
    app = opened(**{":red[x] <script>": "1", "y" * 500: "1"})

    [sentence] = told(app)
    assert ":red[x]" not in sentence
    assert "y" * 41 not in sentence


@pytest.mark.usefixtures("own_library")
def test_what_a_link_means_is_taken_without_a_word() -> None:
    asked = {"share": "amd", "benchmark": "SMH", "span": "1 year", "scorer": "Plain VADER"}
    app = opened(**asked, marks="Candles", event=EVENT, about="true", once="false", embed="true")

    assert told(app) == []
    held = [app.session_state[name] for name in ("share", "benchmark", "span", "scorer", "marks")]
    assert held == ["AMD", "SMH", "1 year", "plain", "candles"]
    assert (app.session_state["event"], app.session_state["about"]) == (EVENT, True)
    assert app.session_state["once"] is False


@pytest.mark.usefixtures("own_library")
def test_a_link_holds_which_articles_count() -> None:
    app = opened(outlet=["Sample wire", "Sample opinion"], naming="AMD")

    assert told(app) == []
    assert app.multiselect("outlet").value == ["Sample wire", "Sample opinion"]
    assert app.multiselect("naming").value == ["AMD"]
    assert links.faults({"outlet": ["Nobody's"]}) == ["outlet"]
    assert links.faults({"naming": ["no share"]}) == ["naming"]


@pytest.mark.usefixtures("own_library")
def test_the_sentence_stays_until_it_is_closed() -> None:
    app = opened(span="???").run()

    assert told(app)
    app.button("link_close").click().run()
    assert told(app) == []


def test_a_share_of_lower_case_letters_is_no_fault() -> None:
    assert links.faults({"share": ["brk-b"]}) == []
    assert links.faults({"share": ["a b c"]}) == ["share"]


@pytest.mark.usefixtures("own_library")
@pytest.mark.parametrize(
    ("view", "asked"),
    [
        ("study", {"study_window": "−1 … +1", "study_model": "Mean-adjusted"}),
        ("study", {"study_of": "Log volume", "study_placebos": "all that are held"}),
        ("study", {"study_window": "Other", "study_first": "-4", "study_last": "6"}),
        ("study", {"study_left_out": "Results"}),
        ("first", {"first_returns": "As they are"}),
        ("first", {"first_lag": "-2", "first_over": "20"}),
        ("library", {"library_part": "Announcements"}),
    ],
)
def test_a_link_holds_the_choices_of_its_view(view: str, asked: dict[str, str]) -> None:
    app = AppTest.from_file(APP, default_timeout=60).switch_page(
        f"views/{FILES.get(view, view)}.py"
    )
    for name, value in asked.items():
        app.query_params[name] = value
    app.run()

    assert told(app) == []
    assert {name: app.query_params.get(name) for name in asked} == asked


@pytest.mark.usefixtures("own_library")
@pytest.mark.parametrize(
    ("name", "value"),
    [
        *((name, "???") for name in ("study_window", "first_definition", "library_part")),
        ("study_first", "-21"),
        ("study_last", "1.5"),
        ("study_last", ["1", "2"]),
        ("study_left_out", ["Results", "???"]),
        ("first_lag", "6"),
        ("first_over", "7"),
    ],
)
def test_nonsense_for_another_view_is_told_too(name: str, value: str | list[str]) -> None:
    assert len(told(opened(**{name: value}))) == 1


def test_a_link_may_leave_out_several_or_nothing() -> None:
    assert links.faults({"study_left_out": ["Results", "Other announcements"]}) == []
    assert links.faults({"study_left_out": [""]}) == []


@pytest.mark.usefixtures("own_library")
def test_a_link_of_an_earlier_version_opens_the_announcement_that_its_title_names() -> None:
    title = announcements.announcements().loc[EVENT, "title"]

    for number in (2, 7):  # the number moved with every announcement of one's own
        assert announcements.key_of(as_written(f"{number} · {title}")) == EVENT
    assert announcements.key_of(EVENT) == EVENT
    assert announcements.key_of("2 · Another title") is None
    app = opened(event=as_written(f"7 · {title}"))
    assert app.session_state["event"] == EVENT
    assert not told(app)


@pytest.mark.usefixtures("own_library")
@pytest.mark.parametrize(
    ("asked", "symbol"), [("nvidia", "NVDA"), ("$amd", "AMD"), ("NASDAQ:MSFT", "MSFT")]
)
def test_a_link_may_name_a_share_in_any_form(asked: str, symbol: str) -> None:
    app = opened(share=asked)

    assert app.session_state["share"] == symbol
    assert not told(app)
    assert not app.exception
