"""How firmly a sentence is worded and which way it points."""

import pytest

from pipeline.claims.verdicts import rules_on_figures
from pipeline.claims.wording import (
    BOOSTERS,
    HEDGES,
    NEGATIVE,
    OPEN,
    POSITIVE,
    Firmness,
    certainty,
    echoes,
    firmness,
    polarity,
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("De kamers bereiken bewoners.", Firmness.PLAIN),
        ("Mogelijk bereiken de kamers bewoners.", Firmness.HEDGED),
        ("Volgens de interviews bereiken zij bewoners.", Firmness.HEDGED),
        ("De kamers zouden hun afspraken halen.", Firmness.HEDGED),
        ("Volgens ons halen zij alle afspraken.", Firmness.PLAIN),
        ("De instroom loopt volgens plan.", Firmness.PLAIN),
        ("Mensen groeien er volgens het jaarplan.", Firmness.PLAIN),
        ("Het huis maakt het mogelijk dat mensen groeien.", Firmness.PLAIN),
        ("De groei is niet te overschatten.", Firmness.PLAIN),
        ("Of zij groeien, is minder duidelijk.", Firmness.PLAIN),
        ("Het is niet duidelijk of zij bewoners bereiken.", Firmness.OPEN),
        ("Het staat vast dat zij bewoners bereiken.", Firmness.BOOSTED),
        ("Het lijkt bewezen.", Firmness.BOOSTED),
        ("Alle bewoners komen er graag.", Firmness.BOOSTED),
        ("Elke nieuwe medewerker leert er.", Firmness.BOOSTED),
        ("Alle vier de fasen wijzen dezelfde kant op.", Firmness.PLAIN),
        # A booster that is taken back.
        ("Niet iedereen kent de organisatie.", Firmness.PLAIN),
        ("Het sluit zeker niet overal aan.", Firmness.PLAIN),
        ("Het is redelijk zeker dat zij bewoners bereiken.", Firmness.PLAIN),
        ("Nieuwe mensen werven zij bijna nooit.", Firmness.PLAIN),
        ("Het is onzeker.", Firmness.OPEN),
    ],
)
def test_how_firmly_a_sentence_is_worded(text: str, expected: Firmness) -> None:
    assert firmness(text)[0] is expected


CLASSES = [(Firmness.HEDGED, HEDGES), (Firmness.BOOSTED, BOOSTERS), (Firmness.OPEN, OPEN)]


@pytest.mark.parametrize(("expected", "word"), [(kind, word) for kind, words in CLASSES for word in words])
def test_a_word_on_a_list_decides_and_is_named(expected: Firmness, word: str) -> None:
    sentence = f"Het is {word} dat dit klopt."
    said, found = firmness(sentence)
    assert said is expected
    assert found in sentence


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("De samenwerking is goed.", 1),
        ("De samenwerking is niet goed.", -1),
        ("De samenwerking is niet erg goed.", -1),
        ("Het beeld is negatief.", -1),
        ("Het beeld is niet negatief.", 1),
        ("Op de werkvloer goed en bestuurlijk moeizaam.", 0),
        ("De samenwerking is goed, maar kan sterker.", 0),
        ("De kamers bereiken kwetsbare bewoners.", None),
        ("De basis is kwetsbaar.", -1),
        ("Er kwamen veel mensen.", None),
        ("Vier van de acht zijn kritisch; twee zijn positief.", 0),
        ("Over betaald werk zijn zij kritisch.", None),
    ],
)
def test_which_way_a_sentence_points(text: str, expected: int | None) -> None:
    assert polarity(text) == expected


@pytest.mark.parametrize("word", [*POSITIVE, *NEGATIVE])
def test_a_word_on_a_list_points_by_itself(word: str) -> None:
    assert polarity(f"Het is {word}") == (1 if word in POSITIVE else -1)


ANSWERS = {
    1: "De kamers bereiken kwetsbare bewoners.",
    0: "De kamers bereiken een deel van de kwetsbare bewoners.",
    -1: "De kamers bereiken kwetsbare bewoners niet.",
}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("De kamers bereiken bijna geen kwetsbare bewoners.", -1),
        ("De kamers bereiken zelden kwetsbare bewoners.", -1),
        ("De kamers bereiken kwetsbare bewoners zelden.", -1),
        ("Kwetsbare bewoners bereiken de kamers.", 1),
        ("De kamers hebben een mooie tuin met veel bloemen.", None),
        ("De kamers bereiken kwetsbare bewoners, maar niet allemaal.", None),
    ],
)
def test_a_sentence_that_denies_an_answer_points_the_other_way(text: str, expected: int | None) -> None:
    assert echoes(text, ANSWERS) == expected


def test_words_that_make_certain_are_found_anywhere() -> None:
    assert certainty("Zonder twijfel gaat het goed.") == "zonder twijfel"
    assert certainty("Iedereen is tevreden.") == "iedereen"
    assert certainty("Het past niet bij iedereen.") == ""
    assert certainty("Niet iedereen is tevreden.") == certainty("Het gaat goed.") == ""


# Four words each, none of them on a list: what is shared can be counted.
UNLIKE = {
    1: "Buren delen gereedschap graag.",
    0: "Sommige straten organiseren feesten.",
    -1: "Bewoners mijden vergaderingen overdag.",
}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Buren delen gereedschap soms.", 1),  # three of the four
        ("Buren delen soms fietsen.", None),  # two of the four
        ("Buren delen fietsen.", None),  # two of its three
        ("Buren delen.", 1),  # both of its two
        ("Buren.", None),  # one word is like nothing
        ("In drukke wijken delen jonge buren elke zomer gereedschap graag samen.", 1),  # all four of the answer
        ("Jonge bewoners mijden vergaderingen elke zomer.", -1),  # three of the answer's four, three of its own six
        ("Jonge bewoners mijden feesten elke zomer.", None),  # two of the answer's four, two of its own six
    ],
)
def test_a_sentence_repeats_an_answer_when_three_quarters_of_either_are_in_the_other(
    text: str, expected: int | None
) -> None:
    assert echoes(text, UNLIKE) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Buren delen gereedschap niet graag.", -1),
        ("Bewoners mijden vergaderingen overdag nooit.", 1),
        ("Sommige straten organiseren geen feesten.", None),  # not mixed: that can be either way
        ("Sommige straten organiseren feesten.", 0),
    ],
)
def test_who_denies_a_side_says_the_other_and_who_denies_a_mixed_answer_says_neither(
    text: str, expected: int | None
) -> None:
    assert echoes(text, UNLIKE) == expected


@pytest.mark.parametrize("words", OPEN)
def test_a_sentence_that_leaves_it_open_neither_repeats_nor_denies(words: str) -> None:
    assert echoes(f"Of buren gereedschap graag delen, is {words}.", UNLIKE) is None


def test_an_answer_of_one_word_is_repeated_by_no_sentence() -> None:
    assert echoes("Buren delen.", {1: "Buren.", 0: "Straten.", -1: "Vergaderingen."}) is None


def test_of_two_answers_that_a_sentence_repeats_the_one_with_fewer_other_words_is_meant() -> None:
    # All of the short answer is in the sentence, and all of the sentence in the long one: 3 of 4 words against 4 of 7.
    answers = {
        1: "Buren helpen elkaar.",
        0: "Vergaderingen.",
        -1: "Buren helpen elkaar alleen tegen betaling achteraf.",
    }
    assert echoes("Buren helpen elkaar alleen.", answers) == 1
    # 3 of 5 words against 5 of 7.
    assert echoes("Buren helpen elkaar alleen achteraf.", answers) == -1


def test_what_says_two_different_things_equally_well_says_neither() -> None:
    answers = {1: "Buren helpen elkaar vaker.", 0: "Vergaderingen.", -1: "Buren helpen elkaar minder."}
    assert echoes("Buren helpen elkaar.", answers) is None


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("De verdeling klopt.", "klopt"),
        ("De meeste percentages kloppen niet.", "kloppen"),
        ("De 38% komt niet uit.", "komt niet uit"),
        ("Het cijfer past bij onze indeling.", ""),
        ("Mogelijk klopt de verdeling.", ""),
        ("Met een aanname van ons klopt de verdeling.", ""),
        ("Veel bezoekers komen uit de buurt.", ""),
        ("Een vrijwilliger klopt aan bij de buren.", "klopt"),
    ],
)
def test_a_sentence_rules_on_figures_when_it_calls_them_right_or_wrong_and_leaves_nothing_open(
    text: str, word: str
) -> None:
    assert rules_on_figures(text) == word
