"""The codebook of a round."""

import pytest

from pipeline import codebook
from pipeline.errors import InputError

NAME = "wijk-voor-wijk-2019"


@pytest.fixture
def book(project):
    """Load the real codebook."""
    return codebook.load(project, NAME)


def problems(damaged, name=NAME):
    with pytest.raises(InputError) as error:
        codebook.load(damaged.project, name)
    return error.value.problems


def test_the_four_themes(book):
    assert [theme.id for theme in book.themes] == ["effectiviteit", "samenwerking", "innovatie", "inwonersperspectief"]


def test_every_question_stands_beneath_one_theme(book):
    assert {book.theme_of(question.id) for question in book.questions} == {theme.id for theme in book.themes}


def test_questions_keep_the_order_of_the_file(book):
    assert [question.id for question in book.questions if question.theme == "effectiviteit"][:4] == [
        "zelfredzaamheid",
        "participatie",
        "samenredzaamheid",
        "leefbaarheid",
    ]


def test_two_questions_may_use_the_same_code(damaged):
    code = "      - {id: grip, label: Elders, definition: Iets anders.}\n"
    first_code = "      - {id: meedoen,"
    damaged.edit(damaged.codebook, first_code, code + first_code)
    labels = codebook.load(damaged.project, NAME).aspect_labels
    assert labels["zelfredzaamheid", "grip"] == "Grip op het eigen leven"
    assert labels["participatie", "grip"] == "Elders"


def test_every_kind_of_id_has_its_label(book):
    for name in ("effectiviteit", "zelfredzaamheid", "bewoners", book.indicators[0].id, "zrm-11"):
        assert book.labels[name] not in ("", name)


def test_a_ladder_counts_its_rungs_from_one(book):
    for ladder in book.instruments.values():
        assert [rung.rung for rung in ladder.rungs] == list(range(1, len(ladder.rungs) + 1))


def test_the_files_that_rounds_share_all_exist(project):
    names = codebook.shared_files(project)
    assert "codebooks/instruments/zrm-11.yml" in names
    assert all((project.root / name).is_file() for name in names)


@pytest.mark.parametrize(
    ("old", "new", "field", "value", "meant"),
    [
        ("theme: effectiviteit", "theme: effectivitiet", "zelfredzaamheid.theme", "effectivitiet", "effectiviteit"),
        ("instrument: zrm-11", "instrument: zrm11", "zelfredzaamheid.instrument", "zrm11", "zrm-11"),
    ],
)
def test_a_question_refers_to_what_exists(damaged, old, new, field, value, meant):
    damaged.edit(damaged.codebook, old, new)
    (problem,) = problems(damaged)
    assert (problem.file, problem.column, problem.value) == (f"codebooks/{NAME}.yml", field, value)
    assert problem.mend == f"Bedoelde u «{meant}»?"


@pytest.mark.parametrize("field", ["question", "aspect"])
def test_an_indicator_refers_to_what_exists(damaged, book, field):
    indicator = book.indicators[0]
    meant = getattr(indicator, field)
    text = damaged.codebook.read_text(encoding="utf-8")
    before, after = text.split("\nindicators:", 1)
    changed = after.replace(f"{field}: {meant}", f"{field}: {meant}x", 1)
    assert changed != after
    damaged.codebook.write_text(f"{before}\nindicators:{changed}", encoding="utf-8")
    (problem,) = problems(damaged)
    assert (problem.column, problem.value) == (f"{indicator.id}.{field}", f"{meant}x")
    assert problem.mend == f"Bedoelde u «{meant}»?"


def test_a_question_id_is_used_once(damaged):
    damaged.edit(damaged.codebook, "id: aanpak", "id: instroom")
    assert ("id", "instroom") in {(problem.column, problem.value) for problem in problems(damaged)}


def test_a_code_is_used_once_in_a_question(damaged):
    damaged.edit(damaged.codebook, "{id: begeleiding,", "{id: grip,")
    assert ("zelfredzaamheid.codes", "grip") in {(problem.column, problem.value) for problem in problems(damaged)}


@pytest.mark.parametrize("file", ["voices.yml", "themes.yml"])
def test_a_voice_or_theme_is_listed_once(damaged, file):
    path = damaged.project.codebooks / file
    path.write_text(path.read_text(encoding="utf-8") * 2, encoding="utf-8")
    assert "twee keer" in problems(damaged)[0].what


def test_two_instruments_have_different_ids(damaged):
    folder = damaged.project.codebooks / "instruments"
    (folder / "kopie.yml").write_bytes((folder / "zrm-11.yml").read_bytes())
    assert problems(damaged)[0].value == "zrm-11"


def test_a_missing_codebook_is_named(damaged):
    (problem,) = problems(damaged, "wijk-voor-wijk-2022")
    assert problem.file == "codebooks/wijk-voor-wijk-2022.yml"
    assert problem.what == "Dit codeboek bestaat niet, maar round.yml noemt het."
    assert problem.mend == "Bedoelde u «wijk-voor-wijk-2019»?"


def test_a_field_of_a_question_that_is_missing_or_unknown(damaged):
    damaged.edit(damaged.codebook, "label: Zelfredzaamheid", "titel: Zelfredzaamheid")
    found = {(problem.column, problem.what) for problem in problems(damaged)}
    assert found == {
        ("questions.0.label", "Dit veld ontbreekt."),
        ("questions.0.titel", "Dit veld bestaat hier niet."),
    }


def test_the_mistakes_of_all_files_are_reported_at_once(damaged):
    folder = damaged.project.codebooks
    (folder / "themes.yml").unlink()
    damaged.edit(folder / "voices.yml", "label:", "titel:")
    damaged.edit(folder / "instruments" / "zrm-11.yml", "rungs:", "rungs: [")
    damaged.edit(damaged.codebook, "asked_in:", "gevraagd_in:")
    assert {problem.file for problem in problems(damaged)} == {
        "codebooks/themes.yml",
        "codebooks/voices.yml",
        "codebooks/instruments/zrm-11.yml",
        f"codebooks/{NAME}.yml",
    }
