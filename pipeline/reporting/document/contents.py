"""The report as one document: cover, summary, approach, findings by theme, conclusions and appendices."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd
from markupsafe import Markup

from pipeline import __version__
from pipeline.claims.ledger import Ledger
from pipeline.claims.text import Kind, Reference
from pipeline.codebook import Codebook, Theme
from pipeline.contracts.loading import RoundData
from pipeline.contracts.tables import TABLES
from pipeline.dutch import count_noun, listed
from pipeline.phases.declarations import BY_ID, PHASES, REPORT, REPRODUCTION, TRIANGULATION
from pipeline.records import Record, records
from pipeline.reporting import finding_words, words
from pipeline.reporting.convergence_views import convergence_table
from pipeline.reporting.document.notebooks import Shown, on_paper, shown
from pipeline.reporting.document.printed import pieces, printed
from pipeline.reporting.evidence_views import how_many
from pipeline.reporting.finding_views import dissent_sentence, voices_sentence
from pipeline.reporting.frame import Frame
from pipeline.reporting.pages import render_page
from pipeline.reporting.report_page import Line, Part, parts
from pipeline.review.places import Draft
from pipeline.triangulation import confidence

_HANDED_ON = "hand_on"  # the last cell of a notebook shows what it hands on; the chapters on the themes have it all
_CARD = ".//section[contains(@class, 'card')]"


@dataclass(frozen=True)
class Chapter:
    """A chapter that the consultant wrote: its heading, and what is below it."""

    heading: Markup
    id: str
    parts: tuple[Part, ...]


def document(
    data: RoundData,
    tables: Mapping[str, pd.DataFrame],
    ledger: Ledger,
    draft: Draft,
    notebooks: Mapping[str, Path],
    frame: Frame,
) -> str:
    """Write the report as one HTML document, with its figures in it.

    Parameters
    ----------
    data : RoundData
        The round.
    tables : mapping of str to pandas.DataFrame
        The tables of the output contract by name.
    ledger : Ledger
        The report that the consultant wrote, without problems.
    draft : Draft
        What can be remarked on, for its bookmarks.
    notebooks : mapping of str to pathlib.Path
        The executed notebook of each stage.
    frame : Frame
        What must be known of the round's data.
    """
    book = data.codebook
    pages = {stage: shown(path) for stage, path in notebooks.items()}
    written = chapters(parts(ledger, tables, book))
    labels = [theme.label for theme in book.themes]
    first = next((at for at, chapter in enumerate(written) if _named(chapter) in labels), len(written))
    numbers = {row["evidence_id"]: number for number, row in enumerate(_in_order(tables, book), 1)}
    findings = {row["finding_id"]: _finding(row, tables, book, numbers, pages) for row in records(tables["findings"])}
    return render_page(
        "document.html.j2",
        round=data.round,
        round_id=data.round_id,
        draft=draft,
        bookmarks={place.id: place.bookmark for place in draft.places},
        version=__version__,
        banner=frame.banner,
        footer=frame.footer,
        drafted=ledger.drafted,
        before=written[:first],
        after=[chapter for chapter in written[first:] if _named(chapter) not in labels],
        themes=[_theme(theme, tables, book, written, findings, pages) for theme in book.themes],
        findings=list(findings.values()),
        summary=_summary(tables, book),
        approach=_approach(data, tables),
        methods=[(phase.label, _stage(pages, phase.stage)) for phase in PHASES],
        questions=_questions(book),
        instruments=[book.instruments[name] for name in sorted(book.instruments) if _used(name, data)],
        control=_stage(pages, REPRODUCTION),
        compared=_stage(pages, REPORT),
        claims=_claims(ledger, tables, book, numbers),
        documents=records(data.table("documents")),
    )


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


def _named(chapter: Chapter) -> str:
    return chapter.heading.striptags()


def _in_order(tables: Mapping[str, pd.DataFrame], book: Codebook) -> Iterator[Record]:
    """Give the evidence in the order in which the document has it."""
    for finding in records(tables["findings"]):
        rows = tables["evidence"][tables["evidence"]["question"] == finding["question"]]
        for direction in _directions(int(finding["direction"])):
            yield from records(rows[rows["direction"] == direction])


def _directions(direction: int) -> tuple[int, int, int]:
    """Give the directions of evidence: first what carries a finding."""
    return (1, -1, 0) if direction == 0 else (direction, -direction, 0)


def _finding(
    row: Record,
    tables: Mapping[str, pd.DataFrame],
    book: Codebook,
    numbers: Mapping[str, int],
    pages: Mapping[str, list[Shown]],
) -> Record:
    question = book.question_by_id[row["question"]]
    evidence = tables["evidence"]
    rows = evidence[evidence["question"] == question.id]
    card = _cards(pages, row["theme"]).get(question.label, "")
    direction = int(row["direction"])
    titles = {1: "Positieve punten", -1: "Kritische punten"} if direction == 0 else {direction: _FOR, -direction: _AGAINST}
    return {
        "id": row["finding_id"],
        "label": question.label,
        "question": question.question,
        "statement": row["statement"],
        "direction": words.direction(direction),
        "convergence": finding_words.convergence_of(row),
        "confidence": finding_words.confidence_of(row),
        "meaning": confidence.MEANING[row["confidence"]],
        "voices": voices_sentence(row, book),
        "dissent": dissent_sentence(row, evidence, book),
        "fragile": row["fragile"],
        "sides": [printed(side, deeper=0) for side in pieces(card, ".//div[@class='sides']")],
        "quotes": [
            (
                (titles | {0: "Neutrale punten"})[sign],
                [_quote(quote, book, numbers) for quote in records(rows[rows["direction"] == sign])],
            )
            for sign in _directions(direction)
        ],
        "folds": [
            printed(fold)
            for fold in pieces(card, ".//details[summary[not(starts-with(., 'Het bewijs'))]]")
            if "Waar staat dit" not in fold and "<summary>Wat het gepubliceerde" not in fold
        ],
        "pairs": printed(convergence_table(tables["convergence"][tables["convergence"]["question"] == question.id]).markup),
    }


_FOR, _AGAINST = "Wat deze bevinding steunt", "Wat deze bevinding tegenspreekt"


def _cards(pages: Mapping[str, list[Shown]], theme: str) -> dict[str, str]:
    """Give what the page of a theme shows on each question, by its label."""
    found = {}
    for part in pages[f"{TRIANGULATION}_{theme}"]:
        for card in pieces(part.markup, _CARD):
            [heading] = pieces(card, ".//h3")
            found[Markup(heading).striptags()] = card
    return found


def _quote(row: Record, book: Codebook, numbers: Mapping[str, int]) -> Record:
    who = [book.labels[row["voice"]], BY_ID[row["phase"]].label.lower()]
    also = [book.aspect_labels[(row["question"], row["aspect"])].lower(), how_many(row), row["quality"]]
    also.append(words.PROVENANCE[row["provenance"]])
    return {
        "number": numbers[row["evidence_id"]],
        "statement": row["statement"],
        "who": "; ".join([", ".join(who), *(text for text in also if text)]),
    }


def _theme(
    theme: Theme,
    tables: Mapping[str, pd.DataFrame],
    book: Codebook,
    written: list[Chapter],
    findings: Mapping[str, Record],
    pages: Mapping[str, list[Shown]],
) -> dict[str, Any]:
    own = tables["findings"][tables["findings"]["theme"] == theme.id]["finding_id"]
    asked = [question.label for question in book.questions if question.theme == theme.id]
    found = {findings[name]["label"] for name in own}
    page = [part for part in pages[f"{TRIANGULATION}_{theme.id}"] if _HANDED_ON not in part.code]
    return {
        "id": theme.id,
        "label": theme.label,
        "definition": theme.definition,
        "chapter": next((chapter for chapter in written if _named(chapter) == theme.label), None),
        "findings": [findings[name] for name in own],
        "silent": [printed(card) for label, card in _cards(pages, theme.id).items() if label in asked and label not in found],
        "joint": Markup("").join(printed(part.markup) for part in page if "<figure" in part.markup),
        "counts": Markup("").join(
            printed(part.markup) for part in page if part.code and "<table" in part.markup and "<figure" not in part.markup and not pieces(part.markup, _CARD)
        ),
    }


def _stage(pages: Mapping[str, list[Shown]], stage: str) -> Markup:
    """Give what a notebook shows, below the heading of its stage."""
    parts = [part for part in pages[stage] if _HANDED_ON not in part.code]
    titled = parts[0].markup.partition("</h1>")[2]
    return on_paper([Shown("", titled), *parts[1:]], deeper=1)


def _summary(tables: Mapping[str, pd.DataFrame], book: Codebook) -> dict[str, Any]:
    findings, evidence = tables["findings"], tables["evidence"]
    voices = evidence["voice"].value_counts(sort=True)
    against = evidence.merge(findings[["question", "direction", "finding_id"]], on="question", suffixes=("", "_finding"))
    contested = {
        row["question"]: int(((against["question"] == row["question"]) & (against["direction"] * against["direction_finding"] < 0)).sum())
        for row in records(findings)
    }
    split = [book.labels[row["question"]].lower() for row in records(findings) if row["convergence"] == "dissonance"]
    most = sorted((question for question, n in contested.items() if n), key=lambda question: (-contested[question], question))[:3]
    return {
        "themes": [
            (
                theme.label,
                [
                    (
                        book.labels[row["question"]],
                        row["statement"],
                        words.DIRECTIONS[int(row["direction"])][0],
                        finding_words.convergence_text(row["convergence"]),
                        confidence.DUTCH[row["confidence"]],
                    )
                    for row in records(findings[findings["theme"] == theme.id])
                ],
            )
            for theme in book.themes
        ],
        "voices": listed([f"{book.labels[voice].lower()} ({n})" for voice, n in sorted(voices.items(), key=lambda item: (-item[1], item[0]))]) if len(voices) else "",
        "split": listed(split) if split else "",
        "contested": [(book.labels[question], contested[question]) for question in most],
        "figures": {verdict: int(n) for verdict, n in tables["reproduction"]["verdict"].value_counts().items()},
    }


def _approach(data: RoundData, tables: Mapping[str, pd.DataFrame]) -> list[dict[str, Any]]:
    """Say for each phase who was spoken to, when and how many; or why it was not deployed."""
    made = []
    for phase in PHASES:
        deployment = data.round.phases[phase.id]
        names = dict.fromkeys(TABLES[name].sources for name in phase.tables if TABLES[name].sources)
        sources = [row for name in names for row in records(data.table(name))] if deployment.deployed else []
        made.append(
            {
                "label": phase.label,
                "deployed": deployment.deployed,
                "text": phase.method if deployment.deployed else deployment.absence,
                "sources": [_source(row, data.codebook) for row in sources],
                "evidence": int((tables["evidence"]["phase"] == phase.id).sum()),
            }
        )
    return made


def _source(row: Record, book: Codebook) -> Record:
    known = not pd.isna(row["persons"]) and row["persons"] != ""
    return {
        "label": row["label"],
        "voice": book.labels[row["voice"]],
        "persons": count_noun(int(row["persons"]), "persoon", "personen") if known else "niet gepubliceerd",
        "date": row["date"],
        "remark": row["remark"],
    }


def _questions(book: Codebook) -> list[tuple[str, list[Record]]]:
    return [
        (
            theme.label,
            [
                {
                    "label": question.label,
                    "question": question.question,
                    "asked": ", ".join(BY_ID[phase].label.lower() for phase in question.asked_in),
                    "codes": "; ".join(code.label.lower() for code in question.codes),
                }
                for question in book.questions
                if question.theme == theme.id
            ],
        )
        for theme in book.themes
    ]


def _used(instrument: str, data: RoundData) -> bool:
    positions = data.table("ladder_positions")
    return instrument in set(positions["instrument"]) | {question.instrument for question in data.codebook.questions}


def _claims(
    ledger: Ledger, tables: Mapping[str, pd.DataFrame], book: Codebook, numbers: Mapping[str, int]
) -> list[tuple[str, list[Record]]]:
    """List every sentence with what it rests on, by chapter."""
    made: dict[str, list[Record]] = {}
    names = {id(sentence): (number, name) for number, (name, sentence) in enumerate(ledger.sentences, 1)}
    for found in ledger.documents:
        headings = [block.heading for block in found.blocks if block.kind == "heading"]
        rows = made.setdefault(headings[0] if headings else found.file, [])
        for sentence in found.sentences:
            rests = [_named_support(reference, tables, book, numbers) for reference in ledger.references(sentence)]
            if rests or sentence.kind in _MARKS:
                number, _ = names[id(sentence)]
                mark = _MARKS.get(sentence.kind, "")
                rows.append({"number": number, "text": ledger.text(sentence), "rests": rests, "mark": mark})
    return list(made.items())


_MARKS = {Kind.ADVICE: "advies", Kind.OPINION: "mening"}


def _named_support(
    reference: Reference, tables: Mapping[str, pd.DataFrame], book: Codebook, numbers: Mapping[str, int]
) -> str:
    """Name what a sentence rests on, as the document has it."""
    if reference.id in numbers:
        return f"bewijs {numbers[reference.id]}"
    found = tables["findings"][tables["findings"]["finding_id"] == reference.id]
    if found.empty:
        return str(reference)
    facet = f" ({reference.facet})" if reference.facet else ""
    return f"bevinding {book.labels[found['question'].iloc[0]]}{facet}"

