"""What a finding rests on, for the appendix: whose share, how its phases relate, and why it is as sure as it is."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from pipeline.codebook import Codebook
from pipeline.dutch import listed, percent
from pipeline.phases.declarations import BY_ID
from pipeline.records import Record, rows_of
from pipeline.telling import finding_words
from pipeline.triangulation import confidence, convergence
from pipeline.triangulation.convergence import PairRow
from pipeline.triangulation.findings import FindingRow
from pipeline.triangulation.robustness import VOICE, Outcome, RobustnessRow, ShareRow

# A share is of what is weighed, and no number of points: those stand with the evidence.
WEIGHED = (
    "Voor dit aandeel telt wat een groep in één fase over hetzelfde zegt, één keer, ook als het uit meer punten komt."
)
_NOTHING_TO_RELATE = {convergence.Label.NOT_IN_SCOPE, convergence.Label.NOT_ASKED}
_CHANGES = {
    Outcome.VANISHES: "blijft er niets van over",
    Outcome.TURNS: "wijst zij een andere kant op",
    Outcome.CONVERGENCE_CHANGES: "wijst zij dezelfde kant op, maar verhouden de fasen zich anders",
}


def relations(finding: FindingRow, tables: Mapping[str, pd.DataFrame], book: Codebook) -> dict[str, Any]:
    """Prepare what a finding rests on.

    Parameters
    ----------
    finding : FindingRow
        Its row of `findings.csv`.
    tables : mapping of str to pandas.DataFrame
        The tables of the output contract by name.
    book : Codebook
        For the names of voices.
    """
    pairs = rows_of(tables["convergence"][tables["convergence"]["question"] == finding["question"]], PairRow)
    own = {name: tables[name][tables[name]["finding_id"] == finding["finding_id"]] for name in ("voices", "robustness")}
    reasons = (*finding_words.concerns(finding), ("Wat de zekerheid zou verhogen", finding["would_raise"]))
    return {
        "label": book.labels[finding["question"]],
        "shares": [_share(row, book) for row in rows_of(own["voices"], ShareRow)],
        "without": _without(rows_of(own["robustness"], RobustnessRow), book),
        "pairs": [_pair(row) for row in pairs if row["label"] not in _NOTHING_TO_RELATE],
        "confidence": confidence.DUTCH[finding["confidence"]],
        "judged": finding_words.judged(finding["confidence_origin"], finding["confidence_researchers"]),
        "suggested": confidence.DUTCH[finding["confidence_suggested"]],
        "why": finding["confidence_reason"],
        "reasons": [(label, text) for label, text in reasons if text],
    }


def _share(row: ShareRow, book: Codebook) -> str:
    return f"{book.labels[row['voice']].lower()} {percent(float(row['share_of_support']))}"


def _without(rows: list[RobustnessRow], book: Codebook) -> list[str]:
    """Say what becomes of a finding without one voice or one phase; what leaves it as it is, is counted."""
    said = []
    for outcome, what in _CHANGES.items():
        left_out = [row for row in rows if row["outcome"] == outcome]
        if left_out:
            said.append(f"Zonder {_named(left_out, book)} {what}.")
    same = [row for row in rows if row["outcome"] == Outcome.SAME]
    if len(same) == 1:
        said.append(f"Zonder {_named(same, book)} blijft zij gelijk.")
    elif same:
        all_of = "een van de andere" if said else "een van de"
        said.append(f"Zonder {all_of} {len(same)} stemmen en fasen blijft zij gelijk.")
    return said


def _named(rows: list[RobustnessRow], book: Codebook) -> str:
    """Name voices and phases apart: both may be called documents, and both may have "en" in their names."""
    voices = [f"«{book.labels[row['left_out']]}»" for row in rows if row["left_out_kind"] == VOICE]
    phases = [f"«{BY_ID[row['left_out']].label}»" for row in rows if row["left_out_kind"] != VOICE]
    kinds = (("de stem", voices), ("de fase", phases))
    return " of ".join(f"{kind} {listed(names, 'of')}" for kind, names in kinds if names)


def _pair(row: PairRow) -> Record:
    rule = f"{convergence.DUTCH[convergence.Label(row['suggested'])]}, {row['explanation']}"
    return {
        "phases": f"{BY_ID[row['phase_a']].label} en {BY_ID[row['phase_b']].label.lower()}",
        "label": finding_words.convergence_text(row["label"]),
        "why": row["reason"] or row["explanation"],
        "judged": finding_words.judged(row["origin"], row["researchers"]),
        "rule": rule,
    }
