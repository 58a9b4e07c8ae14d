"""The round for readers: its phases, and how far those who judged agree."""

from collections import Counter

import pandas as pd

from pipeline.blocks import Mark, Nothing, Table, Text, named
from pipeline.contracts.round_tables import AUTOMATIC
from pipeline.dutch import number, percents
from pipeline.phases.declarations import BY_ID
from pipeline.records import rows_of
from pipeline.rounds import Round
from pipeline.telling import finding_words
from pipeline.telling.tables import table
from pipeline.telling.words import COEFFICIENTS
from pipeline.triangulation.coding import TOGETHER
from pipeline.triangulation.confidence import DUTCH
from pipeline.triangulation.judgements import Origin
from pipeline.triangulation.reliability import AgreementRow


@named
def phase_summary(round_: Round, evidence: pd.DataFrame) -> Table:
    """Table of the phases: deployed or not, and how much evidence each handed on."""
    rows = []
    for phase in BY_ID.values():
        deployment = round_.deployment(phase.id)
        rows.append(
            {
                "phase": phase.label,
                "deployed": Mark("ingezet", "ok") if deployment.deployed else Mark("niet ingezet", "muted"),
                "method": phase.method if deployment.deployed else deployment.reason,
                "evidence": int((evidence["phase"] == phase.id).sum()),
            }
        )
    headers = {"phase": "Fase", "deployed": "Ingezet?", "method": "Hoe", "evidence": "Punten bewijs"}
    return table(pd.DataFrame(rows), "De fasen van dit onderzoek", headers=headers, row_header="phase")


_APART = (
    "Een deel is meer dan één keer gecodeerd of beoordeeld, los van elkaar. Dat is te vergelijken. Een 1 betekent: "
    "overal is hetzelfde gekozen. Een 0 betekent: niet vaker dan bij toeval."
)
_REFLEXIVE = (
    "Deze ronde werkt reflexief: een onderzoeker geeft betekenis aan wat er is gezegd, en codes groeien mee tijdens "
    "het lezen. Of een ander dezelfde codes of oordelen geeft, is daarom niet gevraagd en niet uitgerekend. Een "
    "bevinding wordt er niet minder zeker van."
)
_SCOPES = {
    "convergence": "Verhouding tussen twee fasen die allebei iets zeggen",
    "confidence": "Zekerheid",
    "published conclusions": "Of het bewijs een gepubliceerde conclusie draagt",
}


@named
def agreement(table_of_agreement: pd.DataFrame, round_: Round) -> Text | Nothing | tuple[Text, Table]:
    """Table of how far those who coded and judged agree, or why there is nothing to compute.

    Of automatic readings it says how consistent they are: that they are the same does not make them right. Of a round
    that works reflexively it says that nobody asked.
    """
    if round_.is_reflexive:
        return Text(_REFLEXIVE)
    if table_of_agreement.empty:
        return Nothing("Niemand codeerde of beoordeelde hier iets.")
    rows = []
    # What coders make of the parts of a code, and of each code, is told with the phase.
    whole = table_of_agreement[table_of_agreement["compared"].isin(["", TOGETHER])]
    for row in rows_of(whole, AgreementRow):
        interval = f"{_decimal(row['low'])} tot {_decimal(row['high'])}" if row["low"] else ""
        rows.append(
            {
                "scope": _SCOPES.get(row["scope"]) or BY_ID[row["scope"]].label,
                "remark": row["remark"],
                "units": row["n_units"],
                "coefficient": COEFFICIENTS.get(row["coefficient"], ""),
                "value": _decimal(row["value"]) if row["value"] else "",
                "interval": interval,
            }
        )
    headers = {
        "scope": "Waarover",
        "remark": "Opmerking",
        "units": "Hoeveel beoordeeld",
        "coefficient": "Maat",
        "value": "Waarde",
        "interval": f"Met {percents(round_.rules.interval)} zekerheid tussen",
    }
    shown = pd.DataFrame(rows, columns=list(headers))
    automatic = bool((table_of_agreement["kind"] == AUTOMATIC).any())
    caption = (
        "Consistentie van automatische lezingen" if automatic else "Hoe ver wie codeerde of beoordeelde het eens is"
    )
    return Text(_APART), table(shown, caption, headers=headers, numeric=["value"])


def _decimal(text: str) -> str:
    return number(float(text), 2)


_ORDERED: dict[str, tuple[str, ...]] = {
    "convergence": ("dissonance", "partial agreement", "agreement"),
    "confidence": ("very low", "low", "moderate", "high"),
}
_DECIDED = (Origin.CONFIRMED.value, Origin.OVERRULED.value)
_RULED = {"convergence": "Hoe twee fasen zich verhouden", "confidence": "Hoe zeker een bevinding is"}


@named
def rulings(convergence: pd.DataFrame, findings: pd.DataFrame) -> tuple[Table, Text] | Text:
    """Table of what the rule suggested against what was decided, with how often that went up and down.

    What nobody judged was not decided, and is not among them.

    Parameters
    ----------
    convergence, findings : pandas.DataFrame
        As `convergence.csv` and `findings.csv` have them.
    """
    convergence = convergence[convergence["origin"].isin(_DECIDED)]
    findings = findings[findings["confidence_origin"].isin(_DECIDED)]
    if convergence.empty and findings.empty:
        return Text("Over wat de regel voorstelt, heeft nog niemand iets besloten.")
    decided = {
        "convergence": list(zip(convergence["suggested"], convergence["label"], strict=True)),
        "confidence": list(zip(findings["confidence_suggested"], findings["confidence"], strict=True)),
    }
    rows, moves = [], []
    for what, order in _ORDERED.items():
        words = {"convergence": finding_words.convergence_text, "confidence": DUTCH.__getitem__}[what]
        pairs = [pair for pair in decided[what] if set(pair) <= set(order)]
        steps = [order.index(after) - order.index(before) for before, after in pairs]
        up, down = sum(step > 0 for step in steps), sum(step < 0 for step in steps)
        moves.append(f"{_RULED[what]}: {up} keer hoger dan het voorstel, {down} keer lager, van {len(pairs)}.")
        rows += [
            {"what": _RULED[what], "suggested": words(before), "decided": words(after), "count": count}
            for (before, after), count in sorted(Counter(pairs).items(), key=lambda item: [*map(order.index, item[0])])
        ]
    headers = {"what": "Waarover", "suggested": "Voorstel volgens de regel", "decided": "Besluit", "count": "Aantal"}
    shown = pd.DataFrame(rows, columns=list(headers))
    return table(shown, "Wat de regel voorstelde en wat is besloten", headers=headers), Text(" ".join(moves))
