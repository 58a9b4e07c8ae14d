"""The few kinds of figure that the pages use, a module each, with a text alternative and their numbers."""
