"""What a reader of the report is told one click behind a sentence."""

from pipeline.claims.ledger import make
from pipeline.notebook.round import RoundWork
from pipeline.telling.report_page import parts


def test_what_is_to_be_known_of_evidence_stands_with_it(work: RoundWork) -> None:
    """A sentence that rests on evidence with a figure that others contradict opens to that, too."""
    tables = work.tables
    evidence = tables["evidence"].assign(quality="")
    noted = "E-interviews-samen-wachten-partners-min"
    evidence.loc[evidence["evidence_id"] == noted, "quality"] = "Een cijfer hieronder komt niet uit."
    ledger = make(work.data, {**tables, "evidence": evidence})
    says = ledger.sources.backing[noted].says
    shown = [line for part in parts(ledger, tables, work.codebook) for line in part.lines]
    supports = [support for line in shown for support in line.supports]
    cautioned = [support for support in supports if any(text.startswith("Let op") for text, _ in support.rows)]
    assert cautioned
    assert {support.says for support in cautioned} == {says}
    assert all(support.rows[0] == ("Let op: Een cijfer hieronder komt niet uit.", "") for support in cautioned)
