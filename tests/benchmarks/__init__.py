"""Benchmarks: how klankbord compares, in one run on one machine, with others who do the same work."""
