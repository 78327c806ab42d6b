"""A text to a Reading: its sentences, their tone, the companies named, and reasons for care."""

import math
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import NamedTuple

from scipy.special import stdtrit

from sentiment.output import notebook
from sentiment.output.labels import NEUTRAL_BAND, Label, label_of
from sentiment.reading import aspects, care, doubt, introductions, masking, targets, vader
from sentiment.reading import sentence as reading_sentence
from sentiment.reading.aspects import Told
from sentiment.reading.doubt import Verdict
from sentiment.reading.sentence import SentenceReading
from sentiment.reading.vader import Polarity
from sentiment.text import companies as text_companies
from sentiment.text import sentences as text_sentences
from sentiment.text.companies import Mention
from sentiment.text.language import not_english
from sentiment.text.sentences import Omission, Role, Sentence

__all__ = ["NEUTRAL_BAND", "Label", "ReadSentence", "Reading", "label_of", "score"]

# A headline says what the article is about and a lead sums it up; the body adds detail.
WEIGHTS: dict[Role, float] = {"headline": 2.0, "lead": 1.5, "body": 1.0}
LONGEST_POST = 400  # characters; a longer text that names a ticker is no trader's post
# Soft hyphens and marks of no width, left by pages and PDF files between letters.
_UNSEEN = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))
_CASHTAG = re.compile(r"\$[A-Za-z]{1,6}\b")
# lines above a text that say what its company is called
_NAMING = {"the company's name", "a label"}


@dataclass(frozen=True, slots=True)
class ReadSentence:
    """A sentence of a text with its reading."""

    sentence: Sentence
    reading: SentenceReading
    plain: float  # plain VADER's compound
    weight: float  # in the text's mean; 0.0 if it says nothing of the company asked for
    companies: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """How a text reads, and what made it read so.

    ``compound`` is the weighted mean over the distinct sentences (about the company, if one was
    asked for; NaN if none speaks of it), ``low`` and ``high`` its 95 % interval, NaN for fewer
    than two sentences.
    """

    compound: float
    low: float
    high: float
    n: int
    without_moves: float
    plain: Polarity
    plain_mean: float
    sentences: tuple[ReadSentence, ...]
    omissions: tuple[Omission, ...]
    companies: tuple[tuple[str, float, int], ...]
    cautions: tuple[str, ...]

    def __float__(self) -> float:
        return self.compound

    @property
    def label(self) -> Label | None:
        """The compound's side of the neutral band; None where nothing is said of the company."""
        return None if math.isnan(self.compound) else label_of(self.compound)

    @property
    def verdict(self) -> Verdict:
        """What the text comes to, *mixed*, *faint* and *silent* told apart from neutral."""
        readings = [one.reading for one in self.sentences if one.weight]
        return doubt.verdict_of(readings, self.compound, low=self.low, high=self.high)

    @property
    def confidence(self) -> float:
        """The share of labels right among texts of as strong a tone; NaN without a reading."""
        return doubt.confidence_of(self.compound if self.n else math.nan)

    @property
    def confidence_in_words(self) -> str:
        """The confidence in plain words, "" without a reading."""
        return doubt.in_words(self.confidence)

    @property
    def words(self) -> tuple[tuple[str, float], ...]:
        """The words that weigh most and their points, heaviest first."""
        parts = [part for read in self.sentences for part in read.reading.parts if read.weight]
        ordered = sorted(parts, key=lambda part: -abs(part.points))
        return tuple((part.text, part.points) for part in ordered)

    def _repr_html_(self) -> str:
        """Return the sentences with their tones, as a notebook shows them."""
        band = f"95 %: {notebook.signed(self.low)} to {notebook.signed(self.high)}, n {self.n}"
        plain = f"plain VADER of the whole text {notebook.signed(self.plain.compound)}"
        rows = [
            (read.sentence.text, read.reading.compound, label_of(read.reading.compound))
            for read in self.sentences
            if read.weight
        ]
        heading = f"{notebook.signed(self.compound)} {self.verdict} ({band}; {plain})"
        return notebook.sentences(heading, rows, notes=self.cautions)


class _Known(NamedTuple):
    """What a sentence's text alone says."""

    reading: SentenceReading
    plain: float
    named: Sequence[Mention]


def score(
    text: str,
    about: str | None = None,
    *,
    known_as: Collection[str] = (),
    names: Collection[str] = (),
) -> Reading:
    """Return how a text reads, or what it says of one company.

    Parameters
    ----------
    text
        English prose, its headline first; of any length.
    about
        A company by name or ticker. Sentences that do not speak of it have no weight, and of
        those that do only the words about it count.
    known_as
        Other names of that company, its ticker among them.
    names
        Companies that the text may name and the engine does not know: their words carry no tone.

    Examples
    --------
    >>> score("Nvidia beats estimates.").label
    'positive'
    >>> score("AMD soars while Nvidia slips.", about="Nvidia").label
    'negative'
    """
    if not isinstance(text, str):
        raise TypeError(f"text is read from a str, not {type(text).__name__}")
    target = None if about is None else text_companies.resolve(about)
    others = {name: text_companies.resolve(name) for name in names}
    asked = {} if target is None else dict.fromkeys([str(about), *known_as], target)
    split = text_sentences.split_passages(_unbroken(text, others | asked))
    post = len(text) <= LONGEST_POST and "$" in text and bool(_CASHTAG.search(text))
    foreign = not_english(text)
    sentences = [*map(_legible, split.sentences)]
    # Short sentences may come again, however often: each text is read once.
    above = [text[one.start : one.end] for one in split.omissions if one.reason in _NAMING]
    learnt = introductions.introduced(
        [one.text for one in sentences], above=above, known=others | asked
    )
    named = others | asked | {name: name for name in learnt}
    known = _known({one.text: None for one in sentences}, names=named, post=post)
    told = _told(sentences, known)
    parts = [one.reading for one in told] if target is None else aspects.about(target, told, post)
    read = [
        ReadSentence(
            sentence,
            one.reading if part is None else part,
            known[sentence.text].plain,
            0.0 if part is None or foreign else WEIGHTS[sentence.role],
            one.companies,
        )
        for sentence, one, part in zip(sentences, told, parts, strict=True)
    ]
    companies = _by_company(sentences, told, post=post)
    return _reading(
        text, read, split.omissions, companies=companies, target=target, foreign=foreign
    )


def _unbroken(text: str, names: Mapping[str, str]) -> str:
    """Return a text, as long as it was, with no line broken within the name of a company."""
    held = [bool(line.strip()) for line in text.split("\n")]
    if not any(above and below for above, below in pairwise(held)):  # paragraphs of one line each
        return text
    pieces, last = list[str](), 0
    for one in text_companies.mentions(text, names=names):
        name = text[one.start : one.end]
        if name.count("\n") == 1:
            pieces += [text[last : one.start], name.replace("\n", " ")]
            last = one.end
    return "".join([*pieces, text[last:]])


def _legible(sentence: Sentence) -> Sentence:
    """Return a sentence without the characters that nobody sees, which part words."""
    if sentence.text.isascii():
        return sentence
    return replace(sentence, text=sentence.text.translate(_UNSEEN))


def _told(sentences: Sequence[Sentence], known: Mapping[str, _Known]) -> list[Told]:
    """Return the sentences with what each says of whom, an outsider's comments held."""
    texts = [one.text for one in sentences]
    named = [known[text].named for text in texts]
    readings = [
        reading_sentence.commented(known[text].reading) if quoted else known[text].reading
        for text, quoted in zip(texts, targets.find_comments(texts, named), strict=True)
    ]
    return aspects.told_of(texts, readings, named)


def _known(sentences: Iterable[str], *, names: Mapping[str, str], post: bool) -> dict[str, _Known]:
    """Return what each sentence says by itself, the names in it masked."""
    named = {one: text_companies.mentions(one, names=names) for one in sentences}
    masked = masking.spans_of(named)
    return {
        one: _Known(
            reading_sentence.read_sentence(one, post=post, names=masked[one]),
            vader.polarity(one).compound,
            mentions,
        )
        for one, mentions in named.items()
    }


def _reading(
    text: str,
    read: Sequence[ReadSentence],
    omissions: tuple[Omission, ...],
    *,
    companies: tuple[tuple[str, float, int], ...],
    target: str | None,
    foreign: str | None,
) -> Reading:
    """Return the reading of a text from those of its sentences."""
    counted = [one for one in read if one.weight]
    compound, low, high = _mean_within([(one.reading.compound, one.weight) for one in counted])
    judging = [one for one in counted if one.reading.kind != "price move"]
    without = _mean([(one.reading.compound, one.weight) for one in judging])
    plain = vader.polarity(text)
    cautions: tuple[str, ...]
    if foreign:
        cautions = (foreign,)
    else:
        names = [name for name, _, _ in companies]
        cautions = care.reasons(
            text,
            [one.reading for one in counted],
            compound,
            plain=plain.compound,
            target=target,
            names=names,
        )
    unspoken = target is not None and not foreign
    return Reading(
        compound if counted or unspoken else 0.0,
        low,
        high,
        len(counted),
        without,
        plain,
        _mean([(one.plain, one.weight) for one in counted]),
        tuple(read),
        omissions,
        companies,
        cautions,
    )


def _mean(weighted: Sequence[tuple[float, float]]) -> float:
    """Return a weighted mean, NaN of nothing."""
    total = math.fsum(weight for _, weight in weighted)
    return math.fsum(value * weight for value, weight in weighted) / total if total else math.nan


def _mean_within(weighted: Sequence[tuple[float, float]]) -> tuple[float, float, float]:
    """Return a weighted mean and its 95 % interval; NaN where there is too little.

    Student's interval with Kish's (1965) effective number of sentences, (Σw)² / Σw².
    """
    mean = _mean(weighted)
    total = math.fsum(weight for _, weight in weighted)
    if not total:
        return math.nan, math.nan, math.nan
    n = total**2 / math.fsum(weight**2 for _, weight in weighted)
    if len(weighted) < 2:
        return mean, math.nan, math.nan
    spread = math.fsum(weight * (value - mean) ** 2 for value, weight in weighted) / total
    error = math.sqrt(spread / (n - 1))
    reach = float(stdtrit(n - 1, 0.975)) * error
    return mean, max(-1.0, mean - reach), min(1.0, mean + reach)


def _by_company(
    sentences: Sequence[Sentence], told: Sequence[Told], *, post: bool
) -> tuple[tuple[str, float, int], ...]:
    """Return each company with the compound about it and its sentences, most named first."""
    rows = []
    for company in sorted({name for one in told for name in one.companies}):
        said = [
            (reading.compound, WEIGHTS[sentence.role])
            for sentence, reading in zip(sentences, aspects.about(company, told, post), strict=True)
            if reading is not None
        ]
        rows.append((company, _mean(said), len(said)))
    return tuple(sorted(rows, key=lambda row: (-row[2], row[0])))
