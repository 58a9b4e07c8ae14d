"""Names that are in no list: told by the words before them, or guessed by a capital where Dutch has none."""

import re
from collections.abc import Collection, Iterator

from pipeline.privacy.identifiers import Identifier, Kind
from pipeline.privacy.names import folded

# Every capital of the Latin alphabets: Ş and Ö begin names too.
_UPPER = "".join(sign for sign in map(chr, range(0x250)) if sign.isupper())
_PART = rf"(?:[{_UPPER}][\w'’]*(?:-[\w'’]+)*)"
_BETWEEN = r"(?:(?:van|de|der|den|ten|ter|het|'t|el|al|ben|bin|la|da|dos) ){0,3}"
_NAME = rf"{_PART}(?: {_BETWEEN}{_PART}){{0,3}}"
# Words that people put before a name of somebody.
_TOLD = re.compile(
    r"\b(?i:mevrouw|mevr\.|mw\.?|meneer|dhr\.|de heer|dokter|dr\.|juf|meester|tante|oom|zuster|broeder|imam|dominee|"
    r"man|vrouw|vriend|vriendin|zoon|zoontje|dochter|dochtertje|broer|broertje|zus|zusje|moeder|vader|oma|opa|neef|nicht|"
    r"buurman|buurvrouw|buurjongen|buurmeisje|collega|kleinzoon|kleindochter|schoonmoeder|schoonvader|ex|partner|"
    r"pastoor|begeleider|begeleidster|vrijwilliger|vrijwilligster|consulent|huisarts|wijkagent|coach|"
    r"heet|heette|heten|genaamd|genoemd|naam is|groet|groeten|groetjes|hoi|hallo|beste|lieve) "
    rf"({_BETWEEN}{_NAME})"
)
_CAPITAL = re.compile(rf"(?<![\w'’.@/-]){_NAME}")
_SENTENCE = re.compile(r"(?:^|[.!?:;…•\n]|[\"“„«‘(\[]|--?)\s*$")
# Who is said to do something at the begin of a sentence may be called so.
_DOES = re.compile(
    r"\s+(?:zei|zegt|vertelde|vertelt|vond|vindt|heeft|had|komt|kwam|woont|woonde|ging|gaat|werkt|werkte|helpt|hielp|"
    r"belde|belt|kookt|kookte|zorgt|zorgde|vroeg|vraagt|gaf|geeft|nam|neemt|deed|doet|stuurde|bracht|kreeg|krijgt)\b"
)
# What has a capital in Dutch and is nobody's name; and what begins sentences.
_CAPITALS = frozenset(
    """
    nederland nederlands nederlandse nederlander nederlanders holland hollandse europa europese suriname
    surinaams surinaamse surinamer surinamers ghana ghanees ghanese ghanezen turkije turks turkse turken marokko
    marokkaans marokkaanse marokkanen antillen antilliaans antilliaanse antillianen curaçao aruba bonaire
    indonesië indisch indische polen pools poolse syrië syrisch syrische eritrea eritrese somalië somalische
    afrika afrikaans afrikaanse engels engelse frans franse duits duitse spaans spaanse arabisch arabische
    amerika amerikaanse belgië belgische papiaments amsterdam amsterdamse amsterdammers rotterdam rotterdamse
    utrecht den haag dordrecht dordtse dordt zuidoost noord zuid oost west bijlmer gaasperdam holendrecht
    facebook whatsapp google excel word internet instagram youtube teams zoom koran bijbel god allah ramadan
    kerst kerstmis pasen sinterklaas koningsdag moederdag keti koti corona covid albert heijn lidl aldi ikea
    action gemeente rijk wmo
    """.split()
)
_OPENERS = frozenset(
    """
    de het een die dat dit deze er ik jij je u hij zij ze wij we jullie men iemand niemand iedereen alles niets
    iets wie wat waar wanneer hoe waarom mijn jouw zijn haar ons onze hun uw sommige sommigen veel vele velen
    weinig alle elke ieder iedere geen ook dan toen nu hier daar wel niet maar en of want als omdat mensen
    bewoners kinderen ouders jongeren ouderen vrijwilligers bezoekers buren eerst daarna later soms vaak altijd
    nooit gelukkig helaas misschien vooral alleen eigenlijk na voor door met zonder bij in op aan uit van naar
    over tot om te ja nee nou
    """.split()
)


def names_by_capital(text: str, known: Collection[str]) -> Iterator[Identifier]:
    """Find what may be a name of somebody.

    What stands behind a word such as *mevrouw* or *heet* is one; another capital within a sentence may be, and so may
    the first word of a sentence that says what somebody does.

    Parameters
    ----------
    text : str
        A text.
    known : collection of str
        Words that are nobody's name in this round, folded: places, parts of the organisation, words of its codebook.
    """
    if not any(map(str.isupper, text)):
        return
    told: list[tuple[int, int]] = []
    for found in _TOLD.finditer(text):
        start, end = _without_known(found[1], found.start(1), known)
        if start < end:
            told.append((start, end))
            yield Identifier(start, end, Kind.NAME, "[naam]")
    for found in _CAPITAL.finditer(text):
        start, end = _without_known(found[0], found.start(), known)
        if start >= end or any(start < other and begin < end for begin, other in told):
            continue
        opens = bool(_SENTENCE.search(text[:start]))
        one_word = " " not in text[start:end]
        if opens and one_word and not (_DOES.match(text[end:]) and folded(text[start:end]) not in _OPENERS):
            continue
        if opens and not one_word and folded(text[start:end].split()[0]) in _OPENERS:
            start += len(text[start:end].split()[0]) + 1
            # "Ik ben Surinaams": between two words that are no name there is none.
            if not any(map(str.isupper, text[start:end])):
                continue
        if not text[start:end].isupper():  # an abbreviation, or somebody who shouts
            yield Identifier(start, end, Kind.NAME, "[naam]", certain=False)


def _without_known(name: str, start: int, known: Collection[str]) -> tuple[int, int]:
    """Leave known words out at the begin and the end of a name; nothing may be left."""
    words = [(found.start(), found.end(), folded(found[0])) for found in re.finditer(r"[\w'’-]+", name)]
    while words and _is_known(words[0][2], known):
        words = words[1:]
    while words and _is_known(words[-1][2], known):
        words = words[:-1]
    return (start + words[0][0], start + words[-1][1]) if words else (start, start)


def _is_known(word: str, known: Collection[str]) -> bool:
    plain = word.removesuffix("'s")
    ways = {plain, plain.removesuffix("s")}
    return len(plain) < 2 or not ways.isdisjoint(_FOLDED) or any(way in known for way in ways)


_FOLDED = frozenset(map(folded, _CAPITALS))
