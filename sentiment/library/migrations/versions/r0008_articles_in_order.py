"""An index that tells of all articles, in their order, what most questions ask of them."""

from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

INDEX, TABLE = "articles_removed_published", "articles"
COLUMNS = ("removed_at", "published")


def upgrade() -> None:
    """Let the index hold key and edit too, so that no article is read to learn them."""
    op.drop_index(INDEX, TABLE, if_exists=True)
    op.create_index(INDEX, TABLE, [*COLUMNS, "number", "key", "edited"])


def downgrade() -> None:
    """Let the index hold the order alone."""
    op.drop_index(INDEX, TABLE, if_exists=True)
    op.create_index(INDEX, TABLE, [*COLUMNS])
