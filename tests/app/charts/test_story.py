"""Figures hold the values they are given, and colours that every eye can tell apart."""

import itertools
import re
import tomllib
from pathlib import Path

import numpy as np
import pandas as pd
import plotly.graph_objects as go
import pytest
from hypothesis import given
from hypothesis import strategies as st
from plotly_checks import checked

import dashboard
from dashboard.charts import badges, plain, words
from dashboard.charts import marks as marks_charts
from dashboard.charts import story as story_charts
from dashboard.charts.tone_panel import NOON
from dashboard.images import publishing
from dashboard.wording import numbers
from sentiment.market import calendar
from sentiment.market.shares import by_form
from sentiment.output.labels import SIGNS
from sentiment.reading import sentence
from sentiment.reading.sentence import Part

THEMES = tomllib.loads(
    (Path(dashboard.__file__).parent / ".streamlit/config.toml").read_text(encoding="utf-8")
)["theme"]
BACKGROUNDS = {
    f"{theme} {name}": THEMES[theme][name]
    for theme in ("light", "dark")
    for name in ("backgroundColor", "secondaryBackgroundColor")
} | {f"{look} paper": publishing.look_of(look).paper for look in ("light", "dark")}
# Machado, Oliveira & Fernandes (2009), table 1, severity 1.0; on linear RGB.
SEEN = {
    "normal": np.eye(3),
    "protanopia": np.array(
        [
            [0.152286, 1.052583, -0.204868],
            [0.114503, 0.786281, 0.099216],
            [-0.003882, -0.048116, 1.051998],
        ]
    ),
    "deuteranopia": np.array(
        [
            [0.367322, 0.860646, -0.227968],
            [0.280085, 0.672501, 0.047413],
            [-0.011820, 0.042940, 0.968881],
        ]
    ),
    "tritanopia": np.array(
        [
            [1.255528, -0.076749, -0.178779],
            [-0.078411, 0.930809, 0.147602],
            [0.004733, 0.691367, 0.303900],
        ]
    ),
}
APART = 10  # of CIE76: where two colours are met far from each other


def linear(colour: str) -> np.ndarray:
    """Return a colour's linear RGB (IEC 61966-2-1)."""
    value = np.array([int(colour[at : at + 2], 16) for at in (1, 3, 5)]) / 255
    return np.where(value <= 0.04045, value / 12.92, ((value + 0.055) / 1.055) ** 2.4)


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of WCAG 2.2."""
    dark, light = sorted(linear(colour) @ [0.2126, 0.7152, 0.0722] for colour in (one, other))
    return float((light + 0.05) / (dark + 0.05))


def lab(rgb: np.ndarray) -> np.ndarray:
    """Return linear RGB as CIE L*a*b* under D65."""
    to_xyz = [
        [0.4124564, 0.3575761, 0.1804375],
        [0.2126729, 0.7151522, 0.0721750],
        [0.0193339, 0.1191920, 0.9503041],
    ]
    x, y, z = np.array(to_xyz) @ np.clip(rgb, 0, 1) / [0.95047, 1.0, 1.08883]
    roots = [np.cbrt(v) if v > 216 / 24389 else (24389 / 27 * v + 16) / 116 for v in (x, y, z)]
    return np.array([116 * roots[1] - 16, 500 * (roots[0] - roots[1]), 200 * (roots[1] - roots[2])])


def distance(one: str, other: str, *, vision: str) -> float:
    """Return how far apart two colours look (CIE76)."""
    seen = [lab(SEEN[vision] @ linear(colour)) for colour in (one, other)]
    return float(np.linalg.norm(seen[0] - seen[1]))


def test_the_measures_of_colour_are_right() -> None:
    # WCAG 2.2 has 21:1 for black on white; #767676 is the lightest grey with 4.5:1 on white.
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") >= 4.5 > contrast("#777777", "#ffffff")
    # sRGB red is L* 53.24, a* 80.09, b* 67.20 (Lindbloom); red and green meet in protanopia.
    assert lab(linear("#ff0000")) == pytest.approx([53.24, 80.09, 67.20], abs=0.02)
    assert distance("#c00000", "#5a4a00", vision="protanopia") < distance(
        "#c00000", "#5a4a00", vision="normal"
    )


@pytest.mark.parametrize("background", BACKGROUNDS)
@pytest.mark.parametrize("meaning", marks_charts.COLOURS)
def test_a_mark_stands_out_from_every_background(meaning: str, background: str) -> None:
    assert contrast(marks_charts.COLOURS[meaning], BACKGROUNDS[background]) >= 3


@pytest.mark.parametrize("look", publishing.LOOKS)
def test_letters_stand_out_from_the_paper(look: str) -> None:
    meanings = ("share", "neutral", "event")
    notes = [{"text": "a level", "font": {"color": marks_charts.COLOURS[one]}} for one in meanings]
    figure = plain.figure([{"type": "bar", "x": [1.0]}], annotations=notes)

    layout = publishing.dressed(figure, size="slide", look=look, title="T", sources=["S"])["layout"]

    named = [note["font"]["color"] for note in layout["annotations"]]
    template = layout["template"]["layout"]
    named += [layout["title"]["font"]["color"], template["font"]["color"]]
    named += [template["xaxis"]["tickfont"]["color"]]
    assert len(named) == 7
    assert all(contrast(colour, publishing.look_of(look).paper) >= 4.5 for colour in named)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("role", ["textColor", "linkColor", "primaryColor"])
def test_the_text_of_the_page_stands_out(theme: str, role: str) -> None:
    for name in ("backgroundColor", "secondaryBackgroundColor"):
        assert contrast(THEMES[theme][role], THEMES[theme][name]) >= 4.5


@pytest.mark.parametrize("background", ["#ffffff"])
@pytest.mark.parametrize(
    "letters",
    [
        "#4a2f86",  # the number of a badge
        marks_charts.COLOURS["event"],  # the same, white on the badge of the one that is open
    ],
)
def test_the_number_on_a_badge_stands_out(letters: str, background: str) -> None:
    assert contrast(letters, background) >= 4.5


def _pairs() -> list[object]:
    """Return every pair of colours under every kind of sight."""
    return [
        case
        for vision in SEEN
        for case in [(vision, *pair) for pair in itertools.combinations(marks_charts.COLOURS, 2)]
    ]


@pytest.mark.parametrize(("vision", "one", "other"), _pairs())
def test_colours_are_apart_for_every_eye(vision: str, one: str, other: str) -> None:
    found = distance(marks_charts.COLOURS[one], marks_charts.COLOURS[other], vision=vision)

    assert found >= APART


def test_in_print_a_negative_bar_is_far_darker_and_a_positive_one_hatched() -> None:
    figure = words.contributions(
        [Part(0, 1, "a", 1.0, "rule", "reason"), Part(2, 3, "b", -1.0, "rule", "reason")]
    )

    (trace,) = publishing.dressed(figure, size="slide", look="print", title="T")["data"]

    light, dark = (lab(linear(colour))[0] for colour in trace["marker"]["color"])
    assert light - dark >= 30
    assert trace["marker"]["pattern"]["shape"] == ["/", ""]


def test_where_greys_are_alike_the_sign_tells_positive_from_negative() -> None:
    assert len(set(SIGNS.values())) == len(SIGNS)
    assert numbers.tone(0.1)[0] != numbers.tone(-0.1)[0]


@pytest.mark.parametrize(
    ("number", "meaning"),
    [(0.1, "positive"), (-0.1, "negative"), (0.0, "neutral"), (float("nan"), "neutral")],
)
def test_a_number_has_the_colour_of_its_sign(number: float, meaning: str) -> None:
    assert marks_charts.colour_of(number) == marks_charts.COLOURS[meaning]


DAYS = pd.DatetimeIndex(["2026-01-29", "2026-01-30", "2026-02-02", "2026-02-03"], name="session")


@pytest.fixture
def story() -> dict[str, object]:
    bars = pd.DataFrame(
        {
            "open": [192.0, 191.0, 187.2, np.nan],
            "high": [193.0, 194.0, 190.3, np.nan],
            "low": [190.0, 189.0, 184.88, np.nan],
            "close": [192.5, 191.13, 185.61, np.nan],
            "volume": [1e6, 2e6, 3e6, np.nan],
            "partial": [False, False, True, np.nan],
        },
        index=DAYS,
    )
    tone = pd.DataFrame(
        {"compound": [0.2, -0.4], "lowest": [0.2, -0.7], "highest": [0.2, 0.1], "n": [1, 3]},
        index=DAYS[[0, 2]],
    )
    returns = pd.DataFrame(
        {
            "share": [0.01, -0.007, -0.029, np.nan],
            "benchmark": [0.005, 0.0, 0.002, np.nan],
            "abnormal": [0.005, -0.007, -0.031, np.nan],
        },
        index=DAYS,
    )
    events = pd.DataFrame(
        {
            "session": [DAYS[1], DAYS[2], DAYS[2], pd.Timestamp("2020-01-02")],
            "title": ["A report", "<b>A reply</b>", "Another", "Long ago"],
            "number": [2, 3, 4, 1],
        },
        index=["report", "reply", "other", "old"],
    )
    published = ["2026-01-29 12:45", "2026-01-31 12:00", "2026-02-02 16:00"]
    articles = pd.DataFrame(
        {
            "session": DAYS[[0, 2, 2]],
            "published": pd.to_datetime(published).tz_localize("America/New_York"),
            "title": ["Up", "Down", "Neither"],
            "tone": [0.2, -0.7, 0.0],
        }
    )
    return {
        "bars": bars,
        "articles": articles,
        "tone": tone,
        "returns": returns,
        "results": DAYS[:0],
        "events": events,
        "share": by_form("NVDA"),
        "benchmark": "SOXX",
        "marks": "line",
        "chosen": "reply",
    }


def drawn(given: dict[str, object], **change: object) -> go.Figure:
    asked = {**given, **change}
    return checked(story_charts.story(asked.pop("bars"), asked.pop("tone"), **asked))


def test_the_story_draws_what_it_is_given(story: dict[str, object]) -> None:
    figure = drawn(story)

    traces = {trace.name: trace for trace in figure.data}
    assert list(traces["NVDA"].x) == list(DAYS + NOON)
    assert list(traces["NVDA"].y[:3]) == [192.5, 191.13, 185.61]
    assert list(traces["Tone"].x) == [DAYS[0] + NOON, DAYS[2] + NOON]
    assert list(traces["Tone"].y) == [0.2, -0.4]
    assert list(traces["Volume"].y[:3]) == [1e6, 2e6, 3e6]
    assert list(traces["Articles"].y) == [0.2, -0.7, 0.0]
    assert list(traces["Articles"].marker.symbol) == ["triangle-up", "triangle-down", "circle"]
    assert list(traces["Mean of the last five"].y) == pytest.approx([0.2, -0.25, -0.5 / 3])
    assert list(traces["less SOXX"].y[:3]) == [0.005, -0.007, -0.031]
    assert list(traces["partial"].x) == [DAYS[2] + NOON]
    aside = len(DAYS) / badges.ABREAST / 2
    assert list(traces["Announced"].x) == pytest.approx([1.5, 2.5 - aside, 2.5 + aside])
    assert list(traces["Announced"].text) == ["2", "3", "4"]
    assert list(traces["Leaders"].x[::3]) == [1.5, 2.5, 2.5]
    lines = {(shape.yref, shape.path, shape.line.dash) for shape in figure.layout.shapes}
    assert lines == {
        (axis, f"M {day:%Y-%m-%d}_12:00,0 V 1", dash)
        for axis in ("y domain", "y2 domain", "y3 domain", "y4 domain")
        for day, dash in ((DAYS[1], "dot"), (DAYS[2], "solid"))
    }


def test_the_story_names_its_panels_and_their_units(story: dict[str, object]) -> None:
    heads = [note.text for note in drawn(story).layout.annotations]

    assert [re.sub("<.*?>", "", head) for head in heads] == [
        "NVDA, US$ per share, closes · grey: volume",
        f"Tone of {len(story['articles'])} articles, bars: mean of each session"
        "▲ positive ▼ negative ● neutral · line: last five",
        "NVDA less SOXX, points a session: ▲ ahead ▼ behind",
    ]


def test_results_are_marked_at_the_close_of_the_session_that_can_show_them(
    story: dict[str, object],
) -> None:
    figure = drawn(story, results=DAYS[[1]])
    [marks] = [trace for trace in figure.data if trace.name == "Results"]

    assert list(marks.x) == [DAYS[1] + pd.Timedelta(hours=12)]
    assert list(marks.y) == [191.13]
    assert "◇ results" in figure.layout.annotations[0].text
    assert "results" not in drawn(story).layout.annotations[0].text


def test_colours_of_the_story_follow_the_signs(story: dict[str, object]) -> None:
    traces = {trace.name: trace for trace in drawn(story).data}

    for name in ("Tone", "less SOXX"):
        trace = traces[name]
        assert list(trace.marker.color) == [marks_charts.colour_of(value) for value in trace.y]


def test_candles_fall_full_and_rise_hollow(story: dict[str, object]) -> None:
    figure = drawn(story, marks="candles")

    candles = next(trace for trace in figure.data if trace.type == "candlestick")
    assert list(candles.open[:3]) == [192.0, 191.0, 187.2]
    assert list(candles.close[:3]) == [192.5, 191.13, 185.61]
    assert candles.increasing.fillcolor == "rgba(0,0,0,0)"
    assert candles.decreasing.fillcolor == marks_charts.COLOURS["negative"]


def test_titles_from_outside_are_no_markup(story: dict[str, object]) -> None:
    price = next(trace for trace in drawn(story).data if trace.name == "NVDA")

    keys, said = price.customdata[2]
    assert keys == "reply other"
    assert said == "$185.61 −2.9%<br>3 · &lt;b&gt;A reply&lt;/b&gt;<br>4 · Another"


def test_the_open_announcement_is_the_full_badge(story: dict[str, object]) -> None:
    numbered = next(trace for trace in drawn(story).data if trace.name == "Announced")
    none = next(trace for trace in drawn(story, chosen=None).data if trace.name == "Announced")

    assert list(numbered.marker.color) == ["#ffffff", marks_charts.COLOURS["event"], "#ffffff"]
    assert list(none.marker.color) == ["#ffffff"] * 3
    alone, *together = numbered.marker.line.width
    assert len(set(together)) == 1
    assert together[0] > alone  # those of the opened one's session


@pytest.mark.parametrize("marks", ["line", "candles"])
@pytest.mark.parametrize("lacking", ["tone", "events", "both", "bars"])
def test_a_story_may_lack_what_it_is_told_with(
    story: dict[str, object], marks: str, lacking: str
) -> None:
    empty = {name: story[name].iloc[:0] for name in ("tone", "events", "articles")}
    change = empty if lacking == "both" else {lacking: empty.get(lacking)}
    if lacking == "bars":
        change = {"bars": story["bars"].assign(open=np.nan, high=np.nan, low=np.nan, close=np.nan)}

    figure = drawn(story, marks=marks, chosen=None, **change)

    reach = figure.layout.yaxis3.range
    assert all(map(np.isfinite, reach))
    assert {trace.name for trace in figure.data} >= {"NVDA", "Tone", "less SOXX", "Announced"}


def test_a_story_of_one_session_is_drawn(story: dict[str, object]) -> None:
    one = {name: story[name].loc[[DAYS[2]]] for name in ("bars", "tone", "returns")}

    figure = drawn(story, **one)

    assert next(one for one in figure.data if one.name == "NVDA").y == (185.61,)
    first, last = figure.layout.xaxis.range
    assert pd.Timestamp(first) < DAYS[2] + NOON < pd.Timestamp(last)


def test_the_points_of_a_sentence_are_drawn_in_its_order() -> None:
    parts = sentence.read_sentence("Profit fell while <b>costs</b> rose and sales surged.").parts

    (bars,) = checked(words.contributions(parts[::-1])).data

    assert list(bars.x) == [part.points for part in parts]
    assert [label.partition(". ")[0] for label in bars.y] == [str(n + 1) for n in range(len(parts))]
    assert list(bars.marker.color) == [marks_charts.colour_of(part.points) for part in parts]
    assert not any("<b>" in label for label in (*bars.y, *bars.text))


def test_points_have_an_axis_of_their_own_unit() -> None:
    figure = checked(words.contributions(sentence.read_sentence("Profit fell.").parts))

    assert figure.layout.xaxis.title.text == "Points"
    assert checked(words.contributions([])).data[0].x == ()


@pytest.mark.parametrize(
    ("first", "last", "shut"),
    [
        ("2026-01-12", "2026-01-23", ["2026-01-19"]),  # Martin Luther King's day
        ("2025-12-22", "2026-01-02", ["2025-12-25", "2026-01-01"]),
        ("2026-02-02", "2026-02-06", []),
    ],
)
def test_the_axis_leaves_out_weekends_and_holidays(first: str, last: str, shut: list[str]) -> None:
    sessions = calendar.sessions_between(pd.Timestamp(first), pd.Timestamp(last))
    weekends, *holidays = marks_charts.closures(sessions)

    assert weekends == {"bounds": ["sat", "mon"]}
    assert holidays == ([{"values": shut}] if shut else [])


def test_the_axis_of_a_coin_leaves_out_nothing() -> None:
    assert marks_charts.closures(pd.date_range("2026-01-12", "2026-01-23")) == []


def test_badges_too_near_take_different_lanes() -> None:
    assert badges.lanes([0, 1, 2, 10], room=4, lanes=3) == [0, 1, 2, 0]
    assert badges.lanes([], room=4) == []


@given(st.lists(st.integers(0, 99), max_size=60).map(sorted), st.floats(0.1, 5))
def test_badges_keep_their_order_and_distance_within_the_picture(
    anchors: list[int], apart: float
) -> None:
    places = badges.spread(anchors, apart=apart, within=100)

    least = min(apart, 100 / (len(anchors) + 1))
    assert all(0 <= place <= 100 for place in places)
    assert all(b - a >= least - 1e-9 for a, b in itertools.pairwise(places))


def test_a_badge_that_has_room_stands_over_its_session() -> None:
    assert badges.spread([10, 50, 90], apart=5, within=100) == [10, 50, 90]


@given(st.lists(st.integers(0, 300), max_size=30).map(sorted), st.floats(1, 30))
def test_badges_of_a_lane_stand_apart_wherever_they_can(positions: list[int], room: float) -> None:
    given_lanes = badges.lanes(positions, room=room)

    assert len(given_lanes) == len(positions)
    assert set(given_lanes) <= set(range(badges.LANES))
    for place, (position, lane) in enumerate(zip(positions, given_lanes, strict=True)):
        last = {held: at for at, held in zip(positions[:place], given_lanes[:place], strict=True)}
        crowded = lane in last and position - last[lane] < room
        full = len(last) == badges.LANES and all(position - at < room for at in last.values())
        assert full or not crowded


def test_articles_stand_at_their_minute_and_of_very_many_their_sessions_alone(
    story: dict[str, object],
) -> None:
    dots = next(trace for trace in drawn(story).data if trace.name == "Articles")

    # 12:45 is the middle of a session; what came before the open stands at its left end.
    hours = [
        (place - DAYS[at]) / pd.Timedelta(hours=1)
        for place, at in zip(dots.x, (0, 2, 2), strict=True)
    ]
    assert hours == pytest.approx([12, 3, 21])
    many = pd.concat([story["articles"]] * 200, ignore_index=True)
    names = {trace.name for trace in drawn(story, articles=many).data}
    assert "Articles" not in names
    assert "Tone" in names


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_words_of_a_picture_are_legible_on_the_page(
    story: dict[str, object], theme: str
) -> None:
    layout = marks_charts.legible(drawn(story), theme=theme)["layout"]
    inks = [layout[f"yaxis{panel}"]["tickfont"]["color"] for panel in (2, 3, 4)]
    for note in layout["annotations"]:
        inks += [note["font"]["color"], *re.findall("color:(#[0-9a-f]{6})", note["text"])]

    assert len(inks) == 3 + 3 + 4
    for name in ("backgroundColor", "secondaryBackgroundColor"):
        assert all(contrast(ink, THEMES[theme][name]) >= 4.5 for ink in inks)


def test_the_price_has_a_logarithmic_axis_where_it_multiplied(story: dict[str, object]) -> None:
    bars = story["bars"].assign(close=[10.0, 20.0, 35.0, np.nan])

    assert drawn(story).layout.yaxis2.type is None
    assert drawn(story, bars=bars).layout.yaxis2.type == "log"
    assert "logarithmic" in drawn(story, bars=bars).layout.annotations[0].text


def test_what_stands_beside_a_bar_is_no_wider_than_a_phone_shows() -> None:
    rule = "“outlook” below what was expected; told as the cause: “as”"

    (bar,) = checked(words.contributions([Part(0, 7, "outlook", -0.66, rule, "reason")])).data

    lines = bar.text[0].split("<br>")
    assert " ".join(lines) == f"−0.66  {rule}"
    assert max(map(len, lines)) <= words.WIDEST


def test_beside_a_short_bar_is_room_for_what_stands_there() -> None:
    parts = [Part(0, 1, "a", 4.0, "rule", "reason"), Part(2, 3, "b", -0.1, "rule", "reason")]

    figure = checked(words.contributions(parts))

    assert figure.data[0].textposition == ("inside", "outside")
    first, last = figure.layout.xaxis.range
    assert first <= -0.1 - words.ROOM * 4.1
    assert last == 4.0
