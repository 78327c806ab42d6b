"""What a page's own part in the browser is made of: the files beside its module."""

import re
from pathlib import Path
from typing import Literal

_BLANKS = re.compile(r"/\*.*?\*/|\s*([{};,>])\s*|(:)\s+|\s*\n\s*", re.DOTALL)


def source(module: str, kind: Literal["css", "js"]) -> str:
    """Return the style or the script beside a *module*'s file.

    It is sent anew with every change of the page, so without what only its reader needs.
    """
    written = Path(module).with_suffix(f".{kind}").read_text(encoding="utf-8")
    if kind == "css":
        # A line for each rule: what is of one line Streamlit may take for a path.
        return _BLANKS.sub(r"\1\2", written).replace("}", "}\n")
    lines = map(str.strip, written.splitlines())
    return "\n".join(line for line in lines if line and not line.startswith("//"))
