"""VADER's own words and emoji, from the package that publishes them."""

from collections.abc import Mapping
from functools import cache
from importlib import resources
from types import MappingProxyType


@cache
def vader_words() -> Mapping[str, float]:
    """Return VADER's lexicon: token to mean valence, from -4 (most negative) to 4.

    Hutto & Gilbert (2014), in the release that vaderSentiment installs.

    Examples
    --------
    >>> vader_words()["good"]
    1.9
    """
    pairs = _pairs("vader_lexicon.txt")
    return MappingProxyType({word: float(valence) for word, valence in pairs.items()})


@cache
def vader_emoji() -> Mapping[str, str]:
    """Return VADER's description of each emoji, which it scores in the emoji's place."""
    return MappingProxyType(_pairs("emoji_utf8_lexicon.txt"))


def _pairs(name: str) -> dict[str, str]:
    """Return the first two fields of each line of one of vaderSentiment's lists."""
    text = resources.files("vaderSentiment").joinpath(name).read_text(encoding="utf-8")
    # Not splitlines(): some entries of the lists hold characters that it would split at.
    rows = (line.strip().split("\t") for line in text.rstrip("\n").split("\n"))
    return {row[0]: row[1] for row in rows}
