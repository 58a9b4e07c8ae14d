"""Commands that make something: a round, its report, what may be sent, the fieldwork kit."""

from contextlib import nullcontext
from functools import partial
from typing import TYPE_CHECKING, Annotated

import typer
from rich.markup import escape

from pipeline import called, showing, showing_runs
from pipeline.commands.options import RoundName
from pipeline.console import OUT
from pipeline.errors import KlankbordError, suggest
from pipeline.outputs import PAPER_KINDS

if TYPE_CHECKING:
    from pipeline.execution.steps import StepKind


def new(
    round_id: Annotated[str, typer.Argument(metavar="RONDE", help="Naam van de nieuwe ronde, zoals buurthuis-2026.")],
    yes: Annotated[bool, typer.Option("--yes", help="Stel geen vragen: neem wat gebruikelijk is.")] = False,
    organisation: Annotated[str | None, typer.Option("--organisation", metavar="NAAM", help="Wie u evalueert.")] = None,
    place: Annotated[str | None, typer.Option("--place", metavar="NAAM", help="Plaats of wijk.")] = None,
    begins: Annotated[str | None, typer.Option("--from", metavar="WANNEER", help="Begin van de periode.")] = None,
    ends: Annotated[str | None, typer.Option("--until", metavar="WANNEER", help="Einde van de periode.")] = None,
    units: Annotated[list[str] | None, typer.Option("--unit", metavar="NAAM", help="Een onderdeel; mag vaker.")] = None,
    noun: Annotated[
        str | None, typer.Option("--noun", metavar="EEN,MEER", help="Hoe een onderdeel heet: kamer,kamers.")
    ] = None,
    voices: Annotated[
        list[str] | None, typer.Option("--voice", metavar="NAAM", help="Een stem die er nog niet is; mag vaker.")
    ] = None,
    attributes: Annotated[
        list[str] | None,
        typer.Option("--attribute", metavar="NAAM=A,B", help="Een kenmerk van deelnemers met zijn waarden; mag vaker."),
    ] = None,
    phases: Annotated[
        list[str] | None, typer.Option("--phase", metavar="FASE", help="Een fase die u houdt; mag vaker. Anders alle.")
    ] = None,
    selection: Annotated[
        str | None, typer.Option("--selection", metavar="HOE", help="Hoe mensen zijn gekozen, zoals purposive.")
    ] = None,
    coding: Annotated[
        str | None, typer.Option("--coding", metavar="HOE", help="Hoe u codeert: codeboek of reflexief.")
    ] = None,
    book: Annotated[
        str | None, typer.Option("--codebook", metavar="NAAM", help="Begin met een kopie van dit codeboek.")
    ] = None,
    synthetic: Annotated[
        bool, typer.Option("--synthetic", help="Alles is verzonnen, om te oefenen; dat staat op elke pagina.")
    ] = False,
    refresh: Annotated[
        bool, typer.Option("--refresh", help="De ronde is er al: werk alleen de lijsten in haar werkboeken bij.")
    ] = False,
) -> None:
    """Begin een ronde: een map met round.yml, een codeboek en werkboeken om in te vullen.

    Vraagt wat u niet als optie geeft. Wat er al is, wordt nooit overschreven; --refresh verandert alleen lijsten.
    """
    from pipeline.beginning.asking import Given, plan_of
    from pipeline.beginning.begin import begin
    from pipeline.rounds import find_project

    project = find_project()
    if refresh:
        from pipeline.beginning.refresh import refresh as brought_up_to_date
        from pipeline.execution.run import alone

        with alone(project, round_id):
            refreshed = brought_up_to_date(project, round_id)
        showing.show_refreshed(refreshed)
        return
    given = Given(
        organisation, place, begins, ends, units, noun, voices, attributes, phases, selection, coding, book, synthetic
    )
    showing.show_begun(begin(project, plan_of(project, round_id, given, ask=not yes)), round_id)


def run(
    round_ids: Annotated[
        list[str] | None, typer.Argument(metavar="RONDE...", help="Namen van rondes: de mappen onder raw/.")
    ] = None,
    every: Annotated[bool, typer.Option("--all", help="Draai alle rondes.")] = False,
    fresh: Annotated[bool, typer.Option("--fresh", help="Maak alles opnieuw, ook wat nog actueel is.")] = False,
    why: Annotated[
        str, typer.Option("--why", metavar="STAP", help="Draai niet, maar zeg wat er voor een stap veranderd is.")
    ] = "",
    without: Annotated[
        str, typer.Option("--without", metavar="WAT", help="Laat weg wat u niet nodig hebt: word, pdf of word,pdf.")
    ] = "",
    scheduler: Annotated[
        str,
        typer.Option("--scheduler", metavar="ADRES", help="Reken op een Dask-cluster, bijvoorbeeld tcp://...:8786."),
    ] = "",
    raw: Annotated[
        str, typer.Option("--raw", metavar="ADRES", help="Waar de rondes staan, als dat niet in raw/ is (fsspec).")
    ] = "",
    reports: Annotated[
        str, typer.Option("--reports", metavar="ADRES", help="Waar de rapporten komen, als dat niet in reports/ is.")
    ] = "",
) -> None:
    """Draai een of meer rondes: van ruwe tabellen naar bevindingen, pagina's en gegevens.

    Wat al klaar is en niet veranderd, wordt niet opnieuw gedaan. Na een fout gaat de volgende keer verder waar het
    bleef. De site is er het eerst; Word en PDF volgen.
    """
    from pipeline.execution.run import Wanted, run_rounds
    from pipeline.execution.scheduling import Cluster
    from pipeline.execution.storage import Storage, mirrored
    from pipeline.rounds import find_project

    project = find_project()
    if bool(raw) != bool(reports):
        raise KlankbordError("Geef --raw en --reports samen: waar de rondes staan, en waar hun rapporten komen.")
    left_out = _left_out(without)
    storage = Storage(raw, reports) if raw else None
    names = (storage.round_ids() if storage else project.round_ids()) if every else round_ids or []
    if every and not names:
        raise KlankbordError(f"In {raw or 'raw/'} staat geen enkele ronde.")
    if not names:
        raise KlankbordError(
            f"Noem een of meer rondes, of draai ze alle met --all. Welke er zijn: {called.command('rounds')}."
        )
    cluster = Cluster(scheduler, storage) if scheduler else None
    with mirrored(project, storage, names) if storage else nullcontext(project) as place:
        if why:
            showing_runs.show_explanation(place, names, why)
            return
        many = len(names) > 1
        last: StepKind = "publish" if left_out.issuperset(PAPER_KINDS) else "paper"
        show = partial(showing_runs.show_round, last=last) if many else showing_runs.show_step
        results = run_rounds(place, names, show, fresh=fresh, cluster=cluster, wanted=Wanted(without=left_out))
        showing_runs.show_rules(place, results)
        showing_runs.show_how_read(results)
        showing_runs.show_taken_away(results)
        showing_runs.show_outdated(place, results)
        readable = "" if many else showing_runs.readability_of(place, results[0])
    if many:
        showing_runs.show_results(results, reports or "reports/")
    else:
        showing_runs.show_result(results[0], reports or "reports", left_out)
        if readable:
            OUT.print(escape(readable), soft_wrap=True)


def _left_out(without: str) -> frozenset[str]:
    """Read what is left out, as in ``word,pdf``."""
    named = frozenset(filter(None, without.replace(" ", "").casefold().split(",")))
    for kind in sorted(named.difference(PAPER_KINDS)):
        raise KlankbordError(f"«{kind}» is met --without niet weg te laten. {suggest(kind, PAPER_KINDS)}")
    return named


def watch(
    round_id: RoundName,
    port: Annotated[
        int, typer.Option("--port", metavar="POORT", min=0, max=65535, help="Op welke poort; 0 is een vrije.")
    ] = 8764,
) -> None:
    """Kijk mee terwijl u typt: na elk opgeslagen bestand wordt de site bijgewerkt, en ververst de open pagina.

    Fouten staan op de pagina. Word en PDF maakt dit niet. Stop met Ctrl-C.
    """
    from pipeline.rounds import find_project
    from pipeline.watching.watch import watch as keep_watching

    try:
        keep_watching(find_project(), round_id, port, showing_runs.show_watching, showing_runs.show_turn)
    except KeyboardInterrupt:
        OUT.print(f"\nGestopt met kijken. Word en PDF maakt: {called.command('run', round_id)}", soft_wrap=True)


def publish(
    round_id: RoundName,
    whom: Annotated[str, typer.Option("--for", metavar="WIE", help="Voor wie: team, panel of public.")],
) -> None:
    """Maak wat u van een ronde mag versturen, als map en als zip-bestand: voor het team, het panel of iedereen.

    Stuur dat, en nooit de map reports/RONDE zelf. Wie minder mag zien, krijgt minder: de regels staan erin.
    """
    from pipeline.editions import edition_of
    from pipeline.execution import sending
    from pipeline.rounds import find_project

    project, edition = find_project(), edition_of(whom)
    result, made = sending.make(project, round_id, edition, showing_runs.show_step)
    showing_runs.show_how_read([result])
    showing_runs.show_taken_away([result])
    showing_runs.show_sendable(project, result, made, edition)


def kit(round_id: RoundName) -> None:
    """Maak als Word-bestanden wat u meeneemt om te verzamelen: leidraden, formulieren, brief en planning."""
    from pipeline.kit.making import make
    from pipeline.rounds import find_project

    showing.show_kit(make(find_project(), round_id))
