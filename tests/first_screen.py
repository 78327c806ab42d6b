"""What the first screen answers, as a test of a page can read it."""

import json
from typing import Any

from streamlit.testing.v1 import AppTest


def answer(app: AppTest) -> dict[str, Any]:
    """Return the sentence and the tiles that a page answers with; empty where it has none."""
    told = [one.proto for one in app.get("bidi_component")]
    return next((json.loads(one.json) for one in told if one.component_name == "answer"), {})


def tile(app: AppTest, name: str) -> dict[str, Any]:
    """Return the tile of a name."""
    return next(one for one in answer(app)["tiles"] if one["name"] == name)
