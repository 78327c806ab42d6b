"""Waiting in a test for what another thread, process or page does."""

import time
from collections.abc import Callable

LONGEST = 60  # seconds


def wait_until(true: Callable[[], object]) -> None:
    """Return once a condition holds; fail where it does not in a minute."""
    end = time.monotonic() + LONGEST
    while not true():
        assert time.monotonic() < end, "what was waited for has not come"
        time.sleep(0.01)
