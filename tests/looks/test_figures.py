"""Figures: the same bytes each time, with alternatives for who can't see them."""

import re
import subprocess
import sys
from base64 import b64decode
from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from bs4 import BeautifulSoup
from matplotlib.colors import to_rgb

from pipeline.blocks import (
    Balance,
    Bar,
    Bars,
    Block,
    Chain,
    ChainLink,
    ChainStage,
    Column,
    Diverging,
    Figure,
    Heatmap,
    Joint,
    JointCell,
    JointRow,
    Lines,
    Places,
    Series,
    Spot,
    Table,
    Text,
)
from pipeline.looks import templates
from pipeline.looks.charts.canvas import PALETTE, SMALL, spread, wrap
from pipeline.looks.charts.draw import draw
from pipeline.looks.charts.heatmap import _ink, _shades, _upright
from pipeline.looks.charts.joint import _LEFT, _RIGHT, joint
from pipeline.looks.page import Page
from pipeline.telling import figures
from pipeline.telling.figures import Caption, on_one_span
from pipeline.telling.finding_words import STATUS

HOSTILE = '"><img src=x onerror=alert(1)> <script>$\\frac{$ \u202e'
RUNGS = ["Geïsoleerd", "Sociale contacten buitenshuis", "Deelname", "Onbetaald werk", "Betaald werk"]


def bars(name: str = "Veilige plek") -> Figure | Table:
    frame = pd.DataFrame({"wat": [name, "B"], "n": [3.4, None]})
    return figures.bars(frame, "wat", "n", Caption(name, name), unit="%")


def diverging(name: str = "Begeleiding") -> Figure | Table:
    frame = pd.DataFrame({"wat": [name, "B"], "k": [120, 0], "o": [1, 0], "p": [3, None]})
    return figures.diverging(frame, "wat", "k", "o", "p", Caption(name, name))


def ladder(name: str = "Deelnemer") -> Figure | Table:
    begin, end = [1, 3, None, 2.4, None], [3, 3, 2, 2.1, None]
    frame = pd.DataFrame({"wie": [name, "B", "C", "D", "E"], "b": begin, "e": end})
    return figures.ladder(frame, label="wie", begin="b", end="e", rungs=[*RUNGS, name], caption=Caption(name, name))


def lines(name: str = "Liendert") -> Figure | Table:
    frame = pd.DataFrame({"jaar": ["2017", "2019", name], "n": [6.4, 7.1, None], "wijk": [name, name, "B"]})
    return figures.lines(frame, "jaar", "n", "wijk", Caption(name, name), unit="€")


def heatmap(name: str = "Grip") -> Figure | Table:
    frame = pd.DataFrame([[3, 0], [None, 12]], index=[name, "B"], columns=["I1", name])
    return figures.heatmap(frame, Caption(name, name))


def chain(name: str = "Begeleiding") -> Figure:
    doing = ChainStage(name, (ChainLink(name), ChainLink(name, 1, name)))
    becoming = ChainStage("Wat het oplevert", (ChainLink("Rust", -1, name), ChainLink("Groei", None, "niets gevonden")))
    numbers = Table(name, (Column("Stap", names=True), Column("Wat wij vonden")), ((name, name),))
    return Figure(Chain((doing, becoming)), name, name, numbers)


EVERY = pytest.mark.parametrize("draw", [bars, diverging, ladder, lines, heatmap, chain])


def soup_of(block: Block) -> BeautifulSoup:
    return BeautifulSoup(str(Page().html(block)), "html.parser")


def image_of(block: Block) -> bytes:
    source = soup_of(block).img["src"]
    return b64decode(str(source).removeprefix("data:image/svg+xml;base64,"))


@EVERY
def test_the_same_figure_has_the_same_bytes(draw: Callable[[], Figure]) -> None:
    first = Page().html(draw())
    Page().html(heatmap("iets anders"))
    assert Page().html(draw()) == first
    assert b"<dc:date>" not in image_of(draw())


@EVERY
def test_a_figure_can_do_without_eyes(draw: Callable[[], Figure]) -> None:
    page = soup_of(draw())
    assert page.figure.img["alt"]
    assert page.figcaption.get_text()
    assert page.details.summary.get_text() == "De cijfers bij deze figuur"
    assert page.details.table.select("tbody th[scope=row]")
    assert int(str(page.img["width"])) > int(str(page.img["height"])) / 3


@EVERY
def test_a_hostile_name_is_only_a_name(draw: Callable[[str], Figure]) -> None:
    figure = draw(HOSTILE)
    page = soup_of(figure)
    assert len(page.find_all("img")) == 1
    assert page.script is None
    assert page.img["alt"] == HOSTILE.replace("\u202e", "")
    assert "\u202e" not in Page().html(figure)
    assert page.find(attrs={"style": True}) is None
    assert b"<script" not in image_of(figure)


@EVERY
def test_names_and_units_of_any_length_leave_room_for_the_figure(draw: Callable[[str], Figure]) -> None:
    image_of(draw("Wijkteam" * 40))  # a warning that there is no room left is an error here
    image_of(Figure(Bars((Bar("A", 2.0),), "bezoeken " * 40), "", ""))


def test_text_is_drawn_as_paths_and_loads_nothing() -> None:
    image = image_of(bars())
    assert b"<text" not in image
    assert b'xlink:href="http' not in image
    assert b"<image" not in image


def test_a_position_off_the_ladder_is_refused() -> None:
    frame = pd.DataFrame({"wie": ["A"], "b": [1], "e": [6]})
    with pytest.raises(ValueError, match="position 6"):
        figures.ladder(frame, label="wie", begin="b", end="e", rungs=RUNGS, caption=Caption("c", "a"))


def test_a_figure_of_nothing_is_a_sentence() -> None:
    frame = pd.DataFrame({"a": [], "b": [], "c": [], "d": []})
    caption = Caption("Niets", "Niets.")
    empty = [
        figures.bars(frame, "a", "b", caption),
        figures.diverging(frame, "a", "b", "c", "d", caption),
        figures.ladder(frame, label="a", begin="b", end="c", rungs=RUNGS, caption=caption),
        figures.lines(frame, "a", "b", "c", caption),
        figures.heatmap(pd.DataFrame(), caption),
    ]
    pages = [Page().html(block) for block in empty]
    assert all("Geen gegevens." in page and "<img" not in page for page in pages)


def test_labels_that_would_overlap_are_pushed_apart() -> None:
    assert spread([1.05, 1.0, 3.0], 0.3, (0.5, 3.0)) == [1.3, 1.0, 3.0]
    assert spread([2.9, 3.0], 0.5, (0.5, 3.0)) == [2.5, 3.0]


def test_the_stylesheet_has_the_colours_of_the_figures() -> None:
    css = (templates.FOLDER / "klankbord.css").read_text(encoding="utf-8")
    assert [name for name, colour in PALETTE.items() if colour not in css] == []


def test_importing_is_cheap() -> None:
    program = "import sys, pipeline.looks.page, pipeline.telling.figures; sys.exit('matplotlib' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


def test_a_joint_display_breaks_no_word_and_draws_every_state() -> None:
    said = (JointCell(1, 3), JointCell(0, 1), JointCell(-1, 2))
    cells = (*said, *(JointCell(None, 0, why) for why in STATUS.values()))
    row = JointRow("Samenredzaamheid", cells, "gedeeltelijke overeenstemming")
    chart = Joint(tuple(map(str, range(len(cells)))), (row,))
    assert joint(chart) == joint(chart)
    for word in ("Samenredzaamheid", "Prestatieafspraken"):
        assert wrap(word, _LEFT, SMALL) == [word]
    assert wrap("gedeeltelijke overeenstemming", _RIGHT, SMALL) == ["gedeeltelijke", "overeenstemming"]
    empty = Figure(Joint((), (JointRow(HOSTILE, (), HOSTILE),)), HOSTILE, HOSTILE)
    assert "<script" not in Page().html(empty)
    assert b"<script" not in image_of(empty)


def lengths(*shown: Bar) -> list[float]:
    """Give how long each bar is drawn."""
    svg = draw(Bars(shown, "%")).image.decode()
    places = re.findall(r'<path d="M ([\d.]+) [\d.]+ \nL ([\d.]+) [^"]*" [^>]*style="fill: #0d5566"', svg)
    assert len(places) == len(shown)
    return [round(float(end) - float(start), 2) for start, end in places]


def test_percentages_have_one_span_in_every_figure_whatever_stands_beside_them() -> None:
    [alone] = lengths(Bar("A", 25.0))
    assert lengths(Bar("A", 25.0, said="6 van 24 (25,0%)"), Bar("B", 75.0, low=53.0, high=90.0)) == [
        alone,
        pytest.approx(3 * alone, abs=0.05),
    ]


def test_figures_to_be_compared_have_one_span() -> None:
    """One person more is drawn as long in each, whatever its other numbers are; in tables as dark."""

    def blue(figure: Block) -> float:
        svg = image_of(figure).decode()
        [(start, end)] = re.findall(r'<path d="M ([\d.]+) [\d.]+ \nL ([\d.]+) [^"]*" [^>]*style="fill: #1f6f9f"', svg)
        return float(end) - float(start)

    few, many = (
        Figure(Diverging((Balance("A", against, 0.0, support),)), "", "") for against, support in ((0, 2), (90, 900))
    )
    few, text, many = on_one_span([few, Text("ertussen"), many])
    assert text == Text("ertussen")
    assert blue(many) == pytest.approx(450 * blue(few), rel=0.05)
    assert on_one_span([few]) == (replace(few, chart=replace(few.chart, span=None)),)
    pale, dark = on_one_span([Figure(Heatmap(("A",), ("1",), ((n,),)), "", "") for n in (1.0, 9.0)])
    assert (pale.chart.most, dark.chart.most) == (9.0, 9.0)
    assert fill(pale) != fill(dark)


def fill(figure: Block) -> str:
    """Give the colour of the only cell of a table of counts."""
    [colour] = re.findall(r'style="fill: (#[0-9a-f]{6}); stroke: #d8dbdd', image_of(figure).decode())
    return colour


def test_a_line_that_hardly_rises_is_drawn_so_because_zero_is_in_sight() -> None:
    def rise(first: float, last: float) -> float:
        svg = draw(Lines(("2009", "2017"), (Series("Wijk", (first, last)),))).image.decode()
        pattern = r'd="M [\d.]+ ([\d.]+) \nL [\d.]+ ([\d.]+) \n" [^>]*stroke: #0d5566; stroke-width: 2.5'
        start, end = re.findall(pattern, svg)[0]
        return float(start) - float(end)

    assert rise(0.0, 10.0) == pytest.approx(10 * rise(9.0, 10.0), rel=0.01)


def test_places_that_are_the_same_or_far_apart_are_drawn() -> None:
    for east, north in ((0.0, 0.0), (500.0, 0.01), (0.01, 500.0)):
        spots = (Spot("Noord", 0.0, 0.0), Spot(HOSTILE, east, north), Spot("Wijkteam " * 20, east, north))
        assert draw(Places(spots)) == draw(Places(spots))
        assert draw(Places(spots)).height < 10 * 96


def test_the_head_of_a_narrow_column_is_whole() -> None:
    for name in ("Medewerkers en vrijwilligers", "Organisaties als opdrachtgever", "Samenwerkingspartners"):
        for column in (0.2, 0.45, 1.0):
            assert _upright(name, column).split() == name.split()


def test_the_number_in_a_cell_reads_well_on_every_shade() -> None:
    def light(colour: str) -> float:
        """Give the relative luminance (WCAG 2.2)."""
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in to_rgb(colour)]
        return float(np.dot(linear, [0.2126, 0.7152, 0.0722]))

    for most in (1, 2, 3, 7, 12, 40):
        for count in range(1, most + 1):
            pair = sorted((light(_ink(count / most)), light(_shades()(count / most)[:3])))
            assert (pair[1] + 0.05) / (pair[0] + 0.05) >= 4.5, (count, most)
