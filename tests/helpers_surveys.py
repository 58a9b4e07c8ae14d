"""Rounds with surveys of their own, written as people keep them: a questionnaire and a file of answers."""

import csv
import io
import shutil
from pathlib import Path
from typing import Any

import yaml

from pipeline.rounds import Project

ROUND = "peiling"
_ROOT = Path(__file__).parents[1]
LIKERT = ["helemaal oneens", "oneens", "neutraal", "eens", "helemaal eens"]
WELCOME: dict[str, Any] = {
    "id": "welkom",
    "label": "Ik voel mij welkom",
    "kind": "likert",
    "scale": LIKERT,
    "question": "sfeer",
    "aspect": "ontvangst",
    "favourable": "high",
}
_CODEBOOK = {
    "questions": [
        {
            "id": "sfeer",
            "theme": "inwonersperspectief",
            "label": "Sfeer",
            "question": "Voelen mensen zich welkom?",
            "asked_in": ["surveys"],
            "codes": [
                {"id": "ontvangst", "label": "Ontvangst", "definition": "Hoe mensen worden ontvangen."},
                {"id": "wachten", "label": "Wachten", "definition": "Hoe lang mensen wachten."},
            ],
        }
    ]
}
_ROUND = {
    "title": "Peiling: een verzonnen buurthuis",
    "organisation": "Het Peilhuis",
    "place": "Nergenshuizen",
    "period": "2021",
    "question": "Voelen mensen zich welkom?",
    "summary": "Een verzonnen ronde met een vragenlijst.",
    "codebook": ROUND,
    "synthetic": True,
    "phases": {"surveys": {"deployed": True}},
    "attributes": [{"id": "leeftijd", "label": "Leeftijd", "values": ["jong", "oud"]}],
}


def project_with_survey(target: Path, answers: str, *items: dict[str, Any], **about: Any) -> Project:
    """Make a project with one round that has one survey, `bewoners`: its answers as CSV, and what the form says."""
    project = Project(target)
    shutil.copytree(_ROOT / "codebooks", project.codebooks)
    folder = project.raw / ROUND / "enquetes"
    folder.mkdir(parents=True)
    dump(project.raw / ROUND / "round.yml", _ROUND)
    dump(project.codebooks / f"{ROUND}.yml", _CODEBOOK)
    documents = "document,title,publisher,date,kind,purpose,commissioned_by,independence\n"
    path = project.raw / ROUND / "documents.csv"
    path.write_text(documents + "plan,Plan,Het Peilhuis,2020,jaarverslag,,,\n", encoding="utf-8")
    (folder / "bewoners.csv").write_text(answers, encoding="utf-8")
    form = {"label": "Bewonersenquête", "voice": "bewoners", "items": list(items)} | about
    dump(folder / "bewoners.yml", form)
    return project


def dump(path: Path, content: object) -> None:
    """Write YAML."""
    path.write_text(yaml.safe_dump(content, allow_unicode=True, sort_keys=False), encoding="utf-8")


def as_csv(*rows: dict[str, Any]) -> str:
    """Write rows as CSV."""
    target = io.StringIO()
    writer = csv.DictWriter(target, list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return target.getvalue()
