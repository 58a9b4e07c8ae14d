"""Checks across raw tables: references that lead nowhere and numbers that contradict each other."""

from collections.abc import Callable, Iterator, Mapping

import pandas as pd

from pipeline.codebook import Codebook
from pipeline.contracts.reading import ROW
from pipeline.contracts.tables import JUDGED, TABLES
from pipeline.contracts.units import unit_names
from pipeline.errors import Problem, suggest
from pipeline.records import Record, records
from pipeline.statistics.feasible import feasible_counts
from pipeline.statistics.formula import parse

Files = Mapping[str, str]


class Tables:
    """Tables that are valid on their own, so that each of their rows is found by its key.

    Parameters
    ----------
    frames : mapping of str to pandas.DataFrame
        The tables as text with `ROW`, by name.
    """

    def __init__(self, frames: Mapping[str, pd.DataFrame]) -> None:
        self.rows: dict[str, dict[str, Record]] = {
            name: {record[TABLES[name].key]: record for record in records(frame)} for name, frame in frames.items()
        }
        self.unit_names = unit_names(frames["units"]) if "units" in frames else None


def cross_problems(frames: Mapping[str, pd.DataFrame], files: Files, codebook: Codebook) -> list[Problem]:
    """List mistakes that only show when tables are read together.

    Parameters
    ----------
    frames : mapping of str to pandas.DataFrame
        Tables that are valid on their own, as text with `ROW`, by name.
    files : mapping of str to str
        How problems name each table's file.
    codebook : Codebook
        The round's codebook.
    """
    problems: list[Problem] = []
    tables = Tables(frames)
    for name, rows in tables.rows.items():
        checks = _checks(name)
        for record in rows.values():
            for check in checks:
                problems += [_at(files[name], record, *found) for found in check(record, tables, codebook, name)]
    for name, about in _ONCE.items():
        if name in tables.rows:
            problems += _judged_twice(tables.rows[name], files[name], about)
    if "figures" in tables.rows:
        problems += _circular(tables.rows["figures"], files["figures"])
    return problems


Found = tuple[str, str, str]  # column, what is wrong, how to mend it
Check = Callable[[Record, Tables, Codebook, str], Iterator[Found]]


def _at(file: str, record: Record, column: str, what: str, mend: str) -> Problem:
    return Problem(file, int(record[ROW]), column, str(record[column]), what, mend)


def _checks(name: str) -> list[Check]:
    if TABLES[name].sources:
        return [_aspect, _asked, _source, _part_of_total]
    special: dict[str, list[Check]] = {
        "figures": [_aspect, _figure_references, _unit, _spread],
        "derived": [_aspect, _derived],
        "mysteryguest_criteria": [_aspect],
        "ladder_positions": [_figure],
        "survey_items": [_aspect, _wave, _asked],
        "survey_answers": [_figure, _item, _count],
        "second_codings": [_aspect, _statement],
        "judgements": [_judged],
        "comparisons": [_published],
    }
    return special.get(name, [])


def _aspect(record: Record, _tables: Tables, codebook: Codebook, _name: str) -> Iterator[Found]:
    if record["aspect"] and not record["question"]:
        yield "aspect", "Er staat een aspect zonder vraag.", "Vul de kolom question in."
    elif record["aspect"] and (record["question"], record["aspect"]) not in codebook.aspect_labels:
        codes = {code.id for code in codebook.question_by_id[record["question"]].codes}
        yield (
            "aspect",
            f"Dit aspect hoort niet bij de vraag {record['question']}.",
            suggest(record["aspect"], codes),
        )


def _asked(record: Record, _tables: Tables, codebook: Codebook, name: str) -> Iterator[Found]:
    if record["question"] and TABLES[name].phase not in codebook.question_by_id[record["question"]].asked_in:
        mend = "Zet de fase bij asked_in in het codeboek, of kies een andere vraag."
        yield "question", "Volgens het codeboek is deze vraag in deze fase niet gesteld.", mend


def _source(record: Record, tables: Tables, _codebook: Codebook, name: str) -> Iterator[Found]:
    sources = TABLES[name].sources
    if sources in tables.rows:
        valid = tables.rows[sources]
        if record["source"] not in valid:
            yield "source", f"Deze bron staat niet in {sources}.csv.", suggest(record["source"], valid)
            return
        persons = valid[record["source"]]["persons"]
        if record["n"] and persons and int(record["n"]) > int(persons):
            yield "n", f"n is groter dan het aantal personen van deze bron ({persons}).", "Controleer beide aantallen."


def _part_of_total(record: Record, _tables: Tables, _codebook: Codebook, _name: str) -> Iterator[Found]:
    if record["n"] and record["n_total"] and int(record["n"]) > int(record["n_total"]):
        yield "n", f"n is groter dan n_total ({record['n_total']}).", "Controleer beide aantallen."


def _figure(record: Record, tables: Tables, _codebook: Codebook, _name: str) -> Iterator[Found]:
    if record["figure_id"] and "figures" in tables.rows:
        valid = tables.rows["figures"]
        if record["figure_id"] not in valid:
            yield "figure_id", "Dit cijfer staat niet in figures.csv.", suggest(record["figure_id"], valid)


def _figure_references(record: Record, tables: Tables, _codebook: Codebook, _name: str) -> Iterator[Found]:
    valid = tables.rows["figures"]
    if record["formula"] and record["same_as"]:
        yield "same_as", "Een cijfer heeft een formule of same_as, niet allebei.", "Maak een van beide leeg."
    if record["formula"]:
        for name in sorted(parse(record["formula"]).names - valid.keys()):
            yield "formula", f"Het cijfer {name} bestaat niet.", suggest(name, valid)
    if record["same_as"] and record["same_as"] not in valid:
        yield "same_as", "Dit cijfer bestaat niet.", suggest(record["same_as"], valid)


def _unit(record: Record, tables: Tables, _codebook: Codebook, _name: str) -> Iterator[Found]:
    """Demand that a unit is known by its name or an alias, in a round that declares its units."""
    known = tables.unit_names
    if record["unit"] and known is not None and record["unit"] not in known:
        what = "Deze eenheid staat niet in units.csv, ook niet als andere spelling."
        yield "unit", what, suggest(record["unit"], known)


def _spread(record: Record, tables: Tables, _codebook: Codebook, _name: str) -> Iterator[Found]:
    if record["sd_of"]:
        means = tables.rows["figures"]
        if record["sd_of"] not in means:
            yield "sd_of", "Dit cijfer bestaat niet.", suggest(record["sd_of"], means)
        elif int(record["n"] or means[record["sd_of"]]["n"] or 0) < 2:
            yield "n", "Bij een spreiding hoort een n van minstens 2.", "Vul n in, hier of bij het gemiddelde."


def _derived(record: Record, tables: Tables, _codebook: Codebook, _name: str) -> Iterator[Found]:
    if "figures" in tables.rows:
        valid = tables.rows["figures"]
        for name in sorted(parse(record["formula"]).names - valid.keys()):
            yield "formula", f"Het cijfer {name} bestaat niet.", suggest(name, valid)


def _wave(record: Record, tables: Tables, _codebook: Codebook, _name: str) -> Iterator[Found]:
    if "survey_waves" in tables.rows:
        valid = tables.rows["survey_waves"]
        if record["source"] not in valid:
            yield "source", "Deze enquête staat niet in survey_waves.csv.", suggest(record["source"], valid)


def _item(record: Record, tables: Tables, _codebook: Codebook, _name: str) -> Iterator[Found]:
    if "survey_items" in tables.rows:
        valid = tables.rows["survey_items"]
        if record["item_id"] not in valid:
            yield "item_id", "Deze vraag staat niet in survey_items.csv.", suggest(record["item_id"], valid)


def _count(record: Record, tables: Tables, _codebook: Codebook, _name: str) -> Iterator[Found]:
    """Demand that a reconstructed count is the only one that its printed percentage leaves open."""
    items = tables.rows.get("survey_items", {})
    if not record["count"] or record["item_id"] not in items:
        return
    n = int(items[record["item_id"]]["n"])
    if int(record["count"]) > n:
        yield "count", f"Dit aantal is groter dan n ({n}).", "Controleer beide aantallen."
        return
    figures = tables.rows.get("figures", {})
    if record["provenance"] == "reconstructed" and record["figure_id"] in figures:
        printed = str(figures[record["figure_id"]]["printed"])
        try:
            possible = feasible_counts(printed, n) or feasible_counts(printed, n, rounding="down")
        except ValueError:  # nobody answered, or no percentage that a count can be read from
            possible = []
        if possible != [int(record["count"])]:
            shown = ", ".join(map(str, possible)) or "geen enkel aantal"
            yield (
                "count",
                f"Bij {printed} van {n} past: {shown}.",
                "Reconstrueer alleen wat op één manier kan.",
            )


def _statement(record: Record, tables: Tables, _codebook: Codebook, _name: str) -> Iterator[Found]:
    spoken = [rows for name, rows in tables.rows.items() if TABLES[name].sources]
    if not any(record["statement_id"] in rows for rows in spoken):
        valid = {key for rows in spoken for key in rows}
        yield "statement_id", "Deze uitspraak bestaat niet.", suggest(record["statement_id"], valid)


def _judged(record: Record, _tables: Tables, codebook: Codebook, _name: str) -> Iterator[Found]:
    """Demand a value that fits what is judged, and of a pair two phases that were asked the question."""
    valid = JUDGED[record["subject"]]
    if record["judgement"] not in valid:
        yield "judgement", "Dit oordeel past niet bij wat er beoordeeld wordt.", suggest(record["judgement"], valid)
    asked = codebook.question_by_id[record["question"]].asked_in
    for column in ("phase_a", "phase_b"):
        if record["subject"] != "pair":
            if record[column]:
                yield column, "Dit oordeel gaat over de hele vraag, niet over een fase.", "Maak de cel leeg."
        elif not record[column]:
            yield column, "Een oordeel over een paar noemt twee fasen.", suggest("", asked)
        elif record[column] not in asked:
            mend = "Zet de fase bij asked_in in het codeboek, of haal het oordeel weg."
            yield column, "Volgens het codeboek is deze vraag in deze fase niet gesteld.", mend
    if record["subject"] == "meta_inference" and record["stage"] != "decision":
        mend = "Zet stage op decision: wat de fasen samen betekenen, schrijft één onderzoeker op."
        yield "stage", "Wat de fasen samen betekenen, is een besluit.", mend
    if record["subject"] == "pair" and record["phase_a"] and record["phase_a"] == record["phase_b"]:
        yield "phase_b", "Een fase is niet met zichzelf te vergelijken.", "Kies een andere fase."


# What a judgement is about, by table.
_ONCE: dict[str, Callable[[Record], tuple[object, ...]]] = {
    "judgements": lambda row: (row["subject"], row["question"], frozenset({row["phase_a"], row["phase_b"]})),
    "comparisons": lambda row: (row["published_id"],),
}


def _judged_twice(
    judgements: Mapping[str, Record], file: str, about: Callable[[Record], tuple[object, ...]]
) -> list[Problem]:
    """Allow one decision on each thing, and one independent judgement of each researcher."""
    seen: dict[tuple[object, ...], int] = {}
    problems = []
    for record in judgements.values():
        who = record["researcher"] if record["stage"] == "independent" else ""
        key = (*about(record), record["stage"], who)
        if key in seen:
            what = f"Hierover is al geoordeeld in rij {seen[key]}."
            problems.append(_at(file, record, "stage", what, "Haal een van beide rijen weg."))
        seen.setdefault(key, int(record[ROW]))
    return problems


def _published(record: Record, tables: Tables, _codebook: Codebook, _name: str) -> Iterator[Found]:
    if "published_findings" in tables.rows:
        valid = tables.rows["published_findings"]
        if record["published_id"] not in valid:
            mend = suggest(record["published_id"], valid)
            yield "published_id", "Deze conclusie staat niet in published_findings.csv.", mend


def _circular(figures: Mapping[str, Record], file: str) -> list[Problem]:
    """Formulas and same_as that lead back to where they began."""
    leads_to = {name: _next(record) for name, record in figures.items() if record["formula"] or record["same_as"]}
    problems = []
    for start, record in figures.items():
        seen = set[str]()
        frontier = set(leads_to.get(start, ()))
        while frontier - seen:
            seen |= frontier
            frontier = {after for name in frontier for after in leads_to.get(name, ())}
        if start in seen:
            column = "formula" if record["formula"] else "same_as"
            mend = "Haal een van de verwijzingen in de kring weg."
            problems.append(_at(file, record, column, "Dit cijfer verwijst via een omweg naar zichzelf.", mend))
    return problems


def _next(record: Record) -> "set[str]":
    if record["same_as"]:
        return {record["same_as"]}
    return set(parse(record["formula"]).names)
