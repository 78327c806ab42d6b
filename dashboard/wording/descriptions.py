"""What charts and readings show, in words."""

import math
from collections.abc import Sequence

import pandas as pd

from dashboard.wording.escaping import as_written
from dashboard.wording.money import price
from dashboard.wording.numbers import (
    NO_BREAK,
    count,
    day,
    decimal,
    moment,
    percent,
    shares,
    tone,
)
from dashboard.wording.texts import BACKGROUNDS
from sentiment.intake.bylines import Found
from sentiment.library.refresh import Status
from sentiment.market.bars import Move, Quality
from sentiment.market.shares import Share
from sentiment.output.labels import SIGNS, label_of
from sentiment.output.numbers import listed
from sentiment.reading.article import Reading, ReadSentence
from sentiment.text import companies


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
    label = label_of(compound)
    if label == "neutral":
        return text
    number = f":small[{SIGNS[label]}{NO_BREAK}{tone(compound)}]"
    text = text.rstrip()
    return f":{BACKGROUNDS[label]}-background[{text}]{NO_BREAK}{number}"


def verdict(reading: Reading) -> str:
    """Return in a sentence how a text reads and what weighs in it, before any number.

    Said of the words themselves, each as the text has it.
    """
    if reading.verdict == "silent":
        return "Silent: nothing in it carries a tone"
    leaning = label_of(reading.compound)
    open_ended = reading.verdict in {"mixed", "faint"} and leaning != "neutral"
    opening = (
        f"{reading.verdict.capitalize()}, leaning {leaning}"
        if open_ended
        else (reading.verdict.capitalize())
    )
    good, bad = (_heaviest(reading, sign) for sign in (1, -1))
    heavier, lighter = (bad, good) if reading.compound < 0 else (good, bad)
    words = " and ".join(heavier) or " and ".join(lighter)
    against = f" against {' and '.join(lighter)}" if heavier and lighter else ""
    verb = "weighs" if len(heavier or lighter) == 1 else "weigh"
    return f"{opening}: {words} {verb}{against or ' most'}; {_counts(reading)}"


def _heaviest(reading: Reading, sign: int, *, most: int = 2) -> list[str]:
    """Return the words that weigh most to one side, quoted."""
    quoted = dict.fromkeys(
        " ".join(words.split()) for words, points in reading.words if points * sign > 0
    )
    return [as_written(f"“{one}”") for one in list(quoted)[:most]]


def _counts(reading: Reading) -> str:
    labels = [label_of(one.reading.compound) for one in reading.sentences if one.weight]
    up, down = labels.count("positive"), labels.count("negative")
    return f"{count(up, 'sentence')} up, {down} down, {len(labels) - up - down} neither"


def article_line(title: str, compound: float) -> str:
    """Return an article as one line: how it reads, and its title.

    Examples
    --------
    >>> article_line("Nvidia slips", -0.352)
    '▼ −0.35 · Nvidia slips'
    >>> article_line("Nothing of it was read", float("nan"))
    'no reading · Nothing of it was read'
    """
    sign = "" if math.isnan(compound) else f"{SIGNS[label_of(compound)]} "
    return f"{sign}{tone(compound)} · {title}"


def legend(sentences: int, *, shown: int) -> str:
    """Return what the colours of a text mean."""
    meaning = "Blue ▲ is positive for the company, orange ▼ negative, no colour neutral."
    if shown < sentences:
        return f"{meaning} The first {shown} of {sentences:,} sentences; the table holds them all."
    return meaning


def learnt(named: Sequence[str]) -> str:
    """Return which of the companies that a text names no list holds, "" where all are known.

    Examples
    --------
    >>> learnt(["Nvidia", "Alba Rivets"])
    'Alba Rivets is named by the text itself; no list here holds it, so take it as a guess.'
    """
    new = [as_written(name) for name in named if name not in companies.known()]
    if not new:
        return ""
    verb, it = ("are", "them") if len(new) > 1 else ("is", "it")
    return (
        f"{listed(new)} {verb} named by the text itself; no list here holds {it}, so take it as a "
        "guess."
    )


def sum_of(read: ReadSentence) -> str:
    """Return how the points of a sentence make its compound."""
    raw, compound = read.reading.raw, read.reading.compound
    return (
        f"The points add up to {decimal(raw, digits=3)}; divided by √({decimal(raw, digits=3)}² + "
        f"15) that is the compound {decimal(compound, digits=3)}. Plain VADER gives this sentence "
        f"{decimal(read.plain, digits=3)}."
    )


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


def quality(symbol: str, bars: Quality) -> str:
    """Return where the bars come from, up to which session, and what is wrong with them."""
    faults = [
        f"**{count(len(days), 'session')} {fault}** ({', '.join(day(one) for one in days[:3])}"
        + (" …)" if len(days) > 3 else ")")
        for days, fault in ((bars.missing, "missing"), (bars.partial, "still open when fetched"))
        if len(days)
    ]
    state = " · ".join(faults) or "none missing, none partial"
    return (
        f"{as_written(symbol)}: {bars.n:,} daily bars from {day(bars.first)} to "
        f"**{day(bars.last)}**, split-adjusted · {state}"
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


def minutes(
    symbol: str,
    session: pd.Timestamp,
    *,
    has_bars: bool,
    fetched: pd.Timestamp | None,
    running: bool,
    answer: str,
    offline: bool,
    reach: bool,
) -> str:
    """Return where the bars of a share's day come from and how old they are, or why none are held.

    ``reach`` says whether Yahoo still has them, ``answer`` why it did not give them.
    """
    share, on = as_written(symbol), day(session)
    if running:
        return f"Asking Yahoo for bars of minutes of {share} on {on} …"
    if has_bars and fetched is not None:
        return f"Bars of minutes of {share} on {on}: from Yahoo, fetched on {moment(fetched)}."
    if has_bars:
        return f"Bars of minutes of {share} on {on}: shipped with the project."
    none = f"No bars of minutes of {share} on {on} are held"
    if not reach:
        return f"{none}, and Yahoo has none: it keeps 60 days of them."
    if offline:
        return f"{none}, and Yahoo is not asked: DASHBOARD_OFFLINE is set."
    return f"{none}. {as_written(answer)}".rstrip() if answer else f"{none}."


def describe_story(bars: pd.DataFrame, tone_rows: pd.DataFrame, *, share: Share) -> str:
    """Return what the main picture shows, for a reader who cannot see it."""
    closes = bars["close"].dropna()
    if closes.empty:
        return f"No bars of {share.symbol} are held for these sessions."
    negative = sum(label_of(one) == "negative" for one in tone_rows["compound"])
    return (
        f"{share.symbol} closed at {price(closes.iloc[0], share=share)} on {day(closes.index[0])} "
        f"and at {price(closes.iloc[-1], share=share)} on {day(closes.index[-1])}. "
        f"{count(len(tone_rows), 'session')} with articles, {negative} of them negative on average."
    )


def day_facts(
    move: Move, returns: pd.Series, *, share: Share, benchmark: str
) -> list[tuple[str, str, str]]:
    """Return what a price did in a session: name, value and what stands beside it, of each fact.

    ``returns`` are of that session, as ``returns.market_adjusted`` gives them.
    """
    return [
        ("Close before", price(move.previous_close, share=share), "the session before"),
        ("Open", price(move.open, share=share), f"{percent(move.overnight)} overnight"),
        ("Close", price(move.close, share=share), f"{percent(move.close_to_close)} on the day"),
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


def describe_path(move: Move, *, share: Share) -> str:
    """Return what the intraday picture shows, for a reader who cannot see it."""
    return (
        f"{share.symbol} on {day(move.session)}: opened at {price(move.open, share=share)}, "
        f"ranged from {price(move.low, share=share)} to {price(move.high, share=share)}, "
        f"closed at {price(move.close, share=share)}, "
        f"{percent(move.close_to_close)} against the previous close of "
        f"{price(move.previous_close, share=share)}."
    )


def describe_words(read: ReadSentence) -> str:
    """Return the words behind a sentence's number, for a reader who cannot see the picture."""
    parts = ", ".join(f"{part.text} {tone(part.points)}" for part in read.reading.parts)
    return f"Points of the words: {parts}."


def published(article: pd.Series) -> str:
    """Return when an article was published and last changed, as far as is known."""
    instant = article["published"]
    on_day = f"{day(instant.tz_convert('America/New_York'))}, time unknown"
    words = moment(instant) if article["timed"] else on_day
    updated = article["updated"]
    return words if pd.isna(updated) else f"{words}, updated {moment(updated)}"


def publication(details: Found) -> str:
    """Return what the text itself says of its publication."""
    if details.published is None:
        return "The text names no moment: type it below."
    lacks = "" if details.timed else " It names no time of day."
    if details.guessed:
        lacks = f" It names no year: {details.published.year} is a guess." + lacks
    return f"The text says “{as_written(details.words)}”.{lacks}"
