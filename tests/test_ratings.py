"""`klankbord agreement` on a file of ratings."""

import json
from pathlib import Path

import openpyxl
import pytest
from typer.testing import CliRunner

from pipeline.cli import app
from pipeline.errors import InputError
from pipeline.ratings import rated
from pipeline.statistics.agreement import ALPHA, ORDINAL_ALPHA

# Krippendorff (2011): four raters, twelve units.
PUBLISHED = [
    "1 2 3 3 2 1 4 1 2 . . .".split(),
    "1 2 3 3 2 2 4 1 2 5 . 3".split(),
    ". 3 3 3 2 3 4 2 2 5 1 .".split(),
    "1 2 3 3 2 4 4 1 2 5 1 .".split(),
]


def as_csv(separator: str, empty: str) -> str:
    rows = [["eenheid", *"ABCD"], *([f"u{i}", *unit] for i, unit in enumerate(zip(*PUBLISHED, strict=True)))]
    return "\n".join(separator.join(empty if cell == "." else cell for cell in row) for row in rows)


def by_name(path: Path) -> dict[str, float | None]:
    return {each.coefficient: each.value for each in rated(path).coefficients}


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("empty", ["", ".", "NA"])
def test_a_published_matrix_gives_its_published_alphas(tmp_path: Path, separator: str, empty: str) -> None:
    path = tmp_path / "codes.csv"
    path.write_text(as_csv(separator, empty), encoding="utf-8")
    found = by_name(path)
    assert found[ALPHA] == pytest.approx(0.7434, abs=5e-5)
    assert found[ORDINAL_ALPHA] == pytest.approx(0.8154, abs=5e-5)
    assert rated(path).units == 12


def test_a_workbook_is_read_as_well(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for i, unit in enumerate([("eenheid", *"ABCD"), *zip(*PUBLISHED, strict=True)]):
        cells = list(unit) if not i else [f"u{i}", *(None if cell == "." else int(cell) for cell in unit)]
        book.active.append(cells)
    book.save(tmp_path / "codes.xlsx")
    assert by_name(tmp_path / "codes.xlsx")[ALPHA] == pytest.approx(0.7434, abs=5e-5)


def test_words_have_no_order(tmp_path: Path) -> None:
    path = tmp_path / "codes.csv"
    path.write_text("e,a,b\n1,grip,grip\n2,rust,grip\n3,rust,rust\n", encoding="utf-8")
    assert ORDINAL_ALPHA not in by_name(path)
    assert rated(path).values == ("grip", "rust")


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("eenheid,Anna\n1,a\n", "minder dan twee codeurs"),
        ("eenheid,Anna,Bea\n1,a,a\n1,b,b\n", "staat er al"),
        ("eenheid,Anna,Anna\n1,a,a\n", "twee keer"),
        ("", "leeg"),
    ],
)
def test_what_can_not_be_compared_is_told(tmp_path: Path, text: str, what: str) -> None:
    path = tmp_path / "codes.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError) as refused:
        rated(path)
    assert what in " ".join(problem.what for problem in refused.value.problems)


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError) as refused:
        rated(tmp_path / "codes.csv")
    assert [problem.what for problem in refused.value.problems] == ["Dit bestand is er niet."]


def test_the_command_gives_a_table_or_json(tmp_path: Path) -> None:
    path = tmp_path / "codes.csv"
    path.write_text(as_csv(",", ""), encoding="utf-8")
    shown = CliRunner().invoke(app, ["agreement", str(path)])
    assert shown.exit_code == 0
    told = json.loads(CliRunner().invoke(app, ["agreement", str(path), "--json"]).stdout)
    assert told["coders"] == list("ABCD")
    assert {each["coefficient"]: round(each["value"], 4) for each in told["coefficients"]}[ALPHA] == 0.7434


def test_nothing_coded_twice_is_said(tmp_path: Path) -> None:
    path = tmp_path / "codes.csv"
    path.write_text("e,a,b\n1,x,\n2,,y\n", encoding="utf-8")
    done = CliRunner().invoke(app, ["agreement", str(path)])
    assert done.exit_code == 0
    assert rated(path).coefficients == ()


def test_each_coder_is_put_beside_the_one_who_is_taken_as_right(tmp_path: Path) -> None:
    """Who agrees least comes first, with what was taken for what."""
    path = tmp_path / "oefenen.csv"
    path.write_text("e;ref;ann;bo\n1;a;a;a\n2;b;b;a\n3;a;a;b\n4;b;b;a\n5;c;;a\n6;;a;b\n", encoding="utf-8")
    bo, ann = rated(path, "ref").against
    assert (bo.coder, ann.coder) == ("bo", "ann")
    assert bo.mistaken == (("b", "a", 2), ("a", "b", 1), ("c", "a", 1))
    assert (ann.mistaken, ann.coefficients[0].value, ann.coefficients[0].n_units) == ((), 1.0, 4)
    assert (bo.coefficients[0].value, bo.coefficients[0].n_units) == (0.2, 5)
    with pytest.raises(InputError) as refused:
        rated(path, "reff")
    assert refused.value.problems[0].mend == "Bedoelde u «ref»?"


def test_columns_that_are_no_coders_are_refused(tmp_path: Path) -> None:
    """A table with a row for each code: its columns share nothing."""
    path = tmp_path / "segments.csv"
    rows = [f"s{n},G{n % 3},Wat er is gezegd {n},Anna,welkom,1" for n in range(8)]
    path.write_text("\n".join(["fragment,gesprek,woorden,codeur,code,richting", *rows]), encoding="utf-8")
    with pytest.raises(InputError) as refused:
        rated(path)
    (problem,) = refused.value.problems
    assert "gesprek, woorden, codeur, code, richting" in problem.what
    assert "een kolom per codeur" in problem.mend
