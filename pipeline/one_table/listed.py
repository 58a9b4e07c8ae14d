"""A list of figures, each with what it is part of or follows from: what `--template` makes an empty one of."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping

import pandas as pd

from pipeline.contracts.grids import ROW, Place, table_of
from pipeline.contracts.plain_text import heading
from pipeline.contracts.rows import UnitFigure
from pipeline.dutch import listed
from pipeline.errors import InputError, Problem
from pipeline.one_table.figures import AMOUNT, COUNT, MEAN, PERCENTAGE, figure, is_number, measure_of
from pipeline.one_table.sheets import Sheet, place
from pipeline.phases.surveys.tables import says_several
from pipeline.statistics.formula import FormulaError, parse
from pipeline.statistics.said import EXAMPLES, sayings

LABEL, PRINTED, PART_OF, FORMULA, N, KIND, SAID = "Wat", "Getal", "Deel van", "Formule", "n", "Soort", "Gezegd"
HEADINGS = {
    LABEL: "Wat het getal is. Geef elk getal een eigen naam.",
    PRINTED: "Het getal precies zoals het er staat: 1.250, 12,5%, ca. 90.",
    PART_OF: "De naam (bij Wat) van het totaal waar dit een deel van is. Zijn percentages samen 100%, of aantallen "
    "samen n: de naam van de vraag. Staat daarin «meer antwoorden mogelijk», dan hoeven zij niet op te tellen.",
    FORMULA: "Hoe het volgt uit andere getallen, met hun cellen: B3 * B4. Zonder = ervoor.",
    N: "Van hoeveel mensen of antwoorden een percentage of gemiddelde is.",
    KIND: "Kies uit de lijst. Leeg: een percentage als er % staat, anders een bedrag dat afgerond kan zijn.",
    SAID: "Wat uw tekst zegt naast een ander getal: hoger dan B3, ver boven B3, gedaald sinds B3. Of: meerderheid.",
}
KINDS = {"percentage": PERCENTAGE, "gemiddelde van hele cijfers": MEAN, "aantal": COUNT, "bedrag": AMOUNT}
_ALSO = {"label": LABEL, "printed": PRINTED, "part of": PART_OF, "part_of": PART_OF, "formula": FORMULA, "kind": KIND}
_KNOWN = {**{name: name for name in HEADINGS}, **_ALSO}
_BY_KEY = {heading(text): name for text, name in _KNOWN.items()}
# A formula as a spreadsheet has it: $B$3, b3.
_CELL = re.compile(r"\$?([A-Za-z]{1,2})\$?([0-9]+)")
# How something is said of a figure, with a cell as its name.
_SAID_HERE = re.sub(r" b\b", " B3", EXAMPLES)


def is_list(sheet: Sheet) -> bool:
    """Tell whether a sheet has the headings of the list: what a figure is, and the figure."""
    needed = {heading(LABEL), heading(PRINTED)}
    rows = (texts for _, texts in sheet.grid.rows[:30])
    return any(needed <= {heading(_BY_KEY.get(heading(cell), "")) for cell in row} for row in rows)


def figures_of(sheet: Sheet, file: str) -> tuple[dict[str, UnitFigure], list[tuple[str, str]]]:
    """Read the list.

    Parameters
    ----------
    sheet : Sheet
        The table.
    file : str
        Where it stands.

    Returns
    -------
    dict of str to UnitFigure
        By the cell of the figure. Percentages that are parts of something that is no figure are those of one question.
    list of (str, str)
        The cell of each total, and what it must be by its parts.

    Raises
    ------
    InputError
        A row can't be used: every one that can't is told.
    """
    read = table_of(sheet.grid, Place(file, sheet=sheet.title, letters=True), _KNOWN)
    at = read.place.columns.get(PRINTED, 0)
    rows = {
        place(int(row[ROW]), at): {name: str(row.get(name, "")) for name in HEADINGS}
        for row in read.frame.to_dict("records")
        if any(row.get(name) for name in (PRINTED, FORMULA, PART_OF, SAID))
    }
    totals = _totals(rows)
    wrong = [
        read.place.of(Problem("", int(re.sub(r"[A-Z]", "", cell)), column, rows[cell][column], what, mend))
        for cell, column, what, mend in _wrong(rows, totals)
    ]
    if read.problems or wrong:
        raise InputError([*read.problems, *wrong])
    figures = {cell: _figure(cell, row, file) for cell, row in rows.items()}
    for whole, parts in totals.items():
        for part in parts if whole not in rows else ():
            figures[part]["percent_group"] = whole
            figures[part]["answers"] = "several" if says_several(whole) else ""
    return figures, [(whole, f"sum({', '.join(parts)})") for whole, parts in totals.items() if whole in rows]


def _figure(cell: str, row: Mapping[str, str], file: str) -> UnitFigure:
    kind = KINDS.get(row[KIND].casefold(), "")
    found = figure(cell, row[LABEL], row[PRINTED], kind or measure_of(row[PRINTED], row[LABEL]), file)
    found["n"] = int(row[N]) if row[N] else pd.NA
    # Counts of one question are of people; an amount has no n.
    if found["measure"] == AMOUNT and row[N] and row[PART_OF]:
        found["measure"] = COUNT
    found["formula"] = _formula(row[FORMULA])
    found["said"] = _formula(row[SAID])
    return found


def _formula(text: str) -> str:
    """Write cells as they are named here: b3 and $B$3 are B3."""
    return _CELL.sub(lambda match: f"{match[1].upper()}{match[2]}", text)


def _totals(rows: Mapping[str, Mapping[str, str]]) -> dict[str, list[str]]:
    """Give the cells of the parts of each total, by its cell; by its name where it is no figure."""
    cells = {row[LABEL].casefold(): cell for cell, row in rows.items()}
    found: dict[str, list[str]] = {}
    for cell, row in rows.items():
        if row[PART_OF]:
            found.setdefault(cells.get(row[PART_OF].casefold(), row[PART_OF]), []).append(cell)
    return found


def _wrong(
    rows: Mapping[str, Mapping[str, str]], totals: Mapping[str, list[str]]
) -> Iterator[tuple[str, str, str, str]]:
    """Say of each cell of a row that can't be used what is wrong, and how to mend it."""
    labels = Counter(row[LABEL].casefold() for row in rows.values())
    for cell, row in rows.items():
        if not is_number(row[PRINTED]):
            yield cell, PRINTED, "Dit is niet als getal te lezen.", "Schrijf het als 1.250, 12,5% of ca. 90."
        if row[N] and not (row[N].isdecimal() and int(row[N])):
            yield cell, N, "Dit is geen aantal.", "Vul een heel getal in, zonder punt, of laat het leeg."
        if row[KIND] and row[KIND].casefold() not in KINDS:
            yield cell, KIND, "Deze soort is er niet.", f"Kies uit: {', '.join(KINDS)}; of laat het leeg."
        if what := _wrong_formula(cell, row[FORMULA], rows):
            yield (
                cell,
                FORMULA,
                what,
                "Schrijf het met cellen van de kolom Getal, zonder =: B3 + B4, of B3 * 8.80 (met een punt).",
            )
        if what := _wrong_said(cell, row[SAID], rows):
            yield cell, SAID, what, f"Schrijf het met cellen van de kolom Getal: {_SAID_HERE}."
        whole = row[PART_OF].casefold()
        if whole and whole == row[LABEL].casefold():
            yield cell, PART_OF, "Dit getal is geen deel van zichzelf.", "Laat het leeg, of noem het totaal."
        elif labels[whole] > 1:
            yield (
                cell,
                PART_OF,
                "Zo heten meer getallen: van welk dit een deel is, staat er niet.",
                "Geef elk een naam.",
            )
    for whole, parts in totals.items():
        if whole not in rows and not _one_question([rows[part] for part in parts]):
            mend = "Neem de naam precies over van het totaal, of voeg het totaal toe aan de lijst."
            yield parts[0], PART_OF, f"Er is geen getal dat bij {LABEL} zo heet.", mend


def _one_question(parts: list[Mapping[str, str]]) -> bool:
    """Tell whether parts of what is no figure are answers to one question: percentages, or counts of as many people."""
    if all(measure_of(row[PRINTED], row[LABEL]) == PERCENTAGE for row in parts):
        return True
    return bool(parts[0][N]) and len({row[N] for row in parts}) == 1


def _wrong_said(cell: str, text: str, rows: Mapping[str, Mapping[str, str]]) -> str:
    """Say what is wrong with what is said of a figure; nothing where it can be held against it."""
    try:
        names = [name for said in sayings(_formula(text)) if said.beside for name in said.beside.operands]
    except FormulaError:
        return "Deze woorden zijn niet te lezen."
    if cell in names:
        return "Een getal ligt niet naast zichzelf."
    unknown = [name for name in names if name not in rows]
    return f"In {listed(unknown)} staat geen getal van de lijst." if unknown else ""


def _wrong_formula(cell: str, text: str, rows: Mapping[str, Mapping[str, str]]) -> str:
    """Say what is wrong with a formula; nothing where it can be used."""
    if not text:
        return ""
    try:
        names = parse(_formula(text)).operands
    except FormulaError as error:
        return str(error)
    if not names:
        return "Hier staat geen andere cel in. Heeft het rekenprogramma de formule uitgerekend?"
    if cell in names:
        return "Een getal volgt niet uit zichzelf."
    unknown = [name for name in names if name not in rows]
    return f"In {listed(unknown)} staat geen getal van de lijst." if unknown else ""
