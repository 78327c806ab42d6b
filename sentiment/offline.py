"""Whether anybody may be asked over the network, and the sentence for where nobody may."""

import os

from sentiment.errors import DataError

_SETTING = "DASHBOARD_OFFLINE"


def is_offline() -> bool:
    """Return whether the reader wants nobody asked."""
    return bool(os.environ.get(_SETTING))


def refuse_offline(whom: str, *, instead: str = "cannot be asked") -> None:
    """Do nothing where somebody may be asked.

    Parameters
    ----------
    whom
        Who would be, or about what.

    Raises
    ------
    DataError
        If nobody may.
    """
    if is_offline():
        raise DataError(whom, f"{instead}: {_SETTING} is set")
