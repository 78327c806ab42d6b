"""Every way to tell a price has sentences of its own that it reads, and some that it leaves."""

import pandas as pd
import pytest

from sentiment.claims import patterns
from sentiment.claims.figures import read_figures
from sentiment.claims.memory import Memory
from sentiment.claims.mentions import Subject
from sentiment.claims.patterns import Pattern
from sentiment.claims.scene import lowered, read_scene
from sentiment.claims.times import read_times

KNOWN = pd.Timestamp("2026-02-02 18:00", tz="America/New_York")
YES = [(one, sentence) for one in patterns.patterns() for sentence in one.yes]
NO = [(one, sentence) for one in patterns.patterns() for sentence in one.no]


def names(sentence: str) -> set[str]:
    """The patterns by which a sentence's figures are told."""
    scene = read_scene(sentence, read_times(lowered(sentence), known=KNOWN))
    nvidia = Subject("Nvidia", "NVDA")
    figures, _ = read_figures(scene, Memory(topic=nvidia, it=nvidia))
    return {one.name for one in figures}


@pytest.mark.parametrize(("pattern", "sentence"), YES, ids=[f"{p.name}: {s}" for p, s in YES])
def test_a_pattern_reads_its_own_sentences(pattern: Pattern, sentence: str) -> None:
    assert pattern.name in names(sentence)


@pytest.mark.parametrize(("pattern", "sentence"), NO, ids=[f"{p.name}: {s}" for p, s in NO])
def test_a_pattern_leaves_what_is_no_price(pattern: Pattern, sentence: str) -> None:
    assert pattern.name not in names(sentence)


def test_a_trait_that_nothing_knows_is_refused() -> None:
    with pytest.raises(ValueError, match="no trait is named shiny"):
        patterns._traits({"name": "a close of", "traits": ["close", "shiny"]})
