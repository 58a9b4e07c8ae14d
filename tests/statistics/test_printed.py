"""Printed Dutch numbers are read with the bounds that their rounding leaves open."""

import pickle
from decimal import ROUND_HALF_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from babel.numbers import format_decimal
from hypothesis import given
from hypothesis import strategies as st

from pipeline.statistics.interval import Interval
from pipeline.statistics.printed import NotANumber, decimals, read_printed, tolerance


def bounds(text, **options):
    number = read_printed(text, **options)
    return number.low, number.value, number.high


def exactly(*numbers):
    """Fractions of decimals or ratios written as text, free of floats."""
    return tuple(Fraction(number) for number in numbers)


@pytest.mark.parametrize(
    ("text", "low", "value", "high"),
    [
        ("6,5", "6.45", "6.5", "6.55"),
        ("3354", "3353.5", "3354", "3354.5"),
        ("1.200", "1199.5", "1200", "1200.5"),
        ("1.234", "1233.5", "1234", "1234.5"),
        ("1.234.567,8", "1234567.75", "1234567.8", "1234567.85"),
        ("12.800 mensen", "12799.5", "12800", "12800.5"),
        ("€ 150.000", "149999.5", "150000", "150000.5"),
        ("€150.000", "149999.5", "150000", "150000.5"),
        ("€\u00a0150.000", "149999.5", "150000", "150000.5"),
        ("€ 248.000,00", "247999.995", "248000", "248000.005"),
        ("€ 299.586,-", "299585.5", "299586", "299586.5"),
        ("€ 35,–", "34.5", "35", "35.5"),
        ("12,6%", "12.55", "12.6", "12.65"),
        ("8 %", "7.5", "8", "8.5"),
        ("45 procent", "44.5", "45", "45.5"),
        ("6,50", "6.495", "6.5", "6.505"),
        ("514 uren", "513.5", "514", "514.5"),
        ("13 jaar", "12.5", "13", "13.5"),
        ("7x", "6.5", "7", "7.5"),
        ("500 uren per week", "499.5", "500", "500.5"),
        ("1,4 miljoen", "1350000", "1400000", "1450000"),
        ("€ 300 miljoen", "299500000", "300000000", "300500000"),
        ("-3,7", "-3.75", "-3.7", "-3.65"),
        ("−3,7 %", "-3.75", "-3.7", "-3.65"),
        ("€ -5", "-5.5", "-5", "-4.5"),
        ("- € 5", "-5.5", "-5", "-4.5"),
        ("(968)", "-968.5", "-968", "-967.5"),
        ("€ (968)", "-968.5", "-968", "-967.5"),
        ("(€ 1.250,50)", "-1250.505", "-1250.5", "-1250.495"),
        ("(3) %", "-3.5", "-3", "-2.5"),
        ("-/- 1.250", "-1250.5", "-1250", "-1249.5"),
        ("-/- € 1.250", "-1250.5", "-1250", "-1249.5"),
        ("+3 %", "2.5", "3", "3.5"),
        ("vijfentwintig", "24.5", "25", "25.5"),
        ("drieëntwintig mensen", "22.5", "23", "23.5"),
        ("0", "-0.5", "0", "0.5"),
        ("dertien", "12.5", "13", "13.5"),
        ("Één", "0.5", "1", "1.5"),
        ("e\u0301e\u0301n", "0.5", "1", "1.5"),
        ("zestig procent", "59.5", "60", "60.5"),
        ("50/50", "49.5", "50", "50.5"),
        ("12 m2", "11.5", "12", "12.5"),
        ("12 m²", "11.5", "12", "12.5"),
        ("0,5 fte", "0.45", "0.5", "0.55"),
        ("1,2 mln", "1150000", "1200000", "1250000"),
        ("€ 3 mld.", "2500000000", "3000000000", "3500000000"),
        ("1 234", "1233.5", "1234", "1234.5"),
        ("1\u202f234\u202f567", "1234566.5", "1234567", "1234567.5"),
        ("+3,2%", "3.15", "3.2", "3.25"),
        ("eur 40", "39.5", "40", "40.5"),
        ("2½", "2.25", "2.5", "2.75"),  # print in halves leaves a quarter to either side
        ("2 ½ uur", "2.25", "2.5", "2.75"),
        ("1 2/3", "3/2", "5/3", "11/6"),
    ],
)
def test_rounding_bounds(text, low, value, high):
    assert bounds(text) == exactly(low, value, high)
    assert not read_printed(text).approximate


@pytest.mark.parametrize("text", ["3354", "1.200", "€ 5.000", "dertien", "600 keer", "-4", "7x"])
def test_a_count_is_exact(text):
    low, value, high = bounds(text, count=True)
    assert low == value == high


@pytest.mark.parametrize("text", ["n=24", "n = 24", "N=24"])
def test_n_is_always_a_count(text):
    assert bounds(text) == exactly("24", "24", "24")


@pytest.mark.parametrize("text", ["6,5", "45%", "45 procent", "3 miljoen", "1,4 miljoen", "4-6", "8+"])
def test_what_is_no_whole_number_is_no_count(text):
    assert bounds(text, count=True) == bounds(text)
    assert read_printed(text).low < read_printed(text).high


@pytest.mark.parametrize(
    "word", ["ca.", "ca", "Circa", "rond", "rond de", "ongeveer", "zo'n", "zo’n", "±", "+/-", "~", "om en nabij de"]
)
@pytest.mark.parametrize(
    ("figure", "low", "value", "high"),
    [
        ("90%", "85", "90", "95"),  # half of ten, the last digit that means something, is more than 5 %
        ("15", "14.25", "15", "15.75"),  # 5 % is more than half of one
        ("4 uur", "3.5", "4", "4.5"),
        ("10", "9", "10", "11"),  # half of ten is more than a tenth of the value
        ("1/3e", "3/10", "1/3", "11/30"),
        ("1,4 miljoen", "1330000", "1400000", "1470000"),
        ("1,0", "0.95", "1", "1.05"),  # a zero behind the comma is significant
        ("-90", "-95", "-90", "-85"),
        ("0", "-0.5", "0", "0.5"),
        ("€ 83.500,-", "79325", "83500", "87675"),
    ],
)
def test_about(word, figure, low, value, high):
    assert bounds(f"{word} {figure}") == exactly(low, value, high)
    assert bounds(f"{word} {figure}", count=True) == exactly(low, value, high)
    assert read_printed(f"{word} {figure}").approximate


@pytest.mark.parametrize(
    ("text", "low", "value", "high"),
    [
        ("ruim 7.000", "7000", "7000", "7700"),
        ("meer dan 80%", "80", "80", "88"),
        ("meer dan circa 40", "36", "40", "44"),
        ("nog geen 30", "27", "30", "30"),
        ("net geen 200", "180", "200", "200"),
        ("een meerderheid", "0.5", "0.75", "1"),
        ("minderheid", "0", "0.25", "0.5"),
        ("iets meer dan 40", "40", "40", "44"),
        ("ruim een kwart", "0.25", "0.25", "0.3"),  # a fraction in words is coarser than a number
        ("ruim over de helft", "0.5", "0.5", "1"),
        ("bijna op de helft", "0.4", "0.5", "0.5"),
        ("meer dan -5", "-5", "-5", "-4.5"),
        ("bijna 200", "180", "200", "200"),
        ("bijna de helft", "0.4", "0.5", "0.5"),
        ("minder dan 30", "27", "30", "30"),
        ("onder de 50%", "45", "50", "50"),
        ("onder 50%", "45", "50", "50"),
        ("10.000+", "10000", "10000", "11000"),
        ("40+ bezoekers", "40", "40", "44"),
        ("> 100", "100", "100", "200"),
        ("<5", "0", "5", "5"),  # a group too small to print can be of any size below it, none too
        ("minder dan -5", "-5.5", "-5", "-5"),
    ],
)
def test_more_and_less_than(text, low, value, high):
    assert bounds(text) == exactly(low, value, high)
    assert read_printed(text).approximate


@pytest.mark.parametrize("sign", ["±", "+/-", "~", "≥", ">=", "≤", "<", ">"])
def test_behind_a_sign_a_space_may_be_left_out(sign):
    assert bounds(f"{sign}40") == bounds(f"{sign} 40")


@pytest.mark.parametrize(
    "word",
    [
        "minimaal",
        "minstens",
        "ten minste",
        "tenminste",
        "≥",
        "maximaal",
        "hooguit",
        "ten hoogste",
        "≤",
        "tot",
        "gemiddeld",
    ],
)
def test_words_that_say_nothing_on_rounding(word):
    assert bounds(f"{word} 12,6%") == bounds("12,6%")
    assert bounds(f"{word} ca. 90%") == bounds("ca. 90%")
    assert not read_printed(f"{word} 12,6%").approximate


@pytest.mark.parametrize(
    ("text", "low", "value", "high"),
    [
        ("tussen de 15 en 20", "15", "17.5", "20"),
        ("tussen 15 en 20 procent", "15", "17.5", "20"),
        ("tussen 15% en 20%", "15", "17.5", "20"),
        ("15 en 20", "15", "17.5", "20"),
        ("4-6", "4", "5", "6"),
        ("15 t/m 20", "15", "17.5", "20"),
        ("15 tot en met 20", "15", "17.5", "20"),
        ("4 – 6 keer", "4", "5", "6"),
        ("3 à 4", "3", "3.5", "4"),
        ("tussen de 1,2 en 1,4 miljoen", "1200000", "1300000", "1400000"),
        ("tussen -2 en 3", "-2", "0.5", "3"),
        ("tussen een kwart en een derde", "1/4", "7/24", "1/3"),
        ("ca. 4-6", "4", "5", "6"),
    ],
)
def test_ranges(text, low, value, high):
    assert bounds(text) == exactly(low, value, high)
    assert bounds(text, count=True) == exactly(low, value, high)
    assert read_printed(text).approximate


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1/3e", "1/3"),
        ("1/3", "1/3"),
        ("2/5-e", "2/5"),
        ("2/5e deel", "2/5"),
        ("32/36", "8/9"),
        ("1 op de 3", "1/3"),
        ("1 op 3", "1/3"),
        ("één op de drie bewoners", "1/3"),
        ("7 van de 10", "7/10"),
        ("vijf van de zes", "5/6"),
        ("1.200 van de 3.000", "2/5"),
        ("½", "1/2"),
        ("¾ uur", "3/4"),
        ("een derde", "1/3"),
        ("één vijfde", "1/5"),
        ("een vijfde deel", "1/5"),
        ("een kwart", "1/4"),
        ("de helft", "1/2"),
        ("tweederde", "2/3"),
        ("twee derde", "2/3"),
        ("driekwart", "3/4"),
        ("verdubbeling", "2"),
        ("een verdubbeling", "2"),
        ("verdubbeld", "2"),
        ("verdrievoudigd", "3"),
        ("gehalveerd", "1/2"),
    ],
)
def test_fractions_and_factors_are_taken_at_their_word(text, value):
    assert bounds(text) == exactly(value, value, value)
    assert tolerance(text) == 0


@pytest.mark.parametrize(
    ("text", "low", "value", "high"),
    [("3-", "2.5", "2.75", "3"), ("8+", "8", "8.25", "8.5"), ("10-", "9.5", "9.75", "10")],
)
def test_school_marks(text, low, value, high):
    assert bounds(text) == exactly(low, value, high)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "abc",
        "1,2,3",
        "12..5",
        "5.27",
        "1.5",
        "0.123",
        "1.23.456",
        "12.34,5",
        "007",
        ",5",
        "5,",
        "--5",
        "%",
        "1/0",
        "derde",
        "0-",
        "1e",
        "ruim",
        "ca.",
        "tot",
        "n=",
        "20-15",
        "12.",
        "4-6-8",
        "15 en",
        "ruim 15 en 20",
        "bijna 4-6",
        "ca. ruim 5",
        "3 uren en 5 jaar",
        "5²",
        "11 van de 10",
        "1 op de 0",
        "1 2345",
        "½½",
        "9+ jaar",
        "5 abc",
        "2017/2018",
        "2017/18",
        "1999/2000",
        "()",
        "(5",
        "-/-",
        "ruim een meerderheid",
        "€",
        "€ € 5",
        "٣",
        "1e5",
        "0x10",
        "nan",
        "inf",
        "9" * 5000,
        "1," + "3" * 5000,
    ],
)
def test_anything_else_is_not_a_number(text):
    for read in (read_printed, decimals, tolerance):
        with pytest.raises(NotANumber) as caught:
            read(text)
        assert caught.value.text == text
        assert repr(text) in str(caught.value)


def test_the_error_survives_another_process():
    error = pickle.loads(pickle.dumps(NotANumber("abc")))
    assert (error.text, str(error)) == ("abc", str(NotANumber("abc")))


@pytest.mark.parametrize(
    ("text", "count", "half_unit"),
    [
        ("6,5", 1, "0.05"),
        ("6,50", 2, "0.005"),
        ("3354", 0, "0.5"),
        ("€ 248.000,00", 2, "0.005"),
        ("1,4 miljoen", 1, "50000"),
        ("ca. 90%", 0, "0.5"),
        ("tussen 1,5 en 2", 1, "0.05"),
        ("dertien", 0, "0.5"),
        ("3-", 0, "0.25"),
    ],
)
def test_decimals_and_tolerance(text, count, half_unit):
    assert (decimals(text), tolerance(text)) == (count, Fraction(half_unit))


def test_interval_has_the_bounds():
    number = read_printed(" Ca.  90 % ")
    assert number.interval == Interval(Fraction(85), Fraction(90), Fraction(95))


@given(
    value=st.fractions(min_value=-(10**12), max_value=10**12, max_denominator=10**6),
    places=st.integers(0, 6),
    rounding=st.sampled_from([ROUND_HALF_UP, ROUND_HALF_EVEN, ROUND_HALF_DOWN]),
    layout=st.sampled_from(["{}", "€ {}", "{}%", "{} procent", "gemiddeld {}", "{} uren"]),
)
def test_what_was_printed_lies_within_the_bounds(value, places, rounding, layout):
    # Decimal can't hold every fraction; to rounding, a tail is below, on or above the half, and no more.
    scaled = value * 10**places
    whole, rest = divmod(scaled, 1)
    tail = Decimal("0.5") if rest == Fraction(1, 2) else Decimal("0.75" if rest > Fraction(1, 2) else "0.25")
    rounded = (Decimal(int(whole)) + (tail if rest else 0)).quantize(Decimal(1), rounding=rounding).scaleb(-places)
    pattern = "#,##0" + ("." + "0" * places if places else "")
    number = read_printed(layout.format(format_decimal(rounded, format=pattern, locale="nl_NL")))
    assert number.low <= value <= number.high
    assert number.value == Fraction(rounded)
    assert number.high - number.low == Fraction(1, 10**places)


snippets = st.sampled_from(
    [
        "ca. ",
        "tot ",
        "tussen de ",
        " en ",
        "-",
        "€ ",
        "1",
        "50",
        "1.200",
        ",5",
        "/",
        "%",
        " miljoen",
        "een",
        " derde",
        "+",
        "n=",
        "x",
        " jaar",
        "bijna ",
        " per week",
        "\xa0",
        ".",
    ]
)


@given(text=st.text() | st.lists(snippets, max_size=7).map("".join))
def test_any_text_is_a_number_or_is_refused(text):
    try:
        number = read_printed(text)
    except NotANumber:
        return
    assert number.low <= number.value <= number.high
    assert decimals(text) >= 0
    assert tolerance(text) >= 0
    counted = read_printed(text, count=True)
    assert counted.value == number.value
    assert number.low <= counted.low <= counted.high <= number.high
