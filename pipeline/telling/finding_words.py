"""The Dutch words and marks that readers see for labels and levels of findings."""

import pandas as pd

from pipeline.blocks import Mark, MarkKind
from pipeline.codebook import Codebook
from pipeline.contracts.round_tables import AUTOMATIC, RESEARCHER
from pipeline.dutch import PICTURE, listed
from pipeline.telling.words import picture
from pipeline.triangulation import comparison, confidence, convergence
from pipeline.triangulation.findings import FindingRow
from pipeline.triangulation.judgements import Origin
from pipeline.triangulation.other_way import other_way
from pipeline.triangulation.sentences import Wording
from pipeline.triangulation.views import Prominence, Status, View

_CONVERGENCE: dict[str, tuple[str, MarkKind]] = {
    "agreement": (convergence.DUTCH[convergence.Label.AGREEMENT], "ok"),
    "partial agreement": (convergence.DUTCH[convergence.Label.PARTIAL], "warn"),
    "dissonance": (convergence.DUTCH[convergence.Label.DISSONANCE], "bad"),
    "silence": (convergence.DUTCH[convergence.Label.SILENCE], "muted"),
    "withheld": (convergence.DUTCH[convergence.Label.WITHHELD], "muted"),
    "undecided": (convergence.DUTCH[convergence.Label.UNDECIDED], "muted"),
    "both silent": (convergence.DUTCH[convergence.Label.BOTH_SILENT], "muted"),
    "not asked": (convergence.DUTCH[convergence.Label.NOT_ASKED], "muted"),
    "not in scope": (convergence.DUTCH[convergence.Label.NOT_IN_SCOPE], "muted"),
    "single source": ("één manier van onderzoeken", "muted"),
}
# Of a finding whose phases all point one way, and of one whose phases do not.
_ONE_WAY: dict[str, tuple[str, MarkKind]] = {
    "partial agreement": ("zelfde kant op, gedeeltelijk hetzelfde", "ok"),
    "dissonance": ("zelfde kant op, niet hetzelfde", "warn"),
}
_NOT_ONE_WAY: dict[str, tuple[str, MarkKind]] = {"agreement": ("grotendeels overeenstemming", "warn")}
_MEANS = {
    "high": "dit klopt zo goed als zeker",
    "moderate": "dit klopt waarschijnlijk",
    "low": "dit klopt misschien",
    "very low": "wij weten niet of dit klopt",
}
# In a sentence, with the word that labels and tables have.
SURE = {level: f"De zekerheid is {confidence.DUTCH[level]}: {means}." for level, means in _MEANS.items()}
# A look of its own: how sure something is says nothing of which way it points, nor of whether phases agree.
_CONFIDENCE: dict[str, MarkKind] = {"high": "sure3", "moderate": "sure2", "low": "sure1", "very low": "sure0"}
_COMPARED: dict[str, MarkKind] = {
    comparison.SAME: "ok",
    comparison.WEAKER: "warn",
    comparison.STRONGER: "neutral",
    comparison.NOT_SUPPORTED: "bad",
    comparison.NO_ASSERTION: "muted",
    comparison.NOT_COMPARED: "muted",
    comparison.UNDECIDED: "muted",
}
PROMINENCE = {
    Prominence.PROMINENT: "krijgt veel aandacht",
    Prominence.PRESENT: "komt voor",
    Prominence.MARGINAL: "komt weinig voor",
}
STATUS = {
    Status.SILENT: "niets gevonden",
    Status.WITHHELD: "afgeschermd",
    Status.UNDECIDED: "niet te zeggen",
    Status.NOT_ASKED: "hier niet gezocht",
    Status.NOT_IN_SCOPE: "niet ingezet",
}


# What to say beside a sentence that nobody wrote.
OWN_WORDING = {
    Wording.WRITTEN: "",
    Wording.NEUTRAL: "Deze zin maakte klankbord zelf: niemand heeft er nog een geschreven.",
    Wording.OUTDATED: (
        "Deze zin maakte klankbord zelf: de zin die iemand schreef, hoort bij een ander beeld dan het bewijs nu geeft."
    ),
}


def sure(finding: FindingRow, evidence: pd.DataFrame, book: Codebook) -> str:
    """Say how sure a finding is; of a firm one also on which topics of its question the picture is the opposite.

    Parameters
    ----------
    finding : FindingRow
        A row of `findings.csv`.
    evidence : pandas.DataFrame
        Evidence of its question.
    book : Codebook
        For the names of topics.
    """
    direction, level = int(finding["direction"]), finding["confidence"]
    firm = level in confidence.LEVELS[:2]
    other = [f"«{book.aspect_labels[finding['question'], name]}»" for name in other_way(evidence, direction)]
    if not other or not firm:
        return SURE[level]
    return f"{SURE[level]} Dat geldt voor de vraag als geheel: over {listed(other)} is het beeld {PICTURE[-direction]}."


def concerns(finding: FindingRow) -> tuple[tuple[str, str], ...]:
    """Give what makes a finding less sure: each component with its name."""
    return (
        ("Beperkingen in de methode", finding["limitations"]),
        ("Samenhang", finding["coherence"]),
        ("Hoeveel bewijs", finding["adequacy"]),
        ("Past het bij de vraag", finding["relevance"]),
    )


def convergence_label(value: str) -> Mark:
    """Mark for a convergence label."""
    return Mark(*_CONVERGENCE[value])


def convergence_of(finding: FindingRow) -> Mark:
    """Mark for the convergence of a finding; marked while researchers have not settled it."""
    text, kind = _together(finding)
    # That there is only one source can be seen: nobody needs to confirm it.
    single = finding["convergence"] == "single source"
    return Mark(text if single else text + _proposed(finding["convergence_origin"]), kind)


def convergence_text(value: str) -> str:
    """Name a convergence label as such."""
    return _CONVERGENCE[value][0]


def together(finding: FindingRow) -> str:
    """Name the convergence of a finding, in words that fit which way its phases point."""
    return _together(finding)[0]


def _together(finding: FindingRow) -> tuple[str, MarkKind]:
    """Give words and mark: a label sums up pairs of phases, and may hide that all of them point one way, or not all."""
    label = finding["convergence"]
    if finding["coherence"].startswith(confidence.ONE_WAY):
        return _ONE_WAY.get(label, _CONVERGENCE[label])
    if finding["coherence"].startswith(confidence.NOT_ONE_WAY):
        return _NOT_ONE_WAY.get(label, _CONVERGENCE[label])
    return _CONVERGENCE[label]


def judged(origin: str, researchers: str) -> str:
    """Say who determined a label or a level: the rule, or which researchers."""
    return {
        Origin.SUGGESTED: "voorstel volgens de regel",
        Origin.CONFIRMED: f"bevestigd door {researchers}",
        Origin.OVERRULED: f"bepaald door {researchers}",
        Origin.DISPUTED: f"voorstel volgens de regel; niet eens: {researchers}",
        Origin.OUTDATED: f"voorstel volgens de regel; beoordeeld op ander bewijs door {researchers}",
    }[Origin(origin)]


def who_judged(judgements: pd.DataFrame) -> str:
    """Say whether the suggestions were judged, and by whom: people, or automatic readings."""
    kinds = {kind or RESEARCHER for kind in judgements["kind"]}
    if not kinds:
        return "Niemand heeft dat al beoordeeld."
    where = "Bij elke bevinding staat wie dat deed."
    if kinds == {AUTOMATIC}:
        return f"Automatische lezingen bevestigden of veranderden dat; onderzoekers hebben het niet beoordeeld. {where}"
    both = " en automatische lezingen" if AUTOMATIC in kinds else ""
    return f"Onderzoekers{both} bevestigden of veranderden dat. {where}"


def who_wrote(findings: pd.DataFrame) -> str:
    """Say who wrote the sentences of the findings: people, or an automatic reading; empty where nobody did."""
    written = set(findings["written_by"]) - {""}
    if not written:
        return ""
    who = listed([name for kind, name in _WRITERS.items() if kind in written])
    if all(findings["written_by"] != ""):
        return f"De zinnen van de bevindingen zijn geschreven door {who}."
    return f"Een deel van de zinnen van de bevindingen is geschreven door {who}; de andere maakte klankbord."


_WRITERS = {RESEARCHER: "onderzoekers", AUTOMATIC: "een automatische lezing"}


def _proposed(origin: str) -> str:
    """Mark what no researcher has settled, wherever a label or a level shows."""
    if Origin(origin) is Origin.OUTDATED:
        return " (voorstel; beoordeeld op ander bewijs)"
    return "" if Origin(origin) in {Origin.CONFIRMED, Origin.OVERRULED} else " (voorstel)"


def verdict_on_conclusion(value: str) -> Mark:
    """Mark for how a published conclusion compares with the evidence, or that nobody compared them."""
    return Mark(comparison.DUTCH[value], _COMPARED[value])


def confidence_of(finding: FindingRow) -> Mark:
    """Mark for the confidence of a finding; marked while researchers have not settled it."""
    text = f"zekerheid: {confidence.DUTCH[finding['confidence']]}{_proposed(finding['confidence_origin'])}"
    return Mark(text, _CONFIDENCE[finding["confidence"]])


def view(seen: View) -> Mark:
    """Mark for what a phase says on a question, or why it says nothing."""
    if seen.status is Status.SPEAKS:
        return picture(seen.direction or 0)
    return Mark(STATUS[seen.status], "muted")
