"""What is said beside a panel is said once, and only what is so."""

from pipeline.telling.panel_blocks import own_words_told


def test_panels_of_which_as_many_judge_their_own_words_are_told_together() -> None:
    own = [("Focusgroep", 14), ("Samen", 14), ("Projectgroep", 5), ("Klankbordgroep", 1), ("Focusgroep", 14)]
    told = own_words_told(own)
    assert [panels for panels, _ in told] == ["Focusgroep; Samen", "Projectgroep", "Klankbordgroep"]
    assert told[0][1].startswith("Let op: 14 mensen uit elk van deze groepen spraken zelf mee")
    assert told[0][1].endswith("Hun oordeel gaat dus deels over eigen woorden.")
    assert told[1][1].startswith("Let op: 5 mensen uit deze groep spraken zelf mee")
    assert told[2][1].startswith("Let op: 1 mens uit deze groep sprak zelf mee")
