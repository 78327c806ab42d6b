"""What an address gives, and every way in which it may be a trap: all over real connections."""

import gzip
import shutil
import socket
import ssl
import subprocess
import threading
import time
import zlib
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pandas as pd
import pytest

from sentiment.intake import bylines, web
from sentiment.intake.connections import is_public
from sentiment.intake.web import FetchError, fetch

PAGE = """<!doctype html><html><head><title>A bet unravels</title>
<meta property="article:published_time" content="2026-02-02T11:42:00-05:00"></head><body>
<nav><a href="/">Home</a></nav><article><h1>A bet unravels</h1>
<p>Nvidia’s shares fell 1.1% on Monday after a report that its plan had stalled, and the mood
among investors remained poor for most of the day.</p>
<p>The company said that it would go on, one step at a time, and that nothing had ever been
promised to anybody in so many words.</p></article></body></html>"""
FEED = b'<?xml version="1.0"?><rss version="2.0"><channel><title>x</title></channel></rss>'
Answer = Callable[[BaseHTTPRequestHandler], None]


class Quiet(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_: object) -> None:
        """Say nothing: that a connection is cut is what the tests are about."""


class Site:
    """A site on this machine; ``answers`` says what it does at each path."""

    def __init__(self, certificate: Path | None = None) -> None:
        self.answers: dict[str, Answer] = {}
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.released = threading.Event()
        self._server = Quiet(("127.0.0.1", 0), self._handler())
        if certificate:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(certificate)
            self._server.socket = context.wrap_socket(
                self._server.socket, server_side=True, do_handshake_on_connect=False
            )
        self.port = self._server.server_port
        self.url = f"http://127.0.0.1:{self.port}"
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()

    def close(self) -> None:
        self.released.set()
        self._server.shutdown()
        self._server.server_close()

    def _handler(site) -> type[BaseHTTPRequestHandler]:  # noqa: N805
        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def log_message(self, *_: object) -> None:
                """Say nothing: the tests read ``asked``."""

            def do_GET(self) -> None:
                site.asked.append((self.path, dict(self.headers)))
                site.answers[self.path](self)

        return Handler


def says(
    body: bytes = PAGE.encode(), *, status: int = 200, length: bool = True, **headers: str
) -> Answer:
    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        for name, value in {"Content_Type": "text/html; charset=utf-8", **headers}.items():
            handler.send_header(name.replace("_", "-"), value)
        if length:
            handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        handler.wfile.write(body)
        handler.close_connection = not length

    return answer


@pytest.fixture
def site() -> Iterator[Site]:
    served = Site()
    yield served
    served.close()


@pytest.fixture
def quiet_port() -> Iterator[int]:
    """A port that nobody listens at, and that nobody else is given."""
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        yield held.getsockname()[1]


def test_a_page_comes_as_a_reader_would_paste_it(site: Site) -> None:
    site.answers["/a?b=1"] = says()
    before = pd.Timestamp.now("UTC")

    fetched = fetch(f" {site.url}/a?b=1#part ", allow_private=True)

    found = bylines.find_details(web.article_of(fetched))
    assert (fetched.url, fetched.kind) == (f"{site.url}/a?b=1", ".html")
    assert before <= fetched.fetched_at <= pd.Timestamp.now("UTC")
    assert found.title == "A bet unravels"
    assert found.published == pd.Timestamp("2026-02-02 11:42", tz="America/New_York")


def test_the_site_is_told_no_more_than_what_is_wanted(site: Site) -> None:
    site.answers["/"] = says()

    fetch(site.url, allow_private=True)

    ((_, headers),) = site.asked
    assert {name.lower() for name in headers} == {
        *("host", "user-agent", "accept", "accept-encoding", "accept-language", "connection")
    }


def test_the_proxies_of_the_environment_are_not_used(
    site: Site, monkeypatch: pytest.MonkeyPatch, quiet_port: int
) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "ALL_PROXY"):
        monkeypatch.setenv(name, f"http://127.0.0.1:{quiet_port}")
    site.answers["/"] = says()

    assert fetch(site.url, allow_private=True).kind == ".html"


@pytest.mark.parametrize(
    ("media", "path", "body", "kind"),
    [
        ("text/html", "/", PAGE.encode(), ".html"),
        ("application/xhtml+xml", "/", PAGE.encode(), ".html"),
        ("application/pdf", "/", b"%PDF-1.4", ".pdf"),
        ("application/octet-stream", "/a", b"%PDF-1.4", ".pdf"),
        ("application/octet-stream", "/a.docx", b"PK", ".docx"),
        ("TEXT/PLAIN; charset=utf-8", "/", b"Nvidia fell.", ".txt"),
        ("text/plain", "/", PAGE.encode(), ".html"),
        ("text/markdown", "/", b"# It fell", ".md"),
        ("application/rss+xml", "/", FEED, ".xml"),
        ("text/html", "/", FEED, ".xml"),
        ("text/xml", "/", FEED, ".xml"),
        ("text/xml", "/", b'<?xml version="1.0"?>' + PAGE.encode(), ".html"),
        ("", "/", PAGE.encode(), ".html"),
        ("message/rfc822", "/", b"Subject: x\n\nIt fell.", ".eml"),
    ],
)
def test_what_came_has_the_ending_of_its_kind(
    site: Site, media: str, path: str, body: bytes, kind: str
) -> None:
    site.answers[path] = says(body, Content_Type=media)

    assert fetch(f"{site.url}{path}", allow_private=True).kind == kind


@pytest.mark.parametrize("media", ["image/png", "video/mp4", "application/json", "text/csv", ""])
def test_what_holds_no_text_is_refused(site: Site, media: str) -> None:
    site.answers["/a.png"] = says(b"\x89PNG", Content_Type=media)

    with pytest.raises(FetchError, match=r"is of (the|no) kind.*holds no text to read"):
        fetch(f"{site.url}/a.png", allow_private=True)


@pytest.mark.parametrize(
    ("charset", "written"),
    [("windows-1251", "cp1251"), ("utf-8", "utf-8-sig"), ("UTF-16", "utf-16"), ("gb2312", "gbk")],
)
def test_a_text_is_read_as_its_site_says_it_is_written(
    site: Site, charset: str, written: str
) -> None:
    text = "Котировки" if "1251" in charset else "行情"
    site.answers["/"] = says(text.encode(written), Content_Type=f"text/plain; charset={charset}")

    assert fetch(site.url, allow_private=True).content == text.encode()


@pytest.mark.parametrize("charset", ["none-8", "punycode", "unicode_escape", "rot13", "base64", ""])
def test_an_unknown_charset_leaves_the_text_as_it_came(site: Site, charset: str) -> None:
    body = PAGE.encode()
    site.answers["/"] = says(body, Content_Type=f"text/html; charset={charset}")

    fetched = fetch(site.url, allow_private=True)

    assert fetched.content == body
    assert "Nvidia’s shares fell" in web.article_of(fetched)


def test_a_body_without_a_length_is_read_to_its_end(site: Site) -> None:
    site.answers["/"] = says(length=False)

    assert fetch(site.url, allow_private=True).content == PAGE.encode()


def chunked(handler: BaseHTTPRequestHandler) -> None:
    handler.send_response(200)
    handler.send_header("Content-Type", "text/plain")
    handler.send_header("Transfer-Encoding", "chunked")
    handler.end_headers()
    handler.wfile.write(b"7\r\nNvidia \r\n5\r\nfell.\r\n0\r\n\r\n")


def test_a_body_in_chunks_is_put_together(site: Site) -> None:
    site.answers["/"] = chunked

    assert fetch(site.url, allow_private=True).content == b"Nvidia fell."


def raw_deflate(body: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(body) + packer.flush()


@pytest.mark.parametrize(
    ("packing", "pack"),
    [
        ("gzip", gzip.compress),
        ("x-gzip", gzip.compress),
        ("gzip", lambda body: gzip.compress(body[:50]) + gzip.compress(body[50:])),
        ("gzip", lambda body: gzip.compress(body[:50]) + bytes(9) + gzip.compress(body[50:])),
        ("gzip", lambda body: gzip.compress(body) + bytes(512)),
        ("deflate", zlib.compress),
        ("deflate", raw_deflate),
        ("identity", bytes),
    ],
)
def test_a_packed_body_is_unpacked(
    site: Site, packing: str, pack: Callable[[bytes], bytes]
) -> None:
    site.answers["/"] = says(pack(PAGE.encode()), Content_Encoding=packing)

    assert fetch(site.url, allow_private=True).content == PAGE.encode()


@pytest.mark.parametrize(
    ("packing", "body"),
    [
        ("gzip", gzip.compress(PAGE.encode())[:-20]),
        ("gzip", b"\x1f\x8bnonsense"),
        ("br", b"anything"),
        ("gzip, gzip", gzip.compress(gzip.compress(PAGE.encode()))),
        ("gzip", gzip.compress(b"") * 249_000),
    ],
    ids=["cut off", "nonsense", "unknown", "twice", "parts without end"],
)
def test_a_body_that_cannot_be_unpacked_is_refused(site: Site, packing: str, body: bytes) -> None:
    site.answers["/"] = says(body, Content_Encoding=packing)

    with pytest.raises(FetchError, match="broke off or cannot be read"):
        fetch(site.url, allow_private=True)


BOMB = gzip.compress(bytes(200_000_000), compresslevel=9)  # under 200 kB


def endless(handler: BaseHTTPRequestHandler) -> None:
    handler.send_response(200)
    handler.send_header("Content-Type", "text/html")
    handler.end_headers()
    handler.close_connection = True
    try:
        while True:
            handler.wfile.write(bytes(2**16))
    except OSError:
        return


@pytest.mark.parametrize(
    "answer",
    [
        says(BOMB, Content_Encoding="gzip"),
        says(b"".join([gzip.compress(bytes(3_000_000))] * 2), Content_Encoding="gzip"),
        says(bytes(5_000_001)),
        says(bytes(5_000_001), length=False),
        endless,
    ],
    ids=["bomb", "two members", "told", "untold", "endless"],
)
def test_what_is_too_large_is_refused_before_it_is_held(site: Site, answer: Answer) -> None:
    site.answers["/"] = answer

    with pytest.raises(FetchError, match="is larger than 5 MB"):
        fetch(site.url, allow_private=True)


def test_what_is_told_to_be_too_large_is_not_waited_for(site: Site) -> None:
    def told(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Length", str(web.LARGEST_ANSWER + 1))
        handler.end_headers()
        site.released.wait(30)

    site.answers["/"] = told

    with pytest.raises(FetchError, match="is larger than 5 MB"):
        fetch(site.url, allow_private=True, longest=5.0)


@pytest.mark.parametrize("packing", ["told", "untold", "gzip"])
@pytest.mark.parametrize("beyond", [0, 1])
def test_an_answer_may_be_just_as_large_as_the_limit(site: Site, packing: str, beyond: int) -> None:
    body = bytes(web.LARGEST_ANSWER + beyond)
    site.answers["/"] = (
        says(gzip.compress(body), Content_Type="text/plain", Content_Encoding="gzip")
        if packing == "gzip"
        else says(body, length=packing == "told", Content_Type="text/plain")
    )
    if beyond:
        with pytest.raises(FetchError, match="is larger than 5 MB"):
            fetch(site.url, allow_private=True)
    else:
        assert len(fetch(site.url, allow_private=True).content) == 5_000_000


@pytest.mark.parametrize("beyond", [0, 1])
def test_a_body_may_come_in_just_as_many_packed_parts_as_the_limit(site: Site, beyond: int) -> None:
    count = web.MOST_MEMBERS + beyond
    site.answers["/"] = says(
        gzip.compress(b"It fell. ") * count, Content_Type="text/plain", Content_Encoding="gzip"
    )
    if beyond:
        with pytest.raises(FetchError, match="broke off or cannot be read"):
            fetch(site.url, allow_private=True)
    else:
        assert fetch(site.url, allow_private=True).content == b"It fell. " * 100


@pytest.mark.parametrize(("length", "ending"), [(119, " is "), (120, " is "), (121, "… is ")])
def test_a_sentence_shows_a_hundred_and_twenty_characters_of_an_address(
    length: int, ending: str
) -> None:
    url = f"http://example.com/{'a' * (length - 19)}"

    told = str(FetchError(url, "not found", "404"))

    assert told.startswith(f"{url[:120]}{ending}")


@pytest.mark.parametrize(
    ("status", "sentence"),
    [
        (401, r"kept from programs \(the site answers 401\): paste its text"),
        (403, r"kept from programs \(the site answers 403\)"),
        (429, r"kept from programs \(the site answers 429\)"),
        (451, r"kept from programs \(the site answers 451\)"),
        (500, r"kept from programs \(the site answers 500\)"),
        (503, r"kept from programs \(the site answers 503\)"),
        (404, r"is not there \(the site answers 404\)"),
        (410, r"is not there \(the site answers 410\)"),
        (400, r"gives no page \(the site answers 400\)"),
        (302, r"gives no page \(the site answers 302\)"),
    ],
)
def test_a_refusal_of_the_site_is_told_with_its_number(
    site: Site, status: int, sentence: str
) -> None:
    site.answers["/"] = says(status=status)

    with pytest.raises(FetchError, match=sentence):
        fetch(site.url, allow_private=True)


def test_a_redirect_is_followed_to_where_the_page_lies(site: Site) -> None:
    site.answers["/old/a"] = says(b"", status=301, Location="../new/b?x=1")
    site.answers["/new/b?x=1"] = says()

    assert fetch(f"{site.url}/old/a", allow_private=True).url == f"{site.url}/new/b?x=1"


def test_a_circle_of_redirects_ends_after_five(site: Site) -> None:
    site.answers["/"] = says(b"", status=302, Location="/")

    with pytest.raises(FetchError, match="sends its reader on more than 5 times"):
        fetch(f"{site.url}/", allow_private=True)

    assert len(site.asked) == 6


@pytest.mark.parametrize(
    ("onward", "trouble"),
    [
        ("http://127.0.0.1/", "private"),
        ("http://169.254.169.254/latest/meta-data/", "private"),
        ("http://[::ffff:10.0.0.1]/", "private"),
        ("https://localhost/", "private"),
        ("http://127.0.0.1:22/", "private"),
        ("file:///etc/passwd", "not http"),
        ("gopher://127.0.0.1/", "not http"),
        ("http://168.63.129.16/", "private"),
        ("//127.0.0.1/", "private"),
        ("/\\127.0.0.1/", "not http"),
        ("http://8.8.8.8:22/", "private"),
        ("http://me:secret@127.0.0.1/", "credentials"),
    ],
)
def test_a_redirect_is_checked_anew(site: Site, onward: str, trouble: str) -> None:
    site.answers["/"] = says(b"", status=302, Location=onward)

    with pytest.raises(FetchError) as caught:
        fetch(f"{site.url}/", allow_private=frozenset({f"127.0.0.1:{site.port}"}))

    assert caught.value.trouble == trouble
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize(
    "host",
    [
        *("127.0.0.1", "127.1", "localhost", "localhost.", "[::1]", "[::]", "0.0.0.0", "0"),  # noqa: S104
        *("2130706433", "0x7f.1", "0x7f000001", "0177.0.0.1", "017700000001", "127.0.0.1."),
        *("169.254.169.254", "10.1.2.3", "172.16.0.1", "192.168.1.1", "100.64.0.1"),
        *("[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[::127.0.0.1]", "[2002:7f00:1::]"),
        *("[64:ff9b::10.0.0.1]", "[64:ff9b:1::1]", "[2001::1]", "[fc00::1]", "[fe80::1]"),
        *("[fec0::1]", "[ff02::1]", "224.0.0.1", "255.255.255.255", "240.0.0.1", "198.18.0.1"),
        *("①②⑦.0.0.1", "127。0。0。1", "192.0.2.1", "[2001:db8::1]"),
        *("192.0.0.192", "192.88.99.1", "168.63.129.16", "100.100.100.200", "[fd00:ec2::254]"),
        *("[::ffff:168.63.129.16]", "[64:ff9b::192.0.0.192]", "[2002:a83f:8110::1]", "[3fff::1]"),
        *("[5f00::1]", "[2001:10::1]", "[::1%25eth0]", "%31%32%37.0.0.1", "127%2e0%2e0%2e1"),
        *("127.0.0.1%00", "ⓛocalhost", "loc\u00adalhost", "0x0", "00.0.0.0", "127.000.000.001"),
    ],
)
@pytest.mark.parametrize("scheme", ["http", "https"])
def test_no_way_to_write_it_leads_into_a_private_network(host: str, scheme: str) -> None:
    with pytest.raises(FetchError) as caught:
        fetch(f"{scheme}://{host}/")

    assert caught.value.trouble in {"private", "unknown name", "not http"}
    if caught.value.trouble == "private":
        assert "is not on the public internet" in str(caught.value)


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "[::1]", "2130706433", "0x7f.1"])
def test_the_usual_ways_to_write_this_machine_are_called_private(host: str) -> None:
    with pytest.raises(FetchError) as caught:
        fetch(f"http://{host}/")

    assert caught.value.trouble == "private"


@pytest.mark.parametrize("address", ["8.8.8.8", "2606:4700::1111", "64:ff9b::8.8.8.8"])
def test_an_address_that_all_the_world_may_ask_is_public(address: str) -> None:
    assert is_public(address)


def test_a_private_port_is_not_knocked_at(site: Site) -> None:
    with pytest.raises(FetchError, match=rf"names port {site.port}, but only 80 and 443"):
        fetch(site.url)

    assert site.asked == []


def test_only_the_addresses_that_were_named_are_asked(site: Site) -> None:
    site.answers["/"] = says()

    with pytest.raises(FetchError) as caught:
        fetch(site.url, allow_private=frozenset({"127.0.0.1:1"}))

    assert caught.value.trouble == "private"
    assert site.asked == []


def test_a_name_that_changes_its_mind_gains_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """The name is looked up once, and what it said then is both checked and connected to."""
    answers = iter(["8.8.8.8", "127.0.0.1"])
    connected = []

    def looked_up(host: str, port: int, **_: object) -> list[tuple[object, ...]]:
        assert host == "rebinding.example"
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (next(answers), port))]

    def connect(address: tuple[str, int], **_: object) -> socket.socket:
        connected.append(address)
        raise OSError("no route")

    monkeypatch.setattr(socket, "getaddrinfo", looked_up)
    monkeypatch.setattr(socket, "create_connection", connect)
    with pytest.raises(FetchError, match="there is no connection to it"):
        fetch("http://rebinding.example/")

    assert connected == [("8.8.8.8", 80)]
    assert next(answers) == "127.0.0.1"


@pytest.mark.parametrize(
    "url",
    [
        *("", "  ", "example", "example.com/a", "ftp://example.com/", "file:///etc/passwd"),
        *("javascript:alert(1)", "data:text/html,x", "//example.com", "http://", "http:///a"),
        *("http://exa mple.com/", "http://a\\@127.0.0.1/", "http://[::1", "http://a:99999/"),
        *("http://a/\r\nHost: b", "mailto:a@example.com", "about:blank", "http://127.0.0.1:1:80/"),
        *("http://9.9.9.9:-1/", "http://9.9.9.9:８０/", "http://9.9.9.9?\n@a/", "http:9.9.9.9/"),
    ],
)
def test_what_is_no_address_of_the_web_is_refused(url: str) -> None:
    with pytest.raises(FetchError, match="is not an address of the web"):
        fetch(url, allow_private=True)


@pytest.mark.parametrize(
    "url",
    [
        "http://me:secret@example.com/",
        "https://me@example.com/",
        "http://me:80@example.com:80/",
    ],
)
def test_a_name_and_password_are_neither_sent_nor_shown(url: str) -> None:
    with pytest.raises(FetchError, match="came with a name or password") as caught:
        fetch(url)

    assert "me" not in str(caught.value).split("example.com")[0]
    assert "secret" not in str(caught.value)


def test_an_unknown_name_is_said_to_be_unknown() -> None:
    with pytest.raises(FetchError, match="its name is not known"):
        fetch("http://nowhere.invalid/")


def test_a_site_that_does_not_listen_cannot_be_reached(quiet_port: int) -> None:
    with pytest.raises(FetchError, match="there is no connection to it"):
        fetch(f"http://127.0.0.1:{quiet_port}/", allow_private=True)


def torn(handler: BaseHTTPRequestHandler) -> None:
    handler.send_response(200)
    handler.send_header("Content-Type", "text/html")
    handler.send_header("Content-Length", "1000")
    handler.end_headers()
    handler.wfile.write(b"<html>")
    handler.close_connection = True


def nonsense(handler: BaseHTTPRequestHandler) -> None:
    handler.wfile.write(b"220 mail.example ESMTP\r\n")
    handler.close_connection = True


def boundless(handler: BaseHTTPRequestHandler) -> None:
    """Send a header's line that never ends."""
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nX: " + b"a" * 100_000)
    handler.close_connection = True


@pytest.mark.parametrize("answer", [torn, nonsense, boundless])
def test_an_answer_that_breaks_off_is_said_to(site: Site, answer: Answer) -> None:
    site.answers["/"] = answer

    with pytest.raises(FetchError, match="broke off or cannot be read"):
        fetch(site.url, allow_private=True)


def dripping(opening: bytes) -> Callable[[Site], Answer]:
    """Return what sends one byte after the other until it is cut."""

    def of(site: Site) -> Answer:
        def answer(handler: BaseHTTPRequestHandler) -> None:
            handler.close_connection = True
            try:
                handler.wfile.write(opening)
                while not site.released.wait(0.05):
                    handler.wfile.write(b"a")
            except OSError:
                site.released.set()

        return answer

    return of


def silent(site: Site) -> Answer:
    def answer(handler: BaseHTTPRequestHandler) -> None:
        site.released.wait(30)
        handler.close_connection = True

    return answer


@pytest.mark.parametrize(
    "made",
    [
        dripping(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"),
        dripping(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 9000\r\n\r\n"),
        dripping(b"HTTP/1.1 200 OK\r\nX: "),
        silent,
    ],
    ids=["body", "told body", "headers", "silence"],
)
def test_a_site_that_takes_too_long_is_cut(site: Site, made: Callable[[Site], Answer]) -> None:
    site.answers["/"] = made(site)
    began = time.monotonic()

    with pytest.raises(FetchError, match=r"did not come within 0\.6 seconds"):
        fetch(site.url, allow_private=True, longest=0.6)

    assert time.monotonic() - began < 5


def test_redirects_share_one_limit_of_time(site: Site) -> None:
    def slowly(handler: BaseHTTPRequestHandler) -> None:
        site.released.wait(0.3)
        says(b"", status=302, Location="/")(handler)

    site.answers["/"] = slowly

    with pytest.raises(FetchError, match="did not come within"):
        fetch(site.url, allow_private=True, longest=0.7)

    assert len(site.asked) < 6


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate and its key in one file, for the name "good.example" alone."""
    path = tmp_path_factory.mktemp("tls") / "both.pem"
    openssl = shutil.which("openssl")
    if openssl is None:
        pytest.skip("needs openssl")
    subprocess.run(
        [
            *(openssl, "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "30"),
            *("-subj", "/CN=good.example", "-addext", "subjectAltName=DNS:good.example"),
            *("-keyout", str(path), "-out", str(path.with_suffix(".crt"))),
        ],
        check=True,
        capture_output=True,
    )
    path.write_bytes(path.read_bytes() + path.with_suffix(".crt").read_bytes())
    return path


@pytest.mark.parametrize(
    ("name", "believed", "trouble"),
    [
        ("good.example", True, ""),
        ("other.example", True, "certificate"),
        ("good.example", False, "certificate"),
    ],
)
def test_a_secure_site_must_prove_its_name(
    certificate: Path, monkeypatch: pytest.MonkeyPatch, name: str, *, believed: bool, trouble: str
) -> None:
    secure = Site(certificate)
    secure.answers["/"] = says()
    here = (socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", secure.port))
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: [here])
    if believed:
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate.with_suffix(".crt")))
    found = ""
    try:
        fetch(f"https://{name}:{secure.port}/", allow_private=True)
    except FetchError as error:
        found = error.trouble
    finally:
        secure.close()

    assert found == trouble


def test_a_site_that_never_shakes_hands_is_cut(site: Site) -> None:
    """A plain server waits for a line that TLS does not send."""
    with pytest.raises(FetchError) as caught:
        fetch(f"https://127.0.0.1:{site.port}/", allow_private=True, longest=0.6)

    assert caught.value.trouble in {"too slow", "certificate", "broken"}


def test_a_feed_is_no_article(site: Site) -> None:
    site.answers["/"] = says(FEED, Content_Type="application/rss+xml")

    with pytest.raises(FetchError, match="is a feed of many articles, not one"):
        web.article_of(fetch(site.url, allow_private=True))
