"""What in a text tells of somebody's background, by which who knows the group finds them: origin, belief, family, shop.

Origin and belief are special data in the AVG (article 9). All of it is doubtful: the same words are said of a group, of
a subject or of nobody, and somebody has to look.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property

from babel import Locale

from pipeline.privacy.identifiers import PERSON, Identifier, Kind


def _any(words: Iterable[str]) -> str:
    """Give a pattern of words, the longest first."""
    return f"(?:{'|'.join(sorted(map(re.escape, words), key=len, reverse=True))})"


# How words begin for people and things of where many inhabitants of the Netherlands, or their parents, were born.
_STEMS = tuple(
    """
    afghaan afghan algerijn amerika angole antilli arubaan armeen belg bosni brazili bulgaar cambodja chine chilee
    colombi congole curaçao domini duits egypt engel eritre ethiopi filipij frans ghane griek guinee hindoestaan
    hongaar ier iraaks irakees iraans irani israël italia kaapverd kameroen keni koerd koreaan kroati libane liberi
    marokkaan molukker moluks nigeria oegand oekraïn pakista palestij perzi pool poole portug roemeen russi servi
    sierra somali spaan spaans spanja suda surina syri thai togole tsjech tunesi turk venezol vietnam zuid-afrika
    """.split()
)
_BELIEVERS = tuple(
    """
    moslim mohammedaan katholiek rooms-katholiek protestant gereformeerd hervormd evangelisch christen christelijk
    hindoe boeddhist joods jood jodin islamitisch orthodox koptisch soefi soenniet sjiiet alevi sikh winti atheïst
    ongelovig gelovig bekeerd praktiserend rastafari jehova pinkster baptist
    """.split()
)
_HOUSES_OF_PRAYER = tuple(
    """
    kerk moskee synagoge mandir hindoetempel gurdwara koninkrijkszaal bijbelgroep bijbelkring bijbelstudie bijbelles
    koranles koranschool kerkkoor gebedsgroep gebedsgenezer kerkdienst vrijdaggebed catechisatie
    """.split()
)
_PRACTISES = tuple(
    """
    ramadan suikerfeest sabbat vasten vastentijd vastenmaand hadj gebedskleed hoofddoek keppel doopsel communie
    """.split()
)
_LEADERS = ("geloof", "gebed", "imam", "dominee", "pastoor", "pandit")
_TRADES = tuple(
    """
    bakker slager kapper kapster groenteboer visboer bloemist kroegbaas cafébaas melkboer boer apotheker tandarts
    huisarts dokter dierenarts fietsenmaker schoenmaker kleermaker garagehouder winkelier snackbarhouder juwelier
    dominee pastoor imam pandit koster burgemeester wethouder raadslid wijkagent politieagent brandweerman directeur
    directrice conciërge juf meester hoofdmeester schooldirecteur notaris makelaar huismeester beheerder trainer
    badmeester postbode buschauffeur marktkoopman voorzitter penningmeester bakkerij slagerij apotheek kapsalon snackbar
    cafetaria café kroeg garage pizzeria toko winkel supermarkt drogist viskraam bloemenwinkel stomerij viswinkel
    fietsenwinkel belwinkel moskee kerk basisschool crèche peuterspeelzaal sportschool voetbalclub praktijk boerderij
    restaurant eethuis hotel camping manege wasserette reisbureau tankstation
    """.split()
)
_RELATIVES = tuple(
    """
    man vrouw zoon zoontje dochter dochtertje moeder vader oma opa broer broertje zus zusje weduwe weduwnaar ex ex-man
    ex-vrouw schoonmoeder schoonvader schoonzoon schoondochter schoonzus zwager neef neefje nicht nichtje oom tante
    kleinzoon kleindochter vriend vriendin buurman buurvrouw kinderen gezin
    """.split()
)
_WHERE = ("hoek", "hiernaast", "hierboven", "overkant", "nummer", "nr", "enige")

# Who is spoken of as one person; of a group ("Turkse vrouwen") nobody is found.
_ONE = rf"(?:{PERSON}|buurjongen|buurmeisje|kennis|collega|vrijwilliger|vrijwilligster|moslima?|familie|gezin|partner)"
_RELATIVE, _TRADE = _any(_RELATIVES), _any(_TRADES)
_IS = (
    rf"(?:ben|bent|als|van afkomst|(?:ik|hij|zij|ze|die|wie|{PERSON}|familie|{_RELATIVE}) (?:is|was|werd)"
    r"|(?:wij|we|ze|zij) zijn)"
    r"(?: (?:nu|toen|ook|zelf|al|nog|een|heel|erg|eigenlijk|gewoon|van huis uit|van oorsprong|half)){0,3}"
)  # fmt: skip
_OF_ORIGIN = rf"(?:(?i:{_any(_STEMS)})\w{{0,8}}|[A-Z]\w+(?:aans|isch|ees|oons|uws|ns)e?)"
_BELIEVER = rf"(?:{_any(_BELIEVERS)}\w{{0,6}}(?: getuige)?)"
_HOUSE = rf"(?:\w*{_any(_HOUSES_OF_PRAYER)})"
_GOES = (
    "(?:ga|gaat|ging|gingen|gaan|kom|komt|kwam|zit|zat|bezoek|bezoekt|bid|bidt|zing|zingt|leid|leidt|ken|kent|gedoopt|"
    "dopen|trouwde|getrouwd)"
)
_DET = r"(?:de|het|een|die|dat|onze|ons|'t)"
_CORNER = (
    r"(?:(?:op|om|van) de hoek|(?:van )?hier(?:naast|boven)|(?:van|aan) de overkant|van boven|van beneden"
    rf"|(?:van|op) (?:nummer|nr\.?|huis) \d+\w?|(?:boven|naast|tegenover|achter|onder) (?:de|het) {_TRADE})"
)
_RUNS = (
    r"(?:werkt?e?|stond|staat|sta|runt?|runde|heeft|heb|had|hadden|hebben|begon|beheert"
    r"|(?:is|ben) (?:de )?eigena(?:ar|resse) van)"
)
_SINCE = r"(?:(?:nu|ook|daar|zelf|toen|vroeger|hier|jaren|al jaren) )?"


def background(text: str) -> Iterator[Identifier]:
    """Find what tells of one person's origin or belief, or something of them that others know.

    Words for a group ("Turkse vrouwen") or a subject ("de islam") are not looked for. What else tells who somebody is,
    such as an illness or what only they went through, only people can see.

    Parameters
    ----------
    text : str
        A text.

    Yields
    ------
    Identifier
        Never certain; they may overlap.
    """
    # Most texts have none of these words, and need not be looked through for each way of saying it.
    plain = text.casefold()
    words = re.findall(r"[\w'’-]+", plain)
    for way in _ways():
        if way.may_be_in(plain, words):
            for pattern in way.patterns:
                yield from (_of(way.kind, found) for found in pattern.finditer(text))


def _of(kind: Kind, found: re.Match[str]) -> Identifier:
    return Identifier(*found.span(found.lastindex or 0), kind, f"[{kind}]", certain=False)


@dataclass(frozen=True)
class _Way:
    """How texts that tell something begin a word, or what is in them; and how it is told."""

    kind: Kind
    begins: tuple[str, ...]
    within: tuple[str, ...]
    patterns: tuple[re.Pattern[str], ...]

    def may_be_in(self, plain: str, words: list[str]) -> bool:
        """Tell whether a text in small letters, with these words, needs to be looked through."""
        return any(part in plain for part in self.within) or any(
            word[:3] in self._heads and word.startswith(self.begins) for word in words
        )

    @cached_property
    def _heads(self) -> frozenset[str]:
        return frozenset(begin[:3] for begin in self.begins)


@cache
def _ways() -> tuple[_Way, ...]:
    countries = _countries()
    telling = tuple({max(re.findall(r"[\w'’-]+", name.casefold()), key=len) for name in countries})
    descent = ("afkomst", "komaf", "oorsprong")
    multiple = ("eenling", "tweeling", "drieling")
    return (
        _Way(Kind.ORIGIN, (*_STEMS, *telling), descent, tuple(_origins(_any(countries)))),
        _Way(Kind.BELIEF, (*_BELIEVERS, *_PRACTISES), (*_HOUSES_OF_PRAYER, *_LEADERS), tuple(_beliefs())),
        _Way(Kind.KNOWN_FOR, (*_TRADES, *_WHERE, *multiple), (), tuple(_known_for())),
    )


def _countries() -> list[str]:
    """Give names of countries in Dutch, as CLDR has them and as people say them."""
    territories = Locale("nl").territories
    here = {"NL", "ZZ", "XA", "XB", "EU", "EZ", "UN"}
    names = [name for code, name in territories.items() if len(code) == 2 and code.isalpha() and code not in here]
    spoken = "Curacao Syrie Antillen Koerdistan Molukken Palestina Congo Joegoslavië Engeland Amerika Afrika".split()
    return [*names, *spoken]


def _origins(country: str) -> Iterator[re.Pattern[str]]:
    moved = (
        "(?:kom|komt|kwam|kwamen|komen|gekomen|geboren|gevlucht|vluchtten?|afkomstig|opgegroeid|vandaan|emigreerde|"
        rf"familie|ouders|{_RELATIVE}|bij ons|thuis)"
    )
    yield re.compile(rf"\b{moved}\b(?:,? [\w']+){{0,5}}? (?:uit|in|van|naar) ((?:de |het )?{country})(?!\w)", re.I)
    went = r"(?:gekomen|gevlucht|geboren|vandaan|opgegroeid|afkomstig)"
    yield re.compile(rf"\b(?:uit|in|naar) ({country})(?=(?:,? \w+){{0,3}} {went}\b)", re.I)
    yield re.compile(
        rf"\b(?:mijn|ons|zijn|haar|hun) (?:thuis|vader|geboorte)?land\b[, ]+(?:is )?({country})(?!\w)", re.I
    )
    yield re.compile(rf"\b(?i:{_IS}) ({_OF_ORIGIN})(?![\w-])(?! (?i:les|eten|koken))")
    yield re.compile(rf"\b({_OF_ORIGIN}) (?i:{_ONE})\b")
    speaks = r"\b(?i:thuis|onderling|met mijn \w+)\b[^.!?]{0,15}?\b(?i:praten|spreken|praat|spreek)"
    yield re.compile(rf"{speaks} \w+ ({_OF_ORIGIN})(?![\w-])")
    yield re.compile(rf"\b(?i:van|met een) ({_OF_ORIGIN}) (?i:afkomst|komaf|oorsprong|achtergrond|bloed|paspoort)\b")
    yield re.compile(
        rf"\b(?i:mijn|hij|zij|ze|ik)\b[^.!?]{{0,30}}?\b(?i:een|de|die) ({_OF_ORIGIN})(?=[.,!?;]|$)"
    )  # fmt: skip


def _beliefs() -> Iterator[re.Pattern[str]]:
    yield re.compile(rf"\b{_IS} ({_BELIEVER})\b", re.I)
    yield re.compile(rf"\b({_BELIEVER}) {_ONE}\b", re.I)
    to = rf"(?:uit|naar|in|bij|op|van|met) ((?:(?:de|het|mijn|onze|een|hun) )?(?:\w+e |[A-Z]\w+ )?{_HOUSE})"
    yield re.compile(rf"\b{_GOES}\b(?:,? \w+){{0,4}}? {to}\b", re.I)
    yield re.compile(rf"\b(?:mijn|onze|haar|zijn|hun) (\w*{_any(('kerk', 'moskee', 'mandir', *_LEADERS))})\b", re.I)
    practises = rf"\b{_any(_PRACTISES)}\b"
    yield re.compile(rf"\b(?:ik|wij|we|mijn|hij|zij|ze)\b[^.!?]{{0,40}}?({practises})", re.I)
    yield re.compile(rf"({practises})[^.!?]{{0,20}}?\b(?:ik|wij|we)\b", re.I)


def _known_for() -> Iterator[re.Pattern[str]]:
    # Who is the only one of something, everybody knows.
    only = r"(de enige(?: (?!en\b|maar\b|die dat\b)[\w'’-]+){1,6})"
    yield re.compile(rf"\b(?:ik|hij|zij|ze|{_RELATIVE}|{PERSON}) (?:ben|is|was) (?:hier |nu |nog |ook )*{only}", re.I)
    yield re.compile(r"\b(?:een|twee|drie)ling(?:zus|broer|zusje|broertje|zussen|broers)?\b", re.I)
    yield re.compile(rf"\b{_RELATIVE} van {_DET} (?:\w+e )?{_TRADE}\b(?: {_CORNER})?", re.I)
    kin = r"(?:vrouw|zoon|dochter|weduwe|gezin|kind|kinderen)"
    yield re.compile(rf"\b{_TRADE}s[ -]?{kin}\b(?: {_CORNER})?", re.I)
    neighbour = rf"(?:{_RELATIVE}|{PERSON}|familie|mensen|meneer|mevrouw)"
    yield re.compile(rf"\b{neighbour} (?:die )?{_CORNER}(?: woont| woonde)?(?!\w)", re.I)
    place = rf"((?:(?:bij|in|van|achter|voor|op) )?{_DET} (?:eigen )?(?:\w+e )?{_TRADE}(?: {_CORNER})?)"
    yield re.compile(rf"\b(?:{_RELATIVE}|ik|hij|zij|ze|wij|we) {_RUNS} {_SINCE}{place}", re.I)
    who = rf"(?:(?:mijn|haar|zijn|onze|hun|jouw|je|uw) {_RELATIVE} (?:is|was|wordt|werd)|ik (?:ben|was))"
    of_what = rf"((?:{_DET} )?{_TRADE}(?: (?:van|op|in|bij) {_DET} \w+)?)"
    yield re.compile(rf"\b{who} {_SINCE}{of_what}\b", re.I)
