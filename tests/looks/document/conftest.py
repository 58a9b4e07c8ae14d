"""The report of each round on paper, read once."""

from functools import cache
from pathlib import Path

import pytest
from helpers_document import OnPaper

_read_once = cache(OnPaper)


@pytest.fixture(params=["report", pytest.param("second_report", marks=pytest.mark.thorough)])
def made(request: pytest.FixtureRequest) -> OnPaper:
    """Give the report of each round in turn."""
    report = request.getfixturevalue(request.param)
    assert isinstance(report, Path)
    return _read_once(report)
