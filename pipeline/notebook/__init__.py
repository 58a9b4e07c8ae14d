"""What the notebooks open: a phase, a theme or a whole round, with everything their cells show."""
