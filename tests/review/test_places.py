"""The name of a draft: what it depends on, and what it does not."""

from pathlib import Path

from pipeline.claims.ledger import make
from pipeline.handover import read_table, write_table
from pipeline.notebook.round import RoundWork
from pipeline.review.places import Draft, draft_of


def draft(work: RoundWork, **changed: object) -> Draft:
    tables = {**work.tables, **changed}
    return draft_of("oefenronde", tables["findings"], make(work.data, tables))


def test_other_evidence_beneath_the_same_text_is_another_draft(work: RoundWork) -> None:
    """Somebody was taken out: one less in a count, and no sentence is another."""
    evidence = work.tables["evidence"].copy()
    counted = evidence["n_total"].first_valid_index()
    evidence.loc[counted, "n_total"] += 1
    now, before = draft(work, evidence=evidence), draft(work)
    assert now.places == before.places
    assert now.id != before.id


def test_another_confidence_is_another_draft(work: RoundWork) -> None:
    findings = work.tables["findings"].copy()
    findings.loc[0, "confidence"] = "very low"
    assert draft(work, findings=findings).id != draft(work).id


def test_tables_that_were_written_and_read_again_are_the_same_draft(work: RoundWork, tmp_path: Path) -> None:
    """A run reads them from files; who takes in what a panel said computes them."""
    again = {}
    for name in ("findings", "evidence"):
        write_table(work.tables[name], tmp_path / f"{name}.csv")
        again[name] = read_table(tmp_path / f"{name}.csv")
    assert draft(work, **again).id == draft(work).id


def test_what_somebody_remarked_on_is_found_again_in_another_draft(work: RoundWork) -> None:
    evidence = work.tables["evidence"].assign(quality="Anders geteld.")
    now, before = draft(work, evidence=evidence), draft(work)
    assert all(now.marked(place.bookmark) == (place, True) for place in before.places)
