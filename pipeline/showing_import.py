"""What `import` prints: what went in, what became of it, and what waits."""

from typing import TYPE_CHECKING

from rich.markup import escape

from pipeline import called
from pipeline.console import OUT, table
from pipeline.printable import printable

if TYPE_CHECKING:
    from pipeline.importing.take_in import Imported
    from pipeline.importing.take_in_surveys import TakenIn


# As many rows that are there twice are told one by one.
_SHOWN = 5


def show_imported(imported: "Imported", round_id: str) -> None:
    """Tell what an import did: counts in and out, how codes and directions were read, and what waits or was lost."""
    from pipeline.importing.page import changed, not_taken
    from pipeline.sources.report import holds

    report = imported.report
    for file in report.files:
        state = imported.files.get(file.name, "al opgenomen")
        OUT.print(escape(printable(f"{file.name} ({file.program}; {state}): {holds(file)}")), soft_wrap=True)
        for how in file.counting:
            # Of a file that somebody was left out of, it is a sentence by itself.
            said = how if how.endswith(".") else f"Plekken geteld in {how}"
            OUT.print(escape(printable(f"  {said}")), soft_wrap=True)
    counts = [(kind, str(before), became, str(after)) for kind, before, became, after in report.counts]
    OUT.print(table("", ("Wat", "Erin", "Wat ervan kwam", "Eruit"), counts))
    for title, found in (("Coderingen", report.became), ("Richting", report.read)):
        for name, count in found.items():
            OUT.print(escape(f"{title}: {count} {name}"), soft_wrap=True)
    OUT.print(changed(report.changes))
    lost = sum(line.lost for line in report.lines)
    if lost:
        OUT.print(f"Let op: {not_taken(lost)}. Elk staat in het verslag.", soft_wrap=True)
    for told in imported.told:
        OUT.print(f"Let op: {escape(printable(told))}", soft_wrap=True)
    page, lines, decisions = imported.places
    OUT.print(f"Verslag: {escape(page)} (en {escape(lines)})", soft_wrap=True)
    if report.waiting:
        rows = ", ".join(f"{count} op het blad {sheet}" for sheet, count in report.waiting.items())
        OUT.print(f"Vul in {escape(decisions)} de gele cellen in: {rows}. Importeer daarna opnieuw:", soft_wrap=True)
        OUT.print(f"  {escape(called.command('import', round_id))}", soft_wrap=True)
    else:
        OUT.print(f"Kijk na of alles klopt: {escape(called.command('check', round_id))}", soft_wrap=True)


def show_surveys(taken: "TakenIn", round_id: str) -> None:
    """Tell what became of surveys: what was read, what was proposed, and what waits for somebody."""
    from pipeline.dutch import count_noun

    for each in taken.surveys:
        people = count_noun(each.people, "rij met antwoorden", "rijen met antwoorden")
        questions = count_noun(each.questions, "vraag", "vragen")
        OUT.print(
            escape(printable(f"{each.file} ({each.program}; {each.became}): {people}, {questions}.")), soft_wrap=True
        )
        for twice in each.twice[:_SHOWN]:
            OUT.print(f"  Let op: {twice.what} Misschien vulde iemand twee keer in.", soft_wrap=True)
        if others := len(each.twice[_SHOWN:]):
            said = count_noun(others, "andere rij is", "andere rijen zijn")
            OUT.print(f"  Let op: nog {said} gelijk aan een eerdere; check noemt ze.", soft_wrap=True)
        if each.twice:
            mend = f"haal dan een van beide rijen weg uit {escape(printable(each.file))} en importeer opnieuw"
            OUT.print(f"  Is het één mens, {mend}. Doet u niets, dan tellen zij allebei mee.", soft_wrap=True)
        if not each.proposed:
            OUT.print(f"  De vragenlijst {each.survey} was er al en blijft zoals zij is.", soft_wrap=True)
            continue
        OUT.print(f"  De vragenlijst {each.survey} staat als voorstel in {escape(taken.workbook)}.", soft_wrap=True)
        if each.guessed:
            said = "is van 1 vraag" if each.guessed == 1 else f"is van {each.guessed} vragen"
            OUT.print(f"  De soort {said} geraden uit de antwoorden. Kijk die na.", soft_wrap=True)
    waiting = sum(each.waiting for each in taken.surveys)
    if waiting:
        cells = count_noun(waiting, "gele cel", "gele cellen")
        OUT.print(f"Vul in {escape(taken.workbook)} aan wat klankbord niet kan weten: {cells}.", soft_wrap=True)
        OUT.print("Een vraag zonder aspect is geen bewijs; zij staat wel in het verslag van de fase.", soft_wrap=True)
    OUT.print(f"Kijk daarna na of alles klopt: {escape(called.command('check', round_id))}", soft_wrap=True)
