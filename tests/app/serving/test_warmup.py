import os
import subprocess
import sys
from pathlib import Path

import pytest

# What other pages need: each takes long to import.
ELSEWHERE = (
    *("docx", "distributed", "feedparser", "kaleido", "pypdf", "trafilatura"),
    *("pandas.io.formats.style", "scipy.signal", "scipy.stats", "xlsxwriter", "yfinance"),
)
PROGRAM = f"""
import logging, sys
from streamlit.testing.v1 import AppTest
from dashboard.serving import warmup
logging.disable()
warmup.prepare()
ready = set(sys.modules)
opened = AppTest.from_file({str(Path("dashboard/app.py").absolute())!r}, default_timeout=60).run()
ours = ("dashboard.", "sentiment.")
late = sorted(name for name in set(sys.modules) - ready if name.startswith(ours))
print(len(opened.exception), [name for name in {ELSEWHERE!r} if name in sys.modules], late)
"""


@pytest.fixture
def opened(tmp_path: Path) -> str:
    """What was loaded when the opening page had been prepared and drawn."""
    own = {"DASHBOARD_STORE": f"sqlite:///{tmp_path}/store.db", "DASHBOARD_OFFLINE": "1"}
    run = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, **own},
    )
    return run.stdout.strip()


def test_the_opening_page_pays_for_itself_alone_and_waits_for_nothing(opened: str) -> None:
    assert opened == "0 [] []"
