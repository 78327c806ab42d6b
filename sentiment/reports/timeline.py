"""Announcements in the order they came, each with what its session's price and articles did."""

import pandas as pd

COLUMNS = ["number", "session", "title", "move", "beyond", "tone", "articles", "p"]


def timeline(
    announced: pd.DataFrame,
    *,
    closes: "pd.Series[float]",
    returns: pd.DataFrame,
    tone: pd.DataFrame,
    study: pd.DataFrame,
) -> pd.DataFrame:
    """Return one row per announcement; those of one session share its numbers.

    Parameters
    ----------
    announced
        Indexed by key, with ``number``, ``session`` and ``title``.
    closes
        The share's closes on sessions that follow one another; NaN where no bar is held.
    returns
        ``abnormal``: the share's return less the benchmark's, by session.
    tone
        ``compound`` and ``n`` by session, from ``daily.by_session``.
    study
        ``session`` and ``placebo_p`` of a study of those sessions alone.

    Returns
    -------
    DataFrame
        Indexed as *announced*: ``number``, ``session``, ``title``, ``move`` (close against close
        before), ``beyond``, ``tone``, ``articles`` (0 where none is held) and ``p`` (share of
        ordinary days as far out). What is not known is NaN.
    """
    sessions = pd.DatetimeIndex(announced["session"])
    by_session = {
        "move": closes.pct_change(fill_method=None),
        "beyond": returns["abnormal"],
        "tone": tone["compound"],
        "articles": tone["n"],
        "p": study.set_index("session")["placebo_p"],
    }
    facts = {name: one.reindex(sessions).to_numpy() for name, one in by_session.items()}
    rows = announced[["number", "session", "title"]].assign(**facts)
    return rows.assign(articles=rows["articles"].fillna(0).astype("int64"))[COLUMNS]
