"""Word files: their parts, and the text in them with the comments and changes over it; knows nothing of rounds."""
