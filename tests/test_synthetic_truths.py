"""The truths that are planted in the made-up round come out, with the right label and confidence."""

from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest
from helpers_rounds import table
from helpers_synthetic import ROUND, SECRET

from pipeline.notebook.round import RoundWork
from pipeline.triangulation import comparison


def finding(work: RoundWork, question: str) -> dict[str, object]:
    table = work.result.findings
    return table[table["question"] == question].iloc[0].to_dict()


def label(work: RoundWork, question: str, a: str, b: str) -> pd.Series:
    table = work.result.convergence
    return table[(table["question"] == question) & (table["phase_a"] == a) & (table["phase_b"] == b)].iloc[0]


@pytest.mark.parametrize(
    ("question", "direction", "convergence", "confidence"),
    [
        ("bereik", 1, "agreement", "moderate"),  # every phase shares it; made-up data takes a level
        ("groei", 1, "agreement", "low"),  # a single voice: made up, and little to go by
        ("samen", 1, "agreement", "moderate"),  # three phases and four voices, and a dissent
        ("gemeente_contact", 0, "dissonance", "low"),  # made up, and phases contradict each other: two levels
        ("aanpak", 1, "single source", "low"),
        ("tevreden", 1, "partial agreement", "low"),
    ],
)
def test_what_was_planted_comes_out(
    work: RoundWork, question: str, direction: int, convergence: str, confidence: str
) -> None:
    found = finding(work, question)
    assert (found["direction"], found["convergence"], found["confidence"]) == (direction, convergence, confidence)


def test_the_planted_dissent_is_the_strongest_case_against(work: RoundWork) -> None:
    cases = work.tables["negative_cases"]
    first = cases[(cases["finding_id"] == "F-samenwerking-samen") & (cases["rank"] == 1)].iloc[0]
    assert first["evidence_id"] == "E-interviews-samen-wachten-partners-min"


def test_the_finding_of_one_voice_says_so_and_vanishes_without_it(work: RoundWork) -> None:
    assert finding(work, "groei")["fragile"] == "Deze bevinding rust op één stem: «Medewerkers en vrijwilligers»."
    rows = work.tables["robustness"]
    gone = rows[(rows["finding_id"] == "F-effectiviteit-groei") & (rows["left_out"] == "medewerkers")]
    assert list(gone["outcome"]) == ["vanishes"]
    assert finding(work, "bereik")["fragile"] == ""


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ("desk_research", "interviews", "silence"),
        ("desk_research", "focusgroups", "withheld"),
        ("desk_research", "surveys", "not asked"),
        ("desk_research", "mystery_guests", "not in scope"),
    ],
)
def test_silence_is_taken_apart(work: RoundWork, a: str, b: str, expected: str) -> None:
    assert label(work, "aanpak", a, b)["label"] == expected


@pytest.mark.parametrize(
    ("question", "a", "b", "expected"),
    [
        ("bereik", "desk_research", "interviews", ("agreement", "agreement", "confirmed")),
        ("samen", "interviews", "focusgroups", ("partial agreement", "agreement", "overruled")),
        ("tevreden", "interviews", "surveys", ("partial agreement", "partial agreement", "disputed")),
        ("groei", "interviews", "focusgroups", ("agreement", "agreement", "suggested")),
    ],
)
def test_suggested_and_judged_are_told_apart(
    work: RoundWork, question: str, a: str, b: str, expected: tuple[str, str, str]
) -> None:
    row = label(work, question, a, b)
    assert (row["label"], row["suggested"], row["origin"]) == expected


def test_the_facts_behind_the_confidence_are_named(work: RoundWork) -> None:
    found = finding(work, "bereik")
    assert "40 van de 100 gevraagde mensen deden mee (40%)" in str(found["limitations"])
    assert "Een hogere respons." in str(found["would_raise"])
    assert "één persoon gecodeerd" in str(found["limitations"])


def test_double_coding_is_compared_and_named(work: RoundWork) -> None:
    # Five of six statements got the same code from both: 5/6 by hand.
    agreement = work.agreement
    whole = agreement[(agreement["scope"] == "interviews") & (agreement["compared"] == "together")]
    rows = whole.set_index("coefficient")
    assert rows.loc["percent agreement", "value"] == "0.8333"
    assert "6 van de 20 uitspraken" in rows.loc["percent agreement", "remark"]
    assert "dubbel gecodeerd" in str(finding(work, "groei")["limitations"])
    others = work.agreement[work.agreement["scope"] == "focusgroups"]
    assert list(others["remark"]) == ["Niet te berekenen: de uitspraken zijn door één persoon gecodeerd"]


@pytest.mark.parametrize("published", ["P_bereik", "P_gemeente", "P_aanpak", "P_samen", "P_advies"])
def test_a_published_conclusion_that_nobody_compared_has_no_verdict(work: RoundWork, published: str) -> None:
    found = work.comparison.set_index("published_id").loc[published]
    assert (found["verdict"], found["suggested"], found["origin"]) == ("not compared", "", "")


def test_what_is_withheld_is_in_no_table_and_in_no_sentence(work: RoundWork) -> None:
    for frame in (*work.data.tables.values(), *work.tables.values()):
        assert not frame.astype("str").apply(lambda column: column.str.contains(SECRET)).to_numpy().any()
    raw = Path(work.data.project.raw / ROUND / "focusgroup_statements.csv").read_text(encoding="utf-8")
    assert SECRET in raw, "it is there to be withheld"


def test_the_evidence_of_a_verdict_is_that_of_those_whose_judgement_counts(work: RoundWork) -> None:
    def row(number: int, stage: str, researcher: str, judgement: str, evidence: str) -> dict[str, str]:
        about = {"comparison_id": f"V{number}", "published_id": "P_bereik", "stage": stage, "reason": "Daarom."}
        return {**about, "researcher": researcher, "judgement": judgement, "evidence_ids": evidence}

    # A name may have a comma in it.
    two = [row(1, "independent", "Jansen, A.", "weaker", "E1"), row(2, "independent", "Pieters", "same", "E2")]
    third = row(3, "decision", "Smit, B.", "weaker", "E3")
    for rows, expected in ((two, ("undecided", "disputed", "E1 E2")), ([*two, third], ("weaker", "compared", "E3"))):
        data = replace(work.data, tables=work.data.tables | {"comparisons": table("comparisons", *rows)})
        found = (
            comparison.table(data, work.result.findings, work.evidence.rows).set_index("published_id").loc["P_bereik"]
        )
        assert (found["verdict"], found["origin"], found["evidence_ids"]) == expected
