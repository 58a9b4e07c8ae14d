"""Published figures: do they follow from each other, and can they be recomputed?"""
