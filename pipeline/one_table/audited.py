"""The audit of a file: every table in it, what fits, what does not, and what only its maker can say."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.audit.beside import SAID
from pipeline.audit.check import Check, Verdict, show
from pipeline.contracts.rows import UnitFigure
from pipeline.dutch import count_noun
from pipeline.errors import Problem
from pipeline.one_table import listed
from pipeline.one_table.answers import answers_in, marked_beside
from pipeline.one_table.figures import checked
from pipeline.one_table.laid_out import laid_out
from pipeline.one_table.proposals import Proposal, proposals
from pipeline.one_table.sheets import Sheet, read

# So many cells that do not fit can be taken in; the workbook marks them all.
_SHOWN = 3
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
    """

    title: str
    figures: Mapping[str, UnitFigure]
    checks: tuple[Check, ...]
    asked: tuple[Asked, ...] = ()
    told: tuple[Problem, ...] = field(default=())

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
        """How many checks found a contradiction."""
        return sum(len(sheet.of(Verdict.INCONSISTENT)) for sheet in self.sheets)

    @property
    def noticed(self) -> int:
        """How many checks found something that contradicts nothing."""
        return sum(len(sheet.of(Verdict.NOTICE)) for sheet in self.sheets)

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
    return Audited(path, tuple(sheet for sheet in sheets if sheet.figures))


def _audited(sheet: Sheet, file: str, answers: Mapping[tuple[str, str], str]) -> AuditedSheet:
    told = tuple(sheet.told(file))
    if listed.is_list(sheet):
        figures, totals = listed.figures_of(sheet, file)
        return AuditedSheet(sheet.title, figures, tuple(checked(figures, totals)), told=told)
    laid = laid_out(sheet, file)
    asked = tuple(_asked(each, laid.figures, answers.get((sheet.title, each.question), "")) for each in proposals(laid))
    sure = [check for each in asked if each.answer == "ja" for check in each.checks]
    no_days = tuple(
        Problem(file, None, "", text, "Deze dag bestaat niet.", "", sheet.title, cell) for cell, text in laid.no_days
    )
    unread = tuple(
        Problem(file, None, "", text, "Dit is niet als getal te lezen; er is niet mee gerekend.", "", sheet.title, cell)
        for cell, text in laid.unread
    )
    return AuditedSheet(sheet.title, laid.figures, tuple(sure), asked, (*told, *no_days, *unread))


def _asked(proposal: Proposal, figures: Mapping[str, UnitFigure], answer: str) -> Asked:
    return Asked(proposal.question, answer, tuple(checked(figures, proposal.formulas, proposal.said)))


def if_yes(asked: Asked, figures: Mapping[str, UnitFigure]) -> str:
    """Say what follows if the answer to a question is yes."""
    cells = len(asked.checks)
    if not asked.wrong:
        noticed = [check for check in asked.checks if check.verdict is Verdict.NOTICE]
        if noticed:
            return f"let dan op {noticed[0].figure_id}: {noticed[0].explanation}"
        rounded = sum(not check.exact for check in asked.checks)
        more = f"; {count_noun(rounded, 'getal', 'getallen')} door afronding" if rounded else ""
        return f"dan klopt het{'' if cells == 1 else f', in alle {cells} cellen'}{more}."
    places = [_instead(check, figures[check.figure_id]) for check in asked.wrong[:_SHOWN]]
    more = f" en nog {len(asked.wrong) - _SHOWN}" if len(asked.wrong) > _SHOWN else ""
    if cells == 1:
        return f"dan klopt dit niet: {places[0]}."
    verb = "klopt" if len(asked.wrong) == 1 else "kloppen"
    return f"dan {verb} {len(asked.wrong)} van de {cells} cellen niet: {', '.join(places)}{more}."


def _instead(check: Check, figure: UnitFigure) -> str:
    how = "daarnaast staat" if check.kind == SAID else "er volgt"
    follows = "" if check.recomputed is None else f", en {how} {show(check.recomputed, figure)}"
    return f"{check.figure_id} (er staat {figure['printed']}{follows})"
