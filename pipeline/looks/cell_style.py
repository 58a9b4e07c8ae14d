"""The style of what a cell of a notebook shows: it goes along with the output and holds for nothing else.

JupyterLab sets all text of tables to the right, in columns of one width. So an output brings what it needs of the
stylesheet of pages, nested in a class of its own: every rule is then also stronger than those of JupyterLab.
"""

import re
from functools import cache

from pipeline.looks import templates

_SHARED = re.compile(r"/\* Also in a cell \*/(.*?)/\* Only on a page \*/", re.DOTALL)
_NAMES = re.compile(r":root\s*\{([^}]*)\}")
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
# What JupyterLab gives a table of its own.
_INSTEAD = """
font: 0.9375rem/1.55 var(--sans); overflow-wrap: break-word; padding: 0.1rem 0.75rem 0.1rem 0;
background: var(--surface); color: var(--ink); color-scheme: light;
a { color: var(--link); text-decoration: underline; }
:is(p, ul, dl, figcaption) { max-width: var(--text); }
pre { white-space: pre-wrap; word-break: normal; overflow-wrap: break-word; }
h2, h3, h4 { margin: 1.2em 0 0.4em; line-height: 1.25; }
.data { table-layout: auto; margin: 0; color: inherit; }
.data tr, .data tr:is(:hover, :nth-child(n)) { background: none; }
.data :is(th, td) { max-width: none; line-height: 1.45; }
"""


def styled(html: str) -> str:
    """Give the HTML of a cell with its style."""
    return f"{_opening()}{html}</div>"


def bare(html: str) -> str:
    """Give the HTML of a cell without its style, for a page that has one; other HTML as it is."""
    opening = _opening()
    return html[len(opening) :].removesuffix("</div>") if html.startswith(opening) else html


@cache
def _opening() -> str:
    sheet = templates.FOLDER.joinpath("klankbord.css").read_text(encoding="utf-8")
    light, dark = _NAMES.findall(sheet)[:2]
    rules = "".join([light, _INSTEAD, *_SHARED.findall(sheet)])
    style = f".klankbord {{{rules}}} [data-jp-theme-light=false] .klankbord {{color-scheme: dark;{dark}}}"
    return f'<div class="klankbord"><style>{_short(style)}</style>'


def _short(style: str) -> str:
    """Leave out of a stylesheet what only people read."""
    words = re.sub(r"\s+", " ", _COMMENT.sub("", style))
    return re.sub(r" ?([{};,]) ?", r"\1", words)
