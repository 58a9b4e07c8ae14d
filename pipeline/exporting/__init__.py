"""`klankbord export`: the coded conversations of a round for programs for qualitative analysis, and for Excel."""
