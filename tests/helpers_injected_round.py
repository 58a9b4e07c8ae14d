"""A made-up round with injected texts in every field that people fill in with words of their own."""

import copy
import csv
import re
import shutil
from collections.abc import Callable
from itertools import cycle
from pathlib import Path
from typing import Any

import yaml
from helpers_all_tables import ABOUT, ROUND, SURVEY, Rows, Sound
from helpers_injected import INJECTED, Injected

from pipeline.contracts.table import Column
from pipeline.phases.tables import TABLES
from pipeline.rounds import Project

_ROOT = Path(__file__).parents[1]
# Columns of words of which only some are right: names of files, of things elsewhere in the round, or what must be the
# same as there.
OF_THE_ROUND = {
    *("document", "unit", "transcript", "coder", "judgement", "seen", "about", "scope", "evidence_ids", "value", "met"),
    *("norm", "lowest", "highest", "aliases", "period"),
}


class Dealt:
    """Hands out the injected texts one by one, and begins anew when all had their turn."""

    def __init__(self, say: Callable[[Injected], str]) -> None:
        self._texts = cycle(INJECTED)
        self._say = say
        self._names = iter(INJECTED[::25])
        self.places = 0
        self.names: list[str] = []
        self.given: set[str] = set()

    def __call__(self) -> str:
        text = next(self._texts)
        self.places += 1
        self.given.add(text.name)
        return self._say(text)

    def name(self) -> str:
        """Give what somebody is called: a word of their own, with the signs of a text around it.

        What stands in a name is looked for in all that is made: other words of the text would be left out there.
        """
        signs = re.sub(r"[\w\s]", "", self._say(next(self._names)))
        self.names.append(f"Qzyv{chr(ord('a') + len(self.names))}")
        return f"{signs[:8]}{self.names[-1]}{signs[8:16]}"


def injected_round(target: Path, say: Callable[[Injected], str]) -> tuple[Project, Dealt]:
    """Make the round, with what is said for each of the texts in their places.

    Parameters
    ----------
    target : pathlib.Path
        An empty folder.
    say : callable
        Gives what stands in the place of a text.
    """
    sound, deal = Sound(target), Dealt(say)
    shutil.copytree(_ROOT / "notebooks", target / "notebooks", ignore=shutil.ignore_patterns(".ipynb_checkpoints"))
    for name in ("requirements.lock", "pyproject.toml"):
        shutil.copyfile(_ROOT / name, target / name)
    sound.tables |= {name: _more(name, rows) for name, rows in sound.tables.items() if name in _MORE}
    for name in _AS_IT_IS & sound.tables.keys():
        del sound.tables[name]
    for name, rows in sound.tables.items():
        columns = [column.name for column in TABLES[name].columns if _is_free(column)]
        sound.tables[name] = [row | {column: deal() for column in columns if _fits(column, row)} for row in rows]
    # A sentence for readers is looked through as a sentence of a report is: of these two there is nothing to say.
    for row, text in zip(sound.tables["sentences"], INJECTED, strict=False):
        row["sentence"] = f"{say(text)} [mening]"
    for row in sound.tables["respondents"]:
        row["consent_quotable"] = "ja"
    first, again = sound.tables["promises"][:2]
    again["promise"] = first["promise"]
    sound.form["label"] = deal()
    for item in sound.form["items"]:
        item["label"] = deal()
    for name, rows in (*sound.tables.items(), (SURVEY, sound.answers)):
        _write_table(sound.folder / f"{name}.csv", rows)
    _write(sound.folder / f"{SURVEY}.yml", sound.form)
    _write(sound.folder / "round.yml", _about(deal))
    _write(sound.project.codebooks / f"{ROUND}.yml", _book(sound.book, deal))
    _other_files(sound, deal)
    return sound.project, deal


_SAID = "statement_id"
# Of tables with what was said: how many rows more, so that every text gets its turn in what readers see.
_MORE = {"interview_statements": 110, "desk_statements": 110, "focusgroup_statements": 110, "survey_statements": 110}
_REVIEWERS = 20
_FINDING = "F-effectiviteit-bereik"
# What decides on words elsewhere in the round.
_AS_IT_IS = {"privacy_names", "privacy_decisions", "quote_checks"}


def _more(name: str, rows: Rows) -> Rows:
    return [*rows, *({**rows[at % len(rows)], _SAID: f"{name[0].upper()}_m{at}"} for at in range(_MORE[name]))]


def _is_free(column: Column) -> bool:
    return (
        column.rule == "text"
        and not (column.allowed or column.number or column.references)
        and column.name not in OF_THE_ROUND
    )


def _fits(column: str, row: dict[str, str]) -> bool:
    """Tell whether a row can have a word there: a place is one in a document."""
    return column != "locator" or bool(row.get("document"))


def _about(deal: Dealt) -> dict[str, Any]:
    """Give what is said of the round."""
    about = copy.deepcopy(ABOUT)
    for name in ("title", "organisation", "place", "question", "summary", "client"):
        about[name] = deal()
    about["makers"] = [deal(), deal()]
    about["limits"] = [deal() for _ in range(6)]
    about["attributes"][0]["label"] = deal()
    about["panels"] = [{"id": "klankbordgroep", "label": deal()}, {"id": "tweede", "label": deal()}]
    about["theory"] = {
        stage: [{"text": deal()}, {"text": deal()}] for stage in ("inputs", "activities", "outputs", "outcomes")
    }
    about["synthetic"] = True
    return about


def _book(book: dict[str, Any], deal: Dealt) -> dict[str, Any]:
    """Give a codebook with other words."""
    for question in book["questions"]:
        question |= {"label": deal(), "question": deal()}
        for code in question["codes"]:
            code |= {"label": deal(), "definition": deal()}
    for indicator in book["indicators"]:
        indicator["label"] = deal()
    book["voices"] = [{"id": "eigen_stem", "label": deal(), "definition": deal(), "short": deal()}]
    return book


def _other_files(sound: Sound, deal: Dealt) -> None:
    """Write themes, the script of the visits, remarks of the panel and the report."""
    themes = sound.project.codebooks / "themes.yml"
    found = yaml.safe_load(themes.read_text(encoding="utf-8"))
    for theme in found:
        theme |= {"label": deal(), "definition": deal(), "source": deal()}
    _write(themes, found)
    script = {"label": deal(), "channel": "bezoek", "scenario": deal(), "steps": [deal(), deal()]}
    script |= {"criteria": ["norm_groet", "norm_score", "norm_tijd"], "agreement": {"date": "2025-07-01", "by": deal()}}
    _write(sound.folder / "scripts" / "loket.yml", script)
    remarks, reviewers = [], []
    for number in range(_REVIEWERS):
        who = {"reviewer": deal.name(), "provenance": "collected"}
        reviewers.append(who | {"panel": "klankbordgroep", "role": "bewoners", "remark": deal()})
        said = who | {"way": "site", "source": deal(), "locator": "", "said_at": "2026-01-01T10:00:00Z", "draft": ""}
        finding = {"place": _FINDING, "finding_id": _FINDING, "kind": "judgement", "judgement": "disagree"}
        for each, about in (("b", finding), ("o", {"place": "rapport", "kind": "comment"})):
            row = {"remark_id": f"O_{each}{number}", "seen": deal(), "comment": deal(), "remark": deal()}
            remarks.append({"finding_id": "", "judgement": ""} | said | about | row)
    (sound.folder / "review").mkdir()
    _write_table(sound.folder / "review" / "remarks.csv", remarks)
    _write_table(sound.folder / "review" / "reviewers.csv", reviewers)


def _write_table(path: Path, rows: Rows) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), quoting=csv.QUOTE_ALL)
        writer.writeheader()
        writer.writerows(rows)


def _write(path: Path, content: object) -> None:
    path.parent.mkdir(exist_ok=True)
    path.write_text(yaml.safe_dump(content, allow_unicode=True, sort_keys=False), encoding="utf-8")
