"""The structure of a LimeSurvey questionnaire: an .lss file, or its structure as tab-separated text.

Written for what LimeSurvey 1.9 to 6 write. An .lss is the tables of its database as XML: until version 3 the texts
stand with the questions and answers, since then in tables of their own (`question_l10ns`, `answer_l10ns`). The text
file is described in the LimeSurvey manual, «Tab Separated Value survey structure».
"""

import csv
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.errors import refused
from pipeline.sources.questionnaires.words import without_markup
from pipeline.sources.xml_files import Element, children, kind, parsed, text_in

_TOP = ("0", "")


@dataclass
class Part:
    """A question beneath another, or an answer: its code, its words, and the scale that it is of."""

    code: str
    text: str
    scale: str = "0"


@dataclass
class Asked:
    """A question as LimeSurvey has it; `kind` is the letter of its type, `place` its column in the database."""

    code: str
    text: str
    kind: str
    other: bool = False
    place: str = ""
    parts: list[Part] = field(default_factory=list)
    answers: list[Part] = field(default_factory=list)


@dataclass(frozen=True)
class Structure:
    """A questionnaire of LimeSurvey: the file, its title, the language of its texts, and its questions in order."""

    file: str
    title: str
    language: str
    questions: tuple[Asked, ...]


def is_lss(root: Element) -> bool:
    """Tell whether XML is the structure of a survey."""
    return kind(root) == "document" and text_in(root, "LimeSurveyDocType").strip() == "Survey"


def read_lss(path: Path) -> Structure:
    """Read an .lss file.

    Raises
    ------
    InputError
        It is damaged, or no structure of a survey.
    """
    root = parsed(path.read_bytes(), path.name)
    if not is_lss(root):
        what = "Dit is geen vragenlijst van LimeSurvey."
        raise refused(path.name, what, "Exporteer in LimeSurvey de structuur van de vragenlijst (.lss).")
    tables = {kind(table): _rows(table) for table in root}
    language = next((text_in(each, "language") for each in children(root, "languages")), "").strip()
    settings = _in_language(tables.get("surveys_languagesettings", []), language)
    title = without_markup(settings[0].get("surveyls_title", "")) if settings else ""
    return Structure(path.name, title, language, tuple(_questions(tables, language)))


def _rows(table: Element) -> list[dict[str, str]]:
    return [
        {kind(cell): "".join(cell.itertext()).strip() for cell in row if kind(cell)}
        for rows in children(table, "rows")
        for row in children(rows, "row")
    ]


def _in_language(rows: Iterable[dict[str, str]], language: str) -> list[dict[str, str]]:
    """Give the rows in the language of the survey; those without one are in every language."""
    names = ("language", "surveyls_language")
    return [row for row in rows if all(row.get(name, language) == language for name in names)]


def _questions(tables: Mapping[str, list[dict[str, str]]], language: str) -> list[Asked]:
    texts = {
        row.get("qid", ""): row.get("question", "") for row in _in_language(tables.get("question_l10ns", []), language)
    }
    groups = {row.get("gid", ""): _number(row.get("group_order")) for row in tables.get("groups", [])}
    rows = [
        row
        for name in ("questions", "subquestions")
        for row in _in_language(tables.get(name, []), language)
        if row.get("qid")
    ]
    asked: dict[str, Asked] = {}
    tops = [row for row in rows if row.get("parent_qid", "0") in _TOP]
    for row in sorted(tops, key=lambda each: (groups.get(each.get("gid", ""), 0), _number(each.get("question_order")))):
        text = without_markup(texts.get(row["qid"], row.get("question", "")))
        place = f"{row.get('sid', '')}X{row.get('gid', '')}X{row['qid']}"
        asked[row["qid"]] = Asked(row.get("title", ""), text, row.get("type", ""), row.get("other") == "Y", place)
    beneath = [row for row in rows if row.get("parent_qid", "0") in asked]
    for row in sorted(beneath, key=lambda each: _number(each.get("question_order"))):
        text = without_markup(texts.get(row["qid"], row.get("question", "")))
        asked[row["parent_qid"]].parts.append(Part(row.get("title", ""), text, row.get("scale_id", "0") or "0"))
    words = {_answer(row): row.get("answer", "") for row in _in_language(tables.get("answer_l10ns", []), language)}
    answers = _in_language(tables.get("answers", []), language)
    for row in sorted(answers, key=lambda each: _number(each.get("sortorder"))):
        if row.get("qid", "") in asked:
            text = without_markup(words.get(_answer(row), row.get("answer", "")))
            asked[row["qid"]].answers.append(Part(row.get("code", ""), text, row.get("scale_id", "0") or "0"))
    return list(asked.values())


def _answer(row: Mapping[str, str]) -> tuple[str, ...]:
    """Say which answer a row is about: by its number, or by its question and code."""
    return (row["aid"],) if row.get("aid") else (row.get("qid", ""), row.get("code", ""))


def _number(text: str | None) -> int:
    return int(text) if text and text.isdecimal() else 0


def is_tsv(text: str) -> bool:
    """Tell whether a text is the structure of a survey: its first line has the headings of one."""
    names = (
        {name.strip('"').casefold() for name in text.lstrip("\ufeff").splitlines()[0].split("\t")} if text else set()
    )
    return {"class", "type/scale", "name", "text"} <= names


def read_tsv(path: Path, text: str) -> Structure:
    """Read the structure of a survey as tab-separated text.

    Parameters
    ----------
    path : pathlib.Path
        The file.
    text : str
        What stands in it.
    """
    rows = list(csv.DictReader(io.StringIO(text.lstrip("\ufeff"), newline=""), delimiter="\t"))
    rows = [{(name or "").strip(): (value or "").strip() for name, value in row.items() if name} for row in rows]
    language = next((row["text"] for row in rows if row["class"] == "S" and row["name"] == "language"), "")
    language = language or next((each for row in rows if (each := row.get("language", ""))), "")
    title, asked = "", list[Asked]()
    for row in rows:
        if row.get("language", language) not in {language, ""}:
            continue
        words = without_markup(row["text"])
        if row["class"] == "SL" and row["name"] == "surveyls_title":
            title = words
        elif row["class"] == "Q":
            asked.append(Asked(row["name"], words, row["type/scale"], row.get("other") == "Y"))
        elif row["class"] == "SQ" and asked:
            asked[-1].parts.append(Part(row["name"], words, row["type/scale"] or "0"))
        elif row["class"] == "A" and asked:
            asked[-1].answers.append(Part(row["name"], words, row["type/scale"] or "0"))
    return Structure(path.name, title, language, tuple(asked))
