import io
from email.message import EmailMessage

import docx
import pandas as pd
import pypdf
import pytest
import specimens

from sentiment.errors import DataError
from sentiment.intake import bylines, documents

PAGE = """<html><head><title>A bet unravels | Sample</title>{head}</head><body>
<nav><a href="/">Home</a> <a href="/m">Markets</a></nav>
<article><h1>A bet unravels</h1>{time}
<p>Nvidia shares fell 1.1% on Monday after a report that its plan had stalled, and the mood
among investors remained poor for most of the day.</p>
<p>The company said that it would go on, one step at a time, and that nothing had ever been
promised to anybody in so many words.</p></article>
<script>alert("never shown")</script>
<footer>Subscribe to the newsletter. All rights reserved.</footer></body></html>"""
PUNY = b"Content-Type: text/plain; charset=punycode\n\n"  # its reading takes for ever
PUBLISHED = pd.Timestamp("2026-02-02 11:42", tz="America/New_York")


def page(*, head: str = "", time: str = "") -> bytes:
    return PAGE.format(head=head, time=time).encode()


def mail(*, html: bool = False, date: str = "Mon, 02 Feb 2026 11:42:00 -0500") -> bytes:
    message = EmailMessage()
    message["Subject"] = "A bet unravels – day two"
    message["Date"] = date
    message.set_content(page().decode() if html else "Nvidia fell.\n\nIt said nothing.\n")
    if html:
        message.replace_header("Content-Type", 'text/html; charset="utf-8"')
    return bytes(message)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_plain_text_is_read_in_the_usual_encodings(encoding: str) -> None:
    text = "Nvidia’s shares fell – and how.\n\n“Nonsense”, he said."

    assert documents.text_of(text.encode(encoding), "bet.TXT") == text


def test_a_page_becomes_its_article_alone() -> None:
    text = documents.text_of(page(), "bet.html")

    assert text.startswith("A bet unravels\n\nNvidia shares fell 1.1% on Monday")
    assert text.count("A bet unravels") == 1
    assert "\n\nThe company said that it would go on" in text
    for furniture in ("Markets", "newsletter", "alert"):
        assert furniture not in text


@pytest.mark.parametrize(
    ("head", "time"),
    [
        ('<meta property="article:published_time" content="2026-02-02T11:42:00-05:00">', ""),
        ('<meta property="article:published_time" content="2026-02-02T16:42:00.000Z">', ""),
        (
            '<script type="application/ld+json">{"datePublished": "2026-02-02T11:42:00-0500",'
            '"dateModified": "2026-02-03T09:00:00-0500"}</script>',
            "",
        ),
        ('<meta itemprop="datePublished" content="2026-02-02T16:42Z">', ""),
        ("", '<time datetime="2026-02-02T16:42:00+00:00">Monday</time>'),
        (
            '<meta property="article:published_time" content="2026-02-02">',
            '<time datetime="2026-02-02T16:42:00+00:00">Monday</time>',
        ),
    ],
)
def test_when_a_page_was_published_is_found_in_its_text(head: str, time: str) -> None:
    found = bylines.find_details(documents.text_of(page(head=head, time=time), "bet.htm"))

    assert found.title == "A bet unravels"
    assert found.published == PUBLISHED
    assert found.timed


def test_a_page_that_tells_the_day_alone_has_no_time() -> None:
    head = '<meta property="article:published_time" content="2026-02-02">'

    found = bylines.find_details(documents.text_of(page(head=head), "bet.html"))

    assert (found.published, found.timed) == (pd.Timestamp("2026-02-02"), False)


def test_a_pdf_gives_its_lines() -> None:
    text = documents.text_of(specimens.pdf("A bet unravels", "Nvidia said nothing."), "bet.pdf")

    assert " ".join(text.split()) == "A bet unravels Nvidia said nothing."


def test_a_word_document_gives_its_paragraphs() -> None:
    content = specimens.word("A bet unravels", "", "Nvidia said nothing.")

    assert documents.text_of(content, "bet.docx") == "A bet unravels\n\nNvidia said nothing."


@pytest.mark.parametrize("html", [False, True])
def test_a_mail_gives_its_subject_date_and_body(html: bool) -> None:
    text = documents.text_of(mail(html=html), "bet.eml")

    found = bylines.find_details(text)
    assert found.title == "A bet unravels – day two"
    assert found.published == PUBLISHED
    assert "Nvidia" in text.split("\n\n", 2)[2]


def test_a_mail_with_an_unclear_date_has_none() -> None:
    assert "Published" not in documents.text_of(mail(date="some day"), "bet.eml")


def test_the_lines_of_a_plain_mail_stay_as_they_are() -> None:
    assert documents.text_of(mail(), "bet.eml").endswith("Nvidia fell.\n\nIt said nothing.")


@pytest.mark.parametrize(
    ("content", "name", "fault"),
    [
        (b"text", "bet.exe", "only files of these kinds can be read: .docx, .eml"),
        (b"text", "bet", "only files of these kinds can be read"),
        (b" \n ", "bet.txt", "the file holds no text"),
        (b"a\0b", "bet.txt", "the file is not plain text"),
        (b"\x81\x8d", "bet.md", "the file is not plain text"),
        (b"a" * 1_000_001, "bet.txt", "more than 1,000,000 characters"),
        (b"a" * 20_000_001, "bet.txt", "the file is larger than 20 MB"),
        (b"<p>" * 2_000_000, "bet.html", "the page is larger than 5 MB"),
        (b"+++\n" + b"a." * 400_000 + b"b=1\n+++\nIt fell.", "bet.md", "10,000 characters stand"),
        (b"<p>a" * 60_000, "bet.html", "more than 25,000 elements"),
        (b"", "bet.html", "not a web page|no article"),
        (b"<html><body></body></html>", "bet.html", "no article was found"),
        (b"%PDF-1.7 torn", "bet.pdf", "cannot be read as PDF"),
        (specimens.pdf(), "bet.pdf", "its pages may be pictures"),
        (b"PK torn", "bet.docx", "cannot be read as a Word document"),
        (mail().replace(b'utf-8"', b'none-8"'), "bet.eml", "cannot be read as an e-mail"),
        (b"Content-Type: image/png\n\nx", "bet.eml", "the e-mail has no text"),
        (PUNY + b"a" * 9_000_000, "bet.eml", "cannot be read as an e-mail"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_in_words(
    content: bytes, name: str, fault: str
) -> None:
    with pytest.raises(DataError, match=fault):
        documents.text_of(content, name)


def test_a_document_that_unpacks_without_end_is_refused() -> None:
    files_within = specimens.unzipped(specimens.word("It fell."))
    files_within["word/document.xml"] = b" " * 20_000_001

    with pytest.raises(DataError, match="its text unpacks to over 20 MB"):
        documents.text_of(specimens.zipped(files_within), "bet.docx")


def test_a_locked_pdf_is_said_to_be_locked() -> None:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(specimens.pdf("A bet unravels")))
    writer.encrypt("secret", algorithm="RC4-128")
    file = io.BytesIO()
    writer.write(file)

    with pytest.raises(DataError, match="locked with a password"):
        documents.text_of(file.getvalue(), "bet.pdf")


def test_markdown_opens_with_what_its_front_matter_tells() -> None:
    front = b'title = "Bet unravels"\r\npublished = 2026-02-02T11:42:00-05:00\r\n'
    written = b"+++\r\n" + front + b"+++\r\n\r\nIt fell."

    assert documents.text_of(written, "bet.md") == (
        "Bet unravels\n\nPublished 2026-02-02T11:42:00-05:00\n\nIt fell."
    )


def test_markdown_without_front_matter_is_read_as_it_is() -> None:
    assert documents.text_of(b"# Bet unravels\n\n+++ it fell +++", "bet.md") == (
        "# Bet unravels\n\n+++ it fell +++"
    )


@pytest.mark.parametrize("front", [b"title =", b"title = " + b"[" * 9_000, b"t = " + b"1" * 5_000])
def test_front_matter_that_is_no_toml_is_refused_in_words(front: bytes) -> None:
    with pytest.raises(DataError, match="no TOML"):
        documents.text_of(b"+++\n" + front + b"\n+++\nIt fell.", "bet.md")


def test_a_file_tells_whose_it_is_or_nothing() -> None:
    page = b"<meta name='author' content='https://example.org/a'><p>It fell.</p>"
    mail = b"From: The Wire <news@example.org>\r\nSubject: Bet\r\n\r\nIt fell."

    assert documents.origin_of(page, "bet.html") == documents.Origin()
    assert documents.origin_of(mail, "bet.eml") == documents.Origin(outlet="The Wire")
    assert documents.origin_of(b"It fell.", "bet.txt") == documents.Origin()
    assert documents.origin_of(b"torn", "bet.pdf") == documents.Origin()
    assert documents.origin_of(b"torn", "bet.docx") == documents.Origin()


def test_a_word_document_names_its_author() -> None:
    document, held = docx.Document(), io.BytesIO()
    document.core_properties.author = "A. Writer"
    document.add_paragraph("It fell.")
    document.save(held)

    assert documents.origin_of(held.getvalue(), "bet.docx") == documents.Origin(author="A. Writer")


def nested(kind: bytes, times: int) -> bytes:
    return b"".join(kind.replace(b"N", b"%d" % number) for number in range(times)) + b"\n\nIt fell."


MAIL_TRAPS = {
    "deep": nested(b"Content-Type: multipart/mixed; boundary=bN\n\n--bN\n", 10_000),
    "letters in letters": nested(b"Content-Type: message/rfc822\n\n", 10_000),
    "many parts": b"Content-Type: multipart/mixed; boundary=b\n\n" + b"--b\n\nx\n" * 200_000,
    "many headers": b"X: y\n" * 30_000 + b"\nIt fell.",
    "many headers of a part": b"Content-Type: message/rfc822\n\n"
    + b"X: y\n" * 30_000
    + b"\nIt fell.",
    "many lines of a header": b"Subject: x\r" + b" y\r" * 500_000 + b"\rIt fell.",
}
MAIL_HEADERS = {
    "brackets": b"From: " + b"(" * 1_000_000,
    "senders": b"From: " + b"a@example.org," * 70_000,
    "words": b"Subject: " + b"=?utf-8?q?a?= " * 70_000,
    "settings": b"Content-Type: text/plain" + b"; a*0=b" * 140_000,
    "numbers": b"Date: " + b"1 " * 500_000,
    "one name": b"N" * 1_000_000 + b": x",
}


@pytest.mark.parametrize("content", MAIL_TRAPS.values(), ids=MAIL_TRAPS)
def test_a_mail_of_too_many_parts_headers_or_lines_is_refused(content: bytes) -> None:
    with pytest.raises(DataError, match="cannot be read as an e-mail"):
        documents.text_of(content, "bet.eml")

    assert documents.origin_of(content, "bet.eml") == documents.Origin()


@pytest.mark.parametrize("header", MAIL_HEADERS.values(), ids=MAIL_HEADERS)
def test_a_header_without_end_costs_no_more_than_its_beginning(header: bytes) -> None:
    content = header + b"\n\nIt fell."

    assert documents.text_of(content, "bet.eml").endswith("It fell.")
    assert len(documents.origin_of(content, "bet.eml").outlet) <= documents.LONGEST_NAME
