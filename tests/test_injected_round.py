"""A round with injected texts in every field that people fill in with words: in what it makes, none is more than text.

Beside it the same round is run with innocent words in their places: what the one has that the other has not, the texts
have made.
"""

import json
import os
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import nbformat
import pytest
from helpers_all_tables import ROUND
from helpers_as_made import drawn, in_pdf, live_cells, parts_of, seen
from helpers_document import OnPaper
from helpers_injected import INJECTED, Injected, otherwise, read
from helpers_injected_round import Dealt, injected_round
from openpyxl import load_workbook
from playwright.sync_api import Browser

from pipeline.handover import read_table
from pipeline.looks.cell import MIME
from pipeline.outputs import PAPERS

pytestmark = [pytest.mark.slow, pytest.mark.thorough]

# What would steer a terminal, or turn what stands around it.
_STEERS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
# In a first draft of the report, which klankbord makes where nobody wrote one, signs that mean something there are
# others that look like them; and a label in the middle of a sentence has small letters.
_IN_A_DRAFT = str.maketrans(
    {"[": "(", "]": ")", "{": "(", "}": ")", "*": "", "_": "", "`": "'", "<": "‹", ">": "›", "|": "/", "\\": ""}
)
_DRAFTED = {"rapport", "bijlagen"}
# The name of a value stands between quotes in a report, and so has none.
_QUOTES = str.maketrans("", "", "\"'")
_NAMES_VALUES = {"values", "tabellen"}


def labelled(text: str) -> str:
    return read(text).casefold()


def drafted(text: str) -> str:
    return labelled(text).translate(_IN_A_DRAFT)


@dataclass(frozen=True)
class Ran:
    """The round as it was run, and what the command said."""

    root: Path
    said: str
    dealt: Dealt

    @property
    def report(self) -> Path:
        return self.root / "reports" / ROUND

    @cached_property
    def pages(self) -> list[str]:
        found = [*self.report.glob("*.html"), *self.report.glob("notebooks/*.html"), *self.report.glob("*/F-*.html")]
        return sorted(str(path.relative_to(self.report)) for path in found)


def _run(target: Path, say: Callable[[Injected], str]) -> Ran:
    _, dealt = injected_round(target, say)
    environment = {**os.environ, "KLANKBORD_PROJECT": str(target), "COLUMNS": "200"}
    said = ""
    for command in ("check", "run"):
        done = subprocess.run(
            [sys.executable, "-m", "pipeline", command, ROUND],
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        said += done.stdout + done.stderr
        assert done.returncode == 0, said
    return Ran(target, said, dealt)


@pytest.fixture(scope="module")
def injected(tmp_path_factory: pytest.TempPathFactory) -> Ran:
    """Give the round with what was injected."""
    return _run(tmp_path_factory.mktemp("ingespoten"), lambda text: text.text)


@pytest.fixture(scope="module")
def innocent(tmp_path_factory: pytest.TempPathFactory) -> Ran:
    """Give the round with innocent words."""
    return _run(tmp_path_factory.mktemp("onschuldig"), lambda text: text.innocent)


def named(text: str) -> str:
    return drafted(text).translate(_QUOTES)


def as_written(name: str, text: str) -> int:
    """Hold that every text that stands in something stands there as it was written, and give in how many places."""
    change = named if name in _NAMES_VALUES else drafted if name in _DRAFTED else labelled
    places, wrong = otherwise(change(text), change)
    assert not wrong, (name, wrong[:5])
    return places


def test_all_of_them_are_in_the_round(injected: Ran) -> None:
    assert len(injected.dealt.given) == len(INJECTED) >= 300
    assert injected.dealt.places > 1500


def test_what_a_reviewer_is_called_is_nowhere(injected: Ran) -> None:
    assert len(injected.dealt.names) == 20
    for path in injected.report.rglob("*"):
        if path.suffix in {".html", ".ipynb", ".csv", ".json"}:
            text = path.read_text(encoding="utf-8")
            assert not [name for name in injected.dealt.names if name in text], path.name


@pytest.mark.parametrize("policy", [True, False], ids=["as it is", "without its policy"])
def test_on_the_site_they_are_text(browser: Browser, injected: Ran, innocent: Ran, policy: bool) -> None:
    assert injected.pages == innocent.pages
    places, exactly = 0, 0
    for name in injected.pages:
        made, beside = (seen(browser, ran.report / name, policy=policy) for ran in (injected, innocent))
        assert made.elements == beside.elements, name
        assert Counter(made.leads) == Counter(beside.leads), name
        assert not [each for each in made.leads if re.search("kwaad|javascript", each, re.IGNORECASE)], name
        assert (made.live, made.happened) == ([], []), name
        here = as_written(Path(name).stem, made.text)
        as_written(Path(name).stem, " | ".join(made.said))
        places += here
        exactly += here - len(otherwise(read(made.text), read)[1])
    assert places > 4000
    # What has other letters is a label within a sentence, or stands in the draft.
    assert exactly > 0.98 * places, (exactly, places)


def test_in_notebooks_an_output_has_no_form_but_ours(injected: Ran, innocent: Ran) -> None:
    tags = re.compile(r"<[^\s>]*")
    for path in sorted(injected.report.glob("notebooks/*.ipynb")):
        made, beside = (
            nbformat.read(folder / "notebooks" / path.name, as_version=4)
            for folder in (injected.report, innocent.report)
        )
        assert [cell.source for cell in made.cells] == [cell.source for cell in beside.cells]
        pairs = zip(_outputs(made), _outputs(beside), strict=True)
        for ours, theirs in pairs:
            assert ours.keys() == theirs.keys() <= {"text/plain", "text/html", MIME}
            assert Counter(tags.findall(ours.get("text/html", ""))) == Counter(
                tags.findall(theirs.get("text/html", ""))
            )
            assert not re.search(r"zk\d{3}z", ours.get("text/plain", ""))


def _outputs(notebook: nbformat.NotebookNode) -> list[dict[str, str]]:
    found = [output for cell in notebook.cells for output in cell.get("outputs", [])]
    assert {output.output_type for output in found} <= {"display_data", "execute_result"}
    return [output.data for output in found]


@pytest.mark.parametrize("name", PAPERS)
def test_in_word_they_are_text(injected: Ran, innocent: Ran, name: str) -> None:
    made, text, said = parts_of(injected.report / f"{name}.docx")
    beside, _, _ = parts_of(innocent.report / f"{name}.docx")
    assert made == beside
    assert as_written(name, text) > 10
    as_written(name, said)


@pytest.mark.parametrize("name", PAPERS)
def test_a_pdf_has_no_more_than_its_text(injected: Ran, innocent: Ran, name: str) -> None:
    made, beside = (in_pdf(ran.report / f"{name}.pdf")[0] for ran in (injected, innocent))
    assert made == beside


def test_in_a_pdf_they_are_text(injected: Ran) -> None:
    text = OnPaper(injected.report).pdf_text
    places, wrong = otherwise(drafted(drawn(text)), lambda text: drafted(drawn(read(text))))
    assert not wrong
    assert places > 1500


def test_slides_have_no_more_than_their_text(injected: Ran, innocent: Ran) -> None:
    made, text, said = parts_of(injected.report / "presentatie.pptx")
    beside, _, _ = parts_of(innocent.report / "presentatie.pptx")
    assert Counter({key: count for key, count in made.items() if key[-1:] != ("latin",)}) == beside
    assert as_written("presentatie", text) > 10
    as_written("presentatie", said)


def test_no_cell_of_a_table_is_a_formula_and_it_comes_back_as_it_was(injected: Ran) -> None:
    places = 0
    for path in sorted(injected.report.glob("data/*.csv")):
        assert not live_cells(path.read_text(encoding="utf-8")), path.name
        name = "rapport" if path.stem in {"claims", "readability"} else path.stem
        places += as_written(name, " | ".join(str(value) for row in read_table(path).to_numpy() for value in row))
    assert places > 900


def test_no_cell_of_a_workbook_is_a_formula(injected: Ran, innocent: Ran) -> None:
    for path in sorted(injected.report.rglob("*.xlsx")):
        if "stages" in path.parts:
            continue
        cells, beside = (_cells(ran.report / path.relative_to(injected.report)) for ran in (injected, innocent))
        assert Counter(kind for kind, _ in cells) == Counter(kind for kind, _ in beside), path.name
        texts = " | ".join(re.sub("_x005F_", "_", text) for kind, text in cells if kind == "s")
        assert as_written(path.stem, texts) > 5


def _cells(path: Path) -> list[tuple[str, str]]:
    return [
        (cell.data_type, str(cell.value))
        for sheet in load_workbook(path)
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None
    ]


def test_nothing_steers_the_screen(injected: Ran, innocent: Ran) -> None:
    assert not _STEERS.search(injected.said)
    assert len(injected.said.splitlines()) == pytest.approx(len(innocent.said.splitlines()), abs=3)
    as_written("screen", injected.said)


def test_what_a_run_says_of_itself_is_one_whole_file(injected: Ran, innocent: Ran) -> None:
    made, beside = (json.loads((ran.report / "run.json").read_text(encoding="utf-8")) for ran in (injected, innocent))
    assert made.keys() == beside.keys()
