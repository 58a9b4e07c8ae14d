"""What a finding rests on, for the appendix: whose share, how its phases relate, and why it is as sure as it is."""

from typing import Any

from pipeline.codebook import Codebook
from pipeline.dutch import count_noun, listed, percent
from pipeline.phases.declarations import BY_ID
from pipeline.records import Record, records
from pipeline.reporting import finding_words
from pipeline.reporting.document.findings import Tables, of
from pipeline.triangulation import confidence, convergence
from pipeline.triangulation.robustness import VOICE, Outcome

_NOTHING_TO_RELATE = {convergence.Label.NOT_IN_SCOPE, convergence.Label.NOT_ASKED}
_CHANGES = {
    Outcome.VANISHES: "blijft er niets van over",
    Outcome.TURNS: "kantelt zij",
    Outcome.CONVERGENCE_CHANGES: "wijst zij dezelfde kant op, maar verhouden de fasen zich anders",
}
_REASONS = (
    ("Beperkingen in de methode", "limitations"),
    ("Samenhang", "coherence"),
    ("Hoeveel bewijs", "adequacy"),
    ("Past het bij de vraag", "relevance"),
    ("Wat de zekerheid zou verhogen", "would_raise"),
)


def relations(finding: Record, tables: Tables, book: Codebook) -> dict[str, Any]:
    """Prepare what a finding rests on.

    Parameters
    ----------
    finding : dict
        Its row of `findings.csv`.
    tables : mapping of str to pandas.DataFrame
        The tables of the output contract by name.
    book : Codebook
        For the names of voices.
    """
    pairs = records(of(finding, tables["convergence"]))
    return {
        "label": book.labels[finding["question"]],
        "shares": [_share(row, book) for row in records(of(finding, tables["voices"]))],
        "without": _without(records(of(finding, tables["robustness"])), book),
        "pairs": [_pair(row) for row in pairs if row["label"] not in _NOTHING_TO_RELATE],
        "confidence": confidence.DUTCH[finding["confidence"]],
        "judged": finding_words.judged(finding["confidence_origin"], finding["confidence_researchers"]),
        "suggested": confidence.DUTCH[finding["confidence_suggested"]],
        "why": finding["confidence_reason"],
        "reasons": [(label, finding[name]) for label, name in _REASONS if finding[name]],
    }


def _share(row: Record, book: Codebook) -> str:
    points = (("steunt", "supporting"), ("spreekt tegen", "against"), ("neutraal", "neutral"))
    counts = ", ".join(f"{name} {row[column]}" for name, column in points if int(row[column]))
    return f"{book.labels[row['voice']].lower()} {percent(float(row['share_of_support']))} ({counts})"


def _without(rows: list[Record], book: Codebook) -> list[str]:
    """Say what becomes of a finding without one voice or one phase; what leaves it as it is, is counted."""
    said = []
    for outcome, what in _CHANGES.items():
        left_out = [_name(row, book) for row in rows if row["outcome"] == outcome]
        if left_out:
            said.append(f"Zonder {listed(left_out, 'of')} {what}.")
    same = sum(row["outcome"] == Outcome.SAME for row in rows)
    if same:
        all_of = "een van de andere" if said else "een van de"
        said.append(f"Zonder {all_of} {count_noun(same, 'stem of fase', 'stemmen en fasen')} blijft zij gelijk.")
    return said


def _name(row: Record, book: Codebook) -> str:
    label = book.labels[row["left_out"]] if row["left_out_kind"] == VOICE else BY_ID[row["left_out"]].label
    return label.lower()


def _pair(row: Record) -> Record:
    rule = f"{convergence.DUTCH[convergence.Label(row['suggested'])]}, {row['explanation']}"
    return {
        "phases": f"{BY_ID[row['phase_a']].label} en {BY_ID[row['phase_b']].label.lower()}",
        "label": finding_words.convergence_text(row["label"]),
        "why": row["reason"] or row["explanation"],
        "judged": finding_words.judged(row["origin"], row["researchers"]),
        "rule": rule,
    }
