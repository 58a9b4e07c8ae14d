"""Judgements and sentences that were made on other evidence than there is now: how many, and of what."""

from collections.abc import Mapping

import pandas as pd

from pipeline.claims.written import stands
from pipeline.codebook import Codebook
from pipeline.contracts.loading import RoundData
from pipeline.contracts.rows import SentenceRow
from pipeline.dutch import count_noun, listed
from pipeline.records import records, rows_of
from pipeline.triangulation.findings import FindingRow
from pipeline.triangulation.judgements import Origin
from pipeline.triangulation.sentences import FINDING, Wording

JUDGED = {"convergence": "origin", "findings": "confidence_origin", "joint_display": "origin", "comparison": "origin"}
"""The tables with what was judged, each with the column that says where a label or a level comes from."""


def outdated(tables: Mapping[str, pd.DataFrame], codebook: Codebook, written: pd.DataFrame) -> str:
    """Say in Dutch which judgements and which sentences do not hold any more; empty when all do.

    Parameters
    ----------
    tables : mapping of str to pandas.DataFrame
        `convergence`, `findings`, `joint_display` and `comparison`, as `data/` has them.
    codebook : Codebook
        For the names of questions.
    written : pandas.DataFrame
        The raw table `sentences`.
    """
    questions = [
        str(question)
        for name, column in JUDGED.items()
        for question in tables[name].loc[tables[name][column] == Origin.OUTDATED.value, "question"]
    ]
    findings = tables["findings"]
    turned = [str(question) for question in findings.loc[findings["wording"] == Wording.OUTDATED.value, "question"]]
    said = []
    if questions:
        judged, about = count_noun(len(questions), "oordeel is", "oordelen zijn"), _labels(questions, codebook)
        said.append(
            f"{judged} gegeven op ander bewijs dan er nu is, en niet gebruikt: over {about}. Kijk er opnieuw naar, en "
            "zet in de kolom seen van judgements.csv of comparisons.csv wat daar nu in staat in data/."
        )
    if turned:
        sentences, stand = ("1 zin hoort", "staat") if len(turned) == 1 else (f"{len(turned)} zinnen horen", "staan")
        about = _labels(turned, codebook)
        said.append(
            f"{sentences} bij een ander beeld dan het bewijs nu geeft, en {stand} niet op de pagina's: over {about}. "
            "Herschrijf wat in sentences.csv staat, met in de kolom direction wat u nu ziet."
        )
    by_id = {row["finding_id"]: row for row in rows_of(findings, FindingRow)}
    fallen = [
        row["sentence_id"]
        for row in rows_of(written, SentenceRow)
        if row["subject"] != FINDING and not stands(row, by_id, codebook)
    ]
    if fallen:
        stand, noun = ("staat", "die zin noemt") if len(fallen) == 1 else ("staan", "die zinnen noemen")
        said.append(f"Wat {noun}, is niet meer zo: {listed(fallen)} van sentences.csv {stand} niet op de pagina's.")
    return " ".join(said)


def never_outdated(data: RoundData) -> str:
    """Say in Dutch which judgements do not say what was in sight, so that nobody sees when that is different."""
    unseen = {
        f"{name}.csv": [str(row[data.contracts[name].key]) for row in records(data.table(name)) if not row["seen"]]
        for name in ("judgements", "comparisons")
    }
    return " ".join(
        f"{count_noun(len(names), 'oordeel zegt', 'oordelen zeggen')} niet wat er toen te zien was, en "
        f"{'verloopt' if len(names) == 1 else 'verlopen'} dus nooit: {_shown(names)} van {file}. Zet in de kolom seen "
        "wat daar nu in staat in data/."
        for file, names in unseen.items()
        if names
    )


_SHOWN = 3  # names of rows in a sentence


def _shown(names: list[str]) -> str:
    more = len(names) - _SHOWN
    return listed(names) if more <= 0 else f"{', '.join(names[:_SHOWN])} en nog {more}"


def _labels(questions: list[str], codebook: Codebook) -> str:
    return listed([codebook.labels[question] for question in dict.fromkeys(questions)])
