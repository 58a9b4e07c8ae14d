"""What a sentence about findings says of phases: that one spoke, or how many did, held against who did."""

import re
from collections.abc import Iterator

from pipeline.claims import wording
from pipeline.claims.backing import PHASE, BackingKind, Sources
from pipeline.claims.numbers import numbers_in
from pipeline.claims.text import Sentence
from pipeline.dutch import listed
from pipeline.errors import Problem
from pipeline.phases.declarations import BY_ID

# "Bezoek" alone is no phase: residents visit too.
_NAMED = {
    phase.id: re.compile(rf"\b(?:{'|'.join(map(re.escape, (phase.plain, *phase.called)))})\b", re.IGNORECASE)
    for phase in BY_ID.values()
}
_SILENT = re.compile(r"\b(?:niets|zwijg\w*|zwegen|ontbre\w+|zonder)\b", re.IGNORECASE)
_COUNTED = re.compile(r"\b(alle )?(\w+)(?: van)?(?: de)? fasen\b", re.IGNORECASE)


def phases_named(sentence: Sentence, sources: Sources) -> Iterator[Problem]:
    """List the phases that a sentence says spoke on its findings where they did not, and counts of phases that are off.

    A sentence that denies something may name any phase: it may well say that this one was silent.

    Parameters
    ----------
    sentence : Sentence
        A sentence of the report.
    sources : Sources
        What it can rest on.
    """
    findings = [sources.findings[reference.id] for reference in sentence.references if reference.id in sources.findings]
    if not findings:
        return
    spoke = [{sources.evidence[name]["phase"] for name in finding["evidence_ids"].split()} for finding in findings]
    others = {found for reference in sentence.references for found in _of_evidence(reference.id, sources)}
    known = set().union(*spoke, others)
    mend = f"Wel spraken: {listed([BY_ID[phase].plain for phase in BY_ID if phase in known])}. Pas de zin aan."
    denies = wording.negates(sentence.text) or _SILENT.search(sentence.text)
    for phase, pattern in _NAMED.items():
        named = pattern.search(sentence.text)
        if named and phase not in known and not denies:
            what = f"Geen bewijs onder deze zin komt uit de {BY_ID[phase].plain}."
            yield Problem(sentence.file, sentence.line, "", named[0], what, mend)
    for counted in _COUNTED.finditer(sentence.text):
        for number in numbers_in(counted[2]).values():
            if not any(number == len(here) if counted[1] else number <= len(here) for here in spoke):
                there = listed(sorted({str(len(here)) for here in spoke}), "of")
                what = f"Op deze vraag spraken niet zoveel fasen: het zijn er {there}."
                yield Problem(sentence.file, sentence.line, "", counted[0], what, mend)


def _of_evidence(name: str, sources: Sources) -> set[str]:
    """Give the phase that something else under the sentence is from."""
    if name in sources.evidence:
        return {sources.evidence[name]["phase"]}
    return {name.removeprefix(PHASE)} if sources.backing[name].kind is BackingKind.PHASE else set()
