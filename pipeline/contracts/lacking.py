"""What is not there yet: tables that a phase or another table needs, and what to do for each."""

from collections.abc import Iterable, Mapping, Sequence

from pipeline.contracts.folders import Folder
from pipeline.contracts.reading import Reading
from pipeline.contracts.table import Contracts, Table
from pipeline.dutch import listed

Roads = Sequence[Sequence[str]]
"""Sets of tables of which one has to be there whole."""
# Nothing stands beneath the headings of a sheet.
NOTHING_YET = "Hier is nog niets ingevuld."
# Files were imported, and nothing of them counts before people say whose voices they are.
WAITS = "De geïmporteerde gesprekken wachten; er is nog niets van overgenomen."
FILL_IN = "Vul de gele cellen in van {}, en importeer opnieuw: klankbord import {}."


def lacking(
    reading: Reading, contracts: Contracts, folders: Iterable[Folder], choices: Iterable[Roads]
) -> dict[str, str]:
    """Give what to do for each table of a road that was begun, or of the first one where none was."""
    named = {each.makes: f"de map {each.name}" for each in folders}
    mends: dict[str, str] = {}
    for roads in choices:
        started = [road for road in roads if begun(reading, road)]
        waiting = [name for road in roads for name in road if name in reading.waiting] if not started else []
        if waiting:
            mends[waiting[0]] = _waiting(waiting, roads, named)
            continue
        for road in started or roads[:1]:
            for name in road:
                mends[name] = "Vul dit blad." if name in reading.waiting else mend_missing(contracts[name])
        if not started and len(roads) > 1:
            others = " of ".join(" en ".join(named.get(name, name) for name in road) for road in roads[1:])
            mends[roads[0][0]] += f" U kunt ook {others} gebruiken."
    return mends


def begun(reading: Reading, road: Iterable[str]) -> bool:
    """Tell whether there is anything in the tables of a road."""
    return bool(({*reading.places, *reading.partial} - reading.waiting) & set(road))


def _waiting(waiting: Sequence[str], roads: Roads, folders: Mapping[str, str]) -> str:
    """Say what to fill in of a phase of which nothing is there yet."""
    sheets = f"het blad {waiting[0]}" if len(waiting) == 1 else f"de bladen {listed(waiting)}"
    others = "".join(f" of zet antwoorden in {folders[name]}" for road in roads for name in road if name in folders)
    return f"Vul {sheets}{others}. Of zet deze fase in round.yml op deployed: false, met een reason."


def mend_missing(table: Table) -> str:
    """Say what to make of a table that is not there: somebody new may never have had it."""
    columns = ", ".join(
        column.title if table.workbook else column.name for column in table.columns if not column.optional
    )
    return f"Zet het in de map van de ronde. Nieuw? Dan zijn de kolommen minstens: {columns}."


def named_by(name: str, users: Sequence[str], *, waiting: bool) -> str:
    """Say what to do about a table that is not there, and that others refer to."""
    verb = "verwijst" if len(users) == 1 else "verwijzen"
    if waiting:
        return f"Vul dit blad: {listed(users)} {verb} ernaar."
    return f"Zet deze tabel erbij, als {name}.csv of als blad {name} in een werkboek: {listed(users)} {verb} ernaar."
