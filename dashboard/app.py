"""The frame of the dashboard: page settings, navigation, sidebar."""

import streamlit as st

from dashboard import state
from dashboard.data import store
from dashboard.panels import errors, sidebar, sources
from dashboard.visit import links, login, navigation

st.set_page_config(page_title="Investor sentiment", page_icon="📈", layout="wide")
inside = login.passed()
page = st.navigation(
    [
        st.Page("views/story.py", title="Story", icon=":material/timeline:", default=True),
        st.Page("views/article.py", title="Read an article", icon=":material/article:"),
        st.Page("views/study.py", title="Was it unusual?", icon=":material/query_stats:"),
        st.Page(
            "views/leadlag.py",
            title="Which came first?",
            icon=":material/compare_arrows:",
            url_path="first",  # an address once given stays
        ),
        st.Page("views/library.py", title="Library", icon=":material/inventory_2:"),
        st.Page("views/method.py", title="Method and sources", icon=":material/info:"),
    ],
    position="top" if inside else "hidden",
)
if not inside:
    st.stop()
ways_out = st.container()
opened = False
with errors.explained():  # what a view does not explain itself, such as a library out of reach
    store.library()
    opened = True
    errors.warn_of_loss(store.address())
    links.read()
    is_asked = state.take_asked_share()
    place = sidebar.choices(view=page.url_path)
    if is_asked:
        # Without any of its own, Streamlit refuses to leave an address that holds choices.
        st.switch_page("views/story.py", query_params={})
    login.way_out()
    navigation.follow()
    links.tell()
    state.forget_drawn()
    page.run()
    sidebar.filters(place)
    if page.url_path != "article":
        sources.elsewhere()
if not opened and page.title == "Story":
    from dashboard.panels import shipped_story  # hardly any visit needs it

    shipped_story.draw()
if state.damaged():
    from dashboard.panels import repair  # hardly any visit needs what it brings along

    repair.offer(ways_out)
