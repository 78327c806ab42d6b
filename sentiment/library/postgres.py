"""What a library on a PostgreSQL server needs: how it is called, held to one writer, its faults."""

import sqlalchemy as sql

EXTRA = 'pip install "investor-sentiment-dashboard[postgres]"'
_TURN = 20260202  # the number of the lock that writers take their turn by
_ASK = "Check that the server runs and that DASHBOARD_STORE names it rightly, then try again"
_SAFE = "Try again in a while; what was kept before is safe"
_ASK_OWNER = "Ask whoever runs the server for leave to make and change tables"
# https://www.postgresql.org/docs/current/errcodes-appendix.html; longer codes begin with these
_FAULTS = {
    "55P03": ("is in use by another program", _SAFE),
    "40": ("is in use by another program", _SAFE),
    "57014": ("took too long to answer", _SAFE),
    "57P": ("was shut down", _SAFE),
    "08": ("cannot be reached", _ASK),
    "53100": ("has no room left on its disk", "Free some space there; what was kept is safe"),
    "53": ("has no room for another caller", _SAFE),
    "25006": ("cannot be written to", "Let DASHBOARD_STORE name the server that takes changes"),
    "42501": ("may not be used so", _ASK_OWNER),
    "28": ("lets nobody in with that name and password", "Correct them in DASHBOARD_STORE"),
    "3D000": ("is not on that server", "Make it with createdb, or correct DASHBOARD_STORE"),
}
# A call that is refused comes without a code, and its words may be of any language.
_BY_MESSAGE = {
    "password": _FAULTS["28"],
    "does not exist": _FAULTS["3D000"],
    "too many clients": _FAULTS["53"],
}


def called(url: sql.URL, *, patience: float) -> sql.URL:
    """Return the address with what every call says to the server; what it says itself stays.

    Parameters
    ----------
    patience
        Seconds to wait for a server that does not answer, and for others' changes.
    """
    settings = f"-c lock_timeout={int(patience * 1000)} -c timezone=utc"
    parameters = {name: str(value) for name, value in url.query.items() if isinstance(value, str)}
    ours = {
        "connect_timeout": str(int(patience / 2)),
        "tcp_user_timeout": str(int(patience * 1000)),
        "keepalives_idle": "30",
        "application_name": "sentiment",
    }
    options = " ".join(filter(None, (settings, parameters.get("options"))))
    named = url.set(drivername="postgresql+psycopg")
    return named.update_query_dict(ours | parameters | {"options": options})


def take_turn(connection: sql.Connection) -> None:
    """Wait until no other writer is at it; the turn ends with the transaction.

    Without it two writers could draw one key, and two that lock rows in different orders would
    wait for each other for ever. A change takes milliseconds, as it does in SQLite.
    """
    connection.execute(sql.select(sql.func.pg_advisory_xact_lock(_TURN)))


def fault_of(cause: BaseException) -> tuple[str, str] | None:
    """Return a driver's error as a fault and its remedy; None where it is of another kind."""
    code = getattr(cause, "sqlstate", "") or ""
    for start, fault in _FAULTS.items():
        if code.startswith(start):
            return fault
    if code or type(cause).__name__ not in ("OperationalError", "ConnectionTimeout"):
        return None
    message = str(cause)
    return next((fault for word, fault in _BY_MESSAGE.items() if word in message), _FAULTS["08"])


def letters_of(connection: sql.Connection) -> str:
    """Return the encoding that a database was made for; only UTF8 holds every language."""
    return str(connection.exec_driver_sql("SHOW server_encoding").scalar())
