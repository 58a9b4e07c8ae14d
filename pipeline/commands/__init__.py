"""The commands of `klankbord`, with their options: a module for each kind; `cli.py` puts them together.

Heavy imports stand inside the commands, so that `--help` and `--version` answer at once.
"""
