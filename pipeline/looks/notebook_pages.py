"""Executed notebooks as pages of the site."""

import re
import unicodedata
from base64 import b64encode
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from jinja2 import Environment, pass_context
from jinja2.runtime import Context
from markupsafe import Markup
from nbconvert.exporters import TemplateExporter
from nbconvert.filters import strip_ansi
from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath
from nbformat import NotebookNode
from traitlets import List, Unicode, default
from traitlets.config import Config

from pipeline.looks import templates
from pipeline.looks.cell_style import bare
from pipeline.looks.foreign_html import fitted
from pipeline.looks.pages import SITE, finalized, render_page
from pipeline.looks.something import with_something
from pipeline.printable import visible
from pipeline.telling.frame import Frame

# The first of these that an output has is the one that is shown.
_RICHEST_FIRST = ("text/html", "image/svg+xml", "image/png", "image/jpeg", "text/markdown", "text/plain")

# What papermill adds to a failed notebook: English, with styles of its own; the page has a box for it.
_PAPERMILL_ERROR_TAG = "papermill-error-cell-tag"

# Ids that the templates use themselves.
_RESERVED_IDS = ("inhoud", "toon-code", "alleen-tekst", "op-deze-pagina")


def notebook_to_html(
    notebook: NotebookNode,
    *,
    title: str,
    navigation: list[tuple[str, str]],
    frame: Frame,
    exporter: "KlankbordExporter | None" = None,
) -> str:
    """Turn an executed notebook into a page.

    Parameters
    ----------
    notebook
        The notebook with its outputs.
    title
        Title of the page; also its main heading when the notebook has no heading of the first level.
    navigation
        The way to this page, as (label, address); an empty address marks the page itself.
    frame
        What stands around every page of the round.
    exporter
        One to use again, for many pages: to compile its templates takes longer than to fill them.

    Returns
    -------
    str
        A complete page.
    """
    exporter = exporter or KlankbordExporter()  # type: ignore[no-untyped-call]
    exporter.page_title, exporter.navigation = title, navigation
    exporter.round_title, exporter.banner, exporter.footer = frame.round_title, frame.banner, frame.footer
    html, _ = exporter.from_notebook_node(notebook)
    return str(html)


class KlankbordExporter(TemplateExporter):
    """Export a notebook as a page of the project, for `notebook_to_html` and for ``jupyter nbconvert``."""

    export_from_notebook = "Klankbord"
    output_mimetype = "text/html"

    page_title = Unicode(help="Title of the page; by default the notebook's first heading.").tag(config=True)
    navigation: List[Any] = List(help="The way to this page: pairs of label and address.").tag(config=True)
    round_title = Unicode(help="Name of the evaluation round.").tag(config=True)
    banner = Unicode(help="What must be known before reading on.").tag(config=True)
    footer = Unicode(help="Where the page comes from.").tag(config=True)

    _outline: "_Outline"

    @default("file_extension")
    def _html_extension(self) -> str:
        return ".html"

    @default("template_name")
    def _own_template(self) -> str:
        return "klankbord"

    @default("extra_template_basedirs")
    def _own_templates(self) -> list[str]:
        # nbconvert's default, the working directory, would let a folder there replace the template.
        return [str(templates.FOLDER)]

    @property
    def default_config(self) -> Config:
        """Leave out the cells that papermill adds to a failed notebook."""
        config = Config({"TagRemovePreprocessor": {"remove_cell_tags": {_PAPERMILL_ERROR_TAG}}})
        config.merge(super().default_config)
        return config

    def default_filters(self) -> Iterator[tuple[str, Any]]:
        """Add the filters of the cell template to nbconvert's."""
        yield from super().default_filters()  # type: ignore[no-untyped-call]
        yield "markdown2html", self._markdown_to_html
        yield "filter_data_type", _richest
        yield "plain", _plain
        yield "svg_uri", lambda svg: f"data:image/svg+xml;base64,{b64encode(svg.encode()).decode()}"
        yield "own_html", lambda html: fitted(bare(html))

    def from_notebook_node(  # type: ignore[override]
        self, nb: NotebookNode, resources: dict[str, Any] | None = None, **kw: Any
    ) -> tuple[str, dict[str, Any]]:
        """Render the cells with nbconvert and put them into the page that the site uses too.

        Parameters
        ----------
        nb
            The notebook.
        resources
            What nbconvert passes between its steps.
        **kw
            Passed on to nbconvert.

        Returns
        -------
        tuple
            The page and the resources.
        """
        self._outline = _Outline()
        nb = NotebookNode(nb, cells=with_something(nb.cells))
        cells, resources = super().from_notebook_node(nb, resources, **kw)
        title = self.page_title or self._outline.title or resources["metadata"].get("name", "")
        page = render_page(
            "notebook.html.j2",
            title=title,
            navigation=self.navigation,
            round_title=self.round_title,
            banner=self.banner,
            footer=self.footer,
            heading=self._outline.heading,
            sections=self._outline.sections,
            cells=Markup(cells),
            has_code=any(cell.cell_type == "code" and cell.source.strip() for cell in nb.cells),
            has_failed=any(output.output_type == "error" for output in _outputs(nb)),
        )
        return page, resources

    def _create_environment(self) -> Environment:
        environment: Environment = super()._create_environment()  # type: ignore[no-untyped-call]
        environment.autoescape = True
        environment.finalize = partial(finalized, SITE)
        return environment

    @pass_context
    def _markdown_to_html(self, context: Context, source: str) -> Markup:
        cell = context.get("cell", {})
        renderer = _Renderer(self._outline, attachments=cell.get("attachments", {}))
        return fitted(MarkdownWithMath(renderer=renderer).render(source))


@dataclass
class _Outline:
    """The headings of one page: its single main heading and the sections to jump to."""

    heading: Markup | None = None
    sections: list[tuple[str, str]] = field(default_factory=list)
    _used: set[str] = field(default_factory=lambda: set(_RESERVED_IDS))

    @property
    def title(self) -> str:
        return self.heading.striptags() if self.heading else ""

    def new_id(self, text: str) -> str:
        ascii_text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
        slug = re.sub(r"[^a-z0-9]+", "-", ascii_text).strip("-") or "kop"
        candidate, n = slug, 1
        while candidate in self._used:
            n += 1
            candidate = f"{slug}-{n}"
        self._used.add(candidate)
        return candidate


class _Renderer(IPythonRenderer):
    """nbconvert's Markdown renderer, with headings that fit into one page."""

    def __init__(self, outline: _Outline, attachments: dict[str, dict[str, str]]) -> None:
        super().__init__(escape=False, allow_harmful_protocols=False, attachments=attachments)
        self._outline = outline

    def heading(self, text: str, level: int, **attrs: Any) -> str:
        """Give a heading an id; the first of level 1 becomes the page's, a second goes down a level."""
        plain = Markup(text).striptags()
        html_id = self._outline.new_id(plain)
        if level == 1 and self._outline.heading is None:
            self._outline.heading = Markup(f'<h1 id="{html_id}">{fitted(text)}</h1>')
            return ""
        level = max(level, 2)
        if level == 2:
            self._outline.sections.append((html_id, plain))
        return f'<h{level} id="{html_id}">{text}</h{level}>\n'


def _outputs(notebook: NotebookNode) -> Iterator[NotebookNode]:
    for cell in notebook.cells:
        yield from cell.get("outputs", [])


def _plain(text: str) -> str:
    return visible(strip_ansi(text))  # type: ignore[no-untyped-call]


def _richest(data: Mapping[str, object]) -> list[str]:
    return [kind for kind in _RICHEST_FIRST if kind in data][:1]
