"""Made-up rounds with people in every table that can have them, as CSV or as workbooks, with or without one of them.

Half of them also have conversations that were imported: a project of REFI-QDA, QualCoder or Taguette, Word with codes
as comments, or plain transcripts; a third has the answers of its survey in a file of SPSS.
"""

import csv
import io
import random
import sqlite3
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import pandas as pd
import pyreadstat
import yaml
from helpers_collected import ROUND, collected_project
from helpers_import import decide, who_is_who
from helpers_qda import ATLAS, NVIVO, Coded, qdpx, qualcoder, taguette, word_files
from helpers_qda import Project as Qda
from openpyxl import Workbook

from pipeline.importing.take_in import import_files
from pipeline.rounds import Project

Row = dict[str, object]
_DELIMITERS = (",", ";", "\t")
_ENDS = ("\n", "\r\n")
_FORM = {
    "label": "Peiling",
    "date": "2026-05",
    "selection": "everyone",
    "linked": True,
    "columns": {"respondent": "wie"},
    "items": [
        {
            **{
                "id": "welkom",
                "column": "V1",
                "label": "Welkom",
                "kind": "likert",
                "scale": ["oneens", "eens", "zeer eens"],
            },
            **{"favourable": "high", "question": "bereik", "aspect": "komen"},
        }
    ],
}


@dataclass(frozen=True)
class MadeUp:
    """A made-up round.

    Attributes
    ----------
    tables : mapping of str to list of dict
        Rows by table.
    answers : list of dict
        The answers of the survey.
    transcripts : mapping of str to str
        Files with what was said in conversations, by name.
    names : mapping of str to tuple of str
        The names of each person, by the first.
    """

    tables: Mapping[str, list[Row]]
    answers: list[Row]
    transcripts: Mapping[str, str]
    names: Mapping[str, tuple[str, ...]]
    imported: Mapping[str, tuple[tuple[str, str, str], ...]]
    """Of each document that is imported who says what, and with which code: all by themselves, or a line each."""
    called: Mapping[str, str]
    """What somebody is called in documents in place of their pseudonym."""

    def without(self, person: str) -> "MadeUp":
        """Give the round as it would be had a person never taken part."""
        own = set(self.names[person])
        rows = {name: [dict(row) for row in found] for name, found in self.tables.items()}
        there = {row["session"] for row in rows["focusgroup_reactions"] if row["respondent"] in own}
        for session in rows["focusgroup_sessions"]:
            session["persons"] = int(str(session["persons"])) - (session["session_id"] in there)
        for talk in rows["interviews"]:
            talk["respondents"] = "; ".join(name for name in str(talk["respondents"]).split("; ") if name not in own)
        gone = {talk["transcript"] for talk in rows["interviews"] if not talk["respondents"]}
        left = {
            "respondents": [row for row in rows["respondents"] if row["respondent_id"] not in own],
            "interviews": [row for row in rows["interviews"] if row["respondents"]],
            "segments": [row for row in rows["segments"] if row["respondent"] not in own],
            "focusgroup_sessions": [row for row in rows["focusgroup_sessions"] if row["persons"]],
            "focusgroup_reactions": [row for row in rows["focusgroup_reactions"] if row["respondent"] not in own],
            "scores": [row for row in rows["scores"] if row["object"] not in own],
        }
        kept = {name: text for name, text in self.transcripts.items() if name not in gone}
        talks = {name: tuple(said for said in found if said[0] != person) for name, found in self.imported.items()}
        talks = {name: found for name, found in talks.items() if found}
        answers = [row for row in self.answers if row["wie"] not in own]
        return replace(self, tables=left, answers=answers, transcripts=kept, imported=talks)

    def said(self, person: str) -> list[str]:
        """Give what somebody says in any table or document."""
        own = set(self.names[person])
        rows = [*self.tables["segments"], *self.tables["focusgroup_reactions"]]
        said = [str(row["text"]) for row in rows if row["respondent"] in own]
        return said + [words for found in self.imported.values() for who, words, _ in found if who == person]


def made_up(seed: int) -> MadeUp:
    """Make a round of eight to fourteen people; nobody says what another says."""
    chance = random.Random(seed)
    people = [f"Q{seed}x{number}" for number in range(chance.randint(8, 14))]
    aliases = {name: f"{name}bis" for name in chance.sample(people, 2)}
    names = {name: (name, aliases[name]) if name in aliases else (name,) for name in people}
    voices = {name: chance.choice(["klanten", "medewerkers", "bewoners"]) for name in people}
    respondents: list[Row] = [
        {
            **{"respondent_id": name, "voice": voices[first], "alias_of": first if name != first else ""},
            **{"consent_quotable": chance.choice(["ja", "ja", "nee", ""]), "consent_recognisable": "ja"},
        }
        for first, own in names.items()
        for name in own
    ]
    talks: list[Row] = []
    segments: list[Row] = []
    transcripts = {}
    for number, own in enumerate([[name] for name in people[:5]] + [people[5:7]], 1):
        said = [chance.choice(names[name]) for name in own]
        file = f"t{number}.txt" if len(said) == 1 and chance.random() < 0.5 else ""
        talks.append(
            {"interview_id": f"g{number}", "respondents": "; ".join(said), "date": "2026-03-02", "transcript": file}
        )
        for name in said:
            for _ in range(chance.randint(1, 3)):
                segments.append(
                    {
                        **{"segment_id": f"f{len(segments)}", "interview": f"g{number}", "respondent": name},
                        **{"text": _words(chance), "question": "bereik", "aspect": chance.choice(["komen", "blijven"])},
                        **{"direction": chance.choice([1, 1, -1, 0]), "coder": "an"},
                    }
                )
        if file:
            transcripts[file] = (
                f"{said[0]}: {' '.join(str(each['text']) for each in segments if each['respondent'] == said[0])}\n"
            )
    sessions: list[Row] = [{"session_id": "s1", "date": "2026-04-01", "persons": len(people) - 2, "voice": ""}]
    reactions: list[Row] = [
        {
            **{
                "reaction_id": f"r{number}",
                "session": "s1",
                "respondent": chance.choice(names[name]),
                "question": "rust",
            },
            **{
                "aspect": "komen",
                "put": 1,
                "reaction": chance.choice(["A", "D", "SE", "SD", "NR"]),
                "text": _words(chance),
            },
        }
        for number, name in enumerate(people[3:])
    ]
    scores: list[Row] = [
        {
            **{"score_id": f"m{number}{moment}", "object": name, "object_kind": "person", "voice": "medewerkers"},
            **{"instrument": "zrm-11", "domain": "financien", "moment": moment, "value": chance.randint(1, 5)},
            **{"scorer": "professional", "question": "bereik", "aspect": "blijven", "selection": "present"},
        }
        for number, name in enumerate(people[2:8])
        for moment in ("begin", "eind")
    ]
    answers: list[Row] = [{"wie": name, "V1": chance.randint(1, 3)} for name in people if chance.random() < 0.8]
    tables = {"respondents": respondents, "interviews": talks, "segments": segments, "focusgroup_sessions": sessions}
    called = {people[4]: f"Naam{seed}w{chance.choice('aeiou')}"}
    alone = {f"Verslag {name}": (name,) for name in people[:3]}
    together = {f"Kring {number}": tuple(people[number : number + 3]) for number in (2, 3)}
    imported = {
        name: tuple(
            (who, _words(chance), f"bereik > {chance.choice(['komen', 'blijven'])} {chance.choice('+-')}")
            for who in own * 2
        )
        for name, own in (alone | together).items()
    }
    tables |= {"focusgroup_reactions": reactions, "scores": scores}
    return MadeUp(tables, answers, transcripts, names, imported if seed % 2 else {}, called)


def _words(chance: random.Random) -> str:
    return " ".join(
        "".join(chance.choices("abdegiklmnoprstuvw", k=chance.randint(3, 8))) for _ in range(chance.randint(5, 12))
    )


def written(target: Path, found: MadeUp, seed: int) -> Project:
    """Write a round as somebody would: each table as a CSV, or together in workbooks, as the seed has it."""
    chance = random.Random(seed)
    project = collected_project(target)
    folder = project.raw / ROUND
    for path in folder.glob("*.csv"):
        path.unlink()
    in_books = [name for name in found.tables if chance.random() < 0.6]
    for name in found.tables:
        if name not in in_books and found.tables[name]:
            (folder / f"{name}.csv").write_bytes(_csv(found.tables[name], chance))
    for number, names in enumerate((in_books[::2], in_books[1::2])):
        if any(found.tables[name] for name in names):
            _book({name: found.tables[name] for name in names}, folder / f"boek{number}.xlsx", shared=bool(number))
    (folder / "enquetes").mkdir()
    (folder / "enquetes" / "peiling.yml").write_text(yaml.safe_dump(_FORM), encoding="utf-8")
    if seed % 3 == 0:
        _sav(found.answers, folder / "enquetes" / ("peiling.zsav" if seed % 2 else "peiling.sav"))
    else:
        (folder / "enquetes" / "peiling.csv").write_bytes(_csv(found.answers, chance))
    (folder / "transcripts").mkdir()
    for name, text in found.transcripts.items():
        (folder / "transcripts" / name).write_text(text, encoding="utf-8")
    if found.imported:
        _import(project, found, seed)
    return project


def _import(project: Project, found: MadeUp, seed: int) -> None:
    """Import the documents from the kind of file that the seed has, and say who somebody is that has a name there."""
    place = project.root / "vandaan"
    place.mkdir()
    files(found, seed, place)
    import_files(project, ROUND, sorted(place.iterdir()))
    named = {
        f"{document}: {found.called[who]}": {"Persoon": who}
        for document, said in found.imported.items()
        for who in dict.fromkeys(who for who, *_ in said)
        if who in found.called and not document.startswith("Verslag")
    }
    if named:
        labels = {name: label for name, (_, label) in who_is_who(project, ROUND).items()}
        coded = {labels[name]: said for name, said in named.items()}
        decide(project.raw / ROUND / "import" / "koppeling.xlsx", "personen", **coded)
        import_files(project, ROUND, [])


def files(found: MadeUp, seed: int, place: Path) -> None:
    """Write the documents of a round as a program would.

    Parameters
    ----------
    found : MadeUp
        The round.
    seed : int
        It chooses the program.
    place : pathlib.Path
        The folder to write in.
    """
    texts, codings = {}, []
    for document, said in found.imported.items():
        lines = [f"{found.called.get(who, who)}: {words}" for who, words, _ in said]
        texts[document] = "".join(f"I: Vertel eens?\n{line}\n" for line in lines)
        codings += [Coded(document, words, code, "an") for _, words, code in said]
    qda = Qda(texts, codings)
    kind = seed // 2 % 6
    if kind < 2:
        (place / "project.qdpx").write_bytes(qdpx(qda, (ATLAS, NVIVO)[kind]))
    elif kind == 2:
        qualcoder(qda, place / "project.qda")
    elif kind == 3:
        taguette(qda, place / "an.sqlite3")  # a file a coder: it does not say who coded
    elif kind == 4:
        for name, content in word_files(qda, "an").items():
            (place / name.replace(" (an)", "")).write_bytes(content)
    else:
        for name, text in texts.items():
            (place / f"{name}.txt").write_bytes(text.encode())


def _sav(rows: list[Row], path: Path) -> None:
    pyreadstat.write_sav(
        pd.DataFrame(rows).astype({"V1": float}),
        str(path),
        column_labels={"V1": "Welkom"},
        variable_value_labels={"V1": {1: "oneens", 2: "eens", 3: "zeer eens"}},
        compress=path.suffix == ".zsav",
    )


def _csv(rows: list[Row], chance: random.Random) -> bytes:
    made = io.StringIO()
    writer = csv.DictWriter(
        made, list(rows[0]), delimiter=chance.choice(_DELIMITERS), lineterminator=chance.choice(_ENDS)
    )
    writer.writeheader()
    writer.writerows(rows)
    return made.getvalue().encode(chance.choice(["utf-8", "utf-8-sig", "utf-16"]))


def _book(tables: Mapping[str, list[Row]], path: Path, *, shared: bool) -> None:
    """Write a workbook as openpyxl does, with shared texts, with a title above the tables or not."""
    book = Workbook()
    book.remove(book.active)
    for name, rows in tables.items():
        sheet = book.create_sheet(name)
        if shared:
            sheet.append([f"Tabel {name}"])
        columns = list(rows[0]) if rows else ["remark"]
        sheet.append(columns)
        for row in rows:
            sheet.append([row[column] for column in columns])
    book.save(path)


def all_bytes(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Give every file of a folder with its bytes, and every part of each archive among them."""
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            yield path.name, path.name.encode() + path.read_bytes()
            if zipfile.is_zipfile(path):
                with zipfile.ZipFile(path) as archive:
                    for part in archive.namelist():
                        yield f"{path.name}/{part}", archive.read(part)
            elif path.read_bytes().startswith(b"SQLite"):
                with sqlite3.connect(path) as base:
                    yield path.name, "\n".join(base.iterdump()).encode()
            elif path.suffix in {".sav", ".zsav"}:
                frame, about = pyreadstat.read_sav(str(path))
                yield path.name, f"{frame.to_csv()} {about.notes} {about.file_label}".encode()
