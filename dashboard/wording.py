"""Labels, number formats and explanations; draws nothing.

Text from outside passes :func:`as_written` before Markdown and :func:`plain` before Plotly, so that
neither reads it as markup.
"""

import html
import math
import re
import string

import pandas as pd

from sentiment import scoring
from sentiment.intake import Found
from sentiment.prices import Move, Quality
from sentiment.refresh import Status
from sentiment.scoring import Reading, ReadSentence

MINUS = "\N{MINUS SIGN}"
NO_BREAK = "\N{NO-BREAK SPACE}"
NOT_HELD = "not held"
SCORERS = {"compound": "Finance reading", "plain": "Plain VADER"}
SPANS = {
    "story": "The story",
    "6 months": "6 months",
    "1 year": "1 year",
    "all": "All held",
}
MARKS = {"line": "Line", "candles": "Candles"}
SIGNS = {"positive": "▲", "neutral": "●", "negative": "▼"}
BACKGROUNDS = {"positive": "blue", "neutral": "gray", "negative": "orange"}
LONGEST_TEXT = 1_000_000  # characters
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ZONES = (
    "America/New_York",
    "America/Chicago",
    "America/Los_Angeles",
    "UTC",
    "Europe/London",
    "Europe/Berlin",
    "Asia/Kolkata",
    "Asia/Shanghai",
    "Asia/Taipei",
    "Asia/Tokyo",
    "Australia/Sydney",
)
SOURCES = (
    "Bars: public price records shipped with the project, then Yahoo Finance through yfinance.",
    "Tone: VADER (Hutto & Gilbert, 2014) with a finance reading over it.",
    "No advice to trade.",
)

# Marks that turn the direction of all that stands behind them on the line, ours included: UAX #9
_TURNS = re.compile("[\u202a-\u202e\u2066-\u2069]")
_MARKDOWN = re.compile("([" + re.escape(string.punctuation) + "])")
# After Markdown is parsed, a colon may still open an emoji and a bare address become a link;
# a word joiner inside keeps both as they were written, and is not seen.
_LATE_MARKUP = re.compile(
    r"(?<=:)(?=\S)|(?<=\bwww)(?=\.)|(?=@)|(?<=[-<>])(?=[-<>=])", re.IGNORECASE
)


def percent(change: float, *, digits: int = 1) -> str:
    """Return a return as signed percent.

    Examples
    --------
    >>> percent(-0.0289)
    '−2.9%'
    >>> percent(float("nan"))
    'not held'
    """
    if math.isnan(change):
        return NOT_HELD
    # Nought is added for −0.0, which would keep its minus.
    return f"{round(change, digits + 2) + 0.0:+.{digits}%}".replace("-", MINUS)


def signed(number: int) -> str:
    """Return a number of sessions with its sign.

    Examples
    --------
    >>> signed(-1), signed(0), signed(5)
    ('−1', '0', '+5')
    """
    return f"{number:+d}".replace("-", MINUS) if number else "0"


def dollars(price: float) -> str:
    """Return a price in US dollars.

    Examples
    --------
    >>> dollars(185.61)
    '$185.61'
    """
    return NOT_HELD if math.isnan(price) else f"${price:,.2f}"


def tone(compound: float) -> str:
    """Return a compound with its sign and two decimals.

    Examples
    --------
    >>> tone(-0.4217)
    '−0.42'
    """
    if math.isnan(compound):
        return "no reading"
    # Adding zero turns a rounded -0.0 into 0.0.
    return f"{round(compound, 2) + 0.0:+.2f}".replace("-", MINUS)


def shares(volume: float) -> str:
    """Return a volume in millions of shares.

    Examples
    --------
    >>> shares(181_300_000.0)
    '181.3 m'
    """
    return NOT_HELD if math.isnan(volume) else f"{volume / 1e6:,.1f} m"


def day(session: pd.Timestamp) -> str:
    """Return a day as it is said.

    Examples
    --------
    >>> day(pd.Timestamp("2026-02-02"))
    'Mon 2 Feb 2026'
    """
    return f"{session:%a} {session.day} {session:%b %Y}"


def from_to(days: pd.Index | pd.Series) -> str:
    """Return the first and the last of some days; "" of none.

    Examples
    --------
    >>> from_to(pd.DatetimeIndex(["2026-02-02", "2025-09-22"]))
    'Mon 22 Sep 2025 to Mon 2 Feb 2026.'
    """
    return f"{day(min(days))} to {day(max(days))}." if len(days) else ""


def moment(instant: pd.Timestamp, *, zone: str = "America/New_York") -> str:
    """Return an instant on the clock of *zone*, which it names.

    Examples
    --------
    >>> moment(pd.Timestamp("2026-01-30 22:05", tz="UTC"))
    'Fri 30 Jan 2026, 17:05 EST'
    """
    local = instant.tz_convert(zone)
    return f"{day(local)}, {local:%H:%M %Z}"


def plain(text: str) -> str:
    """Return *text* so that Plotly and HTML show it as written, turned nowhere.

    Examples
    --------
    >>> plain("<b>R&D</b>")
    '&lt;b&gt;R&amp;D&lt;/b&gt;'
    """
    return html.escape(_TURNS.sub("", text), quote=False)


def as_written(text: str) -> str:
    r"""Return *text* so that Markdown shows it as written, on one line.

    Examples
    --------
    >>> as_written("a *bold* claim")
    'a \\*bold\\* claim'
    """
    straight = _TURNS.sub("", " ".join(text.split()))
    joined = _LATE_MARKUP.sub("\N{WORD JOINER}", straight)
    return _MARKDOWN.sub(r"\\\1", joined)


def count(number: int, thing: str) -> str:
    """Return a number of things.

    Examples
    --------
    >>> count(1, "article"), count(3, "article")
    ('1 article', '3 articles')
    """
    return f"{number:,} {thing}" + ("" if number == 1 else "s")


def slug(title: str) -> str:
    """Return a title as a file name.

    Examples
    --------
    >>> slug("NVDA, tone & price")
    'nvda-tone-price'
    """
    return re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-")


def interval(low: float, high: float, *, n: int) -> str:
    """Return the interval of a mean tone, and over how many sentences."""
    if math.isnan(low):
        return count(n, "sentence")
    return f"95%: {tone(low)} to {tone(high)}, n {n}"


def announced(instant: pd.Timestamp, known: str) -> str:
    """Return when an announcement was made, no more exactly than it is known."""
    if known == "exact":
        return moment(instant)
    if known == "about":
        return f"{day(instant)}, about {instant:%H:%M %Z}"
    return day(instant)


def coloured(read: ReadSentence) -> str:
    """Return a sentence as Markdown in the colour of its tone, its number behind it."""
    text = as_written(read.sentence.text)
    compound = read.reading.compound
    label = scoring.label_of(compound)
    if label == "neutral":
        return text
    number = f":small[{SIGNS[label]}{NO_BREAK}{tone(compound)}]"
    text = text.rstrip()
    return f":{BACKGROUNDS[label]}-background[{text}]{NO_BREAK}{number}"


def legend(sentences: int, *, shown: int) -> str:
    """Return what the colours of a text mean."""
    meaning = "Blue ▲ reads well for the company, orange ▼ badly, no colour neither."
    if shown < sentences:
        return f"{meaning} The first {shown} of {sentences:,} sentences; the table holds them all."
    return meaning


def sum_of(read: ReadSentence) -> str:
    """Return how the points of a sentence make its compound."""
    raw, compound = read.reading.raw, read.reading.compound
    return (
        f"The points add up to {raw:+.3f}; divided by √({raw:+.3f}² + 15) that is the compound "
        f"{compound:+.3f}. Plain VADER gives this sentence {read.plain:+.3f}."
    ).replace("-", MINUS)


def sentence_rows(reading: Reading) -> pd.DataFrame:
    """Return one row per distinct sentence, as the page and its exports show them."""
    return pd.DataFrame(
        {
            "compound": [read.reading.compound for read in reading.sentences],
            "plain": [read.plain for read in reading.sentences],
            "kind": [read.reading.kind for read in reading.sentences],
            "weight": [read.weight for read in reading.sentences],
            "copies": [read.sentence.copies for read in reading.sentences],
            "sentence": [" ".join(read.sentence.text.split()) for read in reading.sentences],
        }
    )


def quality(symbol: str, held: Quality) -> str:
    """Return where the bars come from, up to which session, and what is wrong with them."""
    faults = [
        f"**{count(len(days), 'session')} {fault}** ({', '.join(day(one) for one in days[:3])}"
        + (" …)" if len(days) > 3 else ")")
        for days, fault in ((held.missing, "missing"), (held.partial, "still open when fetched"))
        if len(days)
    ]
    state = " · ".join(faults) or "none missing, none partial"
    return (
        f"{as_written(symbol)}: {held.n:,} daily bars from {day(held.first)} to "
        f"**{day(held.last)}**, split-adjusted · {state}"
    )


def fetching(status: Status, *, shipped: bool) -> str:
    """Return what became of asking Yahoo, and what is shown meanwhile."""
    origin = "Shown are the bars shipped with the project" if shipped else "Shown are stored bars"
    if status.state == "running":
        return f"{origin}; asking Yahoo for newer ones …"
    if status.state == "failed":
        return f"{as_written(status.said)} {origin}."
    if status.state == "done":
        return as_written(status.said)
    return f"{origin}; Yahoo has not been asked."


def describe_story(bars: pd.DataFrame, tone_rows: pd.DataFrame, *, share: str) -> str:
    """Return what the main picture shows, for a reader who cannot see it."""
    closes = bars["close"].dropna()
    if closes.empty:
        return f"No bars of {share} are held for these sessions."
    negative = int((tone_rows["compound"] < 0).sum())
    return (
        f"{share} closed at {dollars(closes.iloc[0])} on {day(closes.index[0])} and at "
        f"{dollars(closes.iloc[-1])} on {day(closes.index[-1])}. "
        f"{count(len(tone_rows), 'session')} with articles, {negative} of them negative on average."
    )


def day_facts(move: Move, returns: pd.Series, *, benchmark: str) -> list[tuple[str, str, str]]:
    """Return what a price did in a session: name, value and what stands beside it, of each fact.

    ``returns`` are of that session, as ``returns.market_adjusted`` gives them.
    """
    return [
        ("Close before", dollars(move.previous_close), "the session before"),
        ("Open", dollars(move.open), f"{percent(move.overnight)} overnight"),
        ("Close", dollars(move.close), f"{percent(move.close_to_close)} on the day"),
        (
            "Range",
            f"{move.low:,.2f}–{move.high:,.2f}",
            f"{percent(move.low_change)} to {percent(move.high_change)}",
        ),
        ("Open to close", percent(move.open_to_close), f"volume {shares(move.volume)}"),
        (
            f"Less {benchmark}",
            percent(returns["abnormal"]),
            f"{benchmark} {percent(returns['benchmark'])}",
        ),
    ]


def describe_path(move: Move, *, share: str) -> str:
    """Return what the intraday picture shows, for a reader who cannot see it."""
    return (
        f"{share} on {day(move.session)}: opened at {dollars(move.open)}, ranged from "
        f"{dollars(move.low)} to {dollars(move.high)}, closed at {dollars(move.close)}, "
        f"{percent(move.close_to_close)} against the previous close of "
        f"{dollars(move.previous_close)}."
    )


def describe_words(read: ReadSentence) -> str:
    """Return the words behind a sentence's number, for a reader who cannot see the picture."""
    parts = ", ".join(f"{part.text} {tone(part.points)}" for part in read.reading.parts)
    return f"Points of the words: {parts}."


def found(details: Found) -> str:
    """Return what the text itself says of its publication."""
    if details.published is None:
        return "The text names no moment: type it below."
    lacks = "" if details.timed else " It names no time of day."
    return f"The text says “{as_written(details.words)}”.{lacks}"


SIZES = {
    "slide": "Slide, 1600 × 900",
    "square": "Square post, 1080 × 1080",
    "column": "Page column, 900 × 1100",
    "banner": "Wide banner, 1500 × 500",
    "document": "Document, 1000 × 620",
}
METHOD = """
**Tone.** Each distinct sentence is read once, by a finance reading built on VADER's scale; the
article's tone is their mean, the headline counting twice and the lead one and a half times. It
runs from −1 to 1, and inside ±0.05 it is neutral. It is the effect that a reader of finance would
expect on the company spoken of, not the mood of the words. Plain VADER stands beside it, exactly
as published.

**Sessions.** News counts for the first session whose close can reflect it: at or after the close,
at night, at a weekend or on a holiday, that is the next one. Half days close at 13:00 in New York.

**Moves.** *On the day* is the close against the previous close. *Less the benchmark* is the share's
return less the benchmark's, dividends counted on the ex-date. Whether that is unusual is a
question for the study, which sets it among days without an announcement.

**What this does not say.** A few dozen articles are no sample of all that was written, tone is no
forecast, and two things that move together need not move one another. Nothing here is advice to
trade.
"""
