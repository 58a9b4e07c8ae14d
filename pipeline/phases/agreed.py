"""What people agreed to that has to be told: who is not quoted, and why, and whose consent has ended."""

from collections.abc import Iterator

from pipeline import called
from pipeline.contracts.loading import RoundData
from pipeline.contracts.moments import day, today
from pipeline.contracts.references import named_in
from pipeline.contracts.respondents import YES_NO
from pipeline.contracts.table import PUBLIC
from pipeline.dutch import count_noun, listed, when
from pipeline.editions import SMALLEST
from pipeline.errors import Problem
from pipeline.evidence.people import people
from pipeline.evidence.quoting import Withheld, quotable
from pipeline.privacy.consent import has_lapsed
from pipeline.records import Record, records


def notices(data: RoundData) -> Iterator[Problem]:
    """List what people agreed to, or did not, that decides what the report does with their words."""
    rows = records(data.whole("respondents"))
    if not rows:
        return
    if any(len(data.whole(table.name)) for table in data.contracts.values() if table.words):
        yield from _not_noted(data, rows)
        yield from _too_few(data)
    yield from _ended(data, rows)
    yield from _not_to_be_recorded(data, rows)


def problems(data: RoundData) -> Iterator[Problem]:
    """List the cells that readers see in which the very words stand of somebody who may not be quoted."""
    withheld = Withheld(data)
    for table in data.contracts.values():
        shown = [column.name for column in table.columns if column.shown is PUBLIC and not column.is_code_or_count]
        for row in records(data.table(table.name)) if shown and table.has_file and not table.is_inside else ():
            for name in shown:
                if isinstance(row[name], str) and (said := next(withheld.found(row[name]), None)):
                    told = Problem("", None, name, said.words, f"{said.what}, en lezers zien deze cel.", said.mend)
                    yield data.at(table.name, row[table.key], told)


def _not_noted(data: RoundData, rows: list[Record]) -> Iterator[Problem]:
    """Tell that those are not quoted of whom was not written down that they may be."""
    unknown = sum(row["consent_quotable"] == "" for row in rows)
    if unknown:
        who = count_noun(unknown, "persoon", "personen")
        what = f"Van {who} staat er niet bij of hun woorden geciteerd mogen worden; het rapport citeert hen niet."
        told = Problem("", None, "consent_quotable", "", what, "Vul ja of nee in.")
        yield data.places["respondents"].of(told)


def _too_few(data: RoundData) -> Iterator[Problem]:
    """Tell who may be quoted and not recognised, and would be: too few others with their voice said something."""
    for table in filter(lambda table: table.words, data.contracts.values()):
        if hidden := quotable(data, table.name).hidden:
            who = count_noun(len(hidden), "persoon", "personen")
            what = (
                f"In de tabel {table.name}: van {who} mag u woorden citeren, maar niet laten zien van wie ze zijn. Met "
                f"hun stem spraken minder dan {SMALLEST} mensen; het rapport citeert hen niet."
            )
            mend = "Er hoeft niets te gebeuren. Vinden zij het goed om herkenbaar te zijn, vul dan ja in."
            yield data.places["respondents"].of(Problem("", None, "consent_recognisable", "", what, mend))


def _ended(data: RoundData, rows: list[Record]) -> Iterator[Problem]:
    """Tell whose consent has ended."""
    for row in rows:
        if has_lapsed(row["consent_until"], today()):
            last = when(str(day(row["consent_until"])))
            what = f"De toestemming van deze persoon gold tot en met {last}; het rapport citeert deze persoon niet."
            out = called.command("withdraw", data.round_id, row["respondent_id"])
            mend = f"Vraag opnieuw toestemming en pas de datum aan, of haal deze persoon uit de ronde: {out}."
            told = Problem("", None, "consent_until", row["consent_until"], what, mend)
            yield data.at("respondents", row["respondent_id"], told)


def _not_to_be_recorded(data: RoundData, rows: list[Record]) -> Iterator[Problem]:
    """Tell conversations with a transcript in which somebody was who did not want to be recorded."""
    known = people(data)
    _, no = YES_NO
    refused = {known[row["respondent_id"]] for row in rows if row["consent_recorded"] == no}
    for table in filter(lambda table: "transcript" in table.by_name, data.contracts.values()):
        columns = [column for column in table.columns if column.references == "respondents"]
        for row in records(data.whole(table.name)):
            names = sorted({name for column in columns for name in named_in(column, row[column.name])})
            who = [name for name in names if known.get(name) in refused]
            if row["transcript"] and who:
                what = f"Hiervan is een uitwerking, en {listed(who)} wilde niet worden opgenomen."
                mend = "Klopt dat niet, verbeter dan «Mag opnemen». Is er toch opgenomen, haal de uitwerking dan weg."
                told = Problem("", None, "transcript", row["transcript"], what, mend)
                yield data.at(table.name, row[table.key], told)
