"""Where to open what a run made, and what is to be filled in: addresses of the server that JupyterLab came from."""

import json
import os
import webbrowser
from collections.abc import Iterable
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
# Workbooks that belong to other steps.
_ELSEWHERE = ("codeboek.", "citaten.", "kit/", "review/")
_NO_TEXT = Markup(
    "<p>Er is nog geen tekst. Zolang u niets schrijft, staat in het rapport wat klankbord zelf voorstelt.</p>"
)


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
    where = Markup("<p>In de map <code>{}</code>:</p>").format(project.name(folder))
    return where + _list(_link(start, f"{project.name(folder)}/{name}", label) for name, label in made)


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


def open_folder(project: Project, round_id: str) -> Block:
    """Open the folder of a round, in which somebody fills in its files, in the file manager of this machine."""
    folder = project.raw / round_id
    if not (round_id and folder.is_dir()):
        return Note("Kies eerst een ronde.", "warn")
    if webbrowser.open(folder.as_uri()):
        return Text(f"De map opent in een ander venster. Gebeurt dat niet, open haar dan zelf: {folder}")
    return Text(f"Deze map is hier niet te openen. U vindt haar links in JupyterLab: {project.name(folder)}")


def codebook(project: Project, round_id: str, start: str) -> Markup:
    """Name the codebook of a round, and give a link that opens its `round.yml`; arguments as for `report`."""
    named = [_named(name) for name in _files(project, round_id, "codeboek.xlsx")]
    opened = [
        _opened(project, round_id, start, name) for name in _files(project, round_id, "codeboek.yml", "round.yml")
    ]
    return _list([*named, *opened])


def kit(project: Project, round_id: str, start: str) -> Markup:
    """Name what somebody takes along to collect; nothing while it was not made. Arguments as for `report`."""
    return _list(map(_named, _files(project, round_id, "kit/*.*")))


def workbooks(project: Project, round_id: str, start: str) -> Markup:
    """Name the workbooks of a round that somebody fills in; arguments as for `report`."""
    names = [name for name in _files(project, round_id, "**/*.xlsx") if not name.startswith(_ELSEWHERE)]
    return _list(map(_named, names)) or Markup("<p>Deze ronde heeft geen werkboeken.</p>")


def texts(project: Project, round_id: str, start: str) -> Markup:
    """Give links that open the texts of the report in JupyterLab; arguments as for `report`."""
    names = _files(project, round_id, "report/*.md")
    return _list(_opened(project, round_id, start, name) for name in names) or _NO_TEXT


def decisions(project: Project, round_id: str, start: str) -> Markup:
    """Name the files in which somebody decides what readers see; nothing while there are none."""
    return _list(map(_named, _files(project, round_id, "citaten.xlsx", "privacy_*.csv")))


def sendable(project: Project, round_id: str, start: str) -> Markup:
    """Give links to the editions of a round that may be sent; arguments as for `report`."""
    files = sorted(project.sendable(round_id).glob("*.zip")) if round_id else []
    return _list(_link(start, project.name(path), path.name) for path in files)


def answers(project: Project, round_id: str, start: str) -> Markup:
    """Name the workbook in which somebody answers what was sent back; nothing while there is none."""
    return _list(map(_named, _files(project, round_id, "review/answers.xlsx")))


def _files(project: Project, round_id: str, *patterns: str) -> list[str]:
    """Name files of a round by their place in its folder, without what other programs put beside one that is open."""
    folder = project.raw / round_id
    found = {path for pattern in patterns for path in folder.glob(pattern)} if round_id else set()
    return sorted(path.relative_to(folder).as_posix() for path in found if not path.name.startswith(("~$", ".")))


def _list(shown: Iterable[Markup]) -> Markup:
    points = Markup("").join(map(Markup("<li>{}</li>").format, shown))
    return Markup("<ul>{}</ul>").format(points) if points else Markup("")


def _named(name: str) -> Markup:
    """Name a file that somebody fills in where it is: a link would give a copy of it."""
    return Markup("<code>{}</code>").format(name)


def _opened(project: Project, round_id: str, start: str, name: str) -> Markup:
    """Give a link that opens a text in JupyterLab itself, beside the notebook."""
    place = project.name(project.raw / round_id / name)
    address = f"{start.rstrip('/')}/lab/tree/{quote(place)}"
    opening = '<a href="{}" data-commandlinker-command="docmanager:open" data-commandlinker-args="{}">{}</a>'
    return Markup(opening).format(address, json.dumps({"path": place, "factory": "Editor"}), name)


def _link(start: str, place: str, label: str) -> Markup:
    shown = place.endswith(_SHOWN)
    address = f"{start.rstrip('/')}/files/{quote(place)}{'' if shown else '?download=1'}"
    how = Markup(' target="_blank" rel="noopener"') if shown else Markup(" download")
    return Markup('<a href="{}"{}>{}</a>').format(address, how, label)
