"""The report that a consultant wrote, for an edition that leaves counts out: what its sentences say of those."""

from collections.abc import Mapping

import pandas as pd

from pipeline.claims import ledger
from pipeline.claims.ledger import Ledger
from pipeline.contracts.loading import RoundData
from pipeline.errors import ClaimsError, Problem
from pipeline.evidence.small_groups import LeftOut

_SAYS = "Deze zin noemt een aantal dat in deze uitgave niet mag staan: het gaat over te weinig mensen."
_MEND = 'Laat het aantal weg, of schrijf het met waarde("…"): dan verdwijnt het alleen uit deze uitgave.'
_ALONE = "Ook zonder aantallen is hier te zien wat één mens vond, of hoeveel mensen van een kleine groep."
_APART = (
    'Zet in round.yml: withheld: [{phase: ..., question: ..., reason: "..."}], met deze fase en vraag (zoals phase: '
    "interviews); of voeg de stem samen met een andere, zodat er meer mensen in zijn."
)


def without_small_groups(data: RoundData, tables: Mapping[str, pd.DataFrame], hidden: LeftOut) -> Ledger:
    """Give the ledger of a report that has no problems, with what the edition shows.

    Where a number is filled in that is left out, the sentence says so. What rests on it in another way is checked
    against what is shown, so that a sentence with the number typed in it is a mistake.

    Parameters
    ----------
    data : RoundData
        The round.
    tables : mapping of str to pandas.DataFrame
        The tables as the edition shows them.
    hidden : LeftOut
        What it leaves out.

    Raises
    ------
    ClaimsError
        A sentence says what is left out; or how many people were of a mind can be told although nothing says it.
    """
    made = ledger.make(data, tables)
    problems = [Problem(each.file, each.row, each.column, each.value, _SAYS, _MEND) for each in made.problems]
    problems += [
        Problem(f"raw/{data.round_id}/round.yml", None, "withheld", name, _ALONE, _APART)
        for name in sorted(hidden.exposed)
    ]
    if problems:
        raise ClaimsError(tuple(problems))
    return made
