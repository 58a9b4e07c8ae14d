"""How far those who coded conversations agree, for readers: over all codes, by their parts, and for each code."""

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction

import pandas as pd

from pipeline.blocks import Block, Nothing, Text, named
from pipeline.contracts.loading import RoundData
from pipeline.dutch import count_noun, listed, number, percent
from pipeline.phases.interviews.declaration import PHASE
from pipeline.statistics.agreement import AC1, ALPHA, KAPPA, ORDINAL_ALPHA, PERCENT, Agreement
from pipeline.statistics.sample_size import units_needed
from pipeline.telling.tables import table
from pipeline.telling.words import COEFFICIENTS
from pipeline.triangulation.coding import ASPECT, DIRECTION, QUESTION, TOGETHER, Coding, code_name, codings

_PARTS = {
    TOGETHER: "Alles samen",
    QUESTION: "De vraag",
    ASPECT: "Het aspect",
    DIRECTION: "De richting, waar het aspect hetzelfde is",
}
# From here on Krippendorff (2004) draws firm conclusions: what coders who know their codebook should reach.
_FIRM = 0.8
_MEASURES = {"same": PERCENT, "alpha": ALPHA, "kappa": KAPPA, "ac1": AC1}
_EXPLAINED = (
    "Bij elke maat is 1 helemaal gelijk en 0 toeval. Alfa en kappa worden laag als bijna alles dezelfde code heeft, ook"
    " als mensen het vaak eens zijn; AC1 niet. Daarom staan zij naast elkaar."
)


@named
def coding(data: RoundData) -> Nothing | tuple[Block, ...]:
    """Show how far coders agree; nothing where nobody else coded, or a computer did."""
    if data.round.is_reflexive:
        return Nothing("Deze ronde werkt reflexief: of anderen dezelfde codes geven, is niet gevraagd.")
    found = next((each for each in codings(data) if each.phase == PHASE.id and each.coefficients), None)
    if found is None or found.automatic:
        return Nothing("In deze ronde is niet door meer mensen gecodeerd.")
    least = data.round.rules.coder_agreement
    labels = {code_name(*pair): label for pair, label in data.codebook.aspect_labels.items()}
    said = f"{count_noun(found.double, 'uitspraak kreeg', 'uitspraken kregen')} van meer dan één codeur een code."
    parts = [{"what": _PARTS[what], **_row(each)} for what, each in found.apart.items() if each]
    lowest_first = sorted(found.by_code.items(), key=lambda item: _order(item[1]))
    codes = [{"what": labels.get(name, name), **_row(each)} for name, each in lowest_first]
    blocks: list[Block] = [Text(f"{said} {_EXPLAINED}"), _table(parts, "Hoe eender is er gecodeerd?", "Wat")]
    if codes:
        blocks += [Text(_poor(found.poor(least), labels, least))]
        blocks += [_table(codes, "Hoe eender is elke code gegeven?", "Code")]
        blocks += [Text(text) for text in _enough(found, labels, least)]
    return tuple(blocks)


def _enough(found: Coding, labels: dict[str, str], least: Fraction) -> Iterator[str]:
    """Say of which codes too little was coded twice to tell that coders agree on them, and how much it takes."""
    if least >= _FIRM:
        return
    few = {}
    for name, given in found.given.items():
        if name in found.by_code and 0 < given < 2 * found.double:
            needed = units_needed(_FIRM, float(least), given / (2 * found.double))
            if needed > found.double:
                few[name] = needed
    if few:
        most, fewest = max(few.values()), min(few.values())
        between = number(fewest) if fewest == most else f"{number(fewest)} tot {number(most)}"
        codes = listed([f"«{labels.get(name, name)}»" for name in few])
        yield (
            f"Te weinig is dubbel gecodeerd om van {codes} zeker te zijn dat codeurs het eens zijn: "
            f"{count_noun(found.double, 'uitspraak', 'uitspraken')}, en er zijn er {between} nodig. Hoe zeldzamer een "
            f"code, hoe meer. Zo berekend: een kappa die {number(_FIRM, 1)} is, is dan met 95% zekerheid minstens "
            f"{number(float(least), 2)} (Donner en Rotondi, 2010)."
        )


def _row(found: Iterable[Agreement]) -> dict[str, object]:
    by_name = {each.coefficient: each for each in found}
    alpha = by_name.get(ORDINAL_ALPHA) or by_name.get(ALPHA)
    same = by_name[PERCENT]
    return {
        "units": same.n_units,
        "same": percent(same.value or 0),
        "alpha": _written(alpha),
        "kappa": _written(by_name.get(KAPPA)),
        "ac1": _written(by_name.get(AC1)),
    }


def _order(found: Sequence[Agreement]) -> float:
    """Put what is least alike first, and what can't be computed last."""
    value = next((each.value for each in found if each.coefficient == ALPHA), None)
    return 2 if value is None else value


def _written(found: Agreement | None) -> str:
    if found is None or found.value is None:
        return ""
    between = "" if found.low is None else f" ({number(found.low, 2)} tot {number(found.high or 0, 2)})"
    return f"{number(found.value, 2)}{between}"


def _table(rows: Sequence[dict[str, object]], caption: str, first: str) -> Block:
    headers = {"what": first, "units": "Uitspraken", **{key: COEFFICIENTS[name] for key, name in _MEASURES.items()}}
    shown = pd.DataFrame(rows, columns=list(headers))
    filled = {name: text for name, text in headers.items() if not (shown[name] == "").all()}
    return table(shown[list(filled)], caption, headers=filled, row_header="what")


def _poor(poor: dict[str, float], labels: dict[str, str], least: Fraction) -> str:
    """Say on which codes coders agree too little to build on."""
    if not poor:
        return f"Bij elke code is de alfa minstens {number(float(least), 2)}; lager telt als te weinig eens."
    codes = listed([f"«{labels.get(name, name)}»" for name in poor])
    many = "deze code" if len(poor) == 1 else "deze codes"
    return (
        f"Te weinig eens (alfa onder {number(float(least), 2)}) zijn codeurs het over {codes}."
        f" Een bevinding die op {many} rust, is daardoor minder zeker."
    )
