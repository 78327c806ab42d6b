"""Feeds of every dialect come as entries; what is a trap or no feed is refused in words."""

import pandas as pd
import pytest

from sentiment.errors import DataError
from sentiment.intake import bylines, feeds

URL = "https://example.org/feed.xml"
RSS = """<?xml version="1.0"?><rss version="2.0"><channel><title>The Wire</title>{items}
</channel></rss>"""
ATOM = """<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>The Wire</title>
<entry><title>Bet unravels</title><id>1</id><link href="/bet"/>
<published>2026-02-02T11:42:00-05:00</published>
<content type="html">&lt;p&gt;Shares &lt;b&gt;fell&lt;/b&gt;.&lt;/p&gt;</content></entry></feed>"""
RDF = """<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
 xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>The Wire</title></channel><item rdf:about="https://example.org/bet">
<title>Bet unravels</title><link>https://example.org/bet</link>
<dc:date>2026-02-02T11:42:00-05:00</dc:date><description>Shares fell.</description></item>
</rdf:RDF>"""
BOMB = (
    '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
    + ']><rss version="2.0"><channel><title>&a11;</title></channel></rss>'
)
OUTSIDE = (
    '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
    '<rss version="2.0"><channel><title>&a;</title></channel></rss>'
)


def item(title: str, *, date: str = "", link: str = "", text: str = "Shares fell.") -> str:
    return (
        f"<item><title>{title}</title><link>{link}</link><pubDate>{date}</pubDate>"
        f"<description>{text}</description></item>"
    )


def read(content: str) -> pd.DataFrame:
    return feeds.read_feed(content.encode(), url=URL)


@pytest.mark.parametrize(
    "content",
    [
        RSS.format(
            items=item(
                "Bet unravels",
                date="Mon, 02 Feb 2026 11:42:00 -0500",
                link="https://example.org/bet",
            )
        ),
        ATOM,
        RDF,
    ],
    ids=["rss", "atom", "rdf"],
)
def test_every_dialect_gives_the_same_entry(content: str) -> None:
    (entry,) = read(content).to_dict("records")

    assert (entry["title"], entry["link"], entry["outlet"]) == (
        "Bet unravels",
        "https://example.org/bet",
        "The Wire",
    )
    assert entry["published"] == pd.Timestamp("2026-02-02T16:42:00Z")
    assert "Shares fell." in {entry["summary"], entry["text"]}


@pytest.mark.parametrize("date", ["", "soon", "2026-02-02"])
def test_a_moment_that_is_not_told_is_not_guessed(date: str) -> None:
    assert pd.isna(read(RSS.format(items=item("Bet unravels", date=date)))["published"].item())


@pytest.mark.parametrize(
    ("date", "published"),
    [
        ("Thu, 02 Jul 2026 15:30:00 GMT+5:30", "2026-07-02T10:00Z"),
        ("Thu, 02 Jul 2026 15:30:00 UTC+8", "2026-07-02T07:30Z"),
        ("2026-07-02T15:30:00 GMT+8", "2026-07-02T07:30Z"),
        ("Thu, 02 Jul 2026 15:30:00 GMT-04:00", "2026-07-02T19:30Z"),
        ("Thu, 02 Jul 2026 15:30:00 EST", "2026-07-02T19:30Z"),
        ("Thu, 02 Jul 2026 15:30:00 EST5EDT", "2026-07-02T19:30Z"),
        ("Thu, 02 Jul 2026 15:30:00 BST", "2026-07-02T14:30Z"),
        ("Thu, 02 Jul 2026 15:30:00 +0530 (IST)", "2026-07-02T10:00Z"),
        ("Thu, 02 Jul 2026 15:30:00 CST", None),
        ("Thu, 02 Jul 2026 15:30:00 CST (China)", None),
        ("Thu, 02 Jul 2026 15:30:00 IST", None),
        ("Thu, 02 Jul 2026 15:30:00", None),
        ("02/07/2026 15:30 GMT", None),
    ],
)
def test_a_moment_is_the_same_instant_as_when_it_is_pasted(
    date: str, published: str | None
) -> None:
    entry = read(RSS.format(items=item("Bet unravels", date=date))).iloc[0]

    pasted = bylines.find_details(f"Bet unravels\nPublished {date}\n\nIt fell.").published
    if published is None:
        assert pd.isna(entry["published"])
        assert pasted is None or pasted.tzinfo is None
    else:
        assert entry["published"] == pasted == pd.Timestamp(published)


def test_nothing_has_been_published_in_the_future() -> None:
    dated = RSS.format(items=item("Save the date", date="Thu, 02 Jul 2026 15:30:00 GMT"))
    noon = pd.Timestamp("2026-07-02 12:00", tz="UTC")

    before = feeds.read_feed(dated.encode(), url=URL, now=noon)
    after = feeds.read_feed(dated.encode(), url=URL, now=noon + pd.Timedelta(hours=4))

    assert before["published"].isna().item()
    assert after["published"].item() == pd.Timestamp("2026-07-02 15:30", tz="UTC")


def test_a_link_with_tracking_words_is_the_same_link() -> None:
    date = "Mon, 02 Feb 2026 11:42:00 GMT"
    links = ["bet", "bet?utm_source=rss&amp;utm_medium=x", "bet?id=2"]
    items = "".join(item("Bet", date=date, link=f"https://example.org/{one}") for one in links)

    assert list(read(RSS.format(items=items))["link"]) == [
        "https://example.org/bet",
        "https://example.org/bet?id=2",
    ]


def test_an_entry_told_twice_is_one_and_no_more_than_the_most_come() -> None:
    same = item("Bet unravels", link="https://example.org/bet")
    many = "".join(item(f"No. {n}", link=f"https://example.org/{n}") for n in range(600))

    assert len(read(RSS.format(items=same * 3))) == 1
    assert len(read(RSS.format(items=many))) == feeds.MOST_ENTRIES


def test_no_markup_of_a_feed_comes_through() -> None:
    hostile = "&lt;script&gt;alert(1)&lt;/script&gt;&lt;b&gt;Shares&lt;/b&gt; fell."
    entry = read(RSS.format(items=item("&lt;i&gt;Bet&lt;/i&gt;", text=hostile))).iloc[0]

    assert entry["title"] == "Bet"
    assert "<" not in entry["summary"]
    assert "alert" not in entry["summary"]


@pytest.mark.parametrize("trap", [BOMB, OUTSIDE], ids=["bomb", "outside"])
def test_declared_entities_are_refused(trap: str) -> None:
    with pytest.raises(DataError, match="declares entities"):
        read(trap)


@pytest.mark.parametrize("content", ["", "Shares fell.", "<html><body>Shares</body></html>"])
def test_what_is_no_feed_is_refused(content: str) -> None:
    with pytest.raises(DataError):
        read(content)


def test_a_feed_that_is_too_large_is_refused() -> None:
    with pytest.raises(DataError, match="larger than 5 MB"):
        feeds.read_feed(b" " * (feeds.LARGEST_FEED + 1), url=URL)


def test_a_name_of_html_is_no_trap_and_is_spelt_out() -> None:
    author = "<author>A.&nbsp;Writer &unknown;</author>"
    entry = read(
        RSS.format(items=item("R&eacute;sum&eacute;", text="1&nbsp;%")[:-7] + author + "</item>")
    )

    assert entry["title"].item() == "Résumé"
    assert entry["author"].item() == "A. Writer &unknown;"
    assert entry["summary"].item() == "1 %"


def test_a_moment_beyond_what_can_be_counted_is_none() -> None:
    entry = read(RSS.format(items=item("Bet", date="Mon, 02 Feb 4052 11:42:00 -0500")))

    assert pd.isna(entry["published"].item())


def test_an_entry_that_says_nothing_is_empty() -> None:
    bare = "<item><title/><description/><link/><author/><source/></item><item/>"

    assert (read(RSS.format(items=bare)).drop(columns="published")[["title", "summary"]] == "").all(
        axis=None
    )


NEWS_MAP = """<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
 xmlns:n="http://www.google.com/schemas/sitemap-news/0.9"
 xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">{pages}</urlset>"""


def page(title: str, date: str) -> str:
    return (
        f"<url><loc>https://example.org/{len(title)}</loc><lastmod>2026-02-05T08:00:00Z</lastmod>"
        "<image:image><image:title>A crane at dusk</image:title></image:image>"
        "<n:news><n:publication><n:name>The Wire</n:name><n:language>en</n:language>"
        f"</n:publication><n:publication_date>{date}</n:publication_date>"
        f"<n:title>{title}</n:title></n:news></url>"
    )


@pytest.mark.parametrize(
    ("date", "published"),
    [
        ("2026-02-02T11:42:00-05:00", "2026-02-02T16:42Z"),
        ("2026-02-02T16:42Z", "2026-02-02T16:42Z"),
        ("2026-02-02T16:42:00.120+00:00", "2026-02-02T16:42:00.12Z"),
        ("2026-02-02", None),  # a day alone is no moment
        ("", None),  # nor is when the page was last changed
    ],
)
def test_a_newspapers_sitemap_is_a_feed(date: str, published: str | None) -> None:
    told = read(NEWS_MAP.format(pages=page("Bet unravels", date) + page("Rival gains", date)))

    assert [*told["title"]] == ["Bet unravels", "Rival gains"]
    assert set(told["outlet"]) == {"The Wire"}
    assert told["link"][0] == "https://example.org/12"
    assert [*told["published"].dropna()] == [pd.Timestamp(published)] * 2 * bool(published)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (NEWS_MAP.format(pages="<url><loc>https://example.org/a</loc></url>"), "without headlines"),
        (
            '<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><sitemap>'
            "<loc>https://example.org/news.xml</loc></sitemap></sitemapindex>",
            "such as https://example.org/news.xml",
        ),
    ],
)
def test_a_sitemap_without_headlines_says_what_would_help(content: str, reason: str) -> None:
    with pytest.raises(DataError, match=reason):
        read(content)


CHANGED = """<feed xmlns="http://www.w3.org/2005/Atom"><title>The Wire</title>
<entry><title>Bet unravels</title><id>1</id>{first}<updated>2026-02-02T11:42:00-05:00</updated>
</entry><entry><title>Rival gains</title><id>2</id><updated>{second}</updated></entry></feed>"""


@pytest.mark.parametrize(
    ("first", "second", "published"),
    [
        ("", "2026-02-03T10:00:00Z", "2026-02-02T16:42Z"),
        (
            "<published>2026-02-01T09:00:00Z</published>",
            "2026-02-03T10:00:00Z",
            "2026-02-01T09:00Z",
        ),
        ("<published>yesterday</published>", "2026-02-03T10:00:00Z", None),
        ("", "2026-02-02T11:42:00-05:00", None),  # when the whole feed was written
    ],
)
def test_an_atom_entry_without_another_date_came_at_its_last_change(
    first: str, second: str, published: str | None
) -> None:
    told = read(CHANGED.format(first=first, second=second)).set_index("title")["published"]

    assert told["Bet unravels"] == pd.Timestamp(published) if published else pd.isna(told.iloc[0])
