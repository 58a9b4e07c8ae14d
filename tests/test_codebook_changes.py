"""What is different between two codebooks, by what they say themselves and otherwise by their words."""

from collections.abc import Mapping

import pytest

from pipeline.codebook import Code, Codebook, Indicator, Question, Theme, Voice
from pipeline.codebook_changes import Change, changes

Codes = Mapping[str, str | tuple[str, tuple[str, ...]]]


def question(name: str, codes: Codes, text: str = "", was: tuple[str, ...] = (), **more: object) -> Question:
    made = [
        Code(id=code, label=code.title(), definition=said if isinstance(said, str) else said[0])
        if isinstance(said, str)
        else Code(id=code, label=code.title(), definition=said[0], was=said[1])
        for code, said in codes.items()
    ]
    fields: dict[str, object] = {"theme": "thema", "label": name.title(), "asked_in": ["interviews"], **more}
    return Question(id=name, question=text or f"Hoe is {name}?", was=was, codes=made, **fields)  # type: ignore[arg-type]


def book(*questions: Question, **more: object) -> Codebook:
    theme = Theme(id="thema", label="Thema", definition="", source="")
    fields: dict[str, object] = {"voices": [], "indicators": (), "instruments": {}, **more}
    return Codebook(themes=[theme], questions=list(questions), **fields)  # type: ignore[arg-type]


OLD = book(
    question("sfeer", {"welkom": "Of men zich welkom voelt.", "rust": "Of het er rustig is."}),
    question("hulp", {"geld": "Hulp bij geld.", "taal": "Hulp bij taal."}),
)


def briefly(after: Codebook, before: Codebook = OLD) -> list[tuple[str, str, tuple[str, ...], tuple[str, ...]]]:
    return [(each.kind, each.how, each.before, each.after) for each in changes(before, after)]


def test_of_the_same_codebook_there_is_nothing_to_tell() -> None:
    assert changes(OLD, OLD) == []


def test_a_code_that_says_what_it_was_is_renamed_split_or_merged() -> None:
    after = book(
        question("sfeer", {"onthaal": ("Hoe men wordt begroet.", ("welkom",)), "stilte": ("Stilte.", ("rust",))}),
        question(
            "hulp",
            {
                "geld": "Hulp bij geld.",
                "lezen": ("Hulp bij lezen.", ("taal",)),
                "praten": ("Hulp bij praten.", ("taal",)),
            },
        ),
    )
    assert briefly(after) == [
        ("code", "renamed", ("sfeer.welkom",), ("sfeer.onthaal",)),
        ("code", "other words", ("sfeer.welkom",), ("sfeer.onthaal",)),
        ("code", "other words", ("sfeer.welkom",), ("sfeer.onthaal",)),
        ("code", "renamed", ("sfeer.rust",), ("sfeer.stilte",)),
        ("code", "other words", ("sfeer.rust",), ("sfeer.stilte",)),
        ("code", "other words", ("sfeer.rust",), ("sfeer.stilte",)),
        ("code", "split", ("hulp.taal",), ("hulp.lezen", "hulp.praten")),
    ]
    merged = book(OLD.questions[0], question("hulp", {"alles": ("Hulp.", ("geld", "taal"))}))
    assert briefly(merged) == [("code", "merged", ("hulp.geld", "hulp.taal"), ("hulp.alles",))]
    into_one_of_them = book(OLD.questions[0], question("hulp", {"geld": ("Hulp bij geld.", ("taal",))}))
    assert briefly(into_one_of_them) == [("code", "merged", ("hulp.geld", "hulp.taal"), ("hulp.geld",))]


def test_what_has_the_same_words_under_another_name_is_said_to_be_so_by_its_words() -> None:
    codes = {"onthaal": "of men zich welkom voelt", "rust": "Of het er rustig is."}
    found = changes(OLD, book(question("sfeer", codes), OLD.questions[1]))
    assert [(each.how, each.by_words) for each in found] == [("renamed", True), ("other words", False)]
    assert found[1].part == "label"


def test_what_is_new_and_what_is_gone() -> None:
    after = book(
        question("sfeer", {"welkom": "Of men zich welkom voelt."}), question("buurt", {"groen": "Groen."}, "En buiten?")
    )
    assert briefly(after) == [
        ("question", "new", (), ("buurt",)),
        ("question", "dropped", ("hulp",), ()),  # its codes go with it
        ("code", "dropped", ("sfeer.rust",), ()),
    ]


def test_the_codes_of_a_question_under_another_name_go_with_it() -> None:
    after = book(
        question("klimaat", {"welkom": "Anders.", "rust": "Of het er rustig is."}, was=("sfeer",)), OLD.questions[1]
    )
    found = changes(OLD, after)
    assert [(each.kind, each.how, each.part) for each in found] == [
        ("question", "renamed", ""),
        ("question", "other words", "label"),
        ("question", "other words", "question"),
        ("code", "other words", "definition"),
    ]
    assert found[-1].said == ("Of men zich welkom voelt.", "Anders.")


def test_a_question_can_be_merged_and_its_codes_are_followed() -> None:
    both = {"welkom": "Of men zich welkom voelt.", "rust": "Of het er rustig is.", "geld": "Hulp bij geld."}
    after = book(question("samen", both, was=("sfeer", "hulp")))
    assert briefly(after) == [
        ("question", "merged", ("sfeer", "hulp"), ("samen",)),
        ("code", "dropped", ("hulp.taal",), ()),
    ]


def test_a_code_that_went_to_another_question_is_followed_by_its_words() -> None:
    after = book(
        question("sfeer", {"welkom": "Of men zich welkom voelt."}),
        question("hulp", {"geld": "Hulp bij geld.", "taal": "Hulp bij taal.", "rust": "Of het er rustig is."}),
    )
    assert changes(OLD, after) == [Change("code", "moved", ("sfeer.rust",), ("hulp.rust",), by_words=True)]


def test_a_former_name_that_never_was_is_told() -> None:
    after = book(
        question("sfeer", {"welkom": "Of men zich welkom voelt.", "stil": ("Stil.", ("rsut",))}), OLD.questions[1]
    )
    assert [(each.how, each.before, each.after) for each in changes(OLD, after)] == [
        ("unknown", ("sfeer.rsut",), ("sfeer.stil",)),
        ("new", (), ("sfeer.stil",)),
        ("dropped", ("sfeer.rust",), ()),
    ]


@pytest.mark.parametrize(
    ("more", "part"),
    [
        ({"asked_in": ["surveys", "interviews"]}, "asked_in"),
        ({"theme": "ander"}, "theme"),
        ({"instrument": "z"}, "instrument"),
    ],
)
def test_what_a_question_says_else_is_told(more: Mapping[str, object], part: str) -> None:
    after = book(
        question("sfeer", {"welkom": "Of men zich welkom voelt.", "rust": "Of het er rustig is."}, **more),
        OLD.questions[1],
    )
    assert [(each.how, each.part) for each in changes(OLD, after)] == [("other words", part)]
    same = book(question("sfeer", {"welkom": "x"}, asked_in=["a", "b"]))
    assert not changes(same, book(question("sfeer", {"welkom": "x"}, asked_in=["b", "a"])))


def test_voices_and_figures_are_followed_by_name() -> None:
    voice = Voice(id="buren", label="Buren", definition="Wie er woont.")
    figure = Indicator(id="inloop", label="Inloop", question="hulp", aspect="geld", favourable="higher")
    before = book(*OLD.questions, voices=[voice], indicators=(figure,))
    after = book(
        *OLD.questions,
        voices=[voice.model_copy(update={"insider": True})],
        indicators=(figure.model_copy(update={"id": "bezoek"}),),
    )
    assert briefly(after, before) == [
        ("voice", "other words", ("buren",), ("buren",)),
        ("indicator", "new", (), ("bezoek",)),
        ("indicator", "dropped", ("inloop",), ()),
    ]
