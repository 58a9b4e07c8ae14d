"""`klankbord audit TABLE`: from a file to a marked copy, its questions, and a second look with the answers."""

import csv
import io

import docx
import pytest
from openpyxl import Workbook, load_workbook

from pipeline.audit.check import Verdict
from pipeline.errors import InputError
from pipeline.one_table.answers import QUESTIONS
from pipeline.one_table.auditing import audit_table, write_empty_list
from pipeline.one_table.workbook import OUTCOMES

ROWS = [["", "2024", "2025"], ["Huur", "1.200", "1.250"], ["Gas", "300", "340"], ["Totaal", "1.500", "1.690"]]
QUESTION = "Hoort rij 4 (Totaal) de som te zijn van rijen 2 en 3?"


def write(path, rows):
    if path.suffix == ".csv":
        made = io.StringIO()
        csv.writer(made, delimiter=";").writerows(rows)
        path.write_text(made.getvalue(), encoding="utf-8")
    elif path.suffix == ".docx":
        document = docx.Document()
        document.add_paragraph("Vooraf een zin.")
        table = document.add_table(len(rows), len(rows[0]))
        for row, texts in enumerate(rows):
            for column, text in enumerate(texts):
                table.cell(row, column).text = text
        document.save(path)
    else:
        book = Workbook()
        for row in rows:
            book.active.append([text or None for text in row])
        book.save(path)
    return path


def answer(workbook, given):
    book = load_workbook(workbook)
    sheet = book[QUESTIONS]
    for row in sheet.iter_rows(min_row=2):
        row[3].value = given
    book.save(workbook)


@pytest.mark.parametrize("name", ["begroting.csv", "begroting.xlsx", "begroting.docx"])
def test_nothing_is_assumed_until_somebody_says_yes(tmp_path, name):
    path = write(tmp_path / name, ROWS)
    before = path.read_bytes()
    found, workbook, page = audit_table(path)
    (sheet,) = found.sheets
    (asked,) = sheet.asked
    assert (found.wrong, found.open, asked.question) == (0, 1, QUESTION)
    assert [check.figure_id for check in asked.wrong] == ["C4"]
    assert "1.590" in page.read_text(encoding="utf-8")

    answer(workbook, "Ja")
    again, _, _ = audit_table(path)
    assert (again.wrong, again.open) == (1, 0)
    book = load_workbook(workbook)
    (row,) = [row for row in book[OUTCOMES].iter_rows(min_row=2, values_only=True) if row[0] == "klopt niet"]
    assert row[2:5] == ("C4", "Totaal, 2025", "1.690")
    marked = book.worksheets[-1]["C4"]
    assert marked.fill.fgColor.rgb.endswith("FFC7CE")
    assert "1.590" in marked.comment.text

    answer(workbook, "nee")
    refused, _, _ = audit_table(path)
    assert (refused.wrong, refused.open) == (0, 0)
    assert path.read_bytes() == before


def test_an_answer_that_is_none_and_a_marked_copy_are_told(tmp_path):
    path = write(tmp_path / "begroting.csv", ROWS)
    _, workbook, _ = audit_table(path)
    with pytest.raises(InputError) as told:
        audit_table(workbook)
    assert "begroting" in told.value.problems[0].mend
    answer(workbook, "misschien")
    with pytest.raises(InputError) as told:
        audit_table(path)
    assert [(problem.cell, problem.mend) for problem in told.value.problems] == [("D2", "Kies ja of nee.")]


def test_the_empty_list_is_right_as_it_comes_and_is_not_written_over(tmp_path):
    path = write_empty_list(tmp_path / "lijst.xlsx")
    found, _, _ = audit_table(path)
    (sheet,) = found.sheets
    assert (found.wrong, len(sheet.checks)) == (0, 3)
    before = path.read_bytes()
    with pytest.raises(InputError):
        write_empty_list(path)
    assert path.read_bytes() == before


HEAD = ["Wat", "Getal", "Deel van", "Formule", "n", "Soort"]


def test_a_list_by_parts_by_formula_and_by_n(tmp_path):
    path = write(
        tmp_path / "lijst.xlsx",
        [
            HEAD,
            ["Huur", "1.200", "Lasten", "", "", ""],
            ["Gas", "300", "lasten", "", "", ""],
            ["Lasten", "1.600", "", "", "", ""],
            ["Per bezoek", "€ 4,00", "", "$b$4 / B6", "", ""],
            ["Bezoeken", "400", "", "", "", "aantal"],
            ["Tevreden", "31%", "", "", "10", ""],
            ["Eens", "60%", "Vraag 1", "", "", ""],
            ["Oneens", "50%", "Vraag 1", "", "", ""],
            ["Rapportcijfer", "5,19", "", "", "28", "gemiddelde van hele cijfers"],
        ],
    )
    found, _, _ = audit_table(path)
    (sheet,) = found.sheets
    wrong = {check.figure_id: check.kind for check in sheet.checks if check.verdict.value == "inconsistent"}
    # 5,19 of 28 whole scores is a published example of a mean that can't be (Brown & Heathers 2017).
    assert wrong == {
        "B4": "formula",
        "B7": "share of n",
        "B8": "sum of percentages",
        "B9": "sum of percentages",
        "B10": "mean of n",
    }
    assert "B5" in {check.figure_id for check in sheet.checks} - wrong.keys()


@pytest.mark.parametrize(
    ("row", "cell", "says"),
    [
        (["Huur", "twaalfhonderd en nog wat", "", "", "", ""], "B2", "getal"),
        (["Huur", "", "", "B3 * 3", "", ""], "B2", "getal"),
        (["Huur", "12", "Lasten", "", "", ""], "C2", "Wat"),
        (["Huur", "12", "huur", "", "", ""], "C2", "zichzelf"),
        (["Huur", "12", "", "B9 + 1", "", ""], "D2", "B9"),
        (["Huur", "12", "", "B2 + 1", "", ""], "D2", "zichzelf"),
        (["Huur", "12", "", "405", "", ""], "D2", "andere cel"),
        (["Huur", "12", "", "B3 ** 2", "", ""], "D2", "positie"),
        (["Huur", "12%", "", "", "veel", ""], "E2", "aantal"),
        (["Huur", "12", "", "", "", "soortje"], "F2", "soort"),
    ],
)
def test_each_mistake_in_a_list_is_one_line_at_its_cell(tmp_path, row, cell, says):
    path = write(tmp_path / "lijst.xlsx", [HEAD, row, ["Gas", "1", "", "", "", ""]])
    with pytest.raises(InputError) as told:
        audit_table(path)
    (problem,) = told.value.problems
    assert problem.cell == cell
    assert says in problem.what
    assert problem.mend
    assert sorted(each.name for each in tmp_path.iterdir()) == ["lijst.xlsx"]


@pytest.mark.parametrize("name", ["weg.xlsx", "tabel.pdf", "leeg.csv"])
def test_what_is_not_there_of_another_kind_or_empty_is_refused(tmp_path, name):
    if name == "leeg.csv":
        (tmp_path / name).write_text("\n", encoding="utf-8")
    with pytest.raises(InputError):
        audit_table(tmp_path / name)


def test_a_table_without_figures_says_so(tmp_path):
    found, _, page = audit_table(write(tmp_path / "namen.csv", [["Naam", "Rol"], ["Post", "kok"]]))
    assert found.sheets == ()
    assert "geen getallen" in page.read_text(encoding="utf-8")


def test_text_that_looks_like_a_formula_stays_text(tmp_path):
    path = write(
        tmp_path / "a.csv", [["Wat", "2025", "2026"], ["=1+1", "5", "6"], ["B", "4", "5"], ["Totaal", "9", "11"]]
    )
    _, workbook, _ = audit_table(path)
    book = load_workbook(workbook)
    assert all(cell.data_type != "f" for sheet in book for row in sheet.iter_rows() for cell in row)


def test_a_list_with_words_and_several_answers(tmp_path):
    several = "Wat noemt u? (meer antwoorden mogelijk)"
    rows = [
        [*HEAD, "Gezegd"],
        ["Dorp", "42%", "", "", "", "", "boven b3"],
        ["Stad", "43%", "", "", "", "", ""],
        ["Praatje", "28", several, "", "40", "", ""],
        ["Tuin", "25", several, "", "40", "", ""],
        ["Krant", "28", "Waarvan kent u ons?", "", "40", "", ""],
        ["Buur", "25", "Waarvan kent u ons?", "", "40", "", ""],
    ]
    found, _, _ = audit_table(write(tmp_path / "lijst.csv", rows))
    [sheet] = found.sheets
    assert {check.figure_id: check.verdict for check in sheet.checks} == {
        "B2": Verdict.INCONSISTENT,
        "B4": Verdict.CONSISTENT,
        "B5": Verdict.CONSISTENT,
        "B6": Verdict.NOTICE,
        "B7": Verdict.NOTICE,
    }
    assert (found.wrong, found.noticed) == (1, 2)


def test_while_a_question_waits_it_is_not_said_that_nothing_is_wrong(tmp_path):
    rows = [["", "2024"], ["Huur", "12"], ["Gas", "3"], ["Totaal wonen", "15"]]
    rows += [["", ""], ["Loon", "40"], ["Reis", "2"], ["Totaal werk", "44"]]
    path = write(tmp_path / "begroting.csv", rows)
    _, workbook, _ = audit_table(path)
    book = load_workbook(workbook)
    [row] = [row for row in book[QUESTIONS].iter_rows(min_row=2) if any("wonen" in str(cell.value) for cell in row)]
    row[3].value = "ja"
    book.save(workbook)
    found, _, page = audit_table(path)
    assert (found.wrong, found.open) == (0, 1)
    assert "tot nu toe geen tegenspraken gevonden" in page.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("said", "says"),
    [("bovenop B3", "woorden"), ("boven B2", "zichzelf"), ("boven B9", "B9"), ("boven 12", "woorden")],
)
def test_words_in_a_list_that_can_not_be_used_are_told(tmp_path, said, says):
    rows = [[*HEAD, "Gezegd"], ["Huur", "12", "", "", "", "", said], ["Gas", "1", "", "", "", "", ""]]
    with pytest.raises(InputError) as told:
        audit_table(write(tmp_path / "lijst.xlsx", rows))
    (problem,) = told.value.problems
    assert problem.cell == "G2"
    assert says in problem.what
    assert "boven B3, ver boven B3" in problem.mend


def test_a_day_that_does_not_exist_is_told(tmp_path):
    rows = [["Feest", "Dag", "Gasten"], ["Lente", "31 juni 2018", "40"], ["Herfst", "1 oktober 2018", "50"]]
    [sheet] = audit_table(write(tmp_path / "feesten.csv", rows))[0].sheets
    assert [(each.cell, each.what) for each in sheet.told] == [("B2", "Deze dag bestaat niet.")]


def told_of(path):
    """Give what an audit tells: the wrong cells if every answer is yes, its doubts, and what is told of cells."""
    found, workbook, page = audit_table(path)
    wrong = {check.figure_id for sheet in found.sheets for each in sheet.asked for check in each.wrong}
    doubts = [(each.cell, each.what) for sheet in found.sheets for each in sheet.doubts]
    return wrong, doubts, found, workbook, page.read_text(encoding="utf-8")


def test_a_percentage_beside_its_count_and_n_is_asked_about_also_of_one_row(tmp_path):
    rows = [["Vraag", "aantal", "%", "n"], ["Voelt zich thuis", "131", "38,1", "412"]]
    wrong, _, found, _, page = told_of(write(tmp_path / "a.csv", rows))
    assert wrong == {"C2"}
    assert found.open == 1
    assert "er staat «38,1», en er volgt 31,8" in page


def test_a_count_and_its_percentage_in_one_cell_are_two_figures(tmp_path):
    rows = [["Stelling", "Eens (n = 412)"], ["Thuis", "131 (38,1%)"], ["Buren", "58,3% (240)"]]
    wrong, _, found, workbook, _ = told_of(write(tmp_path / "a.csv", rows))
    assert wrong == {"B2_2"}
    assert len(found.sheets[0].figures) == 4
    marked = load_workbook(workbook).worksheets[-1]["B2"]
    assert "31,8" in marked.comment.text


def test_a_spread_within_brackets_is_no_percentage(tmp_path):
    rows = [["Schaal", "Gemiddelde (sd)"], ["Sfeer", "7,1 (1,2)"], ["Hulp", "6,8 (1,4)"]]
    assert not told_of(write(tmp_path / "a.csv", rows))[0]


def test_percentages_of_one_question_are_asked_about_together(tmp_path):
    rows = [["Antwoord", "Noord", "Zuid"], ["Ja", "62%", "55%"], ["Nee", "28%", "35%"], ["Weet niet", "10%", "15%"]]
    wrong, _, found, _, page = told_of(write(tmp_path / "a.csv", rows))
    assert wrong == {"C2"}
    [asked] = found.sheets[0].asked
    assert asked.question == "Horen de percentages in kolommen B en C telkens samen 100% te zijn?"
    assert "zijn samen 105%" in page


def test_where_several_answers_were_allowed_more_than_100_is_not_asked_about(tmp_path):
    rows = [["Reden (meer antwoorden mogelijk)", "Noord"], ["Taal", "62%"], ["Praatje", "28%"], ["Koffie", "18%"]]
    assert not told_of(write(tmp_path / "a.csv", rows))[0]


def test_a_product_and_a_mean_are_asked_about(tmp_path):
    rows = [["Functie", "Uren", "Tarief", "Bedrag"], ["Coach", "120", "65", "7.800"]]
    rows += [["Docent", "80", "58", "4.640"], ["Bureau", "40", "42", "1.860"]]
    assert told_of(write(tmp_path / "uren.csv", rows))[0] == {"D4"}
    rows = [["", "2022", "2023"], ["Sfeer", "7,8", "8,0"], ["Hulp", "7,2", "7,1"], ["Tijden", "6,9", "7,3"]]
    assert told_of(write(tmp_path / "cijfers.csv", [*rows, ["Gemiddeld", "7,3", "7,9"]]))[0] == {"C5"}


SUBTOTALS = [["", "2024"], ["Huur", "100"], ["Gas", "20"], ["Subtotaal wonen", "210"], ["Loon", "400"]]
SUBTOTALS += [["Reis", "10"], ["Subtotaal werk", "410"], ["Totaal", "530"]]


def test_a_total_that_follows_from_a_wrong_subtotal_is_no_mistake_of_its_own(tmp_path):
    path = write(tmp_path / "a.csv", SUBTOTALS)
    wrong, _, _, workbook, page = told_of(path)
    assert wrong == {"B4"}
    assert "Dit volgt uit een ander cijfer dat niet klopt" in page
    answer(workbook, "ja")
    _, _, found, _, page = told_of(path)
    assert (found.wrong, found.noticed) == (1, 1)
    assert "1 cel klopt niet" in page


def test_who_denies_a_subtotal_hears_of_the_total_itself(tmp_path):
    path = write(tmp_path / "a.csv", SUBTOTALS)
    _, workbook, _ = audit_table(path)
    book = load_workbook(workbook)
    for row in book[QUESTIONS].iter_rows(min_row=2):
        row[3].value = "nee" if "Subtotaal wonen) de som" in str(row[1].value) else "ja"
    book.save(workbook)
    found, _, _ = audit_table(path)
    assert [check.figure_id for sheet in found.sheets for check in sheet.of(Verdict.INCONSISTENT)] == ["B8"]


def test_a_cell_is_told_once_and_by_its_worst(tmp_path):
    rows = [["", "2024", "2025", "Samen"], ["Huur", "100", "110", "210"], ["Gas", "20", "30", "60"]]
    path = write(tmp_path / "a.csv", [*rows, ["Totaal", "120", "140", "260"]])
    _, workbook, _ = audit_table(path)
    answer(workbook, "ja")
    audit_table(path)
    told = [row for row in load_workbook(workbook)[OUTCOMES].iter_rows(min_row=2, values_only=True)]
    cells = [row[2] for row in told]
    assert len(cells) == len(set(cells))
    assert [row[2] for row in told if row[0] == "klopt niet"] == ["D3"]
    assert "Met andere getallen past deze cel wel." in next(row[5] for row in told if row[2] == "D4")


def test_a_formula_that_nobody_calculated_says_what_to_do_once(tmp_path):
    book = Workbook()
    book.active.append(["", "2024", "2025"])
    for row in (2, 3, 4, 5):
        book.active.append([f"Post {row}", f"={row}*100", f"={row}*110"])
    book.save(tmp_path / "formules.xlsx")
    _, _, found, _, page = told_of(tmp_path / "formules.xlsx")
    [told] = found.sheets[0].told
    assert "8 cellen" in told.what
    assert "Open het bestand in Excel of LibreOffice en sla het op" in page


def test_the_text_of_a_word_file_is_read_too(tmp_path):
    document = docx.Document()
    document.add_paragraph("Er zijn drie redenen: taal, praatje, koffie en angst.")
    document.add_paragraph("Wij doen twee aanbevelingen:")
    for text in ("Blijf open", "Zoek mensen", "Meet opnieuw"):
        document.add_paragraph(text, style="List Bullet")
    document.add_paragraph("Tabel 1. Wie voelt zich thuis (n = 412)")
    table = document.add_table(3, 3)
    for row, texts in enumerate((("Groep", "aantal", "%"), ("Jong", "131", "38,1"), ("Oud", "206", "50,0"))):
        for column, text in enumerate(texts):
            table.cell(row, column).text = text
    document.save(tmp_path / "rapport.docx")
    wrong, doubts, found, _, page = told_of(tmp_path / "rapport.docx")
    assert wrong == {"C2"}
    assert [what for _, what in doubts] == [
        "Daarna staan er 4. Klopt het aantal?",
        "Er staan 3 punten onder. Klopt het aantal?",
    ]
    assert found.wrong == 0
    assert "2 keer let op" in page


def test_a_word_file_without_tables_is_read_for_its_words(tmp_path):
    document = docx.Document()
    document.add_paragraph("Van hen kwamen 131 van de 412 (38,1%) elke week.")
    document.save(tmp_path / "brief.docx")
    _, doubts, _, _, page = told_of(tmp_path / "brief.docx")
    assert len(doubts) == 1
    assert "1 keer let op" in page


def test_words_in_a_cell_are_marked_there(tmp_path):
    rows = [["Groep", "Tevreden"], ["Jongeren", "18 van de 40 (45%)"], ["Ouderen", "33 van de 60 (65%)"]]
    _, doubts, _, workbook, _ = told_of(write(tmp_path / "a.csv", rows))
    assert doubts == [("B3", "33 van de 60 is 55%. Klopt het percentage?")]
    assert "55%" in load_workbook(workbook).worksheets[-1]["B3"].comment.text
