"""How far visits can be relied on, for readers: the scripts, and whether an impression coloured what was noted."""

from collections import Counter

import pandas as pd

from pipeline.blocks import Block, Bullets, Fold, Nothing, Text, named
from pipeline.contracts.loading import RoundData
from pipeline.dutch import count_noun, number, when
from pipeline.phases.mystery_guests.halo import FEWEST_VISITS, halo
from pipeline.phases.mystery_guests.scripts import STEP, TABLE, ScriptRow
from pipeline.phases.mystery_guests.visits import criteria, visits
from pipeline.records import rows_of
from pipeline.telling.tables import table


@named
def scripts(data: RoundData) -> Nothing | tuple[Block, ...]:
    """Table of the scripts with when the organisation agreed, and folded away what a visitor did, step by step."""
    found = rows_of(data.whole(TABLE), ScriptRow)
    if not found:
        return Nothing("In deze ronde staan geen draaiboeken van bezoeken.")
    made = Counter(visit["script"] for visit in visits(data))
    labels = {each["criterion_id"]: each["label"] for each in criteria(data)}
    rows = [
        {
            "script": each["label"],
            "channel": each["channel"],
            "visits": made[each["script_id"]],
            "agreed": _agreed(each),
        }
        for each in found
    ]
    headers = {
        "script": "Draaiboek",
        "channel": "Kanaal",
        "visits": "Bezoeken",
        "agreed": "Instemming van de organisatie, vooraf",
    }
    parts: list[Block] = [table(pd.DataFrame(rows), "De draaiboeken", headers=headers, row_header="script")]
    for each in found:
        steps = tuple(f"{number(at)}. {step}" for at, step in enumerate(each["steps"].split(STEP), 1))
        below: list[Block] = [Text(each["scenario"]), Bullets(steps)]
        if named_ := [labels[name] for name in each["criteria"].split(";") if name in labels]:
            below += [Text("Waarop de bezoeker let:"), Bullets(tuple(named_))]
        parts.append(Fold(f"Draaiboek: {each['label']}", tuple(below)))
    return tuple(parts)


def _agreed(script: ScriptRow) -> str:
    return f"{when(script['agreed_on'])}, {script['agreed_by']}" if script["agreed_on"] else "niet vastgelegd"


@named
def impressions(data: RoundData) -> Nothing | tuple[Block, ...]:
    """Say whether marks for the whole go along with the points met, and whether they may have come first."""
    found = halo(data)
    if found is None or not found.marks:
        return Nothing("Bezoekers gaven geen oordeel over het hele bezoek.")
    said = []
    if found.differ:
        visits_ = count_noun(found.differ, "bezoek", "bezoeken")
        other = found.differ - found.along - found.level
        level = f"; bij {found.level} noteerden zij er evenveel" if found.level else ""
        fewer = f"; bij {other} juist minder" if other else ""
        said += [
            f"Bij {visits_} gaven twee bezoekers het geheel een ander cijfer. Wie het hogere cijfer gaf, noteerde bij "
            f"{found.along} daarvan ook meer punten als gehaald{level}{fewer}.",
            "Zij zagen hetzelfde bezoek: hun punten horen dus gelijk te zijn. Gaan cijfer en punten samen op, dan kan "
            "de indruk van het geheel de punten kleuren.",
        ]
    else:
        said.append(
            "Geen bezoek kreeg van twee bezoekers een verschillend cijfer voor het geheel. Of hun indruk de punten "
            "kleurde, is dan niet te zien."
        )
    if found.observers == 1:
        follows = "hoger" if found.follow else "niet hoger"
        said.append(
            f"Eén bezoeker deed {FEWEST_VISITS} bezoeken of meer. Het cijfer is {follows} waar meer punten zijn "
            "gehaald."
        )
    elif found.observers:
        said.append(
            f"{number(found.observers)} bezoekers deden {FEWEST_VISITS} bezoeken of meer. Bij {found.follow} van hen "
            "is het cijfer hoger waar meer punten zijn gehaald."
        )
    return tuple(map(Text, said))
