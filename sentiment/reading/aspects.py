"""What a text's sentences say of each of its companies."""

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from sentiment.reading import names, rivals, targets
from sentiment.reading import sentence as reading_sentence
from sentiment.reading.sentence import FAINT, Part, SentenceReading
from sentiment.text import companies
from sentiment.text.companies import Mention

CARRIED = 2  # sentences over which "the company" still means whom an earlier one named
SIDES = 2  # of a deal
# What two companies have together
_BETWEEN = re.compile(
    r"\W*(?:the|their|that|this) (?:[a-z-]+ )?(?:partnership|deal|alliance|agreement|tie-up|pact"
    r"|arrangement|transaction|merger|takeover|talks|negotiations|plan|investment)\b",
    re.IGNORECASE,
)


class Told(NamedTuple):
    """A sentence, whom it speaks of, and what it says of each."""

    text: str
    reading: SentenceReading
    named: Sequence[Mention]
    subjects: tuple[str, ...]  # whom it goes on about without a name
    owned: Mapping[str, tuple[Part, ...]]
    fates: Mapping[str, tuple[Part, ...]]  # what others do to a company, instead of what is owned
    companies: tuple[str, ...]  # that it speaks of


def told_of(
    sentences: Sequence[str],
    readings: Sequence[SentenceReading],
    named: Sequence[Sequence[Mention]],
) -> list[Told]:
    """Return a text's sentences with whom each of them speaks of."""
    told = []
    for text, reading, here, subjects in zip(
        sentences, readings, named, _carried(sentences, named), strict=True
    ):
        spoken = tuple(sorted({*subjects, *(one.company for one in here)}))
        parted = reading_sentence.parted(reading) if spoken else reading
        owned, fates = _owned(text, parted, here), rivals.fates(text, here)
        told.append(Told(text, parted, here, subjects, owned, fates, spoken))
    return told


def _owned(
    text: str, reading: SentenceReading, named: Sequence[Mention]
) -> Mapping[str, tuple[Part, ...]]:
    """Return which parts of a sentence speak of each company; where it names or says none, none."""
    if not named or not reading.told:
        return {}
    return targets.pieces_by_company(text, reading.told, mentions=named)


def about(company: str, told: Sequence[Told], post: bool) -> list[SentenceReading | None]:
    """Return what each sentence says of a company, None where it does not speak of it.

    Of a text that speaks of one company alone, all is said of that one.
    """
    spoken = [company in one.companies for one in told]
    if any(spoken) and _alone(company, told, post=post):
        return [one.reading for one in told]
    return [
        _part(company, one) if speaks else None for one, speaks in zip(told, spoken, strict=True)
    ]


def _carried(sentences: Sequence[str], named: Sequence[Sequence[Mention]]) -> list[tuple[str, ...]]:
    """Return whom each sentence goes on about without naming anybody.

    A pronoun means whom a sentence just before named first, "the partnership" its two sides.
    """
    subject, since = "", CARRIED
    sides: tuple[str, ...] = ()
    carried: list[tuple[str, ...]] = []
    for sentence, here in zip(sentences, named, strict=True):
        since += 1
        rated = targets.only_raters(sentence, here)
        if not here and sides and _BETWEEN.match(sentence):
            carried.append(sides)
        else:
            goes_on = rated or (not here and targets.carried_on(sentence))
            goes_on = goes_on and since <= CARRIED
            carried.append((subject,) if goes_on and subject else ())
        if here and not (rated and subject):
            subject, since = here[0].company, 0
            together = tuple(dict.fromkeys(one.company for one in here))
            sides = together if len(together) == SIDES else sides
    return carried


def _alone(company: str, told: Sequence[Told], *, post: bool) -> bool:
    """Return whether a text speaks of a company and of no other.

    A trader's post holds the tickers that it is about, all of one mind unless it says two things.
    """
    if post:
        points = [part.points for one in told for part in one.reading.told]
        if not (max(points, default=0) >= FAINT and min(points, default=0) <= -FAINT):
            return True
    if any(company in companies.no_companies(which) for which in ("bodies", "venues")):
        return False
    # Whom else a text names is known, and told before what takes a search.
    if any(mention.company != company for one in told for mention in one.named):
        return False
    return not any(
        targets.is_source(one.text, one.named, company=company)
        or targets.set_against(one.text, mentions=one.named, company=company)
        or company in one.fates
        or names.others_named(one.text, one.named)
        or names.opens(one.text, one.named)
        for one in told
    )


def _part(company: str, told: Told) -> SentenceReading:
    """Return what of a sentence's reading is about one company."""
    reading = told.reading
    if company in told.subjects:
        return reading
    if company in told.fates:
        return reading_sentence.reading_of(told.fates[company], kind="judgement")
    if targets.set_against(told.text, mentions=told.named, company=company):
        return reading_sentence.turned(reading)
    parts = told.owned.get(company, ())
    if len(parts) == len(reading.told):
        return reading
    return reading_sentence.reading_of(parts, kind=reading.kind)
