"""A file of several articles is read alike, whether it is a table, a list or a text of several."""

from contextlib import closing
from pathlib import Path

import pandas as pd
import pytest

from sentiment.__main__ import main
from sentiment.intake import collection, pastes
from sentiment.library.library import Library

NOW = pd.Timestamp("2026-03-02", tz="UTC")
TWO = """Maker slips
Feb 3, 2026 11:15 AM EST

Shares of the maker fell on Tuesday. Its outlook was weak.

---

Rival gains
By Ada Lovelace, February 4, 2026

Shares of the rival rose on Wednesday after it won an order."""
LIST = "Bank keeps its target\nFeb 3, 2026 09:05 MKR: Maker slips\nFeb 4, 2026 XYZ: Rival gains\n"


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("news.csv", "date,headline\n2026-02-03,Maker slips\n", "table"),
        ("news.txt", TWO, "list"),
        ("news.txt", LIST, "list"),
        ("news.txt", "Maker slips\n\nIt fell on weak demand. Costs rose.", "one"),
        ("news.txt", "\0\1\2", "one"),
        ("news.html", "<p>It fell.</p>", "one"),
    ],
)
def test_what_a_file_holds_is_told(tmp_path: Path, name: str, content: str, kind: str) -> None:
    (tmp_path / name).write_text(content)

    assert collection.kind_of(tmp_path / name) == kind


def test_a_list_is_rows_with_reasons_from_any_row_on() -> None:
    found = pastes.find_articles(LIST)
    third, first, second = collection.rows_of(found, now=NOW)

    assert "names no zone" in first.reason
    assert second.article is not None
    assert (second.article["tickers"], second.article["timed"]) == (("XYZ",), False)
    assert "when it was published" in third.reason
    [placed, _] = collection.rows_of(found[1:], now=NOW, zone="ET")
    assert placed.article is not None
    assert str(placed.article["published"]) == "2026-02-03 09:05:00-05:00"
    assert [row.number for row in collection.rows_of(found, now=NOW, start=2)] == [3]


def test_a_text_of_several_is_taken_in_by_the_command(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "two.txt").write_text(TWO)
    store = ["--store", str(tmp_path / "library.sqlite")]

    assert main(["library", "import", str(tmp_path / "two.txt"), *store]) == 0
    assert "rows held: 2, not kept: 0" in capsys.readouterr().out
    with closing(Library(str(tmp_path / "library.sqlite"))) as library:
        held = library.articles.all().set_index("title")
    assert str(held.loc["Maker slips", "published"]) == "2026-02-03 16:15:00+00:00"
    assert held.loc["Rival gains", "author"] == "Ada Lovelace"


def test_days_whose_year_is_a_guess_are_counted() -> None:
    told = pastes.find_articles(
        "2 Feb Maker slips\n1 Feb Rival gains", today=pd.Timestamp("2026-03-02")
    )
    assert collection.understand_list(told).guessed == 2
