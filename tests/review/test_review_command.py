"""The command `klankbord review`: any mix of files, all of them read before anything is written, and nothing twice."""

import hashlib
import shutil
from functools import partial

import helpers_command
import pytest
from filelock import FileLock
from helpers_review import write_saved
from helpers_synthetic import ROUND, synthetic_project
from openpyxl import load_workbook

from pipeline.claims.ledger import make
from pipeline.review.excel import workbook
from pipeline.review.places import draft_of
from pipeline.review.setting import setting_of, titles_of

PANELS = "panels: [{id: opdrachtgever, label: Opdrachtgever}, {id: organisatie, label: Organisatie}]\n"


@pytest.fixture
def oefen(tmp_path):
    """Give a project with the made-up round and two panels."""
    project = synthetic_project(tmp_path / "project")
    about = project.raw / ROUND / "round.yml"
    about.write_text(about.read_text(encoding="utf-8") + PANELS, encoding="utf-8")
    return project


@pytest.fixture
def klankbord(oefen):
    """Run the command."""
    return partial(helpers_command.klankbord, oefen.root, columns=300)


@pytest.fixture
def setting(work):
    """Give what files of the made-up round are read against."""
    draft = draft_of(ROUND, work.result.findings, make(work.data, work.tables))
    return setting_of(work.data, draft)


def contents(project):
    folder = project.raw / ROUND / "review"
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file()
    }


def form(path, setting, **changed):
    """Write what somebody saved about the first two findings."""
    first, second = list(setting.draft.findings)[:2]
    judgements = [
        {"finding": first.id, "seen": first.text, "judgement": "disagree", "comment": "=1+1 <script>alert(1)</script>"},
        {"finding": second.id, "seen": second.text, "judgement": "agree", "comment": ""},
    ]
    about = {"round": ROUND, "draft": setting.draft.id, "judgements": judgements, "general": ""}
    return write_saved(path, **(about | changed))


def test_any_mix_of_files_is_taken_and_what_cannot_be_taken_is_told(oefen, klankbord, setting, work, tmp_path):
    good = form(tmp_path / "a.json", setting)
    workbook.write(tmp_path / "papier.xlsx", setting, titles_of(work.data, setting.draft, work.result.findings))
    book = load_workbook(tmp_path / "papier.xlsx")
    book["Oordelen"].append(["Cor", None, None, next(setting.draft.findings).id, "Eens als", "het blijft"])
    book.save(tmp_path / "papier.xlsx")
    other = form(tmp_path / "b.json", setting, round="andere-ronde")
    (tmp_path / "c.txt").write_text("Beste mensen,", encoding="utf-8")
    done = klankbord("review", ROUND, other, good, tmp_path / "papier.xlsx", tmp_path / "c.txt")
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert "2 fouten gevonden; hiervan is niets opgenomen" in done.stderr
    assert "Dit bestand hoort bij een andere ronde." in done.stderr
    assert "Dit bestand ken ik niet." in done.stderr
    lines = [line.strip() for line in done.stdout.splitlines()]
    for line in (
        "a.json: 2 opmerkingen nieuw, 0 al bekend",
        "Anna (Bewoners)",
        "Bereik: Niet eens. =1+1 <script>alert(1)</script>",
        "papier.xlsx: 1 opmerking nieuw, 0 al bekend",
        "Bereik: Eens, als … het blijft",
        f"Vul in raw/{ROUND}/review/reviewers.csv de groep (panel) in van: Cor.",
        f"raw/{ROUND}/review/answers.xlsx heeft 2 nieuwe rijen. Vul daar in wat u ermee doet.",
    ):
        assert line in lines, done.stdout
    before = contents(oefen)
    kept = {name.partition("-")[2] for name in before if name.startswith("received/")}
    assert kept == {"a.json", "papier.xlsx"}
    assert set(before) - {name for name in before if name.startswith("received/")} == {
        *("remarks.csv", "reviewers.csv", "answers.xlsx")
    }
    # The same files again, one of them renamed, change nothing.
    shutil.move(good, tmp_path / "nog een keer.docx")
    again = klankbord("review", ROUND, tmp_path / "nog een keer.docx", tmp_path / "papier.xlsx")
    assert again.returncode == 0, again.stderr
    assert "nog een keer.docx: 0 opmerkingen nieuw, 2 al bekend" in again.stdout
    received = oefen.raw / ROUND / "review" / "received"
    assert klankbord("review", ROUND, *received.iterdir()).returncode == 0
    assert contents(oefen) == before
    assert klankbord("check", ROUND).returncode == 0


def test_of_two_files_of_one_person_the_last_judgement_counts_and_that_is_told(oefen, klankbord, setting, tmp_path):
    first = form(tmp_path / "a.json", setting)
    entry = {"finding": next(setting.draft.findings).id, "seen": "x", "judgement": "agree", "comment": ""}
    second = form(tmp_path / "b.json", setting, saved_at="2026-11-23T09:00:00Z", judgements=[entry])
    done = klankbord("review", ROUND, second, first)
    assert done.returncode == 0, done.stderr
    assert "Van Anna is meer dan één bestand: b.json, a.json. Per bevinding telt het laatste oordeel." in done.stdout
    assert "b.json: 1 opmerking nieuw" in done.stdout


def test_while_the_round_is_busy_or_a_table_is_open_nothing_is_written(oefen, klankbord, setting, tmp_path):
    good = form(tmp_path / "a.json", setting)
    place = oefen.report(ROUND)
    place.mkdir(parents=True)
    with FileLock(place / ".lock"):
        busy = klankbord("review", ROUND, good)
    assert busy.returncode == 2
    assert "wordt al gedraaid" in busy.stderr
    folder = oefen.raw / ROUND / "review"
    folder.mkdir()
    (folder / "~$answers.xlsx").touch()
    before = contents(oefen)
    closed = klankbord("review", ROUND, good)
    assert closed.returncode == 2
    assert "Dit bestand is nog ergens open." in closed.stderr
    assert contents(oefen) == before


def test_mistakes_in_every_table_and_in_the_review_are_told_together(oefen, klankbord):
    folder = oefen.raw / ROUND / "review"
    folder.mkdir()
    (folder / "remarks.csv").write_text("remark_id,reviewer\nO_1,Anna\n", encoding="utf-8")
    (folder / "reviewers.csv").write_text(
        "reviewer,panel,role,provenance,remark\nAnna,kroeg,,collected,\n", encoding="utf-8"
    )
    (folder / "answers.xlsx").write_bytes(b"geen Excel")
    (folder / "opmerkingen.docx").touch()
    (folder / "sessies").mkdir()
    (folder / "received").mkdir()
    (oefen.raw / ROUND / "vreemd.csv").write_text("a\n1\n", encoding="utf-8")
    for command in ("check", "run"):
        done = klankbord(command, ROUND)
        assert done.returncode == 2
        for name in ("vreemd.csv", "remarks.csv", "reviewers.csv", "answers.xlsx", "opmerkingen.docx"):
            assert name in done.stderr, name
        assert "sessies" not in done.stderr
    assert not (oefen.report(ROUND) / "index.html").exists()


def test_what_was_said_shows_in_the_report_without_a_name(oefen, klankbord, setting, tmp_path):
    first = next(setting.draft.findings)
    entry = {"finding": first.id, "seen": "Eerst stond er dit.", "judgement": "agree", "comment": ""}
    files = [
        form(tmp_path / "a.json", setting, general="Te lang."),
        form(
            tmp_path / "b.json", setting, reviewer="Bram", panel="organisatie", role="medewerkers", judgements=[entry]
        ),
    ]
    assert klankbord("review", ROUND, *files).returncode == 0
    path = oefen.raw / ROUND / "review" / "answers.xlsx"
    book = load_workbook(path)
    book.active["H2"], book.active["I2"] = "niet overgenomen", "De cijfers zeggen iets anders."
    book.save(path)
    done = klankbord("run", ROUND)
    assert done.returncode == 0, done.stderr
    page = (oefen.report(ROUND) / "rapport.html").read_text(encoding="utf-8")
    for text in (
        "Wat er over de bevindingen is gezegd, en wat ermee is gedaan",
        "=1+1 &lt;script&gt;alert(1)&lt;/script&gt;",
        "Niet overgenomen. De cijfers zeggen iets anders.",
        "Eerst stond er dit.",
        "De groepen verschillen.",
        "Te lang.",
        "Bewoners 1",
    ):
        assert text in page, text
    made = [path for path in oefen.report(ROUND).rglob("*") if path.suffix in {".html", ".csv", ".ipynb", ".json"}]
    assert [path for path in made if "Anna" in path.read_text(encoding="utf-8")] == []
    review = (oefen.report(ROUND) / "data" / "review.csv").read_text(encoding="utf-8").splitlines()
    assert review[0].startswith("finding_id,reviewer,role,judgement,comment,handled,")
    assert review[1].startswith(f"{first.id},Bewoners 1,Bewoners,disagree,'=1+1 <script>")
    assert ",not,Opdrachtgever," in review[1]
    assert (oefen.report(ROUND) / "beoordeling.xlsx").exists()
