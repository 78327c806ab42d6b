"""Shares learnt of, the shares that each article speaks of, and dates of results."""

import sqlalchemy as sql
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

SHARE = (
    *("name", "aliases", "kind", "exchange", "calendar", "currency", "zone", "benchmark"),
    "source",
)


def upgrade() -> None:
    """Make the tables; no article's shares have been looked for yet."""
    op.create_table(
        "shares",
        sql.Column("symbol", sql.String(20), primary_key=True),
        *(sql.Column(name, sql.Text, nullable=False) for name in SHARE),
        sql.Column("learnt_at", sql.DateTime, nullable=False),
    )
    op.create_table(
        "subjects",
        sql.Column("article", sql.String(160), primary_key=True),
        sql.Column("symbol", sql.String(20), primary_key=True),
    )
    op.create_index("subjects_symbol", "subjects", ["symbol", "article"])
    op.create_table(
        "subject_checks",
        sql.Column("article", sql.String(160), primary_key=True),
        sql.Column("edited", sql.Integer, nullable=False),
        sql.Column("given", sql.Boolean, nullable=False),
    )
    op.create_table(
        "results",
        sql.Column("symbol", sql.String(20), primary_key=True),
        sql.Column("released", sql.Date, primary_key=True),
        *(sql.Column(name, sql.Text, nullable=False) for name in ("at", "quarter", "known")),
    )


def downgrade() -> None:
    """Take the tables away; articles, bars and announcements stay as they are."""
    op.drop_index("subjects_symbol", "subjects")
    for table in ("results", "subject_checks", "subjects", "shares"):
        op.drop_table(table)
