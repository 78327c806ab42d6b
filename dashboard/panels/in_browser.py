"""A page's own part in the browser, made of the files beside its module."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import streamlit as st


def part(name: str, module: str) -> Callable[..., Any]:
    """Return what draws a part in an element of its class, by the files beside a *module*'s.

    They are sent anew with every change of the page, so without indents and comments of a line.
    """
    here = Path(module)
    return st.components.v2.component(
        name,
        html=f'<div class="{name}"></div>',
        css=_short(here.with_suffix(".css")),
        js=_short(here.with_suffix(".js")),
    )


def _short(path: Path) -> str:
    lines = map(str.strip, path.read_text(encoding="utf-8").splitlines())
    return "\n".join(line for line in lines if line and not line.startswith("//"))
