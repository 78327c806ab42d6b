"""Text from outside stands on the page as it was written."""

import pytest

from dashboard.wording import escaping

JOINER = "\N{WORD JOINER}"


@pytest.mark.parametrize(
    "written", ["www.example.org", "https://example.org", ":rocket:", ":red[x]"]
)
def test_what_streamlit_would_turn_into_something_later_is_kept_apart(written: str) -> None:
    shown = escaping.as_written(written)

    assert shown != written
    assert shown.replace(JOINER, "").replace("\\", "") == written


@pytest.mark.parametrize("written", ["www.example.org", "see https://example.org/a now"])
def test_a_bare_address_is_no_link(written: str) -> None:
    assert JOINER in escaping.as_written(written)
