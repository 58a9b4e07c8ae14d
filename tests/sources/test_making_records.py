"""From files to records: who said it, which way it points, what counts once, and what waits."""

import re
from dataclasses import replace

import pytest

from pipeline.codebook import Codebook, Question
from pipeline.sources.decisions import Choices, Decisions, PersonDecision, TalkDecision
from pipeline.sources.making import Made, Setting, make
from pipeline.sources.model import Case, Coding, Document, Material
from pipeline.sources.pseudonyms import Pseudonyms
from pipeline.sources.talks import Known

# It reads whole rounds, or writes them.
pytestmark = pytest.mark.slow

# Invented.
TEXT = "I: Hoe is het?\nMarie: Ik kom hier graag.\nPiet: Ik niet, het is hier koud.\nMarie: Echt wel.\nPiet: Nee.\n"
QUESTION = Question.model_validate(
    {
        "id": "beleving",
        "theme": "t",
        "label": "Beleving",
        "question": "?",
        "asked_in": ["interviews"],
        "codes": [
            {"id": "welkom", "label": "Welkom", "definition": "x"},
            {"id": "sfeer", "label": "Sfeer", "definition": "x"},
        ],
    }
)
BOOK = Codebook(themes=[], voices=[], questions=[QUESTION], indicators=(), instruments={})
CHOICES = Choices(
    {"beleving": ("welkom", "sfeer")}, ("klanten", "bewoners"), ("noord",), (("Leeftijd", "leeftijd", ("jong",)),)
)


def made(*materials: Material, people: dict[str, PersonDecision] | None = None, known: Known = Known(), **more) -> Made:  # noqa: B008
    decisions = Decisions(people=people or {}, **more)
    return make(materials, Setting(BOOK, "interviews", CHOICES, decisions, known, named()))


def named(key: bytes = b"k" * 32, round_id: str = "r") -> Pseudonyms:
    return Pseudonyms(lambda: key, round_id)


def coding(
    words: str, code: str, coder: str = "AB", file: str = "a", document: str = "G", text: str = TEXT, **more
) -> Coding:
    start = text.index(words)
    return Coding(document, start, start + len(words), words, tuple(code.split(" > ")), coder, file, **more)


def material(
    *codings: Coding, file: str = "a", text: str = TEXT, document: str = "G", cases: tuple[Case, ...] = ()
) -> Material:
    return Material(
        file, "verzonnen", (Document(document, text, file),), (), codings, cases, {"coderingen": len(codings)}
    )


VOICES = {"G: Marie": PersonDecision("K01", "klanten"), "G: Piet": PersonDecision("K02", "bewoners", "noord", "ja")}


def codes(found: Made) -> list[tuple[str, ...]]:
    columns = ("respondent", "coder", "aspect", "direction", "text")
    return [tuple(row[column] for column in columns) for row in found.tables["segments"]]


def became(found: Made, *materials: Material) -> dict[str, int]:
    counted = dict(found.report.became)
    assert sum(counted.values()) == sum(each.found["coderingen"] for each in materials)
    return counted


def test_the_speakers_of_a_group_are_respondents() -> None:
    one = material(
        coding("Ik kom hier graag", "welkom +"), coding("het is hier koud", "sfeer -"), coding("Hoe is het?", "sfeer +")
    )
    waits = made(one)
    assert waits.report.waiting == {"personen": 2}
    assert became(waits, one) == {"wacht op koppeling.xlsx": 3}
    assert not waits.tables["interviews"]
    found = made(one, people=VOICES)
    assert codes(found) == [
        ("K01", "AB", "welkom", "1", "Ik kom hier graag"),
        ("K02", "AB", "sfeer", "-1", "het is hier koud"),
    ]
    assert [(row["respondent_id"], row["voice"], row["unit"]) for row in found.tables["respondents"]] == [
        ("K01", "klanten", ""),
        ("K02", "bewoners", "noord"),
    ]
    assert found.tables["interviews"][0]["respondents"] == "K01; K02"
    assert became(found, one)["niet over te nemen"] == 1
    assert ["de vrager" in line.what for line in found.report.lines if line.lost] == [True]


def test_two_names_of_one_person_are_one() -> None:
    people = {"G: Marie": PersonDecision("K01", "klanten"), "G: Piet": PersonDecision("K01")}
    found = made(material(coding("Nee", "welkom -")), people=people)
    assert found.tables["interviews"][0]["respondents"] == "K01"
    assert [row["respondent_id"] for row in found.tables["respondents"]] == ["K01"]


def test_whoever_is_left_out_takes_no_words_of_others() -> None:
    people = VOICES | {"G: Piet": PersonDecision(take=False)}
    one = material(coding("Nee", "welkom -"), coding("Echt wel", "welkom +"))
    found = made(one, people=people)
    assert [row[0] for row in codes(found)] == ["K01"]
    assert became(found, one) == {"niet over te nemen": 1, "overgenomen": 1}


@pytest.mark.parametrize(
    ("over", "direction"),
    [(("Positief",), "1"), (("Minpunt",), "-1"), (("Positief", "Negatief"), "0"), ((), None)],
)
def test_a_direction_that_lies_over_the_stretch_is_its_direction(over: tuple[str, ...], direction: str | None) -> None:
    stretch = coding("Ik kom hier graag", "welkom")
    elsewhere = coding("Nee", "Positief")
    other = coding("hier graag", "Positief", coder="CD")  # of somebody else
    one = material(stretch, elsewhere, other, *(coding("kom hier", name) for name in over))
    found = made(one, people=VOICES)
    assert [row[3] for row in codes(found)] == ([direction] if direction else [])
    assert became(found, one)["gelezen als richting van een andere code"] == 2 + len(over)
    assert found.report.waiting == ({} if direction else {"codes": 1})


def test_files_of_two_coders_merge_and_the_same_code_counts_once() -> None:
    first = material(coding("Nee", "welkom -"), coding("Nee", "welkom -", coder="ab"), coding("Nee", "Welkom > -"))
    second = material(coding("Nee", "welkom -", coder="CD", file="b"), file="b")
    found = made(first, second, first, people=VOICES)
    assert [row[1] for row in codes(found)] == ["AB", "CD"]
    counted = became(found, first, second, first)
    assert counted == {"overgenomen": 2, "dubbel: telt één keer": 5}


def test_a_copy_with_another_name_or_other_spaces_is_the_same_conversation() -> None:
    spaced = TEXT.replace("\n", "\n\n").replace("hier graag", "hier  graag")
    copy = material(
        coding("hier  graag", "welkom +", coder="CD", file="b", document="G (CD)", text=spaced),
        file="b",
        text=spaced,
        document="G (CD)",
    )
    first = material(coding("hier graag", "welkom +"))
    found = made(first, copy, people=VOICES)
    told = "Dit is op spaties en regels na dezelfde tekst als G in a; beide tellen als één gesprek."
    assert [line.what for line in found.report.lines] == [told]
    assert [(row["coder"], row["interview"], row["start"], row["end"]) for row in found.tables["segments"]] == [
        ("AB", "G", str(TEXT.index("hier graag")), str(TEXT.index("hier graag") + 10)),
        ("CD", "G", str(TEXT.index("hier graag")), str(TEXT.index("hier graag") + 10)),
    ]


def test_words_that_are_not_in_the_text_that_is_kept_are_lost_and_told() -> None:
    other = TEXT.replace("koud", "warm")
    second = material(coding("hier warm", "sfeer +", coder="CD", file="b", text=other), file="b", text=other)
    found = made(material(), second, people=VOICES)
    assert not codes(found)
    assert [line.value for line in found.report.lines if line.lost] == ["hier warm"]
    kept = "De tekst van dit gesprek is anders dan in a; de tekst van a is aangehouden."
    assert [line.what for line in found.report.lines if not line.lost] == [kept]


def test_what_any_file_says_of_a_conversation_counts() -> None:
    second = Document("G", TEXT, "b", {"Gesprek: Onderdeel": "NOORD"})
    found = made(material(), Material("b", "verzonnen", (second,)), people=VOICES)
    assert [row["unit"] for row in found.tables["interviews"]] == ["noord"]


def test_cases_go_before_speakers_and_say_more() -> None:
    case = Case("K07", ("G",), (), {"Stem": "Klanten", "leeftijd": "JONG", "Onderdeel": "noord"})
    found = made(material(coding("Nee", "welkom -"), cases=(case,)))
    (row,) = found.tables["respondents"]
    assert (row["respondent_id"], row["voice"], row["leeftijd"], row["unit"]) == ("K07", "klanten", "jong", "noord")
    assert not found.report.waiting


def test_the_name_of_a_person_becomes_a_pseudonym() -> None:
    case = Case("Jan de Tester", ("G",), (), {"Stem": "klanten"})
    found = made(material(coding("Nee", "welkom -"), cases=(case,)))
    (name,) = (row["respondent_id"] for row in found.tables["respondents"])
    assert re.fullmatch("P[2-9][2-9CDFHJKMNPQRTVWX]{4}", name)
    assert [row["Naam"] for row in found.asked["personen"]] == [f"persoon {found.who_is_who[0][1][8:]}"]
    assert found.who_is_who == [("Jan de Tester", found.asked["personen"][0]["Naam"], name)]


def test_what_is_typed_counts() -> None:
    known = Known(
        {"K01": {"respondent_id": "K01", "voice": "klanten"}},
        {"G01": {"interview_id": "G01", "respondents": "K01", "transcript": "Gesprek een.docx"}},
    )
    text = "Ik kom hier graag.\n"
    one = material(coding("Ik kom", "welkom +", document="Gesprek een", text=text), text=text, document="Gesprek een")
    found = made(one, known=known)
    assert codes(found) == [("K01", "AB", "welkom", "1", "Ik kom")]
    assert found.tables["segments"][0]["interview"] == "G01"
    assert not found.tables["interviews"]
    assert not found.tables["respondents"]


def test_a_conversation_that_is_left_out_is_counted_as_such() -> None:
    one = material(coding("Nee", "welkom -"))
    found = made(one, people=VOICES, talks={"G": TalkDecision(take=False)})
    assert became(found, one) == {"niet overgenomen, zoals in koppeling.xlsx staat": 1}
    assert found.asked["gesprekken"][0]["Overnemen"] == "nee"


def test_a_speaker_with_the_name_of_a_case_is_that_case() -> None:
    alone = "Ik kom hier graag.\n"
    case = Case("Piet", ("H",), (), {"Stem": "bewoners"})
    first = Material("a", "x", (Document("H", alone, "a"),), cases=(case,))
    found = made(
        first, material(coding("Nee", "welkom -", file="b"), file="b"), people={"G: Marie": VOICES["G: Marie"]}
    )
    piet, marie = (row["respondent_id"] for row in found.tables["respondents"])
    assert marie == "K01"
    assert {row["interview_id"]: row["respondents"] for row in found.tables["interviews"]} == {
        "H": piet,
        "G": f"K01; {piet}",
    }


ONCE = "I: Komen jullie samen?\nAhmet: Ja.\nRia: Ze onthouden mijn thee.\nI: En?\nAhmet: Wat ik zag: niets.\n"


def of_two(*codings: tuple[str, str]) -> Material:
    own = [coding(words, code, document="Interview K02", text=ONCE) for words, code in codings]
    return material(*own, text=ONCE, document="Interview K02")


def test_who_speaks_once_is_asked_and_nobody_else_gets_their_words() -> None:
    known = Known({"K02": {"respondent_id": "K02", "voice": "bewoners"}})
    one = of_two(("Ze onthouden mijn thee", "welkom +"), ("Ja", "sfeer +"))
    ahmet = {"Interview K02: Ahmet": PersonDecision("K02")}
    waits = made(one, known=known, people=ahmet)
    assert not codes(waits)
    assert waits.report.waiting == {"personen": 1}
    # In the report stands a code; who that is, only the table beside the key tells.
    coded = {name: label.partition(": ")[2] for name, label, _ in waits.who_is_who}
    told = [line.value for line in waits.report.lines if "Spreekt hier iemand" in line.what]
    assert told == [coded["Interview K02: Ria"]]
    both = made(one, known=known, people={**ahmet, "Interview K02: Ria": PersonDecision("K09", "klanten")})
    assert [(row[0], row[4]) for row in codes(both)] == [("K09", "Ze onthouden mijn thee"), ("K02", "Ja")]
    assert not [line for line in both.report.lines if "Spreekt hier iemand" in line.what]
    same = made(one, known=known, people={**ahmet, "Interview K02: Ria": PersonDecision("K02")})
    assert {row[0] for row in codes(same)} == {"K02"}
    left = made(one, known=known, people={**ahmet, "Interview K02: Ria": PersonDecision(take=False)})
    assert [row[4] for row in codes(left)] == ["Ja"]


def test_a_pseudonym_in_the_name_of_a_document_is_of_nobody_where_two_people_answer() -> None:
    known = Known({"K02": {"respondent_id": "K02", "voice": "bewoners"}})
    found = made(of_two(), known=known)
    asked = [(row["Naam"], row["Persoon"]) for row in found.asked["personen"] if row["Persoon"]]
    assert [(label, name) for _, label, name in found.who_is_who] == asked
    assert [name for name, *_ in found.who_is_who] == ["Interview K02: Ahmet", "Interview K02: Ria"]
    assert not {"K02"} & {name for _, name in asked}


@pytest.mark.parametrize(("typed", "expected"), [(("K04",), "K04"), ((), "K04"), (("K04", "K05"), "K04")])
def test_a_pseudonym_in_the_name_of_a_document_is_of_who_answers_there(typed: tuple[str, ...], expected: str) -> None:
    text = "I: Hoe is het?\nR: Goed.\nI: En?\nR: Ook goed.\n"
    known = Known({name: {"respondent_id": name, "voice": "klanten"} for name in typed})
    found = made(material(text=text, document="Interview 4 - K04"), known=known)
    assert [row["Persoon"] for row in found.asked["personen"] if row["Persoon"]] == [expected]


def test_headings_in_notes_may_be_given_to_who_they_are_about() -> None:
    text = "Mevrouw komt hier graag.\nWerk: zij helpt in de keuken.\n"
    name = "Gesprek K01"
    one = material(
        coding("komt hier graag", "welkom +", document=name, text=text),
        coding("helpt in de keuken", "sfeer +", document=name, text=text),
        text=text,
        document=name,
    )
    known = Known({"K01": {"respondent_id": "K01", "voice": "klanten"}})
    assert not codes(made(one, known=known))
    decided = {f"{name}: Werk": PersonDecision("K01")}
    assert [row[0] for row in codes(made(one, known=known, people=decided))] == ["K01", "K01"]


def test_what_is_read_as_part_of_a_sentence_is_told() -> None:
    text = "Marie: Ik kwam binnen.\nWat ik zag: een volle tafel.\nMarie: Fijn.\n"
    found = made(material(text=text))
    assert [line.value for line in found.report.lines if "dubbele punt" in line.what] == ["«Wat ik zag»"]


def test_a_text_in_which_only_who_asks_has_a_name_is_told() -> None:
    found = made(material(text="I: Hoe is het?\nGoed hoor.\n"))
    assert [line.value for line in found.report.lines if "Alleen wie vraagt" in line.what] == ["I"]


@pytest.mark.parametrize(
    ("group", "decided", "unit", "proposal", "lost", "told"),
    [
        ("NOORD", "", "noord", "", False, "gelezen als onderdeel van 1 gesprek"),
        ("Kamer Noord", "", "", "noord", True, "Misschien is het «noord»"),
        ("Kamer Noord", "noord", "noord", "", False, "daarvan is het onderdeel al bekend"),
        ("Oud", "", "", "", True, "niet overgenomen voor 1 gesprek."),
    ],
)
def test_a_group_of_documents_becomes_a_unit_or_is_told(
    group: str, decided: str, unit: str, proposal: str, lost: bool, told: str
) -> None:
    one = Material("b", "verzonnen", (Document("G", TEXT, "b", groups=(group,)),))
    found = made(material(), one, people=VOICES, talks={"G": TalkDecision(unit=decided)})
    assert [row["unit"] for row in found.tables["interviews"]] == [unit]
    assert [row["Voorstel"] for row in found.asked["gesprekken"]] == [proposal]
    assert [(line.file, line.value, line.lost) for line in found.report.lines] == [("b", group, lost)]
    assert told in found.report.lines[0].what


def test_a_conversation_in_groups_of_two_units_is_of_neither() -> None:
    choices = replace(CHOICES, units=("noord", "zuid"))
    one = Material("a", "verzonnen", (Document("G", TEXT, "a", groups=("noord", "zuid")),))
    found = make((one,), Setting(BOOK, "interviews", choices, Decisions(people=VOICES), Known(), named()))
    assert [row["unit"] for row in found.tables["interviews"]] == [""]
    assert [(line.value, line.lost) for line in found.report.lines] == [("noord", True), ("zuid", True)]


@pytest.mark.parametrize(
    ("case", "text", "others"),
    [
        ("K02", ONCE, ["Ahmet, Ria"]),
        ("Ahmet", ONCE, ["Ria"]),
        ("K02", "I: Hoe is het?\nMarie: Goed.\nMarie: Echt.\n", []),  # who the case is, by their name
        ("K02", "I: Hoe is het?\nR: Goed.\nK02: Echt.\n", []),
    ],
)
def test_speakers_besides_the_case_that_a_whole_text_is_of_are_told(case: str, text: str, others: list[str]) -> None:
    found = made(material(text=text, cases=(Case(case, ("G",), (), {"Stem": "klanten"}),)))
    assert [line.value for line in found.report.lines if "spreken er meer" in line.what] == others


@pytest.mark.parametrize(("interview", "names"), [("", ["Marie"]), ("G05", [])])
def test_a_name_in_the_key_of_a_conversation_is_told(interview: str, names: list[str]) -> None:
    people = {
        f"Gesprek 5 - Marie: {name}": PersonDecision(f"K0{number}", "klanten")
        for number, name in enumerate(("Marie", "Piet"))
    }
    talks = {"Gesprek 5 - Marie": TalkDecision(interview)}
    found = made(material(document="Gesprek 5 - Marie"), people=people, talks=talks)
    coded = {name.partition(": ")[2]: label.partition(": ")[2] for name, label, _ in found.who_is_who}
    assert [line.value for line in found.report.lines if "kenmerk" in line.what] == [coded[name] for name in names]


@pytest.mark.parametrize(
    ("first", "second", "told"),
    [
        ("Sjaak van der Meulen", "Sjaak van der meulen", True),
        ("Sjaak van der Meulen", "Sjaak de Wit", False),
        ("Sjaak", "Sjaak", False),  # two people may well be called so
    ],
)
def test_the_same_full_name_in_two_conversations_is_told_by_codes(first: str, second: str, told: bool) -> None:
    texts = {"G": first, "H": second}
    files = [
        material(coding("Prima.", "welkom +", document=talk, text=text), text=text, document=talk, file=f"{talk}.txt")
        for talk, name in texts.items()
        if (text := f"I: Hoe is het?\n{name}: Prima.\nI: En?\n{name}: Ja hoor.\n")
    ]
    found = made(*files)
    assert len(found.same_name) == told
    own = [row["Persoon"] for row in found.asked["personen"] if row["Persoon"]]
    for line in found.same_name:
        assert all(code in line.what for code in own)
        assert "Sjaak" not in line.what
        assert line in found.report.lines
    people = {f"{talk}: {name}": PersonDecision("K01", "klanten") for talk, name in texts.items()}
    assert not made(*files, people=people).same_name
