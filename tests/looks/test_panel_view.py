"""What a panel said, as readers see it: counts, remarks with answers, what changed, and what nobody settled."""

from dataclasses import replace

from bs4 import BeautifulSoup

from pipeline.looks.page import Page
from pipeline.review.handling import Answered, PanelView, Tally
from pipeline.review.model import Handled, Judgement, Remark, RemarkKind
from pipeline.telling import panel_blocks

HOSTILE = "<script>alert('x')</script> & \"zo\""


def answered(judgement: str, comment: str, handled: Handled | None, why: str = "", **changes: object) -> Answered:
    kind = RemarkKind.JUDGEMENT if judgement else RemarkKind.COMMENT
    remark = Remark("Bewoners 1", "site", "", "d", "F-a-b", "F-a-b", "Oud.", kind, judgement, comment)
    return Answered(
        remark, "Bewoners 1", "Klankbordgroep", "Bewoners", handled, why, **{"current": True, "now": "Nieuw."} | changes
    )


def shown(view: PanelView, name: str = "panel_view") -> BeautifulSoup:
    return BeautifulSoup(Page().html(getattr(panel_blocks, name)(view)), "html.parser")


def view(*remarks: Answered) -> PanelView:
    counts = {judgement: 0 for judgement in Judgement} | {Judgement.AGREE: 3, Judgement.DISAGREE: 1}
    roles = (("Bewoners", {Judgement.AGREE: 3}), ("Gemeente", {Judgement.DISAGREE: 1}))
    nobody = {judgement: 0 for judgement in Judgement}
    return PanelView(
        "F-a-b",
        (Tally("Klankbordgroep", counts, roles), Tally("Organisatie", nobody, ())),
        remarks,
        ("Oud.",),
        "Nieuw.",
        tuple(each for each in remarks if each.dissents),
    )


def test_panels_are_counted_apart_and_by_role() -> None:
    text = shown(view(answered("agree", "", None))).get_text(" ", strip=True)
    assert "Klankbordgroep: 3 eens; 1 niet eens" in text
    assert "Gemeente: 1 niet eens" in text
    assert "Nog geen oordeel van: Organisatie." in text


def test_of_few_judgements_only_their_number_is_shown() -> None:
    few = replace(view(answered("", "Een woord.", None)), tallies=(Tally("Klankbordgroep", {}, (), 3),))
    text = shown(few).get_text(" ", strip=True)
    assert "Klankbordgroep: 3 oordelen; het zijn er te weinig om te zeggen welk" in text
    assert "Nog geen oordeel" not in text


def test_a_remark_stands_with_its_answer_and_dissent_stays_visible() -> None:
    soup = shown(view(answered("disagree", HOSTILE, Handled.NOT, "Drie bronnen zeggen iets anders.")))
    assert soup.find("script") is None
    (remark,) = soup.select(".remarks li")
    assert HOSTILE in remark.get_text()
    assert "Niet overgenomen. Drie bronnen zeggen iets anders." in remark.get_text()
    headings = [heading.get_text() for heading in soup.find_all("h3")]
    assert headings[-1] == "Wie het hier nog niet (helemaal) mee eens is"
    assert HOSTILE in soup.find_all("h3")[-1].find_next("ul").get_text()


def test_a_changed_finding_shows_both_texts() -> None:
    text = shown(view(answered("agree if", "Zeg wie.", Handled.TAKEN_OVER, "Gedaan."))).get_text(" ", strip=True)
    assert "Eerst stond er: “Oud.”" in text
    assert "Nu staat er: “Nieuw.”" in text
    assert "blijft" not in text, "what was taken over is no dissent"


def test_a_judgement_that_was_replaced_says_so_and_an_open_remark_too() -> None:
    text = shown(view(answered("agree if", "x", Handled.OPEN, current=False))).get_text(" ", strip=True)
    assert "Later gaf deze persoon een ander antwoord." in text
    assert "Nog geen antwoord." in text


def test_nothing_said_is_said_so_and_a_card_stays_empty() -> None:
    empty = PanelView("F-a-b", (), (), (), "Nieuw.", ())
    assert shown(empty).get_text(strip=True) == "Over deze bevinding is nog niets gezegd."
    assert shown(empty, "in_short").get_text(strip=True) == ""
    assert shown(view(), "in_short").get_text(strip=True) == "Klankbordgroep:3 eens; 1 niet eens"


def test_a_card_says_whether_what_was_said_is_answered() -> None:
    not_yet, done = answered("disagree", "Nee.", Handled.OPEN), answered("", "Mooi.", Handled.TAKEN_OVER)
    for remarks, said in (
        ((not_yet,), "Wat mensen erbij zeiden, is nog niet beantwoord."),
        ((not_yet, done), "Op 1 van de 2 opmerkingen is geantwoord."),
        ((done,), "Wat mensen erbij zeiden, is beantwoord."),
    ):
        assert shown(view(*remarks), "in_short").get_text(" ", strip=True).endswith(f"niet eens {said}")


def test_what_was_published_is_told_apart_and_neither_counted_nor_quoted() -> None:
    site = answered("agree", "Klopt.", None)
    remark = replace(site.remark, way="published", seen="Wat er toen stond.", comment="De groep twijfelt.")
    group = replace(site, remark=remark, who="Focusgroep", panel="Focusgroep", handled=Handled.PARTLY, why="Zie p. 1.")
    both = view(site, group)
    assert (both.reviewed, both.published) == ((site,), (group,))
    heading = shown(both).find("h3", string="Wat groepen zeiden, volgens het gepubliceerde rapport")
    (said,) = heading.find_next("ul").select("li")
    text = said.get_text(" ", strip=True)
    assert "De groep twijfelt." in text
    assert "“" not in text, "a paraphrase is no quotation"
    assert "Dit ging over: Wat er toen stond." in text
    assert "Deels overgenomen. Zie p. 1." in text
    assert "niet de bevinding zoals die hier staat" in " ".join(shown(both).get_text(" ").split())
    assert "Focusgroep volgens het gepubliceerde rapport: eens." in shown(both, "in_short").get_text(" ", strip=True)


def test_where_only_something_was_published_no_panel_is_called_late() -> None:
    site = answered("agree", "", None)
    text = shown(view(replace(site, remark=replace(site.remark, way="published")))).get_text(" ", strip=True)
    assert "nog geen oordeel" not in text
    assert "Eerst stond er" not in text
