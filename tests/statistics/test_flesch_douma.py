"""The Flesch-Douma score, and its syllables against words that were divided by hand."""

import pyphen
import pytest

from pipeline.statistics.flesch_douma import score, syllables, words

# Divided by hand, as they are said: words of the two rounds, and of kinds that are easy to get wrong.
BY_HAND = """
o-ver i-dee i-dee-ën o-a-se wijk be-wo-ners me-de-wer-kers vrij-wil-li-gers zelf-red-zaam-heid sa-men-red-zaam-heid
par-ti-ci-pa-tie leef-baar-heid buurt-werk-ka-mers fi-nan-ci-ë-le fi-nan-ci-eel or-ga-ni-sa-tie en-quê-te in-ter-views
ge-ïn-ter-viewd fo-cus-groep bij-een-komst nieu-we nieuws meeu-wen eeuw schreeu-wen ge-meen-te stads-deel
wo-ning-cor-po-ra-tie sa-men-wer-kings-part-ners in-no-va-tie ef-fec-ti-vi-teit in-wo-ners-per-spec-tief
be-ïn-vloe-den co-ör-di-na-tor twee-ën-twin-tig ef-fi-ci-ënt cli-ën-ten er-va-ren draag-vlak groei-en moei-lijk
mo-ge-lijk ei-gen-lijk dui-de-lijk huis-hou-den oor-deel be-oor-de-len bu-reau ni-veau pro-ject team web-site bud-get
da-ta i-ni-ti-a-tief so-ci-aal si-tu-a-tie e-va-lu-a-tie in-di-vi-du-eel mu-se-um ru-ï-ne re-ëel
schuld-hulp-ver-le-ning ar-beids-markt dag-be-ste-ding kwets-ba-re ac-ti-vi-tei-ten com-pu-ter-vaar-dig-heid
voor-zie-nin-gen on-der-steu-ning sta-ge mys-te-ry guests nul-me-ting straat-lad-der u-ren au-to ra-di-o sti-mu-le-ren
vaak bij jij zij-in-gang pro-fes-si-o-ne-le op-dracht-ge-vers fooi haai boei-end ge-luk-kig ie-der-een aan-wij-zing
""".split()
HYPHENATION = pyphen.Pyphen(lang="nl_NL")


def wrong(count: object) -> list[str]:
    assert callable(count)
    return [word for word in BY_HAND if count(word.replace("-", "")) != word.count("-") + 1]


def test_syllables_are_those_counted_by_hand_but_for_a_few_loan_words() -> None:
    assert len(BY_HAND) >= 60
    # English words are not said as they are written, and in a museum e and u are two sounds.
    assert set(wrong(syllables)) == {"team", "web-site", "mu-se-um", "guests"}


def test_hyphenation_patterns_do_worse() -> None:
    patterns = wrong(lambda word: len(HYPHENATION.positions(word)) + 1)
    assert len(patterns) > 2 * len(wrong(syllables))


def test_all_words_of_a_text_count_and_numbers_and_abbreviations_too() -> None:
    assert words("In 2019 kwamen er 1.234 mensen (WPI) naar de buurt-bbq.") == [
        *("In", "2019", "kwamen", "er", "1.234", "mensen", "WPI", "naar", "de", "buurt-bbq"),
    ]
    assert [syllables(word) for word in ("2019", "WPI", "5", "s")] == [4, 3, 1, 1]


def test_the_score_is_that_of_the_formula() -> None:
    # 206.84 - 0.93 * 10 - 0.77 * 150, by hand.
    assert score(100, 10, 150) == pytest.approx(82.04)
    assert score(20, 1, 40) == pytest.approx(34.24)
