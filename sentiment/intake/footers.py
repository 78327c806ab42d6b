"""Rows below a table that are none of its own: sums, and notes on where it is from."""

import re
from collections.abc import Collection, Mapping

from sentiment.intake import written_dates

_SUM = re.compile(
    r"(?:(?:grand |sub-?|overall )?totals?|sums?|counts?|averages?|mean|median|min(?:imum)?"
    r"|max(?:imum)?|summe|gesamt|insgesamt|anzahl|durchschnitt|mittelwert|somme|moyenne|totale"
    r"|media|promedio|suma|totaal|gemiddelde|razem)[\s:=.]*",
    re.IGNORECASE,
)
_COUNTED = re.compile(  # "Total: 4 records", "Showing 1 to 20 of 85 entries"
    r"(?:(?:grand )?total|showing|displaying|found|end of (?:list|report|file))?[\s:]*"
    r"(?:\d[\d.,]*\s?(?:-|–|to|of)\s?){0,2}\d[\d.,]*\s"
    r"(?:rows?|records?|results?|entries|items?|lines?|headlines?|articles?|stories|hits)"
    r"(?: (?:found|in total|total|returned|exported))?\.?",
    re.IGNORECASE,
)
_FIGURE = re.compile(r"[\d\s.,$€£%()+−-]*\d[\d\s.,$€£%()+−-]*")


def is_sum(row: Mapping[str, object]) -> bool:
    """Return whether a row sums up those above it: a word for that, and figures beside it alone.

    A cell that counts the rows, and stands alone, sums them up as well.

    Examples
    --------
    >>> is_sum({"Day": "Total", "News": 12}), is_sum({"Day": "", "News": "Total sues Shell"})
    (True, False)
    >>> is_sum({"Day": "12 rows", "News": ""}), is_sum({"Day": "", "News": "12 results to watch"})
    (True, False)
    """
    told = [str(cell).strip() for cell in row.values() if not written_dates.is_blank(cell)]
    if len(told) == 1 and _COUNTED.fullmatch(told[0]):
        return True
    words = [cell for cell in told if not _FIGURE.fullmatch(cell)]
    return 1 <= len(words) < len(told) and all(map(_SUM.fullmatch, words))


def is_note(row: Mapping[str, object], wanted: Collection[str]) -> bool:
    """Return whether a row has words and nothing in the columns that are *wanted*.

    Examples
    --------
    >>> is_note({"Date": "Source: the exchange", "Close": ""}, ["Close"])
    True
    """
    if any(not written_dates.is_blank(row.get(name)) for name in wanted):
        return False
    told = [cell for cell in row.values() if not written_dates.is_blank(cell)]
    return len(told) == 1 and written_dates.read(told[0]) is None
