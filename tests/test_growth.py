"""No text freezes the server: the work of every reader of text grows with its length alone.

Processor time is compared with that of a tenth of the text, in one run: work that grew with the
square of the length would be a hundredfold. Calls could not tell of what a pattern does inside.
"""

import contextlib
import json
import time
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

import sentiment
from sentiment.intake import json_tables

NOW = pd.Timestamp("2026-02-02 18:00", tz="America/New_York")
READERS: dict[str, Callable[[str], object]] = {
    "score": sentiment.score,
    "about": lambda text: sentiment.score(text, about="Nvidia"),
    "polarity": sentiment.polarity,
    "claims": lambda text: sentiment.find_claims(text, published=NOW),
    "details": sentiment.find_details,
    "articles": sentiment.find_articles,
    "companies": sentiment.mentions,
    "page": lambda text: sentiment.text_of(
        f"<html><body><p>{text}</p></body></html>".encode(), "page.html"
    ),
}
UNITS = [
    *("(", "“", '"', ".", "…", "— ", "1,", "😀", "\t", "\n", "\u00a0", "\u00ad", "|", "<b>"),
    *("Nvidia ", "1.1% ", "fell ", "no ", "Mr. ", "a: b\n", "Feb 2, 2026 ", "“a” said ", "A B "),
]


def seconds(read: Callable[[str], object], unit: str, size: int) -> float:
    text = "A" + (unit * (size // len(unit) + 1))[:size] + "z"
    began = time.process_time()
    with contextlib.suppress(sentiment.SentimentError):  # a page of brackets is none
        read(text)
    return time.process_time() - began


@pytest.mark.parametrize("name", READERS)
def test_ten_times_the_text_takes_some_ten_times_as_long(name: str) -> None:
    read = READERS[name]
    read("Nvidia shares fell 1.1% on Monday.")  # loads what is loaded once
    slow = []
    for unit in UNITS:
        short = min(seconds(read, unit, 8_000), seconds(read, unit, 8_000))
        long = seconds(read, unit, 80_000)
        if long > 30 * short + 0.5:
            slow.append((unit, short, long))

    assert slow == []


def test_ten_times_the_columns_of_an_object_take_some_ten_times_as_long(tmp_path: Path) -> None:
    def read(columns: int) -> float:
        path = tmp_path / f"{columns}.json"
        path.write_text(json.dumps({f"c{at}": [1.5] * 60 for at in range(columns)}))
        began = time.process_time()
        json_tables.records_of(path)
        return time.process_time() - began

    assert read(1_500) <= 30 * min(read(150), read(150)) + 0.5
