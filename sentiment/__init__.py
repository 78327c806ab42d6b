"""The investor sentiment engine: what was written, what the price did, and how the two met."""

from sentiment.errors import CoverageError, DataError, SentimentError, TooFewError
from sentiment.sessions import session_of

__all__ = ["CoverageError", "DataError", "SentimentError", "TooFewError", "session_of"]
