"""The phases, in reading order: tables in, evidence out."""
