"""What in a text tells by its form who somebody is, or where they are to be found: numbers, addresses, dates, ages."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from stdnum import iban
from stdnum.nl import bsn


class Kind(StrEnum):
    """What something found in a text is, in Dutch."""

    MAIL = "e-mailadres"
    PHONE = "telefoonnummer"
    ACCOUNT = "rekeningnummer"
    SERVICE_NUMBER = "burgerservicenummer"
    ADDRESS = "adres"
    BIRTH = "geboortedatum"
    AGE = "leeftijd"
    NAME = "naam"
    ORIGIN = "herkomst"
    BELIEF = "geloof"
    DEDUCED = "naam, volgens deduce"
    KNOWN_FOR = "bekend kenmerk"


REACHED_BY = frozenset({Kind.MAIL, Kind.PHONE, Kind.ACCOUNT, Kind.SERVICE_NUMBER})
"""By these somebody can be reached or traced at once."""


@dataclass(frozen=True)
class Identifier:
    """Something in a text that tells who somebody is, or may.

    Attributes
    ----------
    start, end : int
        Where it stands.
    kind : Kind
        What it is.
    instead : str
        What can stand in its place.
    certain : bool
        It is what it looks like; otherwise somebody has to look.
    """

    start: int
    end: int
    kind: Kind
    instead: str
    certain: bool = True


_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
# Digits of a telephone number, as people put signs between them; ten of them here, or with the code of a country.
_GAP = r"[ .()/\u00a0-]{0,2}"
_PHONE = re.compile(
    rf"(?<![\w,.])(?:(?:\+|00)31{_GAP}(?:\(0\))?|\(?0){_GAP}[1-9](?:{_GAP}\d){{8}}(?!\w|[.,]\d)"
    rf"|(?<![\w,.])(?:\+|00)[1-9]\d{{1,3}}{_GAP}\d(?:{_GAP}\d){{5,10}}(?!\w|[.,]\d)"
)
# How an account begins, and how many letters and digits it has, in any country.
_ACCOUNT = re.compile(r"\b[A-Za-z]{2}\d{2}(?=[ .-]?[A-Za-z0-9])")
_SHORTEST, _LONGEST = 15, 34
# Nine digits as people write a service number: together, or in groups with the same sign between them.
_NINE = re.compile(
    r"(?<![\d,.])(?:\d{9}|\d{3}([ .-])\d{3}\1\d{3}|\d{4}([ .-])\d{2}\2\d{3}|\d{2}([ .-])\d{2}\3\d{2}\3\d{3})"
    r"(?!\d|[.,]\d)"
)
_BY_NAME = re.compile(
    r"\b(?:bsn|sofinummer|burgerservicenummer)\W{0,3}(?:(?:is|nummer)\W{0,2})*(\d(?:[ .-]?\d){7,8})\b", re.I
)
_HOUSE = r"\d{1,4}(?:[ -]?(?:hs|bis|[a-zA-Z]|[IVX]{1,3}|\d{1,3}))?(?![\w,.]\d|\w)"
_NUMBERED = rf"(?:(?:huis)?nr\.? |(?:huis)?nummer )?{_HOUSE}"
_POSTCODE = re.compile(
    rf"(?<!\d)[1-9]\d{{3}}(?: ?(?!SA|SD|SS)[A-Z]{{2}}|(?!sa|sd|ss)[a-z]{{2}})\b(?:\W{{1,3}}{_NUMBERED})?"
)
_STREET = re.compile(
    r"(?:\b[A-Z][\w'’.-]*\.? |\b(?:[A-Z]\.)+ ?)?(?:(?:van|de|der|den|het|ter|ten|'t) ){0,3}"
    r"\b[\w'’-]{2,}(?:straat|laan|weg|plein|gracht|kade|dijk|singel|hof|steeg|pad|dreef|plantsoen|burg|markt|boulevard"
    rf"|str\.) {_NUMBERED}"
)
# Where people say that they live, any name with a number is an address.
_LIVES = re.compile(
    r"\b(?i:woon|woont|woonde|woonden|wonen|adres|flat)\b"
    r"(?:\W{1,2}(?:is|nu|toen|zelf|ook|al|jaren|op|in|aan|de|het)\b){0,5}\W{1,2}"
    rf"((?:[A-Z][\w'’-]+ ){{1,3}}{_NUMBERED})"
)
_MONTH = (
    r"(?:januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december"
    r"|jan|feb|mrt|apr|jun|jul|aug|sept?|okt|nov|dec)\.?"
)
_DATE = (
    rf"(?:\d{{1,2}}[-/. ]\d{{1,2}}[-/. ](?:19|20)?\d{{2}}|(?:19|20)\d{{2}}-\d{{1,2}}-\d{{1,2}}"
    rf"|\d{{1,2}} {_MONTH}(?:,? (?:19|20)\d{{2}}|,? '?\d{{2}})?|(?:19|20)\d{{2}})(?!\d)"
)
_BORN = re.compile(
    rf"\b(?:geboren|geb|geboortedatum|geboortejaar|verjaardag|jarig|verjaar|verjaart)\b\W{{1,3}}(?:[\w'’]+\W{{1,2}}){{0,4}}?({_DATE})"
    rf"|\bben van ({_DATE})|\bis van ((?:19\d\d|200\d)(?!\d))"
    rf"|({_DATE})\W{{1,2}}(?:[\w'’]+\W{{1,2}}){{0,3}}?(?:geboren|jarig|ter wereld)\b",
    re.IGNORECASE,
)
# A whole day so long ago that who speaks may have been born on it.
_LONG_AGO = re.compile(
    rf"\b(?:\d{{1,2}}[-/.]\d{{1,2}}[-/.](?:19\d{{2}}|200\d)|\d{{1,2}} {_MONTH} (?:19\d{{2}}|200\d)"
    r"|(?:19\d{2}|200\d)-\d{1,2}-\d{1,2})\b",
    re.IGNORECASE,
)
_UNITS = "een twee drie vier vijf zes zeven acht negen".split()
_TENS = "twintig dertig veertig vijftig zestig zeventig tachtig negentig".split()
_TEENS = "tien elf twaalf dertien veertien vijftien zestien zeventien achttien negentien".split()
_IN_WORDS = {
    **{word: number for number, word in enumerate([*_UNITS[2:], *_TEENS], 3)},
    **{word: 20 + 10 * place for place, word in enumerate(_TENS)},
    **{
        f"{unit}{'ën' if unit.endswith('e') else 'en'}{ten}": 20 + 10 * place + number
        for place, ten in enumerate(_TENS)
        for number, unit in enumerate(_UNITS, 1)
    },
}
_ANY_NUMBER = re.compile(rf"\d|\b(?:{'|'.join([*_UNITS[2:], *_TEENS])})\b|{'|'.join(_TENS)}", re.IGNORECASE)
_NUMBER = rf"(\d{{1,3}}|{'|'.join(sorted(_IN_WORDS, key=len, reverse=True))})"
PERSON = (
    r"(?:man|vrouw|jongen|meisje|meid|zoon|zoontje|dochter|dochtertje|kind|kleinkind|kleinzoon|kleindochter|moeder|vader|"
    r"oma|opa|broer|broertje|zus|zusje|dame|heer|bewoner|bewoonster|bezoeker|buurman|buurvrouw|persoon|iemand|weduwe|"
    r"weduwnaar|student|vriend|vriendin|oudere|jongere)"
)
"""Words for one person, as a pattern."""

_AGES = (
    re.compile(rf"\b{_NUMBER}(?= ?-?jarige?n?\b)", re.I),
    re.compile(rf"\b{_NUMBER} (?:jaar|jr\.?) oud\b", re.I),
    re.compile(rf"(?:\b[A-Z][\w'’-]+|\b{PERSON})[, ]{{1,2}}\({_NUMBER}(?: ?(?:jaar|jr|j)\.?)?\)"),
    re.compile(
        rf"\b(?:ben|word|(?:ik|hij|zij|ze|u|je|jij|die|{PERSON}) (?:is|was|werd|wordt|bent)) "
        rf"(?:nu |al |bijna |net |pas |inmiddels |toen )*{_NUMBER}\b(?: jaar)?(?![.,]\d)"
        r"(?! ?(?:euro|keer|uur|dagen|weken|maanden|mensen|personen|procent|%|maal|jaar|van|minuten|km|geleden|lang))",
        re.I,
    ),
    re.compile(rf"\b{PERSON} van (?:bijna |net )?{_NUMBER}(?: jaar)?\b(?! (?:geleden|lang|later|ervaring))", re.I),
    # Of several people only where nothing is counted: "ze zijn 71 en nog gezond".
    re.compile(
        rf"\b(?:ze|zij|we|wij|jullie) (?:zijn|waren|worden) (?:nu |al |bijna )?{_NUMBER}(?=[,.;!?]| en\b|$)", re.I
    ),
    re.compile(
        rf"\bmet (?:mijn|je|jouw|zijn|haar|hun|onze) {_NUMBER} jaar\b(?! (?:ervaring|lang|geleden|werk|dienst))", re.I
    ),
    re.compile(rf"\bleeftijd\W{{1,2}}(?:is |van )?{_NUMBER}\b(?: jaar)?", re.I),
)
_OLDEST = 108
# So many digits has the shortest of the numbers by which somebody can be reached.
_FEWEST = 8


def identifiers(text: str) -> list[Identifier]:
    """Find what tells by its form who somebody is: all but names.

    A bank account and a service number count only with right check digits, or when they are called so: other numbers
    are long too.

    Parameters
    ----------
    text : str
        A text.

    Returns
    -------
    list of Identifier
        From left to right; none within another.

    References
    ----------
    ISO 13616 (IBAN, modulo 97) and the "elfproef" of the burgerservicenummer (Logisch ontwerp BSN), as python-stdnum
    has them.
    """
    kept: list[Identifier] = []
    for found in _all(text):
        if not any(found.start < other.end and other.start < found.end for other in kept):
            kept.append(found)
    return sorted(kept, key=lambda found: found.start)


def may_reach(text: str) -> bool:
    """Tell whether anything of `REACHED_BY` can be in a text; most texts have no sign that it takes."""
    return "@" in text or _has_numbers(text)


def _has_numbers(text: str) -> bool:
    return sum(map(str.isdigit, text)) >= _FEWEST


def ways_to_reach(text: str) -> Iterator[Identifier]:
    """Find e-mail addresses, bank accounts, telephone numbers, and service numbers that are called so.

    In a table of figures other numbers of nine digits are many.
    """
    if "@" in text:
        yield from (_of(Kind.MAIL, each) for each in _MAIL.finditer(text))
    if _has_numbers(text):
        yield from _accounts(text)
        yield from (_of(Kind.SERVICE_NUMBER, each, 1) for each in _BY_NAME.finditer(text))
        yield from (_of(Kind.PHONE, each) for each in _PHONE.finditer(text))


def _all(text: str) -> Iterator[Identifier]:
    """Find all kinds, the surest first: what is within one of these is nothing else."""
    ways = list(ways_to_reach(text))
    yield from (each for each in ways if each.kind is not Kind.PHONE)
    if any(sign.isdigit() for sign in text):
        yield from (_of(Kind.SERVICE_NUMBER, each) for each in _NINE.finditer(text) if is_service_number(each[0]))
        yield from (each for each in ways if each.kind is Kind.PHONE)
        yield from (_of(Kind.BIRTH, each, each.lastindex or 0) for each in _BORN.finditer(text))
        yield from (_of(Kind.ADDRESS, each) for each in _POSTCODE.finditer(text) if not _is_year(each[0]))
        yield from (_of(Kind.ADDRESS, each) for each in _STREET.finditer(text) if any(map(str.isupper, each[0])))
        yield from (_of(Kind.ADDRESS, each, 1) for each in _LIVES.finditer(text))
        yield from (_of(Kind.BIRTH, each, certain=False) for each in _LONG_AGO.finditer(text))
    # Most sentences have no number, and need not be looked through for each way of saying an age.
    for pattern in _AGES if _ANY_NUMBER.search(text) else ():
        for each in pattern.finditer(text):
            age = int(each[1]) if each[1].isdigit() else _IN_WORDS[each[1].casefold()]
            if age <= _OLDEST:
                yield _age(text, each.start(1), each.end(1), age)


def _of(kind: Kind, found: re.Match[str], group: int = 0, *, certain: bool = True) -> Identifier:
    return Identifier(found.start(group), found.end(group), kind, f"[{kind}]", certain)


def _age(text: str, start: int, end: int, age: int) -> Identifier:
    """Give an age as one of ten years; with the word that says what it is, where that stands behind it."""
    behind = re.match(r" ?(?:jaar|jr\.?)\b(?: oud\b)?", text[end:], re.I)
    low = age // 10 * 10
    years = f"{low}-{low + 9}" if low else "0-9"
    if behind:
        return Identifier(start, end + behind.end(), Kind.AGE, f"[{years} jaar]")
    return Identifier(start, end, Kind.AGE, f"[{years}]")


def _accounts(text: str) -> Iterator[Identifier]:
    """Find bank accounts: as many letters and digits from the begin of one on as make the check digits right."""
    for begin in _ACCOUNT.finditer(text):
        signs = [at for at in range(begin.start(), min(begin.start() + 2 * _LONGEST, len(text))) if text[at].isalnum()]
        for many in range(min(_LONGEST, len(signs)), _SHORTEST - 1, -1):
            end = signs[many - 1] + 1
            account = text[begin.start() : end]
            if re.fullmatch(r"\w+(?:[ .-]\w+)*", account) and iban.is_valid(account):
                yield Identifier(begin.start(), end, Kind.ACCOUNT, f"[{Kind.ACCOUNT}]")
                break


def is_service_number(text: str) -> bool:
    """Tell whether nine digits have the check digit of a service number; one digit nine times over is nobody's."""
    digits = re.sub(r"\D", "", text)
    return len(set(digits)) > 1 and bool(bsn.is_valid(digits))


def _is_year(text: str) -> bool:
    """Tell a year with what people put behind it, such as 2019 NL, from a postcode."""
    return bool(re.fullmatch(r"(?:19|20)\d\d (?:AD|BE|BV|DE|EU|FR|NL|NV|UK|US|VN|VS)", text))
