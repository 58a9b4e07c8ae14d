"""What is odd or thin in a round: no mistake, and told with what the report does with it."""

import re
from collections.abc import Iterator

from pipeline.contracts.figure_tables import beyond
from pipeline.contracts.headings import named
from pipeline.contracts.loading import RoundData
from pipeline.contracts.provenance import REPORTED
from pipeline.contracts.references import named_in
from pipeline.contracts.table import Table
from pipeline.dutch import count_noun
from pipeline.errors import Problem
from pipeline.evidence.people import people, source_of
from pipeline.phases import agreed, codebook_files, seen
from pipeline.phases.codebook_tables import CODES, QUESTIONS
from pipeline.phases.declarations import PHASES
from pipeline.records import Record, records
from pipeline.statistics.printed import read_printed

_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
# What was judged of a question is no answer to it.
_JUDGED = frozenset({"judgements", "sentences", "comparisons", "published_findings", "second_codings"})
# So few people, where another phase has so many, are much fewer.
_THIN, _MANY = 2, 10


def notices(data: RoundData) -> Iterator[Problem]:
    """List what is no mistake, with what the report does with it."""
    yield from _outside_the_round(data)
    yield from _can_not_be(data)
    yield from _hardly_a_percent(data)
    yield from seen.notices(data)
    yield from _alone_of_a_voice(data)
    yield from _thin(data)
    if not data.round.withheld:  # what is left out of a round is no gap in it
        yield from _never_used(data)
        yield from _without_data(data)
    yield from agreed.notices(data)
    yield from _not_compared(data)


def _not_compared(data: RoundData) -> Iterator[Problem]:
    """Tell that a second coding says nothing in a round that works reflexively."""
    second = data.table("second_codings")
    if data.round.is_reflexive and len(second):
        what = "De ronde werkt reflexief (coding in round.yml): hoe gelijk mensen coderen, wordt niet uitgerekend."
        mend = "Klopt dat, dan is het goed. Anders: zet coding op codeboek."
        yield Problem(data.file("second_codings"), None, "", "", what, mend)


def _collected(data: RoundData, table: Table) -> list[Record]:
    """Give the rows of a table that were collected: what a report prints is as it is."""
    rows = records(data.whole(table.name)) if "provenance" in table.by_name else []
    return [row for row in rows if row["provenance"] not in REPORTED]


def _outside_the_round(data: RoundData) -> Iterator[Problem]:
    years = {int(year) for year in _YEAR.findall(data.round.period)}
    for table in data.contracts.values() if years else ():
        for row in _collected(data, table) if "date" in table.by_name and table.has_file else ():
            own = [int(year) for year in _YEAR.findall(row["date"])]
            in_a_file = data.rows.get(table.name, {}).get(row[table.key])  # of a survey, its own file says it once
            if own and in_a_file and not any(min(years) <= year <= max(years) for year in own):
                what = "Deze dag ligt buiten de periode van de ronde; de rij telt gewoon mee."
                told = Problem("", None, "date", row["date"], what, "Controleer de datum.")
                yield data.at(table.name, row[table.key], told)


def _can_not_be(data: RoundData) -> Iterator[Problem]:
    """Tell figures of reports that can't be what they say: a slip of who typed them, or the report's own mistake."""
    for row in records(data.whole("figures")):
        row["n"] = row["n"] if isinstance(row["n"], int) else ""
        if row["provenance"] in REPORTED and (what := beyond(row)):
            mend = f"Controleer of het zo in het document staat, en of {named('measure')} klopt."
            told = Problem("", None, "printed", row["printed"], f"{what} Het rapport neemt het over.", mend)
            yield data.at("figures", row["figure_id"], told)


def _hardly_a_percent(data: RoundData) -> Iterator[Problem]:
    """Tell shares below one per cent without a sign: a sheet keeps 54% as 0,54."""
    for row in records(data.whole("figures")):
        value = read_printed(row["printed"]).value
        if row["measure"] == "procent" and 0 < value < 1 and "%" not in row["printed"] and not row["sd_of"]:
            what = "Dit is minder dan één procent; zo neemt het rapport het over."
            meant = f"{float(value * 100):g}%".replace(".", ",")
            told = Problem("", None, "printed", row["printed"], what, f"Bedoelde u {meant}? Vul dat dan in.")
            yield data.at("figures", row["figure_id"], told)


def _alone_of_a_voice(data: RoundData) -> Iterator[Problem]:
    """Tell voices of which one person was heard: what is said of them is that person's, to who knows the place."""
    known = people(data)
    persons = {person.id: person for person in known.values()}
    counts: dict[str, int] = {}
    at: dict[str, tuple[str, str]] = {}
    for person in persons.values():
        counts[person.voice] = counts.get(person.voice, 0) + 1
        at[person.voice] = ("respondents", person.id)
    for table in data.contracts.values():
        for row in _collected(data, table) if {"persons", "voice"} <= table.by_name.keys() else ():
            if row["voice"]:
                many = row["persons"] if isinstance(row["persons"], int) else 2  # not known: no reason to say one
                counts[row["voice"]] = counts.get(row["voice"], 0) + many
                at.setdefault(row["voice"], (table.name, row[table.key]))
    of_people = {voice.id for voice in data.codebook.roles if not voice.researcher}
    for voice, many in counts.items():
        if many == 1 and voice in of_people:
            what = "Van deze stem is één persoon gehoord; wat het rapport van deze stem zegt, is van die persoon."
            mend = (
                "Mag dat niet te herkennen zijn: kies een ruimere stem, of scherm de vraag af. Zet dan in round.yml: "
                'withheld: [{phase: ..., question: ..., reason: "..."}].'
            )
            yield data.at(*at[voice], Problem("", None, "voice", voice, what, mend))


def _thin(data: RoundData) -> Iterator[Problem]:
    """Tell a phase with one or two people where another has many times as many."""
    known = people(data)
    heard: dict[str, int] = {}
    for phase in PHASES:
        tables = [data.contracts[name] for name in phase.tables] if phase.people else []
        names = set[str]()
        for table in tables:
            rows = _collected(data, table)
            if "persons" in table.by_name:
                heard[phase.id] = heard.get(phase.id, 0) + sum(row["persons"] or 0 for row in rows if _counted(row))
            of_people = [column for column in table.columns if column.references == "respondents"]
            for row in rows:
                names |= {name for column in of_people for name in named_in(column, row[column.name])}
                names |= {table.person(row)} if table.person else set()
        named = len({known[name].id if name in known else name for name in names - {""}})
        heard[phase.id] = max(heard.get(phase.id, 0), named)
    most = max(heard.values(), default=0)
    labels = {phase.id: phase.label for phase in PHASES}
    for name, many in heard.items():
        if 0 < many <= _THIN and most >= _MANY:
            what = (
                f"{labels[name]}: {count_noun(many, 'persoon', 'personen')}, waar een andere fase er {most} heeft. Het "
                "rapport vergelijkt de fasen toch met elkaar."
            )
            yield Problem(
                f"raw/{data.round_id}/round.yml", None, f"phases.{name}", "", what, "Klopt dat, dan is het goed."
            )


def _counted(row: Record) -> bool:
    return isinstance(row["persons"], int)


def _never_used(data: RoundData) -> Iterator[Problem]:
    """Tell questions and codes of the codebook that no row has."""
    used = {(each.question, each.aspect) for each in data.codebook.indicators if _has_figure(data, each.id)}
    for table in data.contracts.values():
        if table.name not in _JUDGED and {"question", "aspect"} <= table.by_name.keys():
            frame = data.whole(table.name)
            used |= set(zip(frame["question"], frame["aspect"], strict=True))
        elif table.name not in _JUDGED and "question" in table.by_name:
            used |= {(question, "") for question in data.whole(table.name)["question"]}
    asked = {question for question, _ in used}
    file = codebook_files.file_of(data.project, data.round_id, data.round.codebook)
    vragen, codes = (QUESTIONS, CODES) if file.endswith(".xlsx") else ("", "")
    mend = "Klopt dat, dan is het goed. Anders: codeer wat erover gaat, of haal {} uit het codeboek."
    for question in data.codebook.questions:
        if question.id not in asked:
            what = "Over deze vraag staat in geen enkele tabel iets; het rapport zegt dat er niets is gevonden."
            yield Problem(file, None, "questions", question.id, what, mend.format("haar"), sheet=vragen)
        elif lacking := [code.id for code in question.codes if (question.id, code.id) not in used]:
            what = (
                f"Deze codes van {question.id} gebruikt geen enkele rij; het rapport noemt ze alleen in het codeboek."
            )
            yield Problem(file, None, f"{question.id}.codes", ", ".join(lacking), what, mend.format("ze"), sheet=codes)


def _has_figure(data: RoundData, indicator: str) -> bool:
    return indicator in set(data.whole("figures")["indicator"])


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
                what = f"Hiervan staat niets in de tabel {table.name}; wie erbij was, telt mee als gehoord."
                mend = "Vul aan wat er is gezegd, of haal de rij weg."
                yield data.at(source.name, key, Problem("", None, source.key, key, what, mend))
