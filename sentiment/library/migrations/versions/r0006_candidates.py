"""What the reader did with each announcement that was found, and the contact given to sources."""

import sqlalchemy as sql
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables of decisions and settings."""
    op.create_table(
        "decisions",
        sql.Column("candidate", sql.String(160), primary_key=True),
        sql.Column("announcement", sql.Text),  # its key, where it was accepted
        sql.Column("made_at", sql.DateTime, nullable=False),
    )
    op.create_table(
        "settings",
        sql.Column("name", sql.String(160), primary_key=True),
        sql.Column("value", sql.Text, nullable=False),
    )


def downgrade() -> None:
    """Take the tables away; accepted announcements stay."""
    op.drop_table("settings")
    op.drop_table("decisions")
