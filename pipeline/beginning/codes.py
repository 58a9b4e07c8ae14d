"""The codebook of a round that begins: a copy of another one, or a small one with a question for each theme."""

from pipeline import codebook
from pipeline.beginning.plan import Plan, named
from pipeline.codebook import Code, Question, RoundCodes, Voice
from pipeline.phases.codebook_files import known, own_codes
from pipeline.rounds import Project

_QUESTIONS = (
    ("opbrengst", "effectiviteit", "Opbrengst", "Wat levert {} op voor wie er komt?"),
    ("partners_samen", "samenwerking", "Samenwerken", "Hoe werkt {} samen met anderen?"),
    ("aansluiting", "innovatie", "Aansluiting", "Sluit {} aan bij wat er in het gebied verandert?"),
    ("beleving", "inwonersperspectief", "Beleving", "Hoe kijken inwoners naar {}?"),
)
_CODES = {
    "opbrengst": (
        ("bereik", "Bereik", "Wie er komt, en wie niet."),
        ("verandering", "Verandering", "Wat er voor mensen verandert."),
    ),
    "partners_samen": (
        ("afspraken", "Afspraken", "Wat anderen en de organisatie samen afspreken."),
        ("verwijzen", "Verwijzen", "Naar elkaar verwijzen."),
    ),
    "aansluiting": (
        ("behoefte", "Behoefte", "Of het past bij wat mensen nodig hebben."),
        ("vernieuwing", "Vernieuwing", "Wat er nieuw is."),
    ),
    "beleving": (
        ("welkom", "Welkom", "Of mensen zich welkom voelen."),
        ("bekendheid", "Bekendheid", "Of mensen ervan weten."),
    ),
}


def codes_of(project: Project, plan: Plan) -> RoundCodes:
    """Give the codebook of a round that begins.

    Raises
    ------
    InputError
        The one that is copied has mistakes.
    """
    own = _copied(project, plan.codebook) if plan.codebook else RoundCodes(questions=_small(plan))
    voices = [
        Voice(id=name, label=label, definition=f"Een groep van deze ronde: {label}.")
        for name, label in named(plan.voices).items()
    ]
    return own.model_copy(update={"voices": (*voices, *own.voices)})


def _copied(project: Project, name: str) -> RoundCodes:
    path = known(project)[name]
    shared, _ = codebook.shared(project)
    own, _ = own_codes(path, project.name(path), shared, project.root)
    # What it was called in a codebook before that one says nothing any more.
    questions = [
        question.model_copy(
            update={"was": (), "codes": [code.model_copy(update={"was": ()}) for code in question.codes]}
        )
        for question in own.questions
    ]
    return own.model_copy(update={"questions": questions})


def _small(plan: Plan) -> list[Question]:
    return [
        Question(
            id=name,
            theme=theme,
            label=label,
            question=text.format(plan.organisation),
            asked_in=list(plan.phases),
            codes=[Code(id=code, label=what, definition=definition) for code, what, definition in _CODES[name]],
        )
        for name, theme, label, text in _QUESTIONS
    ]
