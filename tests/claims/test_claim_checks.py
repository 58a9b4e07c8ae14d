"""The ledger of claims on the made-up round: what passes, and what stops the report at which line."""

from dataclasses import replace

import pytest
from helpers_rounds import table
from helpers_synthetic import TEXT, written

from pipeline.claims import draft
from pipeline.claims.backing import Sources
from pipeline.claims.checks import problems_of
from pipeline.claims.ledger import Ledger, make
from pipeline.claims.text import parse
from pipeline.notebook.round import RoundWork
from pipeline.triangulation import comparison

# It reads whole rounds, or writes them.
pytestmark = pytest.mark.slow


def line_of(text: str, part: str) -> int:
    return next(number for number, line in enumerate(text.splitlines(), 1) if part in line)


def only_problem(ledger: Ledger) -> tuple[int | None, str]:
    assert len(ledger.problems) == 1, ledger.problems
    return ledger.problems[0].row, ledger.problems[0].what


def test_the_report_as_written_is_in_order(work: RoundWork) -> None:
    ledger = make(work.data, work.tables)
    assert ledger.problems == ()
    assert not ledger.drafted
    table = ledger.table()
    assert (table["references"] != "").sum() == 14, "all assertions, and one advice"
    assert table["claim_id"].is_unique
    assert dict(table["kind"].value_counts()) == {"assertion": 13, "advice": 1, "opinion": 1}


# Each is planted in the place of a sentence of the report: what it becomes, and what must be said of it.
PLANTED = [
    # an overstatement: the finding is of low confidence
    (
        "Mogelijk groeien mensen in het Oefenhuis, maar dat zeggen alleen medewerkers.",
        "Mensen groeien er.",
        "stelliger",
    ),
    ("Het Oefenhuis bereikt de buurt.", "Het Oefenhuis bereikt bewezen de buurt.", "«bewezen»"),
    # a stale number: 412 was the count of last year
    ("Drie partners wachtten lang op antwoord.", "412 partners wachtten lang op antwoord.", "dekt dit getal"),
    ("Drie partners wachtten lang op antwoord.", "Zeven partners wachtten lang op antwoord.", "dekt dit getal"),
    # an unsupported sentence
    (
        "Bezoekers lijken tevreden. [@F-inwonersperspectief-tevreden]",
        "Bezoekers lijken tevreden. [@F-inwonersperspectief-tevreden] De koffie is gratis.",
        "noemt niet waarop dat rust",
    ),
    ("[@F-innovatie-aanpak]", "[@F-innovatie-anpak]", "verwijzing bestaat niet"),
    ('waarde("unieke_bezoekers")', 'waarde("unieke_bezoeker")', "waarde bestaat niet"),
    ('waarde("unieke_bezoekers")', "waarde(unieke_bezoekers)", "niet te lezen"),
    # a direction against that of the finding
    ("De samenwerking met partners is goed.", "De samenwerking met partners is slecht.", "klinkt kritisch"),
    ("Het contact met de gemeente lijkt te wisselen.", "Het contact met de gemeente lijkt goed.", "klinkt positief"),
    ("Het Oefenhuis bereikt de buurt.", "Het Oefenhuis bereikt de buurt nauwelijks.", "klinkt kritisch"),
    ("De ambtenaar komt graag.", "Met de ambtenaar gaat het slecht.", "het bewijs dat zij noemt is positief"),
    ("De ambtenaar komt graag.", "Het contact met de gemeente is slecht.", "klinkt kritisch"),
    # what is said about a finding
    (
        "[@F-effectiviteit-groei]",
        "[@F-effectiviteit-groei] De zekerheid is hoog. [@F-effectiviteit-groei:zekerheid]",
        "laag",
    ),
    ("[@F-effectiviteit-groei]", "[@F-effectiviteit-groei:kleur]", "kant bestaat niet"),
    (
        "[@F-effectiviteit-groei]",
        "[@F-effectiviteit-groei] Dat staat vast. [@F-effectiviteit-groei:stemmen]",
        "staat vast",
    ),
    # an opinion may be held, but its digits are figures
    ("Dit is een goed begin.", "Dit is een goed begin voor 900 mensen.", "dekt dit getal"),
    ("## Advies", "## Advies\n\nDe buurt vindt het slecht:\n", "noemt niet waarop dat rust"),
    # what only seems to be something else than the statement of a finding
    (
        "Bezoekers lijken tevreden.",
        "Bezoekers zijn tevreden. [@E-interviews-tevreden-komen-bewoners-plus] Dus",
        "stelliger",
    ),
    ("Mogelijk groeien", "Mensen groeien niet. [@F-effectiviteit-groei:stemmen] Mogelijk groeien", "klinkt kritisch"),
    (
        "Bezoekers lijken tevreden.",
        "Iedereen komt. [@E-interviews-tevreden-komen-bewoners-plus] Zij lijken",
        "«iedereen»",
    ),
    ("## Innovatie", "## Innovatie voor 900 mensen", "Een kop rust nergens op"),
    ("## Innovatie", "## Innovatie, bewezen", "Een kop rust nergens op"),
    ("[advies]", "[advis]", "geen verwijzing en geen merk"),
]


@pytest.mark.parametrize(("old", "new", "what"), PLANTED)
def test_a_planted_fault_fails_at_the_right_line(work: RoundWork, old: str, new: str, what: str) -> None:
    text = TEXT.replace(old, new, 1)
    assert text != TEXT
    found = [(row, said) for row, said in ((p.row, p.what) for p in written(work, text).problems) if what in said]
    new_line = new.strip().splitlines()[-1]
    assert {row for row, _ in found} == {line_of(text, new_line)}


def test_a_finding_that_no_claim_states_is_missed(work: RoundWork) -> None:
    text = TEXT.replace("Volgens het verslag is de aanpak nieuw. [@F-innovatie-aanpak]", "")
    ledger = written(work, text)
    assert [(p.value, p.row) for p in ledger.problems] == [("F-innovatie-aanpak", None)]


def test_a_finding_that_is_only_spoken_about_is_not_stated(work: RoundWork) -> None:
    ledger = written(work, TEXT.replace("[@F-innovatie-aanpak]", "[@F-innovatie-aanpak:fasen]"))
    assert [problem.value for problem in ledger.problems] == ["F-innovatie-aanpak"]


def test_dissent_that_is_left_out_is_missed_at_the_sentence_that_states_the_finding(work: RoundWork) -> None:
    text = TEXT.replace(
        "Drie partners wachtten lang op antwoord. [@E-interviews-samen-wachten-partners-min]", ""
    ).replace("[advies] [@E-interviews-samen-wachten-partners-min]", "[advies]")
    row, what = only_problem(written(work, text))
    assert row == line_of(text, "De samenwerking met partners is goed.")
    assert "geen kritisch bewijs" in what


def test_advice_does_not_count_as_naming_the_dissent(work: RoundWork) -> None:
    text = TEXT.replace("Drie partners wachtten lang op antwoord. [@E-interviews-samen-wachten-partners-min]", "")
    assert "geen kritisch bewijs" in only_problem(written(work, text))[1]


def test_of_a_mixed_finding_both_sides_must_be_named(work: RoundWork) -> None:
    text = TEXT.replace("Partners wachten lang. [@E-focusgroups-gemeente_contact-wachten-partners-min]", "")
    assert "geen kritisch bewijs" in only_problem(written(work, text))[1]


def test_values_are_printed_and_a_contradicted_figure_prints_what_adds_up(work: RoundWork) -> None:
    added = 'Er zijn {{ waarde("partners_totaal") }} partners, en het verslag drukt {{ gedrukt("partners_totaal") }}.'
    text = TEXT.replace("## Samenwerking", f"{added}\n\n## Samenwerking")
    ledger = written(work, text)
    assert ledger.problems == ()
    shown = {ledger.text(sentence) for _, sentence in ledger.sentences}
    assert "Er zijn 4 partners, en het verslag drukt 6." in shown
    assert "Er kwamen 430 bezoekers, en het doel was 400." in shown


def test_every_kind_of_problem_of_one_report_is_told_at_once(work: RoundWork) -> None:
    text = TEXT.replace("[@F-innovatie-aanpak]", "").replace("Drie partners", "412 partners")
    assert len(written(work, text).problems) >= 3


def test_a_number_that_went_stale_after_the_text_was_written_is_found(work: RoundWork) -> None:
    text = TEXT.replace('{{ waarde("unieke_bezoekers_doel") }}', "400 [@unieke_bezoekers_doel]")
    assert written(work, text).problems == ()
    figures = work.data.tables["figures"].copy()
    figures.loc[figures["figure_id"] == "unieke_bezoekers_doel", "printed"] = "450"
    changed = RoundWork.__new__(RoundWork)
    changed.__dict__.update(
        work.__dict__ | {"data": replace(work.data, tables=work.data.tables | {"figures": figures})}
    )
    row, what = only_problem(written(changed, text))
    assert row == line_of(text, "Er kwamen")
    assert "dekt dit getal" in what


def test_who_types_the_number_of_something_else_is_not_offered_it(work: RoundWork) -> None:
    """430 is how many visitors there were, and the sentence is about partners."""
    [problem] = written(work, TEXT.replace("Drie partners", "430 partners")).problems
    assert '{{ waarde("...") }}' in problem.mend


def test_what_is_not_read_is_told(work: RoundWork) -> None:
    folder = work.data.project.raw / "oefenronde" / "report"
    (folder / "notities.txt").write_text("x", encoding="utf-8")
    try:
        ledger = make(work.data, work.tables)
    finally:
        (folder / "notities.txt").unlink()
    assert [(p.file, p.what) for p in ledger.problems] == [
        ("raw/oefenronde/report/notities.txt", "Dit wordt niet gelezen.")
    ]


def test_a_template_that_is_named_and_missing_is_told(work: RoundWork) -> None:
    named = work.data.round.model_copy(update={"house_style": "huisstijl/bureau.dotx"})
    [problem] = make(replace(work.data, round=named), work.tables).problems
    assert (problem.file, problem.column, problem.value) == (
        "raw/oefenronde/round.yml",
        "house_style",
        "huisstijl/bureau.dotx",
    )
    assert problem.what == "Dit bestand is er niet."


def test_a_file_whose_name_can_not_stand_in_an_address_is_told(work: RoundWork) -> None:
    folder = work.data.project.raw / "oefenronde" / "report"
    good, odd = folder / "01_bevindingen.md", folder / "01 bevindingen & co.md"
    good.rename(odd)
    try:
        ledger = make(work.data, work.tables)
    finally:
        odd.rename(good)
    assert [(p.value, p.what) for p in ledger.problems] == [
        ("01 bevindingen & co.md", "Deze naam kan een zin niet aanwijzen.")
    ]


HOSTILE = 'Zonder twijfel [@F-x] {{ waarde("y") }} is `dit` *goed*:\n\n| tabel | <b>9.999</b> |'


def test_a_draft_can_be_made_of_whatever_stands_in_the_raw_tables(work: RoundWork) -> None:
    statements = work.data.tables["interview_statements"].assign(statement=HOSTILE)
    data = replace(work.data, tables=work.data.tables | {"interview_statements": statements})
    changed = work.tables["evidence"].assign(statement=HOSTILE)
    sources = Sources(data, work.tables | {"evidence": changed})
    for name, text in draft.files(data, work.tables | {"evidence": changed}, sources):
        found = parse(text, name)
        assert found.problems == ()
        for sentence in found.sentences:
            assert sentence.unknown == ()
            assert all(reference.id in sources.backing for reference in sentence.references)


def test_without_a_report_the_draft_is_checked_and_passes(work: RoundWork) -> None:
    path = work.data.project.raw / "oefenronde" / "report" / "01_bevindingen.md"
    hidden = path.with_name(".weg")
    path.rename(hidden)
    try:
        ledger = make(work.data, work.tables)
    finally:
        hidden.rename(path)
    assert ledger.drafted
    assert ledger.problems == ()
    stated = {name for _, sentence in ledger.sentences for name in ledger.rests_on(sentence)}
    assert set(work.tables["findings"]["finding_id"]) <= stated


def test_evidence_that_a_comparison_names_and_that_is_gone_is_told(work: RoundWork) -> None:
    row = {
        "comparison_id": "V1",
        "published_id": "P_bereik",
        "judgement": "same",
        "stage": "decision",
        "evidence_ids": "E-weg",
    }
    data = replace(
        work.data,
        tables=work.data.tables | {"comparisons": table("comparisons", {**row, "reason": "x", "researcher": "Lezer"})},
    )
    ledger = make(data, work.tables | {"comparison": comparison.table(data, work.result.findings, work.evidence.rows)})
    assert [(problem.file, problem.row, problem.value) for problem in ledger.problems] == [
        ("raw/oefenronde/comparisons.csv", None, "V1: E-weg")
    ]


def mends(work: RoundWork, text: str, **levels: str) -> list[str]:
    """Say how to mend one sentence, with another confidence for findings by their question."""
    findings = work.tables["findings"]
    pairs = zip(findings["question"], findings["confidence"], strict=True)
    findings = findings.assign(confidence=[levels.get(question, level) for question, level in pairs])
    sources = Sources(work.data, {**work.tables, "findings": findings})
    [block] = parse(text, "rapport.md").blocks
    [sentence] = block.sentences
    return [problem.mend for problem in problems_of(sentence, sources)]


CAREFUL = "Zeg het voorzichtiger, bijvoorbeeld met «mogelijk», «lijkt» of «er zijn aanwijzingen»."
UNCLEAR = "Zeg dat het niet duidelijk is."


@pytest.mark.parametrize(
    ("text", "level", "expected"),
    [
        # Without the word that makes it certain, the sentence is as firm as a moderate confidence allows; no lower one.
        ("Het Oefenhuis bereikt bewezen de buurt.", "high", []),
        ("Het Oefenhuis bereikt bewezen de buurt.", "moderate", ["Laat «bewezen» weg."]),
        ("Het Oefenhuis bereikt bewezen de buurt.", "low", [CAREFUL]),
        ("Het Oefenhuis bereikt bewezen de buurt.", "very low", [UNCLEAR]),
        ("Het Oefenhuis bereikt de buurt.", "moderate", []),
        ("Het Oefenhuis bereikt de buurt.", "low", [CAREFUL]),
        ("Het Oefenhuis bereikt de buurt.", "very low", [UNCLEAR]),
        ("Het Oefenhuis bereikt mogelijk de buurt.", "low", []),
        ("Het Oefenhuis bereikt mogelijk de buurt.", "very low", [UNCLEAR]),
        ("Of het Oefenhuis de buurt bereikt, is niet duidelijk.", "very low", []),
        ("Het is niet duidelijk of dit klopt: Het Oefenhuis bereikt de buurt.", "very low", []),
    ],
)
def test_the_mend_of_an_overstatement_brings_it_down_to_what_the_confidence_allows(
    work: RoundWork, text: str, level: str, expected: list[str]
) -> None:
    assert mends(work, f"{text} [@F-effectiviteit-bereik]", bereik=level) == expected


@pytest.mark.parametrize(
    ("said", "level", "expected"),
    [
        ("laag", "low", []),
        ("zeer laag", "very low", []),
        ("zeer laag", "low", ["Schrijf: laag."]),
        ("laag", "very low", ["Schrijf: zeer laag."]),
        ("redelijk", "low", ["Schrijf: laag."]),
        ("niet hoog", "low", []),  # what it is not, may be said
        ("voldoende", "low", []),  # no level at all
    ],
)
def test_a_level_that_a_sentence_names_must_be_that_of_its_finding(
    work: RoundWork, said: str, level: str, expected: list[str]
) -> None:
    assert mends(work, f"De zekerheid is {said}. [@F-effectiviteit-bereik:zekerheid]", bereik=level) == expected


def test_of_two_findings_one_must_have_the_level_that_is_named_and_the_mend_gives_that_of_the_first(
    work: RoundWork,
) -> None:
    text = "De zekerheid is {}. [@F-effectiviteit-bereik:zekerheid] [@F-effectiviteit-groei:zekerheid]"
    levels = {"bereik": "moderate", "groei": "low"}
    assert mends(work, text.format("redelijk"), **levels) == []
    assert mends(work, text.format("laag"), **levels) == []
    assert mends(work, text.format("hoog"), **levels) == ["Schrijf: redelijk."]


@pytest.mark.parametrize(
    ("bereik", "groei", "refused"), [("high", "high", False), ("high", "moderate", True), ("low", "high", True)]
)
def test_words_that_make_certain_need_that_every_finding_spoken_about_is_sure(
    work: RoundWork, bereik: str, groei: str, refused: bool
) -> None:
    text = "Dat staat vast. [@F-effectiviteit-bereik:stemmen] [@F-effectiviteit-groei:stemmen]"
    assert mends(work, text, bereik=bereik, groei=groei) == (["Laat «staat vast» weg."] if refused else [])


def test_a_number_that_no_name_has_is_told_with_a_place_for_the_name(work: RoundWork) -> None:
    [mend] = mends(work, "Er kwamen 9.871 mensen. [@F-effectiviteit-bereik:stemmen]")
    assert '{{ waarde("...") }}' in mend


@pytest.mark.parametrize(
    ("text", "refused"),
    [
        ("Het aantal klopt. [@R-unieke_bezoekers]", True),
        ("Het aantal klopt niet. [@unieke_bezoekers]", True),
        ('De {{ waarde("unieke_bezoekers") }} bezoekers kloppen.', True),
        ("Mogelijk klopt het aantal. [@R-unieke_bezoekers]", False),
        ("Het aantal volgt uit een aanname van ons. [@R-unieke_bezoekers]", False),
    ],
)
def test_what_only_an_assumption_of_ours_gives_may_not_be_called_right_or_wrong(
    work: RoundWork, text: str, *, refused: bool
) -> None:
    reproduction = work.tables["reproduction"]
    for verdict, basis, wrong in (("not reproducible", "assumed", refused), ("reproduced", "recomputed", False)):
        own = reproduction["claim_id"] == "R-unieke_bezoekers"
        told = reproduction.assign(
            verdict=reproduction["verdict"].mask(own, verdict), basis=reproduction["basis"].mask(own, basis)
        )
        sources = Sources(work.data, {**work.tables, "reproduction": told})
        [block] = parse(text, "rapport.md").blocks
        problems = problems_of(block.sentences[0], sources)
        assert any("aanname van ons" in problem.what for problem in problems) is wrong


@pytest.mark.parametrize("text", ["", "\ufeff", " \n", "# Kop\n"])
def test_a_report_in_which_nothing_stands_leaves_every_finding_out_and_is_no_crash(work: RoundWork, text: str) -> None:
    ledger = written(work, text)
    told = [problem.what for problem in ledger.problems]
    assert told.count("Geen zin van het rapport noemt deze bevinding.") == len(work.tables["findings"])
    assert ("In dit bestand staat niets." in told) == ("Kop" not in text)
    assert len(ledger.table()) == 0
