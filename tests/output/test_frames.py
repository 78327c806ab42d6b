import pandas as pd
import pytest

from sentiment.output import frames

CLOSES = pd.DataFrame({"close": [189.0, 185.6, 187.2]}, index=["AMD", "NVDA", "AMD"])


def test_a_key_has_one_row() -> None:
    assert frames.row(CLOSES, "NVDA")["close"] == 185.6


def test_a_key_of_several_rows_is_refused() -> None:
    with pytest.raises(KeyError, match="AMD stands several times"):
        frames.row(CLOSES, "AMD")


def test_a_key_without_a_row_is_refused() -> None:
    with pytest.raises(KeyError, match="MSFT"):
        frames.row(CLOSES, "MSFT")


def test_rows_come_in_order_with_their_index() -> None:
    assert [(row.Index, row.close) for row in frames.rows(CLOSES)][1] == ("NVDA", 185.6)
