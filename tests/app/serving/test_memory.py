import subprocess
import sys

import pytest

# Opens the dashboard, but for serving it.
_OPENED = """
from streamlit.web import cli
from dashboard.__main__ import main

cli.main = lambda *arguments, **options: None
main(["--headless"])
"""
# Four threads hold memory at once; then the C library tells its heaps.
_THREADS = """
import ctypes, threading

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
_ARROW = "import pyarrow; print(pyarrow.default_memory_pool().backend_name)"


def told_by(code: str) -> str:
    """Return what a Python of its own prints."""
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return run.stdout.strip()


@pytest.mark.skipif(sys.platform != "linux", reason="only GNU's C library has several heaps")
@pytest.mark.parametrize(("before", "alone"), [(_OPENED, True), ("", False)])
def test_the_servers_threads_share_one_heap(before: str, alone: bool) -> None:
    heaps = told_by(before + _THREADS).count("<heap nr=")

    assert (heaps == 1) == alone


def test_arrow_takes_its_memory_from_the_same_heap() -> None:
    assert told_by(_OPENED + _ARROW) == "system"
