"""Interviews: what was said, by whom, coded to question, aspect and direction."""
