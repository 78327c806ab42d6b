"""What a page's own parts send to the browser: no more than says the same, and never a path."""

from pathlib import Path

import pytest
from streamlit.components.v2.component_path_utils import ComponentPathUtils

from dashboard import panels
from dashboard.panels import in_browser

STYLES = sorted(Path(panels.__file__).parent.glob("*.css"))


@pytest.mark.parametrize("style", STYLES, ids=lambda path: path.stem)
def test_a_style_leaves_without_blanks_and_is_taken_for_one(style: Path) -> None:
    sent = in_browser.source(str(style), "css")

    assert ComponentPathUtils.looks_like_inline_content(sent)
    assert len(sent) < style.stat().st_size
    assert [sent.count(mark) for mark in "{}"] == [style.read_text().count(mark) for mark in "{}"]


def test_a_style_says_the_same_without_its_blanks_and_remarks(tmp_path: Path) -> None:
    (tmp_path / "tile.css").write_text(
        ".tile > b,\n.tile :hover {\n  margin: 0 4px; /* apart */\n  color: red;\n}\n"
        "h1 { top: 0; }\n"
    )

    sent = in_browser.source(str(tmp_path / "tile.py"), "css")

    assert sent == ".tile>b,.tile :hover{margin:0 4px;color:red;}\nh1{top:0;}\n"
