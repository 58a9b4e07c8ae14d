"""Surveys as they were collected: a file with a row a respondent, and the questionnaire that says what it holds."""
