"""A questionnaire as a form for KoboToolbox and ODK, so that its answers come back without anything to map.

What a question is called there is its column in the file that comes back, and what an answer is called its code. The
sheets and types are those of the XLSForm specification (xlsform.org): names begin with a letter or an underscore and
have letters, digits, `_`, `-` and `.` after it, and the names of answers have no spaces.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from pipeline.contracts.respondents import YES_NO
from pipeline.dutch import number
from pipeline.errors import InputError, Problem
from pipeline.phases.surveys.answers.questionnaire import DONT_KNOW, REFUSED, Item, Known, Questionnaire

Sheets = dict[str, list[tuple[str, ...]]]
"""The rows of each sheet, the first of which has the headings."""
Labels = Mapping[str, Mapping[str, str]]
"""What people choose from who say something of themselves: labels by id, by `voice`, `unit` and attribute.

The empty id has what is asked.
"""
_NAME, _CODE = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]*"), re.compile(r"\S+")
_NO_ANSWER = {REFUSED: "Dat zeg ik liever niet", DONT_KNOW: "Weet ik niet"}
_ASKED = {"voice": "Bij wie hoort u?", "unit": "Waar komt u?"}


@dataclass
class _Made:
    """A form in the making."""

    file: str
    survey: list[tuple[str, ...]] = field(default_factory=list)
    lists: dict[tuple[tuple[str, str], ...], str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def ask(self, kind: str, name: str, label: str, place: str, ends: tuple[str, str] = ("", "")) -> None:
        """Put a question on the form; a name that none can have is told."""
        if not _NAME.fullmatch(name):
            what = "Zo kan een vraag in KoboToolbox en ODK niet heten."
            mend = (
                "Gebruik letters, cijfers en _, en begin met een letter. Laat u de cel leeg, dan heet zij als het item."
            )
            self.problems.append(Problem(self.file, None, place, name, what, mend))
        self.survey.append((kind, name, label, *ends))

    def choices(self, name: str, answers: Mapping[str, str], place: str) -> str:
        """Name the list with these answers, labels by code; questions with the same answers share it."""
        for code in answers:
            if not _CODE.fullmatch(code):
                mend = "Geef elk antwoord een code zonder spaties, of laat de codes leeg."
                if place.startswith("columns."):
                    mend = "Zet bij deze kolom codes zonder spaties, met wat zij betekenen: 1: jong; 2: oud."
                what = "In KoboToolbox en ODK heeft een code geen spaties."
                self.problems.append(Problem(self.file, None, place, code, what, mend))
        return self.lists.setdefault(tuple(answers.items()), name)


def xlsform(survey: str, form: Questionnaire, file: str, labels: Labels) -> Sheets:
    """Write a questionnaire as an XLSForm.

    Parameters
    ----------
    survey : str
        Its name in the round.
    form : Questionnaire
        What is asked.
    file : str
        How problems name the file that it stands in.
    labels : mapping
        What people can choose who say where they belong.

    Raises
    ------
    InputError
        Columns and codes that can't be the names of questions and answers there.
    """
    made = _Made(file)
    for place, name, known in _about(form):
        _ask_about(made, place, name, known, labels)
    if form.columns.respondent and not form.columns.respondent.startswith("_"):
        made.ask("text", form.columns.respondent, "Wat is uw deelnemersnummer?", "columns.respondent")
    for item in form.items:
        _BY_KIND[item.kind](made, item, _no_answer(form, item))
    if made.problems:
        raise InputError(made.problems)
    heads = ("type", "name", "label", "constraint", "constraint_message")
    meta = [(name, name, "", "", "") for name in ("start", "end")]
    choices = [(name, code, label) for answers, name in made.lists.items() for code, label in answers]
    return {
        "survey": [heads, *meta, *made.survey],
        "choices": [("list_name", "name", "label"), *choices],
        "settings": [("form_title", "form_id"), (form.label, survey)],
    }


def _about(form: Questionnaire) -> Iterator[tuple[str, str, Known]]:
    """Give the columns about who answers, with where they stand and what they say."""
    for name, known in (("voice", form.columns.voice), ("unit", form.columns.unit)):
        if known is not None:
            yield f"columns.{name}", name, known
    for name, known in form.columns.attributes.items():
        yield f"columns.attributes.{name}", name, known


def _ask_about(made: _Made, place: str, name: str, known: Known, labels: Labels) -> None:
    own = labels.get(name, {})
    answers = {code: own.get(value, value) for code, value in known.values.items()} or dict(own)
    label = _ASKED.get(name, own.get("", name.replace("_", " ").capitalize()))
    answers.pop("", None)
    if answers:
        made.ask(f"select_one {made.choices(known.column, answers, place)}", known.column, label, place)
    else:
        made.ask("text", known.column, label, place)


def _no_answer(form: Questionnaire, item: Item) -> dict[str, str]:
    """Give the codes with which people say that they do not know or would rather not say."""
    return {code: _NO_ANSWER[why] for code, why in {**form.missing, **item.missing}.items() if why in _NO_ANSWER}


def _listed(made: _Made, item: Item, without: Mapping[str, str]) -> None:
    """Ask for one answer, or for several, or for an order, out of a list."""
    kind = {"several": "select_multiple", "ranking": "rank"}.get(item.kind, "select_one")
    place = f"items.{item.id}"
    if item.columns:
        _in_columns(made, item)
        return
    answers = dict(item.scale) | ({} if item.kind == "ranking" else dict(without))
    of = made.choices(item.id, answers, f"{place}.scale")
    if item.places:
        for at, column in enumerate(item.places, 1):
            made.ask(f"select_one {of}", column, f"{item.label} Op plaats {at}:", f"{place}.column")
        return
    made.ask(f"{kind} {of}", item.read_from[0], item.label, f"{place}.column")


def _in_columns(made: _Made, item: Item) -> None:
    """Ask of each answer by itself: whether it holds, or which place it has."""
    last = len(item.columns)
    for label, column in item.columns.items():
        asked, place = f"{item.label} {label}", f"items.{item.id}.column"
        if item.kind == "ranking":
            ends = (f". >= 1 and . <= {last}", f"Vul een plaats in van 1 tot en met {last}.")
            made.ask("integer", column, f"{asked}: welke plaats?", place, ends)
        else:
            of = made.choices("ja_nee", {word: word for word in YES_NO}, place)
            made.ask(f"select_one {of}", column, asked, place)


def _number(made: _Made, item: Item, _without: Mapping[str, str]) -> None:
    low, high = item.ends
    known = [(sign, end) for sign, end in ((">=", low), ("<=", high)) if abs(end) != float("inf")]
    limits = " and ".join(f". {sign} {end:g}" for sign, end in known)
    words = {">=": "minstens", "<=": "hoogstens"}
    said = f"Vul een getal in: {' en '.join(f'{words[sign]} {number(end)}' for sign, end in known)}." if known else ""
    made.ask(
        "integer" if item.kind == "mark" else "decimal",
        item.read_from[0],
        item.label + (f" ({item.measure})" if item.measure else ""),
        f"items.{item.id}.column",
        (limits, said),
    )


def _open(made: _Made, item: Item, _without: Mapping[str, str]) -> None:
    made.ask("text", item.read_from[0], item.label, f"items.{item.id}.column")


_BY_KIND = {
    **dict.fromkeys(("likert", "choice", "several", "ranking"), _listed),
    **dict.fromkeys(("mark", "number"), _number),
    "open": _open,
}
