"""How a statement names the people that it counts: what they are called is not said twice."""

from pipeline.evidence.opinions import opinions, statement

PEOPLE = ("deelnemer", "deelnemers")


def test_a_group_that_is_called_what_its_people_are_is_not_named_beside_them() -> None:
    found = opinions([1] * 7 + [-1], 8)
    for voice in ("deelnemer", "Deelnemers"):
        told = statement(found, 1, PEOPLE, voice, "Sfeer")
        assert told == "Zeven van de acht deelnemers zijn positief over «Sfeer»; één is kritisch."
    told = statement(found, 1, PEOPLE, "Taalmaatjes", "Sfeer")
    assert told.startswith("Zeven van de acht deelnemers (taalmaatjes) zijn positief")
