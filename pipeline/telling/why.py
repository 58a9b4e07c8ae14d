"""Why a finding is as sure as it is, in sentences: what it was found in, and what it hangs on."""

from collections.abc import Iterator, Sequence
from itertools import combinations

import pandas as pd

from pipeline.contracts.loading import RoundData
from pipeline.contracts.provenance import all_reported
from pipeline.dutch import PICTURE, count_noun, listed
from pipeline.phases.declarations import BY_ID
from pipeline.records import rows_of
from pipeline.triangulation import convergence
from pipeline.triangulation.convergence import PairRow
from pipeline.triangulation.findings import FindingRow
from pipeline.triangulation.other_way import other_way
from pipeline.triangulation.robustness import VOICE, Outcome, RobustnessRow


def why(finding: FindingRow, evidence: pd.DataFrame, pairs: pd.DataFrame, data: RoundData) -> Iterator[str]:
    """Say what a finding was found in, whether that gives one picture, and when we only read a report of it.

    Parameters
    ----------
    finding : FindingRow
        A row of `findings.csv`.
    evidence : pandas.DataFrame
        Evidence of the finding's question.
    pairs : pandas.DataFrame
        The pairs of phases of all questions, as `convergence.csv` has them.
    data : RoundData
        The round.
    """
    phases = [phase for phase in BY_ID.values() if phase.id in set(evidence["phase"])]
    own = rows_of(pairs[pairs["question"] == finding["question"]], PairRow)
    if len(phases) == 1:
        asked = data.codebook.question_by_id[finding["question"]].asked_in
        others = sum(data.round.deployment(name).deployed for name in asked) > 1
        rest = "Andere manieren van onderzoeken zeggen hier niets over." if others else "Elders is dit niet gezocht."
        if any(pair["label"] == convergence.Label.UNDECIDED.value for pair in own):
            rest = "Ook op een andere manier is hiernaar gevraagd, maar welke kant dat op wijst, is niet te zeggen."
        yield f"Dit komt alleen uit {phases[0].plain}. {rest}"
    else:
        where = listed([phase.plain for phase in phases])
        one_picture = together(finding["convergence"], own, evidence, int(finding["direction"]))
        yield f"Dit komt uit {where}. {one_picture}"
    if placed := int((evidence["placed"] != "").sum()):
        comes = "het komt: het is" if placed == 1 else "zij komen: zij zijn"
        points = count_noun(placed, "punt", "punten")
        yield f"Van {points} staat niet in het rapport uit welk onderzoek {comes} op inhoud ingedeeld."
    for pair in own:
        if pair["same_people"]:
            both = listed([BY_ID[pair[name]].plain for name in ("phase_a", "phase_b")])
            yield f"De {both} gaan deels over dezelfde mensen. Dat telt als één bron."
    if any(phase.people for phase in phases) and all_reported(evidence):
        yield "Wij lazen erover in wat is gepubliceerd. Wij waren er zelf niet bij."


def together(label: str, pairs: Sequence[PairRow], evidence: pd.DataFrame, direction: int = 0) -> str:
    """Say whether what was found in several places gives one picture; by its pairs where a part of it differs.

    Only where one is positive and another critical do they contradict each other: mixed beside critical differs.

    Parameters
    ----------
    label : str
        The convergence of the finding.
    pairs : sequence of PairRow
        The pairs of phases on its question.
    evidence : pandas.DataFrame
        Evidence of its question.
    direction : int
        Which way it points: where a topic of it points the other way, only the question as a whole goes one way.
    """
    labels = {pair["label"] for pair in pairs} & {label.value for label in convergence.OF_SPEAKING}
    opposed = any(pair["relation"] == convergence.Relation.CONTRADICTS for pair in pairs)
    if label == "single source" and len(labels) == 1:  # the same people confirm nothing, and may say the same
        [label] = labels
    if label == "agreement":
        whole = " over de vraag als geheel" if other_way(evidence, direction) else ""
        return f"Dat wijst{whole}{'' if len(labels) == 1 else ' grotendeels'} dezelfde kant op."
    if label == "partial agreement":
        start = "Daar staat voor een deel hetzelfde in"
        if opposed:
            return f"{start}, en voor een deel spreekt het elkaar tegen."
        differs = ", en voor een deel wijst het niet dezelfde kant op"
        return f"{start}{differs if convergence.Label.DISSONANCE in labels else ''}."
    if opposed:
        return "Die spreken elkaar tegen."
    apart = "Die wijzen niet dezelfde kant op"
    aspects = [set(part) for _, part in evidence.groupby("phase")["aspect"]]
    shared = any(a & b for a, b in combinations(aspects, 2))
    return f"{apart}." if shared else f"{apart}, en gaan over verschillende kanten van de vraag."


def careful(left_out: pd.DataFrame, evidence: pd.DataFrame, data: RoundData) -> Iterator[str]:
    """Say what a finding can't do without, and what was kept out of it.

    Parameters
    ----------
    left_out : pandas.DataFrame
        The finding's rows of `robustness.csv`.
    evidence : pandas.DataFrame
        Evidence of its question.
    data : RoundData
        The round.
    """
    question = evidence["question"].iloc[0]
    for withheld in data.round.withheld:
        if withheld.question == question:
            yield f"Wat in de {BY_ID[withheld.phase].plain} is gezegd, telt niet mee: {withheld.reason.rstrip('.')}."
    turned: dict[str, list[str]] = {}
    places = [set(rows) for _, rows in evidence.groupby("phase")["evidence_id"]]
    for row in rows_of(left_out[left_out["outcome"].isin([Outcome.TURNS, Outcome.VANISHES])], RobustnessRow):
        group = row["left_out_kind"] == VOICE
        if group and set(evidence["evidence_id"][evidence["voice"] == row["left_out"]]) in places:
            continue  # whoever says all that was found in one place is left out with that place
        name = data.codebook.voice_names[row["left_out"]] if group else f"de {BY_ID[row['left_out']].plain}"
        if row["outcome"] == Outcome.TURNS:
            turned.setdefault(str(row["direction"]), []).append(name)
        elif group:
            yield f"Dit komt van maar één groep: {name}."
    for direction, names in turned.items():
        yield f"Laten wij {listed(names, 'of')} weg, dan is het beeld {PICTURE[int(direction)]}."
