"""QualCoder and Taguette: SQLite files of any version, read without running what is in them."""

import sqlite3
from collections.abc import Sequence
from pathlib import Path

import pytest

from pipeline.errors import InputError
from pipeline.sources.model import Material
from pipeline.sources.reading import read

# Invented.
TEXT = "I: Hoe is het 😀?\nK01: Ik voel me hier welkom 🏡.\nK02: Niet zo, eerlijk gezegd.\n"
WORDS = ("Ik voel me hier welkom 🏡.", "Niet zo, eerlijk gezegd.")
OLD = ("cid integer, fid integer, seltext text, pos0 integer, pos1 integer, owner text, date text, memo text",)


def made(path: Path, statements: Sequence[tuple[str, Sequence[tuple[object, ...]]]]) -> Path:
    connection = sqlite3.connect(path)
    for table, rows in statements:
        connection.execute(f"CREATE TABLE {table}")
        name = table.partition("(")[0].strip()
        for row in rows:
            connection.execute(f"INSERT INTO {name} VALUES ({', '.join('?' * len(row))})", row)
    connection.commit()
    connection.close()
    return path


def at(words: str, unit: int) -> tuple[int, int]:
    start = len(TEXT[: TEXT.index(words)].encode(f"utf-{unit}-le")) * 8 // unit
    return start, start + len(words.encode(f"utf-{unit}-le")) * 8 // unit


def qualcoder(path: Path, unit: int = 32, *, old: bool = False) -> Path:
    new = "" if old else ", supercid integer"
    code_text = "code_text (cid integer, fid integer, seltext text, pos0 integer, pos1 integer, owner text, memo text)"
    extra = () if old else (None,)
    codings = [
        (2, 1, WORDS[0], *at(WORDS[0], unit), "Anna", "zei het twee keer"),
        (3, 1, WORDS[1], *at(WORDS[1], unit), "Anna", None),
        (2, 1, WORDS[0], *at(WORDS[0], unit), "Bas", ""),
        (9, 1, WORDS[0], *at(WORDS[0], unit), "Bas", ""),
        (2, 8, "weg", 0, 3, "Bas", ""),
    ]
    return made(
        path,
        [
            (
                "source (id integer primary key, name text, fulltext text)",
                [(1, "G01.txt", TEXT), (2, "foto.jpg", None)],
            ),
            ("code_cat (catid integer primary key, name text, supercatid integer)", [(1, "Beleving", None)]),
            (
                f"code_name (cid integer primary key, name text, memo text, catid integer{new})",
                [(1, "thuis", "", 1, *extra), (2, "welkom +", "", 1, *extra), (3, "welkom -", "", 1, *extra)],
            ),
            (code_text, codings),
            ("cases (caseid integer primary key, name text)", [(1, "K01"), (2, "K02"), (3, "K03")]),
            (
                "case_text (id integer primary key, caseid integer, fid integer, pos0 integer, pos1 integer)",
                [(1, 1, 1, *at(WORDS[0], unit)), (2, 2, 1, *at(WORDS[1], unit))],
            ),
            ("attribute (name text, attr_type text, value text, id integer)", [("Stem", "case", "klanten", 1)]),
            ("code_image (imid integer primary key, cid integer, memo text)", [(1, 2, "")]),
            ("journal (jid integer primary key, jentry text)", [(1, "Dagboek")]),
        ],
    )


def spans(material: Material) -> list[tuple[str, ...]]:
    texts = {document.name: document.text for document in material.documents}
    return [
        (texts[each.document][each.start : each.end], " > ".join(each.code), each.coder) for each in material.codings
    ]


@pytest.mark.parametrize("old", [False, True])
@pytest.mark.parametrize("unit", [32, 16])
def test_a_qualcoder_project(unit: int, old: bool, tmp_path: Path) -> None:
    material = read(qualcoder(tmp_path / "project.qda", unit, old=old))
    assert spans(material) == [
        (WORDS[0], "Beleving > welkom +", "Anna"),
        (WORDS[1], "Beleving > welkom -", "Anna"),
        (WORDS[0], "Beleving > welkom +", "Bas"),
    ]
    assert [each.memo for each in material.codings] == ["zei het twee keer", "", ""]
    assert [(case.name, len(case.stretches), dict(case.values)) for case in material.cases] == [
        ("K01", 1, {"Stem": "klanten"}),
        ("K02", 1, {}),
    ]
    told = " ".join(line.what for line in material.lines)
    for part in (
        "afbeeldingen",
        "logboek",
        "geen tekst",
        "staat niet in het bestand",
        "niet meer is",
        "geen enkele tekst",
    ):
        assert part in told
    assert material.found["coderingen"] == 6


HTML = "<h1>Gesprek</h1><p>K01: Ik kom <b>graag</b> in ’t café 😀.</p>\n<p>K02: Ik niet.</p>"
FLAT = "GesprekK01: Ik kom graag in ’t café 😀.\nK02: Ik niet."


def taguette(path: Path, login: str = "admin") -> Path:
    def offsets(words: str) -> tuple[int, int]:
        start = len(FLAT[: FLAT.index(words)].encode())
        return start, start + len(words.encode())

    return made(
        path,
        [
            ("documents (id integer primary key, name text, contents text)", [(1, "G01.docx", HTML)]),
            ("tags (id integer primary key, path text)", [(1, "welkom +"), (2, "beleving.welkom -"), (3, "leeg")]),
            (
                "highlights (id integer primary key, document_id integer, start_offset integer, end_offset integer, "
                "snippet text)",
                [
                    (1, 1, *offsets("Ik kom graag in ’t café 😀."), "Ik kom <b>graag</b> in ’t café 😀."),
                    (2, 1, *offsets("Ik niet."), "Ik niet."),
                    (3, 1, *offsets("graag"), "<b>graag</b>"),
                    (4, 7, 0, 3, "weg"),
                ],
            ),
            ("highlight_tags (highlight_id integer, tag_id integer)", [(1, 1), (2, 2), (2, 1)]),
            (
                "commands (id integer primary key, user_login text, payload text)",
                [
                    (1, login, '{"type": "highlight_add", "highlight_id": 1}'),
                    (2, login, "geen json"),
                    (3, "admin", "[]"),
                ],
            ),
        ],
    )


def test_a_taguette_project(tmp_path: Path) -> None:
    material = read(taguette(tmp_path / "anna.sqlite3"))
    assert material.documents[0].text == "Gesprek\nK01: Ik kom graag in ’t café 😀.\nK02: Ik niet."
    assert spans(material) == [
        ("Ik kom graag in ’t café 😀.", "welkom +", "anna"),
        ("Ik niet.", "beleving.welkom -", "anna"),
        ("Ik niet.", "welkom +", "anna"),
    ]
    told = " ".join(line.what for line in material.lines)
    assert "niet wie codeerde" in told
    assert "geen code" in told
    assert "niet meer is" in told
    assert "bytes" in material.counting[0]


def test_a_taguette_project_that_knows_its_coders(tmp_path: Path) -> None:
    material = read(taguette(tmp_path / "anna.sqlite3", "bas"))
    assert material.codings[0].coder == "bas"


ENDLESS = "CREATE VIEW source AS WITH RECURSIVE n(id) AS (SELECT 1 UNION ALL SELECT id + 1 FROM n) SELECT id FROM n"


@pytest.mark.parametrize("case", ["other", "cut", "view", "columns", "text"])
def test_another_or_a_broken_database_is_refused_in_a_line(case: str, tmp_path: Path) -> None:
    path = tmp_path / "a.qda"
    if case == "other":
        made(path, [("moz_places (id integer)", [(1,)])])
    elif case == "view":
        made(path, [("code_text (cid integer)", []), ("code_name (cid integer)", [])])
        connection = sqlite3.connect(path)
        connection.execute(ENDLESS)
        connection.commit()
        connection.close()
    elif case == "columns":
        made(path, [("code_text (cid integer)", []), ("code_name (cid integer)", []), ("source (id integer)", [])])
    elif case == "cut":
        whole = qualcoder(tmp_path / "b.qda").read_bytes()
        path.write_bytes(whole[:100] + b"\xff" * (len(whole) - 100))
    else:
        path.write_bytes(b"SQLite format 3\0")
    with pytest.raises(InputError) as caught:
        read(path)
    (problem,) = caught.value.problems
    assert problem.mend
