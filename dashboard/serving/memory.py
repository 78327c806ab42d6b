"""Where the server's memory comes from: one heap for all of its threads."""

import ctypes
import os
import sys

_M_ARENA_MAX = -8  # mallopt(3): how many heaps there may be


def share_one() -> None:
    """Have all threads take their memory from one heap; to be called before there are any.

    Each run of a page is a thread. GNU's C library gives threads up to eight heaps for each
    processor, and Arrow's own allocator gives each thread one: what lies free in a heap no other
    thread can use, and the longer the server runs, the more of it there is. Threads of Python
    take turns anyway. Other C libraries have no such heaps.
    """
    os.environ.setdefault("ARROW_DEFAULT_MEMORY_POOL", "system")
    if sys.platform == "linux":
        choose = getattr(ctypes.CDLL(None), "mallopt", None)
        if choose is not None:
            choose(_M_ARENA_MAX, 1)
