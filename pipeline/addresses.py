"""Names of the stages that are no phase, and where pages and what stands on them are found: each written down once.

So the number of a notebook says only when it is read: who renumbers one changes its name here (of a phase, in its
declaration) and nowhere else. Addresses count from the folder of the site; `seen_from` gives them as a page in a folder
of it must write them.
"""

TRIANGULATION, REPRODUCTION, REPORT = "06_triangulatie", "07_reproductie", "08_rapport"
# Folders of the site: the pages of notebooks, and a page for each finding.
NOTEBOOKS, FINDINGS = "notebooks", "bevindingen"


def theme_stage(theme: str) -> str:
    """Name the stage that triangulates a theme."""
    return f"{TRIANGULATION}_{theme}"


def finding_id(theme: str, question: str) -> str:
    """Name the finding on a question."""
    return f"F-{theme}-{question}"


def evidence_place(finding: str) -> str:
    """Name the place of the evidence for a finding, on the page of its theme."""
    return f"bewijs-{finding}"


def used_place(finding: str) -> str:
    """Name the place in the report that says which sentences rest on a finding."""
    return f"gebruikt-{finding}"


def notebook_page(stage: str, place: str = "") -> str:
    """Give the address of the page of a notebook, or of a place on it."""
    return f"{NOTEBOOKS}/{stage}.html{_at(place)}"


def theme_page(theme: str, place: str = "") -> str:
    """Give the address of the page that triangulates a theme, or of a place on it; a finding's is its id."""
    return notebook_page(theme_stage(theme), place)


def finding_page(finding: str) -> str:
    """Give the address of the page of a finding, for the panel."""
    return f"{FINDINGS}/{finding}.html"


def form_page(finding: str) -> str:
    """Give the address of a finding on the form in which it is judged."""
    return f"oordeel.html{_at(finding)}"


def report_page(place: str = "") -> str:
    """Give the address of the report, or of a place in it."""
    return f"rapport.html{_at(place)}"


def seen_from(folder: str, address: str) -> str:
    """Give an address as a page in a folder of the site must write it; without a folder the page is at the root."""
    if not folder:
        return address
    here = f"{folder}/"
    return address.removeprefix(here) if address.startswith(here) else f"../{address}"


def _at(place: str) -> str:
    return f"#{place}" if place else ""
