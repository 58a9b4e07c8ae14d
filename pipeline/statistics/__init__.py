"""Pure functions on numbers and arrays, each with its formula, source and oracle; knows nothing of rounds."""
