"""All that a report says of an announcement or of some days, worked out from what it is given."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pandas as pd

from sentiment.claims import checks as claims_checks
from sentiment.claims import finding, verdicts
from sentiment.claims.claim import Claim
from sentiment.errors import DataError
from sentiment.intake import details
from sentiment.market import bars as market_bars
from sentiment.market import sessions
from sentiment.market.bars import Move
from sentiment.market.returns import market_adjusted
from sentiment.market.shares import Share, by_form
from sentiment.reading import article as reading_article
from sentiment.reading import daily
from sentiment.study import weights
from sentiment.study.abnormal import EventStudy, study_of
from sentiment.study.design import Design

MARGIN = 10  # sessions shown before the first of the report and after the last
LONGEST_QUOTE = 25  # words; a quotation, not a copy
_CLAIM = ["key", "outlet", "published", "said", "symbol", "session", "verdict", "words", "level"]
_SENTENCE = [
    *("key", "outlet", "published", "text", "compound", "plain", "weight", "kind", "companies")
]
_FIGURE = ["said", "moment", "change", "level", "verdict", "words", "spans"]


@dataclass(frozen=True, slots=True)
class ReportRequest:
    """What a report is to be about: the sessions from ``first`` to ``last``, both included."""

    share: str
    benchmark: str
    first: pd.Timestamp
    last: pd.Timestamp
    event: str | None = None  # the announcement that it is about, by its key
    about: str | None = None  # only what is said of this company, in every article
    known_as: tuple[str, ...] = ()  # other names of the company that articles are read about
    scorer: str = "compound"
    only: str = ""  # what the articles were filtered by, in words
    window: tuple[int, int] = (0, 1)
    quoted: Share | None = None  # what is known of the share; else its symbol's form tells

    @property
    def of(self) -> Share:
        """The share that it is about."""
        return self.quoted or by_form(self.share)


@dataclass(frozen=True, slots=True, eq=False)
class ReportInputs:
    """What a report is worked out from.

    ``bars`` and ``intraday`` are by symbol; ``events``, ``figures`` and ``results`` are as
    ``sentiment.market.announcements`` reads them, ``results`` those of the share alone;
    ``articles`` have a ``title``, ``text``, ``outlet`` and ``published``, indexed by key, and where
    they are known ``timed`` and ``updated``, and ``about``, the company that each is read about;
    ``weights`` are the share's in benchmarks, as ``sentiment.study.weights`` reads them.
    """

    bars: Mapping[str, pd.DataFrame]
    intraday: Mapping[str, pd.DataFrame]
    events: pd.DataFrame
    figures: pd.DataFrame
    results: pd.DataFrame
    articles: pd.DataFrame
    weights: pd.DataFrame


@dataclass(frozen=True, slots=True, eq=False)
class Brief:
    """What a report says.

    Attributes
    ----------
    request
        What it is about.
    bars, returns, tone
        Of the sessions shown, which reach ``MARGIN`` beyond those asked about.
    moves
        Of each session asked about that has a bar, in order.
    path
        Intraday bars of the share on those sessions; may be empty.
    articles
        As ``daily.tones`` gives them, with ``outlet``: those that count for these sessions.
    sentences, claims
        What the articles say: a row each, under the article's key.
    figures
        What was reported of the announcement's session, with what the bars say.
    study
        Of all announcements held.
    """

    request: ReportRequest
    bars: pd.DataFrame
    returns: pd.DataFrame
    tone: pd.DataFrame
    moves: tuple[Move, ...]
    path: pd.DataFrame
    articles: pd.DataFrame
    sentences: pd.DataFrame
    claims: pd.DataFrame
    figures: pd.DataFrame
    study: EventStudy

    @property
    def tables(self) -> dict[str, pd.DataFrame]:
        """Every number of the report, by the name of its table."""
        measured = self.study.table.drop(columns="keys")
        return {
            "sessions": self.returns.join(self.bars[["close", "volume"]])
            .join(self.tone)
            .rename_axis("session"),
            "articles": self.articles.reset_index(),
            "sentences": self.sentences,
            "claims": self.claims,
            "figures": self.figures.drop(columns="spans"),
            "study": measured,
            "tests": self.study.summary,
        }


def shown(request: ReportRequest, bars: pd.DataFrame) -> pd.DatetimeIndex:
    """Return the sessions that a report shows: those asked about and some on either side.

    Raises
    ------
    DataError
        If there is no session to report on, or none of which a bar is held.
    """
    if request.last < request.first:
        raise DataError("the report", f"ends before it begins: {request.first:%Y-%m-%d}")
    every = sessions.days_of(bars)
    exchange = sessions.of_bars(bars)
    days_shown = exchange.between(request.first, request.last).union(
        every[(every >= request.first) & (every <= request.last)]
    )
    days = f"{request.first:%Y-%m-%d} to {request.last:%Y-%m-%d}"
    if not len(days_shown):
        raise DataError("the report", f"has no session of the exchange in it: {days}")
    if not days_shown.isin(bars.index).any():
        span = f"{bars.index[0]:%Y-%m-%d} to {bars.index[-1]:%Y-%m-%d}"
        raise DataError(request.share, f"no bars are held of {days}; those held are of {span}")
    first = max(int(every.searchsorted(days_shown[0])) - MARGIN, 0)
    return every[first : int(every.searchsorted(days_shown[-1], side="right")) + MARGIN]


def brief(request: ReportRequest, inputs: ReportInputs) -> Brief:
    """Return what a report says.

    Raises
    ------
    DataError
        If bars that it needs are lacking, or its sessions hold nothing.
    """
    inputs = replace(inputs, bars=_marked(inputs.bars, request))
    bars, benchmark = inputs.bars[request.share], inputs.bars[request.benchmark]
    span = shown(request, bars)
    read = daily.on_sessions_of(
        daily.tones(inputs.articles, about=request.about, known_as=request.known_as),
        sessions.of_bars(bars),
        untimed=_untimed(inputs.articles),
    )
    tone = daily.by_session(read, scorer=request.scorer)
    here = read[read["session"].between(request.first, request.last)]
    articles = inputs.articles.loc[here.index]
    moves = [
        market_bars.move_of(bars, day, symbol=request.share)
        for day in span[(span >= request.first) & (span <= request.last)]
        if day in bars.index
    ]
    return Brief(
        request=request,
        bars=bars.reindex(span),
        returns=market_adjusted(bars, benchmark).reindex(span),
        tone=tone[tone.index.isin(span)],
        moves=tuple(moves),
        path=_path(inputs.intraday.get(request.share), request),
        articles=here.assign(outlet=articles["outlet"]),
        sentences=_sentences(articles, request),
        claims=_claims(articles, inputs, request),
        figures=_figures(request, inputs, moves),
        study=_study(request, inputs),
    )


def _untimed(articles: pd.DataFrame) -> pd.Index:
    """Return the keys of the articles of which the day of publication alone is known."""
    return articles.index[articles["timed"].eq(False)] if "timed" in articles else pd.Index([])


def _marked(bars: Mapping[str, pd.DataFrame], request: ReportRequest) -> dict[str, pd.DataFrame]:
    """Return bars that know whose sessions they are of, which a file of them does not tell."""
    return {
        symbol: sessions.marked(one, request.of if symbol == request.share else by_form(symbol))
        for symbol, one in bars.items()
    }


def examples(sentences: pd.DataFrame, *, scorer: str, most: int = 3) -> pd.DataFrame:
    """Return the sentences that read most negative and most positive, short enough to quote.

    Parameters
    ----------
    sentences
        As in :class:`Brief`.
    scorer
        "compound" or "plain".
    most
        Of either sign; of one article's sentences no two alike are given.
    """
    short = sentences["text"].map(lambda text: len(text.split()) <= LONGEST_QUOTE).astype(bool)
    strong = sentences[scorer].abs() >= reading_article.NEUTRAL_BAND
    counted = sentences[short & strong & (sentences["weight"] > 0)].drop_duplicates("text")
    ordered = counted.sort_values(scorer, kind="stable")
    low = ordered[ordered[scorer] < 0].head(most)
    high = ordered[ordered[scorer] > 0].tail(most).iloc[::-1]
    return pd.concat([low, high])


def of_company(sentences: pd.DataFrame, names: Collection[str]) -> pd.DataFrame:
    """Return the sentences that name a company and no other; all that name it where none does so.

    Parameters
    ----------
    sentences
        As in :class:`Brief`.
    names
        What the company is called.

    Examples
    --------
    >>> said = pd.DataFrame({"companies": ["Nvidia", "AMD, Nvidia", "AMD", ""]})
    >>> list(of_company(said, ["Nvidia"]).index), list(of_company(said[1:], ["Nvidia"]).index)
    ([0], [1])
    """
    own = {name.casefold() for name in names}
    called = [
        {one.casefold() for one in cell.split(", ") if one} for cell in sentences["companies"]
    ]
    alone = np.array([bool(cell) and cell <= own for cell in called], dtype=bool)
    named = np.array([bool(cell & own) for cell in called], dtype=bool)
    return sentences[alone if alone.any() else named]


def strongest(sentences: pd.DataFrame, *, scorer: str, most: int = 3) -> pd.DataFrame:
    """Return the sentences farthest from nought that are short enough to quote, in that order."""
    either = examples(sentences, scorer=scorer, most=most)
    return either.sort_values(scorer, key=lambda told: -told.abs(), kind="stable").head(most)


def _path(bars: pd.DataFrame | None, request: ReportRequest) -> pd.DataFrame:
    if bars is None:
        return pd.DataFrame(columns=["open", "high", "low", "close", "volume"])
    days = pd.DatetimeIndex(bars.index).tz_localize(None).normalize()
    return bars[(days >= request.first) & (days <= request.last)]


def _sentences(articles: pd.DataFrame, request: ReportRequest) -> pd.DataFrame:
    """Return every distinct sentence of the articles with its readings."""
    rows = [
        (
            *_whose(article),
            " ".join(one.sentence.text.split()),
            one.reading.compound,
            one.plain,
            one.weight,
            one.reading.kind,
            ", ".join(one.companies),
        )
        for _, article in articles.iterrows()
        for one in reading_article.score(
            _whole(article), _about(article, request), known_as=request.known_as
        ).sentences
    ]
    return pd.DataFrame(rows, columns=_SENTENCE)


def _claims(articles: pd.DataFrame, inputs: ReportInputs, request: ReportRequest) -> pd.DataFrame:
    """Return what the articles say of prices, each claim held against the bars."""
    rows, shares = [], {request.share: request.of}
    for _, article in articles.iterrows():
        claims = claims_of(article, request)
        for judged in verdicts.judge_all(claims, inputs.bars, inputs.intraday, shares=shares):
            identity = (judged.claim.text, judged.claim.symbol, judged.session)
            rows.append((*_whose(article), *identity, judged.verdict, judged.words, judged.level))
    table = pd.DataFrame(rows, columns=_CLAIM)
    return table.assign(session=pd.to_datetime(table["session"]))


def claims_of(article: "pd.Series[Any]", request: ReportRequest) -> list[Claim]:
    """Return what an article of a report says of prices."""
    known = details.known_until(
        article["published"], timed=bool(article.get("timed", True)), updated=article.get("updated")
    )
    return finding.find_claims(_whole(article), published=known, about=_about(article, request))


def _about(article: "pd.Series[Any]", request: ReportRequest) -> str | None:
    """Return the company that an article is read about; None for all of it."""
    return request.about or article.get("about") or None


def _whole(article: "pd.Series[Any]") -> str:
    return f"{article['title']}\n\n{article['text']}"


def _whose(article: "pd.Series[Any]") -> tuple[object, ...]:
    return article.name, article["outlet"], article["published"]


def _figures(request: ReportRequest, inputs: ReportInputs, moves: list[Move]) -> pd.DataFrame:
    """Return what was reported of the announcement's session, held against the bars."""
    figures = inputs.figures[
        (inputs.figures["event"] == request.event) & (inputs.figures["symbol"] == request.share)
    ]
    if not moves or figures.empty:
        return pd.DataFrame(columns=_FIGURE)
    path = _path(inputs.intraday.get(request.share), request)
    checks = [
        claims_checks.check_figure(moves[0], path, moment=moment, change=change, level=level)
        for moment, change, level in zip(
            figures["moment"], figures["change"], figures["level"], strict=True
        )
    ]
    names = ("level", "verdict", "words", "spans")
    return figures.assign(**{name: [getattr(one, name) for one in checks] for name in names})[
        _FIGURE
    ]


def _study(request: ReportRequest, inputs: ReportInputs) -> EventStudy:
    """Return the study of every announcement held, the report's among them."""
    design = Design.of_window(request.share, request.benchmark, window=request.window)
    results = pd.DatetimeIndex(inputs.results["session"])
    known = weights.weights_of(inputs.weights, request.share)
    return study_of(design, inputs.events, inputs.bars, results=results, known=known)
