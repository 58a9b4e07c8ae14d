"""Surveys and ladders: distributions with intervals, rankings, and positions on an instrument."""
