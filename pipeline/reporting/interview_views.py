"""The interviews for readers: which aspects came up in which conversation."""

import pandas as pd

from pipeline.contracts.loading import RoundData
from pipeline.phases.interviews import code_by_case
from pipeline.reporting.charts.heatmap import heatmap
from pipeline.reporting.statement_views import nothing
from pipeline.reporting.tables import Html


def code_matrix(data: RoundData) -> Html:
    """Matrix of codes by case: how many statements each interview or group has on each aspect."""
    counts = code_by_case(data)
    if counts.empty:
        return nothing()
    labels = data.codebook.aspect_labels
    cases = data.tables["interview_cases"].set_index("source_id")["label"]
    legend = [f"{number} = {cases[case]}" for number, case in enumerate(counts.columns, 1)]
    shown = counts.copy()
    shown.index = pd.Index([labels[pair] for pair in counts.index], name="Aspect")
    shown.columns = [str(number) for number in range(1, len(counts.columns) + 1)]
    most = counts.stack().idxmax() if not isinstance(counts.columns, pd.MultiIndex) else None
    where = f"Het vaakst: {labels[(most[0], most[1])]} bij {cases[most[2]]}. " if most else ""
    alt = f"Tabel met kleur: rijen zijn aspecten, kolommen zijn gesprekken. {where}De aantallen staan onder de figuur."
    return heatmap(shown, caption="Aspecten per gesprek. " + "; ".join(legend) + ".", alt=alt)
