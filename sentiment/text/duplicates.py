"""One story printed by several outlets: recognised by what the copies share, and counted once.

Copies differ in headline, byline and end. What stays is the wording: the runs of five words of
their sentences. Each article keeps a MinHash of them (Broder 1997), from which the share of runs
that two articles have in common can be told without either's text.
"""

import re
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sentiment.text import sentences

Signature = NDArray[np.uint32]

PERMUTATIONS = 128  # a share of 0.2 is told within ±0.07, twice its standard error
RUN = 5  # words
FEWEST_RUNS = 20  # a text with fewer may agree with another by chance
# Articles by several hands on one event: no two of those shipped share more than 0.04. Copies
# that lost a third of their sentences, every fifth of the rest changed, share 0.27 at least.
ALIKE = 0.2
WITHIN = pd.Timedelta(days=3)  # later, a copy is told anew and counts anew
MOST_BEFORE = 2_000  # articles of those days that one is compared with
_SEED = 1
_WORD = re.compile(r"\w+")


def signature(text: str) -> Signature | None:
    """Return what a text's wording boils down to; None if it is too short to tell.

    Repeated sentences, navigation and the like are left out first.

    Examples
    --------
    >>> signature("Too short to tell.") is None
    True
    """
    from datasketch import MinHash  # noqa: PLC0415 - a quarter of a second, for saved articles

    read = sentences.split_passages(text)
    words = _WORD.findall(" ".join(one.text for one in read.sentences).casefold())
    runs = {" ".join(words[at : at + RUN]) for at in range(len(words) - RUN + 1)}
    if len(runs) < FEWEST_RUNS:
        return None
    hashed = MinHash(num_perm=PERMUTATIONS, seed=_SEED)
    hashed.update_batch([run.encode() for run in sorted(runs)])
    return np.asarray(hashed.hashvalues, dtype=np.uint64).astype(np.uint32)


def groups(published: "pd.Series[pd.Timestamp]", signatures: "pd.Series[Any]") -> "pd.Series[str]":
    """Return for each article the key of the story it is a copy of: its own if of none.

    Parameters
    ----------
    published
        Instants by the articles' keys.
    signatures
        From :func:`signature`, by the same keys; None or missing where there is none.

    Returns
    -------
    Series
        In the order of publication. The story is named after its earliest copy, which is the one
        that the others resemble, or resemble a copy of, within three days.
    """
    ordered = published.sort_values(kind="stable")
    held = signatures.reindex(ordered.index)
    known = held.map(lambda one: isinstance(one, np.ndarray)).to_numpy(dtype=bool)
    stories = pd.Series(ordered.index, ordered.index, dtype="str", name="story")
    if not known.any():
        return stories
    places = np.flatnonzero(known)
    values = np.stack(held.iloc[places].to_list())
    instants = pd.DatetimeIndex(ordered.iloc[places])
    starts = instants.searchsorted(instants - WITHIN)
    story = np.arange(len(places))
    for at in range(1, len(places)):
        first = max(starts[at], at - MOST_BEFORE)
        alike = (values[first:at] == values[at]).mean(axis=1)
        if len(alike) and alike.max() >= ALIKE:
            story[at] = story[first + alike.argmax()]
    stories.iloc[places] = stories.iloc[places].to_numpy()[story]
    return stories


def counted_once(tones: pd.DataFrame, stories: "pd.Series[str]") -> pd.DataFrame:
    """Return only the earliest copy of each story, and of how many ``copies`` it is.

    Parameters
    ----------
    tones
        One row per article: see :func:`sentiment.reading.daily.tones`.
    stories
        From :func:`groups`; an article it does not know is a story of its own.

    Examples
    --------
    >>> read = pd.DataFrame({"compound": [-0.4, -0.5, 0.1]}, index=["a", "b", "c"])
    >>> once = counted_once(read, pd.Series({"a": "a", "b": "a", "c": "c"}))
    >>> once["copies"].to_dict()
    {'a': 2, 'c': 1}
    """
    own = pd.Series(tones.index, tones.index)
    story = stories.reindex(tones.index).fillna(own)
    earliest = ~story.duplicated()
    return tones[earliest].assign(copies=story.map(story.value_counts())[earliest])
