"""All that a round has of somebody who withdraws, looked up, and its files without it, made; nothing is written."""

import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from pipeline.called import command
from pipeline.contracts import workbooks
from pipeline.contracts.grids import IMPORTED, ROW, Place
from pipeline.contracts.headings import EXAMPLE
from pipeline.contracts.imported_files import BEFORE, CAME_IN, LINES, PAGE, imported
from pipeline.contracts.imported_files import FOLDER as IMPORTS
from pipeline.contracts.imports import add_imported
from pipeline.contracts.privacy_tables import PRIVACY_DECISIONS, PRIVACY_NAMES, QUOTE_CHECKS
from pipeline.contracts.reading import read_tables
from pipeline.contracts.round_tables import of_round
from pipeline.contracts.table import Contracts
from pipeline.dutch import PICTURE, count_noun
from pipeline.errors import InputError, NothingYetError, Problem, refused, suggest
from pipeline.importing.without import pseudonyms_of, without
from pipeline.notebook.round import open_round
from pipeline.phases.tables import TABLES
from pipeline.privacy import workbook_rows
from pipeline.privacy.names import folded
from pipeline.privacy.protection import text_id
from pipeline.privacy.rows_out import Changed, contents
from pipeline.privacy.traces import Sought, files_with
from pipeline.privacy.withdrawal import OfPerson, counted_by, of_person
from pipeline.privacy.words import Unquotable
from pipeline.records import records
from pipeline.review.taking_in import check_closed
from pipeline.rounds import Project
from pipeline.sources import keys
from pipeline.sources.as_read import ENDING
from pipeline.temporary import temporary_folder
from pipeline.triangulation import confidence
from pipeline.withdrawing import elsewhere
from pipeline.withdrawing.transcripts import of_several

# What was decided of texts stands with a hash of them, and its own cells are no texts of people.
_DECIDED = frozenset({PRIVACY_DECISIONS.name, PRIVACY_NAMES.name, QUOTE_CHECKS.name})
# What people got, or sent: it can't be changed for them.
_TOLD = frozenset({PAGE, LINES, BEFORE})
_SENT = frozenset({".docx", ".pdf", ".html", ".htm", ".zip", ".pptx", ".ipynb", ".json", ".eml", ".msg", ".odt"})


@dataclass(frozen=True)
class Withdrawal:
    """What it takes to leave somebody out of a round.

    Attributes
    ----------
    new : mapping of pathlib.Path to bytes
        The files that change, with what they come to hold.
    gone : tuple of pathlib.Path
        The files that go.
    said : tuple of str
        What of the person stands where, in Dutch.
    findings : tuple of str
        Which findings change, and how.
    sent : tuple of str
        Files that still have their name or words, and are not changed.
    notes : tuple of str
        What nobody can see from here.
    """

    project: Project
    round_id: str
    new: Mapping[Path, bytes]
    gone: tuple[Path, ...]
    said: tuple[str, ...]
    findings: tuple[str, ...]
    sent: tuple[str, ...]
    notes: tuple[str, ...]


def withdrawal(project: Project, round_id: str, person: str) -> Withdrawal:
    """Look up all that a round has of somebody, and make what its files are without it; nothing is written.

    Parameters
    ----------
    project : Project
        Where the round is.
    round_id : str
        The round.
    person : str
        A name in `respondents`, of somebody in `scores`, of a reviewer, or of somebody as imported files call them.

    Raises
    ------
    InputError
        The round has no such person, a file can't be read or is open, or something of theirs stands where it can't be
        taken out without spoiling what is of others: each place is told.
    """
    return _Looked(project, round_id, person).result()


class _Looked:
    """All files of a round, looked through for one person."""

    def __init__(self, project: Project, round_id: str, person: str) -> None:
        self.project, self.round_id, self.person = project, round_id, person
        self.folder = project.raw / round_id
        self.contracts: Contracts = of_round(TABLES, project.round(round_id))
        paths = [path for path in self.folder.rglob("*") if path.is_file()]
        self.paths = {project.name(path): path for path in paths}
        self.reading = read_tables(self.folder, project.name, self.contracts.values(), tuple(self.contracts))
        add_imported(self.reading, self.folder, project.name, self.contracts, tuple(self.contracts))
        if self.reading.problems:
            raise InputError(self.reading.problems)
        frames = {name: _whole(frame, self.contracts[name].by_name) for name, frame in self.reading.frames.items()}
        self.frames: Mapping[str, pd.DataFrame] = frames
        self.pseudonym = self._pseudonym()
        self.found: OfPerson = of_person(self.pseudonym, frames, self.contracts)
        self.changes = self._in_tables()
        self.imported = without(project, round_id, self.found.names)
        typed = [path for path in paths if self.folder / IMPORTS not in path.parents and path not in self.imported.new]
        self.blackened = list(of_several(self.found, frames, self.contracts, typed))
        self.gone = list(dict.fromkeys([*self._transcripts(), *self._of_imports(), *self.imported.gone]))
        self.notes = list(self._silent())
        if self.pseudonym != person:
            self.notes.insert(0, f"{person} heeft in deze ronde de schuilnaam {self.pseudonym}.")
        answered, unlinked = elsewhere.in_surveys(project, round_id, self.found.names)
        said, came_in, written = elsewhere.in_review(project, round_id, person)
        self._decisions(written)
        self.changes += [*answered, *said]
        self.notes += unlinked
        self.gone += came_in

    def _pseudonym(self) -> str:
        """Give the pseudonym of the person, who may be named as imported files do.

        Raises
        ------
        InputError
            Several people are called so.
        """
        respondents = self.frames.get("respondents")
        if respondents is not None and self.person in set(respondents["respondent_id"]):
            return self.person
        named = pseudonyms_of(self.project, self.round_id, self.person)
        if len(named) > 1:
            what = "Zo heet meer dan één persoon: " + ", ".join(f"{name} ({own})" for own, name in named.items()) + "."
            mend = "Geef de schuilnaam van wie zich terugtrekt."
            raise refused(self.project.name(self.folder), what, mend, value=self.person)
        return next(iter(named), self.person)

    def result(self) -> Withdrawal:
        """Put together what changes, and what becomes of the findings.

        Raises
        ------
        InputError
            As `withdrawal` says.
        """
        new = {**contents(self.changes, self.paths), **self.imported.new}
        new |= {each.path: each.content for each in self.blackened}
        new = {path: content for path, content in new.items() if path not in self.gone}
        check_closed(self.project, list(new))
        if left := list(self._left(new)):
            raise InputError(left)
        if not new and not set(self.gone) - set(self._of_imports()):
            known = {
                name for frame in self.frames.values() if "respondent_id" in frame for name in frame["respondent_id"]
            }
            what = "Deze persoon staat niet in de ronde."
            raise refused(self.project.name(self.folder), what, suggest(self.person, known), value=self.person)
        return Withdrawal(
            self.project,
            self.round_id,
            new,
            tuple(self.gone),
            tuple(self._said()),
            tuple(self._findings(new)),
            tuple(self._sent()),
            tuple(self.notes),
        )

    def _in_tables(self) -> list[Changed]:
        made = {name: Changed.of(self.contracts[name], self.reading.places[name]) for name in self.frames}
        for name, gone in self.found.rows.items():
            frame, key = self.frames[name], self.contracts[name].key
            for row in (int(row) for row, own in zip(frame[ROW], frame[key], strict=True) if own in gone):
                at, number = self._at(name, row, made)
                at.gone.add(number)
        for (name, own, column), text in self.found.cells.items():
            frame, key = self.frames[name], self.contracts[name].key
            at, number = self._at(name, int(frame.loc[frame[key] == own, ROW].iloc[0]), made)
            at.cells[number, at.place.columns[column]] = text
        return list(made.values())

    def _at(self, name: str, row: int, made: dict[str, Changed]) -> tuple[Changed, int]:
        """Give the file that a row stands in, which may be one that was imported, and its number there."""
        source, number = divmod(row, IMPORTED)
        place = self.reading.places[name]
        if source not in place.imported:
            return made[name], row
        return made.setdefault(f"{name} {source}", Changed.of(self.contracts[name], place.imported[source])), number

    def _decisions(self, written: Iterable[str]) -> None:
        """Look in what was decided of texts: of those that go, nothing is to be decided any more.

        That is also so of what a reviewer wrote, and of who stands in the list of names as this person.
        """
        gone, left = set(map(text_id, written)), set[str]()
        for other, frame in self.frames.items():
            for row in records(frame) if other not in _DECIDED else ():
                out = row[self.contracts[other].key] in self.found.rows[other]
                (gone if out else left).update(text_id(cell) for cell in row.values() if isinstance(cell, str))
        for table, column in ((PRIVACY_DECISIONS, "text"), (QUOTE_CHECKS, "quote_id")):
            if table.name in self.frames:
                frame = self.frames[table.name]
                own = frame[column].isin(gone - left)
                rows = set(map(int, frame.loc[own, ROW]))
                place = self.reading.places[table.name]
                self.changes.append(Changed(place, table.spellings, rows, self._context(frame[~own], place)))
        if PRIVACY_NAMES.name in self.frames:
            frame = self.frames[PRIVACY_NAMES.name]
            names = {folded(name) for name in (self.person, *self.found.names)}
            rows = set(map(int, frame.loc[frame["name"].map(folded).isin(names), ROW]))
            self.changes.append(Changed(self.reading.places[PRIVACY_NAMES.name], PRIVACY_NAMES.spellings, rows))

    def _context(self, frame: pd.DataFrame, place: Place) -> dict[tuple[int, int], str]:
        """Empty what was said before and after the quote of somebody else, where they said it."""
        words = self._sought()
        return {
            (int(row[ROW]), place.columns[column]): ""
            for row in records(frame)
            for column in ("before", "after")
            if row.get(column) and words.found(str(row[column]))
        }

    def _silent(self) -> Iterator[str]:
        """Say that somebody who sat in a session without a row of their own is still counted there.

        And that another computer may still have who they are.
        """
        if keys.mark_of(self.folder):
            yield (
                "De tabel «wie is wie» gaat van deze computer weg; de volgende import maakt haar opnieuw. Importeert "
                "een collega ook, laat die dan ook opnieuw importeren."
            )
        names = {column.references for table in self.contracts.values() for column in counted_by(table, self.contracts)}
        for name in sorted(names & self.frames.keys()):
            place = self.reading.places[name]
            yield (
                f"{place.file}, {name}: was {self.person} ergens bij zonder een eigen rij, verlaag dan zelf het aantal "
                "mensen daar."
            )

    def _transcripts(self) -> Iterator[Path]:
        """Give the transcripts of conversations that go, and that no other conversation names."""
        for name, frame in self.frames.items():
            if "transcript" in frame:
                own = frame[self.contracts[name].key].isin(self.found.rows[name])
                left = set(frame.loc[~own, "transcript"])
                for said in sorted(set(frame.loc[own, "transcript"]) - left - {""}):
                    yield from (path for path in self.paths.values() if said in {path.name, path.stem})

    def _of_imports(self) -> Iterator[Path]:
        """Give what the last import said of itself: it has words of people, and the next import makes it anew."""
        yield from (path for path in self.paths.values() if path.parent == self.folder / IMPORTS and path.name in _TOLD)

    def _sought(self) -> Sought:
        """Say what may not be left: their names, and what they said and nobody else did."""
        own, others = list[str](), list[str]()
        for name, frame in self.frames.items():
            words = self.contracts[name].words
            for row in records(frame) if words else ():
                (own if row[self.contracts[name].key] in self.found.rows[name] else others).append(row[words])
        own += [*self.imported.said, *(said for each in self.blackened for said in each.said)]
        others += self.imported.others
        names = {name for name in (*self.found.names, *self.imported.called) if len(name) > 1}
        return Sought(frozenset(names), Unquotable(own, others))

    def _left(self, new: Mapping[Path, bytes]) -> Iterator[Problem]:
        """Tell where something of the person would be left in the round's folder."""
        sought, ours = self._sought(), self._ours()
        what = "Hier staat nog iets van deze persoon, tussen wat van anderen is."
        mend = "Haal het eerst zelf weg, en probeer het dan opnieuw."
        again = (
            "Maak dit bestand opnieuw zonder deze persoon, in het programma waar het vandaan komt. Geef het dezelfde "
            f"naam, typ {command('import', self.round_id, 'BESTAND')} en probeer het dan opnieuw."
        )
        found: dict[Path, Problem] = {}
        with temporary_folder() as aside:
            paths = self.paths | {self.project.name(path): path for path in new}
            for name, path in paths.items():
                came_in = self.folder / IMPORTS / CAME_IN in path.parents
                if path in self.gone or (path.suffix.casefold() in _SENT and not came_in):
                    continue
                copy = Path(aside) / path.name
                copy.write_bytes(new[path] if path in new else path.read_bytes())
                if path.suffix.casefold() == ".xlsx":
                    copy.write_bytes(workbook_rows.without(copy, name, self._examples(name)))
                for _, said in files_with(sought, [copy], ours):
                    found[path] = Problem(name, None, "", said, what, again if came_in else mend)
                copy.unlink()
        # What was made of files that came in is made anew with those: it is told only where they don't hold it.
        told = any(self.folder / IMPORTS / CAME_IN in path.parents for path in found)
        made = {path for _, path in imported(self.folder)} if told else set[Path]()
        yield from (problem for path, problem in found.items() if path not in made)

    def _examples(self, name: str) -> dict[str, tuple[set[int], dict[tuple[int, int], str]]]:
        """Give the row of each sheet that shows how it is filled in: the name in it is nobody's.

        Also where nobody filled the sheet, and all that its table has was imported.
        """
        found: dict[str, tuple[set[int], dict[tuple[int, int], str]]] = {}
        read = {place.sheet for place in self.reading.places.values() if place.file == name}
        if name not in self.paths or self.folder / IMPORTS in self.paths[name].parents:
            return found
        with workbooks.opened(self.paths[name], name) as book:
            for sheet in book.sheets:
                if sheet in read or sheet in self.contracts:
                    rows = {number for number, cells in book.grid(sheet).rows if EXAMPLE in map(str.casefold, cells)}
                    found[sheet] = (rows, {})
        return found

    def _ours(self) -> list[str]:
        """Give the notes of our own workbooks, in which examples of names stand."""
        headings = [column.heading for table in self.contracts.values() for column in table.columns if column.heading]
        return sorted({heading.note for heading in headings}, key=len, reverse=True)

    def _said(self) -> Iterator[str]:
        for each in self.changes:
            where = f"{each.place.file}, blad {each.place.sheet}" if each.place.sheet else each.place.file
            if each.gone:
                yield f"{where}: {count_noun(len(each.gone), 'rij gaat', 'rijen gaan')} weg"
            if each.cells:
                yield f"{where}: {count_noun(len(each.cells), 'cel verandert', 'cellen veranderen')}"
        for transcript in self.blackened:
            yield f"{self.project.name(transcript.path)}: wat deze persoon zegt, wordt zwart gemaakt"
        kept = {path.name.removesuffix(ENDING): path for path in self.imported.new if path.name.endswith(ENDING)}
        for path in self.gone:
            if path.parent.name == CAME_IN and path.name in kept:
                yield (
                    f"{self.project.name(path)}: het hele bestand gaat weg; wat van anderen is, blijft in "
                    f"{kept[path.name].name}"
                )
            else:
                yield f"{self.project.name(path)}: het hele bestand gaat weg"

    def _findings(self, new: Mapping[Path, bytes]) -> Iterator[str]:
        """Say which findings change when the person is left out, each from what to what."""
        before = _findings_of(self.project, self.round_id)
        with temporary_folder() as aside:
            root = Path(aside)
            shutil.copytree(self.project.codebooks, root / "codebooks")
            shutil.copytree(self.folder, root / "raw" / self.round_id)
            with suppress(InputError):  # of a round that can't be read nothing is told
                baseline = self.project.round(self.round_id).baseline
                if baseline and (self.project.raw / baseline).is_dir():
                    shutil.copytree(self.project.raw / baseline, root / "raw" / baseline)
            for path, content in new.items():
                copy = root / "raw" / path.relative_to(self.project.raw)
                copy.parent.mkdir(parents=True, exist_ok=True)
                copy.write_bytes(content)
            for path in self.gone:
                (root / "raw" / path.relative_to(self.project.raw)).unlink()
            after = _findings_of(Project(root), self.round_id)
        if isinstance(before, list):
            yield "De ronde heeft nu fouten; wat er aan de bevindingen verandert, is daarom niet te zeggen."
            return
        if isinstance(after, list):
            yield "Zonder deze persoon is de ronde zo niet te draaien:"
            yield from (f"{problem.file}: {problem.what} {problem.mend}" for problem in after)
            return
        for name in sorted({*before, *after}):
            if before.get(name) != after.get(name):
                yield f"{name}: {before.get(name, 'was er niet')} -> {after.get(name, 'vervalt')}"

    def _sent(self) -> Iterator[str]:
        """Name the files that people may have, and in which something of the person still stands."""
        reports = self.project.report(self.round_id)
        paths = [path for path in sorted(reports.rglob("*")) if path.is_file()]
        paths += [path for path in self.paths.values() if path.suffix.casefold() in _SENT and path not in self.gone]
        found = {path for path, _ in files_with(self._sought(), paths)}
        # What is within a PDF is packed; it has what the Word file beside it has.
        found |= {path for path in paths if path.suffix == ".pdf" and path.with_suffix(".docx") in found}
        yield from (self.project.name(path) for path in paths if path in found)


def _whole(frame: pd.DataFrame, columns: Mapping[str, object]) -> pd.DataFrame:
    return frame.assign(**{name: "" for name in columns if name not in frame})


def _findings_of(project: Project, round_id: str) -> dict[str, str] | list[Problem]:
    """Give what each finding is, in words; or why the round can't be read."""
    try:
        found = open_round(round_id, project=project).result.findings
    except NothingYetError:
        return {}
    except InputError as error:
        return list(error.problems)
    rows = zip(found["finding_id"], found["direction"], found["confidence"], strict=True)
    return {name: f"{PICTURE[int(way)]}, zekerheid {confidence.DUTCH[sure]}" for name, way, sure in rows}
