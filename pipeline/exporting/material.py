"""The coded conversations of a round in the neutral model: documents, codes with their direction, codings, cases."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pipeline.codebook import Codebook
from pipeline.contracts.loading import RoundData
from pipeline.contracts.table import Table
from pipeline.phases.interviews.reconciling import RECONCILED
from pipeline.records import Record, records
from pipeline.rounds import Project
from pipeline.sources.model import OF_TALK, Case, Code, Coding, Document
from pipeline.sources.stretches import Finder

SIGNS = {1: "+", 0: "±", -1: "-"}
FOLDER = "transcripts"
# Of these the format has its own place, or there is nothing to say of.
_NO_VALUES = frozenset({"interview_id", "respondents", "transcript", "provenance", "origin"})


@dataclass(frozen=True)
class Exported:
    """What is handed to other programs.

    Attributes
    ----------
    documents, codes, codings, cases
        As in the neutral model.
    told
        What could not go with it, as sentences.
    """

    documents: tuple[Document, ...]
    codes: tuple[Code, ...]
    codings: tuple[Coding, ...]
    cases: tuple[Case, ...]
    told: tuple[str, ...]


def codes_of(book: Codebook, phase: str) -> dict[tuple[str, str, int | None], Code]:
    """Give the codes of the questions of a phase: an aspect below its question, and below that its directions.

    Parameters
    ----------
    book : Codebook
        The codebook.
    phase : str
        The phase.

    Returns
    -------
    dict of (str, str, int or None) to Code
        By question, aspect and direction; an aspect by itself has None.
    """
    labels = [question.label for question in book.questions]
    found: dict[tuple[str, str, int | None], Code] = {}
    for question in book.questions:
        if phase not in question.asked_in:
            continue
        # A label that two have says nothing of which.
        above = question.label if labels.count(question.label) == 1 else question.id
        own = [code.label for code in question.codes]
        for code in question.codes:
            name = code.label if own.count(code.label) == 1 else code.id
            found[question.id, code.id, None] = Code((above, name), code.definition)
            for direction, sign in SIGNS.items():
                found[question.id, code.id, direction] = Code((above, name, sign))
    return found


def export(project: Project, data: RoundData) -> Exported:
    """Put the coded conversations of a round in the neutral model.

    Parameters
    ----------
    project : Project
        Where the transcripts are.
    data : RoundData
        The round.
    """
    interviews, respondents = (records(data.whole(name)) for name in ("interviews", "respondents"))
    # What coders decided together is ours: another program has the codes of each.
    rows = [row for row in records(data.whole("segments")) if row["coder"] != RECONCILED]
    codes = codes_of(data.codebook, data.contracts["segments"].phase)
    told: list[str] = []
    texts = dict(_texts(project, data, interviews, rows, told))
    table = data.contracts["interviews"]
    values = {
        str(row["interview_id"]): {f"{OF_TALK}{name}": text for name, text in _said(row, table)} for row in interviews
    }
    documents = {name: Document(name, text, "", values[name]) for name, text in texts.items()}
    order = list(documents)
    codings = sorted(_codings(rows, codes, documents, told), key=lambda each: _place(each, order))
    cases = [
        Case(
            str(person["respondent_id"]),
            tuple(_talks_of(person, interviews)),
            tuple(_stretches(person, codings)),
            dict(_said(person, data.contracts["respondents"])),
        )
        for person in respondents
        if _talks_of(person, interviews)
    ]
    left = len(respondents) - len(cases)
    if left:
        told.append(f"{left} van de {len(respondents)} mensen zaten in geen gesprek; zij gaan niet mee.")
    return Exported(tuple(documents.values()), tuple(codes.values()), tuple(codings), tuple(cases), tuple(told))


def _texts(
    project: Project, data: RoundData, interviews: list[Record], rows: list[Record], told: list[str]
) -> Iterator[tuple[str, str]]:
    """Give the text of each conversation; of one without a transcript the words that were coded, each on a line."""
    folder = project.raw / data.round_id / FOLDER
    without = 0
    for row in interviews:
        name = str(row["interview_id"])
        path = folder / (str(row["transcript"]) or f"{name}.txt")
        if path.suffix == ".txt" and path.is_file() and path.resolve().parent == folder.resolve():
            yield name, path.read_bytes().decode("utf-8", "replace")
            continue
        without += 1
        words = dict.fromkeys(str(each["text"]) for each in rows if each["interview"] == name)
        yield name, "".join(f"{text}\n" for text in words)
    if without:
        told.append(f"Van {without} gesprekken is er geen uitwerking als tekst; hun fragmenten staan onder elkaar.")


def _codings(
    rows: list[Record],
    codes: Mapping[tuple[str, str, int | None], Code],
    documents: Mapping[str, Document],
    told: list[str],
) -> Iterator[Coding]:
    finders = {name: Finder(document.text) for name, document in documents.items()}
    lost = 0
    for row in rows:
        name, words = str(row["interview"]), str(row["text"])
        stretch = _placed(row, documents[name].text) or next(iter(finders[name].find(words)), None)
        if stretch is None:
            lost += 1
            continue
        code = codes[row["question"], row["aspect"], int(row["direction"])]
        start, end = stretch
        text = documents[name].text[start:end]
        memo, who = str(row["memo"]), str(row["respondent"])
        yield Coding(name, start, end, text, code.path, str(row["coder"]), "", memo, who)
    if lost:
        told.append(f"{lost} fragmenten staan niet zo in de uitwerking; zij gaan niet mee.")


def _place(coding: Coding, order: list[str]) -> tuple[object, ...]:
    """Give what a coding is sorted by: the same codes give the same file, in whatever order they stand in tables."""
    return order.index(coding.document), coding.start, coding.end, coding.coder, coding.code


def _placed(row: Record, text: str) -> tuple[int, int] | None:
    """Give the stretch of a row, where its words stand there."""
    if not (isinstance(row["start"], int) and isinstance(row["end"], int)):
        return None
    start, end = int(row["start"]), int(row["end"])
    return (start, end) if text[start:end].split() == str(row["text"]).split() else None


def _talks_of(person: Record, interviews: list[Record]) -> list[str]:
    name = str(person["respondent_id"])
    return [
        str(row["interview_id"])
        for row in interviews
        if name in {each.strip() for each in str(row["respondents"]).split(";")}
    ]


def _stretches(person: Record, codings: list[Coding]) -> Iterator[tuple[str, int, int]]:
    for coding in codings:
        if coding.speaker == person["respondent_id"] and coding.start is not None and coding.end is not None:
            yield coding.document, coding.start, coding.end


def _said(row: Record, table: Table) -> Iterator[tuple[str, str]]:
    """Give what a row says in its columns, by the headings that people see."""
    for name, column in table.by_name.items():
        text = str(row.get(name, "")).strip()
        if text and text != "<NA>" and name not in _NO_VALUES:
            yield column.title, text
