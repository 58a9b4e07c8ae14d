"""A report that came back in Word: every comment and every change is tied to where it stands."""

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from helpers_word import (
    DRAFT,
    FINDING,
    FIRST,
    FOURTH,
    OTHER,
    SECOND,
    SETTING,
    THIRD,
    anchor,
    by,
    comment,
    commented,
    deleted,
    docx,
    inserted,
    marked,
    p,
    report,
    run,
)
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.review.model import WHOLE_REPORT, Incoming, Remark, Reviewer
from pipeline.review.places import Place
from pipeline.review.word.reading import read

Reading = Callable[..., Incoming]
OLD = {"klankbord-round": DRAFT.round_id, "klankbord-draft": "0000aaaa"}
FORMER = type(FIRST)(FIRST.id, "Van de bewoners zegt 20 procent vaker hulp te vragen.", FINDING.id)


@pytest.fixture
def came_back(tmp_path: Path) -> Reading:
    def reading(body: str, **parts) -> Incoming:
        return read(docx(tmp_path / "rapport.docx", body, **parts), SETTING)

    return reading


def only(incoming: Incoming) -> Remark:
    [remark] = incoming.remarks
    return remark


def test_an_untouched_report_says_nothing(came_back: Reading):
    assert came_back(report()) == Incoming((), (), ())


def test_a_comment_is_tied_to_its_sentence_and_finding(came_back: Reading):
    body = report(second=marked(SECOND, commented(run(SECOND.text))))
    incoming = came_back(body, comments=comment("Ik niet."))
    assert only(incoming) == Remark(
        reviewer="Bewoner A",
        way="word",
        source="rapport.docx",
        draft=DRAFT.id,
        place=SECOND.id,
        finding_id=FINDING.id,
        seen=SECOND.text,
        kind="comment",
        judgement="",
        comment="Ik niet.",
        said_at="2026-11-20T10:00:00Z",
    )
    assert incoming.reviewers == (Reviewer("Bewoner A"),)
    assert incoming.notes == ()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=settings().max_examples * 3 // 5)
@given(data=st.data())
def test_however_runs_are_split_a_comment_stays_with_its_sentence(came_back: Reading, data: st.DataObject):
    places = data.draw(st.permutations((FIRST, SECOND, THIRD, FOURTH)))
    chosen = data.draw(st.sampled_from(places))
    bookmarked = data.draw(st.booleans())
    sentences = []
    for place in places:
        cuts = sorted(data.draw(st.sets(st.integers(1, len(place.text) - 1), max_size=6)))
        runs = "".join(run(place.text[start:end]) for start, end in pairwise([0, *cuts, len(place.text)]))
        inside = commented(runs) if place is chosen else runs
        sentences.append(marked(place, inside) if bookmarked else inside)
    remark = only(
        came_back(report(text=p(run(" ").join(sentences)), third="", fourth=""), comments=comment("Klopt dit?"))
    )
    assert (remark.place, remark.seen, remark.comment, remark.remark) == (chosen.id, chosen.text, "Klopt dit?", "")


def test_a_comment_on_some_words_says_which(came_back: Reading):
    words = run("Van de bewoners zegt ") + commented(run("30 procent")) + run(" vaker hulp te vragen.")
    remark = only(came_back(report(first=marked(FIRST, words)), comments=comment("Hoeveel mensen zijn dat?")))
    assert (remark.place, remark.seen) == (FIRST.id, FIRST.text)
    assert remark.remark == "Bij de woorden: «30 procent»."


def test_a_comment_over_several_sentences_is_one_remark_where_most_of_it_stands(came_back: Reading):
    first = marked(FIRST, run(FIRST.text[:-9]) + '<w:commentRangeStart w:id="0"/>' + run(FIRST.text[-9:]))
    second = marked(SECOND, run(SECOND.text)) + '<w:commentRangeEnd w:id="0"/>' + anchor()
    remark = only(came_back(report(text=p(first, run(" "), second)), comments=comment("Dit samen.")))
    assert (remark.place, remark.seen) == (SECOND.id, SECOND.text)
    assert f"Staat ook bij {FIRST.id}." in remark.remark


def test_a_comment_over_several_paragraphs(came_back: Reading):
    start, end = '<w:commentRangeStart w:id="0"/>', f'<w:commentRangeEnd w:id="0"/>{anchor()}'
    body = report(finding=p(start, marked(FINDING)), quote=p(run("Zo is het."), end))
    remark = only(came_back(body, comments=comment("Goed stuk.")))
    assert remark.place == SECOND.id, "the longest of the three"
    assert f"Staat ook bij {FINDING.id}, {FIRST.id}." in remark.remark


@pytest.mark.parametrize("where", ["before", "after"])
def test_a_comment_without_a_range_stands_at_the_nearest_sentence(came_back: Reading, where: str):
    content = anchor() + marked(FIRST) if where == "before" else marked(FIRST) + anchor()
    assert only(came_back(report(first=content), comments=comment("Hier."))).place == FIRST.id


def test_a_comment_that_stands_nowhere_is_kept_for_the_whole_report(came_back: Reading):
    incoming = came_back(report(), comments=comment("Mooi rapport."))
    assert (only(incoming).place, only(incoming).finding_id, only(incoming).comment) == (
        WHOLE_REPORT,
        "",
        "Mooi rapport.",
    )
    assert any("hele rapport" in note for note in incoming.notes)


def test_a_comment_on_a_heading_or_quote_goes_to_the_finding_told_there(came_back: Reading):
    heading = p(commented(run("Redden inwoners zich beter?")), style="Kop2")
    assert only(came_back(report(heading=heading), comments=comment("Onduidelijk."))).place == FINDING.id
    quote = came_back(report(quote=p(commented(run("Zo is het.")))), comments=comment("Wie zegt dit?"))
    assert (only(quote).place, only(quote).seen) == (FINDING.id, "Zo is het.")
    assert only(quote).remark == "Onder het kopje «Redden inwoners zich beter?»."


def test_a_heading_over_several_findings_is_of_the_whole_report(came_back: Reading):
    theme = p(commented(run("Effectiviteit")), style="Kop1")
    remark = only(came_back(report(theme=theme), comments=comment("Te lang.")))
    assert (remark.place, remark.seen) == (WHOLE_REPORT, "Effectiviteit")
    end = only(came_back(report(end=p(commented(run("Einde.")))), comments=comment("Kort.")))
    assert (end.place, end.seen) == (WHOLE_REPORT, "Einde.")
    assert end.remark == "Onder het kopje «Wat wij niet weten»."


def test_comments_in_tables_and_on_pictures(came_back: Reading):
    table = f"<w:tbl><w:tr><w:tc>{p(commented(run('30 %')))}</w:tc></w:tr></w:tbl>"
    picture = (
        '<w:r><w:drawing><wp:inline><wp:docPr id="1" name="x" descr="Staven per jaar"/></wp:inline></w:drawing></w:r>'
    )
    body = report(quote=table, third=p(commented(picture, 1)) + p(marked(THIRD)))
    incoming = came_back(body, comments=comment("Fout getal.") + comment("Te klein.", 1))
    assert [(remark.place, remark.seen) for remark in incoming.remarks] == [
        (FINDING.id, "30 %"),
        (OTHER.id, "[afbeelding: Staven per jaar]"),
    ]


def test_comments_and_changes_in_notes_and_headers(came_back: Reading):
    call = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    note = f'<w:footnote w:id="2">{p(run("Cijfers van de "), inserted("grote "), run("gemeente."))}</w:footnote>'
    header = p(run("Rapport "), commented(run("2019")))
    body = report(text=p(marked(FIRST), call, run(" "), marked(SECOND)))
    incoming = came_back(body, footnotes=note, header=header, comments=comment("Welk jaar?"))
    by_kind = {remark.kind: remark for remark in incoming.remarks}
    assert (by_kind["insertion"].place, by_kind["insertion"].comment) == (FIRST.id, "grote")
    assert by_kind["insertion"].seen == "Cijfers van de gemeente."
    assert (by_kind["comment"].place, by_kind["comment"].seen) == (WHOLE_REPORT, "Rapport 2019")


def test_a_text_box_is_read_once(came_back: Reading):
    box = f"<w:txbxContent>{p(commented(run('Let op.')))}</w:txbxContent>"
    old = f"<w:txbxContent>{p(run('Let op.'))}</w:txbxContent>"
    both = (
        f"<w:r><mc:AlternateContent><mc:Choice><w:drawing>{box}</w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict>{old}</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    remark = only(came_back(report(quote=p(both)), comments=comment("Waarom?")))
    assert (remark.place, remark.seen) == (FINDING.id, "Let op.")


def symbol(char: str, font: str = "Wingdings") -> str:
    return f'<w:r><w:sym w:font="{font}" w:char="{char}"/></w:r>'


@pytest.mark.parametrize(
    ("content", "sign"),
    [
        (symbol("F04A"), "☺"),  # what Word makes of :)
        (symbol("F0FC"), "✓"),
        (symbol("F050", "Wingdings 2"), "✓"),
        (symbol("F0AE", "Symbol"), "→"),
        (symbol("2713", "Segoe UI Symbol"), "✓"),
        (symbol("F0B9", "Webdings"), "[symbool]"),  # no such sign elsewhere: that there was one is not lost
        (symbol("zz"), "[symbool]"),
        (symbol("FFFFFFFFFF"), "[symbool]"),
        ('<w:r><w:rPr><w:rFonts w:ascii="Wingdings"/></w:rPr><w:t>\uf04a</w:t></w:r>', "☺"),
        (
            '<w:r><mc:AlternateContent><mc:Choice Requires="w16se"><x:symEx xmlns:x="urn:x" x:char="1F60A"/>'
            "</mc:Choice><mc:Fallback><w:t>😊</w:t></mc:Fallback></mc:AlternateContent></w:r>",
            "😊",
        ),
    ],
)
def test_a_symbol_is_as_good_as_a_word(came_back: Reading, content: str, sign: str):
    tracked = f"<w:ins w:id='5' {by('Bewoner C')}>{content}</w:ins>"
    body = report(first=marked(FIRST, commented(run(FIRST.text))), second=marked(SECOND, run(SECOND.text) + tracked))
    comments = f'<w:comment w:id="0" {by("Bewoner C")}><w:p>{content}</w:p></w:comment>'
    incoming = came_back(body, comments=comments)
    assert [(remark.kind, remark.comment) for remark in incoming.remarks] == [("comment", sign), ("insertion", sign)]
    assert incoming.notes == ()


def test_a_comment_in_a_content_control_and_of_one(came_back: Reading):
    def control(content: str) -> str:
        return f'<w:sdt><w:sdtPr><w:alias w:val="Veld"/></w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>'

    said = f'<w:comment w:id="0" {by("Bewoner C")}><w:p>{control(run("Klopt niet."))}</w:p></w:comment>'
    remark = only(came_back(report(first=control(marked(FIRST, commented(run(FIRST.text))))), comments=said))
    assert (remark.place, remark.comment) == (FIRST.id, "Klopt niet.")


def test_paragraphs_of_a_comment_have_one_line_end_between_them(came_back: Reading):
    def said(*paragraphs: str) -> str:
        text = f'<w:comment w:id="0" {by("Bewoner C")}>{"".join(paragraphs)}</w:comment>'
        return only(came_back(report(first=marked(FIRST, commented(run(FIRST.text)))), comments=text)).comment

    assert said(p(run("Eerste.")), p(run("Tweede.")), p(run("Derde."))) == "Eerste.\nTweede.\nDerde."
    assert said(p(run("Eerste.")), p(), p(run("Tweede."))) == "Eerste.\n\nTweede.", (
        "an empty line is one that was typed"
    )
    joined = p(run("Eerste "), mark=f'<w:del w:id="9" {by("Bewoner C")}/>')
    assert said(joined, p(run("en tweede."))) == "Eerste en tweede."


def test_answers_and_resolved_comments_are_taken_too(came_back: Reading):
    body = report(first=marked(FIRST, commented(run(FIRST.text))))
    comments = comment("Klopt dit?", paragraph="0A") + comment("Ja hoor.", 1, by("Bewoner B"), "0B")
    threads = '<w15:commentEx w15:paraId="0A" w15:done="1"/><w15:commentEx w15:paraId="0B" w15:paraIdParent="0A"/>'
    asked, answer = came_back(body, comments=comments, threads=threads).remarks
    assert asked.remark == "In Word afgevinkt als opgelost."
    assert (answer.place, answer.reviewer, answer.remark) == (FIRST.id, "Bewoner B", "Antwoord op: «Klopt dit?».")


def test_words_put_in_and_taken_out(came_back: Reading):
    body = report(
        text=p(
            marked(
                FIRST, run("Van de bewoners zegt ") + inserted("ongeveer ") + run("30 procent vaker hulp te vragen.")
            ),
            run(" "),
            marked(SECOND, run("Zij kennen de weg naar het buurthuis") + deleted(" en naar de gemeente") + run(".")),
        )
    )
    put_in, taken_out = came_back(body).remarks
    assert (put_in.place, put_in.kind, put_in.comment, put_in.seen) == (FIRST.id, "insertion", "ongeveer", FIRST.text)
    assert (taken_out.place, taken_out.kind, taken_out.comment, taken_out.seen) == (
        SECOND.id,
        "deletion",
        "en naar de gemeente",
        SECOND.text,
    )


def test_words_replaced_read_as_the_sentence_that_it_became(came_back: Reading):
    words = run("Van de bewoners zegt ") + deleted("30") + inserted("40") + run(" procent vaker hulp te vragen.")
    remark = only(came_back(report(first=marked(FIRST, words))))
    assert (remark.kind, remark.seen) == ("rewritten", FIRST.text)
    assert remark.comment == "Van de bewoners zegt 40 procent vaker hulp te vragen."


def test_part_of_a_word_reads_as_the_sentence_that_it_became(came_back: Reading):
    words = run("Zij kennen de weg naar het buurthuis en naar de gemeente") + inserted("n") + run(".")
    remark = only(came_back(report(second=marked(SECOND, words))))
    assert (remark.kind, remark.comment) == (
        "rewritten",
        "Zij kennen de weg naar het buurthuis en naar de gemeenten.",
    )


def test_what_two_people_change_in_one_sentence_is_told_apart(came_back: Reading):
    words = (
        run("Van de bewoners zegt ")
        + inserted("ongeveer ", by("A"))
        + deleted("30", by("B"))
        + inserted("40", by("B"))
        + run(" procent vaker hulp te vragen.")
    )
    one, other = came_back(report(first=marked(FIRST, words))).remarks
    assert (one.reviewer, one.kind, one.comment) == ("A", "insertion", "ongeveer")
    assert (other.reviewer, other.kind) == ("B", "rewritten")
    assert other.comment == "Van de bewoners zegt 40 procent vaker hulp te vragen."


def test_taking_out_what_another_put_in_is_a_remark_of_both(came_back: Reading):
    both = f'<w:ins w:id="7" {by("A")}>{deleted("heel ", by("B"))}</w:ins>'
    words = run("Wij weten niet ") + both + run("of dat door het project komt.")
    one, other = came_back(report(fourth=p(marked(FOURTH, words)))).remarks
    assert (one.reviewer, one.kind, one.comment, one.seen) == ("A", "insertion", "heel", FOURTH.text)
    assert (other.reviewer, other.kind, other.comment, other.seen) == ("B", "deletion", "heel", FOURTH.text)


def test_sentences_taken_out_together_are_a_remark_each(came_back: Reading):
    text = p(marked(FIRST, deleted(FIRST.text)), deleted(" "), marked(SECOND, deleted(SECOND.text)))
    remarks = came_back(report(text=text)).remarks
    assert [(remark.place, remark.kind, remark.comment) for remark in remarks] == [
        (FIRST.id, "deletion", FIRST.text),
        (SECOND.id, "deletion", SECOND.text),
    ]


def test_a_comment_on_deleted_text(came_back: Reading):
    remarks = came_back(
        report(first=marked(FIRST, commented(deleted(FIRST.text)))), comments=comment("Mag weg.")
    ).remarks
    assert [(remark.place, remark.kind, remark.seen) for remark in remarks] == [
        (FIRST.id, "comment", FIRST.text),
        (FIRST.id, "deletion", FIRST.text),
    ]


def test_a_sentence_put_in_between_stands_after_the_one_before_it(came_back: Reading):
    body = report(text=p(marked(FIRST), inserted(" Dat is veel."), run(" "), marked(SECOND)))
    remark = only(came_back(body))
    assert (remark.place, remark.kind, remark.comment) == (FIRST.id, "insertion", "Dat is veel.")
    assert remark.remark == "Staat na deze zin."


def test_a_new_paragraph_typed_on_from_a_sentence_is_one_remark(came_back: Reading):
    mark = f'<w:ins w:id="5" {by("Bewoner A")}/>'
    body = report(
        fourth=p(marked(FOURTH), mark=mark) + p(inserted("Een nieuwe alinea."), mark=mark) + p(inserted("En nog een."))
    )
    remark = only(came_back(body))
    assert (remark.place, remark.kind, remark.comment) == (FOURTH.id, "insertion", "Een nieuwe alinea. En nog een.")


def test_a_new_paragraph_elsewhere_goes_to_the_finding_told_there(came_back: Reading):
    mark = f'<w:ins w:id="5" {by("Bewoner A")}/>'
    body = report(quote=p(run("Zo is het.")) + p(inserted("Ik ken er nog tien."), mark=mark))
    remark = only(came_back(body))
    assert (remark.place, remark.seen, remark.comment) == (FINDING.id, "", "Ik ken er nog tien.")
    assert "Nieuwe alinea na: «Zo is het.»." in remark.remark


def test_ends_of_paragraphs(came_back: Reading):
    mark = f'<w:del w:id="5" {by("Bewoner A")}/>'
    remark = only(came_back(report(finding=p(marked(FINDING), mark=mark))))
    assert (remark.place, remark.kind, remark.comment) == (FINDING.id, "deletion", "[einde van de alinea]")


def test_text_that_was_moved(came_back: Reading):
    moved_from = deleted(SECOND.text).replace("w:del ", "w:moveFrom ").replace("w:del>", "w:moveFrom>")
    moved_to = inserted(SECOND.text).replace("w:ins", "w:moveTo")
    body = report(second=marked(SECOND, moved_from), fourth=p(marked(FOURTH), moved_to))
    gone, come = came_back(body).remarks
    assert (gone.place, gone.kind, gone.remark) == (SECOND.id, "deletion", "De tekst is verplaatst.")
    assert (come.place, come.kind, come.comment) == (FOURTH.id, "insertion", SECOND.text)


def test_a_row_of_a_table_taken_out_as_a_whole(came_back: Reading):
    mark = f'<w:trPr><w:del w:id="4" {by("Bewoner A")}/></w:trPr>'
    table = f"<w:tbl><w:tr>{mark}<w:tc>{p(run('Aantal bellers'))}</w:tc></w:tr></w:tbl>"
    remark = only(came_back(report(quote=table)))
    assert (remark.place, remark.kind, remark.comment) == (FINDING.id, "deletion", "Aantal bellers")


def test_changes_of_looks_are_told_and_not_taken(came_back: Reading):
    bold = f'<w:r><w:rPr><w:b/><w:rPrChange w:id="3" {by("A")}/></w:rPr><w:t>{FOURTH.text}</w:t></w:r>'
    incoming = came_back(report(fourth=p(marked(FOURTH, bold))))
    assert incoming.remarks == ()
    assert incoming.notes == ("Wijzigingen in alleen de opmaak, niet overgenomen: 1.",)


def test_codes_of_fields_are_no_text(came_back: Reading):
    field = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>REF x</w:instrText></w:r>'
    body = report(fourth=p(marked(FOURTH, field + run(FOURTH.text))))
    assert came_back(body).remarks == ()


def test_a_sentence_rewritten_without_tracking(came_back: Reading):
    new = "Van de bewoners zegt 40 procent vaker hulp te vragen."
    incoming = came_back(report(text=p(marked(FIRST, run(new)), run(" "), marked(SECOND))), saved_by="Bewoner C")
    remark = only(incoming)
    assert (remark.place, remark.kind, remark.seen, remark.comment) == (FIRST.id, "rewritten", FIRST.text, new)
    assert (remark.reviewer, remark.said_at) == ("Bewoner C", "2026-11-21T09:00:00Z")
    assert "zonder bijhouden" in remark.remark


def test_a_sentence_of_an_earlier_draft_rewritten_without_tracking(came_back: Reading):
    sentence = marked(FIRST, run("Iets anders.")).replace(FIRST.bookmark, FORMER.bookmark)
    incoming = came_back(report(text=p(sentence)), properties=OLD)
    remark = only(incoming)
    assert (remark.place, remark.kind, remark.seen, remark.comment) == (FIRST.id, "rewritten", "", "Iets anders.")
    assert "niet meer te zien" in remark.remark


@pytest.mark.parametrize("with_bookmarks", [True, False])
def test_a_sentence_retyped_or_taken_out_without_tracking(came_back: Reading, with_bookmarks: bool):
    new = "Zij kennen de weg naar het nieuwe buurthuis en de gemeente."
    place = marked if with_bookmarks else lambda place: run(place.text)
    body = (
        p(place(FINDING))
        + p(place(OTHER))
        + p(place(FIRST), run(" "), run(new))
        + p(place(THIRD))
        + p(run("Hier eindigt het."))
    )
    rewritten, gone = came_back(body).remarks
    assert (rewritten.place, rewritten.kind, rewritten.seen, rewritten.comment) == (
        SECOND.id,
        "rewritten",
        SECOND.text,
        new,
    )
    assert (gone.place, gone.kind, gone.seen, gone.comment) == (FOURTH.id, "deletion", FOURTH.text, FOURTH.text)
    assert {rewritten.reviewer, gone.reviewer} == {"onbekend"}


def test_a_part_of_the_report_says_nothing_of_the_rest(came_back: Reading):
    incoming = came_back(p(marked(FIRST)) + p(marked(SECOND)))
    assert incoming.remarks == ()
    assert incoming.notes == ("4 van de 6 zinnen staan niet in dit bestand; dat is niet als weghalen gelezen.",)


def test_an_earlier_draft_is_taken_with_a_note(came_back: Reading):
    sentence = marked(FIRST, commented(run(FORMER.text))).replace(FIRST.bookmark, FORMER.bookmark)
    incoming = came_back(report(text=p(sentence)), comments=comment("Te laag."), properties=OLD)
    remark = only(incoming)
    assert (remark.place, remark.seen, remark.draft) == (FIRST.id, FORMER.text, "0000aaaa")
    assert "eerdere versie" in incoming.notes[0]


def test_the_cover_tells_the_draft_where_properties_are_gone(came_back: Reading):
    cover = p(run(f"Ronde: {DRAFT.round_id} · Versie: "), run(DRAFT.id))
    remark = only(came_back(cover + report(end=p(commented(run("x")))), comments=comment("!"), properties={}))
    assert remark.draft == DRAFT.id


def test_words_tell_the_place_where_bookmarks_are_gone(came_back: Reading):
    plain = "De vrijwilligers zien 'hetzelfde' bij nieuwe bewoners."
    like = "Volgens mij: " + THIRD.text.replace("“", '"').replace("”", '"')
    body = p(commented(run(like))) + p(run(FIRST.text + " "), commented(run(SECOND.text), 1))
    incoming = came_back(body + p(run(plain)), comments=comment("Ja.") + comment("Nee.", 1), properties={})
    assert [remark.place for remark in incoming.remarks] == [THIRD.id, SECOND.id]
    assert any("bladwijzers" in note for note in incoming.notes)
    assert any("niet van welke versie" in note for note in incoming.notes)


def test_a_sentence_that_is_nearly_ours_is_known_again(came_back: Reading):
    nearly = "Van de bewoners zegt 31 procent vaak hulp te vragen."
    body = p(commented(run(nearly))) + p(run(SECOND.text))
    remark = only(came_back(body, comments=comment("Echt?"), properties={}))
    assert (remark.place, remark.seen) == (FIRST.id, nearly)


def test_tracked_changes_where_bookmarks_are_gone(came_back: Reading):
    body = p(run("Van de bewoners zegt "), deleted("30"), inserted("40"), run(" procent vaker hulp te vragen."))
    remark = only(came_back(body, properties={}))
    assert (remark.place, remark.kind, remark.seen) == (FIRST.id, "rewritten", FIRST.text)
    assert remark.comment == "Van de bewoners zegt 40 procent vaker hulp te vragen."


def test_words_stay_words(came_back: Reading):
    script = "<script>alert('x')</script> & co"
    body = report(first=marked(FIRST, commented(run(FIRST.text))))
    assert only(came_back(body, comments=comment(script))).comment == script
    long = "woord " * 20_000
    assert only(came_back(body, comments=comment(long))).comment == long.strip()


@pytest.mark.parametrize("name", ["", "Author", "Unknown Author"])
def test_who_gave_no_name_is_told(came_back: Reading, name: str):
    body = report(first=marked(FIRST, commented(run(FIRST.text))))
    incoming = came_back(body, comments=comment("Goed.", by=by(name, "0-00-00T00:00:00Z")))
    assert (only(incoming).reviewer, only(incoming).said_at) == ("onbekend", "")
    assert incoming.notes == ("Zonder naam van wie het schreef: 1. Zij staan bij «onbekend».",)


def test_what_has_no_words_is_told(came_back: Reading):
    body = report(first=marked(FIRST, commented(run(FIRST.text)) + anchor(8)))
    incoming = came_back(body, comments=comment(" "))
    assert incoming.remarks == ()
    assert incoming.notes == (
        "Opmerkingen zonder woorden, niet overgenomen: 1.",
        "Opmerkingen waarvan de woorden niet in het bestand staan: 1.",
    )


def test_the_same_words_twice_are_told(came_back: Reading):
    body = report(first=marked(FIRST, commented(run(FIRST.text)) + anchor(1)))
    incoming = came_back(body, comments=comment("Eens.") + comment("Eens.", 1))
    assert only(incoming).comment == "Eens."
    assert incoming.notes == ("Met dezelfde woorden bij dezelfde zin, en daarom één keer geteld: 1.",)


def test_a_file_saved_anew_or_renamed_adds_nothing(tmp_path: Path):
    body = report(first=marked(FIRST, commented(run(FIRST.text))))
    first = read(docx(tmp_path / "rapport.docx", body, comments=comment("Eens.")), SETTING)
    later = comment("Eens.", by=by("Bewoner A", "2026-11-25T10:00:00Z"))
    again = read(docx(tmp_path / "kopie (2).docx", body, comments=later), SETTING)
    assert [remark.id for remark in first.remarks] == [remark.id for remark in again.remarks]


def test_a_bookmark_or_comment_that_never_ends_ties_nothing_wrongly(came_back: Reading):
    loose = f'<w:bookmarkStart w:id="1" w:name="{FORMER.bookmark}"/><w:commentRangeStart w:id="0"/>'
    body = report(finding=p(loose, marked(FINDING)), third=p(marked(THIRD), anchor()))
    remark = only(came_back(body, comments=comment("Hier.")))
    assert remark.place == THIRD.id


def test_a_remark_under_a_heading_that_names_a_finding_is_about_that_finding(came_back: Reading):
    """Appendices tell what people said under the name of the question, where no sentence of ours stands."""
    body = report(
        end=p(run("D.4 Interviews"), style="Kop1")
        + p(run("D.4.1 Zelfredzaamheid"), style="Kop2")
        + p(run("Een bewoner: "), commented(run("nu durf ik te bellen.")))
        + p(run("D.4.2 Wat dit niet kan laten zien"), style="Kop2")
    )
    remark = only(came_back(body, comments=comment("Mooi.")))
    assert (remark.place, remark.finding_id) == (FINDING.id, FINDING.id)
    assert "Onder het kopje «D.4.1 Zelfredzaamheid»." in remark.remark


def about(place: Place, content: str, number: int = 0) -> str:
    """Give words that are about a finding, as a summary has them."""
    name = f"{place.about_bookmark}_{number}"
    return f'<w:bookmarkStart w:id="{300 + number}" w:name="{name}"/>{content}<w:bookmarkEnd w:id="{300 + number}"/>'


def test_a_summary_is_taken_for_what_it_is_and_its_remarks_are_with_their_finding(came_back: Reading):
    told = {"klankbord-round": DRAFT.round_id, "klankbord-draft": DRAFT.id, "klankbord-document": "samenvatting"}
    body = (
        p(run("Alle bevindingen"), style="Kop1")
        + p(run("+ "), about(OTHER, commented(run("Aanpak: nieuw voor de wijk"))))
        + p(about(FINDING, run("Zelfredzaamheid: beter ") + inserted("en sneller "), 1))
        + p(commented(run("Hier eindigt het."), 1))
    )
    found = came_back(body, comments=comment("Niet zo nieuw.") + comment("Kort.", 1), properties=told)
    placed = [(remark.kind, remark.place, remark.finding_id, remark.comment) for remark in found.remarks]
    assert placed == [
        ("comment", OTHER.id, OTHER.id, "Niet zo nieuw."),
        ("comment", WHOLE_REPORT, "", "Kort."),
        ("insertion", FINDING.id, FINDING.id, "en sneller"),
    ]
    assert found.remarks[0].seen == "Aanpak: nieuw voor de wijk"
    assert found.notes == (
        "Dit is de samenvatting; de opmerkingen staan bij de bevinding waar zij over gaan.",
        "Bij geen bevinding of zin, en daarom bij het hele rapport gezet: 1.",
    )


def test_a_remark_on_words_about_several_findings_is_with_each(came_back: Reading):
    told = {"klankbord-round": DRAFT.round_id, "klankbord-draft": DRAFT.id}
    answer = about(OTHER, about(FINDING, commented(run("Het gaat goed met twee dingen.")), 92), 91)
    found = came_back(p(answer), comments=comment("Dat herken ik niet."), properties=told)
    assert [(remark.finding_id, remark.comment) for remark in found.remarks] == [
        (FINDING.id, "Dat herken ik niet."),
        (OTHER.id, "Dat herken ik niet."),
    ]
    assert all("Bij woorden over 2 bevindingen; het staat bij elk." in remark.remark for remark in found.remarks)
    assert {remark.seen for remark in found.remarks} == {"Het gaat goed met twee dingen."}
