"""Word documents come as their running text; what unpacks without end is never held."""

import pytest
import specimens
from lxml import etree

from sentiment.intake import docx

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"


def document(body: str, *, namespace: str = W, before: str = "") -> bytes:
    """Build a document of this body."""
    files = specimens.unzipped(specimens.word("x"))
    files["word/document.xml"] = (
        f'<?xml version="1.0"?>{before}<w:document xmlns:w="{namespace}"><w:body>{body}</w:body>'
        "</w:document>"
    ).encode()
    return specimens.zipped(files)


def run(text: str) -> str:
    return f"<w:r><w:t>{text}</w:t></w:r>"


@pytest.mark.parametrize("namespace", [W, STRICT])
def test_the_running_text_is_read_and_what_stands_aside_is_not(namespace: str) -> None:
    paragraphs = [
        f"<w:p><w:pPr><w:tabs><w:tab/></w:tabs></w:pPr>{run('It')}<w:r><w:tab/></w:r>"
        f"<w:hyperlink>{run('fell')}</w:hyperlink><w:ins>{run('.')}</w:ins></w:p>",
        f"<w:tbl><w:tr><w:tc><w:p>{run('cell')}</w:p></w:tc></w:tr></w:tbl>",
        f"<w:p>{run('So')}<w:del><w:r><w:delText>no</w:delText></w:r></w:del>"
        f"<w:r><w:drawing><w:txbxContent><w:p>{run('box')}</w:p></w:txbxContent></w:drawing>"
        f"<w:br/></w:r>{run('did AMD.')}</w:p>",
    ]

    told = docx.paragraphs_of(document("".join(paragraphs), namespace=namespace), most=1_000)

    assert told == ["It\tfell.", "So\ndid AMD."]


def test_a_document_of_another_program_is_read_as_that_program_reads_it() -> None:
    written = specimens.word("Nvidia fell.", "", "It said\tnothing\nat all.")

    assert docx.paragraphs_of(written, most=1_000) == [
        "Nvidia fell.",
        "",
        "It said\tnothing\nat all.",
    ]


def test_no_more_is_read_than_is_asked_for() -> None:
    assert docx.paragraphs_of(specimens.word(*["four"] * 9), most=9) == ["four"] * 3


def test_the_author_is_told_where_it_is() -> None:
    assert docx.author_of(specimens.word("x")) == "python-docx"


def test_a_part_that_unpacks_without_end_is_refused_for_text_and_author() -> None:
    files = specimens.unzipped(specimens.word("x"))
    for part in ("word/document.xml", "docProps/core.xml"):
        files[part] = b"<a>" + b"<b/>" * 5_000_000
    bomb = specimens.zipped(files)

    assert len(bomb) < 200_000
    with pytest.raises(docx.TooLargeError):
        docx.paragraphs_of(bomb, most=1_000)
    with pytest.raises(docx.TooLargeError):
        docx.author_of(bomb)


@pytest.mark.parametrize(
    "target", ["../../etc/passwd", "/etc/passwd", "file:///etc/passwd", "http://127.0.0.1/", ""]
)
def test_a_part_is_looked_for_in_the_archive_alone(target: str) -> None:
    files = specimens.unzipped(specimens.word("x"))
    files["_rels/.rels"] = files["_rels/.rels"].replace(b"word/document.xml", target.encode())

    with pytest.raises(KeyError):
        docx.paragraphs_of(specimens.zipped(files), most=1_000)


@pytest.mark.parametrize(
    "declared",
    [
        '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
        "<!DOCTYPE x [<!ENTITY a 'told'>]>",
        '<!DOCTYPE x SYSTEM "http://127.0.0.1/x.dtd" [<!ENTITY a "told">]>',
    ],
)
def test_a_declared_entity_says_nothing(declared: str) -> None:
    told = docx.paragraphs_of(document(f"<w:p>{run('a&a;b')}</w:p>", before=declared), most=1_000)

    assert told == ["a"]


def test_entities_within_entities_are_never_unfolded() -> None:
    names = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
    bomb = document(
        f"<w:p>{run('It &a11; fell.')}</w:p>", before=f'<!DOCTYPE x [<!ENTITY a0 "ha">{names}]>'
    )

    with pytest.raises(etree.XMLSyntaxError, match="amplification"):
        docx.paragraphs_of(bomb, most=1_000)
