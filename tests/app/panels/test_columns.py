import pytest
from PIL import ImageFont

from dashboard.data import study as study_data
from dashboard.images import typeface
from dashboard.panels import columns
from dashboard.wording import glossary
from sentiment.market.shares import by_form
from sentiment.study.design import Design

NVIDIA = by_form("NVDA")
TABLES = {name: table for name, table in vars(columns).items() if name.isupper()} | {
    "story": columns.story(NVIDIA),
    "figure": columns.figure(NVIDIA),
}
FONT = ImageFont.truetype(typeface.FILES / "regular.ttf", 14)  # of a table's cells, in pixels
LINE, PADDING = 20, 16  # pixels of a line of a cell, and beside it on both sides together
ROOM = 946  # pixels beside the sidebar of a window of 1,440 and the boxes that choose a row
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


def test_what_a_study_says_of_an_announcement_can_be_read_whole() -> None:
    study = study_data.study(Design.of_window("NVDA", "SPY", window=(0, 1)))
    shown = {
        name: column
        for name, column in columns.study("compound").items()
        if isinstance(column, dict) and name != "reason"
    }

    assert sum(column["width"] for column in shown.values()) <= ROOM
    for name in ("title", "verdict", "flags"):
        room = shown[name]["width"] - PADDING
        lines = [wrapped(text, room) for text in study.table[name]]
        assert max(lines) <= columns.WRAPPED // LINE, name


def wrapped(text: str, width: float) -> int:
    """Return on how many lines a table writes a text."""
    lines, line = 1, ""
    for word in text.split():
        longer = f"{line} {word}".strip()
        lines, line = (lines, longer) if FONT.getlength(longer) <= width else (lines + 1, word)
    return lines
