from sentiment.reading import article
from sentiment.reports import story

TEXT = """Nvidia beats all estimates

Sales surged. The outlook is a serious disappointment, and the shares plunged. It is Monday. Costs
rose a little. The plan failed badly."""


def test_the_strongest_sentences_are_the_farthest_from_nought_in_their_order() -> None:
    read = article.score(TEXT).sentences

    told = story.strongest(read)

    weighed = [abs(one.reading.compound) for one in read if one.weight]
    assert [abs(one.reading.compound) for one in told] == sorted(weighed, reverse=True)[:3]


def test_neutral_sentences_and_those_about_others_are_no_strong_ones() -> None:
    assert story.strongest(article.score("It is Monday.").sentences) == []
    said = "Nvidia rose on a record profit. AMD failed badly and its shares plunged."
    about = article.score(said, about="Nvidia").sentences
    assert all("AMD" not in one.sentence.text for one in story.strongest(about))
