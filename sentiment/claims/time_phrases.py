"""The phrases that name a day, a stretch of days or a moment; what they mean is elsewhere."""

import calendar
import re

from sentiment.claims.amounts import COUNTS

WEEKDAYS = [day.lower() for day in calendar.day_name]
MONTHS = {name.lower(): number for number, name in enumerate(calendar.month_name) if name}
MONTHS |= {name[:3]: number for name, number in MONTHS.items()} | {"sept": 9}

_DAY = f"(?:{'|'.join([*WEEKDAYS, 'mon', 'tues?', 'wed', 'thurs?', 'fri'])})"
_FULL_DAY = f"(?:{'|'.join(WEEKDAYS)})"
_MONTH = rf"(?:{'|'.join(sorted(MONTHS, key=len, reverse=True))})\b\.?"
_COUNT = rf"(?:\d{{1,3}}|{'|'.join(COUNTS)}|a|an|several|few)"
# What a period owns where it is one of prices: "last year's gain", "a first-quarter slide".
_MOVES = (
    r"(?:gains?|loss(?:es)?|rise|falls?|drops?|declines?|rally|slide|slump|advance|jump|surge"
    r"|plunge|tumble|rout|rebound|sell-off|selloff|move|performance|close|highs?|lows?|end|start"
    r"|trading|peak)\b"
)
_YEAR = r"(?:19|20)\d\d"
_DATE = (
    rf"(?:(?:{_DAY})\b\.?,? )?(?:(?P<@d1>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? (?P<@m1>{_MONTH})"
    rf"|(?P<@m2>{_MONTH}) (?P<@d2>\d{{1,2}})(?:st|nd|rd|th)?\b(?![:.]\d)"
    rf"(?: ?[-–] ?(?P<@d3>\d{{1,2}})\b)?)"
    rf"(?:,? (?:of )?(?P<@y>{_YEAR}\b|last year\b|a year ago\b))?"
    r"|(?P<@iso>\d{4}-\d\d-\d\d)"
)
# "On 8/27", "the 8/27 close", "8/27/26: it fell", and not "a 3/4 stake" or "24/7".
_SLASHED = (
    r"(?:^|(?<=\()|(?<=[-•*] )|\b(?:on|since|from|for|until|till|through|after|before|as of|dated"
    rf"|{_DAY},?) (?:the )?|\b(?:the|its|their) (?=\d+/\d\d))"
    r"(?P<month_>0?[1-9]|1[0-2])[/-](?P<day_>(?:0[1-9]|[12]\d|3[01])|(?<=/)[1-9])\b"
    rf"(?:/(?P<year_>(?:20)?\d\d))?(?![/\d%]|[-.]\d| of\b| odds\b| stake| split\b| majority)"
)
_ON = r"(?:\b(?:on|for|during|by|of|as of|late on) (?:the )?)?"
_IN = r"(?:\b(?:in|for|during|over|on|across|within|so far|by) )*"
_SESSION = r"(?:u\.?s\.? )?(?:regular )?(?:trading |market )?(?:day|session)"
_BEFORE = rf"(?:(?:the|a|one) )?(?:{_SESSION}|evening|night) (?:before|earlier|prior)"
# Days told by an event, which only the text's own story can place.
_UNKNOWN = (
    rf"\bon the {_SESSION} (?:of|that|when|it|its|they|the|openai|nvidia|amd|after|before)\b"
    rf"|\bthe (?:week|month|year|quarter)s? (?:earlier|later|after|before|when|following)\b"
    r"|\bthe day (?:of|that|it|its|they|the|openai|nvidia|amd)\b"
    r"|\b(?:a|the) (?:few )?(?:week|month|year)s? (?:earlier|later|before|after)\b"
    r"|\b(?:a|the) (?:day|session|morning|week|month) (?:when|on which|following)\b"
    rf"|\b(?:last |first )?(?:{_FULL_DAY})s? (?:in|of) (?!which\b|new york|early|late|regular"
    rf"|after|pre|{_MONTH}|morning|afternoon|a |the )\w+"
    rf"|(?<!than )(?<!12 )(?<!twelve )\b{_COUNT} (?:day|session|week|month|year|quarter)s? ago\b"
    r"(?! (?:today|to the day)\b)"
    r"|\b(?:(?:in|over|during|for) )?(?:the )?(?:first|second|third|last|final|opening|closing)"
    rf" (?:\w+ )?(?:week|fortnight|days|half) of {_MONTH}"
    rf"|\bsince (?:the|its) (?:announcement|deal|letter|report|results|news|launch|plan"
    rf"|split|ipo)\b"
    r"|\b(?:earlier|later) (?:this|that|in the|last) (?:week|month|year)"
    r"|\bthe (?:quarter|month|week|year) before\b"
    rf"|\bsince (?:(?:the|its|their|that|this) (?:\w+[- ]){{1,3}}(?:began|begun|started|broke out"
    r"|erupted|set in|took (?:hold|office)|ended|peaked)\b"
    r"|(?:it|they|he|she) (?:\w+ )?(?:\w+ed|went|came|began|took|set|hit|fell|rose|split|sold"
    r"|bought|told|said|won|lost)\b)"
    rf"|\b(?:over|in|during|for) the (?:following|next|subsequent|ensuing) {_COUNT}"
    r"[ -](?:trading )?(?:day|session|week|month|quarter|year)s?\b"
    rf"|\bin (?:early|mid|late)[- ]{_YEAR}\b"
)
_SINCE = (
    r"\b(?:since|from) (?:the (?:start|beginning|turn) of"
    r" (?:(?:the|this) (?P<begun>year|month|week|quarter)"
    rf"|(?P<yearbegun>{_YEAR}))"
    r"|(?P<newyear>new year(?:'s(?: day| eve)?)?)"
    rf"|(?:the )?(?P<edge>start|beginning|end) of (?P<emonth>{_MONTH})(?:,? (?P<eyear>{_YEAR}))?"
    rf"|(?:last )?(?P<sday>{_FULL_DAY})(?! to )(?!'s (?:close |finish )?(?:of |at"
    rf" )?\$)(?!'s [^,.;]{{0,20}}\d)(?:'s)?(?: close)?"
    rf"|(?:{_DATE.replace('@', 's')})"
    rf"|(?:last )?(?P<third>early |late |mid-)?(?P<smonth>{_MONTH})(?:,? (?P<smy>{_YEAR}"
    rf"|last year))?"
    rf"|(?P<syear>{_YEAR})(?!\d)"
    r"|(?P<then>then|that (?:day|close|session|date)|there(?= to (?:today|now|date)\b)))(?!')"
    r"(?:,? (?:to|until|till|through) (?:today|now|date|the present)\b)?"
)
_FROM_TO = rf"\b(?:from )?(?P<fday>{_FULL_DAY}) (?:to|through) (?P<tday>{_FULL_DAY})"
_BETWEEN = (
    rf"\b(?:between|from) (?:the )?(?:{_DATE.replace('@', 'f')}),? (?:and|to|through|until)"
    rf" (?:the )?(?:{_DATE.replace('@', 't')})"
)
_BOTH = (
    rf"\b(?:on|(?:over|across|during)(?: the course of)?) (?P<bday>{_FULL_DAY})"
    rf" and (?P<bday2>{_FULL_DAY})\b"
)
_PAST = (
    rf"{_IN}(?:(?:the|its|their) )?(?:past|last|previous|trailing|prior)"
    rf" (?P<n>{_COUNT})?[ -]?(?P<unit>trading day|day|session|week|month|quarter|year)s?\b"
    rf"(?<!previous day)(?<!previous session)(?<!prior day)(?<!prior session)"
    rf"(?<!previous trading day)(?<!prior trading day)(?<!last session)(?<!last trading day)"
    # "last year's darling" is somebody, and no time of what is told.
    rf"(?!'s (?!(?:[\w.%-]+ ){{0,3}}{_MOVES}|\d))"
)
_OVER = (
    rf"\b(?:over|in|during|within|for|across) (?:just |only |the |those |these |barely )?"
    rf"(?P<n2>{_COUNT})[ -](?P<unit2>trading day|day|session|week|month|quarter|year)s?\b(?! ago)"
    rf"(?! of)|\b(?P<n3>{_COUNT})-(?P<unit3>day|session|week|month)\b"
)
_AGO = (
    r"\bthan (?:it was )?(?:a|one) (?P<agounit>year|month|week) (?:ago|earlier|before)\b"
    r"|\b(?P<yearly>12|twelve) months ago\b"
    rf"|\b(?P<anniversary>{_COUNT}) (?P<anniversaryunit>day|week|month|year)s? ago"
    r" (?:today|to the day)\b"
)
_THE_SAME = (
    r"\b(?:over|in|during|for) (?:the|that) same (?:\w+ )?(?:stretch|period|time|span|days"
    r"|sessions)"
    r"|\bover the same \w+ days"
    r"|\b(?:(?:in|over|during|for) )?that (?:week|month|quarter|year)\b"
)
_HEADS = (
    r"(?=(?:ly)? (?:\w+ )?(?:wrap|recap|review|in review|scorecard|round-?up|movers|winners|losers"
    r"|summary|that was|report card|performance|in (?:chips|tech|stocks|markets|numbers))\b)"
)
_HALF = (
    rf"\b(?:in|for|during|over) (?:the )?(?P<half>first|second) (?:half|six months)"
    rf"(?: of (?:the )?(?P<halfyear>{_YEAR}|year))?(?! of\b)"
    rf"|(?:\b(?:in|for|during|over) |^)q(?P<q>[1-4])(?: (?:of )?(?P<qyear>{_YEAR}))?\b"
    r"(?!(?: fiscal)? (?:results?|earnings|revenues?|sales|profits?|numbers?|reports?|eps|guid|call"
    r"|figures|print|beat|miss|update|outlook|margins?))"
    rf"|{_IN}(?:the )?(?P<quarter>first|second|third|fourth|final)"
    rf"(?: quarter|-quarter(?:(?= {_MOVES})|{_HEADS}))"
    rf"(?: of (?P<quarteryear>{_YEAR}|last year|this year))?"
)
_JUST = (
    r"\b(?:in|for|over|during) the (?P<just>week|month|quarter|year) (?:just )?(?:ended"
    r"|over|past)\b|^full (?P<full>week|month|quarter)(?=:)"
)
_THIS = (
    rf"(?<!up )(?<!start ){_IN}(?:this|(?<!up )(?<!start )the)(?: whole| full| entire| calendar)?"
    rf" (?P<period>week|month|quarter"
    rf"|year)(?: so far| to date| alone)?\b(?!'s)"
    r"(?! (?:of|that|when|in|before|after|ahead|just)\b)(?:(?<=the week)|(?<=the month)"
    r"|(?<=the quarter)|(?<=the year)|(?<=this week)|(?<=this month)|(?<=this quarter)"
    r"|(?<=calendar year)|(?<=this year)|(?<= so far)|(?<= to date)|(?<= alone))"
    r"|\b(?P<todate>year|month|week|quarter)[- ]to[- ]date\b|\b(?P<ytd>ytd)\b"
    r"|\bthe (?P<owned>week|month|quarter|year)(?='s)|(?<='s )(?P<owned2>week|month"
    r"|quarter)(?= (?:was|is|had))"
    rf"|^(?:the )?(?P<headed>week|month|quarter|year){_HEADS}"
    r"|\b(?P<every>weekly|monthly|quarterly)\b"
    r"(?= (?:loss|gain|decline|drop|rise|fall|advance|slide|tally|jump))"
)
_MONTHS = (
    rf"\b(?:so far )?(?:in|during|for|over) (?:the month of )?(?P<part_of>early |late |mid-)?"
    rf"(?P<month>{_MONTH})"
    rf"(?:,? (?P<monthyear>{_YEAR}|last year))?(?: alone)?(?! \d{{1,2}}(?![\d.%]))"
    rf"|\b(?P<owner>{'|'.join(list(MONTHS)[:12])})(?='s? )(?='s)"
    rf"|(?:(?<=% )|(?<=its )|(?<=their ))(?P<behind>{'|'.join(list(MONTHS)[:12])})"
    r"(?= (?:slump|slide|rout|drop|fall|loss"
    r"|decline|rally|gain|rise|jump|surge|advance|rebound)\b)"
    rf"|(?:(?<=closed out )|(?<=ended )|(?<=finished )|(?<=closed )|(?<=finished out )"
    rf"|(?<=ending )|(?<=finishing )|(?<=closing )"
    rf"|(?<=ended out ))(?P<shut>{_MONTH})(?! \d{{1,2}}(?![\d.%]))"
    rf"|\b(?P<left>{'|'.join(list(MONTHS)[:12])})(?= (?:left|cost|brought|saw|was|proved"
    rf"|is (?:over|done|in the books))\b)"
    rf"|\b(?:an?|the) (?P<within>{'|'.join(list(MONTHS)[:12])}) (?:in|during) which\b"
    rf"|^(?P<head>{'|'.join(list(MONTHS)[:12])}){_HEADS}"
    rf"|\b(?:so far )?(?:in|during|for|of) (?P<year>{_YEAR})\b(?! dollars)"
    rf"|\b(?P<whole>{_YEAR}) (?=(?:returns?|performance|gains?|loss(?:es)?)\b)"
)
_SPOKEN = (
    rf"\b(?:for|on|of|in) the {_SESSION}\b(?! (?:of|that|when|after|before|its?|the|on|they|when"
    r"|openai|nvidia|amd)\b)|\bthe (?:day|session)(?='s (?:gain|loss|drop|rise|fall|decline|advance"
    r"|jump|slide|move|rally|tumble|plunge|close|finish))"
    r"|(?:on )?\b(?P<that>that day|that session|the same (?:day|session))(?: alone)?\b"
    r"|(?:(?<=ended )|(?<=closed )|(?<=finished )|(?<=ending )|(?<=closing )"
    rf"|(?<=finishing )|(?<=settled )|(?<=settling ))the {_SESSION}\b"
)
_RELATIVE = (
    rf"\b(?P<lead>(?:a|one|the) (?:{_SESSION}|morning) after)"
    r"(?= [^,.;]{0,40}\d| (?:it|they|the (?:stock|shares)) )(?! on\b)"
    r"|(?P<aside>(?<=, )(?:an?|one|two|three) (?:trading )?(?:day|session)s? after)"
    r"(?= (?!(?:it|they|the (?:stock|shares)) )[a-z])(?! on\b)"
    r"|\b(?P<event>the (?:morning|evening|night|day) after)(?= (?:an?|its|the|it) )"
    rf"|\b(?P<after>(?:a|one|the) {_SESSION} (?:later|after|afterwards)"
    rf"|the (?:next|following) {_SESSION})"
    rf"|\b(?P<before>(?:(?:in|on|during) )?(?:{_BEFORE}|the (?:previous|prior|preceding)"
    rf" {_SESSION}(?!'s)"
    rf"|the (?:last |previous )?{_SESSION} (?:before|earlier)"
    rf"|(?:(?:the|its|their|a) )?(?:previous|prior|preceding|last)(?: (?:day|session)'s)?"
    rf"(?= (?:close|finish|closing|settlement|gain|drop|loss|rise|fall|decline|advance|jump)\b)"
    rf"|the (?:previous|prior|preceding) (?:{_SESSION})(?='s)"
    r"|(?<=had )(?:previously|last)(?= (?:closed|ended|finished|settled)\b)))"
)
_TODAY = r"\btoday\b|\bthis (?:morning|afternoon)\b|\bright now\b|\bcurrently\b|\btonight\b"
_WEEKDAY = (
    rf"(?:\b(?:on|by|late|early|of|for|through|over) )?(?P<past>last |past |this"
    rf" )?\b(?P<name>{_FULL_DAY})\b"
    r"|(?:(?<=% )|(?<=ended )|(?<=closed )|(?<=finished )|(?<=settled )|(?<=\bon ))"
    r"(?P<short>mon|tues?|wed|thu(?:rs)?|fri)\b"
    r"|\b(?P<short2>mon|tues?|wed|thu(?:rs)?|fri)(?= close\b|'s close\b)"
)
_DAYS_AGO = (
    rf"\b(?P<ago>{_COUNT}) (?P<agoday>trading day|session|day)s? ago\b(?! (?:today|to the day)\b)"
)
# The order matters: where two phrases begin at one place, the first is meant.
_ALL = {
    "through": rf"\b(?:through|to|until|up to|as of) (?:(?P<tname>{_FULL_DAY})"
    r"|(?:that|the) (?:day|point|session|date)|then)\b",
    "days_ago": _DAYS_AGO,
    "unknown": _UNKNOWN,
    "same": _THE_SAME,
    "both": _BOTH,
    "between": _BETWEEN,
    "stretch": _FROM_TO,
    "half": _HALF,
    "just": _JUST,
    "ago": _AGO,
    "since": _SINCE,
    "past": _PAST,
    "over": _OVER,
    "this": _THIS,
    "relative": _RELATIVE,
    "spoken": _SPOKEN,
    "date": _ON + rf"\b(?:{_DATE.replace('@', '')})",
    "slashed": _SLASHED,
    "in": _MONTHS,
    "weekday": _WEEKDAY,
    "weekend": r"\binto (?:the|this) (?:long |holiday )?weekend\b",
    "latest": rf"{_IN}(?:the |its |their )?"
    r"(?:most recent|latest|recent|last completed|last trading) (?:trading |close |regular )?"
    r"(?:day|session)\b",
    "yesterday": r"\b(?:yesterday|ystdy|yday)\b|\blast night(?='s (?:close|closing|finish)\b)"
    r"|(?<=\d )last night\b",
    "today": _TODAY,
}
PHRASE = re.compile(
    r"\b(?=\w)(?:" + "|".join(f"(?P<{name}_>{pattern})" for name, pattern in _ALL.items()) + ")"
)

_PREFIX = (
    r"(?:\b(?:at|by|in|as of|around|near|on|shortly|just|of|from) (?:the |its |their |about )?)?"
)
_MOMENTS = (
    (
        "pre-market",
        r"pre-?\s?m(?:ar)?ke?t(?: \w*(?:trading|dealings|deals|hours))?|(?<=% )pre\b"
        r"|before the (?:opening )?bell"
        r"|ahead of the (?:opening )?bell|before the (?:market )?open(?:s|ed|ing)?\b"
        rf"|ahead of (?:the|{_FULL_DAY})(?:'s)? open|indicated"
        r"|before (?:regular )?trading (?:opens|begins)",
    ),
    (
        "after hours",
        r"after-?\s?hours(?: \w*(?:trading|dealings|deals|trade))?"
        r"|(?<=% )ah\b|extended(?:[- ]hours)?(?: trading| trade)|post-?market"
        r"|after the (?:closing )?bell"
        r"|late trad(?:e|ing)|aftermarket"
        r"|overnight(?: trading)?(?! (?:trad\w+ )?(?:on wall street|in new york))"
        rf"|\blate (?:on )?(?:{_FULL_DAY})\b(?! (?:morning|afternoon|in the session))",
    ),
    (
        "range",
        r"at one point|intra-?day|briefly|earlier in the (?:day|session)|during the session"
        r"|at (?:its|their|the) (?:session |day's )?(?:highs?|lows?|worst|best|peak|trough)\b"
        r"|at (?:worst|best)\b|(?:high|low|top|bottom|worst)(?: moment)? of the (?:day|session)",
    ),
    (
        "clock",
        r"(?P<hour>1[0-2]|[1-9])(?:[:.](?P<minute>[0-5]\d))? ?(?P<half>[ap])\.?m\b\.?"
        r"(?: e[sd]?t| eastern(?: time)?| in new york)?"
        r"|(?P<hour24>\d{1,2}):(?P<minute24>[0-5]\d) (?:e[sd]?t|eastern time|in new york)\b"
        rf"|(?P<part>late (?:{_FULL_DAY} )?morning|mid-?morning|early (?:{_FULL_DAY} )?afternoon"
        rf"|mid-?afternoon|late (?:{_FULL_DAY} )?afternoon|(?:{_FULL_DAY} )?morning"
        rf"|(?:{_FULL_DAY} )?afternoon|mid-?day|noon|lunch-?time|early trading|early"
        rf" (?:deals|dealings)"
        r"|opening minutes|final hour|last hour)(?: trading| session| trade| deals)?\b"
        r"|(?P<now>\blast (?=up|down|at|traded|trading|quoted)|last seen|so far today)",
    ),
    (
        "open",
        rf"(?:at|on|from) (?:the|{_FULL_DAY}'s) open(?:ing)?(?: bell)?\b|at the start of trading",
    ),
    (
        "close",
        rf"(?:at|by|on|with) (?:the|{_FULL_DAY}'s|its|their|today's) (?:close|closing bell"
        rf"|bell|finish)\b"
        rf"|(?:by|at|to) (?:the )?(?:end|close) of (?:the (?:day|session|trading)|trading"
        rf"|regular trading"
        rf"|(?=(?:{_FULL_DAY})\b))|(?:in|during) (?:the )?regular (?:session|hours|trading)"
        r"|regular-session|by the finish"
        r"|when the bell rang|into the weekend|evening\b",
    ),
)  # fmt: skip
MOMENT = re.compile(
    r"\b(?=\w)(?:"
    + "|".join(
        f"(?P<{name.replace('-', '_').replace(' ', '_')}>{_PREFIX}(?:{words}))"
        for name, words in _MOMENTS
    )
    + ")"
)
# The minutes after midnight between which a part of the day lies, wide enough for how it is used.
PARTS = {
    "late morning": (10 * 60, 12 * 60),
    "midmorning": (9 * 60 + 45, 11 * 60 + 15),
    "early afternoon": (12 * 60, 14 * 60),
    "midafternoon": (13 * 60 + 30, 15 * 60 + 15),
    "late afternoon": (14 * 60 + 30, 16 * 60),
    "morning": (9 * 60 + 30, 12 * 60),
    "afternoon": (12 * 60, 16 * 60),
    "midday": (11 * 60 + 30, 13 * 60 + 30),
    "noon": (11 * 60 + 30, 12 * 60 + 30),
    "lunchtime": (11 * 60 + 30, 14 * 60),
    "opening minutes": (9 * 60 + 30, 10 * 60 + 30),
    "final hour": (15 * 60, 16 * 60),
    "last hour": (15 * 60, 16 * 60),
}
EARLY = (9 * 60 + 30, 11 * 60)
AROUND = 6  # minutes on either side of a time of day that a text names
