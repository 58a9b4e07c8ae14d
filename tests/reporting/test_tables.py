"""Tables: escaped, accessible, in Dutch notation."""

from decimal import Decimal

import pandas as pd
import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from pipeline.dutch import count_noun, euro, number, percent
from pipeline.reporting.tables import Html, chip, table, visible

HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    "\u202egnp.exe\u2066 tekst",
    "</td></table><h1>kop</h1>",
    "&lt;b&gt; & <b>",
]


def soup_of(html: Html) -> BeautifulSoup:
    return BeautifulSoup(html.markup, "html.parser")


def texts(html: Html, selector: str) -> list[str]:
    return [element.get_text() for element in soup_of(html).select(selector)]


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_string_is_text_wherever_it_stands(text: str) -> None:
    frame = pd.DataFrame({"a": [text], text: ["x"], "c": [chip(text, "ok")]})
    html = table(frame, text, headers={"a": text}, row_header="a")
    page = soup_of(html)
    assert page.find(["script", "img", "b", "h1"]) is None
    assert len(page.find_all("table")) == 1
    assert all(not name.startswith("on") for element in page.find_all(True) for name in element.attrs)
    assert page.caption.get_text() == visible(text)
    assert page.tbody.th.get_text() == visible(text)
    assert page.find(class_="scroll")["aria-label"] == f"Tabel: {visible(text)}"
    assert not set("\u202e\u2066") & set(html.markup)


@given(st.text())
def test_any_text_comes_back_from_the_markup_as_it_was_shown(text: str) -> None:
    shown = soup_of(table(pd.DataFrame({"a": [f"x{text}"]}), "c")).td.get_text()
    assert shown.replace("\r\n", "\n") == visible(f"x{text}").replace("\r\n", "\n")


def test_the_structure_tells_a_screen_reader_what_is_what() -> None:
    frame = pd.DataFrame({"Wie": ["A", "B"], "Aantal": [1, 2]})
    html = table(frame, "Aantallen", headers={"Aantal": "Hoe vaak"}, row_header="Wie")
    region = soup_of(html).find(class_="scroll")
    assert (region["role"], region["tabindex"], region["aria-label"]) == ("region", "0", "Tabel: Aantallen")
    assert texts(html, "caption") == ["Aantallen"]
    assert texts(html, "thead th[scope=col]") == ["Wie", "Hoe vaak"]
    assert texts(html, "tbody th[scope=row]") == ["A", "B"]
    assert texts(html, "td.num") == ["1", "2"]


def test_numbers_are_dutch_and_a_column_has_one_number_of_decimals() -> None:
    frame = pd.DataFrame({"a": [1234.5, 2.25, None], "b": [1200, 3, 0], "c": [True, False, None]})
    html = table(frame, "c")
    rows = [[cell.get_text() for cell in row.find_all("td")] for row in soup_of(html).tbody.find_all("tr")]
    assert rows == [["1.234,50", "1.200", "ja"], ["2,25", "3", "nee"], ["–geen waarde", "0", "–geen waarde"]]


def test_printed_values_keep_their_trailing_zeros() -> None:
    html = table(pd.DataFrame({"gedrukt": ["3,40", "4,00"]}), "c", numeric=["gedrukt"])
    assert texts(html, "td.num") == ["3,40", "4,00"]


@pytest.mark.parametrize("missing", [None, float("nan"), pd.NA, pd.NaT, "", "  "])
def test_a_missing_value_is_a_dash_that_is_read_aloud(missing: object) -> None:
    cell = soup_of(table(pd.DataFrame({"a": [missing]}, dtype=object), "c")).td
    assert cell.find(attrs={"aria-hidden": "true"}).get_text() == "–"
    assert cell.find(class_="sr-only").get_text() == "geen waarde"


@pytest.mark.parametrize(("value", "shown"), [(float("inf"), "∞"), (1e300, None), (Decimal("2.5"), "2,5")])
def test_an_odd_number_does_not_stop_a_page(value: object, shown: str | None) -> None:
    text = soup_of(table(pd.DataFrame({"a": [value]}, dtype=object), "c")).td.get_text()
    assert text == shown or shown is None


def test_two_columns_may_have_the_same_name() -> None:
    frame = pd.DataFrame([[1, "x"]], columns=["a", "a"])
    assert texts(table(frame, "c"), "td") == ["1", "x"]


def test_an_empty_table_says_so() -> None:
    html = table(pd.DataFrame({"a": []}), "Aantallen", empty="Niemand <deed> mee.")
    assert soup_of(html).get_text() == "Aantallen Niemand <deed> mee."
    assert soup_of(html).table is None


def test_a_chip_shows_its_meaning_in_text_and_symbol() -> None:
    page = soup_of(chip("kritisch", "negative"))
    assert page.span["class"] == ["chip", "negative"]
    assert page.find(attrs={"aria-hidden": "true"}).get_text() == "▼"
    assert page.get_text() == "▼kritisch"
    with pytest.raises(ValueError, match="purple"):
        chip("x", "purple")  # type: ignore[arg-type]


def test_a_chip_survives_a_data_frame_and_keeps_notebooks_small() -> None:
    frame = pd.DataFrame({"a": [chip("goed", "ok"), "<b>"]})
    assert texts(table(frame, "c"), "td .chip") == ["✓goed"]
    assert repr(chip("goed", "ok")).startswith("<Html, ")


def test_numbers_are_written_the_dutch_way() -> None:
    assert number(1234.5) == "1.234,5"
    assert number(1234567) == "1.234.567"
    assert [number(value, 0) for value in (0.5, 1.5, 2.5)] == ["1", "2", "3"]
    assert number(0.125, 2) == "0,13"
    assert euro(248000) == "€ 248.000"
    assert euro(-800).replace("\xa0", " ") == "€ -800"
    assert euro(12.5) == "€ 12,50"
    assert (percent(0.53), percent(0.125), percent(0.1234, 1)) == ("53%", "13%", "12,3%")
    assert (count_noun(1, "uitspraak", "uitspraken"), count_noun(1200, "dag", "dagen")) == (
        "1 uitspraak",
        "1.200 dagen",
    )
