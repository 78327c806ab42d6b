import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sentiment.output.labels import NEUTRAL_BAND
from sentiment.reading import sentence

# Words of every family of the lists, among stops and figures: mixed at random they meet each rule.
WORDS = st.sampled_from(
    "profit loss costs shares the company Nvidia rose fell sharply slightly not never didn't may"
    " but despite beats misses estimates widened narrowed from to compared with 3.1m 2.3m 7% +3.2%"
    " €5 a year earlier upgraded layoffs lawsuit dismissed fears fade gains erased wins order"
    " contract good bad “weak” demand, outlook. (strong) better than expected! cut price target ?"
    " swung posted of growth slowed decline eased $NVDA bullish as after amid hurt hits".split()
)
SENTENCES = st.lists(WORDS, max_size=25).map(" ".join)
BLANKS = st.sampled_from([" ", "  ", "\t", "\n", "\u00a0", "\u2009"])


@given(SENTENCES | st.text(max_size=120))
def test_the_parts_make_the_sum_and_the_sum_the_compound(text: str) -> None:
    read = sentence.read_sentence(text)

    assert read.raw == pytest.approx(math.fsum(part.points for part in read.parts))
    assert read.compound == sentence.compound_of(read.raw)
    assert -1 < read.compound < 1


@given(SENTENCES | st.text(max_size=120))
def test_each_part_is_a_slice_of_the_sentence(text: str) -> None:
    parts = sentence.read_sentence(text).parts

    assert all(0 <= part.start < part.end <= len(text) for part in parts)
    assert all(text[part.start : part.end] == part.text for part in parts)
    assert [part.start for part in parts] == sorted(part.start for part in parts)
    assert all(part.points and part.rule and part.reason for part in parts)


@given(SENTENCES)
def test_curly_and_straight_apostrophes_read_alike(text: str) -> None:
    curly = sentence.read_sentence(text.replace("'", "’"))

    assert curly.raw == sentence.read_sentence(text).raw


@given(SENTENCES)
def test_capitals_change_nothing(text: str) -> None:
    straight = sentence.read_sentence(text)

    for written in (text.upper(), text.lower(), text.title().replace("'T", "'t")):
        assert sentence.read_sentence(written).raw == straight.raw


@given(st.lists(WORDS, max_size=15), st.data())
def test_the_width_and_kind_of_blanks_change_nothing(words: list[str], data: st.DataObject) -> None:
    blanks = data.draw(st.lists(BLANKS, min_size=len(words), max_size=len(words)))
    spaced = "".join(blank + word for blank, word in zip(blanks, words, strict=True))

    read = sentence.read_sentence(spaced)

    assert read.raw == sentence.read_sentence(" ".join(words)).raw


@pytest.mark.parametrize(
    "blank",
    [
        "",
        " ",
        "\u00a0",
        "  ",
    ],
)
def test_a_blank_before_the_percent_sign_changes_nothing(blank: str) -> None:
    read = sentence.read_sentence(f"Shares fell 1.1{blank}%")

    assert read.raw == sentence.read_sentence("Shares fell 1.1%").raw


@given(SENTENCES)
def test_a_sentence_read_again_says_the_same(text: str) -> None:
    assert sentence.read_sentence(text) == sentence.read_sentence(text)


@given(st.floats(-1e6, 1e6))
def test_a_compound_keeps_sign_and_order(raw: float) -> None:
    assert sentence.compound_of(-raw) == -sentence.compound_of(raw)
    assert sentence.compound_of(raw) < sentence.compound_of(raw + 1) or abs(raw) > 1e5


@pytest.mark.parametrize(
    ("raw", "compound"),
    # x / √(x² + 15) by hand: 1/4, 7/8, and the first table of Hutto & Gilbert's program, 1.9
    [(1.0, 0.25), (7.0, 0.875), (-1.0, -0.25), (0.0, 0.0), (1.9, 0.4404)],
)
def test_the_compound_is_that_of_the_formula(raw: float, compound: float) -> None:
    assert sentence.compound_of(raw) == pytest.approx(compound, abs=5e-5)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Shares fell 1.1% on Monday.", "price move"),
        ("The index closed lower.", "price move"),
        ("Chip stocks: +3.2%", "price move"),
        ("Profit fell 1.1%.", "judgement"),
        ("Shares fell after the company cut its outlook.", "judgement"),
        ("The meeting is on Monday.", "neutral"),
        ("The stock was little changed.", "neutral"),
    ],
)
def test_a_price_report_is_told_from_a_judgement(text: str, kind: str) -> None:
    assert sentence.read_sentence(text).kind == kind


@pytest.mark.parametrize(
    ("weaker", "stronger"),
    [
        ("Profit rose slightly.", "Profit rose."),
        ("Profit rose.", "Profit rose sharply."),
        ("Profit rose 1%.", "Profit rose 20%."),
        ("It may go bankrupt.", "It went bankrupt."),
        ("Is it bankrupt?", "It is bankrupt."),
        ("Profit rose.", "Profit surged."),
        ("It is strong despite a weak market.", "It is strong."),
        ("The stock rose as the strong outlook topped forecasts.", "Profit surged; strong demand."),
    ],
)
def test_what_stands_around_a_word_weakens_or_strengthens_it(weaker: str, stronger: str) -> None:
    less, more = (sentence.read_sentence(text).compound for text in (weaker, stronger))

    assert abs(less) < abs(more)
    assert less * more >= 0


@pytest.mark.parametrize(
    ("plain", "denied"),
    [
        ("The outlook is strong.", "The outlook is not strong."),
        ("The company is profitable.", "The company isn’t profitable."),
        ("The company is profitable.", "The company has never been profitable."),
        ("It is bankrupt.", "It is not bankrupt."),
    ],
)
def test_a_denial_turns_the_sign_and_weighs_less(plain: str, denied: str) -> None:
    said, turned = (sentence.read_sentence(text).raw for text in (plain, denied))

    assert said * turned < 0
    assert abs(turned) < abs(said)


def test_what_follows_but_counts_for_more() -> None:
    good_last = sentence.read_sentence("The market is weak, but demand is strong.")
    bad_last = sentence.read_sentence("Demand is strong, but the market is weak.")

    assert good_last.compound > 0 > bad_last.compound


def test_of_two_statements_that_cancel_the_first_leads_and_both_are_shown() -> None:
    up = sentence.read_sentence("Sales rose 5% and orders fell 5%.")
    down = sentence.read_sentence("Orders fell 5% and sales rose 5%.")

    assert 0 < up.compound < NEUTRAL_BAND
    assert -NEUTRAL_BAND < down.compound < 0
    assert [part.points > 0 for part in up.parts] == [True, False]


@given(st.lists(st.sampled_from("happy sad love awful nice pretty hate joy".split()), max_size=12))
def test_words_of_mood_alone_stay_neutral(words: list[str]) -> None:
    read = sentence.read_sentence(" ".join(words))

    assert abs(read.compound) < NEUTRAL_BAND
    assert read.kind == "neutral"


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("Why did the shares plunge?", -1),
        ("The shares plunged 8%. Does anybody know more?", -1),
        ("Did the shares plunge?", 0),
        ("Shares drop 14% in 2 days- Should you buy?", -1),
        ("Terex (TEX -0.83%) had a strong quarter", 1),
        ("Terex is gearing up for its launch", 0),
        ("The range is 5% -7%", 0),
        ("The rate stays at -0.5%", 0),
        ("Siemens -0.5%", -1),
        ("The change concerns about 70 people", 0),
        ("There are concerns about growth", -1),
        ("Nokia fell after a warning, while Micron plunged", -1),
    ],
)
def test_what_is_asked_a_level_or_no_worry_says_nothing(text: str, sign: int) -> None:
    compound = sentence.read_sentence(text).compound

    assert (compound > NEUTRAL_BAND) - (compound < -NEUTRAL_BAND) == sign


def test_a_comment_is_held_in_the_neutral_band_and_says_why() -> None:
    reading = sentence.read_sentence("Inflation soared and growth collapsed")
    held = sentence.commented(reading)

    assert reading.compound < -NEUTRAL_BAND < held.compound < 0
    assert held.kind == "neutral"
    assert all(part.rule.endswith("an outsider's comment") for part in held.told)
    assert sentence.commented(sentence.read_sentence("The sky is blue")).raw == 0


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("Charge-offs climb to a decade high", -1),
        ("Vacancies at multiyear low", 1),
        ("Orders reach a peak", 1),
        ("Wage bills reached a peak", -1),
        ("Shares near a two-decade low", -1),
        ("This stock is cooked", -1),
        ("The turnaround case does not stack up", -1),
    ],
)
def test_levels_not_seen_for_long_and_words_of_doubt_have_their_sign(text: str, sign: int) -> None:
    assert sentence.read_sentence(text).compound * sign > NEUTRAL_BAND
