"""What comes in from tables keeps all that is known of it, also in a library of an older kind."""

from contextlib import closing
from functools import partial
from pathlib import Path

import older_libraries
import pandas as pd
import pytest

from sentiment.intake import article_tables
from sentiment.library import incoming
from sentiment.library.library import Library

NOW = pd.Timestamp("2026-03-02", tz="UTC")
NEWS = (
    "date,time,headline,ticker\n2026-02-03,,AMD beats estimates,AMD\n"
    "2026-02-04,16:05,AMD slides on a weak outlook,AMD\n"
)


def test_a_day_without_a_time_stays_one(tmp_path: Path) -> None:
    (tmp_path / "news.csv").write_text(NEWS)
    rows = article_tables.read_rows(tmp_path / "news.csv", now=NOW, zone="ET")
    with closing(Library(str(tmp_path / "library.sqlite"))) as library:
        kept = list(article_tables.keep_rows(rows, partial(incoming.save, library)))
        held = library.articles.all().sort_values("published")
        timed = [bool(library.articles.one(key)["timed"]) for key in held.index]

    assert all(one.ok for one in kept)
    assert timed == [False, True]


@pytest.mark.parametrize("revision", ["0001", "0006"])
def test_articles_of_before_updates_were_kept_are_timed_and_can_be_given_one(
    tmp_path: Path, revision: str
) -> None:
    place = tmp_path / "library.sqlite"
    older_libraries.first_revision(place, articles=2, then=revision)

    later = pd.Timestamp("2026-02-03 09:00", tz="UTC")
    with closing(Library(str(place))) as library:
        key = library.articles.all().index[0]
        before = library.articles.one(key)
        library.articles.edit(key, edited=before["edited"], updated=later, timed=False)
        after = library.articles.one(key)

    assert (bool(before["timed"]), pd.isna(before["updated"])) == (True, True)
    assert (bool(after["timed"]), after["updated"]) == (False, later)
