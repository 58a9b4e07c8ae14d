"""The report that a consultant wrote, for an edition that leaves counts out: what its sentences say of those."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import chain

import pandas as pd

from pipeline.claims import ledger, wording
from pipeline.claims.backing import PHASE, Sources
from pipeline.claims.few_people import few_people
from pipeline.claims.ledger import Ledger
from pipeline.claims.text import VALUE, Reference, Sentence, SentenceKind, parse
from pipeline.claims.written import stands
from pipeline.contracts.loading import RoundData
from pipeline.contracts.rows import SentenceRow
from pipeline.contracts.table import PERSONS
from pipeline.errors import ClaimsError, Problem
from pipeline.evidence.small_groups import LeftOut
from pipeline.records import rows_of

_SAYS = "Deze zin noemt een aantal dat in deze uitgave niet mag staan: het gaat over te weinig mensen."
_MEND = 'Laat het aantal weg, of schrijf het met waarde("…"): dan verdwijnt het alleen uit deze uitgave.'
_ALONE = "Ook zonder aantallen is hier te zien wat één mens vond, of hoeveel mensen van een kleine groep."
_APART = (
    'Zet in round.yml: withheld: [{phase: ..., question: ..., reason: "..."}], met deze fase en vraag (zoals phase: '
    "interviews); of voeg de stem samen met een andere, zodat er meer mensen in zijn."
)


def without_small_groups(
    data: RoundData, tables: Mapping[str, pd.DataFrame], hidden: LeftOut, wrong: Collection[Problem] = ()
) -> Ledger:
    """Give the ledger of a report with what the edition shows.

    Where a number is filled in that is left out, the sentence says so. What rests on it in another way is checked
    against what is shown, so that a sentence with the number typed in it is a mistake.

    Parameters
    ----------
    data : RoundData
        The round.
    tables : mapping of str to pandas.DataFrame
        The tables as the edition shows them.
    hidden : LeftOut
        What it leaves out.
    wrong : collection of Problem, optional
        What is wrong with the report in any edition.

    Raises
    ------
    ClaimsError
        With all that is wrong, where anything is: in any edition, a sentence that says what is left out, or that how
        many people were of a mind can be told although nothing says it.
    """
    made = ledger.make(data, tables)
    known = {(each.file, each.row, each.column, each.value) for each in wrong}
    problems = [
        *wrong,
        *(
            Problem(each.file, each.row, each.column, each.value, _SAYS, _MEND)
            for each in made.problems
            if (each.file, each.row, each.column, each.value) not in known
        ),
    ]
    told = {(each.file, each.row, each.value) for each in problems}
    problems += [each for each in _few(made, data, hidden) if (each.file, each.row, each.value) not in told]
    problems += [
        Problem(f"raw/{data.round_id}/round.yml", None, "withheld", name, _ALONE, _APART)
        for name in sorted(hidden.exposed)
    ]
    if problems:
        raise ClaimsError(tuple(problems))
    return made


def _few(made: Ledger, data: RoundData, hidden: LeftOut) -> Iterator[Problem]:
    """Find where a person wrote of how few people it is, in the report or in sentences that stand on pages."""
    for document in () if made.drafted else made.documents:
        for block in document.blocks:
            for words in _words(block.heading, (), made.sources, data, hidden):
                yield Problem(document.file, block.line, "", words, _SAYS, "Laat het aantal weg.")
        for sentence in document.sentences:
            yield from (
                Problem(sentence.file, sentence.line, "", words, _SAYS, _MEND)
                for words in _in_sentence(sentence, sentence.references, made.sources, data, hidden)
            )
    for row in rows_of(data.table("sentences"), SentenceRow):
        if stands(row, made.sources.findings, data.codebook):
            own = [name for name, each in made.sources.findings.items() if each["question"] == row["about"]]
            for sentence in parse(row["sentence"], "").sentences:
                below = (*map(Reference, own), *sentence.references)
                for words in _in_sentence(sentence, below, made.sources, data, hidden):
                    told = Problem(
                        "", None, "sentence", f"{row['sentence_id']}: {words}", _SAYS, "Laat het aantal weg."
                    )
                    yield data.at("sentences", row["sentence_id"], told)


def _in_sentence(
    sentence: Sentence, references: tuple[Reference, ...], sources: Sources, data: RoundData, hidden: LeftOut
) -> Iterator[str]:
    # An advice counts nobody; how a phase was done tells how many were spoken to, which is shown.
    of_phases = references and all(each.id.startswith(PHASE) for each in references)
    if sentence.kind is not SentenceKind.ADVICE and not of_phases:
        text = wording.without_quotes(VALUE.sub(" ", sentence.text))
        yield from _words(text, [each.id for each in references], sources, data, hidden)


def _words(text: str, names: Sequence[str], sources: Sources, data: RoundData, hidden: LeftOut) -> Iterator[str]:
    """Find words for few people in what rests on counts that are left out; what names no evidence may rest on any."""
    pieces = set(
        chain.from_iterable(
            sources.findings[name]["evidence_ids"].split() if name in sources.findings else [name] for name in names
        )
    ) & (sources.evidence.keys() | hidden.pieces) or {*sources.evidence, *hidden.pieces}
    if not text or not pieces & hidden.pieces:
        return
    labels = data.codebook.labels
    gone = [
        labels[voice.id] for voice in data.codebook.voices for name in pieces & hidden.pieces if _is_of(name, voice.id)
    ]
    of_people = [
        sources.evidence[name] for name in pieces - hidden.pieces if sources.evidence[name]["counted"] == PERSONS
    ]
    known = {pair for row in of_people for pair in sources.shares[row["evidence_id"]].pairs}
    shown = [labels[row["voice"]] for row in of_people]
    yield from few_people(text, gone, shown, known, data.edition.smallest)


def _is_of(piece: str, voice: str) -> bool:
    return f"-{voice}-" in f"{piece}-"
