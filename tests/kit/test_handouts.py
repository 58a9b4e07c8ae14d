"""What is in the kit of a round: only what it needs, with the questions, codes and headings of its workbooks."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from helpers_rounds import ROOT

from pipeline.blocks import Block, Entry, Section, Table, plain
from pipeline.claims.readability import FEWEST_WORDS
from pipeline.contracts.respondents import RESPONDENTS
from pipeline.kit.consent import AGREED, UNTIL
from pipeline.kit.making import fieldwork_of, handouts
from pipeline.phases import codebook_files
from pipeline.phases.declarations import BY_ID
from pipeline.phases.fieldwork import Fieldwork, Handout
from pipeline.phases.walk import fieldwork
from pipeline.rounds import Deployment, Project
from pipeline.statistics.flesch_douma import score, syllables, words

ROUND = "voorbeeld-2021"


@pytest.fixture(scope="module")
def work() -> Fieldwork:
    project = Project(ROOT)
    round_ = project.round(ROUND)
    return fieldwork_of(project, ROUND, round_, codebook_files.load(project, ROUND, round_))


def only(work: Fieldwork, *phases: str) -> Fieldwork:
    """Give a round with only these phases."""
    deployed = {name: Deployment(deployed=name in phases, reason="Niet gekozen.") for name in BY_ID}
    return replace(work, round=work.round.model_copy(update={"phases": deployed}))


def names(papers: Sequence[Handout]) -> list[str]:
    return [paper.name for paper in papers]


def blocks(parts: Sequence[Block]) -> Iterator[Block]:
    for part in parts:
        yield part
        if isinstance(part, Section):
            yield from blocks(part.parts)


def said(paper: Handout) -> str:
    """Give all words of a document."""
    found = []
    for block in blocks(paper.blocks):
        if isinstance(block, Table):
            found += [block.caption, *(column.header for column in block.columns)]
            found += [plain(cell) for row in block.rows for cell in row]
        else:
            found += [plain(each) for each in getattr(block, "items", ())]
            found.append(plain(getattr(block, "line", getattr(block, "text", ""))))
    return "\n".join(found)


def named(papers: Sequence[Handout], name: str) -> Handout:
    return next(paper for paper in papers if paper.name == name)


VISIT = "bezoek-binnenlopen"  # after the script that there is
TOLD = ["informatiebrief", "toestemmingsformulier"]
GUIDES = [f"gespreksleidraad-{voice}" for voice in ("bewoners", "klanten", "medewerkers", "partners")]


@pytest.mark.parametrize(
    ("phases", "expected"),
    [
        (tuple(BY_ID), [*GUIDES, "groepsgesprek", VISIT, *TOLD, "planning"]),
        (("interviews",), [*GUIDES, *TOLD, "planning"]),
        (("focusgroups",), ["groepsgesprek", *TOLD, "planning"]),
        (("mystery_guests",), [VISIT, "planning"]),
        (("desk_research", "surveys"), ["planning"]),
    ],
)
def test_a_round_gets_what_its_phases_and_voices_need(work: Fieldwork, phases, expected: list[str]) -> None:
    assert names(handouts(only(work, *phases))) == expected


def test_as_long_as_nobody_is_in_the_round_all_can_be_heard_but_who_does_the_research(work: Fieldwork) -> None:
    project = Project(ROOT)
    book = work.codebook
    empty = fieldwork_of(project, "is-er-niet", work.round, book)
    assert {voice.id for voice in empty.voices} == {voice.id for voice in book.roles} - {"onderzoekers"}


@pytest.mark.parametrize("name", [*GUIDES, "groepsgesprek"])
def test_a_conversation_has_every_question_and_code_of_its_phase_and_no_other(work: Fieldwork, name: str) -> None:
    questions = [
        question.model_copy(update={"asked_in": ["surveys"]}) if question.id == "aansluiting" else question
        for question in work.codebook.questions
    ]
    other = replace(work, codebook=work.codebook.model_copy(update={"questions": questions}))
    text = said(named(handouts(other), name))
    for question in questions:
        asked = question.id != "aansluiting"
        assert (question.question in text) == asked
        assert all((code.definition.rstrip(".") in text) == asked for code in question.codes)


def test_the_forms_have_the_headings_of_the_sheets_they_go_to(work: Fieldwork) -> None:
    for table, paper in (
        ("interviews", "gespreksleidraad-klanten"),
        ("focusgroup_sessions", "groepsgesprek"),
        ("visits", VISIT),
    ):
        title = f"Dit gaat naar {work.contracts[table].workbook}.xlsx, blad {table}"
        found = [each for each in blocks(named(handouts(work), paper).blocks) if isinstance(each, Table)]
        (form,) = (each for each in found if each.caption == title)
        headings = {column.title for column in work.contracts[table].columns if column.heading}
        assert {plain(row[0]) for row in form.rows} <= headings
        needed = {column.title for column in work.contracts[table].columns if not column.optional and not column.usual}
        assert needed <= {plain(row[0]) for row in form.rows}
    segments = work.contracts["segments"].by_name
    guide = named(handouts(work), "gespreksleidraad-klanten")
    (notes, *_) = (each for each in blocks(guide.blocks) if isinstance(each, Table))
    assert [column.header for column in notes.columns] == [
        segments["aspect"].title,
        "Vraag door",
        segments["text"].title,
        segments["direction"].title,
    ]
    assert [row[0] for row in notes.rows] == ["bereik", "verandering"]


def test_every_criterion_of_the_round_is_on_the_form_for_a_visit(work: Fieldwork) -> None:
    text = said(named(handouts(work), VISIT))
    criteria = work.rows["visit_criteria"]
    assert len(criteria) > 2
    assert all(row["criterion_id"] in text and row["label"] in text for row in criteria)
    without = replace(work, rows={**work.rows, "visit_criteria": []})
    text = said(named(handouts(without), VISIT))
    assert "Er staan nog geen punten op mystery_guests.xlsx, blad visit_criteria." in text
    assert "bekendheid" in text


def test_the_consent_form_asks_what_the_columns_on_consent_hold() -> None:
    columns = [column.name for column in RESPONDENTS.columns if column.name.startswith("consent_")]
    assert [*AGREED, UNTIL] == columns


def test_what_somebody_agrees_to_has_the_heading_it_is_typed_under(work: Fieldwork) -> None:
    text = said(named(handouts(work), "toestemmingsformulier"))
    for name, sentence in AGREED.items():
        assert f"{sentence} ({RESPONDENTS.by_name[name].title})" in text


def test_the_letter_says_what_the_law_asks(work: Fieldwork) -> None:
    text = said(named(handouts(work), "informatiebrief"))
    told = (
        *("hoeft niet mee te doen", "altijd stoppen", "toestemming altijd intrekken", "zien wat wij van u hebben"),
        *("laten verbeteren of weghalen", "Autoriteit Persoonsgegevens", "verantwoordelijk", "bewaren uw gegevens tot"),
        *(work.round.question, work.round.organisation, "functionaris gegevensbescherming", "schuilnaam"),
    )
    assert [each for each in told if each not in text] == []


def test_what_is_not_known_is_to_be_filled_in_and_what_is_known_is_not(work: Fieldwork) -> None:
    assert work.round.client.split(":")[0] in said(named(handouts(work), "informatiebrief"))
    unknown = replace(work, round=work.round.model_copy(update={"client": "", "makers": ()}))
    text = said(named(handouts(unknown), "informatiebrief"))
    assert "[Vul in: naam van de opdrachtgever]" in text
    assert "[Vul in: naam van het bureau of de onderzoekers]" in text


def test_what_people_are_given_is_easy_to_read(work: Fieldwork) -> None:
    for name in TOLD:
        for block in named(handouts(work), name).blocks:
            lines = [plain(getattr(block, "line", ""))] if hasattr(block, "line") else []
            lines += [
                " ".join(plain(each.line if isinstance(each, Entry) else each) for each in getattr(block, "items", ()))
            ]
            for line in lines:
                found = words(line)
                if len(found) >= FEWEST_WORDS and "[Vul in" not in line and work.round.summary not in line:
                    sentences = sum(line.count(sign) for sign in ".?!")
                    assert score(len(found), sentences, sum(map(syllables, found))) >= 60, line


def test_the_planning_says_who_decides_and_names_every_document(work: Fieldwork) -> None:
    papers = handouts(work)
    text = said(named(papers, "planning"))
    assert all(f"{paper.name}.docx" in text for paper in papers if paper.name != "planning")
    assert "Klankbordgroep" in text
    assert all(step.what in text for module in fieldwork().values() for step in module.STEPS)
    alone = handouts(only(work, "desk_research"))
    assert "Documenten" in said(named(alone, "planning"))
    assert "informatiebrief" not in said(named(alone, "planning"))


def test_a_group_conversation_that_is_too_long_says_so(work: Fieldwork) -> None:
    assert "langer dan" not in said(named(handouts(work), "groepsgesprek"))
    first = work.codebook.questions[0]
    many = first.model_copy(update={"codes": [first.codes[0].model_copy(update={"id": f"c{n}"}) for n in range(30)]})
    longer = replace(work, codebook=work.codebook.model_copy(update={"questions": [many]}))
    assert "Dat is langer dan 120 minuten." in said(named(handouts(longer), "groepsgesprek"))


def test_no_document_has_an_example_that_may_be_the_name_of_somebody(work: Fieldwork) -> None:
    """Who withdraws is sought in every file of the round: an example of the same name would be told as theirs."""
    people = {row["respondent_id"] for row in work.rows["respondents"]}
    assert people
    for paper in handouts(work):
        assert not people & set(said(paper).replace(",", " ").replace(".", " ").split()), paper.name


def test_a_table_with_mistakes_counts_as_far_as_it_can_be_read(tmp_path: Path, work: Fieldwork) -> None:
    project = Project(tmp_path)
    folder = tmp_path / "raw" / ROUND
    folder.mkdir(parents=True)
    (folder / "visit_criteria.csv").write_text("criterion_id,label\nkoffie,Er is koffie\n", encoding="utf-8")
    (folder / "respondents.csv").write_text("respondent_id,voice\nr1,klantne\n", encoding="utf-8")
    found = handouts(fieldwork_of(project, ROUND, work.round, work.codebook))
    assert "koffie" in said(named(found, "bezoek"))
    assert f"gespreksleidraad-{work.codebook.roles[0].id}" in names(found)  # of that voice nothing is known
