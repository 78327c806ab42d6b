"""A page to PDF, printed by the browser at hand."""

import subprocess
import tempfile
from pathlib import Path

from dashboard.images.rendering import ImageError, missing_browser

LONGEST = 90  # seconds for one document
_FLAGS = (
    "--headless",
    "--no-sandbox",  # the page is our own, and a container often has no sandbox to give
    "--disable-gpu",
    "--disable-extensions",
    "--disable-background-networking",
    "--no-first-run",
    "--no-pdf-header-footer",
)


def printed(page: str) -> bytes:
    """Return an HTML page as PDF, on the paper that its own style asks for.

    Raises
    ------
    ImageError
        If no browser is found, or it ends without a document.
    """
    from choreographer.browsers.chromium import Chromium  # noqa: PLC0415 - most pages print none

    if missing := missing_browser():
        raise ImageError(missing)
    browser = str(Chromium.find_browser(skip_local=False))
    with tempfile.TemporaryDirectory() as place:
        source, target = Path(place, "page.html"), Path(place, "page.pdf")
        source.write_text(page, encoding="utf-8")
        command = [browser, *_FLAGS, f"--user-data-dir={place}/profile"]
        try:
            subprocess.run(  # noqa: S603
                [*command, f"--print-to-pdf={target}", source.as_uri()],
                capture_output=True,
                timeout=LONGEST,
                check=False,
            )
        except (OSError, subprocess.TimeoutExpired) as error:
            raise ImageError("The browser did not print the report in time. Try again.") from error
        if not target.is_file():
            raise ImageError("The browser ended without printing the report. Try again.")
        return target.read_bytes()
