"""Rules for a cell: what is allowed, and how a mistake is told in Dutch."""

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

from pipeline.codebook import Codebook
from pipeline.contracts.moments import a_day, day, mend_day, minute
from pipeline.errors import choose
from pipeline.statistics.formula import FormulaError, parse, parse_all
from pipeline.statistics.printed import NotANumber, read_printed
from pipeline.statistics.said import sayings


@dataclass(frozen=True)
class Rule:
    """One rule for the text of a cell.

    Parameters
    ----------
    holds : callable
        Takes the cell's text; true when it is allowed.
    what : str
        What is wrong otherwise, in Dutch.
    mend : callable
        Takes the cell's text; says how to mend it.
    """

    holds: Callable[[str], bool]
    what: str
    mend: Callable[[str], str]


def _fixed(text: str) -> Callable[[str], str]:
    return lambda _: text


FILLED = Rule(bool, "Deze cel is leeg.", _fixed("Vul de cel in."))

IDENTIFIER = Rule(
    lambda text: re.fullmatch(r"[A-Za-z][A-Za-z0-9_]*", text) is not None,
    "Dit is geen geldige naam.",
    _fixed("Gebruik alleen letters, cijfers en _, en begin met een letter."),
)

WHOLE_NUMBER = Rule(
    lambda text: re.fullmatch(r"[0-9]{1,9}", text) is not None,
    "Dit is geen heel getal.",
    _fixed("Vul een heel getal in, of laat de cel leeg als het aantal niet bekend is."),
)

POSITIVE = Rule(
    lambda text: re.fullmatch(r"[1-9][0-9]{0,8}", text) is not None,
    "Dit is geen heel getal van 1 of meer.",
    _fixed("Vul een heel getal van 1 of meer in, of laat de cel leeg als het aantal niet bekend is."),
)

DIRECTION = Rule(
    lambda text: text in {"-1", "0", "1"},
    "De richting ligt buiten het bereik.",
    _fixed("Kies -1 (kritisch), 0 (gemengd of neutraal) of 1 (positief)."),
)

DAY = Rule(
    lambda text: day(text) is not None,
    "Dit is geen datum.",
    mend_day,
)

TIME = Rule(
    lambda text: minute(text) is not None,
    "Dit is geen tijd.",
    _fixed("Vul een tijd in, zoals 14:05, of laat de cel leeg als de tijd niet bekend is."),
)


_WRITTEN_OUT = re.compile(
    r"(?P<y>\d{4})-(?P<m>\d{1,2})(?:-(?P<d>\d{1,2}))?|(?P<d2>\d{1,2})-(?P<m2>\d{1,2})-(?P<y2>\d{4})"
)


def _is_date(text: str) -> bool:
    """Tell whether a text can be a date: words and years can, and a day or a month that is written out must exist."""
    found = _WRITTEN_OUT.fullmatch(text)
    if not found:
        return True
    year, month = int(found["y"] or found["y2"]), int(found["m"] or found["m2"])
    return a_day(year, month, int(found["d"] or found["d2"] or 1)) is not None


DATE = Rule(
    _is_date,
    "Deze datum bestaat niet.",
    _fixed("Schrijf een dag als 2026-03-31, een maand als 2026-03, of een jaar als 2026."),
)


def one_of(valid: Collection[str], what: str = "Deze code bestaat niet.", new: str = "") -> Rule:
    """Only these values; a mistake is answered with the nearest, all when few, and where a `new` one is added."""
    return Rule(lambda text: text in valid, what, lambda text: choose(text, valid, new))


def _is_printed(text: str) -> bool:
    try:
        read_printed(text)
    except NotANumber:
        return False
    return True


PRINTED = Rule(
    _is_printed,
    "Dit is geen getal zoals het gedrukt kan staan.",
    _fixed("Neem over wat er staat, bijvoorbeeld 6,5 of 78% of ca. 90% of € 150.000."),
)


def _is_formula(text: str) -> bool:
    try:
        parse(text)
    except FormulaError:
        return False
    return True


def _explain_formula(text: str) -> str:
    try:
        parse_all(text)
    except FormulaError as error:
        return str(error)
    return ""


def _are_formulas(text: str) -> bool:
    return not _explain_formula(text)


FORMULA = Rule(_is_formula, "Deze formule is niet te lezen.", _explain_formula)
FORMULAS = Rule(_are_formulas, "Deze formule is niet te lezen.", _explain_formula)


def _explain_sayings(text: str) -> str:
    try:
        sayings(text)
    except FormulaError as error:
        return str(error)
    return ""


SAYINGS = Rule(lambda text: not _explain_sayings(text), "Deze woorden zijn niet te lezen.", _explain_sayings)


PROVENANCE = ("collected", "published", "reconstructed", "synthetic")
Rules = Mapping[str, tuple[Rule, ...]]
"""Rules by the name that columns give."""


def rules_for(codebook: Codebook | None, phases: Collection[str]) -> Rules:
    """Rules by name, filled with what this round's codebook allows.

    Parameters
    ----------
    codebook : Codebook or None
        The round's codebook; None when it could not be read: what refers to it is then not judged.
    phases : collection of str
        Ids of the phases there are.
    """
    codes: dict[str, tuple[Rule, ...]] = dict.fromkeys(("voice", "question", "indicator", "instrument"), ())
    if codebook is not None:
        codes = {
            name: (one_of(set(valid), f"{what} staat niet in het codeboek.", new),)
            for name, valid, what, new in (
                (
                    "voice",
                    (item.id for item in codebook.voices),
                    "Deze stem",
                    "Een nieuwe stem zet u in het codeboek, onder voices of op het blad stemmen.",
                ),
                (
                    "question",
                    codebook.question_by_id,
                    "Deze vraag",
                    "Een nieuwe vraag zet u in het codeboek, onder questions of op het blad vragen.",
                ),
                (
                    "indicator",
                    (item.id for item in codebook.indicators),
                    "Deze indicator",
                    "Een nieuwe indicator zet u in het codeboek, onder indicators of op het blad indicatoren.",
                ),
                (
                    "instrument",
                    codebook.instruments,
                    "Dit instrument",
                    "Een nieuw instrument zet u in het codeboek, onder instruments of op het blad meetladders.",
                ),
            )
        }
    return codes | {
        "text": (),
        "date": (DATE,),
        "identifier": (IDENTIFIER,),
        "domain": (),  # which there are, the instrument of the row says
        "whole_number": (WHOLE_NUMBER,),
        "positive": (POSITIVE,),
        "direction": (DIRECTION,),
        "day": (DAY,),
        "time": (TIME,),
        "printed": (PRINTED,),
        "formula": (FORMULA,),
        "formulas": (FORMULAS,),
        "sayings": (SAYINGS,),
        "provenance": (one_of(PROVENANCE),),
        "phase": (one_of(phases, "Deze fase bestaat niet."),),
    }
