import json
from pathlib import Path

import numpy as np
import pytest

from sentiment.study import resampling

ANSWERS = json.loads((Path(__file__).parents[1] / "answers" / "leadlag.json").read_text())


def test_the_ranks_of_resamples_are_those_of_scipy() -> None:
    case = ANSWERS["ranks"]
    values, rows = np.array(case["values"]), np.array(case["rows"])

    ranks = resampling.row_ranks(values, rows, counted=np.ones(rows.shape, dtype=bool))

    assert ranks.tolist() == case["ranks"]


@pytest.mark.parametrize("n", [8, 9, 50, 101])
def test_a_shuffle_keeps_every_value_once(n: int) -> None:
    rows = resampling.shuffled_blocks(n, draws=20, random=np.random.default_rng(0))

    assert (np.sort(rows, axis=1) == np.arange(n)).all()


def test_a_block_keeps_neighbours_together() -> None:
    rows = resampling.drawn_blocks(60, draws=10, random=np.random.default_rng(0))

    within = np.diff(rows.reshape(10, -1, 4), axis=2) % 60
    assert resampling.block_length(60) == 4
    assert (within == 1).all()


def test_what_is_not_counted_leaves_the_ranks_of_the_rest() -> None:
    values, rows = np.array([0.5, 0.1, 0.9]), np.array([[0, 1, 2]])

    ranks = resampling.row_ranks(values, rows, counted=np.array([[True, False, True]]))

    assert ranks[0, [0, 2]].tolist() == [1, 2]
