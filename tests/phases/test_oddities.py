"""What is odd or thin is told with what the report does with it, stops nothing, and is not told where it is not so."""

from collections.abc import Iterator

import pytest
from helpers_all_tables import ROUND, TABLES, Sound
from helpers_rounds import ROOT

from pipeline.phases.raw_tables import load_round
from pipeline.rounds import Project


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Sound:
    """Give the round with every table."""
    return Sound(tmp_path_factory.mktemp("alles"))


@pytest.fixture
def sound(whole: Sound) -> Iterator[Sound]:
    """Give it as it is; what a test changes is put back."""
    yield whole
    whole.put_back()


def told(sound: Sound) -> set[tuple[str, int | None, str, str]]:
    """Give place and value of what is told, but for what this round has by itself."""
    found = sound.load().notices
    assert all(notice.what and notice.mend for notice in found)
    own = {("provenance", ""), ("voice", "medewerkers")}
    return {
        (notice.file, notice.row, notice.column, notice.value)
        for notice in found
        if (notice.column, "" if notice.column == "provenance" else notice.value) not in own
    }


@pytest.mark.parametrize("round_id", ["wijk-voor-wijk-2019", "buurtwerkkamers-2019"])
def test_published_rounds_have_nothing_odd(round_id: str) -> None:
    assert load_round(Project(ROOT), round_id).notices == ()


def test_what_is_not_odd_is_not_told(sound: Sound) -> None:
    assert told(sound) == set()


@pytest.mark.parametrize(
    ("table", "row", "cells", "column"),
    [
        ("visits", 0, {"date": "2019-08-01", "reported": ""}, "date"),
        ("survey_waves", 1, {"date": "voorjaar 2019"}, "date"),
        ("figures", 4, {"printed": "17"}, "printed"),
        ("interview_statements", 1, {"statement": "Bel mij op 06-12345678, zei de medewerker."}, "statement"),
        ("segments", 0, {"text": "Mail naar buur.vrouw@voorbeeld.nl als het kan."}, "text"),
        ("documents", 0, {"title": "Jaarplan NL91ABNA0417164300"}, "title"),
        ("figures", 1, {"printed": "0,54", "measure": "procent"}, "printed"),
        ("interview_statements", 0, {"statement": "Haar nummer is 111222333, zegt zij."}, "statement"),
    ],
)
def test_what_is_odd_in_a_cell_is_told_there(
    sound: Sound, table: str, row: int, cells: dict[str, str], column: str
) -> None:
    sound.rows(table)[row].update(cells)
    assert told(sound) == {(sound.file(table), row + 2, column, cells[column])}


def test_what_is_missing_is_told(sound: Sound) -> None:
    sound.book["questions"] += [
        {**sound.book["questions"][0], "id": "nooit", "label": "Nooit"},
        {**sound.book["questions"][0], "id": "soms", "label": "Soms", "codes": sound.book["questions"][1]["codes"]},
    ]
    sound.rows("figures")[1].update(question="soms", aspect="drukte")
    sound.tables["respondents"].append({**TABLES["respondents"][3], "respondent_id": "res9", "voice": "gemeente"})
    book = f"codebooks/{ROUND}.yml"
    people = sound.file("respondents")
    assert told(sound) == {
        (book, None, "questions", "nooit"),
        (book, None, "soms.codes", "stilte"),
        (people, 7, "respondent_id", "res9"),
        (people, 7, "voice", "gemeente"),
    }


def test_a_phase_with_two_people_beside_one_with_forty_is_told(sound: Sound) -> None:
    for name in ("interviews", "segments", "interview_answers", "reconciled"):
        del sound.tables[name]
    sound.rows("survey_waves")[1].update(persons="30")
    del sound.about["lead_coder"]
    sound.tables["respondents"] = sound.tables["respondents"][:4]
    assert ("raw/alles/round.yml", None, "phases.interviews", "") in told(sound)


def test_the_day_of_a_survey_is_told_once_in_its_own_file(sound: Sound) -> None:
    sound.form["date"] = "2019"
    assert told(sound) == {(f"raw/{ROUND}/enquetes/buren.yml", None, "date", "2019")}


def test_each_says_what_the_report_does_with_it(sound: Sound) -> None:
    sound.form["date"] = "2019"
    sound.book["questions"].append({**sound.book["questions"][0], "id": "nooit", "label": "Nooit"})
    sound.book["questions"][0]["codes"].append({"id": "extra", "label": "Extra", "definition": "Wat extra is."})
    sound.rows("visits")[0] |= {"date": "2019-08-01", "reported": ""}
    sound.rows("figures")[1] |= {"printed": "0,54", "measure": "procent"}
    sound.rows("segments")[0]["text"] = "Mail naar buur.vrouw@voorbeeld.nl als het kan."
    sound.tables["respondents"].append({**TABLES["respondents"][3], "respondent_id": "res9", "consent_quotable": ""})
    sound.tables["interviews"].append({**TABLES["interviews"][0], "interview_id": "ges9"})
    found = [notice.what for notice in sound.load().notices if notice.column != "provenance"]
    assert len(found) == 10
    assert all(any(word in what for word in ("rapport", "lezers", "telt", "tellen")) for what in found), found
