"""How many of how many each piece of evidence says, and of whom: of everybody, of each place and of each group."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import product

import pandas as pd

from pipeline.claims.numbers import pairs_in
from pipeline.evidence.group_table import GroupRow
from pipeline.evidence.positions import VOICE
from pipeline.evidence.table import STATEMENTS, EvidenceRow, is_missing
from pipeline.evidence.values import ValueRow
from pipeline.records import rows_of

Pair = tuple[int, int]
"""How many, of how many."""
# What is counted on the favourable side, and on the other, by the names that such numbers of evidence have.
_SIDES = (("gunstig", "ongunstig"), ("positief", "kritisch"), ("gehaald", "niet_gehaald"))
_BETWEEN = ("tussenin", "beide", "hoger", "gelijk", "lager")
_PLACE = "gehaald bij "
_LABEL = re.compile(r"«([^»]+)»")
# Which answers are the favourable ones, and what was noted at visits.
_ANSWERED = re.compile(r"\b(?:antwoorden|kiezen) «([^»]+)»|» (ja|nee) genoteerd")
_AGREES = {"eens": 1, "helemaal eens": 1, "ja": 1, "oneens": -1, "helemaal oneens": -1, "nee": -1}


@dataclass(frozen=True)
class Share:
    """How one group stands.

    Attributes
    ----------
    who : str
        The place or group, as the round calls it; empty for everybody.
    favourable, unfavourable : int
        How many of them are on either side.
    n : int
        How many they are.
    others : tuple of int or None
        How many of the others are on the favourable side, and how many those are.
    """

    who: str
    favourable: int
    unfavourable: int
    n: int
    others: Pair | None = None

    def on(self, side: int) -> int:
        """Give how many are on a side: the favourable one (1) or the other (-1)."""
        return self.favourable if side > 0 else self.unfavourable

    @property
    def pairs(self) -> set[Pair]:
        """Give every pair that may be said of them: on either side, between, and on either side or between."""
        return {(count, self.n) for count in self._counts} | {(self.n - count, self.n) for count in self._counts}

    @property
    def _counts(self) -> tuple[int, int]:
        return self.favourable, self.unfavourable


@dataclass(frozen=True)
class Counted:
    """What a piece of evidence counts.

    Attributes
    ----------
    everybody : Share or None
        All of them, where both sides are known.
    groups : tuple of Share
        Each place and each group of which it is known.
    pairs : frozenset of (int, int)
        Every pair that it tells.
    known : bool
        It was counted person by person or visit by visit, so that no other pair can be true of it.
    label : str
        What was asked or noted, in its own words; empty where that is not one thing.
    agreeing : int
        Which side agrees with the label: 1, -1, or 0 where that is not known.
    """

    everybody: Share | None
    groups: tuple[Share, ...]
    pairs: frozenset[Pair]
    known: bool
    label: str
    agreeing: int


def counted(tables: Mapping[str, pd.DataFrame], told: Mapping[str, str]) -> dict[str, Counted]:
    """Give what each piece of evidence counts, by its id.

    Parameters
    ----------
    tables : mapping of str to pandas.DataFrame
        The tables of the output contract: evidence, values and groups.
    told : mapping of str to str
        The words that stand behind each piece, of the raw rows too.
    """
    values: dict[str, dict[str, str]] = {}
    for value in rows_of(tables["values"], ValueRow):
        name = value["name"].removeprefix(f"{value['evidence_id']}:")
        values.setdefault(value["evidence_id"], {})[name] = value["value"]
    # A round in which nobody was asked one by one has no groups.
    groups = [row for row in rows_of(tables["groups"], GroupRow) if not is_missing(row["n"])]
    rows = rows_of(tables["evidence"], EvidenceRow)
    return {
        row["evidence_id"]: _of_piece(row, values.get(row["evidence_id"], {}), groups, told[row["evidence_id"]])
        for row in rows
    }


def _of_piece(row: EvidenceRow, values: Mapping[str, str], groups: Iterable[GroupRow], told: str) -> Counted:
    total = None if is_missing(row["n_total"]) else int(row["n_total"])
    number = {name: int(text) for name, text in values.items() if text.isdigit()}
    sides = next((names for names in _SIDES if all(name in number for name in names)), None)
    everybody = Share("", number[sides[0]], number[sides[1]], total) if sides and total is not None else None
    counts = [number[name] for names in _SIDES for name in names if name in number]
    counts += [number[name] for name in (*_BETWEEN, "aantal", "tegen") if name in number]
    spoke = number.get("spraken")
    totals = [found for found in (total, spoke) if found is not None]
    of_groups = (*_places(values, everybody), *_groups(row, groups))
    texts = (row["statement"], row["quality"], row["otherwise"], *values.values(), told)
    pairs = {pair.numbers for text in texts for pair in pairs_in(text)} | set(product(counts, totals))
    # That all of them said something, is no number of who said one thing.
    pairs |= {(spoke, total)} if spoke is not None and total is not None and spoke != total else set()
    pairs = pairs.union(*(share.pairs for share in of_groups), {share.others for share in of_groups if share.others})
    label = _LABEL.search(row["statement"])
    return Counted(
        everybody,
        of_groups,
        frozenset(pairs),
        row["counted"] != STATEMENTS and any(name in number for names in (*_SIDES, _BETWEEN) for name in names),
        label[1] if label else "",
        _agreeing(row),
    )


def _agreeing(row: EvidenceRow) -> int:
    """Say which side agrees with what was asked, from what the sentence of the evidence says was answered.

    It names the favourable answers of a survey, and of visits what the direction is of.
    """
    found = _ANSWERED.search(row["statement"])
    if not found:
        return 0
    if found[2]:
        return _AGREES[found[2]] * (-1 if row["direction"] < 0 else 1)
    return _AGREES.get(found[1].lower(), 0)


def _places(values: Mapping[str, str], everybody: Share | None) -> Iterator[Share]:
    for name, text in values.items():
        if name.startswith(_PLACE):
            [pair] = pairs_in(text)
            met, scored = pair.numbers
            others = (everybody.favourable - met, everybody.n - scored) if everybody else None
            yield Share(name.removeprefix(_PLACE), met, scored - met, scored, others)


def _groups(row: EvidenceRow, groups: Iterable[GroupRow]) -> Iterator[Share]:
    """Give the groups by what people are; voices have evidence of their own, and visits name places."""
    for group in groups:
        same = all(group[name] == row[name] for name in ("phase", "question", "aspect"))
        item = not group["item"] or row["evidence_id"].endswith(f"-{group['item']}")
        if not (same and item) or group["by"] == VOICE or group["counted"] != row["counted"] or not group["n"]:
            continue
        others = (int(group["favourable_others"]), int(group["n_others"])) if group["n_others"] else None
        yield Share(group["group"], int(group["favourable"]), int(group["unfavourable"]), int(group["n"]), others)
