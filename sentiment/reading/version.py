"""What reads, told apart from what read before: kept readings are of one engine alone."""

import hashlib
from collections.abc import Iterator
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable

# All that a text's numbers depend on; where the text ends up is not part of it.
ROOMS = ("sentiment.text", "sentiment.reading")


@cache
def engine() -> str:
    """Return a short name that changes whenever a rule or a word of the reading does.

    Examples
    --------
    >>> len(engine())
    12
    """
    digest = hashlib.sha256()
    for room in ROOMS:
        for name, file in sorted(_files(resources.files(room), room)):
            digest.update(name.encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()[:12]


def _files(folder: Traversable, path: str) -> Iterator[tuple[str, Traversable]]:
    """Return each module and word list of a folder, with its path."""
    for one in folder.iterdir():
        name = f"{path}/{one.name}"
        if one.is_dir():
            yield from _files(one, name)
        elif name.endswith((".py", ".toml")):
            yield name, one
