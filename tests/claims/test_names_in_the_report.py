"""The report names somebody: that is told by the checks, with its line, and not only when all else is made."""

from pathlib import Path

import pytest
from helpers_collected import ROUND, collected_project

from pipeline.claims.ledger import make
from pipeline.claims.small_groups import without_small_groups
from pipeline.errors import ClaimsError, Problem
from pipeline.notebook.round import RoundWork

# It reads a whole round.
pytestmark = pytest.mark.slow


def test_a_name_and_a_number_to_call_are_told_with_their_line_and_with_all_other_mistakes(tmp_path: Path) -> None:
    project = collected_project(tmp_path)
    folder = project.raw / ROUND
    names = "name,kind,hidden\nSjaak van der Meulen,persoon,\nOpa Bakker,persoon,nee\n"
    (folder / "privacy_names.csv").write_text(names, encoding="utf-8")
    (folder / "report").mkdir()
    said = "Dat zag Sjaak van der Meulen ook. [mening]\nBel 06-12345678. [advies]\nOpa Bakker niet. [mening]\n"
    text = f"# Wat wij zagen\n\n{said}"
    (folder / "report" / "01_begin.md").write_text(text, encoding="utf-8")
    work = RoundWork(ROUND, "", project=project, edition="public")
    problems = make(work.data, work.tables).problems
    named = [(each.row, each.value) for each in problems if "in geen uitgave" in each.what]
    assert named == [(3, "Sjaak van der Meulen"), (4, "06-12345678")]
    another = Problem("rapport.md", 1, "", "zeven", "Geen cijfer.", "Laat het weg.")
    with pytest.raises(ClaimsError) as told:
        without_small_groups(work.data, work.shown, work.hidden, (*problems, another))
    assert list(told.value.problems) == [*problems, another], "each once, in its own words"
