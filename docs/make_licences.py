"""Writes the manual's page of licences, from the metadata of the packages that are installed.

``python docs/make_licences.py`` writes it; a test holds that it names every package and version
that the first command installs.
"""

import re
from importlib import metadata
from pathlib import Path

HERE = Path(__file__).parent
_PAGE = """# What is installed under which licence

What the first command installs, and the licence that each package tells of itself. The libraries in
other languages that some bring (Arrow, OpenBLAS, libxml2) are named in the packages' own files.

| package | version | licence |
|---|---|---|
"""


def pins() -> list[tuple[str, str]]:
    """Return the name and version of each package that the first command installs."""
    text = (HERE.parent / "hashes.txt").read_text(encoding="utf-8")
    return re.findall(r"^([\w.-]+)==(\S+)", text, re.MULTILINE)


def licence_of(package: metadata.PackageMetadata) -> str:
    """Return a package's licence: its expression, else its classifiers, else its own words."""
    if expression := package.get("License-Expression"):
        return str(expression)
    classified = [
        line.rpartition(" :: ")[2]
        for line in package.get_all("Classifier") or ()
        if line.startswith("License ::")
    ]
    words = (package.get("License") or "").strip().splitlines()
    return ", ".join(classified) or (words[0][:60] if words else "in its own files")


def page() -> str:
    """Return the page of licences."""
    rows = []
    for name, version in pins():
        package = next(metadata.distributions(name=name), None)
        licence = licence_of(package.metadata) if package else "for another system: not looked at"
        rows.append(f"| {name} | {version} | {licence} |\n")
    return _PAGE + "".join(rows)


if __name__ == "__main__":
    (HERE / "licences.md").write_text(page(), encoding="utf-8")
