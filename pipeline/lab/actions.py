"""What the buttons of the start notebook do, through the functions of the commands, and what is told of it."""

from collections.abc import Callable, Mapping
from pathlib import Path

from pipeline import checking, reviewing
from pipeline.beginning import begin, refresh
from pipeline.beginning.asking import Given, plan_of
from pipeline.blocks import Block, Bullets, Note, Section, Text
from pipeline.errors import InputError, KlankbordError, NothingYetError, of_the_machine
from pipeline.looks.mistakes_page import mistakes
from pipeline.rounds import Project
from pipeline.temporary import temporary_folder

# The kinds of files that reviewers send back.
SENT_BACK = ".json,.docx,.xlsx,.sqlite"
ABOUT_SENT = (
    "<p>Kies wat u terugkreeg: het bestand van <code>oordeel.html</code>, <code>rapport.docx</code> met opmerkingen of "
    "<code>beoordeling.xlsx</code>. Klik daarna op «Neem op». Hetzelfde bestand nog eens opnemen verandert niets.</p>"
)


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
        f"Lees raw/{round_id}/round.yml en raw/{round_id}/codeboek.xlsx na, en vul ze aan.",
        *filter(None, [made.lacking]),
        "Klik op «Lijsten bijwerken»: dan staan de vragen en codes in de lijsten van de werkboeken.",
        "Vul de werkboeken in Excel. Elk begint met een blad Uitleg. Sla ze op en sluit ze.",
        "Klik op «Kijk na».",
    )
    return Section((Note("Gemaakt:", items=made.files), Text("Dit doet u nu:"), Bullets(steps)))


def bring_up_to_date(project: Project, round_id: str) -> Block:
    """Do what `klankbord new --refresh` does."""
    found = refresh.refresh(project, round_id)
    kinds = (("Lijsten bijgewerkt", found.changed), ("Nieuw gemaakt", found.made), ("Was al goed", found.same))
    said = [f"{what}: {file}" for what, files in kinds for file in files]
    return Bullets((*said, *(f"Let op: {note}" for note in found.notes)))


def take_in(round_id: str, files: Mapping[str, bytes]) -> Block:
    """Do what `klankbord review` does, with files that somebody chose.

    Parameters
    ----------
    round_id : str
        The round.
    files : mapping of str to bytes
        What the files hold, by their names.
    """
    if not files:
        return Note("Kies eerst de bestanden die u terugkreeg.", "warn")
    with temporary_folder() as folder:
        paths = [Path(folder, Path(name).name) for name in files]
        for path, content in zip(paths, files.values(), strict=True):
            path.write_bytes(content)
        reviewed = reviewing.review(round_id, paths)
    parts: list[Block] = [Bullets(tuple(line.strip() for line in reviewing.lines(reviewed)))]
    if reviewed.taken.problems:
        parts.append(mistakes(reviewed.taken.problems, ()))
    if any(file.new for file in reviewed.taken.files):
        parts.append(Note("Opgenomen. Klik op «Maak het rapport»: dan staat het naast de bevindingen."))
    return Section(tuple(parts))


def _waiting(error: NothingYetError) -> Block:
    return Bullets(tuple(f"{problem.file}: {problem.mend}" for problem in error.problems))
