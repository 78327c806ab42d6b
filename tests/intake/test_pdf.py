"""PDF files come as their text; one that would take for ever is given up, however it is made."""

import zlib

import pytest
import specimens

from sentiment.errors import DataError
from sentiment.intake import pdf

FONT = "/Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >>"
PAGE = f"<< /Type /Page /Parent 2 0 R /Contents 4 0 R /MediaBox [0 0 9 9] /Resources << {FONT}"
CATALOGUE = "<< /Type /Catalog /Pages 2 0 R >>"


def stream(content: bytes, *, told: str = "") -> bytes:
    packed = zlib.compress(content, 9)
    head = f"<< /Filter /FlateDecode /Length {len(packed)} {told} >>".encode()
    return head + b"\nstream\n" + packed + b"\nendstream"


def same_page(times: int, content: bytes, *parts: bytes, resources: str = "") -> bytes:
    """Build a file whose every page is the same one."""
    kids = " ".join(["3 0 R"] * times)
    pages = f"<< /Type /Pages /Kids [{kids}] /Count {times} >>"
    return specimens.pdf_of(CATALOGUE, pages, f"{PAGE} {resources} >> >>", stream(content), *parts)


SHOWN = b"BT /F1 12 Tf " + b"(fell) Tj " * 20_000 + b"ET"
FORM = stream(
    b"1 0 0 RG " * 20_000,
    told="/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << " + FONT + " >>",
)
SLOW = {
    "one long page many times": same_page(300, b"BT /F1 1 Tf () Tj " * 20_000 + b"ET"),
    "blanks": same_page(300, b" " * 9_000_000),
    "one form many times": same_page(
        1, b"/X Do " * 5_000, FORM, resources="/XObject << /X 5 0 R >>"
    ),
}


@pytest.mark.parametrize("content", SLOW.values(), ids=SLOW)
def test_what_takes_too_long_is_given_up(content: bytes) -> None:
    assert len(content) < 100_000
    with pytest.raises(DataError, match=r"reading the file takes over 0\.5 seconds"):
        pdf.text_of(content, "bet.pdf", most=1_000_000, longest=0.5)


def test_no_more_pages_are_read_than_their_text_is_wanted() -> None:
    told = pdf.text_of(same_page(300, SHOWN), "bet.pdf", most=1_000)

    assert 1_000 < len(told) < 100_000


@pytest.mark.parametrize(
    "parts",
    [
        [f"<< /Type /Pages /Kids [{n} 0 R] /Count 1 >>" for n in range(3, 2_000)],
        [f"<< /Type /Pages /Kids [{n} 0 R {n} 0 R] /Count 1 >>" for n in range(3, 40)],
        ["<< /Type /Pages /Kids [2 0 R] /Count 1 >>"],
        [f"<< /Type /Pages /Kids [{'4 0 R ' * 50_000}] /Count 50000 >>", "", "<< /Type /Page >>"],
        [stream(b" " * 70_000_000, told="/Type /ObjStm /N 1000000 /First 10")],
        [stream(zlib.compress(zlib.compress(bytes(70_000_000))), told="/Type /ObjStm")],
    ],
    ids=["deep", "doubling", "circle", "many", "objects", "objects within"],
)
def test_a_tree_of_pages_that_is_a_trap_is_refused(parts: list[str]) -> None:
    with pytest.raises(DataError, match=r"cannot be read as PDF|more than 300 pages|holds no text"):
        pdf.text_of(specimens.pdf_of(CATALOGUE, *parts), "bet.pdf", most=1_000_000)


def test_the_author_is_told_where_it_is() -> None:
    named = specimens.pdf("It fell.").replace(
        b"/Root 1 0 R", b"/Root 1 0 R /Info << /Author (A. Writer) >>"
    )

    assert pdf.author_of(specimens.pdf("It fell.")) == ""
    assert pdf.author_of(named) == "A. Writer"
