"""What the panels said of findings and of the report, with what was done with it; as pages and paper show it."""

from collections.abc import Iterable, Iterator

from pipeline.blocks import Block, Bullets, Entry, Heading, Line, Muted, Section, Strong, Text
from pipeline.dutch import count_noun
from pipeline.review.handling import Answered, PanelView, Tally
from pipeline.review.model import Handled
from pipeline.telling import panel_words

_REPLACED = "Later gaf deze persoon een ander antwoord."
_UNSAID = "Wat mensen er zelf bij schreven, staat niet in deze uitgave."
_NOT_OUR_TEXT = (
    "{} zagen wat de onderzoekers toen vonden, niet de bevinding zoals die hier staat. Wat zij zeiden is samengevat."
)


def in_short(view: PanelView) -> Section:
    """Say in one sentence a panel how it judged, and whether that was answered; for cards."""
    tallies = (Text((Strong(f"{tally.panel}:"), panel_words.of_tally(tally))) for tally in _judging(view))
    published = (
        Text((Strong(each.who), f"volgens het gepubliceerde rapport: {panel_words.judged(each).lower()}."))
        for each in view.published
        if each.remark.judgement
    )
    return Section((*tallies, *published, *_whether_answered(view)))


def _whether_answered(view: PanelView) -> Iterator[Text]:
    """Say of how much that asks for an answer there is one; nothing where nobody said such a thing."""
    asked = [each.handled for each in view.reviewed if each.handled]
    answered = sum(handled is not Handled.OPEN for handled in asked)
    if asked and answered == len(asked):
        yield Text("Wat mensen erbij zeiden, is beantwoord.", "muted")
    elif answered:
        yield Text(f"Op {answered} van de {len(asked)} opmerkingen is geantwoord.", "muted")
    elif asked:
        yield Text("Wat mensen erbij zeiden, is nog niet beantwoord.", "muted")


def about_published() -> Section:
    """Say what a reader must know of published remarks, once a page."""
    what = "Soms staat erbij wat groepen zeiden, volgens het gepubliceerde rapport."
    return Section((Text(f"{what} {_NOT_OUR_TEXT.format('Zij')}"),))


def panel_view(
    view: PanelView, level: int = 3, *, explain: bool = True, own_words: Iterable[tuple[str, int]] = ()
) -> Section:
    """Show everything that was said of a finding, with what was done with it.

    Parameters
    ----------
    view : PanelView
        What was said of the finding.
    level : int
        Level of its headings.
    explain : bool
        Whether to say what published remarks are; a page with many findings says it once, by itself.
    own_words : iterable of (str, int)
        Panels that judge their own words, with of how many people that goes; shown of panels that said something.
    """
    if not view.spoke:
        return Section((Text("Over deze bevinding is nog niets gezegd.", "empty"),))
    spoken = {each.panel for each in view.remarks} | {tally.panel for tally in _judging(view)}
    own = own_words_told(pair for pair in own_words if pair[0] in spoken)
    careful = (Text((Strong(f"{panel}."), text), "muted") for panel, text in own)
    unsaid = (Text(_UNSAID, "muted"),) if view.unsaid else ()
    return Section((*_reviewed(view, level), *unsaid, *_published(view, level, explain), *careful))


def own_words_told(own_words: Iterable[tuple[str, int]]) -> list[tuple[str, str]]:
    """Say which panels judge their own words: once for all of which it goes for as many people.

    Parameters
    ----------
    own_words : iterable of (str, int)
        Panels, with how many of each were heard in what a finding rests on.

    Returns
    -------
    list of (str, str)
        The panels, and a sentence.
    """
    alike: dict[int, list[str]] = {}
    for panel, people in dict.fromkeys(own_words):
        alike.setdefault(people, []).append(panel)
    return [("; ".join(panels), _own_words(people, len(panels))) for people, panels in alike.items()]


def _own_words(people: int, panels: int) -> str:
    of, verb = "deze groep" if panels == 1 else "elk van deze groepen", "sprak" if people == 1 else "spraken"
    said = f"Let op: {count_noun(people, 'mens', 'mensen')} uit {of} {verb} zelf mee in waar deze bevinding op rust."
    return f"{said} {'Dit oordeel gaat' if panels == 1 else 'Hun oordeel gaat'} dus deels over eigen woorden."


def elsewhere(remarks: Iterable[Answered]) -> Section:
    """Show what was said of the report as a whole, or of what is no longer in it."""
    return Section((Bullets(tuple(Entry("", tuple(_elsewhere(each))) for each in remarks), "remarks"),))


def _judging(view: PanelView) -> list[Tally]:
    return [tally for tally in view.tallies if tally.total]


def _reviewed(view: PanelView, level: int) -> Iterator[Block]:
    if not view.reviewed and not view.left_out:
        return
    if view.published:
        yield Heading("Wat groepen van deze bevinding vinden", level)
    for tally in _judging(view):
        yield from _tally(tally)
    silent = [tally.panel for tally in view.tallies if not tally.total]
    if silent:
        yield Text(f"Nog geen oordeel van: {'; '.join(silent)}.", "muted")
    if view.before:
        yield Heading("Deze bevinding is veranderd", level)
        yield from (Text(f"Eerst stond er: “{text}”") for text in view.before)
        yield Text(f"Nu staat er: “{view.text}”")
    spoken = [each for each in view.reviewed if each.handled]
    if spoken:
        yield Heading("Opmerkingen en wat ermee is gedaan", level)
        yield Bullets(tuple(Entry("", tuple(_remark(each, view))) for each in spoken), "remarks")
    if view.dissent:
        yield Heading("Wie het hier nog niet (helemaal) mee eens is", level)
        yield Bullets(tuple(_said(each) for each in view.dissent))


def _tally(tally: Tally) -> Iterator[Block]:
    counted = panel_words.of_tally(tally)
    if len(tally.by_role) == 1:
        counted += f" ({tally.by_role[0][0]})"
    yield Text((Strong(f"{tally.panel}:"), counted))
    if len(tally.by_role) > 1:
        yield Bullets(tuple(f"{role}: {panel_words.counted(counts)}" for role, counts in tally.by_role))


def _remark(each: Answered, view: PanelView) -> Iterator[Block]:
    yield Text(_said(each))
    if each.remark.place != view.finding_id and each.remark.seen:
        yield Text(f"Bij de zin: “{each.remark.seen}”", "muted")
    yield Text(f"Antwoord van de onderzoekers: {panel_words.answer(each)}")


def _published(view: PanelView, level: int, explain: bool) -> Iterator[Block]:
    if not view.published:
        return
    if explain or view.reviewed or view.left_out:
        yield Heading("Wat groepen zeiden, volgens het gepubliceerde rapport", level)
    if explain:
        yield Text(_NOT_OUR_TEXT.format("De groepen"))
    yield Bullets(tuple(Entry("", tuple(_of_published(each))) for each in view.published), "remarks")


def _of_published(each: Answered) -> Iterator[Block]:
    yield Text(_said(each))
    if each.remark.seen:
        yield Text(f"Dit ging over: {each.remark.seen}", "muted")
    if each.why:
        yield Text(f"Wat het rapport ermee deed: {panel_words.answer(each)}")


def _elsewhere(each: Answered) -> Iterator[Block]:
    yield Text(_said(each))
    if each.remark.seen:
        yield Text(f"Dit ging over: {each.remark.seen}", "muted")
    if panel_words.answer(each) and (each.why or not each.published):
        whose = "Wat het rapport ermee deed" if each.published else "Antwoord van de onderzoekers"
        yield Text(f"{whose}: {panel_words.answer(each)}")


def _said(each: Answered) -> Line:
    """Say who said what: in their own words between quotation marks, or what a publication made of it."""
    remark, judged = each.remark, panel_words.judged(each)
    comment = remark.comment if each.published or not remark.comment else f"“{remark.comment}”"
    told = ": ".join(part for part in (judged, comment) if part)
    line: list[str | Strong | Muted] = [Strong(f"{each.named}:" if told else each.named), *filter(None, [told])]
    if remark.document:
        line.append(Muted(f"(document {remark.document}, {remark.locator})"))
    if not each.current:
        line.append(Muted(_REPLACED))
    return tuple(line)
