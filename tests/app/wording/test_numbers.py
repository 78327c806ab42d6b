import ast
import html
import math
import re
import string
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest
from causes import CAUSAL
from hypothesis import given
from hypothesis import strategies as st

import dashboard
from dashboard.wording import descriptions, escaping, numbers
from sentiment.intake import bylines
from sentiment.library import refresh
from sentiment.market import bars as market_bars
from sentiment.market.shares import by_form
from sentiment.reading import article

DASHBOARD = Path(dashboard.__file__).parent
SESSION = pd.Timestamp("2026-02-02")
INSTANT = pd.Timestamp("2026-02-02 11:05", tz="America/New_York")
MOVE = market_bars.Move(SESSION, 191.13, 187.2, 190.3, 184.88, 185.61, 181_300_000.0)
HELD_CAUSE = {  # why a bar or a measure is lacking is no claim about the market
    "Not measured because"
}
SPOKEN = ("wording", "panels", "views", "report")


def read_one(text: str) -> article.ReadSentence:
    (read,) = article.score(text).sentences
    return read


@pytest.mark.parametrize(
    ("change", "digits", "said"),
    [
        (-0.0289, 1, "−2.9%"),
        (0.012, 1, "+1.2%"),
        (0.0, 1, "0.0%"),
        (0.01234, 2, "+1.23%"),
        (12.5, 0, "+1,250%".replace(",", "")),
        (math.nan, 1, "not held"),
        (-0.0001, 1, "0.0%"),
    ],
)
def test_a_return_is_a_signed_percentage(change: float, digits: int, said: str) -> None:
    assert numbers.percent(change, digits=digits) == said


@given(st.floats(-5, 5), st.integers(0, 3))
def test_what_rounds_to_nought_has_no_sign_and_nothing_else_lacks_one(
    number: float, digits: int
) -> None:
    said = numbers.percent(number / 100, digits=digits)

    assert "-" not in said
    assert (said[0] in "+−") is (float(said.replace("−", "-").rstrip("%")) != 0)


@pytest.mark.parametrize(
    ("price", "said"),
    [(185.61, "$185.61"), (1234.5, "$1,234.50"), (0.0, "$0.00"), (math.nan, "not held")],
)
def test_a_price_is_in_dollars(price: float, said: str) -> None:
    assert numbers.dollars(price) == said


@pytest.mark.parametrize(
    ("compound", "said"),
    [
        (-0.4217, "−0.42"),
        (0.5, "+0.50"),
        (0.0, "0.00"),
        (-0.001, "0.00"),
        (math.nan, "no reading"),
    ],
)
def test_a_tone_has_its_sign_and_two_decimals(compound: float, said: str) -> None:
    assert numbers.tone(compound) == said


@pytest.mark.parametrize(
    ("volume", "said"),
    [(181_300_000.0, "181.3 m"), (2_500_000_000.0, "2,500.0 m"), (math.nan, "not held")],
)
def test_a_volume_is_in_millions(volume: float, said: str) -> None:
    assert numbers.shares(volume) == said


def test_days_and_moments_are_said_with_their_clock() -> None:
    winter, summer = (pd.Timestamp(f"2026-{month}-02 16:00", tz="UTC") for month in ("02", "07"))

    assert numbers.day(SESSION) == "Mon 2 Feb 2026"
    assert numbers.moment(winter) == "Mon 2 Feb 2026, 11:00 EST"
    assert numbers.moment(summer) == "Thu 2 Jul 2026, 12:00 EDT"
    assert numbers.moment(winter, zone="Asia/Tokyo") == "Tue 3 Feb 2026, 01:00 JST"


@pytest.mark.parametrize(
    ("known", "said"),
    [
        ("exact", "Mon 2 Feb 2026, 11:05 EST"),
        ("about", "Mon 2 Feb 2026, about 11:05 EST"),
        ("day", "Mon 2 Feb 2026"),
    ],
)
def test_an_announcement_is_timed_no_more_exactly_than_known(known: str, said: str) -> None:
    assert descriptions.announced(INSTANT, known) == said


@pytest.mark.parametrize(
    ("number", "said"), [(0, "0 articles"), (1, "1 article"), (2, "2 articles"), (1200, "1,200")]
)
def test_a_number_of_things_is_plural_but_for_one(number: int, said: str) -> None:
    assert numbers.count(number, "article").startswith(said)
    assert numbers.count(number, "article").endswith("article") is (number == 1)


@pytest.mark.parametrize(
    ("title", "name"),
    [("NVDA, tone & price", "nvda-tone-price"), ("--A--", "a"), ("95% of 1/2", "95-of-1-2")],
)
def test_a_title_becomes_a_file_name(title: str, name: str) -> None:
    assert escaping.slug(title) == name


@given(st.text())
def test_a_file_name_is_safe_anywhere(title: str) -> None:
    assert re.fullmatch(r"(?:[a-z0-9]+(?:-[a-z0-9]+)*)?", escaping.slug(title))


def test_an_interval_needs_more_than_one_sentence() -> None:
    assert numbers.interval(-0.5, 0.25, n=4) == "95%: −0.50 to +0.25, n 4"
    assert numbers.interval(math.nan, math.nan, n=1) == "1 sentence"


MARKUP = [
    "a *bold* _claim_ ~~gone~~ `code`",
    "# heading",
    "- item",
    "1. item",
    "> quote",
    "| a | b |",
    "[link](https://example.org)",
    "![picture](https://example.org/a.png)",
    "https://example.org www.example.org me@example.org",
    "<b>bold</b> <script>alert(1)</script> <!-- -->",
    "&lt; &#60;",
    "$x^2$ and $$y$$",
    "\\(x\\) \\*",
    ":red[danger] :blue-background[x] :small[y] :material/home: :smile: :streamlit:",
    "--> <-- -> <- >= <=",
    "line\n\n# heading\nmore",
    "    code",
    "***",
    "[^1]: note",
]


@pytest.mark.parametrize("text", MARKUP)
def test_nothing_from_outside_is_markdown(text: str) -> None:
    written = escaping.as_written(text)

    # CommonMark: a backslash before a mark of ASCII makes it a plain character.
    bare = re.sub(r"\\[" + re.escape(string.punctuation) + "]", "", written)
    assert not set(bare) & set(string.punctuation)
    assert "\n" not in written
    assert not written.startswith(" ")


@given(st.text())
def test_what_is_escaped_is_still_what_was_written(text: str) -> None:
    written = escaping.as_written(text)

    shown = re.sub(r"\\([" + re.escape(string.punctuation) + "])", r"\1", written)
    assert shown.replace("\N{WORD JOINER}", "") == straight(" ".join(text.split())).replace(
        "\N{WORD JOINER}", ""
    )


def straight(text: str) -> str:
    """Leave out what turns the direction of the words behind it."""
    return re.sub("[\u202a-\u202e\u2066-\u2069]", "", text)


@pytest.mark.parametrize("escape", [escaping.as_written, escaping.plain])
def test_no_text_from_outside_turns_the_words_behind_it_round(escape: Callable[[str], str]) -> None:
    turned = "".join(map(chr, [*range(0x202A, 0x202F), *range(0x2066, 0x206A)]))

    assert escape(f"rose {turned}fell") == "rose fell"


@given(st.text() | st.sampled_from(MARKUP))
def test_plotly_is_given_no_markup_either(text: str) -> None:
    written = escaping.plain(text)

    assert not set(written) & set("<>")
    assert html.unescape(written) == html.unescape(html.escape(straight(text), quote=False))


@pytest.mark.parametrize("text", MARKUP[:-4])
def test_a_sentence_in_colour_holds_no_markup_of_its_own(text: str) -> None:
    one_line = " ".join(text.split())
    read = read_one(f"Profit plunged sharply {one_line}")

    said = descriptions.coloured(read)

    inner = said.removeprefix(":orange-background[").partition(f"]{numbers.NO_BREAK}")[0]
    bare = re.sub(r"\\[" + re.escape(string.punctuation) + "]", "", inner)
    assert said.startswith(":orange-background[")
    assert not set(bare) & set(string.punctuation)


@pytest.mark.parametrize(
    ("text", "opening", "sign"),
    [("Profit rose", ":blue-background[", "▲"), ("Profit fell", ":orange-background[", "▼")],
)
def test_a_sentence_bears_colour_sign_and_number(text: str, opening: str, sign: str) -> None:
    read = read_one(text)

    said = descriptions.coloured(read)

    assert said.startswith(f"{opening}{text}")
    assert f"{sign}{numbers.NO_BREAK}{numbers.tone(read.reading.compound)}" in said


def test_a_neutral_sentence_is_plain() -> None:
    assert descriptions.coloured(read_one("The meeting is in May")) == "The meeting is in May"


def test_the_legend_says_how_much_is_shown() -> None:
    whole, part = descriptions.legend(3, shown=3), descriptions.legend(1200, shown=500)

    assert "▲" in whole
    assert "▼" in whole
    assert part.startswith(whole)
    assert "500 of 1,200" in part


def test_the_sum_of_a_sentence_is_the_one_it_was_read_by() -> None:
    read = read_one("Profit plunged")

    said = descriptions.sum_of(read).replace(numbers.MINUS, "-")

    raw, again, compound, plain = map(float, re.findall(r"[+-]\d\.\d{3}", said))
    assert raw == again == pytest.approx(read.reading.raw, abs=5e-4)
    assert compound == pytest.approx(raw / math.sqrt(raw**2 + 15), abs=5e-4)
    assert plain == pytest.approx(read.plain, abs=5e-4)


def test_each_sentence_has_a_row() -> None:
    reading = article.score("Profit rose\n\nThe meeting is  in\tMay.")

    rows = descriptions.sentence_rows(reading)

    assert list(rows["sentence"]) == ["Profit rose", "The meeting is in May."]
    assert list(rows["compound"]) == [one.reading.compound for one in reading.sentences]
    assert list(rows["kind"]) == ["judgement", "neutral"]
    assert descriptions.sentence_rows(article.score("")).empty


NO_DAYS = pd.DatetimeIndex([])


@pytest.mark.parametrize(
    ("missing", "partial", "said"),
    [
        (NO_DAYS, NO_DAYS, "none missing, none partial"),
        (pd.DatetimeIndex([SESSION]), NO_DAYS, "**1 session missing** (Mon 2 Feb 2026)"),
        (
            pd.bdate_range(SESSION, periods=5),
            NO_DAYS,
            "**5 sessions missing** (Mon 2 Feb 2026, Tue 3 Feb 2026, Wed 4 Feb 2026 …)",
        ),
        (NO_DAYS, pd.DatetimeIndex([SESSION]), "**1 session still open when fetched**"),
    ],
)
def test_what_is_wrong_with_the_bars_is_said(
    missing: pd.DatetimeIndex, partial: pd.DatetimeIndex, said: str
) -> None:
    held = market_bars.Quality(pd.Timestamp("2025-01-02"), SESSION, 1271, missing, partial)

    told = descriptions.quality("^SOX*", held)

    assert said in told
    assert told.startswith("\\^SOX\\*: 1,271 daily bars from Thu 2 Jan 2025 to **Mon 2 Feb 2026**")


@pytest.mark.parametrize(
    ("state", "said", "shipped", "told"),
    [
        ("running", "", True, "Shown are the bars shipped with the project; asking Yahoo"),
        ("running", "", False, "Shown are stored bars; asking Yahoo"),
        ("failed", "No *answer*.", True, "No \\*answer\\*\\. Shown are the bars shipped"),
        ("done", "3 new bars [x].", False, "3 new bars \\[x\\]\\."),
        ("idle", "", False, "Shown are stored bars; Yahoo has not been asked."),
    ],
)
def test_what_became_of_asking_yahoo_is_said(
    state: str, said: str, shipped: bool, told: str
) -> None:
    assert descriptions.fetching(refresh.Status(state, said), shipped=shipped).startswith(told)


def bars(closes: list[float]) -> pd.DataFrame:
    return pd.DataFrame({"close": closes}, index=pd.bdate_range(SESSION, periods=len(closes)))


def test_the_main_picture_is_described() -> None:
    tone = pd.DataFrame({"compound": [-0.2]})

    said = descriptions.describe_story(
        bars([191.13, math.nan, 185.61]), tone, share=by_form("NVDA")
    )

    assert said == (
        "NVDA closed at $191.13 on Mon 2 Feb 2026 and at $185.61 on Wed 4 Feb 2026. "
        "1 session with articles, 1 of them negative on average."
    )


@pytest.mark.parametrize("closes", [[], [math.nan]])
def test_a_picture_without_bars_says_so(closes: list[float]) -> None:
    tone = pd.DataFrame({"compound": []})

    said = descriptions.describe_story(bars(closes), tone, share=by_form("NVDA"))

    assert said == "No bars of NVDA are held for these sessions."


def test_a_session_is_described() -> None:
    said = descriptions.describe_path(MOVE, share=by_form("NVDA"))

    assert said == (
        "NVDA on Mon 2 Feb 2026: opened at $187.20, ranged from $184.88 to $190.30, closed at "
        "$185.61, −2.9% against the previous close of $191.13."
    )


def test_the_words_of_a_sentence_are_described() -> None:
    said = descriptions.describe_words(read_one("Profit fell"))

    assert said == "Points of the words: Profit fell −1.60."


@pytest.mark.parametrize(
    ("details", "said"),
    [
        (bylines.Found("", None, None, False, ""), "The text names no moment: type it below."),
        (bylines.Found("", INSTANT, None, True, "Feb. 2"), "The text says “Feb\\. 2”."),
        (
            bylines.Found("", INSTANT, None, False, "*2 Feb*"),
            "The text says “\\*2 Feb\\*”. It names no time of day.",
        ),
        (
            bylines.Found("", INSTANT, None, True, "2 Feb", guessed=True),
            f"The text says “2 Feb”. It names no year: {INSTANT.year} is a guess.",
        ),
    ],
)
def test_what_a_text_says_of_its_publication_is_quoted(details: bylines.Found, said: str) -> None:
    assert descriptions.publication(details) == said


SAID = [
    numbers.percent(-0.0289),
    numbers.tone(-0.42),
    numbers.interval(-0.5, -0.1, n=3),
    descriptions.sum_of(read_one("Profit plunged")),
    descriptions.describe_path(MOVE, share=by_form("NVDA")),
    descriptions.describe_words(read_one("Profit fell while costs rose")),
    descriptions.coloured(read_one("Profit fell")),
]


@pytest.mark.parametrize("said", SAID)
def test_a_number_below_nought_has_a_minus_and_no_hyphen(said: str) -> None:
    assert "−" in said
    assert not re.search(r"-\d", said)


def literals(path: Path) -> list[str]:
    """Return the strings that a file writes, its docstrings left out."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    docstrings = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.FunctionDef | ast.ClassDef)
        and isinstance(node.body[0], ast.Expr)
    }
    return [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and id(node) not in docstrings
    ]


@pytest.mark.parametrize(
    "path",
    [
        DASHBOARD / "app.py",
        *(path for room in SPOKEN for path in sorted((DASHBOARD / room).rglob("[!_]*.py"))),
    ],
    ids=lambda path: path.name,
)
def test_no_text_of_the_page_says_that_one_thing_moved_another(path: Path) -> None:
    told = [text for text in literals(path) if text not in HELD_CAUSE]

    assert told
    assert not [text for text in told if CAUSAL.search(text)]


@pytest.mark.parametrize("said", ["It fell because of it", "led to a fall", "the impact of news"])
def test_a_causal_word_would_be_found(said: str) -> None:
    assert CAUSAL.search(said)


def test_a_days_facts_are_those_of_its_bar() -> None:
    returns = pd.Series({"share": -0.029, "benchmark": 0.005, "abnormal": -0.034})
    facts = {
        name: (value, beside)
        for name, value, beside in descriptions.day_facts(
            MOVE, returns, share=by_form("NVDA"), benchmark="SPY"
        )
    }

    assert facts["Close before"] == ("$191.13", "the session before")
    assert facts["Open"] == ("$187.20", "−2.1% overnight")
    assert facts["Close"] == ("$185.61", "−2.9% on the day")
    assert facts["Range"] == ("184.88–190.30", "−3.3% to −0.4%")
    assert facts["Open to close"] == ("−0.8%", "volume 181.3 m")
    assert facts["Less SPY"] == ("−3.4%", "SPY +0.5%")
