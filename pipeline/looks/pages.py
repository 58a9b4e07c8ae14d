"""Make complete HTML pages: one skeleton and one stylesheet for notebooks and for the site."""

import re
import unicodedata
from base64 import b64encode
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, partial
from hashlib import sha256
from pathlib import Path
from typing import Any

from bs4 import BeautifulSoup, Tag
from jinja2 import Environment, FileSystemLoader, StrictUndefined, pass_context
from jinja2.runtime import Context
from markupsafe import Markup
from nbconvert.exporters import TemplateExporter
from nbconvert.filters import strip_ansi
from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath
from nbformat import NotebookNode
from traitlets import List, Unicode, default
from traitlets.config import Config

from pipeline import addresses
from pipeline.blocks import Block, Link, Mark, Muted, Strong, Target
from pipeline.dutch import count_noun, euro, number, percent
from pipeline.looks import templates
from pipeline.looks.document.paper import Paper
from pipeline.looks.page import Page
from pipeline.looks.something import with_something
from pipeline.printable import visible
from pipeline.telling.frame import Frame

# The first of these that an output has is the one that is shown.
_RICHEST_FIRST = ("text/html", "image/svg+xml", "image/png", "image/jpeg", "text/markdown", "text/plain")

# What papermill adds to a failed notebook: English, with styles of its own; the page has a box for it.
_PAPERMILL_ERROR_TAG = "papermill-error-cell-tag"

# Ids that the templates use themselves.
_RESERVED_IDS = ("inhoud", "toon-code", "alleen-tekst", "op-deze-pagina")


SITE = Page(folder="")
_ON_PAPER = "document"  # how the names of the templates of what goes to Word and PDF begin


def render_page(
    template: str,
    *,
    scripts: Sequence[str] = (),
    connects: bool = False,
    folder: Path = templates.FOLDER,
    **context: object,
) -> str:
    """Fill a template that extends ``page.html.j2``.

    Parameters
    ----------
    template
        File name in `folder`, or among the templates that all pages share.
    scripts
        File names in `folder` of what together is the page's one script, which its policy then allows and no other.
    connects
        Whether the script may talk to the server that the page came from.
    folder
        Where the template and the script stand.
    **context
        What the template asks for; every page needs ``title``, ``round_title``, ``navigation``, ``banner``
        and ``footer``. Strings are escaped, blocks get their look.

    Returns
    -------
    str
        A complete page that needs nothing else: no network, no other file.
    """
    source = "\n".join((folder / script).read_text(encoding="utf-8") for script in scripts)
    page = {"script": Markup(source), "policy": policy(source, connects=connects), **context}
    return _environment(folder, SITE).get_template(template).render(page)


def render_part(template: str, folder: Path, **context: object) -> str:
    """Fill a template of a part of a page, such as a script puts in; strings are escaped as in `render_page`."""
    return _environment(folder, SITE).get_template(template).render(context)


def render_on_paper(name: str, **context: object) -> str:
    """Fill the template of a document that goes to Word and PDF; strings are escaped as in `render_page`."""
    return _environment(templates.FOLDER, Paper()).get_template(f"{_ON_PAPER}_{name}.html.j2").render(context)


def compile_templates() -> None:
    """Compile the templates of a round's own pages, which otherwise happens as each is first used."""
    for template in templates.FOLDER.glob("*.j2"):
        look = Paper() if template.name.startswith(_ON_PAPER) else SITE
        _environment(templates.FOLDER, look).get_template(template.name)


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
        yield "own_html", _own_html

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
        environment.finalize = partial(_finalize, SITE)
        return environment

    @pass_context
    def _markdown_to_html(self, context: Context, source: str) -> Markup:
        cell = context.get("cell", {})
        renderer = _Renderer(self._outline, attachments=cell.get("attachments", {}))
        return _own_html(MarkdownWithMath(renderer=renderer).render(source))


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
            self._outline.heading = Markup(f'<h1 id="{html_id}">{_own_html(text)}</h1>')
            return ""
        level = max(level, 2)
        if level == 2:
            self._outline.sections.append((html_id, plain))
        return f'<h{level} id="{html_id}">{text}</h{level}>\n'


@cache
def _environment(folder: Path, look: Page | Paper) -> Environment:
    environment = Environment(
        loader=FileSystemLoader([folder, templates.FOLDER]),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=partial(_finalize, look),
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.update(css=Markup(_css()), addresses=addresses, count_noun=count_noun)
    environment.filters.update(number=number, euro=euro, percent=percent)
    return environment


def policy(script: str = "", *, connects: bool = False) -> Markup:
    """Write the policy that allows our stylesheet, embedded images and this one script, and nothing else.

    Parameters
    ----------
    script
        The script as it stands in the page; empty for a page without one.
    connects
        Whether the script may talk to the server that the page came from.
    """
    allowed = ["default-src 'none'", f"style-src {_digest(_css())}", "img-src data:"]
    allowed += [f"script-src {_digest(script)}"] if script else []
    allowed += ["connect-src 'self'"] if connects else []
    return Markup("; ".join([*allowed, "base-uri 'none'", "form-action 'none'"]))


@cache
def _css() -> str:
    return (templates.FOLDER / "klankbord.css").read_text(encoding="utf-8")


def _digest(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


def _outputs(notebook: NotebookNode) -> Iterator[NotebookNode]:
    for cell in notebook.cells:
        yield from cell.get("outputs", [])


def _finalize(look: Page | Paper, value: object) -> object:
    """Give blocks and words of blocks their look, and leave out invisible control characters of a plain string."""
    if isinstance(value, Block):
        return look.html(value)
    if isinstance(value, tuple | Mark | Strong | Muted | Link | Target):
        return look.line(value)
    return visible(value) if isinstance(value, str) and not hasattr(value, "__html__") else value


def _plain(text: str) -> str:
    return visible(strip_ansi(text))  # type: ignore[no-untyped-call]


def _richest(data: Mapping[str, object]) -> list[str]:
    return [kind for kind in _RICHEST_FIRST if kind in data][:1]


# Most outputs are our own tables and figures, which hold none of these and needn't be parsed again.
_FOREIGN = re.compile(
    r"""<(script|style|link|meta|base|iframe|object|embed|form|h1|img(?![^>]*\ssrc="data:))\b"""
    r"""|<table(?!\ class="data)|\s(style|on\w+|srcset)\s*=""",
    re.IGNORECASE | re.VERBOSE,
)
_NOT_IN_A_PAGE = ("script", "style", "link", "meta", "base", "iframe", "object", "embed")


def _own_html(html: str) -> Markup:
    """Fit HTML that we didn't make (Markdown, a bare data frame) into a page with our policy and on a phone.

    This isn't what keeps a page safe (escaping and the policy do that); it keeps out what the policy would
    block, and it puts tables into regions that scroll.
    """
    if not _FOREIGN.search(html):
        return Markup(html)
    soup = BeautifulSoup(html, "html.parser")
    for element in soup.find_all(_NOT_IN_A_PAGE):
        element.decompose()
    for element in soup.find_all(True):
        _drop_own_styling(element)
    for element in soup.find_all("h1"):
        element.name = "h2"
    for element in soup.find_all("img"):
        _keep_only_if_embedded(element)
    for element in soup.find_all("table"):
        _put_in_region(soup, element)
    return Markup(soup.decode())


def _drop_own_styling(element: Tag) -> None:
    if "right" in str(element.get("style", "")):
        element["class"] = "num"
    for attribute in list(element.attrs):
        if attribute.lower().startswith("on") or attribute.lower() in ("style", "border", "srcset"):
            del element[attribute]


def _keep_only_if_embedded(image: Tag) -> None:
    if not str(image.get("src", "")).startswith("data:"):
        image.replace_with(f"[Afbeelding niet opgenomen: {image.get('alt') or 'zonder beschrijving'}]")
    elif "alt" not in image.attrs:
        image["alt"] = "Afbeelding zonder beschrijving"


def _put_in_region(soup: BeautifulSoup, element: Tag) -> None:
    element["class"] = "data"
    for cell in element.find_all("th"):
        cell.attrs.setdefault("scope", "row" if cell.find_parent("tbody") else "col")
    if element.find_parent(class_="scroll"):
        return
    name = element.caption.get_text(" ", strip=True) if element.caption else "zonder titel"
    attributes = {"class": "scroll", "role": "region", "tabindex": "0", "aria-label": f"Tabel: {name}"}
    element.wrap(soup.new_tag("div", attrs=attributes))
