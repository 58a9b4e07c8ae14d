"""What was imported into a round, made anew without somebody who withdraws: in memory; nothing is written here."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from pipeline.contracts.imported_files import CAME_IN, FOLDER
from pipeline.errors import InputError
from pipeline.importing.mapping_workbook import content
from pipeline.importing.take_in import LISTED, RECORDS, TRANSCRIPTS, as_read_of, csv_of, listed, setting_of
from pipeline.rounds import Project
from pipeline.sources import as_read, decisions, reading, withdrawn
from pipeline.sources.conversations import conversations
from pipeline.sources.leaving_out import holds_something, leave_out
from pipeline.sources.making import make
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
    came_in = place / CAME_IN
    kept = sorted(path for path in came_in.iterdir() if not path.name.startswith(".")) if came_in.is_dir() else []
    if not kept:
        return Without()
    setting, contracts = setting_of(project, round_id)
    gone = withdrawn.read(place / withdrawn.FILE, project.name(place / withdrawn.FILE))
    try:
        found = reading.read_all(kept)
    except InputError as error:
        raise InputError([replace(each, file=project.name(came_in / each.file)) for each in error.problems]) from None
    before = leave_out(found, gone, setting.known.respondents)
    own = conversations(before.materials, setting.decisions, setting.known, setting.choices).named(names)
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
