"""Whatever comes in by a door is taken or refused in words: bytes as they fall, and files bent."""

import os
from collections.abc import Iterator
from contextlib import suppress

import pytest
from doors import DOORS, NOON, knock
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sentiment.errors import DataError
from sentiment.library.announcements import announcement_row
from sentiment.library.corrections import correction_row, tag_name

KNOCKS = settings(
    max_examples=25,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
# What parsers of these kinds take for more than letters.
SIGNS = [
    *(b"\0", b"\xff", b"\r\n", b"\n\n", b"<", b">", b"&", b"&#0;", b'"', b"[" * 2_000, b"--", b"="),
    *(b"]]>", b"<![CDATA[", b"<!--", b"%%EOF", b"stream\n", b"obj", b"<<", b"/Kids [1 0 R]", b"PK"),
    *(b"-1", b"99999999999999999999", b"1e999", b"NaN", b"0000-00-00", b"9999-12-31", b"\xf0\x9f"),
    *(b"Content-Type: multipart/mixed; boundary=b\n\n--b", b"Date: ", b"=?utf-8?b?", b"\\ud83d"),
]


@st.composite
def bent(draw: st.DrawFn, content: bytes) -> bytes:
    """Take a right file, and change, cut, repeat or put in a few pieces of it."""
    held = bytearray(content)
    for _ in range(draw(st.integers(1, 6))):
        at = draw(st.integers(0, len(held)))
        end = min(len(held), at + draw(st.integers(0, 40)))
        piece = draw(
            st.one_of(
                st.sampled_from(SIGNS),
                st.binary(max_size=8),
                st.just(b""),
                st.just(bytes(held[at:end]) * 3),
            )
        )
        held[at:end] = piece
    return bytes(held)


@pytest.fixture(autouse=True, scope="module")
def own_store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """A library for the links, which may name an announcement."""
    before = dict(os.environ)
    folder = tmp_path_factory.mktemp("doors")
    os.environ.update(DASHBOARD_STORE=f"{folder}/store.db", DASHBOARD_OFFLINE="1")
    yield
    os.environ.clear()
    os.environ.update(before)


@pytest.mark.parametrize("name", DOORS)
@KNOCKS
@given(content=st.binary(max_size=400) | st.text(max_size=200).map(lambda text: text.encode()))
def test_anything_is_taken_or_refused_in_words(name: str, content: bytes) -> None:
    knock(DOORS[name], content)


@pytest.mark.parametrize("name", DOORS)
@KNOCKS
@given(data=st.data())
def test_a_bent_file_is_taken_or_refused_in_words(name: str, data: st.DataObject) -> None:
    content = data.draw(st.sampled_from(DOORS[name].specimens()))

    knock(DOORS[name], data.draw(bent(content)))


@pytest.mark.parametrize("name", DOORS)
def test_what_is_right_is_taken(name: str) -> None:
    given_back = [knock(DOORS[name], content) for content in DOORS[name].specimens()]

    assert any(one is not None for one in given_back)


@given(title=st.text(), summary=st.text(), symbols=st.text(max_size=20) | st.just("NVDA"))
def test_any_name_of_an_announcement_is_kept_or_refused(
    title: str, summary: str, symbols: str
) -> None:
    told = {"title": title, "summary": summary, "symbols": symbols, "instant": NOON}
    try:
        row = announcement_row(told)
    except DataError:
        return

    assert row["title"].encode().strip()
    assert "\0" not in row["title"] + row["summary"]


@given(name=st.text(max_size=80), sentence=st.text(), note=st.text())
def test_any_note_is_kept_or_refused(name: str, sentence: str, note: str) -> None:
    with suppress(DataError):
        assert "\n" not in tag_name(name)
    with suppress(DataError):
        row = correction_row("key", sentence, computed=0.0, label="neutral", note=note)
        assert row["text"].encode().strip()
