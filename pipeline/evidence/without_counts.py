"""Tables as an edition shows them: the same rows, without the counts that it leaves out, also where sentences say them.

What is found, how it is weighed and how sure it is was computed before: nothing here changes it.
"""

import re
from collections.abc import Iterable, Mapping

import pandas as pd

from pipeline.codebook import Codebook
from pipeline.contracts.loading import RoundData
from pipeline.contracts.table import PERSONS
from pipeline.evidence.group_table import LEFT_OUT, group_table, with_every_group
from pipeline.evidence.positions import Positions
from pipeline.evidence.small_groups import LeftOut
from pipeline.evidence.table import EvidenceRow, is_missing
from pipeline.records import rows_of

NO_NUMBER = "[aantal niet getoond]"
"""What stands where a sentence has a number filled in that an edition leaves out."""
_WAYS = {1: "vooral positief", 0: "gemengd of neutraal", -1: "vooral kritisch"}
_ALWAYS = "van"  # of how many people, which is the size of the group
_SAYS = re.compile(r"«([^»]+)»")

Tables = dict[str, pd.DataFrame]


def is_left_out(row: EvidenceRow) -> bool:
    """Tell whether an edition leaves the counts of a piece out: it counts people, and does not say how many."""
    return row["counted"] == PERSONS and is_missing(row["n"])


def tables_without(
    tables: Mapping[str, pd.DataFrame], left_out: LeftOut, data: RoundData, asked: Iterable[Positions]
) -> Tables:
    """Give the tables of the output contract without what an edition leaves out.

    Parameters
    ----------
    tables : mapping of str to pandas.DataFrame
        The tables by name, with all counts; of these `evidence`, `groups` and `values` are changed, and every text that
        repeats what they say.
    left_out : LeftOut
        What the edition leaves out.
    data : RoundData
        The round.
    asked : iterable of Positions
        Where people stand, as `groups` was made of.

    Returns
    -------
    dict of str to pandas.DataFrame
        The same tables in the same order, with the same columns; `evidence` and `groups` also have `left_out`.
    """
    asked = list(asked)
    groups = group_table(data, asked, left_out.groups)
    said = _changed(tables["groups"]["sentence"], groups["sentence"])
    evidence = _evidence(tables["evidence"], left_out, data.codebook, said)
    said |= _changed(tables["evidence"]["statement"], evidence["statement"])
    made = {name: _said_otherwise(frame, said) for name, frame in tables.items()}
    made |= {"evidence": evidence, "groups": with_every_group(groups, data, asked)}
    made["values"] = _values(tables["values"], left_out)
    return made


def evidence_without(
    data: RoundData, evidence: pd.DataFrame, left_out: LeftOut, asked: Iterable[Positions]
) -> pd.DataFrame:
    """Give evidence, or what points no way that can be told, as `tables_without` has it."""
    if not (left_out.pieces or left_out.groups):
        return evidence
    asked = list(asked)
    all_said, may_be = (group_table(data, asked, hidden)["sentence"] for hidden in (frozenset(), left_out.groups))
    return _evidence(evidence, left_out, data.codebook, _changed(all_said, may_be))


def _changed(old: pd.Series, new: pd.Series) -> dict[str, str]:
    """Say by each text that an edition shows otherwise how."""
    return {before: after for before, after in zip(old, new, strict=True) if before and before != after}


def statement(row: EvidenceRow, book: Codebook, apart: str = "") -> str:
    """Say what was found in a piece without how many people that are.

    Parameters
    ----------
    row : EvidenceRow
        The piece.
    book : Codebook
        The names of groups and aspects.
    apart : str
        Which group stands otherwise, as it may be said.
    """
    named = _SAYS.search(row["statement"])
    about = named[1] if named else book.aspect_labels[row["question"], row["aspect"]]
    way = "niet te zeggen" if is_missing(row["direction"]) else _WAYS[int(row["direction"])]
    return " ".join(filter(None, [f"{book.labels[row['voice']]} over «{about}»: {way}.", apart]))


def _evidence(evidence: pd.DataFrame, left_out: LeftOut, book: Codebook, said: Mapping[str, str]) -> pd.DataFrame:
    frame = _said_otherwise(evidence, said)
    gone = frame["evidence_id"].isin(left_out.pieces)
    frame.loc[gone, ["n", "n_against"]] = pd.NA
    frame.loc[gone, "at_least"] = ""
    rows = rows_of(frame, EvidenceRow)
    frame["statement"] = [
        statement(row, book, row["otherwise"]) if hidden else row["statement"]
        for row, hidden in zip(rows, gone, strict=True)
    ]
    return frame.assign(left_out=gone.map({True: LEFT_OUT, False: ""}))


def _said_otherwise(frame: pd.DataFrame, said: Mapping[str, str]) -> pd.DataFrame:
    """Give a table in which every text says what may be said, the longest first."""
    if not said:
        return frame.copy()
    old = re.compile("|".join(re.escape(each) for each in sorted(said, key=len, reverse=True)))

    def told(value: object) -> object:
        return old.sub(lambda match: said[match.group()], value) if isinstance(value, str) else value

    texts = [name for name, column in frame.items() if pd.api.types.is_string_dtype(column) or column.dtype == object]
    return frame.assign(**{str(name): frame[name].map(told) for name in texts})


def _values(values: pd.DataFrame, left_out: LeftOut) -> pd.DataFrame:
    gone = values["evidence_id"].isin(left_out.pieces) & ~values["name"].str.endswith(f":{_ALWAYS}")
    return values.assign(value=values["value"].where(~gone, NO_NUMBER))


def without_number(values: pd.DataFrame) -> frozenset[str]:
    """Give the pieces of which an edition leaves numbers out, from its `values`."""
    return frozenset(values["evidence_id"][values["value"] == NO_NUMBER])


def trace_without(trace: pd.DataFrame, left_out: LeftOut) -> pd.DataFrame:
    """Leave out of `evidence_trace.csv` how many rows of people are behind a piece: that may be how many people."""
    gone = trace["evidence_id"].isin(left_out.pieces) & (trace["key"] == "")
    return trace.assign(rows=trace["rows"].astype("Int64").where(~gone))
