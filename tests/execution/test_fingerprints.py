"""What was made is reused only when nothing that it was made from changed, and it is as it was made."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.execution import fingerprints, imports
from pipeline.execution.fingerprints import Hashes, Record, hash_of, hash_of_all, hash_text

CODE = "import pipeline.dutch"
PARTS = {"raw/a.csv": "1", "values": "2"}


@pytest.fixture
def package(tmp_path, monkeypatch):
    """Give a package of our own in the place of the real one."""
    root = tmp_path / "checkout"
    files = {"__init__": "", "dutch": "import pipeline.errors", "errors": "", "other": ""}
    (root / "pipeline").mkdir(parents=True)
    for name, text in files.items():
        (root / "pipeline" / f"{name}.py").write_text(text, encoding="utf-8")
    monkeypatch.setattr(imports, "_ROOT", root)
    return root / "pipeline"


@pytest.fixture
def made(tmp_path, package):
    """Give the record of something that was made."""
    folder = tmp_path / "made"
    folder.mkdir()
    products = [folder / "notebook.ipynb", folder / "evidence.csv"]
    for path in products:
        path.write_text("x", encoding="utf-8")
    hashes = Hashes()
    record = Record(folder / ".made.json")
    record.write(PARTS | hashes.of_code(CODE), products, hashes.names_of_package)
    return record


def current(record, parts=PARTS):
    return record.is_current(parts, CODE, Hashes())


def changes(record, parts=PARTS):
    return record.changes(parts | Hashes().of_code(CODE))


def test_what_is_as_it_was_is_current(made):
    assert current(made)
    assert changes(made) == []


@pytest.mark.parametrize(
    ("parts", "change"),
    [
        (PARTS | {"values": "3"}, ("values", "changed")),
        ({"values": "2"}, ("raw/a.csv", "gone")),
        (PARTS | {"raw/a.csv": "absent"}, ("raw/a.csv", "gone")),
        (PARTS | {"raw/b.csv": "1"}, ("raw/b.csv", "new")),
    ],
)
def test_other_parts_are_a_change_and_named(made, parts, change):
    assert not current(made, parts)
    assert changes(made, parts) == [change]


@pytest.mark.parametrize("name", ["__init__", "dutch", "errors"])
def test_a_module_that_it_imports_is_a_change_and_named(made, package, name):
    with (package / f"{name}.py").open("ab") as file:
        file.write(b"#")
    assert not current(made)
    assert changes(made) == [(f"pipeline/{name}.py", "changed")]


def test_another_module_is_no_change(made, package):
    (package / "other.py").write_text("1", encoding="utf-8")
    (package / "more.py").write_text("1", encoding="utf-8")
    (package / "other.py").unlink()
    assert current(made)
    assert changes(made) == []


def test_a_package_that_takes_the_place_of_a_module_is_a_change(made, package):
    (package / "errors").mkdir()
    (package / "errors" / "__init__.py").touch()
    assert not current(made)
    assert changes(made) == [("pipeline/errors.py", "gone"), ("pipeline/errors/__init__.py", "new")]


def test_a_module_that_goes_is_a_change(made, package):
    (package / "errors.py").unlink()
    assert not current(made)
    assert changes(made) == [("pipeline/errors.py", "gone")]


@pytest.mark.parametrize("name", ["evidence.csv", "notebook.ipynb"])
@pytest.mark.parametrize("damage", ["", "xx", None])
def test_a_damaged_or_missing_product_is_not_reused(made, name, damage):
    path = made.path.with_name(name)
    path.unlink() if damage is None else path.write_text(damage, encoding="utf-8")
    assert not current(made)
    assert changes(made) == [(name, "damaged")]


@pytest.mark.parametrize("damage", ["", "{", "[]", "{}", '{"made from": 3, "made": {}}', "\udcff", None])
def test_a_damaged_or_missing_record_counts_as_never_made(made, damage):
    made.path.unlink()
    if damage is not None:
        made.path.write_bytes(damage.encode("utf-8", "surrogateescape"))
    assert not current(made)
    assert changes(made) == [("", "never made")]


def test_a_record_without_any_part_of_the_code_counts_as_never_made(made):
    content = json.loads(made.path.read_text(encoding="utf-8"))
    made.path.write_text(json.dumps(content | {"made from": PARTS}), encoding="utf-8")
    assert not current(made)


def test_each_file_is_read_once(tmp_path):
    hashes = Hashes()
    path = tmp_path / "a"
    path.write_text("1", encoding="utf-8")
    before = hashes.of(path)
    path.write_text("2", encoding="utf-8")
    assert hashes.of(path) == before != Hashes().of(path)


def test_code_that_is_taken_has_the_hash_of_when_it_was_taken(package):
    hashes = Hashes()
    hashes.take_package()
    (package / "dutch.py").write_text("2", encoding="utf-8")
    assert hashes.of(package / "dutch.py") != hash_of(package / "dutch.py")


def test_what_is_not_there_and_a_folder_have_hashes_of_their_own(tmp_path):
    (tmp_path / "empty").touch()
    (tmp_path / "folder").mkdir()
    names = ["empty", "folder", "absent", "empty/below"]
    assert [hash_of(tmp_path / name) for name in names[2:]] == ["absent", "absent"]
    assert len({hash_of(tmp_path / name) for name in names}) == 3


def test_code_that_is_no_python_depends_on_the_whole_package(package):
    (package / "templates").mkdir()
    (package / "templates" / "page.html").touch()
    (package / ".swp").touch()
    whole = Hashes().of_code("%matplotlib inline")
    names = {"__init__.py", "dutch.py", "errors.py", "other.py", "templates/page.html"}
    assert set(whole) == {f"pipeline/{name}" for name in names}


@pytest.mark.parametrize("change", ["dutch.py", "templates/page.html", "new.py"])
def test_the_version_of_the_package_is_that_of_all_its_files(package, change):
    (package / "templates").mkdir()
    (package / "templates" / "page.html").touch()
    before = fingerprints.hash_of_package()
    (package / "__pycache__").mkdir()
    (package / "__pycache__" / "dutch.pyc").touch()
    assert fingerprints.hash_of_package() == before
    (package / change).write_text("2", encoding="utf-8")
    assert fingerprints.hash_of_package() != before


def test_moved_content_is_a_change(tmp_path):
    first, second = tmp_path / "1", tmp_path / "2"
    for folder, names in ((first, ("ab", "c")), (second, ("a", "bc"))):
        folder.mkdir()
        for name in names:
            (folder / f"{name}.csv").write_text("1", encoding="utf-8")
    assert hash_of_all(first, "*.csv") != hash_of_all(second, "*.csv")
    assert hash_of_all(first, "*.txt") == hash_of_all(second, "*.txt")


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


@given(json_values, json_values)
def test_values_have_the_same_hash_only_when_they_are_the_same(one, other):
    same = json.dumps(one, sort_keys=True) == json.dumps(other, sort_keys=True)
    assert (hash_text(one) == hash_text(other)) == same
