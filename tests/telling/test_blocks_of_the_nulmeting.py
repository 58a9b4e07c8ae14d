"""Every block that a notebook shows: of the real round, of phases that were not deployed, and of a hostile round."""

import re
from base64 import b64decode
from collections.abc import Iterator
from functools import cache
from inspect import isfunction
from typing import Any, get_args

import pandas as pd
import pytest
import yaml
from bs4 import BeautifulSoup, Tag
from helpers_rounds import ROUND, codebook, edit, nulmeting, nulmeting_evidence, nulmeting_findings, round_data, table

from pipeline.audit.basis import Outcome
from pipeline.blocks import Block, Figure, MarkKind, Section, Text, plain
from pipeline.codebook import Instrument
from pipeline.contracts.round_tables import COMPARED, ROUND_OPTIONAL, ROUND_SHARED
from pipeline.contracts.rules import PROVENANCE
from pipeline.looks.page import Page
from pipeline.notebook.phase import PhaseWork, open_phase
from pipeline.notebook.round import RoundWork, open_round, open_theme
from pipeline.phases.declarations import BY_ID
from pipeline.phases.surveys import telling as survey_telling
from pipeline.phases.tables import TABLES
from pipeline.phases.walk import evidence as every_evidence
from pipeline.phases.walk import telling as every_telling
from pipeline.rounds import Project
from pipeline.telling import (
    boxes,
    comparison_blocks,
    convergence_blocks,
    finding_blocks,
    finding_words,
    reproduction_blocks,
    round_blocks,
    statement_blocks,
    words,
)
from pipeline.telling.findings import told, who
from pipeline.triangulation.confidence import LEVELS
from pipeline.triangulation.convergence import Label
from pipeline.triangulation.views import Prominence, Status, View

# It reads whole rounds, or writes them.
pytestmark = pytest.mark.slow

PICTURE = re.compile("positief|gemengd|kritisch")
THEMES = ("effectiviteit", "samenwerking", "innovatie", "inwonersperspectief")


def html(block: Block) -> str:
    return str(Page().html(block))


def soup_of(block: Block) -> BeautifulSoup:
    return BeautifulSoup(html(block), "html.parser")


def blocks_of_phase(work: PhaseWork) -> Iterator[Section]:
    data, names = work.data, work.phase.tables
    yield work.status()
    yield work.hand_on()
    for statements in (name for name in names if TABLES[name].is_statements):
        yield statement_blocks.sources(data, TABLES[statements].sources, "Bronnen")
        yield statement_blocks.by_question(data, statements)
        yield statement_blocks.by_voice(data, statements)
        yield statement_blocks.listing(data, statements)
    telling = every_telling().get(work.phase.id)
    for name, made in vars(telling).items() if telling else ():
        if isfunction(made) and made.__module__ == telling.__name__ and not name.startswith("_"):
            yield made(data)


def blocks_of_theme(work: RoundWork) -> Iterator[Section]:
    yield boxes.box(work.theme.definition)
    yield convergence_blocks.joint_display(work.result, work.codebook)
    yield finding_blocks.cards(work.data, work.tables, work.result)
    yield convergence_blocks.label_counts(work.result, work.codebook)


def blocks_of_round(work: RoundWork) -> Iterator[Section]:
    yield work.limits()
    yield round_blocks.phase_summary(work.data.round, work.evidence.rows)
    yield round_blocks.agreement(work.agreement, work.data.round)
    yield finding_blocks.overview(work.result.findings, work.codebook)
    yield comparison_blocks.counts(work.comparison, work.codebook)
    yield comparison_blocks.every_conclusion(work.comparison, work.evidence.rows, work.codebook, work.behind)
    yield convergence_blocks.convergence_table(work.result.convergence)
    yield reproduction_blocks.summary(work.reproduction)
    yield reproduction_blocks.not_reproduced(work.reproduction)
    yield reproduction_blocks.reproduced(work.reproduction.head(0))
    yield reproduction_blocks.possible(work.reproduction)
    yield reproduction_blocks.by_series(work.reproduction)


@pytest.fixture
def own(project: Project, monkeypatch: pytest.MonkeyPatch) -> Project:
    """Give a copy of the real round, where notebooks find it."""
    monkeypatch.setenv("KLANKBORD_PROJECT", str(project.root))
    return project


def pages(part: str) -> list[str]:
    if part in BY_ID:
        module = every_evidence()[part]
        made = blocks_of_phase(open_phase(module, ROUND))
    elif part in THEMES:
        made = blocks_of_theme(open_theme(part, ROUND))
    else:
        made = blocks_of_round(open_round(ROUND))
    return [html(block) for block in made]


PARTS = (*BY_ID, *THEMES, "ronde")


@pytest.mark.parametrize("part", PARTS)
def test_every_block_of_the_nulmeting_shows_something(part: str, own: Project) -> None:
    for markup in pages(part):
        page = BeautifulSoup(markup, "html.parser")
        assert page.get_text(strip=True)
        assert not {"nan", "None", "<NA>"} & {cell.get_text() for cell in page.select("td, th")}
        assert all(image.get("alt") for image in page.select("img"))


def switch_off(project: Project, *parts: str) -> None:
    """Make a round in which these phases were not deployed, and so left no tables of their own."""
    path = project.raw / ROUND / "round.yml"
    content = yaml.safe_load(path.read_text("utf-8"))
    for part in parts:
        content["phases"][part] = {"deployed": False, "reason": "Geen geld."}
        for name in set(BY_ID[part].tables) - {*ROUND_SHARED, *ROUND_OPTIONAL}:
            (project.raw / ROUND / f"{name}.csv").unlink(missing_ok=True)
    path.write_text(yaml.safe_dump(content, allow_unicode=True), "utf-8")


@pytest.mark.slow
@pytest.mark.parametrize("part", BY_ID)
def test_a_phase_that_was_not_deployed_is_shown_as_such(part: str, own: Project) -> None:
    switch_off(own, part)
    status, *others = pages(part)
    assert "niet ingezet. Geen geld." in status
    assert len(others) >= 5
    assert all(BeautifulSoup(markup, "html.parser").get_text(strip=True) for markup in others)
    assert "niet ingezet" in pages("ronde")[1]


def test_a_round_in_which_nothing_was_deployed_has_no_findings(own: Project) -> None:
    switch_off(own, *BY_ID)
    [_, display, cards, _] = pages("samenwerking")
    assert cards.count("Over deze vraag is in deze ronde geen bevinding.") == 2
    assert display.count("geen bewijs") or "Samenwerking met partners" in display
    assert len(pages("ronde")) == 12


HOSTILE = "\"'><script>alert(1)</script>"
# Free text of the raw tables; the rest are names, numbers and words of a list.
FREE_TEXT = {
    "statement",
    "label",
    "locator",
    "remark",
    "note",
    "quantity",
    "category",
    "title",
    "publisher",
    "kind",
    "quantifier",
}


def plant(project: Project) -> None:
    for name in TABLES:
        if (project.raw / ROUND / f"{name}.csv").exists():
            edit(project, name, lambda frame, name=name: plant_in_table(frame, name))  # type: ignore[misc]
    book = project.codebooks / f"{ROUND}.yml"
    for path in (
        book,
        project.codebooks / "voices.yml",
        project.codebooks / "themes.yml",
        project.raw / ROUND / "round.yml",
    ):
        content = plant_in(yaml.safe_load(path.read_text("utf-8")))
        path.write_text(yaml.safe_dump(content, allow_unicode=True), "utf-8")


def plant_in_table(frame: pd.DataFrame, name: str) -> None:
    for column in FREE_TEXT.intersection(frame.columns):
        if not TABLES[name].by_name[column].allowed:
            frame[column] = frame[column] + HOSTILE
    if name == "figures":
        free = frame["indicator"] == ""
        for column in ("unit", "period"):
            frame.loc[free, column] += HOSTILE


def plant_in(content: Any, key: str = "") -> Any:
    if isinstance(content, dict):
        return {name: plant_in(value, name) for name, value in content.items()}
    if isinstance(content, list):
        return [plant_in(value, key) for value in content]
    texts = {"label", "definition", "question", "positive", "mixed", "negative", "reason", "limits", "organisation"}
    is_reference = key == "question" and " " not in content
    return f"{content}{HOSTILE}" if key in texts and not is_reference else content


@pytest.mark.slow
@pytest.mark.parametrize("part", PARTS)
def test_a_hostile_string_is_shown_as_text_and_never_runs(part: str, own: Project) -> None:
    plant(own)
    markups = pages(part)
    for markup in markups:
        page = BeautifulSoup(markup, "html.parser")
        assert "<script" not in markup
        assert page.find("script") is None
        assert not any(name.startswith("on") for element in page.find_all(True) for name in element.attrs)
        for image in page.select("img"):
            drawing = b64decode(image["src"].partition(",")[2])
            assert b"<script" not in drawing
    # It did get in: as text, in most of the blocks.
    shown = sum("alert(1)" in BeautifulSoup(markup, "html.parser").get_text() for markup in markups)
    assert shown > len(markups) / 2 if part != "mystery_guests" else shown >= 1


def ladder_of(*moments: tuple[str, str]) -> Figure:
    """Tell a round with one ladder, with these positions."""
    figures = [{"figure_id": f"f_{moment}", "printed": text, "measure": "trede"} for moment, text in moments]
    positions = [
        {"figure_id": f"f_{moment}", "instrument": "ladder", "moment": moment, "scope": "wijk", "question": "q1"}
        for moment, _ in moments
    ]
    rungs = [{"rung": i, "label": f"Trede {i}", "description": ""} for i in range(1, 6)]
    ladder = Instrument.model_validate({"id": "ladder", "label": "Ladder", "source": "", "rungs": rungs})
    book = codebook({"q1": ["surveys"]}).model_copy(update={"instruments": {"ladder": ladder}})
    tables = {"figures": table("figures", *figures), "ladder_positions": table("ladder_positions", *positions)}
    [figure, _] = survey_telling.ladders(round_data(book, tables)).parts
    return figure


@pytest.mark.parametrize(
    ("moments", "sentence"),
    [
        ([("begin", "2"), ("eind", "3,5")], "Wijk: van 2 naar 3,5."),
        ([("stand", "3-")], "Wijk: 3-."),
    ],
)
def test_a_ladder_is_told_as_printed(moments: list[tuple[str, str]], sentence: str) -> None:
    assert sentence in ladder_of(*moments).alt


@pytest.mark.parametrize("moment", ["begin", "eind"])
def test_a_ladder_of_which_one_end_is_not_yet_measured_is_told_without_the_other(moment: str) -> None:
    assert "nan" not in ladder_of((moment, "2")).alt


def test_a_closed_item_without_counts_is_said_to_have_none() -> None:
    item = {"item_id": "i", "source": "peiling", "label": "Hoe is het?", "kind": "share", "n": 10}
    tables = {
        "survey_waves": table("survey_waves", {"source_id": "peiling"}),
        "survey_items": table("survey_items", item),
        "survey_answers": table("survey_answers", {"item_id": "i", "category": "Goed"}),
        "figures": table("figures"),
    }
    parts = survey_telling.distributions(round_data(codebook({"q1": ["surveys"]}), tables)).parts
    assert parts == (Text("Hoe is het?: van deze vraag zijn geen aantallen bekend.", "empty"),)


@pytest.mark.parametrize(
    ("direction", "said", "sentence"),
    [
        (1, {"bewoners": [1, 1]}, "Dit komt van bewoners (2 punten)."),
        (
            -1,
            {"gemeente": [-1, 1], "bewoners": [-1, -1]},
            "Dit komt van bewoners (2 punten), de gemeente (1 punt).",
        ),
        # of more groups than are named
        (
            1,
            {"bewoners": [1, 1, 1], "gemeente": [1, 1], "klanten": [1, 1], "partners": [1]},
            "Dit komt vooral van bewoners (3 punten), de gemeente (2 punten), klanten (2 punten).",
        ),
        (
            0,
            {"bewoners": [1, 1, -1], "gemeente": [1], "documenten": [0]},
            "Positieve punten komen van bewoners (2 punten), de gemeente (1 punt). "
            "Kritische punten komen van bewoners (1 punt).",
        ),
    ],
)
def test_the_voices_of_a_finding_are_told_in_a_sentence(
    direction: int, said: dict[str, list[int]], sentence: str
) -> None:
    ways = [(voice, way) for voice, ways in said.items() for way in ways]
    assert who(pd.DataFrame(ways, columns=["voice", "direction"]), direction, nulmeting().codebook) == sentence


@cache
def opened() -> RoundWork:
    return open_round(ROUND)


@cache
def card_of() -> dict[str, Tag]:
    """Give the card of each finding, as it looks on its page."""
    page = soup_of(finding_blocks.cards(opened().data, opened().tables, opened().result))
    return {card["id"]: card for card in page.select("section.finding")}


def test_the_evidence_against_a_finding_stands_in_its_card() -> None:
    rows, findings = nulmeting_evidence().rows, nulmeting_findings().findings
    assert list(card_of()) == list(findings["finding_id"])
    for card, question in zip(card_of().values(), findings["question"], strict=True):
        lines = [line.get_text() for line in card.select("tbody details p")]
        numbers = {line.removeprefix("Nummer: ") for line in lines if line.startswith("Nummer: ")}
        assert set(rows.loc[rows["question"] == question, "evidence_id"]) == numbers


def test_pairs_of_phases_that_were_not_asked_are_no_relation() -> None:
    page = soup_of(convergence_blocks.convergence_table(nulmeting_findings().convergence))
    assert len(page.select("tbody tr")) > 0
    assert "niet ingezet" not in page.get_text()
    assert "niet gevraagd" not in page.get_text()


def test_the_summary_counts_every_figure_once() -> None:
    frame = opened().reproduction
    page = soup_of(reproduction_blocks.summary(frame))
    counts = [int(cell.get_text()) for cell in page.select("td.num")]
    assert len(counts) == len(Outcome)
    assert sum(counts) == len(frame)


def test_every_recomputed_figure_folds_out_how() -> None:
    frame = opened().reproduction
    shown = (reproduction_blocks.not_reproduced, reproduction_blocks.reproduced, reproduction_blocks.possible)
    made = [show(frame) for show in shown]
    folds = [fold for block in made for fold in soup_of(block).select("td details")]
    recomputed = frame[frame["recomputed"] != ""]
    assert len(folds) == len(recomputed)
    titles = [fold.summary.get_text() for fold in folds]
    assert titles.count("Waar het ook staat") == (recomputed["formula"] == recomputed["operands"]).sum() > 0
    assert titles.count("Zo gerekend") == (recomputed["formula"] != recomputed["operands"]).sum() > 0
    printed = frame.set_index(frame["claim_id"].str.removeprefix("R-"))["printed"]
    # What only stands elsewhere has no formula of its own: the one figure in it says which.
    by_formula = {
        (fold.p.get_text().partition(" = ")[0] if fold.p else fold.li.get_text().partition(":")[0]): fold
        for fold in folds
    }
    for row in recomputed.itertuples():
        told = [item.get_text() for item in by_formula[row.formula].select("li")]
        assert len(told) == len(row.operands.split())
        for name, line in zip(row.operands.split(), told, strict=True):
            assert line.startswith(f"{name}: ")
            assert line.endswith(f": {printed[name]}")


def test_every_word_of_the_tables_has_a_dutch_word_for_readers() -> None:
    marks = [
        *map(finding_words.convergence_label, [*(item.value for item in Label), "single source"]),
        *(finding_words.confidence_of({"confidence": level, "confidence_origin": "suggested"}) for level in LEVELS),
        *map(finding_words.verdict_on_conclusion, (*COMPARED, "not compared", "undecided")),
        *map(reproduction_blocks.mark, Outcome),
        *map(words.direction, (-1, 0, 1)),
        *(finding_words.view(View("p", status, 0)) for status in Status),
    ]
    assert all(plain(mark).strip() for mark in marks)
    assert {mark.kind for mark in marks} <= set(get_args(MarkKind))
    assert set(words.PROVENANCE) == set(PROVENANCE)
    assert set(finding_words.PROMINENCE) == set(Prominence)
    assert {kind for _, kind in words.DIRECTIONS.values()} <= set(get_args(MarkKind))


def test_a_level_that_no_researcher_settled_says_so_and_a_settled_one_does_not() -> None:
    marks = {
        origin: finding_words.confidence_of({"confidence": "low", "confidence_origin": origin}).text
        for origin in ("suggested", "disputed", "confirmed", "overruled")
    }
    assert all("voorstel" in marks[origin] for origin in ("suggested", "disputed"))
    assert not any("voorstel" in marks[origin] for origin in ("confirmed", "overruled"))


def test_the_card_shows_both_sides_and_says_what_it_hangs_on() -> None:
    fragile = dict(zip(opened().result.findings["finding_id"], opened().result.findings["fragile"], strict=True))
    for finding in told(opened().data, opened().tables):
        card = card_of()[finding.id]
        sides = card.select_one(".sides").get_text(" ")
        assert ("punt deze kant op" in sides and "punt de andere kant op" in sides) == (finding.direction != 0)
        assert ("positief punt" in sides and "kritisch punt" in sides) == (finding.direction == 0)
        notes = [note.get_text() for note in card.select("p.note.warn")]
        assert notes == ([" ".join(["Let op.", *finding.careful])] if finding.careful else [])
        pictures = [set(PICTURE.findall(text)) for text in ("".join(notes), fragile[finding.id])]
        assert bool(notes) == bool(fragile[finding.id])
        assert pictures[0] == pictures[1]
    nothing = card_of()["F-innovatie-aanpak"].select_one(".sides").get_text(" ")
    assert (
        "Niets gevonden. Wij zochten in wat is gepubliceerd uit de documenten (2 punten), de interviews (10 punten)"
        in nothing
    )
