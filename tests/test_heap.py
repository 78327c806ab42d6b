import subprocess
import sys

import pytest

# Four threads hold memory at once; then the C library tells its heaps.
_THREADS = """
import ctypes, sys, threading

holding, done = threading.Barrier(5), threading.Event()

def hold():
    held = bytearray(5_000)
    holding.wait()
    done.wait()

threads = [threading.Thread(target=hold) for _ in range(4)]
for thread in threads:
    thread.start()
holding.wait()
libc = ctypes.CDLL(None)
libc.fdopen.restype = ctypes.c_void_p
out = ctypes.c_void_p(libc.fdopen(1, b"w"))
libc.malloc_info(0, out)
libc.fflush(out)
done.set()
"""


@pytest.mark.skipif(sys.platform != "linux", reason="only GNU's C library has several heaps")
@pytest.mark.parametrize(("before", "alone"), [("import dashboard.server", True), ("", False)])
def test_the_servers_threads_share_one_heap(before: str, alone: bool) -> None:
    told = subprocess.run(
        [sys.executable, "-c", before + _THREADS], capture_output=True, text=True, check=True
    )

    assert (told.stdout.count("<heap nr=") == 1) == alone
