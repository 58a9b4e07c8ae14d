"""The interviews for readers: which aspects came up in which conversation, and what can't be seen in them."""

import pandas as pd

from pipeline.blocks import Block, Figure, Nothing, Table, Text, named
from pipeline.codebook import Codebook
from pipeline.contracts.loading import RoundData
from pipeline.contracts.provenance import REPORTED
from pipeline.dutch import listed
from pipeline.phases.interviews.cases import code_by_case
from pipeline.phases.interviews.segments import said
from pipeline.telling import statement_blocks
from pipeline.telling.figures import Caption, heatmap, most, on_one_span


@named
def insiders(data: RoundData) -> Text | Nothing:
    """Say whose statements are about their own organisation, where any of them spoke."""
    spoke = set(data.tables["interview_statements"]["voice"]) | {each.person.voice for each in said(data)}
    names = [voice.label for voice in data.codebook.voices if voice.insider and voice.id in spoke]
    if not names:
        return Nothing("Niemand spreekt hier over de eigen organisatie.")
    return Text(f"Wie bij «{listed(names)}» hoort, spreekt over de eigen organisatie.")


@named
def cannot_show(data: RoundData) -> Text | Nothing:
    """Say of which sources is not known who said what, where there are any."""
    cases, statements = data.tables["interview_cases"], data.tables["interview_statements"]
    uncounted = set(statements.loc[statements["n"].isna(), "source"])
    groups = cases[(cases["persons"].fillna(0) != 1) & cases["source_id"].isin(uncounted)]
    if groups.empty:
        return Nothing("Van elke uitspraak is bekend hoeveel mensen haar deden.")
    names = "; ".join(groups["label"])
    return Text(
        f"Van deze bronnen is niet bekend hoeveel mensen een uitspraak deden: {names}. Klankbord telt daar "
        "verschillende uitspraken en geen mensen. Tien uitspraken kunnen dus van tien mensen komen, maar ook van twee."
    )


@named
def code_matrix(data: RoundData) -> Nothing | tuple[Block, ...]:
    """Matrix of codes by case for each theme: how many statements each interview or group has on each aspect."""
    counts = code_by_case(data)
    if counts.empty:
        return statement_blocks.nothing(data, "interview_statements")
    if data.edition.smallest and not data.tables["interview_statements"]["provenance"].isin(REPORTED).all():
        return Nothing("Wat in elk gesprek apart ter sprake kwam, staat er niet: dan is te zien wie wat zei.")
    cases = data.tables["interview_cases"].set_index("source_id")["label"]
    legend = [f"{number} = {cases[case]}" for number, case in enumerate(counts.columns, 1)]
    parts: list[Block] = [Text(f"De nummers zijn de gesprekken: {'; '.join(legend)}.")]
    themes = counts.index.get_level_values(0).map(lambda question: data.codebook.question_by_id[question].theme)
    for theme in data.codebook.themes:
        rows = counts[themes == theme.id]
        if not rows.empty:
            parts.append(_matrix(rows, f"Aspecten per gesprek: {theme.label.lower()}", data.codebook, cases))
    return on_one_span(parts)


def _matrix(counts: pd.DataFrame, caption: str, codebook: Codebook, cases: "pd.Series[str]") -> Figure | Table:
    labels = codebook.aspect_labels
    cells = counts.stack()
    cells.index = pd.Index(
        [f"{labels[(question, aspect)]} bij {cases[case]}" for question, aspect, case in cells.index]
    )
    shown = counts.copy()
    shown.index = pd.Index([labels[pair] for pair in counts.index], name="Aspect")
    shown.columns = [str(number) for number in range(1, len(counts.columns) + 1)]
    alt = (
        f"Tabel met kleur: rijen zijn aspecten, kolommen zijn gesprekken. Het vaakst: {most(cells)}. "
        "De aantallen staan onder de figuur."
    )
    return heatmap(shown, Caption(caption, alt))
