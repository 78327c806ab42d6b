"""What a study measures, against what and how: one value for page, command, report and link."""

from dataclasses import dataclass
from typing import Any, Literal

from sentiment.study.panel import Measure, Model

LeftOut = Literal["announcements", "results"]
Compared = Literal["before", "all"]
LEVEL = 0.05  # of every test; what is at most this stands out


def estimation_before(window: tuple[int, int]) -> tuple[int, int]:
    """Return the sessions to estimate on: about a year, ending well before the *window*.

    Examples
    --------
    >>> estimation_before((0, 1)), estimation_before((-40, 1))
    ((-250, -30), (-250, -41))
    """
    return -250, min(-30, window[0] - 1)


@dataclass(frozen=True, slots=True)
class Design:
    """What is measured, against what, and what it is held against.

    Attributes
    ----------
    share, benchmark
        Whose returns, and which symbol stands for the market.
    sector
        A second benchmark, for the two-factor model alone.
    window, estimation
        Sessions around an event, both ends included; the estimation ends before the window.
    model, measure
        What is expected of the share, and of which returns
        (:func:`sentiment.study.panel.panel_of`).
    leave_out
        What is kept out of the estimation: the windows of other announcements, and results. Where
        results are left out, windows that hold them are compared with one another alone.
    placebos
        Compare an event with windows that ended before its own, or with all that are held.
    without_share
        Whether the share's own weight is taken out of the benchmark, where it is known.
    """

    share: str
    benchmark: str
    sector: str | None = None
    window: tuple[int, int] = (-1, 1)
    estimation: tuple[int, int] = (-250, -30)
    model: Model = "market"
    measure: Measure = "compound"
    leave_out: tuple[LeftOut, ...] = ("announcements", "results")
    placebos: Compared = "before"
    without_share: bool = False

    def __post_init__(self) -> None:
        """Refuse windows that make no sense."""
        (first, last), (begin, end) = self.window, self.estimation
        if not (begin <= end < min(first, 0) and first <= last):
            raise ValueError(f"estimation {self.estimation} has to end before the {self.window=}")

    @classmethod
    def of_window(
        cls,
        share: str,
        benchmark: str,
        *,
        window: tuple[int, int],
        model: Model = "market",
        sector: str | None = None,
        **rest: Any,
    ) -> "Design":
        """Return a design estimated well before its window; *sector* counts for two factors alone.

        *rest* is the attributes that are left.
        """
        second = sector if model == "two-factor" else None
        before = estimation_before(window)
        return cls(
            share, benchmark, sector=second, window=window, estimation=before, model=model, **rest
        )

    @property
    def length(self) -> int:
        """Return how many sessions the window has."""
        return self.window[1] - self.window[0] + 1
