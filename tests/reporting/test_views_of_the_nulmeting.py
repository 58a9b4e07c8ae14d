"""Every view that a notebook shows: of the real round, of phases that were not deployed, and of a hostile round."""

from base64 import b64decode
from collections.abc import Iterator
from inspect import isfunction
from typing import Any, get_args

import pandas as pd
import pytest
import yaml
from bs4 import BeautifulSoup
from helpers_rounds import ROUND, codebook, edit, nulmeting, nulmeting_evidence, nulmeting_findings, round_data, table

from pipeline.audit.reproduction import Outcome
from pipeline.codebook import Instrument
from pipeline.contracts.round_tables import COMPARED, ROUND_OPTIONAL, ROUND_REQUIRED
from pipeline.contracts.rules import PROVENANCE
from pipeline.notebook.phase import PhaseWork, open_phase
from pipeline.notebook.round import RoundWork, open_round, open_theme
from pipeline.phases.declarations import BY_ID
from pipeline.phases.surveys import telling as survey_telling
from pipeline.phases.tables import TABLES
from pipeline.phases.walk import evidence as every_evidence
from pipeline.phases.walk import telling as every_telling
from pipeline.reporting import (
    boxes,
    comparison_views,
    convergence_views,
    finding_views,
    finding_words,
    reproduction_views,
    round_views,
    statement_views,
    words,
)
from pipeline.reporting.tables import ChipKind, Html
from pipeline.rounds import Project
from pipeline.triangulation import comparison
from pipeline.triangulation.confidence import LEVELS
from pipeline.triangulation.convergence import Label
from pipeline.triangulation.views import Prominence, Status, View

THEMES = ("effectiviteit", "samenwerking", "innovatie", "inwonersperspectief")


def views_of_phase(work: PhaseWork) -> Iterator[Html]:
    data, names = work.data, work.phase.tables
    yield work.status()
    yield work.hand_on()
    for statements in (name for name in names if TABLES[name].is_statements):
        yield statement_views.sources(data, TABLES[statements].sources, "Bronnen")
        yield statement_views.by_question(data, statements)
        yield statement_views.by_voice(data, statements)
        yield statement_views.listing(data, statements)
    telling = every_telling().get(work.phase.id)
    for name, view in vars(telling).items() if telling else ():
        if isfunction(view) and view.__module__ == telling.__name__ and not name.startswith("_"):
            yield view(data)


def views_of_theme(work: RoundWork) -> Iterator[Html]:
    yield boxes.box(work.theme.definition)
    yield convergence_views.joint_display(work.result, work.codebook)
    yield finding_views.cards(work.result, work.evidence.rows, work.comparison, work.codebook, work.behind)
    yield convergence_views.label_counts(work.result, work.codebook)


def views_of_round(work: RoundWork) -> Iterator[Html]:
    yield work.limits()
    yield round_views.phase_summary(work.data.round, work.evidence.rows)
    yield round_views.agreement(work.agreement, work.data.round.rules)
    yield finding_views.overview(work.result.findings, work.codebook)
    yield comparison_views.counts(work.comparison, work.codebook)
    yield comparison_views.every_conclusion(work.comparison, work.evidence.rows, work.codebook, work.behind)
    yield convergence_views.convergence_table(work.result.convergence)
    yield reproduction_views.summary(work.reproduction)
    yield reproduction_views.not_reproduced(work.reproduction)
    yield reproduction_views.reproduced(work.reproduction.head(0))
    yield reproduction_views.by_series(work.reproduction)


@pytest.fixture
def own(project: Project, monkeypatch: pytest.MonkeyPatch) -> Project:
    """Give a copy of the real round, where notebooks find it."""
    monkeypatch.setenv("KLANKBORD_PROJECT", str(project.root))
    return project


def pages(part: str) -> list[str]:
    if part in BY_ID:
        module = every_evidence()[part]
        made = views_of_phase(open_phase(module, ROUND))
    elif part in THEMES:
        made = views_of_theme(open_theme(part, ROUND))
    else:
        made = views_of_round(open_round(ROUND))
    return [view.markup for view in made]


PARTS = (*BY_ID, *THEMES, "ronde")


@pytest.mark.parametrize("part", PARTS)
def test_every_view_of_the_nulmeting_shows_something(part: str, own: Project) -> None:
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
        for name in set(BY_ID[part].tables) - {*ROUND_REQUIRED, *ROUND_OPTIONAL}:
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
    assert cards.count("Over deze vraag is in deze ronde niets gevonden.") == 2
    assert display.count("geen bewijs") or "Samenwerking met partners" in display
    assert len(pages("ronde")) == 11


HOSTILE = "\"'><script>alert(1)</script>"
# Free text of the raw tables; the rest are names, numbers and words of a list.
FREE_TEXT = {
    "statement",
    "label",
    "locator",
    "remark",
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
        if (name, column) != ("survey_items", "kind"):
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
    # It did get in: as text, in most of the views.
    shown = sum("alert(1)" in BeautifulSoup(markup, "html.parser").get_text() for markup in markups)
    assert shown > len(markups) / 2 if part != "mystery_guests" else shown >= 1


def ladder_round(*moments: tuple[str, str]) -> Any:
    figures = [{"figure_id": f"f_{moment}", "printed": text, "measure": "trede"} for moment, text in moments]
    positions = [
        {"figure_id": f"f_{moment}", "instrument": "ladder", "moment": moment, "scope": "wijk", "question": "q1"}
        for moment, _ in moments
    ]
    rungs = [{"rung": i, "label": f"Trede {i}", "description": ""} for i in range(1, 6)]
    ladder = Instrument.model_validate({"id": "ladder", "label": "Ladder", "source": "", "rungs": rungs})
    book = codebook({"q1": ["surveys"]}).model_copy(update={"instruments": {"ladder": ladder}})
    return round_data(
        book, {"figures": table("figures", *figures), "ladder_positions": table("ladder_positions", *positions)}
    )


@pytest.mark.parametrize(
    ("moments", "sentence"),
    [
        ([("begin", "2"), ("eind", "3,5")], "Wijk: van 2 naar 3,5."),
        ([("stand", "3-")], "Wijk: 3-."),
    ],
)
def test_a_ladder_is_told_as_printed(moments: list[tuple[str, str]], sentence: str) -> None:
    assert sentence in survey_telling.ladders(ladder_round(*moments)).markup


@pytest.mark.parametrize("moment", ["begin", "eind"])
def test_a_ladder_of_which_one_end_is_not_yet_measured_is_told_without_the_other(moment: str) -> None:
    markup = survey_telling.ladders(ladder_round((moment, "2"))).markup
    assert "nan" not in BeautifulSoup(markup, "html.parser").find("img")["alt"]


def test_a_closed_item_without_counts_is_said_to_have_none() -> None:
    item = {"item_id": "i", "label": "Hoe is het?", "kind": "share", "n": 10}
    tables = {
        "survey_items": table("survey_items", item),
        "survey_answers": table("survey_answers", {"item_id": "i", "category": "Goed"}),
        "figures": table("figures"),
    }
    assert "Hoe is het?" in survey_telling.distributions(round_data(codebook({"q1": ["surveys"]}), tables)).markup


def finding(**change: Any) -> dict[str, Any]:
    return {**nulmeting_findings().findings.iloc[0].to_dict(), **change}


@pytest.mark.parametrize(
    ("direction", "voices", "sentence"),
    [
        (1, "", "Geen stem draagt deze bevinding alleen."),
        (1, "bewoners:2", "Vooral gedragen door bewoners."),
        (-1, "bewoners:2;gemeente:1", "Vooral gedragen door bewoners en gemeente."),
        (0, "bewoners:2;gemeente:1;documenten:1", "Het beeld komt vooral van bewoners, gemeente en nog 1 andere stem."),
    ],
)
def test_the_voices_of_a_finding_are_told_in_a_sentence(direction: int, voices: str, sentence: str) -> None:
    made = finding_views.voices_sentence(finding(direction=direction, voices=voices), nulmeting().codebook)
    assert made == sentence


def test_the_evidence_against_a_finding_stands_in_its_card() -> None:
    result, rows = nulmeting_findings(), nulmeting_evidence().rows
    compared = comparison.table(nulmeting(), result.findings)
    page = BeautifulSoup(finding_views.cards(result, rows, compared, nulmeting().codebook, {}).markup, "html.parser")
    cards = page.select("section.finding")
    assert [card["id"] for card in cards] == list(result.findings["finding_id"])
    for card, question in zip(cards, result.findings["question"], strict=True):
        numbers = {line.get_text().removeprefix("Nummer: ") for line in card.select("td details p")}
        assert set(rows.loc[rows["question"] == question, "evidence_id"]) == numbers


def test_pairs_of_phases_that_were_not_asked_are_no_relation() -> None:
    page = BeautifulSoup(convergence_views.convergence_table(nulmeting_findings().convergence).markup, "html.parser")
    assert len(page.select("tbody tr")) > 0
    assert "niet ingezet" not in page.get_text()
    assert "niet gevraagd" not in page.get_text()


def test_the_summary_counts_every_figure_once() -> None:
    frame = open_round(ROUND).reproduction
    page = BeautifulSoup(reproduction_views.summary(frame).markup, "html.parser")
    counts = [int(cell.get_text()) for cell in page.select("td.num")]
    assert len(counts) == len(Outcome)
    assert sum(counts) == len(frame)


def test_every_word_of_the_tables_has_a_dutch_word_for_readers() -> None:
    chips = [
        *map(finding_words.convergence_label, [*(item.value for item in Label), "single source"]),
        *(finding_words.confidence_of({"confidence": level, "confidence_origin": "suggested"}) for level in LEVELS),
        *map(finding_words.verdict_on_conclusion, COMPARED),
        *map(reproduction_views.verdict, [item.value for item in Outcome]),
        *map(words.direction, (-1, 0, 1)),
        *(finding_words.view(View("p", status, 0)) for status in Status),
    ]
    assert all(BeautifulSoup(made.markup, "html.parser").get_text(strip=True) for made in chips)
    assert set(words.PROVENANCE) == set(PROVENANCE)
    assert set(finding_words.PROMINENCE) == set(Prominence)
    assert {kind for _, kind in words.DIRECTIONS.values()} <= set(get_args(ChipKind))


def test_a_level_that_no_researcher_settled_says_so_and_a_settled_one_does_not() -> None:
    chips = {
        origin: finding_words.confidence_of({"confidence": "low", "confidence_origin": origin}).markup
        for origin in ("suggested", "disputed", "confirmed", "overruled")
    }
    assert all("voorstel" in chips[origin] for origin in ("suggested", "disputed"))
    assert not any("voorstel" in chips[origin] for origin in ("confirmed", "overruled"))


def test_the_card_shows_both_sides_and_says_what_it_hangs_on() -> None:
    result, rows = nulmeting_findings(), nulmeting_evidence().rows
    compared = comparison.table(nulmeting(), result.findings)
    made = finding_views.cards(result, rows, compared, nulmeting().codebook, {}).markup
    page = BeautifulSoup(made, "html.parser")
    for finding in result.findings.to_dict("records"):
        card = page.find(id=finding["finding_id"])
        sides = card.select_one(".sides").get_text(" ")
        assert ("pleit" in sides) == (finding["direction"] != 0)
        assert ("positieve" in sides and "kritische" in sides) == (finding["direction"] == 0)
        notes = [note.get_text() for note in card.select("p.note.warn")]
        assert notes == ([f"Let op. {finding['fragile']}"] if finding["fragile"] else [])
    nothing = page.find(id="F-innovatie-aanpak").select_one(".sides").get_text(" ")
    assert "Niets gevonden. Gezocht in deskresearch (2 punten), interviews (10 punten)" in nothing
