"""Promises for readers: the reality of paper and screen beside what each phase met."""

from collections import Counter
from collections.abc import Sequence

import pandas as pd

from pipeline.blocks import Block, Nothing, Text, named
from pipeline.contracts.loading import RoundData
from pipeline.dutch import count_noun, listed, number
from pipeline.phases.declarations import BY_ID
from pipeline.phases.desk_research.promises import BROKEN, KEPT, PARTLY, UNSEEN, Promise, promises
from pipeline.telling.tables import table

_SAID = {KEPT: "nagekomen", PARTLY: "deels nagekomen", BROKEN: "niet nagekomen"}


@named
def kept(data: RoundData) -> Nothing | tuple[Block, ...]:
    """Say how many promises were kept, and list each with what was met, phase by phase."""
    found = promises(data)
    if not found:
        return Nothing("In deze ronde zijn geen beloften opgeschreven.")
    titles = dict(zip(data.table("documents")["document"], data.table("documents")["title"], strict=True))
    rows = []
    for promise in found:
        first = promise.rows[0]
        place = ", ".join(filter(None, (titles.get(first["document"], ""), first["locator"])))
        for row in promise.tested or (first,):
            rows.append(
                {
                    "promise": first["promise"],
                    "where": f"{first['where']} ({place})" if place else first["where"],
                    "phase": BY_ID[row["phase"]].label if row["phase"] else "niet nagegaan",
                    "seen": row["seen"] or None,
                    "kept": row["kept"] or None,
                }
            )
    headers = {
        "promise": "Wat is beloofd",
        "where": "Waar",
        "phase": "Nagegaan in",
        "seen": "Aangetroffen",
        "kept": "Nagekomen",
    }
    caption = "Wat op papier en op het scherm staat, naast wat er was"
    return Text(_summary(found)), table(pd.DataFrame(rows), caption, headers=headers, row_header="promise")


def _summary(found: Sequence[Promise]) -> str:
    counts = Counter(promise.verdict for promise in found)
    told = [f"{number(counts[verdict])} {words}" for verdict, words in _SAID.items() if counts[verdict]]
    untested = sum(not promise.tested for promise in found)
    unseen = counts[""] - untested
    told += [f"{number(unseen)} {UNSEEN}"] if unseen else []
    told += [f"{number(untested)} niet nagegaan"] if untested else []
    are = "is" if len(found) == 1 else "zijn"
    said = f"Er {are} {count_noun(len(found), 'belofte', 'beloften')} opgeschreven: {listed(told)}."
    differ = sum(len({row["kept"] for row in promise.tested} - {UNSEEN}) > 1 for promise in found)
    if differ:
        which, counts_as = ("1 belofte", "telt") if differ == 1 else (f"{number(differ)} beloften", "tellen")
        said += f" Bij {which} zag de ene fase iets anders dan de andere; die {counts_as} als deels nagekomen."
    return said
