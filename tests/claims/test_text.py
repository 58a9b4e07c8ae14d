"""Reading a report: sentences, where they stand, and what they name."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.claims.text import Reference, SentenceKind, parse, read, split
from pipeline.errors import InputError


def sentences(text: str) -> list[str]:
    return [text[start:end].strip() for start, end in split(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Een. Twee! Drie?", ["Een.", "Twee!", "Drie?"]),
        ("Ca. 500 mensen, o.a. ouderen, kwamen. Goed.", ["Ca. 500 mensen, o.a. ouderen, kwamen.", "Goed."]),
        ("Zij kwamen in 2017. Dat was 12,5% meer.", ["Zij kwamen in 2017.", "Dat was 12,5% meer."]),
        ("Er zijn 1.234 klussen gedaan.", ["Er zijn 1.234 klussen gedaan."]),
        ("Een. [@F-a] Twee [@E-b]. Drie.", ["Een. [@F-a]", "Twee [@E-b].", "Drie."]),
        ("Een. [@F-a; @E-b] [advies] Twee.", ["Een. [@F-a; @E-b] [advies]", "Twee."]),
        ('Zij zei: "Het is goed." Daarna ging zij.', ['Zij zei: "Het is goed."', "Daarna ging zij."]),
        ("Het was goed... maar niet heel goed.", ["Het was goed... maar niet heel goed."]),
        ('Er zijn {{ waarde("a. b") }} mensen. Goed.', ['Er zijn {{ waarde("a. b") }} mensen.', "Goed."]),
        ("Dhr. of mw. A. sprak. Niemand luisterde.", ["Dhr. of mw. A. sprak.", "Niemand luisterde."]),
        ("Zonder punt", ["Zonder punt"]),
    ],
)
def test_sentences_end_where_a_reader_would_say(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


@given(st.text(alphabet="aB .!?[]@{}\n«»:;-1,", max_size=60))
def test_nothing_of_a_text_is_lost(text: str) -> None:
    bounds = split(text)
    assert "".join(text[start:end] for start, end in bounds) == text


def test_every_sentence_knows_its_file_line_and_section() -> None:
    found = parse("# Kop\n\nEen.\nTwee\nloopt door. Drie.\n\n## Onder\n\n- Vier.\n- Vijf.\n\n> Zes.\n", "a.md")
    places = [(sentence.text, sentence.line, sentence.section) for sentence in found.sentences]
    assert places == [
        ("Een.", 3, "Kop"),
        ("Twee loopt door.", 4, "Kop"),
        ("Drie.", 5, "Kop"),
        ("Vier.", 9, "Onder"),
        ("Vijf.", 10, "Onder"),
        ("Zes.", 12, "Onder"),
    ]
    assert [block.kind for block in found.blocks] == [
        "heading",
        "paragraph",
        "heading",
        "item",
        "item",
        "quote",
    ]


def test_what_a_sentence_names_is_taken_out_of_what_is_printed() -> None:
    [sentence] = parse('Er kwamen {{ waarde("doel") }} mensen [@F-a:stemmen; @E-b].', "a.md").sentences
    assert sentence.references == (Reference("F-a", "stemmen"), Reference("E-b"))
    assert sentence.values == (("waarde", "doel"),)
    assert sentence.text == 'Er kwamen {{ waarde("doel") }} mensen.'
    assert sentence.kind is SentenceKind.ASSERTION


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Het is goed.", SentenceKind.ASSERTION),
        ("Het is goed. [mening]", SentenceKind.OPINION),
        ("Bel terug. [Advies] [@F-a]", SentenceKind.ADVICE),
        ("Is het goed?", SentenceKind.QUESTION),
        ("Dit viel op:\n\n- Een.", SentenceKind.INTRODUCTION),
        ("Dit viel op:\n\nEen.", SentenceKind.ASSERTION),
    ],
)
def test_a_sentence_asserts_unless_it_says_that_it_does_not(text: str, kind: SentenceKind) -> None:
    sentence = next(parse(text, "a.md").sentences)
    assert sentence.kind is kind


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Goed.\n\n```\ncode\n```\n", 3),
        ("Goed.\n\n    ingesprongen\n", 3),
        ("Goed.\n\n| a | b |\n|---|---|\n", 3),
        ("![plaatje](a.png)\n", 1),
        ("Iedereen is tevreden.\n---\n", 1),
        ("# Kop [@F-x]\n", 1),
        ('Goed.\n\n## Kop {{ waarde("x") }}\n', 3),
        ("Goed.\n\n[noot]: https://voorbeeld.example 'Iedereen is tevreden.'\n", 3),
    ],
)
def test_what_the_report_can_not_carry_is_told_with_its_line(text: str, line: int) -> None:
    assert [problem.row for problem in parse(text, "a.md").problems] == [line]


def test_lists_nest_and_end() -> None:
    found = parse("1. Een.\n2. Twee.\n   - Drie.\n3. Vier.\n\nVijf.\n", "a.md")
    assert [block.kind for block in found.blocks] == ["step", "step", "item", "step", "paragraph"]


def test_references_may_be_parted_by_a_comma_and_other_brackets_are_told() -> None:
    first, second = parse("Een [@F-a, @E-b]. Twee [F-a] [meining].", "a.md").sentences
    assert [reference.id for reference in first.references] == ["F-a", "E-b"]
    assert second.unknown == ("[F-a]", "[meining]")


def test_html_is_text() -> None:
    [sentence] = parse("<b onclick=x>Goed</b>.", "a.md").sentences
    assert "<b" in sentence.text


def test_a_file_in_another_encoding_is_told(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_bytes("Één.".encode("cp1252"))
    with pytest.raises(InputError) as error:
        read(path, "raw/x/report/a.md")
    assert "UTF-8" in error.value.problems[0].mend


def test_a_byte_order_mark_is_no_text(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("# Kop\n", encoding="utf-8-sig")
    assert [block.heading for block in read(path, "a.md").blocks] == ["Kop"]


@pytest.mark.parametrize("content", ["", "\ufeff", " \n\t\n", "\ufeff\r\n\r\n"])
def test_a_file_in_which_nothing_stands_is_told_and_is_no_crash(tmp_path: Path, content: str) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(content.encode())
    found = read(path, "a.md")
    assert (found.blocks, [problem.what for problem in found.problems]) == ((), ["In dit bestand staat niets."])


@pytest.mark.parametrize("content", ["# Kop", "\ufeff# Kop\n", "# Kop\n\n## Nog een\n", "#", "---", "> ", "- "])
def test_a_file_without_sentences_is_read(tmp_path: Path, content: str) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(content.encode())
    found = read(path, "a.md")
    assert list(found.sentences) == []
    assert found.problems == ()


def test_a_question_between_guillemets_ends_no_sentence() -> None:
    one = [
        "Over «Durft u buiten te praten?» [@E-a] zeggen 5 van de 8 ja [@E-b].",
        "Over «Durft u te praten? Ook op straat?» [@E-a] [@E-b] is weinig gezegd.",
        "«Spreekt u nu beter Nederlands?» [@E-a] 28 van de 48 zeggen ja. [@E-b]",
        "«Komt u vaker?» (vragenlijst) kreeg de meeste antwoorden [@E-a].",
    ]
    for text in one:
        assert len(split(text)) == 1, text
    assert len(split("Iemand vraagt: «Kom je nog?» Dat is vriendelijk. [@E-a]")) == 2
