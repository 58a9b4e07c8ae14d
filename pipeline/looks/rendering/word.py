"""The report as a Word file."""

import re
import subprocess
from base64 import b64decode, b64encode
from pathlib import Path

import typst

from pipeline.looks.rendering.finishing import finished
from pipeline.looks.rendering.house_style import REFERENCE, template_of, unusable
from pipeline.looks.rendering.pandoc import pandoc
from pipeline.temporary import temporary_folder

# By this a document says that its chapters follow each other on one page.
_RUNS_ON = 'name="klankbord-doorlopend"'
_DPI = 150  # of a figure as it was drawn; in Word most are shown smaller, so that more dots go in an inch
_PIXEL = b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII=")


def write_word(source: Path, target: Path, house_style: Path | None) -> None:
    """Write the report as a Word file.

    Parameters
    ----------
    source : pathlib.Path
        Folder with the document and its figures.
    target : pathlib.Path
        The file to write.
    house_style : pathlib.Path or None
        A Word document or template with styles; None for our own.

    Raises
    ------
    ClaimsError
        The house style can't be used.
    """
    document = _with_placeholders((source / "document.html").read_text(encoding="utf-8"))
    made = _made(document, REFERENCE) if house_style is None else _in_style(document, house_style)
    pictures = {_placeholder(name): picture for name, picture in _pictures(source).items()}
    target.write_bytes(finished(made, pictures, paged=_RUNS_ON not in document))


def _made(document: str, styles: Path) -> bytes:
    return pandoc(document, "--to=docx+native_numbering", "--output=-", f"--reference-doc={styles}")


def _in_style(document: str, house_style: Path) -> bytes:
    with temporary_folder() as folder:
        styles = Path(folder) / "stijl.docx"
        styles.write_bytes(template_of(house_style))
        try:
            return _made(document, styles)
        except subprocess.CalledProcessError:
            what = "Met deze huisstijl is geen Word-bestand te maken."
            raise unusable(house_style, what) from None


def _pictures(folder: Path) -> dict[str, bytes]:
    """Give each figure, by its name, as Word can show it."""
    names = sorted(path.name for path in folder.glob("*.svg"))
    if not names:
        return {}
    pages = "#pagebreak()".join(f'#image("{name}")' for name in names)
    text = f"#set page(width: auto, height: auto, margin: 0pt)\n{pages}"
    made = typst.compile(  # type: ignore[call-overload]  # its stubs want a root of the same type as the text
        text.encode(), root=folder, format="png", ppi=_DPI, ignore_system_fonts=True
    )
    return dict(zip(names, [made] if isinstance(made, bytes) else made, strict=True))


def _placeholder(name: str) -> bytes:
    """Give a picture of one pixel that stands for a figure: pandoc takes seconds to read whole ones from a page."""
    return _PIXEL + name.encode()


def _with_placeholders(document: str) -> str:
    def embedded(match: re.Match[str]) -> str:
        return f'src="data:image/png;base64,{b64encode(_placeholder(match[1])).decode()}"'

    return re.sub(r'src="([^"/]+\.svg)"', embedded, document)
