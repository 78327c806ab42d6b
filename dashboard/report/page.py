"""A report as one HTML file: everything that it needs to be read lies in it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd

from dashboard.charts import captions, study_captions
from dashboard.charts.captions import Picture
from dashboard.images import archives, rendering, typeface
from dashboard.report import markup
from dashboard.selection import Selection
from dashboard.wording import answer, descriptions, money, numbers
from dashboard.wording import study as words
from sentiment.claims import tally
from sentiment.market.bars import Move
from sentiment.output import frames
from sentiment.output.labels import SIGNS, label_of
from sentiment.reports import headline, standing
from sentiment.reports.contents import Brief, ReportInputs, of_company, strongest
from sentiment.reports.story import StoryRows, each_tone

FIGURE_LOOK, FIGURE_SIZE = "light", "document"
BRIEF_CLAIMS = 4  # that a second page has room for, below the study
_CLAIM_HEADS = ("Outlet", "Published", "Said", "What the bars say")
_STYLE = Path(__file__).with_name("style.css")
_METHOD = (
    "Tone runs from −1 to 1; inside ±0.05 it is neutral. Each distinct sentence is read once by "
    "word lists and rules of finance, on VADER's scale; an article's tone is their mean, its "
    "headline counting twice and its lead one and a half times. Plain VADER stands beside it.",
    "News counts for the first session of the share's exchange whose close can reflect it: at or "
    "after the close, at night, at a weekend or on a holiday, that is the next one.",
    "A claim about a price is held against the bars that were known when it was published: it is "
    "true of the close, of a moment of the day only, of none, or cannot be checked.",
    "The abnormal return is what the share did beyond what a market model, estimated on sessions "
    "that ended 30 before, expects from the benchmark. How unusual it is, is read from "
    "its place among windows without an announcement (placebos) that were known at the time.",
    "Two things that move together need not move one another. A few articles are no sample of all "
    "that was written. Nothing here is advice to trade.",
)


def title(brief: Brief, inputs: ReportInputs) -> str:
    """Return what the report is called."""
    request = brief.request
    if request.event is not None:
        return f"{request.share}: {frames.row(inputs.events, request.event)['title']}"
    return f"{request.share}, {numbers.day(request.first)} to {numbers.day(request.last)}"


# Longer than most: a picture after the other.
def figures(brief: Brief, inputs: ReportInputs) -> dict[str, Picture]:
    """Return the report's pictures, by the name of their file."""
    request = brief.request
    chosen = Selection(
        share=request.share,
        benchmark=request.benchmark,
        span="story",
        scorer="plain" if request.scorer == "plain" else "compound",
        about_share=request.about is not None,
        marks="line",
        copies_once=True,
    )
    rows = StoryRows(
        bars=brief.bars,
        returns=brief.returns,
        tone=brief.tone,
        articles=each_tone(brief.articles, scorer=request.scorer),
        only=request.only,
    )
    numbered = inputs.events.assign(number=range(1, len(inputs.events) + 1))
    drawn = {
        "story": captions.story(
            rows, chosen, share=request.of, announced=numbered, event=request.event
        )
    }
    if len(brief.path) and len(brief.moves) == 1:
        move = brief.moves[0]
        drawn["day"] = captions.day(brief.path, brief.figures, move=move, share=request.of)
    if len(_measured(brief)) == 1:
        drawn["study"] = study_captions.path(brief.study, _measured(brief)["session"].iloc[0])
    elif (brief.study.table["reason"] == "").any():
        drawn["announcements"] = study_captions.unusual(brief.study)
    return drawn


# Longer than most: the report from top to bottom.
def page(
    brief: Brief,
    inputs: ReportInputs,
    *,
    drawn: Mapping[str, bytes],
    facts: Mapping[str, str],
    sources: Sequence[str] = (),
) -> str:
    """Return the report.

    Parameters
    ----------
    drawn
        Its :func:`figures` as SVG, by name; where no browser could draw them, empty.
    facts
        What the report was made with and from: versions, settings, hashes.
    sources
        Where its bars and articles come from, in sentences.
    """
    heading = title(brief, inputs)
    pictured = {
        name: markup.figure(one, drawn[name])
        for name, one in figures(brief, inputs).items()
        if name in drawn
    }
    parts = [
        *_answer(brief, heading),
        _opening(brief, inputs),
        pictured.get("story", ""),
        _quoted(brief),
        '<h2 class="page">Was it unusual?</h2>',
        _study(brief),
        pictured.get("study", ""),
        "<h2>What the articles say of the price</h2>",
        _claims(brief, most=BRIEF_CLAIMS),
        '<h2 class="page">Appendix: all of it in numbers</h2>',
        "<h2>What the price did</h2>",
        _price(brief),
        pictured.get("day", ""),
        pictured.get("announcements", ""),
        _figures_told(brief),
        *_other_claims(brief),
        "<h2>How it was told</h2>",
        _tone(brief),
        "<h2>How these numbers come about</h2>",
        markup.bullets(_METHOD),
        "<h2>Sources and settings</h2>",
        markup.bullets([*sources, *brief.study.notes]),
        markup.table([*facts.items()], ("What", "Which"), caption="Made with and from"),
    ]
    if not drawn:
        parts.insert(2, f'<p class="faint">{markup.escaped(rendering.missing_browser() or "")}</p>')
    style = typeface.faces() + _STYLE.read_text(encoding="utf-8")
    return markup.document("\n".join(filter(None, parts)), title=heading, style=style)


def draw(brief: Brief, inputs: ReportInputs, *, sources: Sequence[str] = ()) -> dict[str, bytes]:
    """Return the report's pictures as SVG; none where no browser is at hand to draw them."""
    if rendering.missing_browser():
        return {}
    return {
        name: archives.drawn(
            replace(one, origin=tuple(sources)), kind="svg", size=FIGURE_SIZE, look=FIGURE_LOOK
        )
        for name, one in figures(brief, inputs).items()
    }


def _answer(brief: Brief, heading: str) -> list[str]:
    """Return the sentence and the four numbers that a report of one session begins with."""
    if len(brief.moves) != 1:
        return [f"<h1>{markup.escaped(heading)}</h1>"]
    request, move = brief.request, brief.moves[0]
    here = frames.row(brief.returns, move.session)
    day = headline.Day(
        share=request.of,
        benchmark=request.benchmark,
        session=move.session,
        move=move,
        benchmark_move=float(here["benchmark"]),
        beyond=float(here["abnormal"]),
        tone=headline.day_tone(brief.articles, scorer=request.scorer),
        only=request.only,
    )
    tiles = answer.tiles(day, standing.standing_of(brief.study, move.session))
    facts = [
        (str(one["name"]), f"{one['value']} {one.get('unit', '')}".strip(), str(one["beside"]))
        for one in tiles
    ]
    head = f'<p class="faint">{markup.escaped(heading)}</p>'
    return [
        f"<h1>{markup.escaped(headline.sentence(day))}</h1>",
        head,
        markup.facts(facts, four=True),
    ]


def _opening(brief: Brief, inputs: ReportInputs) -> str:
    """Return what happened: the announcement, or those of the days."""
    request = brief.request
    if request.event is not None:
        event = frames.row(inputs.events, request.event)
        when = descriptions.announced(event["instant"], event["instant_known"])
        return (
            f'<p class="lead">{markup.escaped(event["summary"])}</p>\n'
            f'<p class="faint">{markup.escaped(when)} · '
            f"counts for {numbers.day(event['session'])} · {markup.escaped(event['why'])}</p>"
        )
    here = inputs.events[inputs.events["session"].between(request.first, request.last)]
    if here.empty:
        return '<p class="lead">No announcement is held of these days.</p>'
    rows = [(numbers.day(one.session), one.title) for one in frames.rows(here)]
    return markup.table(rows, ("Counts for", "Announcement"), caption="Announcements of these days")


def _price(brief: Brief) -> str:
    """Return the price before and after: of the one session, or over all of them."""
    share, benchmark = brief.request.of, brief.request.benchmark
    first, last = brief.moves[0], brief.moves[-1]
    day = frames.row(brief.returns, first.session)
    if len(brief.moves) == 1:
        return markup.facts(descriptions.day_facts(first, day, share=share, benchmark=benchmark))
    low = min(brief.moves, key=lambda move: move.low)
    high = max(brief.moves, key=lambda move: move.high)
    change = last.close / first.previous_close - 1
    return markup.facts(
        [
            (
                "Close before",
                money.price(first.previous_close, share=share),
                f"before {_day(first)}",
            ),
            (
                "Close",
                money.price(last.close, share=share),
                f"{numbers.percent(change)}, {_day(last)}",
            ),
            ("Sessions", str(len(brief.moves)), f"with a bar of {share.symbol}"),
            ("Lowest", money.price(low.low, share=share), _day(low)),
            ("Highest", money.price(high.high, share=share), _day(high)),
        ]
    )


def _day(move: Move) -> str:
    return numbers.day(move.session)


def _figures_told(brief: Brief) -> str:
    """Return what was reported of the session, with what the bars say of it."""
    rows = [(one.said, one.verdict, one.words) for one in frames.rows(brief.figures)]
    heads = ("Reported", "Verdict", "What the bars say")
    return (
        markup.table(rows, heads, caption="What was reported, held against the bars")
        if rows
        else ""
    )


def _claims(brief: Brief, *, most: int) -> str:
    """Return what the articles say of the price: how much of it is true, and what is wrong first.

    The appendix has those beyond *most*.
    """
    if brief.claims.empty:
        return "<p>No article of these sessions says what the price did.</p>"
    rows = _claim_rows(brief)
    summary = f"{tally.tally(brief.claims['verdict'])}."
    if len(rows) > most:
        summary += f" The appendix has {numbers.count(len(rows) - most, 'more claim')}."
    return f"<p>{markup.escaped(summary)}</p>\n{markup.table(rows[:most], _CLAIM_HEADS)}"


def _other_claims(brief: Brief) -> list[str]:
    """Return the claims for which the brief has no room."""
    rows = [] if brief.claims.empty else _claim_rows(brief)[BRIEF_CLAIMS:]
    head = "<h2>What else the articles say of the price</h2>"
    return [head, markup.table(rows, _CLAIM_HEADS)] if rows else []


def _claim_rows(brief: Brief) -> list[tuple[str, ...]]:
    """Return the articles' price claims with their verdicts, wrong ones first."""
    ordered = brief.claims.sort_values(
        "verdict", key=lambda told: told.map(tally.urgency), kind="stable"
    )
    return [
        (one.outlet, numbers.moment(one.published), one.said, one.words)
        for one in frames.rows(ordered)
    ]


def _quoted(brief: Brief) -> str:
    """Return the strongest sentences that the articles say of the share's company."""
    request = brief.request
    names = {*request.of.names, *request.known_as, *([request.about] if request.about else [])}
    quotes = strongest(of_company(brief.sentences, names), scorer=request.scorer)
    return "\n".join(_quote(row, request.scorer) for row in frames.rows(quotes))


def _measured(brief: Brief) -> pd.DataFrame:
    """Return the rows of the study that the report is about and that could be measured."""
    rows = brief.study.table
    here = rows["session"].between(brief.request.first, brief.request.last)
    return rows[here & (rows["reason"] == "")]


def _study(brief: Brief) -> str:
    """Return where the announcements stand among days without one."""
    rows = brief.study.table
    here = rows[rows["session"].between(brief.request.first, brief.request.last)]
    sentences = [words.event_verdict(brief.study, day) for day in _measured(brief)["session"]]
    sentences += [
        f"{numbers.day(row.session)}: cannot tell, {row.reason}."
        for row in frames.rows(here[here["reason"] != ""])
    ]
    sentences = sentences or [
        "No announcement of these sessions is held, so there is nothing to measure."
    ]
    return "\n".join(
        f"<p>{markup.stressed(one)}</p>" for one in [*sentences, words.study_verdict(brief.study)]
    )


def _tone(brief: Brief) -> str:
    """Return how the articles read, and the sentences that make them so."""
    scorer = brief.request.scorer
    read = brief.articles.dropna(subset=[scorer])
    if read.empty:
        return "<p>No article that is held counts for these sessions.</p>"
    mean = read[scorer].mean()
    opening = (
        f"<p>{numbers.count(len(read), 'article')}, mean tone <strong>{numbers.tone(mean)}</strong>"
        f" ({label_of(mean)}), from {numbers.tone(read[scorer].min())} to "
        f"{numbers.tone(read[scorer].max())}; plain VADER of their sentences "
        f"{numbers.tone(read['plain'].mean())}, of their whole texts "
        f"{numbers.tone(read['whole'].mean())}.</p>"
    )
    rows = [
        (
            row.title,
            row.outlet,
            numbers.moment(row.published),
            numbers.tone(getattr(row, scorer)),
            f"{numbers.tone(row.low)} to {numbers.tone(row.high)}",
            str(row.n),
        )
        for row in frames.rows(read)
    ]
    heads = ("Article", "Outlet", "Published", "Tone", "95%", "Sentences")
    return f"{opening}\n{markup.table(rows, heads)}"


def _quote(row: Any, scorer: str) -> str:
    number = float(getattr(row, scorer))
    return (
        f'<blockquote class="{label_of(number)}"><p>“{markup.escaped(row.text)}”</p>'
        f'<p class="faint">{SIGNS[label_of(number)]} {numbers.tone(number)} · '
        f"{markup.escaped(row.outlet or 'outlet unknown')}, {numbers.moment(row.published)}</p>"
        "</blockquote>"
    )
