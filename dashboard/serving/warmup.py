"""What the first visitor would wait for, done while their browser still loads the page."""

import gc
import logging
import threading
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path

import streamlit as st
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_THREAD = "warming"
LEISURE = 2.0  # seconds, in which the first visitor has the processor
SCRIPTS = Path(st.__file__).parent / "static/static/js"


@asynccontextmanager
async def while_serving(_app: object) -> AsyncIterator[None]:
    """Prepare the opening page beside the server's own start."""
    # Streamlit warns of each call of a cache that no visitor asks for.
    log = logging.getLogger("streamlit.runtime.scriptrunner_utils.script_run_context")
    log.addFilter(lambda record: record.threadName != _THREAD)
    threading.Thread(target=_prepare_at_leisure, name=_THREAD, daemon=True).start()
    yield


# Longer than most: a room after the other is imported, and that alone is most of it.
def prepare() -> None:
    """Import what the opening page needs, and have ready what it shows."""
    # Not before the server stands: it would stand later.
    from dashboard.charts import brush, captions  # noqa: F401, PLC0415
    from dashboard.data import announcements, bars, shares, story, study, subjects  # noqa: PLC0415
    from dashboard.panels import (  # noqa: PLC0415
        announcement,  # noqa: F401
        answer,  # noqa: F401
        drawer,  # noqa: F401
        freshness,  # noqa: F401
        opened_article,  # noqa: F401
        own_bars,  # noqa: F401
        period,  # noqa: F401
        report,  # noqa: F401
        sidebar,  # noqa: F401
        sources,  # noqa: F401
        timeline,  # noqa: F401
        welcome,  # noqa: F401
    )
    from dashboard.visit import links, login, navigation  # noqa: F401, PLC0415
    from sentiment.errors import SentimentError  # noqa: PLC0415

    chosen = story.OPENING
    with suppress(SentimentError):  # the page itself says what is wrong
        announced = announcements.announcements()
        rows = story.Story(chosen, bars.version(chosen.share, chosen.benchmark)).rows
        captions.story(
            rows,
            chosen,
            share=shares.share(chosen.share),
            announced=announced,
            event=announcements.OPENING_EVENT,
        ).figure.to_dict()
        study.one_session(chosen.share, chosen.benchmark)
        subjects.of_shipped()


def _prepare_at_leisure() -> None:
    """Have ready what the opening page needs, and later what a first pasted text would wait for."""
    gc.disable()  # looking through all that lives again and again takes a tenth of it
    try:
        prepare()
    finally:
        gc.enable()
    gc.freeze()  # what is here to stay needs no looking through
    time.sleep(LEISURE)
    from sentiment.reading.article import score  # noqa: PLC0415 - not before the server stands

    score("Shares rose.")


class Hinted:
    """Tells the browser to load the drawing library along with the page, not once a chart comes."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        scripts = sorted(SCRIPTS.glob("PlotlyChart.*.js"))
        # Relative as in the page itself, which may be served under a prefix.
        self._links = [f"<./static/js/{one.name}>; rel=modulepreload".encode() for one in scripts]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, and a page back with the hint."""

        async def answer(message: Message) -> None:
            headers = dict(message.get("headers", ()))
            if headers.get(b"content-type", b"").startswith(b"text/html"):
                hints = [(b"link", link) for link in self._links]
                message = {**message, "headers": [*message["headers"], *hints]}
            await send(message)

        await self._app(scope, receive, answer)
