"""The phases, a folder each: what it declares, its raw tables, its evidence, and what its notebook tells."""
