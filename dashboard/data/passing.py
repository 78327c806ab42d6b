"""Files that pass through the app, in a folder of their own that is gone afterwards."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sentiment.errors import DataError


@contextmanager
def folder() -> Iterator[Path]:
    """Hand out a folder; what its disk refuses is told in a sentence."""
    try:
        with tempfile.TemporaryDirectory() as place:
            yield Path(place)
    except OSError as error:
        fault = f"cannot be written ({error.strerror}); nothing was lost"
        raise DataError("The disk for passing files", fault) from error


@contextmanager
def file(name: str, content: bytes) -> Iterator[Path]:
    """Hand out a file of that name with some content."""
    with folder() as own_folder:
        place = own_folder / Path(name).name
        place.write_bytes(content)
        yield place


@contextmanager
def dropped(name: str, content: bytes) -> Iterator[Path]:
    """Hand out a file with some content whose name tells its kind alone."""
    with file(f"dropped{Path(name).suffix.lower()}", content) as place:
        yield place
