"""The slides: every finding as it is told elsewhere, a title on each, readable, and marked where that must be."""

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from helpers_other_rounds import other_rounds
from helpers_synthetic import ROUND
from matplotlib import get_data_path
from PIL.ImageFont import FreeTypeFont, truetype
from pptx import Presentation as Deck
from pptx.util import Emu

from pipeline.blocks import plain
from pipeline.claims import ledger
from pipeline.looks.presentation import write_presentation
from pipeline.looks.signs import symbol
from pipeline.notebook.round import RoundWork, open_round
from pipeline.review.handling import Panels
from pipeline.review.places import draft_of
from pipeline.rounds import Project
from pipeline.telling.advice import advice
from pipeline.telling.findings import told
from pipeline.telling.frame import frame
from pipeline.telling.overview import answers, overview
from pipeline.telling.presentation import presentation
from pipeline.telling.report_page import parts
from pipeline.telling.round_report import RoundReport


def report_of(work: RoundWork, round_id: str, kind: str) -> RoundReport:
    data, tables = work.data, work.tables
    claims = ledger.make(data, tables)
    stands_around = frame(round_id, data.round.title, data.round.synthetic, (kind,))
    draft = draft_of(round_id, tables["findings"], claims)
    written = parts(claims, tables, data.codebook)
    return RoundReport(data, tables, claims, written, told(data, tables), draft, Panels((), ()), stands_around)


@pytest.fixture(scope="module")
def others(tmp_path_factory: pytest.TempPathFactory) -> Project:
    return other_rounds(tmp_path_factory.mktemp("anders") / "project")


@pytest.fixture(scope="module", params=[ROUND, "gepubliceerd", "een_mens", "niemand"])
def report(request: pytest.FixtureRequest) -> RoundReport:
    """Give each made-up round: with a report that somebody wrote, and without."""
    if request.param == ROUND:
        return report_of(request.getfixturevalue("work"), ROUND, "synthetic")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("KLANKBORD_PROJECT", str(request.getfixturevalue("others").root))
        return report_of(open_round(request.param), request.param, "collected")


@pytest.fixture(scope="module")
def deck(report: RoundReport, tmp_path_factory: pytest.TempPathFactory) -> Any:
    path = tmp_path_factory.mktemp("dia") / "presentatie.pptx"
    write_presentation(presentation(report), path)
    return Deck(str(path))


def texts(slide: Any) -> Iterator[str]:
    for shape in slide.shapes:
        if shape.has_table:
            yield from (cell.text for row in shape.table.rows for cell in row.cells)
        else:
            yield from (paragraph.text for paragraph in shape.text_frame.paragraphs)


def words(deck: Any) -> str:
    return "\n".join(text for slide in deck.slides for text in texts(slide))


def test_every_finding_is_told_once_in_its_own_words_with_its_sign_and_how_sure(report: RoundReport, deck: Any) -> None:
    said = words(deck)
    for finding in report.told:
        assert f"{finding.marks[0].text} {finding.statement} ({finding.marks[2].text})" in said
        assert finding.people in said
    # Where nobody wrote of the round, what somebody wrote of a finding is the answer too.
    answer = " ".join(each.sentence for each in answers(report.data, report.tables))
    told = [finding.statement for finding in report.told if len(finding.statement) > 30]
    assert all(said.count(statement) == 1 + answer.count(statement) for statement in told)


def test_the_answers_and_the_advice_are_those_of_the_report(report: RoundReport, deck: Any) -> None:
    said = words(deck)
    for answer in answers(report.data, report.tables):
        assert all(each in said for each in (answer.sentence, *(each.sentence for each in answer.exceptions)))
    labels = [theme.label for theme in report.data.codebook.themes]
    assert all(line.plain in said for _, lines in advice(report.written, labels) for line in lines)
    assert ("Het advies" in said) is bool(advice(report.written, labels))


def test_the_picture_has_a_row_for_every_question_as_the_front_page_has(report: RoundReport, deck: Any) -> None:
    tables = [shape.table for slide in deck.slides for shape in slide.shapes if shape.has_table]
    rows = [[cell.text for cell in row.cells] for table in tables for row in list(table.rows)[1:]]
    seen = overview(report.data, report.tables)
    expected = [row for _, of_theme in seen.themes for row in of_theme]
    assert len(rows) == len(expected)
    for cells, row in zip(rows, expected, strict=True):
        assert f"{row.label}. {row.short}" in cells[0]
        assert cells[-1] == (row.sure or "–")
        assert cells[1:-1] == [symbol(mark) for mark in row.phases]
    # What a sign means stands with it, and each has one.
    keys = {shape.table.cell(0, 0).text for slide in deck.slides for shape in slide.shapes if shape.has_table}
    for mark in {mark for row in expected for mark in row.phases}:
        assert any(f"{symbol(mark)}\u00a0{mark.text}" in key for key in keys)


def test_each_slide_has_a_title_of_its_own_and_each_table_says_what_it_shows(deck: Any) -> None:
    titles = [slide.shapes.title.text_frame.text for slide in deck.slides]
    assert all(titles)
    assert len(set(titles)) == len(titles)
    for slide in deck.slides:
        for shape in slide.shapes:
            assert shape.name
            if shape.has_table:
                assert shape._element.nvGraphicFramePr.cNvPr.get("descr").startswith(shape.name)


def test_some_ten_slides_with_a_finding_of_each_theme_and_every_other_behind_them(
    report: RoundReport, deck: Any
) -> None:
    titles = [slide.shapes.title.text_frame.text for slide in deck.slides]
    last = titles.index("Hoe verder")
    assert 3 <= last + 1 <= 12
    themes = {finding.theme for finding in report.told}
    for theme in themes:
        own = [finding for finding in report.told if finding.theme == theme]
        [first] = [each for each in own if f"{theme}: {each.label.lower()}" in titles[: last + 1]]
        sure = {each.id: ("hoog", "redelijk", "laag", "zeer").index(each.marks[2].text.split()[1]) for each in own}
        assert sure[first.id] == min(sure.values())
    assert len(titles[last + 1 :]) == len(report.told) - len(themes)
    assert all(title.startswith("Bijlage, ") for title in titles[last + 1 :])


def test_what_is_made_up_or_written_by_nobody_says_so_on_every_slide(report: RoundReport, deck: Any) -> None:
    for slide in deck.slides:
        said = "\n".join(texts(slide))
        assert ("verzonnen gegevens" in said) is report.data.round.synthetic
        assert ("Eerste tekst. Klankbord maakte deze tekst" in said) is report.ledger.drafted


def test_letters_can_be_read_at_the_back_of_a_room_and_all_of_it_is_in_dutch(deck: Any) -> None:
    runs = [
        run
        for slide in deck.slides
        for shape in slide.shapes
        if shape.has_text_frame and not shape.name.endswith("onderaan")
        for paragraph in shape.text_frame.paragraphs
        for run in paragraph.runs
    ]
    assert min(run.font.size.pt for run in runs) >= 14
    assert {run._r.rPr.get("lang") for run in runs} == {"nl-NL"}


@cache
def letters(size: float, *, bold: bool) -> FreeTypeFont:
    """Give letters of DejaVu Sans, which are wider than those that most machines show slides in."""
    name = "DejaVuSans-Bold.ttf" if bold else "DejaVuSans.ttf"
    return truetype(str(Path(get_data_path()) / "fonts" / "ttf" / name), round(size * 10))


def wide(text: str, run: Any) -> float:
    return letters(run.font.size.pt, bold=bool(run.font.bold)).getlength(text) / 10


def lines_of(paragraph: Any, room: float) -> int:
    """Count the lines of a paragraph set in a width in points, word by word; a word that does not fit fails."""
    lines, at = 1, 0.0
    for run in paragraph.runs:
        for word in re.findall(r"\S+\s*", run.text):
            needs = wide(word.rstrip(), run)
            assert needs <= room, word
            if at + needs > room:
                lines, at = lines + 1, 0.0
            at += wide(word, run)
    return lines


def high(frame: Any, room: float) -> float:
    """Give the height of a text in points, its paragraphs under each other."""
    heights = [
        lines_of(each, room) * max(run.font.size.pt for run in each.runs) * 1.17
        + (each.space_after.pt if each.space_after is not None else 0.0)
        for each in frame.paragraphs
    ]
    return sum(heights)


def test_nothing_runs_out_of_its_box_or_into_another(deck: Any) -> None:
    for slide in deck.slides:
        boxes = sorted(slide.shapes, key=lambda shape: shape.top)
        for above, below in pairwise(boxes):
            assert above.top + above.height <= below.top
        assert boxes[-1].top + boxes[-1].height <= deck.slide_height
        for shape in boxes:
            if not shape.has_table:
                assert high(shape.text_frame, Emu(shape.width).pt - 14.4) <= Emu(shape.height).pt
                continue
            assert sum(row.height for row in shape.table.rows) <= shape.height + len(shape.table.rows)
            head, *rows = shape.table.rows
            for cell in list(head.cells)[1:]:  # upright
                [paragraph] = cell.text_frame.paragraphs
                assert lines_of(paragraph, Emu(head.height).pt - 4) == 1
            for row in rows:
                for cell, column in zip(row.cells, shape.table.columns, strict=True):
                    edges = Emu(cell.margin_left + cell.margin_right).pt
                    assert high(cell.text_frame, Emu(column.width).pt - edges) <= Emu(row.height).pt + 0.1


def test_the_same_slides_are_the_same_bytes(report: RoundReport, tmp_path: Path) -> None:
    for name in ("een.pptx", "twee.pptx"):
        write_presentation(presentation(report), tmp_path / name)
    assert (tmp_path / "een.pptx").read_bytes() == (tmp_path / "twee.pptx").read_bytes()


def test_nothing_of_a_finding_is_only_in_the_notes(report: RoundReport, deck: Any) -> None:
    notes = " ".join(slide.notes_slide.notes_text_frame.text for slide in deck.slides if slide.has_notes_slide)
    for finding in report.told:
        assert finding.otherwise in notes
        assert plain(finding.marks[0]) in words(deck)
