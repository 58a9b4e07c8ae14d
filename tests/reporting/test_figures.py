"""Figures: the same bytes each time, with alternatives for who can't see them."""

import subprocess
import sys
from base64 import b64decode
from collections.abc import Callable

import pandas as pd
import pytest
from bs4 import BeautifulSoup

from pipeline.reporting import templates
from pipeline.reporting.charts.bars import bars as draw_bars
from pipeline.reporting.charts.canvas import PALETTE, SMALL, Caption, wrap
from pipeline.reporting.charts.diverging import diverging as draw_diverging
from pipeline.reporting.charts.heatmap import heatmap as draw_heatmap
from pipeline.reporting.charts.joint import _LEFT, _RIGHT, Cell, Row, joint
from pipeline.reporting.charts.ladder import ladder as draw_ladder
from pipeline.reporting.charts.lines import _spread
from pipeline.reporting.charts.lines import lines as draw_lines
from pipeline.reporting.tables import Html

HOSTILE = '"><img src=x onerror=alert(1)> <script>$\\frac{$ \u202e'
RUNGS = ["Geïsoleerd", "Sociale contacten buitenshuis", "Deelname", "Onbetaald werk", "Betaald werk"]


def bars(name: str = "Veilige plek") -> Html:
    frame = pd.DataFrame({"wat": [name, "B"], "n": [3.4, None], "van": [2.9, None], "tot": [3.9, None]})
    return draw_bars(frame, "wat", "n", Caption(name, name), interval=("van", "tot"), unit="%")


def diverging(name: str = "Begeleiding") -> Html:
    frame = pd.DataFrame({"wat": [name, "B"], "k": [120, 0], "o": [1, 0], "p": [3, None]})
    return draw_diverging(frame, "wat", "k", "o", "p", Caption(name, name))


def ladder(name: str = "Deelnemer") -> Html:
    begin, end = [1, 3, None, 2.4, None], [3, 3, 2, 2.1, None]
    frame = pd.DataFrame({"wie": [name, "B", "C", "D", "E"], "b": begin, "e": end})
    return draw_ladder(frame, label="wie", begin="b", end="e", rungs=[*RUNGS, name], caption=Caption(name, name))


def lines(name: str = "Liendert") -> Html:
    frame = pd.DataFrame({"jaar": ["2017", "2019", name], "n": [6.4, 7.1, None], "wijk": [name, name, "B"]})
    return draw_lines(frame, "jaar", "n", "wijk", Caption(name, name), unit="€")


def heatmap(name: str = "Grip") -> Html:
    frame = pd.DataFrame([[3, 0], [None, 12]], index=[name, "B"], columns=["I1", name])
    return draw_heatmap(frame, Caption(name, name))


EVERY = pytest.mark.parametrize("draw", [bars, diverging, ladder, lines, heatmap])


def image_of(html: Html) -> bytes:
    source = BeautifulSoup(html.markup, "html.parser").img["src"]
    return b64decode(str(source).removeprefix("data:image/svg+xml;base64,"))


@EVERY
def test_the_same_figure_has_the_same_bytes(draw: Callable[[], Html]) -> None:
    first = draw().markup
    heatmap("iets anders")
    assert draw().markup == first
    assert b"<dc:date>" not in image_of(draw())


@EVERY
def test_a_figure_can_do_without_eyes(draw: Callable[[], Html]) -> None:
    page = BeautifulSoup(draw().markup, "html.parser")
    assert page.figure.img["alt"]
    assert page.figcaption.get_text()
    assert page.details.summary.get_text() == "De cijfers bij deze figuur"
    assert page.details.table.select("tbody th[scope=row]")
    assert int(str(page.img["width"])) > int(str(page.img["height"])) / 3


@EVERY
def test_a_hostile_name_is_only_a_name(draw: Callable[[str], Html]) -> None:
    html = draw(HOSTILE)
    page = BeautifulSoup(html.markup, "html.parser")
    assert len(page.find_all("img")) == 1
    assert page.script is None
    assert page.img["alt"] == HOSTILE.replace("\u202e", "")
    assert "\u202e" not in html.markup
    assert page.find(attrs={"style": True}) is None
    assert b"<script" not in image_of(html)


def test_text_is_drawn_as_paths_and_loads_nothing() -> None:
    image = image_of(bars())
    assert b"<text" not in image
    assert b'xlink:href="http' not in image
    assert b"<image" not in image


def test_a_position_off_the_ladder_is_refused() -> None:
    frame = pd.DataFrame({"wie": ["A"], "b": [1], "e": [6]})
    with pytest.raises(ValueError, match="position 6"):
        draw_ladder(frame, label="wie", begin="b", end="e", rungs=RUNGS, caption=Caption("c", "a"))


def test_a_figure_of_nothing_is_a_sentence() -> None:
    frame = pd.DataFrame({"a": [], "b": [], "c": [], "d": []})
    caption = Caption("Niets", "Niets.")
    empty = [
        draw_bars(frame, "a", "b", caption),
        draw_diverging(frame, "a", "b", "c", "d", caption),
        draw_ladder(frame, label="a", begin="b", end="c", rungs=RUNGS, caption=caption),
        draw_lines(frame, "a", "b", "c", caption),
        draw_heatmap(pd.DataFrame(), caption),
    ]
    assert all("Geen gegevens." in html.markup and "<img" not in html.markup for html in empty)


def test_labels_that_would_overlap_are_pushed_apart() -> None:
    places = _spread([1.0, 1.05, None, 3.0], 0.3, (0.5, 3.0))
    assert places == [1.0, 1.3, None, 3.0]
    low = _spread([2.9, 3.0], 0.5, (0.5, 3.0))
    assert low[1] - low[0] == pytest.approx(0.5)
    assert max(low) <= 3.1


def test_the_stylesheet_has_the_colours_of_the_figures() -> None:
    css = (templates.FOLDER / "klankbord.css").read_text(encoding="utf-8")
    assert [name for name, colour in PALETTE.items() if colour not in css] == []


def test_importing_is_cheap() -> None:
    kinds = ("bars", "diverging", "heatmap", "ladder", "lines")
    modules = ", ".join(f"pipeline.reporting.charts.{kind}" for kind in kinds)
    program = f"import sys, {modules}; sys.exit('matplotlib' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


def test_a_joint_display_breaks_no_word_and_draws_every_state() -> None:
    cells = (Cell(1, 3), Cell(0, 1), Cell(-1, 2), Cell(None, 0, "stil"), Cell(None, 0, "niet gevraagd"))

    def drawn() -> bytes:
        rows = [Row("Samenredzaamheid", cells, "gedeeltelijke overeenstemming")]
        return image_of(joint(rows, list("abcde"), Caption("c", "a")))

    assert drawn() == drawn()
    assert wrap("Samenredzaamheid", _LEFT - 0.1, SMALL) == ["Samenredzaamheid"]
    assert wrap("gedeeltelijke overeenstemming", _RIGHT - 0.2, SMALL) == ["gedeeltelijke", "overeenstemming"]
    empty = joint([Row(HOSTILE, (), HOSTILE)], [], Caption(HOSTILE, HOSTILE))
    assert "<script" not in empty.markup
