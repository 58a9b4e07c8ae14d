"""Writing a round without somebody: whole or not at all, also when it is broken off; and saying before what changes."""

import json
import shutil
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from pipeline.called import command
from pipeline.errors import KlankbordError
from pipeline.kit.making import KEPT as KIT
from pipeline.rounds import Project
from pipeline.sources import keys
from pipeline.whole_files import write_whole
from pipeline.withdrawing.looking import Withdrawal

_ASIDE, _READY = "terugtrekken", "klaar.json"


def carry_out(planned: Withdrawal) -> None:
    """Write what was planned: first all of it beside the round, and from then on it is finished, come what may.

    When this is broken off, `finish` does the rest.
    """
    aside = _aside(planned.project, planned.round_id)
    shutil.rmtree(aside, ignore_errors=True)
    aside.parent.parent.mkdir(mode=0o700, exist_ok=True)
    aside.mkdir(parents=True)
    steps: dict[str, str | None] = {}
    for number, (path, content) in enumerate(planned.new.items()):
        (aside / str(number)).write_bytes(content)
        steps[path.relative_to(planned.project.root).as_posix()] = str(number)
    steps |= {path.relative_to(planned.project.root).as_posix(): None for path in planned.gone}
    write_whole(aside / _READY, json.dumps(steps))
    finish(planned.project, planned.round_id)


def finish(project: Project, round_id: str) -> bool:
    """Finish a withdrawal that was broken off after all of it was ready; tell whether there was one.

    What klankbord itself kept of the round's files goes too: it is made again when it is needed.
    """
    aside = _aside(project, round_id)
    try:
        steps: dict[str, str | None] = json.loads((aside / _READY).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    for name, kept in steps.items():
        path = project.root / name
        if kept is None:
            path.unlink(missing_ok=True)
        else:
            write_whole(path, (aside / kept).read_bytes())
    keys.forget(project, round_id)
    for path in aside.parent.iterdir():
        if path.is_dir():
            shutil.rmtree(path)
        elif path.name != KIT:  # it only says which documents of the kit somebody changed
            path.unlink()
    with suppress(OSError):  # something is kept
        aside.parent.rmdir()
    return True


def _aside(project: Project, round_id: str) -> Path:
    return project.root / ".klankbord" / round_id / _ASIDE


def lines(planned: Withdrawal, person: str) -> Iterator[str]:
    """Say in Dutch what happens when somebody is left out."""
    yield f"Dit staat er van {person} in de ronde {planned.round_id}:"
    yield from (f"  {each}" for each in planned.said)
    if planned.findings:
        yield "Dit verandert aan de bevindingen:"
        yield from (f"  {each}" for each in planned.findings)
    else:
        yield "Geen bevinding verandert van richting of zekerheid; aantallen kunnen wel veranderen."
    if planned.sent:
        yield f"Hierin staat nog iets van {person}. Klankbord verandert dit niet:"
        yield from (f"  {each}" for each in planned.sent)
        yield "Wat in reports/ staat, maakt de volgende run opnieuw. Vraag wie zo'n bestand kreeg om het weg te doen."
    yield from planned.notes
    yield f"In e-mail en reservekopieën kan {person} ook nog staan: daar komt klankbord niet."


def refuse_unanswered(round_id: str, person: str) -> KlankbordError:
    """Give the error for when nobody said whether to go on."""
    again = command("withdraw", round_id, person, "--yes")
    return KlankbordError(f"Er kwam geen ja; er is niets veranderd. Weet u het zeker, geef dan: {again}.")
