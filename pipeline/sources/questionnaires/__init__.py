"""Surveys as tools export them, as one neutral questionnaire: what was asked, in which columns, with which answers."""
