"""Parameters that a notebook does not have, or of another type, are told; papermill itself takes any."""

import pytest

from pipeline.notebook.parameters import wrong

OWN = 'round_id: str = "wijk-voor-wijk-2019"\ntheme: str = "effectiviteit"\nhandover: str = ""  # leeg'
CALL = "work = open_theme(theme, round_id, handover)"


def told(given: str) -> list[tuple[str, str, str]]:
    cells = ["", OWN, f"# Parameters\n{given}", "%matplotlib inline", CALL]
    return [(problem.column, problem.value, problem.mend) for problem in wrong(cells)]


def test_a_name_that_is_not_there_is_told_with_the_nearest() -> None:
    assert told('tehme = "innovatie"') == [("", "tehme", "Bedoelde u «theme»?")]
    [(_, name, mend)] = told('zonder = "stakeholders"')
    assert name == "zonder"
    assert "round_id" in mend


@pytest.mark.parametrize("value", ["2019", "True", "None", "[1, 2]"])
def test_another_type_is_told(value: str) -> None:
    [(name, shown, mend)] = told(f"round_id = {value}")
    assert (name, shown) == ("round_id", value)
    assert "-r" in mend


def test_what_is_right_and_what_nobody_gave_is_left_alone() -> None:
    assert told('theme = "innovatie"\nhandover = ""') == []
    assert list(wrong(["", OWN, CALL])) == []
    assert list(wrong([])) == []
