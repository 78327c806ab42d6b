"""What the words around a mark do to it: deny, hedge, strengthen, ask or outweigh it."""

from collections.abc import Collection, Sequence

from sentiment.reading import directions, lexicon, marks
from sentiment.reading.marks import Hit, Mark, Terms
from sentiment.text.tokens import Word, text_of

DENIED = -0.6  # a denied good is bad, but less so than a bad one; VADER's own factor is -0.74
DENYING = lexicon.word_set("denying")
STILL_SAID = 0.05  # whoever denies that it is insolvent was asked; that is no good news
CHANGING = frozenset({"contrast", "boost", "negation", "hedge", "spite"})
TELLING = CHANGING | {"cause", "direction"}  # kinds without which only a question changes anything
BESIDE = lexicon.word_set("beside")
REACH = {"negation": 4, "hedge": 4, "spite": 12}  # tokens that a word reaches ahead
# "does not expect the price war to hurt its profit": what is expected may be told at length
EXPECTING, EXPECTED_REACH = ("expect", "anticipate", "foresee", "expected to"), 10
BOOST_REACH = 2  # tokens, to either side
BEFORE_BUT, AFTER_BUT = 0.6, 1.3
IN_SPITE, ASKED, AS_CAUSE = 0.25, 0.15, 0.35
ASIDE = frozenset(",:;-–—")  # may part what is said from what is asked
STOPPING = lexicon.word_set("stopping")
CAUSES = lexicon.word_set("causes")
ENDING = frozenset(".!")
ASKING = lexicon.word_set("asking")


def changed(
    words: Sequence[Word], terms: Terms, found: list[Mark], named: Collection[int] = ()
) -> list[Mark]:
    """Return the marks after what the words around them do to their points.

    A denial among the words *named*, which a rule asks for, is part of what that says: "has no
    moat".
    """
    hits, kinds = terms.hits, terms.kinds
    question = _question(words)
    if question == len(words) and TELLING.isdisjoint(kinds):
        return found
    changing = []
    if not CHANGING.isdisjoint(kinds):
        changing = [
            hit
            for hit in hits
            if hit.term.kind in CHANGING
            and not (hit.term.kind == "negation" and hit.first in named)
        ]
    opener = _opener(hits, found) if "cause" in kinds else None
    causes = _find_causes(words, hits) if "direction" in kinds else []
    if not (changing or causes) and opener is None and question == len(words):
        return found
    eased = _eased(words, terms) if "negation" in kinds else frozenset[int]()
    return [
        _changed(
            words,
            changing,
            mark,
            opener=_cause_of(words, mark, opener=opener, causes=causes),
            eased=eased,
            asked=mark.first >= question,
        )
        for mark in found
    ]


def _eased(words: Sequence[Word], terms: Terms) -> frozenset[int]:
    """Return the places of words that say of what follows them that it eases."""
    stopping = [place for place, word in enumerate(words) if word.text in STOPPING]
    return frozenset([*stopping, *(hit.first for hit in terms.families.get("relief", ()))])


def _question(words: Sequence[Word]) -> int:
    """Return where a question begins, past the end if nothing is asked."""
    if words[0].text == "whether":  # "whether it will lower its dividend is not decided"
        return 0
    if words[-1].text != "?":
        return len(words)
    begins = 0
    for place in range(len(words) - 2, 0, -1):
        before = words[place - 1].text
        if before in ENDING or (before in ASIDE and words[place].text in ASKING):
            begins = place
            break
    # "why did it fall?" takes the fall for granted
    return len(words) if words[begins].text == "why" else begins


def _opener(hits: Sequence[Hit], found: Sequence[Mark]) -> Hit | None:
    """Return the word that opens the cause of a move told before it, if there is one."""
    ends = [mark.last for mark in found if abs(mark.points) >= 1]
    if not ends:
        return None
    told = min(ends)
    return next((hit for hit in hits if hit.term.kind == "cause" and told < hit.first), None)


def _changed(
    words: Sequence[Word],
    changing: Sequence[Hit],
    mark: Mark,
    *,
    opener: str,
    eased: Collection[int],
    asked: bool,
) -> Mark:
    """Return a mark after what stands around it, the rule saying what does."""
    factor, rules = ASKED if asked else 1.0, [mark.rule]
    if opener:
        factor *= AS_CAUSE
        rules.append(f"told as the cause: “{opener}”")
    for hit in changing:
        # "fails to offset the losses" denies that they are offset, and no loss
        if hit.last + 1 in eased and hit.last + 1 < mark.first and hit.term.kind == "negation":
            continue
        change = _change(words, hit, mark)
        if change != 1.0:
            factor *= change
            rules.append(f"{_doing(change)} “{hit.words}”")
    if asked:
        rules.append("asked, not said")
    if len(rules) == 1:
        return mark
    first, last, points, _, reason, price = mark
    return Mark(first, last, points * factor, "; ".join(rules), reason, price)


def _cause_of(
    words: Sequence[Word], mark: Mark, *, opener: Hit | None, causes: Sequence[int]
) -> str:
    """Return what opens the cause that a mark tells, "" if it tells none."""
    main = marks.main_clause(words)
    if (
        opener is not None
        and opener.last < mark.first
        and not opener.first < main <= mark.first
        and not _set_off(words, opener, mark)
    ):
        return opener.words
    for place in causes:
        between = words[place + 1 : mark.first]
        if 0 < mark.first - place <= directions.CAUSE_REACH and not _parted(between):
            return words[place].text
    return ""


def _find_causes(words: Sequence[Word], hits: Sequence[Hit]) -> list[int]:
    """Return where "over" or "on" opens the cause of a move right before: "fell 2% on weak demand".

    Elsewhere they open nothing: "rose on Monday", "a focus on growth".
    """
    causes = []
    for _, last, term in hits:
        if term.kind == "direction":
            end = _measured_end(words, last)
            opens = end + 1 < len(words) and words[end][0] in {"over", "on"}
            if opens and words[end + 1].text not in directions.DAYS:
                causes.append(end)
    return causes


def _measured_end(words: Sequence[Word], last: int) -> int:
    """Return the place behind a move and the figure that measures it."""
    for place in range(last + 1, len(words)):
        text, number, _, _ = words[place]
        if number is None and text not in directions.PERCENT:
            return place
    return len(words)


def _parted(between: Sequence[Word]) -> bool:
    """Return whether words part a move from what follows: "rose on Monday while …"."""
    return not (directions.PARTING | directions.SETTING_OFF).isdisjoint(map(text_of, between))


def _set_off(words: Sequence[Word], opener: Hit, mark: Mark) -> bool:
    """Return whether a cause has ended before a mark: "fell after a warning, while Nokia rose"."""
    between = words[opener.last : mark.first]
    return any(word.text in directions.SETTING_OFF for word in between)


def _doing(change: float) -> str:
    """Return in a word what a modifier does."""
    if change < 0:
        return "denied by"
    return "strengthened by" if change > 1 else "weakened by"


def _change(words: Sequence[Word], hit: Hit, mark: Mark) -> float:
    """Return the factor that one term puts on a mark."""
    kind, ahead = hit.term.kind, mark.first - hit.last
    if mark.first <= hit.first <= mark.last:  # "sales did not rise", "sales without tax rose"
        denied = 1.0 if hit.words in BESIDE else DENIED
        return {"negation": denied, "hedge": hit.term.points}.get(kind, 1.0)
    if kind == "contrast":
        return AFTER_BUT if ahead > 0 else BEFORE_BUT
    if kind == "boost":
        near = 0 < ahead <= BOOST_REACH or 0 < hit.first - mark.last <= BOOST_REACH
        return hit.term.points if near else 1.0
    if not _reaches(words, hit, mark):
        return 1.0
    if hit.words in DENYING and mark.points < 0:
        return STILL_SAID
    return {"negation": DENIED, "spite": IN_SPITE}.get(kind, hit.term.points)


def _reaches(words: Sequence[Word], hit: Hit, mark: Mark) -> bool:
    """Return whether a word reaches what stands behind it: "not signed due to a probe" does not."""
    kind = hit.term.kind
    expecting = kind == "negation" and hit.words.endswith(EXPECTING)
    reach = EXPECTED_REACH if expecting else REACH.get(kind, 0)
    if not 0 < mark.first - hit.last <= reach:
        return False
    between = words[hit.last : mark.first]
    if kind == "negation" and not CAUSES.isdisjoint(map(text_of, between)):
        return False
    return not marks.apart(words, hit.last, mark.first, soft=True)
