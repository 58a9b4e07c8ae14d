"""What an import did, as one page and as a CSV: what went in, what came out, and every difference."""

import csv
import io
from collections.abc import Iterator, Sequence

from pipeline import __version__
from pipeline.blocks import Column, Heading, Note, Section, Table, Text
from pipeline.dutch import count_noun
from pipeline.looks.pages import render_page
from pipeline.printable import guarded, short, visible
from pipeline.sources.report import Changes, Report, holds

_PRIVATE = "Op deze pagina staan woorden van mensen die zijn gesproken. Zij is alleen voor de onderzoekers."
_MOST = 200  # signs of a stretch: enough to find it by
_LARGEST = 2_000  # lines on the page; the CSV has them all


def page(report: Report, title: str) -> str:
    """Make the page of a report.

    Parameters
    ----------
    report : Report
        What was done.
    title : str
        The round.
    """
    parts: list[Note | Text | Heading | Table] = [
        Note(_PRIVATE, "warn"),
        Text(changed(report.changes)),
        _table("Wat erin ging en wat eruit kwam", ("Wat", "Erin", "Wat ervan kwam", "Eruit"), _counts(report)),
        _table("Wat er van de coderingen werd", ("Wat", "Aantal"), [(n, str(c)) for n, c in report.became.items()]),
        _table("Hoe de richting is gelezen", ("Hoe", "Aantal"), [(n, str(c)) for n, c in report.read.items()]),
        Heading("Bestanden", 2),
        _table(
            "Wat er in elk bestand staat",
            ("Bestand", "Gemaakt met", "Inhoud", "Hoe plekken zijn geteld"),
            _files(report),
        ),
        Heading("Codes", 2),
        _table("Hoe elke code is gelezen", ("Code", "Keer", "Hoe", "Aspect", "Richting"), _codes(report)),
        Heading("Verschillen", 2),
        Text(_how_many(report)),
    ]
    lines = [*report.changes.lines, *report.lines]
    for lost, caption in ((True, "Niet overgenomen, of wacht"), (False, "Goed om te weten")):
        own = [line for line in lines if line.lost == lost]
        rows = [(one.file, one.about, short(one.value, _MOST), one.what, one.mend) for one in own[:_LARGEST]]
        parts.append(_table(caption, ("Bestand", "Waar", "Wat er staat", "Wat ermee is", "Wat u kunt doen"), rows))
        if len(own) > _LARGEST:
            parts.append(Text(f"Hier staan de eerste {_LARGEST} van {len(own)}; verslag.csv heeft ze alle."))
    return render_page(
        "mistakes.html.j2",
        title="Wat er is geïmporteerd",
        round_title=title,
        navigation=[],
        banner="",
        footer=f"Gemaakt met klankbord {__version__}.",
        told=Section(tuple(part for part in parts if not isinstance(part, Table) or part.rows)),
    )


def changed(changes: Changes) -> str:
    """Say what is otherwise than after the import before."""
    if changes.first:
        return f"Dit is de eerste import: {count_noun(changes.new, 'fragment', 'fragmenten')}."
    if changes.nothing:
        return "Er is niets veranderd sinds de vorige import."
    new, gone = count_noun(changes.new, "fragment", "fragmenten"), count_noun(changes.gone, "fragment", "fragmenten")
    return f"Sinds de vorige import: {new} nieuw, {gone} weg, {changes.changed} veranderd."


def table_of_lines(report: Report) -> str:
    """Give the whole report as CSV: counts first, then codes, then every difference."""
    made = io.StringIO()
    lines = csv.writer(made, lineterminator="\n")
    for line in _lines(report):
        lines.writerow([guarded(cell) if isinstance(cell, str) else cell for cell in line])
    return made.getvalue()


def _lines(report: Report) -> Iterator[tuple[str | int, ...]]:
    yield ("soort", "bestand", "waar", "waarde", "aantal", "wat", "wat_te_doen")
    for kind, before, became, after in report.counts:
        yield ("telling", "", "", kind, before, f"{became}: {after}", "")
    yield from (("codering", "", "", "", count, name, "") for name, count in report.became.items())
    yield from (("richting", "", "", "", count, name, "") for name, count in report.read.items())
    for file in report.files:
        yield from (("bestand", file.name, "", name, count, file.program, "") for name, count in file.found.items())
        yield from (("telwijze", file.name, "", "", "", visible(how), "") for how in file.counting)
    for code in report.codes:
        yield ("code", "", visible(code.aspect), visible(code.name), code.used, code.match.value, code.direction)
    for line in (*report.changes.lines, *report.lines):
        kind = "niet overgenomen" if line.lost else "let op"
        yield (
            kind,
            line.file,
            *(visible(text) for text in (line.about, line.value)),
            "",
            visible(line.what),
            line.mend,
        )


def _counts(report: Report) -> list[tuple[str, ...]]:
    return [(kind, str(before), became, str(after)) for kind, before, became, after in report.counts]


def _files(report: Report) -> list[tuple[str, ...]]:
    return [
        (
            file.name,
            file.program,
            holds(file),
            "; ".join(file.counting),
        )
        for file in report.files
    ]


def _codes(report: Report) -> list[tuple[str, ...]]:
    return [(code.name, str(code.used), code.match.value, code.aspect, code.direction) for code in report.codes]


def _how_many(report: Report) -> str:
    lost = sum(line.lost for line in report.lines)
    if not lost:
        return "Alles is overgenomen."
    return f"{not_taken(lost)}; elk staat hieronder."


def not_taken(count: int) -> str:
    """Say of how much it is told that it was not taken over, or waits for a decision."""
    waits = "wacht" if count == 1 else "wachten"
    return f"{count_noun(count, 'ding is', 'dingen zijn')} niet overgenomen of {waits} nog"


def _table(caption: str, names: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> Table:
    cells = tuple(tuple(visible(cell) or None for cell in row) for row in rows)
    return Table(caption, tuple(Column(name) for name in names), cells, stacks=True)
