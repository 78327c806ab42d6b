"""What a study stands on: returns, sessions with news, and a fit before every session."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from sentiment.study import panel, volatility, windows
from sentiment.study.design import Design
from sentiment.study.panel import Panel
from sentiment.study.regression import Mask
from sentiment.study.rivals import Field
from sentiment.study.weights import Weights
from sentiment.study.windows import Sweep


@dataclass(frozen=True, slots=True, eq=False)
class Ground:
    """A share's returns as a design has them, and the fit before every session.

    Attributes
    ----------
    days, results
        The sessions of the events, and those of the share's results as far as they are known.
    spared
        Which rows are results that the design keeps out.
    known
        What the share weighs in its benchmarks, by date.
    """

    design: Design
    panel: Panel
    days: pd.DatetimeIndex
    results: pd.DatetimeIndex
    spared: Mask
    swept: Sweep
    known: Weights

    @property
    def field(self) -> Field:
        """Return every session that can be measured, each with the deviation to expect of it."""
        scales = volatility.scales(self.swept, counted=self.panel.complete & ~self.spared)
        news = self.panel.marked(self.days)
        return Field(self.swept, scales, news, self.spared, self.design.placebos == "before")


def ground_of(
    design: Design,
    events: pd.DataFrame,
    prices: Mapping[str, pd.DataFrame],
    *,
    results: pd.DatetimeIndex | None,
    known: Weights,
) -> Ground:
    """Return the fit before every session, with what the design leaves out left out."""
    share_panel = panel.panel_of(
        prices,
        design.share,
        benchmark=design.benchmark,
        sector=design.sector,
        model=design.model,
        measure=design.measure,
        known=known if design.without_share else None,
    )
    days = pd.DatetimeIndex(np.unique(events["session"].to_numpy()))
    reported = pd.DatetimeIndex([] if results is None else results)
    spared = share_panel.marked(reported) & ("results" in design.leave_out)
    first, last = design.window
    around = windows.spread(share_panel.marked(days), -last, -first)
    excluded = spared | (around & ("announcements" in design.leave_out))
    swept = windows.sweep(
        share_panel.response,
        share_panel.design,
        usable=share_panel.complete & ~excluded,
        window=design.window,
        estimation=design.estimation,
    )
    return Ground(design, share_panel, days, reported, spared, swept, known)
