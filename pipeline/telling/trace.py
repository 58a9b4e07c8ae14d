"""From a piece of evidence back to the raw rows it rests on, as readers see them."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from pathlib import PurePosixPath

from pipeline.contracts.loading import RoundData
from pipeline.evidence.table import SAYS, Evidence, TraceRow
from pipeline.records import Record, records, rows_of
from pipeline.telling.quotes import chosen, quotable

Behind = dict[str, list[tuple[str, str]]]
"""For each evidence id, the text and the place of every raw row behind it."""


def behind(data: RoundData, evidence: Evidence, few: Mapping[str, Collection[int]] | None = None) -> Behind:
    """Look up what stands behind each piece of evidence; of what people said to us only what is chosen as a quote.

    Parameters
    ----------
    data : RoundData
        The round with the raw tables that the trace names.
    evidence : Evidence
        The evidence with its trace.
    few : mapping of str to collection of int, optional
        By piece the ways that few people point: of those nobody is quoted, since a quote stands in a group.
    """
    rows: dict[str, dict[str, Record]] = {}
    found: Behind = defaultdict(list)
    links: dict[str, str] = {}
    said: dict[tuple[str, str], set[str]] = defaultdict(set)
    trace = evidence.trace
    for step in rows_of(trace[trace["role"] == SAYS], TraceRow):
        name = PurePosixPath(step["file"]).stem
        contract = data.contracts[name]
        if contract.words:
            said[step["evidence_id"], name].add(step["key"])
            links[step["evidence_id"]] = contract.place({})  # the same for all, where nobody is quoted
            continue
        if contract.is_inside:  # rows of people: that they are there is all that readers are told
            links[step["evidence_id"]] = contract.place({})
            continue
        if name not in rows:
            rows[name] = {record[contract.key]: record for record in records(data.table(name))}
        row = rows[name][step["key"]]
        text = (contract.text(row), contract.place(row))
        # A question without its answer, or an answer without its question, says nothing by itself: then the evidence
        # says it, and the last of these rows is its place.
        if not contract.quoted:
            links[step["evidence_id"]] = text[1]
        elif text[0] and text not in found[step["evidence_id"]]:
            found[step["evidence_id"]].append(text)
    for name in {table for _, table in said}:
        quotes = quotable(data, name)
        for (piece, _), keys in ((each, keys) for each, keys in said.items() if each[1] == name):
            hidden = (few or {}).get(piece, ())
            own = chosen(quote for key, quote in quotes.items() if key in keys and quote.direction not in hidden)
            found[piece] += [(quote.text, quote.place) for quote in own]
    found = {name: places for name, places in found.items() if places}
    says = dict(zip(evidence.rows["evidence_id"], evidence.rows["statement"], strict=True))
    return {**{name: [(says[name], place)] for name, place in links.items()}, **found}
