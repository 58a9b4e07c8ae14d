"""The interviews for readers: which aspects came up in which conversation."""

import pandas as pd
from markupsafe import Markup

from pipeline.codebook import Codebook
from pipeline.contracts.loading import RoundData
from pipeline.phases.interviews.cases import code_by_case
from pipeline.reporting import statement_views
from pipeline.reporting.charts.canvas import Caption
from pipeline.reporting.charts.heatmap import heatmap
from pipeline.reporting.tables import Html, block


@block
def code_matrix(data: RoundData) -> Html:
    """Matrix of codes by case for each theme: how many statements each interview or group has on each aspect."""
    counts = code_by_case(data)
    if counts.empty:
        return statement_views.nothing()
    cases = data.tables["interview_cases"].set_index("source_id")["label"]
    legend = [f"{number} = {cases[case]}" for number, case in enumerate(counts.columns, 1)]
    parts = [Markup("<p>De nummers zijn de gesprekken: {}.</p>").format("; ".join(legend))]
    themes = counts.index.get_level_values(0).map(lambda question: data.codebook.question_by_id[question].theme)
    for theme in data.codebook.themes:
        rows = counts[themes == theme.id]
        if not rows.empty:
            parts.append(_matrix(rows, f"Aspecten per gesprek: {theme.label.lower()}", data.codebook, cases))
    return Html(Markup("").join(parts))


def _matrix(counts: pd.DataFrame, caption: str, codebook: Codebook, cases: "pd.Series[str]") -> Markup:
    labels = codebook.aspect_labels
    most = counts.stack().idxmax()
    shown = counts.copy()
    shown.index = pd.Index([labels[pair] for pair in counts.index], name="Aspect")
    shown.columns = [str(number) for number in range(1, len(counts.columns) + 1)]
    alt = (
        f"Tabel met kleur: rijen zijn aspecten, kolommen zijn gesprekken. Het vaakst: {labels[(most[0], most[1])]} bij "
        f"{cases[most[2]]}. De aantallen staan onder de figuur."
    )
    return heatmap(shown, Caption(caption, alt)).__html__()
