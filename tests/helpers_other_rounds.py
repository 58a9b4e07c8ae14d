"""Made-up rounds that differ from the first two in every name, and from each other in one thing; made in code."""

import csv
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import yaml
from helpers_synthetic import ROUND, synthetic_project

from pipeline.rounds import Project

Rows = list[dict[str, str]]
Tables = dict[str, Rows]
NOUN = {"one": "zaal", "more": "zalen"}
_THEMES = ("Werkt het?", "Met wie?", "Is het nieuw?", "Hoe kijkt men ernaar?")
_ROOMS = [("noord", "Duinzicht", "room"), ("zuid", "Strandzicht", "room"), ("huis", "Het Oefenhuis", "organisation")]


def other_rounds(target: Path) -> Project:
    """Make a project with the rounds of `ROUNDS`."""
    project = synthetic_project(target)
    base = project.raw / ROUND
    shutil.rmtree(base / "report")
    _rename_themes(project.codebooks / "themes.yml")
    about = yaml.safe_load((base / "round.yml").read_text(encoding="utf-8"))
    tables = {path.stem: _read(path) for path in sorted(base.glob("*.csv"))}
    for name, change in ROUNDS.items():
        own = {key: [dict(row) for row in rows] for key, rows in tables.items()}
        round_: dict[str, Any] = {**about, "phases": dict(about["phases"]), "title": "Een huis aan zee"}
        columns = {key: list(rows[0]) for key, rows in own.items()}
        own["units"] = [
            {"unit_id": key, "label": label, "kind": kind, "aliases": "", "provenance": "synthetic", "remark": ""}
            for key, label, kind in _ROOMS
        ]
        columns["units"] = list(own["units"][0])
        round_ |= {"units_noun": NOUN, "panels": [{"id": "buren", "label": "Burenpanel"}]}
        change(round_, own)
        folder = project.raw / name
        folder.mkdir()
        (folder / "round.yml").write_text(yaml.safe_dump(round_, allow_unicode=True), encoding="utf-8")
        for key, rows in own.items():
            _write(folder / f"{key}.csv", columns[key], rows)
    shutil.rmtree(base)
    return project


def _collected(round_: dict[str, Any], tables: Tables) -> None:
    """Everything was collected; a phase is not named, nobody judged, there are no limits, figures and conclusions."""
    _of(tables, "collected")
    _not_made_up(round_)
    _without(round_, tables, "focusgroups")
    for name in ("judgements", "second_codings", "published_findings", "figures"):
        del tables[name]
    for answer in tables["survey_answers"]:
        answer["figure_id"] = ""
    for case in tables["interview_cases"]:
        case["selection"] = "organisation" if case["voice"] == "klanten" else "purposive"


def _published(round_: dict[str, Any], tables: Tables) -> None:
    """Everything was published, with a target for each part of the organisation; not how people were chosen."""
    _of(tables, "published")
    _not_made_up(round_)
    for figure in tables["figures"]:
        figure["period"] = "2025-H1"
    for row in (*tables["survey_waves"], *tables["interview_cases"]):
        row["selection"] = ""


def _partly(round_: dict[str, Any], tables: Tables) -> None:
    """The interviews were published, the rest was collected."""
    _collected(round_, tables)
    for name in ("interview_cases", "interview_statements"):
        for row in tables[name]:
            row["provenance"] = "published"


def _one_person(round_: dict[str, Any], tables: Tables) -> None:
    """One person said one thing, and nothing else is there."""
    _collected(round_, tables)
    _without(round_, tables, "desk_research", "surveys")
    tables["interview_statements"] = tables["interview_statements"][:1]
    tables["interview_cases"] = [
        row for row in tables["interview_cases"] if row["source_id"] == tables["interview_statements"][0]["source"]
    ]
    careful = ("Het Oefenhuis lijkt de buurt te bereiken.", "Het lijkt de buurt te bereiken")
    for row in tables["sentences"]:  # one person is too little for a firm sentence
        if row["sentence_id"] == "Z_bereik":
            row["sentence"], row["short"] = careful


def _nobody(round_: dict[str, Any], tables: Tables) -> None:
    """Nobody was spoken to (a table without rows is refused, so there is none); there are documents."""
    _collected(round_, tables)
    _without(round_, tables, "interviews", "surveys")


def _synthetic(round_: dict[str, Any], tables: Tables) -> None:
    """Everything is made up, as it is in the practice round; nobody published conclusions."""
    del tables["published_findings"]


ROUNDS: dict[str, Callable[[dict[str, Any], Tables], None]] = {
    "verzameld": _collected,
    "gepubliceerd": _published,
    "deels": _partly,
    "een_mens": _one_person,
    "niemand": _nobody,
    "verzonnen": _synthetic,
}
_TABLES = {
    "interviews": ("interview_cases", "interview_statements"),
    "desk_research": ("desk_sources", "desk_statements"),
    "focusgroups": ("focusgroup_groups", "focusgroup_statements"),
    "surveys": ("survey_waves", "survey_items", "survey_answers"),
}


def _of(tables: Tables, provenance: str) -> None:
    for rows in tables.values():
        for row in rows:
            if "provenance" in row:
                row["provenance"] = provenance
            row["remark"] = row["remark"].replace("verzonnen", "")
            if "locator" in row:
                row["locator"] = row["locator"].replace("verzonnen", "blad 1")


def _not_made_up(round_: dict[str, Any]) -> None:
    round_.update(limits=[], synthetic=False, summary="Een huis waar buren elkaar treffen.")


def _without(round_: dict[str, Any], tables: Tables, *phases: str) -> None:
    """Take phases out of a round, as if `round.yml` had never named them."""
    for phase in phases:
        round_["phases"].pop(phase, None)
        for name in _TABLES[phase]:
            tables.pop(name, None)
    round_["withheld"] = [each for each in round_.get("withheld", []) if each["phase"] not in phases]


def _rename_themes(path: Path) -> None:
    themes = yaml.safe_load(path.read_text(encoding="utf-8"))
    for theme, label in zip(themes, _THEMES, strict=True):
        theme.update(label=label, definition="Wat wij hierover willen weten.")
    path.write_text(yaml.safe_dump(themes, allow_unicode=True), encoding="utf-8")


def _read(path: Path) -> Rows:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _write(path: Path, columns: list[str], rows: Rows) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns)
        writer.writeheader()
        writer.writerows(rows)
