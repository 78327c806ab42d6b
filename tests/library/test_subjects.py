from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest
from older_libraries import first_revision, rows_of

from sentiment.errors import DataError
from sentiment.library import shares as library_shares
from sentiment.library import subjects, tones
from sentiment.library.library import Library
from sentiment.market.shares import by_metadata, shipped
from sentiment.reading import daily

PALANTIR = by_metadata("PLTR", {"longName": "Palantir Technologies Inc.", "exchangeName": "NMS"})
NOON = pd.Timestamp("2026-02-02T12:00-05:00")


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    library = Library(str(tmp_path / "library.sqlite"))
    yield library
    library.close()


def save(library: Library, title: str, text: str = "So it was said.") -> str:
    return library.articles.save(
        title=title, outlet="Wire", published=NOON, zone="UTC", origin="pasted", text=text
    )


def find(library: Library, **learnt: object) -> int:
    return subjects.find_some(library.store, {**shipped(), **learnt})


def test_an_article_belongs_to_the_shares_it_speaks_of(library: Library) -> None:
    both, one, none = (
        save(library, "AMD soars, Nvidia slips"),
        save(library, "AMD"),
        save(library, "X"),
    )

    assert find(library) == 3
    assert subjects.subjects_of(library.store, [both, one, none]) == {
        both: ["AMD", "NVDA"],
        one: ["AMD"],
        none: [],
    }
    assert subjects.counts(library.store).to_dict() == {"AMD": 2, "NVDA": 1}
    assert subjects.count_without(library.store) == 1


def test_each_text_is_looked_at_once_and_again_when_it_is_edited(library: Library) -> None:
    key = save(library, "AMD soars")

    assert (find(library), find(library)) == (1, 0)
    library.articles.edit(key, edited=0, title="Oracle soars")
    assert subjects.count_unsought(library.store) == 1
    assert find(library) == 1
    assert subjects.subjects_of(library.store, [key]) == {key: ["ORCL"]}


def test_many_articles_are_looked_at_some_at_a_time(library: Library) -> None:
    for number in range(7):
        save(library, f"AMD {number}")

    looked = [subjects.find_some(library.store, shipped(), limit=3) for _ in range(4)]
    assert looked == [3, 3, 1, 0]
    assert subjects.count_unsought(library.store) == 0


def test_what_the_reader_chose_stays_through_edits_and_looking_again(library: Library) -> None:
    key = save(library, "AMD soars")
    find(library)
    subjects.choose(library.store, [key], ["tsla", "NASDAQ:NVDA"])
    library.articles.edit(key, edited=0, title="Oracle soars")
    subjects.forget(library.store)
    find(library)

    assert subjects.subjects_of(library.store, [key]) == {key: ["NVDA", "TSLA"]}
    assert subjects.chosen_subjects(library.store) == {key: ["NVDA", "TSLA"]}
    subjects.forget(library.store, keys=[key], chosen=True)
    find(library)
    assert subjects.subjects_of(library.store, [key]) == {key: ["ORCL"]}


def test_that_an_article_speaks_of_no_share_can_be_chosen(library: Library) -> None:
    key = save(library, "AMD soars")
    subjects.choose(library.store, [key], [])

    assert find(library) == 0
    assert subjects.subjects_of(library.store, [key]) == {key: []}


def test_no_ticker_is_refused(library: Library) -> None:
    with pytest.raises(DataError, match="no ticker"):
        subjects.choose(library.store, ["key"], ["zz!!"])


def test_a_name_learnt_later_is_found_backwards_on_demand(library: Library) -> None:
    key = save(library, "Palantir soars")
    find(library)
    library_shares.keep_share(library.store, PALANTIR)
    known = library_shares.learnt(library.store)

    assert known == {"PLTR": PALANTIR}
    assert find(library, **known) == 0
    subjects.forget(library.store)
    assert find(library, **known) == 1
    assert subjects.subjects_of(library.store, [key]) == {key: ["PLTR"]}


def test_articles_kept_before_a_share_was_learnt_of_are_looked_at_again(library: Library) -> None:
    keys = [save(library, title) for title in ("Palantir soars", "Nvidia soars")]
    find(library)
    library_shares.keep_share(library.store, PALANTIR)
    subjects.forget_naming(library.store, PALANTIR.names)

    assert find(library, **library_shares.learnt(library.store)) == 1  # the other names it nowhere
    assert subjects.subjects_of(library.store, keys) == {keys[0]: ["PLTR"], keys[1]: ["NVDA"]}


def test_a_share_written_by_hand_is_not_overwritten_by_what_is_learnt(library: Library) -> None:
    library_shares.keep_share(library.store, PALANTIR)
    library_shares.edit_share(library.store, "pltr", name="Palantir", currency="EUR")
    library_shares.keep_share(library.store, PALANTIR)
    held = library_shares.learnt(library.store)["PLTR"]

    assert (held.name, held.currency, held.source) == ("Palantir", "EUR", "reader")
    with pytest.raises(DataError, match="calendar"):
        library_shares.edit_share(library.store, "PLTR", calendar="XXXX")
    library_shares.forget_share(library.store, "PLTR")
    assert library_shares.learnt(library.store) == {}


def test_tones_are_of_the_shares_own_articles(library: Library) -> None:
    for number in range(5):
        save(library, f"AMD beats estimates {number}")
    save(library, "Nvidia misses estimates")
    find(library)
    for symbol, company in (("NVDA", "Nvidia"), ("AMD", "AMD")):
        left = tones.unread(library.store, company, engine="1", symbol=symbol)
        read = daily.tones(left, about=company).join(left["edited"])
        tones.keep_tones(library.store, read, about=company, engine="1")

    nvidia = tones.kept_tones(library.store, "Nvidia", engine="1", symbol="NVDA")
    assert list(nvidia["title"]) == ["Nvidia misses estimates"]
    assert nvidia["compound"].iloc[0] < 0
    assert len(tones.kept_tones(library.store, "AMD", engine="1", symbol="AMD")) == 5
    assert tones.count_unread(library.store, "AMD", engine="1", symbol="AMD") == 0
    later = (NOON + pd.Timedelta(days=1), NOON + pd.Timedelta(days=2))
    assert tones.kept_tones(library.store, "AMD", engine="1", symbol="AMD", between=later).empty


def test_a_library_of_the_first_version_finds_its_articles_shares_with_nothing_lost(
    tmp_path: Path,
) -> None:
    path = tmp_path / "old.sqlite"
    first_revision(path, articles=30)
    before = rows_of(path)
    library = Library(str(path))

    assert subjects.count_unsought(library.store) == 27  # three are in the bin
    assert find(library) == 27
    assert subjects.counts(library.store).to_dict() == {"NVDA": 27}
    library.close()
    assert rows_of(path) == before
