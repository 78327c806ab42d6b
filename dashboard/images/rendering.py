"""Figures to PNG, SVG, PDF and HTML, drawn by a browser that is started once and kept."""

import asyncio
import atexit
import html
import threading
from collections.abc import Coroutine, Sequence
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, TypeVar

from dashboard.charts.captions import KeyLine
from dashboard.charts.drawing import Drawing
from dashboard.images import publishing, typeface, webpage
from dashboard.images.publishing import LOOKS, SIZES
from sentiment.errors import SentimentError

if TYPE_CHECKING:
    from kaleido import Kaleido

__all__ = ["FORMATS", "LOOKS", "MIME", "SIZES", "ImageError", "draw", "missing_browser"]

T = TypeVar("T")
Kind = Literal["png", "svg", "pdf", "html"]

MIME: dict[Kind, str] = {
    "png": "image/png",
    "svg": "image/svg+xml",
    "pdf": "application/pdf",
    "html": "text/html",
}
FORMATS = tuple(MIME)
SCRIPT = "plotly.min.js"  # what draws the pages that do not hold it themselves
SHARPNESS = 2  # pixels of a PNG per unit of its size
LONGEST = 60  # seconds for one picture
_WATCH = 0.1  # seconds between looks at whether the browser still lives
_NEEDED = (
    "Pictures and PDF need Chrome or Chromium: install Google Chrome, or run kaleido_get_chrome "
    "(on Debian and Ubuntu: sudo apt install chromium). The chart's own toolbar saves SVG without."
)


class ImageError(SentimentError):
    """A picture could not be drawn."""

    def __init__(self, fault: str) -> None:
        super().__init__(fault)
        self.fault = fault

    def __str__(self) -> str:
        return self.fault


def missing_browser() -> str | None:
    """Return what to install before pictures can be drawn, None where a browser is found."""
    from choreographer.browsers.chromium import Chromium  # noqa: PLC0415 - most pages draw none

    path = Chromium.find_browser(skip_local=False)
    return None if path and Path(path).is_file() else _NEEDED


def draw(
    figure: Drawing,
    *,
    kind: Kind,
    size: str,
    look: str,
    title: str,
    note: str = "",
    alt: str = "",
    sources: Sequence[str] = (),
    key: Sequence[KeyLine] = (),
    sharpness: float = SHARPNESS,
    alone: bool = True,
) -> bytes:
    """Return a figure as a file of its own, with title, note, key and sources on it.

    Parameters
    ----------
    figure
        As drawn on the page; it is not changed.
    kind
        PNG at twice the size's pixels, SVG with text as text, PDF, or HTML that needs no network.
    size, look
        Keys of ``SIZES`` and of ``LOOKS``.
    alt
        What the figure shows, for those who cannot see it: read aloud with SVG and HTML.
    sharpness
        Pixels of a PNG per unit of its size.
    alone
        Whether a page holds what draws it; else that lies beside it, named ``SCRIPT``.

    Raises
    ------
    ImageError
        If no browser is found, or it ends while drawing, twice in a row.
    """
    words: dict[str, Any] = {"title": title, "note": note, "sources": sources, "key": key}
    if kind == "html":
        script = alone or SCRIPT
        return webpage.page(figure, size=size, look=look, alt=alt, script=script, **words)
    spec = publishing.dressed(figure, size=size, look=look, **words)
    if missing := missing_browser():
        raise ImageError(missing)
    width, height = SIZES[size]
    options = {"format": kind, "width": width, "height": height}
    drawn = _studio().draw(spec, options | ({"scale": sharpness} if kind == "png" else {}))
    if kind == "png":
        return drawn
    return (_named if kind == "svg" else _titled)(drawn, title=title, alt=alt)


def _named(svg: bytes, *, title: str, alt: str) -> bytes:
    """Return an SVG with its typeface, and what a reader of screens takes for its words."""
    opening, closing, rest = svg.partition(b">")
    names = f"<title>{html.escape(title)}</title><desc>{html.escape(alt)}</desc>"
    names += f"<style>{typeface.faces()}</style>"
    return opening + b' role="img"' + closing + names.encode() + rest


def _titled(pdf: bytes, *, title: str, alt: str) -> bytes:
    """Return a PDF that readers list by its title, not by the program that drew it."""
    from pypdf import PdfWriter  # noqa: PLC0415 - few pictures leave as PDF

    written = BytesIO()
    document = PdfWriter(clone_from=BytesIO(pdf))
    document.add_metadata({"/Title": title, "/Subject": alt})
    document.write(written)
    return written.getvalue()


class _Studio:
    """A thread with a browser in it, which starts with the first picture and is then kept."""

    def __init__(self) -> None:
        self._loop = asyncio.new_event_loop()
        self._one_at_a_time = threading.Lock()
        self._browser: Kaleido | None = None
        threading.Thread(target=self._loop.run_forever, name="pictures", daemon=True).start()

    def draw(self, spec: dict[str, Any], options: dict[str, Any]) -> bytes:
        """Return the picture; a browser that has ended meanwhile is started anew, once."""
        with self._one_at_a_time:
            try:
                return self._run(self._drawn(spec, options))
            except _lost():
                self._run(self._left())
            try:
                return self._run(self._drawn(spec, options))
            except _lost() as error:
                self._run(self._left())
                raise ImageError(
                    "The browser that draws pictures ended before it was done, twice. "
                    "Try again; if that does not help, restart the dashboard."
                ) from error

    def close(self) -> None:
        """End the browser and remove its files."""
        with self._one_at_a_time:
            self._run(self._left())

    def _run(self, work: Coroutine[Any, Any, T]) -> T:
        return asyncio.run_coroutine_threadsafe(work, self._loop).result()

    async def _drawn(self, spec: dict[str, Any], options: dict[str, Any]) -> bytes:
        """Draw, and stop waiting as soon as the browser has ended."""
        browser: Any = self._browser
        if browser is None or browser.subprocess.poll() is not None:
            await self._left()
            browser = await asyncio.wait_for(self._started(), LONGEST)
        drawing = asyncio.create_task(browser.calc_fig(spec, opts=options))
        for _ in range(round(LONGEST / _WATCH)):
            done, _ = await asyncio.wait([drawing], timeout=_WATCH)
            if done:
                return bytes(drawing.result())
            if browser.subprocess.poll() is not None:
                break
        drawing.cancel()
        raise TimeoutError

    async def _started(self) -> "Kaleido":
        """Start the browser; MathJax would be fetched from the network, and nothing needs it."""
        from kaleido import Kaleido  # noqa: PLC0415 - costs a third of a second

        # Held before it is open: one that does not open is let go of, too.
        self._browser = browser = Kaleido(n=1, timeout=LONGEST, mathjax=False)
        with typeface.at_hand():
            await browser.open()
        return browser

    async def _left(self) -> None:
        """Let go of the browser, whatever state it is in."""
        browser, self._browser = self._browser, None
        if browser is None:
            return
        try:
            await asyncio.wait_for(browser.close(), 10)
        except (OSError, RuntimeError, TimeoutError):
            if browser.subprocess.poll() is None:
                browser.subprocess.kill()


@cache
def _studio() -> _Studio:
    """Return the one studio of this process, closed with it."""
    studio = _Studio()
    atexit.register(studio.close)
    return studio


def _lost() -> tuple[type[BaseException], ...]:
    """Return what a browser that is gone makes of a request."""
    from choreographer import errors  # noqa: PLC0415 - comes with the browser

    return (
        errors.BrowserClosedError,
        errors.BrowserFailedError,
        errors.ChannelClosedError,
        asyncio.CancelledError,
        OSError,
        TimeoutError,
    )
