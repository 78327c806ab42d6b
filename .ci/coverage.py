"""Print by folder how many lines the tests ran, of what slipcover wrote down.

What tests start as a process of its own is not seen, such as a command or the served page; nor are
the scripts of the pages, which Streamlit compiles itself.
"""

import json
import sys
from collections import Counter
from pathlib import Path, PurePath


def main(path: str) -> int:
    """Print the table; nothing is wrong with the tests if there is none."""
    try:
        files = json.loads(Path(path).read_text(encoding="utf-8"))["files"]
    except (OSError, ValueError) as error:
        print(f"No coverage was written down: {error}")
        return 0
    ran: Counter[str] = Counter()
    lines: Counter[str] = Counter()
    for name, told in files.items():
        package, *rooms = PurePath(name).parts[:-1]
        for folder in ("all", "/".join([package, *rooms[:1]])):
            ran[folder] += len(told["executed_lines"])
            lines[folder] += len(told["executed_lines"]) + len(told["missing_lines"])
    for folder in sorted(lines, key=lambda one: (one == "all", one)):
        share = ran[folder] / lines[folder]
        print(f"{folder:22}{ran[folder]:7,} of {lines[folder]:6,} lines ran {share:7.1%}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
