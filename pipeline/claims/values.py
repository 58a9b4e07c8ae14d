"""What ``waarde("naam")`` and ``gedrukt("naam")`` print in the report, and what stands behind it."""

from collections.abc import Mapping
from fractions import Fraction
from typing import NamedTuple

import pandas as pd

from pipeline.audit.basis import Outcome
from pipeline.audit.basis import counts as outcomes_of
from pipeline.audit.contradictions import contradicted, how_many
from pipeline.audit.derived import DerivedFigure, derived
from pipeline.audit.reproduction import CheckRow, ReproductionRow
from pipeline.contracts.loading import RoundData
from pipeline.dutch import number, quantity
from pipeline.evidence.values import ValueRow
from pipeline.records import rows_of
from pipeline.triangulation import comparison

ROUND = "ronde"
# What the counts of published conclusions are called, by verdict.
_VERDICTS = {
    comparison.SAME: "zelfde",
    comparison.WEAKER: "zwakker",
    comparison.STRONGER: "sterker",
    comparison.NOT_SUPPORTED: "niet_gesteund",
    comparison.NO_ASSERTION: "geen_bewering",
    comparison.NOT_COMPARED: "nog_niet_vergeleken",
    comparison.UNDECIDED: "nog_niet_beslist",
}

# What the counts of figures are called, by how they came out.
_OUTCOMES = {
    Outcome.REPRODUCED: "klopt",
    Outcome.WITHIN_ROUNDING: "klopt_afgerond",
    Outcome.NOT_REPRODUCED: "komt_niet_uit",
    Outcome.ASSUMED: "mogelijk",
    Outcome.PART: "deel_komt_uit",
    Outcome.CONTRADICTED_PART: "deel_komt_niet_uit",
    Outcome.POSSIBLE: "past",
    Outcome.REPEATED: "elders",
    Outcome.NOTICE: "let_op",
    Outcome.NONE: "niets",
}


class Printed(NamedTuple):
    """What a name prints: the text, the id of what stands behind it, and what it is a number of, where that is told."""

    text: str
    behind: str
    unit: str = ""


def computed(data: RoundData, tables: Mapping[str, pd.DataFrame]) -> dict[str, Printed]:
    """Give what ``waarde("naam")`` prints, by name.

    A figure is printed as the document prints it, unless other figures in the document add up to something else: then
    what they add up to counts. A derived figure has no print; counts of the round are there by name, and numbers of
    evidence by its id and theirs.
    """
    audit = tables["figure_audit"]
    wrong = audit[(audit["kind"] == "formula") & (audit["verdict"] == "inconsistent")]
    recomputed = {row["figure_ids"].split()[0]: row for row in rows_of(wrong, CheckRow) if row["recomputed"]}
    measures = dict(zip(data.table("figures")["figure_id"], data.table("figures")["measure"], strict=True))
    values: dict[str, Printed] = {}
    for figure in rows_of(tables["reproduction"], ReproductionRow):
        name = figure["claim_id"].removeprefix("R-")
        if name in recomputed:
            check = recomputed[name]
            text = quantity(Fraction(check["recomputed"]), measures[name])
            values[name] = Printed(text, check["check_id"], measures[name])
        else:
            values[name] = Printed(figure["printed"], figure["claim_id"], measures[name])
    for row in rows_of(derived(data), DerivedFigure):
        if row["value"] is not None:
            text = quantity(row["value"], row["measure"])
            values[row["derived_id"]] = Printed(text, row["derived_id"], row["measure"])
    for value in rows_of(tables["values"], ValueRow):
        values[value["name"]] = Printed(value["value"], value["evidence_id"], value["unit"])
    verdicts = tables["comparison"]["verdict"].value_counts()
    outcomes = outcomes_of(tables["reproduction"])
    counts = {
        "aantal_bevindingen": len(tables["findings"]),
        "aantal_punten_bewijs": len(tables["evidence"]),
        "aantal_cijfers": len(tables["reproduction"]),
        **{f"aantal_cijfers_{name}": outcomes[outcome] for outcome, name in _OUTCOMES.items()},
        "aantal_tegenspraken": int((audit["verdict"] == "inconsistent").sum()),
        "aantal_tegenspraken_cijfers": len(contradicted(audit)),
        "aantal_keer_let_op": int((audit["verdict"] == "notice").sum()),
        "aantal_conclusies": len(tables["comparison"]),
        **{f"aantal_conclusies_{name}": int(verdicts.get(verdict, 0)) for verdict, name in _VERDICTS.items()},
    }
    told = {name: number(count) for name, count in counts.items()} | {"tegenspraken": how_many(audit)}
    return values | {name: Printed(text, ROUND) for name, text in told.items()}


def printed(tables: Mapping[str, pd.DataFrame]) -> dict[str, Printed]:
    """Give what ``gedrukt("naam")`` prints: a figure just as the document has it, also where it is contradicted."""
    rows = rows_of(tables["reproduction"], ReproductionRow)
    return {row["claim_id"].removeprefix("R-"): Printed(row["printed"], row["claim_id"]) for row in rows}
