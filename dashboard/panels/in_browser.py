"""What a page's own part in the browser is made of: the files beside its module."""

from pathlib import Path
from typing import Literal


def source(module: str, kind: Literal["css", "js"]) -> str:
    """Return the style or the script beside a *module*'s file.

    It is sent anew with every change of the page, so without indents and comments of a line.
    """
    written = Path(module).with_suffix(f".{kind}").read_text(encoding="utf-8")
    lines = map(str.strip, written.splitlines())
    return "\n".join(line for line in lines if line and not line.startswith("//"))
