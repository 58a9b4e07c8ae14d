"""The sentences that people wrote of findings, themes and the round (`sentences.csv`), checked as any claim is."""

from dataclasses import replace

from pipeline.claims import checks, wording
from pipeline.claims.backing import Sources
from pipeline.claims.text import Reference, Sentence, parse
from pipeline.contracts.loading import RoundData
from pipeline.contracts.rows import SentenceRow
from pipeline.errors import Problem
from pipeline.records import rows_of
from pipeline.triangulation import confidence
from pipeline.triangulation.findings import FindingRow
from pipeline.triangulation.sentences import FINDING, Wording


def written_of_findings(data: RoundData, sources: Sources) -> list[Problem]:
    """List what is wrong with the sentences of `sentences.csv`, each at its cell.

    A sentence of a finding rests on that finding; others name what they rest on in square brackets, as a report does. A
    sentence of a finding that turned, or was not made, is not printed, and not judged.

    Parameters
    ----------
    data : RoundData
        A whole round.
    sources : Sources
        What sentences can rest on.
    """
    file, by_question = data.file("sentences"), {row["question"]: row for row in sources.findings.values()}
    found: list[Problem] = []
    for row in rows_of(data.table("sentences"), SentenceRow):
        finding = by_question.get(row["about"]) if row["subject"] == FINDING else None
        if row["subject"] == FINDING and (finding is None or finding["wording"] != Wording.WRITTEN):
            continue
        text = parse(row["sentence"], file)
        sentences = list(text.sentences)
        if len(sentences) != 1 or text.problems:
            what, mend = "Hier hoort één gewone zin.", "Maak er één zin van, zonder kop, lijst of tabel."
            found.append(Problem(file, None, "sentence", f"{row['sentence_id']}: {row['sentence']}", what, mend))
            continue
        [sentence] = sentences
        if sentence.values:
            what = "Deze zin staat ook waar niets wordt uitgerekend."
            found.append(
                Problem(file, None, "sentence", f"{row['sentence_id']}: {row['sentence']}", what, "Schrijf het getal.")
            )
            continue
        problems = []
        if finding is not None:
            sentence = replace(sentence, references=(Reference(finding["finding_id"]), *sentence.references))
            problems = [*_turned(sentence, int(finding["direction"])), *_firm(row, finding)]
        found += [
            replace(
                problem,
                file=file,
                row=None,
                column=problem.column or "sentence",
                value=f"{row['sentence_id']}: {problem.value}",
            )
            for problem in [*checks.problems_of(sentence, sources), *problems]
        ]
    return found


def _turned(sentence: Sentence, direction: int) -> list[Problem]:
    """Hold what the words say against the direction that was seen: the finding can't, for these are its words."""
    points = wording.polarity(sentence.text)
    if points in {None, 0, direction}:
        return []
    what = f"Deze zin klinkt {checks.DIRECTIONS[points or 0]}, maar de bevinding is {checks.DIRECTIONS[direction]}."
    return [Problem(sentence.file, None, "sentence", sentence.text, what, "Pas de zin aan.")]


def _firm(row: SentenceRow, finding: FindingRow) -> list[Problem]:
    """Hold the short form too to what the confidence allows: it stands alone beside the picture."""
    if wording.firmness(row["short"])[0] <= wording.ALLOWED[finding["confidence"]]:
        return []
    what = f"De korte zin is stelliger dan mag: de zekerheid is {confidence.DUTCH[finding['confidence']]}."
    return [Problem("", None, "short", row["short"], what, "Zeg het voorzichtiger, bijvoorbeeld met «lijkt».")]
