"""The terms of the page, each in a sentence that hovering over it shows."""

TERMS = {
    "95% from": "Lower end of the 95% interval: values below it fit the data poorly.",
    "to": "Upper end: values beyond it fit the data poorly.",
    "95%": "The interval of values that fit the data: of 100 made so, about 95 hold the true one.",
    "Beta": "By how many percent the share moves with one percent of the benchmark.",
    "Benchmark": "What the benchmark did on that session, dividends counted.",
    "By t, 95% from": "Lower end of the interval by Student's t, blind to volatility.",
    "CAR": "Cumulative abnormal return: what the model of the share leaves unexplained, summed.",
    "Close": "The official last price of the session, and what it is against the close before.",
    "Close before": "The close of the session before, adjusted for splits.",
    "Difference": "The share's return less the benchmark's.",
    "Estimated on": "Sessions before the announcement that the model was estimated on.",
    "Events": "Announcements that the test rests on.",
    "Highest": "The highest tone of the session's articles.",
    "Holm": "The placebo p corrected for looking at so many announcements (Holm, 1979).",
    "Kind": "Whether the sentence judges, reports a price move, or says neither good nor bad.",
    "Left out": "Sessions kept out of the estimation: of other announcements and of results.",
    "Level": "Dollars per share that the figure stands for.",
    "Lowest": "The lowest tone of the session's articles.",
    "Lowest p possible": "So few windows allow no lower p: above 5% nothing can tell.",
    "Mean CAR": "Mean of the cumulative abnormal returns.",
    "Mean move": "Mean over sessions of the move beyond the benchmark.",
    "Open": "The first price of the session; overnight is against the close before.",
    "Open to close": "The close against the open of the same session.",
    "Pairs": "Sessions with both a tone and a return.",
    "Placebos": "Windows without an announcement that it is compared with.",
    "Placebos below": "Share of placebo windows that did worse; 50% is the middle.",
    "Placebos from": "Lower end of the middle 95% of placebo windows.",
    "Placebo p": "The share of ordinary windows of like volatility that moved at least as much.",
    "Plain VADER": "The sentence by vaderSentiment's own rules: no word of it knows finance.",
    "Plain VADER, sentences": "The same mean over sentences, read by plain VADER.",
    "Plain VADER, whole text": "vaderSentiment's compound of the text in one piece, exact to the "
    "last digit. Long texts come out near −1 or 1 whatever they say.",
    "R²": "How much of the share's daily moves the model explains.",
    "Range": "The lowest and the highest price of the session.",
    "Share": "What the share did on that session, dividends counted.",
    "Spread": "Standard deviation of the session's articles.",
    "Statistic": "The test's own number, from which its p follows.",
    "Times the days before": "The move over the usual size of the moves of the days before it.",
    "Tone, plain VADER": "The mean of plain VADER's sentence compounds.",
    "Verdict": "True of the close, of a moment of the day only, of none, or not to be told.",
    "Volume": "Shares traded; copies of this figure differ by some percent.",
    "Weight": "In the article's mean: headline 2, lead 1.5, others 1, what is not of it 0.",
    "Without price reports": "Leaves out “shares fell 1.1%” and the like, so that tone against "
    "price does not measure itself.",
    "p": "How often chance alone would give a result as extreme, if nothing had happened.",
    "p, all lags": "p corrected for looking at all lags (Westfall & Young, 1993).",
    "t": "The abnormal return in units of its standard error.",
}


VERDICTS = {
    "mixed": "Mixed: sentences pull both ways, so that the mean may lie on either side of 0.",
    "faint": "Faint: everyday words alone, whose sign is worth little.",
    "silent": "Silent: no word of it carries a tone.",
}


def term(label: str) -> str | None:
    """Return what a term means; None for a word that needs no explaining.

    A "Less SPY" is explained whatever the benchmark is, and so is a reading with its label.

    Examples
    --------
    >>> term("Less SMH")
    "The share's return less the benchmark's, dividends counted."
    >>> term("Title") is None
    True
    """
    if label.startswith("Less "):
        return "The share's return less the benchmark's, dividends counted."
    if label.startswith("Finance: "):
        verdict = label.removeprefix("Finance: ")
        mean = "Mean tone of the distinct sentences, from −1 to 1; inside ±0.05 it is neutral."
        return f"{mean} {VERDICTS[verdict]}" if verdict in VERDICTS else mean
    return TERMS.get(label)
