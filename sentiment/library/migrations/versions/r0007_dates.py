"""When an article was last changed, and whether its time of publication is known."""

import sqlalchemy as sql
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the two; the times of the articles held are known, for no others were taken."""
    op.add_column("articles", sql.Column("updated", sql.DateTime))
    known = sql.Column("timed", sql.Boolean, nullable=False, server_default=sql.true())
    op.add_column("articles", known)


def downgrade() -> None:
    """Take them away; an article of a day alone keeps that day's midnight in New York."""
    op.drop_column("articles", "timed")
    op.drop_column("articles", "updated")
