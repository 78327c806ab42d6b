"""Whose words a sentence is: the analyst, the house or the survey that it quotes.

Wire reports quote outsiders on the times: "…," said an economist at a bank. What such a sentence
says is neither that bank's news nor, where it names nobody else, anybody's.
"""

import re

_NAME = r"[A-Z][\w&.'’-]*(?: (?:of |and |& |de |von )?[A-Z][\w&.'’-]*){0,5}"
_WORDS = r"(?:[\w.&-]+ ){0,4}?"
_SAID = (
    r"(?:said|says|wrote|writes?|told|tells|added|adds|adding|noted|notes|explained|explains"
    r"|commented|comments|argued|argues|estimates|reckons?|thinks?|believes?|according to)"
)
_ROLE = (
    r"(?:(?:analyst|economist|strategist|researcher|trader)s?(?!['’])"
    r"|(?:portfolio|fund|asset|money|investment) managers?(?!['’])|chief investment officer|CIO"
    r"|(?:co-)?head of (?:[\w&]+ ){0,3}?(?:research|strategy|economics|trading|investments?|markets"
    r"|equity|equities|fixed income|FX|rates|commodities))"
)
# Houses that advise, rate or invest say in their name that they do.
_ADVISING = (
    rf"{_NAME} (?:Capital|Securities|Research|Economics|Macroeconomics|Advisors|Advisers|Ratings"
    r"|Investments|Investors|Partners|(?:Asset|Wealth|Investment|Capital) Management|Markets"
    r"|Strategies|Global Investors|Insight|Intelligence)"
)
_AT = rf"(?:[^\"“”;,]{{0,40}}? )?(?:at|of|for|with|from) (?:[a-z]+ ){{0,3}}{_NAME}"
_COMMENT = re.compile(
    # "said Ann Lee, senior economist at North Bank", "according to analysts at North Bank"
    rf"\b{_SAID} (?:{_NAME},? )?{_WORDS}{_ROLE} {_AT}"
    # "Ann Lee, senior economist at North Bank, said", "analysts at North Bank wrote"
    rf"|(?:{_NAME}, )?{_WORDS}\b{_ROLE} {_AT},? {_SAID}\b"
    # "said Ann Lee, managing partner of North Capital", "Ann Lee of North Capital said"
    rf"|\b{_SAID} {_NAME},? [^\"“”;]{{0,60}}?\b(?:at|of|with|from) {_ADVISING}\b"
    rf"|{_NAME},? (?:[\w -]{{0,60}} )?(?:at|of|with|from) {_ADVISING},? {_SAID}\b"
    # "North Bank economist Ann Lee said"
    rf"|{_NAME} (?:[a-z]+ ){{0,2}}?{_ROLE} {_NAME},? (?:and {_NAME} )?{_SAID}\b"
    # "said North Bank head of research Ann Lee"
    rf"|\b{_SAID} (?:{_NAME}(?:['’]s)? )?(?:[a-z]+ ){{0,2}}?{_ROLE} {_NAME}"
    # "North Bank analysts wrote in a note"
    rf"|{_NAME}(?: {_ROLE})? {_SAID} (?:[\w ]{{0,30}}? )?in (?:an?|its|their)"
    rf" (?:\w+ ){{0,2}}?note\b"
    rf"|\b{_SAID} {_NAME} analysts\b|{_NAME} analysts {_SAID}\b"
)
# "…, North Bank said on Monday", "according to North Bank", of what is not its own
_STATED = re.compile(
    rf"(?:, (?:[a-z][\w-]* ){{0,4}}{_NAME} said(?: (?:on|in|late|this|last) [\w ]+)?(?=[.,;]|$)"
    rf"|(?:\baccording to(?: (?:\w+ ){{0,2}}data (?:from|by))?|\bfigures from"
    r"|(?:^|[,;:] |\bas )(?:\w+ )?[Dd]ata (?:from|by))"
    rf" (?:[a-z][\w-]* ){{0,4}}{_NAME})"
)
_OWN = re.compile(
    r"\b(?:its?|we|our|(?:the|this) (?:company|group|firm|bank|maker|retailer|\w+maker|airline)"
    r"|shares?|savings|stocks?|profits?|sales|revenues?|earnings|results|orders?|dividends?"
    r"|guidance|eps|plants?)\b",
    re.IGNORECASE,
)
# Three quick looks first: most sentences quote nobody.
_STEMS = [
    *"said says wrote write told tells add note explain comment argue estimates reckon".split(),
    *("think", "believe", "according", "figures from", "data from", "data by"),
]
_WHO = [  # of which each comment has one: a role, a house that advises, or a note
    *"analyst economist strategist researcher trader manager officer CIO head note".split(),
    *"Capital Securities Research Economics Macroeconomics Advisors Advisers Ratings".split(),
    *"Investments Investors Partners Management Markets Strategies Insight Intelligence".split(),
]
_TELLING = re.compile(rf"\b{_SAID}|figures from|data (?:from|by)")


def comment_in(sentence: str) -> tuple[int, int] | None:
    """Return where a sentence says which outsider it quotes; None if it quotes none.

    Examples
    --------
    >>> text = "“Demand looks weak,” said Ann Lee, senior economist at North Bank."
    >>> text[slice(*comment_in(text))]
    'said Ann Lee, senior economist at North Bank.'
    >>> comment_in("“Demand looks weak,” said Nokia's chief executive.")
    """
    if not any(map(sentence.__contains__, _STEMS)) or not _TELLING.search(sentence):
        return None
    told = any(map(sentence.__contains__, _WHO))
    found = (told and _COMMENT.search(sentence)) or (
        not _OWN.search(sentence) and _STATED.search(sentence)
    )
    return found.span() if found else None
