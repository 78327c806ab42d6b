"""Whose tone is whose: a share's story counts the articles that speak of it, read about it."""

from dataclasses import replace

import pandas as pd
import pytest

from dashboard.data import articles, store, story, subjects, tones
from dashboard.data import study as study_data
from sentiment.library.library import Library
from sentiment.market.shares import by_form
from sentiment.reading import article as reading_article
from sentiment.reading import daily

NVIDIA, AMD = tones.Whose(by_form("NVDA")), tones.Whose(by_form("AMD"))
MONDAY = pd.Timestamp("2026-02-02T11:00-05:00")


pytestmark = pytest.mark.usefixtures("own_library")


@pytest.fixture
def library() -> Library:
    return store.library()


def counted(whose: tones.Whose) -> pd.DataFrame:
    return tones.counted(whose, once=False, version=articles.library_version())


def save(library: Library, *titles: str) -> list[str]:
    return library.articles.save_many(
        {
            "title": title,
            "outlet": "Wire",
            "published": MONDAY + pd.Timedelta(minutes=number),
            "zone": "America/New_York",
            "origin": "imported",
            "text": "The session went on.",
        }
        for number, title in enumerate(titles)
    )


def test_fifty_headlines_about_one_share_change_nothing_of_anothers_tone(library: Library) -> None:
    before = counted(NVIDIA)
    save(library, *(f"AMD beats estimates for the {number}th time" for number in range(50)))
    after = counted(NVIDIA)

    pd.testing.assert_frame_equal(before, after)
    own = counted(AMD)
    assert len(own[own["title"].str.contains("beats estimates for")]) == 50


def test_the_shipped_story_stays_whole_while_its_share_is_chosen() -> None:
    shipped = daily.tones(articles.shipped_articles())

    assert list(counted(NVIDIA)["compound"]) == list(shipped["compound"])
    amd = counted(AMD)
    assert 0 < len(amd) < len(shipped)
    assert set(amd["about"]) == {"AMD"}


def test_an_article_of_two_shares_is_read_about_each(library: Library) -> None:
    title = "AMD soars while Nvidia slips"
    [key] = save(library, title)

    text = f"{title}\n\nThe session went on."
    assert (
        counted(NVIDIA).loc[key, "compound"] == reading_article.score(text, "Nvidia").compound < 0
    )
    assert counted(AMD).loc[key, "compound"] == reading_article.score(text, "AMD").compound > 0


def test_an_article_of_no_share_counts_nowhere_until_its_reader_says_of_whom_it_is(
    library: Library,
) -> None:
    [key] = save(library, "Profit fell hard")
    assert key not in counted(NVIDIA).index
    assert subjects.without() == 1

    subjects.choose([key], ["NVDA"])
    assert key in counted(NVIDIA).index


def test_a_shipped_article_can_be_given_to_other_shares() -> None:
    key = counted(AMD).index[0]
    subjects.choose([key], ["ORCL"])

    assert key not in counted(AMD).index
    assert subjects.of_articles([key]) == {key: ["ORCL"]}


def test_the_story_counts_what_the_share_counts(library: Library) -> None:
    save(library, "AMD beats estimates", "Nvidia misses estimates", "AMD misses estimates")
    for whose, symbol in ((NVIDIA, "NVDA"), (AMD, "AMD")):
        rows = story.Story(replace(story.OPENING, share=symbol), 0).rows
        expected = daily.by_session(
            tones.counted(whose, once=True, version=articles.library_version())
        )
        pd.testing.assert_frame_equal(rows.tone, expected[expected.index.isin(rows.tone.index)])
        assert rows.tone.loc["2026-02-02", "n"] >= 1


def test_lead_and_lag_of_a_share_has_no_tone_of_other_shares(library: Library) -> None:
    def lags(version: int) -> pd.DataFrame:
        return study_data.lead_lag(
            NVIDIA,
            "SPY",
            scorer="compound",
            definition="mean",
            less_benchmark=True,
            once=True,
            versions=(0, version),
        ).table

    before = lags(articles.library_version())
    save(library, *(f"AMD beats estimates for the {number}th time" for number in range(5)))
    pd.testing.assert_frame_equal(before, lags(articles.library_version()))


def test_every_change_shows_though_all_was_read_before(library: Library) -> None:
    """What is noted as read is of one state of the articles alone, in this process or another."""
    [first, second] = save(library, "AMD beats estimates", "AMD misses estimates")
    other = tones.Whose(by_form("ORCL"))

    def keys() -> set[str]:
        return {first, second, *saved} & set(counted(AMD).index)

    saved: list[str] = []
    assert keys() == {first, second}
    assert tones.unread(AMD, articles.library_version()) == 0  # all is noted as read
    saved += save(library, "AMD soars on a record quarter")
    assert keys() == {first, second, *saved}
    before = counted(AMD).loc[second, "compound"]
    edited = int(library.articles.one(second)["edited"])
    library.articles.edit(second, edited=edited, text="AMD soars, surges and rallies.")
    assert counted(AMD).loc[second, "compound"] > before
    library.articles.delete(first)
    assert keys() == {second, *saved}
    library.articles.restore(first)
    assert keys() == {first, second, *saved}
    subjects.choose([first], ["ORCL"])
    assert keys() == {second, *saved}
    assert first in counted(other).index
    subjects.look_again()
    assert keys() == {second, *saved}
    tones.forget_tones()  # as another process, which has read nothing yet
    assert keys() == {second, *saved}
    assert first in counted(other).index
