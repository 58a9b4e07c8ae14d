"""Draw any chart."""

from functools import lru_cache

from pipeline.blocks import Bars, Chain, Chart, Diverging, Heatmap, Joint, Ladder, Places
from pipeline.looks.charts.bars import bars, diverging
from pipeline.looks.charts.canvas import Drawing
from pipeline.looks.charts.chain import chain
from pipeline.looks.charts.heatmap import heatmap
from pipeline.looks.charts.joint import joint
from pipeline.looks.charts.ladder import ladder
from pipeline.looks.charts.lines import lines
from pipeline.looks.charts.places import places


@lru_cache(maxsize=64)  # a page is made in several forms, and a round that is watched again and again
def draw(chart: Chart) -> Drawing:
    """Draw a chart as an SVG that is the same each time."""
    match chart:
        case Bars():
            return bars(chart)
        case Chain():
            return chain(chart)
        case Diverging():
            return diverging(chart)
        case Heatmap():
            return heatmap(chart)
        case Ladder():
            return ladder(chart)
        case Joint():
            return joint(chart)
        case Places():
            return places(chart)
    return lines(chart)
