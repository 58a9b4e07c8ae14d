"""Focus groups: what a group said together, and what single members added."""
