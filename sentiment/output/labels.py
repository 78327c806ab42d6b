"""What a tone is called, and the mark that stands for it: one definition for all rooms."""

from typing import Literal

Label = Literal["negative", "neutral", "positive"]
LABELS: tuple[Label, ...] = ("negative", "neutral", "positive")
SIGNS: dict[Label, str] = {"negative": "▼", "neutral": "●", "positive": "▲"}
NEUTRAL_BAND = 0.05  # Hutto & Gilbert (2014): a compound inside ±0.05 reads as neutral


def label_of(compound: float) -> Label:
    """Return what a compound is called.

    Examples
    --------
    >>> label_of(-0.3), label_of(0.0499)
    ('negative', 'neutral')
    """
    if abs(compound) < NEUTRAL_BAND:
        return "neutral"
    return "positive" if compound > 0 else "negative"
