"""The published feedback of the groups of 2019, against what document 004 says and nothing else."""

from functools import cache

from helpers_rounds import ROOT, ROUND, nulmeting

from pipeline.review.excel import answers
from pipeline.review.handling import panels
from pipeline.review.model import WHOLE_REPORT, Handled, Judgement, Remark, RemarkKind, Way
from pipeline.review.places import Draft, Place
from pipeline.review.store import Review, folder, read
from pipeline.rounds import Project

PROJECT = Project(ROOT)
# p. 40: the day that the focus group met.
FOCUSGROUP_MET = "2019-11-05"
# p. 13-14: at these three themes, and not at leefbaarheid, the report says that the groups agree. Of the focus group
# p. 40 says for the same three that it recognises the finding for the most part: that is no "agree".
AGREED = {"zelfredzaamheid", "participatie", "samenredzaamheid"}


@cache
def review() -> Review:
    data = nulmeting()
    documents = frozenset(data.table("documents")["document"])
    return read(PROJECT, ROUND, data.round.panels, data.codebook, documents)


def by(panel: str) -> list[Remark]:
    return [remark for remark in review().remarks if review().reviewers[remark.reviewer].panel == panel]


def judged(panel: str) -> dict[str, str]:
    return {
        remark.finding_id.rpartition("-")[2]: remark.judgement
        for remark in by(panel)
        if remark.kind == RemarkKind.JUDGEMENT
    }


def test_every_remark_says_where_it_was_printed() -> None:
    for remark in review().remarks:
        assert (remark.way, remark.provenance, remark.document) == (Way.PUBLISHED, "published", "004"), remark.id
        assert remark.locator.startswith("p. "), remark.id
        assert not remark.draft, "the groups never saw a draft of klankbord"


def test_every_remark_stands_at_a_finding_of_the_round_or_at_the_whole() -> None:
    known = {f"F-{question.theme}-{question.id}" for question in nulmeting().codebook.questions}
    for remark in review().remarks:
        assert (remark.place, remark.finding_id) == (WHOLE_REPORT, "") or remark.place == remark.finding_id, remark.id
        assert remark.finding_id in known | {""}, remark.id


def test_every_remark_says_that_it_is_not_about_klankbord_itself() -> None:
    assert all("niet over een zin van klankbord" in remark.remark for remark in review().remarks)


def test_three_groups_and_what_is_only_given_for_them_together() -> None:
    # p. 13 and p. 34: projectgroep, klankbordgroep and focusgroep
    panels = {panel.id for panel in nulmeting().round.panels}
    assert {"projectgroep", "klankbordgroep", "focusgroep"} < panels
    # nothing is published of the projectgroep or the klankbordgroep alone
    assert not by("projectgroep") + by("klankbordgroep")
    used = {person.panel for person in review().reviewers.values()}
    assert used == {"focusgroep", "klankbord_en_focusgroep", "drie_groepen"}
    assert set(review().reviewers) == {remark.reviewer for remark in review().remarks}


def test_the_groups_agree_on_three_themes_and_no_more() -> None:
    assert judged("drie_groepen") == dict.fromkeys(AGREED, Judgement.AGREE)
    assert judged("focusgroep") == {}
    largely = [remark for remark in by("focusgroep") if "Grotendeels herkent de groep deze" in remark.comment]
    assert {remark.finding_id.rpartition("-")[2] for remark in largely} == AGREED


def test_the_focus_group_has_its_date_and_the_other_meetings_have_none() -> None:
    assert {remark.said_at for remark in by("focusgroep")} == {FOCUSGROUP_MET}
    assert {remark.said_at for remark in by("klankbord_en_focusgroep") + by("drie_groepen")} == {""}


def test_the_focus_group_put_question_marks_at_leefbaarheid() -> None:
    # p. 40: a question, whether the impact is not higher than was measured; no judgement
    first, growth = (remark for remark in by("focusgroep") if remark.finding_id.endswith("-leefbaarheid"))
    assert "vraagtekens" in first.comment
    assert first.locator.startswith("p. 40")
    assert first.kind == growth.kind == RemarkKind.COMMENT
    # p. 43: room to grow, most of all at these two
    assert growth.comment in {
        remark.comment for remark in by("focusgroep") if remark.finding_id.endswith("-samenredzaamheid")
    }


def test_ten_percent_and_five_projects() -> None:
    # p. 40: ca. 10% moves on to paid work; p. 42-43: five projects are listed
    assert any("10%" in remark.comment for remark in by("focusgroep") if remark.finding_id.endswith("-participatie"))
    assert any("vijf" in remark.remark and "boodschappendienst" in remark.comment for remark in by("focusgroep"))


def test_nothing_is_entered_of_the_reflection_sessions_in_amsterdam() -> None:
    # document 000, § 1.2 and appendix I: two sessions were held, what was said there is not in the report
    other = PROJECT.round("buurtwerkkamers-2019")
    assert {panel.id for panel in other.panels} == {"stadsdeel", "buurtwerkkamers"}
    assert not folder(PROJECT, "buurtwerkkamers-2019").exists()
    assert any("twee sessies" in limit and "niet gepubliceerd" in limit for limit in other.limits)


def test_what_the_groups_saw_is_never_taken_for_an_earlier_text_of_a_finding() -> None:
    ids = [f"F-{question.theme}-{question.id}" for question in nulmeting().codebook.questions]
    draft = Draft(ROUND, tuple(Place(name, "De zin van nu.", name) for name in ids))
    said = panels(review(), {}, draft, nulmeting().codebook, nulmeting().round.panels)
    view = said.of("F-effectiviteit-zelfredzaamheid")
    assert len(view.published) == 2
    assert not view.before
    assert not any(tally.total for tally in view.tallies), "a group is not one person who judged our text"


def test_answers_are_given_only_where_the_report_says_what_was_done() -> None:
    path = answers.path_of(PROJECT, ROUND)
    given = answers.read(path, path.name, [remark.id for remark in review().remarks])
    assert all("(p. " in answer.why for answer in given.values()), "every answer says where the report says so"
    # p. 40: the researcher pointed at sustainability; p. 14: the effect on the whole area is still not measurable
    assert given["O_focusgroep_leefbaarheid_1"].handled is Handled.PARTLY
    # p. 34: a new slogan after talks in the organisation; p. 48: expectations are still a point of attention
    assert given["O_klankbord_en_focusgroep_profiel_1"].handled is Handled.PARTLY
    # p. 41: how the inflow can grow was left as an open question
    assert "O_focusgroep_instroom_1" not in given
