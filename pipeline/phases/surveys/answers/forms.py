"""The questionnaires of a round: in YAML a file each, or in one workbook; which there are, and whether they fit."""

import re
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

from pipeline.contracts.folders import Asked
from pipeline.contracts.plain_text import heading
from pipeline.contracts.provenance import SYNTHETIC
from pipeline.contracts.rules import DATE
from pipeline.errors import InputError, Problem, choose, nearest
from pipeline.phases.surveys.answers.files import READABLE
from pipeline.phases.surveys.answers.form_workbook import Form, forms_in
from pipeline.phases.surveys.answers.questionnaire import Questionnaire

YAML = (".yml", ".yaml")
_HOW = (
    "Zet haar in vragenlijsten.xlsx, of maak {name}.yml ernaast, met label, selection (random, everyone, purposive, "
    "present of organisation), invited, voice, columns: {{respondent: kolom}} en items: een lijst met per vraag id, "
    "column, label, kind, scale, question, aspect en favourable. Zie «Surveys» in docs/data-flow.md."
)
NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]*")


def typed_in(
    found: Path | None, answers: Collection[str], forms: Mapping[str, Path], asked: Asked
) -> tuple[dict[str, Form], list[Problem], list[Problem]]:
    """Read the questionnaires of the workbook, with what is wrong in it and what is only told.

    Parameters
    ----------
    found : pathlib.Path or None
        The workbook, if there is one.
    answers, forms : collection of str, mapping of str to pathlib.Path
        The surveys of which there are answers, and those with a questionnaire in YAML.
    asked : Asked
        The round.
    """
    if found is None:
        return {}, [], []
    try:
        typed = forms_in(found, asked.project.name(found), asked.codebook)
    except InputError as error:
        return {}, list(error.problems), []
    wrong, told = [], []
    for name, form in typed.items():
        if name in forms:
            what = f"Deze vragenlijst staat ook in {forms[name].name}."
            wrong.append(form.placed(Problem(form.file, None, "survey", name, what, "Haal een van beide weg.")))
        elif name not in answers:
            what = "Van deze vragenlijst zijn er nog geen antwoorden."
            mend = f"Zet {name}.csv, .xlsx of .sav in dezelfde map zodra u ze hebt."
            told.append(form.placed(Problem(form.file, None, "survey", name, what, mend)))
    return typed, wrong, told


def problems_of_file(
    path: Path, answers: Mapping[str, Path], forms: Collection[str], asked: Asked, *, whole: bool
) -> Iterator[Problem]:
    """Tell what is not read: a file without a questionnaire, one without answers, and what is neither.

    Of answers without a questionnaire nothing can be said when some could not be read (`whole`).
    """
    name = asked.project.name(path)
    kind = path.suffix.casefold()
    if kind in READABLE:
        if answers[path.stem] != path:
            what = f"Deze vragenlijst staat ook in {answers[path.stem].name}."
            yield Problem(name, None, "", "", what, "Haal een van beide weg.")
        elif path.stem not in forms and whole:
            near = nearest(path.stem, forms)
            mend = (
                f"Bedoelde u de vragenlijst {near}? Geef beide dezelfde naam." if near else _HOW.format(name=path.stem)
            )
            yield Problem(name, None, "", "", "Van deze antwoorden is er geen vragenlijst.", mend)
        elif path.stem in forms and not NAME.fullmatch(path.stem):
            mend = "Gebruik in deze naam en die van de vragenlijst alleen letters, cijfers en _, zonder spaties."
            yield Problem(name, None, "", path.stem, "Zo kan een vragenlijst niet heten.", mend)
    elif kind in YAML:
        if path.stem not in answers and not nearest(path.stem, answers):
            mend = f"Zet {path.stem}.csv, .xlsx of .sav ernaast, of haal dit bestand weg."
            yield Problem(name, None, "", "", "Bij deze vragenlijst zijn er geen antwoorden.", mend)
    else:
        mend = "Sla de antwoorden op als .csv, .xlsx of .sav, of haal dit weg."
        yield Problem(name, None, "", "", "Dit wordt nergens gelezen.", mend)


def problems_of_form(form: Questionnaire, name: str, asked: Asked) -> Iterator[Problem]:
    """List what a questionnaire says of the round that is not so."""
    book = asked.codebook
    if form.date and not DATE.holds(form.date):
        yield Problem(name, None, "date", form.date, DATE.what, DATE.mend(form.date))
    if book is not None:
        voices = {voice.id for voice in book.voices}
        if form.voice and form.voice not in voices:
            yield Problem(name, None, "voice", form.voice, "Deze stem bestaat niet.", choose(form.voice, voices))
        for voice in form.invited if isinstance(form.invited, dict) else ():
            if voice not in voices:
                yield Problem(name, None, "invited", voice, "Deze stem bestaat niet.", choose(voice, voices))
        for item in form.items:
            place = f"items.{item.id}"
            question = book.question_by_id.get(item.question)
            if item.question and question is None:
                mend = choose(item.question, book.question_by_id)
                yield Problem(name, None, f"{place}.question", item.question, "Deze vraag bestaat niet.", mend)
            elif question is not None and item.aspect and item.aspect not in {each.id for each in question.codes}:
                what = f"Dit aspect hoort niet bij de vraag {question.id}."
                mend = choose(item.aspect, {each.id for each in question.codes})
                yield Problem(name, None, f"{place}.aspect", item.aspect, what, mend)
            elif question is not None and "surveys" not in question.asked_in:
                what = "Volgens het codeboek is deze vraag in deze fase niet gesteld."
                mend = "Zet er in het codeboek ja onder Vragenlijsten (in YAML: asked_in), of kies een andere vraag."
                yield Problem(name, None, f"{place}.question", item.question, what, mend)
    if asked.round is not None and form.provenance == SYNTHETIC and not asked.round.synthetic:
        what = "Deze antwoorden zijn verzonnen, en de ronde is dat niet."
        mend = "Zet synthetic: true in round.yml, of haal ze weg."
        yield Problem(name, None, "provenance", SYNTHETIC, what, mend)


def attributes_of(form: Questionnaire, name: str, asked: Asked, told: set[str]) -> Iterator[Problem]:
    """Tell attributes that the round does not have, each once: not where a survey before or `respondents` has it too.

    It is mended in `round.yml`, for all of them at once; `told` has those that were told.
    """
    if asked.round is None:
        return
    known = {each.id for each in asked.round.attributes}
    respondents = asked.frames.get("respondents")
    told |= set() if respondents is None else {heading(column) for column in respondents if column not in known}
    for attribute in form.columns.attributes:
        if attribute not in known and attribute not in told:
            what = "De ronde kent dit kenmerk niet."
            mend = f"{choose(attribute, known)} Een nieuw kenmerk zet u in round.yml, bij attributes."
            yield Problem(name, None, "columns.attributes", attribute, what, mend)
            told.add(attribute)
