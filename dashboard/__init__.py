"""The dashboard: a Streamlit app over the sentiment engine."""
