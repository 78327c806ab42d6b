import tomllib
from pathlib import Path

import pytest
from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

from sentiment import score
from sentiment.errors import DataError
from sentiment.output.labels import NEUTRAL_BAND
from sentiment.reading import lexicon, vader_lexicon

READING = Path(lexicon.__file__).parent


def test_the_words_are_those_of_vadersentiment() -> None:
    assert dict(vader_lexicon.vader_words()) == SentimentIntensityAnalyzer().lexicon


def test_the_emoji_are_those_of_vadersentiment() -> None:
    assert dict(vader_lexicon.vader_emoji()) == SentimentIntensityAnalyzer().emojis


def group(kind: str, *terms: str, **more: object) -> dict[str, object]:
    return {"kind": kind, "points": 1.0, "reason": "a reason", "terms": [*terms], **more}


@pytest.mark.parametrize(
    ("lists", "fault"),
    [
        (
            {"a": {"group": [group("bad", "glut")]}, "b": {"group": [group("tone", "glut")]}},
            "twice",
        ),
        ({"a": {"group": [group("tone", "fail*", "failing")]}}, "“failing” is given twice"),
        (
            {"a": {"group": [group("bad", "risks"), group("tone", "risk")]}},
            "“risks” is of the kind",
        ),
        ({"directions": {"loose": ["up"], "group": [group("tone", "up")]}}, "no direction"),
        ({"directions": {"pace": ["slow"], "group": []}}, "no direction"),
        ({"directions": {"pace": ["up", "up"], "group": [group("direction", "up")]}}, "twice said"),
    ],
)
def test_lists_that_hide_an_entry_or_name_none_are_refused(
    lists: lexicon.Lists, fault: str
) -> None:
    with pytest.raises(DataError, match=fault):
        lexicon.check(lists)


def test_one_form_may_stand_in_two_families_and_a_word_stand_alone() -> None:
    lexicon.check({"a": {"group": [group("relief", "ease*"), group("direction", "ease*")]}})
    lexicon.check({"a": {"group": [group("price", "shares"), group("plain", "share", alone=True)]}})


def test_the_shipped_lists_are_not_refused() -> None:
    assert len(lexicon.finance_terms()) > 1000


BURDENS = [
    ("bottleneck", "bottlenecks"), ("shortage", "shortages"), ("headwind", "headwinds"),
    ("outflow", "outflows"), ("glut", "gluts"), ("recall", "recalls"), ("tension", "tensions"),
    ("bankruptcy", "bankruptcies"), ("insolvency", "insolvencies"), ("write-off", "write-offs"),
    ("redundancy", "redundancies"), ("delay", "delays"), ("jitter", "jitters"),
    ("default", "defaults"), ("lawsuit", "lawsuits"), ("outage", "outages"),
    ("accident", "accidents"), ("complaint", "complaints"), ("disruption", "disruptions"),
]  # fmt: skip


@pytest.mark.parametrize(("one", "many"), BURDENS)
@pytest.mark.parametrize(("move", "sign"), [("eased", 1), ("fell", 1), ("rose", -1), ("grew", -1)])
def test_a_burden_reads_alike_in_singular_and_plural(
    one: str, many: str, move: str, sign: int
) -> None:
    singular, plural = score(f"The {one} {move}.").compound, score(f"The {many} {move}.").compound

    assert singular == plural
    assert sign * singular > NEUTRAL_BAND


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("Recalls fell by 40%.", 1),
        ("Recalls rose by 40%.", -1),
        ("Outflows rose to $2bn.", -1),
        ("Turmoil eased.", 1),
        ("Jitters grew.", -1),
        ("Delays rose sharply.", -1),
        ("The loss improved.", 1),
        ("The shares put on 2%.", 1),
        ("Toyota recalls a million cars.", -1),
    ],
)
def test_a_word_listed_once_reads_by_its_one_entry(text: str, sign: int) -> None:
    assert sign * score(text).compound > NEUTRAL_BAND


GRAMMAR = tomllib.loads((READING / "words" / "grammar.toml").read_text("utf-8"))


@pytest.mark.parametrize("name", GRAMMAR)
def test_a_set_of_small_words_has_its_reason_and_its_reader(name: str) -> None:
    held = GRAMMAR[name]

    assert held["reason"].split()
    assert len(held["words"]) == len(lexicon.word_set(name))
    assert any(f'word_set("{name}")' in one.read_text("utf-8") for one in READING.glob("*.py"))
