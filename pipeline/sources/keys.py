"""The key that pseudonyms are made with: in the user's own folder, and never in the project; a round says only which.

A round that has pseudonyms says in `import/schuilnamen.txt` which key they were made with, by a number that is computed
from the key and gives nothing away. So a key that is not here is told, and nobody silently gets another pseudonym.
"""

import hashlib
import hmac
import json
import os
import re
import secrets
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock
from platformdirs import user_config_path

from pipeline.contracts.imported_files import FOLDER
from pipeline.errors import InputError, KlankbordError, Problem, of_the_machine, refused
from pipeline.rounds import Project
from pipeline.whole_files import write_whole

MARK = "schuilnamen.txt"
"""In `import/` of a round: which key its pseudonyms were made with."""
KEY_ENDING = ".json"
_LENGTH = 32  # bytes
_WHAT = (
    "Met deze sleutel maakt klankbord schuilnamen van mensen in geïmporteerde gesprekken. Bewaar een kopie, niet bij "
    "het project. Zonder de sleutel krijgt iedereen bij een volgende import een andere schuilnaam. Geef hem alleen aan "
    "wie ook importeert: die zet dit bestand in dezelfde map op de eigen computer."
)
_ABOUT, _PROJECT, _KEY = "uitleg", "project", "sleutel"
_NUMBER = re.compile(r"\b[0-9a-f]{12}\b")
_BOUND = re.compile(r"horen bij de naam «([^»\n]+)»")


@dataclass(frozen=True)
class Key:
    """A key, and the file that it stands in."""

    secret: bytes
    path: Path

    @property
    def number(self) -> str:
        """Give the number by which a round names the key."""
        return hmac.digest(self.secret, b"welke sleutel", hashlib.sha256).hex()[:12]


@dataclass(frozen=True)
class Chosen:
    """The key of a round.

    Attributes
    ----------
    key
        The key.
    is_new
        It was made now.
    apart
        Rounds of the project whose pseudonyms were made with another key: the same people are called otherwise there.
    """

    key: Key
    is_new: bool
    apart: tuple[str, ...]


def own_folder(project: Project) -> Path:
    """Give the folder of the user in which keys are kept, and who is who by them; it need not be there.

    Raises
    ------
    KlankbordError
        The machine does not say where it is, or it would lie in the project.
    """
    folder = user_config_path("klankbord", appauthor=False)
    if not folder.is_absolute():
        raise KlankbordError(
            "Deze computer zegt niet welke map van u is (HOME is leeg). Daar hoort de sleutel van schuilnamen. "
            "Meld u aan als uzelf en probeer het opnieuw; er is niets veranderd."
        )
    if folder.resolve().is_relative_to(project.root.resolve()):
        raise KlankbordError(
            f"De map voor sleutels ({folder}) ligt binnen het project. Een sleutel mag niet bij de gegevens staan. "
            "Zet het project in een eigen map en probeer het opnieuw; er is niets veranderd."
        )
    return folder


def mark_of(folder: Path) -> str:
    """Give the number of the key of a round by its folder; empty when it has no pseudonyms that were made with one."""
    with suppress(OSError, ValueError):
        if found := _NUMBER.search((folder / FOLDER / MARK).read_text(encoding="utf-8")):
            return found.group()
    return ""


def bound_to(folder: Path) -> str:
    """Give the name that pseudonyms of speakers are bound to: that of the round when it was first imported.

    The folder may be called otherwise by now, or be a copy; who speaks in it stays who they were.
    """
    with suppress(OSError, ValueError):
        if found := _BOUND.search((folder / FOLDER / MARK).read_text(encoding="utf-8")):
            return found.group(1)
    return folder.name


def mark(key: Key, bound: str) -> str:
    """Give what a round says of its key, and of the name that pseudonyms of speakers are bound to."""
    return (
        f"De schuilnamen van deze ronde zijn gemaakt met sleutel {key.number}.\n"
        f"Die van sprekers horen bij de naam «{bound}», ook als de map van de ronde anders gaat heten.\n"
        "Die sleutel staat niet in het project, maar in de eigen map van wie importeert. Bewaar dit bestand: zo merkt "
        "klankbord het als een andere sleutel wordt gebruikt.\n"
    )


def kept_apart(project: Project, round_id: str, key: Key, name: str) -> Path:
    """Give where on this computer something stands of a round that names people: beside the key."""
    stem, _, ending = name.rpartition(".")
    return own_folder(project) / f"{stem} {round_id} {key.number}.{ending}"


def key_of(project: Project, round_id: str) -> Chosen:
    """Give the key of a round: its own, else that of other rounds of the project, else a new one, which is kept.

    Parameters
    ----------
    project : Project
        Where the round is.
    round_id : str
        The round.

    Raises
    ------
    InputError
        The round has pseudonyms of a key that is not on this computer, or whose file is damaged.
    KlankbordError
        The user's own folder can't be read or written.
    """
    folder = own_folder(project)
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        # Two rounds of a project that are imported at once get one key.
        with FileLock(folder / ".bezig", mode=0o600):
            return _chosen(project, round_id, folder)
    except OSError as error:
        raise KlankbordError(
            f"{of_the_machine(error)} De sleutel van schuilnamen hoort in {folder} te staan. Er is niets veranderd."
        ) from None


class Keyring:
    """The key of a round, looked for when somebody has to be named and not before.

    Attributes
    ----------
    chosen
        The key, once it was asked for.
    """

    def __init__(self, project: Project, round_id: str) -> None:
        self._project, self._round = project, round_id
        self.chosen: Chosen | None = None

    def secret(self) -> bytes:
        """Give the key; it raises as `key_of` does."""
        self.chosen = self.chosen or key_of(self._project, self._round)
        return self.chosen.key.secret


def forget(project: Project, round_id: str) -> None:
    """Take away what this computer keeps of who is who in a round; an import makes it anew, without who withdrew."""
    number = mark_of(project.raw / round_id)
    with suppress(KlankbordError):  # where no folder is, nothing is kept
        for path in own_folder(project).glob(f"*{number}*") if number else ():
            if path.suffix != KEY_ENDING and round_id in path.name:
                path.unlink(missing_ok=True)


def _chosen(project: Project, round_id: str, folder: Path) -> Chosen:
    there, damaged = _keys(folder)
    by_number = {key.number: key for key, _ in there}
    rounds = project.raw.iterdir() if project.raw.is_dir() else ()
    marks = {path.name: number for path in sorted(rounds) if (number := mark_of(path))}
    own = marks.pop(round_id, "")
    file = project.raw / round_id / FOLDER / MARK
    if not own and file.exists():
        mend = "Zet het terug uit een kopie: anders is niet bekend met welke sleutel de schuilnamen zijn gemaakt."
        raise refused(project.name(file), "Dit bestand is veranderd of beschadigd.", mend)
    if own and own not in by_number:
        raise _lacking(project, round_id, own, folder, damaged)
    of_others = [number for number in reversed(marks.values()) if number in by_number]
    root = str(project.root.resolve())
    of_project = [key for key, kept in there if kept == root]
    is_new = False
    if own or of_others:
        key = by_number[own or of_others[0]]
    elif of_project:
        key = of_project[0]
    elif damaged:
        raise InputError(list(_told(damaged)))
    else:
        key, is_new = _made(folder, root), True
    return Chosen(key, is_new, tuple(name for name, number in marks.items() if number != key.number))


def _keys(folder: Path) -> tuple[list[tuple[Key, str]], list[Path]]:
    """Give the keys that are kept, each with the project that it was made for, and files that are none any more."""
    found, damaged = [], []
    for path in sorted(folder.glob(f"*{KEY_ENDING}")):
        try:
            kept = json.loads(path.read_text(encoding="utf-8"))
            secret = bytes.fromhex(kept[_KEY])
            if len(secret) != _LENGTH:
                raise ValueError
            found.append((Key(secret, path), str(kept.get(_PROJECT, ""))))
        except (OSError, ValueError, KeyError, TypeError):
            damaged.append(path)
        else:
            with suppress(OSError):  # a file that a colleague sent may come readable for all
                if os.name == "posix" and path.stat().st_mode & 0o077:
                    path.chmod(0o600)
    return found, damaged


def _made(folder: Path, root: str) -> Key:
    secret = secrets.token_bytes(_LENGTH)
    name = re.sub(r"[^\w.-]+", "-", Path(root).name) or "project"
    path = folder / f"sleutel {name} {Key(secret, folder).number}{KEY_ENDING}"
    write_private(path, json.dumps({_ABOUT: _WHAT, _PROJECT: root, _KEY: secret.hex()}, ensure_ascii=False, indent=1))
    return Key(secret, path)


def write_private(path: Path, content: str | bytes) -> None:
    """Write a file that only its owner may read, whole or not at all."""
    before = os.umask(0o077)
    try:
        write_whole(path, content)
    finally:
        os.umask(before)


def _lacking(project: Project, round_id: str, number: str, folder: Path, damaged: list[Path]) -> InputError:
    file = project.name(project.raw / round_id / FOLDER / MARK)
    what = f"De schuilnamen van deze ronde zijn gemaakt met sleutel {number}, en die staat niet op deze computer."
    mend = (
        f"Vraag wie eerder importeerde om het bestand van de sleutel, en zet dat in {folder}. Is de sleutel echt weg? "
        f"Haal dan {file} weg en importeer opnieuw: iedereen krijgt een nieuwe schuilnaam, en wat op het blad "
        "personen is ingevuld, telt niet meer."
    )
    return InputError([Problem(file, None, "", number, what, mend), *_told(damaged)])


def _told(damaged: list[Path]) -> Iterator[Problem]:
    for path in damaged:
        mend = "Zet het terug uit een kopie. Is die er niet, haal dan dit bestand weg."
        yield Problem(str(path), None, "", "", "Dit bestand van een sleutel is niet te lezen.", mend)
