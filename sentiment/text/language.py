"""Whether a text is in another language than English, which the reading is for."""

import re

ENOUGH_WORDS = 12  # fewer say too little of a text's language
ENOUGH_MET = 3  # different words of another language, since names hold one or two
SHARE_MET = 0.1  # of a text's words at least are those
CLEARLY = 1.5  # times as many common words of another language as of English
LOOKED_AT = 20_000  # characters, enough to tell a text's language
_WORD = re.compile(r"[^\W\d_]+(?:['’]\w+)?")
_ENGLISH = frozenset(
    "the of and to is are was were for that with as by from has have had it its this not be been"
    " in on at after over a an up down out off into amid than but or will would could may"
    " before about against their his her they he she we you who which what when while more most"
    " no all per says said say since despite under between through because due i my our if so"
    " shares stock stocks sales profit earnings".split()
)
# Words that every text of a language is full of, none of them met in English: not "per", "die",
# "par", "pour", "plus", "van", "met", "men", "till".
_COMMON = {
    "German": "der das und ist nicht ein eine einen einer dem mit auf für von zu im sich auch des"
    " bei wird nach wie sind aus dass hat haben als oder weil über zum zur vom werden",
    "French": "le les des et une dans pas que qui sur du au avec ce aux sont été"
    " après selon leur cette mais ont ses entre",
    "Spanish": "el los las una por que del para su más como pero al y sus fue entre sobre"
    " según desde este esta han muy lo",
    "Italian": "il lo gli che di una della sono nel più anche alla dei le delle dopo degli"
    " agli è ha dal dalla nella questo stato",
    "Portuguese": "os das dos uma não em para por que mais foi ao pela são da na aos foram"
    " está pelo como também ou",
    "Dutch": "het een niet op zijn voor aan ook bij maar dat naar wordt door uit heeft"
    " werd geen deze",
    "Swedish": "och att det som på är för med inte ett har om från av efter vid kan eller"
    " blev året",
}
_LANGUAGES = {name: frozenset(words.split()) for name, words in _COMMON.items()}
_OF_ANY = frozenset().union(*_LANGUAGES.values())


def english_share(text: str) -> float:
    """Return the share of a text's words that every English text is full of.

    Examples
    --------
    >>> english_share("Alle akzeptieren"), english_share("Shares of the maker fell")
    (0.0, 0.6)
    """
    words = _WORD.findall(text[:LOOKED_AT].lower())
    return sum(map(_ENGLISH.__contains__, words)) / len(words) if words else 0.0


def not_english(text: str) -> str | None:
    """Return why a text is not read, if much in it speaks for another language.

    That English words are few says nothing: headlines leave them out, and names fill a sentence.
    So words with a capital are no evidence, unless all have one.

    Examples
    --------
    >>> not_english("Las Vegas Sands, Del Monte shares slump; net income per share cut 9 per cent")
    """
    words = _WORD.findall(text[:LOOKED_AT])
    if len(words) < ENOUGH_WORDS:
        return None
    lowered = [*map(str.lower, words)]
    english = sum(map(_ENGLISH.__contains__, lowered))
    if sum(map(str.isascii, words)) < len(words) / 2:
        name = "another script"
    else:
        told = [*filter(str.islower, words)] or lowered
        of_any = [*filter(_OF_ANY.__contains__, told)]  # a small part of an English text
        met = {name: [w for w in of_any if w in common] for name, common in _LANGUAGES.items()}
        name = max(met, key=lambda one: len(met[one]))
        few = len(met[name]) < max(SHARE_MET * len(words), CLEARLY * english)
        if few or len(set(met[name])) < ENOUGH_MET:
            return None
    return (
        f"The reading is for English, and this looks like {name}: {english} of the "
        f"{len(words)} words looked at are common English ones. No tone is given."
    )
