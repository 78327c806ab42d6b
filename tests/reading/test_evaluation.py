from pathlib import Path

import pytest

from sentiment.errors import DataError
from sentiment.reading import evaluation


def test_the_figures_are_those_worked_by_hand() -> None:
    given = ["negative"] * 4 + ["neutral"] * 4 + ["positive"] * 2
    said = ["negative", "negative", "neutral", "positive"] + ["neutral"] * 3 + ["positive"] * 2
    said += ["negative"]

    found = evaluation.compare("mine", said=said, given=given)

    # F1 = 2·right / (given + said): 2·2/(4+3), 2·3/(4+4), 2·1/(2+3)
    assert found.macro_f1 == pytest.approx((4 / 7 + 6 / 8 + 2 / 5) / 3)
    assert found.accuracy == pytest.approx(6 / 10)
    assert found.flip == pytest.approx(2 / 6)
    assert found.confusion.loc["negative"].to_list() == [2, 1, 1]


def test_a_rare_label_has_no_say_in_the_mean() -> None:
    given = ["negative"] * 20 + ["positive"] * 20 + ["neutral"]

    found = evaluation.compare("mine", said=[*given[:40], "positive"], given=given)

    assert found.macro_f1 == pytest.approx((1 + 40 / 41) / 2)


def test_the_finance_reading_is_set_beside_plain_vader(tmp_path: Path) -> None:
    path = tmp_path / "labelled.csv"
    path.write_text("text,label\nOperating costs fell,positive\nThe bet imploded,negative\n")

    plain, finance = evaluation.evaluate(evaluation.read_labelled(path))

    assert (plain.scorer, finance.scorer) == ("plain VADER", "finance reading")
    assert finance.accuracy == 1.0
    assert plain.accuracy < 1.0


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        ("text,mood\nx,positive\n", "no column label"),
        ("text,label\nx,glad\n", "row 2 has the label 'glad'"),
        ("text,label\n", "holds no text"),
    ],
)
def test_a_file_that_is_not_labelled_texts_is_refused(
    tmp_path: Path, content: str, fault: str
) -> None:
    path = tmp_path / "labelled.csv"
    path.write_text(content)

    with pytest.raises(DataError, match=fault):
        evaluation.read_labelled(path)
