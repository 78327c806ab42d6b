"""How texts come in: files, web pages, feeds, tables, bylines."""
