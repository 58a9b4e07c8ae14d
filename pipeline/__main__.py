"""`python -m pipeline` does what `klankbord` does."""

from pipeline.cli import main

main()
