"""Published figures: whether they follow from each other and can be recomputed."""
