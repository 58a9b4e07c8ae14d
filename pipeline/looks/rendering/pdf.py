"""The report as an accessible PDF."""

import re
import shutil
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import typst

from pipeline.dutch import count_noun, listed
from pipeline.looks.rendering.drawable import FONTS, in_words
from pipeline.looks.rendering.finishing import FEW_ENTRIES
from pipeline.looks.rendering.house_style import unusable
from pipeline.looks.rendering.pandoc import FOLDER, pandoc
from pipeline.looks.rendering.row_headers import with_row_headers
from pipeline.printable import short
from pipeline.temporary import temporary_folder


def write_pdf(source: Path, target: Path, house_style: Path | None) -> str:
    """Write the report as PDF.

    Parameters
    ----------
    source : pathlib.Path
        Folder with the document and its figures.
    target : pathlib.Path
        The file to write.
    house_style : pathlib.Path or None
        A typst file with a function `huisstijl`; None for our own style.

    Returns
    -------
    str
        What whoever runs the round must know of it; mostly nothing.

    Raises
    ------
    ClaimsError
        The house style can't be used.
    """
    if house_style and _PACKAGE in house_style.read_bytes():
        what = "Deze huisstijl haalt een pakket van het internet (@...). Klankbord vraagt niets aan het netwerk."
        raise unusable(house_style, what, "Zet wat u van dat pakket gebruikt in dit bestand zelf.")
    text, replaced = in_words((source / "document.html").read_text(encoding="utf-8"))
    document = _for_typst(text)
    arguments = [f"--template={FOLDER / 'klankbord.typ'}", f"--lua-filter={FOLDER / 'typst.lua'}", "--to=typst"]
    if house_style:
        arguments.append("--variable=housestyle:true")
    with temporary_folder() as folder:
        place = Path(folder)
        for figure in source.glob("*.svg"):
            shutil.copyfile(figure, place / figure.name)
        if house_style:
            shutil.copyfile(house_style, place / "huisstijl.typ")
        written = place / "rapport.typ"
        written.write_bytes(pandoc(document, *arguments))
        try:
            made = _compiled(written, place, system_fonts=house_style is not None)
        except typst.TypstError as error:
            if house_style is None:
                raise
            what = f"Met deze huisstijl is geen PDF te maken: {str(error).splitlines()[0]}"
            raise unusable(house_style, what, _MEND) from None
    target.write_bytes(with_row_headers(made, text))
    if not replaced:
        return ""
    shown = short(" ".join(replaced))
    return f"In {target.name} staan woorden tussen [ ] voor tekens die in geen lettertype van de PDF zitten: {shown}"


def longer_than(most: int, file: Path, document: str) -> str:
    """Say that a PDF has more pages than was asked for, and what was not left out for that; empty when it has not.

    What somebody wrote stays whole: which of their sentences may go, only people can say.

    Parameters
    ----------
    most : int
        How many pages were asked for at most.
    file : pathlib.Path
        The PDF.
    document : str
        The HTML that it was made of.
    """
    pages = len(re.findall(rb"/Type */Page\b", file.read_bytes()))
    if pages <= most:
        return ""
    said = [f"{file.name} telt {pages} bladzijden; gevraagd zijn er hoogstens {most}."]
    sentences = "".join(_SENTENCE.findall(document))
    if own := round(pages * len(_TAG.sub("", sentences)) / len(_TAG.sub("", document))):
        about = count_noun(own, "bladzijde", "bladzijden")
        said.append(f"De tekst van report/ is daarvan ongeveer {about}; daar laat klankbord niets uit weg.")
    taken = sorted(_chapters(file, pages), key=lambda chapter: -chapter[1])[:_LONGEST]
    if chapters := [f"«{title}» ({taking} bladzijden)" for title, taking in taken if taking > 1]:
        said.append(f"De langste hoofdstukken: {listed(chapters)}.")
    return " ".join([*said, "Maak die tekst korter, of zet een hoger getal bij report_pages in round.yml."])


def _chapters(file: Path, pages: int) -> Iterator[tuple[str, int]]:
    """Give each chapter of a PDF with on how many pages it stands."""
    from pypdf import PdfReader  # it takes a while to import, and few reports are too long

    pdf = PdfReader(file)
    begins = [
        (str(each.title), page)
        for each in pdf.outline
        if not isinstance(each, list) and (page := pdf.get_destination_page_number(each)) is not None
    ]
    for (title, page), (_, following) in pairwise([*begins, ("", pages)]):
        yield title, max(following - page, 1)


def _for_typst(document: str) -> str:
    """Leave out what only Word needs, and say how small print looks: pandoc hands that on, faster than by a filter."""
    entries = len(re.findall(r"<h[12]\b|<figure\b", document))
    if entries > _ENTRIES:
        document = document.replace('<div class="figures"', '<div class="figures-apart"')
    if entries <= FEW_ENTRIES and _RUNS_ON in document and '<div class="figures"' not in document:
        document = document.replace('<div class="contents"', '<div class="contents-below"')
    document = re.sub(
        r'href="(rapport|bijlagen)\.docx#[^"]*"', r'href="\1.pdf"', document
    )  # beside it, in the same form
    document = re.sub(r'<span custom-style="[^"<>]*">([^<]*)</span>', r"\1", document)
    look = 'typst:text:size="9pt" typst:text:fill="rgb(&quot;#3a444e&quot;)"'
    return re.sub(r'<span class="(?:chip )?muted"(?: custom-style="[^"<>]*")?', f"<span {look}", document)


def _compiled(text: Path, root: Path, *, system_fonts: bool) -> bytes:
    """Set the report in the same letters on every machine: those of typst itself, and those of the figures."""
    return typst.compile(
        text,
        root=root,
        font_paths=[FONTS],
        ignore_system_fonts=not system_fonts,
        format="pdf",
        pdf_standards=["ua-1"],
    )


# A sentence of the report's own text, which has its number behind it.
_SENTENCE = re.compile(r'<span id="kb_[^"]*">((?:(?!</span>).)*)</span><a href="bijlagen', re.DOTALL)
_TAG = re.compile(r"<style.*?</style>|<[^>]*>|\s{2,}", re.DOTALL)
_RUNS_ON = 'name="klankbord-doorlopend"'  # its chapters do
_LONGEST = 4  # chapters that are named of a report that is too long
_ENTRIES = 60  # of contents and list of figures that one page holds together
_PACKAGE = b'"@'  # how typst names one, which it would download
_MEND = "Geef in dit bestand een functie huisstijl(inhoud), of haal het weg om de stijl van klankbord te gebruiken."
