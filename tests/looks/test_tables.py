"""Tables on a page: escaped, accessible, in Dutch notation; and blocks of every kind, escaped and kept as they are."""

import json
from collections.abc import Iterable
from dataclasses import is_dataclass
from decimal import Decimal
from typing import Any, Literal, get_args, get_origin, get_type_hints

import pandas as pd
import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from pipeline.blocks import Block, Chart, Column, Entry, Figure, Fold, Heading, Mark, Table, Text
from pipeline.dutch import count_noun, euro, number, percent
from pipeline.looks.cell import bundle, restored, stored
from pipeline.looks.document.paper import Paper
from pipeline.looks.page import Page
from pipeline.printable import visible
from pipeline.telling.tables import card_table, table

HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    "\u202egnp.exe\u2066 tekst",
    "</td></table><h1>kop</h1>",
    "&lt;b&gt; & <b>",
]


def soup_of(block: Block) -> BeautifulSoup:
    return BeautifulSoup(str(Page().html(block)), "html.parser")


def texts(block: Block, selector: str) -> list[str]:
    return [element.get_text() for element in soup_of(block).select(selector)]


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_string_is_text_wherever_it_stands(text: str) -> None:
    frame = pd.DataFrame({"a": [text], text: ["x"], "c": [Mark(text, "ok")]})
    shown = table(frame, text, headers={"a": text}, row_header="a")
    page = soup_of(shown)
    assert page.find(["script", "img", "b", "h1"]) is None
    assert len(page.find_all("table")) == 1
    assert all(not name.startswith("on") for element in page.find_all(True) for name in element.attrs)
    assert page.caption.get_text() == visible(text)
    assert page.tbody.th.get_text() == visible(text)
    assert page.find(class_="scroll")["aria-label"] == f"Tabel: {visible(text)}"
    assert not set("\u202e\u2066") & set(Page().html(shown))


@given(st.text())
def test_any_text_comes_back_from_the_markup_as_it_was_shown(text: str) -> None:
    shown = soup_of(table(pd.DataFrame({"a": [f"x{text}"]}), "c")).tbody.th.get_text()
    assert shown.replace("\r\n", "\n") == visible(f"x{text}").replace("\r\n", "\n")


def test_the_structure_tells_a_screen_reader_what_is_what() -> None:
    frame = pd.DataFrame({"Wie": ["A", "B"], "Aantal": [1, 2]})
    shown = table(frame, "Aantallen", headers={"Aantal": "Hoe vaak"}, row_header="Wie")
    region = soup_of(shown).find(class_="scroll")
    assert (region["role"], region["tabindex"], region["aria-label"]) == ("region", "0", "Tabel: Aantallen")
    assert texts(shown, "caption") == ["Aantallen"]
    assert texts(shown, "thead th[scope=col]") == ["Wie", "Hoe vaak"]
    assert texts(shown, "tbody th[scope=row]") == ["A", "B"]
    assert texts(shown, "td.num") == ["1", "2"]


def test_rows_that_are_cards_on_a_phone_stay_a_table_for_a_screen_reader() -> None:
    short, running = (
        pd.DataFrame({"a": ["x"], "b": ["y"], "c": [1]}),
        pd.DataFrame({"a": ["x" * 51], "b": [1], "c": [2]}),
    )
    assert not soup_of(table(short, "c")).select(".stacks, [data-label], [role=table]")
    wide = pd.DataFrame({"vraag": ["x" * 25], "van wie": ["y" * 20]})
    assert soup_of(table(wide, "c")).select("table.stacks")
    matrix = pd.DataFrame({"aspect": ["x" * 40], **{str(at): [at] for at in range(6)}})
    assert not soup_of(table(matrix, "c")).select(".stacks")
    for shown in (card_table(short, "c"), table(running, "c")):
        page = soup_of(shown)
        assert page.select_one("table.stacks")["role"] == "table"
        assert [cell["data-label"] for cell in page.select("tbody [role=rowheader], tbody [role=cell]")] == [
            "a",
            "b",
            "c",
        ]
        assert len(page.select("[role=rowgroup] > [role=row]")) == 2


def test_a_row_has_a_name_in_every_table_the_first_cell_unless_another_is_said_to_be() -> None:
    frame = pd.DataFrame({"a": ["x"], "b": ["y"]})
    assert texts(table(frame, "c"), "tbody th[scope=row]") == ["x"]
    assert texts(table(frame, "c", row_header="b"), "tbody th[scope=row]") == ["y"]


def test_what_all_rows_say_is_said_once_on_a_page_as_on_paper() -> None:
    entry = Entry("zie", (Fold("Meer", (Text("Daarom."),)),))
    frame = pd.DataFrame(
        {"wie": ["a"] * 3, "Fase": ["Interviews."] * 3, "leeg": [None] * 3, "b": ["x", "x", "y"], "c": [entry] * 3}
    )
    shown = table(frame, "Wie")
    assert texts(shown, "thead th") == ["wie", "b", "c"]
    assert texts(shown, "caption .same") == ["In elke rij gelijk: fase: Interviews."]
    on_paper = BeautifulSoup(str(Paper().html(shown)), "html.parser")
    assert [head.get_text() for head in on_paper.select("thead th")] == ["wie", "b", "c"]
    assert on_paper.p.get_text() == "In elke rij van de tabel hieronder gelijk: fase: Interviews."
    # Two rows that agree are no rule.
    assert texts(table(frame.head(2), "Wie"), "thead th") == ["wie", "Fase", "b", "c"]
    assert not soup_of(table(frame.head(2), "Wie")).select(".same")


def test_on_a_phone_a_card_has_no_line_for_what_has_no_value() -> None:
    frame = pd.DataFrame({"a": ["x", "y"], "b": ["z", None], "c": [1, 2]})
    assert texts(card_table(frame, "c"), "td.none") == ["–geen waarde"]
    assert not soup_of(table(frame, "c")).select(".none")


def test_numbers_are_dutch_and_a_column_has_one_number_of_decimals() -> None:
    frame = pd.DataFrame({"a": [1234.5, 2.25, None], "b": [1200, 3, 0], "c": [True, False, None]})
    shown = table(frame, "c")
    rows = [[cell.get_text() for cell in row.find_all(["th", "td"])] for row in soup_of(shown).tbody.find_all("tr")]
    assert rows == [["1.234,50", "1.200", "ja"], ["2,25", "3", "nee"], ["–geen waarde", "0", "–geen waarde"]]


def test_printed_values_keep_their_trailing_zeros() -> None:
    shown = table(pd.DataFrame({"gedrukt": ["3,40", "4,00"]}), "c", numeric=["gedrukt"])
    assert texts(shown, "tbody .num") == ["3,40", "4,00"]


@pytest.mark.parametrize("missing", [None, float("nan"), pd.NA, pd.NaT, "", "  "])
def test_a_missing_value_is_a_dash_that_is_read_aloud(missing: object) -> None:
    cell = soup_of(table(pd.DataFrame({"a": [missing, "x"]}, dtype=object), "c")).tbody.th
    assert cell.find(attrs={"aria-hidden": "true"}).get_text() == "–"
    assert cell.find(class_="sr-only").get_text() == "geen waarde"


def test_a_column_that_is_empty_in_every_row_is_left_out() -> None:
    shown = soup_of(table(pd.DataFrame({"a": ["x", "y"], "b": ["", None], "c": ["", "z"]}, dtype=object), "c"))
    assert [cell.get_text() for cell in shown.select("thead th")] == ["a", "c"]
    assert len(shown.select("tbody tr")) == 2
    nothing = soup_of(table(pd.DataFrame({"a": ["", None]}, dtype=object), "c"))
    assert [cell.get_text() for cell in nothing.select("thead th")] == ["a"], "a table keeps its columns then"


@pytest.mark.parametrize(("value", "shown"), [(float("inf"), "∞"), (1e300, None), (Decimal("2.5"), "2,5")])
def test_an_odd_number_does_not_stop_a_page(value: object, shown: str | None) -> None:
    text = soup_of(table(pd.DataFrame({"a": [value]}, dtype=object), "c")).tbody.th.get_text()
    assert text == shown or shown is None


def test_two_columns_may_have_the_same_name() -> None:
    frame = pd.DataFrame([[1, "x"]], columns=["a", "a"])
    assert texts(table(frame, "c"), "tbody :is(th, td)") == ["1", "x"]


@pytest.mark.parametrize("name", ["Mystery guests", "mystery guest", "desk research"])
def test_english_words_are_read_as_english(name: str) -> None:
    shown = soup_of(Text(("<b>Zo", f"gaat {name} & co", Mark(name, "ok"))))
    assert [words.get_text() for words in shown.select("[lang=en]")] == [name, name]
    assert shown.get_text() == f"<b>Zo gaat {name} & co ✓{name}"


def test_an_empty_table_says_so() -> None:
    shown = table(pd.DataFrame({"a": []}), "Aantallen", empty="Niemand <deed> mee.")
    assert soup_of(shown).get_text() == "Aantallen Niemand <deed> mee."
    assert soup_of(shown).table is None


def test_a_mark_shows_its_meaning_in_text_and_symbol() -> None:
    page = soup_of(Text(Mark("kritisch", "negative")))
    assert page.span["class"] == ["chip", "negative"]
    assert page.find(attrs={"aria-hidden": "true"}).get_text() == "▼"
    assert page.get_text() == "▼kritisch"
    with pytest.raises(KeyError, match="purple"):
        Page().line(Mark("x", "purple"))  # type: ignore[arg-type]


def test_a_mark_survives_a_data_frame_and_keeps_notebooks_small() -> None:
    shown = table(pd.DataFrame({"a": [Mark("goed", "ok"), "<b>"]}), "c")
    assert texts(shown, "tbody .chip") == ["✓goed"]
    # A notebook stores this beside the HTML.
    assert bundle(shown)["text/plain"] == "<Table>"


def test_what_is_below_the_words_of_a_cell_is_shown_in_it() -> None:
    cell = Entry("Waarom", (Fold("Meer", (Text("Daarom."),)),))
    shown = table(pd.DataFrame({"a": [cell]}), "c")
    assert texts(shown, "tbody th") == ["WaaromMeerDaarom."]
    assert texts(shown, "tbody th > details > summary") == ["Meer"]


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


KINDS = get_args(Block)


def any_of(kind: Any, said: st.SearchStrategy[str], below: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Make whatever stands in a field of this type: texts of `said`, and blocks of `below`."""
    if kind == Block:
        return below
    if is_dataclass(kind):
        return st.builds(kind, **{name: any_of(hint, said, below) for name, hint in get_type_hints(kind).items()})
    if get_origin(kind) is Literal:
        return st.sampled_from(get_args(kind))
    parts = [any_of(each, said, below) for each in get_args(kind) if each is not ...]
    if get_origin(kind) is tuple:
        return st.lists(parts[0], max_size=2).map(tuple) if ... in get_args(kind) else st.tuples(*parts)
    if parts:
        return st.one_of(parts)
    simple = {str: said, int: st.integers(1, 6), float: st.floats(allow_nan=False), bool: st.booleans()}
    return simple.get(kind, st.none())


def made(kinds: Iterable[Any], said: st.SearchStrategy[str], inside: Iterable[Any]) -> list[Any]:
    """Make blocks of each kind, in which there may be blocks of the kinds inside, in which there may be a heading."""
    heading = any_of(Heading, said, st.nothing())
    below = st.one_of([any_of(kind, said, heading) for kind in inside])
    return [pytest.param(any_of(kind, said, below), id=kind.__name__) for kind in kinds]


@pytest.mark.parametrize("blocks", made([*KINDS, *get_args(Chart)], st.text(), KINDS))
@given(data=st.data())
def test_a_block_of_any_kind_comes_back_from_a_notebook_as_it_was(
    blocks: st.SearchStrategy[Block | Chart], data: st.DataObject
) -> None:
    block = data.draw(blocks)
    assert restored(json.loads(json.dumps(stored(block)))) == block


# Tables and figures have cells and drawings that must fit: what is hostile in those is tested with them.
FREE = [kind for kind in KINDS if kind not in {Table, Figure}]


@pytest.mark.parametrize("looks", [Page(), Paper()])
@pytest.mark.parametrize("blocks", made(FREE, st.sampled_from(HOSTILE), FREE))
@given(data=st.data())
def test_a_hostile_string_in_a_block_of_any_kind_never_runs(
    blocks: st.SearchStrategy[Block], looks: Page | Paper, data: st.DataObject
) -> None:
    page = BeautifulSoup(str(looks.html(data.draw(blocks))), "html.parser")
    assert page.find(["script", "img", "b"]) is None
    assert isinstance(looks, Paper) or page.find("table") is None, "groups are a table on paper, and nothing else is"
    assert not any(name.startswith("on") for element in page.find_all(True) for name in element.attrs)
    assert not set("\u202e\u2066") & set(page.get_text())


def test_a_form_keeps_its_empty_columns_and_has_room_to_write_in_them() -> None:
    columns = (Column("Kop", names=True), Column("Invullen"), Column("Ja"))
    rows = tuple((name, None, "☐ ja") for name in ("Naam", "Datum", "Plaats"))
    shown = BeautifulSoup(str(Paper().html(Table("Formulier", columns, rows, form=True))), "html.parser")
    assert [cell.get_text() for cell in shown.find_all("th", scope="col")] == ["Kop", "Invullen", "Ja"]
    assert all(len(row.find_all("td")[0].find_all("p")) == 2 for row in shown.tbody.find_all("tr"))
    filled = BeautifulSoup(str(Paper().html(Table("Tabel", columns, rows))), "html.parser")
    assert [cell.get_text() for cell in filled.find_all("th", scope="col")] == ["Kop"]
