"""The Excel workbook in which reviews on paper are typed over: made by the run, and read back when it is filled in."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.called import command
from pipeline.errors import refused, suggest
from pipeline.printable import name_of
from pipeline.review.excel import spreadsheets
from pipeline.review.excel.shown import turned
from pipeline.review.excel.spreadsheets import Headed
from pipeline.review.model import DUTCH, WHOLE_REPORT, Incoming, Judgement, Remark, RemarkKind, Reviewer, Setting, Way

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

FILE = "beoordeling.xlsx"
_WHO, _ROLE, _GROUP, _FINDING, _JUDGEMENT, _COMMENT = "Deelnemer", "Rol", "Groep", "Bevinding", "Oordeel", "Opmerking"
_WIDTHS = {_WHO: 24, _ROLE: 28, _GROUP: 24, _FINDING: 60, _JUDGEMENT: 26, _COMMENT: 80}
_NEEDED = {_WHO, _FINDING, _JUDGEMENT, _COMMENT}
_EXPLAINED, _TYPED, _LISTS = "Uitleg", "Oordelen", "Lijsten"
_ROUND, _DRAFT, _TEXT = "Ronde", "Versie", "Tekst"
_FIRST = 10  # what a file is about stands in one of so many rows
_MANY = 2_000  # rows that have drop-down lists
_FINDING_ID = re.compile(r"F-[A-Za-z0-9_-]+")
_SEVERAL = re.compile(r"[;,/+&\n]|\ben\b")  # what stands between names of findings
# What people type instead of choosing; letters only.
_ALSO = {
    **{"mee eens": Judgement.AGREE, "akkoord": Judgement.AGREE, "ja": Judgement.AGREE},
    **{"mee eens als": Judgement.AGREE_IF, "eens mits": Judgement.AGREE_IF},
    **{"oneens": Judgement.DISAGREE, "niet mee eens": Judgement.DISAGREE, "nee": Judgement.DISAGREE},
    **{"kan niet beoordelen": Judgement.CANT_JUDGE, "weet niet": Judgement.CANT_JUDGE},
    **{"weet ik niet": Judgement.CANT_JUDGE, "geen oordeel": Judgement.CANT_JUDGE},
}
_STEPS = (
    "Hierin typt u over wat deelnemers op papier invulden. Eén rij is één deelnemer over één bevinding.",
    f"Kies op het blad «{_TYPED}» rol, groep, bevinding en oordeel uit de lijst. Typ de opmerking letterlijk over.",
    "Schrijf een naam steeds hetzelfde. Namen blijven bij de onderzoekers en komen niet in het rapport.",
    "Een opmerking over het hele rapport? Laat bevinding en oordeel dan leeg.",
    "Rijen plakken mag. Laat de kopjes staan. De bladen Uitleg en Lijsten laat u zoals ze zijn.",
)


def write(path: Path, setting: Setting, titles: Mapping[str, str]) -> None:
    """Write the workbook, with nothing filled in.

    Parameters
    ----------
    path : pathlib.Path
        Where.
    setting : Setting
        The report as it is now.
    titles : mapping of str to str
        Short name of each finding.
    """
    from openpyxl import Workbook

    book = Workbook()
    findings = [(f"{place.id} · {titles[place.id]}", place.text) for place in setting.draft.findings]
    lists = {
        _ROLE: list(setting.roles.values()),
        _GROUP: list(setting.panels.values()),
        _FINDING: [name for name, _ in findings],
        _JUDGEMENT: list(DUTCH.values()),
    }
    _explain(book.active, setting)
    sheet, kept = book.create_sheet(_TYPED), book.create_sheet(_LISTS)
    spreadsheets.with_headings(sheet, _WIDTHS)
    spreadsheets.with_headings(kept, {**dict.fromkeys(lists, 40), _TEXT: 100})
    for number, options in enumerate(lists.values(), 1):
        for row, option in enumerate(options, 2):
            spreadsheets.write_text(kept.cell(row, number), option)
    for row, (_, text) in enumerate(findings, 2):
        spreadsheets.write_text(kept.cell(row, len(lists) + 1), text)
    for source, (column, options) in zip("ABCD", lists.items(), strict=True):
        letter = "ABCDEF"[list(_WIDTHS).index(column)]
        where = f"{_LISTS}!${source}$2:${source}${len(options) + 1}"
        prompt = "Kies uit de lijst, of laat leeg als het niet is ingevuld."
        spreadsheets.choose_from(sheet, f"{letter}2:{letter}{_MANY}", where, column, prompt)
    spreadsheets.save(book, path)


def _explain(sheet: "Worksheet", setting: Setting) -> None:
    from openpyxl.styles import Alignment, Font

    sheet.title = _EXPLAINED
    spreadsheets.fit_page(sheet)
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 12, 100
    for row, (name, value) in enumerate(((_ROUND, setting.draft.round_id), (_DRAFT, setting.draft.id)), 1):
        sheet.cell(row, 1, name).font = Font(bold=True)
        spreadsheets.write_text(sheet.cell(row, 2), value)
    for row, text in enumerate(_STEPS, 4):
        sheet.cell(row, 1, row - 3)
        sheet.cell(row, 2, text).alignment = Alignment(wrap_text=True, vertical="top")
        sheet.cell(row, 1).alignment = Alignment(vertical="top", horizontal="left")
        spreadsheets.fit_row(sheet, row)


@dataclass(frozen=True)
class _Row:
    """One row that was typed: its number, and its cells by heading."""

    number: int
    cells: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "")


@dataclass(frozen=True)
class _Filled:
    """A workbook that was filled in: its file, the draft that it is about, and the findings as they were then."""

    name: str
    draft: str
    seen: Mapping[str, str]


def read(path: Path, setting: Setting) -> Incoming:
    """Read a workbook that somebody filled in.

    Parameters
    ----------
    path : pathlib.Path
        The file.
    setting : Setting
        The report as it is now.

    Raises
    ------
    InputError
        It is another kind of workbook, it is damaged, or it is of another round.
    """
    shown = spreadsheets.opened(path, path.name, computed=True)
    typed = spreadsheets.opened(path, path.name)
    sheets = spreadsheets.headed(shown, _NEEDED, _WIDTHS)
    if not sheets:
        what = f"Dit is geen ingevulde {FILE}: de kolommen {', '.join(sorted(_NEEDED))} ontbreken."
        mend = f"Gebruik {FILE} uit de map van het rapport en laat de kopjes staan."
        raise refused(path.name, what, mend)
    round_id, draft = (_said(shown, name) for name in (_ROUND, _DRAFT))
    if round_id and round_id != setting.draft.round_id:
        mend = f"Neem het op bij die ronde: {command('review', round_id, 'BESTAND')}."
        raise refused(path.name, "Dit bestand hoort bij een andere ronde.", mend, column=_ROUND, value=round_id)
    notes = [] if round_id else [f"Het blad «{_EXPLAINED}» ontbreekt: of het bij deze ronde hoort, is niet te zien."]
    if draft and draft != setting.draft.id:
        notes.append(f"Ingevuld bij een andere versie van het rapport ({draft}).")
    seen = _texts(shown) or {place.id: place.text for place in setting.draft.findings}
    filled = _Filled(path.name, draft, seen)
    remarks: list[Remark] = []
    people: dict[str, Reviewer] = {}
    for found in sheets:
        who = ""
        for row in _rows(found, typed[found.sheet.title], notes):
            if not name_of(row[_WHO]) and who:
                notes.append(f"Rij {row.number}: geen naam; gelezen als «{who}», van de rij erboven.")
            who = name_of(row[_WHO]) or who or f"Zonder naam rij {row.number}"
            role = _chosen(row, _ROLE, setting.roles, notes)
            group = _chosen(row, _GROUP, setting.panels, notes)
            before = people.get(who, Reviewer(who))
            if (before.role and role and before.role != role) or (before.panel and group and before.panel != group):
                notes.append(
                    f"Rij {row.number}: «{who}» had eerder een andere rol of groep; de eerste telt. "
                    "Zijn het twee mensen, geef ze dan elk een eigen naam."
                )
            people[who] = Reviewer(who, before.panel or group, before.role or role)
            remarks += _remarks(row, who, filled, setting, notes)
    if not remarks:
        notes.append("Er staat geen oordeel en geen opmerking in.")
    return Incoming(tuple(remarks), tuple(people.values()), tuple(notes))


def _remarks(row: _Row, who: str, filled: _Filled, setting: Setting, notes: list[str]) -> Iterator[Remark]:
    """Give the remark of a row; of a row about several findings one on each."""
    judgement, comment = _judgement(row, notes)
    findings = _findings(row, setting, notes)
    if not (judgement or comment):
        if row[_FINDING]:
            notes.append(f"Rij {row.number}: geen oordeel en geen opmerking; overgeslagen.")
        return
    if len(findings) > 1:
        notes.append(f"Rij {row.number}: gaat over {len(findings)} bevindingen; bij elk gezet.")
    for finding_id in findings:
        unknown = "" if finding_id else row[_FINDING]
        yield Remark(
            reviewer=who,
            way=Way.WORKBOOK.value,
            source=filled.name,
            draft=filled.draft,
            place=finding_id or WHOLE_REPORT,
            finding_id=finding_id,
            seen=filled.seen.get(finding_id, unknown),
            kind=(RemarkKind.JUDGEMENT if judgement else RemarkKind.COMMENT).value,
            judgement=judgement,
            comment=comment,
        )


def _judgement(row: _Row, notes: list[str]) -> tuple[str, str]:
    """Give the judgement and the words; what is typed as a judgement and is none goes with the words."""
    typed, comment = row[_JUDGEMENT], row[_COMMENT]
    if not typed:
        return "", comment
    known = {_letters(label): judgement for judgement, label in DUTCH.items()} | _ALSO
    known |= {_letters(judgement): judgement for judgement in Judgement}
    plain = _letters(spreadsheets.plain(typed))
    if plain in known:
        return known[plain].value, comment
    condition = re.match(r"(?:mee )?eens,? (?:als|mits)\b[\s.…:]*(?P<rest>\S.*)", typed, re.IGNORECASE | re.DOTALL)
    if condition:
        return Judgement.AGREE_IF.value, f"{condition['rest']} {comment}".strip()
    near = get_close_matches(plain, known, n=1, cutoff=0.75)
    if near:
        notes.append(f"Rij {row.number}: het oordeel «{typed}» is gelezen als «{DUTCH[known[near[0]]]}».")
        return known[near[0]].value, comment
    notes.append(f"Rij {row.number}: het oordeel «{typed}» bestaat niet; het is als opmerking bewaard.")
    return "", f"{typed}. {comment}".strip()


def _findings(row: _Row, setting: Setting, notes: list[str]) -> list[str]:
    """Give the findings that a row names, by their id or by what they are called; an empty name is the whole report."""
    typed = row[_FINDING]
    known = {place.id for place in setting.draft.findings}
    names = list(dict.fromkeys(_FINDING_ID.findall(typed))) or _called(typed, setting) or [typed]
    found = [name for name in names if not name or name in known]
    for name in names:
        if name not in found:
            near = suggest(name, known)
            kept = "de andere zijn gelezen" if found else "bewaard bij het hele rapport"
            missing = name if found else typed
            notes.append(f"Rij {row.number}: de bevinding «{missing}» is er niet (meer); {kept}. {near}")
    return found or [""]


def _called(typed: str, setting: Setting) -> list[str]:
    """Give the findings of which the names are all that is typed; none where something else is."""
    for parts in ([typed], _SEVERAL.split(typed)):
        places = [setting.draft.called(part) for part in parts if part.strip()]
        if places and all(places):
            return list(dict.fromkeys(place.id for place in places if place is not None))
    return []


def _chosen(row: _Row, column: str, labels: Mapping[str, str], notes: list[str]) -> str:
    """Give the id of what was chosen by its label, or typed nearly so."""
    typed = spreadsheets.plain(row[column])
    by_label = {spreadsheets.plain(name): name for name in labels}
    by_label |= {spreadsheets.plain(label): name for name, label in labels.items()}
    if not typed or typed in by_label:
        return by_label.get(typed, "")
    near = get_close_matches(typed, by_label, n=2, cutoff=0.75)
    if near and len({by_label[label] for label in near}) == 1:  # "groep 3" is no nearer to "groep 1" than to "groep 2"
        return by_label[near[0]]
    typed = row[column]
    notes.append(f"Rij {row.number}: {column.lower()} «{typed}» bestaat niet. {suggest(typed, labels.values())}")
    return ""


def _rows(found: Headed, typed: "Worksheet", notes: list[str]) -> Iterator[_Row]:
    """Give the rows in which something stands; of a cell that computes something, what it shows."""
    names = [name for name in _WIDTHS if name in found.columns]
    for number in found.rows:
        cells = {}
        for name in names:
            shown, source = found.cell(number, name), typed.cell(number, found.columns[name])
            text = spreadsheets.text_of(shown)
            if spreadsheets.is_formula(source) and (not text or text.startswith("#")):
                text = spreadsheets.text_of(source)
                notes.append(f"Rij {number}: {name.lower()} begint als een formule; gelezen als de tekst die er staat.")
            kind = turned(shown.value)
            if kind:
                notes.append(
                    f"Rij {number}: Excel maakte een {kind} van wat er bij {name.lower()} is getypt; "
                    f"gelezen als «{text}». Stond er iets anders (zoals 3-4), typ het dan opnieuw met een ' ervoor."
                )
            cells[name] = text
        if any(cells.values()):
            yield _Row(number, cells)


def _said(book: "Workbook", name: str) -> str:
    """Give what stands behind a name on the sheet with instructions."""
    if _EXPLAINED not in book.sheetnames:
        return ""
    for row, cells in spreadsheets.filled(book[_EXPLAINED]).items():
        if row <= _FIRST and 1 in cells and spreadsheets.text_of(cells[1]) == name:
            return spreadsheets.text_of(cells[2]) if 2 in cells else ""
    return ""


def _texts(book: "Workbook") -> dict[str, str]:
    """Give the text of each finding as it was when the workbook was made."""
    if _LISTS not in book.sheetnames:
        return {}
    lists = [found for found in spreadsheets.headed(book, {_FINDING, _TEXT}) if found.sheet.title == _LISTS]
    pairs = (
        (spreadsheets.text_of(found.cell(row, _FINDING)), spreadsheets.text_of(found.cell(row, _TEXT)))
        for found in lists
        for row in found.rows
    )
    named = ((_FINDING_ID.match(name), text) for name, text in pairs)
    return {match.group(): text for match, text in named if match and text}


def _letters(text: str) -> str:
    return " ".join(re.findall(r"[a-z']+", text.casefold()))
