import pytest

from dashboard.panels import columns
from dashboard.wording import glossary
from sentiment.market.shares import by_form

NVIDIA = by_form("NVDA")
TABLES = {name: table for name, table in vars(columns).items() if name.isupper()} | {
    "story": columns.story(NVIDIA),
    "figure": columns.figure(NVIDIA),
}
PLAIN = {"Row", "No.", "Articles", "Sentences", "Sessions"}


@pytest.mark.parametrize(
    "name", [name for name, table in TABLES.items() if isinstance(table, dict)]
)
def test_every_number_of_a_table_is_explained_on_hover(name: str) -> None:
    numbers = {
        column["label"]
        for column in TABLES[name].values()
        if isinstance(column, dict) and (column.get("type_config") or {}).get("type") == "number"
        if not column["help"]
    }

    assert numbers <= PLAIN


def test_log_volumes_keep_their_explanations() -> None:
    study = columns.study("volume")

    assert study["move"]["help"] == columns.STUDY["move"]["help"]
    assert study["move"]["help"]


def test_explanations_are_sentences() -> None:
    for label, said in glossary.TERMS.items():
        assert said.endswith("."), label
