"""The round for readers: its phases, and how far those who judged agree."""

import pandas as pd

from pipeline.blocks import Mark, Nothing, Table, named
from pipeline.dutch import number, percents
from pipeline.phases.declarations import BY_ID
from pipeline.records import rows_of
from pipeline.rounds import Round
from pipeline.rules import Rules
from pipeline.statistics.agreement import ALPHA, KAPPA, PERCENT
from pipeline.telling.tables import table
from pipeline.triangulation.reliability import AgreementRow


@named
def phase_summary(round_: Round, evidence: pd.DataFrame) -> Table:
    """Table of the phases: deployed or not, and how much evidence each handed on."""
    rows = []
    for phase in BY_ID.values():
        deployment = round_.deployment(phase.id)
        rows.append(
            {
                "phase": phase.label,
                "deployed": Mark("ingezet", "ok") if deployment.deployed else Mark("niet ingezet", "muted"),
                "method": phase.method if deployment.deployed else deployment.reason,
                "evidence": int((evidence["phase"] == phase.id).sum()),
            }
        )
    headers = {"phase": "Fase", "deployed": "Ingezet?", "method": "Hoe", "evidence": "Punten bewijs"}
    return table(pd.DataFrame(rows), "De fasen van dit onderzoek", headers=headers, row_header="phase")


_COEFFICIENTS = {
    PERCENT: "Deel waarin zij hetzelfde kozen",
    KAPPA: "Kappa van Cohen",
    ALPHA: "Alfa van Krippendorff",
}
_SCOPES = {
    "convergence": "Verhouding tussen twee fasen die allebei iets zeggen",
    "confidence": "Zekerheid",
    "published conclusions": "Of het bewijs een gepubliceerde conclusie draagt",
}


@named
def agreement(table_of_agreement: pd.DataFrame, rules: Rules) -> Table | Nothing:
    """Table of how far those who coded or judged agree, or why there is nothing to compute."""
    if table_of_agreement.empty:
        return Nothing("Niemand codeerde of beoordeelde hier iets.")
    rows = []
    for row in rows_of(table_of_agreement, AgreementRow):
        interval = f"{_decimal(row['low'])} tot {_decimal(row['high'])}" if row["low"] else ""
        rows.append(
            {
                "scope": _SCOPES.get(row["scope"]) or BY_ID[row["scope"]].label,
                "units": row["n_units"],
                "coefficient": _COEFFICIENTS.get(row["coefficient"], ""),
                "value": _decimal(row["value"]) if row["value"] else "",
                "interval": interval,
                "remark": row["remark"],
            }
        )
    headers = {
        "scope": "Waarover",
        "units": "Hoeveel beoordeeld",
        "coefficient": "Maat",
        "value": "Waarde",
        "interval": f"Met {percents(rules.interval)} zekerheid tussen",
        "remark": "Opmerking",
    }
    shown = pd.DataFrame(rows, columns=list(headers))
    return table(shown, "Hoe ver wie codeerde of beoordeelde het eens is", headers=headers, numeric=["value"])


def _decimal(text: str) -> str:
    return number(float(text), 2)
