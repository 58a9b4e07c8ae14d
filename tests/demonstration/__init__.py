"""The demonstration: a made-up round, begun with `klankbord new` and filled in as a person would, with truths planted.

It stands under `tests/` because the product has no use for it, and the tests hold the round against what was planted.
"""
