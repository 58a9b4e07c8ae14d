"""Running a round: the graph of stages, what can be reused, and the notebooks themselves."""
