"""What `klankbord codebook` does: the codebook of a round is checked, shown, and held against another one."""

from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.codebook import Codebook
from pipeline.codebook_changes import Change, changes
from pipeline.errors import InputError, Problem
from pipeline.phases import codebook_files
from pipeline.phases.codebook_files import Where
from pipeline.phases.codebook_tables import CODES, QUESTIONS
from pipeline.phases.declarations import PHASES
from pipeline.phases.raw_tables import codebook_problems
from pipeline.rounds import Project, Round
from pipeline.whole_files import write_whole

PAGE = "codeboek.html"


@dataclass(frozen=True)
class CheckedCodebook:
    """A codebook without mistakes.

    Attributes
    ----------
    book
        The codebook.
    file
        Where it stands, relative to the project.
    notices
        What may be right and has to be looked at.
    changes
        What is different from the other round's; None when none was named.
    page
        The page that was made, relative to the project.
    """

    book: Codebook
    file: str
    notices: tuple[Problem, ...]
    changes: tuple[Change, ...] | None
    page: str


def check_codebook(project: Project, round_id: str, against: str = "") -> CheckedCodebook:
    """Check the codebook of a round and make a page of it.

    The page stands in `.klankbord/<round>/`, beside what `check` makes: no run reads it, and it is made anew each time.

    Parameters
    ----------
    project : Project
        Where.
    round_id : str
        The round.
    against : str
        Another round, whose codebook it is held against.

    Raises
    ------
    InputError
        Either codebook has mistakes, or there is no such round; no page was made.
    """
    from pipeline.looks.codebook_page import codebook_page
    from pipeline.telling.codebook_blocks import codebook, differences
    from pipeline.telling.frame import frame

    round_ = project.round(round_id)
    book, where = _whole(project, round_id, round_)
    notices = tuple(_odd(book, round_, where))
    found = None
    told = [codebook(book, round_, [f"{each.what} {each.mend}" for each in notices])]
    if against:
        other = project.round(against)
        found = tuple(changes(_whole(project, against, other)[0], book))
        told.insert(0, differences(found, other.title))
    page = project.root / ".klankbord" / round_id / PAGE
    page.parent.parent.mkdir(mode=0o700, exist_ok=True)
    page.parent.mkdir(exist_ok=True)
    write_whole(page, codebook_page(frame(round_id, round_.title, round_.synthetic, ()), *told))
    return CheckedCodebook(book, where.file, notices, found, project.name(page))


def _whole(project: Project, round_id: str, round_: Round) -> tuple[Codebook, Where]:
    book, where = codebook_files.found(project, round_id, round_.codebook)
    if problems := list(codebook_problems(where, book)):
        raise InputError(problems)
    return book, where


def _odd(book: Codebook, round_: Round, where: Where) -> Iterator[Problem]:
    """Tell what may be right and has to be looked at: what nobody is asked, and codes that nobody can tell apart."""
    held = {phase.id for phase in PHASES if round_.deployment(phase.id).deployed}
    asked = {name for question in book.questions for name in question.asked_in}
    for phase in PHASES:
        if phase.id in held - asked:
            what = f"Geen enkele vraag wordt gesteld bij {phase.plain}, en de ronde heeft die fase wel."
            yield where.problem(
                QUESTIONS, "", phase.id, "", what, "Zet er een vraag bij, of zet de fase uit in round.yml."
            )
    for question in book.questions:
        if not held & set(question.asked_in):
            what = f"De vraag {question.id} wordt in geen enkele fase van deze ronde gesteld."
            mend = "Zeg in welke fase u haar stelt, of haal haar weg."
            yield where.problem(QUESTIONS, question.id, "id", question.id, what, mend)
        if not question.codes:
            what = f"De vraag {question.id} heeft geen codes: er is niets onder te brengen."
            yield where.problem(
                QUESTIONS, question.id, "id", question.id, what, "Zet er codes bij, of haal de vraag weg."
            )
        seen: dict[str, str] = {}
        for code in question.codes:
            for part in (code.label, code.definition):
                first = seen.setdefault(" ".join(part.casefold().split()), code.id)
                if first != code.id:
                    what = f"De codes {first} en {code.id} van {question.id} hebben dezelfde tekst: {part}"
                    mend = "Zeg in de definitie wat het verschil is, of voeg ze samen."
                    yield where.problem(CODES, f"{question.id}.{code.id}", "definition", code.id, what, mend)
