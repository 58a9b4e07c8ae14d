"""The graph of stages follows from the declarations."""

from helpers_synthetic import ROUND

from pipeline import codebook
from pipeline.contracts.round_tables import ROUND_SHARED
from pipeline.execution.stages import stages
from pipeline.phases.declarations import BY_ID, PHASES


def planned(project):
    round_ = project.round(ROUND)
    return stages(project, ROUND, round_, codebook.load(project, round_.codebook), "reports/x/stages")


def test_there_is_a_stage_for_each_phase_each_theme_the_reproduction_and_the_report(project):
    assert [stage.id for stage in planned(project)] == [
        "07_reproductie",  # how sure a finding is depends on the figures beneath it, and desk research shows them
        *(phase.stage for phase in PHASES),
        "06_triangulatie_effectiviteit",
        "06_triangulatie_samenwerking",
        "06_triangulatie_innovatie",
        "06_triangulatie_inwonersperspectief",
        "08_rapport",
    ]


def test_a_stage_comes_after_every_stage_it_reads(project):
    seen = set()
    for stage in planned(project):
        assert set(stage.after) <= seen
        seen.add(stage.id)


def test_a_phase_depends_on_its_own_tables_only(project):
    interviews = next(stage for stage in planned(project) if stage.id == "02_interviews")
    raw = {name for name in interviews.inputs if name.endswith(".csv")}
    own = {f"raw/{ROUND}/{name}.csv" for name in (*ROUND_SHARED, *BY_ID["interviews"].tables)}
    assert f"raw/{ROUND}/interview_statements.csv" in raw
    assert raw <= own


def test_the_surveys_depend_on_the_files_of_their_folder_and_other_phases_do_not(project):
    folder = project.raw / ROUND / "enquetes"
    folder.mkdir()
    for name in ("bewoners.csv", "bewoners.yml", "~$bewoners.xlsx"):
        (folder / name).write_text("x", encoding="utf-8")
    reading = {stage.id: [name for name in stage.inputs if "/enquetes/" in name] for stage in planned(project)}
    assert reading["05_enquetes"] == [f"raw/{ROUND}/enquetes/bewoners.{kind}" for kind in ("csv", "yml")]
    assert reading["02_interviews"] == []
    assert reading["08_rapport"] == reading["05_enquetes"]
