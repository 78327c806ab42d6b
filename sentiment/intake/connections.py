"""Connections that go nowhere but where they may, and end when their time is over.

The check of where a connection goes is made with the very address that is connected to: a name
that leads elsewhere a moment later gains nothing. TLS still verifies the site's name.
"""

import functools
import ipaddress
import queue
import socket
import ssl
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import urllib3
from urllib3 import exceptions
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.util import Timeout, Url

Private = bool | frozenset[str]  # whether private addresses may be asked, or which: "10.0.0.7:80"
PORTS = frozenset({80, 443})


class PrivateAddressError(exceptions.HTTPError):
    """A site's name leads to an address that may not be asked."""


def is_public(address: str) -> bool:
    """Return whether an address of the internet protocol is one that all the world may ask.

    Examples
    --------
    >>> [is_public(one) for one in ("9.9.9.9", "10.0.0.1", "::ffff:127.0.0.1", "64:ff9b::a00:1")]
    [True, False, False, False]
    """
    found = ipaddress.ip_address(address.partition("%")[0])
    if any(found in network for network in _NEVER):
        return False
    if isinstance(found, ipaddress.IPv6Address):
        inner = _inner(found)
        if inner is not None:
            return is_public(str(inner))
    return found.is_global and not (
        found.is_multicast or found.is_reserved or found.is_unspecified or found.is_loopback
    )


_NEVER = [
    ipaddress.ip_network(network)
    for network in (
        # Translation within one's own network, Teredo and other protocols, segments of routes,
        # examples, and private networks: RFC 8215, 4380, 2928, 9602, 9637, 4193, 3879
        *("64:ff9b:1::/48", "2001::/23", "5f00::/16", "3fff::/20", "fc00::/7", "fec0::/10"),
        # Protocols, among them a cloud's description of the machine; relays: RFC 6890, 7526
        *("192.0.0.0/24", "192.88.99.0/24"),
        "168.63.129.16/32",  # looks public, but is the host of any machine in Microsoft's cloud
    )
]
_TRANSLATED = ipaddress.IPv6Network("64:ff9b::/96")  # NAT64: RFC 6052
_COMPATIBLE = ipaddress.IPv6Network("::/96")  # RFC 4291, section 2.5.5.1


def _inner(address: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    """Return the IPv4 address that an IPv6 one leads to, if it is of such a form."""
    if address in _TRANSLATED or address in _COMPATIBLE:
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped or address.sixtofour


class Watch:
    """The time that is left, and the connections to cut when it is over."""

    def __init__(self, longest: float) -> None:
        self.longest, self.over = longest, False
        self._end = time.monotonic() + longest
        self._held: list[socket.socket] = []
        self._lock = threading.Lock()

    @property
    def left(self) -> float:
        """Return the seconds left, a trifle when there are none: 0 would mean not to wait."""
        return max(self._end - time.monotonic(), 0.001)

    def add(self, connected: socket.socket) -> None:
        """Watch this one too; TLS takes a socket over, so a copy of it is held."""
        with self._lock:
            self._held.append(connected.dup())
        if self.over:
            self.cut()

    def cut(self) -> None:
        """End every connection, whatever waits for it."""
        self.over = True
        with self._lock:
            for held in self._held:
                with suppress(OSError):
                    held.shutdown(socket.SHUT_RDWR)

    def close(self) -> None:
        """Let go of the connections."""
        with self._lock:
            for held in self._held:
                held.close()
            self._held.clear()


@contextmanager
def watched(longest: float) -> Iterator[Watch]:
    """Hand out a watch, which cuts what still runs after *longest* seconds."""
    watch = Watch(longest)
    # A limit on each read would let a server drip for ever, one byte at a time.
    timer = threading.Timer(longest, watch.cut)
    timer.daemon = True
    timer.start()
    try:
        yield watch
    finally:
        timer.cancel()
        watch.close()


@contextmanager
def pool_to(
    site: Url, watch: Watch, *, allow_private: Private
) -> Iterator[urllib3.HTTPConnectionPool]:
    """Hand out connections to one site; the environment's proxies are not used.

    Raises
    ------
    PrivateAddressError
        When connecting, if the site has no address that may be asked.
    """

    class Plain(HTTPConnection):
        def _new_conn(self) -> socket.socket:
            return _connected(self, watch, allow_private=allow_private)

    class Secure(HTTPSConnection):
        def _new_conn(self) -> socket.socket:
            return _connected(self, watch, allow_private=allow_private)

    # With no port given, the last part of an IPv6 address would be taken for one.
    host, port = site.host or "", site.port or {"http": 80, "https": 443}[site.scheme or ""]
    wait = Timeout(total=watch.left)
    pool: urllib3.HTTPConnectionPool
    if site.scheme == "https":
        context = _trust()
        pool = urllib3.HTTPSConnectionPool(host, port, timeout=wait, ssl_context=context)
        pool.ConnectionCls = Secure
    else:
        pool = urllib3.HTTPConnectionPool(host, port, timeout=wait)
        pool.ConnectionCls = Plain
    try:
        yield pool
    finally:
        pool.close()


def _trust() -> ssl.SSLContext:
    """Return what sites are believed by: the system's certificates, and Mozilla's if at hand."""
    context = ssl.create_default_context()
    with suppress(ImportError):
        import certifi  # noqa: PLC0415 (macOS gives Python no certificates of its own)

        context.load_verify_locations(certifi.where())
    return context


def _connected(
    connection: HTTPConnection, watch: Watch, *, allow_private: Private
) -> socket.socket:
    """Return a socket to the first address of the site that may be asked and answers."""
    host, port = connection.host.strip("[]"), connection.port
    addresses = _addresses(connection, host, port=port, watch=watch)
    allowed = [one for one in addresses if _may_ask(one, port, allow_private)]
    if not allowed:
        raise PrivateAddressError(addresses[0])
    for address in allowed:
        with suppress(OSError):
            connected = socket.create_connection((address, port), timeout=watch.left)
            watch.add(connected)
            return connected
    raise exceptions.NewConnectionError(connection, "no address of the site answers")


def _may_ask(address: str, port: int, allow_private: Private) -> bool:
    """Return whether an address may be connected to at this port."""
    if isinstance(allow_private, bool):
        return allow_private or is_public(address)
    shown = f"[{address}]" if ":" in address else address
    return f"{shown}:{port}" in allow_private or (port in PORTS and is_public(address))


def _addresses(connection: HTTPConnection, host: str, *, port: int, watch: Watch) -> list[str]:
    """Return a site's addresses; a name server that does not answer costs no more than the time."""
    answers: queue.SimpleQueue[list[str] | Exception] = queue.SimpleQueue()
    asking = functools.partial(_resolve, host, port, answers)
    threading.Thread(target=asking, daemon=True).start()
    try:
        answer = answers.get(timeout=watch.left)
    except queue.Empty as error:
        raise exceptions.ConnectTimeoutError(connection, "the name servers are slow") from error
    if isinstance(answer, list):
        return answer
    raise exceptions.NameResolutionError(host, connection, socket.gaierror(str(answer)))


def _resolve(host: str, port: int, answers: "queue.SimpleQueue[list[str] | Exception]") -> None:
    """Put a site's addresses into *answers*, or why there are none."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        answers.put(error)
    else:
        answers.put(list(dict.fromkeys(str(one[4][0]) for one in found)))
