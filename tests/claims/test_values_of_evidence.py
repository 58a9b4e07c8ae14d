"""Numbers computed from records, named in a sentence of the report."""

from pathlib import Path
from statistics import median

import openpyxl
import pytest

from pipeline.claims.backing import Sources
from pipeline.claims.checks import problems_of
from pipeline.claims.text import parse
from pipeline.errors import Problem

# It reads whole rounds, or writes them.
pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
ROUND = "voorbeeld-2021"
WAITING = "E-mystery_guests-beleving-welkom-bewoners-wachten"
KNOWS = "E-surveys-beleving-bekendheid-bewoners-bewoners_kent"
NETWORK = "E-surveys-opbrengst-verandering-beroepskrachten-zrm-11-sociaal_netwerk-professional"
TALKS = "E-interviews-beleving-welkom-klanten"


def wrong(sources: Sources, text: str) -> list[Problem]:
    [sentence] = [sentence for block in parse(text, "rapport.md").blocks for sentence in block.sentences]
    return problems_of(sentence, sources)


def minutes() -> list[float]:
    """Read what observers typed, past the headings, straight from the workbook."""
    sheets = openpyxl.load_workbook(ROOT / "raw" / ROUND / "mystery_guests.xlsx", read_only=True, data_only=True)
    rows = [row for sheet in sheets for row in sheet.iter_rows(values_only=True) if "wachten" in row and len(row) > 3]
    scores = [row[row.index("wachten") + 1] for row in rows if isinstance(row[0], str) and row[0].startswith("W")]
    return [float(score) for score in scores]


def test_the_median_of_minutes_has_a_name(sources: Sources) -> None:
    values = sources.values["waarde"]
    typed = minutes()
    assert len(typed) == 16  # four of twelve visits have two observers, who noted the same minutes
    typed = [*typed[:8], *typed[8::2]]
    assert values[f"{WAITING}:mediaan"].text == f"{median(typed):g}".replace(".", ",")
    assert (values[f"{WAITING}:laagste"].text, values[f"{WAITING}:hoogste"].text) == (
        f"{min(typed):g}",
        f"{max(typed):g}",
    )
    assert values[f"{WAITING}:gehaald"].text == str(sum(typed_in <= 10 for typed_in in typed))


@pytest.mark.parametrize(
    "name",
    [
        f"{WAITING}:mediaan",
        f"{WAITING}:gehaald bij Wilgenhuis Noord",
        f"{KNOWS}:procent",
        f"{KNOWS}:gunstig",
        f"{NETWORK}:hoger",
        f"{TALKS}:positief",
    ],
)
def test_a_sentence_may_have_a_number_of_records_filled_in(sources: Sources, name: str) -> None:
    assert wrong(sources, f'Volgens het onderzoek is het {{{{ waarde("{name}") }}}}.') == []
    assert name in sources.values["waarde"]


def test_a_percentage_that_was_typed_is_offered_by_its_name(sources: Sources) -> None:
    share = sources.values["waarde"][f"{KNOWS}:procent"].text
    [problem] = wrong(sources, f"Volgens bewoners is het bij {share} zo. [@{KNOWS}]")
    assert f'{{{{ waarde("{KNOWS}:procent") }}}}' in problem.mend


@pytest.mark.parametrize("text", ["Een bezoeker wachtte {} minuten. [@{}]", "Er waren {} minuten wachten. [@{}]"])
def test_a_number_of_something_else_is_never_offered(sources: Sources, text: str) -> None:
    """The median wait of visits, and a share of the survey: neither is a wait of another thing."""
    values = sources.values["waarde"]
    share, waited = values[f"{KNOWS}:procent"].text.removesuffix("%"), values[f"{WAITING}:mediaan"].text
    for number, behind in ((share, KNOWS), (waited, TALKS)):
        [problem] = wrong(sources, text.format(number, behind))
        assert '{{ waarde("...") }}' in problem.mend


def test_every_number_of_evidence_is_in_what_readers_get(sources: Sources) -> None:
    for name, value in sources.values["waarde"].items():
        if name.startswith("E-"):
            assert value.behind in sources.backing
            assert value.text
            assert '"' not in name
