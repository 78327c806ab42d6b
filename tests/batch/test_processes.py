"""Many texts are read as each alone would be, and only a few are held at a time."""

import multiprocessing
from collections.abc import Iterator

import pytest

from sentiment.batch import processes as batch_processes
from sentiment.reading import article

MANY = (
    batch_processes.FEW + batch_processes.BATCH + 7
)  # more than are read here, the last batch not a full one


class Counted:
    """Headlines that count how many were taken."""

    def __init__(self) -> None:
        self.taken = 0

    def __iter__(self) -> Iterator[str]:
        for number in range(20 * batch_processes.FEW):
            self.taken += 1
            yield f"Profit {'rose' if number % 3 else 'fell'} {number}%"


@pytest.mark.parametrize("processes", [1, 2])
def test_many_texts_read_as_each_does_alone_and_in_order(processes: int) -> None:
    texts = [f"AMD {'rises' if number % 7 else 'falls'} {number}%" for number in range(MANY)]

    read = batch_processes.score_many(texts, about="AMD", processes=processes)

    assert [one.compound for one in read] == [article.score(one, "AMD").compound for one in texts]


def test_few_texts_start_no_process() -> None:
    assert [one.label for one in batch_processes.score_many(["Profit fell."], processes=2)] == [
        "negative"
    ]
    assert not multiprocessing.active_children()


def test_only_a_few_texts_are_taken_ahead_and_leaving_early_ends_the_processes() -> None:
    texts = Counted()
    read = batch_processes.score_many(texts, processes=2)
    first = next(read)
    taken = texts.taken
    read.close()

    assert first.label == "negative"
    assert taken <= batch_processes.FEW + (2 * batch_processes.AHEAD + 1) * batch_processes.BATCH
    assert not multiprocessing.active_children()


def test_what_is_no_text_is_refused_wherever_it_stands() -> None:
    texts = ["Profit rose."] * MANY + [None]

    with pytest.raises(TypeError, match="text is read from a str, not NoneType"):
        list(batch_processes.score_many(texts, processes=2))


def test_fewer_than_one_process_is_refused_at_once() -> None:
    with pytest.raises(ValueError, match="at least 1, not 0"):
        batch_processes.score_many([], processes=0)
