"""Reading the raw tables of a round, for one phase or for all."""

from collections.abc import Iterator
from dataclasses import replace

from pipeline import yaml_files
from pipeline.codebook import Codebook
from pipeline.contracts import loading
from pipeline.contracts.folders import Read
from pipeline.contracts.leaving import for_readers
from pipeline.contracts.loading import Opened, RoundData
from pipeline.contracts.respondents import RESPONDENTS
from pipeline.contracts.round_tables import ROUND_OPTIONAL, ROUND_SHARED, of_round
from pipeline.contracts.validation import empty
from pipeline.editions import TEAM, Edition
from pipeline.errors import InputError, Problem, suggest
from pipeline.phases import against_round, agreed, codebook_files, collected, oddities
from pipeline.phases.codebook_files import Where
from pipeline.phases.codebook_tables import INDICATORS, QUESTIONS
from pipeline.phases.declaration import Phase
from pipeline.phases.declarations import BY_ID, PHASES
from pipeline.phases.tables import FIGURE_TABLES, FOLDERS, TABLES
from pipeline.phases.walk import readers
from pipeline.privacy.of_round import protected, protection
from pipeline.rounds import Project, Round

_BY_NAME: dict[str, Read] = {name: read for module in readers().values() for name, read in module.READERS.items()}
# A folder that is declared and that nothing reads is a mistake of whoever made the phase.
FOLDER_READERS = {folder: _BY_NAME[folder.name] for folder in FOLDERS}


def load_phase(project: Project, round_id: str, phase: Phase, edition: Edition = TEAM) -> RoundData:
    """Read what one phase reads, for an edition; a phase that was not deployed gets its tables empty.

    Raises
    ------
    InputError
        The mistakes in the files it reads.
    """
    round_ = project.round(round_id)
    opened = _opened(project, round_id, round_)
    if round_.deployment(phase.id).deployed:
        roads = [phase.roads]
        optional = {*ROUND_SHARED, *phase.optional}
        data = _settled(loading.load(opened, (), optional, roads, check=collected.problems))
        return _protected(replace(data, edition=edition))
    data = loading.load(opened, (), ROUND_SHARED)
    names = {*ROUND_SHARED, *phase.tables}
    inside = {name: empty(data.contracts[name]) for name in names} | dict(data.inside)
    return replace(data, tables=for_readers(inside, data.contracts), inside=inside, edition=edition)


def load_figures(project: Project, round_id: str) -> RoundData:
    """Read what published figures are recomputed and checked from.

    Raises
    ------
    InputError
        The mistakes in the files it reads.
    """
    round_ = project.round(round_id)
    known = {*ROUND_OPTIONAL, *(name for phase in _deployed(round_) for name in phase.tables)}
    optional = [name for name in FIGURE_TABLES if name in known]
    return loading.load(_opened(project, round_id, round_), (), {*ROUND_SHARED, *optional})


def load_round(project: Project, round_id: str, *, looking: bool = True, edition: Edition = TEAM) -> RoundData:
    """Read all raw tables of a round; texts that readers see, as they may see them.

    Parameters
    ----------
    project : Project
        Where the round is.
    round_id : str
        The round.
    looking : bool
        Look through all texts, for words that may not stand in them and for what is told though it is no mistake. A run
        has done so before its first step.
    edition : Edition
        For whom something is to be made of it.

    Raises
    ------
    InputError
        Every mistake in every raw table and codebook of the round.
    """
    return _protected(replace(load_as_written(project, round_id, looking=looking), edition=edition))


def load_as_written(project: Project, round_id: str, *, looking: bool = True) -> RoundData:
    """Read all raw tables of a round with every text as it stands there: to look for what readers may not see.

    It takes what `load_round` takes, but for an edition.

    Raises
    ------
    InputError
        Every mistake in every raw table and codebook of the round.
    """
    try:
        round_ = project.round(round_id)
    except InputError as error:
        if round_id not in project.round_ids():
            raise
        book, wrong = _codebook_of(project, round_id)
        opened = Opened(project, round_id, TABLES, tuple(BY_ID), None, book, (), FOLDER_READERS)
        raise InputError([*error.problems, *wrong, *loading.problems_of_tables(opened)]) from None
    opened = _opened(project, round_id, round_)
    deployed = _deployed(round_)
    optional = {*ROUND_OPTIONAL, *(name for phase in deployed for name in phase.optional)}
    of_phases = {name for phase in deployed for name in phase.tables}
    # A phase that is spelled wrongly is one mistake: its tables are not idle too.
    misspelled = round_.phases.keys() - BY_ID.keys()
    idle = {
        name: phase.id
        for phase in PHASES
        if phase not in deployed and not (misspelled and phase.id not in round_.phases)
        for name in phase.tables
        if name not in {*optional, *of_phases}
    }
    if misspelled:  # they are probably that phase's: what refers to them is no mistake
        optional |= {name for phase in PHASES if phase.id not in round_.phases for name in phase.tables}
    roads = [phase.roads for phase in deployed]
    data = _settled(loading.load(opened, (), optional, roads, idle=idle, check=against_round.problems))
    if not looking:
        return data
    for phase in deployed if round_.baseline else ():
        if phase.looks_back:  # what is wrong there stops this round too, before anything is made
            load_phase(project, round_.baseline, phase)
    if wrong := list(agreed.problems(data)):
        raise InputError(wrong)
    return replace(data, notices=(*data.notices, *oddities.notices(data)))


def _settled(data: RoundData) -> RoundData:
    """Give a round in which what people decided of rows in another table has its effect."""
    made = {
        name: table.settled(data.inside)
        for name, table in data.contracts.items()
        if table.settled is not None and name in data.inside
    }
    return replace(data, inside={**data.inside, **made}) if made else data


def _protected(data: RoundData) -> RoundData:
    """Give a round of which what readers see tells nowhere who somebody is, as far as that is found."""
    shield = protection(data.round, data.codebook, data.inside)
    tables, inside = (protected(each, data.contracts, shield) for each in (data.tables, data.inside))
    return replace(data, tables=tables, inside=inside)


def _codebook_of(project: Project, round_id: str) -> tuple[Codebook | None, list[Problem]]:
    """Read the codebook of a round whose `round.yml` has mistakes: tables are held against it all the same."""
    try:
        content = yaml_files.load(project.raw / round_id / "round.yml", project.root)
    except InputError:  # told
        return None, []
    named = content.get("codebook", "") if isinstance(content, dict) else None
    if not isinstance(named, str) or (named and named not in {path.stem for path in project.codebooks.glob("*.yml")}):
        return None, []
    try:
        book, where = codebook_files.found(project, round_id, named)
    except InputError as error:
        return None, list(error.problems)
    return _as_if_asked(book), list(codebook_problems(where, book))


def _deployed(round_: Round) -> list[Phase]:
    return [phase for phase in PHASES if round_.deployment(phase.id).deployed]


def _opened(project: Project, round_id: str, round_: Round) -> Opened:
    """Read the codebook, and hold it and `round.yml` against the phases that there are."""
    problems: list[Problem] = []
    book, where = None, Where("")
    try:
        book, where = codebook_files.found(project, round_id, round_.codebook)
    except InputError as error:
        problems += error.problems
    problems += _in_round(f"raw/{round_id}/round.yml", round_, book)
    problems += _of_baseline(project, round_id, round_)
    if book is not None:
        problems += codebook_problems(where, book)
        book = _as_if_asked(book)
    contracts = of_round(TABLES, round_)
    return Opened(project, round_id, contracts, tuple(BY_ID), round_, book, tuple(problems), FOLDER_READERS)


def _of_baseline(project: Project, round_id: str, round_: Round) -> Iterator[Problem]:
    """List what is wrong with the round that this one is held against: it has to be there, and to be another one."""
    others = [name for name in project.round_ids() if name != round_id]
    if round_.baseline and round_.baseline not in others:
        itself = round_.baseline == round_id
        what = "Een ronde is niet haar eigen nulmeting." if itself else "Deze ronde bestaat niet."
        mend = suggest(round_.baseline, others) if others else "Haal baseline weg: er is geen andere ronde."
        yield Problem(f"raw/{round_id}/round.yml", None, "baseline", round_.baseline, what, mend)


def _as_if_asked(book: Codebook) -> Codebook:
    """Take a question that was asked in a phase that does not exist, which is told, as asked in all of them."""
    questions = [
        question if BY_ID.keys() >= set(question.asked_in) else question.model_copy(update={"asked_in": list(BY_ID)})
        for question in book.questions
    ]
    if questions == book.questions:
        return book
    # Made anew: a copy would keep what was worked out from the old ones.
    return Codebook(**{name: getattr(book, name) for name in Codebook.model_fields} | {"questions": questions})


def _no_phase(file: str, field: str, name: str) -> Problem:
    return Problem(file, None, field, name, "Deze fase bestaat niet.", suggest(name, BY_ID))


def _in_round(file: str, round_: Round, book: Codebook | None) -> Iterator[Problem]:
    """List what `round.yml` says of phases and questions that do not exist, and what it can't withhold."""
    yield from (_no_phase(file, "phases", name) for name in round_.phases if name not in BY_ID)
    for item in round_.withheld:
        if item.phase not in BY_ID:
            yield _no_phase(file, "withheld.phase", item.phase)
        elif not BY_ID[item.phase].people:
            label = BY_ID[item.phase].label
            what = f"{label} gaat over stukken, niet over wat mensen zeiden: daar is niets af te schermen."
            mend = "Haal deze regel weg, of haal de gegevens uit raw."
            yield Problem(file, None, "withheld.phase", item.phase, what, mend)
        elif not round_.deployment(item.phase).deployed:
            what = "Deze fase is niet ingezet: er is niets af te schermen."
            yield Problem(file, None, "withheld.phase", item.phase, what, "Haal deze regel weg.")
        if book is not None and item.question not in book.question_by_id:
            mend = suggest(item.question, book.question_by_id)
            yield Problem(file, None, "withheld.question", item.question, "Deze vraag bestaat niet.", mend)
        elif book is not None and item.phase in BY_ID and item.phase not in book.question_by_id[item.question].asked_in:
            what = f"Volgens het codeboek is deze vraag in {item.phase} niet gesteld: er is niets af te schermen."
            yield Problem(file, None, "withheld.question", item.question, what, "Haal deze regel weg.")
    links = round_.theory.links if round_.theory and book is not None else ()
    for name in dict.fromkeys(link.question for link in links if link.question):
        if book is not None and name not in book.question_by_id:
            mend = suggest(name, book.question_by_id)
            yield Problem(file, None, "theory.question", name, "Deze vraag bestaat niet.", mend)
    columns = {column.name for column in RESPONDENTS.columns}
    for attribute in round_.attributes:
        if attribute.id in columns:
            yield Problem(file, None, "attributes.id", attribute.id, "Zo heet al een kolom.", "Kies een andere naam.")
    named = {
        "attributes.id": [attribute.id for attribute in round_.attributes],
        "withheld": [f"{item.phase}, {item.question}" for item in round_.withheld],
        "panels.id": [panel.id for panel in round_.panels],
        "series.id": [series.id for series in round_.series],
    }
    for field, names in named.items():
        for name in sorted({name for name in names if names.count(name) > 1}):
            yield Problem(file, None, field, name, "Dit staat er twee keer.", "Haal een van beide weg.")


def codebook_problems(where: Where, book: Codebook) -> Iterator[Problem]:
    """List questions asked in phases that do not exist, and indicators of questions that no phase reads them for."""
    reading = [phase for phase in PHASES if phase.indicators]
    for indicator in book.indicators:
        asked_in = set(book.question_by_id[indicator.question].asked_in)
        if asked_in <= BY_ID.keys() and not any(phase.id in asked_in for phase in reading):
            names = " of ".join(phase.id for phase in reading)
            what = f"Deze indicator hoort bij een vraag die niet in {names} is gesteld."
            mend = f"Zet bij de vraag dat {names} haar stelt (asked_in), of kies een andere vraag."
            yield where.problem(INDICATORS, indicator.id, "question", indicator.question, what, mend)
    for question in book.questions:
        for name in question.asked_in:
            if name not in BY_ID:
                what = "Deze fase bestaat niet."
                yield where.problem(QUESTIONS, question.id, "asked_in", name, what, suggest(name, BY_ID))
