"""A made-up round in which every table of every phase is filled, on both roads; and what is said when it is damaged."""

import copy
import csv
import io
import shutil
from pathlib import Path
from typing import Any

import yaml

from pipeline.contracts.loading import RoundData
from pipeline.errors import InputError, Problem
from pipeline.phases.raw_tables import load_round
from pipeline.rounds import Project

ROUND = "alles"
_ROOT = Path(__file__).parents[1]
Rows = list[dict[str, str]]

ABOUT: dict[str, Any] = {
    "title": "Verzonnen ronde met alle tabellen",
    "organisation": "Het Havenhuis",
    "place": "Nergenshuizen",
    "period": "2025-2026",
    "question": "Doet het Havenhuis wat het belooft?",
    "summary": "Verzonnen gegevens.",
    "codebook": ROUND,
    "lead_coder": "coder1",
    "phases": {
        name: {"deployed": True} for name in ("desk_research", "interviews", "focusgroups", "mystery_guests", "surveys")
    },
    "attributes": [{"id": "leeftijd", "label": "Leeftijd", "values": ["jong", "oud"]}],
}
_PHASES = list(ABOUT["phases"])
BOOK: dict[str, Any] = {
    "questions": [
        {
            "id": name,
            "theme": "effectiviteit",
            "label": name.capitalize(),
            "question": f"Vraag over {name}?",
            "asked_in": list(asked),
            "codes": [{"id": code, "label": code.capitalize(), "definition": f"Wat {code} is."} for code in codes],
        }
        for name, asked, codes in (
            ("bereik", _PHASES, ("komen", "blijven")),
            ("rust", _PHASES, ("stilte", "drukte")),
            ("geld", ["desk_research"], ("begroting",)),
        )
    ],
    "indicators": [
        {"id": "bezoek", "label": "Bezoek", "question": "bereik", "aspect": "komen", "favourable": "higher"}
    ],
}
FORM: dict[str, Any] = {
    "label": "Peiling onder buren",
    "selection": "everyone",
    "invited": 10,
    "columns": {
        "respondent": "nr",
        "voice": {"column": "wie", "values": {"B": "bewoners", "K": "klanten"}},
        "attributes": {"leeftijd": "leeftijd"},
    },
    "missing": {"99": "don't know"},
    "items": [
        {
            "id": "welkom",
            "label": "Ik voel mij welkom",
            "kind": "likert",
            "scale": ["oneens", "neutraal", "eens"],
            "question": "bereik",
            "aspect": "komen",
            "favourable": "high",
        },
        {"id": "cijfer", "label": "Welk cijfer geeft u?", "kind": "mark", "question": "rust", "aspect": "stilte"}
        | {"norm": 6, "favourable": "high"},
        {"id": "waarvoor", "label": "Waarvoor komt u?", "kind": "several", "columns": {"koffie": "w1", "taal": "w2"}},
        {"id": "eerst", "label": "Wat is het belangrijkst?", "kind": "ranking"}
        | {"columns": {"rust": "r1", "buren": "r2"}},
    ],
}


def _rows(header: str, *rows: str) -> Rows:
    names = header.split(",")
    return [dict(zip(names, row.split(","), strict=True)) for row in rows]


_ASKED = "bereik,komen"
_SOURCE = "source_id,label,voice,persons,date,document,locator,provenance"
_SAID = "statement_id,source,document,locator,question,aspect,voice,direction,n,n_total,statement,provenance"
TABLES: dict[str, Rows] = {
    "documents": _rows("document,title,publisher,date,kind", "plan,Jaarplan,Het Havenhuis,2025-03-01,jaarverslag"),
    "units": _rows("unit_id,label,kind,provenance", "haven,Havenhuis,room,collected", "kade,Kadehuis,room,collected"),
    "respondents": _rows(
        "respondent_id,voice,unit,alias_of,consent_recorded,consent_quotable,consent_recognisable,leeftijd,provenance",
        "res1,klanten,haven,,ja,ja,ja,jong,collected",
        "res2,klanten,haven,,ja,ja,ja,oud,collected",
        "res3,bewoners,kade,,ja,nee,ja,oud,collected",
        "res4,bewoners,kade,,ja,ja,ja,jong,collected",
        "res5,klanten,haven,res1,ja,ja,ja,jong,collected",
    ),
    "figures": _rows(
        "figure_id,document,locator,phase,series,quantity,unit,period,role,measure,printed,n,sd_of,indicator,question,"
        "aspect,formula,same_as,provenance",
        "fig_een,plan,p. 1,desk_research,r,Bezoekers,haven,2025,realised,aantal,40,,,bezoek,bereik,komen,,,published",
        "fig_twee,plan,p. 1,desk_research,reeks,Bezoekers,kade,2025,realised,aantal,60,,,,,,,,published",
        "fig_som,plan,p. 2,desk_research,r,Samen,,2025,realised,aantal,100,,,,,,fig_een + fig_twee,,published",
        "fig_deel,plan,p. 2,surveys,reeks,Tevreden,haven,2025,,procent,70%,20,,,bereik,komen,,,published",
        "fig_cijfer,plan,p. 2,surveys,reeks,Cijfer,haven,2025,,rapportcijfer,7,20,,,,,,,published",
        "fig_spreiding,plan,p. 2,surveys,reeks,Spreiding,haven,2025,,rapportcijfer,1,20,fig_cijfer,,,,,,published",
        "fig_weer,plan,p. 9,desk_research,reeks,Bezoekers,haven,2025,realised,aantal,40,,,,,,,fig_een,published",
        "fig_trede,plan,p. 3,surveys,reeks,Ladder,haven,2025,,trede,4,20,,,,,,,published",
    ),
    "derived": _rows(
        "derived_id,label,formula,measure,question,aspect",
        "afg_verhouding,Verhouding,fig_een / fig_twee,factor,bereik,komen",
    ),
    "published_findings": _rows(
        "finding_id,question,aspect,direction,strength,statement,document,locator,provenance",
        "con1,bereik,komen,1,sterk,Het huis bereikt de buurt.,plan,p. 4,published",
        "con2,rust,stilte,0,gemengd,De rust verschilt.,plan,p. 4,published",
    ),
    "desk_sources": _rows(_SOURCE, "stuk,Jaarplan,documenten,,2025-03-01,plan,p. 1,published"),
    "desk_statements": _rows(
        _SAID,
        f"D_1,stuk,plan,p. 1,{_ASKED},documenten,1,,,Het plan noemt veel bezoek.,published",
        "D_2,stuk,plan,p. 2,geld,begroting,documenten,0,,,De begroting sluit.,published",
    ),
    "promises": _rows(
        "test_id,promise_id,promise,where,document,locator,phase,kept,seen,question,aspect,provenance",
        "tst1,inloop,Iedereen mag zonder afspraak binnen,papier,plan,p. 3,mystery_guests,ja,De deur stond open,"
        "bereik,komen,collected",
        "tst2,inloop,Iedereen mag zonder afspraak binnen,papier,plan,p. 3,interviews,nee,Een vrouw werd geweigerd,"
        "bereik,komen,collected",
        "tst3,koffie,Er is altijd koffie,digitaal,,,,,,,,collected",
    ),
    "interview_cases": _rows(
        _SOURCE,
        "kas1,Bezoeker 1,klanten,1,2025-04-01,plan,p. 5,published",
        "kas2,Medewerker,medewerkers,1,2025-04-02,,,collected",
    ),
    "interview_statements": _rows(
        _SAID,
        f"I_1,kas1,plan,p. 5,{_ASKED},klanten,1,,,Er komen veel buren.,published",
        "I_2,kas2,,,rust,drukte,medewerkers,-1,,,Het is vaak druk.,collected",
        "I_3,kas1,plan,p. 6,rust,drukte,klanten,-1,,,Na vier uur is het er vol.,published",
    ),
    "interviews": _rows(
        "interview_id,respondents,unit,date,interviewer,selection,provenance",
        "ges1,res1; res2,haven,2025-05-01,Verzonnen,purposive,collected",
        "ges2,res3,kade,2025-05-02,Verzonnen,purposive,collected",
    ),
    "segments": _rows(
        "segment_id,interview,respondent,start,end,text,coder,question,aspect,direction,provenance",
        "seg1,ges1,res1,0,20,Ik zie veel buren.,coder1,bereik,komen,1,collected",
        "seg2,ges1,res2,21,40,Ik kom er zelf elke dag.,coder1,bereik,blijven,1,collected",
        "seg3,ges2,res3,,,Er zit altijd muziek aan.,coder1,rust,stilte,-1,collected",
        "seg4,ges2,res3,,,Het staat er vol met kinderwagens.,coder2,rust,drukte,-1,collected",
    ),
    "reconciled": _rows(
        "segment_id,other,decision,question,aspect,direction,reason",
        "seg3,seg4,hoofdcodeur,,,,Het gaat om de muziek.",
        "seg4,seg3,anders,rust,drukte,-1,Samen gelezen.",
    ),
    "interview_answers": _rows(
        "answer_id,interview,respondent,item,value,question,aspect,direction,provenance",
        "vra1,ges1,res1,Komt u terug?,ja,bereik,blijven,1,collected",
        "vra2,ges1,res2,Komt u terug?,nee,bereik,blijven,-1,collected",
        "vra3,ges2,res3,Komt u terug?,ja,bereik,blijven,1,collected",
    ),
    "focusgroup_groups": _rows(_SOURCE, "groep1,Groep buren,bewoners,6,2025-06-01,plan,p. 7,published"),
    "focusgroup_statements": _rows(
        _SAID,
        f"G_1,groep1,plan,p. 7,{_ASKED},bewoners,1,4,6,Vier van de zes zien buren komen.,published",
        "G_2,groep1,plan,p. 7,rust,stilte,bewoners,-1,2,6,Twee vinden het er lawaaiig.,published",
    ),
    "focusgroup_sessions": _rows(
        "session_id,date,unit,moderator,persons,voice,selection,provenance",
        "ses1,2025-06-10,haven,Verzonnen,4,bewoners,present,collected",
    ),
    "focusgroup_reactions": _rows(
        "reaction_id,session,respondent,n,question,aspect,put,reaction,text,provenance",
        "rea1,ses1,res3,,bereik,komen,1,A,,collected",
        "rea2,ses1,res4,,bereik,komen,1,D,,collected",
        "rea3,ses1,,2,rust,stilte,1,A,,collected",
    ),
    "mysteryguest_visits": _rows(
        f"{_SOURCE},channel",
        "bzk1,Bezoek,onderzoekers,1,2025-07-01,plan,p. 8,published,bezoek",
        "bzk2,Telefoontje,onderzoekers,1,2025-07-02,plan,p. 8,published,telefoon",
    ),
    "mysteryguest_criteria": _rows(
        "criterion_id,label,channel,met,document,locator,question,aspect,provenance",
        f"cri1,Er is iemand bij de deur,bezoek,ja,plan,p. 8,{_ASKED},published",
    ),
    "mysteryguest_statements": _rows(
        _SAID, f"M_1,bzk1,plan,p. 8,{_ASKED},onderzoekers,1,,,De bezoeker werd ontvangen.,published"
    ),
    "visits": _rows(
        "visit_id,script,voice,channel,unit,date,arrived,helped,reported,organisation_agreed,provenance",
        "vis1,loket,onderzoekers,bezoek,haven,2025-08-01,10:00,10:05,2025-08-02,ja,collected",
        "vis2,loket,onderzoekers,bezoek,kade,2025-08-01,11:00,11:20,2025-08-02,ja,collected",
    ),
    "visit_criteria": _rows(
        "criterion_id,label,kind,favourable,norm,lowest,highest,question,aspect",
        f"norm_groet,Er wordt gegroet,ja/nee,ja,,,,{_ASKED}",
        "norm_score,Sfeer,score,hoger,6,1,10,rust,stilte",
        "norm_tijd,Wachttijd,minuten,lager,10,,,rust,drukte",
    ),
    "visit_scores": _rows(
        "visit,observer,criterion,value,provenance",
        "vis1,oog1,norm_groet,ja,collected",
        "vis1,oog1,norm_score,7,collected",
        "vis1,oog1,norm_tijd,5,collected",
        "vis2,oog1,norm_groet,nee,collected",
        "vis2,oog1,norm_score,4,collected",
        "vis2,oog1,norm_tijd,20,collected",
    ),
    "survey_waves": _rows(
        f"{_SOURCE},invited,selection",
        "golf1,Enquête klanten,klanten,20,2025-09,plan,p. 9,published,40,everyone",
        "golf2,Eigen lijstje,bewoners,12,2025-10,,,collected,30,everyone",
    ),
    "survey_items": _rows(
        "item_id,source,label,kind,n,question,aspect,document,locator,provenance",
        f"ite1,golf1,Bent u tevreden?,share,20,{_ASKED},plan,p. 9,published",
        "ite2,golf2,Is het rustig?,share,12,rust,stilte,,,collected",
    ),
    "survey_answers": _rows(
        "answer_id,item_id,category,rank,figure_id,count,direction,provenance",
        "ant1,ite1,Ja,,fig_deel,14,1,reconstructed",
        "ant2,ite1,Nee,,,6,-1,published",
        "ant3,ite2,Ja,,,8,1,collected",
        "ant4,ite2,Nee,,,4,-1,collected",
    ),
    "survey_statements": _rows(
        _SAID, f"S_1,golf1,plan,p. 9,{_ASKED},klanten,1,3,20,Drie schrijven dat zij vaker komen.,published"
    ),
    "ladder_positions": _rows(
        "position_id,figure_id,instrument,moment,scope,question,provenance",
        "pos1,fig_trede,participatieladder-5,stand,Havenhuis,bereik,published",
    ),
    "scores": _rows(
        "score_id,object,object_kind,voice,instrument,domain,moment,date,value,scorer,question,aspect,selection,provenance",
        "sco1,res1,person,,participatieladder-5,,begin,2025-02-01,2,client,bereik,blijven,everyone,collected",
        "sco2,res1,person,,participatieladder-5,,eind,2025-11-01,3,client,bereik,blijven,everyone,collected",
        "sco3,res2,person,,zrm-11,financien,begin,2025-02-01,3,client,rust,stilte,everyone,collected",
        "sco4,res2,person,,zrm-11,financien,eind,2025-11-01,4,client,rust,stilte,everyone,collected",
    ),
    "second_codings": _rows(
        "statement_id,coder,question,aspect,direction", "I_1,coder2,bereik,komen,1", "I_2,coder2,rust,drukte,-1"
    ),
    "judgements": _rows(
        "judgement_id,subject,question,phase_a,phase_b,judgement,stage,researcher,reason,kind",
        "oor1,pair,bereik,interviews,surveys,agreement,decision,Verzonnen,Beide zeggen hetzelfde.,researcher",
        "oor2,confidence,rust,,,low,decision,Verzonnen,Er is weinig gezegd.,researcher",
    ),
    "comparisons": _rows(
        "comparison_id,published_id,judgement,stage,researcher,reason,kind",
        "ver1,con1,same,decision,Verzonnen,Wij vinden hetzelfde.,researcher",
    ),
    "sentences": _rows(
        "sentence_id,subject,about,direction,sentence,short,reason,researcher",
        "zin1,finding,bereik,1,Het huis bereikt de buurt.,Het bereikt de buurt,Zo staat het er.,Verzonnen",
        "zin2,theme,effectiviteit,1,Het huis doet wat het belooft.,Het doet wat het belooft,Zo staat het er.,Verzonnen",
    ),
    "privacy_names": _rows(
        "name,kind,shown,hidden", "Het Verzonnen Plein,plek,[plein],", "Vrouw Verzonnen,persoon,,ja"
    ),
    "privacy_decisions": _rows(
        "find_id,text,found,kind,sure,context,proposed,decision,shown",
        "von1,tek1,Verzonnen,naam,nee,met Verzonnen erbij,[naam],vervangen,",
        "von2,tek2,Plein,plek,ja,op het Plein,[plek],anders,[plein]",
    ),
    "quote_checks": _rows(
        "quote_id,before,quote,after,said_by,alike,decision,wording,reason,checked_by",
        "cit1,Wat vindt u ervan?,Het is fijn hier.,,bewoners,6,mag,,,Verzonnen",
        "cit2,,Ik kom hier elke dag sinds mijn val.,,bewoners,6,anders verwoorden,Iemand komt vaak.,Bekend,Verzonnen",
    ),
}
ANSWERS: Rows = _rows(
    "nr,wie,leeftijd,welkom,cijfer,w1,w2,r1,r2",
    "1,B,jong,eens,7,1,0,1,2",
    "2,B,oud,eens,8,1,1,1,2",
    "3,K,oud,neutraal,5,0,1,2,1",
    "4,K,jong,oneens,99,1,0,2,1",
    "5,B,jong,99,6,0,0,1,2",
)
SURVEY = "enquetes/buren"


class Sound:
    """The round on disk: tests change what it holds, look what is said of it, and put it back.

    Parameters
    ----------
    target : pathlib.Path
        An empty folder.
    """

    def __init__(self, target: Path) -> None:
        self.project = Project(target)
        self.folder = self.project.raw / ROUND
        shutil.copytree(_ROOT / "codebooks" / "instruments", self.project.codebooks / "instruments")
        for name in ("themes.yml", "voices.yml"):
            shutil.copyfile(_ROOT / "codebooks" / name, self.project.codebooks / name)
        (self.folder / "enquetes").mkdir(parents=True)
        self._written: dict[Path, str] = {}
        self.put_back()

    def put_back(self) -> None:
        """Make everything sound again."""
        self.tables = {name: [dict(row) for row in rows] for name, rows in TABLES.items()}
        self.answers = [dict(row) for row in ANSWERS]
        self.about, self.book, self.form = copy.deepcopy(ABOUT), copy.deepcopy(BOOK), copy.deepcopy(FORM)

    def rows(self, table: str) -> Rows:
        """Give the rows of a table, or the answers of the survey."""
        return self.answers if table == SURVEY else self.tables[table]

    def file(self, table: str) -> str:
        """Give how problems name the file of a table."""
        return f"raw/{ROUND}/{table}.csv"

    def load(self) -> RoundData:
        """Write what was changed, and read all of it."""
        for name in TABLES.keys() - self.tables.keys():
            (self.folder / f"{name}.csv").unlink(missing_ok=True)
            self._written.pop(self.folder / f"{name}.csv", None)
        for name, rows in self.tables.items():
            self._write(self.folder / f"{name}.csv", _as_csv(rows))
        self._write(self.folder / f"{SURVEY}.csv", _as_csv(self.answers))
        self._write(self.folder / f"{SURVEY}.yml", _as_yaml(self.form))
        self._write(self.folder / "round.yml", _as_yaml(self.about))
        self._write(self.project.codebooks / f"{ROUND}.yml", _as_yaml(self.book))
        return load_round(self.project, ROUND)

    def problems(self) -> list[Problem]:
        """List the mistakes."""
        try:
            self.load()
        except InputError as error:
            return list(error.problems)
        return []

    def _write(self, path: Path, text: str) -> None:
        if self._written.get(path) != text:
            path.write_text(text, encoding="utf-8", newline="")
            self._written[path] = text


def _as_csv(rows: Rows) -> str:
    target = io.StringIO()
    writer = csv.DictWriter(target, list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return target.getvalue()


def _as_yaml(content: object) -> str:
    return yaml.safe_dump(content, allow_unicode=True, sort_keys=False)
