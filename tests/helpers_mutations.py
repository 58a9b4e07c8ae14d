"""Files as bad copies, other programs and people leave them: bytes, members of a zip, tags, cells and lines changed."""

import datetime
import io
import json
import random
import re
import sqlite3
import tempfile
import warnings
import zipfile
import zlib
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path

from openpyxl import load_workbook

# What people and programs put in a cell, a field or an attribute that nobody thought of.
TYPED = (
    *("", " ", "x", "ja", "nee", "1.0", "1,5", "-1", "0", "99", "²", "½", "1e400", "NaN", "inf", "9" * 5000),
    *("=1+1", "+31", "@home", "'tekst", '"', "[", "{", "}", "]", "&", "*", "- ", ": ", "# ", "a;b", "a,b", "a\tb"),
    *("regel een\nregel twee", "idee\u0308en", "ideeÃ«n", "zero\u200bwidth", "hard\u00a0spatie", "👍", "中文"),
    *("\u202eomgekeerd", "3-4", "50%", "WAAR", "true", "null", "~", "2026-02-30", "0000-00-00", "9999-12-31"),
    *("#N/B", "x" * 5000, "../../buiten", "C:\\map\\bestand", "a/b", "NUL", "\ufeffbom", "{x}", "{{ y }}", "%20"),
)
VALUES = (0.54, -1, 10**20, 1e300, True, None, "", [], {}, [[]], {"a": {}}, "x" * 5000, 2**63, [1, "twee", None])
_IN_CELL = (0.54, 7, 1e15, -1, True, datetime.datetime(1899, 12, 30), datetime.time(10, 5), datetime.date(2026, 4, 3))
_PIECES = (b"\0\0\0\0", b"\xff\xff\xff\xff", b"<><>", b'"">"', b"&#0;", b"\xed\xa0\x80", b"\r\n", b"-1", b"]]>")
_TAG = re.compile(rb"<[^<>!?]+>")
_ATTRIBUTE = re.compile(rb'[\w:.-]+="[^"<>]*"')
_TEXT = re.compile(rb">[^<>]+<")
# What a change says of itself when it is one that people make: then all that stands there is meant.
BY_PEOPLE = frozenset({"typed", "row twice", "row gone", "line twice", "line gone"})

Changed = tuple[bytes, str]


def mutated(content: bytes, ending: str, chance: random.Random) -> Changed:
    """Change a file once to three times; give it with what was done.

    Parameters
    ----------
    content : bytes
        The file.
    ending : str
        How its name ends, as in ``.csv``: what it is.
    chance : random.Random
        Which change.
    """
    done = []
    for _ in range(chance.choice((1, 1, 2, 3))):
        ways = _WAYS.get(ending, (lines, words))
        way = bytes_ if chance.random() < 0.3 else chance.choice(ways)
        try:
            content, what = way(content, chance)
        except _StaysError:
            continue
        except Exception as error:  # of what was damaged before: that is not what is tried
            if not done:
                raise AssertionError(f"{way.__name__} of what is sound") from error
            continue
        done.append(what)
    return content, ", ".join(done)


class _StaysError(Exception):
    """There is nothing to change in this way."""


def bytes_(content: bytes, chance: random.Random) -> Changed:
    """Change bytes as a bad copy does: some are other ones, missing, there twice, or the end is."""
    made = bytearray(content)
    for _ in range(chance.choice((1, 1, 3, 20))):
        at = chance.randrange(len(made) + 1)
        match chance.randrange(5):
            case 0:
                made[at : at + 1] = bytes([chance.randrange(256)])
            case 1:
                del made[at : at + chance.randrange(1, 60)]
            case 2:
                made[at : at + 4] = chance.choice(_PIECES)
            case 3:
                made[at:at] = made[at : at + chance.randrange(1, 200)]
            case _ if chance.random() < 0.3:
                del made[at:]
    return bytes(made), "bytes"


def lines(content: bytes, chance: random.Random) -> Changed:
    """Take a line away, put it there twice, or swap two; line ends may be of another system."""
    if chance.random() < 0.1:
        return content.replace(b"\r\n", b"\n").replace(b"\n", chance.choice((b"\r\n", b"\r"))), "line ends"
    all_ = content.split(b"\n")
    at, other = chance.randrange(len(all_)), chance.randrange(len(all_))
    match chance.randrange(4):
        case 0:
            del all_[at]
            return b"\n".join(all_), "line gone"
        case 1:
            all_.insert(other, all_[at])
            return b"\n".join(all_), "line twice"
        case 2:
            all_[at], all_[other] = all_[other], all_[at]
            return b"\n".join(all_), "lines swapped"
        case _:
            all_[at] = chance.choice((b" ", b"  ", b"\t", b"- ", b"> ", b"# ")) + all_[at]
            return b"\n".join(all_), "indented"


def words(content: bytes, chance: random.Random) -> Changed:
    """Put in the place of a word, a number or a field what somebody may type."""
    found = list(re.finditer(rb"[^\s,;:\"'|<>=]+", content))
    if not found:
        raise _StaysError
    at = chance.choice(found)
    return content[: at.start()] + chance.choice(TYPED).encode() + content[at.end() :], "word"


def fields(content: bytes, chance: random.Random) -> Changed:
    """Put something typed in a whole field of a table, or take a field out of a row."""
    all_ = content.split(b"\n")
    at = chance.randrange(len(all_))
    cells = all_[at].split(b",")
    cell = chance.randrange(len(cells))
    if chance.random() < 0.2:
        del cells[cell]
        what = "field gone"
    else:
        cells[cell] = b'"' + chance.choice(TYPED).replace('"', '""').encode() + b'"'
        what = "typed"
    all_[at] = b",".join(cells)
    return b"\n".join(all_), what


def encoding(content: bytes, chance: random.Random) -> Changed:
    """Save it in another encoding."""
    try:
        text = content.decode()
    except UnicodeDecodeError:
        raise _StaysError from None
    name = chance.choice(("utf-8-sig", "utf-16", "utf-16-le", "cp1252", "mac_roman"))
    return text.encode(name, "replace"), name


def xml(content: bytes, chance: random.Random) -> Changed:
    """Take away, double, swap or rename tags and attributes, or change what stands in them."""
    match chance.randrange(7):
        case 0:
            return _replaced(content, _TAG, chance, lambda _: b""), "tag gone"
        case 1:
            return _replaced(content, _TAG, chance, lambda tag: tag * 2), "tag twice"
        case 2:
            return _replaced(content, _TAG, chance, lambda tag: re.sub(rb"^</?[\w:]+", b"<x", tag)), "tag renamed"
        case 3:
            return _replaced(content, _ATTRIBUTE, chance, lambda _: b""), "attribute gone"
        case 4:
            new = chance.choice(TYPED).encode().translate(None, b'<>&"')
            return _replaced(content, _ATTRIBUTE, chance, lambda old: old.split(b"=")[0] + b'="' + new + b'"'), "value"
        case 5:
            return _swapped(content, chance.choice((_TAG, _ATTRIBUTE)), chance), "swapped"
        case _:
            new = chance.choice(TYPED).encode().translate(None, b"<>&")
            return _replaced(content, _TEXT, chance, lambda _: b">" + new + b"<"), "text"


def element(content: bytes, chance: random.Random) -> Changed:
    """Take a whole element away or put it there twice, so that the file is still XML."""
    from lxml import etree

    try:
        root = etree.fromstring(content)
    except (etree.XMLSyntaxError, ValueError):
        raise _StaysError from None
    inner = [each for each in root.iter() if each.getparent() is not None]
    if not inner:
        raise _StaysError
    at = chance.choice(inner)
    if chance.random() < 0.5:
        at.getparent().remove(at)
        what = "element gone"
    else:
        at.addnext(etree.fromstring(etree.tostring(at, with_tail=False)))
        what = "element twice"
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True), what


def _replaced(
    content: bytes, pattern: re.Pattern[bytes], chance: random.Random, new: Callable[[bytes], bytes]
) -> bytes:
    found = list(pattern.finditer(content))
    if not found:
        raise _StaysError
    at = chance.choice(found)
    return content[: at.start()] + new(at[0]) + content[at.end() :]


def _swapped(content: bytes, pattern: re.Pattern[bytes], chance: random.Random) -> bytes:
    found = list(pattern.finditer(content))
    if len(found) < 2:
        raise _StaysError
    first, second = sorted(chance.sample(found, 2), key=lambda each: each.start())
    between = content[first.end() : second.start()]
    return content[: first.start()] + second[0] + between + first[0] + content[second.end() :]


def member(content: bytes, chance: random.Random) -> Changed:
    """Change a member of a zip, take it away, put it there twice or swap two; the zip itself stays whole."""
    made = io.BytesIO()
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = [(name, archive.read(name)) for name in archive.namelist()]
    except (zipfile.BadZipFile, ValueError, OSError, EOFError, NotImplementedError, RuntimeError, zlib.error):
        raise _StaysError from None
    if not parts:
        raise _StaysError
    # The large ones hold what people made.
    at = chance.choices(range(len(parts)), [len(part) ** 0.5 + 1 for _, part in parts])[0]
    name, part = parts[at]
    match chance.randrange(10):
        case 0:
            del parts[at]
            what = f"{name} gone"
        case 1:
            parts.append((name, part))
            what = f"{name} twice"
        case 2:
            other = chance.randrange(len(parts))
            parts[at], parts[other] = (name, parts[other][1]), (parts[other][0], part)
            what = f"{name} swapped"
        case 3:
            parts[at], what = (name, bytes_(part, chance)[0]), f"{name}: bytes"
        case _:
            way = (
                chance.choice((xml, element))
                if part.lstrip(b"\xef\xbb\xbf").startswith(b"<")
                else chance.choice((lines, words))
            )
            part, what = way(part, chance)
            parts[at] = (name, part)
            what = f"{name}: {what}"
    with warnings.catch_warnings(action="ignore"), zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts:
            archive.writestr(name, part)
    return made.getvalue(), what


def cells(content: bytes, chance: random.Random) -> Changed:
    """Type in a workbook: another value, heading or name of a sheet; a row gone, doubled or merged, a formula."""
    try:
        book = load_workbook(io.BytesIO(content))
    except Exception:
        raise _StaysError from None
    sheet = chance.choice([each for each in book if each.max_row > 1] or list(book))
    row, column = chance.randint(1, sheet.max_row + 1), chance.randint(1, sheet.max_column + 1)
    what = "typed"
    with suppress(AttributeError):  # a cell in what was merged
        match chance.randrange(8):
            case 0 | 1 | 2:
                typed = chance.choice(TYPED)
                sheet.cell(row, column).value = "".join(sign for sign in typed if sign.isprintable() or sign in "\n\t")
            case 3:
                sheet.cell(row, column).value = chance.choice(_IN_CELL)
            case 4:
                sheet.delete_rows(row)
                what = "row gone"
            case 5:
                sheet.append([cell.value for cell in sheet[chance.randint(1, sheet.max_row)]])
                what = "row twice"
            case 6:
                sheet.merge_cells(start_row=row, start_column=column, end_row=row + 1, end_column=column + 1)
                what = "merged"
            case _:
                sheet.title = chance.choice(("Blad1", "Uitleg", "segments", "Kopie van blad"))
                what = "sheet renamed"
    made = io.BytesIO()
    book.save(made)
    return made.getvalue(), what


def json_(content: bytes, chance: random.Random) -> Changed:
    """Put another value in a place of a JSON file, take it away, or put a list in it twice."""
    try:
        whole = json.loads(content)
    except ValueError:
        raise _StaysError from None
    places = list(_places(whole))
    if not places:
        raise _StaysError
    inside, key = chance.choice(places)
    match chance.randrange(3):
        case 0:
            del inside[key]
            what = "gone"
        case 1 if isinstance(inside, list):
            inside.insert(key, inside[key])
            what = "twice"
        case _:
            inside[key] = chance.choice((*VALUES, *TYPED))
            what = "value"
    return json.dumps(whole).encode(), what


def _places(found: object):
    if isinstance(found, dict | list):
        for key in list(found) if isinstance(found, dict) else range(len(found)):
            yield found, key
            yield from _places(found[key])


def database(content: bytes, chance: random.Random) -> Changed:
    """Change a value in a database of SQLite, or a row, column or table of it."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "a")
        path.write_bytes(content)
        try:
            with closing(sqlite3.connect(path)) as base:
                tables = [name for (name,) in base.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
                table = chance.choice([name for name in tables if not name.startswith("sqlite")])
                columns = [row[1] for row in base.execute(f'PRAGMA table_info("{table}")')]
                column = chance.choice(columns)
                rows = [row for (row,) in base.execute(f'SELECT rowid FROM "{table}"')] or [0]
                row = chance.choice(rows)
                value = chance.choice(
                    (*TYPED, None, 1.5, -1, 2**62, b"\xff\0", "\ud800".encode("utf-8", "surrogatepass"))
                )
                match chance.randrange(6):
                    case 0:
                        base.execute(f'DELETE FROM "{table}" WHERE rowid = ?', (row,))
                        what = "row gone"
                    case 1:
                        base.execute(f'DROP TABLE "{table}"')
                        what = "table gone"
                    case 2:
                        base.execute(f'ALTER TABLE "{table}" RENAME COLUMN "{column}" TO "iets"')
                        what = "column renamed"
                    case _:
                        base.execute(f'UPDATE "{table}" SET "{column}" = ? WHERE rowid = ?', (value, row))
                        what = "value"
                base.commit()
        except (sqlite3.Error, IndexError):
            raise _StaysError from None
        return path.read_bytes(), what


_TABLE, _OFFICE = (fields, fields, lines, words, encoding), (member,)
_WAYS: dict[str, tuple[Callable[[bytes, random.Random], Changed], ...]] = {
    **dict.fromkeys((".csv", ".tsv"), _TABLE),
    **dict.fromkeys((".yml", ".md", ".txt", ".vtt", ".srt", ".typ"), (lines, words, words, encoding)),
    **dict.fromkeys((".qde", ".lss", ".qdc"), (xml, xml, element, encoding)),
    **dict.fromkeys((".docx", ".qdpx"), _OFFICE),
    ".xlsx": (member, member, cells, cells, cells),
    **dict.fromkeys((".json", ".ipynb"), (json_, json_, words)),
    **dict.fromkeys((".sqlite", ".sqlite3", ".qda"), (database,)),
    ".sav": (bytes_,),
}
