"""Who may see the pages: everybody, or, where the server's secrets say so, who has logged in."""

import hashlib
from collections.abc import Mapping
from importlib.util import find_spec

import streamlit as st
from streamlit.errors import StreamlitSecretNotFoundError

from dashboard.wording import escaping

NEEDED = ("authlib", "httpx")  # the ``login`` extra
SHORTEST_SECRET = 32  # characters; whoever guesses it can write a cookie for any name
WAY_OUT = "log_out"  # the button's key
PROVIDER_KEYS = ("client_id", "client_secret", "server_metadata_url")


def passed() -> bool:
    """Return whether the visitor may see the pages; draw the way in for who may not yet.

    A server whose secrets cannot be read, or are not enough to log in with, lets nobody in.
    """
    try:
        auth = _auth_settings()
    except (StreamlitSecretNotFoundError, OSError):
        st.error("The secrets of this server cannot be read, so it lets nobody in.")
        return False
    if auth is None:
        return True
    if (fault := fault_of(auth)) is not None:
        st.error(f"Nobody can log in here: {escaping.as_written(fault)}.")
        return False
    if st.user.get("is_logged_in") is True:
        return True
    _offer(auth)
    return False


def way_out() -> None:
    """Say in the sidebar who is logged in, and offer to log out; nothing where nobody is."""
    if st.user.get("is_logged_in") is not True:
        return
    with st.sidebar:
        st.caption(f"Logged in as {escaping.as_written(_name())}")
        st.button("Log out", on_click=st.logout, icon=":material/logout:", key=WAY_OUT)


def visitor() -> str:
    """Return what stands for who is logged in and names nobody; "" where nobody is.

    Another provider may give the same number to somebody else, so its name is part of it.
    """
    if st.user.get("is_logged_in") is not True:
        return ""
    identity = f"{st.user.get('iss')} {st.user.get('sub')}"
    return hashlib.sha256(identity.encode()).hexdigest()


def providers(auth: Mapping[str, object]) -> dict[str, Mapping[str, object]]:
    """Return the settings of each provider by its name; "" for one that has none.

    Examples
    --------
    >>> list(providers({"client_id": "a", "client_kwargs": {"scope": "openid"}}))
    ['']
    >>> list(providers({"cookie_secret": "a", "work": {"client_id": "b"}}))
    ['work']
    """
    named = {
        name: settings
        for name, settings in auth.items()
        if isinstance(settings, Mapping) and not set(PROVIDER_KEYS).isdisjoint(settings)
    }
    return named or {"": auth}


def fault_of(auth: Mapping[str, object]) -> str | None:
    """Return why nobody could log in with these settings; None if somebody could."""
    if any(find_spec(name) is None for name in NEEDED):
        return 'packages are missing on this server: pip install ".[login]"'
    if len(str(auth.get("cookie_secret", ""))) < SHORTEST_SECRET:
        return f"cookie_secret in [auth] has fewer than {SHORTEST_SECRET} characters"
    if not str(auth.get("redirect_uri", "")).endswith("/oauth2callback"):
        return "redirect_uri in [auth] does not end in /oauth2callback"
    for name, settings in providers(auth).items():
        place = f"[auth.{name}]" if name else "[auth]"
        missing = [key for key in PROVIDER_KEYS if not settings.get(key)]
        if missing:
            return f"{place} lacks {', '.join(missing)}"
        if "_" in name:
            return f"the name in {place} may hold no underscore"
    return None


def _auth_settings() -> Mapping[str, object] | None:
    """Return what the secrets say of logging in; None where nobody has to."""
    try:
        auth = st.secrets.get("auth")
    except StreamlitSecretNotFoundError as error:
        if error.error_id == "no-secrets-found":
            return None
        raise
    return auth if auth is None or isinstance(auth, Mapping) else {}


def _offer(auth: Mapping[str, object]) -> None:
    st.header("Investor sentiment", anchor=False)
    for name in providers(auth):
        label = f"Log in with {escaping.as_written(name)}" if name else "Log in"
        if st.button(label, icon=":material/login:", key=f"log_in_{name}", type="primary"):
            st.login(name or None)


def _name() -> str:
    """Return what the provider calls the visitor."""
    claims = (st.user.get(claim) for claim in ("name", "email", "sub"))
    return next((str(one) for one in claims if one), "somebody without a name")
