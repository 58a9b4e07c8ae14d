"""Somebody withdraws from a round: what is theirs goes from every file in `raw/`."""
