"""Headlines and posts copied from a screen, whose outlet, age or time has lines of its own."""

import pandas as pd
import pytest

from sentiment.intake.pastes import find_articles

TITLES = (
    "Maker slides after weak guidance",
    "Rival cuts 900 jobs to save costs",
    "Bank beats estimates for a fourth quarter",
)
NEWS = ("The chain warned that flour costs had halved its margin.", "Its shares fell 9%.")


def test_headlines_below_their_age_have_the_outlet_above_it() -> None:
    rows = (("Reuters", "3 hours ago"), ("Sample Wire", "5 hours ago"), ("Daily Post", "yesterday"))
    told = zip(rows, TITLES, strict=True)
    text = "\n".join(f"{outlet}\n·\n{age}\n{title}" for (outlet, age), title in told)
    found = find_articles(f"News\n{text}\nKeep reading")
    assert [one.title for one in found] == list(TITLES)
    assert [one.outlet for one in found] == [outlet for outlet, _ in rows]


def test_posts_below_their_age_are_each_their_own() -> None:
    found = find_articles(
        "grain_bull\nBullish\n2h\n$MKR is cheap\n3\n12\ntape7\n4h\n$MKR broke down"
    )
    assert [(one.title, one.ticker) for one in found] == [
        ("$MKR is cheap", ""),
        ("$MKR broke down", ""),
    ]


def test_how_long_a_story_takes_to_read_is_no_headline() -> None:
    text = "\n".join(
        f"{title}\nSample Post · {at}h ago · {at} min read" for at, title in enumerate(TITLES, 2)
    )
    found = find_articles(f"Top Stories\n{text}")
    assert [(one.title, one.outlet) for one in found] == [(one, "Sample Post") for one in TITLES]


def test_rows_of_a_page_of_quotes_stand_in_three_lines() -> None:
    rows = ("Nov-19-26 09:14PM", "05:31PM", "Nov-18-26 04:20PM")
    text = "\n".join(
        f"{at}\n{title}\n(Sample Wire)" for at, title in zip(rows, TITLES, strict=True)
    )
    found = find_articles(text)
    assert [one.title for one in found] == list(TITLES)
    assert {one.outlet for one in found} == {"Sample Wire"}
    told = [f"{one.published:%m-%d %H:%M}" for one in found]
    assert told == ["11-19 21:14", "11-19 17:31", "11-18 16:20"]


def test_a_row_that_says_it_is_loading_is_no_headline() -> None:
    rows = ["Nov-20-26 04:32PM\tMaker raises dividend (AP)", "09:05AM\tLoading…\t"]
    (found,) = find_articles("\n".join(rows))[:1]
    assert (found.title, found.outlet, found.ticker) == ("Maker raises dividend", "AP", "")
    assert len(find_articles("\n".join(rows))) == 1


def test_a_report_by_the_hour_is_one_article() -> None:
    entries = f"16.42 GMT\nMaker slides\n{NEWS[0]}\n\n14.05 GMT\nRival opens lower\n{NEWS[1]}"
    (found,) = find_articles(f"Markets live\n\n{entries}")
    assert found.title == "Markets live"


def test_a_brief_is_one_article_with_its_points() -> None:
    points = "* PROFIT 41 MILLION VS 47 MILLION\n* CHAIRMAN TO STEP DOWN\nSource text: ID:x1"
    text = f"BRIEF-Maker profit falls\n\nNov 20 (Sample Wire) - Maker PLC:\n\n{points}"
    (found,) = find_articles(text, today=pd.Timestamp("2026-03-02", tz="UTC"))
    assert (found.title, found.outlet) == ("BRIEF-Maker profit falls", "Sample Wire")
    assert (f"{found.published:%Y-%m-%d}", found.guessed) == ("2025-11-20", True)


def test_no_other_headlines_day_counts_for_one_with_an_age_of_its_own() -> None:
    rows = ["Maker raises dividend", "Today, 9:31 AM", "Rival loses a large order"]
    rows += ["Yesterday, 4:15 PM", "Bank cuts two thousand jobs", "Fri, Jan. 16"]
    found = find_articles("\n".join(rows), today=pd.Timestamp("2026-03-02", tz="UTC"))

    assert [one.title for one in found] == rows[::2]
    assert [str(one.published) for one in found] == ["None", "None", "2026-01-16 00:00:00"]


@pytest.mark.parametrize("names", [["Sample Alpha"], ["Sample Alpha", "MAKR News"]])
def test_the_name_above_a_list_with_ages_is_no_headline(names: list[str]) -> None:
    rows = ["Maker raises dividend", "Today, 9:31 AM", "Rival loses a large order"]
    rows += ["Yesterday, 4:15 PM", "Bank cuts two thousand jobs", "Fri, Jan. 16"]

    assert [one.title for one in find_articles("\n".join([*names, *rows]))] == rows[::2]
    undated = ["Maker raises its dividend", *rows[2:]]  # of a headline the age may be lacking
    assert find_articles("\n".join(undated))[0].title == undated[0]


def test_the_name_of_a_chat_is_no_message() -> None:
    said = ["[14/01/26, 08:03:11] Ada: margin well above plan", "[14/01/26, 08:04:40] Grace: ok"]
    found = find_articles("\n".join(["Chip holders", *said]))

    assert [one.author for one in found] == ["Ada", "Grace"]
