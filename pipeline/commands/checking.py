"""Commands that look: at mistakes, the codebook, figures, claims and where a sentence comes from."""

from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape
from rich.table import Table

from pipeline import called, showing, showing_mistakes
from pipeline.commands.options import RoundName
from pipeline.console import ERR, OUT
from pipeline.errors import InputError, NothingYetError


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
        showing_mistakes.show_waiting(error, checking.nothing_yet(round_id))
        return
    showing_mistakes.show_notices(found.notices)
    for said in found.said:
        OUT.print(escape(said), soft_wrap=True)
    if mark or html:
        showing_mistakes.show_handed_over(checking.hand_over(found, project, round_id, mark=mark, html=html), mark=mark)
    if found.error:
        raise found.error
    OUT.print(found.in_order)


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
    from pipeline.audit.sentences import in_sentences
    from pipeline.phases.raw_tables import load_round
    from pipeline.rounds import find_project

    data = load_round(find_project(), what, looking=False)
    reproduced, checks = reproduction.tables(data)
    figures = figures_by_id(data)
    # On this screen remarks too, which stand on no page.
    words = in_sentences({name: data.whole(name) for name in data.tables}, figures, data.round.rules)
    showing.show_audit(checks, reproduced, figures, words)


def _audit_table(path: Path, template: bool) -> None:
    from pipeline.one_table.auditing import audit_table, write_empty_list
    from pipeline.showing_table import show_audited

    if template:
        OUT.print(f"Zet uw getallen in {escape(write_empty_list(path).name)} en laat het nakijken:", soft_wrap=True)
        OUT.print(f"  {escape(called.command('audit', path.name))}", soft_wrap=True)
    else:
        show_audited(*audit_table(path))


def claims(
    round_id: RoundName,
    draft: Annotated[
        bool, typer.Option("--draft", help="Schrijf een eerste versie van de rapporttekst in raw/RONDE/report.")
    ] = False,
) -> None:
    """Controleer de rapporttekst: rust elke zin ergens op, en klopt elk getal?"""
    from pipeline.rounds import find_project
    from pipeline.text_checking import check_text, write_first

    if draft:
        for name in write_first(find_project(), round_id):
            OUT.print(f"Geschreven: {escape(name)}", soft_wrap=True)
        return
    checked = check_text(round_id)
    if checked.drafted:
        OUT.print("Er is nog geen rapporttekst; gecontroleerd is wat klankbord zelf voorstelt. Begin met --draft.")
    OUT.print(checked.in_order, soft_wrap=True)
    OUT.print(checked.readable)
    showing.show_hardest(checked.hardest)


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
