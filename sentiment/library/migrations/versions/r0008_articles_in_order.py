"""An index that tells of all articles, in their order, what most questions ask of them."""

import sqlalchemy as sql
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

INDEX, TABLE = "articles_removed_published", "articles"


def upgrade() -> None:
    """Let the index hold key and edit too, so that no article is read to learn them."""
    _index("number", "key", "edited")


def downgrade() -> None:
    """Let the index hold the order alone."""
    _index("number") if op.get_bind().dialect.name == "postgresql" else _index()


def _index(*further: str) -> None:
    """Index the articles that are not in the bin by when they were published."""
    op.drop_index(INDEX, TABLE, if_exists=True)
    if op.get_bind().dialect.name == "postgresql":
        kept = sql.text("removed_at IS NULL")  # as 0004 says: else it sorts
        op.create_index(INDEX, TABLE, ["published", *further], postgresql_where=kept)
    else:
        op.create_index(INDEX, TABLE, ["removed_at", "published", *further])
