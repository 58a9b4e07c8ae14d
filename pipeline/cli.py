"""The command `klankbord`: its commands and their options, nothing else.

Heavy imports stand inside the commands, so that `--help` and `--version` answer at once.
"""

import atexit
import gc
import sys
from contextlib import nullcontext
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.markup import escape
from rich.table import Table

from pipeline import __version__, called, messages, showing, showing_import, showing_mistakes, showing_runs, usage
from pipeline.console import ERR, OUT
from pipeline.errors import ClaimsError, InputError, KlankbordError, NothingYetError, NotTakenError

usage.speak_dutch()
app = typer.Typer(
    help="klankbord: van ruwe gegevens naar bevindingen die een klankbordgroep kan controleren.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)

RoundName = Annotated[str, typer.Argument(metavar="RONDE", help="Naam van de ronde: de map onder raw/.")]


def _version(wanted: bool) -> None:
    if wanted:
        OUT.print(f"klankbord {__version__}")
        raise typer.Exit


@app.callback()
def options(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Toon de versie en stop.")
    ] = False,
    debug: Annotated[bool, typer.Option("--debug", help="Toon bij een fout ook de technische details.")] = False,
) -> None:
    """Read the options that stand before a command."""


@app.command()
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

        showing.show_refreshed(brought_up_to_date(project, round_id))
        return
    given = Given(
        organisation, place, begins, ends, units, noun, voices, attributes, phases, selection, coding, book, synthetic
    )
    showing.show_begun(begin(project, plan_of(project, round_id, given, ask=not yes)), round_id)


@app.command()
def run(
    round_ids: Annotated[
        list[str] | None, typer.Argument(metavar="RONDE...", help="Namen van rondes: de mappen onder raw/.")
    ] = None,
    every: Annotated[bool, typer.Option("--all", help="Draai alle rondes.")] = False,
    fresh: Annotated[bool, typer.Option("--fresh", help="Maak alles opnieuw, ook wat nog actueel is.")] = False,
    why: Annotated[
        str, typer.Option("--why", metavar="STAP", help="Draai niet, maar zeg wat er voor een stap veranderd is.")
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
    bleef.
    """
    from pipeline.execution.run import run_rounds
    from pipeline.execution.scheduling import Cluster
    from pipeline.execution.storage import Storage, mirrored
    from pipeline.rounds import find_project

    project = find_project()
    if bool(raw) != bool(reports):
        raise KlankbordError("Geef --raw en --reports samen: waar de rondes staan, en waar hun rapporten komen.")
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
        show = showing_runs.show_round if many else showing_runs.show_step
        results = run_rounds(place, names, show, fresh=fresh, cluster=cluster)
        showing_runs.show_rules(place, results)
        showing_runs.show_how_read(results)
        showing_runs.show_taken_away(results)
        showing_runs.show_outdated(place, results)
        readable = "" if many else showing_runs.readability_of(place, results[0])
    if many:
        showing_runs.show_results(results, reports or "reports/")
    else:
        showing_runs.show_result(results[0], reports or "reports")
        if readable:
            OUT.print(escape(readable), soft_wrap=True)


@app.command()
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


@app.command()
def check(
    round_id: RoundName,
    mark: Annotated[
        bool, typer.Option("--mark", help="Maak van elk werkboek met fouten een kopie waarin de foute cellen opvallen.")
    ] = False,
    html: Annotated[bool, typer.Option("--html", help="Zet alle fouten op één pagina, om door te sturen.")] = False,
) -> None:
    """Controleer alles van een ronde (tabellen, codeboek, zinnen, rapporttekst en opmerkingen).

    Aan uw bestanden verandert niets.
    """
    from pipeline import checking
    from pipeline.rounds import find_project

    project = find_project()
    try:
        found = checking.check(project, round_id)
    except NothingYetError as error:
        showing_mistakes.show_waiting(
            error, f"De ronde {round_id} is in orde. Er is nog niets verzameld. U kunt vullen:"
        )
        return
    showing_mistakes.show_notices(found.notices)
    for said in found.said:
        OUT.print(escape(said), soft_wrap=True)
    if mark or html:
        showing_mistakes.show_handed_over(checking.hand_over(found, project, round_id, mark=mark, html=html), mark=mark)
    if found.error:
        raise found.error
    OUT.print(f"In orde: {found.tables} tabellen met samen {found.rows} rijen.")


@app.command()
def codebook(
    round_id: RoundName,
    against: Annotated[
        str, typer.Option("--against", metavar="RONDE", help="Zeg wat er anders is dan in het codeboek van deze ronde.")
    ] = "",
) -> None:
    """Controleer het codeboek van een ronde en maak er een leesbare pagina van."""
    from pipeline.codebook_checking import check_codebook
    from pipeline.rounds import find_project

    showing.show_codebook(check_codebook(find_project(), round_id, against), against)


@app.command()
def kit(round_id: RoundName) -> None:
    """Maak als Word-bestanden wat u meeneemt om te verzamelen: leidraden, formulieren, brief en planning."""
    from pipeline.kit.making import make
    from pipeline.rounds import find_project

    showing.show_kit(make(find_project(), round_id))


@app.command()
def audit(
    what: Annotated[
        str, typer.Argument(metavar="RONDE|BESTAND", help="Een ronde, of een tabel: .xlsx, .csv of .docx.")
    ],
    template: Annotated[
        bool, typer.Option("--template", help="Maak BESTAND: een lege lijst met uitleg, om getallen in te zetten.")
    ] = False,
) -> None:
    """Controleer cijfers van een ronde, of van één tabel zonder ronde: welke spreken elkaar tegen? De ergste eerst."""
    path = Path(what)
    if template or path.is_file() or path.suffix:
        _audit_table(path, template)
        return
    from pipeline.audit import reproduction
    from pipeline.audit.checks import figures_by_id
    from pipeline.phases.raw_tables import load_round
    from pipeline.rounds import find_project

    data = load_round(find_project(), what, looking=False)
    reproduced, checks = reproduction.tables(data)
    showing.show_audit(checks, reproduced, figures_by_id(data))


def _audit_table(path: Path, template: bool) -> None:
    from pipeline.one_table.auditing import audit_table, write_empty_list
    from pipeline.showing_table import show_audited

    if template:
        OUT.print(f"Zet uw getallen in {escape(write_empty_list(path).name)} en laat het nakijken:", soft_wrap=True)
        OUT.print(f"  {escape(called.command('audit', path.name))}", soft_wrap=True)
    else:
        show_audited(*audit_table(path))


@app.command()
def reconcile(round_id: RoundName) -> None:
    """Zet alles wat codeurs niet hetzelfde codeerden in een werkboek, om samen te besluiten; wat u besloot, blijft."""
    from pipeline.reconciling import reconcile as make
    from pipeline.rounds import find_project

    showing.show_reconciling(make(find_project(), round_id))


@app.command()
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


@app.command()
def claims(
    round_id: RoundName,
    draft: Annotated[
        bool, typer.Option("--draft", help="Schrijf een eerste versie van de rapporttekst in raw/RONDE/report.")
    ] = False,
) -> None:
    """Controleer de rapporttekst: rust elke zin ergens op, en klopt elk getal?"""
    from pipeline.claims import readability
    from pipeline.claims.ledger import make, write_draft
    from pipeline.dutch import count_noun
    from pipeline.notebook.round import open_round
    from pipeline.rounds import find_project

    work = open_round(round_id)
    if draft:
        for path in write_draft(work.data, work.tables):
            OUT.print(f"Geschreven: {escape(find_project().name(path))}", soft_wrap=True)
        return
    ledger = make(work.data, work.tables)
    if ledger.problems:
        raise ClaimsError(ledger.problems)
    if ledger.drafted:
        OUT.print("Er is nog geen rapporttekst; gecontroleerd is wat klankbord zelf voorstelt. Begin met --draft.")
    counts = ledger.table()["kind"].value_counts()
    words = (
        count_noun(int(counts.get("assertion", 0)), "bewering", "beweringen"),
        count_noun(int(counts.get("advice", 0)), "advies", "adviezen"),
        count_noun(int(counts.get("opinion", 0)), "mening", "meningen"),
    )
    OUT.print(
        f"In orde: {words[0]}, elk met een verwijzing; {words[1]} en {words[2]}. "
        "Of een verwijzing ook draagt wat de zin zegt, leest u zelf na.",
        soft_wrap=True,
    )
    scored = readability.table(readability.of_report(ledger), work.data.round.rules)
    OUT.print(readability.in_short(scored, work.data.round.rules))
    showing.show_hardest(readability.hardest(scored))


@app.command()
def trace(
    name: Annotated[
        str,
        typer.Argument(
            metavar="NAAM", help="Een zin (K-...), bevinding (F-...), bewijs (E-...), controle (A-...) of rij."
        ),
    ],
) -> None:
    """Volg een naam naar beneden (waar rust het op?) en naar boven (wat rust erop?), in elke ronde die hem kent."""
    from pipeline.claims.chain import Chain
    from pipeline.claims.ledger import make
    from pipeline.errors import refused, suggest
    from pipeline.notebook.round import open_round
    from pipeline.rounds import find_project

    # As it stands in a text: [@F-...:stemmen].
    name = name.strip("[]@ ").partition(":")[0]
    known: set[str] = set()
    found = False
    for round_id in find_project().round_ids():
        try:
            work = open_round(round_id)
            chain = Chain(make(work.data, work.tables))
        except NothingYetError:
            ERR.print(f"In de ronde {round_id} is nog niets verzameld.")
            continue
        except InputError:
            ERR.print(f"De ronde {round_id} heeft fouten en is overgeslagen; zie {called.command('check', round_id)}.")
            continue
        known |= chain.names
        if name in chain.names:
            found = True
            OUT.print(showing.tree_of(chain, name, round_id))
    if not found:
        raise refused("raw/", "Deze naam komt in geen ronde voor.", suggest(name, known), value=name)


@app.command()
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


@app.command()
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
    from contextlib import ExitStack
    from pathlib import Path

    from pipeline.claims.ledger import make
    from pipeline.execution.run import lock
    from pipeline.notebook.round import open_round
    from pipeline.review.places import draft_of
    from pipeline.review.setting import setting_of, titles_of
    from pipeline.review.taking_in import take_in

    work = open_round(round_id)
    findings = work.result.findings
    setting = setting_of(work.data, draft_of(round_id, findings, make(work.data, work.tables)))
    titles = titles_of(work.data, setting.draft, findings)
    with ExitStack() as locks:
        lock(work.data.project, round_id, locks)
        taken = take_in(work.data, setting, titles, [Path(name) for name in files])
    showing.show_taken(taken, setting, titles, round_id)
    if taken.problems:
        raise NotTakenError(taken.problems)


@app.command("import")
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
    from contextlib import ExitStack
    from pathlib import Path

    from pipeline.execution.run import lock
    from pipeline.importing.apart import surveys_among
    from pipeline.importing.take_in import import_files
    from pipeline.importing.take_in_surveys import import_surveys
    from pipeline.rounds import find_project

    project = find_project()
    project.round(round_id)
    paths = [Path(name) for name in files or []]
    surveys = surveys_among(paths)
    with ExitStack() as locks:
        lock(project, round_id, locks)
        if surveys:
            showing_import.show_surveys(import_surveys(project, round_id, surveys), round_id)
        else:
            showing_import.show_imported(import_files(project, round_id, paths), round_id)


@app.command()
def withdraw(
    round_id: RoundName,
    person: Annotated[str, typer.Argument(metavar="PERSOON", help="De schuilnaam, of de naam van wie meelas.")],
    yes: Annotated[bool, typer.Option("--yes", help="Vraag niet of het moet: doe het.")] = False,
) -> None:
    """Haal iemand die zich terugtrekt uit alle bestanden van een ronde.

    Eerst ziet u wat er weggaat, welke bevindingen veranderen en waar nog iets staat. Alles gaat weg, of niets.
    """
    from contextlib import ExitStack

    from pipeline.execution.run import lock
    from pipeline.rounds import find_project
    from pipeline.withdrawing import carrying_out
    from pipeline.withdrawing.looking import withdrawal

    project = find_project()
    with ExitStack() as locks:
        if (project.raw / round_id).is_dir():
            lock(project, round_id, locks)
        if carrying_out.finish(project, round_id):
            OUT.print("Een eerdere keer was afgebroken; die is nu afgemaakt.")
        planned = withdrawal(project, round_id, person)
        for line in carrying_out.lines(planned, person):
            OUT.print(escape(line), soft_wrap=True)
        if not yes and not showing.confirmed("Dit is niet terug te draaien. Doorgaan? (ja/nee)"):
            raise carrying_out.refuse_unanswered(round_id, person)
        carrying_out.carry_out(planned)
    OUT.print(f"Gedaan. Maak het rapport opnieuw: {called.command('run', round_id)}", soft_wrap=True)


@app.command()
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
    from pipeline.rounds import find_project

    if insider:
        from pipeline import insiders

        for line in insiders.lines(insiders.look(find_project(), round_id), round_id):
            OUT.print(escape(line), soft_wrap=True)
        return
    for line in deciding.lines(deciding.look(find_project(), round_id), round_id):
        OUT.print(escape(line), soft_wrap=True)


@app.command()
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


@app.command()
def rounds() -> None:
    """Toon welke rondes er zijn."""
    from pipeline.rounds import find_project

    project = find_project()
    table = Table(box=None, pad_edge=False)
    table.add_column("Ronde", no_wrap=True)
    table.add_column("Titel")
    table.add_column("Periode")
    for round_id in project.round_ids():
        try:
            found = project.round(round_id)
        except InputError:
            table.add_row(round_id, f"round.yml heeft fouten; zie {called.command('check', round_id)}", "")
            continue
        table.add_row(round_id, escape(found.title), escape(found.period))
    OUT.print(table)


def main() -> None:
    """Run the command; turn errors into messages and exit codes."""
    # A command lives short, and looking for garbage as often as Python usually does takes a tenth of that.
    gc.set_threshold(50_000)
    # At its end all of it goes; to look through it for garbage once more takes half a second.
    atexit.register(gc.freeze)
    try:
        # Asked for anywhere, so that it can be put behind the command that went wrong.
        arguments = [argument for argument in sys.argv[1:] if argument != "--debug"]
        code = app(args=arguments, prog_name=called.command(), standalone_mode=False)
    except KlankbordError as error:
        showing_mistakes.show_error(error)
        sys.exit(error.exit_code)
    except Exception as error:
        if hasattr(error, "format_message"):  # what typer raises for a command that can't be read
            sys.exit(_wrong_usage(error))
        showing_mistakes.show_unexpected(error)
        sys.exit(1)
    if code == 130:  # typer turns Ctrl-C into this
        ERR.print(messages.STOPPED)
    sys.exit(code)


def _wrong_usage(error: Any) -> int:
    """Say what is wrong with the command; without any command, show which there are. Give the exit code."""
    if type(error).__name__ == "NoArgsIsHelpError":
        error.show()
    else:
        names = [command.name or command.callback.__name__ for command in app.registered_commands if command.callback]
        place = error.ctx.command_path if error.ctx else called.command()
        ERR.print(f"Fout: {escape(usage.mistake(error, names))}\nHulp: {escape(place)} --help", soft_wrap=True)
    return int(error.exit_code)


if __name__ == "__main__":
    main()
