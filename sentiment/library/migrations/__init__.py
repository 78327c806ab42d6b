"""The database's tables, one revision a file; run by ``sentiment.database`` when it is opened."""
