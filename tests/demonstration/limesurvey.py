"""A survey as LimeSurvey 6 gives it out: the structure (`.lss`), and the answers in codes.

As in `tests/helpers_exports.py`: the tables of database 640, and «Export responses» of the manual.
"""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple
from xml.sax.saxutils import escape


class Asked(NamedTuple):
    """A question: its code, the letter of its type, its text, and its statements and answers by their codes."""

    code: str
    kind: str
    text: str
    parts: Mapping[str, str] = {}
    answers: Mapping[str, str] = {}

    @property
    def columns(self) -> list[str]:
        """Headings of its columns."""
        if self.kind == "R":
            return [f"{self.code}[{place}]" for place in range(1, len(self.answers) + 1)]
        return [f"{self.code}[{part}]" for part in self.parts] or [self.code]


def listed(*labels: str) -> dict[str, str]:
    """Give answers the codes that LimeSurvey gives them: A1, A2 and so on."""
    return {f"A{number}": label for number, label in enumerate(labels, 1)}


def structure(title: str, questions: Sequence[Asked]) -> str:
    """Write the structure.

    Parameters
    ----------
    title : str
        What the survey is called.
    questions : sequence of Asked
        In order.
    """
    tops, parts, answers, texts, words = [], [], [], [], []
    for order, asked in enumerate(questions):
        number = str(11 + order)
        row = {"sid": "7", "gid": "3", "type": asked.kind, "other": "N", "question_order": str(order)}
        tops.append({"qid": number, "parent_qid": "0", "title": asked.code} | row)
        texts.append({"qid": number, "question": asked.text, "language": "nl"})
        for place, (code, text) in enumerate(asked.parts.items()):
            qid = f"{number}{place}"
            row = {"sid": "7", "gid": "3", "type": "T", "question_order": str(place), "scale_id": "0"}
            parts.append({"qid": qid, "parent_qid": number, "title": code} | row)
            texts.append({"qid": qid, "question": text, "language": "nl"})
        for place, (code, text) in enumerate(asked.answers.items()):
            aid = f"{number}{place}"
            answers.append({"qid": number, "aid": aid, "code": code, "sortorder": str(place), "scale_id": "0"})
            words.append({"aid": aid, "answer": text, "language": "nl"})
    about = [{"surveyls_survey_id": "7", "surveyls_language": "nl", "surveyls_title": title}]
    tables = {"answers": answers, "questions": tops, "subquestions": parts, "question_l10ns": texts}
    tables |= {"answer_l10ns": words, "groups": [{"gid": "3", "sid": "7", "group_order": "1"}]}
    tables["surveys_languagesettings"] = about
    head = '<?xml version="1.0" encoding="UTF-8"?>\n<document>\n<LimeSurveyDocType>Survey</LimeSurveyDocType>'
    own = "<DBVersion>640</DBVersion><languages><language>nl</language></languages>"
    return "\n".join([head, own, *(_table(name, rows) for name, rows in tables.items()), "</document>", ""])


def _table(name: str, rows: Sequence[Mapping[str, str]]) -> str:
    def written() -> Iterator[str]:
        yield f"<{name}><rows>"
        for row in rows:
            yield f"<row>{''.join(f'<{field}>{escape(text)}</{field}>' for field, text in row.items())}</row>"
        yield f"</rows></{name}>"

    return "\n".join(written())


def export(questions: Sequence[Asked], people: Sequence[Mapping[str, object]], day: str) -> str:
    """Write the answers.

    Parameters
    ----------
    questions : sequence of Asked
        In order.
    people : sequence of mapping
        Of each person who answered, by column.
    day : str
        When all of them did.
    """
    made = io.StringIO()
    writer = csv.writer(made, quoting=csv.QUOTE_ALL, lineterminator="\n")
    columns = [column for asked in questions for column in asked.columns]
    writer.writerow(["id", "submitdate", "lastpage", "startlanguage", "seed", *columns])
    for number, row in enumerate(people, 1):
        writer.writerow([number, f"{day} 10:00:00", 1, "nl", 7_000_000 + number, *(row[name] for name in columns)])
    return made.getvalue()
