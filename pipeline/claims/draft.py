"""A first draft of the report, made of the findings: every sentence says no more than they do.

It is a start to write from, not a report. What it quotes are the words of the raw tables, so the checks on wording
begin when a consultant takes it over.
"""

import re
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath

import pandas as pd

from pipeline.claims.backing import PHASE, Sources
from pipeline.claims.checks import problems_of
from pipeline.claims.look_closer import with_few
from pipeline.claims.text import parse, split
from pipeline.claims.values import ROUND
from pipeline.codebook import Theme
from pipeline.contracts.loading import RoundData
from pipeline.dutch import listed
from pipeline.evidence import quoting
from pipeline.evidence.table import EvidenceRow, is_missing
from pipeline.phases.declarations import BY_ID
from pipeline.records import records, rows_of
from pipeline.triangulation.findings import FindingRow
from pipeline.triangulation.meta_inference import JointDisplayRow
from pipeline.triangulation.negative_cases import AGAINST, CRITICAL, POSITIVE, NegativeCaseRow, strongest_first
from pipeline.triangulation.views import cells

_SIDES = {AGAINST: "Daartegen pleit: {}", POSITIVE: "Positief is: {}", CRITICAL: "Kritisch is: {}"}


def files(data: RoundData, tables: Mapping[str, pd.DataFrame], sources: Sources) -> list[tuple[str, str]]:
    """Make the files of the draft: how it was done, and one a theme.

    Parameters
    ----------
    data : RoundData
        A whole round.
    tables : mapping of str to pandas.DataFrame
        The tables of the output contract.
    sources : Sources
        What sentences can rest on.

    Returns
    -------
    list of (str, str)
        File name and Markdown.
    """
    made = [("01_aanpak.md", _approach(data))]
    for number, theme in enumerate(data.codebook.themes, 2):
        found = [row for row in sources.findings.values() if row["theme"] == theme.id]
        if found:
            made.append((f"{number:02d}_{theme.id}.md", _theme(theme, found, data, tables, sources)))
    return made


def _approach(data: RoundData) -> str:
    lines = ["# Hoe is het onderzocht?", ""]
    for phase in BY_ID.values():
        if phase.id not in data.round.phases:  # nobody thought of it: there is nothing to tell
            continue
        deployment = data.round.deployment(phase.id)
        text = phase.method if deployment.deployed else deployment.absence
        lines.append(f"- {phase.label}: {_referring(text, f'{PHASE}{phase.id}')}")
    if data.round.limits:
        lines += ["", "## Wat dit onderzoek niet kan laten zien", ""]
        lines += [f"- {_referring(limit, ROUND)}" for limit in data.round.limits]
    return "\n".join(lines) + "\n"


def _theme(
    theme: Theme, found: list[FindingRow], data: RoundData, tables: Mapping[str, pd.DataFrame], sources: Sources
) -> str:
    together = {row["question"]: row["text"] for row in rows_of(tables["joint_display"], JointDisplayRow)}
    lines = [f"# {_as_text(theme.label)}", ""]
    for finding in found:
        name = finding["finding_id"]
        lines += [
            f"## {_as_text(data.codebook.labels[finding['question']])}",
            "",
            f"{_as_text(finding['statement'])} [@{name}]",
            _referring(together[finding["question"]], f"{name}:fasen"),
            *([_referring(finding["fragile"], f"{name}:stemmen")] if finding["fragile"] else []),
            "",
            *_carried_by(finding, data, tables, sources),
            *_other_side(finding, tables, sources),
            "",
        ]
    return "\n".join(lines).rstrip() + "\n"


def _carried_by(
    finding: FindingRow, data: RoundData, tables: Mapping[str, pd.DataFrame], sources: Sources
) -> list[str]:
    """Print the strongest that each phase has the way of a finding, and one quote; nothing of a mixed finding."""
    if not finding["direction"]:
        return []
    evidence = tables["evidence"][tables["evidence"]["question"] == finding["question"]]
    pointing = evidence[evidence["direction"] == finding["direction"]]
    strongest: dict[str, str] = {}
    for name in strongest_first(pointing, cells(evidence, sources.rules), sources.rules):
        strongest.setdefault(sources.evidence[name]["phase"], name)
    lines, quotes = [], 0
    for phase in (phase for phase in BY_ID.values() if phase.id in strongest):
        name = strongest[phase.id]
        said = _referring(_said(name, sources), name)
        quote = "" if quotes else next(_quotes(name, int(finding["direction"]), data, sources), "")
        quotes += bool(quote)
        lines.append(f"- {said}{quote}")
    return [*lines, ""] if lines else []


def _quotes(name: str, direction: int, data: RoundData, sources: Sources) -> Iterator[str]:
    """Give what people literally said behind a piece of evidence, that points its way and may be quoted, as a sentence.

    Left out is what is more than one sentence, and what the checks would not let a consultant write.
    """
    for file, key in sources.behind.get(name, []):
        contract = data.contracts[PurePosixPath(file).stem]
        if not contract.words or not contract.points:
            continue
        may = quoting.quotable(data, contract.name)
        if key not in may.rows:
            continue
        row = next(row for row in records(data.whole(contract.name)) if row[contract.key] == key)
        said = quoting.shield(data).without(may.retold.get(key) or row[contract.words]).strip(" .\"'“”„‘’«»")
        told = f"Iemand vertelt: {said}." if key in may.retold else f"Iemand zegt: “{said}”."
        quote = f" {_referring(told, name)}"
        sentences = [sentence for block in parse(quote, "").blocks for sentence in block.sentences]
        if contract.points(row) == direction and len(sentences) == 1 and not problems_of(sentences[0], sources):
            yield quote


def _said(name: str, sources: Sources) -> str:
    return with_few(sources.backing[name].says.split(" (En nog ")[0])


def _other_side(finding: FindingRow, tables: Mapping[str, pd.DataFrame], sources: Sources) -> list[str]:
    """Print the strongest case against a finding and who answers otherwise beside it, or say where was looked."""
    against, evidence = tables["negative_cases"], rows_of(tables["evidence"], EvidenceRow)
    cases = against[(against["finding_id"] == finding["finding_id"]) & against["side"].isin(list(_SIDES))]
    apart = [piece for piece in evidence if piece["question"] == finding["question"] and piece["otherwise"]]
    lines = []
    for side, rows in cases.groupby("side", sort=False):
        strongest = rows_of(rows, NegativeCaseRow)[0]
        if strongest["evidence_id"]:
            said = _said(strongest["evidence_id"], sources)
            lines.append(_referring(_SIDES[str(side)].format(said), strongest["evidence_id"]))
        elif not apart:
            phases = [BY_ID[part.split(":")[0]].label.lower() for part in strongest["looked_in"].split()]
            pieces = [sources.evidence[name] for name in str(finding["evidence_ids"]).split()]
            some = any(not is_missing(piece["n_against"]) and piece["n_against"] > 0 for piece in pieces)
            text = f"Er is {not_found(str(side), inside=some)}; gezocht is in {listed(phases)}."
            lines.append(f"{text} [@{finding['finding_id']}:tegen]")
    once = {piece["otherwise"]: piece["evidence_id"] for piece in reversed(apart)}
    return [*lines, *(_referring(with_few(said), name) for said, name in reversed(once.items()))]


def not_found(side: str, *, inside: bool) -> str:
    """Say what was not found on a side of a finding; `inside` a group that is on the other side some may be on it."""
    if side != AGAINST:
        # Of a mixed finding people may be on both sides of each point.
        return f"geen groep gevonden die als geheel {'positief' if side == POSITIVE else 'kritisch'} is"
    return "geen groep gevonden die daar als geheel tegen pleit" if inside else "niets gevonden dat daartegen pleit"


def _referring(text: str, name: str) -> str:
    """Put a reference behind each sentence of a text."""
    plain = _as_text(text)
    return " ".join(f"{plain[start:end].strip()} [@{name}]" for start, end in split(plain))


def _as_text(text: str) -> str:
    """Give words of a raw table or a codebook as a line of a report, in which no sign of them means anything."""
    return _NUMBER.sub(r"\1\\\2", _MEANS.sub(r"\\\g<0>", " ".join(text.translate(_PLAIN).split())))


# Signs that mean something in the text of a report; in a raw table they are only signs.
_PLAIN = str.maketrans(
    {"[": "(", "]": ")", "{": "(", "}": ")", "*": "", "_": " ", "`": "'", "<": "‹", ">": "›", "|": "/"}
)
# What else means something in Markdown, in some places: the sign of an entry of a list or of a heading where a line
# begins, of a heading also where it ends, a backslash, and what begins a sign by its name.
_MEANS = re.compile(r"^[-+](?=\s|$)|^#(?=#{0,5}(?:\s|$))|(?<=\s)#(?=#*$)|^~(?=~~)|\\|&(?=#?\w+;)")
_NUMBER = re.compile(r"^(\d{1,9})([.)])(?=\s|$)")
