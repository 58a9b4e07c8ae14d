"""Surveys and ladders: distributions, rankings, positions and the evidence from closed answers."""

from math import sqrt
from typing import Any

import pandas as pd
import pytest
from helpers_rounds import ROUND, codebook, edit, nulmeting, round_data, table

from pipeline.blocks import Figure
from pipeline.contracts.loading import RoundData
from pipeline.contracts.table import Context
from pipeline.errors import InputError
from pipeline.phases.raw_tables import load_phase
from pipeline.phases.surveys import telling
from pipeline.phases.surveys.distributions import distribution, ladders, ranking
from pipeline.phases.surveys.evidence import PHASE, gather
from pipeline.phases.surveys.tables import _counts_fit
from pipeline.phases.tables import TABLES
from pipeline.rounds import Project
from pipeline.telling.trace import behind

Z = 1.959963984540054  # the 97.5 % point of the normal distribution


def wilson(count: int, n: int) -> tuple[float, float]:
    """Newcombe (1998), method 3, as printed there."""
    p = count / n
    middle, half = 2 * n * p + Z**2, Z * sqrt(Z**2 + 4 * n * p * (1 - p))
    return (middle - half) / (2 * (n + Z**2)), (middle + half) / (2 * (n + Z**2))


def test_the_quality_of_the_services_is_distributed_as_eighteen_four_and_two_of_24() -> None:
    rows = distribution(nulmeting(), "kwaliteit")
    assert list(rows["category"]) == ["Goed of uitstekend", "Gemiddeld", "Kent de diensten niet"]
    assert list(rows["count"]) == [18, 4, 2]
    assert list(rows["printed"]) == ["75%", "17 %", "8 %"]
    assert list(rows["share"]) == pytest.approx([75, 100 / 6, 100 / 12])
    assert set(rows["provenance"]) == {"reconstructed"}


def of_ten(selection: str, invited: Any = pd.NA) -> pd.DataFrame:
    """Distribute 7 and 3 of 10 answers, of people who came in that way."""
    wave = {"source_id": "peiling", "voice": "v1", "persons": 10, "selection": selection, "invited": invited}
    return distribution(small({"count": 7}, {"count": 3}, wave=wave), "vraag")


def test_where_people_were_drawn_at_random_the_intervals_are_wilsons() -> None:
    for row, count in zip(of_ten("random").itertuples(), (7, 3), strict=True):
        assert (row.low / 100, row.high / 100) == pytest.approx(wilson(count, 10))


def test_where_everybody_was_asked_the_interval_is_about_those_who_were_asked() -> None:
    by_asked = {asked: of_ten("everyone", asked) for asked in (10, 12, 40, 10**7)}
    assert (by_asked[10]["low"] == by_asked[10]["share"]).all(), "everybody answered: nothing is left to estimate"
    widths = [(rows["high"] - rows["low"]).sum() for rows in by_asked.values()]
    assert widths == sorted(widths)
    assert by_asked[10**7]["low"].to_numpy() == pytest.approx(of_ten("everyone")["low"].to_numpy(), abs=1e-3)


@pytest.mark.parametrize("selection", ["", "purposive", "present", "organisation"])
def test_where_people_stand_for_nobody_else_the_columns_of_the_interval_are_empty(selection: str) -> None:
    rows = of_ten(selection, 40)
    assert rows[["low", "high"]].isna().all(axis=None)
    assert list(rows["share"]) == [70, 30]


def test_how_the_people_of_the_nulmeting_were_chosen_is_not_printed_and_their_answers_have_no_interval() -> None:
    assert distribution(nulmeting(), "kwaliteit")[["low", "high"]].isna().all(axis=None)
    [text, figure, *_] = [
        part for part in telling.distributions(nulmeting()).parts if "teruggerekend" not in repr(part)
    ][:2]
    assert "hoe deze mensen zijn gekozen, is niet gepubliceerd" in repr(text)
    assert isinstance(figure, Figure)
    assert "streepjes" not in figure.caption + figure.alt


@pytest.mark.parametrize(
    ("selection", "said", "interval"),
    [
        ("random", "de deelnemers zijn geloot", True),
        ("everyone", "iedereen is gevraagd", True),
        ("present", "de mensen die er waren", False),
        ("organisation", "via de organisatie", False),
        ("purposive", "doelgericht gekozen", False),
        ("", "is niet bekend", False),
    ],
)
def test_each_survey_says_for_whom_its_shares_hold(selection: str, said: str, interval: bool) -> None:
    wave = {"source_id": "peiling", "label": "Peiling", "selection": selection, "provenance": "collected"}
    text, figure, shown = telling.distributions(small({"count": 7}, {"count": 3}, wave=wave, kind="share")).parts
    assert said in repr(text)
    assert ("Het interval" in repr(text)) == interval == ("95%-interval" in repr(shown))
    assert ("geen marge" in repr(text)) != interval
    assert ("low=None" not in repr(figure)) == interval


@pytest.mark.parametrize("table", ["survey_waves", "survey_items"])
def test_more_answers_than_people_asked_is_a_mistake_that_is_told(project: Project, table: str) -> None:
    def asked_few(waves: pd.DataFrame) -> None:
        waves["invited"] = "20"
        waves["persons"] = "24" if table == "survey_waves" else "20"

    edit(project, "survey_waves", asked_few)
    with pytest.raises(InputError) as error:
        load_phase(project, ROUND, PHASE)
    assert {problem.file.split("/")[-1] for problem in error.value.problems} >= {f"{table}.csv"}


def test_the_roles_of_the_respondents_fit_24_and_the_rest_has_no_printed_share() -> None:
    rows = distribution(nulmeting(), "profiel")
    assert list(rows["count"]) == [13, 3, 3, 1, 4]
    assert list(rows["printed"]) == ["54%", "12%", "12%", "4%", ""]


def test_an_item_without_counts_has_no_distribution() -> None:
    assert distribution(nulmeting(), "ideaal").empty


def test_a_ranking_is_given_in_its_order(project: Project) -> None:
    def turned_round(answers: pd.DataFrame) -> pd.DataFrame:
        return answers.iloc[::-1]

    edit(project, "survey_answers", turned_round)
    rows = ranking(load_phase(project, ROUND, PHASE), "ideaal")
    assert list(rows["rank"]) == [1, 2, 3, 4, 5, 6, 7]
    assert list(rows["category"].str.split().str[0].str.lower()) == [
        "schone",
        "leefbare",
        "zorgzame",
        "inclusieve",
        "gezellige",
        "groene",
        "veilige",
    ]


# Document 004: the summary on p. 12-14, the rungs printed in bold on p. 32-33, and the mark "3-" on p. 26-27.
LADDERS = {
    ("zelfredzaamheid", "zrm-11", "samenvatting"): (1.5, 3.5, None),
    ("zelfredzaamheid", "zrm-11", "hoofdstuk"): (2, 4, None),
    ("participatie", "participatieladder-5", "samenvatting"): (1, 3.5, None),
    ("participatie", "participatieladder-5", "hoofdstuk"): (1, 3, None),
    ("samenredzaamheid", "straatladder", "hoofdstuk"): (2, 3, None),
    ("samenredzaamheid", "straatladder", "klanten"): (None, None, 2.75),
    ("leefbaarheid", "leefbaarheidsladder", "hoofdstuk"): (None, None, 3),
}


def test_the_ladders_of_the_summary_and_the_chapter_stand_apart() -> None:
    rows = ladders(nulmeting())
    found = {
        (row["question"], row["instrument"], row["scope"]): tuple(
            None if pd.isna(row[moment]) else row[moment] for moment in ("begin", "eind", "stand")
        )
        for row in rows.to_dict("records")
    }
    assert found == LADDERS
    assert len(rows) == len(LADDERS)


def test_positions_keep_what_was_printed() -> None:
    rows = ladders(nulmeting()).set_index(["question", "scope"])
    assert rows.loc[("zelfredzaamheid", "samenvatting"), "begin_printed"] == "1,5"
    assert rows.loc[("samenredzaamheid", "klanten"), "stand_printed"] == "3-"


def test_positions_are_no_evidence_beside_their_own_sources() -> None:
    keys = set(gather(nulmeting()).trace["file"])
    assert f"raw/{ROUND}/ladder_positions.csv" not in keys


def small(*answers: dict[str, Any], wave: dict[str, Any] | None = None, **item: Any) -> RoundData:
    """Make a round with one closed item of 10 respondents."""
    answers = tuple({"item_id": "vraag", "category": "Goed", **answer} for answer in answers)
    plain = {"item_id": "vraag", "source": "peiling", "label": "Hoe is het?", "kind": "share", "n": 10}
    tables = {
        "survey_waves": table("survey_waves", wave or {"source_id": "peiling", "voice": "v1", "persons": 10}),
        "survey_items": table("survey_items", {**plain, "question": "q1", "aspect": "a", **item}),
        "survey_answers": table("survey_answers", *answers),
        "survey_statements": table("survey_statements"),
        "figures": table("figures", {"figure_id": "deel", "printed": "31%", "measure": "procent"}),
    }
    return round_data(codebook({"q1": ["surveys"]}), tables)


def test_an_answer_with_a_direction_counts_persons_out_of_all_who_answered() -> None:
    [row] = gather(small({"count": 7, "direction": 1})).rows.to_dict("records")
    assert (row["n"], row["n_total"], row["counted"], row["voice"]) == (7, 10, "personen", "v1")
    assert row["statement"] == "7 personen antwoorden «Goed» op de vraag «Hoe is het?»."


def test_a_rank_is_told_as_a_rank_and_counts_nobody() -> None:
    [row] = gather(small({"rank": 2, "direction": 1})).rows.to_dict("records")
    assert pd.isna(row["n"])
    assert pd.isna(row["n_total"])
    assert row["statement"] == "Op de vraag «Hoe is het?» staat «Goed» op plaats 2."
    assert row["quality"] == "Alleen de volgorde is gepubliceerd"


def test_answers_without_a_direction_or_an_aspect_are_no_evidence() -> None:
    assert gather(small({"count": 7})).rows.empty
    assert gather(small({"count": 7, "direction": 1}, aspect="")).rows.empty


def test_an_answer_of_which_only_the_percentage_is_known_is_told_without_a_count() -> None:
    [row] = gather(small({"figure_id": "deel", "direction": 1})).rows.to_dict("records")
    assert "31%" in row["statement"]
    assert "volgorde" not in row["quality"]


def test_an_answer_that_nobody_gave_is_no_evidence() -> None:
    rows = gather(small({"count": 10, "direction": 1}, {"count": 0, "direction": -1})).rows
    assert list(rows["direction"]) == [1]


def test_how_people_came_in_goes_with_what_they_answered() -> None:
    wave = {"source_id": "peiling", "voice": "v1", "persons": 10, "selection": "everyone"}
    assert list(gather(small({"count": 7, "direction": 1}, wave=wave)).rows["selection"]) == ["everyone"]


def test_an_answer_is_as_strong_as_the_weakest_of_itself_and_its_item() -> None:
    data = small({"count": 7, "direction": 1, "provenance": "collected"}, provenance="reconstructed")
    assert list(gather(data).rows["provenance"]) == ["reconstructed"]


def test_the_quality_of_the_services_is_evidence_from_18_and_4_of_24() -> None:
    found = gather(nulmeting())
    closed = found.rows[found.rows["counted"] == "personen"]
    assert sorted(zip(closed["direction"], closed["n"], closed["n_total"], strict=True)) == [(0, 4, 24), (1, 18, 24)]
    traced = found.trace[found.trace["evidence_id"].isin(closed["evidence_id"])]
    assert set(traced["key"]) == {
        "kwaliteit",
        "kwaliteit_goed",
        "kwaliteit_gemiddeld",
        "survey_kwaliteit_goed",
        "survey_kwaliteit_gemiddeld",
        "stakeholdersurvey",
    }


def test_an_item_on_a_question_that_surveys_were_not_asked_is_a_mistake_that_is_told(project: Project) -> None:
    def asked_elsewhere(items: pd.DataFrame) -> None:
        items.loc[items["item_id"] == "kwaliteit", ["question", "aspect"]] = ["financiele_basis", "omvang"]

    edit(project, "survey_items", asked_elsewhere)
    with pytest.raises(InputError) as error:
        load_phase(project, ROUND, PHASE)
    assert [problem.value for problem in error.value.problems] == ["financiele_basis"]


@pytest.mark.parametrize(
    ("provenance", "kind", "item_n", "counts", "wrong"),
    [
        ("collected", "share", 18, (10, 8), ""),
        ("collected", "share", 18, (14, 12), "De antwoorden samen zijn er meer (26)"),
        ("collected", "several", 18, (14, 12), ""),
        ("collected", "share", 25, (10, 8), "meer dan er aan deze vragenlijst meededen (18)"),
        # what a report prints may be off: the auditor says so
        ("published", "share", 25, (14, 12), ""),
    ],
)
def test_what_we_counted_ourselves_fits(
    provenance: str, kind: str, item_n: int, counts: tuple[int, ...], wrong: str
) -> None:
    item = {
        "item_id": "i",
        "source": "golf",
        "label": "Komt u?",
        "kind": kind,
        "n": str(item_n),
        "provenance": provenance,
    }
    answers = {
        f"a{at}": {"item_id": "i", "category": f"antwoord {at}", "count": str(count)} for at, count in enumerate(counts)
    }
    rows: Any = {"survey_waves": {"golf": {"persons": "18", "invited": ""}}, "survey_answers": answers}
    context = Context(TABLES["survey_items"], codebook({"q1": ["surveys"]}), rows)
    told = [what for _, what, _ in _counts_fit(item, context)]
    assert bool(told) is bool(wrong)
    assert wrong in " ".join(told)


def test_an_answer_without_a_printed_figure_has_a_place() -> None:
    data = small({"count": 7}, {"count": 3})
    data.tables["survey_answers"]["direction"] = pd.array([1, -1], dtype="Int64")
    evidence = gather(data)
    assert len(evidence.rows)
    says = dict(zip(evidence.rows["evidence_id"], evidence.rows["statement"], strict=True))
    shown = behind(data, evidence)
    assert {name: [text for text, _ in places] for name, places in shown.items()} == {
        name: [said] for name, said in says.items()
    }
    assert all("antwoord" in said and "«" in said for said in says.values()), "a question with its answer"
