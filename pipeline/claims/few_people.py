"""Words by which a sentence says of how few people it is: «één van de twee klanten», «beide bewoners», «allebei»."""

import re
from collections.abc import Collection, Iterator

from pipeline.claims.numbers import numbers_in
from pipeline.claims.shares import Pair

# "Een" without accents is an article, but for "een van de klanten".
_NUMBERS = {"één": 1, "eén": 1, "beide": 2, "beiden": 2, "allebei": 2, "alletwee": 2, "geen": 0, "niemand": 0}
_BOTH = frozenset({"beiden", "allebei", "alletwee"})  # by themselves
# People by what a report calls them, besides the names of the round's own groups.
_PEOPLE = frozenset(
    "mens mensen persoon personen bewoner bewoners inwoner inwoners buurtbewoner buurtbewoners klant klanten gebruiker "
    "gebruikers bezoeker bezoekers deelnemer deelnemers geïnterviewde geïnterviewden ondervraagde ondervraagden "
    "respondent respondenten jongere jongeren oudere ouderen vrijwilliger vrijwilligers medewerker medewerkers "
    "beroepskracht beroepskrachten partner partners cliënt cliënten hen".split()
)
# What people do: a number right before it is of people, whether or not they are named there.
_DOES = re.compile(
    r"is|zijn|was|waren|heeft|hebben|wil|willen|vindt|vinden|vond|vonden|zegt|zeggen|zei|zeiden|noemt|noemen|noemde"
    r"|noemden|vertelt|vertellen|vertelde|vertelden|ervaart|ervaren|voelt|voelen|ziet|zien"
)
_BETWEEN = frozenset({"van", "de", "het", "onze", "deze", "die", "alle"})
_WORD = re.compile(r"[^\W_]+(?:[-’'][^\W_]+)*")
_LEAST = 4  # letters of a word that names a group
_ENDINGS = ("en", "s", "e")


def few_people(
    text: str, hidden: Collection[str], shown: Collection[str], known: Collection[Pair], smallest: int
) -> Iterator[str]:
    """Find the words that say how many of a group are of a mind, where so few may not be told.

    Where words don't tell whether people are counted, nothing is said: «één van de redenen», «twee locaties», «een
    klant», and how many there are in all, «van de twee vrijwilligers».

    Parameters
    ----------
    text : str
        A sentence.
    hidden, shown : collection of str
        What the groups are called whose counts are not shown, and those whose counts are.
    known : collection of (int, int)
        So many of so many that is shown.
    smallest : int
        Fewer people than this are few.

    Yields
    ------
    str
        The words, each once.
    """
    theirs, others = _names(hidden), _names(shown)
    found = list(_WORD.finditer(text))
    words = [match[0].lower() for match in found]

    def is_of_them(word: str) -> bool:
        bare = _bare(word)
        return bare in theirs or (word in _PEOPLE and bare not in others)

    def are_people(at: int) -> bool:
        """Tell whether people are named behind a number, or do something."""
        behind = words[at:]
        while behind and (behind[0] in _BETWEEN or _number(behind[0]) is not None):
            behind = behind[1:]
        if behind[:1] and _DOES.fullmatch(behind[0]):
            return bool(theirs & set(map(_bare, words))) or not others
        # A word between is how they are: «twee oudere klanten», and no kind of thing: «twee groepen klanten».
        return any(map(is_of_them, behind[:1])) or (
            len(behind) > 1 and behind[0].endswith(("e", "gesproken")) and is_of_them(behind[1])
        )

    def is_some_of_them(at: int) -> bool:
        """Tell whether a number is behind what people do who were named: «van de vrijwilligers vinden er twee»."""
        before = words[: at - 1] if words[at - 1 : at] == ["er"] else words[:at]
        return bool(before and _DOES.fullmatch(before[-1]) and "van" in before and any(map(is_of_them, before)))

    told = set[str]()
    reached = -1
    for at, word in enumerate(words):
        some = _number(word)
        whole_at = _whole(words, at)
        whole = None if whole_at is None else _number(words[whole_at])
        if at <= reached or (some is None and not (word == "een" and words[at + 1 : at + 2] == ["van"])):
            continue
        some = 1 if some is None else some
        if whole is not None and whole_at is not None:
            reached = whole_at
            wrong = (some, whole) not in known and (0 < some < smallest or 0 < whole - some < smallest)
        else:
            # How many they are in all, which may be told; nobody at all, or an ordinary "geen".
            in_all = at > 1 and words[at - 2] == "van" and words[at - 1] in _BETWEEN
            wrong = 0 < some < smallest and not in_all
        last = at if whole_at is None else whole_at
        alone = words[last] in _BOTH and (whole is not None or any(map(is_of_them, words)))
        if wrong and (alone or are_people(last + 1) or is_some_of_them(at)):
            told.add(text[found[at].start() : found[last].end()])
    yield from sorted(told)


def _whole(words: list[str], at: int) -> int | None:
    """Find of how many a number is: «van de twee», «van beiden»."""
    if words[at + 1 : at + 2] != ["van"]:
        return None
    behind = at + 3 if words[at + 2 : at + 3] and words[at + 2] in _BETWEEN else at + 2
    return behind if behind < len(words) and (_number(words[behind]) or 0) > 0 else None


def _number(word: str) -> int | None:
    if word in _NUMBERS:
        return _NUMBERS[word]
    value = list(numbers_in(word).values())
    return int(value[0]) if len(value) == 1 and value[0].denominator == 1 else None


def _names(labels: Collection[str]) -> set[str]:
    return {_bare(word) for label in labels for word in _WORD.findall(label.lower()) if len(word) >= _LEAST}


def _bare(word: str) -> str:
    """Take the ending off, so that one and many are called the same."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) > _LEAST:
            return word.removesuffix(ending)
    return word
