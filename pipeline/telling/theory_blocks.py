"""The theory of change of a round, when `round.yml` has one, with what was found on each step of it."""

from collections.abc import Mapping

import pandas as pd

from pipeline.blocks import Chain, ChainLink, ChainStage, Figure, Nothing, Text, named
from pipeline.contracts.loading import RoundData
from pipeline.dutch import PICTURE
from pipeline.phases.gathering import undecided
from pipeline.records import rows_of
from pipeline.telling.finding_words import STATUS
from pipeline.theory import Link
from pipeline.triangulation import confidence
from pipeline.triangulation.findings import FindingRow
from pipeline.triangulation.views import Status

_STAGES = {
    "inputs": "Voor wie en waarmee",
    "activities": "Wat er wordt gedaan",
    "outputs": "Wat dat direct oplevert",
    "outcomes": "Wat er voor mensen verandert",
    "impact": "Wat dat op de lange duur betekent",
}
_CAPTION = "Waar het werk toe moet leiden, en wat wij ervan vonden"
_NO_CAUSE = "Dat wij bij een stap iets vonden, zegt niet dat de ene stap tot de andere leidt: dat is hier niet gemeten."
_NOT_ASKED = "niet onderzocht"


@named
def theory_of_change(data: RoundData, tables: Mapping[str, pd.DataFrame]) -> tuple[Figure, Text] | Nothing:
    """Draw what an organisation does and what that should lead to, with what was found on each step.

    Parameters
    ----------
    data : RoundData
        The round.
    tables : mapping of str to pandas.DataFrame
        The tables of the output contract; of these `findings`.
    """
    theory = data.round.theory
    if theory is None:
        return Nothing("Van deze ronde staat nergens waar het werk toe moet leiden.")
    findings = {row["question"]: row for row in rows_of(tables["findings"], FindingRow)}
    unclear = {question for _, question in undecided(data)}
    stages = tuple(
        ChainStage(_STAGES[name], tuple(_link(link, data, findings, unclear) for link in links))
        for name, links in theory.stages.items()
        if links
    )
    told = [
        f"{stage.label}: {'; '.join(f'{link.text} ({link.found or _NOT_ASKED})' for link in stage.links)}."
        for stage in stages
    ]
    alt = f"Schema van {len(stages)} onderdelen onder elkaar, elk met een pijl naar het volgende. {' '.join(told)}"
    figure = Figure(Chain(stages), _CAPTION, alt)
    source = f"Naar document {theory.document}, {theory.locator}, in eigen woorden. " if theory.document else ""
    return figure, Text(f"{source}{_NO_CAUSE}", "muted")


def _link(link: Link, data: RoundData, findings: Mapping[str, FindingRow], unclear: set[str]) -> ChainLink:
    if not link.question:
        return ChainLink(link.text)
    label, found = data.codebook.labels[link.question], findings.get(link.question)
    if found is None:
        status = Status.UNDECIDED if link.question in unclear else Status.SILENT
        return ChainLink(link.text, found=f"{label}: {STATUS[status]}")
    direction = int(found["direction"])
    sure = confidence.DUTCH[found["confidence"]]
    return ChainLink(link.text, direction, f"{label}: {PICTURE[direction]}, zekerheid {sure}")
