"""One made-up survey as each tool exports it; the forms of those files are as the tools' documentation describes them.

LimeSurvey: the tables of an .lss as version 1.9 writes them (database 145, as in LimeSurvey's own repository) and as
version 6 does (database 640, with texts in tables of their own); «Tab Separated Value survey structure» and «Export
responses» of its manual. Qualtrics: «Understanding your dataset», with three rows above the answers. KoboToolbox: an
export with «XML values and headers», and the XLSForm specification. Microsoft and Google Forms: the workbook and the
CSV that both make.
"""

import csv
import io
import json
from collections.abc import Callable, Sequence
from pathlib import Path

import pandas as pd
import pyreadstat
from openpyxl import Workbook

GROUPS = ("Klanten", "Bewoners")
STEPS = ("Helemaal oneens", "Oneens", "Neutraal", "Eens", "Helemaal eens")
AGAIN = ("Ja", "Nee", "Misschien")
WAYS = ("Krant", "Buren", "Internet")
FIRST = ("Hulp", "Rust", "Gezelschap")
TEXTS = {
    "groep": "Wat bent u?",
    "welkom": "Ik voel mij hier welkom",
    "terug": "Komt u terug?",
    "kanalen": "Hoe kent u ons?",
    "eerst": "Wat moet eerst?",
    "cijfer": "Welk cijfer geeft u?",
    "kwijt": "Wat wilt u nog kwijt?",
}
# Of each person group, how welcome, whether they come again, how they know of us, what comes first, mark and own words.
Person = tuple[str, int, str, tuple[str, ...], tuple[str, ...], int, str]
PEOPLE: tuple[Person, ...] = (
    ("Klanten", 5, "Ja", ("Krant", "Buren"), ("Hulp", "Rust", "Gezelschap"), 8, "Dank u; tot ziens"),
    ("Klanten", 4, "Ja", ("Buren",), ("Hulp", "Gezelschap", "Rust"), 7, ""),
    ("Klanten", 4, "Misschien", ("Internet",), ("Rust", "Hulp", "Gezelschap"), 6, "Het is er koud, vind ik"),
    ("Klanten", 2, "Nee", ("Krant",), ("Hulp", "Rust", "Gezelschap"), 5, ""),
    ("Klanten", 5, "Ja", ("Krant", "Internet"), ("Gezelschap", "Hulp", "Rust"), 9, "Prima"),
    ("Bewoners", 3, "Misschien", ("Buren",), ("Rust", "Gezelschap", "Hulp"), 6, ""),
    ("Bewoners", 1, "Nee", ("Krant",), ("Rust", "Hulp", "Gezelschap"), 3, "Te druk"),
    ("Bewoners", 4, "Ja", ("Krant", "Buren", "Internet"), ("Hulp", "Rust", "Gezelschap"), 8, ""),
    ("Bewoners", 4, "Ja", ("Buren",), ("Hulp", "Rust", "Gezelschap"), 7, ""),
    ("Bewoners", 5, "Ja", ("Internet",), ("Gezelschap", "Rust", "Hulp"), 9, ""),
)


def as_csv(rows: Sequence[Sequence[object]], delimiter: str = ",") -> bytes:
    made = io.StringIO()
    csv.writer(made, delimiter=delimiter, lineterminator="\n").writerows(rows)
    return made.getvalue().encode()


def as_workbook(**sheets: Sequence[Sequence[object]]) -> bytes:
    book = Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


# LimeSurvey

_QUESTIONS = (
    ("11", "L", "groep"),
    ("12", "F", "welkom"),
    ("13", "L", "terug"),
    ("14", "M", "kanalen"),
    ("15", "R", "eerst"),
    ("16", "N", "cijfer"),
    ("17", "T", "kwijt"),
    ("18", "X", "tekst"),
)
_PARTS = {"12": (("SQ001", TEXTS["welkom"]),), "14": tuple((f"SQ00{n}", way) for n, way in enumerate(WAYS, 1))}
_ANSWERS = {
    "11": tuple((f"A{n}", text) for n, text in enumerate(GROUPS, 1)),
    "12": tuple((f"A{n}", text) for n, text in enumerate(STEPS, 1)),
    "13": (*((f"A{n}", text) for n, text in enumerate(AGAIN, 1)), ("A9", "Weet niet")),
    "15": tuple((f"A{n}", text) for n, text in enumerate(FIRST, 1)),
}


def _text(code: str) -> str:
    return {"welkom": "<p>Hoe is het&nbsp;hier?</p>", "tekst": "Dank voor het invullen."}.get(code, TEXTS.get(code, ""))


def _table(name: str, rows: Sequence[dict[str, str]]) -> str:
    fields = "".join(f"<fieldname>{field}</fieldname>" for field in rows[0])
    cells = "".join(
        f"<row>{''.join(f'<{field}><![CDATA[{text}]]></{field}>' for field, text in row.items())}</row>" for row in rows
    )
    return f"<{name}><fields>{fields}</fields><rows>{cells}</rows></{name}>"


def lss(version: int = 640) -> bytes:
    """Give the structure: of version 640 of the database with texts in tables of their own, of 145 without those."""
    own = version >= 400
    tops, parts, answers, texts, words = [], [], [], [], []
    for order, (number, kind, code) in enumerate(_QUESTIONS):
        row = {"qid": number, "parent_qid": "0", "sid": "7", "gid": "3", "type": kind, "title": code, "other": "N"}
        said = {} if own else {"question": _text(code), "language": "nl"}
        tops.append(row | {"question_order": str(order)} | said)
        texts.append({"id": number, "qid": number, "question": _text(code), "help": "", "language": "nl"})
        for place, (part, text) in enumerate(_PARTS.get(number, ())):
            qid = f"{number}{place}"
            row = {"qid": qid, "parent_qid": number, "sid": "7", "gid": "3", "type": "T", "title": part}
            said = {} if own else {"question": text, "language": "nl"}
            parts.append(row | {"question_order": str(place), "scale_id": "0"} | said)
            texts.append({"id": qid, "qid": qid, "question": text, "help": "", "language": "nl"})
        for place, (part, text) in enumerate(_ANSWERS.get(number, ())):
            aid = f"{number}{place}"
            row = {"qid": number, "code": part, "sortorder": str(place), "scale_id": "0"}
            answers.append(row | ({"aid": aid} if own else {"answer": text, "language": "nl"}))
            words.append({"id": aid, "aid": aid, "answer": text, "language": "nl"})
    tables = [_table("answers", answers), _table("questions", tops), _table("subquestions", parts)]
    if own:
        tables += [_table("question_l10ns", texts), _table("answer_l10ns", words)]
    tables.append(_table("groups", [{"gid": "3", "sid": "7", "group_order": "1"}]))
    settings = {"surveyls_survey_id": "7", "surveyls_language": "nl", "surveyls_title": "Peiling in de buurt"}
    tables.append(_table("surveys_languagesettings", [settings]))
    head = '<?xml version="1.0" encoding="UTF-8"?>\n<document><LimeSurveyDocType>Survey</LimeSurveyDocType>'
    about = f"<DBVersion>{version}</DBVersion><languages><language>nl</language></languages>"
    return f"{head}{about}{''.join(tables)}</document>".encode()


def tsv() -> bytes:
    """Give the structure as tab-separated text, with its byte-order mark."""
    rows: list[list[str]] = [
        ["id", "related_id", "class", "type/scale", "name", "relevance", "text", "help", "language"]
    ]

    def line(kind: str, scale: str, name: str, text: str) -> None:
        rows.append(["", "", kind, scale, name, "1", text, "", "nl" if kind != "S" else ""])

    line("S", "", "language", "nl")
    line("SL", "", "surveyls_title", "Peiling in de buurt")
    line("G", "G0", "Alles", "")
    for number, kind, code in _QUESTIONS:
        line("Q", kind, code, _text(code))
        for part, text in _PARTS.get(number, ()):
            line("SQ", "0", part, text)
        for part, text in _ANSWERS.get(number, ()):
            line("A", "0", part, text)
    return b"\xef\xbb\xbf" + as_csv(rows, "\t")


def limesurvey(*, codes: bool = True, by_text: bool = False) -> bytes:
    """Give the answers: as codes or in full, with the columns called by code or by code and text."""
    names = ["groep", "welkom[SQ001]", "terug", *(f"kanalen[SQ00{n}]" for n in (1, 2, 3))]
    names += [*(f"eerst[{n}]" for n in (1, 2, 3)), "cijfer", "kwijt"]
    heads = ["id", "submitdate", "lastpage", "startlanguage", "seed"]
    if by_text:
        heads = ["Antwoord ID", "Datum ingestuurd", "Laatste pagina", "Begin taal", "Seed"]
        stems = {"welkom[SQ001]": f"Hoe is het hier? [{TEXTS['welkom']}]"}
        stems |= {f"kanalen[SQ00{n}]": f"{TEXTS['kanalen']} [{way}]" for n, way in enumerate(WAYS, 1)}
        stems |= {f"eerst[{n}]": f"{TEXTS['eerst']} [Rang {n}]" for n in (1, 2, 3)}
        names = [stems.get(name, TEXTS.get(name, "")) for name in names]
    rows: list[list[object]] = [[*heads, *names, "interviewtime"]]

    def of(number: str, text: str) -> str:
        return next(code for code, own in _ANSWERS[number] if own == text) if codes else text

    for number, (group, step, again, ways, order, mark, words) in enumerate(PEOPLE, 1):
        chosen = [("Y" if codes else "Ja") if way in ways else "" for way in WAYS]
        row = [of("11", group), of("12", STEPS[step - 1]), of("13", again), *chosen]
        row += [of("15", thing) for thing in order]
        about = [number, "2026-03-02 10:00:00", 3, "nl", 1234567]
        rows.append([*about, *row, f"{mark}.0000000000", words, "63.2"])
    return as_csv(rows)


# Forms


def microsoft() -> bytes:
    rows: list[list[object]] = [["ID", "Begintijd", "Tijd van voltooien", "E-mail", "Naam", *TEXTS.values()]]
    for number, (group, step, again, ways, order, mark, words) in enumerate(PEOPLE, 1):
        when = "2-3-2026 10:00:00"
        several = "".join(f"{way};" for way in ways), "".join(f"{thing};" for thing in order)
        rows.append([number, when, when, "anonymous", "", group, STEPS[step - 1], again, *several, mark, words])
    return as_workbook(Sheet1=rows)


def google() -> bytes:
    """Give the CSV of Google Forms; it has no ranking: people choose a place for each thing in a grid."""
    grid = [f"{TEXTS['eerst']} [{place}]" for place in ("Eerst", "Daarna", "Het laatst")]
    before = [TEXTS[name] for name in ("groep", "welkom", "terug", "kanalen")]
    rows: list[list[object]] = [["Tijdstempel", *before, *grid, TEXTS["cijfer"], TEXTS["kwijt"]]]
    for group, step, again, ways, order, mark, words in PEOPLE:
        rows.append(
            ["2026/03/02 10:00:00 a.m. CET", group, STEPS[step - 1], again, ", ".join(ways), *order, mark, words]
        )
    return as_csv(rows)


# Qualtrics


def qualtrics() -> bytes:
    names = ["StartDate", "Status", "Progress", "Duration (in seconds)", "Finished", "ResponseId", "Q1", "Q2_1", "Q3"]
    names += [*(f"Q4_{n}" for n in (1, 2, 3)), *(f"Q5_{n}" for n in (1, 2, 3)), "Q6", "Q7", "Q7_DO_1"]
    texts = ["Start Date", "Response Type", "Progress", "Duration (in seconds)", "Finished", "Response ID"]
    texts += [TEXTS["groep"], f"Hoe is het? - {TEXTS['welkom']}", TEXTS["terug"]]
    texts += [f"{TEXTS['kanalen']} - {way}" for way in WAYS] + [f"{TEXTS['eerst']} - {thing}" for thing in FIRST]
    texts += [TEXTS["cijfer"], TEXTS["kwijt"], "Display Order"]
    own = ["startDate", "status", "progress", "duration", "finished", "_recordId", "QID1", "QID2_1", "QID3"]
    own += [*("QID4",) * 3, *(f"QID5_{n}" for n in (1, 2, 3)), "QID6", "QID7_TEXT", "QID7_DO"]
    rows: list[list[object]] = [names, texts, [json.dumps({"ImportId": each}, separators=(",", ":")) for each in own]]
    for number, (group, step, again, ways, order, mark, words) in enumerate(PEOPLE, 1):
        about = ["2026-03-02 10:00:00", "IP Address", 100, 60, "True", f"R_{number:04}"]
        chosen = [way if way in ways else "" for way in WAYS]
        ranks = [order.index(thing) + 1 for thing in FIRST]
        rows.append([*about, group, STEPS[step - 1], again, *chosen, *ranks, mark, words, "1"])
    return as_csv(rows)


# KoboToolbox


def xlsform() -> bytes:
    survey = [
        ("type", "name", "label::Nederlands (nl)", "kobo--rank-items"),
        ("start", "start", "", ""),
        ("begin_group", "deel", "Over u", ""),
        ("select_one groepen", "groep", TEXTS["groep"], ""),
        ("select_one stappen", "welkom", TEXTS["welkom"], ""),
        ("end_group", "", "", ""),
        ("select_one weer", "terug", TEXTS["terug"], ""),
        ("select_multiple wegen", "kanalen", TEXTS["kanalen"], ""),
        ("begin_rank", "eerst", TEXTS["eerst"], "dingen"),
        ("rank__level", "een", "Eerst", ""),
        ("rank__level", "twee", "Daarna", ""),
        ("rank__level", "drie", "Het laatst", ""),
        ("end_rank", "", "", ""),
        ("integer", "cijfer", TEXTS["cijfer"], ""),
        ("text", "kwijt", TEXTS["kwijt"], ""),
    ]
    lists = {"groepen": GROUPS, "stappen": STEPS, "weer": (*AGAIN, "Weet niet"), "wegen": WAYS, "dingen": FIRST}
    choices = [("list_name", "name", "label::Nederlands (nl)")]
    choices += [(name, _code(text), text) for name, texts in lists.items() for text in texts]
    return as_workbook(survey=survey, choices=choices, settings=[("form_title",), ("Peiling in de buurt",)])


def _code(text: str) -> str:
    return text.casefold().replace(" ", "_")


def kobo() -> bytes:
    heads = ["start", "deel/groep", "deel/welkom", "terug", "kanalen", *(f"kanalen/{_code(way)}" for way in WAYS)]
    heads += ["eerst/een", "eerst/twee", "eerst/drie", "cijfer", "kwijt", "_id", "_uuid", "_submission_time", "_index"]
    rows: list[list[object]] = [heads]
    for number, (group, step, again, ways, order, mark, words) in enumerate(PEOPLE, 1):
        row: list[object] = ["2026-03-02T10:00:00.000+01:00", _code(group), _code(STEPS[step - 1]), _code(again)]
        row += [" ".join(map(_code, ways)), *(int(way in ways) for way in WAYS), *map(_code, order), mark, words]
        rows.append([*row, 9000 + number, f"uuid-{number}", "2026-03-02T10:05:00", number])
    return as_csv(rows, ";")


# SPSS


def sav(path: Path) -> None:
    """Write a file of SPSS: labels of variables and values, 9 and 99 as missing values that it was told of."""
    frame = pd.DataFrame(
        {
            "nummer": [float(number) for number in range(1, len(PEOPLE) + 1)],
            "groep": [float(GROUPS.index(each[0]) + 1) for each in PEOPLE],
            "welkom": [float(each[1]) for each in PEOPLE],
            "terug": [float(AGAIN.index(each[2]) + 1) for each in PEOPLE],
            "cijfer": [float(each[5]) for each in PEOPLE],
            "kwijt": [each[6] for each in PEOPLE],
        }
    )
    labels = {
        "groep": dict(enumerate(GROUPS, 1)),
        "welkom": {**dict(enumerate(STEPS, 1)), 9: "Geweigerd"},
        "terug": {**dict(enumerate(AGAIN, 1)), 9: "Weet niet"},
    }
    pyreadstat.write_sav(
        frame,
        str(path),
        file_label="Peiling in de buurt",
        column_labels={"nummer": "Respondent", **{name: text for name, text in TEXTS.items() if name in frame}},
        variable_value_labels=labels,
        missing_ranges={"welkom": [9], "terug": [9], "cijfer": [{"lo": 98, "hi": 99}]},
        variable_measure={"groep": "nominal", "welkom": "ordinal", "terug": "nominal", "cijfer": "scale"},
    )


WITH_STRUCTURE: dict[str, Callable[[], dict[str, bytes]]] = {
    "LimeSurvey 6, codes, .lss": lambda: {"peiling.lss": lss(), "results-survey7.csv": limesurvey()},
    "LimeSurvey 1.9, codes, .lss": lambda: {"peiling.lss": lss(145), "results-survey7.csv": limesurvey()},
    "LimeSurvey 6, in full and by text": lambda: {
        "peiling.lss": lss(),
        "results-survey7.csv": limesurvey(codes=False, by_text=True),
    },
    "LimeSurvey 6, codes, .txt": lambda: {"peiling.txt": tsv(), "results-survey7.csv": limesurvey()},
    "KoboToolbox with XLSForm": lambda: {"peiling.xlsx": xlsform(), "data.csv": kobo()},
}
