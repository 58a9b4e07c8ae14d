"""What `klankbord import` does: surveys and conversations are told apart, taken in, and what became of each is said."""

from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path

from pipeline.dutch import count_noun
from pipeline.execution.run import lock
from pipeline.importing.apart import surveys_among
from pipeline.importing.page import changed, not_taken
from pipeline.importing.take_in import Imported, import_files
from pipeline.importing.take_in_surveys import Taken, TakenIn, import_surveys
from pipeline.rounds import Project
from pipeline.sources.report import holds

# As many rows that are there twice are told one by one.
_SHOWN = 5


def bring_in(project: Project, round_id: str, paths: Sequence[Path]) -> Imported | TakenIn:
    """Import files into a round; without any, the conversations that were imported before are read again.

    Parameters
    ----------
    project : Project
        Where the round is.
    round_id : str
        The round.
    paths : sequence of pathlib.Path
        The files: all of surveys, or all of conversations.

    Raises
    ------
    InputError
        There is no such round, a file can't be read, or the round can't take it; the round is as it was.
    RoundBusyError
        Another command is at work on the round.
    KlankbordError
        Something is in the way of what has to be written; the round is as it was.
    """
    project.round(round_id)
    surveys = surveys_among(paths)
    with ExitStack() as locks:
        lock(project, round_id, locks)
        return import_surveys(project, round_id, surveys) if surveys else import_files(project, round_id, paths)


def files(imported: Imported) -> list[str]:
    """Say of each file with conversations what it holds, and how places in it were counted."""
    said = []
    for file in imported.report.files:
        state = imported.files.get(file.name, "al opgenomen")
        said.append(f"{file.name} ({file.program}; {state}): {holds(file)}")
        # Of a file that somebody was left out of, it is a sentence by itself.
        said += [how if how.endswith(".") else f"Plekken geteld in {how}" for how in file.counting]
    return said


COUNTED = ("Wat", "Erin", "Wat ervan kwam", "Eruit")


def counts(imported: Imported) -> list[tuple[str, str, str, str]]:
    """Give how much went in and what became of it, as rows under `COUNTED`."""
    return [(kind, str(before), became, str(after)) for kind, before, became, after in imported.report.counts]


def outcome(imported: Imported) -> list[str]:
    """Say how codes and directions were read, what is other than before, what was lost, and where the report is."""
    report = imported.report
    said = [f"Coderingen: {count} {name}" for name, count in report.became.items()]
    said += [f"Richting: {count} {name}" for name, count in report.read.items()]
    said.append(changed(report.changes))
    if lost := sum(line.lost for line in report.lines):
        said.append(f"Let op: {not_taken(lost)}. Elk staat in het verslag.")
    said += [f"Let op: {told}" for told in imported.told]
    page, lines, _ = imported.places
    return [*said, f"Verslag: {page} (en {lines})"]


def waiting(imported: Imported) -> str:
    """Say which cells somebody has to fill in before the files are imported again; empty when none is."""
    if not imported.report.waiting:
        return ""
    rows = ", ".join(f"{count} op het blad {sheet}" for sheet, count in imported.report.waiting.items())
    return f"Vul in {imported.places[2]} de gele cellen in: {rows}."


def surveys(taken: TakenIn) -> list[str]:
    """Say of each survey what was read and what was proposed, and what waits for somebody."""
    said = [line for each in taken.surveys for line in _survey(each, taken.workbook)]
    if cells := sum(each.waiting for each in taken.surveys):
        yellow = count_noun(cells, "gele cel", "gele cellen")
        said.append(f"Vul in {taken.workbook} aan wat klankbord niet kan weten: {yellow}.")
        said.append("Een vraag zonder aspect is geen bewijs; zij staat wel in het verslag van de fase.")
    return said


def _survey(each: Taken, workbook: str) -> list[str]:
    people = count_noun(each.people, "rij met antwoorden", "rijen met antwoorden")
    questions = count_noun(each.questions, "vraag", "vragen")
    said = [f"{each.file} ({each.program}; {each.became}): {people}, {questions}."]
    said += [f"  Let op: {twice.what} Misschien vulde iemand twee keer in." for twice in each.twice[:_SHOWN]]
    if others := len(each.twice[_SHOWN:]):
        more = count_noun(others, "andere rij is", "andere rijen zijn")
        said.append(f"  Let op: nog {more} gelijk aan een eerdere; check noemt ze.")
    if each.twice:
        mend = f"haal dan een van beide rijen weg uit {each.file} en importeer opnieuw"
        said.append(f"  Is het één mens, {mend}. Doet u niets, dan tellen zij allebei mee.")
    if not each.proposed:
        return [*said, f"  De vragenlijst {each.survey} was er al en blijft zoals zij is."]
    said.append(f"  De vragenlijst {each.survey} staat als voorstel in {workbook}.")
    if each.guessed:
        kinds = "is van 1 vraag" if each.guessed == 1 else f"is van {each.guessed} vragen"
        said.append(f"  De soort {kinds} geraden uit de antwoorden. Kijk die na.")
    return said
