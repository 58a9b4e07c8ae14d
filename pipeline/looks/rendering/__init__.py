"""Turning the report's one source into Word and PDF, in our house style or that of the consultant."""
