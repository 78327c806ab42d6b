"""Several pictures as one zip, with a note of what they show."""

import io
import zipfile
from collections.abc import Callable, Iterator, Sequence

from dashboard.charts.captions import Picture
from dashboard.images import rendering
from dashboard.wording import escaping

# Equal pictures make equal archives: the earliest moment that a zip can hold.
STAMP = (1980, 1, 1, 0, 0, 0)
NOTE = "about-these-pictures.txt"


def zipped(
    pictures: Sequence[Picture],
    *,
    kinds: Sequence[rendering.Kind],
    size: str,
    look: str,
    tell: Callable[[int], object] = lambda _: None,
) -> bytes:
    """Return an archive of the pictures, each in every one of *kinds*.

    What draws the pages lies in it once, beside them.

    Parameters
    ----------
    tell
        Is given the number of files drawn so far, after each.

    Raises
    ------
    ImageError
        If the browser that draws is lacking or lost.
    """
    names = list(_names(pictures))
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for number, (picture, name) in enumerate(zip(pictures, names, strict=True)):
            for done, kind in enumerate(kinds, number * len(kinds) + 1):
                one = drawn(picture, kind=kind, size=size, look=look, alone=False)
                add(archive, f"{name}.{kind}", one)
                tell(done)
        if "html" in kinds and pictures:
            from plotly.offline import get_plotlyjs  # noqa: PLC0415 - few take pages along

            add(archive, rendering.SCRIPT, get_plotlyjs().encode())
        add(archive, NOTE, _note(pictures, names).encode())
    return written.getvalue()


def drawn(
    picture: Picture,
    *,
    kind: rendering.Kind,
    size: str,
    look: str,
    sharpness: float = rendering.SHARPNESS,
    alone: bool = True,
) -> bytes:
    """Return one picture as a file."""
    return rendering.draw(
        picture.figure,
        kind=kind,
        size=size,
        look=look,
        title=picture.title,
        note=picture.note,
        alt=picture.alt,
        sources=picture.sources,
        key=picture.key,
        sharpness=sharpness,
        alone=alone,
    )


def _names(pictures: Sequence[Picture]) -> Iterator[str]:
    """Yield a file name for each picture, no two alike."""
    given: set[str] = set()
    for picture in pictures:
        plain = escaping.slug(picture.title) or "picture"
        numbered = (f"{plain}-{number}" for number in range(2, len(pictures) + 2))
        name = next(one for one in (plain, *numbered) if one not in given)
        given.add(name)
        yield name


def _note(pictures: Sequence[Picture], names: Sequence[str]) -> str:
    """Return what the pictures show, for those who cannot see them, and where it comes from."""
    parts = [f"{name}\n{one.title}\n{one.alt}\n" for one, name in zip(pictures, names, strict=True)]
    return "\n".join([*parts, *dict.fromkeys(line for one in pictures for line in one.origin), ""])


def add(archive: zipfile.ZipFile, name: str, content: bytes) -> None:
    """Write a file that bears no moment of its making."""
    entry = zipfile.ZipInfo(name, date_time=STAMP)
    entry.external_attr = 0o644 << 16
    entry.compress_type = zipfile.ZIP_DEFLATED
    archive.writestr(entry, content)
