"""Who took part in what we collected ourselves, as rows like those of the sources of a report."""

from collections.abc import Iterator

from pipeline.contracts.loading import RoundData
from pipeline.contracts.rows import SourceRow
from pipeline.evidence.people import people, source_of
from pipeline.phases.declaration import Phase
from pipeline.records import Record, records


def own_sources(data: RoundData, phase: Phase) -> Iterator[SourceRow]:
    """Give a row for each voice that was spoken to, with how many people, and for each group, with how many were there.

    Nobody's own conversation is a row: its date and its voice say who it was.
    """
    for contract in (data.contracts[name] for name in phase.tables if data.contracts[name].words):
        sources = records(data.whole(source_of(contract).references))
        if sources and "respondents" in sources[0]:
            known = people(data)
            spoken = {known[name.strip()] for row in sources for name in row["respondents"].split(";") if name.strip()}
            for voice in data.codebook.voices:
                own = sum(person.voice == voice.id for person in spoken)
                if own:
                    yield _row(phase.label, voice.id, own, sources[0])
        else:
            for number, row in enumerate(sources, 1):
                yield _row(f"Groep {number}", row["voice"], int(row["persons"]), row)


def _row(label: str, voice: str, persons: int, row: Record) -> SourceRow:
    return SourceRow(
        source_id="",
        label=label,
        voice=voice,
        persons=persons,
        date="",
        document="",
        locator="",
        provenance=row["provenance"],
        note="",
    )
