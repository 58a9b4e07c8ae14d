"""What commands print of a run: its steps, how it ended, and what must be known of what it made."""

from typing import TYPE_CHECKING

import typer
from rich.markup import escape

from pipeline import called, messages
from pipeline.console import ERR, OUT
from pipeline.dutch import count_noun, number
from pipeline.errors import (
    StageError,
)
from pipeline.printable import printable
from pipeline.showing_mistakes import show_error, show_failure

if TYPE_CHECKING:
    from collections.abc import Collection

    from pipeline.editions import Edition
    from pipeline.execution.run import Result
    from pipeline.execution.run_step import StepResult
    from pipeline.execution.sending import Sendable
    from pipeline.execution.steps import StepKind
    from pipeline.rounds import Project
    from pipeline.watching.watch import Turn


def show_step(outcome: "StepResult") -> None:
    """Show how a notebook ended, or the report."""
    if outcome.kind in messages.SHOWN:
        OUT.print(escape(messages.of_step(outcome.label, outcome.status, outcome.seconds)), soft_wrap=True)
    _note(outcome.note)


def _note(note: str) -> None:
    if note:
        OUT.print(escape(printable(f"Let op: {note}")), soft_wrap=True)


def show_result(result: "Result", reports: str, without: "Collection[str]" = ()) -> None:
    """End as the run of one round ended."""
    end_if_failed(result)
    OUT.print(escape(messages.finished(result.round_id, reports, without)), soft_wrap=True)


def end_if_failed(result: "Result") -> None:
    """End with what went wrong in the run of one round, if anything did."""
    failed = [outcome.error for outcome in result.outcomes if isinstance(outcome.error, StageError)]
    for error in failed:
        show_failure(error)
    if failed:
        ERR.print("Het vorige rapport is niet veranderd. Herstel de fout en draai de ronde opnieuw; wat af is blijft.")
        raise typer.Exit(1)
    if result.error is not None:
        raise result.error


def show_watching(address: str) -> None:
    """Say where a round that is watched can be seen."""
    OUT.print(f"Open in een browser op deze computer: {escape(address)}\nStop met Ctrl-C.", soft_wrap=True)


def show_turn(turn: "Turn") -> None:
    """Say what was saved, and what came of it."""
    what = f"{', '.join(turn.changed[:3])}{' en meer' if len(turn.changed) > 3 else ''}: " if turn.changed else ""
    if turn.error is None:
        made = "alles is bijgewerkt" if turn.whole else "de bevindingen zijn bijgewerkt"
        OUT.print(escape(printable(f"{what}{made} na {number(turn.seconds, 1)} s")), soft_wrap=True)
        return
    OUT.print(escape(printable(f"{what}niet bijgewerkt; het staat ook op de pagina.")), soft_wrap=True)
    show_error(turn.error)


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


def show_taken_away(results: "list[Result]") -> None:
    """Say of each round which editions were of older data."""
    for result in results:
        for edition in result.outdated:
            again = called.command("publish", result.round_id, "--for", edition.id)
            said = f"{edition.label}: weggehaald uit uitgaven, want de gegevens zijn veranderd. Opnieuw maken: {again}."
            OUT.print(escape(said), soft_wrap=True)


def show_sendable(project: "Project", result: "Result", made: "Sendable | None", edition: "Edition") -> None:
    """End as an edition was made: where it is, and what its readers get."""
    if made is None:
        end_if_failed(result)
        return
    size = number(made.size / 2**20, 1)
    OUT.print(f"\nKlaar. Dit mag u versturen ({made.files} bestanden, {size} MB):")
    for path in (made.archive, made.folder):
        OUT.print(escape(f"  {project.name(path)}"), soft_wrap=True)
    for said in made.told:
        OUT.print(escape(said), soft_wrap=True)
    if edition.quotes == "checked":
        _unchecked(project, result.round_id)


def _unchecked(project: "Project", round_id: str) -> None:
    """Say how many quotes are left out since nobody looked at them."""
    from pipeline import quote_checking
    from pipeline.phases.raw_tables import load_as_written

    checked = quote_checking.counted(load_as_written(project, round_id, looking=False))
    waiting = checked.quotes - checked.decided
    if waiting:
        left = f"{count_noun(waiting, 'citaat is', 'citaten zijn')} door niemand nagekeken, en daarom weggelaten."
        look = f"{called.command('privacy', round_id)} zet ze klaar in {quote_checking.FILE}."
        OUT.print(escape(f"{left} {look}"), soft_wrap=True)


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

        data = load_round(project, result.round_id, looking=False)
        tables = {name: read_table(folder / f"{name}.csv") for name in JUDGED}
        if said := outdated(tables, data.codebook, data.table("sentences")):
            OUT.print(escape(f"{result.round_id}: {said}" if len(results) > 1 else said), soft_wrap=True)


def readability_of(project: "Project", result: "Result") -> str:
    """Say how easy the texts read that this run made; nothing when it made none.

    Nor of a round that is all from published reports: who runs that again is there for the figures. `claims` has it.
    """
    if not any(outcome.kind == "report" and outcome.status == "made" for outcome in result.outcomes):
        return ""
    from pipeline.claims import readability
    from pipeline.contracts.provenance import all_reported
    from pipeline.handover import read_table

    path = project.report(result.round_id) / "data" / "readability.csv"
    if result.error is not None or not path.exists() or all_reported(read_table(path.with_name("evidence.csv"))):
        return ""
    said = readability.in_short(read_table(path), project.round(result.round_id).rules)
    return f"{said} Welke: {called.command('claims', result.round_id)}, of readability.csv."


def show_round(outcome: "StepResult", last: "StepKind") -> None:
    """Show of many rounds only that one is done, with what is made last, or where it failed."""
    if outcome.status == "failed" or outcome.kind == last:
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


def show_explanation(project: "Project", round_ids: list[str], name: str) -> None:
    """Say for each round whether a step is made again in the next run, and why."""
    from pipeline.execution.why import explain

    for round_id in round_ids:
        for line in explain(project, round_id, name):
            OUT.print(escape(line), soft_wrap=True)
