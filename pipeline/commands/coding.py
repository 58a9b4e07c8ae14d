"""Commands for coded material: taken in, handed on, and how far coders agree."""

from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape

from pipeline import showing, showing_import
from pipeline.commands.options import RoundName
from pipeline.console import OUT
from pipeline.errors import KlankbordError


def import_(
    round_id: RoundName,
    files: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[BESTAND...]",
            help="Gecodeerde gesprekken of een vragenlijst uit een ander programma. Zonder bestand: lees opnieuw welke "
            "gesprekken er al zijn opgenomen.",
        ),
    ] = None,
) -> None:
    """Neem gecodeerde gesprekken over, of de antwoorden op een vragenlijst.

    Gesprekken uit ATLAS.ti, MAXQDA, NVivo, QualCoder, Taguette, Word of Excel; vragenlijsten uit LimeSurvey, Microsoft
    of Google Forms, Qualtrics, KoboToolbox, SPSS of Excel. Wat een bestand niet zegt, vult u in: voor gesprekken in
    koppeling.xlsx, voor vragenlijsten in vragenlijsten.xlsx. Hetzelfde bestand nog eens importeren verandert niets.
    Gaat er iets mis, dan blijft de ronde zoals zij was.
    """
    from pipeline.bringing_in import bring_in
    from pipeline.importing.take_in import Imported
    from pipeline.rounds import find_project

    taken = bring_in(find_project(), round_id, [Path(name) for name in files or []])
    if isinstance(taken, Imported):
        showing_import.show_imported(taken, round_id)
    else:
        showing_import.show_surveys(taken, round_id)


def export(
    round_id: RoundName,
    qdpx: Annotated[
        bool, typer.Option("--qdpx", help="Een project voor ATLAS.ti, MAXQDA, NVivo of QualCoder.")
    ] = False,
    qdc: Annotated[bool, typer.Option("--qdc", help="Alleen het codeboek, voor dezelfde programma's.")] = False,
    xlsx: Annotated[bool, typer.Option("--xlsx", help="Codes bij personen, citaten en memo's, voor Excel.")] = False,
) -> None:
    """Geef de gecodeerde gesprekken van een ronde aan een ander programma, of aan Excel.

    Wat er staat, is van de onderzoekers: het komt in .klankbord/RONDE/export, en niet bij het rapport.
    """
    from pipeline.exporting.export import export_round
    from pipeline.rounds import find_project

    kinds = [name for name, wanted in (("qdpx", qdpx), ("qdc", qdc), ("xlsx", xlsx)) if wanted]
    if not kinds:
        raise KlankbordError("Kies wat u wilt: --qdpx, --qdc of --xlsx. Meer mag ook.")
    files, told = export_round(find_project(), round_id, kinds)
    for file in files:
        OUT.print(f"Geschreven: {escape(file)}", soft_wrap=True)
    for said in told:
        OUT.print(f"Let op: {escape(said)}", soft_wrap=True)


def reconcile(round_id: RoundName) -> None:
    """Zet alles wat codeurs niet hetzelfde codeerden in een werkboek, om samen te besluiten; wat u besloot, blijft."""
    from pipeline.execution.run import alone
    from pipeline.reconciling import reconcile as make
    from pipeline.rounds import find_project

    project = find_project()
    with alone(project, round_id):
        made = make(project, round_id)
    showing.show_reconciling(made)


def agreement(
    file: Annotated[Path, typer.Argument(metavar="BESTAND", help="Een rij per eenheid, een kolom per codeur.")],
    as_json: Annotated[bool, typer.Option("--json", help="Geef het als JSON, voor andere programma's.")] = False,
    reference: Annotated[
        str, typer.Option("--reference", metavar="KOLOM", help="Leg elke codeur naast deze ene, om te oefenen.")
    ] = "",
) -> None:
    """Bereken van elk bestand met codes hoe ver codeurs het eens zijn; een ronde is er niet voor nodig."""
    import json
    from dataclasses import asdict

    from pipeline.ratings import rated

    found = rated(file, reference)
    if as_json:
        typer.echo(json.dumps(asdict(found), ensure_ascii=False, indent=1))
    else:
        showing.show_rated(found)
