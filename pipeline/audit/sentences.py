"""What transcribed sentences and remarks say of numbers: laid beside the figures of the round, or asked about.

None of it is a contradiction: a sentence was shortened by who took it over, and a list may go on where it was cut off.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

import pandas as pd

from pipeline.audit.beside import check_said
from pipeline.audit.check import Check, Figures, Verdict, overlap, printed_value
from pipeline.audit.wording import doubts
from pipeline.dutch import listed
from pipeline.records import Record, records
from pipeline.rules import Rules
from pipeline.statistics.formula import parse_all
from pipeline.statistics.printed import NotANumber, Printed, decimals, read_printed
from pipeline.statistics.said import sayings

# The columns that hold words of a document, or of who read it.
_WORDS = ("statement", "quote", "note", "remark")
_QUALIFIED = r"(?:(?:ongeveer|ca\.?|circa|ruim|bijna|rond de|meer dan|minder dan|zo'n|nog geen) )?"
_NUMBER = re.compile(
    rf"(?<![\w§.,/-])(?P<number>{_QUALIFIED}[0-9]+(?:,[0-9]+)?(?: ?%| procent\b)?)(?![\w/-]|[.,][0-9])", re.IGNORECASE
)
# Then it is the number of a page, a phase or a question.
_NUMBER_OF = re.compile(
    r"(?:§|\bp\.|\bpp\.|\bpagina|\bhoofdstuk|\bbijlage|\bfase|\btabel|\bfiguur|\bnoot|\bdocument|\bvraag|\bstap|\bn ?="
    r"|\bschaal van) ?$",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
_SCORE = re.compile(
    r"\b(?:gemiddelde?|rapportcijfer|cijfer|score|scoren|scoort|waardering|een)\b[\w ]{0,20}$", re.IGNORECASE
)
_BESIDE_A_NORM = re.compile(
    r"\b(?P<far>ver |ruim )?(?P<word>boven|onder|hoger dan|lager dan)(?: (?:de|het|een|zijn|haar))? ?"
    r"(?:\w+ )?(?:norm|streefcijfer|streefwaarde|doel|landelijk\w*|gemiddelde)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class InSentence:
    """What is to be told of a sentence or a remark.

    Attributes
    ----------
    table, name : str
        The table and the row that it stands in.
    place : str
        Document and locator; empty where the table has none.
    quote : str
        The words that it is about.
    what : str
        What is to be told, in Dutch.
    """

    table: str
    name: str
    place: str
    quote: str
    what: str


def in_sentences(tables: Mapping[str, pd.DataFrame], figures: Figures, rules: Rules) -> list[InSentence]:
    """Find what sentences and remarks of a round say of numbers that is to be told.

    Parameters
    ----------
    tables : mapping of str to pandas.DataFrame
        The raw tables of the round, with the columns that may be told of: a page has no remarks.
    figures : dict of str to UnitFigure
        Its figures, by id.
    rules : Rules
        Its rules.
    """
    found = []
    for table, frame in tables.items():
        for row in records(frame):
            for text in (str(row[column]) for column in _WORDS if row.get(column)):
                name, place = str(next(iter(row.values()))), _place(row)
                found += [InSentence(table, name, place, doubt.quote, doubt.what) for doubt in doubts(text)]
                if table == "published_findings":
                    told = _of_finding(row, text, figures, rules)
                    found += [InSentence(table, name, place, quote, what) for quote, what in told]
    return found


def _place(row: Record) -> str:
    document, locator = (str(row.get(name, "")) for name in ("document", "locator"))
    return ", ".join(filter(None, (f"document {document}" if document else "", locator)))


def _of_finding(finding: Record, text: str, figures: Figures, rules: Rules) -> Iterator[tuple[str, str]]:
    """Lay a conclusion, or the remark beside it, by the figures that its row names; else by all of its document."""
    names = [formula.text for formula in parse_all(finding["compare_with"])]
    return _named(text, names, figures, rules) if names else _unnamed(text, finding["document"], figures)


def _numbers(text: str) -> Iterator[tuple[str, Printed, str]]:
    """Give the numbers of a text with what stands before each, but for those of pages, years and the like."""
    for match in _NUMBER.finditer(text):
        before = text[: match.start()]
        if _NUMBER_OF.search(before) or _YEAR.fullmatch(match["number"]):
            continue
        try:
            yield match["number"], read_printed(match["number"]), before
        except NotANumber:
            continue


def _is_percentage(printed: str) -> bool:
    return "%" in printed or "procent" in printed


def _named(text: str, names: list[str], figures: Figures, rules: Rules) -> Iterator[tuple[str, str]]:
    """Tell where a text says otherwise than the figures that its row names."""
    said = list(_numbers(text))
    for name in names:
        figure = figures[name]
        # Of "van 3,7 naar 12,6%" both are percentages.
        percentage = figure["measure"] == "procent" and any(_is_percentage(quote) for quote, _, _ in said)
        alike = [each for each in said if percentage or _is_percentage(each[0]) == (figure["measure"] == "procent")]
        value = printed_value(figure)
        if alike and not any(overlap(each.interval, value) for _, each, _ in alike):
            shown = listed([f"«{quote}»" for quote, _, _ in alike], "of")
            where = f"document {figure['document']}, {figure['locator']}"
            yield text, f"Hier staat {shown}. Bij «{figure['quantity']}» staat «{figure['printed']}» ({where})."
    if match := _BESIDE_A_NORM.search(text):
        for own, other in pairwise(names):
            check = _as_said(match, own, other, figures, rules)
            if check.verdict in {Verdict.INCONSISTENT, Verdict.NOTICE}:
                yield text, check.explanation


def _as_said(match: re.Match[str], own: str, other: str, figures: Figures, rules: Rules) -> Check:
    [saying] = sayings(f"{match['far'] or ''}{match['word'].casefold()} {other}")
    return check_said(figures[own], figures, saying, rules.large_gap)


def _unnamed(text: str, document: str, figures: Figures) -> Iterator[tuple[str, str]]:
    """Tell of a score that stands in words only, and of a norm of which is not said what it is."""
    printed = [figure for figure in figures.values() if figure["document"] == document]
    for quote, value, before in _numbers(text):
        percentage = _is_percentage(quote)
        if not percentage and not _SCORE.search(before):
            continue
        # A whole 7 bears no 7,3 out.
        alike = [figure for figure in printed if (figure["measure"] == "procent") is percentage]
        same = (figure for figure in alike if decimals(figure["printed"]) >= decimals(quote))
        if not any(overlap(value.interval, printed_value(figure)) for figure in same):
            yield text, f"«{quote}» staat alleen in deze woorden: het is met geen cijfer van het document vergeleken."
    if match := _BESIDE_A_NORM.search(text):
        yield text, f"Welk cijfer «{match[0]}» ligt, is niet aangewezen; dit is dus niet nagegaan."
