"""What comes in from tables and pastes, kept in the library with the shares it is about."""

from collections.abc import Mapping, Sequence

from sentiment.library import subjects
from sentiment.library.library import Library


def save(library: Library, articles: Sequence[Mapping[str, object]]) -> list[str]:
    """Keep articles, all or none, and return their keys.

    Parameters
    ----------
    articles
        As ``Library.articles.save_many`` takes them, and ``tickers``, the shares that the
        reader says each is about.

    Raises
    ------
    DataError
        If one cannot be kept; then none is.
    """
    keys = library.articles.save_many([_article(one) for one in articles])
    about: dict[tuple[str, ...], list[str]] = {}
    for key, article in zip(keys, articles, strict=True):
        tickers = article.get("tickers")
        if tickers and isinstance(tickers, tuple | list):
            about.setdefault(tuple(map(str, tickers)), []).append(key)
    for symbols, named in about.items():
        subjects.choose(library.store, named, symbols)
    return keys


def _article(row: Mapping[str, object]) -> dict[str, object]:
    return {name: value for name, value in row.items() if name != "tickers"}
