"""What figures that are told in one breath share: the day and the moment."""

from collections.abc import Sequence

from sentiment.claim_changes import Figure
from sentiment.claim_days import Day
from sentiment.claim_moments import When
from sentiment.claim_words import word_at
from sentiment.tokens import Token


def told_with(
    tokens: Sequence[Token], figures: Sequence[Figure], own: Sequence[Day | None], place: int
) -> Day | None:
    """Return the day of a figure that is told in one breath with this one."""
    figure = figures[place]
    later = _told_behind(figures, own, place)
    if later is not None and not figure.tied:
        return later
    for before in range(place - 1, -1, -1):
        if own[before] is None:
            continue
        tied = all(one.tied for one in figures[before + 1 : place + 1])
        chained = _goes_on(tokens, figures[before], figure)
        return own[before] if tied or chained else later
    return later


def _told_behind(figures: Sequence[Figure], own: Sequence[Day | None], place: int) -> Day | None:
    """Return the day of what a figure came to: "fell 2.9% to $185.61 on Monday"."""
    for later in range(place + 1, len(figures)):
        same = figures[later].subject.company == figures[place].subject.company
        if not (figures[later].tied and same):
            return None
        if own[later] is not None:
            return own[later]
    return None


def _goes_on(tokens: Sequence[Token], before: Figure, figure: Figure) -> bool:
    """Return whether a figure goes on with the day of one before: "and closed at".

    What a relative clause told is over ("which fell on Friday, dropped"), and so is what the
    present tense follows ("and is up 40%").
    """
    now = word_at(tokens, figure.first - 1) in {"is", "are", "has", "have", "now"}
    told = range(before.subject.first, before.first)
    aside = any(tokens[at].text in {"which", "whose", "that"} for at in told)
    return figure.subject is before.subject and not now and not aside


def shared_moments(figures: Sequence[Figure], whens: Sequence[When | None]) -> list[When | None]:
    """Return the moments, given on between the figures that are told in one breath."""
    shared = list(whens)
    for place, figure in enumerate(figures[1:], 1):
        same = figures[place - 1].subject.company == figure.subject.company
        own, before = shared[place], shared[place - 1]
        aside = (
            figure.tied == "behind" and before is not None and before.moment in {"open", "close"}
        )
        if same and ((figure.tied and own is None) or (aside and own and own.moment == "clock")):
            shared[place] = before
        if figure.tied == "before" and same and shared[place - 1] is None:
            shared[place - 1] = shared[place]
    return shared
