"""What pages say of made-up rounds: no word of the first two rounds, and nothing that holds only for other data."""

import os
import re
from functools import cache
from pathlib import Path

import pandas as pd
import pytest
import yaml
from bs4 import BeautifulSoup, Tag
from filelock import FileLock
from helpers_command import klankbord
from helpers_document import on_paper
from helpers_other_rounds import NOUN, ROUNDS, other_rounds

from pipeline.outputs import PAPERS

_ROOT = Path(__file__).parents[1]
_FIRST = ("wijk-voor-wijk-2019", "buurtwerkkamers-2019")
# What holds only for what somebody else published.
_PUBLISHED = re.compile(
    r"gepubliceer|niet openbaar|overgenomen|teruggerekend|gedrukt|lazen erover"
    r"|het rapport (zelf|zegt|noemt|geeft|concludeert|ermee)|conclusie in het rapport",
    re.IGNORECASE,
)
_JUDGED = re.compile(r"los van elkaar beoordeeld|beoordeelden|Mensen die het beoordeelden|bevestigd door|bepaald door")
# Names of columns of the raw tables that say how something is called, and so belong to one round.
_NAMING = ("label", "aliases", "title", "publisher")
_HEADINGS = re.compile("^h[1-6]$")
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Run all made-up rounds once for all workers, and give the folder of their reports."""
    shared = tmp_path_factory.getbasetemp()
    shared = shared.parent if os.environ.get("PYTEST_XDIST_WORKER") else shared
    root = shared / "andere_rondes"
    with FileLock(shared / "andere_rondes.lock"):
        if not (root / "done").exists():
            other_rounds(root)
            done = klankbord(root, "run", "--all")
            assert done.returncode == 0, done.stdout + done.stderr
            (root / "done").touch()
    return root / "reports"


@cache
def mains(folder: Path) -> dict[str, Tag]:
    """Give what readers see of each page of a round, and of its document; by the page's address."""
    files = [*folder.glob("*.html"), *folder.glob("notebooks/*.html"), *folder.glob("bevindingen/*.html")]
    files += [on_paper(folder, name) for name in PAPERS]
    pages = {}
    for path in files:
        page = BeautifulSoup(path.read_text(encoding="utf-8"), "lxml")
        for hidden in page.select(".code, script, style"):  # code of cells is shown only when asked for
            hidden.decompose()
        assert page.body is not None
        pages[str(path.relative_to(folder))] = page.body
    return pages


def text_of(page: Tag) -> str:
    """Give all words of a page, those that describe a figure too."""
    described = " ".join(str(image.get("alt", "")) for image in page.find_all("img"))
    return " ".join(f"{page.get_text(' ')} {described}".split())


def names_of_the_first_rounds() -> set[str]:
    """Take from `round.yml` and the raw tables of the first two rounds what things are called in them."""
    names: set[str] = set()
    for name in _FIRST:
        about = yaml.safe_load((_ROOT / "raw" / name / "round.yml").read_text(encoding="utf-8"))
        names |= {about["title"], about["organisation"], about["place"], about["reference"], *about["areas"]}
        names |= {word for word in re.findall(r"\w+", about["place"]) if len(word) > 3}
        names |= set(about.get("units_noun", {}).values())
        names |= {each["label"] for key in ("series", "panels") for each in about[key]}
        for path in (_ROOT / "raw" / name).glob("*.csv"):
            table = pd.read_csv(path, dtype="str", keep_default_na=False)
            names |= {
                part for column in _NAMING if column in table for cell in table[column] for part in cell.split(";")
            }
        book = yaml.safe_load((_ROOT / "codebooks" / f"{about['codebook']}.yml").read_text(encoding="utf-8"))
        names |= {text for question in book["questions"] for text in (question["label"], question["question"])}
    themes = yaml.safe_load((_ROOT / "codebooks" / "themes.yml").read_text(encoding="utf-8"))
    return {name for name in (*names, *(theme["label"] for theme in themes)) if len(name) > 3}


def own_text(root: Path, name: str) -> str:
    """Give all that a made-up round says itself."""
    files = [*(root / "raw" / name).iterdir(), root / "codebooks" / "oefenronde.yml", root / "codebooks" / "themes.yml"]
    return " ".join(path.read_text(encoding="utf-8") for path in files)


def said(reports: Path, name: str) -> str:
    """Give all words of all pages of a round."""
    return " ".join(text_of(page) for page in mains(reports / name).values())


@pytest.mark.parametrize("name", ROUNDS)
def test_no_page_has_a_name_of_another_round(made: Path, name: str) -> None:
    own = own_text(made.parent, name)
    foreign = [word for word in names_of_the_first_rounds() if not re.search(rf"\b{re.escape(word)}\b", own)]
    assert {"kamer", "kamers", "Crabbehof", "wijken", "MultiBron", "Inwonersperspectief"} <= set(foreign)
    pattern = re.compile("|".join(rf"(?<!\w){re.escape(word)}(?!\w)" for word in sorted(foreign, key=len)[::-1]))
    found = {place: pattern.findall(text_of(page)) for place, page in mains(made / name).items()}
    assert {place: words for place, words in found.items() if words} == {}


@pytest.mark.parametrize("name", ["verzameld", "een_mens", "niemand", "verzonnen"])
def test_nothing_is_said_of_reports_where_nothing_was_published(made: Path, name: str) -> None:
    found = {place: _PUBLISHED.search(text_of(page)) for place, page in mains(made / name).items()}
    assert {place: hit[0] for place, hit in found.items() if hit} == {}


@pytest.mark.parametrize("name", ["verzameld", "een_mens", "niemand", "gepubliceerd", "deels"])
def test_nothing_is_called_made_up_where_nothing_is(made: Path, name: str) -> None:
    assert "verzonnen voor" not in said(made, name)
    assert "verzonnen gegevens" not in said(made, name)


def empty_headings(page: Tag) -> list[str]:
    """List the headings with nothing below them before the next heading of the same or a higher level."""
    found, last = [], None
    for node in page.descendants:
        if isinstance(node, Tag) and _HEADINGS.match(node.name):
            if last is not None and node.name <= last.name:
                found.append(last.get_text())
            last = node
        elif last is not None and last not in node.parents:
            shows = node.name == "img" if isinstance(node, Tag) else bool(str(node).strip())
            last = None if shows else last
    return found


@pytest.mark.parametrize("name", ROUNDS)
def test_no_heading_stands_above_nothing(made: Path, name: str) -> None:
    found = {place: empty_headings(page) for place, page in mains(made / name).items()}
    assert {place: headings for place, headings in found.items() if headings} == {}


def test_who_judged_and_what_is_withheld_is_only_said_where_it_is_so(made: Path) -> None:
    assert not _JUDGED.search(said(made, "verzameld"))
    assert "Niemand heeft dat al beoordeeld." in said(made, "verzameld")
    assert "Bij elke bevinding staat wie dat deed." in said(made, "gepubliceerd")


@pytest.mark.parametrize("name", ["verzameld", "gepubliceerd", "een_mens", "niemand", "deels"])
def test_without_limits_there_is_no_box_for_them(made: Path, name: str) -> None:
    assert "Goed om te weten" not in said(made, name)
    assert "Wat dit onderzoek niet kan laten zien" not in said(made, name)
    assert "Goed om te weten" in said(made, "verzonnen")


def test_the_control_of_figures_is_only_there_where_there_are_figures(made: Path) -> None:
    front = text_of(mains(made / "verzameld")["index.html"])
    assert "Kloppen de" not in front
    assert "Cijfers nagerekend" not in front
    assert "Kloppen de gepubliceerde cijfers?" in text_of(mains(made / "gepubliceerd")["index.html"])
    assert "Kloppen de cijfers?" in text_of(mains(made / "verzonnen")["index.html"])


def test_parts_of_the_organisation_are_called_what_the_round_calls_them(made: Path) -> None:
    assert f"niet per {NOUN['one']}." in said(made, "verzameld")
    assert f"telt de {NOUN['more']} samen" in said(made, "verzameld")


def test_where_data_come_from_is_said_of_what_it_is_so_for(made: Path) -> None:
    assert "De gegevens komen uit gepubliceerde rapporten" in said(made, "gepubliceerd")
    assert "In eigen woorden weergegeven" in said(made, "gepubliceerd")
    assert "In eigen woorden weergegeven" not in said(made, "verzameld")
    assert "Een deel van de gegevens komt uit een rapport, niet uit de interviews zelf." in said(made, "deels")
    assert "De gegevens zijn verzonnen voor een voorbeeld." in said(made, "verzonnen")
    assert "Een deel van de gegevens is verzonnen" not in said(made, "verzonnen")


def test_nobody_is_an_insider_where_no_insider_spoke(made: Path) -> None:
    assert "spreekt over de eigen organisatie" not in said(made, "een_mens")


@pytest.mark.parametrize("name", ROUNDS)
def test_a_phase_has_one_name(made: Path, name: str) -> None:
    others = re.compile(r"deskresearch|focusgroep|enquête|mystery guests", re.IGNORECASE)
    found = {place: others.findall(text_of(page)) for place, page in mains(made / name).items()}
    assert {place: words for place, words in found.items() if words} == {}


def test_only_who_spoke_to_people_says_so(made: Path) -> None:
    assert "die wij spraken" in said(made, "verzameld")
    assert "die zijn gesproken" not in said(made, "verzameld")
    for name in ("gepubliceerd", "verzonnen"):
        assert "die zijn gesproken" in said(made, name)
        assert "wij spraken" not in said(made, name)


def test_an_interval_stands_only_where_answers_say_something_of_others(made: Path) -> None:
    for name, sampled in (("verzameld", True), ("deels", True), ("verzonnen", True), ("gepubliceerd", False)):
        page = text_of(mains(made / name)["notebooks/05_enquetes.html"])
        assert ("volgens Wilson" in page) == ("95%-interval" in page) == sampled, name
        assert ("geen marge" in page) != sampled, name
    assert "hoe deze mensen zijn gekozen, is niet gepubliceerd" in said(made, "gepubliceerd")
    assert "die meededen" not in said(made, "verzameld"), "everybody was asked"
    assert "die meededen" in said(made, "gepubliceerd")


def test_who_came_in_through_the_organisation_is_said_where_it_is_so(made: Path) -> None:
    assert "kwam binnen via de organisatie" in said(made, "verzameld")
    for name in ("gepubliceerd", "verzonnen", "een_mens", "niemand"):
        assert "via de organisatie" not in said(made, name)


def test_nobody_contradicts_is_only_said_of_people_who_were_heard(made: Path) -> None:
    assert "vonden wij niemand" in said(made, "gepubliceerd")
    assert "Wij vonden niemand die dit tegenspreekt. Wie hierover iets zei: " in said(made, "verzameld")
    assert "Hierover komt één mens aan het woord." in said(made, "een_mens")
    for name in ("een_mens", "niemand"):
        assert "niemand die dit tegenspreekt" not in said(made, name)
    assert "Wat mensen ervan vinden, is hier niet te zien." in said(made, "niemand")
