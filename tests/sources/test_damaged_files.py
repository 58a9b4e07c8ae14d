"""Files that were damaged on the way are read as far as they go, or refused in a line that says what to do."""

import io
import random
import zipfile
from pathlib import Path

import pytest
from helpers_import import qda, texts
from helpers_mutations import bytes_
from helpers_qda import ATLAS, MAXQDA, qde, qdpx, qualcoder, quotations, taguette, word_files

from pipeline.errors import InputError
from pipeline.sources.reading import read

PROJECT = qda("Anna", ("beleving", "welkom"))
TABLE = "Document;Citaat;Codes;Codeur\nG01;Ik kom, één keer;welkom +;AB\nG01;Ik kom;welkom -;AB\n"
SUBTITLES = "WEBVTT\n\n00:00:01.000 --> 00:00:02.000\n<v Marie>Hoi</v>\n"
TIMES = 12


def whole(name: str, folder: Path) -> bytes:
    path = folder / f"whole {name}"
    if name == "a.qda":
        qualcoder(PROJECT, path)
    elif name == "a.sqlite3":
        taguette(PROJECT, path)
    else:
        made = {
            "a.qdpx": lambda: qdpx(PROJECT, ATLAS),
            "a.qde": lambda: qde(PROJECT, MAXQDA).encode(),
            "a.docx": lambda: next(iter(word_files(PROJECT, "Anna").values())),
            "a.xlsx": lambda: quotations(PROJECT),
            "a.csv": TABLE.encode,
            "a.vtt": SUBTITLES.encode,
            "a.txt": lambda: texts()["Gesprek K01"].encode(),
        }
        path.write_bytes(made[name]())
    return path.read_bytes()


def damaged(content: bytes, chance: random.Random) -> bytes:
    return bytes_(content, chance)[0]


def within(content: bytes, chance: random.Random) -> bytes:
    """Damage one part of an archive, or leave it out."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as archive, zipfile.ZipFile(target, "w") as other:
        chosen = chance.choice(archive.namelist())
        for name in archive.namelist():
            part = archive.read(name)
            if name != chosen:
                other.writestr(name, part)
            elif chance.random() < 0.8:
                other.writestr(name, damaged(part, chance))
    return target.getvalue()


@pytest.mark.parametrize(
    "name", ["a.qdpx", "a.qde", "a.docx", "a.xlsx", "a.qda", "a.sqlite3", "a.csv", "a.vtt", "a.txt"]
)
def test_a_damaged_file_is_read_or_refused(name: str, tmp_path: Path) -> None:
    content = whole(name, tmp_path)
    chance = random.Random(name)
    for _ in range(TIMES):
        archived = content.startswith(b"PK") and chance.random() < 0.7
        (tmp_path / name).write_bytes(within(content, chance) if archived else damaged(content, chance))
        problems = ()
        try:
            material = read(tmp_path / name)
        except InputError as error:
            problems = error.problems
        if problems:
            assert all(problem.what and problem.mend for problem in problems)
            continue
        texts_ = {document.name: document.text for document in material.documents}
        for coding in material.codings:
            if coding.start is not None:
                assert coding.words == texts_[coding.document][coding.start : coding.end]
