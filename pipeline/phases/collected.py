"""What has to hold in a round that collected its own data, over tables, and what of them has to be told."""

import re
from collections.abc import Iterator

from pipeline.contracts.loading import RoundData
from pipeline.contracts.moments import day
from pipeline.contracts.provenance import SYNTHETIC
from pipeline.contracts.references import named_in
from pipeline.contracts.table import Table
from pipeline.dutch import count_noun
from pipeline.errors import Problem, choose
from pipeline.evidence.people import people, source_of
from pipeline.records import records

_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


def problems(data: RoundData) -> Iterator[Problem]:
    """List that no coder leads where several coded, and made-up rows in a round that is not made up."""
    yield from _lead_coder(data)
    for table in _of_people(data):
        made_up = int((data.whole(table.name)["provenance"] == SYNTHETIC).sum())
        if made_up and not data.round.synthetic:
            what = f"De ronde is niet verzonnen, maar {count_noun(made_up, 'rij', 'rijen')} van deze tabel wel."
            mend = "Haal wat verzonnen is weg, of zet in round.yml: synthetic: true."
            yield Problem(data.file(table.name), None, "provenance", SYNTHETIC, what, mend)


def notices(data: RoundData) -> Iterator[Problem]:
    """List what is no mistake, with what the report does with it."""
    years = {int(year) for year in _YEAR.findall(data.round.period)}
    for table in _of_people(data):
        for row in records(data.whole(table.name)) if "date" in table.by_name and years else ():
            when = day(row["date"])
            if when and not min(years) <= when.year <= max(years):
                what = "Deze dag ligt buiten de periode van de ronde; de rij telt gewoon mee."
                told = Problem("", None, "date", row["date"], what, "Controleer de datum.")
                yield data.at(table.name, row[table.key], told)
    if not data.round.withheld:  # what is left out of a round is no gap in it
        yield from _without_data(data)
    yield from _not_to_be_quoted(data)


def _lead_coder(data: RoundData) -> Iterator[Problem]:
    """Demand that is known whose codes count where several people coded."""
    lead, file = data.round.lead_coder, f"raw/{data.round_id}/round.yml"
    for table in _of_people(data):
        coders = set(data.whole(table.name)["coder"]) if "coder" in table.by_name else set[str]()
        known = sorted(coders - {""})
        if len(known) > 1 and not lead:
            what = f"In de tabel {table.name} staan meer codeurs: wiens codes tellen, is niet te zien."
            yield Problem(file, None, "lead_coder", "", what, f"Vul hier in wie: {', '.join(known)}.")
        elif len(known) > 1 and lead not in known:
            what = f"Deze persoon heeft in de tabel {table.name} niets gecodeerd."
            yield Problem(file, None, "lead_coder", lead, what, choose(lead, known))


def _without_data(data: RoundData) -> Iterator[Problem]:
    """Tell of people of whom nothing is known but that they are there, and of conversations of which nothing stands."""
    used: dict[str, set[str]] = {}
    for table in data.contracts.values():
        for column in table.columns:
            if column.references and column.references != table.name:
                for cell in set(data.whole(table.name)[column.name]):
                    used.setdefault(column.references, set()).update(named_in(column, cell))
    known = people(data)
    for table in data.contracts.values():
        if table.person:
            used.setdefault("respondents", set()).update(map(table.person, records(data.whole(table.name))))
    there = {known[name] for name in used.get("respondents", ()) if name in known}
    for person in dict.fromkeys(known.values()):
        if person not in there:
            what = "Van deze persoon staat er verder niets; het rapport telt deze persoon niet mee."
            mend = "Vul aan wat deze persoon zei, of haal de rij weg."
            yield data.at("respondents", person.id, Problem("", None, "respondent_id", person.id, what, mend))
    for table in filter(lambda table: table.words, data.contracts.values()):
        source = data.contracts[source_of(table).references]
        for key in data.whole(source.name)[source.key]:
            if key not in used.get(source.name, ()):
                what = f"Hiervan staat niets in de tabel {table.name}; wie erbij was, telt wel mee."
                mend = "Vul aan wat er is gezegd, of haal de rij weg."
                yield data.at(source.name, key, Problem("", None, source.key, key, what, mend))


def _not_to_be_quoted(data: RoundData) -> Iterator[Problem]:
    """Tell that those are not quoted of whom was not recorded that they may be."""
    unknown = int((data.whole("respondents")["consent_quotable"] == "").sum())
    if unknown and any(len(data.whole(table.name)) for table in data.contracts.values() if table.words):
        who = count_noun(unknown, "persoon", "personen")
        what = f"Van {who} staat er niet bij of hun woorden geciteerd mogen worden; het rapport citeert hen niet."
        yield Problem(data.file("respondents"), None, "consent_quotable", "", what, "Vul ja of nee in.")


def _of_people(data: RoundData) -> list[Table]:
    """List the tables of what people said, and of where they did."""
    words = [table for table in data.contracts.values() if table.words]
    return [data.contracts[name] for table in words for name in (source_of(table).references, table.name)]
