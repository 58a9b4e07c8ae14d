"""The checks of the ledger: what every sentence must have, and what the report as a whole must not leave out.

A check speaks only where it can be told; what words don't tell is left to the researcher and the klankbordgroep.
"""

import re
from collections.abc import Iterable, Iterator
from fractions import Fraction

from pipeline.claims import wording
from pipeline.claims.backing import FACETS, Backing, BackingKind, Sources
from pipeline.claims.numbers import numbers_in, unbacked
from pipeline.claims.overreach import overreach
from pipeline.claims.phases_named import phases_named
from pipeline.claims.quantities import quantities
from pipeline.claims.text import ANY_VALUE, VALUE, Block, Reference, Sentence, SentenceKind
from pipeline.claims.verdicts import verdicts_said
from pipeline.dutch import PICTURE
from pipeline.errors import Problem, suggest
from pipeline.evidence.table import DIRECTION_NAMES
from pipeline.evidence.values import PERCENT
from pipeline.phases.declarations import BY_ID
from pipeline.triangulation import confidence
from pipeline.triangulation.findings import FindingRow

# How a sentence of the report is named (see `Ledger.sentences`): by its number, which is another once the text changes.
_OF_A_SENTENCE = re.compile(r"K-.+-\d+")
_SIGNS = re.compile(r"\W+")
_NO_MORE = re.compile(r"\b(slechts|maar|enkel|hooguit|hoogstens|alleen|precies|niet meer dan)\s+(\w+)", re.IGNORECASE)
_FIRMNESS = {
    wording.Firmness.OPEN: "Zeg dat het niet duidelijk is.",
    wording.Firmness.HEDGED: "Zeg het voorzichtiger, bijvoorbeeld met «mogelijk», «lijkt» of «er zijn aanwijzingen».",
}


def problems_of(sentence: Sentence, sources: Sources) -> list[Problem]:
    """List what is wrong with one sentence.

    Parameters
    ----------
    sentence : Sentence
        A sentence of the report.
    sources : Sources
        What it can rest on.
    """
    found = [*_brackets(sentence), *_references(sentence, sources), *_values(sentence, sources)]
    if found:
        return found
    backing = [sources.backing[reference.id] for reference in sentence.references]
    if not _asserts(sentence):
        return list(_digits(sentence, backing, sources))
    if not sentence.references and not sentence.values:
        what = "Deze zin beweert iets, maar noemt niet waarop dat rust."
        mend = "Zet erachter waarop de zin rust, bijvoorbeeld [@F-...]. Is het een oordeel of een raad? Zet er dan "
        return [_problem(sentence, sentence.text, what, mend + "[mening] of [advies] achter.")]
    stated = _stated(sentence, backing, sources)
    off, rest = quantities(sentence, backing, sources)
    if any(_has_words_of(found, sentence.text) for found in backing):
        off = []
    return [
        *_numbers(rest, backing, sources),
        *_least(sentence, backing, sources),
        *off,
        *phases_named(sentence, sources),
        *_firmness(rest, stated),
        *_certainty(rest, backing, stated, sources),
        *_level(sentence, sources),
        *_direction(sentence, backing, stated, sources),
        *overreach(sentence, stated, sources),
        *verdicts_said(sentence, sources),
    ]


def _asserts(sentence: Sentence) -> bool:
    """Tell whether a sentence asserts something; what opens a list does so too when it takes a side, and how firmly."""
    text = sentence.text
    sided = wording.polarity(text) is not None or wording.firmness(text)[0] is wording.Firmness.BOOSTED
    return sentence.claims or (sentence.kind is SentenceKind.INTRODUCTION and sided)


def _problem(sentence: Sentence, value: str, what: str, mend: str) -> Problem:
    return Problem(sentence.file, sentence.line, "", value, what, mend)


def _stated(sentence: Sentence, backing: Iterable[Backing], sources: Sources) -> list[FindingRow]:
    """List the findings that the sentence states.

    One whose side is named (its voices, say) is only spoken about, and evidence only says what somebody said; but a
    sentence that has the very words of a finding, or denies them, states it, whatever it refers to.
    """
    named = {reference.id for reference in sentence.references if not reference.facet}
    by_question = {row["question"]: row for row in sources.findings.values()}
    about = [by_question[found.question] for found in backing if found.question in by_question]
    return [
        finding
        for finding in {row["finding_id"]: row for row in about}.values()
        if finding["finding_id"] in named or _repeats(sentence.text, finding)
    ]


def _brackets(sentence: Sentence) -> Iterator[Problem]:
    for text in sentence.unknown:
        mend = "Een verwijzing begint met een apenstaart: [@F-...]. De merken zijn [mening] en [advies]."
        yield _problem(sentence, text, "Wat tussen deze haken staat, is geen verwijzing en geen merk.", mend)


def _references(sentence: Sentence, sources: Sources) -> Iterator[Problem]:
    for reference in sentence.references:
        if _OF_A_SENTENCE.fullmatch(reference.id) or reference.id in sources.written:
            what = "Een zin kan niet op een andere zin rusten."
            mend = "Noem waarop die andere zin zelf rust."
            yield _problem(sentence, f"@{reference.id}", what, mend)
        elif reference.id not in sources.backing:
            what, mend = _missing(reference.id, sources)
            yield _problem(sentence, f"@{reference.id}", what, mend)
        elif reference.facet and (reference.id not in sources.findings or reference.facet not in FACETS):
            mend = f"Achter een bevinding kan staan: {', '.join(f':{facet}' for facet in FACETS)}."
            yield _problem(sentence, f"@{reference.id}:{reference.facet}", "Deze kant bestaat niet.", mend)


def _missing(name: str, sources: Sources) -> tuple[str, str]:
    """Say why a name is not there, and what may be meant: never evidence of another phase, question or direction."""
    what = "Deze verwijzing bestaat niet."
    phase = BY_ID.get(name.removeprefix("E-").split("-")[0])
    if not name.startswith("E-") or phase is None:
        return what, suggest(name, sources.backing)
    if all(row["phase"] != phase.id for row in sources.evidence.values()):
        return f"Uit de fase {phase.plain} is er in deze ronde geen bewijs.", "Pas de zin aan, of laat hem weg."
    near = [known for known in sources.evidence if _about(known) == _about(name)]
    return what, suggest(name, near) if near else "Hierover is er geen bewijs uit deze fase. Pas de zin aan."


def _about(evidence_id: str) -> set[str]:
    """Take phase, question and direction from a name of evidence."""
    parts = evidence_id.split("-")
    return {*parts[1:3], *(part for part in parts[3:] if part in DIRECTION_NAMES.values())}


def _values(sentence: Sentence, sources: Sources) -> Iterator[Problem]:
    for function, name in sentence.values:
        if name not in sources.values[function]:
            yield _problem(sentence, name, "Deze waarde bestaat niet.", suggest(name, sources.values[function]))
    for written in ANY_VALUE.findall(sentence.written):
        if not VALUE.fullmatch(written):
            mend = 'Schrijf {{ waarde("naam van het cijfer") }}, of gedrukt(...) voor wat het document zelf drukt.'
            yield _problem(sentence, written, "Deze berekende waarde is niet te lezen.", mend)


def _known(sentence: Sentence, backing: list[Backing], sources: Sources) -> set[Fraction]:
    """Collect the numbers that a sentence may name: of what it refers to, and the years that the round is about."""
    known = set(sources.years)
    computed = (sources.backing[sources.values[function][name].behind] for function, name in sentence.values)
    for found in (*backing, *computed):
        known |= found.numbers
        # 1 of 2 is half of them, 20 of 30 two thirds.
        pairs = sources.shares[found.id].pairs if found.id in sources.shares else ()
        known |= {Fraction(some, whole) for some, whole in pairs if 0 < some < whole}
    for reference in sentence.references:
        if reference.facet:
            known |= sources.backing[reference.id].counts
    return known


def _numbers(sentence: Sentence, backing: list[Backing], sources: Sources) -> Iterator[Problem]:
    for written in unbacked(ANY_VALUE.sub(" ", sentence.text), _known(sentence, backing, sources)):
        yield _unbacked(sentence, written, sources)


def _least(sentence: Sentence, backing: list[Backing], sources: Sources) -> Iterator[Problem]:
    """Refuse that no more than so many said something where that is the least that is known."""
    for found in backing:
        row = sources.evidence.get(found.id)
        if row is None or not row["at_least"]:
            continue
        for word, written in _NO_MORE.findall(sentence.text):
            if set(numbers_in(written).values()) == {Fraction(row["n"])} or (written == "één" and row["n"] == 1):
                what = f"Onder dit bewijs zijn het er minstens {row['n']}: of het er meer zijn, is niet te zien."
                yield _problem(sentence, f"{word} {written}", what, f"Schrijf: minstens {row['n']}.")


def _digits(sentence: Sentence, backing: list[Backing], sources: Sources) -> Iterator[Problem]:
    """Demand backing for digits in an opinion or an advice too; a number in words is seldom a figure there."""
    for written in unbacked(ANY_VALUE.sub(" ", sentence.text), _known(sentence, backing, sources)):
        if any(character.isdigit() for character in written):
            yield _unbacked(sentence, written, sources)


def _unbacked(sentence: Sentence, written: str, sources: Sources) -> Problem:
    what = "Geen cijfer onder deze zin dekt dit getal."
    noun = re.search(rf"{re.escape(written)}\s*(%|\w+)", sentence.text)
    names = sources.names_of(
        numbers_in(written).get(written),
        [reference.id for reference in sentence.references],
        {"%": PERCENT}.get(noun[1], noun[1].lower()) if noun else "",
    )
    computed = f'{{{{ waarde("{names[0] if names else "..."}") }}}}'
    mend = f"Laat het getal berekenen met {computed}, of verwijs naar het cijfer waar het vandaan komt."
    return _problem(sentence, written, what, mend)


def _firmness(sentence: Sentence, stated: list[FindingRow]) -> Iterator[Problem]:
    said, word = wording.firmness(sentence.text)
    for finding in stated:
        allowed = wording.ALLOWED[finding["confidence"]]
        if said > allowed:
            level = confidence.DUTCH[finding["confidence"]]
            how = f"door «{word}» " if word else ""
            what = f"Deze zin is {how}stelliger dan mag: de zekerheid van {finding['finding_id']} is {level}."
            mend = f"Laat «{word}» weg." if said is wording.Firmness.BOOSTED and allowed > 1 else _FIRMNESS[allowed]
            yield _problem(sentence, sentence.text, what, mend)


def _certainty(
    sentence: Sentence, backing: list[Backing], stated: list[FindingRow], sources: Sources
) -> Iterator[Problem]:
    """Refuse words that make certain also where a finding is only spoken about; what was said may be told as it was."""
    word = wording.certainty(sentence.text)
    findings = {row["question"]: row for row in sources.findings.values()}
    about = [findings[found.question] for found in backing if found.question in findings]
    quoted = any(word in sources.told(found.id) for found in backing)
    unsure = any(finding["confidence"] != "high" for finding in about)
    if word and not stated and unsure and not quoted:
        what = f"«{word}» zegt meer dan het bewijs: geen bevinding hieronder heeft een hoge zekerheid."
        yield _problem(sentence, sentence.text, what, f"Laat «{word}» weg.")


def _level(sentence: Sentence, sources: Sources) -> Iterator[Problem]:
    """Hold a level that the sentence names against the level that the finding has."""
    findings = [sources.findings[reference.id] for reference in sentence.references if reference.facet == "zekerheid"]
    named = [level for level, name in confidence.DUTCH.items() if re.search(rf"\b{name}\b", sentence.text.lower())]
    if "very low" in named:
        named.remove("low")
    levels = {finding["confidence"] for finding in findings}
    denied = re.search(r"\b(?:niet|geen)\b", sentence.text.lower())
    if findings and named and not denied and not levels & set(named):
        level = confidence.DUTCH[findings[0]["confidence"]]
        what = f"Deze zin noemt een andere zekerheid dan {findings[0]['finding_id']} heeft: {level}."
        yield _problem(sentence, sentence.text, what, f"Schrijf: {level}.")


def _direction(
    sentence: Sentence, backing: list[Backing], stated: list[FindingRow], sources: Sources
) -> Iterator[Problem]:
    """Hold the way a sentence points against that of the findings it states, or else of the evidence it names.

    A sentence that says both sides is at worst more careful than a finding.
    """
    evidence = {found.direction for found in backing if found.kind in {BackingKind.EVIDENCE, BackingKind.ROW}} - {None}
    allowed = {0, *(int(finding["direction"]) for finding in stated)}
    for finding in stated:
        way = _points(sentence.text, finding, sources)
        if way is None or way in allowed or way in evidence:
            continue
        own = int(finding["direction"])
        what = f"Deze zin klinkt {PICTURE[way]}, maar {finding['finding_id']} is {PICTURE[own]}."
        mend = f"De bevinding is: «{finding['statement']}» Pas de zin aan, of verwijs naar het bewijs dat wel zo wijst."
        yield _problem(sentence, sentence.text, what, mend)
    if any(_has_words_of(found, sentence.text) for found in backing):
        return
    spoken_about = {found.id for found in backing if found.kind is BackingKind.FINDING}
    # A row may have a direction and no question of its own, such as a survey's answer: nothing to hold words against.
    questions = {found.question for found in backing if found.direction is not None} - {""}
    if stated or spoken_about or len(questions) != 1:
        return
    about = questions.pop()
    own_finding = next((row for row in sources.findings.values() if row["question"] == about), None)
    way = _points(sentence.text, own_finding, sources)
    if way is not None and way != 0 and evidence == {-way}:
        what = f"Deze zin klinkt {PICTURE[way]}, maar het bewijs dat zij noemt is {PICTURE[-way]}."
        yield _problem(sentence, sentence.text, what, "Pas de zin aan, of verwijs naar het bewijs dat wel zo wijst.")


def _has_words_of(found: Backing, text: str) -> bool:
    """Tell whether a sentence is evidence word for word, or a sentence of it: then it says no more than that does."""
    said, evidence = (_SIGNS.sub(" ", words).casefold().strip() for words in (text, found.says))
    return found.kind is BackingKind.EVIDENCE and bool(said) and f" {said} " in f" {evidence} "


def _literal(text: str, finding: FindingRow | None) -> int | None:
    """Give the direction of a finding whose own words a sentence has, if it has them."""
    if finding is None:
        return None
    before, literally, after = text.lower().partition(finding["statement"].rstrip(".").lower())
    return int(finding["direction"]) if literally and not wording.negates(before + after) else None


def _repeats(text: str, finding: FindingRow) -> bool:
    """Tell whether a sentence has the words of a finding, or denies them."""
    own = int(finding["direction"])
    denied = own != 0 and wording.echoes(text, {own: finding["statement"]}) == -own
    return denied or _literal(text, finding) is not None


def points(text: str, question: str) -> int | None:
    """Tell which way a sentence points: by its words, or by how it repeats or denies what was asked.

    Questions of a codebook are asked so that "yes" is favourable.
    """
    said = wording.polarity(text)
    return wording.echoes(text, {1: question.rstrip("?")}) if said is None else said


def _points(text: str, finding: FindingRow | None, sources: Sources) -> int | None:
    """Tell which way a sentence points, also by how it repeats or denies the sentence of the finding."""
    literal = _literal(text, finding)
    if literal is not None or finding is None:
        return literal
    said = points(text, sources.asked[finding["question"]])
    return wording.echoes(text, {int(finding["direction"]): finding["statement"]}) if said is None else said


def heading_problems(block: Block, file: str, sources: Sources) -> list[Problem]:
    """List what a heading says that only a sentence with a reference may say: figures, and certainty.

    Parameters
    ----------
    block : Block
        A heading.
    file : str
        The file it stands in.
    sources : Sources
        For the years that the round is about.
    """
    found = [word for word in unbacked(block.heading, sources.years) if any(map(str.isdigit, word))]
    said, booster = wording.firmness(block.heading)
    if said is wording.Firmness.BOOSTED:
        found.append(booster)
    what, mend = "Een kop rust nergens op, en kan dit dus niet zeggen.", "Zeg het in een zin met een verwijzing."
    return [Problem(file, block.line, "", word, what, mend) for word in found]


def left_out(sentences: Iterable[Sentence], sources: Sources, folder: str) -> list[Problem]:
    """List what the report as a whole leaves out: findings that no claim states, and dissent.

    Parameters
    ----------
    sentences : iterable of Sentence
        All sentences of the report.
    sources : Sources
        What they can rest on.
    folder : str
        How problems name the report.
    """
    claims = [sentence for sentence in sentences if sentence.claims]
    cited = {reference.id for sentence in claims for reference in sentence.references}
    problems = []
    for name, finding in sources.findings.items():
        stating = [sentence for sentence in claims if Reference(name) in sentence.references]
        if not stating:
            what, mend = "Geen zin van het rapport noemt deze bevinding.", f"Schrijf er een zin over, met [@{name}]."
            problems.append(Problem(folder, None, "", name, what, mend))
            continue
        problems += _dissent(finding, stating[0], cited, sources)
    return problems


def _dissent(finding: FindingRow, stating: Sentence, cited: set[str], sources: Sources) -> Iterator[Problem]:
    """Demand that the report names the other side too: of a mixed finding both, else what speaks against it."""
    own = int(finding["direction"])
    pieces = [sources.evidence[name] for name in finding["evidence_ids"].split()]
    for side in (1, -1) if own == 0 else (-own,):
        there = [piece["evidence_id"] for piece in pieces if piece["direction"] == side]
        if there and not cited & set(there):
            what = f"Het rapport noemt {finding['finding_id']}, maar geen {PICTURE[side]} bewijs daarbij."
            mend = f"Noem ook de andere kant, bijvoorbeeld met [@{there[0]}]."
            yield _problem(stating, finding["finding_id"], what, mend)
