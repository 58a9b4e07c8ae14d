"""What is odd in the answers to a survey, such as who filled it in twice: told, and never left out by itself."""

import re
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from pipeline.contracts.folders import Asked
from pipeline.dutch import count_noun
from pipeline.errors import Problem
from pipeline.phases.surveys.answers.form_workbook import Form
from pipeline.phases.surveys.answers.questionnaire import Item
from pipeline.phases.surveys.answers.survey import Answers, Survey
from pipeline.sources.questionnaires.words import in_order

# Fewer equal answers than these happen to people who read every question.
_ENOUGH = 5
# What tools and people write for no answer, and how many times as high as all else that has to be to be looked at.
_FOR_NOTHING, _FAR = (88, 99, 888, 999, 8888, 9999, 99999, -1, -8, -9, -88, -99, -999), 3
# More rows that are there twice are no list that anybody reads.
_SHOWN = 5


def straightliners(survey: Survey) -> NDArray[np.bool_]:
    """Tell, for each respondent, whether all statements of one scale (5 or more) got the same answer."""
    found = np.zeros(len(survey.people), dtype=bool)
    scales: dict[tuple[str, ...], list[str]] = {}
    for item in survey.form.items:
        if item.kind == "likert":
            scales.setdefault(item.options, []).append(item.id)
    for names in scales.values():
        if len(names) >= _ENOUGH:
            values = np.column_stack([survey.answers[name].values for name in names])
            given = np.column_stack([survey.answers[name].given for name in names])
            same = np.where(given, values, values.max() + 1).min(axis=1) == np.where(given, values, -1).max(axis=1)
            found |= same & (given.sum(axis=1) >= _ENOUGH)
    return found


def codes_for_nothing(answers: Answers) -> list[str]:
    """List the numbers that tools write for no answer and that stand far from all that people answered."""
    given = answers.values[answers.given]
    codes = given[np.isin(given, _FOR_NOTHING)]
    others = given[~np.isin(given, _FOR_NOTHING)]
    if not len(codes) or not len(others):
        return []
    far = codes[(codes > _FAR * max(others.max(), 1)) | ((codes < 0) & (others.min() >= 0))]
    return [f"{code:g}" for code in np.unique(far)]


def _mixed_up(item: Item) -> list[str]:
    """Give the order of the answers to a statement, where people know that scale in another; nothing where it is so."""
    known = [text for text in in_order(item.options) if text in item.options]
    return known if known and list(item.options) not in (known, known[::-1]) else []


def _twice(survey: Survey) -> Iterator[Problem]:
    """Tell rows that may be of one person."""
    name = survey.file.rpartition("/")[2]
    mend = (
        f"Is het één mens, haal dan een van beide rijen weg uit {name} (bewaar het bestand zoals het kwam ergens "
        "anders). Doet u niets, dan tellen zij allebei mee."
    )
    for each in survey.twice[:_SHOWN]:
        yield Problem(survey.file, each.second, "", "", f"{each.what} Misschien vulde iemand twee keer in.", mend)
    if others := survey.twice[_SHOWN:]:
        rows = ", ".join(str(each.second) for each in others)
        said = count_noun(len(others), "andere rij is", "andere rijen zijn")
        what = f"Nog {said} in alle antwoorden gelijk aan een eerdere: {rows}."
        yield Problem(survey.file, None, "", "", what, mend)


def notices(survey: Survey, form: Form, asked: Asked) -> Iterator[Problem]:
    """Tell what is no mistake and a reader of the answers should know; nothing is left out for it."""
    stays = "Er hoeft niets te gebeuren; wie antwoordde, telt mee."
    if nobody := int((~survey.took_part).sum()):
        what = f"{count_noun(nobody, 'rij', 'rijen')} zonder één antwoord: die tellen niet als deelnemer."
        yield Problem(survey.file, None, "", "", what, "Er hoeft niets te gebeuren.")
    for item in survey.form.items:
        if not survey.answers[item.id].given.any():
            what = f"Niemand beantwoordde «{item.label}»; de vraag is geen bewijs."
            yield Problem(survey.file, None, item.read_from[0], "", what, "Klopt dat niet, controleer dan de kolom.")
        elif item.kind == "likert" and item.aspect and not item.favourable:
            what = f"Welk eind van «{item.label}» gunstig is, staat er niet: de vraag telt niet als bewijs."
            yield Problem(form.file, None, f"items.{item.id}.favourable", "", what, "Zet favourable op high of low.")
    for item in survey.form.items:
        if item.kind == "likert" and (order := _mixed_up(item)):
            what = f"De antwoorden op «{item.label}» staan in deze volgorde: {' < '.join(item.options)}."
            mend = f"Zet ze van laag naar hoog: {' < '.join(order)}. Anders klopt niet wie gunstig antwoordde."
            yield Problem(form.file, None, f"items.{item.id}.scale", "", what, mend)
        for code_ in codes_for_nothing(survey.answers[item.id]) if item.kind == "number" else ():
            what = f"Bij «{item.label}» is {code_} ver van alle andere antwoorden; het telt mee als antwoord."
            yield Problem(survey.file, None, item.read_from[0], code_, what, form.no_answer)
    if same := int(straightliners(survey).sum()):
        what = f"{count_noun(same, 'deelnemer gaf', 'deelnemers gaven')} op alle stellingen hetzelfde antwoord."
        yield Problem(survey.file, None, "", "", what, stays)
    yield from _twice(survey)
    if asked.round is not None and survey.form.date:
        years = [int(year) for year in re.findall(r"\b(?:19|20)\d\d\b", asked.round.period)]
        own = re.match(r"(?:19|20)\d\d", survey.form.date)
        if years and own and not min(years) <= int(own[0]) <= max(years):
            what = f"Deze datum valt buiten de periode van de ronde ({asked.round.period}); de antwoorden tellen mee."
            yield Problem(form.file, None, "date", survey.form.date, what, "Controleer de datum.")
