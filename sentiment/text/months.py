"""The names of months as people write them, in the languages that dates come in."""

import re
import unicodedata
from functools import lru_cache

_NAMES = {
    1: "january januar jänner janvier enero gennaio janeiro januari styczeń stycznia ocak "
    "jan jän janv ene gen jaen jaenner sty",
    2: "february februar février febrero febbraio fevereiro februari luty lutego şubat "
    "feb febr fév fev févr lut",
    3: "march märz maerz mars marzo março maart marzec marca mart mar mär mrz maer mrt",
    4: "april avril abril aprile kwiecień kwietnia nisan apr avr abr kwi",
    5: "may mai mayo maggio maio mei maj maja mayıs mag",
    6: "june juni juin junio giugno junho czerwiec czerwca haziran jun giu cze",
    7: "july juli juillet julio luglio julho lipiec lipca temmuz jul juil lug lip",
    8: "august août agosto augustus sierpień sierpnia ağustos aug ago aoû aou sie",
    9: "september septembre septiembre settembre setembro wrzesień września eylül sep sept set wrz",
    10: "october oktober octobre octubre ottobre outubro październik października ekim "
    "oct okt ott out paź",
    11: "november novembre noviembre novembro listopad listopada kasım nov lis",
    12: "december dezember décembre diciembre dicembre dezembro grudzień grudnia aralık "
    "dec déc dez dic gru",
}

# Names that stand in the cells of tables alone: texts are read in languages of the names above.
_IN_CELLS = {
    1: "январь января янв січня leden ledna led tammikuuta január jan ianuarie ιανουαρίου ιαν",
    2: "февраль февраля фев февр лютого únor února úno helmikuuta február februarie "
    "φεβρουαρίου φεβ",
    3: "март марта мар березня březen března bře maaliskuuta március martie maret μαρτίου μαρ",
    4: "апрель апреля апр квітня duben dubna dub huhtikuuta április aprilie απριλίου απρ",
    5: "май мая травня květen května kvě toukokuuta május μαΐου μαϊ",
    6: "июнь июня июн червня červen června kesäkuuta június iunie ιουνίου ιουν",
    7: "июль июля июл липня červenec července heinäkuuta július iulie ιουλίου ιουλ",
    8: "август августа авг серпня srpen srpna srp elokuuta augusti augusztus agustus αυγούστου αυγ",
    9: "сентябрь сентября сен сент вересня září zář syyskuuta szeptember septembrie "
    "σεπτεμβρίου σεπ",
    10: "октябрь октября окт жовтня říjen října říj lokakuuta október octombrie οκτωβρίου οκτ",
    11: "ноябрь ноября ноя нояб листопада listopadu marraskuuta noiembrie νοεμβρίου νοε",
    12: "декабрь декабря дек грудня prosinec prosince pro joulukuuta desember decembrie "
    "δεκεμβρίου δεκ",
}


def letters(word: str) -> str:
    """Return a word in plain small letters.

    Examples
    --------
    >>> letters("Février,"), letters("kasım")
    ('fevrier', 'kasım')
    """
    apart = unicodedata.normalize("NFKD", word.casefold())
    return "".join(one for one in apart if one.isalpha())


_NUMBER = {
    letters(name): number
    for names in (_IN_CELLS, _NAMES)
    for number, held in names.items()
    for name in held.split()
}
# Short names are looked for in running text in English alone: "mar", "set" and "out" are words.
_SHORT = "jan feb mar apr jun jul aug sep oct nov dec may mai".split()
_RUNNING = sorted(
    {
        form
        for held in _NAMES.values()
        for name in held.split()
        if len(name) > 3 or name in _SHORT
        for form in (name, letters(name))
    },
    key=len,
    reverse=True,
)
_DOTLESS = {ord("ı"): "i", ord("İ"): "i"}  # as patterns take them that ignore case
_ANY = frozenset(form.translate(_DOTLESS) for form in _RUNNING)
_WORD = re.compile(r"[^\W\d_]+")
PATTERN = rf"(?:{'|'.join(_RUNNING)})\.?"  # of a month in running text, capitals aside


def are_in(text: str) -> bool:
    """Return whether a text may hold a month's name, as most lines do not.

    Examples
    --------
    >>> are_in("on 3. MÄRZ"), are_in("5 to 3")
    (True, False)
    """
    return not _ANY.isdisjoint(_WORD.findall(text.translate(_DOTLESS).casefold()))


@lru_cache(maxsize=4_096)
def number_of(word: str) -> int | None:
    """Return which month a word names, from 1; None if it names none.

    Examples
    --------
    >>> number_of("Sept."), number_of("août"), number_of("сентября"), number_of("Monday")
    (9, 8, 9, None)
    """
    return _NUMBER.get(letters(word))
