"""What an event is held against: ordinary windows, or for results the windows of past results."""

from dataclasses import dataclass
from typing import Literal

import numpy as np

from sentiment.study import windows
from sentiment.study.regression import Array, Mask, Positions
from sentiment.study.windows import Sweep

Kind = Literal["ordinary", "results"]


@dataclass(frozen=True, slots=True, eq=False)
class Rivals:
    """The placebo windows of one event.

    Attributes
    ----------
    kind
        Windows without an announcement, or windows that hold the share's results where the
        event's window holds them.
    running
        A row per window with its running sums of abnormal returns.
    scales
        The deviation that was to be expected of each window's sum.
    length
        How many windows repeat one session: each counts for one in so many.
    """

    kind: Kind
    running: Array
    scales: Array
    length: int

    @property
    def scores(self) -> Array:
        """Return each window's sum over what was to be expected of it."""
        return np.asarray(self.running[:, -1] / self.scales)

    def __len__(self) -> int:
        """Return how many windows there are."""
        return len(self.scales)


@dataclass(frozen=True, slots=True, eq=False)
class Field:
    """Every session that can be measured, for events to be held against."""

    swept: Sweep
    scales: Array
    events: Mask
    results: Mask  # known sessions of results, where they are told apart; else none
    before: bool

    @property
    def ordinary(self) -> Positions:
        """Return the sessions whose windows touch no event's and hold no results."""
        return windows.placebos(self.swept, events=self.events, never=self.results)

    def ended(self, row: int) -> Positions:
        """Return the ordinary windows that the event in *row* is held against."""
        return self._ended(self.ordinary, row)

    def plain(self, at: Positions) -> list[Rivals]:
        """Return each event's ordinary windows, whatever its own window holds."""
        drawn, length = self.ordinary, len(self.swept.offsets)
        return [self._of("ordinary", self._ended(drawn, row), length=length) for row in at]

    def alike(self, at: Positions) -> list[Rivals]:
        """Return each event's windows to be held against, results against results."""
        holding = [self._offset_of_results(row) for row in at]
        return [
            plain if offset is None else self._of_results(row, offset=offset)
            for row, offset, plain in zip(at.tolist(), holding, self.plain(at), strict=True)
        ]

    def _offset_of_results(self, row: int) -> int | None:
        """Return at which offset the window of *row* holds results, None if at none."""
        inside = [k for k in self.swept.offsets.tolist() if self.results[row + k]]
        return inside[0] if inside else None

    def _of_results(self, row: int, *, offset: int) -> Rivals:
        """Return the windows that hold other results as the event's holds its own."""
        length = len(self.swept.offsets)
        at = np.flatnonzero(self.results) - offset
        at = at[(at >= 0) & (at < len(self.scales)) & (at != row)]
        touching = windows.spread(self.events, 1 - length, length - 1)
        sound = at[self.swept.sound[at] & ~touching[at]]
        # A quarter apart, they share no session unless windows are longer than that.
        apart = sound[windows.separate(sound, length)]
        return self._of("results", self._ended(apart, row), length=1)

    def _ended(self, drawn: Positions, row: int) -> Positions:
        """Return the windows to compare with: those that ended before the event's, or all."""
        length = len(self.swept.offsets)
        return drawn[drawn <= row - length] if self.before else drawn

    def _of(self, kind: Kind, drawn: Positions, *, length: int) -> Rivals:
        running = self.swept.abnormal[drawn].cumsum(axis=1)
        return Rivals(kind, running, self.scales[drawn], length)
