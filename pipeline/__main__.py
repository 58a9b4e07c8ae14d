"""`python -m pipeline` does what `klankbord` does."""

from pipeline.command import main

main()
