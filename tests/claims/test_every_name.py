"""A claim may name whatever `klankbord trace` knows: every name of both rounds is tried in a sentence."""

import pytest
from helpers_rounds import ROOT

from pipeline.claims import ledger
from pipeline.claims.backing import BackingKind
from pipeline.claims.chain import Chain
from pipeline.claims.checks import problems_of
from pipeline.claims.ledger import Ledger
from pipeline.claims.text import parse
from pipeline.notebook.round import RoundWork, open_round
from pipeline.telling.report_page import parts

# What never names a problem of its own: the words say something of each side, and hold no figure.
_SAID = ("Dat gaat goed.", "Dat gaat slecht.", "Dat is niet duidelijk.")
_NOT_THERE = "Deze verwijzing bestaat niet."


@pytest.fixture(scope="module", params=["wijk-voor-wijk-2019", "buurtwerkkamers-2019"])
def opened(request: pytest.FixtureRequest) -> tuple[RoundWork, Ledger]:
    """Open a published round, with its own report."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("KLANKBORD_PROJECT", str(ROOT))
        work = open_round(request.param)
        return work, ledger.make(work.data, work.tables)


@pytest.mark.slow
def test_a_claim_may_name_whatever_trace_knows(opened: tuple[RoundWork, Ledger]) -> None:
    work, own = opened
    names = sorted(own.sources.backing)
    assert {own.sources.backing[name].kind for name in names} == set(BackingKind)
    tables = {
        name
        for name, frame in work.data.tables.items()
        if len(frame) and not work.data.contracts[name].by_name[work.data.contracts[name].key].references
    }
    for name in tables - {"sentences"}:  # a sentence of a finding is a claim itself
        assert set(work.data.tables[name][work.data.contracts[name].key]) <= set(names), name
    text = "\n\n".join(f"{said} [@{name}]" for name in names for said in _SAID)
    document = parse(text, "alles.md")
    assert document.problems == ()
    written = Ledger((document,), own.sources, (), drafted=False)
    chain = Chain(written)
    for at, (name, sentence) in enumerate(written.sentences):
        found = problems_of(sentence, own.sources)
        assert _NOT_THERE not in {problem.what for problem in found}, sentence
        assert written.rests_on(sentence) == [names[at // len(_SAID)]]
        assert chain.below(name) == written.rests_on(sentence)
    for name in chain.names:
        assert chain.says(name)
        for other in (*chain.below(name), *chain.above(name)):
            assert other in chain.names, (name, other)
    assert len(written.table()) == len(names) * len(_SAID)
    shown = [line for part in parts(written, work.tables, work.codebook) for line in part.lines]
    assert all(line.supports for line in shown)


@pytest.mark.slow
def test_a_claim_can_not_rest_on_another_claim(opened: tuple[RoundWork, Ledger]) -> None:
    _, own = opened
    [name, *_] = [name for name, _ in own.sentences]
    [sentence] = parse(f"Dat gaat goed. [@{name}]", "a.md").sentences
    [problem] = problems_of(sentence, own.sources)
    assert "niet op een andere zin" in problem.what
