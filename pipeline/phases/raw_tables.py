"""Reading the raw tables of a round, for one phase or for all."""

from collections.abc import Iterator
from dataclasses import replace
from difflib import get_close_matches

from pipeline.codebook import Codebook
from pipeline.contracts import loading
from pipeline.contracts.folders import Read
from pipeline.contracts.leaving import for_readers
from pipeline.contracts.loading import Opened, RoundData
from pipeline.contracts.respondents import RESPONDENTS
from pipeline.contracts.round_tables import ROUND_OPTIONAL, ROUND_SHARED, of_round
from pipeline.contracts.units import unit_display
from pipeline.contracts.validation import empty
from pipeline.errors import InputError, Problem, suggest
from pipeline.phases import agreed, codebook_files, collected, oddities
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
_READ = {folder: _BY_NAME[folder.name] for folder in FOLDERS}


def load_phase(project: Project, round_id: str, phase: Phase) -> RoundData:
    """Read what one phase reads; a phase that was not deployed gets its tables empty.

    Raises
    ------
    InputError
        The mistakes in the files it reads.
    """
    round_ = project.round(round_id)
    opened = _opened(project, round_id, round_)
    if round_.deployment(phase.id).deployed:
        data = loading.load(opened, (), {*ROUND_SHARED, *phase.optional}, [phase.roads])
        if wrong := list(collected.problems(data)):
            raise InputError(wrong)
        return _protected(data)
    data = loading.load(opened, (), ROUND_SHARED)
    names = {*ROUND_SHARED, *phase.tables}
    inside = {name: empty(data.contracts[name]) for name in names} | dict(data.inside)
    return replace(data, tables=for_readers(inside, data.contracts), inside=inside)


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


def load_round(project: Project, round_id: str) -> RoundData:
    """Read all raw tables of a round; texts that readers see, as they may see them.

    Raises
    ------
    InputError
        Every mistake in every raw table and codebook of the round.
    """
    return _protected(load_as_written(project, round_id))


def load_as_written(project: Project, round_id: str) -> RoundData:
    """Read all raw tables of a round with every text as it stands there: to look for what readers may not see.

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
        opened = Opened(project, round_id, TABLES, tuple(BY_ID), None, None, (), _READ)
        others = loading.problems_of_tables(opened)
        raise InputError([*error.problems, *others, *loading.unknown_files(opened, {})]) from None
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
    unread = loading.unknown_files(opened, idle)
    try:
        data = loading.load(opened, (), optional, [phase.roads for phase in deployed])
    except InputError as error:
        if not unread:
            raise
        raise InputError([*error.problems, *unread]) from None
    if wrong := [*unread, *_of_figures(data), *_of_overlap(data), *collected.problems(data), *agreed.problems(data)]:
        raise InputError(wrong)
    return replace(data, notices=(*data.notices, *oddities.notices(data)))


def _protected(data: RoundData) -> RoundData:
    """Give a round of which what readers see tells nowhere who somebody is, as far as that is found."""
    shield = protection(data.round, data.codebook, data.inside)
    tables, inside = (protected(each, data.contracts, shield) for each in (data.tables, data.inside))
    return replace(data, tables=tables, inside=inside)


def _of_figures(data: RoundData) -> Iterator[Problem]:
    """List what `round.yml` says of figures that no figure has: areas, what they are compared with, and series."""
    figures = data.table("figures")
    display = unit_display(data.table("units"))
    units = {display.get(unit, unit) for unit in figures["unit"]} - {""}
    named = [("areas", area, units) for area in data.round.areas]
    named += [("reference", data.round.reference, units)] if data.round.reference else []
    named += [("series.id", series.id, set(figures["series"])) for series in data.round.series]
    for field, name, known in named:
        if name not in known:
            what = "Geen enkel cijfer in figures.csv heeft deze naam."
            yield Problem(f"raw/{data.round_id}/round.yml", None, field, name, what, suggest(name, known))


def _of_overlap(data: RoundData) -> Iterator[Problem]:
    """List what `round.yml` says of people who were heard twice, of sources and panels that there are not.

    A source of a phase that was turned off is not there either, and does not count: then only a slip is a mistake.
    """
    tables = {table.sources for table in data.contracts.values() if table.sources}
    sources = {name for table in tables for name in data.table(table)["source_id"]}
    panels = {panel.id for panel in data.round.panels}
    all_read = all(table in data.tables for table in tables)
    for overlap in data.round.overlap:
        for field, names, known, what in (
            ("overlap.sources", overlap.sources, sources, "Geen enkele bron heeft deze naam."),
            ("overlap.with_sources", overlap.with_sources, sources, "Geen enkele bron heeft deze naam."),
            ("overlap.with_panels", overlap.with_panels, panels, "Deze groep bestaat niet."),
        ):
            for name in names:
                slip = all_read or known is panels or get_close_matches(name, known, cutoff=0.9)
                if name not in known and slip:
                    yield Problem(f"raw/{data.round_id}/round.yml", None, field, name, what, suggest(name, known))


def _deployed(round_: Round) -> list[Phase]:
    return [phase for phase in PHASES if round_.deployment(phase.id).deployed]


def _opened(project: Project, round_id: str, round_: Round) -> Opened:
    """Read the codebook, and hold it and `round.yml` against the phases that there are."""
    problems: list[Problem] = []
    book, where = None, Where("")
    try:
        book, where = codebook_files.found(project, round_id, round_)
    except InputError as error:
        problems += error.problems
    problems += _in_round(f"raw/{round_id}/round.yml", round_, book)
    if book is not None:
        problems += codebook_problems(where, book)
        book = _as_if_asked(book)
    contracts = of_round(TABLES, round_)
    return Opened(project, round_id, contracts, tuple(BY_ID), round_, book, tuple(problems), _READ)


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
    """List what `round.yml` says of phases that do not exist, and what it withholds that can't be withheld."""
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
