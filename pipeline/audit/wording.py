"""What a sentence says of numbers by itself: a number before the list that follows, a part of all beside its share.

Only what no reading can save is told, and as a question: of a list the end is not always to be seen.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from pipeline.dutch import number
from pipeline.statistics.number_words import WHOLE_NUMBERS
from pipeline.statistics.printed import NotANumber, decimals, read_printed

_SPELLED = {word: n for word, n in WHOLE_NUMBERS.items() if 2 <= n <= 12 and not word.endswith("tal")}
_MANY = "|".join([*_SPELLED, *map(str, range(2, 13))])
_ANNOUNCED = re.compile(
    rf"(?P<before>(?:\w+ ){{0,2}})\b(?P<number>{_MANY}) (?P<what>(?:[^\W\d]['’\w-]*\s?){{1,8}}):\s+(?P<list>\S.*)",
    re.IGNORECASE | re.DOTALL,
)
# Then the number is not that of the list, or the list is not all of it.
_OTHER_NUMBER = re.compile(
    r"\b(?:minstens|minimaal|zeker|ruim|bijna|ongeveer|circa|meer|minder|dan|van|uit|op|tot|of|eerste|laatste|andere|"
    r"overige|elk|elke|ieder|iedere|nog|pagina|bladzijde|hoofdstuk|paragraaf|fase|nummer|stuks)\s*$",
    re.IGNORECASE,
)
_NOT_COUNTED = re.compile(
    r"^(?:van|op|uit|jaar|jaren|keer|maal|maanden?|weken|week|dagen|dag|uur|uren|minuten|euro|procent|kwartalen"
    r"|punten|graden|meter|kilometer|personen|mensen|cijfers?)\b"
    r"|\b(?:waarvan|waaronder|zoals|onder|bijvoorbeeld|namelijk of|telkens|steeds)\b",
    re.IGNORECASE,
)
_NOT_ALL = re.compile(
    r"\b(?:zoals|bijvoorbeeld|bv\.?|bijv\.?|o\.a\.|onder (?:andere|meer)|waaronder|etc\.?|enz\.?|enzovoorts?|et cetera"
    r"|maar|omdat|want|die|dat|waar\w*|zodat|terwijl|als|wie|wat|hoe|niet|wel|dus|daarna|vervolgens|eerst|ook|"
    r"twee|drie|vier|vijf|zes|zeven|acht|negen|tien|beide|diverse|verschillende|andere?n?|overige"
    r"|vooral|met name|inclusief|exclusief|deels|soms|ofwel|oftewel|namelijk|zowel|samen|alle|tenminste|mits)\b"
    r"|…|\.\.|\?|:|[0-9]",
    re.IGNORECASE,
)
# What is often said in one breath is one thing as well as two.
_IN_ONE_BREATH = re.compile(
    r"-$|^(?:zorg|welzijn|gezondheid|werk|inkomen|participatie|jeugd|gezin|ouders?|kinderen|jongeren|ouderen|onderwijs"
    r"|sport|spel|bewegen|kunst|cultuur|groen|grijs|natuur|milieu|water|veiligheid|orde|handhaving|leefbaarheid"
    r"|wonen|bouwen|ruimte|economie|toerisme|recreatie|verkeer|vervoer|bestuur|organisatie|beheer|onderhoud|opvang"
    r"|begeleiding|vrije tijd|ontspanning|koffie|thee|rust|respect|vertrouwen|tijd|geld|kennis|kunde|ervaring|vraag"
    r"|aanbod|jong|oud|wijk|buurt|stad|land|dorp|familie|vrienden|taal|rekenen|lezen|schrijven|eten|drinken|normen"
    r"|waarden|doen|denken|mens|maatschappij|vallen|opstaan|kosten|baten|plichten|rechten|voeding|"
    r"ontmoeting|verbinding|armoede|schulden|bewoners|inwoners|ondernemers|professionals|vrijwilligers|tuin|bos|in|uit|man|vrouw|mannen|vrouwen)$",
    re.IGNORECASE,
)
_MARKER = re.compile(r"(?:^|[\s(])(?:\(?(?P<digit>[1-9][0-2]?)[.)]|\(?(?P<letter>[a-l])\))\s", re.IGNORECASE)
_BRACKETS = re.compile(r"\s*\([^()]*\)")
_AND = re.compile(r"\s+(?:en|of|alsook|alsmede)\s+", re.IGNORECASE)
_WORDS = 5
_PRINTED = r"[0-9]+(?:,[0-9]+)? ?(?:%|procent)"
_COUNT = r"[0-9]{1,3}(?:\.[0-9]{3})+|[0-9]+"
_WORDS_BETWEEN = r"(?: [^\W\d][\w-]*){0,3}"
_SHARE = re.compile(
    rf"\b(?P<part>{_COUNT}) (?:van|op|uit) (?:de )?(?P<of>{_COUNT}){_WORDS_BETWEEN} ?\((?P<share>{_PRINTED})\)"
    rf"|\b(?P<share2>{_PRINTED}) ?\((?P<part2>{_COUNT}) (?:van|op|uit) (?:de )?(?P<of2>{_COUNT}){_WORDS_BETWEEN}\)",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Doubt:
    """What is to be asked of a sentence.

    Attributes
    ----------
    quote : str
        The words that it is about.
    what : str
        What does not go with what, in Dutch.
    """

    quote: str
    what: str


def doubts(text: str) -> Iterator[Doubt]:
    """Find what a text says of numbers that its own words do not bear out."""
    if ":" not in text and "%" not in text and "procent" not in text:  # as nearly all texts are
        return
    for sentence in _sentences(text):
        if ":" in sentence and (match := _ANNOUNCED.search(sentence)):
            yield from _of_a_list(match)
        for match in _SHARE.finditer(sentence):
            yield from _of_a_share(match)


def announced(text: str) -> int:
    """Give how many things a text says that follow behind its colon; 0 where it does not end so."""
    match = _ANNOUNCED.search(f"{text.rstrip()} x") if text.rstrip().endswith(":") else None
    return _number(match) if match else 0


def of_points(text: str, points: int) -> Iterator[Doubt]:
    """Lay the number that a text announces beside the points of the list below it."""
    said = announced(text)
    if said and points > 1 and said != points:
        yield Doubt(text.strip(), f"Er staan {points} punten onder. Klopt het aantal?")


def _sentences(text: str) -> list[str]:
    return re.split(r"(?<=[.!?])\s+(?=[A-ZÀ-Ý«“\"'])", " ".join(text.split()))


def _number(match: re.Match[str]) -> int:
    """Give the number that announces a list; 0 where it is the number of something else."""
    if _OTHER_NUMBER.search(match["before"]) or _NOT_COUNTED.search(match["what"]):
        return 0
    nouns = match["what"].split()
    if not any(re.fullmatch(r".{2,}(?:en|s|['’]s)", word, re.IGNORECASE) for word in nouns):
        return 0
    said = match["number"].casefold()
    return _SPELLED.get(said) or int(said)


def _of_a_list(match: re.Match[str]) -> Iterator[Doubt]:
    said = _number(match)
    listed = _listed(match["list"].strip().rstrip(".!")) if said else None
    if listed is None or listed[0] <= said <= listed[1]:
        return
    least, most = listed
    how_many = str(least) if least == most else f"{least} of {most}"
    quote = f"{match['number']} {match['what'].strip()}: {match['list'].strip()}"
    yield Doubt(quote, f"Daarna staan er {how_many}. Klopt het aantal?")


def _listed(text: str) -> tuple[int, int] | None:
    """Give how many things are listed, at least and at most; nothing where that is not to be seen."""
    marks = [match["digit"] or str(ord(match["letter"].casefold()) - ord("a") + 1) for match in _MARKER.finditer(text)]
    if marks:
        return (len(marks), len(marks)) if marks == [str(n + 1) for n in range(len(marks))] and len(marks) > 1 else None
    text = _BRACKETS.sub("", text)
    if _NOT_ALL.search(text) or "(" in text:
        return None
    pieces = [piece.strip() for piece in text.split(";" if ";" in text else ",")]
    if not all(pieces) or any(len(piece.split()) > 2 * _WORDS for piece in pieces):
        return None
    last = pieces[-1]
    closed = re.match(r"(?:en|of)\s", last, re.IGNORECASE)
    if closed:
        pieces[-1] = last = last[closed.end() :]
    inside = sum(len(_AND.findall(piece)) for piece in pieces[:-1])
    ands = _AND.split(last)
    if any(len(item.split()) > _WORDS for piece in pieces for item in _AND.split(piece)):
        return None
    if closed or len(ands) == 1:
        return (len(pieces), len(pieces) + inside + len(ands) - 1) if len(pieces) > 1 else None
    at_most = len(pieces) + inside + len(ands) - 1
    one_breath = len(ands) > 2 or inside or (len(pieces) > 1 and all(_IN_ONE_BREATH.search(item) for item in ands))
    return (len(pieces) if one_breath or ands[0].endswith("-") else at_most), at_most


def _of_a_share(match: re.Match[str]) -> Iterator[Doubt]:
    part, of = (int((match[name] or match[f"{name}2"]).replace(".", "")) for name in ("part", "of"))
    printed = match["share"] or match["share2"]
    try:
        share = read_printed(printed)
    except NotANumber:
        return
    if not of or part > of:
        return
    follows = Fraction(100 * part, of)
    # Rounded, or cut off.
    if share.low <= follows <= share.high or 0 <= follows - share.value < 2 * (share.high - share.value):
        return
    shown = number(float(round(follows, max(decimals(printed), 1))))
    yield Doubt(match[0], f"{number(part)} van de {number(of)} is {shown}%. Klopt het percentage?")
