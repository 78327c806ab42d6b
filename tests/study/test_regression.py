import numpy as np
import pytest

from sentiment.study import regression


@pytest.mark.parametrize("at", [130, 200, 299])
def test_rolling_fits_are_those_made_one_by_one(at: int) -> None:
    random = np.random.default_rng(0)
    design = np.column_stack([np.ones(300), random.normal(18, 0.3, (300, 2))])
    response = design @ [1.0, 0.5, -0.2] + random.normal(size=300)
    usable = random.random(300) > 0.1
    response[~usable] = np.nan

    found = regression.rolling_fits(response, design, window=(-120, -5), usable=usable, needed=50)

    rows = np.arange(at - 120, at - 4)
    rows = rows[usable[rows]]
    coefficients, left, _, _ = np.linalg.lstsq(design[rows], response[rows], rcond=None)
    assert found.n[at] == len(rows)
    assert found.coefficients[at] == pytest.approx(coefficients, rel=1e-6)
    assert found.sigma[at] == pytest.approx(np.sqrt(left[0] / (len(rows) - 3)))


def test_a_fit_needs_columns_that_can_be_told_apart() -> None:
    twice = np.column_stack([np.ones(200), np.full(200, 13.8)])

    found = regression.rolling_fits(
        np.arange(200.0), twice, window=(-120, -5), usable=np.full(200, True), needed=50
    )

    assert np.isnan(found.sigma).all()
