"""Pseudonyms by a key outside of the project: the same for the same people, and no key or names beside the data."""

import json
import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from helpers_import import ROUND, aspect_of, begun, decide, who_is_who
from helpers_qda import ATLAS, Coded, qdpx
from helpers_qda import Project as Qda
from openpyxl import Workbook, load_workbook

from pipeline.errors import InputError, KlankbordError
from pipeline.importing.take_in import Imported, import_files
from pipeline.rounds import Project
from pipeline.showing_import import show_imported
from pipeline.sources import keys
from pipeline.sources.people import CASE, SPEAKER, Somebody
from pipeline.sources.pseudonyms import Pseudonyms
from pipeline.withdrawing.carrying_out import carry_out
from pipeline.withdrawing.looking import withdrawal

# It reads whole rounds, or writes them.
pytestmark = pytest.mark.slow

WAVE = "haven-2028"
NAMES = ("Fatima Yilmaz", "Joke", "Sjors")


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "eigen map"))
    return begun(tmp_path / "project")


def file_of(project: Project, tmp_path: Path, *names: str, document: str = "Gesprek") -> Path:
    """Make a file with a conversation each, in which somebody speaks by name; the first is a case of the project."""
    texts = {
        f"{document} {number}": f"I: Hoe is het hier?\n{name}: Ik voel me hier welkom.\nI: En?\n{name}: Ja hoor.\n"
        for number, name in enumerate(names, 1)
    }
    question, code = aspect_of(project)
    said = [Coded(name, "Ik voel me hier welkom.", f"{question} > {code} +", "Anna") for name in texts]
    values = {names[0]: {"Stem": "klanten"}}
    path = tmp_path / f"{document}.qdpx"
    path.write_bytes(qdpx(Qda(texts, said, {names[0]: [f"{document} 1"]}, values), ATLAS))
    return path


def imported(project: Project, tmp_path: Path, *names: str) -> Imported:
    return import_files(project, ROUND, [file_of(project, tmp_path, *(names or NAMES))])


def pseudonyms(project: Project, round_id: str = ROUND) -> dict[str, str]:
    return {name: own for name, (own, _) in who_is_who(project, round_id).items()}


def files_without(project: Project) -> dict[str, bytes]:
    """Give all files of a project but those that came in, and the transcripts, which are as they came."""
    return {
        project.name(path): path.read_bytes()
        for path in project.root.rglob("*")
        if path.is_file() and not {"bestanden", "transcripts"} & set(path.parts)
    }


def named(key: bytes, round_id: str = ROUND) -> Pseudonyms:
    return Pseudonyms(lambda: key, round_id)


def test_one_key_gives_one_name_and_another_key_another() -> None:
    somebody, other = Somebody("Fatima Yilmaz", CASE), Somebody("Joke", CASE)
    first = named(b"a" * 32).of(somebody, ())
    assert first == named(b"a" * 32).of(Somebody("  fatima  YILMAZ", CASE), ())
    assert first == named(b"a" * 32, WAVE).of(somebody, ())  # a name in all documents is the same person in each wave
    assert len({first, named(b"b" * 32).of(somebody, ()), named(b"a" * 32).of(other, ())}) == 3


def test_who_speaks_in_one_document_is_not_linked_to_another_round() -> None:
    found = []
    for round_id in (ROUND, WAVE):
        own = named(b"a" * 32, round_id)
        own.look_at({"Gesprek 3"}, set(), set(), set())
        found += [own.of(Somebody(name, SPEAKER), ()) for name in ("Gesprek 3", "Gesprek 3: Joke", "Respondent 12")]
    assert len(set(found)) == 6


def test_who_would_get_one_name_is_told_apart_whoever_comes_first() -> None:
    many = [
        f"Naam {chr(65 + one)}{chr(97 + two)}{chr(97 + three)}"
        for one in range(26)
        for two in range(26)
        for three in range(4)
    ]
    made = []
    for order in (many, many[::-1]):
        own = named(b"c" * 32)
        own.look_at(set(), set(), set(), set(many))
        made.append({name: own.of(Somebody(name, CASE), ()) for name in order})
    assert made[0] == made[1]
    assert len(set(made[0].values())) == len(many)
    first, second = own.of(Somebody(many[0], CASE), ()), named(b"c" * 32)
    assert second.of(Somebody(many[0], CASE), {first}).startswith(first)


def test_names_are_made_of_signs_that_make_no_word_and_no_order() -> None:
    own = named(b"d" * 32)
    made = [own.of(Somebody(name, CASE), ()) for name in NAMES]
    assert not set("AEIOUYZSBLG01") & set("".join(made))
    assert all(name[1].isdigit() and len(name) == 6 for name in made)


def test_an_import_gives_the_same_names_again_and_nothing_tells_who_they_are(project: Project, tmp_path: Path) -> None:
    told = imported(project, tmp_path).told
    first = pseudonyms(project)
    assert len(first) == 3
    assert any("alleen op deze computer" in line for line in told)
    again = import_files(project, ROUND, [])
    assert again.report.changes.nothing
    assert pseudonyms(project) == first
    assert not any("Bewaar een kopie" in line for line in again.told)
    key = keys.key_of(project, ROUND).key
    assert (key.path.stat().st_mode & 0o777, key.path.parent.stat().st_mode & 0o777) == (0o600, 0o700)
    assert project.root not in key.path.parents
    for name, content in files_without(project).items():
        if name.endswith(".xlsx"):
            book = load_workbook(project.root / name)
            content = "\n".join(str(c.value) for sheet in book for row in sheet.rows for c in row).encode()
        assert key.secret.hex().encode() not in content, name
        for who in NAMES if "/import/" in name else ():
            assert who.casefold().encode() not in content.lower(), name


def test_the_next_wave_has_the_same_names_for_who_is_a_case(project: Project, tmp_path: Path) -> None:
    imported(project, tmp_path)
    (project.raw / WAVE).mkdir()
    for path in (project.raw / ROUND).iterdir():
        if path.is_file():
            text = path.read_bytes()
            (project.raw / WAVE / path.name).write_bytes(text)
    import_files(project, WAVE, [file_of(project, tmp_path, "Fatima Yilmaz", "Joke", document="Later")])
    before, after = pseudonyms(project), pseudonyms(project, WAVE)
    assert after["Fatima Yilmaz"] == before["Fatima Yilmaz"]
    assert after["Later 2: Joke"] != before["Gesprek 2: Joke"]


def test_a_key_that_is_not_here_is_told_and_nothing_changes(project: Project, tmp_path: Path) -> None:
    imported(project, tmp_path)
    first = pseudonyms(project)
    key = keys.key_of(project, ROUND).key
    kept = key.path.read_bytes()
    before = files_without(project)
    for wrong in (None, b"", kept[:40], b'{"sleutel": "00"}', b'{"sleutel": 3}'):
        key.path.unlink(missing_ok=True)
        if wrong is not None:
            key.path.write_bytes(wrong)
        with pytest.raises(InputError) as caught:
            import_files(project, ROUND, [])
        assert f"sleutel {key.number}, en die staat niet op deze computer" in caught.value.problems[0].what
        assert (wrong is None) == (len(caught.value.problems) == 1)
        assert files_without(project) == before
    # A colleague hands it over, under another name and readable for all.
    key.path.unlink()
    sent = key.path.with_name("van Anna.json")
    sent.write_bytes(kept)
    sent.chmod(0o644)
    import_files(project, ROUND, [])
    assert pseudonyms(project) == first
    assert sent.stat().st_mode & 0o777 == 0o600
    # It is gone for good: they say so, and everybody is called otherwise.
    sent.unlink()
    (project.raw / ROUND / "import" / keys.MARK).unlink()
    assert import_files(project, ROUND, []).told
    assert not set(pseudonyms(project).values()) & set(first.values())


def test_another_key_than_other_rounds_have_is_told(project: Project, tmp_path: Path) -> None:
    imported(project, tmp_path)
    keys.key_of(project, ROUND).key.path.unlink()
    (project.raw / ROUND).rename(project.raw / WAVE)
    fresh = begun(tmp_path / "nieuw")
    (fresh.raw / ROUND).rename(project.raw / ROUND)
    told = imported(project, tmp_path).told
    assert any(WAVE in line and "andere sleutel" in line for line in told)


def test_what_says_which_key_it_was_may_not_be_half(project: Project, tmp_path: Path) -> None:
    imported(project, tmp_path)
    (project.raw / ROUND / "import" / keys.MARK).write_text("De schuilnamen van", encoding="utf-8")
    with pytest.raises(InputError, match=keys.MARK):
        import_files(project, ROUND, [])


@pytest.mark.parametrize("where", ["geen map", "in het project", "een bestand"])
def test_a_place_where_no_key_can_stand(
    where: str, project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if where == "geen map":
        monkeypatch.setattr(keys, "user_config_path", lambda *_, **__: Path("~/.config/klankbord"))
    elif where == "in het project":
        monkeypatch.setenv("XDG_CONFIG_HOME", str(project.raw))
    else:
        (tmp_path / "eigen map").write_text("", encoding="utf-8")
    with pytest.raises(KlankbordError, match="sleutel"):
        imported(project, tmp_path)
    assert not (project.raw / ROUND / "import").exists()


def test_two_rounds_at_once_get_one_key(project: Project) -> None:
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda at: keys.key_of(project, f"ronde-{at}").key.number, range(8)))
    assert len(set(found)) == 1


def test_people_who_have_codes_need_no_key(project: Project, tmp_path: Path) -> None:
    told = imported(project, tmp_path, "K01", "K02").told
    assert not told
    assert not (tmp_path / "eigen map").exists()
    assert not (project.raw / ROUND / "import" / keys.MARK).exists()


def test_a_workbook_of_before_moves_away_and_pseudonyms_stay(project: Project, tmp_path: Path) -> None:
    imported(project, tmp_path)
    sheet = project.raw / ROUND / "import" / "koppeling.xlsx"
    labels = {name: label for name, (_, label) in who_is_who(project, ROUND).items()}
    before = {"Fatima Yilmaz": "P01", "Gesprek 2: Joke": "P02", "Gesprek 3: Sjors": "P03"}
    book = load_workbook(sheet)
    for name, pseudonym in before.items():
        (row,) = (cells[0].row for cells in book["personen"].iter_rows(min_row=2) if cells[0].value == labels[name])
        book["personen"].cell(row, 1, name)
        book["personen"].cell(row, 4, pseudonym)
        book["personen"].cell(row, 5, "klanten")
    book.save(sheet)
    (sheet.parent / keys.MARK).unlink()
    (sheet.parent / "koppeling (vorige).xlsx").write_bytes(sheet.read_bytes())
    told = import_files(project, ROUND, []).told
    assert pseudonyms(project) == before
    [moved] = [line for line in told if "stonden namen" in line]
    for name in ("koppeling", "koppeling (vorige)"):
        key = keys.key_of(project, ROUND).key
        kept = keys.kept_apart(project, ROUND, key, f"{name}.xlsx")
        assert kept.exists()
    assert str(keys.kept_apart(project, ROUND, key, "koppeling.xlsx")) in moved
    assert not (sheet.parent / "koppeling (vorige).xlsx").exists()
    left = [cell.value for cell in load_workbook(sheet)["personen"]["A"][1:]]
    assert [name for name in left if not name.endswith(": I")] == [labels[name] for name in before]
    again = import_files(project, ROUND, [])
    assert pseudonyms(project) == before
    assert not [line for line in again.told if "stonden namen" in line]


def test_who_withdraws_may_be_named_as_the_files_do(
    project: Project, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    imported(project, tmp_path, "Fatima Yilmaz", "Joke", "Joke")
    sheet = project.raw / ROUND / "import" / "koppeling.xlsx"
    people = who_is_who(project, ROUND)
    labels = [label for name, (_, label) in people.items() if "Joke" in name]
    decide(sheet, "personen", **{label: {"Stem": "bewoners"} for label in labels})
    import_files(project, ROUND, [])
    with pytest.raises(InputError) as caught:
        withdrawal(project, ROUND, "joke")
    assert "Gesprek 2: Joke" in caught.value.problems[0].what
    assert "Gesprek 3: Joke" in caught.value.problems[0].what
    planned = withdrawal(project, ROUND, "fatima yilmaz")
    assert planned.notes[0] == f"fatima yilmaz heeft in deze ronde de schuilnaam {people['Fatima Yilmaz'][0]}."
    carry_out(planned)
    # Also beside the key nothing is left of them.
    own = keys.own_folder(project)
    assert not [path for path in own.rglob("*") if path.is_file() and b"Fatima" in path.read_bytes()]
    again = import_files(project, ROUND, [])
    assert {name for name in who_is_who(project, ROUND)} == {"Gesprek 2: Joke", "Gesprek 3: Joke"}
    capsys.readouterr()
    show_imported(again, ROUND)
    assert "\nPlekken zijn geteld toen dit bestand werd geïmporteerd" in capsys.readouterr().out
    json.loads(keys.key_of(project, ROUND).key.path.read_text(encoding="utf-8"))


def test_names_are_looked_for_by_the_files_themselves(project: Project, tmp_path: Path) -> None:
    """Also on the computer of a colleague, who has no key."""
    from pipeline.sources.called import called

    imported(project, tmp_path)
    keys.key_of(project, ROUND).key.path.unlink()
    assert called(project.raw / ROUND / "import" / "koppeling.xlsx", "x") == list(NAMES)
    Workbook().save(project.raw / ROUND / "import" / "koppeling.xlsx")
    assert called(project.raw / ROUND / "import" / "koppeling.xlsx", "x") == list(NAMES)


def test_a_round_that_is_copied_under_another_name_keeps_its_people(project: Project, tmp_path: Path) -> None:
    imported(project, tmp_path)
    shutil.copytree(project.raw / ROUND, project.raw / WAVE)
    import_files(project, WAVE, [])
    assert pseudonyms(project, WAVE) == pseudonyms(project)
    mark = keys.MARK
    assert (project.raw / WAVE / "import" / mark).read_text() == (project.raw / ROUND / "import" / mark).read_text()
