"""What is needed to go out and collect, as Word files made of the codebook and `round.yml`."""
