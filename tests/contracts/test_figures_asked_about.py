"""A comma before three digits is asked about where there are no thousandths: none is read as a thousand times less."""

import pytest

from pipeline.contracts.figure_tables import FIGURES
from pipeline.contracts.table import Context

FIGURE = {"provenance": "published", "sd_of": "", "n": "", "percent_group": "", "formula": "", "same_as": ""}


def asked(measure, printed):
    (check,) = (check for check in FIGURES.checks if check.__name__ == "_thousands")
    return list(check(FIGURE | {"measure": measure, "printed": printed}, Context({}, {})))


@pytest.mark.parametrize("measure", ["euro", "personen", "aantal"])
@pytest.mark.parametrize("printed", ["138,522", "€ 138,522", "ca. 138,522 euro"])
def test_three_digits_behind_a_comma_are_asked_about(measure, printed):
    ((column, what, mend),) = asked(measure, printed)
    assert column == "printed"
    assert "138.522" in what
    assert "138.522" in mend


@pytest.mark.parametrize(
    ("measure", "printed"),
    [("euro", "138.522"), ("euro", "138,52"), ("euro", "1.138,5221"), ("factor", "1,522"), ("procent", "38,522")],
)
def test_what_can_mean_one_thing_is_not(measure, printed):
    assert asked(measure, printed) == []
