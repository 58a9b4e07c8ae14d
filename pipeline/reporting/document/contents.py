"""The report as one document: cover, summary, approach, findings by theme, conclusions and appendices."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from markupsafe import Markup

from pipeline.addresses import REPORT, REPRODUCTION, theme_stage
from pipeline.claims.ledger import Ledger
from pipeline.claims.text import Kind, Reference
from pipeline.codebook import Codebook
from pipeline.contracts.loading import RoundData
from pipeline.phases.declarations import BY_ID, PHASES
from pipeline.records import Record, records, rows_of
from pipeline.reporting import panel_words
from pipeline.reporting.document.findings import Order, Pages, in_order, numbered, theme
from pipeline.reporting.document.notebooks import below_title, shown
from pipeline.reporting.document.printed import printed
from pipeline.reporting.document.relations import relations
from pipeline.reporting.document.summary import approach, summary
from pipeline.reporting.pages import render_page
from pipeline.reporting.report_page import Part
from pipeline.reporting.round_report import RoundReport
from pipeline.triangulation.findings import FindingRow

_MARKS = {Kind.ADVICE: "advies", Kind.OPINION: "mening"}


@dataclass(frozen=True)
class Chapter:
    """A chapter that the consultant wrote: its heading with its id, and what is below it."""

    heading: Markup
    id: str
    parts: tuple[Part, ...]


def document(report: RoundReport, stages: Path) -> str:
    """Write the report as one HTML document, with its figures in it.

    Parameters
    ----------
    report : RoundReport
        What the document is made of.
    stages : pathlib.Path
        Folder of the stages, with their executed notebooks.
    """
    data, tables = report.data, report.tables
    book = data.codebook
    findings = rows_of(tables["findings"], FindingRow)
    pages = _pages(book, stages)
    labels = [each.label for each in book.themes]
    order = in_order(tables, data.round.rules)
    made = chapters(report.written)
    by_theme = {chapter.heading.striptags(): chapter for chapter in made}
    first = next((at for at, chapter in enumerate(made) if chapter.heading.striptags() in labels), len(made))
    return render_page(
        "document.html.j2",
        round=data.round,
        round_id=data.round_id,
        draft=report.draft,
        bookmarks={place.id: place.bookmark for place in report.draft.places},
        banner=report.frame.banner,
        footer=report.frame.footer,
        drafted=report.ledger.drafted,
        before=made[:first],
        themes=[(theme(each, data, tables, pages, order), by_theme.get(each.label)) for each in book.themes],
        after=[chapter for chapter in made[first:] if chapter.heading.striptags() not in labels],
        summary=summary(tables, book),
        approach=approach(data, tables),
        methods=[
            (phase.label, below_title(pages[phase.stage]))
            for phase in PHASES
            if data.round.deployment(phase.id).deployed
        ],
        questions=_questions(book),
        instruments=_instruments(data),
        control=below_title(pages[REPRODUCTION]),
        compared=below_title(pages[REPORT], pages[REPRODUCTION]),
        relations={row["finding_id"]: relations(row, tables, book) for row in findings},
        panels=report.panels,
        panel_words=panel_words,
        on_paper=printed,
        labels=_labels(findings, book),
        claims=_claims(report.ledger, _labels(findings, book), order),
        documents=records(data.table("documents")),
    )


def _pages(book: Codebook, stages: Path) -> Pages:
    names = [*(phase.stage for phase in PHASES), *(theme_stage(each.id) for each in book.themes)]
    return {name: shown(stages / name / "notebook.ipynb") for name in [*names, REPRODUCTION, REPORT]}


def chapters(made: list[Part]) -> list[Chapter]:
    """Divide what the consultant wrote over chapters, by its headings of the highest level."""
    found: list[Chapter] = []
    for part in made:
        if part.kind == "heading" and part.level == 2:  # the page of the report has its title above it
            found.append(Chapter(part.heading, part.id, ()))
        elif found:
            found[-1] = Chapter(found[-1].heading, found[-1].id, (*found[-1].parts, part))
        else:
            found.append(Chapter(Markup(""), "", (part,)))
    return found


def _questions(book: Codebook) -> list[tuple[str, list[Record]]]:
    return [
        (
            each.label,
            [
                {
                    "label": question.label,
                    "question": question.question,
                    "asked": ", ".join(BY_ID[phase].label.lower() for phase in question.asked_in),
                    "codes": "; ".join(code.label.lower() for code in question.codes),
                }
                for question in book.questions
                if question.theme == each.id
            ],
        )
        for each in book.themes
    ]


def _instruments(data: RoundData) -> list[object]:
    """List the instruments that the round used."""
    used = {
        *data.table("ladder_positions")["instrument"],
        *(question.instrument for question in data.codebook.questions),
    }
    return [instrument for name, instrument in sorted(data.codebook.instruments.items()) if name in used]


def _labels(findings: list[FindingRow], book: Codebook) -> dict[str, str]:
    """Name the question of each finding."""
    return {row["finding_id"]: book.labels[row["question"]] for row in findings}


def _claims(ledger: Ledger, labels: Mapping[str, str], order: Order) -> list[tuple[str, list[Record]]]:
    """List every sentence with what it rests on, by file of the report."""
    named = {name: f"bewijs {number}" for name, number in numbered(order).items()}
    named |= {name: f"bevinding {label}" for name, label in labels.items()}
    numbers = {id(sentence): number for number, (_, sentence) in enumerate(ledger.sentences, 1)}
    made = []
    for found in ledger.documents:
        rows = [
            {
                "number": numbers[id(sentence)],
                "text": ledger.text(sentence),
                "rests": [_named(reference, named) for reference in ledger.references(sentence)],
                "mark": _MARKS.get(sentence.kind, ""),
            }
            for sentence in found.sentences
        ]
        heading = next((block.heading for block in found.blocks if block.kind == "heading"), found.file)
        made.append((heading, [row for row in rows if row["rests"] or row["mark"]]))
    return made


def _named(reference: Reference, named: Mapping[str, str]) -> str:
    """Name what a sentence rests on, as the document has it."""
    facet = f" ({reference.facet})" if reference.facet else ""
    return f"{named.get(reference.id, reference.id)}{facet}"
