"""One table of figures, held against itself: `klankbord audit TABLE`, without a round, a codebook or themes."""
