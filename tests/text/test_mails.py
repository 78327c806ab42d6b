"""Of a mail its text is read: not its heading, greeting, signature or the mail it answers."""

import pytest

from sentiment.text.layout import laid_out

HEAD = "From: Ada Lovelace <ada@bank.example>\nTo: Desk <desk@bank.example>\nSubject: {about}\n"
TOLD = "Its margin halved in a year.\nI would sell the shares."


def read(text: str) -> list[str]:
    return [line.said for line in laid_out(text) if line.kind is None and not line.part]


@pytest.mark.parametrize("greeting", ["Grace,", "Grace and Alan,", "Hi all,", "Team,"])
def test_a_greeting_is_no_sentence(greeting: str) -> None:
    assert read(f"{HEAD.format(about='The maker')}\n{greeting}\n\n{TOLD}") == TOLD.split("\n")


@pytest.mark.parametrize(
    "signed",
    [
        "Have a good day!\n\nAda Lovelace\nSenior Analyst\nada@bank.example",
        "Thanks again,\nAda",
        "Ada Lovelace\nHead of Research, Sample Bank\nT: +44 20 7946 0000",
    ],
)
def test_a_signature_is_no_sentence(signed: str) -> None:
    assert read(f"{TOLD}\n\n{signed}") == TOLD.split("\n")


def test_a_sentence_beside_an_address_is_read() -> None:
    told = f"{TOLD}\n\nThe recall widens to vans\nOwners lost faith in it\n\nada@bank.example"
    assert "The recall widens to vans" in read(told)


def test_the_mail_that_is_answered_lends_neither_author_nor_subject() -> None:
    answered = "From: Grace Hopper\nSent: Monday\nTo: Ada Lovelace\nSubject: The maker"
    text = f"{HEAD.format(about='RE: The maker')}\n{TOLD}\n\n{answered}\n\nWhat do you make of it?"
    assert read(text) == [*TOLD.split("\n"), "What do you make of it?"]
    assert [one.told for one in laid_out(text) if one.part == "byline"] == ["Ada Lovelace"]


def test_a_headline_above_its_address_is_no_signature() -> None:
    title = "Is the chain in trouble after all?"
    told = f"{title}\nhttps://a.example/1\n\nMaker Slips On Weak Demand\nhttps://a.example/2"
    kept = [line.text for line in laid_out(told) if line.kind is None]
    assert kept == [title, "Maker Slips On Weak Demand"]


def test_what_somebody_wrote_on_a_day_is_a_sentence() -> None:
    told = "On Nov. 20, analysts at the bank wrote:"
    assert told in read(f"{told}\n\n{TOLD}")


@pytest.mark.parametrize(
    "above", ["On Tue, Nov 18, 2025 at 2:40 PM Ada wrote:", "Am 18.11.2025 um 14:40 schrieb Ada:"]
)
def test_a_quoted_mail_is_left_out(above: str) -> None:
    assert read(f"{TOLD}\n\n{above}\n> What do you make of it?\n> Ada") == TOLD.split("\n")


@pytest.mark.parametrize(
    "head",
    [
        "Von: Ada Lovelace\nGesendet: Montag, 2. März 2026 09:12\nAn: Desk\nBetreff: {about}",
        "De : Ada Lovelace\nEnvoyé : 2 mars 2026 09:12\nÀ : Desk\nObjet : {about}",
        "Da: Ada Lovelace\nInviato: 2 marzo 2026\nA: Desk\nOggetto: {about}",
        "Van: Ada Lovelace\nVerzonden: 2 maart 2026\nAan: Desk\nOnderwerp: {about}",
        "De: Ada Lovelace\nEnviado: 2 de marzo de 2026\nPara: Desk\nAsunto: {about}",
    ],
)
def test_a_heading_in_any_language_is_one(head: str) -> None:
    lines = laid_out(f"{head.format(about='The maker')}\n\nGrace,\n\n{TOLD}")

    assert [line.said for line in lines if line.part == "headline"] == ["The maker"]
    assert any(line.part == "moment" for line in lines)
    assert [line.said for line in lines if line.kind is None and not line.part] == TOLD.split("\n")
