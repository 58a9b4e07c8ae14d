"""The raw tables of interviews: conversations, and what was said in them."""

from pipeline.contracts.kinds import sources, statements
from pipeline.contracts.selection import SELECTION

TABLES = (
    sources("interview_cases", SELECTION),
    statements("interview_statements", "interviews", "interview_cases"),
)
