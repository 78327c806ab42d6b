"""Furniture of a page: menus, buttons, adverts, bylines and disclaimers, no part of an article."""

import re

LONGEST = 400  # characters of a block that may be furniture; only a disclaimer is longer

# Each: what such a line looks like as a whole, and what it is called on the page. Whole lines
# alone are judged, so that "Share prices fell" is never taken for a button.
_KINDS = [
    (
        r"(?:share|like|tweet|save|print|email|e-mail|copy link|listen|follow(?: us)?|subscribe"
        r"|comments?|reply|bookmark|gift)(?:[\s.,|·•&/!]+(?:this|article|on|to|with|via|a|the|and|us"
        r"|share|like|tweet|save|print|email|copy|link|listen|follow|subscribe|comments?|free"
        r"|facebook|twitter|x|linkedin|whatsapp|reddit|telegram|instagram|\d+))*[\s.!]*",
        "buttons to share or save",
    ),
    (
        r"(?:please\s+)?(?:sign|log)\s?(?:up|in|on)\b[^.!?]{0,80}[.!?]?",
        "an invitation to sign up",
    ),
    (
        r"(?:share|like|tweet)[.!]\s+.{0,60}\b(?:sign up|subscribe|follow)\b.{0,60}",
        "buttons and an invitation",
    ),
    (
        r"(?:subscribe|register|join|start your|try)\b[^.?!]{0,80}\b(?:free|trial|newsletter|today"
        r"|now|unlimited|premium)\b[^.?!]{0,40}[.!]?",
        "an invitation to subscribe",
    ),
    (
        r"(?:advertisement|advertising|sponsored(?: content)?|promoted|ad)[\s.:]*",
        "an advertisement",
    ),
    (
        r"(?:story|article|content) continues(?: below)?(?: advertisement)?[\s.]*",
        "an advertisement",
    ),
    (
        r"(?:read (?:more|also|next)|see also|related(?: articles?| stories)?|more (?:from|on)"
        r"|also read|recommended|trending(?: now)?|most (?:read|popular)|up next"
        r"|you (?:may|might) also like)"
        r"\b(?:\s*[:>–-].{0,160}|\s.{0,60}[^.!?])?",
        "a link to other articles",
    ),
    (
        # A name's words start with a capital: "By Monday the loss was made good" is no byline.
        r"(?:by|written by|from)\s+(?-i:[A-Z])[\w.'’-]*(?:\s+(?-i:[A-Z])[\w.'’-]*){1,3}"
        r"(?:\s*(?:,|\||and|&)\s*.{0,60}[^.!?])?",
        "a byline",
    ),
    (
        r"(?:reporting|writing|editing|additional reporting)\s+by\s.{0,200}|\((?:reporting|writing"
        r"|editing|additional reporting)\s+by\s.{0,200}",
        "a byline",
    ),
    (
        r"(?:photo|image|picture|credit|source|file photo|getty images|reuters|ap photo|bloomberg)"
        r"\s*[:/|].{0,160}|.{0,120}(?:/|via\s+|\|\s*)(?:getty images|reuters|afp|ap)[\s.]*",
        "a picture's caption or credit",
    ),
    (
        r"(?:last |first )?(?:updated|published|posted|modified)(?:\s*[:|]|\s+(?:on|at))?\s*"
        r"(?:\d|mon|tue|wed|thu|fri|sat|sun|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)"
        r"[^!?]{0,60}"
        r"|\d+\s*(?:min|mins|minutes?|hours?|hrs?|days?)\s*(?:ago|read)\b.{0,20}",
        "the time of publication",
    ),
    (
        r"(?:copyright|©|\(c\)).{0,200}|.{0,60}all rights reserved.{0,60}",
        "a copyright notice",
    ),
    (
        r"(?:we use|this (?:web)?site uses|accept(?: all)?)\b.{0,40}cookies?.{0,200}",
        "a cookie notice",
    ),
    (
        r"(?:home|menu|search|news|markets?|business|tech(?:nology)?|opinion|politics|world|sports?)"
        r"(?:\s*[|>/»·•]\s*[\w &]{1,30})+",
        "a menu",
    ),
    (
        r"(?:key (?:points|takeaways|facts)|in this article|topics?|tags?|disclosure"
        r"|disclaimer)\s*:?",
        "a label",
    ),
]
_LONG = (
    r"(?:disclaimer|disclosure)\s*:.*"
    r"|.*\b(?:for (?:informational|information|educational|general information) purposes only"
    r"|not (?:be (?:considered|construed as)|intended as|constitute)"
    r" (?:investment|financial) advice|does not constitute (?:investment|financial) advice"
    r"|past performance (?:is|does) no[t]?)\b.*"
)
_PATTERNS = [(re.compile(pattern, re.IGNORECASE), kind) for pattern, kind in _KINDS]
_DISCLAIMER = re.compile(_LONG, re.IGNORECASE | re.DOTALL)
LONGEST_DISCLAIMER = 2_000


def recognise(block: str) -> str | None:
    """Return what kind of furniture a block of text is, or None if it is to be read.

    Examples
    --------
    >>> recognise("Share. Like. Sign up free")
    'buttons and an invitation'
    >>> recognise("Share prices fell on Monday.") is None
    True
    """
    line = " ".join(block[: LONGEST_DISCLAIMER + 1].split())
    if len(block) <= LONGEST:
        for pattern, kind in _PATTERNS:
            if pattern.fullmatch(line):
                return kind
    if len(block) <= LONGEST_DISCLAIMER and _DISCLAIMER.fullmatch(line):
        return "a disclaimer"
    return None
