"""Bars, articles, and the log of what was fetched."""

import sqlalchemy as sql
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


# Longer than most: a column after the other.
def upgrade() -> None:
    """Make the first tables."""
    op.create_table(
        "bars",
        sql.Column("symbol", sql.String(32), primary_key=True),
        sql.Column("session", sql.Date, primary_key=True),
        *(sql.Column(name, sql.Double) for name in ("open", "high", "low", "close", "volume")),
        sql.Column("dividend", sql.Double, nullable=False),
        sql.Column("split", sql.Double, nullable=False),
        sql.Column("partial", sql.Boolean, nullable=False),
        sql.Column("fetched_at", sql.DateTime, nullable=False),
    )
    op.create_table(
        "intraday",
        sql.Column("symbol", sql.String(32), primary_key=True),
        sql.Column("interval", sql.String(8), primary_key=True),
        sql.Column("start", sql.DateTime, primary_key=True),
        *(sql.Column(name, sql.Double) for name in ("open", "high", "low", "close", "volume")),
    )
    texts = ("title", "outlet", "author", "zone", "url", "origin", "note", "text")
    op.create_table(
        "articles",
        sql.Column("key", sql.String(160), primary_key=True),
        *(sql.Column(name, sql.Text, nullable=False) for name in texts),
        sql.Column("published", sql.DateTime, nullable=False),
        sql.Column("digest", sql.String(64), nullable=False, unique=True),
        sql.Column("added_at", sql.DateTime, nullable=False),
        sql.Column("removed_at", sql.DateTime),
    )
    op.create_table(
        "fetches",
        sql.Column("number", sql.Integer, primary_key=True),
        sql.Column("symbol", sql.String(32), nullable=False, index=True),
        sql.Column("interval", sql.String(8), nullable=False),
        sql.Column("at", sql.DateTime, nullable=False),
        sql.Column("ok", sql.Boolean, nullable=False),
        sql.Column("said", sql.Text, nullable=False),
    )
    op.create_table(
        "counters",
        sql.Column("name", sql.String(64), primary_key=True),
        sql.Column("value", sql.BigInteger, nullable=False),
    )


def downgrade() -> None:
    """Take the first tables away."""
    for table in ("counters", "fetches", "articles", "intraday", "bars"):
        op.drop_table(table)
