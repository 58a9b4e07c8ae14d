"""What a sentence claims beyond its evidence: a trend, a cause, a comparison, what a group thinks, who is left out."""

from typing import Any

import pandas as pd
import pytest
from helpers_rounds import codebook, evidence_frame, round_data, table

from pipeline.audit.reproduction import AUDIT_COLUMNS, REPRODUCTION_COLUMNS
from pipeline.claims.backing import Sources
from pipeline.claims.checks import problems_of
from pipeline.claims.text import parse
from pipeline.claims.wording import polarity
from pipeline.claims.written import problems_of_written
from pipeline.codebook import Voice
from pipeline.contracts.loading import RoundData
from pipeline.evidence.group_table import group_table
from pipeline.evidence.table import VALUE_COLUMNS
from pipeline.triangulation import comparison
from pipeline.triangulation.findings import triangulate
from pipeline.triangulation.scope import Scope

PHASES = ("interviews", "surveys")
BOOK = codebook({"q1": PHASES}).model_copy(
    update={
        "voices": [
            Voice(id="medewerkers", label="Medewerkers en vrijwilligers", definition=""),
            Voice(id="bewoners", label="Bewoners", definition=""),
            Voice(id="documenten", label="Documenten en cijfers", definition="", person=False),
        ]
    }
)
NAME = "F-q-q1"
STAFF = {"voice": "medewerkers"}


def made(
    rows: list[dict[str, Any]], figures: tuple[dict[str, Any], ...] = (), sentences: tuple[dict[str, Any], ...] = ()
) -> tuple[RoundData, Sources]:
    """Make a round with this evidence; the figures, if any, are behind its first piece."""
    tables = {"figures": table("figures", *figures), "sentences": table("sentences", *sentences)}
    data = round_data(BOOK, tables, areas=("Noord",))
    evidence = evidence_frame(rows)
    behind = [
        {
            "evidence_id": evidence["evidence_id"].iloc[0],
            "file": data.file("figures"),
            "key": row["figure_id"],
            "role": "says",
        }
        for row in figures
    ]
    found = triangulate(evidence, Scope.of(data.round, BOOK, PHASES), sentences=tables["sentences"]).tables
    return data, Sources(
        data,
        found
        | {
            "evidence": evidence,
            "evidence_trace": pd.DataFrame(behind, columns=["evidence_id", "file", "key", "role"]),
            "values": pd.DataFrame([], columns=list(VALUE_COLUMNS)),
            "groups": group_table(data, []),
            "comparison": pd.DataFrame([], columns=list(comparison.COLUMNS)),
            "figure_audit": pd.DataFrame([], columns=list(AUDIT_COLUMNS)),
            "reproduction": pd.DataFrame([], columns=list(REPRODUCTION_COLUMNS)),
        },
    )


def told(text: str, sources: Sources) -> list[str]:
    [block] = parse(f"{text} [@{NAME}]", "rapport.md").blocks
    return [problem.value for problem in problems_of(block.sentences[0], sources)]


BOTH = [STAFF, STAFF | {"phase": "surveys"}]


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        ("Mogelijk krijgen mensen meer grip.", ["krijgen mensen meer grip"]),
        ("De grip is mogelijk toegenomen.", ["toegenomen"]),
        ("Het lijkt steeds beter te gaan.", ["steeds beter"]),
        ("Mogelijk komt het contact op gang.", ["komt het contact op gang"]),
        ("Medewerkers vertellen dat zij meer grip krijgen.", []),
        ("Volgens medewerkers is de grip toegenomen.", []),
        ("Er lijken kansen om te groeien.", []),
        ("Mogelijk gaat het dankzij de begeleiding.", ["dankzij"]),
        ("De begeleiding leidt mogelijk tot grip.", []),  # not "leidt tot": the words stand apart
        ("De begeleiding zorgt ervoor dat het lijkt te lukken.", ["zorgt ervoor"]),
        ("Volgens de leiding komt dat door de begeleiding.", []),
        ("De aanpak lijkt vernieuwend.", ["vernieuwend"]),
        ("Het lijkt hier beter dan elders.", ["beter dan elders"]),
        ("Medewerkers noemen de aanpak vernieuwend.", []),
        ("De aanpak lijkt niet vernieuwend.", []),
    ],
)
def test_a_trend_a_cause_and_a_comparison_need_evidence_of_their_kind(text: str, claims: list[str]) -> None:
    _, sources = made(BOTH)
    assert told(text, sources) == claims


def test_a_trend_may_be_told_of_what_was_measured_twice() -> None:
    at = {"document": "1", "locator": "p. 1", "phase": "desk_research", "series": "s", "quantity": "cijfer"}
    two = tuple(
        at | {"figure_id": f"f{year}", "period": year, "measure": "procent", "printed": "5%"}
        for year in ("2009", "2017")
    )
    target = (two[0], two[1] | {"role": "target"})
    text = "Mogelijk is de grip toegenomen."
    assert told(text, made(BOTH, two)[1]) == []
    assert told(text, made(BOTH, target)[1]) == ["toegenomen"], "a target is no measurement"
    of_area = [BOTH[0] | {"unit": "Noord"}, BOTH[1]]
    assert told("Mogelijk is de grip van medewerkers toegenomen.", made(of_area, two)[1]) == ["toegenomen"]
    assert told("Mogelijk is de grip van bewoners in de wijk toegenomen.", made(of_area, two)[1]) == []


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("Bewoners hebben een goed beeld, zo lijkt het.", False),
        ("De meeste bewoners vinden het mogelijk goed.", False),
        ("Volgens medewerkers hebben bewoners een goed beeld.", True),
        ("Medewerkers vinden het mogelijk goed.", True),
        ("Vrijwilligers en bewoners voelen zich mogelijk thuis.", False),
        ("Het bereik onder bewoners lijkt goed.", True),
    ],
)
def test_what_a_group_thinks_is_told_only_where_it_was_heard(text: str, right: bool) -> None:
    found = told(text, made(BOTH)[1])
    assert (found == []) is right


def test_a_group_that_mostly_says_the_opposite_is_not_left_out() -> None:
    against = [{"voice": "bewoners", "direction": -1, "aspect": aspect} for aspect in "ab"]
    rows = [*BOTH, STAFF | {"aspect": "b"}, STAFF | {"phase": "surveys", "aspect": "b"}, *against]
    sources = made(rows)[1]
    [finding] = sources.findings.values()
    assert finding["direction"] == 1
    assert told("Het gaat goed.", sources) != []
    for text in ("Het lijkt vooral goed te gaan.", "Het gaat mogelijk goed, maar bewoners zien dat anders."):
        assert told(text, sources) == []
    once = made(rows[:-1])[1]
    assert "laat weg" not in " ".join(told("Het lijkt goed.", once)), "one remark is no group"


def sentence(text: str, **other: Any) -> dict[str, Any]:
    return {"subject": "finding", "about": "q1", "direction": 1, "sentence": text, "short": "kort", **other}


@pytest.mark.parametrize(
    ("row", "wrong"),
    [
        (sentence("Het lijkt goed te gaan."), ""),
        (sentence("Het gaat altijd goed."), "stelliger"),
        (sentence("Mogelijk is het slecht."), "klinkt kritisch"),
        (sentence("Mogelijk komt het op gang."), "twee metingen"),
        (sentence("Het lijkt goed te gaan. Dat zegt men."), "één gewone zin"),
        (sentence("Minstens 40 mensen lijken tevreden."), "dekt dit getal"),
        (sentence("# Het lijkt goed"), "één gewone zin"),
        (sentence('Het lijkt {{ waarde("f") }} keer goed.'), "niets wordt uitgerekend"),
        # it stands on no page, since the evidence points the other way: nothing to judge
        (sentence("Het gaat altijd slecht.", direction=-1), ""),
        (sentence("Het gaat altijd goed.", about="q9"), ""),
        (sentence("Het lijkt goed te gaan. [@r1]", subject="round", about=""), "niet op een andere zin"),
        # what it names turned, or was not found: it stands on no page either
        (sentence(f"Het is slecht. [@{NAME}]", subject="round", about="", direction=-1), ""),
        (sentence("Het gaat goed. [@F-q-q9]", subject="round", about=""), "bestaat niet"),
        # of the round: it names what it rests on itself
        (sentence("Het gaat goed met de buurt.", subject="round", about=""), "waarop dat rust"),
        (sentence(f"Het lijkt goed te gaan. [@{NAME}]", subject="round", about=""), ""),
    ],
)
def test_what_people_write_is_checked_as_any_claim_and_told_by_its_row(row: dict[str, Any], wrong: str) -> None:
    problems = problems_of_written(*made(BOTH, sentences=(row,)))
    assert bool(problems) is bool(wrong)
    for problem in problems:
        assert problem.file.endswith("sentences.csv")
        assert problem.column == "sentence"
        assert problem.value.startswith("r1: ")
    assert wrong in " ".join(problem.what for problem in problems)


ASKED = "Voelen bezoekers zich welkom in de bibliotheek?"


@pytest.mark.parametrize(
    ("direction", "text", "right"),
    [
        (1, "Bezoekers lijken zich welkom te voelen in de bibliotheek.", True),
        (1, "Bezoekers voelen zich mogelijk niet welkom in de bibliotheek.", False),
        (-1, "Bezoekers voelen zich mogelijk niet welkom in de bibliotheek.", True),
        (-1, "Bezoekers voelen zich mogelijk welkom in de bibliotheek.", False),
        (1, "De koffie smaakt mogelijk niet.", True),  # of something else: its words don't tell
    ],
)
def test_a_sentence_is_held_against_its_question(direction: int, text: str, right: bool) -> None:
    rows = [row | {"direction": direction} for row in BOTH]
    written = {"subject": "finding", "about": "q1", "direction": direction, "sentence": text, "short": "lijkt zo"}
    data, sources = made(rows, sentences=(written,))
    sources.asked = {"q1": ASKED}
    assert (problems_of_written(data, sources) == []) is right
    _, others = made(rows)
    others.asked = {"q1": ASKED}
    assert (told(text, others) == []) is right


def test_what_is_quoted_does_not_say_which_way_a_sentence_points() -> None:
    assert polarity("9 personen antwoorden «Nee» op de vraag «Zijn de tijden goed voor u?».") is None
    assert polarity("Dat is slecht, al zegt men “goed”.") == -1


def test_of_a_number_in_a_written_sentence_nothing_is_advised_that_is_refused_there() -> None:
    written = {"subject": "finding", "about": "q1", "direction": 1, "sentence": "Mogelijk zijn 40 mensen blij."}
    [problem] = problems_of_written(*made(BOTH, sentences=({**written, "short": "lijkt"},)))
    assert "waarde(" not in problem.mend
