"""How long it takes until the package and its command answer, beside what they stand on.

    python benchmarks/start.py [--rounds 15]

Each row starts a Python of its own; rounds are interleaved. Prints medians, and how many times as
long as an empty Python and as ``import pandas`` each takes: ``import sentiment`` loads nothing but
names, a command what it needs, the first score its lists of words.
"""

import argparse
import statistics
import subprocess
import sys
import time

STARTS = {
    "an empty Python": ("-c", "pass"),
    "import pandas": ("-c", "import pandas"),
    "import sentiment": ("-c", "import sentiment"),
    "python -m sentiment --help": ("-m", "sentiment", "--help"),
    "python -m sentiment read --help": ("-m", "sentiment", "read", "--help"),
    "python -m dashboard --help": ("-m", "dashboard", "--help"),
    "the first score": ("-c", "import sentiment; sentiment.score('Profit rose.')"),
}


def main() -> None:
    """Print every ratio."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=15)
    rounds = parser.parse_args().rounds
    times: dict[str, list[float]] = {name: [] for name in STARTS}
    for number in range(rounds + 1):
        for name, words in STARTS.items():
            begun = time.perf_counter()
            subprocess.run([sys.executable, *words], capture_output=True, check=True)
            if number:  # the first round fills the disk's cache
                times[name].append(time.perf_counter() - begun)
    empty, pandas = (statistics.median(times[name]) for name in list(STARTS)[:2])
    print(f"{'':34}{'seconds':>8}{'/ empty':>9}{'/ pandas':>10}")
    for name, some in times.items():
        median = statistics.median(some)
        print(f"{name:34}{median:8.3f}{median / empty:9.2f}{median / pandas:10.2f}")


if __name__ == "__main__":
    main()
