"""What readers are told of a round, as blocks: all Dutch words that no single phase has of its own stand here."""
