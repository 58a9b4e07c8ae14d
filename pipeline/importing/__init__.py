"""`klankbord import`: files of other programs become records of a round, with a report of what became of each thing."""
