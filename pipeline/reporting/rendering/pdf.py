"""The report as an accessible PDF."""

import shutil
import tempfile
from pathlib import Path

import matplotlib
import typst

from pipeline.reporting.rendering.pandoc import FOLDER, pandoc


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
    """
    document = (source / "document.html").read_text(encoding="utf-8")
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
        made = typst.compile(
            text,
            root=place,
            font_paths=[FONTS],
            ignore_system_fonts=house_style is None,
            format="pdf",
            pdf_standards=["ua-1"],
        )
    assert isinstance(made, bytes)
    target.write_bytes(made)


# The same letters on every machine: those of typst itself, and those that the figures are written in.
FONTS = Path(matplotlib.get_data_path()) / "fonts" / "ttf"
