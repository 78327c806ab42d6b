"""Prints what is installed under which licence, from the packages' own metadata."""

from importlib import metadata


def licence_of(told: metadata.PackageMetadata) -> str:
    """Return a package's licence: its expression, else its classifiers, else its own words."""
    if expression := told.get("License-Expression"):
        return str(expression)
    classified = [
        line.rpartition(" :: ")[2]
        for line in told.get_all("Classifier") or ()
        if line.startswith("License ::")
    ]
    words = (told.get("License") or "").strip().splitlines()
    return ", ".join(classified) or (words[0][:60] if words else "not told")


def main() -> None:
    """Print the list as a table of Markdown."""
    print("| package | version | licence |\n|---|---|---|")
    found = {one.metadata["Name"]: one for one in metadata.distributions()}
    for name, one in sorted(found.items(), key=lambda pair: pair[0].lower()):
        print(f"| {name} | {one.version} | {licence_of(one.metadata)} |")


if __name__ == "__main__":
    main()
