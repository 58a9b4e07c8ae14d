"""Words of who may not be quoted are found again in what others write."""

import pytest

from pipeline.privacy.words import Unquotable

SAID = "Ik durf 's avonds niet meer langs de haven te lopen."
WORDS = Unquotable([SAID, "Het hielp mij niet.", "Leuk hoor."], ["Iedereen is hier welkom, ook wie niets heeft."])


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (f"Zij zei: «{SAID}»", [(1, SAID.rstrip("."))]),
        (
            "Een regel.\n\nIemand durft *niet meer langs de\nhaven te lopen*, zei zij.",
            [(3, "niet meer langs de haven te lopen")],
        ),
        ("NIET MEER LANGS DE HAVEN TE gaan", [(1, "NIET MEER LANGS DE HAVEN TE")]),
        ("Kort: het hielp mij niet!", [(1, "het hielp mij niet")]),
        (f"{SAID} {SAID}", [(1, SAID.rstrip(".")), (1, SAID.rstrip("."))]),
        # Five words of a longer text, what is said of it, and what is too short to be anybody's.
        ("Niet meer langs de haven gaan zij.", []),
        ("Bezoekers lopen 's avonds niet langs de haven.", []),
        ("Leuk hoor.", []),
        ("", []),
    ],
)
def test_words_are_found_where_they_stand(text: str, found: list[tuple[int, str]]) -> None:
    assert WORDS.found(text) == found


def test_what_somebody_else_said_who_may_be_quoted_is_theirs() -> None:
    same = "Je bent hier altijd van harte welkom."
    assert Unquotable([same], []).found(same)
    assert Unquotable([same], [f"Nou, {same}"]).found(same) == []
    assert Unquotable(["Het is heel fijn."], ["Het is heel fijn, hoor."]).found("Het is heel fijn.") == []
