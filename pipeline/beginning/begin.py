"""Making a round: its folder, codebook and workbooks, whole or not at all, and nothing that exists is touched."""

import shutil
from contextlib import suppress
from dataclasses import dataclass

from pipeline import codebook, yaml_files
from pipeline.beginning import codebook_workbook, texts
from pipeline.beginning.codes import codes_of
from pipeline.beginning.lists import Setting
from pipeline.beginning.plan import Plan, named, refuse_answers, refuse_name, without_questions
from pipeline.beginning.workbook import content
from pipeline.contracts.round_tables import of_round
from pipeline.dutch import listed
from pipeline.errors import InputError
from pipeline.phases.codebook_files import OWN
from pipeline.phases.tables import TABLES
from pipeline.rounds import Project, Round


@dataclass(frozen=True)
class Begun:
    """A round that was made.

    Attributes
    ----------
    files
        What was made, relative to the project.
    unasked
        The phases, as readers call them, that no question of the codebook is asked in yet.
    """

    files: tuple[str, ...]
    unasked: tuple[str, ...]

    @property
    def lacking(self) -> str:
        """What is to be done about these phases, as a sentence; empty when there are none."""
        if not self.unasked:
            return ""
        return f"Het codeboek heeft nog geen vraag voor: {listed(self.unasked)}. Zet in het codeboek ja bij die fase."


def begin(project: Project, plan: Plan) -> Begun:
    """Make a round.

    Parameters
    ----------
    project : Project
        Where.
    plan : Plan
        What is known of it.

    Raises
    ------
    InputError
        Its name can't be or is taken, or its codebook does not fit.
    KlankbordError
        An answer from which no round can be made.
    """
    refuse_name(project, plan.round_id)
    refuse_answers(project, plan, TABLES)
    folder = project.raw / plan.round_id
    # Beside the rounds and not among them: half a round is none.
    made = project.root / ".klankbord" / f"new-{plan.round_id}"
    shutil.rmtree(made, ignore_errors=True)
    try:
        shared, problems = codebook.shared(project)
        if problems:
            raise InputError(problems)
        own = codes_of(project, plan)
        book = codebook.whole(shared, own, project.name(folder / OWN[0]))
        made.parent.mkdir(mode=0o700, exist_ok=True)
        made.mkdir()
        (made / "round.yml").write_text(texts.round_file(plan), encoding="utf-8", newline="\n")
        round_ = yaml_files.read(made / "round.yml", Round, project.root)
        (made / OWN[0]).write_bytes(codebook_workbook.content(round_.title, own, shared))
        setting = Setting(round_, book, of_round(TABLES, round_), plan.units)
        for each in setting.folders:
            if each.form:  # a folder that says nothing of itself is for who knows what belongs in it
                (made / each.name).mkdir()
        for name, tables in setting.workbooks.items():
            (made / f"{name}.xlsx").write_bytes(content(tables, setting, {"units": _units(plan, round_)}))
        folder.parent.mkdir(exist_ok=True)
        made.rename(folder)
    except BaseException:
        shutil.rmtree(made, ignore_errors=True)
        raise
    with suppress(OSError):  # another round may be in the making there
        made.parent.rmdir()
    files = [project.name(path) for path in sorted(folder.rglob("*")) if path.is_file()]
    return Begun(tuple(files), tuple(without_questions(book, plan)))


def _units(plan: Plan, round_: Round) -> list[dict[str, str]]:
    return [
        {"unit_id": name, "label": label, "kind": "room", "provenance": round_.own_provenance}
        for name, label in named(plan.units).items()
    ]
