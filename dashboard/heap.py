"""Where the server's memory comes from: one heap for all of its threads."""

import ctypes
import sys

_M_ARENA_MAX = -8  # mallopt(3): how many heaps there may be


def share_one() -> None:
    """Have every thread that is yet to come take its memory from one heap.

    Each run of a page is a thread, and GNU's C library gives threads up to eight heaps for each
    processor. What lies free in one of them no other can use: the longer the server runs, the
    more of it there is. Threads of Python take turns anyway. Other C libraries have no such
    heaps, and there nothing changes.
    """
    if sys.platform == "linux":
        choose = getattr(ctypes.CDLL(None), "mallopt", None)
        if choose is not None:
            choose(_M_ARENA_MAX, 1)
