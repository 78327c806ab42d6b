"""What stands under tables: how their columns are to be read."""


def timeline_note(benchmark: str) -> str:
    """Return what the timeline's columns mean."""
    return (
        "A cell opens its announcement, here and on every page; the arrow keys step through. "
        f"“As large”: of 100 ordinary days, how many moved as far beyond what {benchmark} "
        "explains, up or down. Announcements of one session share its numbers."
    )
