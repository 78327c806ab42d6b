"""The investor sentiment engine: what was written, what the price did, and how the two met.

Names are loaded when they are first used, so that a notebook which only reads a text does not wait
for the studies.
"""

from importlib import import_module

_HOMES = {
    "errors": (
        "CoverageError",
        "DataError",
        "SentimentError",
        "TooFewError",
    ),
    "text.companies": ("mentions",),
    "market.announcements": (
        "read_events",
        "read_figures",
        "read_results",
    ),
    "market.bars": (
        "log_returns",
        "move_of",
        "read_intraday",
        "read_prices",
        "simple_returns",
    ),
    "market.calendar": ("session_of",),
    "market.returns": ("market_adjusted",),
    "market.yahoo": (
        "YahooError",
        "fetch_daily",
        "fetch_headlines",
        "fetch_intraday",
    ),
    "output.spreadsheets": (
        "to_csv",
        "to_json_lines",
        "to_workbook",
    ),
    "reading.article": (
        "Reading",
        "score",
    ),
    "reading.daily": (
        "by_session",
        "daily",
        "surprise",
        "tone_series",
        "tones",
    ),
    "reading.evaluation": (
        "Evaluation",
        "evaluate",
    ),
    "reading.vader": (
        "Polarity",
        "polarity",
    ),
    "claims.checks": (
        "Check",
        "check_figure",
    ),
    "claims.claim": ("Claim",),
    "claims.finding": ("find_claims",),
    "claims.verdicts": (
        "Judged",
        "judge",
    ),
    "intake.bylines": ("read_articles",),
    "intake.details": (
        "Found",
        "find_details",
    ),
    "intake.pastes": (
        "Article",
        "find_articles",
    ),
    "intake.documents": (
        "details_of",
        "text_of",
    ),
    "intake.feeds": ("read_feed",),
    "intake.web": (
        "FetchError",
        "Fetched",
        "article_of",
        "fetch",
    ),
    "library.corrections": ("labelled",),
    "library.database": ("StoreError",),
    "library.json_lines": (
        "export_library",
        "import_library",
    ),
    "library.library": (
        "EditedElsewhereError",
        "Library",
    ),
    "library.refresh": (
        "Refresher",
        "merged",
    ),
    "library.store": (
        "Store",
        "default_url",
    ),
    "study.abnormal": (
        "EventStudy",
        "event_study",
    ),
    "study.intraday": (
        "Around",
        "around_articles",
    ),
    "study.leadlag": (
        "LeadLag",
        "lead_lag",
        "rolling",
    ),
    "batch.frames": ("score_table",),
    "batch.processes": ("score_many",),
}
_HOME_OF = {name: module for module, names in _HOMES.items() for name in names}

__all__ = sorted(_HOME_OF)  # noqa: PLE0605


def __getattr__(name: str) -> object:
    """Return a public name from the module that holds it."""
    if name not in _HOME_OF:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOME_OF[name]}"), name)


def __dir__() -> list[str]:
    """Return the public names."""
    return [*__all__]
