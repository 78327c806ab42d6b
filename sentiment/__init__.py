"""The investor sentiment engine: what was written, what the price did, and how the two met.

Names are loaded when they are first used, so that a notebook which only reads a text does not wait
for the studies.
"""

from importlib import import_module

_HOMES = {
    "around": ("Around", "around_articles"),
    "bulk": ("score_many",),
    "claims": ("Claim", "find_claims"),
    "companies": ("mentions",),
    "corrections": ("labelled",),
    "database": ("StoreError",),
    "errors": ("CoverageError", "DataError", "SentimentError", "TooFewError"),
    "evaluation": ("Evaluation", "evaluate"),
    "events": ("read_events", "read_figures", "read_results"),
    "export": ("to_csv", "to_json_lines", "to_workbook"),
    "fetching": ("FetchError", "Fetched", "article_of", "fetch"),
    "exchange": ("export_library", "import_library"),
    "feeds": ("read_feed",),
    "files": ("text_of",),
    "intake": ("find_details", "read_articles"),
    "leadlag": ("LeadLag", "lead_lag", "rolling", "surprise"),
    "library": ("EditedElsewhereError", "Library"),
    "prices": ("log_returns", "move_of", "read_intraday", "read_prices", "simple_returns"),
    "refresh": ("Refresher", "merged"),
    "reported": ("Check", "check_figure"),
    "returns": ("market_adjusted",),
    "scoring": ("Reading", "score"),
    "series": ("by_session", "daily", "tone_series", "tones"),
    "sessions": ("session_of",),
    "store": ("Store",),
    "study": ("EventStudy", "event_study"),
    "vader": ("Polarity", "polarity"),
    "verdicts": ("Judged", "judge"),
    "yahoo": ("YahooError", "fetch_daily", "fetch_headlines", "fetch_intraday"),
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
