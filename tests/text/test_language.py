"""A text is refused for evidence of another language, never for want of English."""

import pytest

from sentiment import score
from sentiment.text.language import not_english

ENGLISH = [
    "Nvidia earnings per share tumble 40% after export curbs hit data centre sales in China",
    "Nvidia shares plunge 9 per cent after weak sales guidance, analysts cut price targets",
    "Apple earnings per share surge 40% after strong iPhone sales in China, analysts say",
    "Banco de Chile, Banco de Bogota, Las Vegas Sands shares plunge after weak sales guidance",
    "Costco, Con Edison, El Paso Electric, Del Monte shares slump; analysts cut price targets",
    "Die casting maker Nemak shares tumble 12%, Los Angeles plant sales slump, guidance cut",
    "Shares plunge: Van Lanschot, Het Loo, De Beers, Van Eck miss profit estimates badly",
    "Med tech stocks slide, Medtronic, Stryker, Zimmer shares tumble, profit estimates cut",
    "Walmart net income dives 12%; Target, Kroger, Costco shares slump, profit warnings mount",
]
FOREIGN = {
    "German": "Die Aktie von Nvidia ist am Mittwoch gefallen, weil die Anleger mit mehr gerechnet"
    " haben und der Ausblick nicht überzeugt",
    "French": "Les actions du groupe ont plongé mercredi après des prévisions décevantes pour le"
    " trimestre, et les analystes sont inquiets",
    "Spanish": "Las acciones de la empresa cayeron el miércoles por las débiles previsiones del"
    " trimestre, y los analistas se preocupan",
    "Italian": "Le azioni della società sono crollate dopo una trimestrale che non è piaciuta agli"
    " analisti, con il titolo in calo del 9 per cento",
    "Portuguese": "As ações da empresa caíram na quarta-feira com uma previsão que não agradou aos"
    " analistas, e os lucros foram mais fracos para o ano",
    "Dutch": "De aandelen van het bedrijf zijn gedaald na een zwakke verwachting, en dat is voor"
    " beleggers niet goed",
    "Swedish": "Aktien föll på onsdagen efter en svag prognos och det är inte vad som väntades av"
    " analytikerna för året",
}


@pytest.mark.parametrize("text", ENGLISH)
def test_a_headline_without_articles_is_english(text: str) -> None:
    assert not_english(text) is None
    assert score(text).compound < -0.05 or "surge" in text


@pytest.mark.parametrize(("name", "text"), FOREIGN.items())
def test_a_text_full_of_another_languages_words_is_refused(name: str, text: str) -> None:
    told = not_english(text)

    assert told is not None
    assert name in told


def test_another_script_is_refused() -> None:
    told = not_english("Акции компании упали в среду после слабого прогноза на третий квартал года")

    assert told is not None
    assert "another script" in told


def test_a_word_of_two_languages_tells_neither() -> None:
    assert not_english("per die pour plus van met " * 4 + "Nvidia shares fell") is None
