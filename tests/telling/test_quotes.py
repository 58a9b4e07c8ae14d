"""Quotes: only of who agreed to it, one each way, and never with who said it."""

from dataclasses import replace

from helpers_rounds import codebook, round_data, table

from pipeline.contracts.loading import RoundData
from pipeline.looks.cell import stored
from pipeline.phases.interviews.evidence import gather
from pipeline.phases.interviews.segment_telling import own_conversations
from pipeline.telling.quotes import are_quotes
from pipeline.telling.trace import behind

PIECE = "E-interviews-q1-a-v1"


def round_of(others: int = 0, recognisable: str = "ja", **quotable: str) -> RoundData:
    """Make a round in which r1 to r3 are positive and r4 is critical; `quotable` says who agreed, by person.

    Parameters
    ----------
    others : int
        How many more people of the same voice spoke, who are positive too and may not be quoted.
    recognisable : str
        What everybody said of being recognised.
    """
    names = ("r1", "r2", "r3", "r4", *(f"o{number}" for number in range(others)))
    said = [
        {
            "interview": f"i{name}",
            "direction": -1 if name == "r4" else 1,
            "text": f"De woorden van {name}",
            "coder": "Zus",
        }
        for name in names
    ]
    return round_data(
        codebook({"q1": ["interviews"]}),
        {
            "respondents": table(
                "respondents",
                *(
                    {
                        "respondent_id": name,
                        "voice": "v1",
                        "consent_quotable": quotable.get(name, "nee"),
                        "consent_recognisable": recognisable,
                    }
                    for name in names
                ),
            ),
            "interviews": table(
                "interviews",
                *({"interview_id": f"i{name}", "respondents": name, "interviewer": "Interviewster"} for name in names),
            ),
            "segments": table("segments", *({"question": "q1", "aspect": "a", "memo": "Geheim"} | row for row in said)),
        },
    )


def quoted(data: RoundData) -> list[tuple[str, str]]:
    """Give the quotes behind the one piece of evidence."""
    places = behind(data, gather(data))[PIECE]
    return places if are_quotes(places) else []


def test_one_each_way_the_most_first() -> None:
    """Of what one voice said the first on either side is quoted, so that dissent is there, beginning with the most."""
    places = quoted(round_of(r2="ja", r3="ja", r4="ja"))
    assert places == [
        ("“De woorden van r2”", "letterlijk, een deelnemer; positief"),
        ("“De woorden van r4”", "letterlijk, een deelnemer; kritisch"),
    ]
    assert are_quotes(places)


def test_who_did_not_agree_is_counted_and_not_quoted() -> None:
    """No and nothing recorded are no consent; the evidence is the same."""
    silent = round_of(r1="", r4="nee")
    assert quoted(silent) == []
    assert gather(silent).rows.equals(gather(round_of(r1="ja", r4="ja")).rows)


def test_who_would_be_recognised_is_not_quoted() -> None:
    """Fewer than five of a voice are known to each other: only who agreed to be recognised is quoted then."""
    assert quoted(round_of(r2="ja", recognisable="nee")) == []
    assert quoted(round_of(r2="ja", recognisable="")) == []
    assert quoted(round_of(r2="ja", recognisable="nee", others=1)) == [
        ("“De woorden van r2”", "letterlijk, stem v1; positief")
    ]


def test_a_page_says_why_nobody_is_quoted() -> None:
    """That nobody agreed is not said of who would be recognised."""
    for data, why in (
        (round_of(), "van niemand staat vast dat dat mag"),
        (round_of(r2="ja", recognisable="nee"), "wie dat goed vond, zou te herkennen zijn"),
    ):
        assert f"Niemand wordt geciteerd: {why}." in str(stored(own_conversations(data)))


def test_no_to_one_name_is_no_to_all() -> None:
    """Who said yes under one name and no under another is not quoted."""
    data = round_of(r1="ja", r2="nee")
    people = data.tables["respondents"].assign(alias_of=["", "r1", "", ""])
    assert quoted(replace(data, inside={**data.inside, "respondents": people})) == []


def test_the_page_has_words_and_numbers_and_nobodys_name() -> None:
    """What is shown of conversations has no name of a respondent, an interviewer or a coder, and no memo."""
    shown = str(stored(own_conversations(round_of(r1="ja", r4="ja"))))
    assert "De woorden van r1" in shown
    assert "De woorden van r2" not in shown
    without_words = shown.replace("De woorden van r1", "").replace("De woorden van r4", "")
    assert not [name for name in ("r1", "r2", "ir1", "Interviewster", "Zus", "Geheim") if f"{name}" in without_words]
