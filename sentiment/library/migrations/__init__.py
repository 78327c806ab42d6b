"""The database's tables, one revision a file; ``sentiment.library.database`` runs them."""
