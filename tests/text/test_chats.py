"""The messages of a chat are told from the lines of who wrote them, whichever program it is of."""

import pytest

from sentiment.intake.pastes import find_articles

SAID = ("Margins look thin to me", "They raised the outlook, though", "The chief sold his shares")
WHO = ("Ada Lovelace", "Grace", "Ada Lovelace")
CLOCKS = ("9:31", "9:40", "10:02")
HEADS = {
    "brackets": "[{clock} AM] {who}",
    "blanks": "{who}  {clock} AM",
    "a program's mark": "{who} APP  {clock} AM",
    "a dash": "{who} — Today at {clock}",
    "a day": "{who}, [14.11.2025 {clock}]",
}


@pytest.mark.parametrize("head", HEADS.values(), ids=HEADS)
@pytest.mark.parametrize("above", ["", "Monday, September 21st\n"])
def test_each_message_is_its_own_and_has_its_author(head: str, above: str) -> None:
    said = zip(WHO, CLOCKS, SAID, strict=True)
    told = "\n".join(f"{head.format(who=who, clock=clock)}\n{one}" for who, clock, one in said)
    found = find_articles(f"{above}{told}\n:eyes: 3\n2 replies")
    assert [one.title for one in found] == list(SAID)
    assert [one.author for one in found] == list(WHO)


def test_hours_of_news_are_no_authors() -> None:
    text = "Maker slips 9:31\nRival gains 9:40\nBank cuts its target 10:02"
    assert not any(one.author for one in find_articles(text))
