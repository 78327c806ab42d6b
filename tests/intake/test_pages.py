"""A page tells the headline, author, outlet and moments of its own article, of no other."""

import json

import pandas as pd
import pytest

from sentiment.intake import documents

AT = pd.Timestamp("2026-02-02 16:31", tz="America/New_York")
TEXT = "".join(
    f"<p>{line}</p>"
    for line in (
        "Shares of the maker fell 6.2% on Monday after it cut its outlook for the year.",
        "Dealers are ordering fewer machines than a year ago, and its margin shrank.",
        "Two brokers downgraded the stock, and its rivals fell as well.",
    )
)
OWN = {
    "@type": "NewsArticle",
    "headline": "Maker slips",
    "datePublished": "2026-02-02T16:31:00-05:00",
    "dateModified": "2026-02-02T18:02:00-05:00",
    "author": [{"@type": "Person", "name": "Ada Lovelace"}],
    "publisher": {"@type": "Organization", "name": "Sample Post"},
}
VIDEO = {"@type": "VideoObject", "name": "A minute", "datePublished": "2025-01-01T00:00:00Z"}
OTHER = {**OWN, "headline": "Rival gains", "datePublished": "2025-11-19T10:00:00Z"}
ENTRIES = [{**OTHER, "@type": "BlogPosting"}]


def page(*held: object, head: str = "", before: str = "", after: str = "") -> bytes:
    scripts = "".join(
        f'<script type="application/ld+json">{json.dumps(one)}</script>' for one in held
    )
    return (
        f"<html><head><title>Maker slips | Sample Post</title>{head}{scripts}</head><body>"
        f"<article><h1>Maker slips</h1>{before}{TEXT}</article>{after}</body></html>"
    ).encode()


@pytest.mark.parametrize(
    "held",
    [
        [OWN],
        [VIDEO, OWN],
        [{"@graph": [VIDEO, OWN]}],
        [[VIDEO, OTHER], OWN],
        [{"@type": "ItemList", "itemListElement": [{"item": OTHER}]}, OWN],
        [{**OWN, "@type": "LiveBlogPosting", "liveBlogUpdate": ENTRIES}],
        [{"@type": "WebPage", "datePublished": "2025-05-01T00:00:00Z", "mainEntity": OWN}],
        [{**OWN, "@type": ["Article", "NewsArticle"]}],
        [
            {
                "@graph": [
                    {"@type": "Person", "@id": "#a", "name": "Ada Lovelace"},
                    {"@type": "Organization", "@id": "#o", "name": "Sample Post"},
                    {**OWN, "author": {"@id": "#a"}, "publisher": {"@id": "#o"}},
                ]
            }
        ],
    ],
)
def test_what_the_pages_own_object_says_counts(held: list[object]) -> None:
    found = documents.details_of(page(*held), "page.html")

    assert (found.title, found.author, found.outlet) == (
        "Maker slips",
        "Ada Lovelace",
        "Sample Post",
    )
    assert found.published == AT
    assert found.updated == AT + pd.Timedelta(minutes=91)


def test_of_two_articles_the_one_with_the_pages_address_counts() -> None:
    address = "https://example.org/maker"
    head = f'<link rel="canonical" href="{address}">'
    other = {**OTHER, "headline": "Maker slips", "url": "https://example.org/old"}

    found = documents.details_of(page(other, {**OWN, "url": address}, head=head), "page.html")

    assert found.published == AT


@pytest.mark.parametrize(
    "head",
    [
        '<meta name="parsely-pub-date" content="2026-02-02T21:31:00Z">',
        '<meta name="DC.date.issued" content="2026-02-02T16:31:00-05:00">',
        '<meta property="article:published_time" content="2026-02-02T16:31:00-05:00">',
        '<meta name="date" content="Mon, 02 Feb 2026 21:31:00 GMT">',
        '<meta name="date" content="2026-02-02"><meta name="pubdate" content="2026-02-02T21:31Z">',
    ],
)
def test_a_meta_tag_tells_the_time_of_day(head: str) -> None:
    found = documents.details_of(page(head=head), "page.html")

    assert (found.published, found.timed, found.outlet) == (AT, True, "Sample Post")


def test_a_time_beside_the_article_is_not_its_own() -> None:
    aside = '<aside class="more"><time datetime="2025-12-01T10:00:00Z">then</time></aside>'
    byline = '<p class="byline">By Ada Lovelace <time datetime="2026-02-02T21:31Z">now</time></p>'

    own = documents.details_of(page(before=aside + byline), "page.html")
    none = documents.details_of(page(before=aside), "page.html")

    assert (own.published, own.author) == (AT, "Ada Lovelace")
    assert none.published is None


@pytest.mark.parametrize(
    "torn", ["{", "[[[" * 10_000, '{"@graph": 7}', '{"@type": 3}', "null", '"text"', "[null, 1]"]
)
def test_an_object_that_is_torn_tells_nothing(torn: str) -> None:
    head = f'<script type="application/ld+json">{torn}</script>'

    assert documents.details_of(page(head=head), "page.html").published is None


def test_menus_banners_and_other_stories_are_no_part_of_the_text() -> None:
    beside = (
        '<div role="navigation">Sections: Defense, Space</div>'
        '<div id="cookie-banner" class="consent"><p>We and our 812 partners store it.</p></div>'
        '<div class="newsletter-signup"><p>Get the Post in your inbox every morning.</p></div>'
        '<div class="related-stories"><p>The shipyard strike enters its third week.</p></div>'
    )
    text = documents.text_of(page(OWN, after=beside), "page.html")

    assert "Dealers are ordering fewer machines" in text
    assert not any(word in text for word in ("Sections", "partners", "inbox", "shipyard"))


def test_an_article_in_a_box_with_a_marked_name_is_read() -> None:
    boxed = (
        page(OWN)
        .replace(b"<article>", b'<div class="related-main">')
        .replace(b"</article>", b"</div>")
    )

    assert "Dealers are ordering" in documents.text_of(boxed, "page.html")


@pytest.mark.parametrize(
    "publisher",
    [
        '<span itemprop="publisher" itemscope><meta itemprop="name" content="Sample Post"></span>',
        '<p itemprop="publisher"><a href="/"><b itemprop="name">Sample  Post</b></a></p>',
        '<span itemprop="publisher">Sample Post</span>',
    ],
)
def test_the_publisher_of_microdata_is_the_outlet(publisher: str) -> None:
    told = f"<html><body><h1>Maker slips</h1>{publisher}<p>Its shares fell 9%.</p></body></html>"
    assert documents.details_of(told.encode(), "page.html").outlet == "Sample Post"


def test_a_day_in_a_box_called_date_and_a_name_beside_a_reading_time() -> None:
    before = (
        '<h2 class="title">Press Release Details</h2><div class="byline">'
        '<b class="name">Ada Lovelace</b> <i>4 min read</i></div>'
        '<p class="news-date">February 2, 2026 at 4:31 PM EST</p>'
        '<p class="updated-date">February 3, 2026 at 9:00 AM EST</p>'
    )
    found = documents.details_of(page(before=before), "page.html")
    assert (found.author, found.published) == ("Ada Lovelace", AT)


def test_a_byline_of_a_page_ends_before_its_moment() -> None:
    told = (
        '<p class="byline">by <a rel="author">Ada Lovelace</a> posted '
        '<span class="post_time">Feb 2nd 2026 4:31PM</span></p>'
    )
    found = documents.details_of(page(before=told), "page.html")

    assert found.author == "Ada Lovelace"
    assert found.published == pd.Timestamp("2026-02-02 16:31")


@pytest.mark.parametrize(
    "told",
    [
        '<p>By <span itemprop="author"><a itemprop="name">Ada Lovelace</a></span>,'
        ' <span itemprop="author"><a itemprop="name">Bo Reader</a></span></p>'
        '<time itemprop="datePublished"'
        ' datetime="2026-02-02T16:31:00-05:00"></time><meta itemprop="dateModified"'
        ' content="2026-02-02T18:02:00-05:00">',
        '<p>By<span class="author vcard"><span class="fn"> Ada Lovelace</span></span> and <span'
        ' class="author vcard"><span class="fn">Bo Reader</span></span></p><p>Published: <span'
        ' class="published">02/23/2026&nbsp; 4:31 PM ET</span></p><p>Last Modified: <span'
        ' class="updated">02/23/2026 6:02 PM ET<br></span></p>',
    ],
)
def test_microdata_and_microformats_tell_authors_and_moments(told: str) -> None:
    head = '<meta name="author" content="sample.com">'
    found = documents.details_of(page(head=head, before=told), "page.html")

    assert found.author == "Ada Lovelace, Bo Reader"
    assert found.published is not None
    assert found.updated is not None
    clocks = [f"{one:%H:%M}" for one in (found.published, found.updated)]
    assert clocks == ["16:31", "18:02"]


@pytest.mark.parametrize("blank", ["", "\n", "  \n"])
def test_an_exhibit_as_edgar_keeps_it_is_a_page(blank: str) -> None:
    envelope = "<DOCUMENT>\n<TYPE>EX-99.1\n<SEQUENCE>2\n<FILENAME>ex991.htm\n<TEXT>\n"
    content = f"{blank}{envelope}".encode() + page(OWN) + b"\n</TEXT>\n</DOCUMENT>"

    text = documents.text_of(content, "ex991.htm")

    assert "fell 6.2% on Monday" in text
    assert "EX-99.1" not in text
