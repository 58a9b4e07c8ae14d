"""Everything that is made of a round, step by step: its notebooks, their pages, the report, and what readers see."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from pipeline import messages
from pipeline.addresses import FINDINGS, NOTEBOOKS
from pipeline.editions import OF_A_RUN, Edition, Readers
from pipeline.execution import fingerprints
from pipeline.execution.fingerprints import Hashes, Parts, Record
from pipeline.execution.imports import code_of
from pipeline.execution.stages import Stage
from pipeline.outputs import FRONT_PAGES, INDEX, PAPERS, front_page
from pipeline.rounds import HOUSE_STYLES, Project, Round
from pipeline.rules import Rules, plain

if TYPE_CHECKING:
    from pipeline.telling.frame import Frame

StepKind = Literal["notebook", "page", "report", "word", "pdf", "publish", "paper"]
REPORT, PUBLISH, PAPER = "rapport", "publiceren", "papier"
WORD: StepKind = "word"
PDF: StepKind = "pdf"
# What a notebook hands on to later steps, and what it leaves for readers.
TABLES, NOTEBOOK, PAGE = "*.csv", "notebook.ipynb", "page.html"
# What the report leaves for readers, the front page in its forms, and the source of each pair of files on paper.
SITE, DOCUMENT = ("*.html", "*.xlsx", "*.pptx", f"{FINDINGS}/*.html", "data/*.csv", "data/*.xlsx"), "document/*/*"
FRONT = f"{FRONT_PAGES}/*.html"
WORD_FILES, PDF_FILES = (tuple(f"{name}.{kind}" for name in PAPERS) for kind in ("docx", "pdf"))
PAPER_FILES: dict[StepKind, tuple[str, ...]] = {WORD: WORD_FILES, PDF: PDF_FILES}
# What of the report is published as it is: it has no page but the front page whose name begins so.
_PUBLISHED = ("[!i]*.html", *SITE[1:])
# Among what a step is made from: the days until which people agreed, as far as they have passed.
CONSENT = "consent"
# Name of the record in the folder of a step. What goes on paper lies in the folder of the site, which has its own.
RECORD = ".made.json"
_RECORD_OF_PAPER = f".papier{RECORD}"


@dataclass(frozen=True)
class Step:
    """One thing to make.

    Parameters
    ----------
    id, label : str
        Name of its folder in the round's `stages/`, and name for readers.
    kind : str
        How it is made: ``notebook``, ``page``, ``report``, ``word``, ``pdf``, ``publish`` (the site) or ``paper`` (what
        goes on paper, put beside it).
    folder : str
        Where its products and its record are, relative to the project.
    inputs : tuple of str
        Files it reads, relative to the project; one that is not there counts as absent.
    reads : tuple of (str, str)
        Products of earlier steps it reads: the step, and a pattern of names in its folder.
    values : dict
        Everything else it depends on, as can be written in JSON.
    code : str
        Python code; it depends on every file of this package that this imports.
    makes : tuple of str
        Patterns of its products, relative to `folder`.
    stage : Stage or None
        The stage, for a notebook and its page.
    record : str
        Name of its record.
    """

    id: str
    label: str
    kind: StepKind
    folder: str
    inputs: tuple[str, ...]
    reads: tuple[tuple[str, str], ...]
    values: dict[str, Any]
    code: str
    makes: tuple[str, ...]
    stage: Stage | None = None
    record: str = RECORD

    @property
    def after(self) -> tuple[str, ...]:
        """Ids of the steps it waits for."""
        return tuple(dict.fromkeys(step for step, _ in self.reads))


@dataclass(frozen=True)
class Plan:
    """A round that can be run: its raw tables are in order.

    Parameters
    ----------
    project : Project
        The project.
    round_id : str
        The round.
    title : str
        Its title.
    synthetic : bool
        It is made up as a whole.
    kinds : tuple of str
        Where its data come from: the kinds of `provenance` in its raw tables.
    rules : Rules
        The numbers by which it is weighed.
    steps : tuple of Step
        What is to be made, earlier steps first.
    notices : int
        How many things were read otherwise than they stand there, or not: `check` tells them.
    lapsed : str
        A hash of the days until which people agreed to something and that have passed; empty when none has.
    day : str
        The day that this was looked up, where people agreed until some day; on another day it may be otherwise.
    readers : Readers
        For whom it is made.
    """

    project: Project
    round_id: str
    title: str
    synthetic: bool
    kinds: tuple[str, ...]
    rules: Rules
    steps: tuple[Step, ...]
    notices: int = 0
    lapsed: str = ""
    day: str = ""
    readers: Readers = OF_A_RUN

    @property
    def workplace(self) -> Path:
        """Folder in which it is made."""
        return self.project.workplace(self.round_id, self.readers.edition)

    @property
    def stages(self) -> list[Stage]:
        """The stages, in the order of the graph."""
        return [step.stage for step in self.steps if step.kind == "notebook" and step.stage is not None]

    @property
    def pages(self) -> list[tuple[str, str]]:
        """Id and label of each stage of which the site has a page, in the order in which they are read."""
        in_reading_order = sorted(self.stages, key=lambda stage: stage.notebook)
        return [(stage.id, stage.label) for stage in in_reading_order if self.readers.edition.pages]

    @property
    def frame(self) -> "Frame":
        """What stands around every page of the round."""
        from pipeline.telling.frame import frame

        return frame(self.round_id, self.title, self.synthetic, self.kinds, self.rules, self.readers)

    @property
    def told(self) -> str:
        """What a run says of the rules that are not as usual, and of how tables were read; mostly nothing."""
        said = [messages.how_read(self.round_id, self.notices)] if self.notices else []
        if self.rules.different:
            from pipeline.telling.rule_words import told

            said.insert(0, told(self.rules))
        return "\n".join(said)

    def step(self, name: str) -> Step:
        """Give a step by its id."""
        return next(step for step in self.steps if step.id == name)

    def folder(self, step: Step) -> Path:
        """Folder of a step's products and its record."""
        return self.project.root / step.folder

    def record(self, step: Step) -> Record:
        """Record of what a step was made from."""
        return Record(self.folder(step) / step.record)

    def products(self, step: Step) -> list[Path]:
        """List the files that a step has made."""
        folder = self.folder(step)
        return sorted(path for pattern in step.makes for path in folder.glob(pattern) if path.is_file())

    @property
    def published(self) -> list[Path]:
        """List the files that readers get."""
        return sorted(path for step in self.steps if step.kind in {"publish", "paper"} for path in self.products(step))

    def made_from(self, step: Step, hashes: Hashes) -> Parts:
        """Give what a step is made from, but its code."""
        parts = {name: hashes.of(self.project.root / name) for name in step.inputs}
        for earlier, pattern in step.reads:
            parts[f"{earlier}/{pattern}"] = fingerprints.hash_of_all(self.folder(self.step(earlier)), pattern)
        parts["values"] = fingerprints.hash_text(step.values)
        if self.lapsed:
            parts[CONSENT] = self.lapsed
        return parts | fingerprints.environment(self.project, hashes)

    def code_of(self, step: Step, hashes: Hashes) -> Parts:
        """Give the code that a step is made by."""
        return hashes.of_code(step.code)

    def is_current(self, step: Step, hashes: Hashes) -> bool:
        """Tell whether a step need not be made again, as far as earlier steps stay as they are."""
        return self.record(step).is_current(self.made_from(step, hashes), step.code, hashes)


def steps(
    project: Project,
    round_id: str,
    round_: Round,
    planned: list[Stage],
    kinds: tuple[str, ...],
    readers: Readers,
) -> list[Step]:
    """List the steps by which all of a round is made, earlier ones first; `publishing` adds how readers get it.

    Parameters
    ----------
    project : Project
        The project.
    round_id : str
        The round.
    round_ : Round
        What its `round.yml` says.
    planned : list of Stage
        Its stages.
    kinds : tuple of str
        Where its data come from: the kinds of `provenance` in its raw tables.
    readers : Readers
        For whom it is made.
    """
    edition = readers.edition
    reports = project.name(project.workplace(round_id, edition))
    folder = f"{reports}/stages"
    notebooks = [_notebook(project, folder, stage) for stage in planned]
    frame = {"title": round_.title, "synthetic": round_.synthetic, "kinds": kinds, "round_id": round_id}
    frame["edition"] = edition.id
    frame["rules"] = {name: plain(value) for name, (value, _) in round_.rules.different.items()}
    pages = [_page(folder, stage, frame) for stage in planned] if edition.pages else []
    report = Step(
        id=REPORT,
        label="Rapport",
        kind="report",
        folder=f"{folder}/{REPORT}",
        inputs=tuple(sorted({*planned[-1].inputs, *_texts(project, round_id), *_said(project, round_id)})),
        reads=tuple((step.id, pattern) for step in notebooks for pattern in (TABLES, NOTEBOOK)),
        # Only the report says by which rules it is made: what a panel writes makes no page again.
        values=frame
        | {
            "on_paper": True,
            "bears": readers.bears,
            "pages": [[stage.id, stage.label] for stage in planned if edition.pages],
        },
        code="import pipeline.execution.report",
        makes=(*SITE, FRONT, DOCUMENT),
    )
    word = _on_paper(project, round_id, folder, WORD, "Word", WORD_FILES)
    pdf = replace(
        _on_paper(project, round_id, folder, PDF, "PDF", PDF_FILES), values={"report_pages": round_.report_pages}
    )
    return [*notebooks, *pages, report, word, pdf]


def publishing(made: list[Step], folder: str, edition: Edition, without: Collection[str]) -> list[Step]:
    """List all steps of a round: those by which it is made, and those by which readers get it.

    The site is published as soon as it is whole. What goes on paper takes longer, and follows.

    Parameters
    ----------
    made : list of Step
        By which it is made.
    folder : str
        Where readers find it, relative to the project.
    edition : Edition
        For whom it is made.
    without : collection of str
        Of ``word`` and ``pdf``: what is left out.
    """
    [report] = [step for step in made if step.kind == "report"]
    on_paper = [step for step in made if step.kind in PAPER_FILES and step.kind not in without]
    if not on_paper:  # nor is its source
        report = replace(report, values=report.values | {"on_paper": False}, makes=(*SITE, FRONT))
    before = [report if step.kind == "report" else step for step in made if step.kind not in PAPER_FILES]
    site = [
        *((step.id, NOTEBOOK) for step in before if step.kind == "notebook" and edition.notebooks),
        *((step.id, PAGE) for step in before if step.kind == "page"),
        *((REPORT, pattern) for pattern in SITE),
    ]
    publish = Step(
        id=PUBLISH,
        label="Site",
        kind="publish",
        folder=folder,
        inputs=report.inputs,  # whose names may not be in it
        # What follows on paper brings its own front page, which leads to it.
        reads=(*site, *(() if on_paper else ((REPORT, front_page(())),))),
        values={"follows": [step.kind for step in on_paper]},
        code="import pipeline.execution.publish, pipeline.execution.gate",
        makes=(*_PUBLISHED, f"{NOTEBOOKS}/*.html", f"{NOTEBOOKS}/*.ipynb", *(() if on_paper else (INDEX,))),
    )
    if not on_paper:
        return [*before, publish]
    kinds_of_paper = [step.kind for step in on_paper]
    files = [(step.id, name) for step in on_paper for name in PAPER_FILES[step.kind]]
    paper = Step(
        id=PAPER,
        label="Word en PDF bij de site",
        kind="paper",
        folder=folder,
        inputs=report.inputs,
        # Each time that the site is published, what was on paper is taken away.
        reads=((PUBLISH, RECORD), (REPORT, front_page(kinds_of_paper)), *files),
        values={},
        code=publish.code,
        makes=(INDEX, *(name for _, name in files)),
        record=_RECORD_OF_PAPER,
    )
    return [*before, publish, *on_paper, paper]


def _notebook(project: Project, folder: str, stage: Stage) -> Step:
    return Step(
        id=stage.id,
        label=stage.label,
        kind="notebook",
        folder=f"{folder}/{stage.id}",
        inputs=(*stage.inputs, f"notebooks/{stage.notebook}"),
        reads=tuple((name, TABLES) for name in stage.after),
        values=stage.parameters,
        # How notebooks are run decides too what is kept of them.
        code=f"import pipeline.execution.notebooks\n{code_of(project.notebooks / stage.notebook)}",
        makes=(TABLES, NOTEBOOK),
        stage=stage,
    )


def _page(folder: str, stage: Stage, frame: dict[str, Any]) -> Step:
    return Step(
        id=f"{stage.id}_pagina",
        label=f"Pagina {stage.label.lower()}",
        kind="page",
        folder=f"{folder}/{stage.id}_pagina",
        inputs=(),
        reads=((stage.id, NOTEBOOK),),
        values=frame | {"label": stage.label},
        code="import pipeline.execution.page",
        makes=(PAGE,),
        stage=stage,
    )


def _on_paper(project: Project, round_id: str, folder: str, name: StepKind, label: str, made: tuple[str, ...]) -> Step:
    return Step(
        id=name,
        label=label,
        kind=name,
        folder=f"{folder}/{name}",
        inputs=(project.name(project.house_style(round_id, name)),),
        reads=((REPORT, DOCUMENT),),
        values={},
        code=f"import pipeline.looks.rendering.{name}",
        makes=made,
    )


def _texts(project: Project, round_id: str) -> Iterator[str]:
    """Name the files in the folder of the report, also those that are not read: that is told."""
    place = project.raw / round_id / "report"
    styles = {project.house_style(round_id, kind) for kind in HOUSE_STYLES}
    return (project.name(path) for path in place.glob("[!.]*") if path not in styles)


def _said(project: Project, round_id: str) -> Iterator[str]:
    """Name the files with what the klankbord said, and what was answered."""
    folder = project.raw / round_id / "review"
    return (project.name(folder / name) for name in ("remarks.csv", "reviewers.csv", "answers.xlsx"))
