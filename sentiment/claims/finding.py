"""What a text says of prices: each claim with its share, its figure, and the days it can mean.

Found are changes ("fell 1.1% on Monday"), levels ("closed at $185.61"), changes in dollars, longer
spans, records and streaks. A percentage that is not surely a price's is left alone:
a claim that is missed does less harm than one that nobody made.
"""

import math
import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

import pandas as pd

from sentiment.claims.boxes import read_row, rows_of
from sentiment.claims.claim import Claim, Meaning
from sentiment.claims.dates import counted, in_calendar
from sentiment.claims.doubts import GUESSED, RETURNED, doubt_of
from sentiment.claims.figure import AMOUNTS, Figure
from sentiment.claims.figures import read_figures
from sentiment.claims.meanings import Setting
from sentiment.claims.memory import Memory
from sentiment.claims.mentions import Subject, subject_of
from sentiment.claims.placements import Context, Placement, carry
from sentiment.claims.placing import place
from sentiment.claims.records import Told, read_records
from sentiment.claims.remembering import remember
from sentiment.claims.scene import Scene, lowered, read_scene
from sentiment.claims.settled import settle
from sentiment.claims.subjects import Reader
from sentiment.claims.times import named_years, read_times
from sentiment.text import companies
from sentiment.text.sentences import Sentence, split_passages

__all__ = ["Claim", "find_claims"]
MAIN = 0.5  # of a text's mentions of listed companies: its subject has at least so many
LONGEST_SENTENCE = 3_000  # characters; what is longer is a table or a list, and no sentence
MOST_AMOUNTS = 40  # in a sentence; what has more is a table
OPENING = 160  # characters in which a sentence without figures names its subject
QUOTES = "prices of the market"  # as lines of quotes are left out of a text
_HINT = re.compile(
    r"\d|per ?cent|halved|doubled|tripled|trebled|quadrupled|\brecord|highest|lowest|biggest"
    r"|largest|steepest|sharpest|strongest|heaviest|best|worst|straight|consecutive|streak"
    r"|dollars|bucks|in a row|on the trot|running|succession|all-time|\bcents\b|\bpct\b"
    r"|(?:its|their) value",
    re.IGNORECASE,
)
_HEADING = re.compile(r"(?:[^\n\d%$]+\n)+")
# "IF MISS: bearish. QQQ -2%", "If it holds -> +5%": a line of what would be.
_SCENARIO = re.compile(
    r"\W*(?:(?:IF|(?i:scenario|(?:bull|bear|base)[- ]case))\b[^.\n]*(?:→|=>|->|:|—)"
    r"|If\b[^.\n]*(?:→|=>|->))"
)
_HIDDEN = re.compile("[\u00ad\u200b\u200c\u200d\u2060\ufeff]")


def find_claims(
    text: str,
    *,
    published: pd.Timestamp,
    about: str | None = None,
    updated: pd.Timestamp | None = None,
) -> list[Claim]:
    """Return what a text says of prices, in its order.

    Parameters
    ----------
    published
        When; day words are read from this instant, and nothing after it is ever meant. Nothing is
        found outside the exchange's calendar, 1962 to 2050.
    about
        The company that "the stock" means where the text has named none, by name or ticker.
    updated
        When it was last rewritten: if later, up to when it may know prices.

    Raises
    ------
    ValueError
        If *published* or *updated* has no time zone.

    Examples
    --------
    >>> noon = pd.Timestamp("2026-02-02 12:00", tz="America/New_York")
    >>> text = "Nvidia shares fell 1.1% on Monday. Revenue rose 62%."
    >>> [claim] = find_claims(text, published=noon)
    >>> claim.symbol, round(claim.amount, 4), f"{claim.sessions[0]:%a %d %b}"
    ('NVDA', -0.011, 'Mon 02 Feb')
    """
    known = published if updated is None else max(published, updated)
    if published.tzinfo is None or known.tzinfo is None:
        raise ValueError(f"published needs a time zone, got {published}")
    if not in_calendar(known):
        return []
    if _HIDDEN.search(text):
        return _unhidden(text, published=known, about=about)
    names = [about] if about else []
    passages = split_passages(text)
    sentences = passages.sentences
    asked = subject_of(about) if about else _main([one.text for one in sentences], names=names)
    memory, carried = Memory(topic=asked, it=asked), Context()
    found: list[Claim] = []
    quotes = [
        quote for one in passages.omissions if one.reason == QUOTES
        for quote in _headed(text, one.start, one.end)
    ]  # fmt: skip
    framed, rows, row = frozenset(quotes), rows_of(text), 0
    dates, years, supposed = iter(named_years(text)), dict[int, int](), 0
    upcoming = next(dates, None)
    for sentence in sorted([*sentences, *quotes], key=lambda one: one.start):
        while row < len(rows) and rows[row].start() <= sentence.start:
            found += read_row(rows[row], memory.topic, known)
            row += 1
        if row and sentence.start < rows[row - 1].end():
            continue  # it is that row
        if sentence in framed and _HINT.search(sentence.text) and not memory.listing:
            continue  # the strip of a page, not a table of the text
        if _SCENARIO.match(sentence.text):
            end = text.find("\n", sentence.start)
            supposed = end if end >= 0 else len(text)
        if sentence.start < supposed:
            continue  # the rest of its line tells what would happen then
        while upcoming is not None and upcoming[0] < sentence.end:
            years[upcoming[1]] = upcoming[2]
            upcoming = next(dates, None)
        claims, memory, carried = _read(
            sentence, memory, carried, known=known, names=names, years=years
        )
        found += claims
    found += [one for last in rows[row:] for one in read_row(last, memory.topic, known)]
    return settle(found, carried.days)


def _headed(text: str, start: int, end: int) -> list[Sentence]:
    """Return lines of quotes, and apart from them the heading that stands over them."""
    head = _HEADING.match(text, start, end)
    begin = head.end() if head else start
    places = [(start, begin - 1)] if head else []
    return [Sentence(text[one:to], one, to, 0, "body", 1) for one, to in [*places, (begin, end)]]


def _unhidden(text: str, *, published: pd.Timestamp, about: str | None) -> list[Claim]:
    """Return the claims of a text with soft hyphens and the like, placed in the text as it is."""
    places = [at for at, letter in enumerate(text) if not _HIDDEN.match(letter)]
    plain = "".join(text[at] for at in places)
    found = find_claims(plain, published=published, about=about)
    spans = [(places[one.start], places[one.end - 1] + 1) for one in found]
    return [
        replace(one, start=start, end=end, text=text[start:end])
        for one, (start, end) in zip(found, spans, strict=True)
    ]


def _main(sentences: Sequence[str], *, names: Sequence[str]) -> Subject | None:
    """Return the listed company that most of a text's mentions are of, None if it has no such."""
    told = Counter(
        one.company
        for sentence in sentences
        for one in companies.mentions(sentence, names=names)
        if companies.ticker_of(one.company)
    )
    if not told:
        return None
    company, count = told.most_common(1)[0]
    return Subject(company, companies.ticker_of(company)) if count >= MAIN * told.total() else None


def _read(
    sentence: Sentence,
    memory: Memory,
    carried: Context,
    *,
    known: pd.Timestamp,
    names: Sequence[str],
    years: Mapping[int, int],
) -> tuple[list[Claim], Memory, Context]:
    """Return the claims of one sentence, and what it leaves to the next."""
    if len(sentence.text) > LONGEST_SENTENCE:
        return [], memory, carried
    if sum(map(sentence.text.count, "%$€£")) > MOST_AMOUNTS:
        return [], memory, carried
    hinted = _HINT.search(sentence.text) is not None
    words = sentence.text if hinted else sentence.text[:OPENING]
    times = read_times(lowered(words), known=known, years=years)
    scene = read_scene(words, times, names=names, figures=hinted)
    if sum(item.name in AMOUNTS for item in scene.items) > MOST_AMOUNTS:
        return [], memory, carried
    figures, reader = read_figures(scene, memory) if hinted else ([], Reader(scene, memory))
    records = dict(read_records(reader, figures)) if hinted else {}
    everything = sorted([*figures, *records], key=lambda one: (one.place, one.first))
    placed = _doubted(scene, place(Setting(scene, carried, known), everything), reader.guessed)
    subjects = {one.last: one.subject for one in figures}
    claims = [
        _claim(sentence, scene, one, records.get(one.figure), known) for one in placed
        if not _is_level_of_index(one.figure)
    ]  # fmt: skip
    return claims, remember(reader, subjects), carry(carried, scene, placed, known)


def _is_level_of_index(figure: Figure) -> bool:
    """Return whether a figure is in an index's own points, of which no bars are held."""
    return figure.subject.role == "index" and figure.kind in {"level", "points"}


def _doubted(
    scene: Scene, placed: Sequence[Placement], guessed: Collection[Subject]
) -> list[Placement]:
    """Return the figures of a sentence, those that may be of something else accusing nobody."""
    told = False
    found: list[Placement] = []
    for at, one in enumerate(placed):
        figure = one.figure
        told = told or "return" in figure.traits
        bare = told and not figure.name and figure.kind == "change"
        why = RETURNED if bare or "return" in figure.traits else None
        why = GUESSED if figure.subject in guessed else why
        why = why or doubt_of(scene, placed, at)
        doubted = [
            replace(each, stated=each.stated and why == RETURNED, why=why)
            for each in one.meanings if why
        ]  # fmt: skip
        found.append(replace(one, meanings=tuple(doubted)) if why else one)
    return found


def _claim(
    sentence: Sentence, scene: Scene, placed: Placement, told: Told | None, known: pd.Timestamp
) -> Claim:
    """Return a placed figure as a claim."""
    figure, amount = placed.figure, placed.figure.amount
    start, end = _span(scene, figure)
    moved = figure.kind in {"change", "points"} and not amount.factor
    sign = -1 if figure.sign < 0 and moved else 1
    low, high = sorted((sign * amount.low, sign * amount.high))
    meanings = _meanings(placed, told)
    spanning = bool(meanings) and meanings[0].is_span and figure.kind == "change"
    return Claim(
        sentence.text[start:end],
        sentence.start + start,
        sentence.start + end,
        sentence.text,
        figure.subject.company,
        figure.subject.symbol,
        figure.subject.proxy,
        "span" if spanning else figure.kind,
        sign * amount.value if not math.isnan(amount.value) else math.nan,
        low,
        high,
        amount.step,
        amount.hedge,
        meanings,
        placed.dated and bool(meanings),
        told.of if told else None,
        told.since if told else None,
        told.exact if told else False,
        known,
        moved and not figure.sign,
    )


def _meanings(placed: Placement, told: Told | None) -> tuple[Meaning, ...]:
    """Return the meanings of a figure; a streak that ended on a day ran until the one before."""
    meanings = placed.meanings
    if told is not None:
        meanings = tuple(one for one in meanings if not one.is_span) or tuple(
            Meaning((one.sessions[-1],), one.why, one.stated) for one in meanings if one.sessions
        )
        if told.ended:
            before = tuple(
                replace(one, sessions=(counted(one.sessions[0], -1),)) for one in meanings
            )
            meanings = (*meanings, *before) if told.exact else (*before, *meanings)
    return meanings


def _span(scene: Scene, figure: Figure) -> tuple[int, int]:
    """Return where a figure's words stand in its sentence, its name among them if it is beside."""
    first = figure.first
    at = first - 1
    while at >= 0 and scene.name(at)[:3] in {"fl:", "ax:", "cl:", "op:", "tr:"}:
        at -= 1
    if scene.word(at) in {"shares", "stock"} or scene.name(at).startswith("WHO"):
        first = at
        if scene.word(at) in {"shares", "stock"} and scene.name(at - 1).startswith("WHO"):
            first = at - 1
    items = scene.items
    return items[first].start, max(items[figure.last].end, figure.amount.end)
