"""The engine's fingerprint covers all that a reading depends on."""

import sys
from importlib import import_module

from sentiment.reading import daily, version

# What no number of a tone follows from: errors, how results are shown, and the sessions of days.
BESIDE = ("sentiment.errors", "sentiment.output", "sentiment.market")


def test_every_module_that_a_reading_runs_through_is_covered() -> None:
    seen, waiting = set(), [daily.__name__]
    while waiting:
        name = waiting.pop()
        seen.add(name)
        held = vars(import_module(name)).values()
        homes = {
            getattr(value, "__module__", None) or getattr(value, "__name__", "") for value in held
        }
        homes |= {getattr(value, "__name__", "") for value in held if type(value) is type(sys)}
        waiting += [
            home for home in homes if str(home).startswith("sentiment.") and home not in seen
        ]

    rooms = (*version.ROOMS, *BESIDE)
    assert all(name.startswith(rooms) for name in seen)
