from pathlib import Path

import pandas as pd
import pytest

import seeds
import sentiment

PRICES = sentiment.read_prices(Path(seeds.__file__).parent / "prices.parquet")


def verdicts(text: str, published: str) -> dict[str, str]:
    claims = sentiment.find_claims(text, published=pd.Timestamp(published))
    return {claim.text: sentiment.judge(claim, PRICES, {}).verdict for claim in claims}


def test_a_streak_too_long_for_the_bars_does_not_match() -> None:
    told = verdicts(
        "Nvidia rose for a thirteenth straight session on Wednesday.", "2026-04-16T09:00:00-04:00"
    )

    assert list(told.values()) == ["does not match"]


@pytest.mark.parametrize(
    ("text", "published"),
    [
        (
            "Oracle closed lower for a ninth straight session; the slide began after 18 June.",
            "2026-07-02T17:30:00-04:00",
        ),
        (
            "From $165.17 on 30 March to $198.87 last night: eleven gains in a row for Nvidia.",
            "2026-04-16T09:00:00-04:00",
        ),
    ],
)
def test_a_streak_that_ended_on_a_later_day_accuses_nobody(text: str, published: str) -> None:
    told = verdicts(text, published)

    assert told
    assert "does not match" not in told.values()
