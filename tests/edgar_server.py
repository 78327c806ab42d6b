"""An EDGAR on 127.0.0.1: the answers of the SEC's two hosts, and every way they go wrong."""

import gzip
import json
import socket
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pandas as pd

COLUMNS = (
    *("accessionNumber", "filingDate", "reportDate", "acceptanceDateTime", "act", "form"),
    *("fileNumber", "filmNumber", "items", "size", "isXBRL", "isInlineXBRL", "primaryDocument"),
    "primaryDocDescription",
)
NEW_YORK = "America/New_York"


def filing(
    number: int,
    accepted: str,
    *,
    form: str = "8-K",
    items: str = "",
    headline: str = "",
    clock_told_as_utc: bool = False,
) -> dict[str, Any]:
    """A row of EDGAR's list, accepted at a moment of New York's clock."""
    local = pd.Timestamp(accepted, tz=NEW_YORK)
    told = local.tz_localize(None) if clock_told_as_utc else local.tz_convert("UTC")
    # what comes in after half past five counts as filed on the next day of business
    late = (local.hour, local.minute) >= (17, 30)
    filed = local.tz_localize(None).normalize() + pd.offsets.BDay(1 if late else 0)
    return {
        "accessionNumber": f"0000000000-26-{number:06d}",
        "filingDate": f"{filed:%Y-%m-%d}",
        "reportDate": f"{local:%Y-%m-%d}",
        "acceptanceDateTime": f"{told:%Y-%m-%dT%H:%M:%S}.000Z",
        "act": "34",
        "form": form,
        "fileNumber": "001-00000",
        "filmNumber": "260000000",
        "items": items,
        "size": 100_000,
        "isXBRL": 1,
        "isInlineXBRL": 1,
        "primaryDocument": f"d{number}.htm",
        "primaryDocDescription": form,
        "_headline": headline,
        "_header": f"{local:%Y%m%d%H%M%S}",
    }


def columns(rows: Sequence[Mapping[str, Any]]) -> dict[str, list[Any]]:
    return {name: [row[name] for row in rows] for name in COLUMNS}


class EdgarServer:
    """Answers for ``companies`` (ticker to CIK) from ``filings`` (ticker to rows, newest first).

    ``page`` rows stand in the first answer, the others in older pages. ``trouble`` is "403", "429",
    "rate 403", "500", "html", "hang", "reset", "lengths", "columns" or "".
    """

    def __init__(self) -> None:
        self.companies: dict[str, int] = {}
        self.filings: dict[str, list[dict[str, Any]]] = {}
        self.page = 1000
        self.trouble = ""
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.released = threading.Event()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self._server.daemon_threads = True
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_port}"

    def close(self) -> None:
        self.released.set()
        self._server.shutdown()
        self._server.server_close()

    def answer(self, path: str) -> bytes | None:
        """The body that stands at a path; None for none."""
        if path == "/files/company_tickers.json":
            rows = enumerate(self.companies.items())
            return _json(
                {
                    str(place): {"cik_str": cik, "ticker": ticker, "title": f"{ticker} Inc."}
                    for place, (ticker, cik) in rows
                }
            )
        for ticker, cik in self.companies.items():
            rows = self.filings.get(ticker, [])
            if path == f"/submissions/CIK{cik:010d}.json":
                return _json(self._submissions(ticker, cik, rows))
            if path.startswith(f"/submissions/CIK{cik:010d}-submissions-"):
                place = int(path.removesuffix(".json").rpartition("-")[2]) * self.page
                return _json(columns(rows[place : place + self.page]))
            for row in rows:
                if path.endswith(f"/{row['accessionNumber']}.txt"):
                    return _text(row)
        return None

    def _submissions(self, ticker: str, cik: int, rows: list[dict[str, Any]]) -> dict[str, Any]:
        older = range(self.page, len(rows), self.page)
        recent = columns(rows[: self.page])
        if self.trouble == "lengths":
            recent["form"] = recent["form"][:-1]
        if self.trouble == "columns":
            del recent["items"]
        files = [
            {
                "name": f"CIK{cik:010d}-submissions-{place // self.page:03d}.json",
                "filingCount": len(rows[place : place + self.page]),
                "filingFrom": rows[place : place + self.page][-1]["filingDate"],
                "filingTo": rows[place]["filingDate"],
            }
            for place in older
        ]
        return {
            "cik": f"{cik:010d}",
            "name": f"{ticker} Inc.",
            "tickers": [ticker],
            "filings": {"recent": recent, "files": files},
        }


def _text(row: Mapping[str, Any]) -> bytes:
    """A filing's whole text: its header, the form itself, and its press release as an exhibit."""
    return f"""<SEC-DOCUMENT>{row["accessionNumber"]}.txt
<SEC-HEADER>
<ACCEPTANCE-DATETIME>{row["_header"]}
CONFORMED SUBMISSION TYPE: {row["form"]}
</SEC-HEADER>
<DOCUMENT>
<TYPE>{row["form"]}
<TEXT>
<html><body><p>SECURITIES AND EXCHANGE COMMISSION, Washington, D.C. 20549</p>
<p>FORM {row["form"]}: report of foreign private issuer pursuant to Rule 13a-16</p></body></html>
</TEXT>
</DOCUMENT>
<DOCUMENT>
<TYPE>EX-99.1
<TEXT>
<html><body><p>Exhibit 99.1</p><p><b>{row["_headline"]}</b></p>
<p>HSINCHU, Taiwan &#8211; the company today told its shareholders how it fared.</p></body></html>
</TEXT>
</DOCUMENT>
""".encode()


def _json(value: object) -> bytes:
    return json.dumps(value).encode()


def _handler(server: EdgarServer) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            server.asked.append((self.path, dict(self.headers)))
            if server.trouble == "hang":
                server.released.wait(30)
                return
            if server.trouble == "reset":
                self.connection.shutdown(socket.SHUT_RDWR)
                return
            status, body, kind = self._answered()
            packed = gzip.compress(body)
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Encoding", "gzip")
            self.send_header("Content-Length", str(len(packed)))
            self.end_headers()
            self.wfile.write(packed)

        def _answered(self) -> tuple[int, bytes, str]:
            page = "text/html"
            agent = self.headers.get("User-Agent", "")
            if "@" not in agent or server.trouble == "403":
                return 403, b"<html>Your Request Originates from an Undeclared Tool</html>", page
            if server.trouble == "rate 403":
                return 403, b"<html>Request Rate Threshold Exceeded</html>", page
            if server.trouble in {"429", "500"}:
                return int(server.trouble), b"<html>no</html>", page
            if server.trouble == "html":
                return 200, b"<html>maintenance</html>", page
            body = server.answer(self.path)
            if body is None:
                return 404, b"<Error><Code>NoSuchKey</Code></Error>", "application/xml"
            return 200, body, "application/json"

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    return Handler


@contextmanager
def loopback_edgar() -> Iterator[EdgarServer]:
    """An EDGAR that a test fills, on 127.0.0.1 alone."""
    server = EdgarServer()
    try:
        yield server
    finally:
        server.close()
