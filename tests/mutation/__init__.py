"""Mutation: which rules of the pipeline no test holds."""
