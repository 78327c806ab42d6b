"""Whose price a figure is: from the words before it, and from what was spoken of before."""

from dataclasses import dataclass, field

from sentiment.claims.business import heads_other, is_other_index
from sentiment.claims.memory import Memory
from sentiment.claims.mentions import Mention, Subject, subject_of
from sentiment.claims.scene import Scene
from sentiment.claims.syntax import (
    DETERMINERS,
    LINKS,
    NOUNS,
    PREPOSITIONS,
    PRONOUNS,
    STRONG,
    can_be_subject,
    describes,
    insertion,
    is_name,
    is_noun,
    is_skipped,
    name_between,
    opening,
    opens_clause,
    witness_of,
)
from sentiment.claims.vocabulary import EPITHETS, said

_DASHES = frozenset("— – - --".split())
_LABELS = frozenset("— – - :".split())
_OWNED = frozenset("on of in for to against by than at".split())
_VERBS = frozenset("up: dn: ax: cl: tr: op:".split())


@dataclass(frozen=True)
class Reader:
    """A sentence in which subjects are looked for."""

    scene: Scene
    memory: Memory
    spoken: dict[int, Subject] = field(default_factory=dict)  # by the last item of each figure
    claimed: set[int] = field(default_factory=set)  # the places of amounts that are figures
    guessed: set[Subject] = field(default_factory=set)  # whom "it" may mean, one of several

    def only(self) -> Subject | None:
        """Return the one company that the sentence names."""
        named = {one.subject for _, one in self.scene.mentions if one.subject.role == "company"}
        return named.pop() if len(named) == 1 else None

    def whose(self, at: int, *, noun: bool = False) -> Subject | None:
        """Return whose price the word at a place tells of, None if that is not sure."""
        scene, place = self.scene, at - 1
        aside = False
        if self._is_quantity(place):
            return None
        while place >= 0:
            name, word = scene.name(place), scene.word(place)
            if noun and (mention := scene.mention(place)) is not None and name == "WHO's":
                return mention.subject
            if is_name(self.scene, place):
                return self.named(place)
            if name == ",":
                beside = self._in_apposition(place, at) or name_between(scene, place)
                if beside is not None:
                    return beside
                inserted = None if noun or aside else insertion(self.scene, place, at)
                if self._of_other_amount(place, at):
                    return None
                if inserted is None:
                    return self.inherited(place)
                aside, place = True, inserted
                continue
            if word == "to" and (caused := self._caused(place)) is not None:
                return caused.subject
            if name in _DASHES and (before := self._before_dash(place)) is not None:
                return self.named(before)
            if name in STRONG or name in LINKS - {")"} or word in said("subordinate"):
                return self.inherited(place)
            if name != ")" and self._stops(place, noun=noun):
                return self._stopped(place, noun=noun)
            place = opening(self.scene, place) - 1 if name == ")" else place - 1
        return self.inherited(place)

    def _before_dash(self, dash: int) -> int | None:
        """Return the name before the insertion that a dash ends: "AMD -- a rival -- fell"."""
        for at in range(dash - 1, 0, -1):
            if self.scene.name(at) == self.scene.name(dash):
                return at - 1 if self.scene.name(at - 1) == "WHO" else None
        return None

    def _caused(self, to: int) -> Mention | None:
        """Return whom a cause makes move: "causing the Nasdaq to slide"."""
        at = to - 1 - (self.scene.word(to - 1) in said("shares"))
        return self.scene.mention(at) if self.scene.word(at - 1) in said("causing") else None

    def _is_quantity(self, at: int) -> bool:
        """Return whether a word is a quantity that moves by itself: "trading volume jumped"."""
        scene = self.scene
        if scene.word(at) not in said("other_quantities"):
            return False
        while at >= 0 and scene.name(at) not in STRONG | LINKS:
            if scene.word(at) in PREPOSITIONS:
                return False
            at -= 1
        return True

    def _in_apposition(self, comma: int, at: int) -> Subject | None:
        """Return the share named right before the comma of "AMD, down 17%" or "AMD, hammered"."""
        word, mention = self.scene.word(at), self.scene.mention(comma - 1)
        if comma != at - 1 or mention is None or self.scene.name(comma - 1) != "WHO":
            return None
        if word in {"up", "down", "off", "higher", "lower"}:
            index = mention.subject.role == "index"  # "the top stock of the Nasdaq, up 13%"
            return None if index and not can_be_subject(self.scene, comma - 1) else mention.subject
        participle = word.endswith("ed") and word not in said("finite")
        return self.named(comma - 1) if participle else None

    def _stops(self, place: int, *, noun: bool) -> bool:
        """Return whether a word ends the search for a subject before it."""
        name, word = self.scene.name(place), self.scene.word(place)
        if noun and (word in DETERMINERS or name in {"PCT", "USD"}):
            return word in {"its", "their"}
        return not (is_skipped(self.scene, place) or (noun and word in said("adjectives")))

    def _stopped(self, place: int, *, noun: bool) -> Subject | None:
        """Return the subject where a word that is none ends the search."""
        name, word = self.scene.name(place), self.scene.word(place)
        if not noun:
            gerund = self.scene.word(place + 1).endswith("ing") and word == "by"
            gerund = gerund or self.scene.word(place + 1) == "by"  # "bucked the trend by rising"
            if gerund or (
                word.endswith("ing") and self.scene.name(place - 1) == ","
            ):  # ", racing 3% higher"
                return self.inherited(place)
            amount = name in {"PCT", "USD", "PTS", "NUM"} and place in self.claimed
            return self.inherited(place) if amount else self._headed(place)
        if word in {"its", "their"}:
            return self.inherited(place) or self.memory.topic
        owned = self.scene.items[place].owns  # by somebody who is not known: "the sector's gain"
        return None if owned or word in said("other_quantities") else self.inherited(place)

    def _headed(self, place: int) -> Subject | None:
        """Return whose shares open the clause: "shares of the maker of chips for games fell"."""
        scene, begin = self.scene, place
        while begin > 0 and scene.name(begin - 1) not in STRONG | {","}:
            begin -= 1
        begin += scene.word(begin) in DETERMINERS
        between = [scene.name(at) for at in range(begin + 2, place)]
        plain = all(name.islower() and ":" not in name for name in between)
        if scene.word(begin) in NOUNS and scene.word(begin + 1) == "of" and plain:
            return self.named(begin)
        return None

    def _of_other_amount(self, comma: int, at: int) -> bool:
        """Return whether "up 62%" is told of an amount before it that is no price."""
        scene = self.scene
        if scene.word(at) not in {"up", "down", "higher", "lower"} and scene.name(at) != "PCT":
            return False
        for place in range(comma - 1, -1, -1):
            name = scene.name(place)
            if name in STRONG or name == ",":
                return False
            if name in {"PCT", "USD", "BIG", "FX"}:
                return place not in self.claimed
        return False

    def named(self, place: int) -> Subject | None:
        """Return the subject whose noun or name stands at a place."""
        scene, name, word = self.scene, self.scene.name(place), self.scene.word(place)
        mention = scene.mention(place)
        if name.startswith("Cap:") or name.startswith("PERSON"):
            return None
        if mention is not None:
            return mention.subject if can_be_subject(self.scene, place) else None
        if word in {"which", "that", "who"}:
            return self._antecedent(place)
        if word in PRONOUNS:
            return self._pronoun(place, word)
        return self._noun(place, word)

    def _antecedent(self, place: int) -> Subject | None:
        """Return whom "which" or "that" means: the name right before it."""
        before = place - 1
        while before >= 0 and self.scene.name(before) in {",", "and", ")", "sic"}:
            before = (
                opening(self.scene, before) - 1 if self.scene.name(before) == ")" else before - 1
            )
        name = self.scene.name(before)
        if name.startswith("WHO") or is_noun(self.scene, before):
            shares = self.scene.word(before) in said("shares")
            mention = self.scene.mention(before - 1 if shares else before)
            return mention.subject if mention else self.named(before)
        moved = name[:3] in {"up:", "dn:"} or name in {")", "PCT"} or name == "-"
        return self.inherited(place - 1) if moved else None

    def _pronoun(self, place: int, word: str) -> Subject | None:
        """Return whom "it" or "they" means: the last in the sentence, else in the one before."""
        said_before = self._last_spoken(place)
        if said_before is not None:
            return said_before
        mentioned = self._last_mentioned(place)
        if mentioned is not None:
            return mentioned
        meant = self.memory.it if word != "they" else self.memory.it or self.memory.topic
        if meant is not None and len(self.memory.pair) > 1:
            self.guessed.add(meant)
        return meant

    def _last_spoken(self, place: int) -> Subject | None:
        ends = [end for end in self.spoken if end < place]
        return self.spoken[max(ends)] if ends else None

    def _last_mentioned(self, place: int) -> Subject | None:
        """Return the first company that the sentence names before a place."""
        named = [
            (at, one.subject) for at, one in self.scene.mentions
            if at < place and one.subject.role != "person"
        ]  # fmt: skip
        plain = [one for at, one in named if self.scene.name(at) == "WHO"]  # "Intel's rival, AMD"
        return plain[0] if plain else named[0][1] if named else None

    def _noun(self, place: int, word: str) -> Subject | None:
        """Return whose share or firm a noun means, by what stands before it."""
        scene, before = self.scene, place - 1
        share = word in said("shares")
        passed: list[str] = []
        while before >= 0 and (
            (
                scene.word(before) in said("share_adjectives")
                and (scene.word(before) != "a" or scene.word(before - 1) == "class")
            )
            or (
                scene.name(before).startswith("Cap:")
                and scene.word(before) in {"new", "york", "us"}
            )
            or (scene.name(before)[:3] == "fl:" and scene.word(before) not in {"a", "an"})
            or (not share and describes(self.scene, before))
            or (share and scene.word(before) in said("companies"))
            or (word == "stock" and scene.word(before) in said("describing"))
            or (share and {*passed} & said("companies") and describes(self.scene, before))
        ):
            passed.insert(0, scene.word(before))
            before -= 1
        if share and word == "price" and not {"share", "stock", "trading"} & {*passed}:
            return None
        if is_other_index(scene, place):
            return None
        name, owner = scene.name(before), scene.word(before)
        mention = scene.mention(before)
        governed = owner in DETERMINERS and scene.word(before - 1) in _OWNED
        if governed and scene.word(before - 2) not in said("shares") | {"value"}:
            return None
        if mention is not None and mention.subject.role == "index" and word in said("indices"):
            return mention.subject  # "the S&P 500 average"
        if mention is not None and (name.endswith("'s") or share):
            if not can_be_subject(self.scene, before):
                return None
            return Subject(mention.subject.company, mention.subject.symbol)
        if (witness := witness_of(scene, before)) is not None:
            return witness
        if owner in {"the", "its", "their", "this", "both", "those"} or opens_clause(
            self.scene, before
        ):
            return self.meant(place, [*passed, word], share=share)
        if name in {"DAY's", "DAY", "SPAN", "MOM", "SPAN's"}:
            return self.meant(place, [*passed, word], share=share)
        return None

    def meant(self, place: int, words: list[str], *, share: bool) -> Subject | None:
        """Return whom "the stock" or "the chipmaker" means."""
        told = " ".join(words)
        for epithet, company in EPITHETS.items():
            if epithet in told:
                return subject_of(company)
        if words[-1] in said("indices"):
            named = [one.subject for at, one in self.scene.mentions if at < place]
            indices = [one for one in named if one.role == "index"]
            return indices[-1] if indices else self.memory.index
        if words[-1] in said("funds"):
            return self.memory.fund
        opened = place - len(words) - (self.scene.name(place - len(words)) not in _LABELS)
        if self.scene.name(opened) in _LABELS and opened > 0:  # "AMD — the stock fell"
            head = self.scene.mention(opened - 1)
            if head is not None or self.scene.name(opened - 1).startswith("Cap:"):
                return head.subject if head is not None else None
        own = share and self.scene.word(place - 1) in {"its", "their"}
        if own and (doer := self._doer(opened)) is not None:
            mention = self.scene.mention(doer)
            return mention.subject if mention is not None else None
        near = self._last_spoken(place) if share else None
        if near is None:
            near = self._last_mentioned(place)
        if near is not None and near.role == "company":
            others = {one.subject for at, one in self.scene.mentions if at < opened} - {near}
            if own and any(one.role == "company" for one in others):
                self.guessed.add(near)
            return near
        return self.memory.topic

    def _doer(self, at: int) -> int | None:
        """Return the name that did something last: "after Intel cut jobs, sending its shares"."""
        while at >= 0 and not self.scene.name(at).startswith(("WHO", "Cap:")):
            at -= 1
        deed = self.scene.word(at + 1)
        return at if at >= 0 and deed.endswith("ed") else None

    def inherited(self, place: int) -> Subject | None:
        """Return the subject of the clause of a place: of its last figure, or its first noun."""
        begin = place
        while begin >= 0:
            start = begin
            while start > 0 and not (
                self.scene.name(start - 1) in STRONG
                or (self.scene.word(start - 1) in said("subordinate") and start - 1 != place)
            ):
                start -= 1
            commas = {self.scene.name(at) for at in range(start, place)} & {","}
            if commas and self.scene.word(start - 1) == "following":
                start -= 1
            ends = [end for end in self.spoken if start <= end < place]
            if ends:
                return self.spoken[max(ends)]
            if self._is_insertion(start, place) or self._is_closed(start, place):
                begin = start - 1
                continue
            if self.scene.word(start - 1) == "which" and self.scene.name(start - 2) == ",":
                mention = self.scene.mention(start - 3)
                if mention is not None:
                    return mention.subject
            found, subject = self.first_noun(start, place)
            if found:
                return subject
            begin = start - 1
        ends = [end for end in self.spoken if end < place]
        if not ends and self.memory.topic is not None and self.memory.several:
            self.guessed.add(self.memory.topic)
        return self.spoken[max(ends)] if ends else self.memory.topic

    def _is_closed(self, start: int, place: int) -> bool:
        """Return whether a comma closed an aside of time: "its worst since May, and lost 5%"."""
        told = self.scene.word(start - 1) in {"since", "after", "before", "following", "amid"}
        return told and self.scene.name(place) == "and" and self.scene.name(place - 1) == ","

    def _is_insertion(self, start: int, place: int) -> bool:
        """Return whether a clause is an insertion that a comma before *place* has closed."""
        if self.scene.word(start - 1) not in {"which", "who", "whose"}:
            return False
        return any(self.scene.name(at) == "," for at in range(start, place + 1))

    def first_noun(self, start: int, end: int) -> tuple[bool, Subject | None]:
        """Return whether a stretch holds a subject, and which."""
        scene, place = self.scene, start
        if scene.word(place) in PREPOSITIONS | {"after", "before", "following"}:
            commas = [at for at in range(place, end) if scene.name(at) == ","]
            place = commas[0] + 1 if commas else end
        while place < end:
            name, word = scene.name(place), scene.word(place)
            if name.startswith("WHO"):
                mention = scene.mention(place)
                assert mention is not None  # noqa: S101
                if heads_other(scene, place):
                    return True, None
                return True, mention.subject
            if name.startswith("PERSON") and name != "PERSON's":
                return True, None
            told_behind = word in NOUNS and scene.name(place + 1).startswith(("WHO", "Cap:"))
            if told_behind or (
                name.startswith("Cap:") and scene.word(place + 1) in said("companies")
            ):  # "chipmaker AMD", "Arm's designer"
                place += 1
                continue
            if name.startswith("Cap:") and not scene.name(place + 1).startswith(("WHO", "PERSON")):
                later = [at for at in range(place, end) if scene.name(at).startswith("WHO")]
                return True, None if not later or scene.name(place + 1)[:3] in _VERBS else (
                    scene.mention(later[0]).subject if len(later) == 1 else None  # type: ignore[union-attr]
                )
            if word in PRONOUNS | NOUNS and word not in {"that", "which", "who", "company's"}:
                return True, self.named(place)
            if word in said("other_quantities") and scene.word(place - 1) != "in":
                return True, None
            opens = (
                place == start and word.isalpha() and ":" not in name and word not in DETERMINERS
            )
            opens = opens and not word.endswith("ing") and word not in said("leads_in")
            if opens and scene.name(place + 1)[:3] in _VERBS:
                return True, None
            place += 1
        return False, None
