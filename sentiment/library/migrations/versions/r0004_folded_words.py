"""Indexes that find and sort, on PostgreSQL, as those of SQLite do."""

from collections.abc import Iterable

import sqlalchemy as sql
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

WORDS = ("title", "outlet", "author", "text")
ORDERS = {
    "published": ["published"],
    "added_at": ["added_at"],
    "outlet": ["outlet", "published"],
    "title": ["lower(substr(title, 1, 200))"],
}


def _folded(name: str) -> str:
    """Return a column without accents, and with spaces for all that is no letter or digit."""
    plain = f"regexp_replace(normalize(left({name}, 200000), NFD), '[\\u0300-\\u036f]', '', 'g')"
    signs = r"[\u0001-/:-@\[-`{-¿×÷\u2000-\u2bff\u3000-\u303f]+"
    return f"regexp_replace({plain}, '{signs}', ' ', 'g')"


def upgrade() -> None:
    """Index the words without accents, cut at every sign, and a page of articles in each order."""
    if op.get_bind().dialect.name == "sqlite":
        return
    op.drop_index("article_words", "articles")
    _index_words(map(_folded, WORDS))
    # PostgreSQL sorts what has no removed_at, unless the index holds nothing else
    for name, columns in ORDERS.items():
        op.drop_index(f"articles_removed_{name}", "articles")
        op.create_index(
            f"articles_removed_{name}",
            "articles",
            [*map(sql.text, columns), "number"],
            postgresql_where=sql.text("removed_at IS NULL"),
        )


def downgrade() -> None:
    """Index the words as they stand, and the articles in the bin with the others."""
    if op.get_bind().dialect.name == "sqlite":
        return
    for name, columns in ORDERS.items():
        op.drop_index(f"articles_removed_{name}", "articles")
        op.create_index(
            f"articles_removed_{name}", "articles", ["removed_at", *map(sql.text, columns)]
        )
    op.drop_index("article_words", "articles")
    _index_words(f"left({name}, 200000)" for name in WORDS)


def _index_words(columns: Iterable[str]) -> None:
    words = " || ' ' || ".join(columns)
    op.execute(f"CREATE INDEX article_words ON articles USING gin (to_tsvector('simple', {words}))")
