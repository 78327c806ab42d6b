"""The typeface of pictures, which travels with them: the page's own letters and signs.

It is a part of Source Sans, under another name, as its licence (``OFL.txt``) asks of a part.
"""

import base64
import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

FAMILY = "Dashboard Sans"
FILES = Path(__file__).with_name("typeface_files")
_WEIGHTS = {"regular": 400, "bold": 700}
_CONFIGURATION = "FONTCONFIG_FILE"
_USUAL = "/etc/fonts/fonts.conf"


@cache
def faces() -> str:
    """Return the style by which an SVG or a page brings the typeface along."""
    return "".join(
        f"@font-face{{font-family:'{FAMILY}';font-weight:{weight};"
        f"src:url(data:font/woff2;base64,{_encoded(name)}) format('woff2')}}"
        for name, weight in _WEIGHTS.items()
    )


def _encoded(name: str) -> str:
    return base64.b64encode((FILES / f"{name}.woff2").read_bytes()).decode()


@contextmanager
def at_hand() -> Iterator[None]:
    """Let a browser that is started meanwhile know the typeface, where fontconfig tells it which.

    A figure that becomes a PNG is drawn as an image of its own, which sees no other letters than
    the machine's.
    """
    if not sys.platform.startswith("linux"):
        yield
        return
    before = os.environ.get(_CONFIGURATION)
    with tempfile.TemporaryDirectory() as folder:
        written = Path(folder, "fonts.conf")
        written.write_text(_configuration(before or _USUAL), encoding="utf-8")
        os.environ[_CONFIGURATION] = str(written)
        try:
            yield
        finally:
            del os.environ[_CONFIGURATION]
            if before is not None:
                os.environ[_CONFIGURATION] = before


def _configuration(usual: str) -> str:
    """Return what fontconfig reads: all that it knows anyway, and the folder of the typeface."""
    return (
        '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>'
        f'<include ignore_missing="yes">{usual}</include><dir>{FILES}</dir></fontconfig>'
    )
