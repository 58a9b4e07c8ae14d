"""The table of agreement: between coders where statements were coded twice, and between those who judged."""

from typing import NamedTuple, TypedDict

import pandas as pd

from pipeline.contracts.loading import RoundData
from pipeline.contracts.round_tables import AUTOMATIC, RESEARCHER
from pipeline.statistics.agreement import Agreement
from pipeline.triangulation import comparison
from pipeline.triangulation.coding import codings
from pipeline.triangulation.judgements import CONFIDENCE, PAIR, Judgements


class AgreementRow(TypedDict):
    """A row of `agreement.csv`: one coefficient over what was coded or judged twice, or a remark why there is none.

    `scope` is a phase (its statements) or what was judged. `compared` says what of a code: question, aspect and
    direction together, or one of them; `code` names the one code of which it is compared who gave it. `value`, `low`
    and `high` are numbers as text. `kind` says who coded or judged: researchers, or automatic readings, whose
    consistency does not say that they are right.
    """

    scope: str
    code: str
    coders: int
    n_units: int
    coefficient: str
    value: str
    low: str
    high: str
    remark: str
    kind: str
    compared: str


COLUMNS = tuple(AgreementRow.__annotations__)
_SCOPES = {PAIR: "convergence", CONFIDENCE: "confidence"}
COMPARED = "published conclusions"
CODE = "code"


def table(data: RoundData) -> pd.DataFrame:
    """Give `agreement.csv`: what can be computed, and for the rest why not.

    Of a round that works reflexively it has no row: how far people agree is not asked there.

    Parameters
    ----------
    data : RoundData
        A whole round.
    """
    rows: list[AgreementRow] = []
    if data.round.is_reflexive:
        return pd.DataFrame(rows, columns=list(COLUMNS))
    for coding in codings(data):
        if not coding.coefficients:
            by = "een automatische lezing" if coding.automatic else "één persoon"
            remark = f"Niet te berekenen: de uitspraken zijn door {by} gecodeerd"
            rows.append(_row(_By(coding.phase, 1, coding.automatic), Agreement("", coding.total, None), remark))
        whom = "een tweede persoon" if coding.coders == 2 else "een of meer anderen"
        part = f"{coding.double} van de {coding.total} uitspraken zijn door {whom} gecodeerd"
        coders = _By(coding.phase, coding.coders, coding.automatic)
        rows += [_row(coders, each, part, what) for what, found in coding.apart.items() for each in found]
        rows += [_row(coders, each, "", CODE, code) for code, found in coding.by_code.items() for each in found]
    judged = Judgements(data.table("judgements"))
    compared = {scope: judged.agreement(subject, data.round.rules.interval) for subject, scope in _SCOPES.items()}
    compared[COMPARED] = comparison.agreement(data)
    for scope, (names, coefficients) in compared.items():
        table = "comparisons" if scope == COMPARED else "judgements"
        automatic = bool((data.table(table)["kind"] == AUTOMATIC).any())
        who = f"Beoordeeld door {', '.join(names)}, los van elkaar"
        rows += [_row(_By(scope, len(names), automatic), found, who) for found in coefficients]
    return pd.DataFrame(rows, columns=list(COLUMNS))


class _By(NamedTuple):
    """What was coded or judged, by how many, and whether those are automatic readings."""

    scope: str
    raters: int
    automatic: bool


def _row(by: _By, found: Agreement, remark: str, compared: str = "", code: str = "") -> AgreementRow:
    return AgreementRow(
        scope=by.scope,
        code=code,
        coders=by.raters,
        n_units=found.n_units,
        coefficient=found.coefficient,
        value=_plain(found.value),
        low=_plain(found.low),
        high=_plain(found.high),
        remark=found.remark or remark,
        kind=AUTOMATIC if by.automatic else RESEARCHER,
        compared=compared,
    )


def _plain(value: float | None) -> str:
    return "" if value is None else f"{value:.4f}"
