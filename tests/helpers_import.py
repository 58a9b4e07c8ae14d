"""A made-up round with its made-up coded conversations: ten people, two coders; as files and as somebody types them."""

import atexit
import csv
import shutil
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

from helpers_collected import ROUND as OTHER
from helpers_collected import collected_project
from helpers_qda import Coded
from helpers_qda import Project as Qda
from openpyxl import load_workbook

from pipeline.beginning.begin import begin
from pipeline.beginning.plan import Plan
from pipeline.contracts.plain_text import heading
from pipeline.phases import codebook_files
from pipeline.review.excel.spreadsheets import content_of
from pipeline.rounds import Project
from pipeline.sources import keys
from tests.demonstration.editing import fill

ROUND = "haven-2026"
PLAN = Plan(
    ROUND,
    organisation="De Haven",
    place="Nergenshuizen",
    begins="2026-01",
    ends="2026-06",
    units=("Kamer Noord", "Kamer Zuid"),
    noun=("kamer", "kamers"),
    phases=("interviews",),
    selection="purposive",
    synthetic=True,
)
LEAD = "Anna"
_SAID = {
    "+": ("Ik voel me hier welkom 😀.", "Ze zeggen altijd gedag."),
    "-": ("Bij de deur voel ik me bekeken.", "Niemand zei iets tegen mij."),
}
PEOPLE = {f"K{number:02}": "klanten" if number <= 6 else "bewoners" for number in range(1, 11)}
# Of each person whether they are positive, and what the second coder saw otherwise.
_OPINION = {name: "-" if number in {3, 7, 8} else "+" for number, name in enumerate(PEOPLE, 1)}
_OTHERWISE = {"K02", "K09"}


def texts() -> dict[str, str]:
    """Give what each of them said, with the questions."""
    return {
        f"Gesprek {name}": f"I: Hoe is het om hier te komen?\n{name}: {_SAID[sign][0]}\nI: Waaraan merkt u dat?\n"
        f"{name}: {_SAID[sign][1]} Café en al.\n"
        for name, sign in _OPINION.items()
    }


def codings(coder: str, aspect: tuple[str, str]) -> list[Coded]:
    """Give the codes of a coder: `aspect` is the question and the code that they use."""
    found = []
    for name, sign in _OPINION.items():
        own = {"+": "-", "-": "+"}[sign] if coder != LEAD and name in _OTHERWISE else sign
        code = f"{aspect[0]} > {aspect[1]} {own}"
        memo = "Eerste indruk." if name == "K01" else ""
        found += [Coded(f"Gesprek {name}", words, code, coder, memo) for words in _SAID[sign]]
    return found


def qda(coder: str, aspect: tuple[str, str]) -> Qda:
    """Give the project of a coder."""
    cases = {name: [f"Gesprek {name}"] for name in PEOPLE}
    return Qda(texts(), codings(coder, aspect), cases, {name: {"Stem": voice} for name, voice in PEOPLE.items()})


@cache
def _template() -> Path:
    """Make the round once for all tests of a worker: its workbooks take a second."""
    root = Path(mkdtemp(prefix="klankbord-test-"))
    atexit.register(shutil.rmtree, root, ignore_errors=True)
    project = collected_project(root / "project")
    shutil.rmtree(project.raw / OTHER)
    begin(project, PLAN)
    path = project.raw / ROUND / "round.yml"
    path.write_text(f"{path.read_text(encoding='utf-8')}\nlead_coder: {LEAD}\n", encoding="utf-8")
    return project.root


def begun(target: Path) -> Project:
    """Make a project with only this round, of interviews alone."""
    shutil.copytree(_template(), target, dirs_exist_ok=True)
    return Project(target)


def aspect_of(project: Project) -> tuple[str, str]:
    """Give a question and a code of the round's codebook that conversations are about."""
    book = codebook_files.load(project, ROUND, project.round(ROUND))
    question = next(question for question in book.questions if "interviews" in question.asked_in)
    return question.id, question.codes[0].id


def typed(project: Project) -> None:
    """Type the same conversations and codes in the round's workbooks."""
    aspect = aspect_of(project)
    text = texts()
    people = [{"Persoon": name, "Stem": voice} for name, voice in PEOPLE.items()]
    talks = [{"Gesprek": f"Gesprek_{name}", "Personen": name, "Uitwerking": f"Gesprek_{name}.txt"} for name in PEOPLE]
    segments = []
    for coder in (LEAD, "Bas"):
        for coded in codings(coder, aspect):
            start = text[coded.document].index(coded.words)
            segments.append(
                {
                    "Fragment": f"F{len(segments):03}",
                    "Gesprek": coded.document.replace(" ", "_"),
                    "Persoon": coded.document.split()[1],
                    "Begin": start,
                    "Einde": start + len(coded.words),
                    "Woorden": coded.words,
                    "Codeur": coded.coder,
                    "Vraag": aspect[0],
                    "Aspect": aspect[1],
                    "Richting": 1 if coded.code.endswith("+") else -1,
                    "Memo": coded.memo,
                }
            )
    folder = project.raw / ROUND
    fill(folder / "deelnemers.xlsx", {"respondents": people})
    fill(folder / "interviews.xlsx", {"interviews": talks, "segments": segments})


def decide(path: Path, sheet: str, **rows: Mapping[str, object]) -> None:
    """Fill in cells of `koppeling.xlsx` as a person would: each row by what stands in its first column."""
    book = load_workbook(path)
    columns = {heading(str(cell.value)): cell.column for cell in book[sheet][1] if cell.value}
    known = {str(row[0].value): row[0].row for row in book[sheet].iter_rows(min_row=2)}
    for name, values in rows.items():
        for title, value in values.items():
            book[sheet].cell(known[name], columns[heading(title)], value)
    path.write_bytes(content_of(book))


def who_is_who(project: Project, round_id: str) -> dict[str, tuple[str, str]]:
    """Give, by what files call somebody, their pseudonym and what stands for them in `koppeling.xlsx`."""
    key = keys.key_of(project, round_id).key
    path = keys.kept_apart(project, round_id, key, "wie is wie.csv")
    with path.open(encoding="utf-8-sig", newline="") as file:
        _, *rows = csv.reader(file, delimiter=";")
    return {name: (pseudonym, label) for pseudonym, label, name in rows}
