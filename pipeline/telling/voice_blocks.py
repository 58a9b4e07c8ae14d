"""Whose voice carries a finding, for readers: its share by voice, and what is left without one voice or phase."""

import pandas as pd

from pipeline.blocks import Fold, Mark, Table, Text
from pipeline.codebook import Codebook
from pipeline.dutch import percent
from pipeline.phases.declarations import BY_ID
from pipeline.records import rows_of
from pipeline.telling import finding_words, words
from pipeline.telling.relations import WEIGHED
from pipeline.telling.tables import table
from pipeline.triangulation.robustness import VOICE, Outcome, RobustnessRow

_OUTCOMES = {
    Outcome.SAME: "blijft gelijk",
    Outcome.CONVERGENCE_CHANGES: "zelfde kant op, fasen verhouden zich anders",
    Outcome.TURNS: "kantelt",
    Outcome.VANISHES: "er blijft niets over",
}


def voices_fold(voices: pd.DataFrame, robustness: pd.DataFrame, evidence: pd.DataFrame, codebook: Codebook) -> Fold:
    """Fold out who carries a finding, and what becomes of it when one voice or one phase is left out.

    Parameters
    ----------
    voices, robustness : pandas.DataFrame
        Rows of one finding.
    evidence : pandas.DataFrame
        Evidence of its question.
    codebook : Codebook
        For the names of voices.
    """
    return Fold(
        "Wie deze bevinding draagt",
        (_shares(voices, evidence, codebook), Text(WEIGHED, "muted"), _without(robustness, codebook)),
    )


def _shares(voices: pd.DataFrame, evidence: pd.DataFrame, codebook: Codebook) -> Table:
    """Give the share of each voice, beside its points each way: as many as stand in the list of evidence."""
    points = pd.crosstab(evidence["voice"], evidence["direction"]).reindex(
        index=voices["voice"], columns=[1, 0, -1], fill_value=0
    )
    shown = pd.DataFrame(
        {
            "voice": voices["voice"].map(codebook.labels),
            "share": [percent(float(share)) for share in voices["share_of_support"]],
            "positive": points[1].tolist(),
            "neutral": points[0].tolist(),
            "critical": points[-1].tolist(),
        }
    )
    headers = {
        "voice": "Stem",
        "share": "Aandeel in de steun",
        "positive": "Positieve punten",
        "neutral": "Neutrale punten",
        "critical": "Kritische punten",
    }
    return table(shown, "Aandeel van elke stem", headers=headers, row_header="voice", numeric=["share"])


def _without(robustness: pd.DataFrame, codebook: Codebook) -> Table:
    rows = []
    for row in rows_of(robustness, RobustnessRow):
        voice = row["left_out_kind"] == VOICE
        gone = row["outcome"] == Outcome.VANISHES
        rows.append(
            {
                "left_out": codebook.labels[row["left_out"]] if voice else BY_ID[row["left_out"]].label,
                "kind": "stem" if voice else "fase",
                "direction": "" if gone else words.picture(row["direction"]),
                "convergence": "" if gone else finding_words.convergence_label(row["convergence"]),
                "outcome": _outcome(Outcome(row["outcome"])),
            }
        )
    headers = {
        "left_out": "Zonder",
        "kind": "Soort",
        "direction": "Richting",
        "convergence": "Fasen samen, volgens de regel",
        "outcome": "De bevinding",
    }
    shown = pd.DataFrame(rows, columns=list(headers))
    return table(shown, "De bevinding zonder één stem of één fase", headers=headers, row_header="left_out")


def _outcome(outcome: Outcome) -> Mark:
    return Mark(_OUTCOMES[outcome], "warn" if outcome in {Outcome.TURNS, Outcome.VANISHES} else "ok")
