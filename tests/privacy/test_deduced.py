"""What deduce takes for a name is asked once, in a process of its own, and holds until somebody decides.

deduce itself is not installed where tests run: a library with its interface stands in, so that what is tested is how it
is asked and what becomes of the answer. How much it finds, docs/privacy.md says.
"""

from pathlib import Path

import pytest
from helpers_collected import ROUND, collected_project

from pipeline import deciding
from pipeline.errors import KlankbordError
from pipeline.phases.raw_tables import load_as_written
from pipeline.privacy import deduced
from pipeline.privacy.identifiers import Kind
from pipeline.privacy.names import Names
from pipeline.privacy.of_round import protection
from pipeline.privacy.protection import Protection

STANDS_IN = """
import re, sys, pathlib
class Deduce:
    def __init__(self):
        print("it loads")  # as the real one tells of what it does
        with open(pathlib.Path(__file__).with_name("asked"), "a") as file:
            file.write("once\\n")
    def deidentify(self, text):
        if "stop" in text:
            raise MemoryError("te groot")
        class Found: annotations = [type("A", (), {"text": each, "tag": tag})
            for each, tag in ((w, "persoon" if w != "Dorp" else "locatie") for w in re.findall("Roos|Dorp", text))]
        return Found
"""


@pytest.fixture
def deduce(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Put a library in place of deduce; give where it notes that it was loaded."""
    folder = tmp_path / "library"
    folder.mkdir()
    (folder / "deduce.py").write_text(STANDS_IN, encoding="utf-8")
    monkeypatch.setenv("PYTHONPATH", str(folder))
    monkeypatch.setattr(deduced, "is_installed", lambda: True)
    return folder / "asked"


def test_it_is_not_installed_here_and_nothing_is_asked() -> None:
    assert deduced.is_installed() is False
    assert deduced.names([]) == []


def test_names_come_back_text_by_text(deduce: Path) -> None:
    assert deduced.names(["Roos kookt in het Dorp.", "Niemand."]) == [["Roos"], []]


def test_a_library_that_stops_changes_nothing_and_says_what_to_do(deduce: Path) -> None:
    with pytest.raises(KlankbordError, match=r"te groot.*Er is niets veranderd"):
        deduced.names(["stop"])


def test_what_it_finds_is_left_out_until_somebody_decided_and_it_is_asked_once(deduce: Path, tmp_path: Path) -> None:
    project = collected_project(tmp_path)
    path = project.raw / ROUND / "interview_statements.csv"
    text = path.read_text(encoding="utf-8")
    statement = next(iter(load_as_written(project, ROUND).tables["interview_statements"]["statement"]))
    path.write_text(text.replace(statement, f"Roos. {statement}", 1), encoding="utf-8")
    first = deciding.look(project, ROUND)
    assert first.by_kind[Kind.DEDUCED] == 1
    assert "deduce" in (project.raw / ROUND / "privacy_decisions.csv").read_text(encoding="utf-8-sig")
    second = deciding.look(project, ROUND)
    assert (second.by_kind, second.written) == (first.by_kind, ())
    assert deduce.read_text() == "once\n"
    data = load_as_written(project, ROUND)
    shield = protection(data.round, data.codebook, data.inside)
    assert shield.without(f"Roos. {statement}").startswith("[naam]. ")
    assert shield.without("Roos. Een andere tekst.") == "Roos. Een andere tekst."


def test_what_is_found_anyway_or_is_nobody_in_the_round_is_not_told_twice() -> None:
    shield = Protection(Names({"Karin de Wit": "[naam]"}), [], ["Het Wilgenhuis"])
    assert shield.beside("Karin kookt in het Wilgenhuis met roos.", ["Karin", "Wilgenhuis"]) == []
    [found] = shield.beside("Karin kookt in het Wilgenhuis met roos.", ["Karin", "roos"])
    assert (found.start, found.kind, found.certain) == (34, Kind.DEDUCED, False)
