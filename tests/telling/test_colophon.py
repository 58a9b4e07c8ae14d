"""The colophon: who asked for the round, who made it and when, and nothing of what the round does not say."""

from dataclasses import replace

from helpers_rounds import codebook, round_data

from pipeline.telling.summary import colophon


def test_it_says_what_the_round_says_with_the_date_in_words() -> None:
    data = round_data(codebook({"q1": ["interviews"]}), {})
    assert colophon(data) == []
    about = {"client": "De gemeente", "makers": ("Bureau A", "Bureau B"), "date": "2021-07"}
    said = replace(data, round=data.round.model_copy(update=about))
    assert colophon(said) == [
        ("Opdrachtgever", "De gemeente"),
        ("Gemaakt door", "Bureau A en Bureau B"),
        ("Datum", "juli 2021"),
    ]
