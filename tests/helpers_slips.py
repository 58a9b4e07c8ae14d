"""Mistakes in a round of every table, each with where it is told and what its advice makes of it."""

from dataclasses import dataclass

from helpers_all_tables import SURVEY, TABLES


@dataclass(frozen=True)
class Slip:
    """A mistake: cells of a row that are otherwise, where that is told, and what the advice makes of it.

    `mend` has the cells as they are when the advice was followed; without it, the value is taken out of the advice
    itself. `says` must stand in the advice. One that is `alone` takes a row away that
    others are held against: of those nothing can be said then. `others` are cells of other rows that make it one.
    """

    table: str
    row: int
    cells: dict[str, str]
    at: str = ""
    mend: dict[str, str] | None = None
    says: str = ""
    alone: bool = False
    others: tuple[tuple[str, int, dict[str, str]], ...] = ()

    @property
    def id(self) -> str:
        """How a test is called."""
        return f"{self.table}-{self.column}"

    @property
    def column(self) -> str:
        """Where it is told."""
        return self.at or next(iter(self.cells))


def slip(
    table: str,
    row: int,
    at: str = "",
    mend: dict[str, str] | None = None,
    says: str = "",
    alone: bool = False,
    **cells: str,
) -> Slip:
    """Make a mistake in a row, counted from 0."""
    return Slip(table, row, cells, at, mend, says, alone)


SLIPS = [
    # Documents, units, people.
    slip("documents", 0, document="", mend={"document": "plan"}),
    slip("documents", 0, title="", mend={"title": "Jaarplan"}),
    slip("documents", 0, date="2025-02-30", mend={"date": "2025-02-28"}, says="2026-03-31"),
    slip("documents", 0, date="31-13-2025", mend={"date": "2025-12-31"}),
    slip("units", 0, kind="kamer", mend={"kind": "room"}, says="room"),
    slip("units", 1, unit_id="haven", mend={"unit_id": "kade"}, says="eigen naam"),
    slip("units", 0, unit_id="3haven", mend={"unit_id": "haven"}, says="begin met een letter"),
    slip("units", 0, provenance="gezien", mend={"provenance": "collected"}, says="collected"),
    slip("respondents", 0, voice="klant"),
    slip("respondents", 0, voice="jongeren", mend={"voice": "klanten"}, says="codeboek, onder voices"),
    slip("respondents", 0, unit="haveen"),
    slip("respondents", 0, leeftijd="17", says="jong, oud"),
    slip("respondents", 0, consent_quotable="misschien", says="ja, nee"),
    slip("respondents", 1, respondent_id="res1", mend={"respondent_id": "res2"}),
    slip("respondents", 3, alias_of="res44"),
    slip("respondents", 3, alias_of="res5", mend={"alias_of": "res1"}, says="het eerst"),
    slip("respondents", 0, alias_of="res1", mend={"alias_of": ""}),
    # What was published.
    slip("figures", 0, figure_id="fig een", mend={"figure_id": "fig_een"}),
    slip("figures", 0, document="plan2"),
    slip("figures", 0, locator="", mend={"locator": "p. 1"}),
    slip("figures", 0, phase="interview"),
    slip("figures", 0, role="doel", mend={"role": "target"}, says="target"),
    slip("figures", 0, measure="stuks", mend={"measure": "aantal"}, says="aantal"),
    slip("figures", 0, printed="geen idee", mend={"printed": "ca. 40"}, says="6,5"),
    slip("figures", 1, printed="60,000", mend={"printed": "60"}, says="60.000"),
    slip("figures", 3, n="0", mend={"n": "20"}),
    slip("figures", 3, n="twintig", mend={"n": "20"}),
    slip("figures", 0, unit="haaven"),
    slip("figures", 0, indicator="bezoeken"),
    slip("figures", 0, question="berijk"),
    slip("figures", 0, aspect="stilte", mend={"aspect": "komen"}, says="komen"),
    slip("figures", 0, question="", at="aspect", mend={"question": "bereik"}, says="vraag"),
    slip("figures", 2, formula="fig_een + fig_tweee", mend={"formula": "fig_een + fig_twee"}, says="fig_twee"),
    slip("figures", 2, formula="fig_een ++* 2", mend={"formula": "fig_een * 2"}),
    slip("figures", 2, formula="fig_een * 1,5", mend={"formula": "fig_een * 1.5"}, says="punt"),
    slip("figures", 2, formula="fig_som * 2", mend={"formula": "fig_een * 2"}, says="kring"),
    slip("figures", 2, formula="fig_een / 0", mend={"formula": "fig_een / 2"}, says="ander cijfer"),
    slip(
        "figures",
        2,
        formula="fig_twee / (fig_een - fig_weer)",
        mend={"formula": "fig_twee / fig_een"},
        says="ander cijfer",
    ),
    slip("figures", 6, same_as="fig_eeen"),
    slip("documents", 0, targets="ongeveer", mend={"targets": "indicative"}, says="indicative"),
    slip("figures", 0, answers="veel", mend={"answers": "several"}, says="several"),
    slip("figures", 0, compare_with="fig_tweee", note="Een ander jaar", mend={"compare_with": "fig_twee"}),
    slip("figures", 0, compare_with="fig_een", note="Zelf", mend={"compare_with": "fig_twee"}, says="ander cijfer"),
    slip("figures", 0, compare_with="fig_twee", at="note", mend={"note": "Een ander huis"}, says="ander jaar"),
    slip(
        "figures", 0, compare_with="fig_twee / 0", note="Rest", mend={"compare_with": "fig_twee"}, says="ander cijfer"
    ),
    slip("figures", 0, said="bovenop fig_twee", mend={"said": "boven fig_twee"}, says="ver boven b"),
    slip("figures", 0, said="boven fig_tweee", mend={"said": "boven fig_twee"}, says="fig_twee"),
    slip("figures", 0, said="boven fig_een", mend={"said": "boven fig_twee"}, says="ander cijfer"),
    slip("figures", 0, said="boven 40", mend={"said": "boven fig_twee"}, says="kenmerk"),
    slip("figures", 1, measure="datum", at="printed", mend={"measure": "aantal"}, says="augustus 2007"),
    slip("figures", 1, printed="31 oktober 2015", at="measure", mend={"printed": "60"}, says="datum"),
    slip("figures", 6, formula="fig_een; fig_eeen", mend={"formula": "fig_een; 2 * fig_een"}, says="fig_een"),
    slip("figures", 5, n="1", mend={"n": "20"}, says="n"),
    slip("figures", 3, printed="170%", provenance="collected", mend={"printed": "70%", "provenance": "published"}),
    slip("figures", 4, printed="17", provenance="collected", mend={"printed": "7"}),
    slip("derived", 0, formula="fig_een / fig_drie", mend={"formula": "fig_een / fig_twee"}),
    slip(
        "derived",
        0,
        formula="fig_een / (fig_een - fig_weer)",
        mend={"formula": "fig_een / fig_twee"},
        says="ander cijfer",
    ),
    slip("published_findings", 0, strength="heel sterk", mend={"strength": "sterk"}, says="sterk"),
    slip("published_findings", 0, direction="2", mend={"direction": "1"}, says="-1"),
    slip("published_findings", 0, statement="", mend={"statement": "Het huis bereikt de buurt."}),
    # What was said, in our own words.
    slip("reconciled", 0, reason="", mend={"reason": "Zo."}),
    slip("reconciled", 1, aspect="", mend={"aspect": "drukte"}),
    slip("reconciled", 0, question="rust", mend={"question": ""}, says="anders"),
    slip("desk_sources", 0, voice="documentatie"),
    slip("desk_sources", 0, persons="-1", mend={"persons": ""}, says="leeg"),
    slip("focusgroup_groups", 0, provenance="publiced"),
    slip("mysteryguest_visits", 0, channel="deur", mend={"channel": "bezoek"}, says="bezoek"),
    slip("mysteryguest_statements", 0, source="bzk11"),
    slip("survey_statements", 0, n="21", mend={"n": "3"}),
    Slip(
        "survey_statements",
        0,
        {"source": "golf2", "provenance": "collected", "document": "", "locator": "", "n": "", "n_total": ""},
        "voice",
        {"voice": "bewoners"},
        "bewoners",
    ),
    slip("desk_statements", 0, source="stuks"),
    slip("desk_statements", 0, document="", mend={"document": "plan"}, says="collected"),
    slip("interview_cases", 1, locator="p. 3", at="document", mend={"locator": ""}),
    slip("interview_cases", 0, persons="een", mend={"persons": "1"}),
    slip("interview_statements", 1, statement_id="I_1", mend={"statement_id": "I_2"}),
    slip("interview_statements", 1, statement_id="D_1", mend={"statement_id": "I_2"}),
    slip("interview_statements", 1, voice="partners", mend={"voice": "medewerkers"}, says="medewerkers"),
    slip("interview_statements", 1, direction="positief", mend={"direction": "1"}, says="positief"),
    slip(
        "interview_statements", 0, question="geld", aspect="begroting", mend={"question": "bereik", "aspect": "komen"}
    ),
    slip("interview_statements", 1, n="3", mend={"n": "1"}),
    Slip(
        "interview_statements",
        2,
        {**TABLES["interview_statements"][1], "statement_id": "I_3"},
        "statement",
        TABLES["interview_statements"][2],
        "Haal een van beide",
    ),
    slip("focusgroup_statements", 0, n="7", mend={"n": "4"}),
    slip("focusgroup_statements", 0, n="8", n_total="", mend={"n": "4"}),
    # Conversations that we had.
    slip("interviews", 0, respondents="res1; res22", mend={"respondents": "res1; res2"}, says="res2", alone=True),
    slip("interviews", 0, respondents="res1; res5; res2", mend={"respondents": "res1; res2"}),
    slip("interviews", 0, date="2025-06-31", mend={"date": "2025-06-30"}, alone=True),
    slip("interviews", 0, date="2205-05-01", mend={"date": "2025-05-01"}, alone=True),
    slip("interviews", 0, selection="willekeurig", mend={"selection": "random"}, says="random", alone=True),
    slip("segments", 0, respondent="res3", mend={"respondent": "res1"}, says="res1"),
    slip("segments", 0, respondent="", mend={"respondent": "res1"}, says="res1"),
    slip("segments", 0, end="", mend={"end": "20"}),
    slip("segments", 0, start="", mend={"start": "0"}),
    slip("segments", 0, start="30", at="end", mend={"start": "0"}),
    slip("segments", 0, coder="", mend={"coder": "coder1"}, says="coder1"),
    slip("segments", 0, text="", mend={"text": "Ik zie veel buren."}),
    slip("segments", 0, interview="ges9", mend={"interview": "ges1"}),
    slip("segments", 1, segment_id="seg1", mend={"segment_id": "seg2"}),
    slip("promises", 0, kept="", mend={"kept": "ja"}, says="deels"),
    slip("promises", 1, seen="", mend={"seen": "Niets."}),
    slip("promises", 2, at="phase", kept="ja", mend={"kept": ""}),
    slip("promises", 1, promise="Iedereen mag erin", mend={"promise": "Iedereen mag zonder afspraak binnen"}),
    slip("promises", 1, phase="mystery_guests", mend={"phase": "interviews"}),
    slip("interview_answers", 1, respondent="res3", mend={"respondent": "res2"}, says="res2"),
    slip("interview_answers", 2, direction="-1", mend={"direction": "1"}),
    slip("interview_answers", 1, aspect="komen", mend={"aspect": "blijven"}),
    slip("focusgroup_sessions", 0, persons="1", mend={"persons": "4"}),
    slip("focusgroup_sessions", 0, persons="", mend={"persons": "4"}),
    slip("focusgroup_reactions", 0, put="0", says="-1, 1"),
    slip("focusgroup_reactions", 0, reaction="eens", mend={"reaction": "A"}, says="A"),
    slip("focusgroup_reactions", 0, n="2", mend={"n": ""}),
    slip("focusgroup_reactions", 0, respondent="res9", mend={"respondent": "res3"}),
    # Visits.
    slip("mysteryguest_criteria", 0, met="soms", says="ja, nee"),
    slip("mysteryguest_criteria", 0, channel="website", mend={"channel": "bezoek"}),
    slip("visits", 0, channel="fax", mend={"channel": "bezoek"}, says="bezoek"),
    slip("visits", 0, arrived="25:00", mend={"arrived": "10:00"}, says="14:05"),
    slip("visits", 0, helped="09:55", mend={"helped": "10:05"}),
    slip("visits", 0, reported="2025-07-01", mend={"reported": "2025-08-02"}),
    slip("visits", 0, organisation_agreed="nee", mend={"organisation_agreed": "ja"}),
    slip("visit_criteria", 0, favourable="hoger", says="ja, nee"),
    slip("visit_criteria", 1, lowest="", mend={"lowest": "1"}),
    slip("visit_criteria", 1, norm="60", mend={"norm": "6"}),
    slip("visit_criteria", 1, norm="zes", mend={"norm": "6"}),
    slip("visit_criteria", 0, norm="6", mend={"norm": ""}),
    slip("visit_scores", 1, value="11", mend={"value": "7"}),
    slip("visit_scores", 1, value="99", mend={"value": ""}, says="leeg"),
    slip("visit_scores", 0, value="misschien", mend={"value": "ja"}, says="ja of nee"),
    slip("visit_scores", 2, value="lang", mend={"value": ""}),
    slip("visit_scores", 0, criterion="norm_groeten"),
    slip("visit_scores", 1, at="visit", criterion="norm_groet", mend={"criterion": "norm_score"}),
    # Surveys as they were counted.
    slip("survey_waves", 1, persons="31", mend={"persons": "12"}, alone=True),
    slip("survey_waves", 0, invited="0", mend={"invited": "40"}, alone=True),
    slip("survey_items", 1, n="13", mend={"n": "12"}),
    slip("survey_items", 0, n="41", mend={"n": "20"}, alone=True),
    slip("survey_items", 0, kind="aandeel", mend={"kind": "share"}, says="share", alone=True),
    slip("survey_answers", 0, count="13", mend={"count": "14"}, says="één manier"),
    slip("survey_answers", 1, count="21", mend={"count": "6"}),
    slip("survey_answers", 0, item_id="ite7", mend={"item_id": "ite1"}),
    slip("survey_answers", 0, figure_id="fig_del"),
    slip("ladder_positions", 0, instrument="participatieladder-7", mend={"instrument": "participatieladder-5"}),
    slip("ladder_positions", 0, figure_id="fig_een", mend={"figure_id": "fig_trede"}, says="instrument"),
    slip("ladder_positions", 0, moment="begin", mend={"moment": "stand"}, says="stand"),
    slip("ladder_positions", 0, moment="midden", mend={"moment": "stand"}, says="begin"),
    # Scores at two moments.
    slip("scores", 0, value="6", mend={"value": "2"}, says="1 tot 5"),
    slip("scores", 0, value="2,3", mend={"value": "2,5"}, says="halve"),
    slip("scores", 0, value="99", mend={"value": ""}, says="leeg"),
    slip("scores", 2, domain="geld", mend={"domain": "financien"}, says="financien"),
    slip("scores", 0, domain="financien", mend={"domain": ""}, says="leeg"),
    slip("scores", 1, date="2025-01-01", mend={"date": "2025-11-01"}),
    slip("scores", 1, moment="begin", mend={"moment": "eind"}),
    slip("scores", 0, scorer="buurvrouw", mend={"scorer": "client"}, says="client"),
    slip("scores", 0, object_kind="persoon", mend={"object_kind": "person"}, says="person"),
    slip("scores", 1, aspect="komen", mend={"aspect": "blijven"}),
    # Answers as a tool exported them.
    slip(SURVEY, 0, welkom="88", mend={"welkom": "eens"}, says="missing"),
    slip(SURVEY, 0, cijfer="11", mend={"cijfer": "7"}, says="1 tot en met 10"),
    slip(SURVEY, 0, cijfer="zeven", mend={"cijfer": "7"}),
    slip(SURVEY, 0, w1="soms", mend={"w1": "1"}),
    slip(SURVEY, 0, r1="2", at="r2", mend={"r1": "1"}),
    slip(SURVEY, 0, r1="3", mend={"r1": "1"}),
    slip(SURVEY, 1, nr="1", mend={"nr": "2"}),
    slip(SURVEY, 0, nr="", mend={"nr": "1"}),
    slip(SURVEY, 0, wie="X", mend={"wie": "B"}),
    slip(SURVEY, 0, wie="", mend={"wie": "B"}),
    slip(SURVEY, 0, leeftijd="kind", says="jong, oud"),
    # What texts may not show.
    slip("privacy_names", 0, kind="plein", mend={"kind": "plek"}, says="plek"),
    slip("privacy_names", 1, hidden="misschien", mend={"hidden": "ja"}, says="ja, nee"),
    slip("privacy_decisions", 0, decision="weg", mend={"decision": "vervangen"}, says="vervangen"),
    slip("quote_checks", 0, decision="ja", mend={"decision": "mag"}, says="mag"),
    slip("quote_checks", 1, wording="", mend={"wording": "Iemand komt vaak."}, at="wording", says="andere woorden"),
    slip("quote_checks", 1, decision="mag", mend={"decision": "anders verwoorden"}, says="anders verwoorden"),
    slip("quote_checks", 0, alike="veel", mend={"alike": "6"}),
    # What was judged.
    slip("second_codings", 0, statement_id="I_11", mend={"statement_id": "I_1"}, alone=True),
    slip("second_codings", 0, aspect="stilte", mend={"aspect": "komen"}),
    slip("judgements", 0, subject="paar", mend={"subject": "pair"}, says="pair"),
    slip("judgements", 0, judgement="high", mend={"judgement": "agreement"}, says="agreement"),
    slip("judgements", 0, phase_b="interviews", mend={"phase_b": "surveys"}),
    slip("judgements", 0, phase_b="", mend={"phase_b": "surveys"}, says="surveys"),
    slip("judgements", 1, phase_a="surveys", mend={"phase_a": ""}, says="leeg"),
    slip("comparisons", 0, published_id="con9", mend={"published_id": "con1"}),
    slip("comparisons", 0, judgement="gelijk", mend={"judgement": "same"}, says="same"),
    slip(
        "sentences",
        0,
        short="Dit is een veel te lange korte zin",
        mend={"short": "Het bereikt de buurt"},
        says="korter",
    ),
    slip("sentences", 0, about="bereiken"),
]


def again(table: str, row: int, at: str, *others: tuple[str, int, dict[str, str]], **cells: str) -> Slip:
    """Make the mistake of a check once more, in another way."""
    return Slip(table, row, cells, at, others=others)


# What each check demands, not met in a second way.
AGAIN = [
    again("reconciled", 1, "reason", reason=""),
    again("reconciled", 1, "direction", direction=""),
    again("reconciled", 0, "direction", direction="1"),
    slip("quote_checks", 0, decision="anders verwoorden", at="wording"),
    slip("quote_checks", 0, wording="Iemand is er graag.", at="decision"),
    slip("quote_checks", 1, wording="Ik kom hier elke dag sinds mijn val", at="wording"),
    slip("quote_checks", 1, quote="Iemand komt vaak.", at="wording"),
    again("respondents", 2, "alias_of", alias_of="res5"),
    again("figures", 0, "printed", printed="€ 1,250"),
    again("figures", 3, "printed", measure="datum"),
    again("figures", 1, "measure", printed="maart 2011"),
    again("figures", 1, "note", compare_with="fig_een"),
    again("figures", 1, "compare_with", compare_with="fig_twee", note="Zelf"),
    again("figures", 1, "said", said="boven fig_een / 0"),
    again("figures", 5, "n", ("figures", 4, {"n": ""}), n=""),
    again("judgements", 1, "judgement", judgement="agreement"),
    again("judgements", 1, "stage", subject="meta_inference", judgement="expansion", stage="independent"),
    again(
        *("judgements", 0, "stage"),
        **{"subject": "meta_inference", "judgement": "confirmation", "stage": "independent"},
        **{"phase_a": "", "phase_b": ""},
    ),
    again("judgements", 0, "phase_b", phase_a="surveys"),
    again("judgements", 1, "phase_b", phase_b="surveys"),
    again("judgements", 0, "phase_a", phase_a=""),
    again("judgements", 0, "phase_b", question="geld", phase_a="desk_research"),
    again("judgements", 0, "phase_a", question="geld", phase_b="desk_research"),
    again("sentences", 0, "about", subject="theme"),
    again("sentences", 1, "short", short="Dit zijn meer dan zes korte woorden"),
    again("sentences", 1, "about", subject="finding", about="bereik"),
    again("sentences", 1, "about", ("sentences", 0, {"subject": "theme", "about": "effectiviteit"})),
    again("survey_items", 0, "aspect", question=""),
    again("survey_items", 0, "document", document=""),
    again("survey_waves", 1, "document", locator="p. 1"),
    again("segments", 2, "question", question="geld", aspect="begroting"),
    again("interview_statements", 1, "voice", voice="bewoners"),
    again(
        *("survey_statements", 0, "voice"),
        **{"source": "golf2", "provenance": "collected", "document": "", "locator": "", "n": "", "n_total": ""},
        **{"voice": "medewerkers"},
    ),
    again("interviews", 1, "respondents", respondents="res3; res3"),
    again("segments", 1, "respondent", respondent=""),
    again("segments", 2, "respondent", respondent="res1"),
    again("segments", 3, "coder", coder=""),
    again("segments", 1, "end", end="10"),
    again("promises", 1, "kept", kept=""),
    again("promises", 0, "seen", seen=""),
    again("promises", 2, "phase", seen="Er was koffie"),
    again("promises", 2, "promise", promise_id="inloop"),
    again("promises", 1, "phase", phase="", kept="", seen=""),
    again("interview_answers", 2, "respondent", respondent="res1"),
    again("interview_answers", 2, "direction", direction="0"),
    again("interview_answers", 2, "aspect", aspect="komen"),
    again("focusgroup_sessions", 0, "persons", ("focusgroup_reactions", 2, {"n": "9"})),
    again("focusgroup_reactions", 2, "respondent", ("focusgroup_sessions", 0, {"voice": ""})),
    again(
        *("focusgroup_reactions", 1, "respondent"),
        *(("focusgroup_sessions", 0, {"voice": ""}), ("focusgroup_reactions", 2, {"respondent": "res3", "n": ""})),
        **{"respondent": "", "n": "1"},
    ),
    again("focusgroup_reactions", 1, "n", n="1"),
    again(
        "mysteryguest_criteria", 0, "channel", ("mysteryguest_visits", 1, {"channel": "website"}), channel="telefoon"
    ),
    again("mysteryguest_criteria", 0, "channel", ("mysteryguest_visits", 1, {"channel": "bezoek", "voice": "klanten"})),
    again(
        *(
            "mysteryguest_criteria",
            0,
            "channel",
            ("mysteryguest_visits", 0, {"channel": "telefoon", "voice": "klanten"}),
        ),
        channel="telefoon",
    ),
    again("visits", 1, "helped", helped="10:59"),
    again("visits", 1, "reported", reported="2025-07-31"),
    again("visits", 1, "organisation_agreed", organisation_agreed="nee"),
    again("visit_criteria", 1, "favourable", favourable="ja"),
    again("visit_criteria", 1, "norm", norm="0"),
    again("visit_criteria", 0, "lowest", lowest="1"),
    again("visit_criteria", 2, "highest", highest="tien"),
    again("visit_criteria", 1, "highest", highest=""),
    again("visit_scores", 3, "value", value="7"),
    again("visit_scores", 4, "value", value="goed"),
    again("survey_waves", 0, "persons", persons="41"),
    again("survey_items", 1, "n", n="31"),
    again("survey_items", 1, "n", ("survey_waves", 1, {"persons": "5"})),
    again("survey_items", 1, "n", ("survey_answers", 2, {"count": "10"})),
    again("survey_items", 1, "n", ("survey_answers", 3, {"count": "12"})),
    again("survey_answers", 3, "count", count="13"),
    again("survey_answers", 0, "count", count="15"),
    again("ladder_positions", 0, "figure_id", ("figures", 7, {"printed": "9"})),
    again("ladder_positions", 0, "moment", moment="eind"),
    again("scores", 2, "domain", domain=""),
    again("scores", 3, "domain", domain=""),
    again("scores", 0, "voice", scorer="professional"),
    again("scores", 2, "voice", scorer="researcher"),
    again("scores", 3, "moment", moment="begin"),
    again("scores", 3, "date", date="2025-01-01"),
    again("scores", 3, "aspect", aspect="drukte"),
]


def together() -> list[list[Slip]]:
    """Put mistakes in different tables together: they are told together, and none hides another."""
    groups: list[list[Slip]] = []
    for each in SLIPS:
        fits = (group for group in groups if all(each.table != other.table for other in group))
        group = next((group for group in fits if not (each.alone or any(other.alone for other in group))), None)
        if group is None:
            groups.append([each])
        else:
            group.append(each)
    return groups
