import pytest

from sentiment.reading.forms import forms_of, plural_of


@pytest.mark.parametrize(
    ("entry", "forms"),
    [
        ("ease*", "ease eases eased easing"),
        ("drop**", "drop drops dropped dropping"),
        ("rally/rallies", "rally rallies"),
        ("glut+", "glut gluts"),
        ("penalty+", "penalty penalties"),
        ("up", "up"),
    ],
)
def test_an_entry_stands_for_its_forms(entry: str, forms: str) -> None:
    assert forms_of(entry) == forms.split()


def test_a_small_number_stands_in_words_and_in_figures() -> None:
    assert {"2-week low", "ten-week low"} < set(forms_of("#-week low"))


@pytest.mark.parametrize(("one", "many"), [("box", "boxes"), ("delay", "delays"), ("tax", "taxes")])
def test_a_noun_has_its_plural(one: str, many: str) -> None:
    assert plural_of(one) == many
