from pathlib import Path

import pandas as pd
import pytest

from sentiment.errors import DataError
from sentiment.library import results
from sentiment.library.library import Library
from sentiment.market.announcements import read_results


def file_of(folder: Path, *rows: str) -> Path:
    path = folder / "dates.csv"
    path.write_text("\n".join(["symbol,released,at,quarter", *rows]), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("row", "session"),
    [
        ("TSLA,2026-01-28,after close,Q4", "2026-01-29"),
        ("TSLA,2026-01-28,,Q4", "2026-01-29"),  # after the close is meant where nothing is told
        ("TSM,2026-01-15,before open,Q4", "2026-01-15"),
        ("SAP GY,2026-04-02,after close,Q1", "2026-04-07"),  # Easter in Frankfurt
        ("7203.T,2026-02-06,in session,Q3", "2026-02-06"),
    ],
)
def test_results_count_for_a_session_of_their_own_exchange(
    tmp_path: Path, row: str, session: str
) -> None:
    assert read_results(file_of(tmp_path, row))["session"].to_list() == [pd.Timestamp(session)]


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        ("TSLA,2026-01-28,at noon,Q4", "at is none of"),
        ("SAP.DE,2026-04-03,after close,Q1", "shut that day"),
        ("zz!!,2026-01-28,after close,Q4", "no ticker"),
    ],
)
def test_results_that_cannot_be_are_refused(tmp_path: Path, row: str, fault: str) -> None:
    with pytest.raises(DataError, match=fault):
        read_results(file_of(tmp_path, row))


def test_dates_taken_in_stand_over_those_shipped(tmp_path: Path) -> None:
    library = Library(str(tmp_path / "library.sqlite"))
    own = read_results(file_of(tmp_path, "AMD,2026-02-03,after close,mine", "AMD,2026-11-03,,Q3"))
    shipped = read_results(file_of(tmp_path, "AMD,2026-02-03,after close,theirs"))
    results.keep_results(library.store, own)
    results.keep_results(library.store, own)
    kept = results.kept_results(library.store, "AMD")

    assert results.both(shipped, kept)["quarter"].to_dict() == {0: "mine", 1: "Q3"}
    assert list(kept["session"]) == [pd.Timestamp("2026-02-04"), pd.Timestamp("2026-11-04")]
    assert results.kept_results(library.store, "TSLA").empty
    results.forget_results(library.store, "AMD")
    assert results.kept_results(library.store, "AMD").empty
    library.close()


@pytest.mark.parametrize(
    ("mine", "said"),
    [
        ("2026-02-03", []),
        ("2026-02-04", ["Thu 5 Feb 2026 by your dates and for Wed 4 Feb 2026 by the shipped ones"]),
        ("2026-05-05", []),  # of another quarter
    ],
)
def test_dates_that_are_apart_are_named_with_both(
    tmp_path: Path, mine: str, said: list[str]
) -> None:
    shipped, kept = (
        read_results(file_of(tmp_path, f"AMD,{day},after close,Q4")) for day in ("2026-02-03", mine)
    )
    found = results.disagreements(shipped, kept)

    assert len(found) == len(said)
    assert all(words in sentence for words, sentence in zip(said, found, strict=True))
