"""A cell is read as a Dutch spreadsheet shows it, whatever Excel made of what was typed."""

from datetime import date, datetime, time, timedelta

import pytest

from pipeline.review.excel.shown import shown, turned


@pytest.mark.parametrize(
    ("value", "number_format", "text"),
    [
        (None, "General", ""),
        ("  tekst ", "General", "tekst"),
        ("eerste_x000D_\ntweede", "General", "eerste\ntweede"),
        ("_x005F_x0041_", "General", "_x0041_"),
        (True, "General", "WAAR"),
        (False, "General", "ONWAAR"),
        (12, "General", "12"),
        (12.0, "General", "12"),
        (7.5, "General", "7,5"),
        (0.1 + 0.2, "General", "0,3"),
        (0.5, "0%", "50%"),
        (0.125, "0.0%", "12,5%"),
        (-0.5, "0%", "-50%"),
        (1234, "#,##0", "1.234"),
        (1234.5, "0.00", "1234,50"),
        (12.5, '"€" #,##0.00', "€ 12,50"),
        (1250, "[$€-413] #,##0.00;[Red]-[$€-413] #,##0.00", "€ 1.250,00"),
        (612345678, "0000000000", "0612345678"),
        (datetime(2026, 4, 3), "d-mmm", "3-apr"),  # what Excel makes of 3-4
        (datetime(2026, 4, 1), "mmm-yy", "apr-26"),
        (datetime(2026, 4, 3), "dd/mm/yyyy", "3-4-2026"),
        (date(2026, 4, 3), "yyyy-mm-dd", "3-4-2026"),
        (datetime(2026, 4, 3, 14, 5), "dd/mm/yyyy hh:mm", "3-4-2026 14:05"),
        (time(10, 30), "h:mm", "10:30"),
        (timedelta(hours=26, minutes=5), "[h]:mm", "26:05"),
    ],
)
def test_what_a_cell_shows(value, number_format, text):
    assert shown(value, number_format) == text


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        (datetime(2026, 4, 3), "datum"),
        (time(10, 30), "tijd"),
        (timedelta(1), "tijd"),
        (0.5, ""),
        (True, ""),
        ("3-4", ""),
    ],
)
def test_only_what_nobody_can_tell_any_more_is_asked_about(value, kind):
    assert turned(value) == kind
