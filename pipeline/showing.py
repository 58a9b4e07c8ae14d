"""What commands print: how a run goes, what came in, and every mistake in one table."""

import traceback
from typing import TYPE_CHECKING

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table
from rich.tree import Tree

from pipeline import called, messages
from pipeline.errors import (
    ClaimsError,
    InputError,
    KlankbordError,
    NothingYetError,
    NotTakenError,
    Problem,
    StageError,
    alike,
    of_the_machine,
)
from pipeline.printable import printable, short

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from pathlib import Path

    import pandas as pd

    from pipeline.audit.check import Figures
    from pipeline.beginning.begin import Begun
    from pipeline.beginning.refresh import Refreshed
    from pipeline.claims.chain import Chain
    from pipeline.claims.readability import ReadabilityRow
    from pipeline.codebook_checking import CheckedCodebook
    from pipeline.execution.run import Result
    from pipeline.execution.run_step import StepResult
    from pipeline.ratings import Rated
    from pipeline.review.model import Setting
    from pipeline.review.taking_in import Taken
    from pipeline.rounds import Project
    from pipeline.serving.serve import Started

_AGAIN = " (zie elders in deze boom)"
OUT, ERR = Console(highlight=False), Console(stderr=True, highlight=False)


def show_begun(begun: "Begun", round_id: str) -> None:
    """Say what a new round has, and what to do next."""
    from pipeline.dutch import listed

    OUT.print("Gemaakt:", soft_wrap=True)
    for file in begun.files:
        OUT.print(f"  {escape(file)}", soft_wrap=True)
    if begun.unasked:
        said = f"Het codeboek heeft nog geen vraag voor: {listed(begun.unasked)}. Zet in het codeboek ja bij die fase."
        OUT.print(escape(said), soft_wrap=True)
    steps = (
        f"Lees raw/{round_id}/round.yml en raw/{round_id}/codeboek.xlsx na, en vul ze aan.",
        "Vul de werkboeken. Elk begint met een blad Uitleg.",
        f"Kijk na of alles klopt: {called.command('check', round_id)}",
        f"Maak het rapport: {called.command('run', round_id)}",
    )
    for number, step in enumerate(steps, 1):
        OUT.print(f"{number}. {escape(step)}", soft_wrap=True)


def show_refreshed(refreshed: "Refreshed") -> None:
    """Say of each workbook of a round whether its lists changed, and what has to be done by hand."""
    for what, files in (
        ("Lijsten bijgewerkt", refreshed.changed),
        ("Nieuw gemaakt", refreshed.made),
        ("Was al goed", refreshed.same),
    ):
        for file in files:
            OUT.print(f"{what}: {escape(file)}", soft_wrap=True)
    for note in refreshed.notes:
        OUT.print(f"Let op: {escape(note)}", soft_wrap=True)


def show_waiting(error: NothingYetError, said: str, console: Console = OUT) -> None:
    """Say that nothing was filled in yet, and what waits for it."""
    console.print(escape(said), soft_wrap=True)
    for problem in error.problems:
        console.print(f"  {escape(problem.file)}: {escape(problem.mend)}", soft_wrap=True)


def show_hardest(hardest: "list[ReadabilityRow]") -> None:
    """Show the paragraphs that are hardest to read; shorter sentences and words make them easier."""
    from pipeline.dutch import number

    if not hardest:
        return
    title = "De moeilijkste alinea's eerst. Maak zinnen en woorden korter."
    rows = [
        (
            f"{row['file']}, regel {row['line']}" if row["file"] else row["place"],
            number(row["score"], 1),
            number(row["words_per_sentence"], 1),
            short(row["text"]),
        )
        for row in hardest
    ]
    OUT.print(_table(title, ("Waar", "Score", "Woorden per zin", "Alinea"), rows))


def show_audit(checks: "pd.DataFrame", reproduction: "pd.DataFrame", figures: "Figures") -> None:
    """Show which published figures contradict each other, the worst first, and how all figures came out."""
    from pipeline.audit.basis import DUTCH as OUTCOMES
    from pipeline.audit.basis import counts
    from pipeline.audit.contradictions import how_many
    from pipeline.audit.reproduction import CheckRow
    from pipeline.audit.severity import DUTCH, Severity
    from pipeline.records import rows_of

    if reproduction.empty:
        OUT.print("Deze ronde heeft geen gepubliceerde cijfers om te controleren.")
        return
    rows = []
    for row in rows_of(checks[checks["verdict"] == "inconsistent"], CheckRow):
        figure = figures[row["figure_ids"].split()[0]]
        place = f"document {figure['document']}, {figure['locator']}"
        weight = DUTCH[Severity(row["severity"])]
        rows.append((figure["quantity"], row["printed"], place, row["explanation"], weight))
    OUT.print(_table(how_many(checks), ("Wat", "Gedrukt", "Waar", "Waarom", "Hoe erg"), rows))
    OUT.print(f"Alle {len(reproduction)} cijfers, elk één keer geteld:")
    for outcome, count in counts(reproduction).items():
        OUT.print(f"{count:5} {OUTCOMES[outcome]}")


def show_rated(found: "Rated") -> None:
    """Show how far coders agree, or that nothing can be compared."""
    from pipeline.dutch import count_noun, number
    from pipeline.ratings import NOT_RATED
    from pipeline.telling.words import COEFFICIENTS

    values = ", ".join(found.values)
    OUT.print(
        escape(printable(f"{count_noun(found.units, 'eenheid', 'eenheden')}, codeurs {', '.join(found.coders)}.")),
        soft_wrap=True,
    )
    OUT.print(
        escape(printable(f"Codes: {values}. Leeg of {', '.join(NOT_RATED[1:])} is niet gecodeerd.")), soft_wrap=True
    )
    if not found.coefficients:
        OUT.print("Geen enkele eenheid is door twee mensen gecodeerd: er valt niets te vergelijken.")
        return
    rows = [
        (
            COEFFICIENTS[each.coefficient],
            "" if each.value is None else number(each.value, 3),
            "" if each.low is None or each.high is None else f"{number(each.low, 3)} tot {number(each.high, 3)}",
            str(each.n_units),
            each.remark,
        )
        for each in found.coefficients
    ]
    heads = ("Maat", "Waarde", "Met 95% zekerheid tussen", "Door twee of meer", "Opmerking")
    OUT.print(_table("Hoe ver zijn codeurs het eens?", heads, rows))


def tree_of(chain: "Chain", name: str, round_id: str) -> Tree:
    """Draw what a name rests on, and what rests on it."""
    tree = Tree(_line(f"{name} ({round_id}): {chain.says(name)}"))
    if values := chain.printed(name):
        branch = tree.add("Een zin laat invullen")
        for value in values:
            branch.add(_line(value))
    for label, step in (("Rust op", chain.below), ("Is gebruikt in", chain.above)):
        branch = tree.add(label)
        if not step(name):
            branch.add("niets")
        _grow(branch, name, step, chain, {name})
    return tree


def _grow(tree: Tree, name: str, step: "Callable[[str], list[str]]", chain: "Chain", told: set[str]) -> None:
    """Add what follows; what it leads to in turn is told once, since many figures follow from the same ones."""
    for other in step(name):
        again = other in told and bool(step(other))
        branch = tree.add(_line(f"{other}: {chain.says(other)}{_AGAIN if again else ''}"))
        if not again:
            told.add(other)
            _grow(branch, other, step, chain, told)


def _line(text: str) -> str:
    return escape(printable(text))


def show_session(started: "Started") -> None:
    """Print what the consultant needs to begin: the links, and where everything is kept."""
    begun = "De sessie gaat verder; eerder gegeven links werken nog." if started.resumed else "De sessie is begonnen."
    OUT.print(f"{begun} Zij luistert alleen op {started.address} en staat in {escape(started.file)}.", soft_wrap=True)
    for file in started.earlier:
        OUT.print(f"Nooit gesloten, over een eerdere versie van het rapport: {escape(file)}.", soft_wrap=True)
    OUT.print(f"\nBegeleider (alleen voor u):\n{started.facilitator}\n", soft_wrap=True)
    for number, link in enumerate(started.links, 1):
        OUT.print(f"Deelnemer {number}: {link}", soft_wrap=True)
    OUT.print("\nStop met Ctrl-C.")


def show_taken(taken: "Taken", setting: "Setting", titles: "Mapping[str, str]", round_id: str) -> None:
    """Tell of each file who said what, and what the consultant should do next."""
    from pipeline.dutch import count_noun
    from pipeline.review.excel.answers import in_words

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
    if taken.as_it_was:
        lost = "Discussies en tekeningen in answers.xlsx gaan niet mee naar het nieuwe bestand."
        lines.append(f"Let op: {lost} Zoals het was, staat het in {taken.as_it_was}.")
    if any(file.new for file in taken.files):
        lines.append(f"Zet het in het rapport met: {called.command('run', round_id)}")
    for line in lines:
        OUT.print(escape(line), soft_wrap=True)


def show_step(outcome: "StepResult") -> None:
    """Show how a notebook ended, or the report."""
    if outcome.kind in messages.SHOWN:
        OUT.print(escape(messages.of_step(outcome.label, outcome.status, outcome.seconds)), soft_wrap=True)
    _note(outcome.note)


def _note(note: str) -> None:
    if note:
        OUT.print(escape(printable(f"Let op: {note}")), soft_wrap=True)


def show_result(result: "Result", reports: str) -> None:
    """End as the run of one round ended."""
    failed = [outcome.error for outcome in result.outcomes if isinstance(outcome.error, StageError)]
    for error in failed:
        _failure(error)
    if failed:
        ERR.print("Het vorige rapport is niet veranderd. Herstel de fout en draai de ronde opnieuw; wat af is blijft.")
        raise typer.Exit(1)
    if result.error is not None:
        raise result.error
    OUT.print(escape(messages.finished(result.round_id, reports)), soft_wrap=True)


def show_rules(project: "Project", results: "list[Result]") -> None:
    """Say of each round that was run which of its rules are not as usual."""
    for result in results:
        rules = project.round(result.round_id).rules if result.outcomes else None
        if rules is not None and rules.different:
            from pipeline.telling.rule_words import told

            place = f"{result.round_id}: " if len(results) > 1 else ""
            OUT.print(escape(f"{place}{told(rules)}"), soft_wrap=True)


def show_how_read(results: "list[Result]") -> None:
    """Say of each round that was run that not everything was read as it stands in its tables."""
    for result in results:
        if result.notices:
            OUT.print(escape(messages.how_read(result.round_id, result.notices)), soft_wrap=True)


def show_outdated(project: "Project", results: "list[Result]") -> None:
    """Say of each round whose report was made which judgements are about other evidence than there is now."""
    for result in results:
        made = any(outcome.kind == "report" and outcome.status == "made" for outcome in result.outcomes)
        folder = project.report(result.round_id) / "data"
        if result.error is not None or not made or not (folder / "findings.csv").exists():  # it may be kept elsewhere
            continue
        from pipeline.handover import read_table
        from pipeline.phases.raw_tables import load_round
        from pipeline.telling.outdated import JUDGED, outdated

        data = load_round(project, result.round_id)
        tables = {name: read_table(folder / f"{name}.csv") for name in JUDGED}
        if said := outdated(tables, data.codebook, data.table("sentences")):
            OUT.print(escape(f"{result.round_id}: {said}" if len(results) > 1 else said), soft_wrap=True)


def readability_of(project: "Project", result: "Result") -> str:
    """Say how easy the texts read that this run made; nothing when it made none."""
    if not any(outcome.kind == "report" and outcome.status == "made" for outcome in result.outcomes):
        return ""
    from pipeline.claims import readability
    from pipeline.handover import read_table

    path = project.report(result.round_id) / "data" / "readability.csv"
    if result.error is not None or not path.exists():
        return ""
    said = readability.in_short(read_table(path), project.round(result.round_id).rules)
    return f"{said} Welke: {called.command('claims', result.round_id)}, of readability.csv."


def show_round(outcome: "StepResult") -> None:
    """Show of many rounds only that one is done, or where it failed."""
    if outcome.status == "failed" or outcome.kind == "publish":
        OUT.print(escape(messages.of_round(outcome.round_id, outcome.status)), soft_wrap=True)
    _note(outcome.note and f"{outcome.round_id}: {outcome.note}")


def show_results(results: "list[Result]", reports: str) -> None:
    """Tell of many rounds what went wrong, and how many went well."""
    wrong = [(result.round_id, result.error) for result in results if result.error is not None]
    for round_id, error in wrong:
        ERR.print(f"\n{escape(round_id)}", soft_wrap=True)
        show_error(error)
    done = f"{len(results) - len(wrong)} van de {len(results)} rondes zijn klaar"
    OUT.print(f"\n{done}; zie {escape(reports)}.", soft_wrap=True)
    if wrong:
        raise typer.Exit(max(error.exit_code for _, error in wrong))


def show_error(error: KlankbordError) -> None:
    """Tell what went wrong, as fits its kind."""
    if isinstance(error, NothingYetError):
        show_waiting(error, "Er is nog niets verzameld, dus er valt nog niets te berekenen. Vul eerst:", ERR)
    elif isinstance(error, InputError):
        _problems(error)
    elif isinstance(error, StageError):
        _failure(error)
    else:
        ERR.print(f"Fout: {escape(str(error))}", soft_wrap=True)
        _details(error)


def show_unexpected(error: Exception) -> None:
    """Tell a mistake of ours, or what the machine refused."""
    said = of_the_machine(error) if isinstance(error, OSError) else f"Onverwachte fout: {error!r}."
    ERR.print(escape(said if called.debugging() else f"{said} Draai met --debug voor de details."), soft_wrap=True)
    _details(error)


def _details(error: Exception) -> None:
    """Show where an error came from, to who asked for it; what failed in a step brings that along."""
    if called.debugging():
        told = getattr(error, "details", "") or "".join(traceback.format_exception(error))
        ERR.print(escape(printable(told)), soft_wrap=True)


def show_explanation(project: "Project", round_ids: list[str], name: str) -> None:
    """Say for each round whether a step is made again in the next run, and why."""
    from pipeline.execution.why import explain

    for round_id in round_ids:
        for line in explain(project, round_id, name):
            OUT.print(escape(line), soft_wrap=True)


def _failure(error: StageError) -> None:
    ERR.print(f"\nFout in notebook {escape(error.notebook)}", soft_wrap=True)
    ERR.print(f"  onder het kopje: {escape(error.heading)}", soft_wrap=True)
    ERR.print(f"  cel:             {error.cell}")
    ERR.print(f"  fout:            {escape(error.cause)}", soft_wrap=True)
    ERR.print(f"  zover gekomen:   {escape(str(error.partial))}", soft_wrap=True)
    _details(error)


def show_notices(notices: "Sequence[Problem]") -> None:
    """Show what is no mistake and has to be told: what was guessed or is not read, and what looks odd or thin."""
    if not notices:
        return
    rows = [
        (
            notice.where,
            notice.cell or (str(notice.row) if notice.row is not None else ""),
            notice.column,
            short(notice.value),
            notice.what,
            notice.mend,
        )
        for notice in notices
    ]
    title = "Let op: geen fouten, wel goed om na te gaan"
    OUT.print(_table(title, ("Bestand", "Rij of cel", "Kolom", "Waarde", "Wat er is", "Wat u kunt doen"), rows))


def show_codebook(checked: "CheckedCodebook", against: str) -> None:
    """Say what a codebook has, what is to be looked at, and what is different from that of another round."""
    from pipeline.telling.codebook_blocks import in_short, row_of

    show_notices(checked.notices)
    if checked.changes is not None:
        rows = [row_of(change) for change in checked.changes]
        if rows:
            OUT.print(_table(f"Verschil met {against}", ("Wat", "Hoe", "Daar", "Hier", "Erbij te weten"), rows))
        else:
            OUT.print(escape(f"Het codeboek is gelijk aan dat van {against}."), soft_wrap=True)
    OUT.print(escape(f"In orde: {checked.file}. {in_short(checked.book)}"), soft_wrap=True)
    OUT.print(escape(f"Om te lezen: {checked.page}"), soft_wrap=True)


def show_handed_over(written: "Sequence[Path]", *, mark: bool) -> None:
    """Say where the page and the marked copies are, and what a copy may lack."""
    copies = [path for path in written if path.suffix.casefold() == ".xlsx"]
    for path in written:
        OUT.print(escape(f"Gemaakt: {path}"), soft_wrap=True)
    if copies:
        OUT.print(
            "In een kopie zijn de foute cellen gekleurd, met een opmerking erbij; blad Fouten somt ze op. Grafieken, "
            "tekeningen en discussies staan er niet in. Herstel de fouten in uw eigen bestand, niet in de kopie.",
            soft_wrap=True,
        )
    elif mark:
        OUT.print("Er is geen cel van een werkboek om te kleuren.")


def _problems(error: InputError) -> None:
    """Show one table of all mistakes; the same mistake in many rows is one line with a count.

    A text gets a table a file, with lines and without columns, so that a long name does not take the room of the rest.
    """
    from pipeline.dutch import count_noun

    of_text = isinstance(error, ClaimsError)
    tables: dict[str, dict[Problem, list[str]]] = {}
    for problem, places in alike(error.problems).items():
        tables.setdefault(problem.file if of_text else "", {})[problem] = places
    title = f"{count_noun(len(error.problems), 'fout', 'fouten')} gevonden; {error.unchanged}"
    # Of a file that was sent in there is mostly no row to name.
    placed = not isinstance(error, NotTakenError) or any(problem.row or problem.column for problem in error.problems)
    headers = ("Regel",) if of_text else ("Bestand", "Rij of cel", "Kolom") if placed else ("Bestand",)
    for file, grouped in tables.items():
        told = []
        for problem, rows in grouped.items():
            cells = (_rows(rows),) if of_text else (problem.where, _rows(rows), problem.column)[: len(headers)]
            told.append((*cells, short(problem.value), problem.what, problem.mend))
        names = (*headers, "Waarde", "Wat is er mis", "Hoe te herstellen")
        ERR.print(_table(f"{title}\n{file}".strip(), names, told))
        title = ""
    _details(error)


def _table(title: str, headers: "Sequence[str]", rows: "Iterable[Sequence[str]]") -> Table:
    """Make a table for the screen: long cells are folded, and nothing in them steers the terminal."""
    table = Table(title=title, show_lines=True)
    for header in headers:
        table.add_column(header, overflow="fold")
    for row in rows:
        table.add_row(*(escape(printable(cell)) for cell in row))
    return table


def _rows(rows: list[str]) -> str:
    known = [row for row in rows if row]
    shown = ", ".join(known[:3])
    return f"{shown} en nog {len(known) - 3}" if len(known) > 3 else shown
