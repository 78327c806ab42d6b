"""Who posted is told from what was posted."""

import pytest

from sentiment.text.layout import laid_out

POST = "Margins are thin and the debt is due.\nI sold all of it."


@pytest.mark.parametrize(
    "head",
    [
        "u/thin_margin · 5h ago",
        "thin_margin • 2d",
        "Thin Margin | 3 wk. ago",
        "r/Shares • Posted by u/thin_margin 3 hr. ago",
        "Posted by u/thin_margin about 2 hours ago",
        "submitted 7 hours ago * by thin_margin to r/Shares",
        "thin_margin · 4 mo. ago · edited 3 mo. ago",
    ],
)
def test_the_head_of_a_post_is_no_headline(head: str) -> None:
    lines = laid_out(f"{head}\n\nWhy I sold the maker\n\n{POST}")
    assert [line.text for line in lines if line.part == "headline"] == ["Why I sold the maker"]
    assert head not in [line.text for line in lines if line.kind is None]


@pytest.mark.parametrize(
    "title",
    ["Maker sinks · 2h", "Posted by a bank: a loss", "Submitted by rivals, bids fell short"],
)
def test_what_tells_news_is_a_headline(title: str) -> None:
    assert laid_out(f"{title}\n\n{POST}")[0].part == "headline"
