"""A made-up round that was collected: own interviews, a survey and a focus group; no document and no report."""

import csv
import shutil
from collections.abc import Mapping
from pathlib import Path

import yaml
from helpers_project import copy_project

from pipeline.rounds import Project

ROUND = "eigen"
_BOOK = {
    "questions": [
        {
            "id": name,
            "theme": "effectiviteit",
            "label": label,
            "question": question,
            "asked_in": ["interviews", "focusgroups", "surveys"],
            "codes": [
                {"id": "komen", "label": "Komen", "definition": "Wie er komt."},
                {"id": "blijven", "label": "Blijven", "definition": "Wie terugkomt."},
            ],
        }
        for name, label, question in (
            ("bereik", "Bereik", "Bereikt het huis de buurt?"),
            ("rust", "Rust", "Is het er rustig?"),
        )
    ]
}
_ABOUT = {
    "title": "Het huis aan de haven",
    "organisation": "Het Havenhuis",
    "place": "Nergenshuizen",
    "period": "2026",
    "question": "Doet het Havenhuis wat het belooft?",
    "summary": "Een huis waar buren elkaar treffen.",
    "codebook": "eigen",
    "makers": ["Bureau Verzonnen"],
    "phases": {
        "interviews": {"deployed": True},
        "focusgroups": {"deployed": True},
        "surveys": {"deployed": True},
    },
}
_CASE = "source_id,label,voice,persons,selection,date"
_SAID = "statement_id,source,question,aspect,voice,direction,n,statement"
# The columns and rows of each table, without provenance: every row was collected.
TABLES: Mapping[str, tuple[str, ...]] = {
    "interview_cases": (
        _CASE,
        "k1,Bezoeker 1,klanten,1,purposive,2026-03-01",
        "k2,Bezoeker 2,klanten,1,purposive,2026-03-02",
        "m1,Medewerker 1,medewerkers,1,purposive,2026-03-03",
    ),
    "interview_statements": (
        _SAID,
        "I_1,k1,bereik,komen,klanten,1,,Ik zie buren komen.",
        "I_2,k2,bereik,komen,klanten,1,,Er komen veel buren.",
        "I_3,m1,bereik,blijven,medewerkers,1,,Wie komt die blijft.",
        "I_4,m1,rust,komen,medewerkers,-1,,Het is er druk.",
    ),
    "focusgroup_groups": (_CASE.replace("selection,", ""), "g1,Groep buren,bewoners,6,2026-04-01"),
    "focusgroup_statements": (
        _SAID,
        "G_1,g1,bereik,komen,bewoners,1,4,De groep ziet buren komen.",
        "G_2,g1,rust,komen,bewoners,1,2,Sommigen vinden het stil.",
        "G_3,g1,rust,komen,bewoners,-1,2,Anderen vinden het druk.",
    ),
    "survey_waves": (
        "source_id,label,voice,persons,invited,selection,date",
        "peiling,Peiling onder bezoekers,klanten,18,30,everyone,2026-05",
    ),
    "survey_items": (
        "item_id,source,label,kind,n,question,aspect",
        "v_komt,peiling,Komt u vaker?,share,18,bereik,komen",
        "v_buren,peiling,Ziet u er buren?,share,18,bereik,komen",
    ),
    "survey_answers": (
        "answer_id,item_id,category,count,direction",
        "a1,v_komt,Ja,17,1",
        "a2,v_komt,Nee,1,-1",
        "a3,v_buren,Ja,9,1",
        "a4,v_buren,Nee,9,-1",
    ),
}


def collected_project(target: Path, **about: object) -> Project:
    """Make a project with only this round.

    Parameters
    ----------
    target : pathlib.Path
        An empty folder.
    about : object
        Fields of `round.yml` that are otherwise.
    """
    project = copy_project(target)
    shutil.rmtree(project.raw)
    folder = project.raw / ROUND
    folder.mkdir(parents=True)
    for path in project.codebooks.glob("*.yml"):
        if path.stem not in {"themes", "voices"}:
            path.unlink()
    (project.codebooks / "eigen.yml").write_text(yaml.safe_dump(_BOOK, allow_unicode=True), encoding="utf-8")
    (folder / "round.yml").write_text(yaml.safe_dump({**_ABOUT, **about}, allow_unicode=True), encoding="utf-8")
    for name, rows in TABLES.items():
        write(project, name, *rows)
    return project


def write(project: Project, name: str, header: str, *rows: str, provenance: str = "collected") -> Path:
    """Write a table of the round; cells have no comma in them."""
    path = project.raw / ROUND / f"{name}.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow([*header.split(","), "provenance"])
        writer.writerows([*row.split(","), provenance] for row in rows)
    return path
