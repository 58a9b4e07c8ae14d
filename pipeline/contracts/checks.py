"""Checks that several tables share: what has to hold between the cells of a row, or between it and its source."""

from collections.abc import Iterator

from pipeline.contracts.headings import named
from pipeline.contracts.provenance import REPORTED
from pipeline.contracts.table import ANSWERS, Context, Found
from pipeline.errors import choose
from pipeline.records import Record
from pipeline.statistics.formula import parse_all
from pipeline.statistics.interval import Interval
from pipeline.statistics.printed import read_printed
from pipeline.statistics.said import sayings


def aspect_belongs(record: Record, context: Context) -> Iterator[Found]:
    """Demand that an aspect is one of its question's."""
    if record["aspect"] and not record["question"]:
        yield "aspect", "Er staat een aspect zonder vraag.", "Vul ook de vraag in."
    elif record["aspect"] and (record["question"], record["aspect"]) not in context.codebook.aspect_labels:
        codes = {code.id for code in context.codebook.question_by_id[record["question"]].codes}
        what = f"Dit aspect hoort niet bij de vraag {record['question']}."
        yield "aspect", what, choose(record["aspect"], codes, "Een nieuw aspect zet u in het codeboek, bij de vraag.")


def asked_in_phase(record: Record, context: Context) -> Iterator[Found]:
    """Demand that the codebook says that the table's phase asked the question."""
    question = record["question"]
    if question and context.table.phase not in context.codebook.question_by_id[question].asked_in:
        mend = "Zet in het codeboek bij de vraag ja onder deze fase (in YAML: asked_in), of kies een andere vraag."
        yield "question", "Volgens het codeboek is deze vraag in deze fase niet gesteld.", mend


def has_a_place(record: Record, _context: Context) -> Iterator[Found]:
    """Demand of what was published where it stands: a reader can look it up. What was collected need not be printed."""
    lacking = [column for column in ("document", "locator") if not record[column]]
    if lacking and record["provenance"] in REPORTED:
        what = f"Van wat is gepubliceerd, moet bekend zijn waar het staat; leeg is: {' en '.join(map(named, lacking))}."
        mend = f"Vul het in, of zet {named('provenance')} op collected als u dit zelf verzamelde."
        yield lacking[0], what, mend
    elif record["locator"] and not record["document"]:
        mend = f"Vul {named('document')} in, of maak {named('locator')} leeg."
        yield "document", "Er staat een vindplaats zonder document.", mend


def own_voice(record: Record, context: Context) -> Iterator[Found]:
    """Demand that one person speaks with one voice: what somebody said is theirs, whoever it is about."""
    source = context.rows.get(context.table.sources, {}).get(record["source"])
    alone = source and source["persons"] == "1" and record["provenance"] not in REPORTED
    if source and alone and record["voice"] != source["voice"]:
        what = f"Deze bron is één persoon, met een andere stem: {source['voice']}."
        yield "voice", what, f"Vul {source['voice']} in, of verbeter de stem van {record['source']}."


def voice_of_answers(record: Record, context: Context) -> Iterator[Found]:
    """Demand that an open answer of a survey is of those who filled it in, where these are one kind of people."""
    source = context.rows.get(context.table.sources, {}).get(record["source"])
    if context.table.counted != ANSWERS or not source or record["provenance"] in REPORTED:
        return
    people = {voice.id for voice in context.codebook.roles}
    if source["persons"] != "1" and record["voice"] != source["voice"] and source["voice"] in people:
        what = f"Deze vragenlijst is ingevuld door een andere stem: {source['voice']}."
        yield "voice", what, f"Vul {source['voice']} in, of verbeter de stem van {record['source']}."


def can_be_computed(record: Record, context: Context) -> Iterator[Found]:
    """Demand of a formula that it divides by nothing that is printed as nought."""
    figures = context.rows.get("figures", {})
    formulas = [("formula", formula) for formula in parse_all(record["formula"])]
    if "compare_with" in context.table.by_name:
        formulas += [("compare_with", formula) for formula in parse_all(record["compare_with"])]
        formulas += [("said", said.beside) for said in sayings(record["said"]) if said.beside]
    for column, formula in formulas:
        if not formula.names <= figures.keys():  # told of the name, or of the figure
            continue
        values = {name: Interval.exact(read_printed(figures[name]["printed"]).value) for name in formula.names}
        try:
            formula.evaluate(values)
        except ZeroDivisionError:
            yield column, "Deze formule deelt door nul.", "Deel door een ander cijfer, of haal de formule weg."


def part_of_source(record: Record, context: Context) -> Iterator[Found]:
    """Demand that no more people said something than the source has; a report may print a total that is off."""
    source = context.rows.get(context.table.sources, {}).get(record["source"])
    off_by_itself = list(part_of_total(record, context))
    if not source or not source["persons"] or off_by_itself:
        return
    own = record["provenance"] not in REPORTED
    for column in ("n", *(["n_total"] if own else [])):
        if record[column] and int(record[column]) > int(source["persons"]):
            what = f"{named(column)} is groter dan het aantal personen van deze bron ({source['persons']})."
            yield column, what, "Controleer beide aantallen."
            return


def part_of_total(record: Record, _context: Context) -> Iterator[Found]:
    """Demand that a part is no larger than its total."""
    if record["n"] and record["n_total"] and int(record["n"]) > int(record["n_total"]):
        yield (
            "n",
            f"{named('n')} is groter dan {named('n_total')} ({record['n_total']}).",
            "Controleer beide aantallen.",
        )
