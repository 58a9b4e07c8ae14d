"""The ledger: the report of a round, read, checked and put in a table of claims."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

import pandas as pd

from pipeline.claims import checks, draft
from pipeline.claims.backing import Sources
from pipeline.claims.text import VALUE, Document, Kind, Sentence, parse, read
from pipeline.contracts.loading import RoundData
from pipeline.errors import InputError, Problem, suggest
from pipeline.records import record
from pipeline.rounds import Project

COLUMNS = ("claim_id", "file", "line", "section", "kind", "text", "findings", "evidence_ids", "references", "supported")


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
            shown = self.sources.values[match[1]][match[2]][0]
            # A number in words was printed with a capital where it began a sentence.
            return shown.lower() if shown.isalpha() and match.start() > 0 else shown

        return VALUE.sub(value, sentence.text)

    def rests_on(self, sentence: Sentence) -> list[str]:
        """List the ids that a sentence rests on: its references, and what its values were computed from."""
        computed = (self.sources.values[function][name][1] for function, name in sentence.values)
        return list(dict.fromkeys([*(reference.id for reference in sentence.references), *computed]))

    def table(self) -> pd.DataFrame:
        """Give `claims.csv`: one row a sentence that is a claim, an opinion or an advice."""
        wrong = {(problem.file, problem.row) for problem in self.problems}
        rows = []
        for name, sentence in self.sentences:
            if sentence.kind in {Kind.QUESTION, Kind.INTRODUCTION}:
                continue
            ids = self.rests_on(sentence)
            rows.append(
                record(
                    COLUMNS,
                    name,
                    sentence.file,
                    sentence.line,
                    sentence.section,
                    sentence.kind.value,
                    self.text(sentence),
                    " ".join(name for name in ids if name in self.sources.findings),
                    " ".join(name for name in ids if name in self.sources.evidence),
                    " ".join(ids),
                    (sentence.file, sentence.line) not in wrong,
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
    found = _stale(data, sources) + [problem for document in documents for problem in document.problems]
    sentences = [sentence for document in documents for sentence in document.sentences]
    for sentence in sentences:
        found += checks.problems_of(sentence, sources, data.codebook)
    found += checks.left_out(sentences, sources, place)
    return Ledger(documents, sources, tuple(found), drafted=not written)


def _stale(data: RoundData, sources: Sources) -> list[Problem]:
    """List evidence that a comparison names and that is not there (any more)."""
    file = data.file("comparisons")
    return [
        Problem(file, number, "", name, "Dit bewijs bestaat niet (meer).", suggest(name, sources.evidence))
        for number, row in enumerate(data.table("comparisons").to_dict("records"), 2)
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
        raise InputError([Problem(data.project.name(place), None, "", "", what, mend)])
    place.mkdir(parents=True, exist_ok=True)
    made = []
    for name, text in draft.files(data, tables, Sources(data, tables)):
        path = place / name
        path.write_text(text, encoding="utf-8")
        made.append(path)
    return made
