"""Domains named by their label, or by their id in other letters, are read as the id."""

import pandas as pd
import pytest
from helpers_rounds import ROOT

from pipeline.codebook import Codebook, Domain, Instrument, Rung
from pipeline.contracts.labels import with_ids
from pipeline.contracts.table import Column, Table

SCORES = Table("scores", (Column("score_id", "identifier"), Column("domain", "domain", optional=True)))


def book(*domains: tuple[str, str]) -> Codebook:
    found = tuple(Domain(id=name, label=label) for name, label in domains)
    rungs = [Rung(rung=rung, label=str(rung), description="") for rung in (1, 2)]
    ladder = Instrument(id="ladder", label="Ladder", source="", rungs=rungs, domains=found)
    return Codebook(themes=[], voices=[], questions=[], indicators=(), instruments={"ladder": ladder})


def read(cell: str, *domains: tuple[str, str]) -> str:
    frame = pd.DataFrame({"score_id": ["s1"], "domain": [cell]}, dtype="str")
    return str(with_ids(frame, SCORES, book(*domains))["domain"].iloc[0])


MONEY, HOME = ("financien", "Financiën"), ("huiselijke_relaties", "Huiselijke relaties")


@pytest.mark.parametrize("cell", ["Financiën", "FINANCIEN", "financiën ", "Financie\u0308n"])
def test_a_label_or_other_letters_is_the_id(cell: str) -> None:
    assert read(cell, MONEY, HOME) == "financien"


def test_spaces_and_strokes_between_words_do_not_matter() -> None:
    assert read("huiselijke relaties", MONEY, HOME) == "huiselijke_relaties"


@pytest.mark.parametrize("cell", ["", "geld", "financien", "score 1"])
def test_what_is_no_domain_stays_as_it_is(cell: str) -> None:
    assert read(cell, MONEY, HOME) == cell


def test_a_name_that_two_domains_have_is_not_guessed() -> None:
    assert read("Werk", ("werk_nu", "Werk"), ("werk_straks", "werk")) == "Werk"


def test_no_two_domains_of_the_shared_instruments_look_alike() -> None:
    """Otherwise a label could not be read."""
    from pipeline.codebook import shared
    from pipeline.rounds import Project

    found: dict[str, set[str]] = {}
    for instrument in shared(Project(ROOT))[0].instruments:
        for domain in instrument.domains:
            found.setdefault(domain.label.casefold(), set()).add(domain.id)
    assert found
    assert all(len(ids) == 1 for ids in found.values())
