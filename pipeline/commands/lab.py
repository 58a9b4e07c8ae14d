"""The command that opens JupyterLab."""

from rich.markup import escape

from pipeline.console import OUT


def lab() -> None:
    """Open JupyterLab in uw browser, met het notebook 00_start: alles van een ronde zonder opdrachten te typen."""
    from pipeline.lab.server import serve
    from pipeline.rounds import find_project

    serve(find_project(), _tell)
    OUT.print("Gestopt.")


def _tell(address: str) -> None:
    OUT.print("JupyterLab opent in uw browser. Gebeurt dat niet, open dan zelf:")
    OUT.print(f"  {escape(address)}", soft_wrap=True)
    OUT.print("Laat dit venster open zolang u werkt. Stop met Ctrl-C.")
