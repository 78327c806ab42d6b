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


def test_a_fit_needs_so_many_rows_and_takes_no_fewer() -> None:
    random = np.random.default_rng(0)
    response, usable = random.normal(size=60), np.full(60, True)
    line = np.column_stack([np.ones(60), random.normal(size=60)])

    for design in (line, np.empty((60, 0))):  # one without coefficients needs the rows alone
        found = regression.rolling_fits(
            response, design, window=(-40, -1), usable=usable, needed=30
        )
        assert (found.n[29], found.n[30]) == (29, 30)
        assert np.isnan(found.sigma[29])
        assert found.sigma[30] > 0


def test_values_are_gathered_from_the_first_row_to_the_last_and_are_missing_beyond() -> None:
    found = regression.gather(
        np.array([5.0, 6.0, 7.0]), np.array([0, 2]), offsets=np.array([-1, 0, 1])
    )

    assert np.array_equal(found, [[np.nan, 5, 6], [6, 7, np.nan]], equal_nan=True)
