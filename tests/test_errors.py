"""Errors and the advice that goes with them."""

import errno
import os
import pickle
from pathlib import Path

import pytest

from pipeline.errors import InputError, Problem, RoundBusyError, StageError, of_the_machine, suggest

FRUIT = ["appel", "banaan", "citroen"]


def test_suggest_offers_the_nearest_value():
    assert suggest("banan", FRUIT) == "Bedoelde u «banaan»?"


def test_suggest_lists_few_values_in_alphabetical_order():
    assert suggest("xyz", reversed(FRUIT)) == "Kies uit: appel, banaan, citroen."


def test_suggest_does_not_list_many_values():
    assert "waarde13" not in suggest("xyz", [f"waarde{number}" for number in range(16)])


def test_suggest_lists_the_names_that_begin_so():
    names = ["F-samenwerking-netwerk", "F-samenwerking-stadsdeel", "K-04_samenwerking-9", "F-innovatie"]
    assert suggest("F-samenwerking", names) == "Kies uit: F-samenwerking-netwerk, F-samenwerking-stadsdeel."
    assert suggest("F-innov", names) == "Bedoelde u «F-innovatie»?"


def test_suggest_says_that_there_is_nothing_to_choose():
    assert suggest("banaan", []) == "Er is hier nog geen geldige waarde."


def test_an_input_error_keeps_every_problem_in_order():
    problems = [Problem("a.csv", row, "kolom", "x", "fout", "herstel") for row in (3, 2)]
    error = InputError(problem for problem in problems)
    assert [problem.row for problem in error.problems] == [3, 2]
    assert str(error) == "a.csv, rij 3, kolom, «x»: fout herstel\na.csv, rij 2, kolom, «x»: fout herstel"


@pytest.mark.parametrize("kind", [InputError, RoundBusyError])
def test_what_the_user_can_mend_ends_with_exit_code_two(kind):
    assert kind.exit_code == 2


def test_a_stage_error_names_notebook_heading_cell_and_cause():
    error = StageError("interviews", "02_interviews.ipynb", "Wie spraken wij", 7, "KeyError: 'n'", Path("half.ipynb"))
    for part in ("02_interviews.ipynb", "Wie spraken wij", "cel 7", "KeyError: 'n'"):
        assert part in str(error)
    assert error.exit_code == 1


@pytest.mark.parametrize(
    "error", [RoundBusyError("bezig"), InputError([Problem("a.csv", 1, "", "", "fout", "herstel")])]
)
def test_where_an_error_came_from_travels_with_it(error):
    assert pickle.loads(pickle.dumps(error)).details == ""
    error.details = "Traceback: daar"
    assert pickle.loads(pickle.dumps(error)).details == "Traceback: daar"


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (errno.ENOSPC, "De schijf is vol (x.csv). Maak ruimte"),
        (errno.EROFS, "Hier mag niet worden gelezen of geschreven (x.csv)."),
        (errno.EACCES, "Hier mag niet worden gelezen of geschreven (x.csv)."),
        (errno.ENOTDIR, "Hier staat een bestand waar een map hoort, of andersom (x.csv)."),
        (errno.EEXIST, "Hier staat een bestand waar een map hoort, of andersom (x.csv)."),
        (errno.ENAMETOOLONG, "Deze naam is te lang (x.csv)."),
        (errno.EIO, "Lezen of schrijven lukt hier niet (x.csv)."),
    ],
)
def test_what_the_machine_refuses_is_told_in_words(number, said):
    assert of_the_machine(OSError(number, os.strerror(number), "x.csv")).startswith(said)
