"""Quotations in Excel or CSV: a row a quotation, with its codes; as ATLAS.ti, MAXQDA, NVivo and Taguette export them.

Columns are known by their headings, in English or Dutch, in any order; those that are not known are told.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path

from pipeline.contracts import workbooks
from pipeline.contracts.csv_files import read_csv
from pipeline.contracts.grids import ROW, Place, ReadTable, table_of
from pipeline.contracts.plain_text import heading
from pipeline.errors import InputError, Problem, refused
from pipeline.records import Record, records
from pipeline.sources.directions import direction_of
from pipeline.sources.model import Code, Coding, Line, Material, document_name

_HEADINGS: dict[str, tuple[str, ...]] = {
    "codes": ("codes", "code", "tag", "tags", "codename", "code name", "node", "codenaam", "knooppunt"),
    "words": (
        *("quotation content", "text content", "segment", "quotation", "quote", "content", "coded text", "seltext"),
        *("citaat", "inhoud van citaat", "tekst", "text", "fragment", "woorden", "uitspraak", "gecodeerde tekst"),
    ),
    "document": (
        *("document", "document name", "documentname", "file", "file name", "filename", "source", "files"),
        *("documentnaam", "bestand", "bestandsnaam", "bron", "gesprek", "interview"),
    ),
    "coder": (
        *("coder", "created by", "author", "coded by", "coded by initials", "owner", "user"),
        *("codeur", "auteur", "gemaakt door", "aangemaakt door", "gecodeerd door"),
    ),
    "memo": ("comment", "memo", "note", "opmerking", "commentaar", "notitie", "toelichting"),
    "speaker": ("speaker", "case", "respondent", "participant", "spreker", "persoon", "deelnemer"),
    "direction": ("direction", "valence", "sentiment", "richting", "valentie"),
    "above": ("category", "question", "theme", "categorie", "vraag", "thema"),
}
_ROLES = {heading(name): role for role, names in _HEADINGS.items() for name in names}
# Columns that programs add, and that say nothing of what was said: no difference worth a line.
_KNOWN = frozenset(
    heading(name)
    for name in (
        *("id", "quotation name", "quotation id", "color", "colour", "kleur", "created", "modified", "modified by"),
        *("density", "weight", "weight score", "coverage", "area", "number", "type", "date", "datum", "aangemaakt"),
        *("gewijzigd", "gewijzigd door", "gewicht", "reference", "referentie"),
    )
)
_NUMBERED = re.compile(r"^(?:[DP]\s*)?\d+\s*:\s*(?=\S)")  # ATLAS.ti: «3: Gesprek K01»
_TOPS = {"nodes", "codes", "knooppunten", "code system", "codesysteem"}
_SIGNS = {"1": "+", "-1": "-", "0": "0"}
_MEND = (
    "Zet boven de kolommen bijvoorbeeld: Document, Citaat, Codes, Codeur. Is het een vragenlijst, bewaar haar dan als "
    ".xlsx of .csv, met minstens drie kolommen en drie rijen met antwoorden."
)


def read_workbook(path: Path) -> Material:
    """Read a workbook with quotations; its first sheet with quotations and codes counts.

    Raises
    ------
    InputError
        It is damaged, or no sheet has such columns.
    """
    refusals: list[InputError] = []
    with workbooks.opened(path, path.name) as book:
        for sheet in book.sheets:
            if book.is_empty(sheet):
                continue
            try:
                read = table_of(book.grid(sheet), Place(path.name, sheet, letters=True), _known())
            except InputError as error:
                refusals.append(error)
                continue
            if is_quotations(read.frame.columns):
                return _material(path, read, sheet)
    if len(refusals) == 1 and not _without_headings(refusals[0]):
        raise refusals[0]
    mend = _MEND if path.suffix.casefold() == ".xlsx" else "Bewaar het als Excel-werkmap (.xlsx), en importeer die."
    raise refused(path.name, "In dit werkboek staat geen tabel met citaten en codes.", mend)


def read_table(path: Path) -> Material:
    """Read a CSV with quotations.

    Raises
    ------
    InputError
        It is no such table.
    """
    try:
        read = read_csv(path, path.name, _known())
    except InputError as error:
        if not _without_headings(error):
            raise
        raise refused(path.name, "In dit bestand staat geen tabel met citaten en codes.", _MEND) from None
    if not is_quotations(read.frame.columns):
        raise refused(path.name, "In dit bestand staat geen tabel met citaten en codes.", _MEND)
    return _material(path, read, "")


def _without_headings(error: InputError) -> bool:
    """Tell whether all that is wrong is that a table has other headings, or none."""
    return all(problem.row is None for problem in error.problems)


def _known() -> dict[str, str]:
    names = [name for names in _HEADINGS.values() for name in names]
    return dict(zip(names, names, strict=True))


def is_quotations(headings: Iterable[str]) -> bool:
    """Tell whether a table with these headings has quotations with codes."""
    return {"codes", "words"} <= {_ROLES.get(heading(name)) for name in headings}


def _material(path: Path, read: ReadTable, sheet: str) -> Material:
    columns: dict[str, str] = {}
    for name in read.frame.columns:
        if name != ROW and (role := _ROLES.get(heading(name))):
            # Of two columns for one thing the one that is named first among the headings counts.
            columns.setdefault(role, name)
    if wrong := list(_of_read(read, read.problems, columns.values())):
        raise InputError(wrong)
    lines = list(_besides(path.name, read, columns))
    codings: list[Coding] = []
    count = 0
    for row in records(read.frame):
        found, told = _of_row(row, columns, path, sheet)
        codings += found
        count += max(len(found), 1) if found or told else 0
        lines += told
    documents = dict.fromkeys(coding.document for coding in codings)
    return Material(
        path.name,
        _program(read),
        codes=tuple(Code(code) for code in dict.fromkeys(coding.code for coding in codings)),
        codings=tuple(codings),
        found={"documenten": len(documents), "coderingen": count},
        lines=tuple(lines),
    )


def _of_row(row: Record, columns: Mapping[str, str], path: Path, sheet: str) -> tuple[list[Coding], list[Line]]:
    """Give the codings of a row, and what has to be told of it."""

    def cell(role: str) -> str:
        return str(row[columns[role]]).strip() if role in columns else ""

    document = document_name(_NUMBERED.sub("", cell("document"))) or cell("speaker") or document_name(path.name)
    where = f"blad {sheet}, rij {row[ROW]}" if sheet else f"rij {row[ROW]}"
    words = cell("words")
    codes = list(codes_of(cell("codes")))
    if not codes and not words:
        return [], []
    if not codes:
        return [], [Line(path.name, where, words, "Bij dit citaat staat geen code; het is niet overgenomen.")]
    if not words:
        what = "Bij deze code staan geen woorden; zij is niet overgenomen."
        return [], [Line(path.name, where, cell("codes"), what)]
    sign = _SIGNS.get(cell("direction"), cell("direction"))
    above = (cell("above"),) if cell("above") else ()
    told = []
    if sign and direction_of(sign) is None:
        told.append(Line(path.name, where, sign, "Deze richting ken ik niet; zij is niet gelezen.", lost=False))
        sign = ""
    found = [
        Coding(
            document,
            None,
            None,
            words,
            (*above, *code, *([sign] if sign else [])),
            cell("coder") or path.stem,
            path.name,
            cell("memo"),
            cell("speaker") if cell("document") else "",
        )
        for code in codes
    ]
    return found, told


def codes_of(cell: str) -> Iterator[tuple[str, ...]]:
    """Give the codes in a cell, each with those above it.

    Parameters
    ----------
    cell : str
        Codes on lines of their own or with ``;`` between; names above one with ``>``, a backslash or ``::`` between.
    """
    for part in re.split(r"[\n;]", cell):
        path = [" ".join(name.split()) for name in re.split(r"\s*>\s*|\\+|::", part)]
        path = [name for name in path if name]
        if len(path) > 1 and path[0].casefold() in _TOPS:
            path = path[1:]
        if path:
            yield tuple(path)


def _program(read: ReadTable) -> str:
    names = {heading(str(name)) for name in read.frame.columns}
    if names & {"quotation_content", "quotation_name"}:
        return "citaten uit ATLAS.ti"
    if {"document_group", "segment"} <= names or {"documentgroep", "segment"} <= names:
        return "segmenten uit MAXQDA"
    if "coded_by_initials" in names:
        return "coderingen uit NVivo"
    return "citaten uit Taguette" if {"tag", "content"} <= names else "tabel met citaten"


def _of_read(read: ReadTable, told: Iterable[Problem], used: Collection[str]) -> Iterator[Problem]:
    """Give what is told of cells that are read, and of the table as a whole; not of columns that nobody reads."""
    around = {None, read.place.heading}
    return (each for each in told if each.row in around or not each.column or each.column in used)


def _besides(file: str, read: ReadTable, columns: Mapping[str, str]) -> Iterator[Line]:
    used = {*columns.values(), ROW}
    others = [str(name) for name in read.frame.columns if name not in used and heading(str(name)) not in _KNOWN]
    if others:
        yield Line(file, "", ", ".join(others), "Deze kolommen worden niet gelezen.", lost=False)
    if "coder" not in columns:
        what = "Wie de codes gaf, staat er niet bij; de naam van het bestand is genomen."
        yield Line(file, "", "", what, "Geef op het blad codeurs van koppeling.xlsx de goede naam.", lost=False)
    for notice in _of_read(read, read.notices, used):
        where = notice.cell or (f"rij {notice.row}" if notice.row else "")
        yield Line(file, where, notice.value, notice.what, lost=False)
