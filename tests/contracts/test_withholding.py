"""What is withheld takes along whatever would give it back."""

from pathlib import Path

import pytest
from helpers_synthetic import ROUND, synthetic_project

from pipeline.errors import InputError
from pipeline.phases.raw_tables import load_round
from pipeline.rounds import Project


@pytest.fixture
def oefen(tmp_path: Path) -> Project:
    """Give the made-up round, with what the survey says on one question withheld too."""
    project = synthetic_project(tmp_path / "project")
    path = project.raw / ROUND / "round.yml"
    added = "withheld:\n  - {phase: surveys, question: tevreden, reason: herkenbaar}\n"
    path.write_text(path.read_text(encoding="utf-8").replace("withheld:\n", added), encoding="utf-8")
    return project


def test_the_figure_that_prints_a_withheld_answer_goes_too(oefen: Project) -> None:
    tables = load_round(oefen, ROUND).tables
    assert "peiling_tevreden" not in set(tables["figures"]["figure_id"])
    assert "peiling_komt" in set(tables["figures"]["figure_id"]), "another question of the same survey stays"


def test_judgements_made_with_it_in_sight_go_too(oefen: Project) -> None:
    judged = load_round(oefen, ROUND).tables["judgements"]
    assert not (judged["question"] == "tevreden").any()
    assert (judged["question"] == "bereik").any()


@pytest.mark.parametrize(("column", "value"), [("formula", "peiling_tevreden * 2"), ("same_as", "peiling_tevreden")])
def test_a_figure_that_would_give_it_back_is_refused(oefen: Project, column: str, value: str) -> None:
    path = oefen.raw / ROUND / "figures.csv"
    header, *rows = path.read_text(encoding="utf-8").splitlines()
    cells = dict.fromkeys(header.split(","), "")
    cells |= {"figure_id": "verraad", "document": "oefen", "locator": "verzonnen", "phase": "desk_research"}
    cells |= {"series": "bezoek", "quantity": "Verraad", "measure": "procent", "printed": "80%", column: value}
    cells["provenance"] = "synthetic"
    path.write_text("\n".join([header, *rows, ",".join(cells.values())]) + "\n", encoding="utf-8")
    with pytest.raises(InputError) as error:
        load_round(oefen, ROUND)
    [problem] = error.value.problems
    assert problem.value == "verraad"
    assert "zou het teruggeven" in problem.what
