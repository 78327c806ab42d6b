"""Which of a share's articles its tone counts: of some outlets, naming some other shares."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

import pandas as pd
import sqlalchemy as sql

from sentiment.library.article_rows import chunks
from sentiment.library.schema import articles, speaks_of, subjects
from sentiment.library.store import Store
from sentiment.library.subjects import subjects_of

NAMED = 2  # that words name; of more, they say how many
NO_OUTLET = "Outlet unknown"  # stands for the articles of none


@dataclass(frozen=True, slots=True)
class Filter:
    """What an article must be of and name, any one of each, to count; nothing asked lets all."""

    outlets: tuple[str, ...] = ()
    naming: tuple[str, ...] = ()  # symbols of shares, beside the one whose tone it is

    def __bool__(self) -> bool:
        """Whether anything is asked."""
        return bool(self.outlets or self.naming)

    @property
    def words(self) -> str:
        """What is asked, as it follows "articles"; "" where nothing is.

        Examples
        --------
        >>> Filter(("Reuters",), ("AMD", "INTC")).words
        'of Reuters naming AMD or INTC'
        >>> Filter(("Reuters", "Bloomberg", "AP")).words, Filter().words
        ('of 3 outlets', '')
        """
        of = _either([_called(one) for one in self.outlets], "outlets")
        naming = _either(self.naming, "shares")
        return " ".join([*([f"of {of}"] if of else []), *([f"naming {naming}"] if naming else [])])

    def counting(
        self, outlets: "pd.Series[str]", named: Mapping[str, Collection[str]]
    ) -> "pd.Index[str]":
        """Return the keys of the articles that count.

        Parameters
        ----------
        outlets
            Of each article, by its key; "" where unknown.
        named
            The shares that each speaks of, by its key.
        """
        theirs = {"" if one == NO_OUTLET else one for one in self.outlets}
        fitting = [
            key
            for key, outlet in outlets.items()
            if (not theirs or outlet in theirs)
            and (not self.naming or not {*self.naming}.isdisjoint(named.get(str(key), ())))
        ]
        return outlets.index[outlets.index.isin(fitting)]


@dataclass(frozen=True, slots=True)
class Choices:
    """What a share's articles can be told apart by, what most of them share first."""

    outlets: tuple[str, ...] = ()
    naming: tuple[str, ...] = ()


def choices(
    store: Store,
    symbol: str,
    *,
    shipped: Iterable[tuple[str, Collection[str]]] = (),
    most: int = 50,
) -> Choices:
    """Return the outlets of a share's articles, and the other shares that those name.

    Parameters
    ----------
    shipped
        Outlet and shares of each article that counts beside the library's.
    most
        How many of each.
    """
    whole = sql.func.count()
    others = subjects.alias("others")
    by_outlet = sql.select(articles.c.outlet, whole).where(
        *speaks_of(symbol), articles.c.removed_at.is_(None)
    )
    by_share = sql.select(others.c.symbol, whole).where(
        *speaks_of(symbol), articles.c.removed_at.is_(None), others.c.article == articles.c.key
    )
    with store.connection() as connection:
        outlets = connection.execute(by_outlet.group_by(articles.c.outlet)).all()
        named = connection.execute(by_share.group_by(others.c.symbol)).all()
    names = [*shipped]
    return Choices(
        _most([*map(tuple, outlets), *((outlet, 1) for outlet, _ in names)], most),
        _most([*map(tuple, named), *((one, 1) for _, each in names for one in each)], most, symbol),
    )


def of_library(store: Store, keys: Collection[str], which: Filter) -> "pd.Index[str]":
    """Return the keys of those of the library's articles that count."""
    by_article: dict[str, str] = {}
    with store.connection() as connection:
        for some in chunks(list(keys)):
            query = sql.select(articles.c.key, articles.c.outlet).where(articles.c.key.in_(some))
            by_article |= {str(key): str(outlet or "") for key, outlet in connection.execute(query)}
    outlets = pd.Series(by_article, dtype="str")
    return which.counting(outlets, subjects_of(store, by_article) if which.naming else {})


def _most(
    counted: Iterable[tuple[str | None, int]], most: int, without: str | None = None
) -> tuple[str, ...]:
    """Return names by how often they were counted, most often first, then by the alphabet."""
    totals: dict[str, int] = {}
    for name, count in counted:
        totals[name or NO_OUTLET] = totals.get(name or NO_OUTLET, 0) + count
    totals.pop(without or "", None)
    return tuple(sorted(totals, key=lambda name: (-totals[name], name)))[:most]


def _called(outlet: str) -> str:
    return outlet.lower() if outlet == NO_OUTLET else outlet


def _either(names: Collection[str], things: str) -> str:
    """Return names as a choice in words, or how many things they are."""
    if len(names) > NAMED:
        return f"{len(names)} {things}"
    return " or ".join(names)
