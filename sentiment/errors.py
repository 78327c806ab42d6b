"""The errors of the engine: each keeps its facts and words itself for a reader of the page."""

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # help and wrong usage are told by the standard library alone
    import pandas as pd


class SentimentError(Exception):
    """Root of what can go wrong with the user's data; its text is fit for the page."""


class DataError(SentimentError):
    """A file or text is not as its format is documented."""

    def __init__(self, source: Path | str, fault: str, row: object = None) -> None:
        super().__init__(source, fault, row)
        self.source, self.fault, self.row = source, fault, row

    def __str__(self) -> str:
        name = self.source.name if isinstance(self.source, Path) else self.source
        return f"{name}: {self.fault}{_shown(self.row)}."


class CoverageError(SentimentError):
    """The prices held do not reach a session that is needed."""

    def __init__(
        self, symbol: str, needed: "pd.Timestamp", *, first: "pd.Timestamp", last: "pd.Timestamp"
    ) -> None:
        super().__init__(symbol, needed, first, last)
        self.symbol, self.needed, self.first, self.last = symbol, needed, first, last

    def __str__(self) -> str:
        return (
            f"{self.symbol} prices are held from {self.first:%Y-%m-%d} to {self.last:%Y-%m-%d}, "
            f"which leaves out {self.needed:%Y-%m-%d}."
        )


class TooFewError(SentimentError):
    """There is too little data for the number that was asked."""

    def __init__(self, what: str, *, held: int, needed: int) -> None:
        super().__init__(what, held, needed)
        self.what, self.held, self.needed = what, held, needed

    def __str__(self) -> str:
        return f"Too few {self.what}: {self.held} held, at least {self.needed} needed."


def _shown(row: object) -> str:
    """Return the faulty row as a clause, or nothing."""
    if row is None:
        return ""
    if (items := getattr(row, "items", None)) is not None:  # of a table
        told = ((name, str(value).removesuffix(" 00:00:00")) for name, value in items())
        known = (f"{name} {value}" for name, value in told if value not in {"nan", "NaT"})
        return f" ({', '.join(known)})"
    return f" ({row})"
