"""QualCoder projects: the SQLite file `data.qda`, of any version of its schema."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.errors import refused
from pipeline.sources.model import Case, Code, Coding, Document, Line, Material, document_name
from pipeline.sources.offsets import Placed, Selection, counting, place
from pipeline.sources.sqlite_files import Base, number
from pipeline.sources.texts import Source

NEEDED = frozenset({"code_text", "code_name", "source"})
_AGAIN = "Open het project in de nieuwste QualCoder (die werkt het bij), sluit het, en importeer het opnieuw."
_OTHERS = {
    "code_image": "Codes op afbeeldingen worden niet overgenomen.",
    "code_av": "Codes op geluid en beeld worden niet overgenomen.",
    "annotation": "Aantekeningen bij de tekst (annotations) worden niet overgenomen.",
    "journal": "Het logboek (journal) wordt niet overgenomen.",
}


def read_qualcoder(path: Path, base: Base) -> Material:
    """Read a project.

    Raises
    ------
    InputError
        Its tables lack what codings need.
    """
    for table, columns in {"code_text": {"cid", "fid", "pos0", "pos1"}, "source": {"id", "name", "fulltext"}}.items():
        if not columns <= base.columns[table]:
            what = f"Dit is een QualCoder-project zonder de kolommen die nodig zijn (tabel {table})."
            raise refused(path.name, what, _AGAIN)
    return _Project(path, base).material()


@dataclass
class _Found:
    documents: list[Document] = field(default_factory=list)
    codings: list[Coding] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    whole: dict[str, list[str]] = field(default_factory=dict)
    parts: dict[str, list[tuple[str, int, int]]] = field(default_factory=dict)


class _Project:
    def __init__(self, path: Path, base: Base) -> None:
        self.file, self.base, self.found = path.name, base, _Found()
        self.codes = dict(_codes(base))
        self.read: list[tuple[str, Source, str, list[Selection]]] = []
        self.coded: dict[str, list[dict[str, str]]] = {}
        for row in base.rows("code_text", ("cid", "fid", "seltext", "pos0", "pos1", "owner", "memo")):
            self.coded.setdefault(row["fid"], []).append(row)
        self.of_cases: dict[str, list[dict[str, str]]] = {}
        for row in base.rows("case_text", ("caseid", "fid", "pos0", "pos1")):
            self.of_cases.setdefault(row["fid"], []).append(row)

    def material(self) -> Material:
        sources = self.base.rows("source", ("id", "name", "fulltext"))
        seen = set[str]()
        for row in sources:
            name = document_name(row["name"] or f"document {row['id']}")
            if name in seen:
                name = f"{name} ({row['id']})"
            seen.add(name)
            self._take(row, name)
        placed = place([(source, selections) for _, source, _, selections in self.read])
        for (name, source, fid, _), found_ in zip(self.read, placed, strict=True):
            self._place(name, source, fid, found_)
        for fid in self.coded.keys() - {row["id"] for row in sources}:
            what = "Deze coderingen horen bij een document dat er niet meer is."
            self._tell("", str(len(self.coded[fid])), what)
        cases = self._cases()
        others = 0
        for table, what in _OTHERS.items():
            amount = len(self.base.rows(table, ("memo", "owner", "cid", "jentry")))
            others += amount if table in {"code_image", "code_av"} else 0
            if amount:
                self._tell("", str(amount), what)
        found = {
            "documenten": len(sources),
            "codes": len(self.codes),
            "coderingen": sum(map(len, self.coded.values())) + others,
            "cases": len(cases),
        }
        return Material(
            self.file,
            "QualCoder",
            tuple(self.found.documents),
            tuple(self.codes.values()),
            tuple(self.found.codings),
            tuple(cases),
            {name: count for name, count in found.items() if count},
            tuple(self.found.lines),
            counting(placed, [name for name, *_ in self.read]),
        )

    def _tell(self, about: str, value: str, what: str, *, lost: bool = True) -> None:
        self.found.lines.append(Line(self.file, about, value, what, lost=lost))

    def _take(self, row: Mapping[str, str], name: str) -> None:
        coded, of_cases = self.coded.get(row["id"], []), self.of_cases.get(row["id"], [])
        if not row["fulltext"]:
            many = f", met {len(coded)} coderingen" if coded else ""
            what = f"Dit document heeft geen tekst (zoals geluid of beeld){many}; het is niet overgenomen."
            self._tell(name, "", what)
            return
        source = Source(row["fulltext"])
        self.found.documents.append(Document(name, source.text, self.file))
        selections = [Selection(number(each["pos0"]), number(each["pos1"]), each["seltext"], True) for each in coded]
        selections += [Selection(number(each["pos0"]), number(each["pos1"])) for each in of_cases]
        self.read.append((name, source, row["id"], selections))

    def _place(self, name: str, source: Source, fid: str, placed: Placed) -> None:
        """Read the codings and cases of a text."""
        coded, of_cases = self.coded.get(fid, []), self.of_cases.get(fid, [])
        for each, stretch, told in zip(coded, placed.stretches, placed.told, strict=False):
            if told:
                self._tell(name, each["seltext"], told, lost=stretch is None)
            code = self.codes.get(each["cid"])
            if code is None:
                self._tell(name, each["seltext"], "De code van deze codering staat niet in het bestand.")
            elif stretch is not None:
                words = source.text[slice(*stretch)]
                memo = each["memo"].strip()
                self.found.codings.append(
                    Coding(name, *stretch, words, code.path, each["owner"].strip(), self.file, memo)
                )
        for each, stretch in zip(of_cases, placed.stretches[len(coded) :], strict=True):
            if stretch is None:
                continue
            if stretch[1] - stretch[0] >= len(source.text.strip()):
                self.found.whole.setdefault(each["caseid"], []).append(name)
            else:
                self.found.parts.setdefault(each["caseid"], []).append((name, *stretch))

    def _cases(self) -> list[Case]:
        values: dict[str, dict[str, str]] = {}
        for row in self.base.rows("attribute", ("name", "attr_type", "value", "id")):
            if row["attr_type"] == "case" and row["value"]:
                values.setdefault(row["id"], {})[row["name"]] = row["value"]
        found = []
        for row in self.base.rows("cases", ("caseid", "name")):
            documents = tuple(self.found.whole.get(row["caseid"], ()))
            parts = tuple(self.found.parts.get(row["caseid"], ()))
            name = " ".join(row["name"].split()) or f"case {row['caseid']}"
            if not documents and not parts:
                self._tell("", name, "Bij deze case hoort geen enkele tekst; zij is niet overgenomen.")
                continue
            found.append(Case(name, documents, parts, values.get(row["caseid"], {})))
        return found


def _codes(base: Base) -> Iterator[tuple[str, Code]]:
    """Give the codes, each below its categories and the codes above it; a circle among those ends where it closes."""
    categories = {row["catid"]: row for row in base.rows("code_cat", ("catid", "name", "supercatid"))}
    names = {row["cid"]: row for row in base.rows("code_name", ("cid", "name", "memo", "catid", "supercid"))}
    for cid, row in names.items():
        path, seen = [row["name"]], {cid}
        while row["supercid"] in names and row["supercid"] not in seen:
            seen.add(row["supercid"])
            row = names[row["supercid"]]
            path.insert(0, row["name"])
        category, passed = row["catid"], set[str]()
        while category in categories and category not in passed:
            passed.add(category)
            path.insert(0, categories[category]["name"])
            category = categories[category]["supercatid"]
        clean = tuple(" ".join(name.split()) or "(zonder naam)" for name in path)
        yield cid, Code(clean, names[cid]["memo"].strip())


def is_qualcoder(base: Base) -> bool:
    """Tell whether a database is a project of QualCoder."""
    return base.columns.keys() >= NEEDED
