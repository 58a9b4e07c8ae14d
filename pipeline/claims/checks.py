"""The checks of the ledger: what every sentence must have, and what the report as a whole must not leave out.

A check speaks only where it can be told; what words don't tell is left to the researcher and the klankbordgroep.
"""

from collections.abc import Iterable, Iterator

from pipeline.claims import wording
from pipeline.claims.backing import FACETS, Backing, Kind, Sources
from pipeline.claims.numbers import unbacked
from pipeline.claims.text import ANY_VALUE, VALUE, Sentence
from pipeline.codebook import Codebook
from pipeline.errors import Problem, suggest
from pipeline.records import Record
from pipeline.triangulation import confidence

_DIRECTIONS = {1: "positief", 0: "gemengd", -1: "kritisch"}
_FIRMNESS = {
    wording.Firmness.OPEN: "Zeg dat het niet duidelijk is.",
    wording.Firmness.HEDGED: "Zeg het voorzichtiger, bijvoorbeeld met «mogelijk», «lijkt» of «er zijn aanwijzingen».",
    wording.Firmness.PLAIN: "Laat het versterkende woord weg.",
}


def problems_of(sentence: Sentence, sources: Sources, codebook: Codebook) -> list[Problem]:
    """List what is wrong with one sentence.

    Parameters
    ----------
    sentence : Sentence
        A sentence of the report.
    sources : Sources
        What it can rest on.
    codebook : Codebook
        The round's codebook, for the sentences that a finding can take.
    """
    checks = (_references, _values)
    found = [problem for check in checks for problem in check(sentence, sources)]
    if found or not sentence.claims:
        return found
    if not sentence.references and not sentence.values:
        what = "Deze zin beweert iets, maar noemt niet waarop dat rust."
        mend = "Zet erachter waarop de zin rust, bijvoorbeeld [@F-...]. Is het een oordeel of een raad? Zet er dan "
        return [_problem(sentence, sentence.text, what, mend + "[mening] of [advies] achter.")]
    backing = [sources.backing[reference.id] for reference in sentence.references]
    stated = _stated(sentence, sources)
    return [
        *_numbers(sentence, backing, sources),
        *_firmness(sentence, stated),
        *_direction(sentence, backing, stated, codebook),
    ]


def _problem(sentence: Sentence, value: str, what: str, mend: str) -> Problem:
    return Problem(sentence.file, sentence.line, "", value, what, mend)


def _stated(sentence: Sentence, sources: Sources) -> list[Record]:
    """List the findings that the sentence states; one whose side is named (its voices, say) is only spoken about."""
    return [
        sources.findings[reference.id]
        for reference in sentence.references
        if reference.id in sources.findings and not reference.facet
    ]


def _references(sentence: Sentence, sources: Sources) -> Iterator[Problem]:
    for reference in sentence.references:
        if reference.id not in sources.backing:
            mend = suggest(reference.id, sources.backing)
            yield _problem(sentence, f"@{reference.id}", "Deze verwijzing bestaat niet.", mend)
        elif reference.facet and (reference.id not in sources.findings or reference.facet not in FACETS):
            mend = f"Achter een bevinding kan staan: {', '.join(f':{facet}' for facet in FACETS)}."
            yield _problem(sentence, f"@{reference.id}:{reference.facet}", "Deze kant bestaat niet.", mend)


def _values(sentence: Sentence, sources: Sources) -> Iterator[Problem]:
    for name in sentence.values:
        if name not in sources.values:
            yield _problem(sentence, name, "Deze waarde bestaat niet.", suggest(name, sources.values))
    for written in ANY_VALUE.findall(sentence.written):
        if not VALUE.fullmatch(written):
            mend = 'Schrijf {{ waarde("naam van het cijfer") }}.'
            yield _problem(sentence, written, "Deze berekende waarde is niet te lezen.", mend)


def _numbers(sentence: Sentence, backing: list[Backing], sources: Sources) -> Iterator[Problem]:
    known = set(sources.years)
    for found in (*backing, *(sources.backing[sources.values[name][1]] for name in sentence.values)):
        known |= found.numbers
    for written in unbacked(ANY_VALUE.sub(" ", sentence.text), known):
        what = "Geen cijfer onder deze zin dekt dit getal."
        mend = 'Laat het getal berekenen met {{ waarde("...") }}, of verwijs naar het cijfer waar het vandaan komt.'
        yield _problem(sentence, written, what, mend)


def _firmness(sentence: Sentence, stated: list[Record]) -> Iterator[Problem]:
    said, word = wording.firmness(sentence.text)
    for finding in stated:
        allowed = wording.ALLOWED[finding["confidence"]]
        if said > allowed:
            level = confidence.DUTCH[finding["confidence"]]
            how = f"door «{word}» " if word else ""
            what = f"Deze zin is {how}stelliger dan mag: de zekerheid van {finding['finding_id']} is {level}."
            yield _problem(sentence, sentence.text, what, _FIRMNESS[allowed])


def _direction(
    sentence: Sentence, backing: list[Backing], stated: list[Record], codebook: Codebook
) -> Iterator[Problem]:
    if not stated:
        return
    evidence = {found.direction for found in backing if found.kind is Kind.EVIDENCE}
    for finding in stated:
        own = int(finding["direction"])
        points = _points(sentence.text, finding, codebook)
        # A sentence that says both sides is at worst more careful than the finding; evidence may point elsewhere.
        if points in {None, 0, own} or points in evidence:
            continue
        what = f"Deze zin klinkt {_DIRECTIONS[points]}, maar {finding['finding_id']} is {_DIRECTIONS[own]}."
        mend = f"De bevinding is: «{finding['statement']}» Pas de zin aan, of verwijs naar het bewijs dat wel zo wijst."
        yield _problem(sentence, sentence.text, what, mend)


def _points(text: str, finding: Record, codebook: Codebook) -> int | None:
    """Tell which way a sentence points: by the codebook's own answers first, then by its words."""
    question = codebook.question_by_id[finding["question"]]
    answers = {1: question.answers.positive, 0: question.answers.mixed, -1: question.answers.negative}
    for sign, answer in answers.items():
        if answer.rstrip(".").lower() in text.lower():
            return sign
    return wording.polarity(text, question.question.lower().replace("?", " ").replace(",", " ").split())


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
        stating = [sentence for sentence in claims if finding in _stated(sentence, sources)]
        if not stating:
            what, mend = "Geen zin van het rapport noemt deze bevinding.", f"Schrijf er een zin over, met [@{name}]."
            problems.append(Problem(folder, None, "", name, what, mend))
            continue
        problems += _dissent(finding, stating[0], cited, sources)
    return problems


def _dissent(finding: Record, stating: Sentence, cited: set[str], sources: Sources) -> Iterator[Problem]:
    """Demand the other side beside a finding: of a mixed one both, of another one what speaks against it."""
    own = int(finding["direction"])
    pieces = [sources.evidence[name] for name in finding["evidence_ids"].split()]
    for side in (1, -1) if own == 0 else (-own,):
        there = [piece["evidence_id"] for piece in pieces if piece["direction"] == side]
        if there and not cited & set(there):
            what = f"Het rapport noemt {finding['finding_id']}, maar geen {_DIRECTIONS[side]} bewijs daarbij."
            mend = f"Noem ook de andere kant, bijvoorbeeld met [@{there[0]}]."
            yield _problem(stating, finding["finding_id"], what, mend)
