"""The shares that an article speaks of, as chips that can be taken away and added to."""

from collections.abc import Collection

import streamlit as st

from dashboard.data import bars, shares, subjects
from dashboard.wording import escaping


def draw(symbols: Collection[str], *, key: str) -> list[str]:
    """Draw the shares found, to be changed; return the chosen ones.

    The key stands for what is drawn about: other findings under it are not taken up.
    """
    options = list(dict.fromkeys([*symbols, *bars.symbols(), *shares.known()]))
    return st.multiselect(
        "Speaks of",
        options,
        default=list(symbols),
        key=key,
        accept_new_options=True,
        placeholder="No share: it counts in no story",
        help="In the stories of these shares it counts, read about each.",
    )


def change(keys: list[str]) -> bool:
    """Draw the shares that articles speak of, and keep another choice; return whether one was."""
    symbols_now = sorted(
        {one for symbols in subjects.of_articles(keys).values() for one in symbols}
    )
    drawn_for = f"{hash(tuple(keys))}_{'-'.join(symbols_now)}"
    chosen = draw(symbols_now, key=f"library_shares_{drawn_for}")
    pressed = st.button("Keep these shares", key=f"keep_shares_{drawn_for}")
    if pressed:
        subjects.choose(keys, chosen)
    return pressed


def sentence(symbols: Collection[str]) -> str:
    """Return in whose stories an article counts, as Markdown."""
    if not symbols:
        return "It speaks of no share, and counts in no story until you say of which."
    names = ", ".join(shares.share(symbol).company for symbol in symbols)
    return f"It now counts in the story of {escaping.as_written(names)}."
