"""The forms that an entry of a word list stands for, and the plurals of its nouns."""

_NUMBERS = [
    *map(str, range(2, 61)),
    *"two three four five six seven eight nine ten eleven twelve multi".split(),
]


def forms_of(entry: str) -> list[str]:
    """Return the forms an entry stands for.

    A verb ends in ``*``, or ``**`` where it doubles its last letter; a noun with a plural ends in
    ``+``; the forms of an irregular word are set apart by ``/``. ``#`` is any small number.
    """
    if entry.startswith("#"):
        return [number + form for number in _NUMBERS for form in forms_of(entry[1:])]
    if "/" in entry:
        return entry.split("/")
    if entry.endswith("**"):
        stem = entry[:-2]
        return [stem, stem + "s", stem + stem[-1] + "ed", stem + stem[-1] + "ing"]
    if entry.endswith("*"):
        return _verb(entry[:-1])
    if entry.endswith("+"):
        return [entry[:-1], plural_of(entry[:-1])]
    return [entry]


def _verb(stem: str) -> list[str]:
    """Return the regular forms of a verb."""
    if stem.endswith("e"):
        return [stem, stem + "s", stem + "d", stem[:-1] + "ing"]
    if stem.endswith("y") and stem[-2] not in "aeiou":
        return [stem, stem[:-1] + "ies", stem[:-1] + "ied", stem + "ing"]
    return [stem, plural_of(stem), stem + "ed", stem + "ing"]


def plural_of(stem: str) -> str:
    """Return a noun's plural, or a verb's third person."""
    if stem.endswith(("s", "x", "z", "ch", "sh")):
        return stem + "es"
    if stem.endswith("y") and stem[-2:-1] not in "aeiou":
        return stem[:-1] + "ies"
    return stem + "s"
