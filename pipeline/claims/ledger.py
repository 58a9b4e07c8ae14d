"""The ledger: the report of a round, read, checked and put in a table of claims."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TypedDict

import pandas as pd

from pipeline.claims import checks, draft
from pipeline.claims.backing import Sources
from pipeline.claims.text import VALUE, Document, Reference, Sentence, SentenceKind, parse, read
from pipeline.claims.written import problems_of_written
from pipeline.contracts.loading import RoundData
from pipeline.contracts.privacy_tables import PRIVACY_NAMES
from pipeline.contracts.rows import ComparisonRow
from pipeline.errors import Problem, refused, suggest
from pipeline.evidence.quoting import Withheld
from pipeline.phases.own_names import gate_for
from pipeline.records import rows_of
from pipeline.rounds import HOUSE_STYLES, NO_TEMPLATE, Project
from pipeline.whole_files import UNFINISHED, write_whole


class ClaimRow(TypedDict):
    """A row of `claims.csv`: a sentence of the report, where it stands and what it rests on, with spaces between.

    `file` is empty of a draft that nobody took over: there is no such file.
    """

    claim_id: str
    file: str
    line: int
    section: str
    kind: str
    text: str
    findings: str
    evidence_ids: str
    references: str


COLUMNS = tuple(ClaimRow.__annotations__)


@dataclass(frozen=True)
class Ledger:
    """The report of a round with what every sentence rests on.

    Attributes
    ----------
    documents : tuple of Document
        The files of the report, in order.
    sources : Sources
        What sentences can rest on.
    problems : tuple of Problem
        What is wrong with the report; empty when it can be published.
    drafted : bool
        Nobody wrote a report yet: this is the draft that klankbord made of the findings.
    """

    documents: tuple[Document, ...]
    sources: Sources
    problems: tuple[Problem, ...]
    drafted: bool

    @property
    def sentences(self) -> Iterator[tuple[str, Sentence]]:
        """Every sentence with its id: the file's name and its number in it."""
        for document in self.documents:
            for number, sentence in enumerate(document.sentences, 1):
                yield f"K-{PurePosixPath(document.file).stem}-{number}", sentence

    def text(self, sentence: Sentence) -> str:
        """Give a sentence with its values filled in."""

        def value(match: re.Match[str]) -> str:
            found = self.sources.values[match[1]].get(match[2])
            if found is None:  # told as a problem; the sentence can still be shown
                return match.group()
            # A number in words was printed with a capital where it began a sentence.
            return found.text.lower() if found.text.isalpha() and match.start() > 0 else found.text

        return VALUE.sub(value, sentence.text)

    def references(self, sentence: Sentence) -> list[Reference]:
        """List what a sentence rests on: what it refers to, and what its values were computed from."""
        values = self.sources.values
        computed = [values[function][name].behind for function, name in sentence.values if name in values[function]]
        known = [reference for reference in sentence.references if reference.id in self.sources.backing]
        return list(dict.fromkeys([*known, *map(Reference, computed)]))

    def rests_on(self, sentence: Sentence) -> list[str]:
        """List the ids of what a sentence rests on."""
        return list(dict.fromkeys(reference.id for reference in self.references(sentence)))

    def table(self) -> pd.DataFrame:
        """Give `claims.csv`: one row a sentence that is a claim, an opinion or an advice."""
        rows = []
        for name, sentence in self.sentences:
            if sentence.kind in {SentenceKind.QUESTION, SentenceKind.INTRODUCTION} and not self.rests_on(sentence):
                continue
            ids = self.rests_on(sentence)
            rows.append(
                ClaimRow(
                    claim_id=name,
                    file="" if self.drafted else sentence.file,
                    line=sentence.line,
                    section=sentence.section,
                    kind=sentence.kind.value,
                    text=self.text(sentence),
                    findings=" ".join(name for name in ids if name in self.sources.findings),
                    evidence_ids=" ".join(name for name in ids if name in self.sources.evidence),
                    references=" ".join(str(reference) for reference in self.references(sentence)),
                )
            )
        return pd.DataFrame(rows, columns=list(COLUMNS))


def folder(project: Project, round_id: str) -> Path:
    """Give the folder in which the consultant writes the report."""
    return project.raw / round_id / "report"


def files(project: Project, round_id: str) -> list[Path]:
    """List the files of the report, in the order of their names."""
    return sorted(folder(project, round_id).glob("*.md"))


def make(data: RoundData, tables: Mapping[str, pd.DataFrame]) -> Ledger:
    """Read and check the report of a round; where nobody wrote one, take the draft.

    Parameters
    ----------
    data : RoundData
        A whole round.
    tables : mapping of str to pandas.DataFrame
        The tables of the output contract that evidence, triangulation and audit make.

    Raises
    ------
    InputError
        A file of the report can't be read.
    """
    sources = Sources(data, tables)
    project = data.project
    place = project.name(folder(project, data.round_id))
    written = [read(path, project.name(path)) for path in files(project, data.round_id)]
    drafts = [] if written else [parse(text, f"{place}/{name}") for name, text in draft.files(data, tables, sources)]
    documents = tuple(written or drafts)
    found = _stale(data, sources) + _unread(project, data.round_id) + problems_of_written(data, sources)
    found += _without_template(project, data.round_id, data.round.house_style)
    if written:  # the draft says what the findings say, in words of raw tables that nobody chose for a report
        for document in documents:
            found += _problems(document, sources)
        sentences = [sentence for document in documents for sentence in document.sentences]
        found += checks.left_out(sentences, sources, place)
        found += [*_quoted(data), *_named(data)]
    return Ledger(documents, sources, tuple(found), drafted=not written)


def _problems(document: Document, sources: Sources) -> list[Problem]:
    """List what is wrong with one file, in the order of its lines."""
    found = list(document.problems)
    for block in document.blocks:
        if block.kind == "heading":
            found += checks.heading_problems(block, document.file, sources)
    for sentence in document.sentences:
        found += checks.problems_of(sentence, sources)
    return sorted(found, key=lambda problem: problem.row or 0)


def _quoted(data: RoundData) -> list[Problem]:
    """List where the report has the very words of somebody whom the edition may not quote."""
    withheld, project = Withheld(data), data.project
    return [
        Problem(project.name(path), said.line, "", said.words, f"{said.what}.", said.mend)
        for path in files(project, data.round_id)
        for said in withheld.found(path.read_text(encoding="utf-8-sig"))
    ]


def _named(data: RoundData) -> Iterator[Problem]:
    """List where the report names somebody, or how to reach them: what would stop it when all else is made."""
    gate, project = gate_for(data, ()), data.project
    mend = f"Haal het weg. Mag het er staan, zet het dan in {PRIVACY_NAMES.file}: nee bij Verbergen."
    for path in files(project, data.round_id):
        for number, line in enumerate(path.read_text(encoding="utf-8-sig").splitlines(), 1):
            for start, end, kind in gate.found(line):
                what = f"Dit is een {kind} van iemand, en mag in geen uitgave staan."
                yield Problem(project.name(path), number, "", line[start:end], what, mend)


def _without_template(project: Project, round_id: str, named: str) -> list[Problem]:
    """Tell that the template for Word that a round names is not there."""
    if not named or (project.root / named).is_file():
        return []
    what, mend = NO_TEMPLATE
    return [Problem(f"raw/{round_id}/round.yml", None, "house_style", named, what, mend)]


def _unread(project: Project, round_id: str) -> list[Problem]:
    """List what stands in the folder of the report and is not read, so that nothing is left out silently."""
    place, known = folder(project, round_id), set(files(project, round_id))
    styles = {project.house_style(round_id, kind) for kind in HOUSE_STYLES}
    what, mend = "Dit wordt niet gelezen.", "Zet de tekst in een .md-bestand in deze map zelf, of haal het weg."
    unread = [
        Problem(project.name(path), None, "", "", what, mend)
        for path in sorted(place.glob("[!.]*"))
        if path not in known | styles and path.suffix != UNFINISHED
    ]
    # The name of a file begins the names of its sentences, which stand in addresses.
    odd = [path for path in sorted(known) if not re.fullmatch(r"[A-Za-z0-9_-]+", path.stem)]
    what, mend = "Deze naam kan een zin niet aanwijzen.", "Gebruik alleen letters zonder accent, cijfers, - en _."
    return [*unread, *(Problem(project.name(path), None, "", path.name, what, mend) for path in odd)]


def _stale(data: RoundData, sources: Sources) -> list[Problem]:
    """List evidence that a comparison names and that is not there (any more)."""
    what = "Dit bewijs bestaat niet (meer)."
    return [
        data.at(
            "comparisons",
            row["comparison_id"],
            Problem("", None, "evidence_ids", f"{row['comparison_id']}: {name}", what, suggest(name, sources.evidence)),
        )
        for row in rows_of(data.table("comparisons"), ComparisonRow)
        for name in row["evidence_ids"].split()
        if name not in sources.evidence
    ]


def write_draft(data: RoundData, tables: Mapping[str, pd.DataFrame]) -> list[Path]:
    """Write the draft where the consultant goes on with it.

    Raises
    ------
    InputError
        There is a report already; it is left as it is.
    """
    place = folder(data.project, data.round_id)
    if files(data.project, data.round_id):
        what = "Er is al een rapporttekst; die blijft zoals zij is."
        mend = "Verplaats de bestanden als u opnieuw wilt beginnen."
        raise refused(data.project.name(place), what, mend)
    made = []
    for name, text in draft.files(data, tables, Sources(data, tables)):
        path = place / name
        write_whole(path, text)
        made.append(path)
    return made
