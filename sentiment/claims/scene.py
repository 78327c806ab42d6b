"""A sentence as a row of items: names, times and amounts whole, other words by their class."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from sentiment.claims.amounts import Amount, read_amounts
from sentiment.claims.dates import Time
from sentiment.claims.mentions import Mention, read_mentions
from sentiment.claims.vocabulary import class_of, doubles, said
from sentiment.text.tokens import Token, tokenise

Part = Mention | Time | Amount
_UNITS = {
    "percent": "PCT", "dollars": "USD", "large sum": "BIG", "points": "PTS", "foreign": "FX",
    "bare": "NUM",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Item:
    """A name, time, amount or word at ``start:end`` of a sentence."""

    name: str  # as patterns know it: "WHO", "DAY", "PCT", "up:rose", "revenue"
    start: int
    end: int
    part: Part | None = None
    owns: bool = False  # followed by 's

    @property
    def word(self) -> str:
        """The word itself, without its class."""
        return self.name.partition(":")[2] or self.name


@dataclass(frozen=True)
class Scene:
    """A sentence's items, and their names as one string for the patterns."""

    text: str
    items: tuple[Item, ...]

    @cached_property
    def shape(self) -> str:
        """The names of the items, a blank behind each."""
        return "".join(f"{item.name} " for item in self.items)

    @cached_property
    def _offsets(self) -> list[int]:
        at, offsets = 0, []
        for item in self.items:
            offsets.append(at)
            at += len(item.name) + 1
        return offsets

    @cached_property
    def times(self) -> tuple[tuple[int, Time], ...]:
        """The times that it names, each with its item."""
        held = [(at, item.part) for at, item in enumerate(self.items)]
        return tuple((at, part) for at, part in held if isinstance(part, Time))

    @cached_property
    def mentions(self) -> tuple[tuple[int, Mention], ...]:
        """Whom it names, each with its item."""
        held = [(at, item.part) for at, item in enumerate(self.items)]
        return tuple((at, part) for at, part in held if isinstance(part, Mention))

    def is_width(self, time: Time) -> bool:
        """Return whether a stretch only says how wide something is: "to a two-week low"."""
        return time.is_span and "-" in self.text[time.start : time.end]

    def place(self, offset: int) -> int:
        """Return the item that holds a place of the shape."""
        return bisect_right(self._offsets, offset) - 1

    def name(self, place: int) -> str:
        """Return the name of an item, "" beyond the ends."""
        return self.items[place].name if 0 <= place < len(self.items) else ""

    def word(self, place: int) -> str:
        """Return the word of an item, "" beyond the ends."""
        return self.items[place].word if 0 <= place < len(self.items) else ""

    def mention(self, place: int) -> Mention | None:
        """Return whom an item names, None if nobody."""
        part = self.items[place].part if 0 <= place < len(self.items) else None
        return part if isinstance(part, Mention) else None

    def amount(self, place: int) -> Amount:
        """Return the amount of an item that is one."""
        part = self.items[place].part
        assert isinstance(part, Amount)  # noqa: S101
        return part

    def time(self, place: int) -> Time | None:
        """Return the time that an item names, None if it names none."""
        part = self.items[place].part if 0 <= place < len(self.items) else None
        return part if isinstance(part, Time) else None


def lowered(text: str) -> str:
    """Return a sentence in lower case, letter by letter so that every span still holds."""
    plain = text.translate(str.maketrans("’‘ʼ\n\t\u00a0\u202f", "'''    "))
    low = plain.lower()
    if len(low) == len(plain):
        return low
    return "".join(one if len(one := letter.lower()) == 1 else letter for letter in plain)


def read_scene(
    text: str, times: Sequence[Time], *, names: Sequence[str] = (), figures: bool = True
) -> Scene:
    """Return a sentence as items, without amounts where *figures* are not looked for.

    Examples
    --------
    >>> read_scene("Nvidia closed up 2% at $9.", []).shape
    'WHO cl:closed up:up PCT at USD . '
    """
    low = lowered(text)
    mentions = read_mentions(text, names=names)
    parts: list[Part] = []
    taken: list[tuple[int, int]] = []
    named: list[Part] = [*mentions, *times]
    masked = _masked(low, [(one.start, one.end) for one in named])
    every: list[Part] = [*named, *(read_amounts(masked) if figures else [])]
    for one in every:
        if not any(one.start < end and one.end > start for start, end in taken):
            parts.append(one)
            taken.append((one.start, one.end))
    parts.sort(key=lambda one: one.start)
    return Scene(text, tuple(_items(text, low, parts)))


def _masked(low: str, spans: Sequence[tuple[int, int]]) -> str:
    """Return a sentence with names and times blotted out, so that no amount reaches into them."""
    for start, end in spans:
        low = low[:start] + "#" * (end - start) + low[end:]
    return low


def _items(text: str, low: str, parts: Sequence[Part]) -> list[Item]:
    """Return the parts as items, and the words between them."""
    items: list[Item] = []
    tokens = tokenise(text)
    at = 0
    for token in tokens:
        while at < len(parts) and parts[at].end <= token.start:
            items.append(_part(parts[at], low))
            at += 1
        if items and (token.start < items[-1].end or _is_short(items[-1], token)):
            continue  # the "s" of "the S&P 500's", the full stop of "vs."
        inside = at < len(parts) and token.end > parts[at].start
        if inside and (token.start >= parts[at].start or token.end <= parts[at].end):
            continue
        if items and _doubled(items[-1], token):
            items[-1] = _word(f"{items[-1].word}-{token.text}", items[-1].start, token.end, False)
            continue
        owns = low[token.start : token.end].endswith(("'s", "s'"))
        word = token.text
        if _is_capital(text, token) and word not in _PLAIN and not class_of(word):
            word = f"Cap:{word}"
        items.append(_word(word, token.start, token.end, owns))
    items += [_part(one, low) for one in parts[at:]]
    if len(items) > 1 and _is_name(text, items[0], items[1]):
        items[0] = Item(f"Cap:{items[0].name}", items[0].start, items[0].end, None, items[0].owns)
    return items


def _is_capital(text: str, token: Token) -> bool:
    """Return whether a word is written as a name: "Netflix" within a sentence, "eBay" anywhere."""
    written = text[token.start : token.end]
    return bool(token.start and written[:1].isupper()) or bool(_CAMEL.match(written))


def _is_name(text: str, item: Item, following: Item) -> bool:
    """Return whether the word that opens a sentence is likely a name: "Netflix, which"."""
    if item.part is not None or ":" in item.name or not text[item.start].isupper():
        return False
    if (
        item.name in _COMMON | _PRONOUNS
        or item.name.endswith("ly")
        or item.name in said("leads_in")
    ):
        return False
    return following.name in {",", "(", "—", "–"} or item.owns


_CAMEL = re.compile(r"[a-z]{1,2}[A-Z][a-z]")
_COMMON = frozenset(
    "the a an its their shares stock wall street u.s us american american's i".split()
)
# No names, though capital in a headline or behind "Q:".
_LINKING = frozenset("at to on in by for from after as and of with while but over since".split())
_PRONOUNS = frozenset("it that he she they we you there what here this who".split())
_PLAIN = (
    _COMMON | _LINKING | _PRONOUNS | said("shares") | said("funds") | said("subordinate")
    | said("of_others") | said("backward") | said("extremes") | {"record", "all-time"}
)  # fmt: skip


def _is_short(before: Item, token: Token) -> bool:
    """Return whether a full stop ends no sentence: "vs."."""
    return token.text == "." and before.name == "vs" and token.start == before.end


def _doubled(before: Item, token: Token) -> bool:
    """Return whether two words are one verb: "gave up"."""
    return f"{before.word}-{token.text}" in doubles()


def _word(word: str, start: int, end: int, owns: bool) -> Item:
    """Return a word as an item, by its class."""
    kind = class_of(word)
    return Item(f"{kind}:{word}" if kind else word or "-", start, end, None, owns)


def _part(part: Part, low: str) -> Item:
    """Return a name, time or amount as an item."""
    owns = low[part.end : part.end + 2] == "'s" or low[part.end - 2 : part.end] == "'s"
    end = part.end + 2 if low[part.end : part.end + 2] == "'s" else part.end
    if isinstance(part, Mention):
        name = "PERSON" if part.subject.role == "person" else "WHO"
        owns = owns or low[part.end : part.end + 1] == "'"
    elif isinstance(part, Time):
        name = _time_name(part)
    else:
        name, owns = _UNITS[part.unit], False
    return Item(f"{name}'s" if owns else name, part.start, end, part, owns)


def _time_name(time: Time) -> str:
    """Return how patterns know a time."""
    if time.is_span:
        return "SPAN"
    if time.is_day or time.kind == "shut":
        return "DAY"
    return "MOM" if time.moment else "WHEN"
