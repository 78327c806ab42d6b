"""What the reader does with announcements that were found: accept, leave, undo."""

from collections.abc import Iterable, Sequence

import sqlalchemy as sql

from sentiment.library import results, schema
from sentiment.library.database import insert
from sentiment.library.library import Library
from sentiment.market.candidates import Candidate

_CONTACT = "contact"


def undecided(library: Library, candidates: Iterable[Candidate]) -> list[Candidate]:
    """Return those of the candidates found that were neither accepted nor left, in order."""
    with library.store.connection() as connection:
        decided = set(connection.scalars(sql.select(schema.decisions.c.candidate)))
    return [one for one in candidates if one.key not in decided]


def accept(library: Library, chosen: Sequence[Candidate]) -> list[str]:
    """Keep candidates as the reader's announcements, results as dates too; return the keys.

    One that is accepted twice, or by two apps at once, is one announcement.
    """
    results.keep_found(library.store, chosen)  # first: what is cut short here is offered again
    keys = []
    for one in chosen:
        summary = f"{one.source}: {one.url}" + (f" ({one.note})" if one.note else "")
        key = library.announcements.save(
            instant=one.instant,
            title=one.title,
            symbols=one.share,
            summary=summary,
            instant_known=one.known,
        )
        _decide(library, {one.key: key})
        keys.append(key)
    return keys


def leave(library: Library, keys: Iterable[str]) -> None:
    """Note that candidates are not wanted, so that no search brings them back."""
    _decide(library, dict.fromkeys(keys))


def undo(library: Library, keys: Iterable[str]) -> None:
    """Have candidates undecided again; what was accepted goes into the bin, and its date away."""
    table, wanted = schema.decisions, list(keys)
    with library.store.connection() as connection:
        query = sql.select(table.c.announcement).where(table.c.candidate.in_(wanted))
        accepted = [key for key in connection.scalars(query) if key is not None]
    rows = library.announcements.all()
    results.forget_found(library.store, rows[rows.index.isin(accepted)])
    for key in accepted:
        library.announcements.delete(key)
    with library.store.connection(writes=True) as connection:
        connection.execute(table.delete().where(table.c.candidate.in_(wanted)))
        schema.count(connection, "announcements")


def _decide(library: Library, made: dict[str, str | None]) -> None:
    with library.store.connection(writes=True) as connection:
        for candidate, announcement in made.items():
            values = {"announcement": announcement, "made_at": schema.now(connection)}
            statement = insert(connection, schema.decisions).values(candidate=candidate, **values)
            connection.execute(
                statement.on_conflict_do_update(index_elements=["candidate"], set_=values)
            )
        schema.count(connection, "announcements")


def contact(library: Library) -> str:
    """Return who the reader told sources to be; "" where nobody was named."""
    table = schema.settings
    with library.store.connection() as connection:
        return str(
            connection.scalar(sql.select(table.c.value).where(table.c.name == _CONTACT)) or ""
        )


def keep_contact(library: Library, named: str) -> None:
    """Keep a name and an e-mail address, in this library alone, for sources that ask who calls."""
    with library.store.connection(writes=True) as connection:
        values = {"value": named.strip()}
        statement = insert(connection, schema.settings).values(name=_CONTACT, **values)
        connection.execute(statement.on_conflict_do_update(index_elements=["name"], set_=values))
