import pandas as pd
import pytest

import seeds
from dashboard.wording import claims as words
from sentiment.claims.finding import find_claims
from sentiment.claims.verdicts import Judged, judge_all
from sentiment.market import bars

DAILY = bars.read_prices(f"{seeds.__path__[0]}/prices.parquet")
EVENING = pd.Timestamp("2026-02-02 18:00", tz="America/New_York")


def judged(text: str) -> list[Judged]:
    return judge_all(find_claims(text, published=EVENING), DAILY, {})


@pytest.mark.parametrize(
    "text",
    [
        "A bet\n\nNvidia’s shares fell 2.9% on Monday, and closed at $185.61.\n\nNobody cheered.",
        "AMD and Nvidia each fell 2.9% on Monday.",
        "Nvi\u00addia fell 2.9% on Mon\u200cday.\nNvidia closed at $185.61 on Monday.",
    ],
)
def test_passages_hold_the_paragraphs_of_claims_letter_by_letter(text: str) -> None:
    marked = words.marks(judged(text))

    shown = words.passages(text, marked, opened=0)

    assert ["".join(one.text for one in parts) for parts in shown] == [
        line for line in text.split("\n") if any(letter.isdigit() for letter in line)
    ]
    marks = [one for parts in shown for one in parts if one.mark is not None]
    assert [one.mark for one in marks] == list(range(len(marked)))
    assert [one.opened for one in marks] == [number == 0 for number in range(len(marked))]
    assert [one.text for one in marks] == [one[0].claim.text for one in marked]


def test_what_stands_far_from_a_claim_is_left_out() -> None:
    text = (
        f"{'x ' * 500}Nvidia fell 2.9% on Monday. {'y ' * 500}Nvidia closed at $185.61 on Monday."
    )

    [parts] = words.passages(text, words.marks(judged(text)), opened=0)

    assert sum(len(one.text) for one in parts) < 6 * words.AROUND
    assert parts[0].text.startswith("…")


def test_every_pattern_is_explained_by_its_own_sentences() -> None:
    table = words.patterns()

    assert len(table) > 40
    assert (table["Read so"].ne("") | table["Left alone"].ne("")).all()


def test_what_is_wrong_is_opened_and_told_first() -> None:
    text = "Nvidia fell 2.9% on Monday. Nvidia closed at $187.88 on Monday. Tesla fell 2%."
    found = judged(text)

    assert words.most_urgent(words.marks(found)) == 1
    assert list(words.rows(found)["verdict"]) == [
        "does not match",
        "cannot be checked",
        "matches the close",
    ]
