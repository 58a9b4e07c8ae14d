"""What a panel reads as running text, paragraph by paragraph: so that how easy it is can be measured for all of it."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import pandas as pd
from markdown_it.token import Token

from pipeline import addresses
from pipeline.addresses import REPORT, REPRODUCTION, theme_stage
from pipeline.blocks import Block, Bullets, Card, Note, Section, Text, plain
from pipeline.contracts.loading import RoundData
from pipeline.looks.document.notebooks import Prose, shown
from pipeline.phases.declarations import PHASES
from pipeline.telling.overview import answers, of_themes
from pipeline.telling.told_finding import ToldFinding

Paragraph = tuple[str, str]
"""The page that it stands on, and its text."""


def of_site(
    data: RoundData, tables: Mapping[str, pd.DataFrame], findings: Sequence[ToldFinding]
) -> Iterator[Paragraph]:
    """Give the paragraphs that klankbord writes for who judges a round, but those of its notebooks.

    What is in tables or folded away is no text. What a card of the front page and the live session say of a finding is
    what the form says of it.

    Parameters
    ----------
    data : RoundData
        The round.
    tables : mapping of str to pandas.DataFrame
        The tables of the output contract.
    findings : sequence of ToldFinding
        Its findings as they are told.
    """
    front = [data.round.question, data.round.summary, *(answer.sentence for answer in answers(data, tables))]
    front += [*of_themes(data, tables).values(), *(theme.definition for theme in data.codebook.themes)]
    yield from (("index.html", text) for text in front)
    for finding in findings:
        yield addresses.finding_page(finding.id), finding.running
        yield addresses.form_page(finding.id), finding.brief
        yield addresses.form_page(finding.id), finding.counted


def of_notebooks(data: RoundData, stages: Path) -> Iterator[Paragraph]:
    """Give the same of the notebooks of a round.

    Parameters
    ----------
    data : RoundData
        The round.
    stages : pathlib.Path
        Folder of the stages, with their executed notebooks.
    """
    names = [*(phase.stage for phase in PHASES), *(theme_stage(theme.id) for theme in data.codebook.themes)]
    for stage in [*names, REPRODUCTION, REPORT]:
        for text in _of_notebook(stages / stage / "notebook.ipynb"):
            yield addresses.notebook_page(stage), text


def _of_notebook(path: Path) -> Iterator[str]:
    for part in shown(path):
        if isinstance(part, Prose):
            yield from of_prose(part)
        elif part.block is not None:
            yield from _of_block(part.block)


def of_prose(prose: Prose) -> Iterator[str]:
    """Give the paragraphs and items of a text of a notebook, without its headings."""
    for before, token in zip(prose.tokens, prose.tokens[1:], strict=False):
        if token.type == "inline" and before.type == "paragraph_open":
            words = (" " if child.type.endswith("break") else child.content for child in _read(token))
            yield " ".join("".join(words).split())


def _read(token: Token) -> list[Token]:
    """Give the parts of a paragraph, without code: nobody reads that as a sentence."""
    return [child for child in token.children or () if child.type != "code_inline"]


def _of_block(block: Block) -> Iterator[str]:
    match block:
        case Text(line):
            yield plain(line)
        case Note(line, _, items):
            yield from (plain(line), *items)
        case Bullets(items):
            yield from map(plain, items)
        case Section(parts) | Card(parts):
            for each in parts:
                yield from _of_block(each)
