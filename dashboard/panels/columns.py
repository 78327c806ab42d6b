"""How the columns of each table are headed, formatted and explained."""

import streamlit as st

from dashboard.wording import glossary, money, tables
from sentiment.market.shares import Share

_TONE = "From −1 (bad for the company) to 1 (good); inside ±0.05 it is neutral."
_SIGNED = "%+.2f"
WRAPPED = 66  # pixels of a row: text goes on in a second and third line above 64, and not below


def _explained(columns: dict[str, object]) -> dict[str, object]:
    """Return columns whose terms are explained where they explain none themselves."""
    return {name: _with_help(column) for name, column in columns.items()}


def _with_help(column: object) -> object:
    if isinstance(column, str):
        explanation = glossary.term(column)
        return st.column_config.Column(column, help=explanation) if explanation else column
    if not isinstance(column, dict) or column["help"] or not column["label"]:
        return column
    return column | {"help": glossary.term(column["label"])}


ARTICLE = _explained(
    {
        "title": st.column_config.TextColumn("Article", width=290),
        "published": st.column_config.DatetimeColumn(
            "Published (New York)", timezone="America/New_York", format="D MMM YYYY, HH:mm"
        ),
        "session": st.column_config.DateColumn("Session", format="D MMM YYYY"),
        "compound": st.column_config.NumberColumn("Tone", format=_SIGNED, help=_TONE),
        "plain": st.column_config.NumberColumn("Tone, plain VADER", format=_SIGNED),
        "low": st.column_config.NumberColumn("95% from", format=_SIGNED),
        "high": st.column_config.NumberColumn("to", format=_SIGNED),
        "n": st.column_config.NumberColumn("Sentences", help="Distinct ones that were read."),
        "without_moves": st.column_config.NumberColumn("Without price reports", format=_SIGNED),
        "whole": st.column_config.NumberColumn(
            "Plain VADER", format=_SIGNED, help="Of the whole text at once, as VADER reads it."
        ),
        "copies": st.column_config.NumberColumn("Copies", help="Printed so often, counted once."),
        "outlet": "Outlet",
        "origin": "Origin",
        "note": "Note",
    }
)
ENTRY = _explained(
    {
        "title": st.column_config.TextColumn("Title", width="large"),
        "outlet": "Outlet",
        "published": ARTICLE["published"],
        "summary": st.column_config.TextColumn("Summary", width="large"),
    }
)
LIBRARY = _explained(
    {
        **{name: ARTICLE[name] for name in ("compound", "title", "published")},
        "session": st.column_config.DateColumn(
            "Session",
            format="D MMM YYYY",
            help="That it counts for: of the chosen share's exchange where it speaks of it, else "
            "of the first share that it speaks of.",
        ),
        "outlet": "Outlet",
        "shares": "Speaks of",
        "tags": "Tags",
        "links": "Linked to",
        "note": "Note",
    }
)
CORRECTION = _explained(
    {
        "compound": st.column_config.NumberColumn("Computed", format=_SIGNED, help=_TONE),
        "yours": st.column_config.TextColumn("Yours", help="How you say that it reads."),
        "sentence": st.column_config.TextColumn("Sentence", width="large"),
    }
)
FAULT = _explained({"number": "Row", "reason": st.column_config.TextColumn("Why not")})
_PERCENT = "percent"
CANDIDATE = _explained(
    {
        "session": st.column_config.DateColumn("Counts for", format="D MMM YYYY"),
        "instant": st.column_config.DatetimeColumn(
            "Told (New York)", timezone="America/New_York", format="D MMM YYYY, HH:mm"
        ),
        "move": st.column_config.NumberColumn(
            "Move", format=_PERCENT, help="The close against the close before."
        ),
        "known": "Time known",
        "kind": "Kind",
        "title": st.column_config.TextColumn("What was told", width="large"),
        "source": "Source",
        "url": st.column_config.LinkColumn("Where it stands", display_text="open"),
        "note": "Not certain",
    }
)
COVERAGE = _explained(
    {
        "title": st.column_config.TextColumn("Headline", width="large"),
        "outlet": "Outlet",
        "published": ARTICLE["published"],
        "session": st.column_config.DateColumn("Counts for", format="D MMM YYYY"),
        "summary": st.column_config.TextColumn("Summary", width="large"),
        "source": "Source",
        "link": st.column_config.LinkColumn("Where it stands", display_text="open"),
    }
)
OWN_ARTICLES = _explained(
    {
        "title": st.column_config.TextColumn("Title", width="large"),
        "outlet": "Outlet",
        "published": ARTICLE["published"],
    }
)
UNEXPLAINED = _explained(
    {
        "session": st.column_config.DateColumn("Session", format="D MMM YYYY"),
        "abnormal": st.column_config.NumberColumn("Less the benchmark", format="percent"),
        "standardised": st.column_config.NumberColumn("Times the days before", format="%+.1f"),
        "p": st.column_config.NumberColumn("p", format="%.3f"),
    }
)
ANNOUNCEMENT = _explained(
    {
        "number": st.column_config.NumberColumn("No."),
        "session": st.column_config.DateColumn("Session", format="D MMM YYYY"),
        "title": st.column_config.TextColumn("Announced", width="large"),
        "symbols": "Shares",
        "why": st.column_config.TextColumn("Why this session", width="large"),
    }
)
_FORMS = {"move": _PERCENT, "beyond": _PERCENT, "tone": _SIGNED, "p": "%.2f"}


def _of_timeline(name: str, head: str, meaning: str) -> object:
    if name == "session":
        return st.column_config.DateColumn(head, format="ddd D MMM YYYY", help=meaning)
    if name == "title":
        return st.column_config.TextColumn(head, help=meaning)
    return st.column_config.NumberColumn(head, format=_FORMS.get(name), help=meaning)


TIMELINE = {
    name: _of_timeline(name, *head) for name, head in tables.timeline_heads("benchmark").items()
}
STUDY = _explained(
    {
        "session": st.column_config.DateColumn("Session", format="D MMM YYYY", width=95),
        "title": st.column_config.TextColumn("Announced", width=315),
        "move": st.column_config.NumberColumn(
            "CAR",
            format=_PERCENT,
            width=60,
            help="Cumulative abnormal return over the window.",
        ),
        "move_low": st.column_config.NumberColumn(
            "95% from",
            format=_PERCENT,
            width=72,
            help="The effects that the placebo p does not reject.",
        ),
        "move_high": st.column_config.NumberColumn("to", format=_PERCENT, width=60),
        "placebo_p": st.column_config.NumberColumn(
            "Placebo p",
            format="%.3f",
            width=80,
            help="How often so large a move, up or down, came in like windows without an "
            "announcement, each at its own volatility.",
        ),
        "verdict": st.column_config.TextColumn("Verdict", width=85),
        "flags": st.column_config.TextColumn("Mind", width=178),
        "reason": st.column_config.TextColumn("Not measured because", width=190),
        "label": None,
        "placebo_low": None,
        "placebo_high": None,
    }
)
STATISTICS = _explained(
    {
        "session": st.column_config.DateColumn("Session", format="D MMM YYYY"),
        "move": st.column_config.NumberColumn("CAR", format=_PERCENT),
        "placebo_p": st.column_config.NumberColumn("Placebo p", format="%.3f"),
        "placebo_p_holm": st.column_config.NumberColumn("Holm", format="%.3f"),
        "placebo_p_plain": st.column_config.NumberColumn(
            "Plain placebo p",
            format="%.3f",
            help="Among raw moves, blind to volatility, overlapping windows counted as if apart.",
        ),
        "placebo_kind": st.column_config.TextColumn("Held against"),
        "placebo_rank": st.column_config.NumberColumn("Placebos below", format=_PERCENT),
        "placebo_n": st.column_config.NumberColumn("Placebos"),
        "smallest_p": st.column_config.NumberColumn("Lowest p possible", format="%.4f"),
        "detectable": st.column_config.NumberColumn(
            "Would stand out", format=_PERCENT, help="The smallest move with a placebo p of 5%."
        ),
        "volatility": st.column_config.NumberColumn(
            "To expect", format=_PERCENT, help="The deviation of the move, as of its eve."
        ),
        "t": st.column_config.NumberColumn("t", format="%.2f"),
        "p": st.column_config.NumberColumn(
            "p of t", format="%.3f", help="Knows no volatility but that of the estimation."
        ),
        "t_low": st.column_config.NumberColumn("By t, 95% from", format=_PERCENT),
        "t_high": st.column_config.NumberColumn("to", format=_PERCENT),
        "beta": st.column_config.NumberColumn("Beta", format="%.2f"),
        "r2": st.column_config.NumberColumn("R²", format="%.2f"),
        "n": st.column_config.NumberColumn("Estimated on"),
        "left_out": st.column_config.NumberColumn("Left out"),
    }
)
SUMMARY = _explained(
    {
        "test": "Test",
        "n": "Events",
        "mean": st.column_config.NumberColumn("Mean CAR", format=_PERCENT),
        "statistic": st.column_config.NumberColumn("Statistic", format="%.2f"),
        "p": st.column_config.NumberColumn("p", format="%.3f"),
        "low": st.column_config.NumberColumn("95% from", format=_PERCENT),
        "high": st.column_config.NumberColumn("to", format=_PERCENT),
        "size": st.column_config.NumberColumn(
            "False alarms",
            format="percent",
            help="How often it fired at 5 % in simulations where news came in turbulent times and "
            "did nothing.",
        ),
        "source": "Source",
    }
)
LAG = _explained(
    {
        "lag": st.column_config.NumberColumn(
            "Lag", format="%+.0f", help="Sessions from tone to return."
        ),
        "r": st.column_config.NumberColumn(
            "r", format=_SIGNED, help="Spearman's rank correlation."
        ),
        "low": st.column_config.NumberColumn("95% from", format=_SIGNED),
        "high": st.column_config.NumberColumn("to", format=_SIGNED),
        "n": "Pairs",
        "p": st.column_config.NumberColumn("p", format="%.3f"),
        "p_adjusted": st.column_config.NumberColumn("p, all lags", format="%.3f"),
    }
)
AROUND = _explained(
    {
        "tone": "Tone",
        "hours": st.column_config.TextColumn("Published"),
        "measure": "Over",
        "articles": "Articles",
        "sessions": "Sessions",
        "clusters": st.column_config.NumberColumn(
            "Apart", help="Sessions in a row count as one where their moves overlap."
        ),
        "mean": st.column_config.NumberColumn("Mean move", format=_PERCENT),
        "low": st.column_config.NumberColumn("95% from", format=_PERCENT),
        "high": st.column_config.NumberColumn("to", format=_PERCENT),
        "p": st.column_config.NumberColumn("p", format="%.3f"),
        "p_holm": st.column_config.NumberColumn(
            "Holm", format="%.3f", help="Corrected for all means of this table."
        ),
        "placebo_p": st.column_config.NumberColumn(
            "Placebo p",
            format="%.3f",
            help="How often the share alone moved as far on average at the same times of ordinary "
            "sessions.",
        ),
    }
)
SENTENCE = _explained(
    {
        "compound": st.column_config.NumberColumn("Tone", format=_SIGNED, help=_TONE),
        "plain": st.column_config.NumberColumn("Plain VADER", format=_SIGNED),
        "kind": "Kind",
        "weight": st.column_config.NumberColumn("Weight", format="%.1f"),
        "copies": st.column_config.NumberColumn("Times", help="Found this often, counted once."),
        "sentence": st.column_config.TextColumn("Sentence", width="large"),
    }
)
COMPANY = _explained(
    {
        "company": "Company",
        "compound": st.column_config.NumberColumn("Tone", format=_SIGNED, help=_TONE),
        "sentences": "Sentences",
    }
)
_RETURNS = {"move", "move_low", "move_high", "detectable", "volatility", "t_low", "t_high"}


def story(share: Share) -> dict[str, object]:
    """Return the columns of a share's story, session by session."""
    return _explained(
        {
            "session": st.column_config.DateColumn("Session", format="D MMM YYYY"),
            "share": st.column_config.NumberColumn("Share", format="percent"),
            "benchmark": st.column_config.NumberColumn("Benchmark", format="percent"),
            "abnormal": st.column_config.NumberColumn("Difference", format="percent"),
            "close": st.column_config.NumberColumn("Close", format=money.form(share)),
            "volume": st.column_config.NumberColumn("Volume", format="compact"),
            "n": "Articles",
            "compound": st.column_config.NumberColumn("Tone", format=_SIGNED, help=_TONE),
            "lowest": st.column_config.NumberColumn("Lowest", format=_SIGNED),
            "highest": st.column_config.NumberColumn("Highest", format=_SIGNED),
            "spread": st.column_config.NumberColumn("Spread", format="%.2f"),
        }
    )


def figure(share: Share) -> dict[str, object]:
    """Return the columns of what was reported of a share's price."""
    return _explained(
        {
            "said": st.column_config.TextColumn("Reported", width="medium"),
            "level": st.column_config.NumberColumn(
                "Level", format=money.form(share), width="small"
            ),
            "verdict": None,  # the words begin with it
            "words": st.column_config.TextColumn("What the bars say", width="large"),
        }
    )


def study(measure: str) -> dict[str, object]:
    """Return the columns of an event study's table."""
    return _measured_in(measure, STUDY, _RETURNS)


def statistics(measure: str) -> dict[str, object]:
    """Return the columns of the statistics behind a study."""
    return _measured_in(measure, STATISTICS, _RETURNS)


def summary(measure: str) -> dict[str, object]:
    """Return the columns of the tests across announcements."""
    return _measured_in(measure, SUMMARY, {"mean", "low", "high"})


def _measured_in(measure: str, columns: dict[str, object], moves: set[str]) -> dict[str, object]:
    """Return columns whose moves are percentages, or logarithms as they are."""
    if measure not in ("volume", "log"):
        return columns
    form = "%+.2f" if measure == "volume" else "%+.4f"
    return {
        name: st.column_config.NumberColumn(
            column["label"], format=form, width=column["width"], help=column["help"]
        )
        if name in moves and isinstance(column, dict)
        else column
        for name, column in columns.items()
    }
