"""What the buttons of the start notebook do, through the functions of the commands, and what is told of it."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from pipeline import bringing_in, checking, deciding, reviewing, text_checking
from pipeline.beginning import begin, refresh
from pipeline.beginning.asking import Given, plan_of
from pipeline.blocks import Block, Bullets, Column, Note, Section, Table, Text
from pipeline.contracts.imported_files import CAME_IN, FOLDER
from pipeline.dutch import count_noun, number
from pipeline.errors import InputError, KlankbordError, NothingYetError, of_the_machine
from pipeline.execution.run import alone
from pipeline.importing.take_in import Imported
from pipeline.kit import making
from pipeline.looks.mistakes_page import mistakes
from pipeline.rounds import Project
from pipeline.temporary import temporary_folder

# The kinds of files that reviewers send back.
SENT_BACK = ".json,.docx,.xlsx,.sqlite"


def rounds(project: Project) -> list[tuple[str, str]]:
    """List the rounds: how each is called, and its id."""
    return [(_title(project, round_id), round_id) for round_id in project.round_ids()]


def _title(project: Project, round_id: str) -> str:
    try:
        return f"{project.round(round_id).title} ({round_id})"
    except InputError:  # told when somebody chooses it
        return round_id


def told(action: Callable[[], Block]) -> Block:
    """Do something, and tell what came of it; what went wrong is told so that it can be mended.

    Parameters
    ----------
    action : callable
        What is done. It gives what is told when all went well.
    """
    try:
        return action()
    except NothingYetError as error:
        return Section((Text("Er is nog niets verzameld. Vul eerst:"), _waiting(error)))
    except InputError as error:
        return mistakes(error.problems, ())
    except KlankbordError as error:
        return Note(str(error), "bad")
    except OSError as error:
        return Note(of_the_machine(error), "bad")
    except Exception as error:  # a mistake of ours: no traceback helps who has no terminal
        return Note(f"Dit ging onverwacht mis: {error!r}. Meld het ons, met wat u deed.", "bad")


def look(project: Project, round_id: str) -> Block:
    """Do what `klankbord check` does."""
    try:
        found = checking.check(project, round_id)
    except NothingYetError as error:
        return Section((Text(checking.nothing_yet(round_id)), _waiting(error)))
    problems = found.error.problems if found.error else ()
    good = () if found.error else (Note(found.in_order),)
    return Section((*good, *map(Text, found.said), mistakes(problems, found.notices)))


def wrong(project: Project, round_id: str) -> Block | None:
    """Tell what keeps a round from being run; None when nothing in its files does."""
    try:
        found = checking.check(project, round_id)
    except NothingYetError as error:
        return Section((Text(checking.nothing_yet(round_id)), _waiting(error)))
    return mistakes(found.error.problems, ()) if found.error else None


def start(project: Project, round_id: str, given: Given) -> Block:
    """Do what `klankbord new` does, with what somebody filled in."""
    made = begin.begin(project, plan_of(project, round_id, given, ask=False))
    steps = (
        "Lees het codeboek en round.yml na, en vul ze aan.",
        *filter(None, [made.lacking]),
        "Klik op «Lijsten bijwerken»: dan staan de vragen en codes in de lijsten van de werkboeken.",
    )
    return Section((Note("Gemaakt:", items=made.files), Text("Dit doet u nu:"), Bullets(steps)))


def bring_up_to_date(project: Project, round_id: str) -> Block:
    """Do what `klankbord new --refresh` does."""
    with alone(project, round_id):
        found = refresh.refresh(project, round_id)
    kinds = (("Lijsten bijgewerkt", found.changed), ("Nieuw gemaakt", found.made), ("Was al goed", found.same))
    said = [f"{what}: {file}" for what, files in kinds for file in files]
    return Bullets((*said, *(f"Let op: {note}" for note in found.notes)))


def kit(project: Project, round_id: str) -> Block:
    """Do what `klankbord kit` does."""
    made = making.make(project, round_id)
    count = count_noun(len(made.made), "bestand", "bestanden")
    said = f"{count} gemaakt, in de map kit van uw ronde. Print of mail ze." if made.made else "Alles was er al."
    return Section((Note(said), _lines(made.notes)) if made.notes else (Note(said),))


def collected(project: Project, round_id: str, files: Mapping[str, bytes]) -> Block:
    """Do what `klankbord import` does, with files that somebody chose; without any, those of before are read again.

    Parameters
    ----------
    project : Project
        Where the round is.
    round_id : str
        The round.
    files : mapping of str to bytes
        What the files hold, by their names.
    """
    project.round(round_id)
    if not files and not (project.raw / round_id / FOLDER / CAME_IN).is_dir():
        return Note("Kies eerst de bestanden die u wilt inlezen.", "warn")
    with _in_a_folder(files) as paths:
        taken = bringing_in.bring_in(project, round_id, paths)
    then = Note("Klik op «Kijk na» om te zien of alles klopt.")
    if not isinstance(taken, Imported):
        return Section((_lines(bringing_in.surveys(taken)), then))
    counted = Table("", tuple(map(Column, bringing_in.COUNTED)), tuple(bringing_in.counts(taken)), stacks=True)
    if waits := bringing_in.waiting(taken):
        then = Note(f"{waits} Sla op, sluit, en klik nog eens op «Lees in», zonder bestanden te kiezen.", "warn")
    return Section((_lines(bringing_in.files(taken)), counted, _lines(bringing_in.outcome(taken)), then))


def first_text(project: Project, round_id: str) -> Block:
    """Do what `klankbord claims --draft` does."""
    text_checking.write_first(project, round_id)
    return Note("Geschreven. Klik hierboven op een bestand om het te openen. Bewaar met Ctrl-S.")


def look_at_text(round_id: str) -> Block:
    """Do what `klankbord claims` does."""
    found = text_checking.check_text(round_id)
    drafted = "Er is nog geen tekst; nagekeken is wat klankbord zelf voorstelt."
    said: list[Block] = [*([Text(drafted)] if found.drafted else []), Note(found.in_order), Text(found.readable)]
    if found.hardest:
        rows = tuple(
            (f"{row['file']}, regel {row['line']}", number(row["score"], 1), row["text"]) for row in found.hardest
        )
        title = "De moeilijkste alinea's eerst. Maak zinnen en woorden korter."
        said.append(Table(title, (Column("Waar"), Column("Score"), Column("Alinea")), rows, stacks=True))
    return Section(tuple(said))


def who_is_found(project: Project, round_id: str) -> Block:
    """Do what `klankbord privacy` does."""
    with alone(project, round_id):
        found = deciding.look(project, round_id)
    return _lines(deciding.lines(found, round_id))


def take_in(round_id: str, files: Mapping[str, bytes]) -> Block:
    """Do what `klankbord review` does, with files that somebody chose; parameters as for `collected`."""
    if not files:
        return Note("Kies eerst de bestanden die u terugkreeg.", "warn")
    with _in_a_folder(files) as paths:
        reviewed = reviewing.review(round_id, paths)
    parts: list[Block] = [_lines(reviewing.lines(reviewed))]
    if reviewed.taken.problems:
        parts.append(mistakes(reviewed.taken.problems, ()))
    if any(file.new for file in reviewed.taken.files):
        parts.append(Note("Opgenomen. Klik bij stap 4 op «Maak het rapport»: dan staat het naast de bevindingen."))
    return Section(tuple(parts))


@contextmanager
def _in_a_folder(files: Mapping[str, bytes]) -> Iterator[list[Path]]:
    """Put files that somebody chose in a folder for a moment, and give where they are."""
    with temporary_folder() as folder:
        paths = [Path(folder, Path(name).name) for name in files]
        for path, content in zip(paths, files.values(), strict=True):
            path.write_bytes(content)
        yield paths


def _lines(said: Iterable[str]) -> Bullets:
    return Bullets(tuple(line.strip() for line in said))


def _waiting(error: NothingYetError) -> Block:
    return Bullets(tuple(f"{problem.file}: {problem.mend}" for problem in error.problems))
