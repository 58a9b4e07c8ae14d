"""What goes on paper: the report, its appendices and a summary, each one HTML document made of the same data."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from markupsafe import Markup

from pipeline.addresses import REPORT, REPRODUCTION, finding_id, finding_page, theme_stage
from pipeline.blocks import Column, Muted, Section, Table, Text
from pipeline.claims.ledger import Ledger
from pipeline.claims.text import Reference
from pipeline.codebook import Codebook, Theme
from pipeline.contracts.loading import RoundData
from pipeline.contracts.provenance import all_reported
from pipeline.evidence.statements import COUNTS_STATEMENTS
from pipeline.looks.document.notebooks import Part as Shown
from pipeline.looks.document.notebooks import below_title, named, shown
from pipeline.looks.pages import render_on_paper
from pipeline.outputs import PAPERS
from pipeline.phases.declarations import BY_ID, PHASES
from pipeline.records import Record, rows_of
from pipeline.telling import panel_blocks, panel_words, words
from pipeline.telling.advice import advice, where_it_stands
from pipeline.telling.boxes import FIRST_TEXT
from pipeline.telling.finding_blocks import NOTHING, WITHHELD
from pipeline.telling.heard_blocks import who_was_heard
from pipeline.telling.how_it_was_read import how_it_was_read
from pipeline.telling.otherwise import what_a_point_is
from pipeline.telling.overview import all_exceptions, answers, of_themes, overview, who_wrote
from pipeline.telling.place_blocks import where_places_are
from pipeline.telling.relations import WEIGHED, relations
from pipeline.telling.report_page import KINDS, Part
from pipeline.telling.round_report import RoundReport
from pipeline.telling.summary import approach, colophon, documents, documents_called, of_reports, summary
from pipeline.telling.theory_blocks import theory_of_change
from pipeline.telling.told_finding import Point, ToldFinding
from pipeline.triangulation.findings import FindingRow

Pages = Mapping[str, list[Shown]]
_SHORT, _LONG = 20, 40  # pages: a report that is asked to be shorter has less of each finding, a longer one has more


@dataclass(frozen=True)
class Chapter:
    """A chapter that the consultant wrote: its heading with its id, and what is below it."""

    heading: Markup
    id: str
    parts: tuple[Part, ...]


def documents_on_paper(report: RoundReport, stages: Path) -> dict[str, str]:
    """Write each document as HTML, with its figures in it, by its name.

    Parameters
    ----------
    report : RoundReport
        What the documents are made of.
    stages : pathlib.Path
        Folder of the stages, with their executed notebooks.
    """
    data, tables = report.data, report.tables
    book = data.codebook
    findings = rows_of(tables["findings"], FindingRow)
    pages = _pages(book, stages)
    labels = [each.label for each in book.themes]
    reproduction = tables["reproduction"]
    numbers = _numbered(report.told)
    # Where nearly all of a round comes from one kind of source, the cover says so; only what differs is marked.
    usual = next(iter(tables["evidence"]["provenance"].mode()), "")
    made = chapters(report.written)
    by_theme = {chapter.heading.striptags(): chapter for chapter in made}
    first = next((at for at, chapter in enumerate(made) if chapter.heading.striptags() in labels), len(made))
    after = [chapter for chapter in made[first:] if chapter.heading.striptags() not in labels]
    sentences = of_themes(data, tables)
    own_words, everywhere = _own_words(report)
    whys, of_all = _whys(report.told)
    shown_on_all = dict(
        round=data.round,
        round_id=data.round_id,
        draft=report.draft,
        bookmarks={place.id: place.bookmark for place in report.draft.places},
        standing={"": ""} | {finding_page(place.id): place.about_bookmark for place in report.draft.findings},
        banner=report.frame.banner,
        footer=report.frame.footer,
        edition=report.frame.readers.told,
        drafted=FIRST_TEXT if report.ledger.drafted else "",
        before=made[:first],
        themes=[
            (_theme(each, report, pages) | {"sentence": sentences.get(each.id, "")}, by_theme.get(each.label))
            for each in book.themes
        ],
        after=after,
        colophon=colophon(data),
        marks=[f"[{mark}]" for kind, mark in KINDS.items() if kind.value in set(tables["claims"]["kind"])],
        read_how=how_it_was_read(data, tables["evidence"]),
        depth=_depth(data.round.report_pages),
        answers=(answered := answers(data, tables)),
        who_wrote=who_wrote(answered),
        exceptions=all_exceptions(answered),
        advice=advice(report.written, labels),
        advice_from=where_it_stands(report.written, labels),
        overview=overview(data, tables),
        summary=summary(tables, book),
        approach=approach(data, tables),
        heard=who_was_heard(data, tables["evidence"]),
        places=where_places_are(data),
        theory=theory_of_change(data, tables),
        methods=[
            (phase.label, below_title(pages[phase.stage]))
            for phase in PHASES
            if data.round.deployment(phase.id).deployed
        ],
        questions=_questions(book),
        pairs=_pairs,
        instruments=_instruments(data),
        control="" if reproduction.empty else below_title(pages[REPRODUCTION]),
        published=all_reported(reproduction),
        compared=below_title(pages[REPORT], pages[REPRODUCTION]),
        weighed=WEIGHED,
        a_point=what_a_point_is(tables["evidence"]) if len(tables["evidence"]) else "",
        own_records=not of_reports(data),
        documents_called=documents_called(data),
        relations={row["finding_id"]: relations(row, tables, book) for row in findings},
        panels=report.panels,
        whys=whys,
        of_all=of_all,
        own_words=own_words,
        own_words_everywhere=everywhere,
        panel_words=panel_words,
        panel_blocks=panel_blocks,
        numbers=numbers,
        about=partial(_about, usual=usual),
        labels=_labels(findings, book),
        claims=_claims(report.ledger, _labels(findings, book), numbers),
        documents=documents(data),
    )
    return {name: render_on_paper(name, document=name, **shown_on_all) for name in PAPERS}


def _own_words(report: RoundReport) -> tuple[dict[str, list[tuple[str, int]]], list[tuple[str, int]]]:
    """Say which panels judge their own words: by finding, and apart what goes for every finding on which they spoke."""
    spoke: dict[str, list[str]] = {}
    for finding in report.told:
        for panel in {each.panel for each in report.panels.of(finding.id).remarks}:
            spoke.setdefault(panel, []).append(finding.id)
    by_finding = {finding.id: list(finding.own_words) for finding in report.told}
    said = dict.fromkeys(pair for pairs in by_finding.values() for pair in pairs if pair[0] in spoke)
    everywhere = [pair for pair in said if all(pair in by_finding[name] for name in spoke[pair[0]])]
    left = {name: [pair for pair in pairs if pair not in everywhere] for name, pairs in by_finding.items()}
    return left, everywhere


def _whys(told: list[ToldFinding]) -> tuple[dict[str, list[str]], list[str]]:
    """Say by finding why it is not more sure or less, and apart what goes for all of them."""
    common = set[str].intersection(*(set(each.why) for each in told)) if len(told) > 1 else set()
    shared = [why for why in told[0].why if why in common] if common else []
    return {each.id: [why for why in each.why if why not in shared] for each in told}, shared


def _depth(pages: int) -> int:
    """Choose how many of the strongest points of each side a finding shows, by how many pages are asked for.

    In a short report none, nor why a finding is as sure as it is, nor what panels said: the appendices have all of it.
    """
    return 0 if pages < _SHORT else 3 if pages > _LONG else 1


def _numbered(told: list[ToldFinding]) -> dict[str, int]:
    """Give each piece of evidence its number, in the order in which the document has it."""
    return {name: at for at, name in enumerate((point.id for finding in told for point in finding.points), 1)}


def _about(point: Point, usual: str) -> str:
    """Say of a piece of evidence who, on what, what to mind, and where it is from, if not from where most is.

    That statements were counted shows in how many there are; what it means is said once, above all evidence.
    """
    made = "" if point.provenance == usual else words.PROVENANCE[point.provenance]
    mind = [each for each in point.caution.split("; ") if each != COUNTS_STATEMENTS or "uitspra" not in point.who]
    return "; ".join(filter(None, [point.who, point.aspect.lower(), *mind, made]))


def _theme(theme: Theme, report: RoundReport, pages: Pages) -> dict[str, Any]:
    data = report.data
    found = {finding.id: finding for finding in report.told}
    questions = [(each, finding_id(theme.id, each.id)) for each in data.codebook.questions if each.theme == theme.id]
    hidden = {each.question for each in data.round.withheld}
    return {
        "id": theme.id,
        "label": theme.label,
        "definition": theme.definition,
        "asked": bool(questions),
        "findings": (own := [found[name] for _, name in questions if name in found]),
        "pages": [finding_page(each.id) for each in own],
        "silent": [
            (each.label, WITHHELD if each.id in hidden else NOTHING) for each, name in questions if name not in found
        ],
        "joint": _block("joint_display", theme, pages),
        "counts": _block("label_counts", theme, pages),
    }


def _block(name: str, theme: Theme, pages: Pages) -> Section:
    """Give what the notebook of a theme shows by the name of a block, or say that its cell was taken out."""
    stage = theme_stage(theme.id)
    missing = Text(f"Het notebook {stage} toont «{name}» niet.")
    return Section(tuple(named(pages[stage], name)) or (missing,))


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


def _questions(book: Codebook) -> list[Table]:
    """List the questions of each theme: what was asked, in which phases, and on which aspects."""
    columns = (Column("Vraag", names=True), Column("Voluit"), Column("Gezocht in"), Column("Aspecten"))
    tables = []
    for theme in book.themes:
        rows = tuple(
            (
                question.label,
                question.question,
                ", ".join(BY_ID[phase].label.lower() for phase in question.asked_in),
                "; ".join(code.label.lower() for code in question.codes),
            )
            for question in book.questions
            if question.theme == theme.id
        )
        tables += [Table(f"Vragen bij het thema {theme.label.lower()}", columns, rows)] if rows else []
    return tables


def _pairs(rests: Record) -> Table:
    """Show how each two phases relate on a question."""
    columns = (Column("Twee fasen", names=True), Column("Verhouding"), Column("Waarom"))
    rows = tuple(
        (pair["phases"], pair["label"], (pair["why"], Muted(f"({pair['judged']}; de regel: {pair['rule']})")))
        for pair in rests["pairs"]
    )
    return Table(f"{rests['label']}: hoe twee fasen zich tot elkaar verhouden", columns, rows)


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


def _claims(ledger: Ledger, labels: Mapping[str, str], evidence: Mapping[str, int]) -> list[tuple[str, list[Record]]]:
    """List every sentence with what it rests on, by file of the report."""
    named = {name: f"bewijs {number}" for name, number in evidence.items()}
    named |= {name: f"bevinding {label}" for name, label in labels.items()}
    names = {id(sentence): (number, name) for number, (name, sentence) in enumerate(ledger.sentences, 1)}
    made = []
    for found in ledger.documents:
        rows = [
            {
                "number": names[id(sentence)][0],
                "id": names[id(sentence)][1],
                "text": ledger.text(sentence),
                "rests": [_named(reference, named) for reference in ledger.references(sentence)],
                "mark": KINDS.get(sentence.kind, ""),
            }
            for sentence in found.sentences
        ]
        heading = next((block.heading for block in found.blocks if block.kind == "heading"), found.file)
        made.append((heading, rows))
    return made


def _named(reference: Reference, named: Mapping[str, str]) -> str:
    """Name what a sentence rests on, as the document has it."""
    facet = f" ({reference.facet})" if reference.facet else ""
    return f"{named.get(reference.id, reference.id)}{facet}"
