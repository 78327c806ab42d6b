"""The report as a page, and the bundle that makes it again."""
