"""What a reader has to know of evidence that rests on a figure which others contradict."""

from dataclasses import replace
from fractions import Fraction
from pathlib import PurePosixPath

import pandas as pd

from pipeline.audit.contradictions import contradicted, noticed
from pipeline.audit.reproduction import CheckRow
from pipeline.dutch import number
from pipeline.evidence.table import SAYS, Evidence, TraceRow
from pipeline.records import rows_of


def noted(evidence: Evidence, figure_audit: pd.DataFrame) -> Evidence:
    """Say with each piece of evidence that one of its figures is in a contradiction, or what else is to be told of it.

    A report may print the recomputed figure: then the evidence must not say the printed one as if nothing were wrong.

    Parameters
    ----------
    evidence : Evidence
        As the phases gathered it, before any figure was audited.
    figure_audit : pandas.DataFrame
        As `figure_audit.csv` has it.

    Returns
    -------
    Evidence
        The same, with the note in `quality` of its rows.
    """
    notes: dict[str, str] = {}
    for verdict, involved in (("inconsistent", contradicted(figure_audit)), ("notice", noticed(figure_audit))):
        for check in rows_of(figure_audit[figure_audit["verdict"] == verdict], CheckRow):
            for name in check["figure_ids"].split():
                if name in involved:
                    notes.setdefault(name, _note(check))
    found: dict[str, dict[str, None]] = {}
    for step in rows_of(evidence.trace, TraceRow):
        if step["role"] == SAYS and PurePosixPath(step["file"]).stem == "figures" and step["key"] in notes:
            found.setdefault(step["evidence_id"], {})[notes[step["key"]]] = None
    if not found:
        return evidence
    told = [
        " ".join([*([f"{quality.removesuffix('.')}."] if quality else []), *found.get(name, ())])
        if name in found
        else quality
        for name, quality in zip(evidence.rows["evidence_id"], evidence.rows["quality"], strict=True)
    ]
    return replace(evidence, rows=evidence.rows.assign(quality=told))


def _note(check: CheckRow) -> str:
    if check["verdict"] == "notice":
        return f"Let op bij het cijfer {check['printed']}. {check['explanation']}"
    if not check["recomputed"]:
        return f"Een cijfer hieronder spreekt een ander cijfer tegen: gedrukt is {check['printed']}."
    follows = number(float(Fraction(check["recomputed"])))
    return f"Een cijfer hieronder komt niet uit: gedrukt is {check['printed']}, uit andere cijfers volgt {follows}."
