"""The phrases that name a day or a stretch of days, as one pattern; what they mean is elsewhere."""

import calendar
import re

from sentiment.claims.vocabulary import NUMBERS

WEEKDAYS = [day.lower() for day in calendar.day_name]
MONTHS = {name.lower(): number for number, name in enumerate(calendar.month_name) if name}
MONTHS |= {name[:3]: number for name, number in MONTHS.items()} | {"sept": 9}

_WEEKDAY = "|".join(WEEKDAYS)
_MONTH = rf"(?P<{{}}>{'|'.join(sorted(MONTHS, key=len, reverse=True))})\b\.?"
_COUNT = rf"(?:\d{{1,3}}|{'|'.join(NUMBERS)}|a|an|several|few)"
_YEAR = r"(?:,? (?:of )?(?P<{}>\d{{4}}|last year)\b)?"
_UNIT = r"(?P<{}>trading day|day|session|week|month|quarter|year)s?\b"
_DATE = (
    rf"(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? {_MONTH.format('month')}{_YEAR.format('year')}"
    rf"|{_MONTH.format('month2')} (?P<day2>\d{{1,2}})(?:st|nd|rd|th)?\b(?!:){_YEAR.format('year2')}"
    r"|(?P<iso>\d{4}-\d\d-\d\d))"
)
# Days told by an event or by another day, which only the text's own story can place.
_UNKNOWN = (
    r"(?<!during )(?<!for )(?<!of )\b(?:the|a) (?:"
    r"day (?:of|that|it|its|they|the|openai|nvidia|amd)\b"
    r"|(?:day|morning|session|trading day|week|month|year)"
    r" (?:earlier|later|after|before|when|on which|following)\b)"
    r"|\b(?:next|following|previous|prior|preceding) (?:trading )?"
    r"(?:day|session|morning|week|month)"
    rf"|\b(?:last |first )?(?:{_WEEKDAY})s? (?:in|of) (?!new york|early|late|regular|after|pre)\w+"
    rf"|\b{_COUNT} (?:day|session|week|month|quarter|year)s? ago\b"
    r"|\b(?:earlier|later) (?:this|that|in the|last) (?:week|month|year)"
    r"|\bsince (?:then|the (?:announcement|deal|letter|report|results|news|launch|plan)\b)"
)
_SINCE = (
    r"\bsince (?:(?:the (?:start|beginning) of (?:the|this) (?P<begun>year|month|week))"
    rf"|(?:last )?(?P<sinceday>{_WEEKDAY})|(?P<sincedate>{_DATE.replace('?P<', '?P<s_')})"
    rf"|(?:last |early |late |mid-)?{_MONTH.format('sincemonth')}{_YEAR.format('monthyear')}"
    r"|(?P<sinceyear>20\d\d|19\d\d))"
)
_PAST = (
    r"\b(?:(?:over|in|during|for|within|across) )?(?:(?:the|its|their) )?(?:past|last|previous)"
    rf" (?:(?P<n>{_COUNT})[ -])?{_UNIT.format('unit')}"
)
_OVER = (
    r"\b(?:over|in|during|within|for|across) (?:just |only )?"
    rf"(?P<n2>{_COUNT})[ -]{_UNIT.format('unit2')}"
)
_THIS = (
    r"\b(?:so far |for |in |on )?(?:this|the) (?P<period>week|month|quarter|year)"
    r"(?: so far| to date)?\b(?!'s)(?! of| that| when| in| before)"
    r"|\b(?P<todate>year|month|week)[- ]to[- ]date\b|\b(?P<ytd>ytd)\b"
)
_IN = (
    r"\b(?:in|during|for) (?:(?:early|late|mid-?) ?)?"
    rf"(?:{_MONTH.format('inmonth')}{_YEAR.format('inyear')}"
    r"|(?P<bareyear>20\d\d|19\d\d))\b"
)
_TODAY = r"\btoday\b|\bthis (?:morning|afternoon)\b|\bso far\b|\bright now\b|\bcurrently\b"
# The day last spoken of, which the text's own story may have to place.
_SPOKEN = (
    r"\bfor the (?:day|session)\b"
    r"|\bon the day\b(?! (?:of|that|when|after|before|its?|the|on|they|openai|nvidia|amd)\b)"
)
# The order matters: where two phrases begin at one place, the first is meant.
_ALL = {
    "unknown": _UNKNOWN,
    "same": r"\b(?:the same|that) (?:day|session)",
    "since": _SINCE,
    "past": _PAST,
    "over": _OVER,
    "this": _THIS,
    "date": rf"\b{_DATE}",
    "in": _IN,
    "weekday": rf"\b(?:last )?(?P<name>{_WEEKDAY})\b",
    "yesterday": r"\byesterday",
    "today": _TODAY,
    "spoken": _SPOKEN,
}
PHRASE = re.compile("|".join(f"(?P<{name}>{pattern})" for name, pattern in _ALL.items()))
