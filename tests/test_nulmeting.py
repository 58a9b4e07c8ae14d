"""The nulmeting against results that a sceptical reader can check by hand, from document 004 and nothing else."""

from functools import cache

import pandas as pd
import pytest
from helpers_rounds import nulmeting

from pipeline.audit.reproduction import tables
from pipeline.phases.desk_research.changes import figures_of

# p. 39-40: subsidies, commissions and trajectories of 2017, in euros.
INCOME_2017 = [39_000, 1_900, 42_000, 14_000, 15_000, 32_000, 6_000]
TOTAL_2017 = 149_900


@cache
def reproduction() -> pd.DataFrame:
    return tables(nulmeting())[0].set_index("claim_id")


def claim(name: str) -> pd.Series:
    return reproduction().loc[f"R-{name}"]


def test_the_income_of_2017_adds_up() -> None:
    sources = figures_of(nulmeting(), "inkomsten_2017_bron")
    amounts = sources.loc[sources["measure"] == "euro", "value"]
    assert list(amounts) == INCOME_2017
    assert amounts.sum() == sum(INCOME_2017) == TOTAL_2017


RECOMPUTED = [
    # p. 39-40: stadsbeheer, opdrachten and schone wijk; dagbesteding; nothing; what is left
    ("ink17_deel_opdrachten", "ca. één vijfde", 32_000 / TOTAL_2017, "reproduced"),
    # p. 40: the worked example
    ("reken_zelf_opbrengst", "€ 75.000", 5000 * 15, "reproduced"),
    ("reken_part_opbrengst", "€ 5000", 500 * 10, "reproduced"),
    # p. 25-26 and 50-51: the monitor
    ("mon_verdubbeling_actief", "Verdubbeling", 10 / 5, "reproduced"),
    ("slot_uitkering_stijging", "3,7%", 12.6 - 8.9, "reproduced"),
    # p. 26 and 32: eight private customers and two housing corporations
    ("resp_klanten", "tien", 8 + 2, "reproduced"),
    # p. 52 ff.: 24 respondents
    ("survey_kwaliteit_goed", "75%", 100 * 18 / 24, "reproduced"),
    ("survey_kwaliteit_gemiddeld", "17 %", 100 * 4 / 24, "reproduced"),
    ("survey_kwaliteit_onbekend", "8 %", 100 * 2 / 24, "reproduced"),
    ("survey_profiel_netwerkpartner", "54%", 100 * 13 / 24, "reproduced"),
    ("survey_profiel_werkgever", "4%", 100 * 1 / 24, "reproduced"),
    ("survey_profiel_opdrachtgever", "12%", 100 * 3 / 24, "within rounding"),
    ("survey_profiel_wijk", "12%", 100 * 3 / 24, "within rounding"),
]


# By an assumption of ours: which sources of income are public, and which go with which theme.
ASSUMED = [
    ("ink17_thema_leefbaarheid", "53%", 100 * 80_000 / TOTAL_2017),
    ("ink17_thema_zelfredzaamheid", "9%", 100 * 14_000 / TOTAL_2017),
    ("ink17_thema_participatie", "38%", 100 * 55_900 / TOTAL_2017),
    ("ink17_deel_publiek", "ca. 80%", 100 * 117_900 / TOTAL_2017),
]


@pytest.mark.parametrize(("name", "printed", "value", "verdict"), RECOMPUTED)
def test_what_follows_from_the_document(name: str, printed: str, value: float, verdict: str) -> None:
    row = claim(name)
    assert (row["printed"], row["verdict"]) == (printed, verdict)
    assert float(row["recomputed"]) == pytest.approx(value, abs=0.00005)


@pytest.mark.parametrize(("name", "printed", "value"), ASSUMED)
def test_what_follows_from_an_assumption_of_ours_only_is_possible(name: str, printed: str, value: float) -> None:
    row = claim(name)
    assert (row["printed"], row["verdict"], row["basis"]) == (printed, "not reproducible", "assumed")
    assert float(row["recomputed"]) == pytest.approx(value, abs=0.00005)


def test_of_the_share_of_participatie_is_told_what_may_have_been_rounded() -> None:
    assert 53 + 0 + 38 + 9 == 100  # as printed; 53,4 + 0 + 37,3 + 9,3 rounds to 53 + 0 + 37 + 9 = 99
    cause = claim("ink17_thema_participatie")["cause"]
    assert "Met 38 tellen de gedrukte delen op tot 100, met 37 tot 99." in cause
    # Amounts up to 500 euro higher and lower give 38 too: 56.900 of 148.900.
    assert round(100 * 56_900 / (56_900 + 94_000 - 4 * 500)) == 38
    assert "dan kan ook 38% uitkomen" in cause
    assert "37,3" in cause


def test_the_rise_of_benefits_is_in_percentage_points() -> None:
    cause = claim("slot_uitkering_stijging")["cause"]
    assert "procentpunten" in cause
    assert "41,6%" in cause  # 3,7 / 8,9


@pytest.mark.parametrize("name", ["klant_cijfer_inleiding", "klant_cijfer_vraag"])
def test_the_mark_of_the_customers_is_possible_and_no_more(name: str) -> None:
    row = claim(name)
    assert (row["printed"], row["verdict"], row["recomputed"]) == ("8,7", "not reproducible", "")
    assert "kan bij 10 hele scores (som 87)" in row["cause"]


def test_cut_off_percentages_are_called_so() -> None:
    assert "Het percentage is afgekapt" in claim("survey_profiel_opdrachtgever")["cause"]
    assert "Het percentage is afgekapt" not in claim("survey_kwaliteit_gemiddeld")["cause"]


# The summary (p. 12-14) and the chapter (p. 32) print other ladder positions, but need not be about the same people:
# the chapter is about those with a question for support.
@pytest.mark.parametrize(
    ("ladder", "summary", "chapter"),
    [("lad_zelf_begin", "1,5", "2"), ("lad_zelf_eind", "3,5", "4"), ("lad_part_eind", "3,5", "3")],
)
def test_a_position_of_maybe_another_group_is_no_contradiction_and_is_told(
    ladder: str, summary: str, chapter: str
) -> None:
    for here, printed in (("samenvatting", summary), ("hoofdstuk", chapter)):
        row = claim(f"{ladder}_{here}")
        assert (row["printed"], row["verdict"], row["basis"]) == (printed, "not reproducible", "notice")
    assert f"Daarnaast staat {summary} (" in claim(f"{ladder}_hoofdstuk")["cause"]
    assert "Let op bij" in claim(f"{ladder}_samenvatting")["cause"]


@pytest.mark.parametrize("here", ["samenvatting", "hoofdstuk"])
def test_the_begin_of_participatie_is_one_in_both_places(here: str) -> None:
    row = claim(f"lad_part_begin_{here}")
    assert (row["printed"], row["verdict"]) == ("1", "not reproducible")
    if here == "hoofdstuk":
        assert "Daarnaast staat 1 (" in row["cause"]


def test_sixteen_street_interviews_are_not_twenty() -> None:
    rows = [claim(name) for name in ("resp_straat", "resp_straat_verhaal", "resp_straat_kader")]
    assert [row["printed"] for row in rows] == ["zestien", "n=20", "n=20"]
    assert {row["verdict"] for row in rows} == {"not reproduced"}
    assert "n=20" in rows[0]["cause"]
    assert "zestien" in rows[1]["cause"]


def test_the_monitor_itself_can_not_be_recomputed() -> None:
    monitor = [name for name in reproduction().index if name.startswith("R-mon_") and name.endswith(("_2009", "_2017"))]
    assert len(monitor) == 30
    assert set(reproduction().loc[monitor, "verdict"]) == {"not reproducible"}


def test_nothing_else_in_the_document_contradicts_itself() -> None:
    """Pin the whole list: a figure that joins or leaves it deserves a look at the document."""
    contradicted = set(reproduction().index[reproduction()["verdict"] == "not reproduced"])
    street = {"R-resp_straat", "R-resp_straat_verhaal", "R-resp_straat_kader"}
    # Counted from two lists (p. 17-18 and Bijlage 1): 11 domains and 12.
    domains = {"R-inst_zrm_domeinen_tabel", "R-inst_zrm_domeinen_bijlage"}
    # The text dates Movisie's description to 2008, the notes to 2018.
    years = {"R-movisie_jaar_tekst", "R-movisie_jaar_noot"}
    assert contradicted == street | domains | years
