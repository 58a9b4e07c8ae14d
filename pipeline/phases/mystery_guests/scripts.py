"""The scripts of visits, `scripts/<script>.yml`: what a visitor does, by which channel, and who agreed to it before."""

from collections.abc import Iterator
from datetime import date
from typing import Annotated, TypedDict

import pandas as pd
from pydantic import AfterValidator, BeforeValidator, Field
from pydantic_core import PydanticCustomError

from pipeline import yaml_files
from pipeline.contracts.folders import Asked, FromFolder, files_of
from pipeline.contracts.moments import day
from pipeline.contracts.rules import IDENTIFIER
from pipeline.dutch import when
from pipeline.errors import InputError, Problem, choose
from pipeline.phases.mystery_guests.visit_tables import BY_MAIL, BY_PHONE, BY_SITE, BY_VISIT
from pipeline.yaml_files import IN_DUTCH, Strict

FOLDER, TABLE = "scripts", "visit_scripts"
_CHANNELS = (BY_VISIT, BY_PHONE, BY_SITE, BY_MAIL)
_YAML = (".yml", ".yaml")
STEP = "\n"
"""Between the steps of a script where it is one text."""


class ScriptRow(TypedDict):
    """A row of `visit_scripts`: `steps` has one a line, `criteria` the ids of criteria with ``;`` between."""

    script_id: str
    label: str
    channel: str
    scenario: str
    steps: str
    criteria: str
    agreed_on: str
    agreed_by: str


def _as_text(given: object) -> object:
    return str(given) if isinstance(given, date) else given


def _known_channel(given: str) -> str:
    if given not in _CHANNELS:
        raise PydanticCustomError(IN_DUTCH, choose(given, _CHANNELS))
    return given


class Agreement(Strict):
    """When the organisation agreed to visits that nobody announces, and who did so for it, by role."""

    date: Annotated[str, BeforeValidator(_as_text)]
    by: str = Field(pattern=r"\S")


class Script(Strict):
    """What a visitor does.

    `criteria` are ids of the table `visit_criteria`, which says what counts as met and which norm holds.
    """

    label: str = Field(pattern=r"\S")
    channel: Annotated[str, AfterValidator(_known_channel)]
    scenario: str = Field(pattern=r"\S")
    steps: tuple[str, ...] = Field(min_length=1)
    criteria: tuple[str, ...] = ()
    agreement: Agreement | None = None


def read(asked: Asked) -> FromFolder:
    """Read the scripts of a round, and hold the visits against them."""
    problems: list[Problem] = []
    scripts: dict[str, tuple[str, Script]] = {}
    there = set[str]()
    for path in files_of(asked.folder / FOLDER):
        name = asked.project.name(path)
        if path.suffix.casefold() not in _YAML:
            mend = "Schrijf het draaiboek als .yml, of haal dit weg."
            problems.append(Problem(name, None, "", "", "Dit wordt nergens gelezen.", mend))
            continue
        there.add(path.stem)
        if not IDENTIFIER.holds(path.stem):
            problems.append(Problem(name, None, "", path.stem, IDENTIFIER.what, IDENTIFIER.mend(path.stem)))
            continue
        try:
            scripts[path.stem] = (name, yaml_files.read(path, Script, asked.project.root))
        except InputError as error:
            problems += error.problems
    for name, script in scripts.values():
        problems += _of_script(name, script, asked)
    problems += _of_visits(scripts, there, asked)
    rows = [] if problems else [_row(name, script) for name, (_, script) in scripts.items()]
    return FromFolder({TABLE: pd.DataFrame(rows, dtype="str")} if rows else {}, None, tuple(problems))


def _row(name: str, script: Script) -> ScriptRow:
    agreed = script.agreement
    return {
        "script_id": name,
        "label": script.label,
        "channel": script.channel,
        "scenario": script.scenario.strip(),
        "steps": STEP.join(" ".join(step.split()) for step in script.steps),
        "criteria": ";".join(script.criteria),
        "agreed_on": agreed.date if agreed else "",
        "agreed_by": agreed.by if agreed else "",
    }


def _of_script(name: str, script: Script, asked: Asked) -> Iterator[Problem]:
    """Tell criteria that there are not, and a day that is none."""
    frame = asked.frames.get("visit_criteria")
    known = None if frame is None or "criterion_id" not in frame else set(frame["criterion_id"])
    for criterion in script.criteria:
        if known is not None and criterion not in known:
            what, mend = "Dit criterium staat niet op het blad visit_criteria.", choose(criterion, known)
            yield Problem(name, None, "criteria", criterion, what, mend)
    if script.agreement and day(script.agreement.date) is None:
        mend = "Schrijf een dag, zoals 2026-03-14."
        yield Problem(name, None, "agreement.date", script.agreement.date, "Dit is geen dag.", mend)


def _of_visits(scripts: dict[str, tuple[str, Script]], there: set[str], asked: Asked) -> Iterator[Problem]:
    """Tell visits by a script that there is not or by another channel, and visits before the organisation agreed."""
    frame = asked.frames.get("visits")
    if frame is None or not there or not {"visit_id", "script"} <= set(frame):
        return
    folder = asked.project.name(asked.folder / FOLDER)
    for script in sorted({text for text in frame["script"] if text} - there):
        what = "Bij een bezoek staat dit draaiboek, en in deze map staat het niet."
        yield Problem(folder, None, "script", script, what, choose(script, there))
    for name, (file, script_) in scripts.items():
        own = frame[frame["script"] == name]
        others = sorted({text for text in own.get("channel", ()) if text and text != script_.channel})
        if others:
            what = f"Dit draaiboek is voor {script_.channel}, en bij een bezoek ermee staat {others[0]}."
            mend = "Maak beide gelijk, of maak er een eigen draaiboek voor."
            yield Problem(file, None, "channel", script_.channel, what, mend)
        agreed = day(script_.agreement.date) if script_.agreement else None
        days = [found for text in own.get("date", ()) if (found := day(text))]
        if agreed and days and min(days) < agreed:
            what = f"De organisatie stemde in op deze dag, en er was al een bezoek op {when(str(min(days)))}."
            mend = "Een onderzoeksbezoek mag alleen na instemming. Controleer beide dagen."
            yield Problem(file, None, "agreement.date", str(agreed), what, mend)
