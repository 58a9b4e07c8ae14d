"""The others who make the same round: from the same notebooks and the same raw files."""
