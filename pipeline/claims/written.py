"""The sentences that people wrote (`sentences.csv`): which of them stand, and what is wrong with those."""

from collections.abc import Mapping
from dataclasses import replace

from pipeline import addresses
from pipeline.claims import checks, wording
from pipeline.claims.backing import Sources
from pipeline.claims.text import Reference, Sentence, parse
from pipeline.codebook import Codebook
from pipeline.contracts.loading import RoundData
from pipeline.contracts.rows import SentenceRow
from pipeline.dutch import PICTURE
from pipeline.errors import Problem
from pipeline.records import rows_of
from pipeline.triangulation import confidence
from pipeline.triangulation.findings import FindingRow
from pipeline.triangulation.sentences import FINDING, ROUND, Wording

Findings = Mapping[str, FindingRow]
"""The findings of a round, by their id."""


def stands(row: SentenceRow, findings: Findings, codebook: Codebook) -> bool:
    """Tell whether a sentence stands: whether what it was written about is still so.

    That of a finding stands while the finding points the way that its writer saw; that of the round while every finding
    that it names does; that of a theme while there is every finding that it names. A name that no finding can have is
    a mistake, and told.

    Parameters
    ----------
    row : SentenceRow
        The sentence.
    findings : mapping of str to FindingRow
        The findings of the round, by their id.
    codebook : Codebook
        For the findings that there can be.
    """
    if row["subject"] == FINDING:
        own = [found for found in findings.values() if found["question"] == row["about"]]
        return any(found["wording"] == Wording.WRITTEN for found in own)
    possible = {addresses.finding_id(question.theme, question.id) for question in codebook.questions}
    named = {reference.id for sentence in parse(row["sentence"], "").sentences for reference in sentence.references}
    if not named & possible <= findings.keys():
        return False
    ways = {int(findings[name]["direction"]) for name in named & possible}
    return row["subject"] != ROUND or ways <= {int(row["direction"])}


def plain(row: SentenceRow) -> str:
    """Give a sentence without what it refers to."""
    return " ".join(sentence.text for sentence in parse(row["sentence"], "").sentences)


def problems_of_written(data: RoundData, sources: Sources) -> list[Problem]:
    """List what is wrong with the sentences that stand, each at its cell.

    A sentence of a finding rests on that finding; others name what they rest on in square brackets, as a report does.
    What doesn't stand is not printed, and not judged.

    Parameters
    ----------
    data : RoundData
        A whole round.
    sources : Sources
        What sentences can rest on.
    """
    found = list[Problem]()
    for row in rows_of(data.table("sentences"), SentenceRow):
        if not stands(row, sources.findings, data.codebook):
            continue
        for problem in _problems(row, sources):
            if "waarde(" in problem.mend:  # nothing is computed in these sentences
                problem = replace(problem, mend="Laat het getal weg, of noem er een dat onder het bewijs staat.")
            value = f"{row['sentence_id']}: {problem.value}"
            problem = replace(problem, column=problem.column or "sentence", value=value)
            found.append(data.at("sentences", row["sentence_id"], problem))
    return found


def _problems(row: SentenceRow, sources: Sources) -> list[Problem]:
    text = parse(row["sentence"], "")
    sentences = list(text.sentences)
    if len(sentences) != 1 or text.problems:
        mend = "Maak er één zin van, zonder kop, lijst of tabel."
        return [Problem("", None, "", row["sentence"], "Hier hoort één gewone zin.", mend)]
    [sentence] = sentences
    if sentence.values:
        what = "Deze zin staat ook waar niets wordt uitgerekend."
        return [Problem("", None, "", row["sentence"], what, "Schrijf het getal.")]
    if row["subject"] != FINDING:
        return checks.problems_of(sentence, sources)
    finding = next(found for found in sources.findings.values() if found["question"] == row["about"])
    sentence = replace(sentence, references=(Reference(finding["finding_id"]), *sentence.references))
    return [*checks.problems_of(sentence, sources), *_turned(sentence, finding, sources), *_firm(row, finding)]


def _turned(sentence: Sentence, finding: FindingRow, sources: Sources) -> list[Problem]:
    """Hold what the words say against the direction of the finding: its own words can't, for they are these."""
    points, direction = checks.points(sentence.text, sources.asked[finding["question"]]), int(finding["direction"])
    if points in {None, 0, direction}:
        return []
    what = f"Deze zin klinkt {PICTURE[points or 0]}, maar de bevinding is {PICTURE[direction]}."
    return [Problem("", None, "", sentence.text, what, "Pas de zin aan.")]


def _firm(row: SentenceRow, finding: FindingRow) -> list[Problem]:
    """Hold the short form too to what the confidence allows: it stands alone beside the picture."""
    if wording.firmness(row["short"])[0] <= wording.ALLOWED[finding["confidence"]]:
        return []
    what = f"De korte zin is stelliger dan mag: de zekerheid is {confidence.DUTCH[finding['confidence']]}."
    return [Problem("", None, "short", row["short"], what, "Zeg het voorzichtiger, bijvoorbeeld met «lijkt».")]
