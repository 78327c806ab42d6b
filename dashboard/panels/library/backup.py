"""The library as a whole: out as JSON Lines, in again, copied and put back."""

import pandas as pd
import streamlit as st

from dashboard import state
from dashboard.data import library
from dashboard.panels import columns, errors, exports
from dashboard.wording import escaping, numbers, texts

MOST_SHOWN = 500  # rows that were not kept
LARGEST = 500  # MB that may be dropped


def whole() -> None:
    """Draw what takes the library out, in, and back."""
    left, right = st.columns(2)
    with left, st.container(border=True):
        st.markdown("**Take it out**")
        _take_out()
    with right, st.container(border=True):
        st.markdown("**Put it in**")
        _take_in()
        if library.in_file():
            _restore()


# Longer than most: a button after the other.
def _take_out() -> None:
    """Draw what leaves: all lines, the corrections, and a copy of the file if it is one."""
    st.download_button(
        "Everything as JSON Lines",
        library.as_lines,
        file_name="library.jsonl",
        mime="application/jsonl",
        on_click="ignore",
        width="stretch",
    )
    st.download_button(
        "Corrections as a labelled file",
        library.labelled,
        file_name="labelled.csv",
        mime="text/csv",
        on_click="ignore",
        width="stretch",
        help="For `python -m sentiment evaluate`.",
    )
    if not library.in_file():
        st.caption(
            "This library is on a PostgreSQL server: copy it with `pg_dump` and put a copy "
            "back with `psql` or `pg_restore`, which come with PostgreSQL. The JSON Lines "
            "hold all articles, notes and corrections too, but no bars."
        )
        return
    st.download_button(
        "Backup of the file",
        library.backup,
        file_name="library-backup.sqlite",
        mime="application/vnd.sqlite3",
        on_click="ignore",
        width="stretch",
    )


def _take_in() -> None:
    """Draw the place to drop many articles, or lines that were taken out of a library."""
    dropped = st.file_uploader(
        "Many articles: CSV, Excel, JSON, JSON Lines or Parquet",
        type=list(library.TABLES),
        key="library_lines",
        max_upload_size=LARGEST,
        help="A table of headlines or articles with their dates; its columns are told by their "
        "names and by what they hold. Also the JSON Lines that a library was taken out as. To "
        "look at the rows first, drop it under Read an article.",
    )
    if dropped is None:
        return
    zone = st.selectbox(
        "Times that name no zone are in",
        texts.ZONES,
        index=None,
        placeholder="Choose, if the table does not say",
        key="library_zone",
    )
    if st.button("Take them in"):
        _keep(dropped.name, dropped.getvalue(), zone=zone)


def _keep(name: str, content: bytes, *, zone: str | None) -> None:
    """Keep the rows of a file with progress, and say which were not kept."""
    faults: list[dict[str, object]] = []
    done = 0
    bar = st.progress(
        0.0, text="Stop at any time: what is kept stays, and is known when it comes again."
    )
    with errors.explained():
        for row, share in library.take_in(name, content, zone=zone):
            done += row.ok
            if not row.ok and len(faults) < MOST_SHOWN:
                faults.append({"number": row.number, "reason": row.reason})
            bar.progress(share, text=f"{numbers.count(row.number, 'row')} read")
    bar.empty()
    if done:
        st.success(f"{numbers.count(done, 'row')} held now.")
    if faults:
        refused = numbers.count(len(faults), "row")
        st.warning(escaping.as_written(f"Not kept: {refused}; the first: {faults[0]['reason']}."))
        exports.table(
            pd.DataFrame(faults),
            key="library_faults",
            title="Rows not kept",
            column_config=columns.FAULT,
            hide_index=True,
        )


def _restore() -> None:
    """Draw the place to drop a backup."""
    dropped = st.file_uploader(
        "A backup of the file", type=["sqlite"], key="library_backup", max_upload_size=LARGEST
    )
    if dropped is None:
        return
    st.warning("The library is replaced by the backup; the present one is kept beside it.")
    if st.button("Restore it"):
        with errors.explained():
            former = library.restore(dropped.getvalue(), named=dropped.name)
            state.remember("binned", [])
            beside = (
                f" The former one is kept as {escaping.as_written(former.name)}." if former else ""
            )
            st.success(f"The library is as it was in the backup.{beside}")
