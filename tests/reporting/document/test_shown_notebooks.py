"""A notebook that a consultant changed shows less, or something else: the report on paper takes it as it is."""

import pytest

from pipeline.reporting.document.notebooks import Shown, below_title
from pipeline.reporting.document.printed import printed

TITLE = Shown("<h1>Titel</h1>\n<p>Inleiding.</p>\n", is_text=True)
ALL = Shown("<p>Alles.</p>", "by_question")
HANDED = Shown("<p>Doorgegeven.</p>", "handed_on")
HEADING = Shown("<h2>Kop</h2>\n", is_text=True)
ABOUT = Shown("<h2>Kop</h2>\n<p>Dit gaat naar de triangulatie.</p>\n", is_text=True)
OWN = Shown("<p>Wat de onderzoeker zelf toevoegde.</p>")


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ([], ""),
        ([HANDED], ""),
        ([TITLE], "Inleiding."),
        ([ALL], "Alles."),
        ([HEADING], ""),
        ([ABOUT], "Kop Dit gaat naar de triangulatie."),
        ([TITLE, ABOUT, HANDED], "Inleiding."),
        ([TITLE, HEADING, ALL, HEADING, HANDED], "Inleiding. Kop Alles."),
        ([HEADING, OWN], "Kop Wat de onderzoeker zelf toevoegde."),
        ([ABOUT, HANDED, ALL], "Kop Dit gaat naar de triangulatie. Alles."),
    ],
)
def test_what_a_notebook_shows_is_kept_and_what_stands_elsewhere_is_not(parts, expected):
    assert below_title(parts).striptags() == expected


def test_what_an_earlier_notebook_shows_is_left_out_with_the_text_about_it():
    assert below_title([TITLE, ABOUT, ALL], [ALL]).striptags() == "Inleiding."


def test_the_numbers_of_a_figure_stand_below_it_as_text():
    figure = (
        '<figure><img alt="a"><figcaption>Wat</figcaption><details><summary>Cijfers</summary><table><thead><tr>'
        '<th>Onderwerp</th><th class="num">Kritisch</th><th class="num">Positief</th></tr></thead><tbody>'
        '<tr><td>Werk</td><td class="num">2</td><td class="num">0</td></tr></tbody></table></details></figure>'
    )
    made = printed(figure)
    assert "De getallen: Werk (Kritisch: 2, Positief: 0)." in made
    assert made.index("</figure>") < made.index("De getallen")
    assert "<table" not in made
