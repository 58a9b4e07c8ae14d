"""The raw tables of interviews: conversations, and what was said in them."""

from pipeline.contracts.kinds import sources, statements

TABLES = (
    sources("interview_cases"),
    statements("interview_statements", "interviews", "interview_cases"),
)
