"""Answers of Microsoft Forms, Google Forms, or a sheet of somebody's own: the questions in full above the columns.

Such files have no structure, so that what kind of question a column is, is seen from its answers. Microsoft Forms puts
`;` behind each of several answers and of an order, Google Forms `, ` between them (in its own CSV a `;`), and above a
row of a grid `Question [Row]`.
"""

from pipeline.sources.questionnaires import guessing
from pipeline.sources.questionnaires.columns import Answers, Finder
from pipeline.sources.questionnaires.model import Form

_OF_MICROSOFT, _OF_GOOGLE = "Microsoft Forms", "Google Forms"
_MICROSOFT = (
    {"id", "start_time", "completion_time"},
    {"id", "begintijd", "tijd_van_voltooien"},
    {"id", "starttijd", "voltooiingstijd"},
)
_GOOGLE = {"timestamp", "tijdstempel"}
_RESPONDENT = (
    "id",
    "antwoord id",
    "response id",
    "nummer",
    "respondent",
    "respondentnummer",
    "deelnemer",
    "persoon",
    "nr",
)
# Columns about the filling in, of any of these tools; in a quiz also points and feedback.
_ADDED = (
    *("start time", "completion time", "email", "name", "last modified time", "email address", "username", "score"),
    *("begintijd", "starttijd", "tijd van voltooien", "voltooiingstijd", "e-mail", "naam", "e-mailadres", "language"),
    *("tijdstip van laatste wijziging", "timestamp", "tijdstempel", "total points", "quiz feedback", "taal"),
)
# What stands between several answers.
_SEPARATORS = {_OF_MICROSOFT: (";",), _OF_GOOGLE: (";", ", ")}
_OF_A_QUIZ = ("points - ", "feedback - ", "punten - ")


def program_of(answers: Answers) -> str:
    """Say which tool made a file, by its first columns; empty where none of these did."""
    names = list(answers.by_heading)
    if any(set(names) >= marks for marks in _MICROSOFT):
        return _OF_MICROSOFT
    return _OF_GOOGLE if answers.headings and _first(answers) in _GOOGLE else ""


def _first(answers: Answers) -> str:
    return next(name for name, own in answers.by_heading.items() if own == answers.headings[0])


def form_of(answers: Answers, program: str) -> Form:
    """Make a questionnaire of a file.

    Parameters
    ----------
    answers : Answers
        The file.
    program : str
        What made it, in words.
    """
    find = Finder(answers)
    respondent = find(*_RESPONDENT)
    if respondent and len(answers.texts(respondent)) < len(answers.frame):
        respondent = ""  # a number for everybody, or it says nothing
    for name in _ADDED:
        find(name)
    asked = [
        guessing.question(column, column, answers.texts(column), column, _SEPARATORS.get(program, guessing.SEPARATORS))
        for column in find.left
        if not column.casefold().startswith(_OF_A_QUIZ) and not guessing.is_moment(answers.texts(column))
    ]
    used = {column for question in asked for column in question.read_from} | {respondent}
    ignored = tuple(name for name in answers.headings if name not in used)
    return Form(program, "", respondent, tuple(asked), ignored)
