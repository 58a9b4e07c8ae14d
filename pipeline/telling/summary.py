"""The whole round on one page, and how it was done, both written from the data."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from pipeline.audit.contradictions import contradicted, how_many
from pipeline.blocks import Column, Table
from pipeline.codebook import Codebook
from pipeline.contracts.loading import RoundData
from pipeline.contracts.provenance import REPORTED, all_reported, kinds
from pipeline.contracts.rows import SourceRow
from pipeline.dutch import PICTURE, count_noun, listed, when
from pipeline.phases.declarations import PHASES
from pipeline.records import Record, records, rows_of
from pipeline.telling import finding_words
from pipeline.telling.heard_blocks import Persons, sources_of, told_of
from pipeline.triangulation import confidence, convergence
from pipeline.triangulation.findings import FindingRow

_MOST = 3


def summary(tables: Mapping[str, pd.DataFrame], book: Codebook) -> dict[str, Any]:
    """Prepare the page with the whole round.

    Parameters
    ----------
    tables : mapping of str to pandas.DataFrame
        The tables of the output contract by name.
    book : Codebook
        For the names of questions and voices.
    """
    findings = rows_of(tables["findings"], FindingRow)
    pairs = tables["convergence"]
    unlike = (pairs["label"] == convergence.Label.DISSONANCE) | (pairs["relation"] == convergence.Relation.CONTRADICTS)
    rubbing = set(pairs.loc[unlike, "question"])
    split = [row for row in findings if row["question"] in rubbing]
    return {
        "findings": [
            {
                "label": book.labels[row["question"]],
                "statement": row["statement"],
                "direction": PICTURE[int(row["direction"])],
                "convergence": finding_words.together(row),
                "confidence": confidence.DUTCH[row["confidence"]],
            }
            for row in findings
        ],
        "voices": _named(tables["evidence"]["voice"], book),
        "rubs": _rubs(findings, split, tables, book),
    }


def _rubs(
    findings: list[FindingRow], split: list[FindingRow], tables: Mapping[str, pd.DataFrame], book: Codebook
) -> list[str]:
    """Say where phases contradict each other, what most speaks against, and which figures do not agree."""
    said = []
    if split:
        named = listed([book.labels[row["question"]].lower() for row in split])
        said.append(f"Fasen die niet hetzelfde laten zien, zijn er bij {named}.")
    against = _against(findings, tables["evidence"], book)
    if against:
        said.append(f"Het meeste tegenbewijs is er bij {against}.")
    if len(contradicted(tables["figure_audit"])):
        whose = "gepubliceerde " if all_reported(tables["reproduction"]) else ""
        said.append(f"In de {whose}cijfers vonden wij {how_many(tables['figure_audit'])}.")
    return said


def colophon(data: RoundData) -> list[tuple[str, str]]:
    """List who asked for the round, who made it and when, as far as the round says so."""
    said = (
        ("Opdrachtgever", data.round.client),
        ("Gemaakt door", listed(data.round.makers) if data.round.makers else ""),
        ("Datum", when(data.round.date)),
    )
    return [(label, text) for label, text in said if text]


def _named(names: "pd.Series[str]", book: Codebook) -> str:
    """Name each with how often it occurs, most often first."""
    counts = sorted(names.value_counts().items(), key=lambda item: (-int(item[1]), str(item[0])))
    named = [f"{book.voice_names[str(name)]} ({n})" for name, n in counts]
    return listed(named) if named else ""


def _against(findings: list[FindingRow], evidence: pd.DataFrame, book: Codebook) -> str:
    """Name the findings that most evidence speaks against."""
    pointing = {row["question"]: int(row["direction"]) for row in findings}
    opposite = evidence[evidence["question"].map(pointing).fillna(0) * evidence["direction"] < 0]
    counts = sorted(opposite["question"].value_counts().items(), key=lambda item: (-int(item[1]), str(item[0])))
    most = _most([int(n) for _, n in counts])
    named = [f"{book.labels[str(name)].lower()} ({count_noun(int(n), 'punt', 'punten')})" for name, n in counts[:most]]
    return listed(named) if named else ""


def _most(counts: list[int]) -> int:
    """Say how many of some counts, the largest first, are the most: what has as many as another is named with it."""
    if len(counts) <= _MOST or counts[_MOST] < counts[_MOST - 1]:
        return min(len(counts), _MOST)
    return counts.index(counts[_MOST]) or counts.count(counts[0])


def approach(data: RoundData, tables: Mapping[str, pd.DataFrame]) -> list[dict[str, Any]]:
    """Say for each phase who was spoken to, when and how many; or why it was not deployed."""
    made = []
    for phase in PHASES:
        if phase.id not in data.round.phases:  # nobody thought of it: there is nothing to tell
            continue
        deployment = data.round.deployment(phase.id)
        sources = sources_of(phase, data)
        made.append(
            {
                "label": phase.label,
                "deployed": deployment.deployed,
                "text": phase.method if deployment.deployed else deployment.absence,
                "sources": sources,
                "told": told_of(data, phase) if deployment.deployed else "",
                "table": _sources(phase.label, sources, data.codebook),
                "evidence": int((tables["evidence"]["phase"] == phase.id).sum()),
            }
        )
    return made


def documents(data: RoundData) -> list[Record]:
    """List the documents of a round, dated as readers write it."""
    return [{**row, "date": when(str(row["date"]))} for row in records(data.table("documents"))]


def of_reports(data: RoundData) -> bool:
    """Tell whether anything in a round was read in a document that somebody else wrote."""
    read = any(kinds(table) & REPORTED for table in data.tables.values())
    return read or any(data.round.deployment(phase.id).deployed for phase in PHASES if not phase.people)


def documents_called(data: RoundData) -> str:
    """Head the list of documents: those of a round that only has its own records are no documents to a reader."""
    return "De documenten" if of_reports(data) else "Waar de gegevens in staan"


def _sources(label: str, sources: list[SourceRow], book: Codebook) -> Table:
    """List the sources of a phase: who or what spoke, for which group, how many and when."""
    columns = (Column("Bron", names=True), Column("Stem"), Column("Hoeveel"), Column("Wanneer"), Column("Opmerking"))
    rows = [
        (
            row["label"],
            book.labels.get(row["voice"], "Gemengde groep"),
            "geteld bij de andere bronnen" if row["consists_of"] else Persons.of([row]).said,
            when(row["date"]),
            row["note"],
        )
        for row in sources
    ]
    filled = [at for at in range(len(columns)) if any(row[at] for row in rows)]
    shown = tuple(tuple(row[at] or None for at in filled) for row in rows)
    return Table(f"{label}: wie of wat sprak", tuple(columns[at] for at in filled), shown)
