"""What has to hold in a round that collected its own data, over tables."""

from collections.abc import Iterator

from pipeline.contracts.loading import RoundData
from pipeline.contracts.provenance import SYNTHETIC
from pipeline.contracts.so_far import SoFar
from pipeline.contracts.table import Table
from pipeline.dutch import count_noun
from pipeline.errors import Problem, choose
from pipeline.evidence.people import source_of
from pipeline.records import records


def problems(data: RoundData | SoFar) -> Iterator[Problem]:
    """List that no coder leads where several coded, and made-up rows in a round that is not made up.

    Of tables with mistakes as far as they could be read.
    """
    yield from _lead_coder(data)
    for table in data.contracts.values() if not data.round.synthetic else ():
        # Of people and of documents alike: readers would take it for what somebody said.
        made_up = [row for row in records(data.whole(table.name)) if row.get("provenance") == SYNTHETIC]
        if made_up and table.has_file:
            what = f"De ronde is niet verzonnen, maar {count_noun(len(made_up), 'rij', 'rijen')} van deze tabel wel."
            mend = "Haal wat verzonnen is weg, of zet in round.yml: synthetic: true."
            told = Problem("", None, "provenance", SYNTHETIC, what, mend)
            yield data.at(table.name, made_up[0].get(table.key, ""), told)


def _lead_coder(data: RoundData | SoFar) -> Iterator[Problem]:
    """Demand that is known whose codes count where several people coded."""
    lead, file = data.round.lead_coder, f"raw/{data.round_id}/round.yml"
    for table in _of_people(data):
        coded = "coder" in table.by_name and data.sure(table.name, "coder")
        known = sorted(set(data.whole(table.name)["coder"]) - {""}) if coded else []
        if len(known) > 1 and not lead:
            what = f"In de tabel {table.name} staan meer codeurs: wiens codes tellen, is niet te zien."
            yield Problem(file, None, "lead_coder", "", what, f"Vul hier in wie: {', '.join(known)}.")
        elif len(known) > 1 and lead not in known:
            what = f"Deze persoon heeft in de tabel {table.name} niets gecodeerd."
            yield Problem(file, None, "lead_coder", lead, what, choose(lead, known))


def _of_people(data: RoundData | SoFar) -> list[Table]:
    """List the tables of what people said, and of where they did."""
    words = [table for table in data.contracts.values() if table.words]
    return [data.contracts[name] for table in words for name in (source_of(table).references, table.name)]
