"""The audit of a file: every table in it, what fits, what does not, and what only its maker can say."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import islice, takewhile
from pathlib import Path

from pipeline.audit.beside import SAID
from pipeline.audit.check import Check, Verdict, show
from pipeline.audit.roots import rooted
from pipeline.audit.wording import doubts, of_points
from pipeline.contracts.rows import UnitFigure
from pipeline.dutch import count_noun
from pipeline.errors import Problem
from pipeline.one_table import listed
from pipeline.one_table.answers import answers_in, marked_beside
from pipeline.one_table.figures import cell_of, checked
from pipeline.one_table.laid_out import Laid, laid_out
from pipeline.one_table.proposals import proposals
from pipeline.one_table.sheets import Sheet, place, prose, read

# So many cells that do not fit can be taken in; the workbook marks them all.
_SHOWN = 3
IN_WORDS = "de tekst"
NOTHING = "Hierin staan geen getallen die naast elkaar te leggen zijn."


@dataclass(frozen=True)
class Asked:
    """A question with what somebody answered, and what fits if the answer is yes.

    Attributes
    ----------
    question : str
        The question.
    answer : str
        ``ja``, ``nee`` or nothing yet.
    checks : tuple of Check
        What would then have to fit.
    """

    question: str
    answer: str
    checks: tuple[Check, ...]

    @property
    def wrong(self) -> tuple[Check, ...]:
        """What would not fit."""
        return tuple(check for check in self.checks if check.verdict is Verdict.INCONSISTENT)


@dataclass(frozen=True)
class AuditedSheet:
    """What was found in one table.

    Attributes
    ----------
    title : str
        The sheet; empty for a CSV.
    figures : dict of str to UnitFigure
        By cell.
    checks : tuple of Check
        Of what the table says itself, or somebody said yes to.
    asked : tuple of Asked
        What it seems to say: all questions, answered ones too.
    told : tuple of Problem
        What has to be told of cells.
    doubts : tuple of Problem
        What is to be asked of its words.
    """

    title: str
    figures: Mapping[str, UnitFigure]
    checks: tuple[Check, ...]
    asked: tuple[Asked, ...] = ()
    told: tuple[Problem, ...] = field(default=())
    doubts: tuple[Problem, ...] = field(default=())

    def of(self, verdict: Verdict, *, exact: bool | None = None) -> list[Check]:
        """Give the checks that ended so; of those that fit, the exact ones or those that rounding makes fit."""
        found = [check for check in self.checks if check.verdict is verdict]
        return found if exact is None else [check for check in found if check.exact is exact]

    @property
    def open(self) -> list[Asked]:
        """What nobody answered yet."""
        return [each for each in self.asked if not each.answer]


@dataclass(frozen=True)
class Audited:
    """What was found in a file.

    Attributes
    ----------
    file : pathlib.Path
        The file.
    sheets : tuple of AuditedSheet
        Its tables, but for those without figures.
    """

    file: Path
    sheets: tuple[AuditedSheet, ...]

    @property
    def wrong(self) -> int:
        """In how many cells a contradiction was found."""
        return sum(len({cell_of(check.figure_id) for check in sheet.of(Verdict.INCONSISTENT)}) for sheet in self.sheets)

    @property
    def noticed(self) -> int:
        """How often something was found that contradicts nothing, in figures or in words."""
        return sum(len(sheet.of(Verdict.NOTICE)) + len(sheet.doubts) for sheet in self.sheets)

    @property
    def open(self) -> int:
        """How many questions nobody answered yet."""
        return sum(len(sheet.open) for sheet in self.sheets)


def audited(path: Path) -> Audited:
    """Audit the tables in a file.

    Parameters
    ----------
    path : pathlib.Path
        A workbook, a CSV or a Word file. What somebody answered to the questions of an audit before is read from the
        marked workbook beside it.

    Raises
    ------
    InputError
        The file can't be read; a row of a list can't be used; or an answer is neither yes nor no.
    """
    answers = answers_in(marked_beside(path))
    sheets = [_audited(sheet, path.name, answers) for sheet in read(path)]
    sheets.append(AuditedSheet(IN_WORDS, {}, (), doubts=tuple(_of_prose(path))))
    return Audited(path, tuple(sheet for sheet in sheets if sheet.figures or sheet.told or sheet.doubts))


def _of_prose(path: Path) -> Iterator[Problem]:
    """Ask about the text of a document outside its tables."""
    paragraphs = prose(path)
    for at, paragraph in enumerate(paragraphs):
        points = sum(1 for _ in takewhile(lambda each: each.is_point, paragraphs[at + 1 :]))
        for doubt in (*doubts(paragraph.text), *of_points(paragraph.text, points)):
            yield Problem(path.name, None, "", doubt.quote, doubt.what, "")


def _of_cells(sheet: Sheet, file: str) -> Iterator[Problem]:
    """Ask about the texts in the cells of a table."""
    for row, texts in sheet.grid.rows:
        for column, text in enumerate(texts):
            for doubt in doubts(text):
                yield Problem(file, None, "", doubt.quote, doubt.what, "", sheet.title, place(row, column))


def _audited(sheet: Sheet, file: str, answers: Mapping[tuple[str, str], str]) -> AuditedSheet:
    told, asked_of_words = tuple(_once(sheet.told(file))), tuple(_of_cells(sheet, file))
    if listed.is_list(sheet):
        figures, totals = listed.figures_of(sheet, file)
        checks = rooted(checked(figures, totals), dict(figures))
        return AuditedSheet(sheet.title, figures, tuple(checks), told=told, doubts=asked_of_words)
    laid = laid_out(sheet, file)
    asked = _asked(laid, {question: answer for (title, question), answer in answers.items() if title == sheet.title})
    sure = [check for each in asked if each.answer == "ja" for check in each.checks]
    no_days = tuple(
        Problem(file, None, "", text, "Deze dag bestaat niet.", "", sheet.title, cell) for cell, text in laid.no_days
    )
    unread = tuple(
        Problem(file, None, "", text, "Dit is niet als getal te lezen; er is niet mee gerekend.", "", sheet.title, cell)
        for cell, text in laid.unread
    )
    every = (*told, *no_days, *unread)
    return AuditedSheet(sheet.title, laid.figures, tuple(sure), asked, every, asked_of_words)


def _once(told: Iterator[Problem]) -> Iterator[Problem]:
    """Tell what is so of many cells alike only once, at the first."""
    by_what: dict[str, list[Problem]] = {}
    for problem in told:
        by_what.setdefault(problem.what, []).append(problem)
    for alike in by_what.values():
        if len(alike) <= _SHOWN:
            yield from alike
        else:
            yield replace(alike[0], what=f"{alike[0].what} Zo is het in {len(alike)} cellen.")


def _asked(laid: Laid, answers: Mapping[str, str]) -> tuple[Asked, ...]:
    """Give the questions about a table; what follows from another mistake counts there, unless somebody said no."""
    found = [(each, answers.get(each.question, "")) for each in proposals(laid)]
    checks = [checked(laid.figures, each.formulas, each.said, each.hundreds) for each, _ in found]
    own = [check for (_, answer), own in zip(found, checks, strict=True) if answer != "nee" for check in own]
    told = iter(rooted(own, laid.figures))
    return tuple(
        Asked(each.question, answer, tuple(own if answer == "nee" else islice(told, len(own))))
        for (each, answer), own in zip(found, checks, strict=True)
    )


def if_yes(asked: Asked, figures: Mapping[str, UnitFigure]) -> str:
    """Say what follows if the answer to a question is yes."""
    cells = len(asked.checks)
    if not asked.wrong:
        noticed = [check for check in asked.checks if check.verdict is Verdict.NOTICE]
        if noticed:
            return f"let dan op {cell_of(noticed[0].figure_id)}: {noticed[0].explanation}"
        rounded = sum(not check.exact for check in asked.checks)
        more = f"; {count_noun(rounded, 'getal', 'getallen')} door afronding" if rounded else ""
        return f"dan klopt het{'' if cells == 1 else f', in alle {cells} cellen'}{more}."
    places = [_instead(check, figures[check.figure_id]) for check in asked.wrong[:_SHOWN]]
    more = f" en nog {len(asked.wrong) - _SHOWN}" if len(asked.wrong) > _SHOWN else ""
    if cells == 1:
        return f"dan klopt dit niet: {places[0]}."
    verb = "klopt" if len(asked.wrong) == 1 else "kloppen"
    return f"dan {verb} {len(asked.wrong)} van de {cells} niet: {', '.join(places)}{more}."


def _instead(check: Check, figure: UnitFigure) -> str:
    """Say what is printed and what ought to be there; of percentages that are 100 together, what they are."""
    cell = cell_of(check.figure_id)
    if check.recomputed is None:
        first, _, _ = check.explanation.partition(".")
        return f"{cell} en verder ({first[:1].lower()}{first[1:]})"
    how = "daarnaast staat" if check.kind == SAID else "er volgt"
    return f"{cell} (er staat «{figure['printed']}», en {how} {show(check.recomputed, figure)})"
