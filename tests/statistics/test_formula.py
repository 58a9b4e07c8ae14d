"""Formulas over figures: what they calculate, and that nothing else gets in."""

import pickle
import re
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from pipeline.statistics.formula import FormulaError, parse
from pipeline.statistics.interval import Interval


def calculate(text, **values):
    return parse(text).evaluate({name: Interval.exact(Fraction(value)) for name, value in values.items()})


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1 + 2 * 3", "7"),
        ("(1 + 2) * 3", "9"),
        ("7 - 2 - 1", "4"),
        ("12 / 2 / 3", "2"),
        ("-2 * -3", "6"),
        ("2 - -3", "5"),
        ("1 / 3", "1/3"),
        ("0.1 + 0.2", "3/10"),  # not so in floats
        ("8.80 * 3", "132/5"),
        ("sum(1, 2, 3.5)", "6.5"),
        ("mean(1, 2)", "1.5"),
        ("mean(4)", "4"),
        ("sum(1, mean(2, 4)) / 2", "2"),
        (" 1 +\n\t2 ", "3"),
        ("9" * 400 + ".5 * 2", str(2 * int("9" * 400) + 1)),  # more than a float can hold
    ],
)
def test_arithmetic_is_exact(text, expected):
    assert calculate(text) == Interval.exact(Fraction(expected))


def test_names_are_found_and_filled_in():
    formula = parse("sum(uren, uren_2) * tarief / 2")
    assert formula.names == {"uren", "uren_2", "tarief"}
    assert calculate(formula.text, uren=10, uren_2=20, tarief="8.80", other=1).value == 132


def test_bounds_come_through():
    prices = {"uren": Interval(*map(Fraction, (9, 10, 11))), "tarief": Interval(*map(Fraction, (2, 3, 4)))}
    assert parse("uren * tarief").evaluate(prices) == Interval(Fraction(18), Fraction(30), Fraction(44))
    assert parse("mean(uren, tarief)").evaluate(prices) == Interval(Fraction(11, 2), Fraction(13, 2), Fraction(15, 2))
    assert parse("-uren").evaluate(prices) == Interval(Fraction(-11), Fraction(-10), Fraction(-9))


@pytest.mark.parametrize(
    ("text", "position", "shown"),
    [
        ("uren**2", 5, "'**'"),
        ("a // b", 3, "'//'"),
        ("a % b", 3, "'%'"),
        ("a.b", 1, "'a.b'"),
        ("a[0]", 2, "'['"),
        ("_a + 1", 1, "'_a'"),
        ("1 + __import__('os')", 5, "'__import__'"),
        ("1e9", 1, "'1e9'"),
        ("0x1F", 1, "'0x1F'"),
        ("1_000", 1, "'1_000'"),
        ("2j", 1, "'2j'"),
        ("1.2.3", 1, "'1.2.3'"),
        ("'a'", 1, '"\'"'),
        ("a if b else c", 3, "'if'"),
        ("lambda", 1, "'lambda'"),
        ("True", 1, "'True'"),
        ("a := 1", 3, "':'"),
        ("a # b", 3, "'#'"),
        ("prijs × 2", 7, "'×'"),
        ("één + 1", 1, "'één'"),
        ("+a", 1, "'+'"),
        ("1 + sum", 5, "'sum'"),
        ("open(a)", 1, "'open'"),
        ("1 + mean()", 5, "'mean'"),
        ("2(3)", 1, "'2'"),
        ("sum(*a)", 5, "'*'"),
        ("()", 1, "'('"),
        ("6,5 * a", 2, "','"),
        ("(6),5", 4, "','"),
        ("\x00", 1, "'\\x00'"),
    ],
)
def test_what_is_not_allowed_is_pointed_at(text, position, shown):
    with pytest.raises(FormulaError) as caught:
        parse(text)
    assert str(caught.value).startswith(f"Op positie {position} staat {shown}")


@pytest.mark.parametrize(("text", "position"), [("1 +", 3), ("(1 + 2", 1), ("1) + (2", 2), ("a b", 3), ("a * * b", 5)])
def test_what_is_badly_built_is_pointed_at(text, position):
    with pytest.raises(FormulaError, match=rf"bij positie {position}\b"):
        parse(text)


@pytest.mark.parametrize("text", ["", " ", "\n"])
def test_empty(text):
    with pytest.raises(FormulaError, match="leeg"):
        parse(text)


def test_length_limit():
    assert calculate("1" + " " * 1998 + "\n") == Interval.exact(1)
    with pytest.raises(FormulaError, match="2001 tekens"):
        parse("1" * 2001)


@pytest.mark.parametrize(
    "text", ["-" * 1999 + "1", "(" * 150 + "1" + ")" * 150, "-(" * 150 + "1" + ")" * 150, "+".join("1" * 900)]
)
def test_deep_nesting_never_gets_further_than_a_formula_error(text):
    try:
        formula = parse(text)
    except FormulaError:
        return
    assert formula.evaluate({}).value == 1  # brackets alone nest nothing


def test_depth_limit():
    assert calculate("+".join("1" * 100)) == Interval.exact(100)
    with pytest.raises(FormulaError, match="genest"):
        parse("+".join("1" * 101))
    assert calculate(f"sum({','.join('1' * 900)})") == Interval.exact(900)


def test_missing_figure_is_named():
    with pytest.raises(FormulaError, match="Geen waarde voor b, c"):
        calculate("a + b + c", a=1)


def test_division_by_what_can_be_zero():
    with pytest.raises(ZeroDivisionError):
        calculate("1 / (a - a)", a=1)
    with pytest.raises(ZeroDivisionError):
        parse("1 / a").evaluate({"a": Interval(Fraction(-1), Fraction(1), Fraction(2))})


def test_a_formula_can_go_to_another_process():
    formula = parse("a * 2")
    assert pickle.loads(pickle.dumps(formula)).evaluate({"a": Interval.exact(3)}) == Interval.exact(6)
    assert pickle.loads(pickle.dumps(formula)) == formula


figures = {"a": Fraction(7), "b": Fraction(-3, 2), "c": Fraction(1, 3)}
expressions = st.recursive(
    st.sampled_from(["a", "b", "c"]) | st.decimals(0, 99, places=2).map(str) | st.integers(0, 99).map(str),
    lambda inner: st.one_of(
        st.tuples(inner, st.sampled_from("+-*/"), inner).map(lambda parts: f"({' '.join(parts)})"),
        inner.map(lambda text: f"-{text}"),
        st.lists(inner, min_size=1, max_size=3).map(lambda terms: f"sum({', '.join(terms)})"),
        st.lists(inner, min_size=1, max_size=3).map(lambda terms: f"mean({', '.join(terms)})"),
    ),
    max_leaves=8,
)


@given(text=expressions)
def test_same_result_as_python_with_fractions(text):
    # Python's own evaluation of our own generated text, each number wrapped as a Fraction, is the oracle.
    wrapped = re.sub(r"\d+(?:\.\d+)?", lambda number: f"Fraction('{number[0]}')", text)
    tools = {
        "Fraction": Fraction,
        "sum": lambda *terms: sum(terms),
        "mean": lambda *terms: sum(terms) / len(terms),
    }
    try:
        expected = eval(wrapped, {"__builtins__": {}}, tools | figures)
    except ZeroDivisionError:
        assume(False)
    result = calculate(text, **figures)
    assert (result.low, result.value, result.high) == (expected, expected, expected)


tokens = st.sampled_from(
    ["a", "1", "2.5", "+", "-", "*", "**", "/", "(", ")", ",", "sum(", "mean(", " ", "_", ".", "if", "\n"]
)


@given(text=st.text() | st.lists(tokens, max_size=40).map("".join))
def test_any_text_is_a_formula_or_is_refused(text):
    try:
        formula = parse(text)
    except FormulaError:
        return
    assert re.fullmatch(r"[A-Za-z0-9_+*/(), .-]+", formula.text)
    assert "**" not in formula.text
    assert all(re.fullmatch(r"[A-Za-z]\w*", name) for name in formula.names)
    assert not formula.names & {"sum", "mean", "if"}
    try:
        result = formula.evaluate(dict.fromkeys(formula.names, Interval.exact(2)))
    except ZeroDivisionError:
        return
    assert result.low == result.value == result.high
