"""The command `klankbord`: commands and messages, nothing else.

Heavy imports stand inside the commands, so that `--help` and `--version` answer at once.
"""

import gc
import sys
from contextlib import nullcontext
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table
from rich.tree import Tree

from pipeline import __version__, messages
from pipeline.errors import ClaimsError, InputError, KlankbordError, NotTakenError, StageError
from pipeline.printable import printable, short
from pipeline.records import Record, records

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from pipeline.claims.chain import Chain
    from pipeline.execution.make import Outcome
    from pipeline.execution.run import Result
    from pipeline.review.model import Setting
    from pipeline.review.taking_in import Taken
    from pipeline.rounds import Project
    from pipeline.serving.serve import Started

app = typer.Typer(
    help="klankbord: van ruwe gegevens naar bevindingen die een klankbordgroep kan controleren.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
_out, _err = Console(highlight=False), Console(stderr=True, highlight=False)

RoundName = Annotated[str, typer.Argument(metavar="RONDE", help="Naam van de ronde: de map onder raw/.")]


def _version(wanted: bool) -> None:
    if wanted:
        _out.print(f"klankbord {__version__}")
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
        raise KlankbordError("Noem een of meer rondes, of draai ze alle met --all. Welke er zijn: klankbord rounds.")
    cluster = Cluster(scheduler, storage) if scheduler else None
    with mirrored(project, storage, names) if storage else nullcontext(project) as place:
        if why:
            _explain(place, names, why)
            return
        many = len(names) > 1
        results = run_rounds(place, names, _show_round if many else _show, fresh=fresh, cluster=cluster)
        readable = "" if many else _readability(place, results[0])
    if many:
        _show_results(results, reports or "reports/")
    else:
        _show_result(results[0], reports or "reports")
        if readable:
            _out.print(escape(readable), soft_wrap=True)


@app.command()
def check(round_id: RoundName) -> None:
    """Controleer alle tabellen, opmerkingen en antwoorden en het codeboek van een ronde, zonder iets te veranderen."""
    from pipeline.review import reviewed
    from pipeline.rounds import find_project

    data = reviewed.load(find_project(), round_id).data
    filled = [len(frame) for frame in data.tables.values() if len(frame)]
    _out.print(f"In orde: {len(filled)} tabellen met samen {sum(filled)} rijen.")


@app.command()
def audit(round_id: RoundName) -> None:
    """Controleer de gepubliceerde cijfers: welke spreken elkaar tegen? De ergste eerst."""
    from pipeline.audit import reproduction
    from pipeline.audit.checks import figures_by_id
    from pipeline.audit.severity import DUTCH, Severity
    from pipeline.dutch import count_noun
    from pipeline.phases.raw_tables import load_round
    from pipeline.rounds import find_project

    data = load_round(find_project(), round_id)
    figures = figures_by_id(data)
    _, checks = reproduction.tables(data)
    found = checks[checks["verdict"] == "inconsistent"]
    table = Table(
        title=f"{count_noun(len(found), 'tegenspraak', 'tegenspraken')} in {len(figures)} cijfers", show_lines=True
    )
    for name in ("Wat", "Gedrukt", "Waar", "Waarom", "Hoe erg"):
        table.add_column(name, overflow="fold")
    for row in records(found):
        figure = figures[row["figure_ids"].split()[0]]
        place = f"document {figure['document']}, {figure['locator']}"
        weight = DUTCH[Severity(row["severity"])]
        table.add_row(*map(escape, (figure["quantity"], row["printed"], place, row["explanation"], weight)))
    _out.print(table)
    verdicts = checks["verdict"].value_counts()
    _out.print(
        f"{verdicts.get('consistent', 0)} controles kloppen, {len(found)} niet; "
        f"{verdicts.get('not testable', 0)} zijn niet mogelijk: de gegevens onder het cijfer zijn niet gepubliceerd. "
        "Een paar cijfers dat elkaar tegenspreekt, telt één keer."
    )


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
            _out.print(f"Geschreven: {escape(find_project().name(path))}", soft_wrap=True)
        return
    ledger = make(work.data, work.tables)
    if ledger.problems:
        raise ClaimsError(ledger.problems)
    if ledger.drafted:
        _out.print("Er is nog geen rapporttekst; gecontroleerd is wat klankbord zelf voorstelt. Begin met --draft.")
    counts = ledger.table()["kind"].value_counts()
    words = (
        count_noun(int(counts.get("assertion", 0)), "bewering", "beweringen"),
        count_noun(int(counts.get("advice", 0)), "advies", "adviezen"),
        count_noun(int(counts.get("opinion", 0)), "mening", "meningen"),
    )
    _out.print(
        f"In orde: {words[0]}, elk met een verwijzing; {words[1]} en {words[2]}. "
        "Of een verwijzing ook draagt wat de zin zegt, leest u zelf na.",
        soft_wrap=True,
    )
    scored = readability.table(readability.of_report(ledger))
    _out.print(readability.in_short(scored))
    _show_hardest(readability.hardest(scored))


def _show_hardest(hardest: list[Record]) -> None:
    """Show the paragraphs that are hardest to read; shorter sentences and words make them easier."""
    from pipeline.dutch import number

    if not hardest:
        return
    table = Table(title="De moeilijkste alinea's eerst. Maak zinnen en woorden korter.", show_lines=True)
    for name in ("Waar", "Score", "Woorden per zin", "Alinea"):
        table.add_column(name, overflow="fold")
    for row in hardest:
        numbers = (number(row["score"], 1), number(row["words_per_sentence"], 1))
        table.add_row(escape(f"{row['file']}, regel {row['line']}"), *numbers, escape(short(row["text"])))
    _out.print(table)


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
    from pipeline.errors import Problem, suggest
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
        except InputError:
            _err.print(f"De ronde {round_id} heeft fouten en is overgeslagen; zie klankbord check {round_id}.")
            continue
        known |= chain.names
        if name in chain.names:
            found = True
            _out.print(_tree(chain, name, round_id))
    if not found:
        raise InputError([Problem("raw/", None, "", name, "Deze naam komt in geen ronde voor.", suggest(name, known))])


def _tree(chain: "Chain", name: str, round_id: str) -> Tree:
    tree = Tree(escape(f"{name} ({round_id}): {chain.says(name)}"))
    down = tree.add("Rust op")
    _grow(down, name, chain.below, chain)
    up = tree.add("Is gebruikt in")
    _grow(up, name, chain.above, chain)
    return tree


def _grow(tree: Tree, name: str, step: "Callable[[str], list[str]]", chain: "Chain") -> None:
    following = step(name)
    if not following and tree.label in {"Rust op", "Is gebruikt in"}:
        tree.add("niets")
    for other in following:
        _grow(tree.add(escape(f"{other}: {chain.says(other)}")), other, step, chain)


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
    group = panel_of(about.reviewing, panel, f"raw/{round_id}/round.yml")
    place = (chosen(address, own), port)
    command = hold(project, open_round(round_id), group, participants, place, _show_session)
    _out.print("\nGestopt. Alles wat bewaard was, blijft bewaard. Neem de oordelen in met:", soft_wrap=True)
    _out.print(escape(command), soft_wrap=True)


def _show_session(started: "Started") -> None:
    """Print what the consultant needs to begin: the links, and where everything is kept."""
    begun = "De sessie gaat verder; eerder gegeven links werken nog." if started.resumed else "De sessie is begonnen."
    _out.print(f"{begun} Zij luistert alleen op {started.address} en staat in {escape(started.file)}.", soft_wrap=True)
    for file in started.earlier:
        _out.print(f"Nooit gesloten, over een eerdere versie van het rapport: {escape(file)}.", soft_wrap=True)
    _out.print(f"\nBegeleider (alleen voor u):\n{started.facilitator}\n", soft_wrap=True)
    for number, link in enumerate(started.links, 1):
        _out.print(f"Deelnemer {number}: {link}", soft_wrap=True)
    _out.print("\nStop met Ctrl-C.")


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
    _show_taken(taken, setting, titles, round_id)
    if taken.problems:
        raise NotTakenError(taken.problems)


def _show_taken(taken: "Taken", setting: "Setting", titles: "Mapping[str, str]", round_id: str) -> None:
    """Tell of each file who said what, and what the consultant should do next."""
    from pipeline.dutch import count_noun
    from pipeline.review.answers import in_words

    lines = []
    for file in taken.files:
        known = len(file.holds.remarks) - len(file.new)
        lines.append(
            f"{file.path.name}: {count_noun(len(file.new), 'opmerking', 'opmerkingen')} nieuw, {known} al bekend"
        )
        for person in file.holds.reviewers:
            role = setting.roles.get(taken.review.reviewers[person.reviewer].role, "rol onbekend")
            lines.append(f"  {person.reviewer} ({role})")
            said = (remark for remark in file.new if remark.reviewer == person.reviewer)
            lines += [f"    {titles.get(remark.place, remark.place)}: {short(in_words(remark))}" for remark in said]
        lines += [f"  Let op: {note}" for note in file.holds.notes]
    for name, sources in taken.repeated.items():
        lines.append(
            f"Van {name} is meer dan één bestand: {', '.join(sources)}. Per bevinding telt het laatste oordeel. "
            "Zijn het twee mensen? Geef één van hen dan een andere naam in remarks.csv en reviewers.csv."
        )
    if taken.unplaced:
        names = ", ".join(person.reviewer for person in taken.unplaced)
        lines.append(f"Vul in raw/{round_id}/review/reviewers.csv de groep (panel) en de rol (role) in van: {names}.")
    if taken.to_answer:
        rows = count_noun(taken.to_answer, "nieuwe rij", "nieuwe rijen")
        lines.append(f"raw/{round_id}/review/answers.xlsx heeft {rows}. Vul daar in wat u ermee doet.")
    if any(file.new for file in taken.files):
        lines.append(f"Zet het in het rapport met: klankbord run {round_id}")
    for line in lines:
        _out.print(escape(line), soft_wrap=True)


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
        found = project.round(round_id)
        table.add_row(round_id, escape(found.title), escape(found.period))
    _out.print(table)


def main() -> None:
    """Run the command; turn errors into messages and exit codes."""
    # A command lives short, and looking for garbage as often as Python usually does takes a tenth of that.
    gc.set_threshold(50_000)
    try:
        app()
    except SystemExit as stop:
        if stop.code == 130:  # typer turns Ctrl-C into this
            _err.print("Gestopt. Wat af is, blijft; de volgende keer gaat het daar verder.")
        raise
    except KlankbordError as error:
        if "--debug" in sys.argv:
            raise
        _show_error(error)
        sys.exit(error.exit_code)
    except Exception as error:
        if "--debug" in sys.argv:
            raise
        _err.print(f"Onverwachte fout: {escape(repr(error))}. Draai met --debug voor de details.", soft_wrap=True)
        sys.exit(1)


def _show(outcome: "Outcome") -> None:
    """Show how a notebook ended, or the report."""
    if outcome.kind in messages.SHOWN:
        _out.print(escape(messages.of_step(outcome.label, outcome.status, outcome.seconds)), soft_wrap=True)


def _show_result(result: "Result", reports: str) -> None:
    """End as the run of one round ended."""
    failed = [outcome.error for outcome in result.outcomes if isinstance(outcome.error, StageError)]
    for error in failed:
        _show_failure(error)
    if failed:
        _err.print("Het vorige rapport is niet veranderd. Herstel de fout en draai de ronde opnieuw; wat af is blijft.")
        raise typer.Exit(1)
    if result.error is not None:
        raise result.error
    _out.print(escape(messages.finished(result.round_id, reports)), soft_wrap=True)


def _readability(project: "Project", result: "Result") -> str:
    """Say how easy the texts read that this run made; nothing when it made none."""
    if not any(outcome.kind == "report" and outcome.status == "made" for outcome in result.outcomes):
        return ""
    from pipeline.claims import readability
    from pipeline.handover import read_table

    path = project.report(result.round_id) / "data" / "readability.csv"
    if result.error is not None or not path.exists():
        return ""
    return f"{readability.in_short(read_table(path))} Welke: klankbord claims {result.round_id}, of readability.csv."


def _show_round(outcome: "Outcome") -> None:
    """Show of many rounds only that one is done, or where it failed."""
    if outcome.status == "failed" or outcome.kind == "publish":
        _out.print(escape(messages.of_round(outcome.round_id, outcome.status)), soft_wrap=True)


def _show_results(results: "list[Result]", reports: str) -> None:
    """Tell of many rounds what went wrong, and how many went well."""
    wrong = [(result.round_id, result.error) for result in results if result.error is not None]
    for round_id, error in wrong:
        _err.print(f"\n{escape(round_id)}", soft_wrap=True)
        _show_error(error)
    done = f"{len(results) - len(wrong)} van de {len(results)} rondes zijn klaar"
    _out.print(f"\n{done}; zie {escape(reports)}.", soft_wrap=True)
    if wrong:
        raise typer.Exit(max(error.exit_code for _, error in wrong))


def _show_error(error: KlankbordError) -> None:
    if isinstance(error, InputError):
        _show_problems(error)
    elif isinstance(error, StageError):
        _show_failure(error)
    else:
        _err.print(f"Fout: {escape(str(error))}", soft_wrap=True)


def _explain(project: "Project", round_ids: list[str], name: str) -> None:
    """Say for each round whether a step is made again in the next run, and why."""
    from pipeline.execution.why import explain

    for round_id in round_ids:
        for line in explain(project, round_id, name):
            _out.print(escape(line), soft_wrap=True)


def _show_failure(error: StageError) -> None:
    _err.print(f"\nFout in notebook {escape(error.notebook)}", soft_wrap=True)
    _err.print(f"  onder het kopje: {escape(error.heading)}", soft_wrap=True)
    _err.print(f"  cel:             {error.cell}")
    _err.print(f"  fout:            {escape(error.cause)}", soft_wrap=True)
    _err.print(f"  zover gekomen:   {escape(str(error.partial))}", soft_wrap=True)


def _show_problems(error: InputError) -> None:
    """Show one table of all mistakes; the same mistake in many rows is one line with a count.

    A text gets a table a file, with lines and without columns, so that a long name does not take the room of the rest.
    """
    from pipeline.dutch import count_noun

    of_text = isinstance(error, ClaimsError)
    tables: dict[str, dict[tuple[str, ...], list[int | None]]] = {}
    for problem in error.problems:
        key = (problem.file, problem.column, problem.value, problem.what, problem.mend)
        tables.setdefault(problem.file if of_text else "", {}).setdefault(key, []).append(problem.row)
    title = f"{count_noun(len(error.problems), 'fout', 'fouten')} gevonden; {error.unchanged}"
    # Of a file that was sent in there is mostly no row to name.
    placed = not isinstance(error, NotTakenError) or any(problem.row or problem.column for problem in error.problems)
    headers = ("Regel",) if of_text else ("Bestand", "Rij", "Kolom") if placed else ("Bestand",)
    for file, grouped in tables.items():
        table = Table(title=f"{title}\n{file}".strip(), show_lines=True)
        title = ""
        for header in (*headers, "Waarde", "Wat is er mis", "Hoe te herstellen"):
            table.add_column(header, overflow="fold")
        for (name, column, value, what, mend), rows in grouped.items():
            cells = (_rows(rows),) if of_text else (name, _rows(rows), column)[: len(headers)]
            told = (*cells, short(value), what, mend)
            table.add_row(*(escape(printable(text)) for text in told))
        _err.print(table)


def _rows(rows: list[int | None]) -> str:
    known = [str(row) for row in rows if row is not None]
    shown = ", ".join(known[:3])
    return f"{shown} en nog {len(known) - 3}" if len(known) > 3 else shown


if __name__ == "__main__":
    main()
