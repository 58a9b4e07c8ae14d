"""What a table seems to say of itself: totals that are right fit, and a digit that somebody changed does not."""

from hypothesis import given
from hypothesis import strategies as st

from pipeline.audit.check import Verdict
from pipeline.contracts.grids import Grid
from pipeline.one_table.figures import checked
from pipeline.one_table.laid_out import laid_out
from pipeline.one_table.proposals import proposals
from pipeline.one_table.sheets import Sheet


def asked(rows):
    """Give the questions about a table, each with what fits and what does not if the answer is yes."""
    laid = laid_out(Sheet("", Grid([(number, row) for number, row in enumerate(rows, 1) if any(row)])), "tabel.csv")
    found = {}
    for each in proposals(laid):
        checks = checked(laid.figures, each.formulas, each.said, each.hundreds)
        wrong = {check.figure_id for check in checks if check.verdict is Verdict.INCONSISTENT}
        found[each.question] = ({check.figure_id for check in checks} - wrong, wrong)
    return found


AMOUNTS = st.lists(st.lists(st.integers(10, 99_999), min_size=2, max_size=2), min_size=2, max_size=8)


def budget(amounts):
    parts = [[f"Post {chr(65 + at)}", *map(str, row)] for at, row in enumerate(amounts)]
    totals = [sum(column) for column in zip(*amounts, strict=True)]
    return [["", "2024", "2025"], *parts, ["Totaal", *map(str, totals)]]


@given(AMOUNTS)
def test_a_total_that_is_right_is_asked_about_and_fits(amounts):
    last = len(amounts) + 2
    fits, wrong = next(
        found for question, found in asked(budget(amounts)).items() if f"rij {last} (Totaal)" in question
    )
    assert fits == {f"B{last}", f"C{last}"}
    assert not wrong


@given(AMOUNTS, st.data())
def test_a_changed_part_or_total_does_not_fit(amounts, data):
    rows, last = budget(amounts), len(amounts) + 2
    row, column = data.draw(st.integers(1, last - 1)), data.draw(st.integers(1, 2))
    # More than rounding each part to a whole number can explain.
    rows[row][column] = str(int(rows[row][column]) + 10 * last)
    found = asked(rows)
    wrong = set().union(*(wrong for question, (_, wrong) in found.items() if f"rij {last} (Totaal)" in question))
    assert f"{'ABC'[column]}{last}" in wrong


@given(st.lists(st.integers(10, 10**6), min_size=4, max_size=8, unique=True))
def test_figures_that_add_up_to_nothing_are_not_asked_about(numbers):
    ordered = sorted(numbers)
    increasing = [ordered[0]]
    for number in ordered[1:]:  # each more than all before it together, so that no run is any other's sum
        increasing.append(sum(increasing) * 2 + number)
    assert asked([["", "Aantal"], *([f"Plek {chr(65 + at)}", str(n)] for at, n in enumerate(increasing))]) == {}


def test_a_total_of_subtotals_counts_no_part_twice():
    found = asked(
        [
            ["", "Noord", "Zuid"],
            ["Huur", "100", "110"],
            ["Energie", "20", "30"],
            ["Subtotaal huisvesting", "120", "140"],
            ["Salaris", "400", "410"],
            ["Scholing", "10", "5"],
            ["Subtotaal personeel", "410", "415"],
            ["Totaal", "530", "555"],
        ]
    )
    assert found["Hoort rij 8 (Totaal) de som te zijn van rijen 4 en 7?"] == ({"B8", "C8"}, set())
    assert not any(wrong for _, wrong in found.values())


def test_a_balance_a_difference_a_change_and_a_share_are_asked_about():
    found = asked(
        [
            ["", "2024", "2025", "Verschil", "Verandering"],
            ["Subsidie", "500", "600", "100", "20%"],
            ["Giften", "100", "90", "-10", "-10%"],
            ["Totaal baten", "600", "690", "90", "15%"],
            ["Huur", "300", "310", "10", "3,3%"],
            ["Lonen", "200", "260", "60", "30%"],
            ["Totaal lasten", "500", "570", "70", "14%"],
            ["Saldo", "100", "130", "20", ""],
        ]
    )
    balance = "Hoort rij 8 (Saldo) het verschil te zijn: rij 4 (Totaal baten) min rij 7 (Totaal lasten)?"
    assert found[balance][1] == {"C8"}
    assert found["Hoort kolom D (Verschil) het verschil te zijn: kolom C (2025) min kolom B (2024)?"][1] == {"D8"}
    change = "Hoort kolom E (Verandering) de verandering van kolom B (2024) naar kolom C (2025) te zijn?"
    assert found[change] == ({f"E{row}" for row in range(2, 8)}, set())


def test_shares_of_a_total_are_held_against_it():
    found = asked(
        [
            ["Leeftijd", "Aantal", "Aandeel"],
            ["18-30", "12", "24%"],
            ["31-50", "20", "42%"],
            ["51+", "18", "36%"],
            ["Totaal", "50", "100%"],
        ]
    )
    assert found["Hoort kolom C (Aandeel) het aandeel van kolom B (Aantal) in rij 5 te zijn?"][1] == {"C3"}


def test_years_and_numbers_of_accounts_are_no_figures():
    laid = laid_out(
        Sheet(
            "",
            Grid([(1, ["Rekening", "Post", "2025"]), (2, ["4001", "Huur", "1.250"]), (3, ["4002", "Gas", "n.v.t."])]),
        ),
        "tabel.csv",
    )
    assert {cell: figure["printed"] for cell, figure in laid.figures.items()} == {"C2": "1.250"}
    assert laid.figures["C2"]["quantity"] == "Huur, 2025"


def test_what_can_not_be_read_as_a_figure_is_told():
    laid = laid_out(
        Sheet("", Grid([(1, ["Huur", "1.250"]), (2, ["Gas", "12.34,5"]), (3, ["Licht", "90"])])), "tabel.csv"
    )
    assert laid.unread == (("B2", "12.34,5"),)


def laid_questions(*rows):
    return asked([list(row) for row in rows])


def test_a_column_of_words_is_asked_about_the_figures_that_most_of_it_fits():
    found = laid_questions(
        ("Buurt", "2016", "2018", "Ontwikkeling"),
        ("A", "40", "44", "gestegen"),
        ("B", "50", "45", "gedaald"),
        ("C", "60", "66", "gedaald"),
        ("D", "20", "30", "gestegen"),
    )
    [(question, (fits, wrong))] = found.items()
    assert question == "Zegt kolom D (Ontwikkeling) hoe kolom C (2018) is naast kolom B (2016)?"
    assert (fits, wrong) == ({"C2", "C3", "C5"}, {"C4"})


def test_words_that_fit_no_two_columns_are_not_asked_about():
    rows = (("Buurt", "2016", "2018", "Ziekte"), ("A", "40", "44", "gedaald"), ("B", "50", "45", "gestegen"))
    assert not any("Zegt" in question for question in laid_questions(*rows, ("C", "60", "66", "gelijk")))


def test_where_several_answers_were_allowed_more_than_a_total_is_not_asked_about():
    rows = (("Praatje", "28", "30"), ("Tuin", "25", "22"), ("Totaal respondenten", "40", "40"))
    assert laid_questions(("Antwoord", "2018", "2019"), *rows)
    assert not laid_questions(("Antwoord (meer antwoorden mogelijk)", "2018", "2019"), *rows)


def test_parts_of_unique_people_that_are_more_are_asked_about_and_accuse_nobody():
    rows = (("Koken", "900", "950"), ("Taal", "800", "900"), ("Totaal unieke deelnemers", "1.700", "1.800"))
    [(fits, wrong)] = laid_questions(("Dienst", "2018", "2019"), *rows).values()
    assert (fits, wrong) == ({"B4", "C4"}, set())


def test_income_that_stands_below_nothing_is_added_to_costs():
    rows = (("Lasten", "84.646", "86.216"), ("Baten", "-2.162", "-2.221"), ("Saldo", "82.484", "83.000"))
    [(question, (fits, wrong))] = laid_questions(("", "2018", "2019"), *rows).items()
    assert question == "Hoort rij 4 (Saldo) de som te zijn van rijen 2 en 3?"
    assert (fits, wrong) == ({"B4"}, {"C4"})


def test_years_before_the_rows_are_no_figures():
    rows = (("Jaar", "Huizen", "Tuinen", "Totaal"), ("2017", "12", "8", "20"), ("2018", "14", "9", "23"))
    assert list(laid_questions(*rows)) == ["Hoort kolom D (Totaal) de som te zijn van kolommen B en C?"]


YEARS = ["", "2023", "2024", "2025"]
SPORT = [["Zaalhuur", "4100", "4200", "4300"], ["Trainers", "900", "950", "970"], ["Ballen", "310", "300", "290"]]


def test_a_total_that_misses_a_part_in_every_column_is_asked_about_all_the_same():
    """Nothing of it fits, and its parts but one give all of it: it forgot that one."""
    found = asked([YEARS, *SPORT, ["Fluitjes", "55", "60", "65"], ["Subtotaal sport", "5055", "5210", "5335"]])
    assert found["Hoort rij 6 (Subtotaal sport) de som te zijn van rijen 2 tot en met 5?"][1] == {"B6", "C6", "D6"}


def test_a_total_that_is_a_little_off_in_every_column_is_asked_about_all_the_same():
    found = asked([YEARS, *SPORT, ["Subtotaal sport", "5410", "5550", "5660"]])
    assert found["Hoort rij 5 (Subtotaal sport) de som te zijn van rijen 2 tot en met 4?"][1] == {"B5", "C5", "D5"}


def test_a_total_that_adds_up_without_the_line_before_its_parts_says_so():
    found = asked([YEARS, *SPORT, ["Fluitjes", "55", "60", "65"], ["Subtotaal sport", "1265", "1310", "1325"]])
    [question] = found
    assert question == "Hoort rij 6 (Subtotaal sport) de som te zijn van rijen 3 tot en met 5, zonder rij 2 (Zaalhuur)?"
