"""The round in some ten slides, for a college or a council: the same sentences as on the site and on paper.

Of each theme one finding has a slide among them: the surest. Every other finding has one in the appendix, behind them.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil

from pipeline.audit.basis import counts
from pipeline.blocks import Column, Entry, Line, Mark, Muted, Strong, Table, plain
from pipeline.codebook import Theme
from pipeline.dutch import PICTURE, count_noun
from pipeline.telling import reproduction_blocks
from pipeline.telling.advice import advice
from pipeline.telling.boxes import FIRST_TEXT
from pipeline.telling.how_it_was_read import how_it_was_read
from pipeline.telling.overview import Overview, all_exceptions, answers, of_themes, overview, who_wrote
from pipeline.telling.round_report import RoundReport
from pipeline.telling.summary import colophon, summary
from pipeline.telling.told_finding import ToldFinding
from pipeline.triangulation.confidence import LEVELS

_ROWS = 14  # of the overview on a slide
_APPENDIX = "Bijlage,"
_CHARACTERS = 1000  # on a slide, in letters that can be read at the back of a room
_LIMITS = 3
_Told = tuple[Theme, ToldFinding]


@dataclass(frozen=True)
class Slide:
    """A slide: its title, its lines or its table, and what a speaker may add.

    A table shows marks that stand alone by their sign, which `key` explains.
    """

    title: str
    lines: tuple[Line, ...] = ()
    table: Table | None = None
    key: tuple[Mark, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Presentation:
    """Slides, what stands at the bottom of each, and what must be known at each of them."""

    slides: tuple[Slide, ...]
    footer: str
    warnings: tuple[str, ...]


def presentation(report: RoundReport) -> Presentation:
    """Tell a round in slides: question and answer, all findings, one of each theme, what jars, advice, and then.

    Parameters
    ----------
    report : RoundReport
        What the pages and the papers are made of as well.
    """
    round_ = report.data.round
    warnings = [report.frame.banner] if report.frame.banner else []
    warnings += [plain(FIRST_TEXT.line)] if report.ledger.drafted else []
    main, rest = _of_themes(report)
    slides = (
        _title(report),
        *_answer(report),
        *_overview(overview(report.data, report.tables)),
        *(slide for theme, finding in main for slide in _finding(theme.label, finding, report, theme)),
        *_jarring(report),
        *_advice(report),
        *_next(report, len(rest)),
        *(
            slide
            for theme, finding in rest
            for slide in _finding(f"{_APPENDIX} {theme.label.lower()}", finding, report)
        ),
    )
    named = f"{round_.title} · versie {report.draft.id} · {report.data.edition.label.lower()}"
    return Presentation(slides, named, tuple(warnings))


def _title(report: RoundReport) -> Slide:
    round_ = report.data.round
    lines = [f"{round_.organisation}, {round_.place}", round_.period]
    told = report.frame.readers.told
    about: list[Line] = [(Strong(f"{label}:"), text) for label, text in colophon(report.data)]
    return Slide(round_.title, (*lines, *about, *told[:1]), notes=told)


def _answer(report: RoundReport) -> Iterator[Slide]:
    found = answers(report.data, report.tables)
    lines: list[Line] = [Strong(report.data.round.question)]
    for answer in found:
        lines += [(answer.mark, answer.sentence)]
    beside = all_exceptions(found)
    lines += [Strong("Waar het anders is dan het antwoord"), *(said.line for said in beside)] if beside else []
    lines += [] if found else ["Er zijn in deze ronde nog geen bevindingen."]
    lines += [Muted(who)] if (who := who_wrote(found)) else []
    return _split("De vraag en het antwoord", lines)


def _overview(seen: Overview) -> Iterator[Slide]:
    """Show every question with what each phase says: the picture of the front page as a table."""
    columns = (Column("Vraag en wat is gevonden", names=True), *map(Column, seen.phases), Column("Zeker"))
    rows: list[tuple[Line | Entry | None, ...]] = []
    for _, of_theme in seen.themes:
        for row in of_theme:
            name = (Strong(f"{row.label}."), row.short)
            rows.append(((row.direction, *name) if row.direction else name, *row.phases, row.sure))
    # In the order of the signs, whatever the order of the rows.
    key = tuple(sorted({mark for row in rows for mark in row if isinstance(mark, Mark)}, key=_in_order))
    parts = ceil(len(rows) / _ROWS)
    each = ceil(len(rows) / max(parts, 1))
    for at in range(parts):
        title = _numbered("Alle bevindingen in één beeld", at, parts)
        yield Slide(title, table=Table(title, columns, tuple(rows[at * each : (at + 1) * each])), key=key)


def _in_order(mark: Mark) -> tuple[bool, int, str]:
    ways = [PICTURE[way] for way in (1, 0, -1)]
    return mark.text not in ways, ways.index(mark.text) if mark.text in ways else 0, mark.text


def _of_themes(report: RoundReport) -> tuple[list[_Told], list[_Told]]:
    """Choose of each theme the finding that goes first, and give the others: the surest, then one with a direction.

    Of what is as sure that has most points, and then what is told first.
    """
    levels = dict(zip(report.tables["findings"]["finding_id"], report.tables["findings"]["confidence"], strict=True))
    main, rest = list[_Told](), list[_Told]()
    for theme in report.data.codebook.themes:
        here = [finding for finding in report.told if finding.theme == theme.label]
        if here:
            first = min(
                here,
                key=lambda each: (LEVELS.index(levels[each.id]), not each.direction, -len(each.points)),
            )
            main.append((theme, first))
            rest += [(theme, finding) for finding in here if finding is not first]
    return main, rest


def _finding(heading: str, finding: ToldFinding, report: RoundReport, theme: Theme | None = None) -> Iterator[Slide]:
    """Tell a finding: who finds what, and what carries it and what speaks against it as far as there is room.

    With a theme, what somebody wrote of that stands first. In the notes is who said so and who said otherwise.
    """
    sentence = of_themes(report.data, report.tables).get(theme.id, "") if theme else ""
    lines: list[Line] = [(Strong(f"{theme.label}."), sentence)] if theme and sentence else []
    lines += [(finding.marks[0], Strong(finding.statement), Muted(f"({finding.marks[2].text})")), finding.people]
    points: list[Line] = [
        (Strong(f"{title}:"), *(line if isinstance(line, tuple) else (line,))) for title, line in finding.strongest
    ]
    room = sum(len(plain(line)) for line in (*lines, *points)) <= _CHARACTERS
    return _split(f"{heading}: {finding.label.lower()}", lines + points if room else lines, (_spoken(finding),))


def _spoken(finding: ToldFinding) -> str:
    careful = ["Let op.", *finding.careful] if finding.careful else []
    return " ".join([finding.question, finding.sure, *finding.why, finding.counted, *careful])


def _jarring(report: RoundReport) -> Iterator[Slide]:
    tables = report.tables
    lines: list[Line] = [*summary(tables, report.data.codebook)["rubs"]]
    outcomes = [(reproduction_blocks.mark(found), n) for found, n in counts(tables["reproduction"]).items() if n]
    lines += [Strong(f"{reproduction_blocks.counted(tables['reproduction'])} bekeken:")] if outcomes else []
    lines += [(Strong(str(n)), mark) for mark, n in outcomes]
    return _split("Wat niet klopt of schuurt", lines)


def _advice(report: RoundReport) -> Iterator[Slide]:
    lines: list[Line] = []
    for whom, advised in advice(report.written, [theme.label for theme in report.data.codebook.themes]):
        lines += [Strong(whom)] if whom else []
        lines += [f"• {line.plain}" for line in advised]
    return _split("Het advies", lines)


def _next(report: RoundReport, others: int) -> Iterator[Slide]:
    limits = report.data.round.limits
    lines: list[Line] = [*how_it_was_read(report.data, report.tables["evidence"])]
    lines += [Strong("Wat wij niet weten")] if limits else []
    lines += [f"• {limit}" for limit in limits[:_LIMITS]]
    more = len(limits) - _LIMITS
    lines += [Muted(f"Nog {count_noun(more, 'punt staat', 'punten staan')} in het rapport.")] if more > 0 else []
    if report.told:
        lines += [
            Strong("Herkent u dit? Of ziet u het anders?"),
            "Zeg op de site wat u ervan vindt, of vul het formulier op papier in.",
        ]
    lines.append("Lees verder in het rapport. Al het bewijs staat in de bijlagen.")
    which = "de ene andere bevinding" if others == 1 else f"elk van de {others} andere bevindingen"
    lines += [Muted(f"Hierna komt een dia voor {which}.")] if others else []
    return _split("Hoe verder", lines)


def _split(title: str, lines: list[Line], notes: tuple[str, ...] = ()) -> Iterator[Slide]:
    """Divide lines over as few slides as leave them readable; nothing is left out."""
    sizes = [len(plain(line)) for line in lines]
    parts = ceil(sum(sizes) / _CHARACTERS)
    share, at = sum(sizes) / max(parts, 1), 0
    divided: list[list[Line]] = [[] for _ in range(parts)]
    for line, size in zip(lines, sizes, strict=True):
        divided[min(int((at + size / 2) / share), parts - 1)].append(line)
        at += size
    filled = [part for part in divided if part]
    for number, part in enumerate(filled):
        yield Slide(_numbered(title, number, len(filled)), tuple(part), notes=notes if not number else ())


def _numbered(title: str, at: int, of: int) -> str:
    return f"{title} ({at + 1} van {of})" if of > 1 else title
