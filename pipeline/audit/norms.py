"""What a document says itself of its targets: how they are measured, and how hard they are."""

import re
from collections import defaultdict
from collections.abc import Iterator

from pipeline.audit.check import Check, Figures, Verdict
from pipeline.contracts.loading import RoundData
from pipeline.dutch import number, percent
from pipeline.phases.desk_research.results import comparisons, own_norm

METHOD, INDICATIVE = "method", "indicative target"
_TALKS = re.compile(r"\b\w*(?:interviews?|gesprek(?:ken)?)\b", re.IGNORECASE)
_CHANGE = re.compile(
    r"^(?:daling|stijging|toename|afname|groei|vermindering|verhoging|verlaging|minder|meer)\b", re.IGNORECASE
)


def check_methods(figures: Figures) -> Iterator[Check]:
    """Tell of a target for a change that talks would have to measure: they count nothing at two moments."""
    groups: dict[tuple[str, str, str], list[str]] = defaultdict(list)
    for name, figure in figures.items():
        if figure["role"] == "target" and _TALKS.search(figure["method"]) and _CHANGE.search(figure["quantity"]):
            groups[figure["document"], figure["quantity"], figure["method"]].append(name)
    for (_, _, method), names in groups.items():
        for name in names:
            others = tuple(other for other in names if other != name)
            told = (
                f"Dit zou worden gemeten met «{method}». Gesprekken tellen niet: of iets zoveel meer of minder is, "
                "vraagt twee metingen van hetzelfde."
            )
            yield Check(METHOD, name, others, None, Verdict.NOTICE, False, told)


def check_indicative(data: RoundData) -> Iterator[Check]:
    """Tell of a result short of its target that the document of the target calls its targets indicative itself."""
    for found in comparisons(data):
        result, *targets = found.figure_ids
        if found.direction < 1 and found.indicative:
            told = (
                f"Gehaald is {number(float(found.realised))} van het doel {number(float(found.target))} "
                f"({percent(float(found.share))}). {own_norm(found.indicative)}"
            )
            yield Check(INDICATIVE, result, tuple(targets), None, Verdict.NOTICE, False, told)
