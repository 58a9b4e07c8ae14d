"""Findings for readers: what we found, how sure, who said so, who said otherwise, and how the phases relate."""

from collections.abc import Sequence

import pandas as pd
from markupsafe import Markup, escape

from pipeline.codebook import Codebook
from pipeline.dutch import count_noun
from pipeline.phases.registry import BY_ID
from pipeline.records import Record
from pipeline.reporting import words
from pipeline.reporting.tables import Html, chip, table
from pipeline.reporting.trace import Behind
from pipeline.rounds import Round
from pipeline.triangulation import confidence
from pipeline.triangulation.convergence import DUTCH as DUTCH_LABELS
from pipeline.triangulation.convergence import Label
from pipeline.triangulation.findings import Triangulation
from pipeline.triangulation.views import View, balance


def cards(
    result: Triangulation, evidence: pd.DataFrame, published: pd.DataFrame, codebook: Codebook, behind: Behind
) -> Html:
    """Card for each finding with everything that it rests on; questions without evidence say so."""
    found = {row["question"]: row for row in result.findings.to_dict("records")}
    parts = []
    for question in result.views:
        if question in found:
            rows = evidence[evidence["question"] == question]
            own = published[published["question"] == question]
            parts.append(_card(found[question], rows, own, result, codebook, behind))
        else:
            label = codebook.labels[question]
            text = "Over deze vraag is in deze ronde niets gevonden."
            parts.append(
                Markup('<section class="card"><h3>{}</h3><p class="empty">{}</p></section>').format(label, text)
            )
    return Html(Markup("").join(parts))


def _card(
    finding: Record,
    evidence: pd.DataFrame,
    published: pd.DataFrame,
    result: Triangulation,
    codebook: Codebook,
    behind: Behind,
) -> Markup:
    question = codebook.question_by_id[str(finding["question"])]
    views = result.views[question.id]
    pairs = result.convergence[result.convergence["question"] == question.id]
    parts = [
        Markup('<section class="card finding" id="{}"><h3>{}</h3><p class="muted">{}</p><p class="lead">{}</p>').format(
            finding["finding_id"], question.label, question.question, finding["statement"]
        ),
        Markup("<p>{} {} {}</p>").format(
            words.direction(int(str(finding["direction"]))),
            words.convergence_label(str(finding["convergence"])),
            words.confidence_level(str(finding["confidence"])),
        ),
        Markup("<p>{} {}</p>").format(
            confidence.MEANING[str(finding["confidence"])], voices_sentence(finding, codebook)
        ),
        _evidence_fold(finding, evidence, codebook, behind),
        _phases_fold(views, pairs, codebook, question.id),
        _confidence_fold(finding),
        _published_fold(published),
        Markup("</section>"),
    ]
    return Markup("").join(parts)


def voices_sentence(finding: Record, codebook: Codebook) -> str:
    """Say whose voices carry a finding most, and how many others do."""
    carrying = [part.split(":")[0] for part in str(finding["voices"]).split(";") if part]
    named = [codebook.labels[voice].lower() for voice in carrying]
    if not named:
        return "Geen stem draagt deze bevinding alleen."
    verb = "Het beeld komt vooral van" if int(str(finding["direction"])) == 0 else "Vooral gedragen door"
    most, others = named[:2], len(named) - 2
    more = f" en nog {count_noun(others, 'andere stem', 'andere stemmen')}" if others > 0 else ""
    return f"{verb} {(', ' if others > 0 else ' en ').join(most)}{more}."


def dissent_sentence(finding: Record, evidence: pd.DataFrame, codebook: Codebook) -> str:
    """Say who says otherwise than a finding with a direction."""
    direction = int(finding["direction"])
    if direction == 0:
        return ""
    others = evidence[(evidence["question"] == finding["question"]) & (evidence["direction"] == -direction)]
    if others.empty:
        return "Niemand zegt iets anders."
    named = [codebook.labels[voice].lower() for voice in dict.fromkeys(others["voice"])]
    listed = named[0] if len(named) == 1 else f"{', '.join(named[:-1])} en {named[-1]}"
    return f"Iets anders zeggen: {listed} ({count_noun(len(others), 'punt', 'punten')})."


def _evidence_fold(finding: Record, evidence: pd.DataFrame, codebook: Codebook, behind: Behind) -> Markup:
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
    return Markup("<details><summary>{}</summary><div id='bewijs-{}'>{}</div></details>").format(
        summary, finding["finding_id"], Markup("").join(parts)
    )


def evidence_table(evidence: pd.DataFrame, codebook: Codebook, caption: str, empty: str, behind: Behind) -> Html:
    """Table of evidence rows, each opening to the statements and figures behind it with their place in the source."""
    pairs = zip(evidence["question"], evidence["aspect"], strict=True)
    shown = pd.DataFrame(
        {
            "statement": [_with_sources(row, behind) for row in evidence.to_dict("records")],
            "aspect": [codebook.aspect_labels[pair] for pair in pairs],
            "voice": evidence["voice"].map(codebook.labels),
            "phase": [BY_ID[phase].label for phase in evidence["phase"]],
            "how_many": [how_many(record) for record in evidence.to_dict("records")],
            "quality": evidence["quality"],
            "provenance": evidence["provenance"].map(words.PROVENANCE),
        }
    )
    headers = {
        "statement": "Wat is gevonden",
        "aspect": "Aspect",
        "voice": "Stem",
        "phase": "Fase",
        "how_many": "Hoeveel",
        "quality": "Let op",
        "provenance": "Herkomst",
    }
    return table(shown, caption, headers=headers, empty=empty)


def _with_sources(row: Record, behind: Behind) -> Html:
    """Show what was found; a fold-out has every statement and figure behind it, with its place and the row's number."""
    sources = behind.get(row["evidence_id"], [])
    items = Markup("").join(
        Markup("<li>{} <span class='muted'>({})</span></li>").format(text, place) for text, place in sources
    )
    summary = f"Waar staat dit? {count_noun(len(sources), 'vindplaats', 'vindplaatsen')}"
    return Html(
        Markup("{}<details><summary>{}</summary><ul>{}</ul><p class='muted'>Nummer: {}</p></details>").format(
            row["statement"], summary, items, row["evidence_id"]
        )
    )


def how_many(record: Record) -> str:
    """Say how many persons or statements are behind a row of evidence."""
    if pd.isna(record["n"]):
        return ""
    noun = {"personen": ("persoon", "personen"), "uitspraken": ("uitspraak", "uitspraken")}[record["counted"]]
    return f"{record['n']} van {count_noun(int(record['n_total']), *noun)}"


def _phases_fold(views: Sequence[View], pairs: pd.DataFrame, codebook: Codebook, question: str) -> Markup:
    shown = pd.DataFrame(
        {
            "phase": [BY_ID[view.phase].label for view in views],
            "view": [words.view(view) for view in views],
            "prominence": [words.PROMINENCE[view.prominence] if view.prominence else "" for view in views],
            "aspects": [_aspects(view, codebook, question) for view in views],
        }
    )
    headers = {"phase": "Fase", "view": "Richting", "prominence": "Hoe zwaar", "aspects": "Aspecten"}
    per_phase = table(shown, "Wat elke fase zegt", headers=headers, row_header="phase")
    return Markup("<details><summary>Hoe de fasen zich tot elkaar verhouden</summary>{}{}</details>").format(
        per_phase, convergence_table(pairs)
    )


def _aspects(view: View, codebook: Codebook, question: str) -> str:
    signs = {1: "+", 0: "±", -1: "−"}
    found = (view.aspects or {}).items()
    return "; ".join(
        f"{codebook.aspect_labels[(question, aspect)]} ({signs[direction]})" for aspect, direction in found
    )


def convergence_table(pairs: pd.DataFrame) -> Html:
    """Table of the convergence label of every pair of phases that was deployed and asked."""
    relevant = pairs[~pairs["label"].isin(["not in scope", "not asked"])]
    shown = pd.DataFrame(
        {
            "pair": [
                f"{BY_ID[row.phase_a].label} en {BY_ID[row.phase_b].label.lower()}" for row in relevant.itertuples()
            ],
            "label": [words.convergence_label(label) for label in relevant["label"]],
            "explanation": relevant["explanation"],
            "origin": relevant["origin"].map({"suggested": "voorstel van klankbord"}),
        }
    )
    headers = {
        "pair": "Twee fasen",
        "label": "Verhouding",
        "explanation": "Waarom",
        "origin": "Wie bepaalde dit",
    }
    return table(shown, "Hoe twee fasen zich tot elkaar verhouden", headers=headers, row_header="pair")


def _confidence_fold(finding: Record) -> Markup:
    parts = (
        ("Beperkingen in de methode", "limitations"),
        ("Samenhang", "coherence"),
        ("Hoeveel bewijs", "adequacy"),
        ("Past het bij de vraag", "relevance"),
    )
    items = Markup("").join(Markup("<dt>{}</dt><dd>{}</dd>").format(label, finding[name]) for label, name in parts)
    return Markup(
        "<details><summary>Waarom deze zekerheid</summary><dl>{}</dl>"
        "<p>Dit is een voorstel, naar GRADE-CERQual (aangepast). Een onderzoeker moet het nog bevestigen.</p></details>"
    ).format(items)


def _published_fold(published: pd.DataFrame) -> Markup:
    if published.empty:
        return Markup("")
    items = Markup("").join(
        Markup("<li>{} {} <span class='muted'>({}, {})</span></li>").format(
            words.direction(row["direction"]), row["statement"], row["document"], row["locator"]
        )
        for row in published.to_dict("records")
    )
    return Markup(
        "<details><summary>Wat het gepubliceerde rapport hierover concludeert</summary><ul>{}</ul></details>"
    ).format(items)


def overview(findings: pd.DataFrame, codebook: Codebook) -> Html:
    """Table of all findings of a round, by theme."""
    shown = pd.DataFrame(
        {
            "theme": findings["theme"].map(codebook.labels),
            "question": findings["question"].map(codebook.labels),
            "statement": findings["statement"],
            "direction": [words.direction(value) for value in findings["direction"]],
            "convergence": [words.convergence_label(value) for value in findings["convergence"]],
            "confidence": [words.confidence_level(value) for value in findings["confidence"]],
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


def against_published(findings: pd.DataFrame, published: pd.DataFrame, codebook: Codebook) -> Html:
    """Table of what the report concludes on each question beside the finding, and every conclusion in a fold-out.

    Conclusions on one question are weighed as cells of evidence are: one side must be at least twice the other.
    """
    by_question = findings.set_index("question")
    rows = []
    for question, conclusions in published.groupby("question", sort=False):
        positive, negative = (int((conclusions["direction"] == sign).sum()) for sign in (1, -1))
        concluded = balance(positive, negative)
        own = by_question.loc[question] if question in by_question.index else None
        rows.append(
            {
                "question": codebook.labels[str(question)],
                "published": f"{positive} positief, {negative} kritisch, {len(conclusions)} in totaal",
                "direction": words.direction(concluded),
                "own": words.direction(own["direction"]) if own is not None else "",
                "statement": own["statement"] if own is not None else "",
                "same": _compare(None if own is None else int(own["direction"]), concluded),
            }
        )
    headers = {
        "question": "Vraag",
        "published": "Conclusies in het rapport",
        "direction": "Samen",
        "own": "Onze bevinding",
        "statement": "In woorden",
        "same": "Vergelijking",
    }
    shown = pd.DataFrame(rows, columns=list(headers))
    made = table(shown, "Conclusies van het rapport naast onze bevindingen", headers=headers, row_header="question")
    return Html(made.__html__() + _every_conclusion(published, codebook))


def _every_conclusion(published: pd.DataFrame, codebook: Codebook) -> Markup:
    shown = pd.DataFrame(
        {
            "question": published["question"].map(codebook.labels),
            "statement": published["statement"],
            "direction": [words.direction(value) for value in published["direction"]],
            "strength": published["strength"],
            "locator": published["document"] + ", " + published["locator"],
        }
    )
    headers = {
        "question": "Vraag",
        "statement": "Conclusie",
        "direction": "Richting",
        "strength": "Hoe stellig",
        "locator": "Vindplaats",
    }
    made = table(shown, "Alle conclusies van het rapport", headers=headers)
    count = count_noun(len(published), "conclusie", "conclusies")
    return Markup("<details><summary>Alle {} van het rapport</summary>{}</details>").format(count, made)


def _compare(own: int | None, published: int) -> Html:
    if own is None:
        return chip("geen bevinding", "muted")
    return chip("zelfde richting", "ok") if own == published else chip("andere richting", "warn")


def phase_summary(round_: Round, evidence: pd.DataFrame) -> Html:
    """Table of the phases: deployed or not, and how much evidence each handed on."""
    rows = []
    for phase in BY_ID.values():
        deployment = round_.phases[phase.id]
        rows.append(
            {
                "phase": phase.label,
                "deployed": chip("ingezet", "ok") if deployment.deployed else chip("niet ingezet", "muted"),
                "method": phase.method if deployment.deployed else deployment.reason,
                "evidence": int((evidence["phase"] == phase.id).sum()),
            }
        )
    headers = {"phase": "Fase", "deployed": "Ingezet?", "method": "Hoe", "evidence": "Punten bewijs"}
    return table(pd.DataFrame(rows), "De fasen van dit onderzoek", headers=headers, row_header="phase")


def label_counts(result: Triangulation, codebook: Codebook) -> Html:
    """Table of how often each convergence label occurs, by question."""
    counts = pd.crosstab(result.convergence["question"], result.convergence["label"])
    shown: dict[str, list[object]] = {"question": [codebook.labels[question] for question in result.views]}
    headers = {"question": "Vraag"}
    for label in Label:
        if label.value in counts:
            shown[label.value] = [int(counts.loc[question, label.value]) for question in result.views]
            headers[label.value] = DUTCH_LABELS[label].capitalize()
    caption = "Paren van fasen naar verhouding"
    return table(pd.DataFrame(shown), caption, headers=headers, row_header="question")


def limits(texts: Sequence[str]) -> Html:
    """Make a box with what every reader of the round must know."""
    items = Markup("").join(Markup("<li>{}</li>").format(text) for text in texts)
    return Html(
        Markup('<div class="note warn"><p><strong>Goed om te weten</strong></p><ul>{}</ul></div>').format(items)
    )


def box(text: str, kind: str = "") -> Html:
    """Make a box with a short text; `kind` is empty, ``warn`` or ``bad``."""
    return Html(Markup('<p class="note {}">{}</p>').format(kind, escape(text)))
