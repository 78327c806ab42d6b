"""Method and sources: what each number means, where it comes from, and what it does not say."""

import streamlit as st

from dashboard import data, wording

st.header("Method and sources", anchor=False)
st.markdown(wording.METHOD)
st.markdown(data.provenance())
