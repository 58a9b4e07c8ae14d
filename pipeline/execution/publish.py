"""Putting what was made where readers find it, part by part, so that nobody ever finds half a page."""

import shutil
from collections.abc import Iterable
from pathlib import Path

from pipeline.addresses import FINDINGS, NOTEBOOKS, notebook_page
from pipeline.errors import KlankbordError
from pipeline.rounds import Project


def publish(
    project: Project,
    target: Path,
    report: Path,
    notebooks: Iterable[tuple[str, Path, Path]],
    on_paper: Iterable[Path],
) -> None:
    """Put the report of a round together and swap it in.

    It is put together beside the old one, so that a failure leaves the previous report as it was.

    Parameters
    ----------
    project : Project
        The project.
    target : pathlib.Path
        Folder of the round's report.
    report : pathlib.Path
        Folder with the tables (`data/`) and the pages that are made from all stages together.
    notebooks : iterable of (str, pathlib.Path, pathlib.Path)
        Of each stage its name, its executed notebook and its page.
    on_paper : iterable of pathlib.Path
        The report as files of their own.

    Raises
    ------
    KlankbordError
        A file can't be replaced.
    """
    fresh = target / ".fresh"
    shutil.rmtree(fresh, ignore_errors=True)
    shutil.copytree(report / "data", fresh / "data")
    for made in (*report.glob("*.html"), *report.glob("*.xlsx"), *on_paper):
        shutil.copyfile(made, fresh / made.name)
    shutil.copytree(report / FINDINGS, fresh / FINDINGS)
    (fresh / NOTEBOOKS).mkdir()
    for name, notebook, page in notebooks:
        shutil.copyfile(notebook, fresh / NOTEBOOKS / f"{name}.ipynb")
        shutil.copyfile(page, fresh / notebook_page(name))
    for made in sorted(fresh.iterdir()):
        try:
            _swap(made, target / made.name)
        except OSError as error:  # on Windows, a file in use can't be replaced
            message = (
                f"{project.name(target / made.name)} is niet te vervangen ({error.strerror}). Sluit bestanden uit die "
            )
            raise KlankbordError(message + "map in andere programma's en draai de ronde opnieuw.") from None
    fresh.rmdir()


def _swap(made: Path, place: Path) -> None:
    if made.is_file():
        made.replace(place)
        return
    old = place.with_name(f".{place.name}.old")
    shutil.rmtree(old, ignore_errors=True)
    if place.exists():
        place.replace(old)
    try:
        made.replace(place)
    except OSError:
        if old.exists():
            old.replace(place)
        raise
    shutil.rmtree(old, ignore_errors=True)
