"""What stands behind the side of a finding that a sentence names: voices, phases, what is against it, how sure."""

from collections import Counter
from collections.abc import Mapping

import pandas as pd

from pipeline.claims.backing import Sources
from pipeline.claims.text import Reference
from pipeline.codebook import Codebook
from pipeline.dutch import count_noun
from pipeline.evidence.table import groups_apart
from pipeline.records import rows_of
from pipeline.triangulation.findings import FindingRow
from pipeline.triangulation.meta_inference import JointDisplayRow
from pipeline.triangulation.negative_cases import AGAINST, CRITICAL, POSITIVE, NegativeCaseRow, strongest_first
from pipeline.triangulation.views import cells

_SIDES = {AGAINST: "Ertegen", POSITIVE: "Positief", CRITICAL: "Kritisch"}
Passage = tuple[str, str]
"""A text, and where it stands or who said it."""


class Sides:
    """The sides of the findings of a round.

    Parameters
    ----------
    sources : Sources
        What sentences can rest on.
    tables : mapping of str to pandas.DataFrame
        The tables of the output contract that triangulation makes.
    codebook : Codebook
        For the names of voices.
    """

    def __init__(self, sources: Sources, tables: Mapping[str, pd.DataFrame], codebook: Codebook) -> None:
        self._sources, self._tables, self._labels = sources, tables, codebook.labels

    def of(self, reference: Reference) -> list[Passage]:
        """Say what stands behind the side that a reference names.

        Of the finding itself that is the strongest evidence for it, and the strongest against.

        Parameters
        ----------
        reference : Reference
            To a finding that exists.
        """
        finding = self._sources.findings[reference.id]
        sides = {
            "zekerheid": self._confidence,
            "fasen": self._phases,
            "stemmen": self._voices,
            "tegen": self._against,
            "": self._both,
        }
        return [said for said in sides[reference.facet](finding) if said[0]]

    def _both(self, finding: FindingRow) -> list[Passage]:
        return [*self._supporting(finding), *self._against(finding)]

    def _confidence(self, finding: FindingRow) -> list[Passage]:
        reason = (finding["confidence_reason"], finding["confidence_researchers"])
        concerns = (finding["limitations"], finding["coherence"], finding["adequacy"], finding["relevance"])
        return [reason, *((concern, "") for concern in concerns)]

    def _phases(self, finding: FindingRow) -> list[Passage]:
        rows = self._tables["joint_display"]
        [together] = rows_of(rows[rows["question"] == finding["question"]], JointDisplayRow)
        return [(together["text"], together["researchers"])]

    def _voices(self, finding: FindingRow) -> list[Passage]:
        rows = self._tables["evidence"]
        here, direction = rows[rows["question"] == finding["question"]], int(finding["direction"])
        for_it = Counter[str](here["voice"][here["direction"] == direction] if direction else here["voice"])
        most_first = sorted(for_it, key=lambda voice: (-for_it[voice], voice))
        named = [
            f"{self._labels[voice].lower()} ({count_noun(for_it[voice], 'punt', 'punten')})" for voice in most_first
        ]
        return [(finding["fragile"], ""), (f"Gedragen door {', '.join(named)}." if named else "", "")]

    def _against(self, finding: FindingRow) -> list[Passage]:
        cases = rows_of(self._of("negative_cases", finding), NegativeCaseRow)
        rows = self._tables["evidence"]
        here = rows[rows["question"] == finding["question"]]
        inside = here["n_against"].fillna(0) > 0
        none = "Geen groep pleit daar als geheel tegen; een deel van de mensen wel." if inside.any() else ""
        said = groups_apart(here) or [none or "Daartegen is niets gevonden."]
        nothing = [(text, "") for text in said] if any(not row["evidence_id"] for row in cases) else []
        found = [row for row in cases if row["side"] in _SIDES and row["evidence_id"] and row["rank"] == 1]
        return [*(self._said(row["evidence_id"], _SIDES[row["side"]]) for row in found), *nothing]

    def _supporting(self, finding: FindingRow) -> list[Passage]:
        direction = int(finding["direction"])
        if not direction:
            return []
        rows = self._tables["evidence"]
        here = rows[rows["question"] == finding["question"]]
        rules = self._sources.rules
        strongest = strongest_first(here[here["direction"] == direction], cells(here, rules), rules)
        return [self._said(name, "Ervoor") for name in strongest[:1]]

    def _of(self, table: str, finding: FindingRow) -> pd.DataFrame:
        rows = self._tables[table]
        return rows[rows["finding_id"] == finding["finding_id"]]

    def _said(self, name: str, side: str) -> Passage:
        """Give the first raw row behind a piece of evidence: what was said, for which side, and where it stands.

        Where no row says it by itself, such as an answer without its question, the evidence does.
        """
        backing = self._sources.backing
        rows = [backing[key] for key in self._sources.quoted.get(name, []) if backing[key].says]
        found = rows[0] if rows else backing[name]
        return f"{side}: {found.says}", found.place
