"""What reads, told apart from what read before: kept readings are of one engine alone."""

import hashlib
from functools import cache
from importlib import resources

# All that a text's numbers depend on; where the text ends up is not part of it.
_MODULES = (
    *("aspects", "comments", "companies", "comparisons", "dealings", "directions", "finance"),
    *(
        "furniture",
        "kept",
        "forms",
        "language",
        "lexicon",
        "marks",
        "naming",
        "passages",
        "scoring",
        "series",
        "situations",
    ),
    *("tokens", "vader"),
)


@cache
def engine() -> str:
    """Return a short name that changes whenever a rule or a word of the reading does.

    Examples
    --------
    >>> len(engine())
    12
    """
    package = resources.files("sentiment")
    words = sorted(package.joinpath("words").iterdir(), key=lambda file: file.name)
    sources = [package.joinpath(f"{name}.py") for name in _MODULES]
    digest = hashlib.sha256()
    for file in (*sources, *(one for one in words if one.name.endswith(".toml"))):
        digest.update(file.name.encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()[:12]
