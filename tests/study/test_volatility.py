import numpy as np
import pytest

from sentiment.study import volatility


def by_loops(sizes: np.ndarray, sigma: np.ndarray, skipped: set[int]) -> list[float]:
    """Work the expected sizes out apart, session by session."""
    recent, past, found = sigma[0] * np.sqrt(2 / np.pi), [], []
    for size, spread in zip(sizes, sigma, strict=True):
        expected = recent
        if len(past) >= 60:
            x, y = map(np.array, zip(*past, strict=True))
            slope = np.polyfit(x, y, 1)[0]
            drawn = y.mean() + min(max(slope, 0), 1) * (recent / spread - x.mean())
            expected = spread * max(drawn, 0.2 * y.mean())
        if len(found) not in skipped:
            past.append((recent / spread, size / spread))
            recent = 0.94 * recent + 0.06 * size
        found.append(expected)
    return found


@pytest.mark.parametrize("skipped", [set(), {5, 80, 81}])
def test_expected_sizes_are_as_worked_out_in_loops(skipped: set[int]) -> None:
    random = np.random.default_rng(4)
    sigma = 0.02 * (1 + 0.1 * np.sin(np.arange(200) / 30))
    sizes = np.abs(random.normal(size=200)) * sigma * np.exp(np.sin(np.arange(200) / 20))
    counted = ~np.isin(np.arange(200), list(skipped))

    found = volatility.expected_sizes(sizes, sigma=sigma, counted=counted)

    assert found.tolist() == pytest.approx(by_loops(sizes, sigma, skipped))


def test_nothing_of_a_session_or_after_it_tells_of_its_volatility() -> None:
    random = np.random.default_rng(5)
    sizes, sigma = np.abs(random.normal(size=150)), np.ones(150)
    changed = np.where(np.arange(150) < 100, sizes, 9 * sizes)
    every = np.ones(150, dtype=bool)

    for estimate in (volatility.expected_sizes, volatility.recent_deviations):
        before, after = (estimate(v, sigma=sigma, counted=every) for v in (sizes, changed))
        assert before[:101].tolist() == after[:101].tolist()
        assert after[120] > before[120]


def test_a_missing_session_leaves_the_average_as_it_was() -> None:
    sizes, sigma = np.full(90, 0.01), np.full(90, 0.0125)
    sizes[40] = np.nan
    every = np.ones(90, dtype=bool)

    found = volatility.recent_deviations(sizes, sigma=sigma, counted=every)

    assert np.isfinite(found).all()
    assert found[41] == found[40]
