"""The raw tables of interviews: conversations, and what was said in them."""

from pipeline.contracts.kinds import sources, statements
from pipeline.contracts.selection import SELECTION
from pipeline.phases.interviews.answer_tables import ANSWERS
from pipeline.phases.interviews.segment_tables import SEGMENT_TABLES

TABLES = (
    sources("interview_cases", SELECTION),
    statements("interview_statements", "interviews", "interview_cases"),
    *SEGMENT_TABLES,
    ANSWERS,
)
