"""The table of agreement: between coders where statements were coded twice, and between those who judged."""

import pandas as pd

from pipeline.contracts.loading import RoundData
from pipeline.contracts.tables import TABLES
from pipeline.records import record
from pipeline.triangulation import comparison
from pipeline.triangulation.judgements import CONFIDENCE, PAIR, Judgements

COLUMNS = ("scope", "code", "coders", "n_units", "coefficient", "value", "low", "high", "remark")
_SCOPES = {PAIR: "convergence", CONFIDENCE: "confidence"}


def table(data: RoundData) -> pd.DataFrame:
    """Give `agreement.csv`: what can be computed, and for the rest why not.

    Parameters
    ----------
    data : RoundData
        A whole round.
    """
    rows = []
    for name, contract in TABLES.items():
        if contract.sources and len(data.table(name)):
            remark = "Niet te berekenen: de uitspraken zijn door één persoon gecodeerd"
            rows.append(record(COLUMNS, contract.phase, "", 1, len(data.table(name)), "", "", "", "", remark))
    judged = Judgements(data.table("judgements"))
    compared = {scope: judged.agreement(subject) for subject, scope in _SCOPES.items()}
    compared["published conclusions"] = comparison.agreement(data)
    for scope, (names, coefficients) in compared.items():
        for found in coefficients:
            remark = found.remark or f"Beoordeeld door {', '.join(names)}, los van elkaar"
            numbers = (_plain(found.value), _plain(found.low), _plain(found.high))
            rows.append(record(COLUMNS, scope, "", len(names), found.n_units, found.coefficient, *numbers, remark))
    return pd.DataFrame(rows, columns=list(COLUMNS))


def _plain(value: float | None) -> str:
    return "" if value is None else f"{value:.4f}"
