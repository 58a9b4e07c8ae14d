"""The Dutch words and chips that readers see for directions, labels, levels and verdicts."""

from pipeline.audit import reproduction
from pipeline.reporting.tables import ChipKind, Html, chip
from pipeline.triangulation import confidence, convergence
from pipeline.triangulation.views import Prominence, Status, View

DIRECTIONS: dict[int, tuple[str, ChipKind]] = {
    1: ("positief", "positive"),
    0: ("gemengd of neutraal", "mixed"),
    -1: ("kritisch", "negative"),
}
_CONVERGENCE: dict[str, tuple[str, ChipKind]] = {
    "agreement": (convergence.DUTCH[convergence.Label.AGREEMENT], "ok"),
    "partial agreement": (convergence.DUTCH[convergence.Label.PARTIAL], "warn"),
    "dissonance": (convergence.DUTCH[convergence.Label.DISSONANCE], "bad"),
    "silence": (convergence.DUTCH[convergence.Label.SILENCE], "muted"),
    "both silent": (convergence.DUTCH[convergence.Label.BOTH_SILENT], "muted"),
    "not asked": (convergence.DUTCH[convergence.Label.NOT_ASKED], "muted"),
    "not in scope": (convergence.DUTCH[convergence.Label.NOT_IN_SCOPE], "muted"),
    "single source": ("maar één bron", "muted"),
}
_CONFIDENCE: dict[str, ChipKind] = {"high": "ok", "moderate": "ok", "low": "warn", "very low": "bad"}
_VERDICTS: dict[str, ChipKind] = {
    "reproduced": "ok",
    "within rounding": "ok",
    "not reproduced": "bad",
    "not reproducible": "muted",
}
PROVENANCE = {
    "collected": "zelf verzameld",
    "published": "overgenomen uit een rapport",
    "reconstructed": "teruggerekend uit een rapport",
    "synthetic": "verzonnen voor een voorbeeld",
}
PROMINENCE = {
    Prominence.PROMINENT: "krijgt veel aandacht",
    Prominence.PRESENT: "komt voor",
    Prominence.MARGINAL: "komt weinig voor",
}


def direction(value: int) -> Html:
    """Chip for a direction."""
    text, kind = DIRECTIONS[int(value)]
    return chip(text, kind)


def convergence_label(value: str) -> Html:
    """Chip for a convergence label, of a pair or of a finding."""
    text, kind = _CONVERGENCE[value]
    return chip(text, kind)


def confidence_level(value: str) -> Html:
    """Chip for a level of confidence."""
    return chip(f"zekerheid: {confidence.DUTCH[value]}", _CONFIDENCE[value])


def verdict(value: str) -> Html:
    """Chip for a verdict on a published figure."""
    return chip(reproduction.DUTCH[reproduction.Outcome(value)], _VERDICTS[value])


def view(seen: View) -> Html:
    """Chip for what a phase says on a question, or why it says nothing."""
    if seen.status is Status.SPEAKS:
        return direction(seen.direction or 0)
    text = {
        Status.SILENT: "stil",
        Status.NOT_ASKED: "niet gevraagd",
        Status.NOT_IN_SCOPE: "niet ingezet",
    }[seen.status]
    return chip(text, "muted")
