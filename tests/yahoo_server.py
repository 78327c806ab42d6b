"""A Yahoo on 127.0.0.1: the chart answers that yfinance reads, and every way they go wrong."""

import json
import re
import socket
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

import pandas as pd
import pytest
import yfinance.cache
import yfinance.data
from curl_cffi import requests

from sentiment.market import yahoo as market_yahoo

NEW_YORK = "America/New_York"
NOT_FOUND = {"code": "Not Found", "description": "No data found, symbol may be delisted"}


class YahooServer:
    """Answers from the bars in ``charts``; ``trouble`` says how it goes wrong.

    ``charts`` holds, by symbol, rows of (start, open, high, low, close, volume), starts by the
    clock of its exchange, which is New York's unless ``told`` has another ``exchangeTimezoneName``;
    ``minutes`` holds those of its intraday bars, where they are not the same.
    ``told`` holds what else the metadata of a symbol say; None leaves a key out. ``dividends`` and
    ``splits`` likewise (day, amount) and (day, new, old).
    ``trouble`` is "429", "500", "500 html", "hang", "reset", "truncated", "empty", "odd" or "";
    the first ``spared`` chart requests are answered as if there were none, and after
    ``troubles`` failures it is over. ``clock`` and ``traded`` are what it says of the time and
    of the last trade, in New York time.
    """

    def __init__(self) -> None:
        self.charts: dict[str, list[tuple[Any, ...]]] = {}
        self.minutes: dict[str, list[tuple[Any, ...]]] = {}
        self.told: dict[str, dict[str, Any]] = {}
        self.hours: dict[str, tuple[str, str]] = {}
        self.dividends: dict[str, list[tuple[str, float]]] = {}
        self.splits: dict[str, list[tuple[str, float, float]]] = {}
        self.news: dict[str, list[dict[str, Any]]] = {}
        self.quotes: dict[str, list[dict[str, Any]]] = {}  # what its search finds, by the text
        self.results: dict[str, list[str]] = {}  # "July 22, 2026 at 7 AM EDT"
        self.currency = "USD"
        self.clock = ""
        self.traded = ""
        self.trouble = ""
        self.spared = 0
        self.troubles = 1000
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.released = threading.Event()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self._server.daemon_threads = True
        self.session = Loopback(f"http://127.0.0.1:{self._server.server_port}")
        self._thread = threading.Thread(
            target=self._server.serve_forever, args=(0.02,), daemon=True
        )
        self._thread.start()

    def close(self) -> None:
        self.released.set()
        self._server.shutdown()
        self._server.server_close()

    def ranges(self) -> list[tuple[str, str]]:
        """Return the first and last day of each question about a span of time."""
        return [
            (_day(query["period1"]), _day(query["period2"]))
            for _, query in self.asked
            if "period1" in query
        ]

    def now_troubled(self) -> str:
        if self.spared > 0:
            self.spared -= 1
            return ""
        if self.troubles <= 0:
            return ""
        self.troubles -= 1
        return self.trouble

    def chart(self, symbol: str, query: dict[str, str]) -> dict[str, Any]:
        first, last = int(query.get("period1", 0)), int(query.get("period2", 2**40))
        zone = self.told.get(symbol, {}).get("exchangeTimezoneName") or NEW_YORK
        fine = query.get("interval", "1d").endswith("m") and symbol in self.minutes
        held = self.minutes if fine else self.charts
        rows = [(_seconds(row[0], zone), *row[1:]) for row in held[symbol]]
        rows = [row for row in rows if first <= row[0] < last]
        names = ("open", "high", "low", "close", "volume")
        columns = {name: [row[place + 1] for row in rows] for place, name in enumerate(names)}
        events: dict[str, Any] = {}
        for day, amount in self.dividends.get(symbol, []):
            at = _seconds(f"{day} 09:30", zone)
            events.setdefault("dividends", {})[str(at)] = {"amount": amount, "date": at}
        for day, new, old in self.splits.get(symbol, []):
            at = _seconds(f"{day} 09:30", zone)
            split = {"date": at, "numerator": new, "denominator": old, "splitRatio": f"{new}:{old}"}
            events.setdefault("splits", {})[str(at)] = split
        return {
            "meta": self._meta(symbol, query, rows),
            "timestamp": [row[0] for row in rows],
            "events": events,
            "indicators": {"quote": [columns], "adjclose": [{"adjclose": columns["close"]}]},
        }

    def _meta(self, symbol: str, query: dict[str, str], rows: list[Any]) -> dict[str, Any]:
        meta: dict[str, Any] = {
            "currency": self.currency,
            "symbol": symbol,
            "instrumentType": "EQUITY",
            "exchangeTimezoneName": NEW_YORK,
            "priceHint": 2,
            "dataGranularity": query.get("interval", "1d"),
            "validRanges": ["1d", "5d", "1mo", "max"],
        }
        if self.traded:
            meta["regularMarketTime"] = _seconds(self.traded)
        meta |= self.told.get(symbol, {})
        for name in [name for name, value in meta.items() if value is None]:
            del meta[name]
        if query.get("interval", "1d").endswith("m"):
            zone = self.told.get(symbol, {}).get("exchangeTimezoneName") or NEW_YORK
            opens, closes = self.hours.get(symbol, ("09:30", "16:00"))
            days = sorted({_day(row[0]) for row in rows})
            regular = _periods(days, opens, closes, zone)
            meta["tradingPeriods"] = regular
            if query.get("includePrePost", "").lower() == "true":
                meta["tradingPeriods"] = {
                    "pre": _periods(days, "04:00", opens, zone),
                    "regular": regular,
                    "post": _periods(days, closes, "20:00", zone),
                }
        return meta


def _periods(days: list[str], first: str, end: str, zone: str) -> list[list[dict[str, Any]]]:
    """Return hours of days as Yahoo tells them."""
    return [
        [
            {
                "timezone": "EST",
                "gmtoffset": -18000,
                "start": _seconds(f"{day} {first}", zone),
                "end": _seconds(f"{day} {end}", zone),
            }
        ]
        for day in days
    ]


class Loopback(requests.Session):
    """Sends what is meant for Yahoo's hosts to a server here."""

    def __init__(self, base: str) -> None:
        super().__init__()
        self.base = base

    def request(self, method: str, url: str, *args: Any, **options: Any) -> Any:
        here = re.sub(r"^https://[a-z0-9.]*yahoo\.com", self.base, url)
        return super().request(method, here, *args, **options)


@contextmanager
def loopback_yahoo() -> Iterator[YahooServer]:
    """Let yfinance, unmodified, ask a server of its own in this process."""
    server = YahooServer()
    with pytest.MonkeyPatch.context() as patch:
        # a YfData is made once a process, with the cookies of its session
        patch.setattr(yfinance.data.SingletonMeta, "_instances", {})
        yfinance.data.YfData(session=server.session)
        # the time zone is asked for anew
        dummy = yfinance.cache._TzCacheDummy()
        patch.setattr(yfinance.cache._TzCacheManager, "_tz_cache", dummy)
        yield server
    server.session.close()
    server.close()


@contextmanager
def served_quickly() -> Iterator[YahooServer]:
    """Let yfinance ask a server of its own, with hardly a pause before it asks again."""
    with loopback_yahoo() as server, pytest.MonkeyPatch.context() as patch:
        patch.setattr(market_yahoo, "FIRST_PAUSE", 0.01)
        yield server


def _handler(yahoo: YahooServer) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, *_: object) -> None:
            """Say nothing: the tests read ``asked``."""

        def date_time_string(self, timestamp: float | None = None) -> str:
            told = _seconds(yahoo.clock) if yahoo.clock else timestamp
            return super().date_time_string(told)

        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            query = {name: values[0] for name, values in parse_qs(parts.query).items()}
            if parts.path.startswith("/v8/finance/chart/"):
                self._chart(unquote(parts.path.rsplit("/", 1)[1]), query)
            elif parts.path == "/calendar/earnings":
                self._results(query["symbol"])
            elif parts.path == "/v1/finance/search":
                self._search(query["q"])
            elif parts.path == "/v1/test/getcrumb":
                self._answer(200, b"a.crumb", kind="text/plain")
            elif parts.path in ("/", "/consent"):
                self._answer(200, b"<html></html>", kind="text/html")
            else:
                self._answer(404, json.dumps({"finance": {"error": NOT_FOUND}}).encode())

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            if not self.path.startswith("/xhr/ncp"):
                self._answer(404, json.dumps({"finance": {"error": NOT_FOUND}}).encode())
                return
            (symbol,) = json.loads(body)["serviceConfig"]["s"]
            stream = yahoo.news.get(symbol, [])
            answer = json.dumps({"data": {"tickerStream": {"stream": stream}}}).encode()
            trouble = yahoo.now_troubled()
            if trouble == "429":
                self._answer(429, b"Too Many Requests", kind="text/plain")
            else:
                self._answer(200, answer[: len(answer) // 2] if trouble == "truncated" else answer)

        def _search(self, text: str) -> None:
            yahoo.asked.append((text, {"page": "search"}))
            trouble = yahoo.now_troubled()
            if trouble == "429":
                self._answer(429, b"Too Many Requests", kind="text/plain")
                return
            quotes = yahoo.quotes.get(text.casefold(), [])
            answer = json.dumps({"quotes": quotes, "news": [], "count": len(quotes)}).encode()
            self._answer(200, answer[: len(answer) // 2] if trouble == "truncated" else answer)

        def _results(self, symbol: str) -> None:
            yahoo.asked.append((symbol, {"page": "earnings"}))
            if yahoo.now_troubled() == "429":
                self._answer(429, b"Too Many Requests", kind="text/plain")
                return
            names = ("Symbol", "Company", "Earnings Date", "EPS Estimate", "Reported EPS")
            head = "".join(f"<th>{name}</th>" for name in (*names, "Surprise (%)"))
            rows = "".join(
                f"<tr><td>{symbol}</td><td>Acme</td><td>{at}</td><td>1.0</td><td>-</td><td>-</td>"
                "</tr>"
                for at in yahoo.results.get(symbol, [])
            )
            table = f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
            page = f"<html><body>{table if rows else 'No results'}</body></html>"
            self._answer(200, page.encode(), kind="text/html")

        def _chart(self, symbol: str, query: dict[str, str]) -> None:
            yahoo.asked.append((symbol, query))
            trouble = yahoo.now_troubled()
            if trouble == "429":
                self._answer(429, b"Too Many Requests\r\n", kind="text/plain")
            elif trouble == "500":
                self._chart_answer(500, None, {"code": "Internal", "description": "Sorry"})
            elif trouble == "500 html":
                self._answer(502, b"<html>Bad Gateway</html>", kind="text/html")
            elif trouble == "hang":
                yahoo.released.wait(20)
                self.close_connection = True
            elif trouble == "empty":
                self._chart_answer(200, [], None)
            elif trouble == "odd":
                self._answer(200, b'{"chart": {"result": [{"meta": {}}], "error": null}}')
            elif symbol not in yahoo.charts:
                self._chart_answer(404, None, NOT_FOUND)
            else:
                self._bars(yahoo.chart(symbol, query), trouble)

        def _bars(self, chart: dict[str, Any], trouble: str) -> None:
            body = json.dumps({"chart": {"result": [chart], "error": None}}).encode()
            if trouble == "truncated":
                self._answer(200, body[: len(body) // 2])
            elif trouble == "reset":
                self._answer(200, body[: len(body) // 2], length=len(body))
                # lingering for no time at all sends a reset, not a farewell
                self.connection.setsockopt(
                    socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0)
                )
                self.connection.close()
                self.close_connection = True
            else:
                self._answer(200, body)

        def _chart_answer(self, status: int, result: object, error: object) -> None:
            chart = {"chart": {"result": result, "error": error}}
            self._answer(status, json.dumps(chart).encode())

        def _answer(
            self,
            status: int,
            body: bytes,
            *,
            kind: str = "application/json",
            length: int | None = None,
        ) -> None:
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body) if length is None else length))
            self.end_headers()
            self.wfile.write(body)
            self.wfile.flush()

    return Handler


def _seconds(moment: object, zone: str = NEW_YORK) -> int:
    """Return seconds since 1970 of a moment by a clock, New York's unless another is named."""
    return int(pd.Timestamp(str(moment), tz=zone).timestamp())


def _day(seconds: object) -> str:
    return f"{pd.Timestamp(int(str(seconds)), unit='s', tz='UTC').tz_convert(NEW_YORK):%Y-%m-%d}"
