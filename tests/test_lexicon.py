from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

from sentiment import lexicon


def test_the_words_are_those_of_vadersentiment() -> None:
    assert dict(lexicon.vader_words()) == SentimentIntensityAnalyzer().lexicon


def test_the_emoji_are_those_of_vadersentiment() -> None:
    assert dict(lexicon.vader_emoji()) == SentimentIntensityAnalyzer().emojis
