"""Commands about people: what the panel says, who withdraws, and what may be known of somebody."""

from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape

from pipeline import called, showing
from pipeline.commands.options import RoundName
from pipeline.console import OUT
from pipeline.errors import NotTakenError


def serve(
    round_id: RoundName,
    participants: Annotated[
        int, typer.Option("--participants", metavar="AANTAL", min=1, max=100, help="Hoeveel mensen meedoen.")
    ],
    panel: Annotated[
        str, typer.Option("--panel", metavar="GROEP", help="Welke groep, als round.yml er meer dan één noemt.")
    ] = "",
    port: Annotated[
        int, typer.Option("--port", metavar="POORT", min=0, max=65535, help="Op welke poort; 0 is een vrije.")
    ] = 8765,
    address: Annotated[
        str, typer.Option("--address", metavar="ADRES", help="Op welk adres van deze computer, als er meer zijn.")
    ] = "",
) -> None:
    """Houd een sessie: deelnemers geven hun oordeel op hun telefoon, binnen het eigen netwerk.

    Stop met Ctrl-C. Wie daarna opnieuw begint met dezelfde groep en hetzelfde rapport, gaat verder met dezelfde
    sessie, tot de begeleider haar sluit.
    """
    from pipeline.notebook.round import open_round
    from pipeline.rounds import find_project
    from pipeline.serving.network import chosen, own_addresses
    from pipeline.serving.serve import hold, panel_of

    project, own = find_project(), own_addresses()
    about = project.round(round_id)
    group = panel_of(about.choices, panel, f"raw/{round_id}/round.yml")
    place = (chosen(address, own), port)
    command = hold(project, open_round(round_id), group, participants, place, showing.show_session)
    OUT.print("\nGestopt. Alles wat bewaard was, blijft bewaard. Neem de oordelen in met:", soft_wrap=True)
    OUT.print(escape(command), soft_wrap=True)


def review(
    round_id: RoundName,
    files: Annotated[
        list[str],
        typer.Argument(
            metavar="BESTAND...",
            help="Wat deelnemers terugstuurden: .json van het formulier, Word, Excel, of het bestand van een sessie.",
        ),
    ],
) -> None:
    """Neem op wat de klankbordgroep terugstuurde, in welke vorm ook, en zet klaar wat een antwoord vraagt.

    Hetzelfde bestand nog eens opnemen verandert niets. Een bestand dat niet te lezen is, houdt de andere niet op.
    """
    from pipeline import reviewing

    reviewed = reviewing.review(round_id, [Path(name) for name in files])
    showing.show_taken(reviewed)
    if reviewed.taken.problems:
        raise NotTakenError(reviewed.taken.problems)


def withdraw(
    round_id: RoundName,
    person: Annotated[
        str,
        typer.Argument(
            metavar="PERSOON", help="De schuilnaam, of de naam: in een opgenomen gesprek, of van wie meelas."
        ),
    ],
    yes: Annotated[bool, typer.Option("--yes", help="Vraag niet of het moet: doe het.")] = False,
) -> None:
    """Haal iemand die zich terugtrekt uit alle bestanden van een ronde.

    Eerst ziet u wat er weggaat, welke bevindingen veranderen en waar nog iets staat. Alles gaat weg, of niets.
    """
    from pipeline.execution.run import alone
    from pipeline.rounds import find_project
    from pipeline.withdrawing import carrying_out
    from pipeline.withdrawing.looking import withdrawal

    project = find_project()
    with alone(project, round_id):
        if carrying_out.finish(project, round_id):
            OUT.print("Een eerdere keer was afgebroken; die is nu afgemaakt.")
        planned = withdrawal(project, round_id, person)
        for line in carrying_out.lines(planned, person):
            OUT.print(escape(line), soft_wrap=True)
        if not yes and not showing.confirmed("Dit is niet terug te draaien. Doorgaan? (ja/nee)"):
            raise carrying_out.refuse_unanswered(round_id, person)
        carrying_out.carry_out(planned)
    OUT.print(f"Gedaan. Maak het rapport opnieuw: {called.command('run', round_id)}", soft_wrap=True)


def privacy(
    round_id: RoundName,
    insider: Annotated[
        bool, typer.Option("--insider", help="Bootst collega's na: wie herkennen zij in elke uitgave, en waaraan?")
    ] = False,
) -> None:
    """Zoek in wat lezers zien naar wat iemand vindbaar maakt, en zet het klaar om over te beslissen.

    Wat u besloot, blijft staan en geldt zolang de tekst dezelfde is.
    """
    from pipeline import deciding
    from pipeline.execution.run import alone
    from pipeline.rounds import find_project

    if insider:
        from pipeline import insiders

        for line in insiders.lines(insiders.look(find_project(), round_id), round_id):
            OUT.print(escape(line), soft_wrap=True)
        return
    project = find_project()
    with alone(project, round_id):
        decided = deciding.look(project, round_id)
    for line in deciding.lines(decided, round_id):
        OUT.print(escape(line), soft_wrap=True)
