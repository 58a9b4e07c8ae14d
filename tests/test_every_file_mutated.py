"""Every kind of file that is read, changed in thousands of ways: no traceback, no hang, no loss that nobody is told of.

Tables that people fill in are changed more thoroughly in `contracts/test_mutated_files.py`.
"""

import io
import random
import re
import shutil
import signal
import sqlite3
import sys
import time
import unicodedata
import zipfile
import zlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from functools import cached_property, partial
from pathlib import Path

import pytest
from helpers_all_tables import ROUND as EVERY_TABLE
from helpers_all_tables import Sound
from helpers_exports import as_workbook, google, kobo, limesurvey, lss, microsoft, qualtrics, sav, tsv, xlsform
from helpers_filled import Filled
from helpers_import import LEAD, aspect_of, begun, qda, texts
from helpers_import import ROUND as IMPORTED
from helpers_mutations import BY_PEOPLE, mutated
from helpers_qda import ATLAS, MAXQDA, qde, qdpx, qualcoder, quotations, taguette, word_files
from helpers_review import GROUPS, SETTING, TITLES, write_saved
from helpers_rounds import ROOT
from helpers_synthetic import ROUND as SMALL
from helpers_synthetic import synthetic_project
from helpers_word import DRAFT, FIRST, comment, commented, docx, marked, report, run
from openpyxl import load_workbook

from pipeline import checking, quote_checking
from pipeline.beginning.refresh import refresh
from pipeline.claims import text as claims_text
from pipeline.errors import InputError, KlankbordError
from pipeline.execution import notebooks, unchanged
from pipeline.execution.fingerprints import Hashes
from pipeline.execution.hashing import hash_of_input
from pipeline.execution.imports import code_of
from pipeline.execution.stages import Stage
from pipeline.importing.apart import surveys_among
from pipeline.importing.take_in import import_files
from pipeline.looks.document.writing import write_document
from pipeline.looks.rendering.house_style import REFERENCE
from pipeline.looks.rendering.pdf import write_pdf
from pipeline.looks.rendering.word import write_word
from pipeline.one_table.auditing import audit_table
from pipeline.phases import codebook_files
from pipeline.phases.raw_tables import load_as_written, load_round
from pipeline.ratings import rated
from pipeline.reconciling import reconcile
from pipeline.review import incoming, store
from pipeline.review.excel import answers, workbook
from pipeline.review.session.reading import APPLICATION_ID, LAYOUT, VERSION
from pipeline.rounds import Project
from pipeline.sources import as_read, keys, withdrawn
from pipeline.sources.questionnaires import reading as questionnaires
from pipeline.sources.reading import read as read_source

# It reads whole rounds, or writes them.
pytestmark = pytest.mark.slow

# What one small file may cost: far more than any needs, and far less than somebody waits for or a computer has.
SECONDS, BYTES = 20.0, 500_000_000


@dataclass(frozen=True)
class Kind:
    """A kind of file: one that is sound, where it stands, and what of the product reads it.

    `read` gives all that was read, and what is told of it; it raises what the product raises. Of a heavy kind, which
    takes long, so many times fewer are read.
    """

    path: Path
    read: Callable[[Path], tuple[object, object]]
    heavy: int = 1

    @cached_property
    def sound(self) -> bytes:
        return self.path.read_bytes()


@dataclass
class Found:
    """What came of many files."""

    wrong: list[str] = field(default_factory=list)
    refused: int = 0
    told: int = 0
    files: int = 0
    longest: tuple[float, str] = (0.0, "")
    largest: tuple[int, str] = (0, "")


def _survey(path: Path, *beside: Path) -> tuple[object, object]:
    files = [path, *beside]
    # As the command does: which of them are of a survey, and then all of those.
    if not surveys_among(files):
        return "", "geen vragenlijst"
    questionnaires.read_all(files)
    # The file itself is kept as it came, and read again with the round.
    return "", ""


def _source(path: Path) -> tuple[object, object]:
    material = read_source(path)
    held = {document.name: document.text for document in material.documents}
    for coding in material.codings:
        if coding.start is not None and not coding.words == held[coding.document][coding.start : coding.end]:
            raise AssertionError(f"{coding} is not what stands there")
    return (material.documents, material.codes, material.codings, material.cases), material.lines


def _sent_back(path: Path) -> tuple[object, object]:
    found = incoming.read(path, SETTING)
    return (found.remarks, found.reviewers), found.notes


def _audited(path: Path) -> tuple[object, object]:
    _, *made = audit_table(path)
    for each in made:
        each.unlink()
    # Which cells count as figures, and so which words are beside one, is shown on its page.
    return "", ""


def _codebook(project: Project, round_id: str, _path: Path) -> tuple[object, object]:
    return codebook_files.load(project, round_id, project.round(round_id)), ""


def _round(project: Project, round_id: str, path: Path) -> tuple[object, object]:
    """Read a round as `check` does, and hand over its mistakes as it can."""
    try:
        data = load_round(project, round_id)
    except InputError as error:
        wrong = checking.Checked(InputError(error.problems))
        if sum(map(len, map(str, error.problems))) % 5 == 0:  # one in five: a copy of each workbook takes long
            checking.hand_over(wrong, project, round_id, mark=True, html=True)
        raise
    if zlib.crc32(path.read_bytes()) % 10 == 0:  # one in ten: all that follows takes seconds
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("KLANKBORD_PROJECT", str(project.root))
            checking.check(project, round_id)
    return [frame.to_numpy().tolist() for frame in data.inside.values()], data.notices


def _kinds(root: Path) -> dict[str, Kind]:
    """Make a sound file of every kind."""
    kinds: dict[str, Kind] = {}
    place = root / "los"
    place.mkdir(parents=True)

    def put(name: str, content: bytes) -> Path:
        path = place / name.replace("/", " ")
        path.write_bytes(content)
        return path

    def source(name: str, content: bytes | None = None) -> None:
        kinds[f"import/{name}"] = Kind(put(name, content) if content is not None else place / name, _source)

    coded = qda("Anna", ("beleving", "welkom"))
    source("atlas.qdpx", qdpx(coded, ATLAS))
    source("maxqda.qde", qde(coded, MAXQDA).encode())
    source("codes.docx", next(iter(word_files(coded, "Anna").values())))
    source("citaten.xlsx", quotations(coded))
    qualcoder(coded, place / "data.qda")
    source("data.qda")
    taguette(coded, place / "a.sqlite3")
    source("a.sqlite3")
    source("citaten.csv", b"Document,Citaat,Codes,Codeur\nG01,Ik kom,welkom +,Anna\nG01,Ik ging,welkom -,Bas\n")
    source("uitwerking.txt", texts()["Gesprek K01"].encode())
    source(
        "uitwerking.vtt", b"WEBVTT\n\n00:00:01.000 --> 00:00:02.000\n<v Marie>Hoi daar</v>\n\n00:03.0 --> 00:04.0\nJa\n"
    )
    cues = b"1\n00:00:01,000 --> 00:00:02,000\nMarie: Hoi daar", b"2\n00:00:03,000 --> 00:00:04,000\nJa\n"
    source("uitwerking.srt", b"\n\n".join(cues))
    source("a.gelezen.json", as_read.content(read_source(place / "uitwerking.txt")))

    structure, answered = put("peiling.lss", lss()), put("peiling antwoorden.csv", limesurvey())
    in_tabs, form, of_kobo = put("peiling.txt", tsv()), put("formulier.xlsx", xlsform()), put("kobo.csv", kobo())
    sav(place / "peiling.sav")
    kinds["enquête/limesurvey.lss"] = Kind(structure, lambda path: _survey(path, answered))
    kinds["enquête/limesurvey.txt"] = Kind(in_tabs, lambda path: _survey(path, answered))
    kinds["enquête/limesurvey.csv"] = Kind(answered, lambda path: _survey(path, structure))
    kinds["enquête/xlsform.xlsx"] = Kind(form, lambda path: _survey(path, of_kobo))
    kinds["enquête/kobo.csv"] = Kind(of_kobo, lambda path: _survey(path, form))
    kinds["enquête/forms.xlsx"] = Kind(put("forms.xlsx", microsoft()), _survey)
    kinds["enquête/google.csv"] = Kind(put("google.csv", google()), _survey)
    kinds["enquête/qualtrics.csv"] = Kind(put("qualtrics.csv", qualtrics()), _survey)
    kinds["enquête/spss.sav"] = Kind(place / "peiling.sav", _survey)

    remarks = comment("Dit klopt voor mij.", 0)
    body = report(first=commented(marked(FIRST, run(FIRST.text)), 0))
    kinds["review/rapport.docx"] = Kind(docx(place / "rapport.docx", body, comments=remarks), _sent_back)
    kinds["review/oordeel.json"] = Kind(write_saved(place / "oordeel.json"), _sent_back)
    workbook.write(place / "beoordeling.xlsx", SETTING, TITLES)
    book = load_workbook(place / "beoordeling.xlsx")
    label = f"{DRAFT.places[0].id} · Zelfredzaamheid"
    book["Oordelen"].append(["Anna", "Bewoners", "Opdrachtgever", label, "Eens, als …", "als het blijft"])
    book["Oordelen"].append(["Bas", "Bewoners", "Organisatie", label, "Niet eens", "te vroeg gemeten"])
    book.save(place / "beoordeling.xlsx")
    kinds["review/beoordeling.xlsx"] = Kind(place / "beoordeling.xlsx", _sent_back)
    _session(place / "sessie.sqlite")
    kinds["review/sessie.sqlite"] = Kind(place / "sessie.sqlite", _sent_back)

    figures = b"Jaar,Bezoekers,Procent\n2019,40,40%\n2020,60,60%\nTotaal,100,100%\n"
    kinds["audit/tabel.csv"] = Kind(put("tabel.csv", figures), _audited)
    rows = (["Jaar", "Bezoekers"], [2019, 40], [2020, 60], ["Totaal", 100])
    kinds["audit/tabel.xlsx"] = Kind(put("tabel.xlsx", as_workbook(Tabel=rows)), _audited)
    kinds["audit/tabel.docx"] = Kind(_word_table(place / "tabel.docx"), _audited)
    rating = b"eenheid,Anna,Bas\n" + b"".join(b"%d,%s,%s\n" % (n, b"ja nee".split()[n % 2], b"ja") for n in range(8))
    kinds["agreement/codes.csv"] = Kind(put("codes.csv", rating), lambda path: (rated(path), ""))

    _of_rounds(root, kinds)
    return kinds


def _session(path: Path) -> None:
    with closing(sqlite3.connect(path)) as base:
        base.executescript(LAYOUT)
        base.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        base.execute(f"PRAGMA user_version = {VERSION}")
        about = (DRAFT.round_id, DRAFT.id, GROUPS[0].id, "2026-11-20T19:00:00Z", "2026-11-20T21:00:00Z", "")
        base.execute("INSERT INTO session VALUES (?, ?, ?, ?, ?, ?)", about)
        base.execute("INSERT INTO findings VALUES (?, ?, 0)", (DRAFT.places[0].id, DRAFT.places[0].text))
        base.executemany("INSERT INTO seats VALUES (?, ?, ?)", [(1, "Anna", "bewoners"), (2, "Bas", "")])
        said = [(1, "agree", "mooi gezegd"), (2, "disagree", "te vroeg gemeten")]
        rows = [(seat, DRAFT.places[0].id, *words, "2026-11-20T20:00:00Z", 0, "p", 1) for seat, *words in said]
        names = "seat, finding_id, judgement, comment, said_at, after_shown, page, number"
        base.executemany(f"INSERT INTO judgements ({names}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)", rows)
        base.commit()


def _word_table(path: Path) -> Path:
    from docx import Document

    document = Document()
    table = document.add_table(4, 2)
    for row, cells in zip(
        table.rows, (("Jaar", "Aantal"), ("2019", "40"), ("2020", "60"), ("Totaal", "100")), strict=True
    ):
        for cell, text in zip(row.cells, cells, strict=True):
            cell.text = text
    document.save(str(path))
    return path


def _of_rounds(root: Path, kinds: dict[str, Kind]) -> None:
    """Make what is read as part of a round."""
    every = Filled(root / "alles")
    project, folder = every.project, every.folder
    codebook = project.codebooks / f"{EVERY_TABLE}.yml"
    kinds["ronde/round.yml"] = Kind(folder / "round.yml", lambda _: (project.round(EVERY_TABLE), ""))
    kinds["ronde/codeboek.yml"] = Kind(codebook, partial(_codebook, project, EVERY_TABLE))
    for path in (*project.codebooks.glob("*s.yml"), project.codebooks / "instruments" / "zrm-11.yml"):
        kinds[f"gedeeld/{path.name}"] = Kind(path, partial(_codebook, project, EVERY_TABLE))
    del kinds[f"gedeeld/{codebook.name}"]
    for path in sorted(folder.glob("*.xlsx")):
        kinds[f"ronde/{path.name}"] = Kind(path, partial(_round, project, EVERY_TABLE), 8)
    for ending in ("csv", "yml"):
        path = folder / "enquetes" / f"buren.{ending}"
        kinds[f"ronde/{path.name}"] = Kind(path, partial(_round, project, EVERY_TABLE), 8)
    reconcile(project, EVERY_TABLE)
    kinds["reconcile/afstemmen.xlsx"] = Kind(
        folder / "afstemmen.xlsx", lambda _: (reconcile(project, EVERY_TABLE), ""), 8
    )
    quoted = Sound(root / "citaten")
    del quoted.tables["quote_checks"]
    quoted.load()
    data = load_as_written(quoted.project, EVERY_TABLE, looking=False)
    quote_checking.look(data)
    kinds["privacy/citaten.xlsx"] = Kind(quoted.folder / quote_checking.FILE, lambda _: (quote_checking.look(data), ""))

    example = Project(root / "voorbeeld")
    shutil.copytree(ROOT / "codebooks", example.codebooks)
    shutil.copytree(ROOT / "raw" / "voorbeeld-2019", example.raw / "voorbeeld-2019")
    book = example.raw / "voorbeeld-2019" / "codeboek.xlsx"
    kinds["ronde/codeboek.xlsx"] = Kind(book, partial(_codebook, example, "voorbeeld-2019"))
    form = example.raw / "voorbeeld-2019" / "enquetes" / "vragenlijsten.xlsx"
    kinds["ronde/vragenlijsten.xlsx"] = Kind(form, partial(_round, example, "voorbeeld-2019"), 8)
    people = example.raw / "voorbeeld-2019" / "deelnemers.xlsx"
    kinds["new --refresh/deelnemers.xlsx"] = Kind(people, lambda _: (refresh(example, "voorbeeld-2019"), ""), 6)
    visits = Project(root / "bezoeken")
    shutil.copytree(ROOT / "codebooks", visits.codebooks)
    for name in ("voorbeeld-2019", "voorbeeld-2021"):
        shutil.copytree(ROOT / "raw" / name, visits.raw / name)
    script = visits.raw / "voorbeeld-2021" / "scripts" / "binnenlopen.yml"
    said = visits.raw / "voorbeeld-2021" / "transcripts" / "GK01.txt"
    for path in (script, said):
        kinds[f"ronde/{path.name}"] = Kind(path, partial(_round, visits, "voorbeeld-2021"), 16)

    taken = begun(root / "import")
    files = [root / "Anna.qdpx"]
    files[0].write_bytes(qdpx(qda(LEAD, aspect_of(taken)), ATLAS))
    import_files(taken, IMPORTED, files)
    inside = taken.raw / IMPORTED / "import"
    (inside / withdrawn.FILE).write_bytes(withdrawn.Withdrawn("ab" * 32, frozenset({"cd" * 32})).content())
    key = keys.key_of(taken, IMPORTED).key
    (inside / keys.MARK).write_text(keys.mark(key, IMPORTED), encoding="utf-8")
    again = partial(_imported_again, taken, root / "vooraf")
    shutil.copytree(taken.root, root / "vooraf")
    others = (inside / "interviews" / "segments.csv", inside / withdrawn.FILE, inside / ".uitwerkingen")
    for path in (inside / "koppeling.xlsx", *others, taken.raw / IMPORTED / "deelnemers.xlsx"):
        kinds[f"import opnieuw/{path.name}"] = Kind(path, again, 6)
    for path in (inside / keys.MARK, key.path):
        kinds[f"sleutel/{path.suffix}"] = Kind(path, lambda _: (keys.key_of(taken, IMPORTED), ""))

    small = synthetic_project(root / "klein")
    text = small.raw / SMALL / "report" / "01_bevindingen.md"
    kinds["report/01_bevindingen.md"] = Kind(text, _claims)
    kinds["notebooks/02_interviews.ipynb"] = Kind(small.notebooks / "02_interviews.ipynb", partial(_notebook, small))
    document = root / "document"
    write_document(_PAGE, document)
    styles = root / "huisstijl.docx", root / "huisstijl.typ"
    shutil.copyfile(REFERENCE, styles[0])
    styles[1].write_text("#let huisstijl(inhoud) = { set text(fill: blue); [Bureau]; inhoud }\n", encoding="utf-8")
    kinds["huisstijl.docx"] = Kind(styles[0], lambda path: (write_word(document, root / "a.docx", path), ""), 8)
    kinds["huisstijl.typ"] = Kind(styles[1], lambda path: (write_pdf(document, root / "a.pdf", path), ""), 10)
    kinds["reports/.unchanged"] = Kind(_kept(small), lambda _: (unchanged.steps(small.root, SMALL), ""))

    shutil.copytree(ROOT / "raw" / "wijk-voor-wijk-2019", small.raw / "wijk-voor-wijk-2019")
    said = store.folder(small, "wijk-voor-wijk-2019")
    nulmeting = small.round("wijk-voor-wijk-2019")
    codes = codebook_files.load(small, "wijk-voor-wijk-2019", nulmeting)

    def reviews(_: Path) -> tuple[object, object]:
        found = store.read(small, "wijk-voor-wijk-2019", nulmeting.panels, codes, None)
        return (found.remarks, found.reviewers), found.notices

    kinds["review/remarks.csv"] = Kind(said / "remarks.csv", reviews)
    kinds["review/reviewers.csv"] = Kind(said / "reviewers.csv", reviews)
    ids = [each.id for each in store.read(small, "wijk-voor-wijk-2019", nulmeting.panels, codes, None).remarks]
    kinds["review/answers.xlsx"] = Kind(said / "answers.xlsx", lambda path: (answers.read(path, path.name, ids), ""))


_PAGE = """<!DOCTYPE html><html lang="nl"><head><title>Proef</title></head><body><h1>Een</h1><p>Tekst</p><table>
<caption>Tabel</caption><thead><tr><th scope="col">A</th></tr></thead><tbody><tr><td>1</td></tr></tbody></table>
</body></html>"""


def _imported_again(project: Project, before: Path, path: Path) -> tuple[object, object]:
    """Read all again that was imported, in a round of which one file was changed; it ends as it began."""
    changed = path.read_bytes()
    done = import_files(project, IMPORTED, [])
    shutil.rmtree(project.raw)
    shutil.copytree(before / "raw", project.raw)
    path.write_bytes(changed)
    return "", done.report.lines


def _claims(path: Path) -> tuple[object, object]:
    document = claims_text.read(path, path.name)
    if document.problems:
        raise InputError(document.problems)
    return document, ""


def _notebook(project: Project, path: Path) -> tuple[object, object]:
    """Read a notebook as a run does before it begins."""
    Hashes().of_code(code_of(path))
    hash_of_input(path)
    notebooks.check_parameters(project, _STAGE)
    return "", ""


_STAGE = Stage("02_interviews", "Interviews", "02_interviews.ipynb", {"round_id": SMALL}, ())


def _kept(project: Project) -> Path:
    path = project.report(SMALL) / unchanged._KEPT
    path.parent.mkdir(parents=True)
    path.write_text('{"steps": [["a", "A", "notebook"]], "day": "", "python": "3", "files": "x", "baseline": ""}')
    return path


def _visible(content: bytes, *, tags: bool = True) -> str:
    """Give what somebody sees of a file: the text of its members, without the names of tags."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = [archive.read(name) for name in archive.namelist()]
    except Exception:
        parts = [content]
    text = " ".join(_decoded(part) for part in parts)
    return re.sub(r"</?[\w:.-]+", " ", text)


def _decoded(content: bytes) -> str:
    for name in ("utf-16",) if content[:2] in {b"\xff\xfe", b"\xfe\xff"} else ("utf-8-sig", "cp1252"):
        try:
            return content.decode(name)
        except UnicodeDecodeError:
            continue
    return content.decode("latin-1")


def _written(held: object) -> str:
    """Give all that is in something, without what Python writes for a line end."""
    return re.sub(r"\\[nrt]", " ", repr(held))


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W\d_]{5,}", unicodedata.normalize("NFKC", text).casefold())


class _Tested:
    """A kind, with what is read of a sound file of it: by those words a loss is seen."""

    def __init__(self, name: str, kind: Kind) -> None:
        self.name, self.kind = name, kind

    @cached_property
    def marks(self) -> set[str]:
        held, _ = self._read()
        # A word that stands elsewhere too, such as in a list to choose from, tells nothing.
        once = {word for word, times in Counter(_words(_visible(self.kind.sound))).items() if times == 1}
        return once & {*_words(_written(held))}

    def _read(self) -> tuple[object, object]:
        return self.kind.read(self.kind.path)

    def one(self, seed: int, found: Found) -> None:
        """Read a changed file, and see what comes of it."""
        chance = random.Random(f"{self.name} {seed}")
        content, done = mutated(self.kind.sound, self.kind.path.suffix, chance)
        at = f"{self.name} {seed} ({done})"
        self.kind.path.write_bytes(content)
        found.files += 1
        try:
            with _within(SECONDS), _measured(found, at):
                held, told = self._read()
        except KlankbordError as error:
            found.refused += 1
            self._judge(error, at, found)
            return
        except Exception as error:
            where = error.__traceback__
            while where and where.tb_next:
                where = where.tb_next
            place = f"{Path(where.tb_frame.f_code.co_filename).name}:{where.tb_lineno}" if where else ""
            found.wrong.append(f"{at}: {error!r:.300} in {place}")
            return
        finally:
            self.kind.path.write_bytes(self.kind.sound)
        if told:
            found.told += 1
        elif held != "" and done and set(done.split(", ")) <= BY_PEOPLE:
            gone = (self.marks & {*_words(_visible(content))}) - {*_words(_written(held))}
            if gone:
                found.wrong.append(f"{at}: lost {sorted(gone)[:4]}")

    def _judge(self, error: KlankbordError, at: str, found: Found) -> None:
        """See that a refusal says in a line what is wrong and what to do."""
        problems = error.problems if isinstance(error, InputError) else ()
        if any(not (problem.what and problem.mend) for problem in problems) or not str(error).strip():
            found.wrong.append(f"{at}: refused without a word: {error!r}")
        if re.search(r"Errno|Error\(|Traceback|0x[0-9a-f]{6}|[Nn]o such|codec", str(error)):
            found.wrong.append(f"{at}: no Dutch: {str(error)[:300]}")


@contextmanager
def _within(seconds: float) -> Iterator[None]:
    """Stop what takes longer, where the system can."""
    if not hasattr(signal, "setitimer"):
        yield
        return

    def stop(*_: object) -> None:
        raise TimeoutError(f"longer than {seconds} s")

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds * 3)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


@contextmanager
def _measured(found: Found, at: str) -> Iterator[None]:
    """Measure processor time, and how much more memory the process has at most than before."""
    before, began = _memory(anew=True), time.process_time()
    try:
        yield
    finally:
        found.longest = max(found.longest, (time.process_time() - began, at))
        found.largest = max(found.largest, (_memory() - before, at))


def _memory(*, anew: bool = False) -> int:
    """Give the most memory that this process had since it was asked anew; 0 where the system does not say."""
    try:
        if anew:
            Path("/proc/self/clear_refs").write_text("5")
        status = Path("/proc/self/status").read_text()
    except OSError:
        return 0
    name = "VmRSS" if anew else "VmHWM"
    return int(re.search(rf"{name}:\s+(\d+)", status)[1]) * 1024


@pytest.fixture(scope="module")
def kinds(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Kind]:
    return _kinds(tmp_path_factory.mktemp("gewijzigd"))


def _all_read(kinds: Iterable[tuple[str, Kind]], times: float, start: int) -> Found:
    found = Found()
    for name, kind in kinds:
        tested = _Tested(name, kind)
        for seed in range(start, start + max(1, round(times / kind.heavy))):
            tested.one(seed, found)
    return found


def test_a_changed_file_of_any_kind_is_read_or_refused(kinds: dict[str, Kind]) -> None:
    heavy = [each for each in kinds.items() if each[1].heavy > 1][::4]
    light = [each for each in kinds.items() if each[1].heavy == 1]
    found = _all_read((*light, *heavy), 1, 0)
    assert not found.wrong, "\n".join(found.wrong)
    assert found.files >= len(light)
    assert 0 < found.refused < found.files
    assert found.longest[0] < SECONDS
    assert found.largest[0] < BYTES


@pytest.mark.thorough
def test_10_000_changed_files(kinds: dict[str, Kind], capsys: pytest.CaptureFixture[str]) -> None:
    times = 10_000 / sum(1 / kind.heavy for kind in kinds.values())
    found = _all_read(kinds.items(), times, 1_000)
    with capsys.disabled():
        sys.stdout.write(
            f"\n{found.files} changed files of {len(kinds)} kinds: {found.refused} refused, {found.told} read and told "
            f"of; wrong {len(found.wrong)}; longest {found.longest[0]:.1f} s of {found.longest[1]}; most memory "
            f"{found.largest[0] / 1e6:.0f} MB of {found.largest[1]}\n"
        )
    assert not found.wrong, "\n".join(found.wrong)
    assert found.files > 9_900
    assert found.longest[0] < SECONDS
    assert found.largest[0] < BYTES
