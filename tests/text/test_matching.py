import pytest

from sentiment.text import matching, patterns, tokens
from sentiment.text.matching import Piece
from sentiment.text.tokens import Word

SETS = {"BECAUSE": frozenset({"because", "as"})}


class At:
    """A word that a test tags."""

    def __init__(self, place: int) -> None:
        self.first = self.last = place


def spans(text: str, *find: str, stops: str = "any", unless: tuple[str, ...] = ()) -> list[str]:
    """Return what a rule finds in a text whose words "cat" and "dog" are tagged CAT and DOG."""
    words = tokens.split(text)
    tagged: dict[str, list[Piece]] = {}
    for place, word in enumerate(words):
        if word.text in {"cat", "dog"}:
            tagged.setdefault(word.text.upper(), []).append(At(place))
    rule = patterns.compile_rule(find, sets=SETS, stops=stops, unless=unless)
    return [
        " ".join(word.text for word in words[match.first : match.last + 1])
        for match in matching.matches(rule, words, tagged)
    ]


@pytest.mark.parametrize(
    ("pattern", "text", "found"),
    [
        ("CAT DOG", "a cat dog b", ["cat dog"]),
        ("CAT DOG", "a cat and dog", []),
        ("CAT ..1 DOG", "a cat and dog", ["cat and dog"]),
        ("CAT ..1 DOG", "a cat or a dog", []),
        ("CAT ..3 DOG", "a cat, a dog", []),
        ("CAT ..3!or DOG", "a cat or a dog", []),
        ("CAT ..3!BECAUSE DOG", "a cat as a dog", []),
        ("DOG ..2 CAT", "dog a b cat; dog cat", ["dog a b cat", "dog cat"]),
        ("big|small CAT", "a big cat, a small cat, a cat", ["big cat", "small cat"]),
        ("CAT ..2 sat ..1 down", "the cat then sat right down", ["cat then sat right down"]),
        ("CAT BECAUSE", "cat because", ["cat because"]),
        ("^ CAT", "cat. a cat: cat", ["cat", "cat"]),
        ("^ ..1 CAT", "a cat. a big cat", ["cat"]),
        ("CAT $", "cat a. cat", ["cat"]),
        ("CAT in|$|,", "cat in, cat up, cat, cat", ["cat in", "cat ,", "cat"]),
        ("CAT ..2 up|$", "cat is up, cat is", ["cat is up"]),
        ("CAT ..2 #", "cat of 40", ["cat of 40"]),
        ("CAT ..2 #%", "cat of 40", []),
        ("CAT ..2 #%", "cat of 40%", ["cat of 40%"]),
        ("CAT ..2 #-", "cat of -40, cat of 40", ["cat of -40"]),
    ],
)
def test_a_pattern_is_found_where_it_is_written(pattern: str, text: str, found: list[str]) -> None:
    assert spans(text, pattern) == found


def test_a_comma_parts_nothing_where_only_hard_stops_do() -> None:
    assert spans("a cat, a dog", "CAT ..3 DOG", stops="hard") == ["cat , a dog"]
    assert spans("a cat. A dog", "CAT ..3 DOG", stops="hard") == []


def test_each_piece_is_found_once_and_what_denies_it_counts() -> None:
    assert spans("dog cat dog", "CAT DOG", "DOG CAT") == ["cat dog"]
    assert spans("no cat dog", "CAT DOG", unless=("no CAT",)) == []
    assert spans("no bad cat dog", "CAT DOG", unless=("no CAT",)) == ["cat dog"]


@pytest.mark.parametrize("pattern", ["big ..2 small", "..2"])
def test_a_pattern_without_a_tag_is_refused(pattern: str) -> None:
    with pytest.raises(ValueError, match="no tag"):
        patterns.compile_rule([pattern], sets=SETS)


def test_a_pattern_that_lacks_what_the_rule_is_found_for_is_refused() -> None:
    with pytest.raises(ValueError, match="none of"):
        patterns.compile_rule(["CAT DOG"], sets=SETS, each="COW")


def test_time_grows_with_the_length_alone() -> None:
    class Counted(list[Word]):
        looked = 0

        def __getitem__(self, at: object) -> object:  # type: ignore[override]
            Counted.looked += 1
            return super().__getitem__(at)  # type: ignore[index]

    def looked(number: int) -> int:
        Counted.looked = 0
        words = Counted([Word("cat", None, "", 0)] * number)
        tagged = {"CAT": [At(place) for place in range(number)]}
        rule = patterns.compile_rule(["CAT ..9 sat ..9 CAT"], sets=SETS)
        assert not list(matching.matches(rule, words, tagged))
        return Counted.looked

    assert looked(4000) < 2.1 * looked(2000)
