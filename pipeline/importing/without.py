"""What was imported into a round, made anew without somebody who withdraws: in memory; nothing is written here."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from pipeline.contracts.imported_files import CAME_IN, FOLDER
from pipeline.errors import InputError
from pipeline.importing.mapping_workbook import content
from pipeline.importing.take_in import LISTED, RECORDS, TRANSCRIPTS, as_read_of, csv_of, listed, setting_of
from pipeline.privacy.names import folded
from pipeline.rounds import Project
from pipeline.sources import as_read, decisions, reading, withdrawn
from pipeline.sources.conversations import Conversations, conversations
from pipeline.sources.keys import MARK, Keyring, bound_to, mark
from pipeline.sources.leaving_out import holds_something, leave_out
from pipeline.sources.making import Setting, make
from pipeline.sources.model import Material
from pipeline.sources.people import ALONE, Somebody
from pipeline.sources.talks import Known
from pipeline.sources.turns import answers, asks
from pipeline.sources.withdrawn import label


@dataclass(frozen=True)
class Without:
    """What was imported, without somebody.

    Attributes
    ----------
    new
        The files that change or come, with what they hold.
    gone
        The files that go.
    said
        What they said in files that were imported.
    others
        The texts that are left.
    called
        What the files call them.
    """

    new: Mapping[Path, bytes] = field(default_factory=dict)
    gone: tuple[Path, ...] = ()
    said: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    called: tuple[str, ...] = ()


def without(project: Project, round_id: str, names: frozenset[str]) -> Without:
    """Make what was imported into a round anew without somebody; nothing is written.

    Parameters
    ----------
    project : Project
        Where the round is.
    round_id : str
        The round.
    names : frozenset of str
        Every pseudonym of theirs.

    Raises
    ------
    InputError
        A file that was imported, or what was decided of it, can't be read any more.
    """
    folder = project.raw / round_id
    place = folder / FOLDER
    kept = _kept(place / CAME_IN)
    if not kept:
        return Without()
    ring = Keyring(project, round_id)
    setting, contracts = setting_of(project, round_id, ring)
    gone = withdrawn.read(place / withdrawn.FILE, project.name(place / withdrawn.FILE))
    found = _read(project, kept)
    before = leave_out(found, gone, setting.known.respondents)
    own = _conversations(before.materials, setting).named(names)
    if not own:
        return Without()
    gone = gone.and_also(own, names)
    left = leave_out(found, gone, setting.known.respondents)
    materials = [each for each in left.materials if holds_something(each) or each.file not in left.changed]
    made = make(materials, replace(setting, known=_known_without(setting.known, names)))
    new: dict[Path, bytes] = {place / withdrawn.FILE: gone.content()}
    if materials:
        new[place / decisions.FILE] = content(made.asked, setting.choices)
    for name, rows in made.tables.items():
        if rows:
            new[place / RECORDS / f"{name}.csv"] = csv_of(rows, contracts[name]).encode()
    for name, text in made.transcripts.items():
        new[folder / TRANSCRIPTS / f"{name}.txt"] = text.encode("utf-8", "surrogatepass")
    if ring.chosen:
        new[place / MARK] = mark(ring.chosen.key, bound_to(folder)).encode()
    new[place / LISTED] = "\n".join(f"{name}.txt" for name in made.transcripts).encode()
    for path, material in zip(kept, left.materials, strict=True):
        if material.file in left.changed and holds_something(material):
            new[as_read_of(path)] = as_read.content(material)
    old = [path for path, each in zip(kept, left.materials, strict=True) if each.file in left.changed]
    old += [place / decisions.FILE, *sorted((place / RECORDS).glob("*.csv"))]
    old += [folder / TRANSCRIPTS / name for name in listed(folder)]
    others = tuple(document.text for each in materials for document in each.documents)
    return Without(
        {path: what for path, what in new.items() if not path.exists() or path.read_bytes() != what},
        tuple(path for path in old if path.exists() and path not in new),
        tuple(left.said),
        others,
        tuple(sorted(label(somebody, document) or somebody.name for somebody, document in own if _is_a_name(somebody))),
    )


def pseudonyms_of(project: Project, round_id: str, name: str) -> dict[str, str]:
    """Give the pseudonyms of everybody whom imported files call by a name, each with what they are called in full.

    Parameters
    ----------
    project : Project
        Where the round is.
    round_id : str
        The round.
    name : str
        What somebody is called, with its document or without.

    Raises
    ------
    InputError
        As `without` says; or the key of the pseudonyms is not here.
    """
    kept = _kept(project.raw / round_id / FOLDER / CAME_IN)
    if not kept:
        return {}
    setting, _ = setting_of(project, round_id, Keyring(project, round_id))
    found = _conversations(_read(project, kept), setting)
    sought = folded(" ".join(name.split()))
    return {
        person.respondent: full
        for full, person in sorted(found.people.found.items())
        if person.respondent and sought in {folded(full), folded(setting.pseudonyms.called(person.somebody))} - {""}
    }


def _kept(came_in: Path) -> list[Path]:
    return sorted(path for path in came_in.iterdir() if not path.name.startswith(".")) if came_in.is_dir() else []


def _read(project: Project, kept: list[Path]) -> list[Material]:
    try:
        return reading.read_all(kept)
    except InputError as error:
        by_name = {path.name: project.name(path) for path in kept}
        raise InputError([replace(each, file=by_name.get(each.file, each.file)) for each in error.problems]) from None


def _conversations(materials: Sequence[Material], setting: Setting) -> Conversations:
    return conversations(materials, setting.decisions, setting.known, setting.choices, setting.pseudonyms)


def _is_a_name(somebody: Somebody) -> bool:
    """Tell whether files call somebody by a name, and not by what they do in the conversation."""
    own = somebody.own or somebody.name
    return somebody.found != ALONE and not (asks(own) or answers(own))


def _known_without(known: Known, names: frozenset[str]) -> Known:
    """Give what is typed in a round without somebody: in the workbooks they are taken out by row."""
    talks = {}
    for key, row in known.interviews.items():
        there = [name.strip() for name in str(row["respondents"]).split(";")]
        left = [name for name in there if name not in names]
        if left:
            talks[key] = {**row, "respondents": "; ".join(left)}
    return Known({name: row for name, row in known.respondents.items() if name not in names}, talks)
