import numpy as np
import pytest

from sentiment.study import rivals, windows


@pytest.mark.parametrize(
    ("gap", "count"),
    [(-4, 1), (-3, 0), (-1, 0), (1, 0), (3, 0), (4, 1)],
)
def test_results_beside_another_announcement_are_nobodys_rivals(gap: int, count: int) -> None:
    # Windows of four sessions share one where their events are up to three apart.
    rows = np.arange(300)
    swept = windows.sweep(
        np.random.default_rng(3).normal(size=300),
        np.ones((300, 1)),
        usable=np.full(300, True),
        window=(-1, 2),
        estimation=(-101, -2),
    )
    events, results = np.isin(rows, [200, 250]), np.isin(rows, [200 + gap, 250])
    field = rivals.Field(swept, np.ones(300), events=events, results=results, before=False)

    (found,) = field.alike(np.array([250]))

    assert (found.kind, len(found)) == ("results", count)
