"""Filings of companies from the SEC's EDGAR: what was filed, and the instant it was accepted.

Form and manners: https://www.sec.gov/search-filings/edgar-application-programming-interfaces and
https://www.sec.gov/about/developer-resources: who asks is named with an address, at most ten
questions a second come from one place (here five), and an answer is looked at before it is read.
"""

import html
import json
import re
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Literal, TypeGuard

import pandas as pd
import urllib3

from sentiment.errors import SentimentError
from sentiment.market import calendar

DATA, SITE = "https://data.sec.gov", "https://www.sec.gov"
PAUSE = 0.2  # seconds between questions: five a second
LARGEST = 30_000_000  # bytes of an answer; a thousand filings take about half a million
OPENS, SHUTS = 6, 22  # hours in New York between which EDGAR accepts filings
_COLUMNS = (
    *("accessionNumber", "filingDate", "reportDate", "acceptanceDateTime", "form", "items"),
    *("primaryDocument", "primaryDocDescription"),
)
_CONTACT = re.compile(r"[^\s@]+@[^\s@]+\.[^\s@.]+")
_HEADER_INSTANT = re.compile(rb"<ACCEPTANCE-DATETIME>\s*(\d{14})")
_HEADER = 20_000  # bytes of a filing's text in which its header stands
_OPENING = 300_000  # bytes of it in which its first press release begins
_MOST_LINES, _FEWEST_WORDS, _LONGEST_HEADLINE = 400, 4, 200
_BREAK = re.compile(r"(?i)<(?:p|div|br|tr|h[1-6]|title)\b[^>]*>|\n\s*\n")
# Lines of the form itself, which are no headline.
_FORMAL = re.compile(
    r"(?i)\b(?:form (?:6-k|8-k|20-f|40-f)|securities and exchange|commission file|exhibit|report of"
    r" foreign|pursuant to|indicate by check|immediate release|rule 13a|washington, d\.c|address of"
    r" principal|translation of registrant|for the month of|signature|registrant)\b"
)

Trouble = Literal[
    "no contact", "refused", "too many", "no filer", "no route", "timeout", "server", "form"
]
_SENTENCES: Mapping[Trouble, str] = {
    "no contact": "EDGAR asks who is calling: give a name and an e-mail address",
    "refused": "EDGAR refused the question; it wants a name and a true e-mail address of who asks",
    "too many": "EDGAR takes no more questions from here for ten minutes (too many requests)",
    "no filer": "{asked} files nothing with the SEC under that ticker",
    "no route": "EDGAR cannot be reached: there is no connection to it",
    "timeout": "EDGAR did not answer in time",
    "server": "EDGAR reports an error of its own ({detail})",
    "form": "EDGAR's answer about {asked} has changed its form ({detail})",
}


class EdgarError(SentimentError):
    """Filings could not be had from EDGAR."""

    def __init__(self, asked: str, trouble: Trouble, detail: str = "") -> None:
        super().__init__(asked, trouble, detail)
        self.asked, self.trouble, self.detail = asked, trouble, detail

    def __str__(self) -> str:
        return _SENTENCES[self.trouble].format(asked=self.asked, detail=self.detail) + "."


@dataclass(frozen=True, slots=True)
class Filer:
    """A company that files with the SEC."""

    cik: int
    ticker: str
    name: str


@dataclass(frozen=True, slots=True)
class Filing:
    """One filing: a form with its items, and the instant it was accepted."""

    filer: Filer
    accession: str
    form: str
    items: tuple[str, ...]  # of an 8-K: "2.02"
    accepted: pd.Timestamp  # in New York time
    sure: bool  # whether the instant is known to the second
    filed: str  # the day it counts as filed on, which may be the next
    document: str
    description: str

    @property
    def amends(self) -> bool:
        """Whether it repeats an older filing, mended."""
        return self.form.endswith("/A")

    @property
    def url(self) -> str:
        """Where its main document stands."""
        return f"{self.folder}/{self.document}" if self.document else f"{self.folder}/"

    @property
    def folder(self) -> str:
        """Where all of it stands."""
        return f"{SITE}/Archives/edgar/data/{self.filer.cik}/{self.accession.replace('-', '')}"


@dataclass(frozen=True, slots=True)
class Opening:
    """What a filing's own text says of it."""

    accepted: pd.Timestamp | None  # by New York's clock; None where its header tells none
    headline: str  # of its press release, "" for none


class Edgar:
    """A caller of EDGAR, who waits between questions.

    Parameters
    ----------
    contact
        A name and an e-mail address, as EDGAR asks for: "Ada Example ada@example.org".
    data, site
        Where the two hosts stand.
    pause, sleep
        Seconds between two questions, and what waits them.
    timeout
        Seconds to wait for an answer.

    Raises
    ------
    EdgarError
        If the contact holds no e-mail address.
    """

    def __init__(
        self,
        contact: str,
        *,
        data: str = DATA,
        site: str = SITE,
        pause: float = PAUSE,
        timeout: float = 20.0,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        if not _CONTACT.search(contact) or not contact.isprintable():
            raise EdgarError("", "no contact")
        self._data, self._site, self._pause, self._sleep = data, site, pause, sleep
        self._asked_at = -pause
        self._pool = urllib3.PoolManager(
            timeout=timeout,
            retries=False,
            headers={"User-Agent": contact, "Accept-Encoding": "gzip, deflate"},
        )

    def filer(self, ticker: str) -> Filer:
        """Return who files under a ticker.

        Raises
        ------
        EdgarError
            If nobody does, or the question fails.
        """
        wanted = ticker.upper().replace(".", "-")
        rows = self._json(f"{self._site}/files/company_tickers.json", what=ticker)
        for row in rows.values() if isinstance(rows, dict) else ():
            if isinstance(row, dict) and str(row.get("ticker", "")).upper() == wanted:
                number = str(row.get("cik_str", ""))
                if not re.fullmatch(r"[0-9]{1,10}", number):
                    raise EdgarError(wanted, "form", "a company has no number")
                return Filer(int(number), wanted, str(row.get("title", wanted)))
        raise EdgarError(ticker.upper(), "no filer")

    def filings(self, filer: Filer, *, since: pd.Timestamp) -> list[Filing]:
        """Return what was filed since a day, newest first, each filing once.

        Parameters
        ----------
        since
            The first day of filing that counts; older pages are asked for only if needed.

        Raises
        ------
        EdgarError
            If the question fails, or an answer is not in EDGAR's form.
        """
        first = f"{since:%Y-%m-%d}"
        url = f"{self._data}/submissions/CIK{filer.cik:010d}.json"
        answer = self._json(url, what=filer.ticker)
        pages = answer.get("filings") if isinstance(answer, dict) else None
        if not isinstance(pages, dict):
            raise EdgarError(filer.ticker, "form", "there is no list of filings")
        rows = [*_rows(filer, pages.get("recent"))]
        older = pages.get("files")
        for page in older if isinstance(older, list) else ():
            name = str(page.get("name", "")) if isinstance(page, dict) else ""
            if not re.fullmatch(r"CIK[\w.-]+", name):
                raise EdgarError(filer.ticker, "form", "an older page has no name")
            if str(page.get("filingTo", "9")) >= first:
                answer = self._json(f"{self._data}/submissions/{name}", what=filer.ticker)
                rows += _rows(filer, answer)
        by_accession = {one.accession: one for one in rows if one.filed >= first}
        return sorted(by_accession.values(), key=lambda one: one.accepted, reverse=True)

    def opening(self, filing: Filing) -> Opening:
        """Return what a filing's own text says at its beginning: its instant and its headline."""
        url = f"{self._site}{filing.folder.removeprefix(SITE)}/{filing.accession}.txt"
        return _opening(self._body(url, what=filing.filer.ticker, most=_OPENING))

    def _json(self, url: str, *, what: str) -> Any:
        body = self._body(url, what=what)
        try:
            return json.loads(body)
        except (ValueError, RecursionError) as error:
            raise EdgarError(what, "form", "it is no JSON") from error

    def _body(self, url: str, *, what: str, most: int | None = None) -> bytes:
        """Return an answer's body or its first bytes, after a pause since the last question."""
        waiting = self._asked_at + self._pause - time.monotonic()
        if waiting > 0:
            self._sleep(waiting)
        self._asked_at = time.monotonic()
        try:
            answer = self._pool.request("GET", url, preload_content=False)
            body = answer.read(LARGEST + 1 if most is None else most)
            answer.close()  # of a text of megabytes the rest is not wanted
        except urllib3.exceptions.TimeoutError as error:
            raise EdgarError(what, "timeout") from error
        except urllib3.exceptions.HTTPError as error:
            raise EdgarError(what, "no route") from error
        _check(what, answer.status, body)
        return body


def _check(what: str, status: int, body: bytes) -> None:
    """Raise for an answer that is not what was asked for."""
    if status == 429 or (status == 403 and b"Threshold" in body):
        raise EdgarError(what, "too many")
    if status in {401, 403}:
        raise EdgarError(what, "refused")
    if status == 404:
        raise EdgarError(what, "no filer")
    if status != 200:
        raise EdgarError(what, "server", str(status))
    if len(body) > LARGEST:
        raise EdgarError(what, "form", f"it is larger than {LARGEST // 10**6} MB")


def _opening(text: bytes) -> Opening:
    """Return what stands at the beginning of a filing's text.

    The header is written in New York's clock, always; the list's instants are so for some filers,
    though they call it UTC.
    """
    match = _HEADER_INSTANT.search(text[:_HEADER])
    local = (
        pd.to_datetime(match[1].decode(), format="%Y%m%d%H%M%S", errors="coerce")
        if match
        else pd.NaT
    )
    accepted = (
        local.tz_localize(calendar.NEW_YORK, ambiguous=False, nonexistent="shift_forward")
        if _is_placeable(local)
        else None
    )
    return Opening(accepted, _headline(text.decode("utf-8", "replace")))


def _headline(text: str) -> str:
    """Return the headline of a filing's press release, else of its first document; "" for none."""
    documents = re.split(r"<DOCUMENT>", text)[1:]
    released = [one for one in documents if re.search(r"<TYPE>EX-99", one[:500])]
    for document in [*released, *documents]:
        body = document.partition("<TEXT>")[2]
        lines = re.split(
            r"<(?:p|div|br|tr|h[1-6]|title)\b[^>]*>|\n\s*\n", body, flags=re.IGNORECASE
        )
        for line in lines[:_MOST_LINES]:
            words = " ".join(html.unescape(re.sub(r"<[^>]*>", " ", line)).split())
            if len(words.split()) >= _FEWEST_WORDS and not _FORMAL.search(words):
                return words[:_LONGEST_HEADLINE]
    return ""


def _rows(filer: Filer, columns: object) -> Iterator[Filing]:
    """Return the filings of one page, whose columns must be of one length."""
    if not isinstance(columns, dict):
        raise EdgarError(filer.ticker, "form", "there is no list of filings")
    absent = [name for name in _COLUMNS[:6] if not isinstance(columns.get(name), list)]
    if absent:
        raise EdgarError(filer.ticker, "form", f"{', '.join(absent)} is missing")
    lists = {name: columns[name] for name in _COLUMNS if isinstance(columns.get(name), list)}
    if len({len(values) for values in lists.values()}) > 1:
        raise EdgarError(filer.ticker, "form", "its columns are not of one length")
    for values in zip(*lists.values(), strict=True):
        row = dict(zip(lists, map(str, values), strict=True))
        with suppress(ValueError):  # a row without an instant cannot be placed
            yield _filing(filer, row)


def _filing(filer: Filer, row: Mapping[str, str]) -> Filing:
    items = tuple(item for item in row["items"].replace(" ", "").split(",") if item)
    accepted = _told_instant(row["acceptanceDateTime"])
    return Filing(
        filer,
        row["accessionNumber"],
        row["form"],
        items,
        accepted,
        _is_likely(accepted, items),
        row["filingDate"],
        row.get("primaryDocument", ""),
        row.get("primaryDocDescription", ""),
    )


def _told_instant(written: str) -> pd.Timestamp:
    """Return an instant of the list, which says that it is in UTC, in New York time."""
    instant = pd.Timestamp(written)
    if not _is_placeable(instant):
        raise ValueError(written)
    placed = instant.tz_localize("UTC") if instant.tzinfo is None else instant
    return placed.tz_convert(calendar.NEW_YORK)


def _is_placeable(instant: object) -> TypeGuard[pd.Timestamp]:
    """Return whether an instant is one, and within the years of the exchange's calendar."""
    if not isinstance(instant, pd.Timestamp):  # NaT is none
        return False
    return int(calendar.FIRST_NEWS[:4]) < instant.year < int(calendar.LAST_NEWS[:4])


def _is_likely(accepted: pd.Timestamp, items: Sequence[str]) -> bool:
    """Return whether an instant of the list can be right as it is told.

    EDGAR accepts nothing at night, and companies publish results while no session runs: an
    instant that says otherwise is of a filer whose New York clock is told as UTC.
    """
    if not OPENS <= accepted.hour < SHUTS:
        return False
    day = accepted.tz_localize(None).normalize()
    if "2.02" not in items or not calendar.is_session(day):
        return True
    return not calendar.open_of(day) <= accepted < calendar.close_of(day)
