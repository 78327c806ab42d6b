"""Who is answered: the server's own names, and pages that it served itself."""

from collections.abc import Mapping
from urllib.parse import urlsplit

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send
from starlette.websockets import WebSocketClose
from streamlit import config

# Counts of caches and sessions, for nobody here; behind a proxy any visitor could read them.
CLOSED = ("/_stcore/metrics",)


class OwnNames:
    """Refuses, over HTTP and websockets, what is asked under a foreign name or by a foreign page.

    Streamlit looks at the names of websockets alone, and asks a service on the network for the
    server's own address before it refuses a foreign page.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or refuse it."""
        if scope["type"] not in {"http", "websocket"}:
            await self._app(scope, receive, send)
            return
        headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in _sent(scope)}
        names = frozenset(config.get_option("server.allowedHosts"))
        if is_answered(headers, names=names) and not scope["path"].endswith(CLOSED):
            await self._app(scope, receive, send)
        elif scope["type"] == "websocket":
            await WebSocketClose(1008)(scope, receive, send)
        else:
            await PlainTextResponse("This server answers to its own names alone.", 403)(
                scope, receive, send
            )


def is_answered(headers: Mapping[str, str], *, names: frozenset[str]) -> bool:
    """Return whether a request with these headers is for this server, and from a page of its own.

    A page of another port of this machine is another program's. A proxy hands on the host that the
    page's reader asked for.

    Examples
    --------
    >>> names = frozenset({"localhost"})
    >>> is_answered({"host": "localhost:8501", "origin": "http://localhost:8501"}, names=names)
    True
    >>> is_answered({"host": "localhost:8501", "origin": "http://localhost:3000"}, names=names)
    False
    """
    host = headers.get("host", "")
    known = {_bare(name) for name in names}
    if known and "*" not in known and _name_of(host) not in known:
        return False
    origin = headers.get("origin")
    # Without one it is no browser, or one that asks for a page.
    return origin is None or origin.partition("://")[2].lower() == host.lower()


def _sent(scope: Scope) -> list[tuple[bytes, bytes]]:
    headers: list[tuple[bytes, bytes]] = scope.get("headers", [])
    return headers


def _bare(name: str) -> str:
    """Return a name as it is compared: IPv6 without brackets, no dot at its end."""
    return name.strip().lower().strip("[]").rstrip(".")


def _name_of(netloc: str) -> str | None:
    """Return the name in a host and port; None where it is neither."""
    try:
        parts = urlsplit(f"//{netloc}")
        _ = parts.port  # a port that is none raises
    except ValueError:
        return None
    if parts.netloc != netloc or "@" in netloc or parts.hostname is None:
        return None
    return _bare(parts.hostname)
