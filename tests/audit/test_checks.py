"""Checks of published figures, each on a table of a few figures made by hand."""

from fractions import Fraction
from typing import Any

import pytest
from helpers_rounds import codebook, nulmeting, round_data, table

from pipeline.audit.checks import Check, Verdict, check_figures

BOOK = codebook({"q1": ["surveys"]})
Figure = dict[str, Any]


def fig(name: str, printed: str, measure: str = "procent", **rest: Any) -> Figure:
    plain = {"figure_id": name, "printed": printed, "measure": measure, "locator": f"p. {name}", "document": "d"}
    return {**plain, "series": "s", "quantity": name, **rest}


def checks(*figures: Figure, answers: tuple[dict[str, Any], ...] = ()) -> dict[str, list[Check]]:
    tables = {"figures": table("figures", *figures), "survey_answers": table("survey_answers", *answers)}
    found: dict[str, list[Check]] = {figure["figure_id"]: [] for figure in figures}
    for check in check_figures(round_data(BOOK, tables)):
        found[check.figure_id].append(check)
    return found


def only(name: str, *figures: Figure, answers: tuple[dict[str, Any], ...] = ()) -> Check:
    [check] = checks(*figures, answers=answers)[name]
    return check


@pytest.mark.parametrize(
    ("printed", "verdict", "exact"),
    [("42", Verdict.CONSISTENT, True), ("41", Verdict.INCONSISTENT, False), ("ca. 40", Verdict.CONSISTENT, True)],
)
def test_counts_are_exact_in_a_formula(printed: str, verdict: Verdict, exact: bool) -> None:
    parts = [fig("a", "20", "aantal"), fig("b", "22", "aantal")]
    check = only("total", *parts, fig("total", printed, "aantal", formula="a + b"))
    assert (check.kind, check.recomputed, check.others) == ("formula", 42, ("a", "b"))
    assert (check.verdict, check.exact) == (verdict, exact)


@pytest.mark.parametrize(
    ("printed", "verdict", "exact"),
    [
        ("0,2", Verdict.CONSISTENT, True),
        ("0,3", Verdict.CONSISTENT, False),  # 6,549 - 6,250 is 0,299
        ("0,4", Verdict.INCONSISTENT, False),
    ],
)
def test_rounding_of_the_inputs_leaves_room_and_is_said(printed: str, verdict: Verdict, exact: bool) -> None:
    inputs = [fig("a", "6,5", "rapportcijfer"), fig("b", "6,3", "rapportcijfer")]
    check = only("fall", *inputs, fig("fall", printed, "rapportcijfer", formula="a - b"))
    assert (check.verdict, check.exact) == (verdict, exact)
    assert ("Door afronding kan ook" in check.explanation) == (verdict is Verdict.CONSISTENT and not exact)


@pytest.mark.parametrize(
    ("printed", "verdict"),
    [
        ("ca. één vijfde", Verdict.CONSISTENT),
        ("ruim één vijfde", Verdict.CONSISTENT),
        ("bijna één vijfde", Verdict.INCONSISTENT),
        ("1/5e", Verdict.INCONSISTENT),
        ("ca. 1/3e", Verdict.INCONSISTENT),
    ],
)
def test_words_for_a_share_are_held_to_what_they_say(printed: str, verdict: Verdict) -> None:
    inputs = [fig("part", "32.000", "euro"), fig("whole", "149900", "euro")]  # 0,2135
    check = only("share", *inputs, fig("share", printed, "aandeel", formula="part / whole"))
    assert check.verdict is verdict


@pytest.mark.parametrize(
    ("printed", "formula", "verdict", "follows"),
    [
        ("38%", "kind / hh", Verdict.CONSISTENT, "37,8%"),
        ("38%", "100 * kind / hh", Verdict.CONSISTENT, "37,8%"),
        ("38%", "kind / hh * 100", Verdict.CONSISTENT, "37,8%"),
        ("38%", "kind / (hh / 100)", Verdict.CONSISTENT, "37,8%"),
        ("38%", "kind / 312", Verdict.CONSISTENT, "37,8%"),
        ("62%", "(hh - kind) / hh", Verdict.CONSISTENT, "62,2%"),
        ("62%", "1 - kind / hh", Verdict.CONSISTENT, "62,2%"),
        ("45%", "kind / hh", Verdict.INCONSISTENT, "37,8%"),
        ("45%", "100 * kind / hh", Verdict.INCONSISTENT, "37,8%"),
    ],
)
def test_a_count_of_a_count_is_a_percentage_where_one_is_printed(
    printed: str, formula: str, verdict: Verdict, follows: str
) -> None:
    counts = [fig("hh", "312", "aantal"), fig("kind", "118", "aantal")]
    share = fig("kindp", printed, formula=formula, n=312)
    check = next(check for check in checks(*counts, share)["kindp"] if check.kind == "formula")
    assert check.verdict is verdict
    assert f"volgt {follows}." in check.explanation


@pytest.mark.parametrize(
    ("parts", "measure", "formula", "value"),
    [
        (("50%", "25%"), "procent", "a / b", 2),  # percentages of each other are no counts
        (("50", "25"), "euro", "a - b", 25),
        (("50", "25"), "aantal", "a * b / 100", Fraction(25, 2)),
    ],
)
def test_other_formulas_of_a_percentage_are_read_as_written(
    parts: tuple[str, str], measure: str, formula: str, value: Fraction
) -> None:
    figures = [fig("a", parts[0], measure), fig("b", parts[1], measure)]
    assert checks(*figures, fig("p", "2%", formula=formula))["p"][0].recomputed == value


@pytest.mark.parametrize("zero", ["0", "0,0"])
def test_division_by_zero_is_not_testable(zero: str) -> None:
    check = only("ratio", fig("a", "10", "aantal"), fig("b", zero, "aantal"), fig("ratio", "2", formula="a / b"))
    assert (check.verdict, check.recomputed) == (Verdict.NOT_TESTABLE, None)
    assert "nul" in check.explanation


def test_a_difference_of_percentages_printed_as_a_percentage_is_named() -> None:
    inputs = [fig("before", "8%"), fig("after", "12%")]
    number, unit = checks(*inputs, fig("rise", "4%", formula="after - before"))["rise"]
    assert (number.kind, number.verdict) == ("formula", Verdict.CONSISTENT)
    assert (unit.kind, unit.verdict) == ("percentage points", Verdict.INCONSISTENT)
    assert unit.explanation == "Dat zijn procentpunten; als percentage is de verandering 50,0%."


@pytest.mark.parametrize(
    "rise",
    [
        fig("rise", "4", "procentpunt", formula="after - before"),
        fig("rise", "50%", formula="100 * (after - before) / before"),
        fig("rise", "20%", formula="after + before"),
    ],
)
def test_other_calculations_are_not_called_percentage_points(rise: Figure) -> None:
    check = only("rise", fig("before", "8%"), fig("after", "12%"), rise)
    assert check.verdict is Verdict.CONSISTENT
    assert "procentpunten" not in check.explanation


@pytest.mark.parametrize(
    ("one", "other", "measure", "verdict"),
    [
        ("zestien", "n=20", "personen", Verdict.INCONSISTENT),
        ("zestien", "n=16", "personen", Verdict.CONSISTENT),
        ("1200", "1201", "aantal", Verdict.INCONSISTENT),
        ("meer dan 1200", "1250", "aantal", Verdict.CONSISTENT),
        ("ca. 90%", "92%", "procent", Verdict.CONSISTENT),
        ("88%", "87,6%", "procent", Verdict.CONSISTENT),
        ("88%", "87,4%", "procent", Verdict.INCONSISTENT),
        ("7", "7,4", "rapportcijfer", Verdict.CONSISTENT),
        ("1,5", "2", "trede", Verdict.INCONSISTENT),  # a rung is that rung
        ("1/3e", "een derde", "aandeel", Verdict.CONSISTENT),
    ],
)
def test_the_same_quantity_must_be_the_same_within_what_is_printed(
    one: str, other: str, measure: str, verdict: Verdict
) -> None:
    found = checks(fig("a", one, measure), fig("b", other, measure, same_as="a"))
    assert [check.kind for check in (*found["a"], *found["b"])] == ["same quantity"] * 2
    assert [check.verdict for check in (*found["a"], *found["b"])] == [verdict] * 2


def test_repetitions_of_repetitions_are_one_group() -> None:
    found = checks(fig("a", "5%"), fig("b", "5%", same_as="a"), fig("c", "9%", same_as="b"))
    assert {name: check.others for name, [check] in found.items()} == {
        "a": ("b", "c"),
        "b": ("a", "c"),
        "c": ("a", "b"),
    }
    assert "9% (p. c)" in found["a"][0].explanation
    assert "5%" not in found["b"][0].explanation  # only what clashes is shown


def test_a_figure_is_held_against_the_first_print_that_clashes_or_else_the_first_there_is() -> None:
    found = checks(
        *(
            fig(name, text, same_as="" if name == "a" else "a")
            for name, text in zip("abcd", ("5%", "5%", "9%", "11%"), strict=True)
        )
    )
    values = {name: check.recomputed for name, [check] in found.items()}
    assert values == {"a": 9, "b": 9, "c": 5, "d": 5}
    agreed = checks(fig("a", "5%"), fig("b", "5,2%", same_as="a"), fig("c", "5,1%", same_as="a"))
    assert agreed["a"][0].recomputed == Fraction("5.2")


def test_a_clash_that_undeclared_rounding_would_explain_is_said_so() -> None:
    rounded = checks(fig("a", "3,5", "trede"), fig("b", "4", "trede", same_as="a"))["a"][0]
    different = checks(fig("a", "zestien", "personen"), fig("b", "n=20", "personen", same_as="a"))["a"][0]
    assert "Misschien is er afgerond" in rounded.explanation
    assert "Misschien is er afgerond" not in different.explanation


# Brown & Heathers (2017), as METHODS.md has them.
@pytest.mark.parametrize(
    ("printed", "n", "verdict"),
    [
        ("5,27", 43, Verdict.INCONSISTENT),
        ("5,19", 28, Verdict.INCONSISTENT),
        ("5,21", 28, Verdict.CONSISTENT),
        ("8,97", 28, Verdict.INCONSISTENT),
        ("2,61", 28, Verdict.CONSISTENT),
        ("8,7", 10, Verdict.CONSISTENT),
    ],
)
def test_a_mean_must_be_possible_at_its_n(printed: str, n: int, verdict: Verdict) -> None:
    check = only("mean", fig("mean", printed, "rapportcijfer", n=n))
    assert (check.kind, check.verdict, check.exact) == ("mean of n", verdict, False)
    assert check.recomputed is None


@pytest.mark.parametrize(
    ("printed", "n", "verdict"),
    [
        ("17%", 5, Verdict.INCONSISTENT),
        ("20%", 5, Verdict.CONSISTENT),
        ("31%", 263, Verdict.CONSISTENT),
        ("12%", 24, Verdict.CONSISTENT),  # 3 of 24 is 12,5
        ("16%", 24, Verdict.CONSISTENT),  # 4 of 24 is 16,67, cut off
        ("15%", 24, Verdict.INCONSISTENT),
    ],
)
def test_a_percentage_must_be_possible_at_its_n(printed: str, n: int, verdict: Verdict) -> None:
    check = only("share", fig("share", printed, n=n))
    assert (check.kind, check.verdict, check.exact) == ("share of n", verdict, False)


@pytest.mark.parametrize(
    ("printed", "says"),
    [
        ("12%", "Dit percentage past bij 3 van de 24."),
        ("16%", "Dit percentage past bij 4 van de 24."),
        ("15%", "Geen enkel heel aantal van de 24 geeft dit percentage."),
    ],
)
def test_a_percentage_says_which_number_of_people_gives_it(printed: str, says: str) -> None:
    assert only("share", fig("share", printed, n=24)).explanation == says


@pytest.mark.parametrize("change", ["-8", "8"])
def test_a_change_in_percentage_points_is_no_share_of_people(change: str) -> None:
    check = only("change", fig("change", change, "procentpunt", n=24))
    assert check.verdict is Verdict.NOT_TESTABLE


@pytest.mark.parametrize(
    "figure",
    [
        fig("x", "53%"),
        fig("x", "1200", "aantal", n=24),
        fig("x", "ca. 90%", n=7),
        fig("x", "de helft", "aandeel", n=20),
        fig("x", "€ 150.000", "euro"),
    ],
)
def test_what_no_check_reaches_is_not_testable(figure: Figure) -> None:
    check = only("x", figure)
    assert (check.kind, check.verdict, check.others) == ("none", Verdict.NOT_TESTABLE, ())


def item(*counts: int | None) -> tuple[dict[str, Any], ...]:
    """Answers to one item; the first two are printed as `good` and `bad`."""
    named = zip(("good", "bad", "", ""), counts, strict=False)
    return tuple({"item_id": "i", "figure_id": name} | ({} if k is None else {"count": k}) for name, k in named)


GOOD = fig("good", "75%", n=24)
BAD = fig("bad", "25%", n=24)


@pytest.mark.parametrize(
    ("printed", "count", "verdict", "exact"),
    [
        ("75%", 18, Verdict.CONSISTENT, True),
        ("13%", 3, Verdict.CONSISTENT, True),  # 12,5 rounds half up
        ("12%", 3, Verdict.CONSISTENT, False),  # 12,5 cut off
        ("16%", 4, Verdict.CONSISTENT, False),  # 16,67 cut off
        ("17 %", 4, Verdict.CONSISTENT, True),
        ("75%", 17, Verdict.INCONSISTENT, False),
        ("18%", 4, Verdict.INCONSISTENT, False),  # 16,67 never rounds up so far
    ],
)
def test_a_percentage_is_recomputed_from_its_count(printed: str, count: int, verdict: Verdict, exact: bool) -> None:
    found = checks(fig("good", printed, n=24), answers=item(count, 24 - count))
    [check] = found["good"]
    assert (check.kind, check.verdict, check.exact) == ("share of counts", verdict, exact)
    assert check.recomputed is not None
    assert check.recomputed * 24 == 100 * count
    assert ("afgekapt" in check.explanation) == (verdict is Verdict.CONSISTENT and not exact)


def test_counts_that_do_not_add_up_to_n_are_a_notice() -> None:
    # An author need not grant it: somebody gave no answer, or people could give several.
    for others, why in ((5, "Wat de andere 1 antwoordden, staat er niet bij."), (7, "meer antwoorden konden geven")):
        check = only("good", GOOD, answers=item(18, others))
        assert check.verdict is Verdict.NOTICE
        assert "van de 24" in check.explanation
        assert why in check.explanation


@pytest.mark.parametrize(
    ("kind", "label", "fits"),
    [
        ("several", "Waarvoor komt u?", True),
        ("share", "Waarvoor komt u? (meer antwoorden mogelijk)", True),
        ("share", "Waarvoor komt u? Meerdere mogelijk.", True),
        ("share", "Waarvoor komt u? Kies er maximaal drie.", True),
        ("share", "Waarvoor komt u? Kruis alles aan wat klopt.", True),
        ("share", "Komt u twee keer per week?", False),
        ("share", "Waarvoor komt u? Meerdere antwoorden zijn mogelijk.", True),
        ("share", "Waarvoor komt u?", False),
    ],
)
def test_where_several_answers_may_be_given_they_need_not_add_up(kind: str, label: str, fits: bool) -> None:
    tables = {
        "figures": table("figures", fig("good", "75%", n=24), fig("bad", "50%", n=24)),
        "survey_items": table("survey_items", {"item_id": "i", "kind": kind, "label": label, "n": 24}),
        "survey_answers": table("survey_answers", *item(18, 12)),
    }
    found = check_figures(round_data(BOOK, tables))
    assert {check.verdict is Verdict.CONSISTENT for check in found} == {fits}
    wrong = tables | {"survey_answers": table("survey_answers", *item(19, 12))}
    assert check_figures(round_data(BOOK, wrong))[0].verdict is Verdict.INCONSISTENT, "each is still held against n"


def test_counts_of_other_items_do_not_count_here() -> None:
    elsewhere = ({"item_id": "j", "count": 9},)
    assert only("good", GOOD, answers=(*item(18, 6), *elsewhere)).verdict is Verdict.CONSISTENT


def test_an_answer_whose_count_is_not_known_makes_no_other_answer_wrong() -> None:
    assert only("good", GOOD, answers=item(18, None)).verdict is not Verdict.INCONSISTENT


def test_a_figure_without_its_own_n_is_no_crash() -> None:
    assert only("good", fig("good", "75%"), answers=item(18, 6)).verdict in set(Verdict)


def test_every_figure_gets_a_check_in_the_order_of_the_table() -> None:
    found = check_figures(nulmeting())
    figures = list(nulmeting().tables["figures"]["figure_id"])
    assert list(dict.fromkeys(check.figure_id for check in found)) == figures
    assert {check.verdict for check in found} == set(Verdict)


def test_a_figure_that_none_reaches_has_no_other_check() -> None:
    found = check_figures(nulmeting())
    reached = {check.figure_id for check in found if check.kind != "none"}
    assert reached.isdisjoint(check.figure_id for check in found if check.kind == "none")


# Percentages of one question.


@pytest.mark.parametrize(
    ("printed", "verdict", "says"),
    [
        (["60%", "40%"], Verdict.CONSISTENT, "zijn samen 100%."),
        (["49%", "50%"], Verdict.CONSISTENT, "zijn samen 99%. Door afronding kan dat 100% zijn."),  # 49,5 and 50,5
        (["51%", "50%"], Verdict.CONSISTENT, "zijn samen 101%. Door afronding kan dat 100% zijn."),  # 50,5 and 49,5
        (["49%", "49%"], Verdict.INCONSISTENT, "zijn samen 98%. Dat kan niet door afronding komen."),
        (["51%", "51%"], Verdict.INCONSISTENT, "zijn samen 102%. Dat kan niet door afronding komen."),
    ],
)
def test_what_rounding_can_explain_reaches_to_a_hundred_and_no_further(
    printed: list[str], verdict: Verdict, says: str
) -> None:
    found = checks(*(fig(name, text, percent_group="g") for name, text in zip("ab", printed, strict=True)))
    for name, other in (("a", "b"), ("b", "a")):
        [check] = found[name]
        assert (check.kind, check.others, check.verdict) == ("sum of percentages", (other,), verdict)
        assert check.exact == (printed == ["60%", "40%"])
        assert check.explanation == f"De 2 percentages die bij elkaar horen, {says}"


# What an explanation says, and when.


@pytest.mark.parametrize(
    ("provenance", "counts", "own", "all_"),
    [
        ("reconstructed", (18, 6), True, True),
        ("published", (18, 6), False, True),
        ("reconstructed", (18, None), True, False),
        ("published", (18, None), False, False),
    ],
)
def test_a_count_says_that_it_was_reconstructed_and_what_all_answers_are_when_all_are_known(
    provenance: str, counts: tuple[int | None, ...], own: bool, all_: bool
) -> None:
    answers = tuple(answer | {"provenance": provenance} for answer in item(*counts))
    check = only("good", GOOD, answers=answers)
    assert check.explanation.startswith("18 van de 24 antwoorden is 75%.")
    assert ("Een ander aantal van de 24 past niet" in check.explanation) == own
    assert ("Alle antwoorden samen" in check.explanation) == all_
    assert ("Alle antwoorden samen zijn 24 van de 24." in check.explanation) == all_


def test_a_count_is_held_against_the_other_printed_answers_to_its_question() -> None:
    assert only("good", GOOD, answers=item(18, 4, 2)).others == ("bad",)


def test_a_count_that_just_cuts_off_is_still_told_when_the_answers_do_not_add_up() -> None:
    # 12,5 cut off is 12; 3 and 20 are 23 of the 24.
    check = only("good", fig("good", "12%", n=24), answers=item(3, 20))
    assert (check.verdict, check.exact) == (Verdict.NOTICE, False)


def test_a_total_off_by_nothing_but_its_parts_says_which_way_and_what_is_no_total_says_nothing() -> None:
    parts = [fig("a", "20", "aantal"), fig("b", "22", "aantal")]
    too_low, too_high = (only("t", *parts, fig("t", text, "aantal", formula="a + b")) for text in ("41", "43"))
    assert "De delen zijn samen 1 meer" in too_low.explanation
    assert "De delen zijn samen 1 minder" in too_high.explanation
    for formula in ("a + b - 2", "a * b + a", "(a + b) / 2", "a", "a + 5"):
        figures = [*parts, fig("t", "999", "aantal", formula=formula)]
        assert "delen" not in only("t", *figures).explanation, formula


def test_parts_that_are_less_than_one_short_of_their_total_are_short_of_it() -> None:
    parts = [fig("a", "0,5", "uren"), fig("b", "0,7", "uren")]
    check = only("t", *parts, fig("t", "2,0", "uren", formula="a + b"))
    assert "De delen zijn samen 0,8 minder" in check.explanation


@pytest.mark.parametrize(
    ("printed", "basis", "says"),
    [
        ("42", "", "Uit andere cijfers in het document volgt 42."),
        (
            "41",
            "assumed",
            "Mogelijk: met een aanname van ons volgt 42; gedrukt staat «41». "
            "Misschien is onze aanname niet juist; over het cijfer zegt dit niets.",
        ),
        ("42", "assumed", "Mogelijk: met een aanname van ons volgt 42; dat past bij «42», maar bewijst het niet."),
    ],
)
def test_of_a_total_that_fits_or_that_is_our_own_assumption_no_part_is_called_wrong(
    printed: str, basis: str, says: str
) -> None:
    parts = [fig("a", "20", "aantal"), fig("b", "22", "aantal")]
    check = only("t", *parts, fig("t", printed, "aantal", formula="a + b", formula_basis=basis))
    assert (check.explanation, check.assumed) == (says, bool(basis))


def test_what_follows_from_figures_in_another_document_names_that_document() -> None:
    parts = [fig("a", "20", "aantal", document="e"), fig("b", "22", "aantal")]
    both = only("t", *parts, fig("t", "42", "aantal", formula="a + b"))
    other = only("t", *parts, fig("t", "40", "aantal", formula="2 * a"))
    assert both.explanation == "Uit cijfers in document d en e volgt 42."
    assert other.explanation == "Uit cijfers in document e volgt 40."


def test_of_a_total_that_does_not_fit_is_not_said_which_figure_is_wrong() -> None:
    parts = [fig("a", "20", "aantal"), fig("b", "22", "aantal")]
    check = only("t", *parts, fig("t", "50", "aantal", formula="a + b"))
    assert check.explanation.endswith("is hieraan niet te zien.")


@pytest.mark.parametrize(
    ("printed", "follows"),
    [("20", "Uit andere cijfers in het document volgt 40."), ("ca. 20", "volgt 36 tot 44.")],
)
def test_what_follows_from_an_approximate_figure_is_told_as_a_range(printed: str, follows: str) -> None:
    # "ca. 20" is 10 % to either side: 18 to 22, twice that 36 to 44.
    check = only("x", fig("a", printed, "aantal"), fig("x", "99", "aantal", formula="2 * a"))
    assert follows in check.explanation


@pytest.mark.parametrize(
    ("printed", "verdict"), [("2", Verdict.CONSISTENT), ("3", Verdict.CONSISTENT), ("4", Verdict.INCONSISTENT)]
)
def test_a_count_that_does_not_come_out_whole_may_have_been_rounded(printed: str, verdict: Verdict) -> None:
    # Five halved is 2,5: as a count of something that is 2 or 3.
    parts = [fig("a", "5", "aantal"), fig("b", "2", "aantal")]
    assert only("x", *parts, fig("x", printed, "aantal", formula="a / b")).verdict is verdict


@pytest.mark.parametrize(
    ("printed", "verdict", "exact"),
    [
        ("65", Verdict.CONSISTENT, True),
        ("66", Verdict.CONSISTENT, False),  # 65,5 can be printed as 66
        ("67", Verdict.INCONSISTENT, False),
    ],
)
def test_a_count_that_rests_on_a_rounded_figure_may_have_been_rounded_also_where_it_comes_out_whole(
    printed: str, verdict: Verdict, exact: bool
) -> None:
    # 6,5 can be 6,45 to 6,55; ten times that is 64,5 to 65,5.
    check = only("x", fig("a", "6,5", "rapportcijfer"), fig("x", printed, "aantal", formula="10 * a"))
    assert (check.verdict, check.exact) == (verdict, exact)


@pytest.mark.parametrize(
    ("before", "after", "measure", "formula"),
    [
        ("0%", "4%", "procent", "after - before"),  # nothing to take a percentage of
        ("8", "12", "aantal", "after - before"),
        ("8%", "12%", "procent", "after - before - before"),
        ("8%", "12%", "procent", "after - 8"),
    ],
)
def test_percentage_points_are_the_difference_of_two_percentages_of_which_the_first_is_not_nothing(
    before: str, after: str, measure: str, formula: str
) -> None:
    inputs = [fig("before", before, measure), fig("after", after, measure)]
    kinds = [check.kind for check in checks(*inputs, fig("rise", "4%", formula=formula))["rise"]]
    assert kinds == ["formula"]


def test_one_percentage_and_one_count_have_no_difference_in_percentage_points() -> None:
    inputs = [fig("before", "8", "aantal"), fig("after", "12%")]
    assert [check.kind for check in checks(*inputs, fig("rise", "4%", formula="after - before"))["rise"]] == ["formula"]


def test_a_fall_in_percentage_points_is_a_fall_in_percent() -> None:
    # From 10% to 4%: 6 points, and 60% of what it was.
    inputs = [fig("before", "10%"), fig("after", "4%")]
    _, unit = checks(*inputs, fig("fall", "-6%", formula="after - before"))["fall"]
    assert unit.recomputed == -60
    assert unit.others == ("after", "before")


def test_each_of_several_formulas_is_held_against_the_figure_and_so_is_what_it_repeats() -> None:
    """A value of hours that a table adds up and a summary says was counted at one rate."""
    figures = [
        fig("hours", "100", "uren"),
        fig("rate", "€ 8,80", "euro"),
        fig("table", "€ 1.000", "euro"),
        fig("told", "€ 1.000", "euro", formula="table; hours * rate", same_as="table"),
    ]
    added, product, repeat = checks(*figures)["told"]
    assert [check.verdict for check in (added, product, repeat)] == [
        Verdict.CONSISTENT,
        Verdict.INCONSISTENT,
        Verdict.CONSISTENT,
    ]
    assert (product.kind, product.recomputed, product.formula) == ("formula", 880, "hours * rate")
