"""Every view renders, every choice works from a link, and numbers are the engine's own."""

import gc
import io
import re
from pathlib import Path

import openpyxl
import pandas as pd
import pytest
from first_screen import answer, tile
from streamlit.runtime import caching
from streamlit.testing.v1 import AppTest

import dashboard
import seeds
import sentiment
from dashboard.charts.captions import Picture
from dashboard.data import tones
from dashboard.data.story import Story
from dashboard.panels import sheets
from dashboard.panels.sheets import Table
from dashboard.wording import leadlag, numbers
from sentiment.library.library import Library
from sentiment.market.shares import by_form

APP = Path(dashboard.__file__).with_name("app.py")
VIEWS = sorted(path.stem for path in (APP.parent / "views").glob("*.py"))
PATIENCE = 60  # seconds
SHORTEST_SENTENCE = 25  # letters; what is shorter is a label
NVIDIA = tones.Whose(by_form("NVDA"))
CAUSAL = r"\b(?:caus(?:e|es|ed|ing)|because of|due to|led to|leads to|drove|drives|impact)\b"
ARTICLE = """Nvidia bet falls apart

February 2, 2026, 4:30 p.m. ET

Nvidia shares fell 2.9% to close at $185.61 on Monday. The plan has collapsed, and the money will
not come.

Analysts called the outcome a serious disappointment for Nvidia.

Analysts called the outcome a serious disappointment for Nvidia.
"""


@pytest.fixture
def address(tmp_path: Path) -> str:
    """A file: what pages ask of a library is asked of every kind in tests of the library."""
    return f"sqlite:///{tmp_path}/store.db"


@pytest.fixture
def app(own_library: str) -> AppTest:
    """The app on a library of its own, without a network."""
    assert own_library
    return AppTest.from_file(str(APP), default_timeout=PATIENCE)


def opened(app: AppTest, view: str) -> AppTest:
    """Run the app and go to a view."""
    app.run()
    return app.switch_page(f"views/{view}.py").run()


def cached_by_function() -> set[str]:
    """Return the functions of which any result is cached."""
    held = caching.get_data_cache_stats_provider().get_stats()
    return {one.cache_name for family in held.values() for one in family}


def words_of(app: AppTest) -> str:
    """All that the page says in words."""
    kinds = (app.header, app.subheader, app.markdown, app.caption, app.info, app.error, app.warning)
    return "\n".join(element.value for kind in kinds for element in kind)


@pytest.mark.parametrize("view", VIEWS)
def test_every_view_renders(app: AppTest, view: str) -> None:
    opened(app, view)

    assert not app.exception
    assert not app.error
    assert bool(app.header) != bool(answer(app))  # one heading a page


def drawn(app: AppTest, kind: type) -> list:
    """The charts or tables that the page drew, all of which can leave it."""
    return [one for one in app.session_state["drawn"].values() if isinstance(one, kind)]


def test_a_story_that_was_drawn_is_let_go(app: AppTest) -> None:
    app.run()
    app.session_state["span"] = "1 month"
    app.run()
    gc.collect()

    assert not any(isinstance(one, Story) for one in gc.get_objects())


@pytest.mark.parametrize("view", VIEWS)
def test_every_table_leaves_with_the_columns_that_it_shows(app: AppTest, view: str) -> None:
    opened(app, view)
    if view == "article":
        app.text_area(key="article_text").set_value(ARTICLE).run()
    held = drawn(app, Table)

    assert not app.exception
    assert bool(held) is (view in {"article", "leadlag", "library", "story", "study"})
    for one in held:
        names = [*([] if not one.index else one.frame.index.names), *one.frame.columns]
        assert set(names) <= set(one.columns), one.title  # each has a heading in words
        text, book = (sheets.file_of([one], kind=kind) for kind in ("csv", "xlsx"))
        left = pd.read_csv(io.BytesIO(text))
        assert set(names) <= set(left.columns), one.title
        assert not {"index", "level_0"} & set(left.columns), one.title  # a column nobody named
        left, shown = pd.read_excel(io.BytesIO(book)), [n for n in names if one.columns[n]]
        assert len(left.columns) == len(set(left.columns)) == len(shown), one.title
        assert not {"compound", "placebo_p", "whole"} & set(left.columns), one.title


def test_what_a_page_shows_leaves_by_one_button(app: AppTest) -> None:
    opened(app, "story")
    button = app.button(key="export_open")
    titles = [one.title for one in (*drawn(app, Picture), *drawn(app, Table))]
    button.click().run()

    assert not app.exception
    assert titles[0].startswith("Nvidia fell 2.9% on 2 February 2026")
    assert "NVDA by session" in titles


def test_a_workbook_is_headed_and_written_as_the_page_is(app: AppTest) -> None:
    opened(app, "story")
    articles = next(one for one in drawn(app, Table) if one.title == "Articles of Mon 2 Feb 2026")
    book = openpyxl.load_workbook(io.BytesIO(sheets.file_of([articles], kind="xlsx")))
    head, first = (list(row) for row in book.worksheets[0].iter_rows(max_row=2))
    cells = {cell.value: beside for cell, beside in zip(head, first, strict=True)}

    assert list(cells)[:5] == ["Article", "Published (New York)", "Tone", "95% from", "95% to"]
    assert cells["Published (New York)"].value == pd.Timestamp("2026-01-30 19:25")
    assert cells["Tone"].number_format == '+0.00;"−"0.00;0.00'


def test_the_storys_numbers_leave_with_their_sessions(app: AppTest) -> None:
    opened(app, "story")
    held = next(one for one in drawn(app, Table) if one.title == "NVDA by session")
    left = pd.read_csv(io.BytesIO(sheets.file_of([held], kind="csv")), parse_dates=["session"])

    assert left.columns[0] == "session"
    assert left["session"].tolist() == held.frame.index.tolist()
    assert left["session"].between("2025-09-01", "2026-12-31").all()


def test_the_story_opens_on_the_day_that_is_still_misquoted(app: AppTest) -> None:
    app.run()
    prices = sentiment.read_prices(Path(seeds.__file__).with_name("prices.parquet"))
    move = sentiment.move_of(prices["NVDA"], pd.Timestamp("2026-02-02"), symbol="NVDA")

    assert answer(app)["sentence"] == (
        "Nvidia fell 2.9% on 2 February 2026, 3.4 points behind the market; "
        "five articles read negative, −0.20"
    )
    assert tile(app, "NVDA close")["value"] == numbers.dollars(move.close)
    assert tile(app, "NVDA close")["beside"] == "▼ −2.9%"
    assert tile(app, "Against SPY")["value"] == "−3.4"
    assert tile(app, "NVDA tone")["value"] == "−0.20"
    assert tile(app, "Was it unusual?")["value"] == "Rare alone"
    assert round(move.close_to_close, 3) == -0.029
    figures = next(
        one.frame for one in drawn(app, Table) if one.title == "Reported figures, Mon 2 Feb 2026"
    ).set_index("said")
    late = figures[figures["words"].str.contains("10:19–11:56")]
    assert late["level"].round(2).tolist() == [189.03]
    assert late["verdict"].tolist() == ["matches an intraday moment only"]


@pytest.mark.parametrize(
    ("parameters", "said"),
    [
        ({"share": "AMD"}, "AMD"),
        ({"benchmark": "SMH"}, "Against SMH"),
        ({"scorer": "Plain VADER"}, "NVDA"),
        ({"span": "All held"}, "NVDA"),
        ({"marks": "Candles"}, "NVDA"),
        ({"about": "true"}, "NVDA"),
    ],
    ids=str,
)
def test_a_link_opens_what_it_names(app: AppTest, parameters: dict[str, str], said: str) -> None:
    for name, value in parameters.items():
        app.query_params[name] = value
    app.run()
    labels = " ".join(one["name"] for one in answer(app)["tiles"])

    assert not app.exception
    assert said in words_of(app) + labels
    for name, value in parameters.items():
        assert app.query_params[name] in (value, [value])


@pytest.mark.parametrize(
    "parameters",
    [
        {"share": ""},
        {"benchmark": "NONE"},
        {"span": "yesterday"},
        {"event": "<script>"},
        {"x": "y"},
    ],
    ids=str,
)
def test_a_link_with_nonsense_gives_the_usual_view(
    app: AppTest, parameters: dict[str, str]
) -> None:
    for name, value in parameters.items():
        app.query_params[name] = value
    app.run()

    assert not app.exception
    assert {one["name"] for one in answer(app)["tiles"]} >= {"NVDA close", "Against SPY"}


def test_a_share_that_nobody_has_bars_of_is_a_sentence(app: AppTest) -> None:
    app.query_params["share"] = "QQQQQ"
    app.run()

    assert not app.exception
    assert "No bars are held" in app.info[0].value
    assert not app.error


def test_an_article_is_read_and_kept(app: AppTest) -> None:
    opened(app, "article")
    app.text_area(key="article_text").set_value(ARTICLE).run()
    read = sentiment.score(ARTICLE)
    shown = {metric.label: metric.value for metric in app.metric}

    assert not app.exception
    assert shown["Finance: negative"] == numbers.tone(read.compound)
    assert shown["Plain VADER, whole text"] == numbers.tone(read.plain.compound)
    assert any(
        f"counts for the session of **{numbers.day(pd.Timestamp('2026-02-03'))}**" in caption.value
        for caption in app.caption
    )
    assert any("said before" in line.value for line in app.markdown)

    app.button(key="article_save").click().run()
    assert app.success

    opened(app, "library")
    held = app.dataframe[0].value
    assert "Nvidia bet falls apart" in held["title"].tolist()
    assert held.set_index("title").loc["Nvidia bet falls apart", "compound"] == pytest.approx(
        sentiment.tones(
            pd.DataFrame(
                {
                    "title": ["Nvidia bet falls apart"],
                    "text": [ARTICLE],
                    "published": [pd.Timestamp("2026-02-02 16:30", tz="America/New_York")],
                }
            )
        )["compound"].item()
    )


@pytest.mark.parametrize("text", ["", "   \n\t "], ids=repr)
def test_nothing_pasted_says_what_to_do(app: AppTest, text: str) -> None:
    opened(app, "article")
    app.text_area(key="article_text").set_value(text).run()

    assert not app.exception
    assert "Paste" in app.info[0].value


def test_the_example_fills_the_box(app: AppTest) -> None:
    opened(app, "article")
    next(one for one in app.button if "example" in one.label.lower()).click().run()

    assert not app.exception
    assert any(metric.label == "Finance: mixed" for metric in app.metric)


def test_what_is_known_of_a_text_goes_with_its_reader(app: AppTest) -> None:
    opened(app, "article")
    app.text_area(key="article_text").set_value(ARTICLE).run()
    known = cached_by_function()
    caching.clear_session_data_cache("test session id")  # as when a window is closed

    left = known - cached_by_function()
    assert left == {
        "dashboard.data.tones.reading",
        "dashboard.data.claims.found_claims",
        "dashboard.data.claims.judged_claims",
        "dashboard.data.incoming._kind",
    }


def test_another_language_gets_no_number(app: AppTest) -> None:
    opened(app, "article")
    german = "Die Aktie ist gefallen, und das ist nicht gut für die Anleger. " * 3
    app.text_area(key="article_text").set_value(german).run()

    assert not app.exception
    assert any("German" in warning.value for warning in app.warning)


def test_markup_in_a_text_is_shown_and_not_obeyed(app: AppTest) -> None:
    opened(app, "article")
    hostile = "<script>alert(1)</script> :red[x] $x^2$ ![i](http://a.example/i.png) fell sharply."
    app.text_area(key="article_text").set_value(hostile).run()
    prose = next(line.value for line in app.markdown if "script" in line.value)

    assert not app.exception
    assert "<script>" not in prose
    assert "![i](" not in prose
    assert ":red[x]" not in prose


def test_a_changed_window_changes_the_study(app: AppTest) -> None:
    opened(app, "study")
    before = app.markdown[0].value
    app.button_group(key="study_window").set_value("−5 … +5")
    app.run()

    assert not app.exception
    assert not app.error
    assert app.markdown[0].value != before


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("study_of", "volume"),
        ("study_of", "simple"),
        ("study_model", "two-factor"),
        ("study_of", "log"),
        ("study_model", "mean-adjusted"),
    ],
)
def test_the_study_is_measured_as_chosen(app: AppTest, key: str, value: str) -> None:
    opened(app, "study")
    app.selectbox(key=key).set_value(value).run()

    assert not app.exception
    assert not app.error
    assert ("log volume" in words_of(app)) == (value == "volume")


def test_the_announcement_that_is_chosen_is_one_for_story_and_study(app: AppTest) -> None:
    opened(app, "study")
    session = app.selectbox(key="study_session").value
    other = pd.Timestamp("2025-10-06")
    app.selectbox(key="study_session").set_value(other).run()
    opened(app, "story")

    assert numbers.long_day(session) not in answer(app)["sentence"]
    assert numbers.long_day(other) in answer(app)["sentence"]
    opened(app, "study")
    assert app.selectbox(key="study_session").value == other


def test_a_study_opens_with_how_rare_so_large_a_move_is(app: AppTest) -> None:
    opened(app, "study")

    assert re.search(
        r"(fall|rise) this large came in .* of like volatility", app.subheader[0].value
    )


def test_where_a_window_is_too_long_to_tell_the_page_says_so(app: AppTest) -> None:
    opened(app, "study")
    app.button_group(key="study_window").set_value("−10 … +10").run()

    said = words_of(app)
    assert "cannot be told whether any of 12 stand out" in said
    assert "0 of 12" not in said


def test_ways_of_measuring_that_were_looked_at_are_counted(app: AppTest) -> None:
    opened(app, "study")
    first = words_of(app)
    app.selectbox(key="study_model").set_value("mean-adjusted").run()
    app.selectbox(key="study_model").set_value("market").run()

    assert "the first way of measuring" in first
    assert "looked at in this visit: 2." in words_of(app)


def test_an_announcement_is_measured_in_every_way_when_asked(app: AppTest) -> None:
    opened(app, "study")
    app.toggle(key="study_curve").set_value(True).run()

    assert not app.exception
    assert not app.error
    assert "max-T p" in words_of(app)


def test_a_window_of_ones_own_is_studied(app: AppTest) -> None:
    opened(app, "study")
    app.button_group(key="study_window").set_value("Other").run()
    app.number_input(key="study_first").set_value(-3).run()

    assert not app.exception
    assert "over sessions −3 … +2" in words_of(app)


@pytest.mark.parametrize("definition", list(leadlag.DEFINITIONS))
def test_every_tone_is_set_against_returns(app: AppTest, definition: str) -> None:
    opened(app, "leadlag")
    app.selectbox(key="first_definition").set_value(definition).run()

    assert not app.exception
    assert not app.error


def test_no_page_of_studies_draws_an_arrow_of_cause(app: AppTest) -> None:
    said = "\n".join(words_of(opened(app, view)).lower() for view in ("study", "leadlag"))

    assert not re.search(CAUSAL, said)


def test_the_words_of_cause_are_known() -> None:
    assert re.search(CAUSAL, "the fall was caused by the report")
    assert re.search(CAUSAL, "shares fell because of it")


def test_articles_beyond_the_first_hundred_are_read_when_asked_for(
    app: AppTest, tmp_path: Path
) -> None:
    store = Library(f"sqlite:///{tmp_path}/store.db")
    store.articles.save_many(
        {
            "title": f"Article {number}",
            "outlet": "Outlet",
            "published": pd.Timestamp("2026-02-02T12:00-05:00"),
            "zone": "America/New_York",
            "origin": "imported",
            "text": f"Nvidia's profit fell {number}%.",
        }
        for number in range(tones.READ_AT_ONCE + 5)
    )
    app.run()
    version = store.articles.version()

    assert len(tones.counted(NVIDIA, once=False, version=version)) == 37 + tones.READ_AT_ONCE
    assert "5 articles of yours not read yet" in words_of(app)
    next(one for one in app.button if one.key == "read_them").click().run()
    assert "not read yet" not in words_of(app)
    assert len(tones.counted(NVIDIA, once=False, version=version)) == 37 + tones.READ_AT_ONCE + 5


def test_a_shorter_text_after_a_longer_one_is_read(app: AppTest) -> None:
    opened(app, "article")
    longer = "A look at it\n\nNobody knows when.\n\nThe plan has collapsed, a disappointment."
    app.text_area(key="article_text").set_value(longer).run()
    app.text_area(key="article_text").set_value("Nvidia beats estimates.").run()

    assert not app.exception
    assert any(one.value.startswith("> Nvidia beats estimates") for one in app.markdown)


def test_another_text_brings_its_own_headline_and_moment(app: AppTest) -> None:
    opened(app, "article")
    app.text_area(key="article_text").set_value(
        "Bet unravels\n\nPublished 2026-02-02T11:42:00-05:00\n\nIt fell hard."
    ).run()
    app.text_input(key="article_outlet").set_value("The Paper").run()
    first = app.text_input(key="article_title").value
    app.text_area(key="article_text").set_value("Bet revived\n\nNobody knows when.").run()

    assert first == "Bet unravels"
    assert app.text_input(key="article_title").value == "Bet revived"
    assert app.text_input(key="article_outlet").value == ""
    assert app.selectbox(key="article_zone").value is None
    assert not [one for one in app.button if one.key == "article_save" and not one.disabled]


def test_copies_of_a_story_count_once_unless_all_are_wanted(app: AppTest, tmp_path: Path) -> None:
    story = sentiment.read_articles(Path(seeds.__file__).parent / "articles").iloc[0]["text"]
    own = "\n\n".join(
        f"Nvidia's profit fell {number}% in the {number}th quarter." for number in range(40)
    )
    store = Library(f"sqlite:///{tmp_path}/store.db")
    for place, (title, text) in enumerate(
        {"First": own, "Copied": f"By the staff\n\n{own}", "Another": story}.items()
    ):
        store.articles.save(
            title=title,
            outlet="Outlet",
            published=pd.Timestamp("2026-02-10T12:00-05:00") + pd.Timedelta(hours=place),
            zone="America/New_York",
            origin="pasted",
            text=text,
        )
    app.session_state["story_table_opened"] = True
    app.run()
    version = store.articles.version()

    once, every = (tones.counted(NVIDIA, once=one, version=version) for one in (True, False))
    assert {*every["title"]} - {*once["title"]} == {"Copied"}
    assert once.set_index("title")["copies"].loc[["First", "Another"]].to_list() == [2, 1]
    toggle = app.toggle(key="once")
    assert toggle.value
    before = _articles_of_the_session(app)
    toggle.set_value(False).run()
    assert _articles_of_the_session(app) == before + 1


def _articles_of_the_session(app: AppTest) -> float:
    """How many articles the story's table counts for 10 February 2026."""
    (table,) = (one.value for one in app.dataframe if "spread" in one.value.columns)
    return float(table.loc[pd.Timestamp("2026-02-10"), "n"])


@pytest.mark.usefixtures("own_library")
@pytest.mark.parametrize("share", ["SPY", "ZZZZ", "TSM"])
def test_the_method_is_worked_out_for_any_share_or_says_why_not(share: str) -> None:
    app = AppTest.from_file(APP, default_timeout=60).switch_page("views/method.py")
    app.query_params["share"] = share
    app.run()

    worked = [one.value for one in app.markdown if "Abnormal return" in one.value]
    assert not app.exception
    assert bool(worked) == (share == "TSM")
    assert bool(app.error) == (share != "TSM")


@pytest.mark.parametrize("day", ["Jan 3, 1950", "Dec 30, 2050", "Jan 1, 9999"])
def test_a_text_from_beyond_the_calendar_names_no_moment(app: AppTest, day: str) -> None:
    app.switch_page("views/article.py").run()
    text = f"Nvidia falls\nPublished {day} 10:00 PM EST\n\nNvidia shares fell 2% on Monday."
    app.text_area[0].set_value(text).run()

    assert not app.exception
    assert any("names no moment" in one.value for one in app.markdown)


def test_what_changes_the_story_alone_stands_on_no_other_view_and_comes_back(app: AppTest) -> None:
    app.run()
    app.button_group(key="span").set_value("1 year").run()
    app.switch_page("views/study.py").run()
    away = {one.key for one in app.sidebar.button_group}
    app.switch_page("views/story.py").run()

    assert not app.exception
    assert away == {"scorer"}
    assert app.session_state["span"] == "1 year"


def test_tone_counts_the_chosen_articles_on_every_view_where_it_acts(app: AppTest) -> None:
    app.run()
    app.multiselect("outlet").set_value(["Sample opinion"]).run()
    words = "Counted are only articles of Sample opinion"
    on_story = [one.value for one in app.markdown if "of Sample opinion that count" in one.value]
    app.switch_page("views/study.py").run()
    on_study = [one.key for one in app.multiselect]
    app.switch_page("views/leadlag.py").run()

    assert not app.exception
    assert on_story
    assert "outlet" not in on_study
    assert any(words in one.value for one in app.caption)


@pytest.mark.parametrize("share", ["NVDA", "AMD"])
@pytest.mark.parametrize("view", VIEWS)
def test_nothing_is_said_twice_within_one_view(app: AppTest, view: str, share: str) -> None:
    app.query_params["share"] = share
    opened(app, view)
    if view == "article":
        app.text_area(key="article_text").set_value(ARTICLE).run()

    assert not app.exception
    assert said_twice(app) == []


def test_nothing_is_said_twice_of_a_share_without_bars(app: AppTest) -> None:
    app.query_params["share"] = "TSLA"
    app.run()

    assert not app.exception
    assert said_twice(app) == []


def said_twice(app: AppTest) -> list[str]:
    """The sentences that the page says more than once."""
    said = [line.strip() for line in re.split(r"\n|(?<=[.!?]) ", words_of(app))]
    sentences = [line for line in said if len(line) > SHORTEST_SENTENCE]
    return [line for line in {*sentences} if sentences.count(line) > 1]
