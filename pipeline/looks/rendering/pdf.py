"""The report as an accessible PDF."""

import re
import shutil
import tempfile
from pathlib import Path

import matplotlib
import typst

from pipeline.looks.rendering.house_style import unusable
from pipeline.looks.rendering.pandoc import FOLDER, pandoc


def write_pdf(source: Path, target: Path, house_style: Path | None) -> None:
    """Write the report as PDF.

    Parameters
    ----------
    source : pathlib.Path
        Folder with the document and its figures.
    target : pathlib.Path
        The file to write.
    house_style : pathlib.Path or None
        A typst file with a function `huisstijl`; None for our own style.

    Raises
    ------
    ClaimsError
        The house style can't be used.
    """
    if house_style and _PACKAGE in house_style.read_bytes():
        what = "Deze huisstijl haalt een pakket van het internet (@...). Klankbord vraagt niets aan het netwerk."
        raise unusable(house_style, what, "Zet wat u van dat pakket gebruikt in dit bestand zelf.")
    document = _for_typst((source / "document.html").read_text(encoding="utf-8"))
    arguments = [f"--template={FOLDER / 'klankbord.typ'}", f"--lua-filter={FOLDER / 'typst.lua'}", "--to=typst"]
    if house_style:
        arguments.append("--variable=housestyle:true")
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        for figure in source.glob("*.svg"):
            shutil.copyfile(figure, place / figure.name)
        if house_style:
            shutil.copyfile(house_style, place / "huisstijl.typ")
        text = place / "rapport.typ"
        text.write_bytes(pandoc(document, *arguments))
        try:
            target.write_bytes(_compiled(text, place, system_fonts=house_style is not None))
        except typst.TypstError as error:
            if house_style is None:
                raise
            what = f"Met deze huisstijl is geen PDF te maken: {str(error).splitlines()[0]}"
            raise unusable(house_style, what, _MEND) from None


def _for_typst(document: str) -> str:
    """Leave out what only Word needs, and say how small print looks: pandoc hands that on, faster than by a filter."""
    document = re.sub(r'<span custom-style="[^"<>]*">([^<]*)</span>', r"\1", document)
    look = 'typst:text:size="0.82em" typst:text:fill="rgb(&quot;#56616c&quot;)"'
    return re.sub(r'<span class="(?:chip )?muted"(?: custom-style="[^"<>]*")?', f"<span {look}", document)


def _compiled(text: Path, root: Path, *, system_fonts: bool) -> bytes:
    return typst.compile(
        text,
        root=root,
        font_paths=[_FONTS],
        ignore_system_fonts=not system_fonts,
        format="pdf",
        pdf_standards=["ua-1"],
    )


_PACKAGE = b'"@'  # how typst names one, which it would download
_MEND = "Geef in dit bestand een functie huisstijl(inhoud), of haal het weg om de stijl van klankbord te gebruiken."
# The same letters on every machine: those of typst itself, and those that the figures are written in.
_FONTS = Path(matplotlib.get_data_path()) / "fonts" / "ttf"
