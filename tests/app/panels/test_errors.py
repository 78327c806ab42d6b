"""Whatever fails on a page becomes a sentence there."""

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.panels import errors

TELL = errors.tell_unexpected


def page() -> None:
    import streamlit as st  # noqa: PLC0415 - the page is its source alone

    from dashboard.panels import errors  # noqa: PLC0415

    with errors.explained():
        raise KeyError("a name that is <b>nowhere</b>")
    st.write("The page goes on.")


def test_a_fault_of_ours_is_a_sentence_and_the_page_goes_on(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(errors, "tell_unexpected", TELL)
    app = AppTest.from_function(page).run()

    assert not app.exception
    assert "This part of the page failed (KeyError)" in app.error[0].value
    assert app.markdown[0].value == "The page goes on."
    assert "nowhere" in caplog.text
