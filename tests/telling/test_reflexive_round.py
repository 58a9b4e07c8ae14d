"""A round that works reflexively: nobody asks how far coders agree, nothing is less sure for it, readers are told."""

from dataclasses import replace
from pathlib import Path

import pytest
from helpers_collected import ROUND, collected_project, write
from helpers_rounds import codebook, round_data, table

from pipeline.blocks import Table, Text, plain
from pipeline.errors import InputError
from pipeline.looks.cell import stored
from pipeline.notebook.round import RoundWork, open_round
from pipeline.phases.interviews.segment_telling import own_conversations
from pipeline.phases.raw_tables import load_round
from pipeline.telling.round_blocks import agreement
from pipeline.telling.sensitivity_blocks import idle_rules
from pipeline.triangulation.confidence import LEVELS

_SECOND = "statement_id,coder,question,aspect,direction"


def opened(target: Path, coding: str) -> RoundWork:
    """Open the same round, in which a second person coded one conversation otherwise, in either way of working."""
    project = collected_project(target, coding=coding)
    path = write(project, "second_codings", _SECOND, "I_1,B,bereik,blijven,1", "I_4,B,rust,komen,-1")
    lines = path.read_text(encoding="utf-8").splitlines()
    path.write_text("".join(f"{line.rpartition(',')[0]}\n" for line in lines), encoding="utf-8")
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("KLANKBORD_PROJECT", str(project.root))
        work = open_round(ROUND)
        assert len(work.tables["findings"]) == 2
        assert work.agreement is not None
        return work


@pytest.fixture(scope="module")
def rounds(tmp_path_factory: pytest.TempPathFactory) -> tuple[RoundWork, RoundWork]:
    return opened(tmp_path_factory.mktemp("vast"), "codeboek"), opened(tmp_path_factory.mktemp("los"), "reflexief")


def limitations(work: RoundWork) -> list[str]:
    return list(work.tables["findings"]["limitations"])


def test_no_finding_is_less_sure_for_want_of_a_second_coder_and_its_reasons_say_how_was_coded(rounds) -> None:
    fixed, reflexive = rounds
    assert any("dubbel gecodeerd" in reason for reason in limitations(fixed))
    assert all("reflexief gecodeerd" in reason for reason in limitations(reflexive))
    for word in ("alfa", "dubbel gecodeerd", "één persoon gecodeerd"):
        assert not any(word in reason for reason in limitations(reflexive))
    raised = " ".join(reflexive.tables["findings"]["would_raise"])
    assert "tweede persoon" not in raised
    assert "codes scherper" not in raised
    levels = [list(work.tables["findings"]["confidence"]) for work in rounds]
    assert all(LEVELS.index(after) <= LEVELS.index(before) for before, after in zip(*levels, strict=True))


def test_the_table_of_agreement_is_there_or_it_is_said_that_nobody_asked(rounds) -> None:
    fixed, reflexive = rounds
    assert isinstance(agreement(fixed.agreement, fixed.data.round).parts[-1], Table)
    assert reflexive.agreement.empty
    (said,) = agreement(reflexive.agreement, reflexive.data.round).parts
    assert isinstance(said, Text)
    assert "Deze ronde werkt reflexief" in plain(said.line)
    assert "coder_agreement" in idle_rules(reflexive.data)


def test_a_second_coding_that_nobody_compares_is_told(rounds) -> None:
    fixed, reflexive = rounds
    about = [[each for each in work.data.notices if "reflexief" in each.what] for work in (fixed, reflexive)]
    assert about[0] == []
    assert [each.file for each in about[1]] == [f"raw/{ROUND}/second_codings.csv"]


@pytest.mark.parametrize(("coders", "says"), [(("an",), ""), (("an", "bo"), "2 mensen gaven codes")])
def test_conversations_say_that_nobody_asked_whether_another_would_agree(coders: tuple[str, ...], says: str) -> None:
    people = table("respondents", {"respondent_id": "r1", "voice": "v1"})
    row = {"interview": "i1", "respondent": "r1", "question": "q1", "aspect": "a", "direction": 1, "text": "Fijn."}
    data = round_data(
        codebook({"q1": ["interviews"]}),
        {
            "respondents": people,
            "interviews": table("interviews", {"interview_id": "i1", "respondents": "r1"}),
            "segments": table("segments", *({**row, "coder": coder} for coder in coders)),
        },
    )
    about = {"coding": "reflexief", "lead_coder": "an"}
    shown = str(stored(own_conversations(replace(data, round=data.round.model_copy(update=about)))))
    assert "De gesprekken zijn reflexief gecodeerd" in shown
    assert "alfa van Krippendorff" not in shown
    assert says in shown.lower()


def test_a_computer_does_not_work_reflexively(tmp_path: Path) -> None:
    project = collected_project(tmp_path / "project", coding="reflexief", coded_by="automatic")
    with pytest.raises(InputError) as error:
        load_round(project, ROUND)
    (problem,) = (each for each in error.value.problems if each.file.endswith("round.yml"))
    assert problem.mend.startswith("Reflexief coderen doet een mens")


def test_a_way_of_working_that_is_not_there_is_told_with_those_that_are(tmp_path: Path) -> None:
    project = collected_project(tmp_path / "project", coding="reflexsief")
    with pytest.raises(InputError) as error:
        project.round(ROUND)
    (problem,) = error.value.problems
    assert (problem.column, "reflexief" in problem.mend) == ("coding", True)
