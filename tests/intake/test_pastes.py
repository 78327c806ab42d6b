"""A paste comes apart into its articles or headlines, each with its own day, share and outlet."""

import pandas as pd
import pytest

from sentiment.intake import pastes
from sentiment.intake.pastes import find_articles

Told = tuple[str, str | None, str, str]  # headline, day, ticker, outlet


def told(text: str) -> list[Told]:
    return [
        (
            one.title,
            None if one.published is None else f"{one.published:%Y-%m-%d}",
            one.ticker,
            one.outlet,
        )
        for one in find_articles(text)
    ]


SLIPS, GAINS, HOLDS = "Maker slips after outlook", "Rival gains on it", "Bank keeps its target"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{SLIPS}\n{GAINS}\n{HOLDS}", [(SLIPS, None, "", ""), (GAINS, None, "", "")]),
        (
            f"Feb 3, 2026  {SLIPS}\nFeb 4, 2026  {GAINS}",
            [(SLIPS, "2026-02-03", "", ""), (GAINS, "2026-02-04", "", "")],
        ),
        (
            f"{SLIPS} - Sample Post - Feb 3, 2026\n{GAINS} - The Wire & Co - Feb 4, 2026",
            [(SLIPS, "2026-02-03", "", "Sample Post"), (GAINS, "2026-02-04", "", "The Wire & Co")],
        ),
        (
            f"1. {SLIPS} (MKR) - Sample Post, Mar 2, 2026\n2. {GAINS} (F) - Wire, Mar 3, 2026",
            [(SLIPS, "2026-03-02", "MKR", "Sample Post"), (GAINS, "2026-03-03", "F", "Wire")],
        ),
        (f"MKR: {SLIPS}\nV: {GAINS}", [(SLIPS, None, "MKR", ""), (GAINS, None, "V", "")]),
        (f"[MKR] {SLIPS}\n[V] {GAINS}", [(SLIPS, None, "MKR", ""), (GAINS, None, "V", "")]),
        (
            f"• {SLIPS}\n• {GAINS}\n• {HOLDS}",
            [(SLIPS, None, "", ""), (GAINS, None, "", ""), (HOLDS, None, "", "")],
        ),
        (
            f"Date         Tick  Headline\n03 Feb 2026  MKR  {SLIPS}\n             V    {GAINS}",
            [(SLIPS, "2026-02-03", "MKR", ""), (GAINS, "2026-02-03", "V", "")],
        ),
        (
            f"Sample Post | 13/05/2026 | {SLIPS}\nThe Wire | 02/06/2026 | {GAINS}",
            [(SLIPS, "2026-05-13", "", "Sample Post"), (GAINS, "2026-06-02", "", "The Wire")],
        ),
        (
            f"02/03/2026 {SLIPS}\n02/13/2026 {GAINS}",
            [(SLIPS, "2026-02-03", "", ""), (GAINS, "2026-02-13", "", "")],
        ),
        (
            f"Tuesday, February 3, 2026\n{SLIPS}\n{GAINS}\n\nFebruary 4, 2026\n{HOLDS}",
            [(SLIPS, "2026-02-03", "", ""), (GAINS, "2026-02-03", "", "")],
        ),
        (
            f"Feb-03-26 09:30AM\t{SLIPS} (Reuters)\n08:50AM\t{GAINS} (Sample Post)",
            [(SLIPS, "2026-02-03", "", "Reuters"), (GAINS, "2026-02-03", "", "Sample Post")],
        ),
        (
            f"{SLIPS}\nReuters\n2 hours ago\n\n{GAINS}\nCNBC\n3 hours ago\n\n{HOLDS}\nReuters",
            [(SLIPS, None, "", "Reuters"), (GAINS, None, "", "CNBC")],
        ),
        (
            f"Reuters: {SLIPS}\nCNBC: {GAINS}",
            [(SLIPS, None, "", "Reuters"), (GAINS, None, "", "CNBC")],
        ),
        (
            f"$MKR sinks after outlook\n$V gains on it\n{HOLDS}",
            [("$MKR sinks after outlook", None, "MKR", ""), ("$V gains on it", None, "V", "")],
        ),
    ],
)
def test_each_line_of_a_list_is_a_headline(text: str, expected: list[Told]) -> None:
    assert told(text)[: len(expected)] == expected


def test_a_row_below_another_has_its_own_time_of_that_day() -> None:
    text = f"Feb-03-26 09:30AM {SLIPS}\n08:50AM {GAINS}\n{HOLDS} again"

    assert [one.published for one in find_articles(text)] == [
        pd.Timestamp("2026-02-03 09:30"),
        pd.Timestamp("2026-02-03 08:50"),
        pd.Timestamp("2026-02-03"),
    ]


BODY = "Shares of the maker fell on Monday. Dealers are ordering less than a year ago."


@pytest.mark.parametrize("between", ["\n---\n", "\n\n* * *\n\n", "\n\n\n\n", "\n\n"])
def test_several_articles_come_apart_each_with_its_date(between: str) -> None:
    first = f"{SLIPS}\n\nFebruary 2, 2026 10:15 AM EST\n\n{BODY}\n\nIts margin shrank as well."
    second = f"{GAINS}\nBy Ada Lovelace\nPublished: 2026-03-12 08:40 EDT\n{BODY}"

    one, two = find_articles(first + between + second)

    assert (one.title, one.text) == (SLIPS, first)
    assert (two.title, two.author, two.text) == (GAINS, "Ada Lovelace", second)
    assert one.published == pd.Timestamp("2026-02-02T15:15Z")
    assert two.published == pd.Timestamp("2026-03-12T12:40Z")
    assert two.session == pd.Timestamp("2026-03-12")


@pytest.mark.parametrize(
    "text",
    [
        f"{SLIPS}\n\nFebruary 2, 2026\n\n{BODY}",
        f"{SLIPS}\nShoppers wait for lower prices\n\n{BODY}\n\nWhat comes next\n\n{BODY}",
        f"{SLIPS}\n\n{BODY}\n\n---\n\nRead more\nFive stocks to watch",
        f"{SLIPS}\nFeb 3, 2026\n\n- Revenue rose 34%\n- The margin fell\n- Costs are up",
        "1/ Maker just warned on the quarter\n2/ Orders are collapsing\n3/ I sold",
        f"{SLIPS}\n\n{BODY}\n\nRelated\nRival gains on it\nFeb 1, 2026",
        SLIPS,
    ],
)
def test_one_article_stays_one(text: str) -> None:
    (one,) = find_articles(text)

    assert (one.start, one.end) == (0, len(text))


def test_a_blank_paste_holds_no_article() -> None:
    assert find_articles(" \n\n") == ()


def test_the_work_grows_with_the_list(monkeypatch: pytest.MonkeyPatch) -> None:
    calls = 0
    read = pastes.headlines.headline_of

    def counted(
        line: str, *, day_first: bool | None = None, opens_with_day: bool = False
    ) -> pastes.Headline:
        nonlocal calls
        calls += 1
        return read(line, day_first=day_first, opens_with_day=opens_with_day)

    monkeypatch.setattr(pastes.headlines, "headline_of", counted)

    def work(lines: int) -> int:
        nonlocal calls
        calls = 0
        assert len(find_articles(f"Feb 3, 2026 {SLIPS}\n" * lines)) == lines
        return calls

    assert work(400) <= 2.2 * work(200)


RESULTS = f"""About 12,000 results

News
Images

Sample Post
{SLIPS}
The maker said that demand leaves it no choice ...
3 hours ago

The Wire
{GAINS}
Yesterday

People also ask
1 2 3 Next
"""


def test_a_page_of_results_is_its_headlines_and_nothing_else() -> None:
    assert told(RESULTS) == [(SLIPS, None, "", "Sample Post"), (GAINS, None, "", "The Wire")]
    assert "leaves it no choice" in find_articles(RESULTS)[0].text


def test_the_heading_of_a_list_tells_the_clock_of_its_times() -> None:
    found = find_articles(
        f"Tuesday, 3 February 2026 (all times London)\n\n06:58  {SLIPS}\n14:35  {GAINS}"
    )

    assert [str(one.published) for one in found] == [
        "2026-02-03 06:58:00+00:00",
        "2026-02-03 14:35:00+00:00",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (  # an app's screen
            f"MKR\n$41.20\n1D 1W 1M 1Y\nNews\n\n{SLIPS}\nThe Wire · Feb 3, 2026\n\n{GAINS}\n"
            "Sample Post · Feb 2, 2026\n\nShow more",
            [(SLIPS, "2026-02-03", "", "The Wire"), (GAINS, "2026-02-02", "", "Sample Post")],
        ),
        (  # the date above who printed it
            f"{SLIPS}\n3 Feb 2026\nThe Wire\n\n{GAINS}\n2 Feb 2026\nSample Post\n",
            [(SLIPS, "2026-02-03", "", "The Wire"), (GAINS, "2026-02-02", "", "Sample Post")],
        ),
        (  # outlet and age in one line tell no day
            f"All\nNews\nImages\n\n{SLIPS}\nThe Wire - 3 hours ago\n\n{GAINS}\nSample Post · 2d\n\n"
            "1\n2\nNext",
            [(SLIPS, None, "", "The Wire"), (GAINS, None, "", "Sample Post")],
        ),
        (  # with a sentence of each text, and the date below it
            f"{SLIPS}\nIts orders fell by half in a month.\nThe Wire · Feb 3, 2026\n\n{GAINS}\n"
            "It won what the other lost.\nSample Post · Feb 2, 2026\n",
            [(SLIPS, "2026-02-03", "", "The Wire"), (GAINS, "2026-02-02", "", "Sample Post")],
        ),
        (  # posts, as an American program dates them
            "@one_bull\n2/13/26, 9:41 AM\n$MKR is going to the moon\nReply  Repost  Like\n\n"
            "@two_bears\n2/3/26, 3:05 PM\nSold all of my $V this morning\nReply  Repost  Like\n",
            [
                ("$MKR is going to the moon", "2026-02-13", "MKR", ""),
                ("Sold all of my $V this morning", "2026-02-03", "V", ""),
            ],
        ),
        (  # posts whose dates may be meant either way stay undated
            "@one_bull\n03/02/2026, 09:41 am\n$MKR is going to the moon\n\n"
            "@two_bears\n03/02/2026, 15:05\nSold all of my $V this morning\n",
            [
                ("$MKR is going to the moon", None, "MKR", ""),
                ("Sold all of my $V this morning", None, "V", ""),
            ],
        ),
    ],
    ids=["app", "date above", "results", "sentences", "posts", "posts either way"],
)
def test_blocks_of_a_screen_are_headlines_with_their_days(text: str, expected: list[Told]) -> None:
    assert told(text) == expected


def test_a_day_above_several_headlines_is_of_each() -> None:
    text = f"Feb 3, 2026\n{SLIPS}\n{GAINS}\n\nFeb 4, 2026\n{HOLDS}\n{SLIPS} again\n"

    assert [one[:2] for one in told(text)] == [
        (SLIPS, "2026-02-03"),
        (GAINS, "2026-02-03"),
        (HOLDS, "2026-02-04"),
        (f"{SLIPS} again", "2026-02-04"),
    ]


UNPARTED = f"""Sample News
Search for topics
Home
Following
Sample Post
{SLIPS}
2 hours ago
By Ada Lovelace
The Wire
More
{GAINS}
5 hours ago
Ledger
{HOLDS} again
18 Nov
Full Coverage"""
UNDATED = f"Sample Post\n{SLIPS}\n3 hours ago\n\nThe Wire\n{GAINS}\n\nLedger\n{HOLDS} again\nNov 12"
WIRED = """09:31:05 22OCT2026 RTRS - MAKER SAYS ITS OUTPUT ROSE <MKR.N>
09:33:47 22OCT2026 RTRS - RIVAL CANCELS TWO TRIPS <RVL.DE>"""
COLUMNS = f"""11/20/25 08:01 MKR {SLIPS}
11/20/25 07:45 RVT {GAINS}
11/19/25 16:20 BNK {HOLDS} for now"""
EXPORT = f"""[09:31, 11/14/2025] Ada: {SLIPS}
[09:33, 11/14/2025] Charles B: {GAINS}
[09:36, 11/14/2025] Charles B: <Media omitted>"""
CHANNEL = f"""Tape Reader, [15.09.2026 15:31]
{SLIPS}

Tape Reader, [16.09.2026 14:00]
[ Photo ]
{GAINS}"""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            UNPARTED,
            [
                (SLIPS, None, "", "Sample Post"),
                (GAINS, None, "", "The Wire"),
                (f"{HOLDS} again", None, "", "Ledger"),
            ],
        ),
        (
            UNDATED,
            [
                (SLIPS, None, "", "Sample Post"),
                (GAINS, None, "", "The Wire"),
                (f"{HOLDS} again", None, "", "Ledger"),
            ],
        ),
        (
            WIRED,
            [
                ("MAKER SAYS ITS OUTPUT ROSE", "2026-10-22", "MKR", "RTRS"),
                ("RIVAL CANCELS TWO TRIPS", "2026-10-22", "RVL.DE", "RTRS"),
            ],
        ),
        (
            COLUMNS,
            [
                (SLIPS, "2025-11-20", "MKR", ""),
                (GAINS, "2025-11-20", "RVT", ""),
                (f"{HOLDS} for now", "2025-11-19", "BNK", ""),
            ],
        ),
        (EXPORT, [(SLIPS, "2025-11-14", "", ""), (GAINS, "2025-11-14", "", "")]),
        (CHANNEL, [(SLIPS, "2026-09-15", "", ""), (GAINS, "2026-09-16", "", "")]),
    ],
    ids=["results", "one without an age", "terminal", "columns", "chat", "channel"],
)
def test_a_screen_is_its_headlines_and_no_more(text: str, expected: list[Told]) -> None:
    assert told(text) == expected


def test_a_live_page_of_paragraphs_is_no_list() -> None:
    text = f"{SLIPS}\n4:22 PM ET\nStocks close lower\n{BODY}\nAda Lovelace\n\n1:05 PM ET\n{GAINS}"

    assert len(find_articles(text)) == 1


def test_the_heading_of_a_list_gives_its_day_to_the_rows() -> None:
    text = f"Top movers 17 Nov 2025\n\n1) {SLIPS}\n2) {GAINS}\n3) {HOLDS} again"

    days = [(title, day) for title, day, _, _ in told(text)]
    assert days == [
        (SLIPS, "2025-11-17"),
        (GAINS, "2025-11-17"),
        (f"{HOLDS} again", "2025-11-17"),
    ]


TODAY = pd.Timestamp("2026-03-02 15:00", tz="UTC")
_HEADED = f"Thu 20 Nov\n{SLIPS}\nRival gains ground\n\nWed 19 Nov\nBank cuts its target"
_BEFORE = f"20 Nov {SLIPS}\n20 Nov Rival gains ground\n19 Nov Bank cuts its target"
_BEHIND = f"{SLIPS} - Nov 20\nRival gains ground - Nov 20\nBank cuts its target - Nov 19"


@pytest.mark.parametrize("text", [_HEADED, f"News of the week\n\n{_HEADED}", _BEFORE, _BEHIND])
def test_a_day_without_a_year_is_that_of_its_headlines(text: str) -> None:
    found = find_articles(text, today=TODAY)
    assert [one.title for one in found] == [SLIPS, "Rival gains ground", "Bank cuts its target"]
    assert [f"{one.published:%Y-%m-%d}" for one in found] == ["2025-11-20"] * 2 + ["2025-11-19"]
    assert all(one.guessed for one in found)
    undated = find_articles(text)  # without a day to count from it stays open
    assert [one.title for one in undated] == [one.title for one in found]
    assert not any(one.published or one.guessed for one in undated)


def test_days_below_their_headlines_count_for_those() -> None:
    found = find_articles(f"{SLIPS}\nNov 20\nRival gains\nNov 19\nBank cuts\nNov 18", today=TODAY)
    assert [f"{one.published:%d}" for one in found] == ["20", "19", "18"]


def test_a_whole_date_tells_the_year_of_the_others() -> None:
    text = f"Jan 2, 2024: {SLIPS}\nDec 30: Rival gains ground\nDec 28: Bank cuts its target"
    found = find_articles(text, today=TODAY)
    assert [f"{one.published:%Y}" for one in found] == ["2024", "2023", "2023"]
    assert [one.guessed for one in found] == [False, True, True]


def test_a_day_within_a_headline_is_none_of_its_publication() -> None:
    told = ["Maker to report on Feb 3", "Rival plans May 5 launch", "Apr 5 deadline nears for bank"]
    found = find_articles("\n".join(told), today=TODAY)
    assert [one.title for one in found] == told
    assert not any(one.published for one in found)


def test_a_chronicle_within_an_article_parts_it_into_no_others() -> None:
    told = "Shares of the maker fell on Tuesday. Its outlook was weak."
    events = (
        "How it came about\n\nNov 20\nThe maker warned of weak demand.\n\nNov 22\nIts chief left."
    )
    assert len(find_articles(f"{SLIPS}\nFeb 3, 2026\n\n{told}\n\n{events}", today=TODAY)) == 1


def test_an_age_stands_beside_the_outlet_however_that_is_called() -> None:
    heads = ["Maker slips as orders fall", "Rival gains on a new order", "Supplier warns on costs"]
    outlets = ["sample.example", "Example! Finance", "24/7 Sample St."]
    rows = zip(heads, outlets, (7, 19, 23), strict=True)

    found = find_articles("\n".join(f"{head}\n{by}, {age} hours ago" for head, by, age in rows))
    assert [(one.title, one.outlet) for one in found] == list(zip(heads, outlets, strict=True))


def test_posts_behind_their_accounts_and_stamps_are_told_apart() -> None:
    found = find_articles(
        "@ada [Thu Nov 13 09:31:49 +0000 2025]: Maker $MKR falls as $RVL gains https://t.example/a"
        "\n\n@bo_b [Fri Nov 14 15:00:00 +0000 2025]: RIVAL LIFTS ITS OUTLOOK $RVL"
    )

    assert [(one.ticker, one.author, str(one.published)) for one in found] == [
        ("MKR", "@ada", "2025-11-13 09:31:49+00:00"),
        ("RVL", "@bo_b", "2025-11-14 15:00:00+00:00"),
    ]


def test_titles_that_end_with_one_outlet_open_articles_of_their_own() -> None:
    told = "The firm said so late on Monday.\n\nIts shares fell 2%."
    heads = ["Maker loses its finance chief this year", "Rival pays again", "Supplier falls by 9%"]

    found = find_articles("\n\n\n".join(f"{one} - MarketWatch\n\n{told}" for one in heads))
    assert [one.title for one in found] == heads


def test_a_title_of_another_outlet_opens_no_article() -> None:
    told = "The firm said so late on Monday.\n\nIts shares fell 2%."
    text = (
        f"Maker loses its chief - MarketWatch\n\n{told}\n\n\nRival pays again - Reuters\n\n{told}"
    )

    assert len(find_articles(text)) == 1


def test_a_film_within_an_article_opens_no_other() -> None:
    told = "The firm said so on Monday.\n\nIts shares fell 2%."
    film = "Watch: What the fall means\n02:14"

    assert len(find_articles(f"{SLIPS}\nFeb 3, 2026\n\n{told}\n\n{film}\n\n{told}")) == 1
