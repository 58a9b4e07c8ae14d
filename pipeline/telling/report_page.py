"""The report as a page: every sentence with, one click away, what it rests on."""

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import groupby

import pandas as pd
from markdown_it import MarkdownIt
from markupsafe import Markup

from pipeline import addresses
from pipeline.blocks import Mark
from pipeline.claims.backing import PHASE, BackingKind
from pipeline.claims.ledger import Ledger
from pipeline.claims.sides import Sides
from pipeline.claims.text import Reference, Sentence, SentenceKind
from pipeline.codebook import Codebook
from pipeline.editions import TEAM, Edition
from pipeline.phases.declarations import BY_ID
from pipeline.printable import visible
from pipeline.telling import finding_words, words

_EMPHASIS = MarkdownIt("commonmark", {"html": False}).disable(["image", "link", "autolink"])
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
KINDS = {SentenceKind.ADVICE: "advies", SentenceKind.OPINION: "mening"}


@dataclass(frozen=True)
class Support:
    """One thing that a sentence rests on: what it says, where it stands, what is below it, and where to read on."""

    says: str
    place: str
    rows: tuple[tuple[str, str], ...] = ()
    link: tuple[str, str] = ("", "")
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True)
class Line:
    """A sentence as printed."""

    id: str
    number: int
    html: Markup
    plain: str
    mark: Mark | None
    supports: tuple[Support, ...]

    @property
    def raised(self) -> str:
        """Its number as print raises one, in the size of the text: small letters can't be read."""
        return str(self.number).translate(_RAISED)


@dataclass(frozen=True)
class Part:
    """What is printed as one: a heading, a paragraph, a quotation, or a list with an entry for each of its items."""

    kind: str
    level: int
    heading: Markup
    id: str
    entries: tuple[tuple[Line, ...], ...]

    @property
    def lines(self) -> list[Line]:
        """All sentences, in order."""
        return [line for entry in self.entries for line in entry]


def parts(
    ledger: Ledger, tables: Mapping[str, pd.DataFrame], codebook: Codebook, edition: Edition = TEAM
) -> list[Part]:
    """Prepare the report for the page, in reading order.

    Parameters
    ----------
    ledger : Ledger
        The report without problems.
    tables : mapping of str to pandas.DataFrame
        The tables of the output contract that triangulation makes.
    codebook : Codebook
        For the names of questions and voices.
    edition : Edition
        For whom it is: a sentence only leads on to pages that go along.
    """
    sides = Sides(ledger.sources, tables, codebook)
    names = {id(sentence): (number, name) for number, (name, sentence) in enumerate(ledger.sentences, 1)}
    made: list[Part] = []
    for document in ledger.documents:
        for kind, blocks in groupby(document.blocks, key=lambda block: block.kind):
            # Items that follow each other are one list; every other block stands by itself.
            for group in [list(blocks)] if kind in {"item", "step"} else [[block] for block in blocks]:
                entries = tuple(
                    tuple(
                        _leading(_line(*names[id(sentence)], sentence, ledger, sides, codebook), edition)
                        for sentence in block.sentences
                    )
                    for block in group
                )
                first = group[0]
                made.append(
                    Part(kind, min(first.level + 1, 4), _inline(first.heading), f"deel-{len(made) + 1}", entries)
                )
    return made


def _inline(text: str) -> Markup:
    """Show what the consultant wrote with emphasis at most: HTML in it is escaped, and nothing in it is a link."""
    return Markup(_EMPHASIS.renderInline(visible(text)))


def _line(number: int, name: str, sentence: Sentence, ledger: Ledger, sides: Sides, codebook: Codebook) -> Line:
    html = _inline(ledger.text(sentence))
    mark = Mark(KINDS[sentence.kind], "neutral") if sentence.kind in KINDS else None
    supports = tuple(
        _support(reference, html.striptags(), ledger, sides, codebook) for reference in ledger.references(sentence)
    )
    return Line(name, number, html, html.striptags(), mark, supports)


def _leading(line: Line, edition: Edition) -> Line:
    """Let what is behind a sentence lead on to what goes along, and nowhere else."""
    if edition.pages:
        return line
    away = f"{addresses.NOTEBOOKS}/"
    supports = (replace(each, link=("", "")) if each.link[1].startswith(away) else each for each in line.supports)
    return replace(line, supports=tuple(supports))


def _support(reference: Reference, text: str, ledger: Ledger, sides: Sides, codebook: Codebook) -> Support:
    name, sources = reference.id, ledger.sources
    backing = sources.backing[name]
    rows = tuple(row for row in _below(name, ledger) if row[0] != backing.says)
    if backing.kind is BackingKind.FINDING:
        finding = sources.findings[name]
        marks = (words.picture(int(finding["direction"])), finding_words.confidence_of(finding))
        address = addresses.theme_page(finding["theme"], addresses.evidence_place(name))
        return Support(
            backing.says, backing.place, tuple(sides.of(reference)), ("Al het bewijs hierover", address), marks
        )
    if backing.kind is BackingKind.EVIDENCE:
        theme = codebook.theme_of(backing.question)
        place = addresses.evidence_place(addresses.finding_id(theme, backing.question))
        address = addresses.theme_page(theme, place)
        quality = sources.evidence[name]["quality"]
        caution = ((f"Let op: {quality}", ""),) if quality else ()
        return Support(
            backing.says, backing.place, (*caution, *_below(name, ledger)), ("Al het bewijs hierover", address)
        )
    if backing.kind in {BackingKind.AUDIT, BackingKind.REPRODUCTION}:
        link = ("Alle controles van cijfers", addresses.notebook_page(addresses.REPRODUCTION))
        return Support(backing.says, backing.place, rows, link)
    if backing.kind is BackingKind.ROUND:
        link = ("De opzet en alle grenzen", "index.html")
        return Support(_nearest(text, (backing.says, *sources.limits)), "opzet van dit onderzoek", (), link)
    if backing.kind is BackingKind.PHASE:
        page = addresses.notebook_page(BY_ID[name.removeprefix(PHASE)].stage)
        return Support(backing.says, "", (), ("Naar deze fase", page))
    if name in sources.compared:
        verdict = sources.compared[name]
        own = (finding_words.verdict_on_conclusion(verdict["verdict"]),)
        why = ((verdict["reason"], verdict["researchers"]),) if verdict["reason"] else ()
        link = ("Alle conclusies naast het bewijs", addresses.notebook_page(addresses.REPORT, name))
        return Support(backing.says, backing.place, (*why, *rows), link, own)
    return Support(backing.says, backing.place, rows)


def _nearest(text: str, texts: tuple[str, ...]) -> str:
    """Choose the text that has most words in common: a round has one summary and many limits."""
    words_of = {other: set(re.findall(r"\w{4,}", other.lower())) for other in texts}
    own = set(re.findall(r"\w{4,}", text.lower()))
    return max(texts, key=lambda other: len(own & words_of[other]))


def _below(name: str, ledger: Ledger) -> tuple[tuple[str, str], ...]:
    """Give what stands directly below something, in words and with its place."""
    sources = ledger.sources
    keys = sources.quoted[name] if name in sources.quoted else sources.below.get(name, [])
    # Rows of people say only what they are about: many of them say the same.
    rows = (sources.backing[key] for key in keys)
    return tuple(dict.fromkeys((row.says, row.place) for row in rows if row.says))


def used_by(ledger: Ledger) -> dict[str, list[tuple[str, str]]]:
    """Give, for every finding, the sentences that rest on it or on its evidence: id and text."""
    of_evidence = {
        name: finding_id
        for finding_id, finding in ledger.sources.findings.items()
        for name in str(finding["evidence_ids"]).split()
    }
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for name, sentence in ledger.sentences:
        for other in ledger.rests_on(sentence):
            finding_id = of_evidence.get(other, other)
            entry = (name, ledger.text(sentence))
            if finding_id in ledger.sources.findings and entry not in found[finding_id]:
                found[finding_id].append(entry)
    return found
