"""The round of the Buurtwerkkamers against what a sceptical reader can check by hand in documents 000, 001 and 002."""

import csv
from functools import cache

import pandas as pd
import pytest
from helpers_rounds import ROOT, nulmeting

from pipeline.audit.basis import Reproducibility
from pipeline.audit.reproduction import tables
from pipeline.contracts.loading import RoundData
from pipeline.evidence.table import Evidence
from pipeline.handover import Handover
from pipeline.phases.gathering import all_evidence
from pipeline.phases.raw_tables import load_round
from pipeline.phases.tables import TABLES
from pipeline.rounds import Project

ROUND = "buurtwerkkamers-2019"


@cache
def data() -> RoundData:
    return load_round(Project(ROOT), ROUND)


@cache
def made() -> tuple[pd.DataFrame, pd.DataFrame]:
    reproduction, audit = tables(data())
    return reproduction.set_index("claim_id"), audit.set_index("check_id")


@cache
def evidence() -> Evidence:
    return all_evidence(load_round(Project(ROOT), ROUND), Handover(Project(ROOT), ""))


def check(name: str, kind: str = "formula") -> pd.Series:
    return made()[1].loc[f"A-{kind}-{name}"]


def value(printed: str) -> float:
    """Read what a document prints, by another way than the pipeline."""
    return float("".join(sign for sign in printed if sign in "0123456789,").strip(",").replace(",", "."))


def test_both_rounds_have_more_than_400_figures_each_with_a_verdict_and_a_check() -> None:
    rounds = [data(), nulmeting()]
    assert sum(len(round_.tables["figures"]) for round_ in rounds) > 400
    for round_ in rounds:
        reproduction, audit = tables(round_)
        names = list(round_.tables["figures"]["figure_id"])
        assert list(reproduction["claim_id"]) == [f"R-{name}" for name in names]
        assert set(reproduction["verdict"]) <= set(Reproducibility)
        assert {name for ids in audit["figure_ids"] for name in ids.split()} == set(names)


# 000 § 3.1: the agreements of four rooms, the subsidy, the cover, the costs and the staff of one room.
FITS_000 = [
    ("d000_afspraak_deelnemers_totaal", [500, 400, 350, 350], 1600),
    ("d000_afspraak_ontmoeting_totaal", [300, 200, 200, 200], 900),
    ("d000_afspraak_activering_totaal", [100, 75, 75, 75], 325),
    ("d000_afspraak_computer_totaal", [40, 40, 40, 40], 160),
    ("d000_afspraak_taal_totaal", [50, 50, 75, 50], 225),
    ("d000_afspraak_formulieren_totaal", [200, 150, 150, 100], 600),
    ("d000_afspraak_schuldhulp_totaal", [60, 50, 50, 30], 190),
    ("d000_afspraak_werk_totaal", [15, 10, 15, 10], 50),
    ("d000_subsidie_totaal", [189_000, 59_000], 248_000),
    ("d000_dekking_totaal", [248_000, 94_000, 35_500, 20_000, 2_000], 399_500),
    ("d000_kosten_totaal", [340_188, 50_414, 35_986], 426_588),
    ("d000_fte_totaal", [0.5, 0.9, 0.1, 0.1], 1.6),
]
# 001, "Voorlopige conclusies": by room, and by landlord.
FITS_001 = [
    ("d001_deelnemers_totaal", [374, 264, 227], 865),
    ("d001_concl_deelnemers", [330, 172, 135, 117, 34, 30, 47], 865),
]
# 002, chapter 7: hours of 36, 35% on top of the wage, 12 months; and the rest of one room's budget.
FITS_002 = [
    ("d002_begroting_coordinatie", [24 / 36 * 1.35 * 12 * 3000], 32_400),
    ("d002_begroting_coaching", [4 / 36 * 1.35 * 12 * 5300], 9_540),
    ("d002_begroting_perspectiefbaan", [32 / 36 * 1.35 * 12 * 1700], 24_480),
    ("d002_begroting_leerwerk", [4 * 6 * 150], 3_600),
    (
        "d002_begroting_totaal_kamer",
        [32_400, 9_540, 24_480, 3_600, 7_653, 7_200, 4_200, 1_500, 3_000, 1_000, 427],
        95_000,
    ),
    ("d002_begroting_totaal_drie_kamers", [95_000] * 3, 285_000),
]


@pytest.mark.parametrize(("name", "parts", "total"), FITS_000 + FITS_001 + FITS_002)
def test_what_fits_its_parts(name: str, parts: list[float], total: float) -> None:
    found = check(name)
    assert sum(parts) == pytest.approx(total)
    assert (value(found["printed"]), float(found["recomputed"])) == (total, pytest.approx(total))
    assert (found["verdict"], found["severity"]) == ("consistent", "")
    assert made()[0].loc[f"R-{name}", "verdict"] == "reproduced"


def test_support_of_7653_euro_fits_within_rounding() -> None:
    found = check("d002_begroting_ondersteuning")
    assert value(found["printed"]) == 7_653
    assert float(found["recomputed"]) == pytest.approx(2.5 * 46 * 1.21 * 55)  # 7.653,25
    assert found["verdict"] == "consistent"
    assert made()[0].loc["R-d002_begroting_ondersteuning", "verdict"] in {"reproduced", "within rounding"}


# 002, chapter 7, the table of financiers: Casa Jepie Makandra, MultiBron, De Handreiking, K- and G-buurt, total.
COLUMNS = ("cjm", "multibron", "handreiking", "kg", "totaal")
MATRIX = {
    "matrix_stadsdeel": [54_500, 62_000, 57_500, 0, 174_000],
    "matrix_wpi": [0, 10_000, 5_000, 0, 15_000],
    "matrix_rochdale": [0, 0, 10_000, 0, 10_000],
    "matrix_eigen_haard": [25_000, 15_000, 10_000, 0, 50_000],
    "matrix_stadgenoot": [10_000, 0, 0, 0, 10_000],
    "matrix_ymere": [0, 2_500, 7_500, 0, 10_000],
    "matrix_fondsen": [3_500, 3_500, 3_000, 0, 10_000],
    "matrix_eigen_inkomsten": [2_000, 2_000, 2_000, 0, 6_000],
    "matrix_formeel": [95_000, 95_000, 95_000, 0, 285_000],
    "matrix_bewoners_uren": [10_000, 7_500, 6_250, 0, 23_750],
    "matrix_bewoners_euro": [88_000, 66_000, 55_000, 0, 209_000],
    "matrix_medewerkers_uren": [500, 500, 500, 100, 1_600],
    "matrix_medewerkers_euro": [17_500, 17_500, 17_500, 3_500, 56_000],
    "matrix_vrijwilligers": [105_500, 83_500, 72_500, 3_500, 265_000],
    "populair": [200_500, 178_500, 167_500, 3_500, 550_000],
}
SUMS_DOWN = ("matrix_formeel", "matrix_vrijwilligers", "populair")


@pytest.mark.parametrize("row", MATRIX)
def test_the_matrix_is_as_printed_and_its_rows_add_up(row: str) -> None:
    printed = data().tables["figures"].set_index("figure_id")["printed"]
    assert [value(printed[f"d002_{row}_{column}"]) for column in COLUMNS] == MATRIX[row]
    across = check(f"d002_{row}_totaal_kolommen" if row in SUMS_DOWN else f"d002_{row}_totaal")
    assert (across["verdict"], float(across["recomputed"])) == ("consistent", sum(MATRIX[row][:-1]))


@pytest.mark.parametrize("column", COLUMNS)
@pytest.mark.parametrize("row", SUMS_DOWN)
def test_the_columns_of_the_matrix_add_up(row: str, column: str) -> None:
    found = check(f"d002_{row}_{column}")
    expected = MATRIX[row][COLUMNS.index(column)]
    assert (found["verdict"], float(found["recomputed"]), value(found["printed"])) == ("consistent", expected, expected)


# Each of these can be read in the document, and there are no others.
CONTRADICTIONS = [
    ("formula-d000_afspraak_klussen_totaal", "450", 100 + 100 + 75 + 75, "high"),
    ("formula-d002_uren_gezamenlijk_h4", "circa 34.500", 23_750 + 1_600, "medium"),
    ("formula-d002_financiering_corporaties_laagste", "€ 5.000", 2_500, "medium"),
    # Chapter 3 against note 2: "meer dan 500" a room, but 1.000 to 1.200 for three.
    ("formula-d002_bereik_gebruikers_kamer_h3", "meer dan 500", 1100 / 3, "high"),
    # All hours of chapter 7 at the minimum wage that the summary says they were counted at.
    ("formula-d002_samenvatting_waarde_vrijwilligers", "minimaal € 265.000,-", (23_750 + 1_600) * 8.8, "medium"),
    # The same offer is dated 31 October 2015 in note 3 and 30 October 2015 in note 9: a date is no number to recompute.
    ("same_quantity-d002_noot3_aanbod_2015", "31 oktober 2015", None, "low"),
    # Chapter 2: where a room is, more people have little schooling than in Zuidoost on average. Note 7: 42% and 43%.
    ("said-d002_laagopgeleid_holendrecht", "42%", 43, "low"),
]


@pytest.mark.parametrize(("name", "printed", "other", "severity"), CONTRADICTIONS)
def test_what_contradicts(name: str, printed: str, other: float | None, severity: str) -> None:
    found = made()[1].loc[f"A-{name}"]
    assert (found["printed"], found["verdict"], found["severity"]) == (printed, "inconsistent", severity)
    assert (float(found["recomputed"]) if found["recomputed"] else None) == pytest.approx(other, abs=0.0001)


def test_nothing_else_is_accused() -> None:
    audit = made()[1]
    assert set(audit.index[audit["verdict"] == "inconsistent"]) == {f"A-{name}" for name, *_ in CONTRADICTIONS}


def test_a_budget_of_250_euro_and_a_maximum_of_500_stand_beside_each_other() -> None:
    # 002, chapter 7 and note 22, petty cash: a maximum does not contradict a budget, but neither is confirmed.
    reproduction = made()[0]
    for name, amount in [("begroting_handgeld_maand", 250), ("noot22_handgeld", 500)]:
        row = reproduction.loc[f"R-d002_{name}"]
        assert value(row["printed"]) == amount
        assert row["verdict"] in {"not reproducible", "not reproduced"}
    assert "250 per maand" in reproduction.loc["R-d002_noot22_handgeld", "cause"]


def test_well_over_half_is_70_percent_with_an_assumption_of_ours_and_so_only_possible() -> None:
    found = check("d001_concl_formulieren_helft")
    assert (found["printed"], found["verdict"]) == ("ruim over de helft", "not testable")
    # 475 of the forms and debts together in chapter 5 of 002
    assert float(found["recomputed"]) == pytest.approx(475 / (200 + 150 + 75 + 125 + 75 + 50), abs=0.0001)


# Evidence.


def test_a_target_gives_evidence_that_is_traced_to_its_figures() -> None:
    trace = evidence().trace
    figures = trace[trace["file"] == f"raw/{ROUND}/figures.csv"].groupby("evidence_id")["key"].agg(set)
    [name] = [
        name for name, keys in figures.items() if keys == {"d001_deelnemers_totaal", "d001_concl_deelnemers_doel"}
    ]
    row = evidence().rows.set_index("evidence_id").loc[name]
    assert (row["phase"], row["question"], row["aspect"]) == ("desk_research", "afspraken", "totaal_deelnemers")
    assert (row["direction"], row["provenance"]) == (1, "published")
    for part in ("865", "1.100", "79%", "Halverwege 2017"):
        assert part in row["statement"]
    assert row["quality"] == "Een half jaar naast een doel voor het hele jaar"


def test_every_piece_of_evidence_traces_to_raw_rows_that_exist() -> None:
    rows, trace = evidence().rows, evidence().trace
    assert rows["evidence_id"].is_unique
    assert set(trace["evidence_id"]) == set(rows["evidence_id"])
    keys = {f"raw/{ROUND}/{contract.file}": contract.key for contract in TABLES.values()}
    for name, group in trace.groupby("file"):
        with (ROOT / str(name)).open(encoding="utf-8", newline="") as file:
            known = {record[keys[str(name)]] for record in csv.DictReader(file)}
        assert set(group["key"]) <= known


def test_every_deployed_phase_speaks_and_no_other() -> None:
    deployed = {name for name, deployment in data().round.phases.items() if deployment.deployed}
    assert set(evidence().rows["phase"]) == deployed
    assert "surveys" not in deployed
