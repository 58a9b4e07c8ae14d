"""Everything that a run makes in `reports/<round>/`, on one screen: what it is, by its place."""

from collections.abc import Collection

from pipeline.editions import Edition

DATA = {
    "findings": "Bevindingen",
    "claims": "Zinnen van het rapport en waarop zij rusten",
    "comparison": "Gepubliceerde conclusies naast onze bevindingen",
    "convergence": "Hoe de fasen zich tot elkaar verhouden",
    "joint_display": "Wat de fasen samen zeggen",
    "completeness": "Wat elke fase alleen toevoegt",
    "voices": "Wie een bevinding draagt",
    "robustness": "Bevindingen zonder één stem of één fase",
    "negative_cases": "Wat tegen een bevinding pleit",
    "quotes": "Citaten per onderwerp en groep",
    "groups": "Elke groep naast de anderen",
    "sensitivity": "Welke bevindingen kantelen als een regel een stap verschuift",
    "evidence": "Bewijs",
    "evidence_trace": "Waar elk bewijs vandaan komt",
    "values": "Getallen die een zin van het rapport kan laten invullen",
    "reproduction": "Cijfers nagerekend",
    "figure_audit": "Controles van cijfers",
    "agreement": "Overeenstemming tussen wie codeerde of beoordeelde",
    "saturation": "Verzadiging",
    "review": "Wat er over de bevindingen is gezegd",
    "readability": "Hoe leesbaar elke alinea is",
}
"""The tables in `data/`, in the order of the front page, with what readers call them."""

TRACE = "evidence_trace"


def labels(edition: Edition) -> dict[str, str]:
    """Give the tables that go along with an edition, as `DATA` does."""
    return {name: label for name, label in DATA.items() if edition.trace or name != TRACE}


FILES = {
    "index.html": "the front page",
    "rapport.html": "the report, each sentence opening to what it rests on",
    "rapport.docx": "the report in Word, at most some thirty pages",
    "rapport.pdf": "the same in PDF",
    "bijlagen.docx": "its appendices in Word: all evidence, and how it was weighed",
    "bijlagen.pdf": "the same in PDF",
    "samenvatting.docx": "a summary of two pages in Word",
    "samenvatting.pdf": "the same in PDF",
    "presentatie.pptx": "some ten slides for a college or a council",
    "bevindingen/*.html": "a page for each finding, in plain words",
    "oordeel.html": "the form in which a panel member judges, one file",
    "formulier.html": "the same on paper",
    "beoordeling.xlsx": "where answers on paper are typed over",
    "notebooks/*.ipynb": "the executed notebooks",
    "notebooks/*.html": "a page of each",
    "data/*.csv": "the tables of `DATA`",
    "data/tabellen.xlsx": "the same tables in one workbook, for people",
    "run.json": "what was made, what was skipped, and how long it took",
    "stages/**": "what steps handed on: safe to delete, and then made again",
}
"""The files, by a pattern of their place."""

PAPERS = ("rapport", "bijlagen", "samenvatting")
"""What is made in Word and PDF, by the name of its files."""

PAPER_KINDS = ("word", "pdf")
"""As what those are made; each can be left out of a run."""

INDEX = "index.html"
"""The front page."""

FRONT_PAGES = "voorpagina"
"""Where in what the report left are the front pages for when not everything is there on paper."""


def front_page(kinds: Collection[str]) -> str:
    """Name the front page that leads to these kinds of paper, and to no other."""
    if set(kinds) == set(PAPER_KINDS):
        return INDEX
    return f"{FRONT_PAGES}/{'-'.join(kinds) or 'zonder'}.html"
