"""What commands print: what was begun, what came in, and what was asked about a round."""

from typing import TYPE_CHECKING

from rich.markup import escape
from rich.tree import Tree

from pipeline import called
from pipeline.console import OUT, table
from pipeline.printable import printable, short
from pipeline.showing_mistakes import show_notices

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import pandas as pd

    from pipeline.audit.check import Figures
    from pipeline.audit.sentences import InSentence
    from pipeline.beginning.begin import Begun
    from pipeline.beginning.refresh import Refreshed
    from pipeline.claims.chain import Chain
    from pipeline.claims.readability import ReadabilityRow
    from pipeline.codebook_checking import CheckedCodebook
    from pipeline.kit.making import Kit
    from pipeline.ratings import Against, Rated
    from pipeline.reconciling import Reconciling
    from pipeline.reviewing import Reviewed
    from pipeline.serving.serve import Started

_AGAIN = " (zie elders in deze boom)"


def show_begun(begun: "Begun", round_id: str) -> None:
    """Say what a new round has, and what to do next."""
    OUT.print("Gemaakt:", soft_wrap=True)
    for file in begun.files:
        OUT.print(f"  {escape(file)}", soft_wrap=True)
    if begun.lacking:
        OUT.print(escape(begun.lacking), soft_wrap=True)
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


def confirmed(question: str) -> bool:
    """Ask a question, and tell whether the answer was yes; no answer is none."""
    try:
        return input(f"{question} ").strip().casefold() in {"j", "ja"}
    except EOFError:
        return False


def show_hardest(hardest: "Sequence[ReadabilityRow]") -> None:
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
    OUT.print(table(title, ("Waar", "Score", "Woorden per zin", "Alinea"), rows))


def show_audit(
    checks: "pd.DataFrame", reproduction: "pd.DataFrame", figures: "Figures", sentences: "Sequence[InSentence]"
) -> None:
    """Show which published figures contradict each other, the worst first, what else was seen, and how all came out."""
    from pipeline.audit.basis import DUTCH as OUTCOMES
    from pipeline.audit.basis import counts
    from pipeline.audit.contradictions import explained, how_many, how_many_notices
    from pipeline.audit.reproduction import CheckRow
    from pipeline.audit.severity import DUTCH, Severity
    from pipeline.records import rows_of

    if reproduction.empty:
        OUT.print("Deze ronde heeft geen gepubliceerde cijfers om te controleren.")
        _show_sentences(sentences)
        return

    def told(verdict: str) -> list[tuple[str, ...]]:
        rows: list[tuple[str, ...]] = []
        for row in rows_of(checks[checks["verdict"] == verdict], CheckRow):
            figure = figures[row["figure_ids"].split()[0]]
            place = f"document {figure['document']}, {figure['locator']}"
            why = DUTCH[Severity(row["severity"])] or figure["note"]
            rows.append((figure["quantity"], row["printed"], place, row["explanation"], why))
        return rows

    heads = ("Wat", "Gedrukt", "Waar", "Waarom")
    OUT.print(table(how_many(checks), (*heads, "Hoe erg"), told("inconsistent")))
    if notices := how_many_notices(checks):
        OUT.print(table(f"{notices}: geen tegenspraak, wel goed om te weten", (*heads, "Toelichting"), told("notice")))
    OUT.print(f"Alle {len(reproduction)} cijfers, elk één keer geteld:")
    for outcome, count in counts(reproduction).items():
        OUT.print(f"{count:5} {OUTCOMES[outcome]}")
    if how := explained(checks, reproduction):
        OUT.print(how)
    _show_sentences(sentences)


def _show_sentences(found: "Sequence[InSentence]") -> None:
    """Show what sentences and remarks say of numbers that is to be looked at."""
    if found:
        rows = [(each.quote, each.what, each.place or f"{each.table}, {each.name}") for each in found]
        OUT.print(table(f"In zinnen en opmerkingen: {len(found)} keer let op", ("Er staat", "Wat", "Waar"), rows))


_MOST_MISTAKEN = 10


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
    OUT.print(table("Hoe ver zijn codeurs het eens?", heads, rows))
    for each in found.against:
        _show_against(each)


def _show_against(found: "Against") -> None:
    """Show how a coder did beside the reference, and what they took for what."""
    from pipeline.dutch import count_noun, number, percent
    from pipeline.statistics.agreement import KAPPA, PERCENT

    by_name = {each.coefficient: each for each in found.coefficients}
    if not by_name:
        OUT.print(escape(printable(f"{found.coder}: heeft niets gecodeerd dat de referentie ook codeerde.")))
        return
    same, kappa = by_name[PERCENT], by_name[KAPPA].value
    units = count_noun(same.n_units, "eenheid", "eenheden")
    said = f"{found.coder}: {percent(same.value or 0)} van {units} zoals de referentie"
    OUT.print(escape(printable(f"{said}{'' if kappa is None else f'; kappa {number(kappa, 3)}'}.")), soft_wrap=True)
    for right, theirs, count in found.mistaken[:_MOST_MISTAKEN]:
        OUT.print(escape(printable(f"  {count} × {theirs} in plaats van {right}")), soft_wrap=True)


def show_reconciling(found: "Reconciling") -> None:
    """Say what there is to decide on together, where, and what is decided."""
    from pipeline.dutch import count_noun

    many = sum(found.kinds.values())
    if not found.file:
        OUT.print("Codeurs codeerden alles hetzelfde: er is niets af te stemmen.")
        return
    OUT.print(f"{count_noun(many, 'verschil', 'verschillen')} tussen codeurs; over {found.decided} is besloten.")
    for kind, count in found.kinds.items():
        OUT.print(f"  {count} × {kind}")
    OUT.print(f"Bij {found.turning} ervan zou bewijs anders wijzen met de code van de ander. Die staan bovenaan.")
    for said in found.lapsed:
        OUT.print(escape(printable(f"Vervallen, want dit fragment is er niet meer: {said}")), soft_wrap=True)
    OUT.print(escape(f"Besluit samen in {found.file}, blad reconciled. Daarna tellen die codes mee."), soft_wrap=True)


def show_codebook(checked: "CheckedCodebook", against: str) -> None:
    """Say what a codebook has, what is to be looked at, and what is different from that of another round."""
    from pipeline.telling.codebook_blocks import in_short, row_of

    show_notices(checked.notices)
    if checked.changes is not None:
        rows = [row_of(change) for change in checked.changes]
        if rows:
            OUT.print(table(f"Verschil met {against}", ("Wat", "Hoe", "Daar", "Hier", "Erbij te weten"), rows))
        else:
            OUT.print(escape(f"Het codeboek is gelijk aan dat van {against}."), soft_wrap=True)
    OUT.print(escape(f"In orde: {checked.file}. {in_short(checked.book)}"), soft_wrap=True)
    OUT.print(escape(f"Om te lezen: {checked.page}"), soft_wrap=True)


def show_kit(made: "Kit") -> None:
    """Say of each document of the kit what became of it, and in which something is to be filled in."""
    for line in (*(f"Gemaakt: {file}" for file in made.made), *made.notes):
        OUT.print(escape(line), soft_wrap=True)


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


def show_taken(reviewed: "Reviewed") -> None:
    """Tell of each file who said what, and what the consultant should do next."""
    from pipeline.reviewing import lines

    for line in lines(reviewed):
        OUT.print(escape(line), soft_wrap=True)
    if any(file.new for file in reviewed.taken.files):
        OUT.print(escape(f"Zet het in het rapport met: {called.command('run', reviewed.round_id)}"), soft_wrap=True)
