"""Whose price a figure is: from the words before it, and from what was spoken of before."""

from dataclasses import dataclass, field

from sentiment.claims.apposition import fund_between, witness_of
from sentiment.claims.business import heads_other, is_other_index
from sentiment.claims.memory import Memory
from sentiment.claims.mentions import Subject
from sentiment.claims.scene import Scene
from sentiment.claims.vocabulary import epithets, said
from sentiment.text import companies as names

_STRONG = frozenset("; : . ! ? — – - while whereas but although though when because if".split())
_LINKS = frozenset(", and or ( ) to then".split())
_PREPOSITIONS = said("of_others")
_DETERMINERS = frozenset("the its their this that fl:a fl:an a an his her".split())
_PRONOUNS = frozenset("it they it's which that who".split())


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
        held = [self.scene.mention(at) for at in range(len(self.scene.items))]
        named = {one.subject for one in held if one and one.subject.role == "company"}
        return named.pop() if len(named) == 1 else None

    def whose(self, at: int, *, noun: bool = False) -> Subject | None:
        """Return whose price the word at a place tells of, None if that is not sure."""
        scene, place = self.scene, at - 1
        aside = False
        while place >= 0:
            name, word = scene.name(place), scene.word(place)
            if self._names(place):
                return self.named(place)
            if name == ",":
                beside = self._in_apposition(place, at) or fund_between(scene, place)
                if beside is not None:
                    return beside
                inserted = None if noun or aside else self._inserted(place, at)
                if self._of_other_amount(place, at):
                    return None
                if inserted is None:
                    return self.inherited(place)
                aside, place = True, inserted
                continue
            if name in _STRONG or name in _LINKS - {")"} or word in said("subordinate"):
                return self.inherited(place)
            if name != ")" and self._stops(place, noun=noun):
                return self._stopped(place, noun=noun)
            place = self._opening(place) - 1 if name == ")" else place - 1
        return self.inherited(place)

    def _in_apposition(self, comma: int, at: int) -> Subject | None:
        """Return the share named right before the comma of "AMD, down 17%" or "AMD, hammered"."""
        word, mention = self.scene.word(at), self.scene.mention(comma - 1)
        if comma != at - 1 or mention is None or self.scene.name(comma - 1) != "WHO":
            return None
        if word in {"up", "down", "off", "higher", "lower"}:
            return mention.subject
        participle = word.endswith("ed") and word not in said("finite")
        return self.named(comma - 1) if participle else None

    def _names(self, place: int) -> bool:
        """Return whether a name or a noun for a share or company stands at a place."""
        name = self.scene.name(place)
        return name.startswith(("WHO", "PERSON", "Cap:")) or self._is_noun(place)

    def _stops(self, place: int, *, noun: bool) -> bool:
        """Return whether a word ends the search for a subject before it."""
        name, word = self.scene.name(place), self.scene.word(place)
        if noun and (word in _DETERMINERS or name in {"PCT", "USD"}):
            return word in {"its", "their"}
        return not (self._skipped(place) or (noun and word in said("adjectives")))

    def _stopped(self, place: int, *, noun: bool) -> Subject | None:
        """Return the subject where a word that is none ends the search."""
        name, word = self.scene.name(place), self.scene.word(place)
        if not noun:
            if (word == "by" and self.scene.word(place + 1).endswith("ing")) or (
                word.endswith("ing") and self.scene.name(place - 1) == ","
            ):  # ", racing 3% higher"
                return self.inherited(place)
            amount = name in {"PCT", "USD", "PTS"} and place in self.claimed
            return self.inherited(place) if amount else None
        if word in {"its", "their"}:
            return self.inherited(place) or self.memory.topic
        return None if word in said("other_quantities") else self.inherited(place)

    def _of_other_amount(self, comma: int, at: int) -> bool:
        """Return whether "up 62%" is told of an amount before it that is no price."""
        scene = self.scene
        if scene.word(at) not in {"up", "down", "higher", "lower"} and scene.name(at) != "PCT":
            return False
        for place in range(comma - 1, -1, -1):
            name = scene.name(place)
            if name in _STRONG or name == ",":
                return False
            if name in {"PCT", "USD", "BIG", "FX"}:
                return place not in self.claimed
        return False

    def _opening(self, place: int) -> int:
        """Return the opening bracket before a closing one."""
        while place > 0 and self.scene.name(place) != "(":
            place -= 1
        return place

    def _skipped(self, place: int) -> bool:
        """Return whether a word may stand between a subject and what it did."""
        name, word = self.scene.name(place), self.scene.word(place)
        if name in {"DAY", "SPAN", "MOM", "WHEN", "DAY's", "SPAN's", "MOM's"}:
            return True
        if name[:3] in {"fl:", "ax:", "cl:", "up:", "dn:", "tr:", "op:"}:
            return True
        return (
            word.endswith("ly")
            or word in said("passed")
            or (word == "it" and self.scene.name(place - 1)[:3] == "cl:")
        )

    def _is_noun(self, place: int) -> bool:
        """Return whether a noun or pronoun of a share or company stands at a place."""
        word = self.scene.word(place)
        object_ = word == "it" and self.scene.name(place - 1)[:3] == "cl:"  # "finished it 3% down"
        return (word in _PRONOUNS and not object_) or word in _NOUNS

    def _inserted(self, comma: int, at: int) -> int | None:
        """Return the comma that opens an insertion which ends at *comma*: "AMD, a rival, fell"."""
        scene = self.scene
        if scene.word(at) not in said("finite") and scene.name(at - 1) == ",":
            return None
        for place in range(comma - 1, max(comma - 26, -1), -1):
            name = scene.name(place)
            if name in _STRONG:
                return None
            if name == ",":
                return place - 1 if place and self._head_before(place) else None
        return None

    def _head_before(self, comma: int) -> bool:
        """Return whether what stands before an insertion can be a subject."""
        name = self.scene.name(comma - 1)
        return name.startswith(("WHO", "Cap:")) or name == ")" or self._is_noun(comma - 1)

    def named(self, place: int) -> Subject | None:
        """Return the subject whose noun or name stands at a place."""
        scene, name, word = self.scene, self.scene.name(place), self.scene.word(place)
        mention = scene.mention(place)
        if name.startswith("Cap:") or name.startswith("PERSON"):
            return None
        if mention is not None:
            return mention.subject if self._governed(place) else None
        if word in {"which", "that", "who"}:
            return self._antecedent(place)
        if word in _PRONOUNS:
            return self._pronoun(place, word)
        return self._noun(place, word)

    def _governed(self, place: int) -> bool:
        """Return whether a name can be a subject, by the words before it."""
        scene, before = self.scene, place - 1
        while before >= 0 and scene.word(before) in _BEFORE_NAMES:
            before -= 1
        while scene.name(before) in {"and", ","} and scene.name(before - 1) == "WHO":
            before -= 2
            while before > 0 and scene.name(before) == ",":
                before -= 1
        if scene.word(before) == "in" and scene.word(place - 1) == "york":
            before -= 1  # "by noon in New York AMD was down"
        word, name = scene.word(before), scene.name(before)
        if word == "as" and scene.word(before - 1) == "such":
            return False
        if word == "which" and scene.time(before - 2) is not None:
            return True  # "a Monday in which AMD fell"
        if name == "DAY's" or name in {"DAY", "SPAN", "MOM", "WHEN", "PERSON's"} or before < 0:
            return True
        if name in _STRONG or name in _LINKS or word in said("leads_in"):
            return word not in {"like", "including", "such"} or before == 0
        if word in _PREPOSITIONS:
            owner = scene.word(before - 1)
            return (owner in said("shares") and word in {"of", "in"}) or (
                owner in {"value", "for"} and word in {"of", "in"}
            )
        if name[:3] in {"ax:", "fl:", "cl:"}:
            return name != "ax:has"
        further = scene.word(before - 1)
        return further not in _RELATIVE and name[:3] not in {"to:", "tr:"} and name != "WHO's"

    def _antecedent(self, place: int) -> Subject | None:
        """Return whom "which" or "that" means: the name right before it."""
        before = place - 1
        while before >= 0 and self.scene.name(before) in {",", "and", ")", "sic"}:
            before = self._opening(before) - 1 if self.scene.name(before) == ")" else before - 1
        name = self.scene.name(before)
        if name.startswith("WHO") or self._is_noun(before):
            mention = self.scene.mention(before)
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
        for at in range(place):
            mention = self.scene.mention(at)
            if mention is not None and mention.subject.role != "person":
                return mention.subject
        return None

    def _noun(self, place: int, word: str) -> Subject | None:
        """Return whose share or firm a noun means, by what stands before it."""
        scene, before = self.scene, place - 1
        share = word in said("shares")
        passed: list[str] = []
        while before >= 0 and (
            scene.word(before) in said("share_adjectives")
            or (
                scene.name(before).startswith("Cap:")
                and scene.word(before) in {"new", "york", "us"}
            )
            or (scene.name(before)[:3] == "fl:" and scene.word(before) not in {"a", "an"})
            or (not share and self._describes(before))
            or (share and scene.word(before) in said("companies"))
            or (share and {*passed} & said("companies") and self._describes(before))
        ):
            passed.insert(0, scene.word(before))
            before -= 1
        if share and word == "price" and not {"share", "stock"} & {*passed}:
            return None
        if is_other_index(scene, place):
            return None
        name, owner = scene.name(before), scene.word(before)
        mention = scene.mention(before)
        governed = owner in _DETERMINERS and scene.word(before - 1) in _OWNED
        if governed and scene.word(before - 2) not in said("shares") | {"value"}:
            return None
        if mention is not None and (name.endswith("'s") or share):
            if mention.subject.role == "person" and share and not {*passed} & said("companies"):
                return None
            if not share and mention.subject.role != "person":
                return None
            if not self._governed(before):
                return None
            return Subject(mention.subject.company, mention.subject.symbol)
        if (witness := witness_of(scene, before)) is not None:
            return witness
        if owner in {"the", "its", "their", "this", "both", "those"} or self._opens(before):
            return self._meant(place, [*passed, word], share=share)
        if name in {"DAY's", "DAY", "SPAN", "MOM", "SPAN's"}:
            return self._meant(place, [*passed, word], share=share)
        return None

    def _opens(self, before: int) -> bool:
        """Return whether a clause begins behind a place."""
        name = self.scene.name(before)
        return (
            before < 0
            or name in _STRONG
            or name in _LINKS
            or self.scene.word(before) in said("leads_in") | said("subordinate")
        )

    def _describes(self, place: int) -> bool:
        """Return whether a word may describe a company: "the Redmond software group"."""
        name = self.scene.name(place)
        return (
            (name.startswith("Cap:") or (name.isalpha() and name.islower()) or "-" in name)
            and self.scene.word(place) not in _DETERMINERS | _PREPOSITIONS
            and name not in _LINKS
        )

    def _meant(self, place: int, words: list[str], *, share: bool) -> Subject | None:
        """Return whom "the stock" or "the chipmaker" means."""
        told = " ".join(words)
        for epithet, company in epithets().items():
            if epithet in told:
                return Subject(company, names.ticker_of(company))
        if words[-1] in said("indices"):
            found = [self.scene.mention(at) for at in range(place)]
            indices = [one.subject for one in found if one and one.subject.role == "index"]
            return indices[-1] if indices else self.memory.index
        if words[-1] in said("funds"):
            return self.memory.fund
        near = self._last_spoken(place) if share else None
        if near is None:
            near = self._last_mentioned(place)
        if near is not None and near.role == "company":
            return near
        return self.memory.topic

    def inherited(self, place: int) -> Subject | None:
        """Return the subject of the clause of a place: of its last figure, or its first noun."""
        begin = place
        while begin >= 0:
            start = begin
            while start > 0 and not (
                self.scene.name(start - 1) in _STRONG
                or (self.scene.word(start - 1) in said("subordinate") and start - 1 != place)
            ):
                start -= 1
            ends = [end for end in self.spoken if start <= end < place]
            if ends:
                return self._newer(max(ends), place) or self.spoken[max(ends)]
            if self._is_insertion(start, place):
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
        return self.spoken[max(ends)] if ends else self.memory.topic

    def _is_insertion(self, start: int, place: int) -> bool:
        """Return whether a clause is an insertion that a comma before *place* has closed."""
        if self.scene.word(start - 1) not in {"which", "who", "whose"}:
            return False
        return any(self.scene.name(at) == "," for at in range(start, place + 1))

    def _newer(self, end: int, place: int) -> Subject | None:
        """Return a name that opens a clause of its own between a figure and a place."""
        for at in range(end + 2, place):
            mention, before = self.scene.mention(at), self.scene.name(at - 1)
            opens = self.scene.name(at) == "WHO" and before in _LINKS
            if mention is not None and opens and self.scene.name(at + 1) not in {",", "and"}:
                return mention.subject
        return None

    def first_noun(self, start: int, end: int) -> tuple[bool, Subject | None]:
        """Return whether a stretch holds a subject, and which."""
        scene, place = self.scene, start
        if scene.word(place) in _PREPOSITIONS | {"after", "before"}:
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
            if name.startswith("Cap:") and scene.word(place + 1) in said("companies"):
                place += 1
                continue
            if name.startswith("Cap:") and not scene.name(place + 1).startswith(("WHO", "PERSON")):
                later = [at for at in range(place, end) if scene.name(at).startswith("WHO")]
                return True, None if not later or scene.name(place + 1)[:3] in _VERBS else (
                    scene.mention(later[0]).subject if len(later) == 1 else None  # type: ignore[union-attr]
                )
            if word in _PRONOUNS | _NOUNS and word not in {"that", "which", "who", "company's"}:
                return True, self.named(place)
            if word in said("other_quantities"):
                return True, None
            opens = (
                place == start and word.isalpha() and ":" not in name and word not in _DETERMINERS
            )
            opens = opens and not word.endswith("ing") and word not in said("leads_in")
            if opens and scene.name(place + 1)[:3] in _VERBS:
                return True, None
            place += 1
        return False, None


_OWNED = frozenset("on of in for to against by than at".split())
_VERBS = frozenset("up: dn: ax: cl: tr: op:".split())
_NOUNS = said("shares") | said("companies") | said("funds") | said("indices")
_RELATIVE = frozenset("that who which whose to of in for on by with".split())
_BEFORE_NAMES = _DETERMINERS | said("companies") | said("share_adjectives") | said("describing")
