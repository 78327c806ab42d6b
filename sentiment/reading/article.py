"""A text to a Reading: its sentences, their tone, the companies named, and reasons for care."""

import math
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from scipy.special import stdtrit

from sentiment.output import notebook
from sentiment.output.labels import NEUTRAL_BAND, Label, label_of
from sentiment.reading import masking, targets, vader
from sentiment.reading import sentence as reading_sentence
from sentiment.reading.sentence import Part, SentenceReading
from sentiment.reading.vader import Polarity
from sentiment.text import companies as text_companies
from sentiment.text import sentences as text_sentences
from sentiment.text.companies import Mention
from sentiment.text.language import LOOKED_AT, not_english
from sentiment.text.sentences import Omission, Role, Sentence

__all__ = ["NEUTRAL_BAND", "Label", "ReadSentence", "Reading", "label_of", "score"]

# A headline says what the article is about and a lead sums it up; the body adds detail.
WEIGHTS: dict[Role, float] = {"headline": 2.0, "lead": 1.5, "body": 1.0}
CARRIED = 2  # sentences over which "the company" still means whom an earlier one named
LONGEST_POST = 400  # characters; a longer text that names a ticker is no trader's post
_CASHTAG = re.compile(r"\$[A-Za-z]{1,6}\b")


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
    asked for), ``low`` and ``high`` its 95 % interval, NaN for fewer than two sentences.
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
    def label(self) -> Label:
        """The compound's side of the neutral band."""
        return label_of(self.compound)

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
        heading = f"{notebook.signed(self.compound)} {self.label} ({band}; {plain})"
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
    split = text_sentences.split_passages(text)
    target = None if about is None else text_companies.resolve(about)
    others = {name: text_companies.resolve(name) for name in names}
    asked = {} if target is None else dict.fromkeys([str(about), *known_as], target)
    texts = [sentence.text for sentence in split.sentences]
    post = len(text) <= LONGEST_POST and "$" in text and bool(_CASHTAG.search(text))
    # Short sentences may come again, however often: each text is read once.
    known = _known(dict.fromkeys(texts), names=others | asked, post=post)
    named = [known[text].named for text in texts]
    spoken = _carried(split.sentences, named)
    quoted = targets.find_comments(texts, named)
    read = [
        _read(
            sentence,
            _quoted(known[sentence.text]) if comment else known[sentence.text],
            spoken=subject,
            target=target,
        )
        for sentence, subject, comment in zip(split.sentences, spoken, quoted, strict=True)
    ]
    return _reading(text, read, split.omissions, named=named, spoken=spoken, target=target)


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


def _quoted(known: _Known) -> _Known:
    """Return what a sentence says if it quotes an outsider's comment."""
    return known._replace(reading=reading_sentence.commented(known.reading))


def _carried(sentences: Sequence[Sentence], named: Sequence[Sequence[Mention]]) -> list[str | None]:
    """Return whom each sentence goes on about without naming anybody."""
    subject, since = None, CARRIED
    carried: list[str | None] = []
    for sentence, here in zip(sentences, named, strict=True):
        since += 1
        goes_on = not here and since <= CARRIED and targets.carried_on(sentence.text)
        carried.append(subject if goes_on else None)
        if here:
            subject, since = here[0].company, 0
    return carried


def _read(
    sentence: Sentence, known: _Known, *, spoken: str | None, target: str | None
) -> ReadSentence:
    """Return a sentence as part of the text's reading."""
    here = {mention.company for mention in known.named} | ({spoken} - {None})
    weight, reading = WEIGHTS[sentence.role], known.reading
    if target is not None:
        weight = weight if target in here else 0.0
        owned = targets.pieces_by_company(sentence.text, reading.told, mentions=known.named)
        reading = _about(target, sentence, reading, named=known.named, spoken=spoken, owned=owned)
    return ReadSentence(sentence, reading, known.plain, weight, tuple(sorted(map(str, here))))


def _about(
    company: str,
    sentence: Sentence,
    reading: SentenceReading,
    *,
    named: Sequence[Mention],
    spoken: str | None,
    owned: Mapping[str, tuple[Part, ...]],
) -> SentenceReading:
    """Return what of a sentence's reading is about one company."""
    if spoken == company:
        return reading
    if targets.set_against(sentence.text, mentions=named, company=company):
        return reading_sentence.turned(reading)
    told = owned.get(company, ())
    if len(told) == len(reading.told):
        return reading
    return reading_sentence.reading_of(told, kind=reading.kind)


def _reading(
    text: str,
    read: Sequence[ReadSentence],
    omissions: tuple[Omission, ...],
    *,
    named: Sequence[Sequence[Mention]],
    spoken: Sequence[str | None],
    target: str | None,
) -> Reading:
    """Return the reading of a text from those of its sentences."""
    counted = [one for one in read if one.weight]
    foreign = not_english(text)
    compound, low, high = _mean([(one.reading.compound, one.weight) for one in counted])
    judging = [one for one in counted if one.reading.kind != "price move"]
    without = _mean([(one.reading.compound, one.weight) for one in judging])[0]
    plain = vader.polarity(text)
    cautions = _cautions(text, counted, compound, plain=plain.compound, target=target)
    if foreign:
        compound, low, high, without = 0.0, math.nan, math.nan, math.nan
        cautions = (foreign,)
    return Reading(
        0.0 if not counted else compound,
        low,
        high,
        len(counted),
        without,
        plain,
        _mean([(one.plain, one.weight) for one in counted])[0],
        tuple(read),
        omissions,
        _by_company(read, named=named, spoken=spoken),
        cautions,
    )


def _mean(weighted: Sequence[tuple[float, float]]) -> tuple[float, float, float]:
    """Return a weighted mean and its 95 % interval; NaN where there is too little.

    Student's interval with Kish's (1965) effective number of sentences, (Σw)² / Σw².
    """
    total = math.fsum(weight for _, weight in weighted)
    if not total:
        return math.nan, math.nan, math.nan
    mean = math.fsum(value * weight for value, weight in weighted) / total
    n = total**2 / math.fsum(weight**2 for _, weight in weighted)
    if len(weighted) < 2:
        return mean, math.nan, math.nan
    spread = math.fsum(weight * (value - mean) ** 2 for value, weight in weighted) / total
    error = math.sqrt(spread / (n - 1))
    reach = float(stdtrit(n - 1, 0.975)) * error
    return mean, max(-1.0, mean - reach), min(1.0, mean + reach)


def _by_company(
    read: Sequence[ReadSentence],
    *,
    named: Sequence[Sequence[Mention]],
    spoken: Sequence[str | None],
) -> tuple[tuple[str, float, int], ...]:
    """Return each company with the compound about it and its sentences, most named first."""
    about: dict[str, list[tuple[float, float]]] = {}
    for one, here, subject in zip(read, named, spoken, strict=True):
        sentence, reading = one.sentence, one.reading
        owned = targets.pieces_by_company(sentence.text, reading.told, mentions=here)
        for company in one.companies:
            said = _about(company, sentence, reading, named=here, spoken=subject, owned=owned)
            about.setdefault(company, []).append((said.compound, WEIGHTS[sentence.role]))
    rows = [(company, _mean(values)[0], len(values)) for company, values in about.items()]
    return tuple(sorted(rows, key=lambda row: (-row[2], row[0])))


_MARKUP = re.compile(r"</?[a-z][^<>]{0,200}>", re.IGNORECASE)


def _cautions(
    text: str,
    counted: Sequence[ReadSentence],
    compound: float,
    *,
    plain: float,
    target: str | None,
) -> tuple[str, ...]:
    """Return the reasons for care with a reading."""
    if not text.strip():
        return ("There is no text to read.",)
    if not counted:
        return (f"No sentence speaks of {target}." if target else "No sentence was found.",)
    told = []
    sides = {label_of(compound), label_of(plain)}
    if sides == {"positive", "negative"}:
        told.append(
            f"Plain VADER reads the whole text as {label_of(plain)}, the finance reading as "
            f"{label_of(compound)}: see the sentences for which is right."
        )
    if not any(one.reading.parts for one in counted):
        told.append("No word of it carries a tone in finance.")
    if _MARKUP.search(text[:LOOKED_AT]):
        told.append("The text holds HTML tags, which are read as words: paste the text alone.")
    return tuple(told)
