"""The pages of a report before its notebooks have run, from the raw tables at once: for who watches a round."""

from pathlib import Path

import pandas as pd

from pipeline.execution.report import report_of, saturation_of
from pipeline.execution.steps import Plan
from pipeline.handover import Handover
from pipeline.looks.site import write_site
from pipeline.notebook.results import RoundResults
from pipeline.outputs import FRONT_PAGES, INDEX, front_page
from pipeline.review.reviewed import Reviewed
from pipeline.temporary import temporary_folder


def early_pages(plan: Plan, loaded: Reviewed) -> dict[str, bytes]:
    """Make the pages of a site that no notebook is needed for, as they will be published.

    They are held against nobody's names, as what is published is: they are for who has the raw tables before them.

    Parameters
    ----------
    plan : Plan
        The round.
    loaded : Reviewed
        Its raw tables, which are in order, and what was said of it.

    Returns
    -------
    dict of str to bytes
        The front page, the report, the findings and their forms, by address.

    Raises
    ------
    ClaimsError
        The report that the consultant wrote says what nothing backs.
    """
    results = RoundResults(loaded.data, Handover(plan.project, ""))
    tables = results.tables
    tables["evidence"] = tables["evidence"].assign(left_out="")
    tables |= {
        "agreement": results.agreement,
        "sensitivity": _steps(results),
        "saturation": saturation_of(loaded.data),
    }
    report = report_of(loaded, tables, results.hidden, plan.frame)
    with temporary_folder() as folder:
        made = Path(folder)
        write_site(made, report, plan.pages)
        pages = {path.relative_to(made).as_posix(): path.read_bytes() for path in made.rglob("*.html")}
    front = pages[front_page(())]
    return {name: page for name, page in pages.items() if not name.startswith(f"{FRONT_PAGES}/")} | {INDEX: front}


def _steps(results: RoundResults) -> pd.DataFrame:
    """Give which rules are tried a step different, not what turns: that takes longest, and stands on no page here."""
    return pd.DataFrame([name for name, *_ in results.data.round.rules.steps()], columns=["rule"])
