"""The engine's fingerprint covers all that a reading depends on."""

import sys
from importlib import import_module

from sentiment.reading import daily, version

# Where texts come from and go to, how results are shown, and what is asked of sessions: no number
# of a tone follows.
BESIDE = {"errors", "sessions", "leadlag", "resampling", "fingerprint", "display"}


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

    read = {name.removeprefix("sentiment.") for name in seen} - BESIDE
    assert read <= set(version._MODULES)
