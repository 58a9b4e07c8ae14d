"""Findings for readers: what we found, how sure, who said so, who said otherwise, and how the phases relate."""

import pandas as pd
from markupsafe import Markup

from pipeline.addresses import NOTEBOOKS, evidence_place, report_page, seen_from, used_place
from pipeline.codebook import Codebook
from pipeline.dutch import count_noun, listed
from pipeline.evidence.table import EvidenceRow
from pipeline.phases.declarations import BY_ID
from pipeline.records import rows_of
from pipeline.reporting import finding_words, words
from pipeline.reporting.comparison_views import conclusions_fold
from pipeline.reporting.convergence_views import phases_fold
from pipeline.reporting.evidence_views import evidence_table, in_short
from pipeline.reporting.tables import Html, block, table
from pipeline.reporting.trace import Behind
from pipeline.reporting.voice_views import voices_fold
from pipeline.rules import Rules
from pipeline.triangulation import confidence
from pipeline.triangulation.findings import FindingRow, Triangulation
from pipeline.triangulation.negative_cases import AGAINST, CRITICAL, POSITIVE, strongest_first
from pipeline.triangulation.views import Status
from pipeline.triangulation.views import cells as weighed


@block
def cards(
    result: Triangulation, evidence: pd.DataFrame, compared: pd.DataFrame, codebook: Codebook, behind: Behind
) -> Html:
    """Card for each finding with everything that it rests on; questions without evidence say so.

    Parameters
    ----------
    result : Triangulation
        The findings of a theme, or of a whole round.
    evidence : pandas.DataFrame
        Evidence rows of all phases.
    compared : pandas.DataFrame
        Published conclusions beside our findings, as `comparison.csv` has them.
    codebook : Codebook
        For the names of questions, aspects and voices.
    behind : dict
        What stands behind each piece of evidence.
    """
    found = {row["question"]: row for row in rows_of(result.findings, FindingRow)}
    parts = []
    for question in result.views:
        if question in found:
            rows = evidence[evidence["question"] == question]
            own = compared[compared["question"] == question]
            parts.append(_card(found[question], rows, own, result, codebook, behind))
        else:
            label = codebook.labels[question]
            hidden = any(view.status is Status.WITHHELD for view in result.views[question])
            text = _HIDDEN if hidden else "Over deze vraag is in deze ronde niets gevonden."
            parts.append(
                Markup('<section class="card"><h3>{}</h3><p class="empty">{}</p></section>').format(label, text)
            )
    return Html(Markup("").join(parts))


_HIDDEN = "Wat hierover is gezegd, is afgeschermd om niemand herkenbaar te maken."


def _card(
    finding: FindingRow,
    evidence: pd.DataFrame,
    compared: pd.DataFrame,
    result: Triangulation,
    codebook: Codebook,
    behind: Behind,
) -> Markup:
    question = codebook.question_by_id[finding["question"]]
    pairs = result.convergence[result.convergence["question"] == question.id]
    own = {name: rows[rows["finding_id"] == finding["finding_id"]] for name, rows in _by_finding(result).items()}
    parts = [
        Markup('<section class="card finding" id="{}"><h3>{}</h3><p class="muted">{}</p><p class="lead">{}</p>').format(
            finding["finding_id"], question.label, question.question, finding["statement"]
        ),
        Markup("<p>{} {} {}</p>").format(
            words.direction(finding["direction"]),
            finding_words.convergence_of(finding),
            finding_words.confidence_of(finding),
        ),
        Markup("<p>{} {}</p>").format(confidence.MEANING[finding["confidence"]], voices_sentence(finding, codebook)),
        _fragile(finding),
        _both_sides(finding, evidence, own["negative_cases"], codebook, behind, result.rules),
        _evidence_fold(finding, evidence, codebook, behind),
        voices_fold(own["voices"], own["robustness"], codebook),
        phases_fold(result.views[question.id], pairs, codebook, question.id),
        _confidence_fold(finding),
        conclusions_fold(compared),
        Markup("<p><a href='{}'>Waar het rapport dit gebruikt</a></p></section>").format(
            seen_from(NOTEBOOKS, report_page(used_place(finding["finding_id"])))
        ),
    ]
    return Markup("").join(parts)


def _by_finding(result: Triangulation) -> dict[str, pd.DataFrame]:
    return {name: result.tables[name] for name in ("negative_cases", "voices", "robustness")}


def _fragile(finding: FindingRow) -> Markup:
    """Say in the card itself when a finding hangs on one voice or phase; a footnote would be overlooked."""
    if not finding["fragile"]:
        return Markup("")
    return Markup('<p class="note warn"><strong>Let op.</strong> {}</p>').format(finding["fragile"])


_SIDES = {
    AGAINST: "Wat het sterkst daartegen pleit",
    POSITIVE: "Het sterkste positieve punt",
    CRITICAL: "Het sterkste kritische punt",
}


def _both_sides(
    finding: FindingRow,
    evidence: pd.DataFrame,
    cases: pd.DataFrame,
    codebook: Codebook,
    behind: Behind,
    rules: Rules,
) -> Markup:
    """Put the strongest evidence for a finding and the strongest against it beside each other."""
    columns = []
    direction = int(finding["direction"])
    by_id = {row["evidence_id"]: row for row in rows_of(evidence, EvidenceRow)}
    if direction:
        supporting = strongest_first(evidence[evidence["direction"] == direction], weighed(evidence, rules))
        columns.append(_side("Wat dit het sterkst steunt", supporting, by_id, codebook, behind, ""))
    for side, rows in cases.groupby("side", sort=False):
        names = [name for name in rows["evidence_id"] if name]
        nothing = looked_in(str(rows["looked_in"].iloc[0]))
        columns.append(_side(_SIDES[str(side)], names, by_id, codebook, behind, nothing))
    return Markup("<div class='sides'>{}</div>").format(Markup("").join(columns))


def _side(
    title: str, names: list[str], by_id: dict[str, EvidenceRow], codebook: Codebook, behind: Behind, nothing: str
) -> Markup:
    if not names:
        return Markup("<div><h4>{}</h4><p>{}</p></div>").format(title, nothing)
    more = len(names) - 1
    rest = f"En nog {count_noun(more, 'punt', 'punten')}; zie het bewijs." if more else ""
    return Markup("<div><h4>{}</h4><p>{}</p><p class='muted'>{}</p></div>").format(
        title, in_short(by_id[names[0]], codebook, behind), rest
    )


def looked_in(text: str) -> str:
    """Say in which phases was looked in vain, from ``phase:number`` pairs."""
    places = [part.split(":") for part in text.split()]
    named = [f"{BY_ID[phase].label.lower()} ({count_noun(int(n), 'punt', 'punten')})" for phase, n in places]
    return f"Niets gevonden. Gezocht in {listed(named)}."


def voices_sentence(finding: FindingRow, codebook: Codebook) -> str:
    """Say whose voices carry a finding most, and how many others do."""
    carrying = [part.split(":")[0] for part in finding["voices"].split(";") if part]
    named = [codebook.labels[voice].lower() for voice in carrying]
    if not named:
        return "Geen stem draagt deze bevinding alleen."
    verb = "Het beeld komt vooral van" if finding["direction"] == 0 else "Vooral gedragen door"
    most, others = named[:2], len(named) - 2
    more = f" en nog {count_noun(others, 'andere stem', 'andere stemmen')}" if others > 0 else ""
    return f"{verb} {(', ' if others > 0 else ' en ').join(most)}{more}."


def dissent_sentence(finding: FindingRow, evidence: pd.DataFrame, codebook: Codebook) -> str:
    """Say who says otherwise than a finding with a direction."""
    direction = int(finding["direction"])
    if direction == 0:
        return ""
    others = evidence[(evidence["question"] == finding["question"]) & (evidence["direction"] == -direction)]
    if others.empty:
        return "Wij vonden niemand die iets anders zegt."
    named = [codebook.labels[voice].lower() for voice in dict.fromkeys(others["voice"])]
    return f"Iets anders zeggen: {listed(named)} ({count_noun(len(others), 'punt', 'punten')})."


def _evidence_fold(finding: FindingRow, evidence: pd.DataFrame, codebook: Codebook, behind: Behind) -> Markup:
    """Evidence in both directions, beside each other: what supports a finding is never shown without the rest."""
    direction = int(finding["direction"])
    groups = (
        ((1, "Positieve punten", "Geen positieve punten."), (-1, "Kritische punten", "Geen kritische punten."))
        if direction == 0
        else (
            (direction, "Wat deze bevinding steunt", "Niets gevonden dat dit steunt."),
            (-direction, "Wat deze bevinding tegenspreekt", "Niets gevonden dat dit tegenspreekt."),
        )
    )
    parts = []
    for sign, caption, nothing in (*groups, (0, "Neutrale punten", "Geen neutrale punten.")):
        rows = evidence[evidence["direction"] == sign]
        label = f"{codebook.labels[finding['question']]}: {caption.lower()}"
        parts.append(Markup("<h4>{}</h4>{}").format(caption, evidence_table(rows, codebook, label, nothing, behind)))
    summary = f"Het bewijs: {count_noun(len(evidence), 'punt', 'punten')}"
    # A link to an id inside a fold-out opens it.
    return Markup("<details><summary>{}</summary><div id='{}'>{}</div></details>").format(
        summary, evidence_place(finding["finding_id"]), Markup("").join(parts)
    )


def _confidence_fold(finding: FindingRow) -> Markup:
    concerns = finding_words.concerns(finding)
    items = Markup("").join(Markup("<dt>{}</dt><dd>{}</dd>").format(label, text) for label, text in concerns)
    raise_it = finding["would_raise"] or "Niets: er is geen bezwaar gevonden."
    items += Markup("<dt>Wat de zekerheid zou verhogen</dt><dd>{}</dd>").format(raise_it)
    origin = finding_words.judged(finding["confidence_origin"], finding["confidence_researchers"])
    suggested = confidence.DUTCH[finding["confidence_suggested"]]
    return Markup(
        "<details><summary>Waarom deze zekerheid</summary><dl>{}</dl>"
        "<p>Zekerheid {}: {}. {}</p><p class='muted'>Voorstel volgens de regel, naar GRADE-CERQual (aangepast): {}.</p>"
        "</details>"
    ).format(items, confidence.DUTCH[finding["confidence"]], origin, finding["confidence_reason"], suggested)


@block
def overview(findings: pd.DataFrame, codebook: Codebook) -> Html:
    """Table of all findings of a round, by theme."""
    rows = rows_of(findings, FindingRow)
    shown = pd.DataFrame(
        {
            "theme": findings["theme"].map(codebook.labels),
            "question": findings["question"].map(codebook.labels),
            "statement": findings["statement"],
            "direction": [words.direction(value) for value in findings["direction"]],
            "convergence": [finding_words.convergence_of(row) for row in rows],
            "confidence": [finding_words.confidence_of(row) for row in rows],
        }
    )
    headers = {
        "theme": "Thema",
        "question": "Vraag",
        "statement": "Bevinding",
        "direction": "Richting",
        "convergence": "Bronnen samen",
        "confidence": "Zekerheid",
    }
    return table(shown, "Alle bevindingen", headers=headers)
