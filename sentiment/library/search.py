"""What a reader asks of the library's articles, as conditions and an order that an index answers.

Words are looked up in the full-text index. What it does not hold as a word (a sign, a part of a
word in a script written without spaces) is looked for in the texts themselves; so is everything
where SQLite was built without FTS5. PostgreSQL's index holds the first 200,000
characters of a text.
"""

import re
import unicodedata
from dataclasses import dataclass
from typing import Any, Literal, get_args

import pandas as pd
import sqlalchemy as sql

from sentiment.library.schema import articles, links, storable, tags, utc

Order = Literal["published", "title", "outlet", "added"]

_TERM = re.compile(r'"([^"]+)"|([^\s"]+)')
_MOST_TERMS = 50  # of a search; what follows is passed over
# Thai, Lao and Khmer, kana, Chinese characters, Hangul: no spaces tell where a word ends, or an
# ending is part of it, so that the index knows only runs.
_RUN_ON = re.compile("[\u0e00-\u0eff\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_LOOKED_IN = ("title", "outlet", "author", "text")
# What SQLite's index takes for no part of a word: signs, and accents once they stand apart.
_ACCENTS = r"[\u0300-\u036f]"
_SIGNS = r"[\u0001-/:-@\[-`{-¿×÷\u2000-\u2bff\u3000-\u303f]+"
_FOLDED = {
    name: f"regexp_replace(regexp_replace(normalize(left(articles.{name}, 200000), NFD), "
    f"'{_ACCENTS}', '', 'g'), '{_SIGNS}', ' ', 'g')"
    for name in _LOOKED_IN
}
# Written out: an index on an expression serves no question that binds the numbers in it.
_TITLE: sql.ColumnElement[str] = sql.literal_column("lower(substr(articles.title, 1, 200))")
_HAS_INDEX = (
    "SELECT EXISTS (SELECT 1 FROM sqlite_master WHERE name = 'article_words') "
    "AND EXISTS (SELECT 1 FROM pragma_module_list WHERE name = 'fts5')"
)


@dataclass(frozen=True, slots=True)
class Query:
    """What is looked for among a library's articles; what is empty asks for nothing.

    Attributes
    ----------
    words
        Every one of them must open a word of the title, outlet, author or text; what stands
        in double quotes must stand there as it is.
    company
        A name that must stand there as it is.
    since, until
        Instants of publication, the first included, the last not.
    tag, event
        Only articles so tagged, or linked to that announcement.
    binned
        Search the bin, and nothing else.

    Raises
    ------
    ValueError
        If there is no such order.
    """

    words: str = ""
    company: str | None = None
    since: pd.Timestamp | None = None
    until: pd.Timestamp | None = None
    outlet: str | None = None
    tag: str | None = None
    event: str | None = None
    binned: bool = False
    order: Order = "published"
    descending: bool = True

    def __post_init__(self) -> None:
        if self.order not in get_args(Order):
            raise ValueError(f"order is one of {', '.join(get_args(Order))}, got {self.order!r}")


EVERYTHING = Query()


def wanted(query: Query) -> list[sql.ColumnElement[bool]]:
    """Return the conditions on an article but for its words."""
    removed_at, published = articles.c.removed_at, articles.c.published
    conditions: list[sql.ColumnElement[bool]] = [
        removed_at.is_not(None) if query.binned else removed_at.is_(None)
    ]
    if query.since is not None:
        conditions.append(published >= utc(query.since))
    if query.until is not None:
        conditions.append(published < utc(query.until))
    if query.outlet is not None:
        conditions.append(articles.c.outlet == storable(query.outlet))
    if query.tag is not None:
        conditions.append(_named_in(tags.c.article, tags.c.tag == storable(query.tag)))
    if query.event is not None:
        conditions.append(_named_in(links.c.article, links.c.event == storable(query.event)))
    return conditions


def with_words(connection: sql.Connection, query: Query) -> list[sql.ColumnElement[bool]]:
    """Return the conditions that every word of a query, and every phrase in quotes, be there.

    A word also stands for the longer words that it opens.
    """
    words = query.words + (f' "{query.company}"' if query.company else "")
    terms = list(dict.fromkeys(_TERM.findall(storable(words))))[:_MOST_TERMS]
    postgres = connection.dialect.name == "postgresql"
    has_index = postgres or bool(connection.exec_driver_sql(_HAS_INDEX).scalar())
    looked_up = [pair for pair in terms if has_index and _is_word(pair[0] or pair[1])]
    if postgres:
        looked_up = [pair for pair in looked_up if _folded(pair[0] or pair[1])]
        # It takes folding a text for as cheap as comparing a number: half a millisecond each.
        connection.exec_driver_sql("SET LOCAL enable_seqscan = off")
    conditions = [
        _read_for(phrase or word) for phrase, word in terms if (phrase, word) not in looked_up
    ]
    if not looked_up:
        return conditions
    return [*conditions, _in_postgres(looked_up) if postgres else _in_sqlite(looked_up)]


def ordered(query: Query) -> list[sql.ColumnElement[Any]]:
    """Return what articles are sorted by; equals stand in the order that they were added in."""
    by: dict[str, tuple[sql.ColumnElement[Any], ...]] = {
        "published": (articles.c.published,),
        "added": (articles.c.added_at,),
        "title": (_TITLE,),
        "outlet": (articles.c.outlet, articles.c.published),
    }
    columns = (*by[query.order], articles.c.number)
    return [column.desc() if query.descending else column.asc() for column in columns]


def _named_in(
    column: sql.Column[Any], condition: sql.ColumnElement[bool]
) -> sql.ColumnElement[bool]:
    """Return the condition that a table name the article; by number, which every index holds."""
    named = articles.alias()
    joined = sql.select(named.c.number).join_from(named, column.table, named.c.key == column)
    return articles.c.number.in_(joined.where(condition))


def _is_word(term: str) -> bool:
    """Return whether the index holds a term's words as the reader sees them."""
    return any(map(str.isalnum, term)) and not _RUN_ON.search(term)


def _read_for(term: str) -> sql.ColumnElement[bool]:
    """Return the condition that a term stand somewhere, found by reading."""
    return sql.or_(*(articles.c[name].icontains(term, autoescape=True) for name in _LOOKED_IN))


def _in_sqlite(terms: list[tuple[str, str]]) -> sql.ColumnElement[bool]:
    """Return the condition on the index, each term quoted so that none is read as a command."""
    match = " ".join(f'"{phrase}"' if phrase else f'"{word}"*' for phrase, word in terms)
    index = sql.text("SELECT rowid FROM article_words WHERE article_words MATCH :asked")
    rows = index.bindparams(asked=match).columns(sql.column("rowid", sql.BigInteger))
    return articles.c.number.in_(sql.select(rows.subquery().c.rowid))


def _in_postgres(terms: list[tuple[str, str]]) -> sql.ColumnElement[bool]:
    """Return the condition on the index, which is asked first.

    As a plain condition, or a join, PostgreSQL may walk through the articles in their order and
    work the words of each out anew, in the belief that it will soon have met a page of them.
    """
    numbers = sql.select(articles.c.number).where(*map(_term_in_postgres, terms)).correlate(None)
    return articles.c.number == sql.any_(sql.func.array(numbers.scalar_subquery()))


def _term_in_postgres(term: tuple[str, str]) -> sql.ColumnElement[bool]:
    """Return the condition on the index; that words follow each other is read in the text.

    The index loses count of a long text's words, and knows not where one column ends.
    """
    phrase, word = term
    parts = _folded(phrase or word)
    words = " & ".join(f"'{part}'" for part in parts) + ("" if phrase else ":*")
    query = sql.func.to_tsquery(sql.literal_column("'simple'"), words)
    in_index = sql.literal_column(_VECTOR).bool_op("@@")(query)
    if len(parts) == 1:
        return in_index
    run = " ".join(["", *parts, ""]) if phrase else " ".join(["", *parts])
    stands = sql.or_(
        *(_padded(folded).contains(sql.func.lower(run)) for folded in _FOLDED.values())
    )
    return in_index & stands


def _padded(folded: str) -> sql.ColumnElement[str]:
    """Return a column's words in small letters, a space before and behind them."""
    return sql.literal_column(f"lower(' ' || {folded} || ' ')", sql.Text)


def _folded(term: str) -> list[str]:
    """Return a term's words as PostgreSQL's index holds them, but for capitals."""
    plain = re.sub(_ACCENTS, "", unicodedata.normalize("NFD", term))
    return re.sub(_SIGNS, " ", plain).split()


_VECTOR = "to_tsvector('simple', {})".format(" || ' ' || ".join(_FOLDED.values()))
