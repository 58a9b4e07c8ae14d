"""Evidence: the only thing that a phase hands on, made of statements, of what was counted, or piece by piece."""
