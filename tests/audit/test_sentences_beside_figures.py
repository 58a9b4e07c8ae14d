"""Sentences and remarks of a round: laid beside the figures that their row names, or asked about; never accused."""

import pytest
from helpers_damage import NULMETING, RoundCopy

from pipeline.audit.checks import figures_by_id
from pipeline.audit.sentences import in_sentences
from pipeline.phases.raw_tables import load_round


def everything(data):
    tables = {name: data.whole(name) for name in data.tables}
    return in_sentences(tables, figures_by_id(data), data.round.rules)


@pytest.fixture
def told(project):
    """Give what is told of one conclusion of the copied round, with other cells."""

    def call(**cells):
        copy = RoundCopy(project, NULMETING)
        at = copy.row("published_findings", lambda row: row["finding_id"] == "P_tevredenheid_klanten_008")
        copy.set("published_findings", at, **cells)
        data = load_round(project, NULMETING, looking=False)
        found = everything(data)
        return [each for each in found if each.name == "P_tevredenheid_klanten_008"]

    return call


def test_the_published_round_is_right_but_for_what_its_page_13_and_32_differ_in(project):
    data = load_round(project, NULMETING, looking=False)
    assert {each.name for each in everything(data)} == {"P_zelfredzaamheid_006"}
    # It stands in a remark, which is on no page.
    assert not in_sentences(data.tables, figures_by_id(data), data.round.rules)


CIJFER = {"compare_with": "klant_cijfer_vraag"}  # printed as 8,7


@pytest.mark.parametrize(
    ("cells", "says"),
    [
        ({"statement": "Klanten geven gemiddeld een 7,3.", **CIJFER}, "8,7"),
        ({"statement": "Klanten geven gemiddeld een 8,7.", **CIJFER}, ""),
        ({"statement": "Klanten geven gemiddeld bijna een 9.", **CIJFER}, ""),
        ({"statement": "Klanten zijn tevreden.", "remark": "gemiddeld een 7,3", **CIJFER}, "8,7"),
        ({"statement": "Klanten geven gemiddeld een 4,4.", "compare_with": ""}, "met geen cijfer"),
        ({"statement": "Klanten geven gemiddeld een 8,7 (p. 26, fase 3, in 2018).", "compare_with": ""}, ""),
        ({"statement": "De waardering ligt boven de norm.", "compare_with": ""}, "niet aangewezen"),
        (
            {
                "statement": "De waardering ligt boven de norm.",
                "compare_with": "klant_wijk_schoon; klant_cijfer_vraag",
            },
            "Dat kan niet",
        ),
        (
            {
                "statement": "De waardering ligt boven de norm.",
                "compare_with": "klant_cijfer_vraag; klant_wijk_schoon",
            },
            "",
        ),
        ({"statement": "Er zijn drie redenen: prijs, praatje, netheid en afstand.", **CIJFER}, "Klopt het aantal"),
    ],
)
def test_what_a_sentence_says_is_laid_beside_what_is_printed(told, cells, says):
    found = told(**{"remark": "", **cells})
    assert [says in each.what for each in found] == ([True] if says else [])
