"""Where what the page shows comes from, made of what is held and was read."""

from dashboard.data import bars, tones
from dashboard.data.articles import articles, shipped_articles
from dashboard.data.story import Story
from dashboard.selection import Selection
from sentiment.reports import provenance


def of_bars(*symbols: str) -> str:
    """Return where the bars of some symbols come from."""
    with_bars = [one for one in dict.fromkeys(symbols) if bars.holds(one)]
    if not with_bars:
        return "No bars went in."
    last = max(bars.bars(one, bars.version(one)).index[-1] for one in with_bars)
    fetched = [one for one in with_bars if not bars.shipped(one)]
    return provenance.of_bars(with_bars, last=last, fetched=fetched)


def of_tone(chosen: Selection) -> str:
    """Return whose articles the tones of the story's sessions are of."""
    version = bars.version(chosen.share, chosen.benchmark)
    keys = list(Story(chosen, version).tones_on_show.index)
    return of_articles(keys, scorer=chosen.scorer, only=tones.only(chosen))


def of_articles(keys: list[str], *, scorer: str, only: str = "") -> str:
    """Return whose the articles of some keys are."""
    samples = shipped_articles().index
    own = [key for key in keys if key not in samples]
    outlets = [str(one) for one in articles(own)["outlet"].fillna("")] if own else []
    return provenance.of_tone(
        samples=len(keys) - len(own), outlets=outlets, scorer=scorer, only=only
    )


def sources(chosen: Selection, *, tone: bool = True) -> tuple[str, ...]:
    """Return the sentences that stand under a picture or table of the chosen share."""
    made = [of_bars(chosen.share, chosen.benchmark), *([of_tone(chosen)] if tone else [])]
    return (*made, provenance.NO_ADVICE)
