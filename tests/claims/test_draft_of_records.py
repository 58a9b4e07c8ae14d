"""The draft of a round that was collected: what each phase has most of, and a quote of who agreed to it."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.claims import draft
from pipeline.claims.backing import Sources
from pipeline.claims.checks import problems_of
from pipeline.claims.text import parse
from pipeline.notebook.round import RoundWork, open_round
from pipeline.records import records

# It reads whole rounds, or writes them.
pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
QUOTE = re.compile(r"Iemand zegt: “([^”]*)”")


@pytest.fixture(scope="module")
def collected() -> tuple[RoundWork, Sources]:
    """Open the demonstration round, with what its sentences can rest on."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("KLANKBORD_PROJECT", str(ROOT))
        work = open_round("voorbeeld-2021")
        return work, Sources(work.data, work.tables)


def drafted(collected: tuple[RoundWork, Sources]) -> dict[str, str]:
    work, sources = collected
    return dict(draft.files(work.data, work.tables, sources))


def test_each_phase_that_points_the_way_of_a_finding_says_its_largest_count(collected) -> None:
    _, sources = collected
    text = "\n".join(drafted(collected).values())
    for finding in sources.findings.values():
        pieces = [sources.evidence[name] for name in finding["evidence_ids"].split()]
        carrying = [piece for piece in pieces if piece["direction"] == finding["direction"] != 0]
        for phase in {piece["phase"] for piece in carrying}:
            most = max(piece["n"] for piece in carrying if piece["phase"] == phase)
            listed = [
                piece["evidence_id"]
                for piece in carrying
                if piece["phase"] == phase and re.search(rf"^- .*\[@{re.escape(piece['evidence_id'])}\]", text, re.M)
            ]
            assert [sources.evidence[name]["n"] for name in listed] == [most]


def test_a_quote_is_word_for_word_of_somebody_who_agreed(collected) -> None:
    work, _ = collected
    agreed = {
        row["respondent_id"] for row in records(work.data.whole("respondents")) if row["consent_quotable"] == "ja"
    }
    talks = {row["interview_id"]: row["respondents"] for row in records(work.data.whole("interviews"))}
    said = {
        row["text"].strip(" ."): row["respondent"] or talks[row["interview"]]
        for row in records(work.data.whole("segments"))
    }
    quotes = [quote for text in drafted(collected).values() for quote in QUOTE.findall(text)]
    assert quotes
    assert all(said[quote] in agreed for quote in quotes)


def test_who_did_not_agree_is_not_quoted(collected) -> None:
    work, sources = collected
    refused = work.data.whole("respondents").assign(consent_quotable="nee")
    data = replace(work.data, inside={**work.data.inside, "respondents": refused})
    assert not any(QUOTE.search(text) for _, text in draft.files(data, work.tables, sources))


def test_a_draft_that_somebody_takes_over_as_it_is_has_no_mistakes(collected) -> None:
    _, sources = collected
    for name, text in drafted(collected).items():
        for sentence in parse(text, name).sentences:
            assert problems_of(sentence, sources) == [], sentence.text


@pytest.mark.parametrize("change", [("113", "114"), ("113", "67"), ("eens» of", "oneens» of")])
def test_words_of_evidence_that_were_changed_are_no_words_of_it(collected, change: tuple[str, str]) -> None:
    _, sources = collected
    text = drafted(collected)["02_effectiviteit.md"]
    line = next(line for line in text.splitlines() if "113 van de 180" in line)
    before, after = (next(iter(parse(words, "a.md").sentences)) for words in (line, line.replace(*change)))
    assert problems_of(before, sources) == []
    assert problems_of(after, sources) != []


@pytest.mark.parametrize(
    ("side", "inside", "words"),
    [
        ("against", False, "niets gevonden dat daartegen pleit"),
        ("against", True, "geen groep gevonden die daar als geheel tegen pleit"),
        ("positive", False, "geen groep gevonden die als geheel positief is"),
        ("critical", False, "geen groep gevonden die als geheel kritisch is"),
    ],
)
def test_of_a_mixed_finding_it_is_not_said_that_nothing_is_on_a_side(side: str, *, inside: bool, words: str) -> None:
    assert draft.not_found(side, inside=inside) == words


def test_of_what_every_edition_shows_a_draft_can_be_taken_over_for_all_of_them(collected) -> None:
    """So it is written by `claims --draft`: a count that the edition for everybody leaves out does not stand there."""
    work, sources = collected
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("KLANKBORD_PROJECT", str(ROOT))
        public = open_round("voorbeeld-2021", edition="public")
    shown = public.shown
    may_be = Sources(work.data, shown)
    texts = dict(draft.files(work.data, shown, may_be))
    for name, text in texts.items():
        for sentence in parse(text, name).sentences:
            assert problems_of(sentence, sources) == []
            assert problems_of(sentence, may_be) == []
    everything = "\n".join(texts.values())
    lines = [line for line in everything.split("\n") if any(f"[@{piece}]" in line for piece in public.hidden.pieces)]
    assert lines
    assert not [line for line in lines if re.search(r"\bvan de (?:\d|\w+ geïnterviewden)", line)]
