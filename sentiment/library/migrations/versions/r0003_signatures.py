"""What each article's wording boils down to, by which copies of a story are recognised."""

import sqlalchemy as sql
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table of signatures."""
    op.create_table(
        "signatures",
        sql.Column("article", sql.String(160), primary_key=True),
        sql.Column("edited", sql.Integer, nullable=False),
        sql.Column("signature", sql.LargeBinary),  # none of a text too short to tell
    )


def downgrade() -> None:
    """Take the table away."""
    op.drop_table("signatures")
