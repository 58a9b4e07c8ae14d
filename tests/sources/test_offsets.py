"""Offsets in every convention lead to the same stretches, and what fits is decided by the selections themselves."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.sources.offsets import UNITS, Selection, counting, place
from pipeline.sources.texts import Source

# Invented; with letters of one and two UTF-16 units, letters in parts, and lines of every length.
TEXT = (
    "K01: Ik kom graag 😀 in het huis.\nI: Waarom?\nK01: Je mag er zijn 🏡👍, café of niet.\n\n"
    "K01: Nee, de cafe\u0301 was dicht.\n"
)
SPANS = (
    "graag 😀 in het huis",
    "Je mag er zijn 🏡👍",
    "café of niet",
    "Nee, de cafe\u0301 was dicht",
    "Ik kom",
    "dicht",
)
PRECISE = {"tekens": 32, "UTF-16-eenheden": 16, "bytes (UTF-8)": 8}


def count(text: str, unit: str) -> int:
    """Count as Python's own codecs do."""
    bits = PRECISE[unit]
    return len(text.encode(f"utf-{bits}-le" if bits > 8 else "utf-8")) * 8 // bits if bits > 8 else len(text.encode())


def counted(before: str, unit: str, line: int, mark: bool) -> int:
    return count(("\ufeff" if mark else "") + before.replace("\n", "x" * line), unit)


WAYS = list(product(UNITS, (1, 2), (False, True)))


@pytest.mark.parametrize(("unit", "line", "mark"), WAYS)
@pytest.mark.parametrize(
    "raw", [TEXT, TEXT.replace("\n", "\r\n"), "\ufeff" + TEXT, "\ufeff" + TEXT.replace("\n", "\r\n")]
)
@pytest.mark.parametrize("said", [True, False])
def test_every_span_is_the_same_in_every_convention(unit: str, line: int, mark: bool, raw: str, said: bool) -> None:
    selections = []
    for words in SPANS:
        at = TEXT.index(words)
        start, end = (counted(TEXT[:place], unit, line, mark) for place in (at, at + len(words)))
        selections.append(Selection(start, end, words if said else "", said))
    source = Source(raw)
    (found,) = place([(source, selections)], UNITS)
    spans = [source.text[slice(*stretch)] for stretch in found.stretches if stretch]
    assert spans == [Source(words).text for words in SPANS], counting([found], ["G01"])
    assert not any(found.told)
    assert found.convention.unit == unit


def test_what_is_past_the_end_is_told_and_not_made_up() -> None:
    source = Source("Kort.")
    (found,) = place(
        [(source, [Selection(0, 4), Selection(2, 90), Selection(50, 60), Selection(3, 3), Selection(-2, 3)])]
    )
    assert found.stretches == ((0, 4), (2, 5), None, None, None)
    assert ["voorbij het einde" in told for told in found.told] == [False, True, True, False, False]
    assert all(found.told[1:])


def test_what_stands_elsewhere_is_put_where_its_words_are() -> None:
    source = Source("De buurt is fijn. De straat is druk.")
    (found,) = place([(source, [Selection(3, 8, "straat", True), Selection(0, 8, "De buurt", True)])])
    assert source.text[slice(*(found.stretches[0] or ()))] == "straat"
    assert "waar deze woorden staan" in found.told[0]


def test_an_offset_within_a_sign_takes_the_whole_sign() -> None:
    source = Source("ab😀cd")
    fits = [Selection(4, 6, "cd", True)]
    (found,) = place([(source, [*fits, Selection(0, 3)])])
    assert found.stretches == ((3, 5), (0, 3))
    assert "midden in een teken" in found.told[1]


@given(st.text(max_size=200), st.data())
def test_a_stretch_in_kept_text_has_the_words_it_had(raw: str, data: st.DataObject) -> None:
    source = Source(raw)
    start = data.draw(st.integers(0, len(source.lines)))
    end = data.draw(st.integers(start, len(source.lines)))
    begin, stop = source.moved(start, end)
    assert 0 <= begin <= stop <= len(source.text)
    assert Source(source.lines[start:end]).text in source.text[begin:stop]


def test_a_document_that_could_be_read_in_two_ways_is_read_as_the_others() -> None:
    told = Source("😀 buurt en huis")
    silent = Source("👍 de straat is druk")
    apart = place([(silent, [Selection(3, 5)]), (told, [Selection(3, 8, "buurt", True)])])
    assert [each.convention.unit for each in apart] == ["UTF-16-eenheden"] * 2
    assert silent.text[slice(*(apart[0].stretches[0] or ()))] == "de"
    assert len(counting(apart, ["stil", "zegt het"])) == 1
