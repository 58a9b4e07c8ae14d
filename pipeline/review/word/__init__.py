"""Word: the report that came back with comments and changes, read against what was sent."""
