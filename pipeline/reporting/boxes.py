"""Short texts in a box: what every reader must know."""

from collections.abc import Sequence

from markupsafe import Markup, escape

from pipeline.reporting.tables import Html, block


@block
def limits(texts: Sequence[str]) -> Html:
    """Make a box with what every reader of the round must know."""
    items = Markup("").join(Markup("<li>{}</li>").format(text) for text in texts)
    return Html(
        Markup('<div class="note warn"><p><strong>Goed om te weten</strong></p><ul>{}</ul></div>').format(items)
    )


def box(text: str, kind: str = "") -> Html:
    """Make a box with a short text; `kind` is empty, ``warn`` or ``bad``."""
    return Html(Markup('<p class="note {}">{}</p>').format(kind, escape(text)))
