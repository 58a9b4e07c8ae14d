"""Blocks as HTML: for the cells of a notebook, and for pages. Every string is escaped here."""

import re
from dataclasses import dataclass

from markupsafe import Markup, escape

from pipeline.addresses import NOTEBOOKS, seen_from
from pipeline.blocks import (
    Block,
    Bullets,
    Card,
    Column,
    Crowd,
    Entry,
    Figure,
    Fold,
    Group,
    Groups,
    Heading,
    Line,
    Link,
    Mark,
    Muted,
    Note,
    Nothing,
    Sides,
    Strong,
    Table,
    Target,
    Text,
    Words,
)
from pipeline.looks.columns import Same, is_long, too_wide, without_constant
from pipeline.looks.html import Look, class_of, figure_of
from pipeline.looks.signs import symbol
from pipeline.printable import visible

# Names of phases that readers know by their English name: a screen reader says those in English.
_ENGLISH = re.compile(r"\b(desk ?research|mystery ?guests?)\b", re.IGNORECASE)

# From how many columns a table is set smaller on paper, and from how many its words may be broken to fit.
_MANY, _CROWDED = 6, 8
_NARROW = 2


@dataclass(frozen=True)
class Page(Look):
    """Blocks as they look on a page.

    Attributes
    ----------
    folder : str
        Where the page stands in the site: links lead from there.
    """

    folder: str = NOTEBOOKS

    missing = Markup('<span aria-hidden="true">–</span><span class="sr-only">geen waarde</span>')

    def words(self, words: Words) -> Markup:
        """Give the HTML of words: a mark with its symbol, a link from where the page stands."""
        match words:
            case Mark(text, kind):
                sign = Markup('<span class="chip-symbol" aria-hidden="true">{}</span>').format(symbol(words))
                return Markup('<span class="chip {}">{}{}</span>').format(kind, sign, _said(text))
            case Strong(text):
                return Markup("<strong>{}</strong>").format(_said(text))
            case Muted(text):
                return Markup('<span class="muted">{}</span>').format(_said(text))
            case Link(text, address):
                return Markup('<a href="{}">{}</a>').format(seen_from(self.folder, address), _said(text))
            case Target(text, name):
                return Markup('<span id="{}">{}</span>').format(name, visible(text))
        return _said(words)

    def block(self, block: Block) -> Markup:
        """Give the HTML of a block."""
        match block:
            case Heading(text, level):
                return Markup("<h{0}>{1}</h{0}>").format(level, visible(text))
            case Nothing(why):
                return self.block(Text(why, "empty"))
            case Note(line, kind, items):
                return self._note(line, kind, items)
            case Fold(title, below, name):
                inside = self.html(*below)
                # A link to an id inside a fold-out opens it.
                inside = Markup('<div id="{}">{}</div>').format(name, inside) if name else inside
                return Markup("<details><summary>{}</summary>{}</details>").format(visible(title), inside)
            case Sides(columns):
                return Markup('<div class="sides">{}</div>').format(
                    Markup("").join(Markup("<div>{}</div>").format(self.html(*column)) for column in columns)
                )
            case Card(below, name):
                found = Markup(' class="card finding" id="{}"').format(name) if name else Markup(' class="card"')
                return Markup("<section{}>{}</section>").format(found, self.html(*below))
            case Table():
                return self._table(block)
            case Groups(caption, groups):
                shown = Markup("").join(map(_group, groups))
                return Markup('<figure class="crowds"><figcaption>{}</figcaption><ul>{}</ul></figure>').format(
                    visible(caption), shown
                )
            case Figure(numbers=numbers):
                told = Markup("") if numbers is None else self.block(Fold("De cijfers bij deze figuur", (numbers,)))
                return figure_of(block, told)
        return super().block(block)

    def _note(self, line: Line, kind: str, items: tuple[str, ...]) -> Markup:
        if not items:
            return Markup('<p class="note {}">{}</p>').format(kind, self.line(line))
        return Markup('<div class="note {}"><p>{}</p>{}</div>').format(
            kind, self.line(line), self.block(Bullets(items))
        )

    def _table(self, table: Table) -> Markup:
        caption = visible(table.caption)
        if not table.rows:
            nothing = Markup('<p class="empty"><strong>{}</strong> {}</p>')
            return nothing.format(caption, visible(table.empty))
        table, same = without_constant(table)
        css = [_css(column, is_long(table, at)) for at, column in enumerate(table.columns)]
        # On a phone rows become cards where they hold running text or don't fit; many numbers are read side by side.
        many_numbers = css.count("num") >= _MANY
        stacks = table.stacks or ("long" in css and len(css) > _NARROW) or (too_wide(table) and not many_numbers)
        size = "data" + " many" * (len(css) >= _MANY) + " crowded" * (len(css) >= _CROWDED) + " stacks" * stacks
        # A table that is set as something else is a table still: for a screen reader its roles are spelled out.
        roles = {name: Markup(f' role="{name}"' if stacks else "") for name in ("table", "rowgroup", "row")}
        head = Markup("").join(
            Markup('<th scope="col"{}>{}</th>').format(class_of(each), visible(column.header))
            for each, column in zip(css, table.columns, strict=True)
        )
        rows = Markup("\n").join(
            Markup("<tr{}>{}</tr>").format(
                roles["row"],
                Markup("").join(
                    self._cell(column, each, stacks, value)
                    for column, each, value in zip(table.columns, css, row, strict=True)
                ),
            )
            for row in table.rows
        )
        return Markup(
            '<div class="scroll" role="region" tabindex="0" aria-label="Tabel: {}">\n'
            '<table class="{}"{}>\n<caption><span>{}{}</span></caption>\n'
            "<thead{}><tr{}>{}</tr></thead>\n<tbody{}>\n{}\n</tbody>\n</table>\n</div>"
        ).format(
            *(caption, size, roles["table"], caption, self._same(same)),
            *(roles["rowgroup"], roles["row"], head, roles["rowgroup"], rows),
        )

    def _same(self, same: Same) -> Markup:
        """Tell below the caption of a table what every row of it says."""
        if not same:
            return Markup("")
        told = Markup("; ").join(
            Markup("{}: {}").format(
                visible(column.header).lower(), self.entry(cell.rstrip(".") if isinstance(cell, str) else cell)
            )
            for column, cell in same
        )
        return Markup(' <span class="same">In elke rij gelijk: {}.</span>').format(told)

    def _cell(self, column: Column, css: str, stacks: bool, value: Line | Entry | None) -> Markup:
        """Give a cell; on a phone a card has the name of its column before it, and nothing where there is no value."""
        label = Markup("")
        if stacks:
            role = "rowheader" if column.names else "cell"
            label = Markup(' role="{}" data-label="{}"').format(role, visible(column.header))
            css = f"{css} none".strip() if value is None else css
        if column.names:
            return Markup('<th scope="row"{}{}>{}</th>').format(class_of(css), label, self.entry(value))
        return Markup("<td{}{}>{}</td>").format(class_of(css), label, self.entry(value))


def _group(group: Group) -> Markup:
    dots = Markup(' <span class="dots" aria-hidden="true">{}</span>')
    said = [
        Markup("<p>{}: {}{}</p>").format(
            visible(crowd.where),
            visible(crowd.said),
            dots.format(crowd_dots(crowd)) if crowd.dots else "",
        )
        for crowd in group.crowds
    ]
    said += [Markup("<p>{}</p>").format(visible(group.missing))] if group.missing else []
    return Markup("<li{}><p><strong>{}</strong></p>{}</li>").format(
        class_of("missing" if group.missing else ""), visible(group.name), Markup("").join(said)
    )


def crowd_dots(crowd: Crowd) -> str:
    """Give the dots of a crowd, with a plus where there may be more."""
    return "●" * crowd.dots + "+" * crowd.more


def _said(text: str) -> Markup:
    """Escape words, and say which of them are English."""
    parts = _ENGLISH.split(visible(text))  # every other part is English
    english = Markup('<span lang="en">{}</span>')
    return Markup("").join(english.format(part) if at % 2 else escape(part) for at, part in enumerate(parts))


def _css(column: Column, long: bool) -> str:
    return "num" if column.numeric else "long" if long else ""
