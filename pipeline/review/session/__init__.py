"""A live session: the file that it is kept in, read for its judgements."""
