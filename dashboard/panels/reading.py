"""A text's reading on the page: its verdict, its sentences in colour, and the words behind them."""

import pandas as pd
import streamlit as st

from dashboard.charts import captions
from dashboard.panels import columns, exports
from dashboard.wording import descriptions, escaping, glossary, numbers
from sentiment.reading.article import Reading, ReadSentence

PROSE_SENTENCES = 200  # more would make the page heavy; the table below holds them all


def verdict(reading: Reading) -> None:
    """Draw a sentence on how a text reads, then its tone beside plain VADER, and cautions."""
    st.subheader(descriptions.verdict(reading), anchor=False)
    interval = numbers.interval(reading.low, reading.high, n=reading.n)
    facts = [
        (f"Finance: {reading.verdict}", numbers.tone(reading.compound), interval),
        ("Without price reports", numbers.tone(reading.without_moves), "judgements alone"),
        ("Plain VADER, whole text", numbers.tone(reading.plain.compound), "saturates with length"),
        ("Plain VADER, sentences", numbers.tone(reading.plain_mean), "the same sentences"),
    ]
    for column, (label, value, beside) in zip(st.columns(4), facts, strict=True):
        column.metric(
            label,
            value,
            beside,
            delta_color="off",
            delta_arrow="off",
            border=True,
            height="stretch",
            help=glossary.term(label),
        )
    for caution in reading.cautions:
        st.warning(escaping.as_written(caution), icon=":material/warning:")


def prose(reading: Reading) -> None:
    """Draw the text with each sentence in the colour of its tone."""
    shown = reading.sentences[:PROSE_SENTENCES]
    paragraphs: dict[int, list[str]] = {}
    for read in shown:
        paragraphs.setdefault(read.sentence.paragraph, []).append(descriptions.coloured(read))
    with st.container(border=True):
        st.markdown("\n\n".join(" ".join(parts) for parts in paragraphs.values()))
    st.caption(descriptions.legend(len(reading.sentences), shown=len(shown)))
    if reading.omissions:
        with st.expander(f"Left out: {numbers.count(len(reading.omissions), 'passage')}"):
            for omission in reading.omissions[:PROSE_SENTENCES]:
                st.markdown(f"- {escaping.as_written(omission.reason)}")


def companies(reading: Reading) -> None:
    """Draw what is said of each company that the text names."""
    if not reading.companies:
        return
    frame = pd.DataFrame(reading.companies, columns=["company", "compound", "sentences"])
    st.markdown("**About which company**")
    exports.table(
        frame,
        key="article_companies",
        title="Tone by company",
        column_config=columns.COMPANY,
        hide_index=True,
    )
    if sentence := descriptions.learnt([name for name, _, _ in reading.companies]):
        st.caption(sentence)


def explanation(reading: Reading) -> None:
    """Draw the table of sentences and, for the chosen one, the words that make its number."""
    if not reading.sentences:
        return
    strongest = max(
        range(len(reading.sentences)),
        key=lambda number: abs(reading.sentences[number].reading.compound),
    )
    st.markdown("**Why: choose a sentence to see the words behind its number**")
    event = exports.table(
        descriptions.sentence_rows(reading),
        key="article_sentences",
        title="Sentences",
        column_config=columns.SENTENCE,
        hide_index=True,
        on_select="rerun",
        selection_mode="single-row",
        selection_default={"selection": {"rows": [strongest]}},
    )
    place, *_ = exports.picked(event, reading.sentences) or [strongest]
    _words(reading.sentences[place])


def _words(read: ReadSentence) -> None:
    """Draw how a sentence's number comes about."""
    st.markdown(f"> {escaping.as_written(read.sentence.text)}")
    if not read.reading.parts:
        st.caption("No word of it carries a tone in finance.")
        return
    exports.chart(captions.words(read), key="article_words")
    st.caption(descriptions.sum_of(read))
