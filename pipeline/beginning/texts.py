"""`round.yml` of a round that begins, with what to do in it."""

import json
from collections.abc import Iterable

from pipeline.beginning.plan import CODINGS, SELECTIONS, Plan, named
from pipeline.phases.declarations import PHASES
from pipeline.printable import printable

_NOT_CHOSEN = "Voor deze ronde is deze fase niet gekozen."


def round_file(plan: Plan) -> str:
    """Write `round.yml` of a round that begins, with comments for who goes on with it."""
    return "\n".join([*_about(plan), *_phases(plan), *_people(plan)]) + "\n"


def _about(plan: Plan) -> Iterable[str]:
    yield f"# De ronde {plan.round_id}. Wat achter een # staat, is uitleg; de rest leest klankbord."
    yield "# Tekst mag u veranderen. Laat de namen voor de dubbele punt staan."
    yield f"title: {_text(f'Evaluatie {plan.organisation}')}"
    yield f"organisation: {_text(plan.organisation)}"
    yield f"place: {_text(plan.place)}"
    yield f"period: {_text(plan.period)}"
    yield ""
    yield "# De hoofdvraag, zoals u die met de opdrachtgever hebt afgesproken. Zij staat voor in het rapport."
    yield f"question: {_text(f'Wat levert {plan.organisation} op, en voor wie?')}"
    yield "# Wat doet de organisatie? Vul dit aan, in gewone taal."
    yield f"summary: {_text(f'Dit is een evaluatie van {plan.organisation} in {plan.place}, over {plan.period}.')}"
    yield "# Wie vroeg om het onderzoek, wie maakte het, en wanneer? Dit staat in het colofon."
    yield '# client: "..."'
    yield '# makers: ["..."]'
    yield '# date: "..."'
    yield "# Het Word-sjabloon van uw bureau, in de map van het project: het rapport krijgt die stijl."
    yield "# house_style: huisstijl/bureau.dotx"
    if plan.synthetic:
        yield "# Alles in deze ronde is verzonnen. Dat staat dan op elke pagina."
        yield "synthetic: true"
    yield ""
    yield "# Was er een eerdere ronde, zoals een nulmeting? Noem haar map. Dan staat naast wat mensen nu antwoorden wat"
    yield "# er toen op dezelfde vragen is geantwoord."
    yield '# baseline: "..."'
    yield ""
    yield "# Vragen, codes en eigen stemmen staan in codeboek.xlsx, naast dit bestand."
    yield f"units_noun: {{one: {_text(plan.noun[0])}, more: {_text(plan.noun[1])}}}"
    yield "# Waar zij zijn, voor een schets: graden noord en oost, zoals een kaart ze geeft."
    yield "# places: []"
    yield "# Waar het werk toe moet leiden, als dat is opgeschreven: dat wordt een schema. De onderdelen zijn"
    yield "# inputs, activities, outputs, outcomes en impact. Bij een stap kan de vraag staan die ernaar kijkt."
    yield '# theory: {activities: [{text: "..."}], outcomes: [{text: "...", question: "..."}]}'


def _phases(plan: Plan) -> Iterable[str]:
    yield ""
    yield "# Welke fasen deze ronde heeft. Een fase die u (nog) niet houdt: deployed: false, met een reason."
    yield "# Zo'n reden lezen anderen ook."
    yield "phases:"
    for phase in PHASES:
        if phase.id in plan.phases:
            yield f"  {phase.id}: {{deployed: true}}  # {phase.label}"
        else:
            yield f"  {phase.id}: {{deployed: false, reason: {_text(_NOT_CHOSEN)}}}  # {phase.label}"


def _people(plan: Plan) -> Iterable[str]:
    yield ""
    yield "# Hoe mensen zijn gekozen, als een rij in een werkboek dat niet zegt. Kies uit:"
    yield f"# {', '.join(f'{name} ({words})' for name, words in SELECTIONS.items())}."
    yield f"selection: {plan.selection}" if plan.selection else "# selection: purposive"
    yield "# Hoe u codeert wat mensen zeggen. Kies uit:"
    yield f"# {', '.join(f'{name} ({words})' for name, words in CODINGS.items())}."
    yield "# Bij reflexief rekent klankbord niet uit hoe gelijk twee mensen coderen; niets wordt daarom minder zeker."
    yield f"coding: {plan.coding or next(iter(CODINGS))}"
    yield "# Codeerden twee mensen de gesprekken? Dan tellen de codes van deze persoon."
    yield '# lead_coder: "..."'
    yield "# Wat u van deelnemers bijhoudt: elk kenmerk is een kolom in deelnemers.xlsx."
    if not plan.attributes:
        yield "# attributes:"
        yield "#   - {id: leeftijd, label: Leeftijd, values: [jonger dan 65, 65 of ouder]}"
        return
    yield "attributes:"
    values = dict(plan.attributes)
    for name, label in named(values).items():
        listed = ", ".join(map(_text, values[label]))
        yield f"  - {{id: {name}, label: {_text(label)}, values: [{listed}]}}"


def _text(text: str) -> str:
    """Write a text so that YAML reads it as it is; what steers and what is no character, YAML does not take."""
    return json.dumps(printable(text), ensure_ascii=False)
