"""Standing texts of the page and the labels of its choices."""

SCORERS = {"compound": "Finance reading", "plain": "Plain VADER"}
SPANS = {
    "story": "The story",
    "1 month": "1 month",
    "3 months": "3 months",
    "6 months": "6 months",
    "YTD": "This year",
    "1 year": "1 year",
    "all": "All held",
    "own": "Own dates",
}
MARKS = {"line": "Line", "candles": "Candles"}
BACKGROUNDS = {"positive": "blue", "neutral": "gray", "negative": "orange"}
LONGEST_TEXT = 1_000_000  # characters
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ZONES = (
    "America/New_York",
    "America/Chicago",
    "America/Los_Angeles",
    "UTC",
    "Europe/London",
    "Europe/Berlin",
    "Asia/Kolkata",
    "Asia/Shanghai",
    "Asia/Taipei",
    "Asia/Tokyo",
    "Australia/Sydney",
)
ROLES = {  # what a table's columns were taken for
    "published": "date",
    "time": "time",
    "zone": "zone",
    "title": "headline",
    "text": "text",
    "summary": "summary",
    "ticker": "share",
    "outlet": "outlet",
    "author": "author",
    "url": "address",
    "note": "note",
}
SIZES = {
    "slide": "Slide, 1600 × 900",
    "square": "Square post, 1080 × 1080",
    "column": "Page column, 900 × 1100",
    "banner": "Wide banner, 1500 × 500",
    "document": "Document, 1000 × 620",
}
METHOD = """
**Tone.** Each distinct sentence is read once, by a finance reading built on VADER's scale; the
article's tone is their mean, the headline counting twice and the lead one and a half times. It
runs from −1 to 1, and inside ±0.05 it is neutral. It is the effect that a reader of finance would
expect on the company spoken of, not the mood of the words. Plain VADER stands beside it, exactly
as published.

**Sessions.** News counts for the first session whose close can reflect it: at or after the close,
at night, at a weekend or on a holiday, that is the next one. Half days close at 13:00 in New York.

**Moves.** *On the day* is the close against the previous close. *Less the benchmark* is the share's
return less the benchmark's, dividends counted on the ex-date. Whether that is unusual is a
question for the study, which sets it among days without an announcement.

**What this does not say.** A few dozen articles are no sample of all that was written, tone is no
forecast, and two things that move together need not move one another. Nothing here is advice to
trade.
"""
