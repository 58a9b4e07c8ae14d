"""A round of which all is withheld has no findings, and a site all the same."""

from pathlib import Path
from typing import cast

from pipeline.looks.finding_pages import write_finding_pages
from pipeline.review.handling import Panels
from pipeline.telling.frame import Frame


def test_without_findings_no_page_of_one_is_written(tmp_path: Path) -> None:
    write_finding_pages(tmp_path, [], cast(Panels, None), cast(Frame, None))
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]
