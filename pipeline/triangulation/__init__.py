"""Triangulation: evidence of several phases into convergence labels and findings."""
