"""Where to open what a run made, and what is to be filled in: addresses of the server that JupyterLab came from."""

import os
import webbrowser
from urllib.parse import quote

from jupyter_server.serverapp import list_running_servers
from markupsafe import Markup

from pipeline.blocks import Block, Note, Text
from pipeline.rounds import Project

# What a reader opens, with how it is called; a Word file and slides are opened by another program.
_MADE = (
    ("rapport.docx", "Rapport in Word"),
    ("rapport.pdf", "Rapport in PDF"),
    ("bijlagen.docx", "Bijlagen in Word"),
    ("bijlagen.pdf", "Bijlagen in PDF"),
    ("samenvatting.docx", "Samenvatting in Word"),
    ("samenvatting.pdf", "Samenvatting in PDF"),
    ("presentatie.pptx", "Dia's"),
)
_SHOWN = ".pdf"


def base() -> str:
    """Give the address of the server that started this kernel, without its host: ``/``, or longer at Binder."""
    parent = os.environ.get("JPY_PARENT_PID", "")
    servers = {str(server["pid"]): str(server["base_url"]) for server in list_running_servers()}
    return servers.get(parent) or os.environ.get("JUPYTERHUB_SERVICE_PREFIX", "/")


def report(project: Project, round_id: str, start: str) -> Markup:
    """Give links to what the last run made of a round, or say that there is nothing yet.

    Parameters
    ----------
    project : Project
        Where.
    round_id : str
        The round.
    start : str
        What `base` gives.
    """
    folder = project.report(round_id)
    made = [(name, label) for name, label in _MADE if (folder / name).is_file()]
    if not made:
        return Markup("<p>Van deze ronde is nog geen rapport gemaakt.</p>")
    links = (_link(start, f"{project.name(folder)}/{name}", label) for name, label in made)
    where = Markup("<p>In de map <code>{}</code>:</p>").format(project.name(folder))
    return where + Markup("<ul>{}</ul>").format(Markup("").join(map(Markup("<li>{}</li>").format, links)))


def open_site(project: Project, round_id: str) -> Block:
    """Open the site of a round as a file: from the server of JupyterLab no page may lead to the next.

    It opens on the machine of the kernel; where that has no browser (Binder) it is said where the site is.
    """
    page = project.report(round_id) / "index.html"
    if not page.is_file():
        return Note("Van deze ronde is nog geen rapport gemaakt.", "warn")
    if webbrowser.open(page.as_uri()):
        return Text(f"De site opent in uw browser. Gebeurt dat niet, open dan zelf: {page}")
    return Text(f"Hier is geen browser. Download de map van de ronde uit reports, en open daarin index.html: {page}")


def workbooks(project: Project, round_id: str, start: str) -> Markup:
    """Name the files of a round that somebody fills in, with a link to download each; arguments as for `report`."""
    folder = project.raw / round_id
    files = sorted(
        path for path in folder.rglob("*.xlsx") if not path.name.startswith("~$") and "kit" not in path.parts
    )
    where = Markup("<p>Open ze in Excel, in de map <code>{}</code>:</p>").format(folder)
    names = (_link(start, project.name(path), path.relative_to(folder).as_posix()) for path in files)
    listed = Markup("").join(map(Markup("<li>{}</li>").format, names))
    return where + Markup("<ul>{}</ul>").format(listed) if files else where


def _link(start: str, place: str, label: str) -> Markup:
    shown = place.endswith(_SHOWN)
    address = f"{start.rstrip('/')}/files/{quote(place)}{'' if shown else '?download=1'}"
    how = Markup(' target="_blank" rel="noopener"') if shown else Markup(" download")
    return Markup('<a href="{}"{}>{}</a>').format(address, how, label)
