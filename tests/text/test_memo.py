from sentiment.text import memo
from sentiment.text.memo import Kept


def test_each_word_is_asked_for_once() -> None:
    asked: list[str] = []
    shouted = Kept(lambda word: asked.append(word) or word.upper())  # type: ignore[func-returns-value]

    found = list(map(shouted.__getitem__, ["up", "down", "up"]))

    assert found == ["UP", "DOWN", "UP"]
    assert asked == ["up", "down"]


def test_a_stretch_too_long_to_be_met_again_is_not_kept() -> None:
    sizes = Kept(len)

    size = sizes["a" * (memo.LONGEST + 1)]

    assert size == memo.LONGEST + 1
    assert not sizes


def test_no_more_words_are_held_than_there_is_room_for() -> None:
    sizes = Kept(len)

    found = [sizes[str(number)] for number in range(2 * memo.MOST + 1)]

    assert found[-1] == len(str(2 * memo.MOST))
    assert len(sizes) <= memo.MOST
