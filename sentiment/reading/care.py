"""Why a reading is to be taken with care."""

import re
from collections.abc import Sequence

from sentiment.output.labels import label_of
from sentiment.reading.sentence import SentenceReading
from sentiment.text import companies
from sentiment.text.language import LOOKED_AT

_MARKUP = re.compile(r"</?[a-z][^<>]{0,200}>", re.IGNORECASE)


def reasons(
    text: str,
    counted: Sequence[SentenceReading],
    compound: float,
    *,
    plain: float,
    target: str | None,
    names: Sequence[str],
) -> tuple[str, ...]:
    """Return the reasons for care with a reading, in sentences.

    Parameters
    ----------
    counted
        The readings of the sentences that count.
    plain
        Plain VADER's compound of the whole text.
    target, names
        The company asked about, and those that the text names.

    Examples
    --------
    >>> reasons(" ", [], 0.0, plain=0.0, target=None, names=[])
    ('There is no text to read.',)
    """
    if not text.strip():
        return ("There is no text to read.",)
    if not counted:
        return (_unspoken(target, names) if target else "No sentence was found.",)
    told = []
    sides = {label_of(compound), label_of(plain)}
    if sides == {"positive", "negative"}:
        told.append(
            f"Plain VADER reads the whole text as {label_of(plain)}, the finance reading as "
            f"{label_of(compound)}: see the sentences for which is right."
        )
    if not any(one.parts for one in counted):
        told.append("No word of it carries a tone in finance.")
    if _MARKUP.search(text[:LOOKED_AT]):
        told.append("The text holds HTML tags, which are read as words: paste the text alone.")
    return tuple(told)


def _unspoken(company: str, names: Sequence[str]) -> str:
    """Return that a text does not speak of a company, and whom it may be mistaken for."""
    meant = companies.near(company, others=names)
    asked = f" Did you mean {meant}?" if meant and meant != company else ""
    return f"No sentence speaks of {company}.{asked}"
