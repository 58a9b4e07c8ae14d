"""Make complete HTML pages: one skeleton and one stylesheet for notebooks and for the site."""

from base64 import b64encode
from collections.abc import Sequence
from functools import cache, partial
from hashlib import sha256
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from pipeline import addresses
from pipeline.blocks import Block, Link, Mark, Muted, Strong, Target
from pipeline.dutch import count_noun, euro, number, percent
from pipeline.looks import templates
from pipeline.looks.document.paper import Paper
from pipeline.looks.page import Page
from pipeline.printable import visible

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


@cache
def _environment(folder: Path, look: Page | Paper) -> Environment:
    environment = Environment(
        loader=FileSystemLoader([folder, templates.FOLDER]),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=partial(finalized, look),
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


def finalized(look: Page | Paper, value: object) -> object:
    """Give blocks and words of blocks their look, and leave out invisible control characters of a plain string."""
    if isinstance(value, Block):
        return look.html(value)
    if isinstance(value, tuple | Mark | Strong | Muted | Link | Target):
        return look.line(value)
    return visible(value) if isinstance(value, str) and not hasattr(value, "__html__") else value
