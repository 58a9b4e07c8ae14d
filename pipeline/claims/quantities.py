"""What a sentence says of how many, and of whom, held against what the evidence that it names counts.

A number of a number, most or few, always or never, more or less than others: of everybody, or of one place or group.
Where the words don't tell what is counted, nothing is said.
"""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from pipeline.claims import wording
from pipeline.claims.backing import Backing, BackingKind, Sources
from pipeline.claims.clauses import Clause, clauses, stems
from pipeline.claims.numbers import PEOPLE, Pair, numbers_in, pairs_in
from pipeline.claims.shares import Counted, Share
from pipeline.claims.text import VALUE, Sentence
from pipeline.dutch import PICTURE, listed
from pipeline.errors import Problem

_NEARLY = r"(?:bijna|vrijwel|haast)"
# Words for how many, in the order in which they are looked for.
_NEARLY_ALL = re.compile(rf"\b{_NEARLY} (?:iedereen|alle {PEOPLE}|altijd|steeds)\b", re.IGNORECASE)
_NEARLY_NONE = re.compile(rf"\b{_NEARLY} (?:niemand|nooit|geen {PEOPLE})\b", re.IGNORECASE)
_MOST = re.compile(
    rf"\b(?:de meesten|(?:de )?meeste {PEOPLE}|het merendeel|(?:de|een)(?: \w+)? meerderheid"
    r"|(?:ruim|meer dan) de helft)\b",
    re.IGNORECASE,
)
_MANY = re.compile(rf"\b(?:(?:heel|erg|zeer) )?veel {PEOPLE}\b", re.IGNORECASE)
_FEW = re.compile(
    rf"\b(?:(?:heel|erg|zeer|maar) )?(?:weinig {PEOPLE}|(?:de|een)(?: \w+)? minderheid|minder dan de helft"
    r"|(?:een )?klein deel|een enkeling)\b",
    re.IGNORECASE,
)
_ALL = re.compile(
    rf"\b(?:altijd|(?:elke|iedere) (?:keer|bezoeker?)|iedereen|steeds(?! \w+er\b| meer| minder)|alle {PEOPLE})\b",
    re.IGNORECASE,
)
_NONE = re.compile(
    rf"\b(?:nooit|niemand|geen enkele (?:keer|bezoeker?)|geen {PEOPLE}|geen van beiden?)\b", re.IGNORECASE
)
_QUANTITIES = (_NEARLY_ALL, _NEARLY_NONE, _MOST, _MANY, _FEW, _ALL, _NONE)
_BETTER = re.compile(r"\b(?:positiever|tevredener|gunstiger|beter|hoger)\b", re.IGNORECASE)
_WORSE = re.compile(r"\b(?:kritischer|negatiever|ontevredener|ongunstiger|slechter|lager)\b", re.IGNORECASE)
# Too much or too little of anything is a complaint.
_TOO = re.compile(r"\bte (?:zwaar|druk|duur|weinig|laat|kort|klein|moeilijk|ingewikkeld|streng|traag)\b", re.IGNORECASE)
_MORE, _LESS = re.compile(r"\b(?:meer|vaker)\b", re.IGNORECASE), re.compile(r"\bminder(?: vaak)?\b", re.IGNORECASE)
# Parts of everybody that may be any, and what makes of a clause no assertion.
_ANY_PART = re.compile(
    r"\b(?:sommigen?|enkelen?|een deel|een aantal|soms|deels|gedeeltelijk|niet (?:altijd|iedereen|alle))\b",
    re.IGNORECASE,
)
_NOT_ASSERTED = re.compile(
    r"\b(?:of|als|om|vraag|gevraagd|stelling|wil(?:len|t)?|moet(?:en)?|zou(?:den)?|mogen|kan|kunnen|hoe|waarom|wanneer)\b",
    re.IGNORECASE,
)
# A group beside others, or with them: then a number may be theirs.
_BESIDE = re.compile(
    r"\b(?:dan|ander\w*|overige\w*|rest|gemiddeld\w*|totaal|samen|elders|behalve|buiten|zonder|vraag|allebei|beide)\b",
    re.IGNORECASE,
)
# Counted things that are no people, answers or visits: a pair of those is about the finding.
_NO_SHARE = re.compile(r"\s+(?:fasen|stemmen|bronnen|punten|vragen|conclusies|groepen|soorten|manieren|thema)", re.I)
_LIKE = 0.75  # the share of words in common, as for a sentence that repeats another
_TOLD = 4  # pairs that a mistake names
_MEND = "Pas de zin aan, of noem de aantallen."
# A mistake: the words that are wrong, with what is so and how to mend it.
_Wrong = dict[str, tuple[str, str]]


def quantities(sentence: Sentence, backing: Sequence[Backing], sources: Sources) -> tuple[list[Problem], Sentence]:
    """List what a sentence says of how many that its evidence does not.

    Parameters
    ----------
    sentence : Sentence
        A sentence that asserts something.
    backing : sequence of Backing
        What it refers to.
    sources : Sources
        What it can rest on.

    Returns
    -------
    list of Problem
        Each with what is so.
    Sentence
        The same without the words for how many that could be held against counts: those are not also too firm, and
        what would be left without them may be untrue.
    """
    computed = [sources.backing[sources.values[function][name].behind] for function, name in sentence.values]
    named = [*backing, *computed]
    own = {each.id for each in named if each.id in sources.shares}
    of_findings = [sources.findings[each.id] for each in named if each.kind is BackingKind.FINDING]
    names = [*own, *(name for finding in of_findings for name in finding["evidence_ids"].split())]
    under = {name: sources.shares[name] for name in names}
    text = VALUE.sub(lambda match: sources.values[match[1]][match[2]].text, sentence.text)
    text = wording.without_quotes(text)
    found: _Wrong = {}
    # What else is named may have any pair: a figure beside another, or a count of phases.
    only_these = all(each.id in own or each.kind is BackingKind.FINDING for each in named)
    if under and only_these and not any(reference.facet for reference in sentence.references):
        found |= _unknown_pairs(text, under.values())
    left = sentence.text
    before = frozenset[str]()
    for clause in clauses(text, [[share.who for share in one.groups] for one in under.values()]):
        # "... en in West altijd": what was said before is meant.
        before = stems(_without_quantities(clause.plain)) or before
        agrees = {name: _agrees(clause, before, one) for name, one in under.items()}
        # Words on a side that do not repeat what was asked may be about anything else under a finding.
        ways = {name: agrees[name] or (_takes_side(clause) if name in own else 0) for name in under}
        found |= _pairs_of_others(clause, under, ways, agrees)
        wrong, words = _of_how_many(clause, under, own, ways, agrees, sources)
        found |= wrong
        for word in words:
            left = left.replace(word, " ")
    problems = [Problem(sentence.file, sentence.line, "", value, *told) for value, told in found.items()]
    return problems, replace(sentence, text=left)


def _unknown_pairs(text: str, under: Iterable[Counted]) -> _Wrong:
    """Find a number of a number that no evidence has, where all was counted one by one."""
    under = list(under)
    if not all(one.known for one in under):
        return {}
    known = set[tuple[int, int]]().union(*(one.pairs for one in under))
    return {
        pair.written: ("Geen bewijs onder deze zin zegt dit.", _nearest(pair, known))
        for pair in pairs_in(text)
        if not _true(pair, known, text) and not _NO_SHARE.match(text[pair.start + len(pair.written) :])
    }


def _true(pair: Pair, known: set[tuple[int, int]], text: str) -> bool:
    some, whole = pair.numbers
    return pair.numbers in known or (wording.negates(_without_quantities(text)) and (whole - some, whole) in known)


def _nearest(pair: Pair, known: Iterable[tuple[int, int]]) -> str:
    like = [other for other in sorted(known) if set(other) & set(pair.numbers)] or sorted(known)
    told = listed([f"{some} van de {whole}" for some, whole in like[:_TOLD]], "of")
    return f"Er staat wel: {told}. Pas de zin aan." if told else "Pas de zin aan."


def _pairs_of_others(
    clause: Clause, under: Mapping[str, Counted], ways: Mapping[str, int], agrees: Mapping[str, int]
) -> _Wrong:
    """Find a pair that evidence has, but of another place, group or side than the clause says."""
    if _BESIDE.search(clause.plain) or len(clause.who) > 1:
        return {}
    found: _Wrong = {}
    for pair in pairs_in(clause.plain):
        shares = [
            (share, way)
            for name, one in under.items()
            for share, way in (
                [(share, ways[name]) for share in one.groups if share.who in clause.who]
                if clause.who
                # Of everybody only where the clause has the words of what was asked.
                else [(one.everybody, agrees[name])] * bool(agrees[name])
            )
            if share is not None
        ]
        # Of everybody other pairs are true too, such as those of a group that is called otherwise.
        if not clause.who and not all(pair.numbers in _sides(share) for share, _ in shares):
            continue
        if shares and not any(pair.numbers in _pairs_on(share, way) for share, way in shares):
            whom = f"Bij {clause.who[0]}" if clause.who else "Bij allen samen"
            so = listed(list(dict.fromkeys(_so(share, way) for share, way in shares)), "of")
            found[pair.written] = (f"{whom} is dit anders: {so}.", "Pas het getal aan, of noem van wie het wel is.")
    return found


def _sides(share: Share) -> set[tuple[int, int]]:
    return {(share.favourable, share.n), (share.unfavourable, share.n)}


def _pairs_on(share: Share, way: int) -> set[tuple[int, int]]:
    """Give the pairs that are true of a group on a side: who are on it, or who are not on the other; else all."""
    if way:
        return {(share.on(way), share.n), (share.n - share.on(-way), share.n)}
    return {*_sides(share), (share.n - share.favourable - share.unfavourable, share.n)}


def _so(share: Share, way: int) -> str:
    return f"{share.on(way or 1)} van de {share.n}"


def _without_quantities(text: str) -> str:
    """Leave out how many: "geen van de 5" denies nothing of what they did."""
    for pair in list(pairs_in(text)):
        text = text.replace(pair.written, " ")
    for pattern in _QUANTITIES:
        text = pattern.sub(" ", text)
    return text


def _agrees(clause: Clause, said: frozenset[str], one: Counted) -> int:
    """Say on which side of the evidence a clause is that repeats or denies what was asked; 0 where it does not."""
    label = stems(one.label)
    common = len(said & label)
    if not one.agreeing or not common or max(common / len(said), common / len(label) * (len(label) > 1)) < _LIKE:
        return 0
    denied = wording.negates(_without_quantities(clause.plain)) != wording.negates(one.label)
    return -one.agreeing if denied else one.agreeing


def _takes_side(clause: Clause) -> int:
    """Say on which side a clause is by words that hardly mean anything else; 0 where it has none, or both."""
    plain = _without_quantities(clause.plain)
    if re.search(r"\bgehaald\b", plain):  # a norm of visits
        return -1 if wording.negates(plain) else 1
    if _TOO.search(plain):
        return 1 if wording.negates(plain) else -1
    return wording.polarity(plain) or (1 if _BETTER.search(plain) or _WORSE.search(plain) else 0)


def _of_how_many(
    clause: Clause,
    under: Mapping[str, Counted],
    own: Collection[str],
    ways: Mapping[str, int],
    agrees: Mapping[str, int],
    sources: Sources,
) -> tuple[_Wrong, set[str]]:
    """Hold what a clause says of everybody, or of the one place or group that it names, against each piece of evidence.

    It is wrong only where no piece bears it out. The words for how many that were held against counts come with it.
    """
    plain = clause.plain
    if len(clause.who) > 1 or _NOT_ASSERTED.search(plain) or _ANY_PART.search(plain):
        return {}, set()
    verdicts: list[_Wrong] = []
    held: set[str] = set()
    for name, one in under.items():
        words = _words(plain, one.label)
        shares = [share for share in one.groups if share.who in clause.who] if clause.who else [one.everybody]
        for share in shares:
            verdict = None
            if ways[name] and share and (clause.who or words or agrees[name]):
                verdict = _of_share(clause, share, ways[name], words)
            elif words and share and name in own and len(under) == 1:
                # Of which side is not known: it is untrue where it holds for neither, and nothing else may bear it out.
                either = [_of_share(clause, share, way, words) for way in (1, -1)]
                verdict = {} if {} in either else either[int(share.unfavourable > share.favourable)]
            elif agrees[name] and not words and not clause.who:
                verdict = _of_direction(clause, agrees[name], int(sources.evidence[name]["direction"]))
            if verdict is not None:
                verdicts.append(verdict)
                held |= set(words.values())
    return next((wrong for wrong in verdicts if {} not in verdicts), {}), held


def _words(text: str, label: str) -> dict[re.Pattern[str], str]:
    """Find the words for how many, but for those of what was asked: "... dat iedereen binnen mag"."""
    found = ((pattern, match[0]) for pattern in _QUANTITIES for match in pattern.finditer(text))
    return {pattern: word for pattern, word in found if word.lower() not in label.lower()}


def _of_share(clause: Clause, share: Share, way: int, words: Mapping[re.Pattern[str], str]) -> _Wrong | None:
    """Judge a clause about everybody or one group: what is wrong; None where it says nothing that can be counted."""
    text, of_whom = clause.plain, f" bij {share.who}" if share.who else ""
    so, other, n = share.on(way), share.on(-way), share.n
    rarely = so < other and 2 * so < n
    # Nearly all is at least three quarters: our choice, and more lenient than most readers.
    holds = {
        _NEARLY_ALL: 4 * so >= 3 * n,
        _NEARLY_NONE: 4 * so <= n,
        _MOST: 2 * so > n,
        _MANY: not rarely,
        _FEW: 2 * so < n,
        _ALL: so == n,
        _NONE: so == 0,
    }
    for pattern, word in words.items():
        what = f"«{word}» klopt niet{of_whom}: het geldt voor {so} van de {n}."
        return {} if holds[pattern] else {word: (what, _MEND)}
    if share.who and share.others and share.others[1] and (compared := _compared(text, way)):
        word, sign = compared
        some, whole = share.others
        ahead = share.favourable * whole - some * n
        told = f"{share.favourable} van de {n} daar, en {some} van de {whole} van de anderen"
        what = f"«{word}» klopt niet{of_whom}: aan de gunstige kant staan {told}."
        return {} if sign * ahead > 0 else {word: (what, _MEND)}
    if numbers_in(text):
        return None
    what = f"Dit is anders{of_whom}: het geldt voor {so} van de {n}."
    return {clause.text: (what, _MEND)} if rarely else {}


def _compared(text: str, way: int) -> tuple[str, int] | None:
    """Give the word by which a group is said to stand higher (1) or lower (-1) than the others."""
    for pattern, sign in ((_BETTER, 1), (_WORSE, -1), (_MORE, way), (_LESS, -way)):
        if found := pattern.search(text):
            return found[0], sign
    return None


def _of_direction(clause: Clause, way: int, direction: int) -> _Wrong | None:
    """Hold a clause about everybody against the direction of evidence of which not both sides are counted."""
    if numbers_in(clause.plain) or not direction:
        return None
    what = f"Dit klinkt {PICTURE[way]}, maar het bewijs is {PICTURE[direction]}."
    return {clause.text: (what, "Pas de zin aan, of verwijs naar ander bewijs.")} if direction == -way else {}
