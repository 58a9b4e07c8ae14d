"""Leaving out what a round withholds for privacy, before anything is made of it."""

from collections.abc import Iterable

import pandas as pd

from pipeline.codebook import Codebook
from pipeline.contracts.tables import TABLES
from pipeline.errors import Problem, suggest
from pipeline.records import Record, records
from pipeline.rounds import Withheld
from pipeline.statistics.formula import parse

# Tables with a question but no phase of their own, and the phase they belong to.
_PHASE_OF = {"mysteryguest_criteria": "mystery_guests", "ladder_positions": "surveys"}


def without_withheld(tables: dict[str, pd.DataFrame], withheld: Iterable[Withheld]) -> dict[str, pd.DataFrame]:
    """Leave out the rows of phases on questions that are withheld, and what was judged with those rows in sight.

    A judgement on the question as a whole, or on a pair with the phase, was made by somebody who read what is withheld,
    and its reason may repeat it; so was a comparison with a published conclusion on that question.

    Parameters
    ----------
    tables : dict of str to pandas.DataFrame
        Raw tables by name.
    withheld : iterable of Withheld
        What `round.yml` withholds.
    """
    pairs = {(item.phase, item.question) for item in withheld}
    if not pairs:
        return tables
    kept = {name: _keep(name, frame, pairs) for name, frame in tables.items()}
    if "survey_answers" in kept and "survey_items" in kept:
        answers = kept["survey_answers"]
        kept["survey_answers"] = answers[answers["item_id"].isin(kept["survey_items"]["item_id"])]
    if "figures" in kept:
        figures = kept["figures"]
        kept["figures"] = figures[~figures["figure_id"].isin(_figures(tables, kept, pairs))]
    if "second_codings" in kept:
        codings = kept["second_codings"]
        spoken = [name for name in tables if "statement_id" in tables[name] and name != "second_codings"]
        left = {key for name in spoken for key in kept[name]["statement_id"]}
        kept["second_codings"] = codings[codings["statement_id"].isin(left)]
    if "judgements" in kept:
        judged = kept["judgements"]
        kept["judgements"] = judged[[not _saw(row, pairs) for row in records(judged)]]
    if "comparisons" in kept and "published_findings" in kept:
        questions = {question for _, question in pairs}
        published = kept["published_findings"]
        on_it = published.loc[published["question"].isin(questions), "finding_id"]
        kept["comparisons"] = kept["comparisons"][~kept["comparisons"]["published_id"].isin(on_it)]
    return {name: frame.reset_index(drop=True) for name, frame in kept.items()}


def _figures(tables: dict[str, pd.DataFrame], kept: dict[str, pd.DataFrame], pairs: set[tuple[str, str]]) -> set[str]:
    """Name the figures that print what is withheld: a percentage gives the answers back."""
    figures = tables["figures"]
    own = zip(figures["phase"], figures["question"], strict=True)
    found = set(figures.loc[[pair in pairs for pair in own], "figure_id"])
    for name in ("survey_answers", "ladder_positions"):
        if name in tables:
            found |= set(tables[name]["figure_id"]) - set(kept[name]["figure_id"]) - {""}
    return found


def dangling(tables: dict[str, pd.DataFrame], file: str) -> list[Problem]:
    """List figures that are computed from a withheld one, or printed again: they would give it back."""
    figures = tables.get("figures", pd.DataFrame(columns=["figure_id", "formula", "same_as"]))
    known = set(figures["figure_id"])
    problems = []
    for row in records(figures):
        needs = {row["same_as"]} - {""} or (parse(row["formula"]).names if row["formula"] else set())
        for name in sorted(needs - known):
            what = f"Dit cijfer rust op {name}, dat is afgeschermd, en zou het teruggeven."
            mend = "Haal de verwijzing weg, of scherm ook dit cijfer af."
            problems.append(Problem(file, None, "figure_id", row["figure_id"], what, mend))
    return problems


def _saw(judgement: Record, pairs: set[tuple[str, str]]) -> bool:
    phases = {phase for phase, question in pairs if question == judgement["question"]}
    return bool(phases) and (
        judgement["subject"] != "pair" or bool(phases & {judgement["phase_a"], judgement["phase_b"]})
    )


def _keep(name: str, frame: pd.DataFrame, pairs: set[tuple[str, str]]) -> pd.DataFrame:
    phase = TABLES[name].phase or _PHASE_OF.get(name)
    questions = {question for of_phase, question in pairs if of_phase == phase}
    return frame[~frame["question"].isin(questions)] if questions else frame


def problems_of(
    withheld: Iterable[Withheld], file: str, phases: Iterable[str], codebook: Codebook | None
) -> list[Problem]:
    """List what `round.yml` withholds that does not exist, or that is no answer of people."""
    problems = []
    known = set(phases)
    for item in withheld:
        if item.phase not in known:
            mend = suggest(item.phase, known)
            problems.append(Problem(file, None, "withheld.phase", item.phase, "Deze fase bestaat niet.", mend))
        elif item.phase == "desk_research":
            what = "Deskresearch gaat over stukken, niet over wat mensen zeiden: daar is niets af te schermen."
            mend = "Haal deze regel weg, of haal de gegevens uit raw."
            problems.append(Problem(file, None, "withheld.phase", item.phase, what, mend))
        if codebook is not None and item.question not in codebook.question_by_id:
            mend = suggest(item.question, codebook.question_by_id)
            problems.append(Problem(file, None, "withheld.question", item.question, "Deze vraag bestaat niet.", mend))
    return problems
