"""Reading a report that came back in Word: comments and changes, each tied to the finding or sentence where it stands.

One remark is one thing to answer. So a comment over several sentences is one remark, where most of it stands; what one
person changed in one sentence is one remark, however many strokes it took; and sentences taken out together are a
remark each, as each may be answered otherwise. Nothing is dropped: what can be tied to nothing is of the whole report.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from pipeline.errors import refused
from pipeline.printable import short
from pipeline.review.model import WHOLE_REPORT, Incoming, Remark, Reviewer, Setting, Way
from pipeline.review.places import Draft, Place
from pipeline.review.word.changes import missing, tracked, untracked
from pipeline.review.word.comments import comments, standing_at
from pipeline.review.word.places import Layout
from pipeline.review.word.said import MOST, Said
from pipeline.word_files.package import Package, open_package
from pipeline.word_files.text import Block, TangledError, Text, date_of, reactions, read_text

NOBODY = "onbekend"
# The property that says which document it is, and what it says of the summary.
DOCUMENT, SUMMARY = "klankbord-document", "samenvatting"
# What programs write for somebody who gave no name, or had it taken out.
_NAMELESS = {"", "author", "auteur", "unknown author", "onbekende auteur", "unknown", "anonymous", "anoniem"}
_COVER = re.compile(r"Ronde:\s*(?P<round>[^\s·]+)\W+Versie:\s*(?P<draft>[0-9a-f]{8})\b")


def read(path: Path, setting: Setting) -> Incoming:
    """Read every comment and every change in a Word file.

    Parameters
    ----------
    path : pathlib.Path
        The file.
    setting : Setting
        What it is read against.

    Returns
    -------
    Incoming
        The remarks, and what the consultant must know of the file.

    Raises
    ------
    InputError
        It is no Word file that can be read, it is of another round, or nothing in it is of this report.
    """
    package = open_package(path)
    try:
        text = read_text(package)
    except TangledError:
        what = "In dit bestand lopen veel te veel bladwijzers en opmerkingen door elkaar."
        raise refused(path.name, what, "Vraag de afzender om het gewone rapport.docx.") from None
    of_round, of_draft = _origin(package, text)
    if of_round and of_round != setting.draft.round_id:
        what = f"Dit is een rapport van een andere ronde: {of_round}."
        raise refused(path.name, what, f"Lees het in bij de ronde {of_round}.", value=of_round)
    layout = Layout(text, setting.draft)
    if not of_round and not layout.spots:
        what = "Dit is geen rapport van deze ronde: geen zin erin komt uit het rapport."
        raise refused(path.name, what, "Kijk of u het goede bestand hebt.")
    current = of_draft == setting.draft.id
    # It tells the report in other words: what it does not have, nobody took out.
    summary = package.custom.get(DOCUMENT, "") == SUMMARY
    last, date = _named(package.core("cp:lastModifiedBy")), date_of(package.core("dcterms:modified"))
    said = [
        *comments(layout, text.comments),
        *tracked(layout),
        *untracked(layout, setting.draft, current=current and not summary, author=last, date=date),
    ]
    remarks = [remark for one in said for remark in _remarks(one, layout, of_draft, path.name)]
    kept = {remark.id: remark for remark in remarks}
    notes = (
        *_of_draft(of_draft, setting.draft, layout, summary=summary),
        *_of_remarks(remarks, kept),
        *_of_file(package, text, layout),
    )
    people = dict.fromkeys(remark.reviewer for remark in remarks)
    return Incoming(tuple(kept.values()), tuple(Reviewer(name) for name in people), notes)


def _origin(package: Package, text: Text) -> tuple[str, str]:
    """Give the round and the draft that a file says it is of: in its properties, else on its cover."""
    told = package.custom.get("klankbord-round", ""), package.custom.get("klankbord-draft", "")
    if told[0]:
        return told
    covers = (_COVER.search(block.shown) for block in text.stories[0])
    cover = next((match for match in covers if match), None)
    return (cover["round"], cover["draft"]) if cover else ("", "")


def _remarks(said: Said, layout: Layout, draft: str, source: str) -> Iterator[Remark]:
    """Give what was said as a remark; of words that are about several findings as one on each."""
    place, seen, about = _place(said, layout)
    also = said.spot.also if said.spot is not None else ()
    if also:
        about.append(f"Bij woorden over {len(also) + 1} bevindingen; het staat bij elk.")
    for each in (place, *also):
        yield Remark(
            reviewer=_named(said.author),
            way=Way.WORD.value,
            source=source,
            draft=draft,
            place=each.id if each else WHOLE_REPORT,
            finding_id=each.finding_id if each else "",
            seen=seen if said.seen is None else said.seen,
            kind=said.kind.value,
            judgement="",
            comment=said.words,
            said_at=said.date,
            remark=" ".join([*said.about, *about]),
        )


def _place(said: Said, layout: Layout) -> tuple[Place | None, str, list[str]]:
    """Give the place of what was said, the text that stands there, and how it was found where it is not plain."""
    if said.spot is not None:
        return said.spot.place, "" if said.seen is not None else layout.seen(said.spot), []
    if said.block is None:
        return None, "", []
    block = said.block
    seen = " ".join(block.before.split()) or _picture(block)
    call = layout.called_from(block)
    if call is not None and call.near is not None:
        return call.near.place, seen, ["Staat in een noot bij deze zin."]
    block = block if call is None else call.block
    heading, before = layout.above(block)
    about = [f"Onder het kopje «{short(heading, MOST)}»."] if heading else []
    if not seen and before:
        about.append(f"Nieuwe alinea na: «{short(before, MOST)}».")
    return layout.finding_above(block), seen, about


def _picture(block: Block) -> str:
    return " ".join(piece.text for piece in block.pieces if piece.picture and piece.inserted is None)


def _named(author: str) -> str:
    return NOBODY if author.lower() in _NAMELESS else author


def _of_draft(draft: str, now: Draft, layout: Layout, *, summary: bool) -> Iterator[str]:
    gone = len(missing(layout, now))
    if not draft:
        yield "In het bestand staat niet van welke versie het is; de opmerkingen zijn bij de zinnen van nu gezet."
    elif draft != now.id:
        yield (
            f"Dit is een eerdere versie van het rapport ({draft}; nu is het {now.id}). De opmerkingen zijn "
            "overgenomen; of er hele zinnen uit weg zijn, is niet te zien."
        )
    elif summary:
        yield "Dit is de samenvatting; de opmerkingen staan bij de bevinding waar zij over gaan."
    elif gone > len(now.places) / 2:
        yield f"{gone} van de {len(now.places)} zinnen staan niet in dit bestand; dat is niet als weghalen gelezen."
    if not summary and layout.spots and not any(spot.bookmark for spot in layout.spots):
        yield "De bladwijzers zijn uit het bestand verdwenen; opmerkingen zijn op de woorden van de zin teruggevonden."


def _of_remarks(remarks: list[Remark], kept: dict[str, Remark]) -> Iterator[str]:
    if len(remarks) > len(kept):
        yield f"Met dezelfde woorden bij dezelfde zin, en daarom één keer geteld: {len(remarks) - len(kept)}."
    nameless = sum(remark.reviewer == NOBODY for remark in kept.values())
    if nameless:
        yield f"Zonder naam van wie het schreef: {nameless}. Zij staan bij «{NOBODY}»."
    elsewhere = sum(remark.place == WHOLE_REPORT for remark in kept.values())
    if elsewhere:
        yield f"Bij geen bevinding of zin, en daarom bij het hele rapport gezet: {elsewhere}."


def _of_file(package: Package, text: Text, layout: Layout) -> Iterator[str]:
    empty = sum(not comment.text for comment in text.comments.values())
    if empty:
        yield f"Opmerkingen zonder woorden, niet overgenomen: {empty}."
    lost = len(standing_at(layout).keys() - text.comments.keys())
    if lost:
        yield f"Opmerkingen waarvan de woorden niet in het bestand staan: {lost}."
    if text.formatting:
        yield f"Wijzigingen in alleen de opmaak, niet overgenomen: {text.formatting}."
    liked = reactions(package)
    if liked:
        yield f"Duimpjes bij opmerkingen, niet overgenomen: {liked}."
    if any(package.of_kind("macros")):
        yield "In het bestand staan macro's. Ze zijn niet uitgevoerd."
